-- Families of thousands, where lineage and networks go on in memory, against
-- queries that say what they are.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;
-- 1 has 6,000 models derived from it, 2 of these 6,000 more; each third of the
-- latter has a second parent, one of them is a parent of 1.
INSERT INTO llmeco.authors (author_id, name, kind)
    SELECT a, 'author' || a, CASE WHEN a % 3 = 0 THEN 'organization' ELSE 'user' END FROM generate_series(1, 40) a;
INSERT INTO llmeco.models (model_id, author_id, name, likes, fetched_at)
    SELECT m, 1 + m % 40, 'lab/m' || m, CASE WHEN m = 2 THEN 1000000 ELSE m * 7919 % 10007 END, now() FROM generate_series(1, 14001) m;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
    SELECT 1, m, (ARRAY['finetune', 'adapter', 'quantized'])[1 + m % 3], 'hub' FROM generate_series(2, 6001) m
    UNION ALL SELECT 2, m, 'merge', 'hub' FROM generate_series(6002, 12001) m
    UNION ALL SELECT 2000 + m, m, 'merge', 'hub' FROM generate_series(6003, 12001, 3) m
    UNION ALL SELECT 12001, 1, 'unknown', 'manual';
SELECT models FROM llmeco_update_influence(as_of => '2025-01-01');

-- Lineage: least depth, by way of the least model_id of that depth.
CREATE TEMP TABLE down AS
WITH RECURSIVE walk (id, depth) AS (
    SELECT 1::bigint, 0
    UNION SELECT e.child_id, w.depth + 1 FROM walk w JOIN llmeco.model_edges e ON e.parent_id = w.id WHERE w.depth < 6)
SELECT id, min(depth) AS depth FROM walk GROUP BY id;
ANALYZE down;
CREATE TEMP TABLE expected AS
SELECT DISTINCT ON (d.id) d.id, d.depth, e.relation, p.name AS via
  FROM down d
  JOIN llmeco.model_edges e ON e.child_id = d.id
  JOIN down u ON u.id = e.parent_id AND u.depth = d.depth - 1
  JOIN llmeco.models p ON p.model_id = e.parent_id
 ORDER BY d.id, e.parent_id;
SELECT count(*), max(depth) FROM expected;
CREATE TEMP TABLE lineage AS SELECT model_id, depth, relation, via FROM llmeco_lineage('lab/m1', 'descendants');
SELECT count(*) FROM ((TABLE lineage EXCEPT ALL TABLE expected) UNION ALL (TABLE expected EXCEPT ALL TABLE lineage)) d;

-- Networks: the family and the other parents of it.
CREATE TEMP TABLE nodes AS
SELECT id FROM down UNION SELECT e.parent_id FROM llmeco.model_edges e JOIN down d ON d.id = e.child_id;
CREATE TEMP TABLE arrows AS
SELECT e.parent_id, e.child_id, e.relation, p.influence AS parent_influence, c.influence AS child_influence, 1::bigint AS derivations
  FROM llmeco.model_edges e JOIN llmeco.influence p ON p.model_id = e.parent_id JOIN llmeco.influence c ON c.model_id = e.child_id
 WHERE e.parent_id IN (TABLE nodes) AND e.child_id IN (TABLE nodes);
CREATE TEMP TABLE network AS
SELECT parent_id, child_id, relation, parent_influence, child_influence, derivations FROM llmeco_network('{lab/m1}', 'full');
SELECT count(*) FROM network;
SELECT count(*) FROM ((TABLE network EXCEPT ALL TABLE arrows) UNION ALL (TABLE arrows EXCEPT ALL TABLE network)) d;

-- Authors: their derivations are counted, their influence is the mean.
CREATE TEMP TABLE authors AS
WITH mean AS (SELECT m.author_id, avg(i.influence) AS influence FROM nodes n JOIN llmeco.models m ON m.model_id = n.id
                JOIN llmeco.influence i USING (model_id) GROUP BY 1)
SELECT p.author_id AS parent_id, c.author_id AS child_id, a.relation, round(pm.influence::numeric, 6) AS parent_influence,
       round(cm.influence::numeric, 6) AS child_influence, count(*) AS derivations
  FROM arrows a JOIN llmeco.models p ON p.model_id = a.parent_id JOIN llmeco.models c ON c.model_id = a.child_id
  JOIN mean pm ON pm.author_id = p.author_id JOIN mean cm ON cm.author_id = c.author_id
 WHERE p.author_id <> c.author_id GROUP BY 1, 2, 3, 4, 5;
TRUNCATE network;
INSERT INTO network SELECT parent_id, child_id, relation, parent_influence, child_influence, derivations FROM llmeco_network('{lab/m1}', 'author');
SELECT count(*) > 0 AS some FROM network;
SELECT count(*) FROM ((SELECT parent_id, child_id, relation, round(parent_influence::numeric, 6), round(child_influence::numeric, 6), derivations FROM network
                       EXCEPT ALL TABLE authors) UNION ALL (TABLE authors EXCEPT ALL
                       SELECT parent_id, child_id, relation, round(parent_influence::numeric, 6), round(child_influence::numeric, 6), derivations FROM network)) d;

-- Models of organizations, and the given one.
SELECT count(*) FROM (SELECT parent_id, child_id FROM llmeco_network('{lab/m1}', 'orgs') EXCEPT
SELECT parent_id, child_id FROM arrows WHERE (parent_id = 1 OR (1 + parent_id % 40) % 3 = 0) AND (child_id = 1 OR (1 + child_id % 40) % 3 = 0)) d;
SELECT (SELECT count(*) FROM llmeco_network('{lab/m1}', 'orgs')) =
       (SELECT count(*) FROM arrows WHERE (parent_id = 1 OR (1 + parent_id % 40) % 3 = 0) AND (child_id = 1 OR (1 + child_id % 40) % 3 = 0)) AS same;

-- The 5,500 most influential children of each: 2 is wide itself.
CREATE TEMP TABLE top AS
WITH RECURSIVE ranked AS (
    SELECT e.parent_id, e.child_id, row_number() OVER (PARTITION BY e.parent_id ORDER BY i.rank) AS place
      FROM llmeco.model_edges e JOIN llmeco.influence i ON i.model_id = e.child_id),
walk (id) AS (SELECT 1::bigint UNION SELECT r.child_id FROM walk w JOIN ranked r ON r.parent_id = w.id WHERE r.place <= 5500),
above (id) AS (SELECT 1::bigint UNION SELECT e.parent_id FROM above a JOIN llmeco.model_edges e ON e.child_id = a.id)
SELECT id FROM walk UNION SELECT id FROM above UNION SELECT e.parent_id FROM walk w JOIN llmeco.model_edges e ON e.child_id = w.id;
CREATE TEMP TABLE top_arrows AS
SELECT parent_id, child_id FROM llmeco.model_edges WHERE parent_id IN (TABLE top) AND child_id IN (TABLE top);
CREATE TEMP TABLE top_network AS SELECT parent_id, child_id FROM llmeco_network('{lab/m1}', 'top', 5500);
SELECT count(*) < (SELECT count(*) FROM arrows) AS fewer FROM top_network;
SELECT count(*) FROM ((TABLE top_network EXCEPT ALL TABLE top_arrows) UNION ALL (TABLE top_arrows EXCEPT ALL TABLE top_network)) d;
DROP EXTENSION llmeco;
