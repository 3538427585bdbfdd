-- What a model's page shows beyond its row: Spaces, and the terms of its own
-- influence, against the formula worked out here and against llmeco_explain().
SET client_min_messages = warning;
SET datestyle = 'ISO';
SET timezone = 'UTC';
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, downloads, likes, created_at, fetched_at, removed_at) VALUES
    (1, 'a/base', 1000, 5, '2024-06-01', now(), NULL),
    (2, 'a/new', 1, NULL, '2025-01-01', now(), NULL),
    (3, 'b/gone', 1000, 5, '2024-06-01', now(), now()),
    (4, 'b/stub', NULL, NULL, NULL, NULL, NULL),
    (5, 'b/ever', 7, 1, 'infinity', now(), NULL);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES (1, 2, 'finetune', 'hub');
INSERT INTO llmeco.spaces (space_id, name, title, likes, created_at, removed_at) VALUES
    (1, 's/liked', 'Liked', 100, '2024-09-23', NULL),
    (2, 's/unknown', NULL, 50, NULL, NULL),
    (3, 's/unliked', NULL, NULL, '2024-12-31', NULL),
    (4, 's/gone', NULL, 900, '2024-12-31', now()),
    (5, 's/future', NULL, 10, '2025-06-01', NULL);
INSERT INTO llmeco.space_models (space_id, model_id) VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (1, 3);

-- before any run: the Spaces are there, their influence is 0
SELECT model, space, likes, influence FROM llmeco.model_spaces ORDER BY model, space;
SELECT count(*) FROM llmeco.influence_terms;

SELECT models FROM llmeco_update_influence(lambda => 0.01, lambda_space => 0.001, as_of => '2025-01-01 12:00+00');

-- s/liked is 100 days old: 100 exp(-0.1)
SELECT model, space, title, likes, created_at::date, round(influence::numeric, 6) AS influence
  FROM llmeco.model_spaces ORDER BY model, space;
SELECT round(100 * exp(-0.1), 6) AS liked;

-- a/base is 214 days old; undated models have none of the terms that they have no
-- claim to, removed ones none at all
SELECT name, round(ln_downloads::numeric, 6) AS ln_downloads, likes, round(space_influence::numeric, 6) AS space_influence,
       round(recency::numeric, 6) AS recency
  FROM llmeco.influence_terms ORDER BY model_id;
SELECT round(ln(1000::numeric), 6) AS ln_1000, round(exp(-2.14), 6) AS recency_214, round(ln(7::numeric), 6) AS ln_7;

-- they make the self influence, and are the terms that llmeco_explain() has
SELECT t.name, abs(0.2 * t.ln_downloads + 0.4 * t.likes + 0.2 * t.space_influence + 0.2 * t.recency - i.self_influence) < 1e-12 AS same
  FROM llmeco.influence_terms t JOIN llmeco.influence i USING (model_id) ORDER BY t.model_id;
SELECT count(*), count(*) FILTER (WHERE e.amount = u.amount) AS same
  FROM llmeco.influence_terms t
 CROSS JOIN LATERAL (VALUES ('ln(downloads)', t.ln_downloads), ('likes', t.likes), ('Spaces', t.space_influence), ('recency', t.recency)) u (term, amount)
 CROSS JOIN LATERAL llmeco_explain(t.name) e
 WHERE e.term = u.term;

-- networks: every model, removed ones and stubs too, with the score that it has, if any
INSERT INTO llmeco.authors (author_id, name, full_name, kind, org_type) VALUES (7, 'a', 'A Lab', 'organization', 'company');
UPDATE llmeco.models SET author_id = 7 WHERE name LIKE 'a/%';
SELECT n.name, n.author, n.author_full_name, n.author_kind, n.org_type, n.downloads, n.likes, n.is_stub,
       n.influence = (SELECT i.influence FROM llmeco_influence(lambda => 0.01, lambda_space => 0.001, as_of => '2025-01-01 12:00+00') i
                       WHERE i.model_id = n.model_id) AS same
  FROM llmeco.network_nodes n ORDER BY n.model_id;
SELECT parent_id, child_id, parent, child, relation, weight, provenance FROM llmeco.network_edges;
-- a refresh that died is not in progress
INSERT INTO llmeco.refresh_runs (sources, scope, mode, pid, status, started_at, finished_at) VALUES
    ('{models}', 'all', 'full', 0, 'running', '2025-01-01', NULL), ('{models}', 'all', 'full', 1, 'partial', '2025-01-01', '2025-01-02');
SELECT count(*) FROM llmeco.refresh_progress;
SELECT version, as_of, refreshed_at FROM llmeco.site_contract;
SELECT count(*), count(DISTINCT lower(name)) AS names, bool_and(name ~ '^[\w.-]+/[\w.-]+$') AS owner_and_name FROM llmeco.default_repos;
DROP EXTENSION llmeco;
