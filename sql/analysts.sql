-- What analysts meet: queries of their own, one row for each of several, versions.
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, likes, languages, tags, fetched_at, removed_at)
    OVERRIDING SYSTEM VALUE VALUES
    (1, 'a/base', 10, '{en,zh}', '{x,y,x}', '2026-01-01', NULL), (2, 'a/child', 5, '{en}', '{}', '2026-01-01', NULL),
    (3, 'a/gone', 5, '{en}', '{x}', '2026-01-01', '2026-01-02');
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES (1, 2, 'merge', 'card'), (1, 3, 'finetune', 'card');
INSERT INTO llmeco.spaces (space_id, hub_id, name, likes, created_at, fetched_at)
    OVERRIDING SYSTEM VALUE VALUES (1, '00000000000000000000000a', 'a/space', 100, '2026-01-01', '2026-01-01');
INSERT INTO llmeco.space_models (space_id, model_id) VALUES (1, 1);

-- Spaces count in a query of one's own, where the models are llmeco's: 0.2 x 100 + 0.4 x 10.
CREATE FUNCTION self(models text, edges text DEFAULT NULL, spaces text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(model_id || ': ' || self_influence, ', ' ORDER BY model_id)
      FROM llmeco_influence(w => '{0,0.4,0.2,0}', lambda => 0, as_of => '2100-01-01', models_query => models, edges_query => edges, spaces_query => spaces)
$$;
SELECT self(NULL) AS all_of_llmeco;
SELECT self('SELECT model_id, likes FROM llmeco.models WHERE removed_at IS NULL') AS a_subset;
SELECT self('SELECT model_id, likes FROM llmeco.model_details', 'SELECT parent_id, child_id FROM llmeco.model_edges') AS by_a_view;
SELECT self('SELECT * FROM (VALUES (1, 10), (2, 5)) v (model_id, likes)') AS with_derivations_of_llmeco;
SELECT self('SELECT model_id, likes FROM llmeco.models WHERE removed_at IS NULL', NULL, '') AS without_spaces;
SELECT self('SELECT model_id, likes, 7 AS space_influence FROM llmeco.models WHERE removed_at IS NULL') AS of_its_own;
SELECT self('SELECT * FROM (VALUES (1, 10), (2, 5)) v (model_id, likes)', 'SELECT 1 AS parent_id, 2 AS child_id') AS a_graph_of_its_own;
SELECT self(NULL, NULL, '') AS no_spaces;

-- A column that is nearly one that is known was 0 in silence.
SELECT self('SELECT model_id, downloads AS download FROM llmeco.models');
SELECT self('SELECT model_id, created_at AS created FROM llmeco.models');
SELECT self('SELECT model_id, likes AS "Likes" FROM llmeco.models');
SELECT self('SELECT model_id FROM llmeco.models', 'SELECT parent_id, child_id, 1 AS weigth FROM llmeco.model_edges');
SELECT self('SELECT model_id, likes, name, task FROM llmeco.models', 'SELECT parent_id, child_id, relation FROM llmeco.model_edges');

-- One row for each of several.
SELECT * FROM llmeco.model_languages ORDER BY model_id, language;
SELECT * FROM llmeco.model_tags ORDER BY model_id, tag;
SELECT * FROM llmeco.parents;
INSERT INTO llmeco.repos (repo_id, name) OVERRIDING SYSTEM VALUE VALUES (1, 'o/r');
INSERT INTO llmeco.repo_metrics (repo_id, metric, month, value)
    VALUES (1, 'openrank', '2026-01-01', 1.5), (1, 'stars', '2026-01-01', 10), (1, 'stars', '2026-02-01', 20);
SELECT repo_id, repo, month, openrank, stars, issues_new FROM llmeco.repo_months ORDER BY month;

-- What is installed; a library that is newer says so, once a session.
SELECT v.library = e.extversion AS library, v.sql = e.extversion AS sql, v.site_contract = c.version AS contract
  FROM llmeco_version() v, pg_extension e, llmeco.site_contract c WHERE e.extname = 'llmeco';
UPDATE pg_extension SET extversion = '0.9' WHERE extname = 'llmeco';
\c
\set ON_ERROR_STOP 0
SELECT sql FROM llmeco_version();
SELECT sql FROM llmeco_version();

DROP FUNCTION self;
DROP EXTENSION llmeco;
