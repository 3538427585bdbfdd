-- Families, against shares and sums worked out by hand. With w = {0,1,0,0} and
-- alpha = {1,0,0} a model's influence is its likes. src/test/tap/t/066_families.pl
-- compares the sample and a large graph with another computation.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;

-- Nothing before the first computation; no model then.
SELECT (SELECT count(*) FROM llmeco.model_families) AS families, (SELECT count(*) FROM llmeco.family_ranking) AS ranking;
SELECT influence_run_id, models, roots FROM llmeco_update_families();

INSERT INTO llmeco.authors (author_id, name, kind, org_type) VALUES
    (1, 'lab', 'organization', 'company'), (2, 'uni', 'organization', 'university'), (3, 'ann', 'user', NULL), (4, 'bob', 'user', NULL);
INSERT INTO llmeco.models (model_id, name, author_id, likes, downloads, created_at, removed_at) VALUES
    (1, 'lab/base', 1, 100, 1000, '2025-01-10', NULL),
    (2, 'uni/base', 2, 50, 500, '2025-01-20', NULL),
    (3, 'lab/chat', 1, 40, 400, '2025-02-01', NULL),         -- of lab/base
    (4, 'ann/merge', 3, 10, 100, '2025-02-15', NULL),        -- of lab/chat and uni/base: half of each
    (5, 'bob/merge', 4, 8, 80, '2025-03-01 00:00Z', NULL),   -- of ann/merge and lab/base: 3/4 lab, 1/4 uni
    (6, 'bob/gguf', 4, 2, 20, NULL, NULL),                   -- of bob/merge
    (7, 'ann/alone', 3, 1, 10, '2025-01-01', NULL),
    (8, 'lab/gone', 1, 9, 90, '2024-01-01', now()),
    (9, 'ann/orphan', 3, 3, 30, '2025-03-31 23:59Z', NULL),  -- of lab/gone, which is no more
    (10, 'ann/ring1', 3, 5, 50, '2025-05-02', NULL),         -- of each other
    (11, 'bob/ring2', 4, 6, 60, '2025-05-01', NULL);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 3, 'finetune', 'hub'), (3, 4, 'merge', 'hub'), (2, 4, 'merge', 'hub'), (4, 5, 'merge', 'hub'), (1, 5, 'merge', 'hub'),
    (5, 6, 'quantized', 'hub'), (8, 9, 'finetune', 'hub'), (10, 11, 'finetune', 'hub'), (11, 10, 'adapter', 'hub');
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}');
SELECT influence_run_id = (SELECT max(run_id) FROM llmeco.influence_runs) AS of_the_newest, models, roots FROM llmeco_update_families();

SELECT model, root, organization, share, depth, relation FROM llmeco.model_families ORDER BY model_id, share DESC;
SELECT name, roots, descendants FROM llmeco.model_details ORDER BY model_id;

-- What is of a model's neighbours is gathered at once for all, and looked up for
-- some: an index of each table serves one of millions. Both give the same.
CREATE FUNCTION pg_temp.plan_of(query text, OUT looked_up bigint, OUT gathered bigint) LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    looked_up := 0;
    gathered := 0;
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        looked_up := looked_up + (line ~ 'SubPlan \d+$')::int;
        gathered := gathered + (line ~ 'Group Key')::int;
    END LOOP;
END
$$;
SELECT q.query, p.*
  FROM (VALUES (1, 'TABLE llmeco.model_details'),
               (2, 'SELECT d.* FROM llmeco.model_details d LEFT JOIN llmeco.spaces s ON s.name = d.name ORDER BY d.rank'),
               (3, 'SELECT count(*), sum(children) FROM llmeco.model_details'),
               (4, 'SELECT count(*) FROM llmeco.model_details'),
               (5, 'SELECT * FROM llmeco.model_details WHERE model_id = 4'),
               (6, 'SELECT * FROM llmeco.model_details WHERE name = ''ann/merge'''),
               (7, 'SELECT * FROM llmeco.model_details WHERE name = ANY (''{ann/merge, lab/base}'')'),
               (8, 'SELECT * FROM llmeco.model_details ORDER BY rank LIMIT 3'),
               (9, 'SELECT * FROM (VALUES (''ann/merge'')) d (name) LEFT JOIN llmeco.model_details USING (name)'),
               (10, 'SELECT * FROM llmeco.model_details JOIN llmeco.network_edges ON child_id = model_id'),
               (11, 'SELECT name FROM llmeco.model_details ORDER BY children DESC, name LIMIT 3')) q (place, query)
 CROSS JOIN LATERAL pg_temp.plan_of(q.query) p
 ORDER BY q.place;
SELECT name, children FROM llmeco.model_details ORDER BY children DESC, name LIMIT 3;
SELECT count(*) AS models, count(DISTINCT x) AS rows
  FROM (SELECT d::text AS x FROM (TABLE llmeco.model_details) d
        UNION ALL
        SELECT d::text FROM llmeco.model_details d WHERE d.model_id > 0) b;

-- lab/base: 3, 4, 5, 6 with 1 + 1/2 + 3/4 + 3/4; downloads 400 + 100 + 80 + 20,
-- by share 400 + 50 + 60 + 15. uni/base: 4, 5, 6 with 1/2 + 1/4 + 1/4.
SELECT rank, root, organization, org_type, descendants AS d, descendants_by_share AS ds, finetune AS f, adapter AS a, merge AS m, quantized AS q,
       unknown AS u, depth, builders, downloads, likes, influence, downloads_by_share AS dds, likes_by_share AS lds, influence_by_share AS ids
  FROM llmeco.family_ranking ORDER BY rank;
SELECT rank, organization, roots, descendants, descendants_by_share, builders, downloads_by_share FROM llmeco.org_family_ranking ORDER BY rank;

-- February: lab/chat and ann/merge, 1.5 of 2 lab's. March: bob/merge; ann/orphan is
-- derived from none that is listed.
SELECT root, month, derivatives, derivatives_by_share, share FROM llmeco.family_monthly ORDER BY month, root_id;
SELECT organization, month, derivatives, derivatives_by_share, share FROM llmeco.org_family_monthly ORDER BY month, author_id;

-- bob: 5 and 6. ring1's root is bob's. ann: 4, wholly on others, and ring1.
SELECT rank, author, models, models_by_share, merge, quantized, depth, roots, organizations, downloads, top_roots, top_organizations
  FROM llmeco.builder_ranking ORDER BY rank;

-- How two are related: down, up, not at all, by old names.
INSERT INTO llmeco.model_aliases (name, model_id) VALUES ('lab/old', 1);
SELECT * FROM llmeco_path('lab/old', 'bob/gguf');
SELECT step, parent, child, relation FROM llmeco_path('bob/gguf', 'uni/base');
SELECT count(*) FROM llmeco_path('lab/base', 'uni/base');
SELECT count(*) FROM llmeco_path('lab/base', 'lab/base');
SELECT step, parent, child, relation FROM llmeco_path("from" => 'ann/ring1', "to" => 'bob/ring2');
SELECT * FROM llmeco_path('lab/base', 'no/such');
SELECT * FROM llmeco_path('lab/base', NULL);
SELECT * FROM llmeco_common_ancestors('{bob/gguf, ann/merge}');
SELECT * FROM llmeco_common_ancestors('{lab/chat, bob/merge}');
SELECT * FROM llmeco_common_ancestors('{lab/chat, ann/alone}');
SELECT * FROM llmeco_common_ancestors('{lab/chat, no/such}');
SELECT * FROM llmeco_common_ancestors('{}');
SELECT * FROM llmeco_common_ancestors('{lab/chat, NULL}');

-- A merge of more models than are walked up from: all of them have it, so all are stored, and 64 of them have its family.
INSERT INTO llmeco.models (model_id, name) SELECT 10000 + n, 'wide/' || n FROM generate_series(1, 5001) n;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) SELECT 10000 + n, 15001, 'merge', 'hub' FROM generate_series(1, 5000) n;
SELECT n.models - o.models AS more_models, n.roots - o.roots AS more_roots
  FROM (SELECT * FROM llmeco.family_runs ORDER BY run_id DESC LIMIT 1) o, llmeco_update_families() n;
SELECT count(*), min(descendants), max(descendants), sum(cardinality(roots)) AS roots FROM llmeco.model_details WHERE name LIKE 'wide/%' AND name <> 'wide/5001';
SELECT count(*), count(root), round(sum(share)::numeric, 12) AS share FROM llmeco.model_families WHERE model = 'wide/5001';
SELECT count(*), min(descendants), max(descendants), round(sum(descendants_by_share)::numeric, 12) AS by_share FROM llmeco.family_ranking WHERE root LIKE 'wide/%';

-- Who may store them.
CREATE ROLE regress_llmeco_builder;
GRANT USAGE ON SCHEMA llmeco TO regress_llmeco_builder;
GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO regress_llmeco_builder;
GRANT EXECUTE ON FUNCTION llmeco_update_families TO regress_llmeco_builder;
GRANT INSERT ON llmeco.family_shares TO regress_llmeco_builder;
SET ROLE regress_llmeco_builder;
SELECT run_id > 0 FROM llmeco_update_families();
RESET ROLE;
GRANT INSERT ON llmeco.family_totals TO regress_llmeco_builder;
SET ROLE regress_llmeco_builder;
SELECT run_id > 0, current_user FROM llmeco_update_families();
RESET ROLE;
DROP OWNED BY regress_llmeco_builder;
DROP ROLE regress_llmeco_builder;

DROP EXTENSION llmeco;
