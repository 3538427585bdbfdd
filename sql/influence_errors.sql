-- Every argument and query that influence refuses: SQLSTATE, message, detail
-- and hint.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, likes) VALUES (1, 'a/a', 1), (2, 'a/b', 2);
INSERT INTO llmeco.model_edges VALUES (1, 2, 1, 'finetune', 'hub');
CREATE FUNCTION attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text;
    detail text;
    hint text;
BEGIN
    EXECUTE statement;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'\n', SQLSTATE || ' ' || message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
\pset tuples_only on

-- numbers
SELECT args, attempt(format('SELECT count(*) FROM llmeco_influence(%s)', args)) FROM unnest(ARRAY[
    'alpha => NULL', 'alpha => ''{}''', 'alpha => ''{1,2}''', 'alpha => ''{1,2,3,4}''', 'alpha => ''{{1,2,3}}''',
    'alpha => ''{1,NULL,3}''', 'alpha => ''{1,NaN,0}''', 'alpha => ''{1,Infinity,0}''', 'alpha => ''{1,-Infinity,0}''', 'alpha => ''{1,-0.1,0}''',
    'w => NULL', 'w => ''{1,2,3}''', 'w => ''{1,2,3,NULL}''', 'w => ''{1,2,3,NaN}''', 'w => ''{-1,2,3,4}''',
    'lambda => NULL', 'lambda => ''NaN''', 'lambda => ''Infinity''', 'lambda => -1',
    'lambda_space => ''NaN''', 'lambda_space => ''Infinity''', 'lambda_space => -1',
    'as_of => ''infinity''', 'as_of => ''-infinity''',
    'tol => NULL', 'tol => 0', 'tol => -1', 'tol => ''NaN''', 'tol => ''Infinity''',
    'max_iter => NULL', 'max_iter => 0', 'max_iter => -1', 'max_iter => 1000001',
    'counters_on => ''infinity''', 'counters_on => ''-infinity''', 'counters_on => current_date + 3', 'counters_on => ''2025-01-01''',
    'counters_on => ''2025-01-01'', models_query => ''TABLE llmeco.models''']) args;
SELECT attempt('SELECT count(*) FROM llmeco_influence(alpha => ''[5:7]={0.6,0.3,0.1}'', lambda_space => NULL, as_of => NULL, counters_on => NULL, max_iter => 1000000)');
SELECT attempt('SELECT llmeco_update_influence(tol => 0)');
SELECT attempt('SELECT llmeco_update_influence(w => ''{1}'')');
SELECT attempt('SELECT count(*) FROM llmeco_influence(w => ''{1e308,1e308,0,0}'')');

-- queries: not one that only reads
SELECT query, attempt(format('SELECT count(*) FROM llmeco_influence(models_query => %L)', query)) FROM unnest(ARRAY[
    '', ';', 'SELECT 1 AS model_id; SELECT 2 AS model_id', 'SELEC 1', 'DELETE FROM llmeco.models', 'DELETE FROM llmeco.models RETURNING model_id',
    'WITH d AS (DELETE FROM llmeco.models RETURNING model_id) SELECT * FROM d', 'SELECT model_id FROM llmeco.models FOR UPDATE',
    'SELECT model_id INTO x FROM llmeco.models', 'EXPLAIN SELECT 1', 'SHOW work_mem', 'COMMIT', 'COPY llmeco.models TO STDOUT',
    'SELECT nextval(''llmeco.models_model_id_seq'') AS model_id', 'SELECT model_id FROM nowhere', 'SELECT $1 AS model_id', 'SELECT 1 / 0 AS model_id']) query;
CREATE FUNCTION sly() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN DELETE FROM llmeco.models; RETURN 1; END $$;
SELECT attempt('SELECT count(*) FROM llmeco_influence(models_query => ''SELECT sly() AS model_id'')');
SELECT count(*) FROM llmeco.models;
SHOW transaction_read_only;

-- columns of models_query
SELECT query, attempt(format('SELECT count(*) FROM llmeco_influence(models_query => %L)', query)) FROM unnest(ARRAY[
    'SELECT 1 AS id', 'SELECT', 'SELECT 1 AS model_id, 2 AS model_id', 'SELECT ''1'' AS model_id', 'SELECT 1.0 AS model_id', 'SELECT NULL::int AS model_id',
    'SELECT 1 AS model_id, ''many'' AS likes', 'SELECT 1 AS model_id, true AS downloads', 'SELECT 1 AS model_id, ''2025-01-01'' AS created_at',
    'SELECT 1 AS model_id, 5 AS created_at', 'SELECT 1 AS model_id, ''x'' AS space_influence',
    'SELECT 1 AS model_id, -1 AS likes', 'SELECT 1 AS model_id, -1::bigint AS downloads', 'SELECT 1 AS model_id, ''NaN''::float8 AS likes',
    'SELECT 1 AS model_id, ''Infinity''::real AS likes', 'SELECT 1 AS model_id, ''NaN''::numeric AS likes', 'SELECT 1 AS model_id, -0.5 AS space_influence',
    'SELECT 1 AS model_id UNION ALL SELECT 2 UNION ALL SELECT 1', 'SELECT i % 5000 * 1000000007 AS model_id FROM generate_series(1, 5001::bigint) i']) query;

-- columns of edges_query and spaces_query
SELECT query, attempt(format('SELECT count(*) FROM llmeco_influence(edges_query => %L)', query)) FROM unnest(ARRAY[
    'SELECT 1 AS parent_id', 'SELECT 1 AS child_id', 'SELECT ''a'' AS parent_id, 2 AS child_id', 'SELECT NULL::int AS parent_id, 2 AS child_id',
    'SELECT 1 AS parent_id, NULL::bigint AS child_id', 'SELECT 1 AS parent_id, 1 AS child_id', 'SELECT 7 AS parent_id, 7 AS child_id',
    'SELECT 1 AS parent_id, 2 AS child_id, -1 AS weight', 'SELECT 1 AS parent_id, 2 AS child_id, ''NaN''::float8 AS weight',
    'SELECT 1 AS parent_id, 2 AS child_id, ''Infinity''::float8 AS weight', 'SELECT 1 AS parent_id, 2 AS child_id, true AS weight',
    'SELECT 1 AS parent_id, 2 AS child_id, NULL::float8 AS weight', 'DROP TABLE llmeco.models']) query;
SELECT query, attempt(format('SELECT count(*) FROM llmeco_influence(spaces_query => %L)', query)) FROM unnest(ARRAY[
    'SELECT 1 AS model_id', 'SELECT 1 AS model_id, 1 AS likes', 'SELECT 1 AS model_id, -1 AS likes, now() AS created_at',
    'SELECT NULL::int AS model_id, 1 AS likes, now() AS created_at', 'SELECT 1 AS model_id, NULL::int AS likes, NULL::date AS created_at',
    'SELECT 99 AS model_id, 1 AS likes, now() AS created_at']) query;

-- a table of scores
CREATE TABLE taken ();
SELECT args, attempt(format('SELECT llmeco_influence_into(%s)', args)) FROM unnest(ARRAY[
    'NULL', '''''', '''a.b.c.d''', '''elsewhere.x.y''', '''nowhere.x''', '''taken''', '''x'', tol => 0',
    '''x'', models_query => ''SELECT 1''', '''x'', models_query => ''DROP TABLE taken''']) args;
SELECT to_regclass('x'), to_regclass('taken');
DROP TABLE taken;

-- where nothing may be written
SET default_transaction_read_only = on;
SELECT attempt('SELECT llmeco_update_influence()');
SELECT attempt('SELECT llmeco_influence_into(''x'')');
RESET default_transaction_read_only;

-- explain, lineage, network
SELECT call, attempt('SELECT count(*) FROM ' || call) FROM unnest(ARRAY[
    'llmeco_explain(NULL)', 'llmeco_explain(''a/a'', -1)', 'llmeco_explain(''a/a'', NULL)', 'llmeco_explain(''b/b'')', 'llmeco_explain(''a/a'')',
    'llmeco_lineage(NULL)', 'llmeco_lineage(''b/b'')', 'llmeco_lineage(''a/a'', NULL)', 'llmeco_lineage(''a/a'', ''up'')', 'llmeco_lineage(''a/a'', ''both'', 0)',
    'llmeco_network(NULL)', 'llmeco_network(''{NULL}'')', 'llmeco_network(''{a/a,b/b}'')', 'llmeco_network(''{a/a}'', ''tree'')',
    'llmeco_network(''{a/a}'', NULL)', 'llmeco_network(''{a/a}'', ''top'', 0)', 'llmeco_network(''{a/a}'', ''top'', NULL)']) call;

DROP FUNCTION attempt, sly;
DROP EXTENSION llmeco;
