-- Licence conflicts: a lineage done by hand, then a made-up one against a
-- recursive query, stored and of each model by itself.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;

-- Every identifier has a family and each family but unknown a place.
SELECT family, min(permissiveness), max(permissiveness), count(*) > 0 AS used FROM llmeco.license_families
 GROUP BY family ORDER BY 2 DESC NULLS LAST, 1;

INSERT INTO llmeco.authors (author_id, name) VALUES (1, 'meta'), (2, 'ann'), (3, 'bob');
INSERT INTO llmeco.models (model_id, name, author_id, license, removed_at) VALUES
    (1, 'meta/llama', 1, 'llama3', NULL),
    (2, 'ann/mid', 2, 'other', NULL),           -- not compared, but passed
    (3, 'bob/mit', 3, 'MIT', NULL),             -- through ann/mid: conflict
    (4, 'bob/same', 3, 'llama3.1', NULL),       -- the same family: none
    (5, 'bob/nc', 3, 'cc-by-nc-4.0', NULL),     -- permits less: none
    (6, 'ann/none', 2, NULL, NULL),             -- none given: none
    (7, 'ann/acme', 2, 'acme-1.0', NULL),       -- a licence nobody knows: none
    (8, 'meta/open', 1, 'apache-2.0', NULL),    -- conflict, of one author
    (9, 'bob/gone', 3, 'mit', now()),           -- not listed: no row
    (10, 'ann/of-gone', 2, 'mit', NULL),        -- of a removed one that is GPL: conflict
    (11, 'bob/gone-gpl', 3, 'gpl-3.0', now()),
    (12, 'bob/merge', 3, 'apache-2.0', NULL),   -- of nc and of llama by two ways
    (13, 'ann/free', 2, 'mit', NULL);           -- a base model: none
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 3, 'quantized', 'hub'), (1, 4, 'finetune', 'hub'), (1, 5, 'finetune', 'hub'),
    (1, 6, 'finetune', 'hub'), (1, 7, 'finetune', 'hub'), (1, 8, 'finetune', 'hub'), (1, 9, 'finetune', 'hub'),
    (11, 10, 'adapter', 'hub'), (5, 12, 'merge', 'hub'), (4, 12, 'merge', 'hub'),
    (12, 1, 'unknown', 'tag');                  -- a cycle
SELECT converged FROM llmeco_update_influence();
SELECT count(*) FROM llmeco.license_conflicts;
SELECT llmeco_update_checks();
SELECT name, author, license, family, ancestor, ancestor_license, ancestor_family, depth, path, relation, same_author
  FROM llmeco.license_conflicts ORDER BY name, ancestor;

-- Corrected by users: acme is as GPL, llama is not to be compared.
INSERT INTO llmeco.license_corrections VALUES ('acme-1.0', 'strong-copyleft'), ('llama3', 'unknown'), ('mine', 'proprietary');
SELECT * FROM llmeco.license_families WHERE NOT is_default ORDER BY license;
-- What is no conflict any more goes at once, new ones are found by the next look.
SELECT name, ancestor FROM llmeco.license_conflicts ORDER BY name, ancestor;
SELECT llmeco_update_checks();
SELECT name, ancestor FROM llmeco.license_conflicts ORDER BY name, ancestor;
-- A look that finds the same writes nothing; one that finds a shorter way, less
-- and more writes just that.
CREATE TABLE before AS SELECT c.ctid AS place, c.* FROM llmeco.conflicts c;
SELECT llmeco_update_checks();
SELECT count(*) FROM before b FULL JOIN llmeco.conflicts c ON c.ctid = b.place WHERE c.model_id IS NULL OR b.model_id IS NULL;
INSERT INTO llmeco.models (model_id, name, license) VALUES (14, 'ann/late', 'mit');
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (5, 14, 'finetune', 'hub'), (11, 8, 'merge', 'hub'), (5, 3, 'adapter', 'hub');
DELETE FROM llmeco.model_edges WHERE child_id = 10;
SELECT llmeco_update_checks();
SELECT c.model_id, c.ancestor_id, c.path, c.relation, b.path AS path_before, c.ctid = b.place AS as_before
  FROM before b FULL JOIN llmeco.conflicts c USING (model_id, ancestor_id) ORDER BY coalesce(c.model_id, b.model_id), coalesce(c.ancestor_id, b.ancestor_id);
INSERT INTO llmeco.license_corrections VALUES ('Acme-2.0', 'permissive');
INSERT INTO llmeco.license_corrections VALUES ('acme-2.0', 'free');
TRUNCATE llmeco.license_corrections, llmeco.models, llmeco.model_edges;

-- 600 models, with cycles; the same each time.
INSERT INTO llmeco.models (model_id, name, license)
SELECT n, 'm/' || n, ('{mit,apache-2.0,gpl-3.0,llama3,cc-by-nc-4.0,other,NULL,openrail,cc0-1.0}'::text[])[1 + n * 7919 % 9]
  FROM generate_series(1, 608) n;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT DISTINCT p, c, 'finetune', 'hub'
  FROM (SELECT 1 + n * 48271 % 599 AS p, 1 + n * 16807 % 601 % 600 AS c FROM generate_series(1, 1400) n) r
 WHERE p <> c AND (p < c OR p % 50 = 0)
UNION
SELECT 600 + n, 600 + n / 3 * 3 + (n + 1) % 3, 'merge', 'hub' FROM generate_series(0, 8) n;     -- three rings
SELECT count(*) FROM llmeco_update_influence();
SELECT llmeco_update_checks();
WITH RECURSIVE walk (model_id, ancestor_id, depth) AS (
    SELECT child_id, parent_id, 1 FROM llmeco.model_edges
    UNION
    SELECT w.model_id, e.parent_id, w.depth + 1
      FROM walk w JOIN llmeco.model_edges e ON e.child_id = w.ancestor_id WHERE w.depth < 25
), ancestors AS (
    SELECT model_id, ancestor_id, min(depth) AS depth FROM walk WHERE model_id <> ancestor_id GROUP BY 1, 2
), rank (license, place) AS (
    VALUES ('mit', 9), ('apache-2.0', 9), ('gpl-3.0', 6), ('llama3', 4), ('cc-by-nc-4.0', 2), ('openrail', 5), ('cc0-1.0', 10)
), expected AS MATERIALIZED (
    SELECT a.model_id, a.ancestor_id, a.depth::int
      FROM ancestors a
      JOIN llmeco.models m USING (model_id) JOIN rank r ON r.license = m.license
      JOIN llmeco.models b ON b.model_id = a.ancestor_id JOIN rank s ON s.license = b.license
     WHERE s.place < r.place
), stored AS (
    SELECT model_id, ancestor_id, depth FROM llmeco.license_conflicts
), one_by_one AS MATERIALIZED (
    SELECT m.model_id, c.ancestor_id, cardinality(c.relation) AS depth
      FROM llmeco.models m
     CROSS JOIN llmeco_license_conflicts(m.model_id) c
     WHERE m.model_id % 10 = 0
)
SELECT (SELECT count(*) > 300 FROM expected) AS many, (SELECT max(depth) BETWEEN 5 AND 24 FROM expected) AS deep,
       (SELECT count(*) FROM (TABLE expected EXCEPT ALL TABLE stored) x) AS missing,
       (SELECT count(*) FROM (TABLE stored EXCEPT ALL TABLE expected) x) AS superfluous,
       (SELECT count(*) FROM ((SELECT * FROM expected WHERE model_id % 10 = 0) EXCEPT ALL TABLE one_by_one) x) AS missing_one,
       (SELECT count(*) FROM (TABLE one_by_one EXCEPT ALL (SELECT * FROM expected WHERE model_id % 10 = 0)) x) AS superfluous_one;
-- A model's own conflicts have the ways that are stored.
SELECT count(*) AS rows, count(*) FILTER (WHERE (f.path, f.relation) IS DISTINCT FROM (c.path, c.relation)) AS other
  FROM llmeco.models m
 CROSS JOIN llmeco_license_conflicts(m.model_id) f
  LEFT JOIN llmeco.conflicts c ON c.model_id = m.model_id AND c.ancestor_id = f.ancestor_id
 WHERE m.model_id % 10 = 0;
-- Every path is one: its ends, its length, each step a derivation.
SELECT count(*) FROM llmeco.license_conflicts
 WHERE path[1] <> ancestor OR path[cardinality(path)] <> name OR cardinality(path) <> depth + 1 OR cardinality(relation) <> depth;
SELECT count(*) FROM llmeco.license_conflicts l
 CROSS JOIN LATERAL generate_series(1, l.depth) step
 WHERE NOT EXISTS (SELECT FROM llmeco.network_edges e
                    WHERE e.parent = l.path[step] AND e.child = l.path[step + 1] AND e.relation = l.relation[step]);

-- Strongly connected components, against who reaches whom both ways.
WITH RECURSIVE reach (a, b) AS (
    SELECT parent_id, child_id FROM llmeco.model_edges
    UNION
    SELECT r.a, e.child_id FROM reach r JOIN llmeco.model_edges e ON e.parent_id = r.b
), expected AS (
    SELECT least(x.a, min(x.b)) AS cycle, x.a AS model_id
      FROM reach x JOIN reach y ON y.a = x.b AND y.b = x.a GROUP BY x.a
)
SELECT (SELECT count(*) > 2 FROM expected) AS many,
       (SELECT count(*) FROM (TABLE expected EXCEPT ALL SELECT * FROM llmeco_cycles()) x) AS missing,
       (SELECT count(*) FROM (SELECT * FROM llmeco_cycles() EXCEPT ALL TABLE expected) x) AS superfluous;
DROP EXTENSION llmeco;
