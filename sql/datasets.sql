-- Datasets and papers that models name: what the views make of them.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;
SELECT count(*) FROM llmeco.dataset_ranking;
SELECT count(*) FROM llmeco.paper_ranking;
SELECT arxiv_id, is_default FROM llmeco.ignored_papers;

INSERT INTO llmeco.models (model_id, name, license, downloads, likes, removed_at) VALUES
    (1, 'a/base', 'mit', 100, 50, NULL), (2, 'a/tuned', 'apache-2.0', 900, 10, NULL), (3, 'b/merged', NULL, 5, 1, NULL),
    (4, 'b/gone', NULL, 700, 7, now()), (5, 'c/other', 'mit', 10, 1, NULL), (6, 'c/round', NULL, 0, 0, NULL), (7, 'c/about', NULL, 0, 0, NULL);
-- 3 goes back to 1 by 2 and directly; 6 and 7 to each other, and to 5.
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 3, 'merge', 'hub'), (1, 3, 'merge', 'hub'), (4, 3, 'merge', 'hub'),
    (5, 6, 'finetune', 'hub'), (6, 7, 'finetune', 'hub'), (7, 6, 'finetune', 'hub');
INSERT INTO llmeco.datasets (dataset_id, name, fetched_at, removed_at, license, gated, downloads, likes, tags) VALUES
    (1, 'web', now(), NULL, 'odc-by', 'no', 7, 8, '{license:odc-by,language:en,license:cc-by-4.0}'), (2, 'lab/chat', now(), NULL, NULL, 'manual', 3, 2, '{}'),
    (3, 'lab/stub', NULL, NULL, NULL, NULL, NULL, NULL, '{}'), (4, 'lab/gone', now(), now(), 'mit', 'no', 1, 1, '{license:mit}'),
    (5, 'lab/unused', now(), NULL, 'mit', 'no', 1, 1, '{license:mit}');
INSERT INTO llmeco.model_datasets (model_id, dataset_id) VALUES
    (1, 1), (2, 2), (2, 1), (3, 3), (4, 4), (4, 1), (5, 4), (6, 2), (7, 3);
INSERT INTO llmeco.model_papers (model_id, arxiv_id) VALUES (1, '2307.09288'), (2, '2307.09288'), (4, '2401.00001'), (5, '2401.00002'), (5, '1910.09700');
INSERT INTO llmeco.papers (arxiv_id, title, authors, github_repo, fetched_at) VALUES ('2307.09288', 'Two', 3, 'lab/two', now());
SELECT author, name FROM llmeco.datasets ORDER BY dataset_id;

-- Without influence, by the number of models.
SELECT rank, name, models, influence FROM llmeco.dataset_ranking ORDER BY rank;
SELECT converged FROM llmeco_update_influence();
SELECT d.rank, d.dataset_id, d.name, d.author, d.models, d.license, d.gated, d.downloads, d.likes, d.is_listed,
       d.influence = (SELECT sum(i.influence ORDER BY i.influence) FROM llmeco.model_datasets u JOIN llmeco.influence i USING (model_id)
                       WHERE u.dataset_id = d.dataset_id) AS is_sum
  FROM llmeco.dataset_ranking d ORDER BY rank;
SELECT p.rank, p.arxiv_id, p.title, p.authors, p.github_repo, p.models,
       p.influence = (SELECT sum(i.influence ORDER BY i.influence) FROM llmeco.model_papers u JOIN llmeco.influence i USING (model_id)
                       WHERE u.arxiv_id = p.arxiv_id) AS is_sum
  FROM llmeco.paper_ranking p ORDER BY rank;

-- Licences side by side.
SELECT * FROM llmeco.dataset_licenses ORDER BY model_id, dataset_id;

-- From the nearest ancestor, around cycles, of removed ancestors too, whose data stay in.
SELECT model, dataset, ancestor, depth, is_own FROM llmeco.inherited_datasets ORDER BY model_id, dataset_id;
SELECT dataset, ancestor, depth FROM llmeco.inherited_datasets WHERE model = 'b/merged' ORDER BY dataset_id;
-- Of one model not all rows are read.
INSERT INTO llmeco.models (model_id, name) SELECT n, 'many/' || n FROM generate_series(100, 20100) n;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) SELECT n, n + 1, 'finetune', 'hub' FROM generate_series(100, 20099) n;
INSERT INTO llmeco.model_datasets SELECT n, d FROM generate_series(100, 20099) n, generate_series(1, 5) d;
ANALYZE llmeco.models, llmeco.model_edges, llmeco.model_datasets, llmeco.datasets;
CREATE FUNCTION rows_read(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, TIMING off, FORMAT json) ' || query INTO plan;
    RETURN (WITH RECURSIVE node (n) AS (
                SELECT plan->0->'Plan'
                UNION ALL
                SELECT json_array_elements(n->'Plans') FROM node WHERE n->'Plans' IS NOT NULL)
            SELECT sum((n->>'Actual Rows')::numeric * (n->>'Actual Loops')::numeric) FROM node WHERE n->>'Relation Name' IS NOT NULL);
END
$$;
SELECT rows_read('SELECT * FROM llmeco.inherited_datasets WHERE model_id = 20000') < 3000 AS few;
SELECT rows_read('SELECT * FROM llmeco.inherited_datasets WHERE model = ''many/20000''') < 3000 AS few;
DROP FUNCTION rows_read;
DROP EXTENSION llmeco;
