-- Influence: hand-computed graphs, the same bits whatever the order, storing,
-- explaining, lineage and networks.
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE EXTENSION llmeco;
\set at '''2025-01-01 12:00+00'''

-- Nothing to score.
SELECT * FROM llmeco_influence();
SELECT models, edges, iterations, residual, converged FROM llmeco_update_influence();
SELECT * FROM llmeco.influence;

-- One model, alone: alpha1 self. ln(100) 0.2 + 5 * 0.4 + exp(-0.001 * 10) * 0.2.
INSERT INTO llmeco.models (model_id, name, downloads, likes, created_at)
VALUES (10, 'one/alone', 100, 5, '2024-12-22 12:00+00');
SELECT model_id, self_influence - (0.2 * ln(100::float8) + 2 + 0.2 * exp(-0.01::float8)) AS self,
       child_influence, parent_influence, influence - 0.6 * self_influence AS total
  FROM llmeco_influence(as_of => :at);

-- Ages are whole days; of unknown age: the factor is 0.
SET timezone = 'UTC';
SELECT as_of, round((s.self_influence - (0.2 * ln(100::float8) + 2))::numeric, 12) AS recency,
       round((0.2 * exp(-0.001::float8 * days))::numeric, 12) AS expected
  FROM (VALUES (timestamptz '2024-12-23 11:59:59.999999+00', 0), ('2024-12-23 12:00+00', 1),
               ('2034-12-22 12:00+00', 3652)) t (as_of, days)
 CROSS JOIN LATERAL llmeco_influence(as_of => t.as_of) s;
-- What was created after as_of is not there yet; with a clock ahead of ours it is, and not younger than new.
SELECT count(*) FROM llmeco_influence(as_of => '2024-12-22 11:59:59.999999+00');
UPDATE llmeco.models SET created_at = now() + interval '5 minutes';
SELECT round((self_influence - (0.2 * ln(100::float8) + 2))::numeric, 12) AS recency FROM llmeco_influence()
UNION ALL SELECT round((self_influence - (0.2 * ln(100::float8) + 2))::numeric, 12) FROM llmeco_influence(as_of => now());
UPDATE llmeco.models SET created_at = NULL;
SELECT self_influence - (0.2 * ln(100::float8) + 2) AS self FROM llmeco_influence(as_of => :at);
UPDATE llmeco.models SET created_at = '-infinity';
SELECT self_influence - (0.2 * ln(100::float8) + 2) AS self FROM llmeco_influence(as_of => :at);

-- A removed model takes no part; listed again, it is back.
UPDATE llmeco.models SET created_at = '2024-12-22 12:00+00', removed_at = now();
SELECT * FROM llmeco_influence(as_of => :at);
UPDATE llmeco.models SET removed_at = NULL;
SELECT count(*) FROM llmeco_influence(as_of => :at);

-- NULL and zero counters are the same; w and lambda do what they say.
INSERT INTO llmeco.models (model_id, name, downloads, likes) VALUES (11, 'one/zero', 0, 0), (12, 'one/null', NULL, NULL);
SELECT model_id, influence FROM llmeco_influence(as_of => :at) WHERE model_id > 10 ORDER BY 1;
SELECT model_id, self_influence FROM llmeco_influence(w => '{0,1,0,0}', as_of => :at) ORDER BY 1;
SELECT self_influence FROM llmeco_influence(w => '{0,0,0,1}', lambda => 0, as_of => :at) WHERE model_id = 10;
SELECT self_influence - exp(-10::float8) AS self FROM llmeco_influence(w => '{0,0,0,1}', lambda => 1, as_of => :at) WHERE model_id = 10;

-- Spaces: likes that fade with age; lambda unless lambda_space is given.
INSERT INTO llmeco.spaces (space_id, name, likes, created_at, removed_at) VALUES
    (1, 's/a', 10, '2024-12-22 12:00+00', NULL), (2, 's/b', 4, '2025-01-01', NULL),
    (3, 's/unknown', 100, NULL, NULL), (4, 's/removed', 100, '2025-01-01', now()),
    (5, 's/null', NULL, '2025-01-01', NULL);
INSERT INTO llmeco.space_models VALUES (1, 10), (2, 10), (3, 10), (4, 10), (5, 10), (1, 11), (99, 10), (1, 999);
SELECT model_id, self_influence - CASE model_id WHEN 10 THEN 10 * exp(-0.01::float8) + 4 WHEN 11 THEN 10 * exp(-0.01::float8) ELSE 0 END AS spaces
  FROM llmeco_influence(w => '{0,0,1,0}', as_of => :at) ORDER BY 1;
SELECT self_influence - (10 * exp(-1::float8) + 4) AS spaces
  FROM llmeco_influence(w => '{0,0,1,0}', lambda_space => 0.1, as_of => :at) WHERE model_id = 10;
SELECT self_influence FROM llmeco_influence(w => '{0,0,1,0}', lambda => 0, as_of => :at) WHERE model_id = 10;
TRUNCATE llmeco.models, llmeco.spaces, llmeco.space_models;

-- Graphs worked out by hand, through the caller's own queries. likes are the
-- self influence.
CREATE FUNCTION score(models text, edges text, VARIADIC args float8[] DEFAULT '{}')
RETURNS TABLE (id bigint, child numeric, parent numeric, influence numeric) LANGUAGE sql AS $$
    SELECT model_id, round(child_influence::numeric, 9), round(parent_influence::numeric, 9), round(influence::numeric, 9)
      FROM llmeco_influence(w => '{0,1,0,0}', tol => 1e-12, models_query => models, edges_query => edges)
     ORDER BY 1
$$;
-- parent and child: x = .6 * 6 + .3 y, y = .6 * 2 + .1 x
SELECT * FROM score($$SELECT * FROM (VALUES (1, 6), (2, 2)) v (model_id, likes)$$, $$SELECT 1 AS parent_id, 2 AS child_id$$);
SELECT round(3.96 / 0.97, 9) AS x, round(1.2 + 0.396 / 0.97, 9) AS y;
-- merge of three, a stub among the parents
SELECT * FROM score($$SELECT * FROM (VALUES (1, 3), (2, 6), (3, NULL), (4, 10)) v (model_id, likes)$$,
                    $$SELECT i AS parent_id, 4 AS child_id FROM generate_series(1, 3) i$$);
-- chain
SELECT * FROM score($$SELECT i AS model_id, 1 AS likes FROM generate_series(1, 3) i$$,
                    $$SELECT i AS parent_id, i + 1 AS child_id FROM generate_series(1, 2) i$$);
SELECT round(0.6 + 0.3 * 0.84 / 0.94, 9) AS one, round(0.84 / 0.94, 9) AS two, round(0.6 + 0.1 * 0.84 / 0.94, 9) AS three;
-- cycle of equals: 1 each
SELECT * FROM score($$SELECT i AS model_id, 1 AS likes FROM generate_series(1, 3) i$$,
                    $$SELECT i AS parent_id, i % 3 + 1 AS child_id FROM generate_series(1, 3) i$$);
-- two components, an isolated model, an edge to a model that is not there
SELECT * FROM score($$SELECT * FROM (VALUES (1, 6), (2, 2), (3, 6), (4, 2), (5, 1)) v (model_id, likes)$$,
                    $$SELECT * FROM (VALUES (1, 2), (3, 4), (3, 77), (78, 5)) v (parent_id, child_id)$$);
-- parallel edges count each; weights multiply, the mean is over the number
SELECT * FROM score($$SELECT * FROM (VALUES (1, 6), (2, 2)) v (model_id, likes)$$,
                    $$SELECT * FROM (VALUES (1, 2), (1, 2)) v (parent_id, child_id)$$);
SELECT model_id, child_influence, parent_influence
  FROM llmeco_influence(w => '{0,1,0,0}', max_iter => 1,
        models_query => $$SELECT * FROM (VALUES (1, 1), (2, 10), (3, 4)) v (model_id, likes)$$,
        edges_query => $$SELECT * FROM (VALUES (1, 2, 2.0), (1, 3, 0.5)) v (parent_id, child_id, weight)$$) ORDER BY 1;
SELECT * FROM score($$SELECT * FROM (VALUES (1, 6), (2, 2)) v (model_id, likes)$$,
                    $$SELECT 1 AS parent_id, 2 AS child_id, 0::real AS weight$$);
-- ids at both ends of bigint
SELECT * FROM score($$SELECT * FROM (VALUES ((-9223372036854775808)::bigint, 6), (9223372036854775807, 2)) v (model_id, likes)$$,
                    $$SELECT (-9223372036854775808)::bigint AS parent_id, 9223372036854775807 AS child_id$$);
-- all types of columns; Spaces by a column and by a query
CREATE DOMAIN counter AS numeric CHECK (VALUE >= 0);
SELECT model_id, self_influence FROM llmeco_influence(w => '{0,1,1,1}', as_of => '2025-01-11', lambda => 0.1, edges_query => 'SELECT 1 AS parent_id, 1 AS child_id WHERE false',
    models_query => $$SELECT 1::smallint AS model_id, 2.5::counter AS likes, date '2025-01-11' AS created_at, 0.25::real AS space_influence, 'x'::text AS ignored$$);
SELECT model_id, self_influence FROM llmeco_influence(w => '{0,1,1,1}', as_of => '2025-01-11', lambda => 0,
    models_query => $$SELECT 1 AS model_id, timestamp '2025-01-01' AS created_at UNION ALL SELECT 2, 'infinity'$$,
    edges_query => $$TABLE llmeco.model_edges$$,
    spaces_query => $$SELECT 1::bigint AS model_id, s AS likes, now() AS created_at FROM generate_series(1, 3) s$$) ORDER BY 1;
DROP DOMAIN counter;

-- Not converged, may diverge, out of range.
SELECT count(*) FROM llmeco_influence(w => '{0,1,0,0}', max_iter => 2,
    models_query => 'SELECT i AS model_id, 1 AS likes FROM generate_series(1, 3) i',
    edges_query => 'SELECT i AS parent_id, i + 1 AS child_id FROM generate_series(1, 2) i');
SELECT influence FROM llmeco_influence(alpha => '{0.5,1,0}', w => '{0,1,0,0}',
    models_query => 'SELECT i AS model_id, 1 AS likes FROM generate_series(1, 2) i',
    edges_query => 'SELECT 1 AS parent_id, 2 AS child_id') ORDER BY model_id;
SELECT count(*) FROM llmeco_influence(alpha => '{0.6,2,2}', w => '{0,1,0,0}', max_iter => 10,
    models_query => 'SELECT i AS model_id, 1 AS likes FROM generate_series(1, 3) i',
    edges_query => 'SELECT i AS parent_id, i + 1 AS child_id FROM generate_series(1, 2) i');
SELECT count(*) FROM llmeco_influence(alpha => '{0.6,2,2}', w => '{0,1,0,0}', max_iter => 10000,
    models_query => 'SELECT i AS model_id, 1 AS likes FROM generate_series(1, 3) i',
    edges_query => 'SELECT i AS parent_id, i + 1 AS child_id FROM generate_series(1, 2) i');

-- A graph of 2,000 models with hubs, merges, cycles and isolated models.
CREATE FUNCTION pick(i int, salt int, below int) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$SELECT ((hashint8extended(i, salt) & 9223372036854775807) % below)::int$$;
INSERT INTO llmeco.authors (author_id, name, kind)
SELECT i, 'author' || i, CASE WHEN i % 3 = 0 THEN 'organization' ELSE 'user' END FROM generate_series(1, 50) i;
INSERT INTO llmeco.models (model_id, author_id, name, downloads, likes, created_at)
SELECT 3 * i, pick(i, 1, 50) + 1, 'author' || pick(i, 1, 50) + 1 || '/model' || i,
       exp(pick(i, 2, 150) / 10.0)::bigint, exp(pick(i, 3, 70) / 10.0)::bigint,
       CASE WHEN pick(i, 4, 20) > 0 THEN timestamptz '2022-01-01' + pick(i, 5, 90000000) * interval '1 second' END
  FROM generate_series(1, 2000) i;
INSERT INTO llmeco.model_edges (parent_id, child_id, weight, relation, provenance)
SELECT DISTINCT ON (p, c) 3 * p, 3 * c, 1 + (pick(c, 6, 10) = 0)::int * 0.25, (ARRAY['finetune', 'adapter', 'merge', 'quantized', 'unknown'])[pick(c, 7, 5) + 1], 'hub'
  FROM (SELECT 1 + (power(pick(i, 8, 1000) / 1000.0, 3) * 1500)::int AS p, 1 + pick(i, 9, 1500) AS c
          FROM generate_series(1, 1700) i) e
 WHERE p <> c ORDER BY p, c;
INSERT INTO llmeco.spaces (space_id, name, likes, created_at)
SELECT i, 's/' || i, pick(i, 10, 500), timestamptz '2022-06-01' + pick(i, 11, 70000000) * interval '1 second' FROM generate_series(1, 500) i;
INSERT INTO llmeco.space_models SELECT DISTINCT pick(i, 12, 500) + 1, 3 * (1 + pick(i, 13, 300)) FROM generate_series(1, 1500) i;
ANALYZE llmeco.models, llmeco.model_edges, llmeco.spaces, llmeco.space_models;
CREATE TABLE scores AS SELECT * FROM llmeco_influence(as_of => :at);
SELECT count(*), count(DISTINCT influence) > 1500 AS differ, min(influence) >= 0 AS positive FROM scores;
SELECT count(*) FILTER (WHERE parents = 0 AND children = 0) > 300 AS isolated, count(*) FILTER (WHERE parents > 1) > 300 AS merges, max(children) > 100 AS hub
  FROM (SELECT (SELECT count(*) FROM llmeco.model_edges WHERE child_id = model_id) AS parents,
               (SELECT count(*) FROM llmeco.model_edges WHERE parent_id = model_id) AS children FROM scores) s;

-- It is a fixed point: the parts are the weighted means of the scores.
SELECT max(abs(s.influence - (0.6 * s.self_influence + 0.3 * s.child_influence + 0.1 * s.parent_influence)) / greatest(s.influence, 1e-9)) < 1e-14 AS sums,
       max(abs(s.child_influence - coalesce(c.mean, 0))) < 1e-6 AS child,
       max(abs(s.parent_influence - coalesce(p.mean, 0))) < 1e-6 AS parent
  FROM scores s
  LEFT JOIN (SELECT parent_id, avg(weight * influence) AS mean FROM llmeco.model_edges JOIN scores ON model_id = child_id GROUP BY 1) c ON c.parent_id = model_id
  LEFT JOIN (SELECT child_id, avg(weight * influence) AS mean FROM llmeco.model_edges JOIN scores ON model_id = parent_id GROUP BY 1) p ON p.child_id = model_id;

-- The same bits whatever the order of rows, the numbers of models, the plan.
CREATE FUNCTION differing(models text, edges text, spaces text, factor bigint DEFAULT 1, base bigint DEFAULT 0)
RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FILTER (WHERE (float8send(s.self_influence), float8send(s.child_influence), float8send(s.parent_influence), float8send(s.influence))
                              IS DISTINCT FROM
                              (float8send(i.self_influence), float8send(i.child_influence), float8send(i.parent_influence), float8send(i.influence)))
      FROM scores s
      FULL JOIN llmeco_influence(as_of => '2025-01-01 12:00+00', models_query => models, edges_query => edges, spaces_query => spaces) i
        ON i.model_id = s.model_id * factor + base
$$;
SELECT differing('TABLE llmeco.models', 'TABLE llmeco.model_edges', 'SELECT * FROM llmeco.space_models JOIN llmeco.spaces USING (space_id)') AS same_rows,
       differing('SELECT * FROM llmeco.models ORDER BY md5(name)', 'SELECT * FROM llmeco.model_edges ORDER BY md5(child_id || relation || parent_id)',
                 'SELECT * FROM llmeco.space_models JOIN llmeco.spaces USING (space_id) ORDER BY md5(space_id || name)') AS permuted,
       differing('SELECT model_id * -1500000000000000 + 5 AS model_id, downloads, likes, created_at FROM llmeco.models ORDER BY likes',
                 'SELECT child_id * -1500000000000000 + 5 AS child_id, parent_id * -1500000000000000 + 5 AS parent_id, weight FROM llmeco.model_edges ORDER BY 1',
                 'SELECT model_id * -1500000000000000 + 5 AS model_id, likes, created_at FROM llmeco.space_models JOIN llmeco.spaces USING (space_id)', -1500000000000000, 5) AS renumbered;
CREATE FUNCTION plan_of(sql text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || sql; END $$;
-- The planner expects a row a model, however many there are; what a query returns it does not know.
CREATE FUNCTION expected_rows(sql text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || sql INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END
$$;
ANALYZE llmeco.models;
SELECT expected_rows('SELECT * FROM llmeco_influence()') - count(*) AS off,
       expected_rows('SELECT * FROM llmeco_influence(tol => 1e-3, edges_query => ''TABLE llmeco.model_edges'')') - count(*) AS own_edges,
       expected_rows('SELECT * FROM llmeco_influence(models_query => ''TABLE llmeco.models'')') AS own_models
  FROM llmeco.models;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET max_parallel_workers_per_gather = 2;
SELECT count(*) AS gathers FROM plan_of('SELECT model_id, downloads, likes, created_at FROM llmeco.models WHERE removed_at IS NULL') p WHERE p ~ 'Gather';
SELECT differing(NULL, NULL, NULL) AS parallel;
RESET min_parallel_table_scan_size;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET max_parallel_workers_per_gather;

-- Twice the weights, twice the scores; a component is not moved by another.
SELECT max(abs(i.influence - 2 * s.influence) / greatest(s.influence, 1e-9)) < 1e-9 AS linear
  FROM scores s JOIN llmeco_influence(w => '{0.4,0.8,0.4,0.4}', tol => 2e-6, as_of => :at) i USING (model_id);
INSERT INTO llmeco.models (model_id, name, downloads, likes) VALUES (-5, 'far/base', 1000, 1000), (-6, 'far/derived', 10, 10);
INSERT INTO llmeco.model_edges VALUES (-5, -6, 1, 'finetune', 'manual');
SELECT max(abs(i.influence - s.influence)) < 1e-6 AS apart FROM scores s JOIN llmeco_influence(as_of => :at) i USING (model_id);
-- A subset: only what one author made, and the derivations within.
SELECT count(*), count(*) FILTER (WHERE s.self_influence <> i.self_influence) AS differ
  FROM llmeco_influence(models_query => 'SELECT * FROM llmeco.models WHERE author_id = 7', w => '{0.2,0.4,0,0.2}', as_of => :at) i
  JOIN llmeco_influence(w => '{0.2,0.4,0,0.2}', as_of => :at) s USING (model_id);

-- Read-only transactions.
BEGIN READ ONLY;
SELECT count(*) FROM llmeco_influence();
ROLLBACK;

-- Storing: ranks, parts, history, one run after the other.
SELECT run_id, as_of = :at AS as_of, alpha, w, lambda, lambda_space, tol, max_iter, converged, residual < tol AS small, models, edges,
       finished_at >= started_at AS times, load_seconds > 0 AND compute_seconds > 0 AND store_seconds > 0 AS seconds
  FROM llmeco_update_influence(as_of => :at, lambda_space => 0.002);
SELECT count(*), count(DISTINCT model_id) AS models, count(DISTINCT rank) AS ranks, min(rank), max(rank), min(run_id), max(run_id) FROM llmeco.influence;
SELECT count(*) AS disordered FROM (SELECT rank, row_number() OVER (ORDER BY influence DESC, model_id) AS n FROM llmeco.influence) r WHERE rank <> n;
SELECT count(*), max(rank) FROM llmeco.influence_history WHERE run_id = 2;
SELECT count(*) AS differing FROM llmeco.influence i
  FULL JOIN llmeco_influence(as_of => :at, lambda_space => 0.002) f USING (model_id)
 WHERE (i.self_influence, i.child_influence, i.parent_influence, i.influence) IS DISTINCT FROM (f.self_influence, f.child_influence, f.parent_influence, f.influence);
SELECT name, rank FROM llmeco.leaderboard ORDER BY rank LIMIT 3;
SELECT run_id FROM llmeco_update_influence(as_of => :at, max_iter => 1);
SELECT run_id, iterations, converged FROM llmeco.influence_runs ORDER BY 1;
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT DISTINCT run_id FROM llmeco.influence;
-- Slots: the tables are those of the beginning, whatever the number of updates,
-- and whatever depends on them.
CREATE FUNCTION tables() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid) FROM pg_inherits WHERE inhparent = 'llmeco.influence_scores'::regclass$$;
SELECT tables();
SELECT count(*) AS slots, min(runs), max(runs), min(models) FROM (SELECT tableoid, count(DISTINCT run_id) AS runs, count(*) AS models FROM llmeco.influence_scores GROUP BY 1) s;
CREATE TABLE of_slot (score llmeco.influence_scores_1, scores llmeco.influence_scores_2[]);
CREATE VIEW on_slot AS SELECT * FROM llmeco.influence_scores_3;
CREATE FUNCTION pg_temp.of_slot(s llmeco.influence_scores_1) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT s.rank + (SELECT max(rank) FROM llmeco.influence_scores_2); END;
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT tables();
DROP FUNCTION pg_temp.of_slot;
DROP TABLE of_slot;
DROP VIEW on_slot;
-- Nor does a larger run_id that somebody put in by hand.
INSERT INTO llmeco.influence_runs
SELECT r.run_id + 1000, started_at, finished_at, now() + interval '1 year', alpha, w, lambda, 1 AS lambda_space, tol, max_iter, iterations, residual, converged,
       models, edges, load_seconds, compute_seconds, store_seconds
  FROM llmeco.influence_runs r ORDER BY run_id DESC LIMIT 1;
SELECT (SELECT DISTINCT run_id FROM llmeco.influence) AS shown, (SELECT count(*) FROM llmeco.leaderboard) > 2000 AS leaderboard,
       (SELECT as_of < now() FROM llmeco.site_contract) AS as_of, (SELECT sum(influence) > 1000 FROM llmeco.model_spaces) AS spaces;
DELETE FROM llmeco.influence_runs WHERE run_id > 1000;
-- The slow way, beside a cursor of one's own that stays whole; triggers and
-- policies on a slot have no say; results are the same.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'refused'; END$$;
CREATE TRIGGER refuse BEFORE INSERT OR DELETE ON llmeco.influence_scores FOR EACH ROW EXECUTE FUNCTION refuse();
BEGIN;
DECLARE before CURSOR FOR SELECT run_id FROM llmeco.leaderboard JOIN llmeco.influence USING (model_id) ORDER BY leaderboard.rank;
FETCH before;
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT run_id FROM llmeco_update_influence(as_of => :at);
MOVE 1000 IN before;
FETCH before;
SELECT min(run_id), max(run_id), count(*), count(DISTINCT model_id) AS models FROM llmeco.influence;
SELECT count(*) AS differing FROM llmeco.influence i
  FULL JOIN llmeco_influence(as_of => :at) f USING (model_id)
 WHERE (i.self_influence, i.child_influence, i.parent_influence, i.influence) IS DISTINCT FROM (f.self_influence, f.child_influence, f.parent_influence, f.influence);
SET LOCAL enable_seqscan = off;
SELECT count(*) FROM (SELECT model_id FROM llmeco.influence WHERE rank <= 2000 ORDER BY rank) i;
SELECT rank = (SELECT rank FROM llmeco.influence i WHERE i.model_id = l.model_id) AS by_model FROM llmeco.influence l WHERE l.rank = 77;
COMMIT;
DROP TRIGGER refuse ON llmeco.influence_scores;
DROP FUNCTION refuse;
SELECT tables();
-- A transaction that is rolled back leaves nothing, one that goes on sees its run.
BEGIN;
SELECT run_id FROM llmeco_update_influence(as_of => :at);
SELECT DISTINCT run_id FROM llmeco.influence;
ROLLBACK;
SELECT DISTINCT run_id FROM llmeco.influence;
-- An update sees what its transaction wrote.
BEGIN;
INSERT INTO llmeco.models (model_id, name, likes) VALUES (-7, 'new/model', 100000);
SELECT models FROM llmeco_update_influence(as_of => :at);
SELECT name, rank FROM llmeco.leaderboard ORDER BY rank LIMIT 1;
ROLLBACK;
-- Lookups by model and by rank use the runs' indexes.
SET enable_seqscan = off;
SELECT count(*) > 0 AS by_model FROM plan_of('SELECT * FROM llmeco.influence WHERE model_id = 3') p WHERE p ~ 'Index.*pkey';
SELECT count(*) > 0 AS by_rank FROM plan_of('SELECT * FROM llmeco.influence ORDER BY rank LIMIT 3') p WHERE p ~ 'Index.*rank_key';
RESET enable_seqscan;

-- Explaining: the values add up to the stored score, for every model.
CREATE TABLE explained AS
SELECT m.model_id, e.* FROM llmeco.models m CROSS JOIN LATERAL llmeco_explain(m.name, 3) e;
SELECT count(*) AS models, max(abs(i.influence - e.value)) < 1e-9 AS values_add_up, max(abs(1 - e.share)) < 1e-9 AS shares_add_up
  FROM llmeco.influence i
  JOIN (SELECT model_id, sum(value) AS value, sum(share) AS share FROM explained GROUP BY 1) e USING (model_id)
 WHERE i.influence > 0;
SELECT part, term, count(*) > 0 AS some FROM explained GROUP BY 1, 2 ORDER BY part DESC, term COLLATE "C";
-- What the run did not see is told apart.
SELECT part, term, related, relation, amount, round(value::numeric, 6) AS value FROM llmeco_explain('far/base');
UPDATE llmeco.models SET likes = likes + 1 WHERE name = 'far/base';
UPDATE llmeco.model_edges SET weight = 2 WHERE parent_id = -5;
SELECT part, term, related, relation, amount, round(value::numeric, 6) AS value FROM llmeco_explain('far/base');
SELECT sum(value) - (SELECT influence FROM llmeco.influence WHERE model_id = -5) < 1e-9 AS adds_up FROM llmeco_explain('far/base');

-- Lineage: each model once with its least depth; cycles end it.
TRUNCATE llmeco.models, llmeco.model_edges, llmeco.authors;
INSERT INTO llmeco.authors (author_id, name, kind) VALUES (1, 'lab', 'organization'), (2, 'user', 'user'), (3, 'firm', 'organization');
INSERT INTO llmeco.models (model_id, author_id, name, likes) VALUES
    (1, 1, 'lab/base', 100), (2, 1, 'lab/chat', 50), (3, 2, 'user/lora', 5), (4, 2, 'user/merge', 4),
    (5, 3, 'firm/other', 60), (6, 2, 'user/gguf', 3), (7, 3, 'firm/lora', 2), (8, 2, 'user/alone', 1);
INSERT INTO llmeco.model_aliases (name, model_id) VALUES ('lab/old-name', 1);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 3, 'adapter', 'hub'), (2, 4, 'merge', 'hub'), (5, 4, 'merge', 'hub'),
    (4, 6, 'quantized', 'hub'), (1, 7, 'adapter', 'hub'), (1, 6, 'quantized', 'hub'), (6, 1, 'unknown', 'manual');
SELECT run_id > 0 AS stored FROM llmeco_update_influence(as_of => :at);
SELECT * FROM llmeco_lineage('lab/base');
SELECT * FROM llmeco_lineage('lab/old-name', 'descendants', 1);
SELECT * FROM llmeco_lineage('user/merge', 'ancestors');
SELECT * FROM llmeco_lineage('user/alone');

-- A table of scores: the rows of llmeco_influence, to the bit; made where CREATE
-- TABLE would make it, though another schema hides it.
CREATE SCHEMA mart;
CREATE TEMP TABLE made (x int);
SELECT llmeco_influence_into('made', as_of => :at) AS public, llmeco_influence_into('mart."Low ""likes"""', as_of => :at, lambda => 0.01,
       models_query => 'SELECT model_id, likes FROM llmeco.models WHERE model_id < 5') AS mart,
       llmeco_influence_into('pg_temp.passing', models_query => 'SELECT 1 AS model_id WHERE false') AS temporary;
SELECT count(*) FROM (SELECT * FROM llmeco_influence(as_of => :at) EXCEPT SELECT * FROM public.made) d;
SELECT count(*) FROM (SELECT * FROM llmeco_influence(as_of => :at, lambda => 0.01,
       models_query => 'SELECT model_id, likes FROM llmeco.models WHERE model_id < 5') EXCEPT SELECT * FROM mart."Low ""likes""") d;
SELECT count(passing) AS rows, relpersistence FROM pg_class LEFT JOIN passing ON true WHERE pg_class.oid = 'passing'::regclass GROUP BY 2;
SELECT attname, atttypid::regtype, attnotnull FROM pg_attribute WHERE attrelid = 'public.made'::regclass AND attnum > 0;
DROP TABLE public.made, passing, pg_temp.made;
DROP SCHEMA mart CASCADE;

-- Networks. The cycle makes everything but the isolated model one family.
SELECT parent, child, relation, derivations, parent_influence > 0 AND child_influence > 0 AS scored FROM llmeco_network('{lab/base}', 'full');
SELECT parent, child FROM llmeco_network('{lab/base}', 'top', 1);
SELECT parent, child FROM llmeco_network('{firm/lora}', 'top', 1);
SELECT parent, child, relation FROM llmeco_network('{lab/base}', 'adapter');
SELECT parent, child, relation FROM llmeco_network('{user/merge}', 'merge');
SELECT parent, child, relation FROM llmeco_network('{lab/base}', 'quantized');
SELECT parent, child, relation FROM llmeco_network('{lab/base}', 'finetune');
SELECT parent, child FROM llmeco_network('{lab/base}', 'orgs');
SELECT parent, child FROM llmeco_network('{user/merge}', 'orgs');
SELECT parent, child, relation, derivations FROM llmeco_network('{lab/base}', 'author');
SELECT count(*) FROM llmeco_network('{user/alone,user/alone}');
SELECT count(*) FROM llmeco_network('{}');

-- Rights: the caller's, for reading; INSERT on the scores for storing.
CREATE ROLE regress_llmeco_reader;
GRANT EXECUTE ON FUNCTION llmeco_update_influence TO regress_llmeco_reader;
SET ROLE regress_llmeco_reader;
SELECT count(*) FROM llmeco_influence();
SELECT count(*) FROM llmeco_update_influence();
SELECT count(*) FROM llmeco_influence(models_query => 'SELECT 1 AS model_id', edges_query => 'SELECT 1 AS parent_id, 2 AS child_id');
RESET ROLE;
GRANT USAGE ON SCHEMA llmeco TO regress_llmeco_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO regress_llmeco_reader;
SET ROLE regress_llmeco_reader;
SELECT count(*) FROM llmeco_influence();
SELECT count(*) FROM llmeco.influence;
SELECT count(*) FROM llmeco_update_influence();
RESET ROLE;
SET ROLE regress_llmeco_reader;
SELECT llmeco_influence_into('mine');
RESET ROLE;
GRANT EXECUTE ON FUNCTION llmeco_influence_into TO regress_llmeco_reader;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA mart;
GRANT USAGE, CREATE ON SCHEMA mart TO regress_llmeco_reader;
SET ROLE regress_llmeco_reader;
SELECT llmeco_influence_into('mine');
SELECT llmeco_influence_into('mart.mine');
SELECT count(*), pg_get_userbyid((SELECT relowner FROM pg_class WHERE oid = 'mart.mine'::regclass)) FROM mart.mine;
RESET ROLE;
DROP SCHEMA mart CASCADE;
GRANT INSERT ON llmeco.influence_scores TO regress_llmeco_reader;
SET ROLE regress_llmeco_reader;
SELECT models FROM llmeco_update_influence();
SELECT count(*), current_user FROM llmeco.influence;
RESET ROLE;

-- Row security too.
ALTER TABLE llmeco.models ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON llmeco.models FOR SELECT USING (author_id = 2);
SET ROLE regress_llmeco_reader;
SELECT count(*) FROM llmeco_influence();
RESET ROLE;
DROP OWNED BY regress_llmeco_reader;
DROP ROLE regress_llmeco_reader;

DROP TABLE scores, explained;
DROP FUNCTION score, pick, differing, plan_of, tables;
-- All of it goes with the extension.
DROP EXTENSION llmeco;
SELECT count(*) FROM pg_class WHERE relname ~ '^influence';
