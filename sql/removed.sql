-- Removed models take no part in influence: no score, no rank, no Spaces; what is
-- derived from or to them passes nothing on and is in no mean. Lineage keeps
-- them, marked; listed again, they are back.
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE EXTENSION llmeco;
\set at '''2025-01-01 12:00+00'''

-- The two that are left score as if there were no others: x = .6 * 6 + .3 y,
-- y = .6 * 2 + .1 x. The Space of a removed one adds nothing, ranks have no hole.
INSERT INTO llmeco.authors (author_id, name, kind, org_type) VALUES
    (1, 'lab', 'organization', 'company'), (2, 'gone', 'organization', 'university');
INSERT INTO llmeco.models (model_id, name, author_id, likes, fetched_at, license, task, languages, removed_at) VALUES
    (1, 'lab/base', 1, 6, now(), 'mit', 'text-generation', '{en}', NULL),
    (2, 'lab/child', 1, 2, now(), 'mit', 'text-generation', '{en}', NULL),
    (3, 'gone/child', 2, 100, now(), 'mit', 'fill-mask', '{fr}', now()),
    (4, 'gone/parent', 2, 100, now(), 'cc-by-nc-4.0', 'fill-mask', '{fr}', now()),
    (5, 'gone/both', 2, 100, now(), 'mit', 'text-generation', '{en}', now());
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (1, 3, 'finetune', 'hub'), (4, 1, 'finetune', 'hub'), (4, 5, 'finetune', 'hub'),
    (5, 2, 'merge', 'hub'), (2, 5, 'merge', 'hub');
INSERT INTO llmeco.spaces (space_id, name, likes, created_at) VALUES (1, 's/a', 1000, '2025-01-01');
INSERT INTO llmeco.space_models VALUES (1, 3), (1, 4);
\set uses '''SELECT model_id, likes, created_at FROM llmeco.spaces JOIN llmeco.space_models USING (space_id)'''
SELECT q AS models_query, model_id, round(child_influence::numeric, 9) AS child, round(parent_influence::numeric, 9) AS parent,
       round(influence::numeric, 9) AS influence
  FROM (VALUES (NULL), ('TABLE llmeco.models')) v (q)
 CROSS JOIN LATERAL llmeco_influence(w => '{0,1,1,0}', tol => 1e-12, models_query => q, spaces_query => :uses, as_of => :at)
 ORDER BY 1, 2;
SELECT round(3.96 / 0.97, 9) AS x, round(1.2 + 0.396 / 0.97, 9) AS y;
SELECT models, edges FROM llmeco_update_influence(w => '{0,1,1,0}', tol => 1e-12, as_of => :at);
SELECT name, rank, round(influence::numeric, 9) AS influence FROM llmeco.influence JOIN llmeco.models USING (model_id) ORDER BY rank;
SELECT count(*) AS history FROM llmeco.influence_history;

-- What the score is made of.
SELECT part, term, related, round(value::numeric, 9) AS value FROM llmeco_explain('lab/base') WHERE value > 0;
SELECT * FROM llmeco_explain('gone/child');
SELECT name, likes, space_influence FROM llmeco.influence_terms ORDER BY 1;
SELECT model, space, influence FROM llmeco.model_spaces ORDER BY 1;

-- Lineage has them, marked, without a score.
SELECT name, kin, depth, is_removed FROM llmeco_lineage('lab/child') JOIN llmeco.network_nodes USING (model_id, name)
 ORDER BY depth, name, kin;
SELECT parent, child, parent_influence IS NULL AS no_parent_score, child_influence IS NULL AS no_child_score
  FROM llmeco_network('{lab/base}', 'full') ORDER BY 1, 2;
SELECT parent, child, derivations, round(parent_influence::numeric, 6) AS parent_mean, round(child_influence::numeric, 6) AS child_mean
  FROM llmeco_network('{lab/base}', 'author') ORDER BY 1, 2;
SELECT parent, child, parent_is_removed, child_is_removed FROM llmeco.network_edges ORDER BY 1, 2;
SELECT name, influence IS NULL AS no_score, is_removed FROM llmeco.network_nodes ORDER BY 1;
SELECT name, rank, influence IS NULL AS no_score, removed_at IS NOT NULL AS is_removed, parents, children, spaces
  FROM llmeco.model_details ORDER BY 1;

-- Rankings, growth and checks.
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();
SELECT language, models FROM llmeco.language_ranking;
SELECT author, models, top_models FROM llmeco.author_ranking;
SELECT org_type, models FROM llmeco.org_type_ranking;
SELECT task, models FROM llmeco.task_ranking;
SELECT DISTINCT name FROM llmeco.top_models ORDER BY 1;
SELECT name FROM llmeco.model_growth ORDER BY 1;
SELECT llmeco_update_checks();
SELECT check_name, objects, total, example FROM llmeco.data_quality
 WHERE check_name IN ('model_removed', 'edge_removed_end', 'model_without_influence') ORDER BY 1;
SELECT count(*) AS checks FROM llmeco.data_quality WHERE check_name ~ 'removed' AND description ~ 'they take no part in influence';
-- its licence still binds those derived from it; it has no conflict of its own
SELECT name, ancestor FROM llmeco.license_conflicts ORDER BY 1, 2;

-- One that goes leaves the leaderboard at once, one that comes back is scored.
UPDATE llmeco.models SET removed_at = CASE model_id WHEN 2 THEN now() END WHERE model_id IN (2, 3);
SELECT name, rank FROM llmeco.leaderboard ORDER BY rank;
SELECT * FROM llmeco_explain('lab/child');
SELECT models, edges FROM llmeco_update_influence(w => '{0,1,1,0}', lambda_space => 0, tol => 1e-12, as_of => :at);
SELECT name, rank, round(influence::numeric, 6) AS influence FROM llmeco.leaderboard ORDER BY rank;
SELECT round((0.6 * 1100 + 0.1 * 0.6 * 6) / 0.97, 6) AS child, round((0.6 * 6 + 0.3 * 0.6 * 1100) / 0.97, 6) AS base;
SELECT model, space, influence FROM llmeco.model_spaces ORDER BY 1;
-- not compared: the run before had another lambda_space
SELECT name, rank_change FROM llmeco.leaderboard ORDER BY rank;
DROP EXTENSION llmeco;
