-- Creating and dropping the extension, and what its catalogue has to have.

-- An existing schema llmeco is not taken over.
CREATE SCHEMA llmeco;
\set VERBOSITY terse
CREATE EXTENSION llmeco;
\set VERBOSITY default
DROP SCHEMA llmeco;

-- Entry points go where the caller says, data always to schema llmeco.
CREATE SCHEMA entry;
CREATE EXTENSION llmeco SCHEMA entry;
SELECT n.nspname, count(*) > 0 AS has_functions
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
 GROUP BY 1 ORDER BY 1;
-- DROP leaves nothing.
DROP EXTENSION llmeco;
SELECT count(*) FROM pg_namespace WHERE nspname = 'llmeco';
SELECT count(*) FROM pg_class WHERE relnamespace = 'entry'::regnamespace;
SELECT count(*) FROM pg_proc WHERE proname ~ '^llmeco';
DROP SCHEMA entry;

CREATE EXTENSION llmeco;

-- Every table, view, column, sequence, function and type of it has a comment,
-- as has its schema.
SELECT c.oid::regclass AS sequence
  FROM pg_class c
 WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind = 'S'
   AND obj_description(c.oid, 'pg_class') IS NULL;
SELECT t.oid::regtype AS type
  FROM pg_type t
  JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
 WHERE t.typrelid = 0 AND t.typelem = 0 AND obj_description(t.oid, 'pg_type') IS NULL;
SELECT obj_description('llmeco'::regnamespace, 'pg_namespace') IS NOT NULL AS schema;
SELECT c.oid::regclass AS relation
  FROM pg_class c
 WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
   AND obj_description(c.oid, 'pg_class') IS NULL;
SELECT a.attrelid::regclass AS relation, a.attname AS column
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
   AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND col_description(a.attrelid, a.attnum) IS NULL;
SELECT p.oid::regprocedure AS function
  FROM pg_proc p
  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
 WHERE obj_description(p.oid, 'pg_proc') IS NULL;

-- A table's comment says what a row is.
SELECT c.oid::regclass AS relation
  FROM pg_class c
 WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind IN ('r', 'p', 'v')
   AND obj_description(c.oid, 'pg_class') NOT LIKE 'One row%';

-- A view's says what tells rows apart, by columns that it has.
CREATE VIEW view_keys AS
SELECT c.oid, c.oid::regclass AS view, obj_description(c.oid, 'pg_class') AS comment, string_to_array(k.key, ', ') AS key,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0) AS columns
  FROM pg_class c
  LEFT JOIN LATERAL unnest(string_to_array(substring(obj_description(c.oid, 'pg_class'), '[(]keys?: ([^)]*)[)]'), '; ')) k (key) ON true
 WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind = 'v';
SELECT view, key FROM view_keys WHERE NOT key <@ columns OR (key IS NULL AND view <> 'llmeco.site_contract'::regclass);

-- One name a thing: what is of a model has model_id and name; what is of something
-- else that has a page has url. But for influence, which is joined with models for it
-- (their name would be ambiguous then), and for what other views begin with.
SELECT DISTINCT view AS of_models FROM view_keys
 WHERE (columns && '{model_id,model}' OR comment ~ '^One row per (listed )?model\y') AND NOT columns @> '{model_id,name}' AND view <> 'llmeco.influence'::regclass;
SELECT DISTINCT view AS with_a_page FROM view_keys
 WHERE (key IN ('{author_id}', '{repo_id}', '{dataset_id}', '{arxiv_id}') AND columns && '{name,author,organization,repo,title}' OR 'space_id' = ANY (columns)
        OR view IN ('llmeco.leaderboard'::regclass, 'llmeco.model_details'::regclass))
   AND NOT 'url' = ANY (columns) AND view NOT IN ('llmeco.metric_repos'::regclass, 'llmeco.contributor_repos'::regclass);
DROP VIEW view_keys;

-- Every table and sequence is registered for pg_dump, but for what each version
-- of the extension brings itself.
SELECT c.oid::regclass AS relation
  FROM pg_class c, pg_extension e
 WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind IN ('r', 'p', 'S')
   AND e.extname = 'llmeco' AND c.oid <> ALL (e.extconfig)
   AND c.relname NOT IN ('language_codes', 'license_facts', 'license_spellings');

-- No table refers to another by a foreign key, so that each can be distributed.
SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'llmeco'::regnamespace;

-- Nothing is granted to everybody but what is harmless: no table, and no
-- function that writes or talks to the network.
SELECT c.oid::regclass FROM pg_class c, aclexplode(c.relacl) a
 WHERE c.relnamespace = 'llmeco'::regnamespace AND a.grantee = 0;
SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'llmeco'::regnamespace AND a.attacl IS NOT NULL;
SELECT has_schema_privilege('public', 'llmeco', 'USAGE') AS usage,
       has_schema_privilege('public', 'llmeco', 'CREATE') AS create;
SELECT p.proname
  FROM pg_proc p
  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
 WHERE has_function_privilege('public', p.oid, 'EXECUTE')
 ORDER BY 1;

-- No function runs with other rights than the caller's.
SELECT p.oid::regprocedure
  FROM pg_proc p
  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
 WHERE p.prosecdef;

-- Nor does any see other operators, functions or tables than it names: those
-- that are no C are parsed when they are called.
SELECT p.oid::regprocedure
  FROM pg_proc p
  JOIN pg_language l ON l.oid = p.prolang AND l.lanname <> 'c'
  JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
 WHERE 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig) IS NOT TRUE;

DROP EXTENSION llmeco;
