-- What a model's page shows beyond its row: the Spaces that use it, and what
-- its own influence is made of.

-- The newest run is looked up once, not for each Space.
CREATE VIEW llmeco.model_spaces AS
SELECT u.model_id,
       m.name AS model,
       s.space_id,
       s.name AS space,
       s.title,
       s.likes,
       s.created_at,
       COALESCE(CASE WHEN pg_catalog.isfinite(s.created_at) AND EXISTS (SELECT FROM llmeco.influence_runs)
            THEN s.likes::float8 OPERATOR(pg_catalog.*) pg_catalog.exp(OPERATOR(pg_catalog.-) LEAST(700,
                 (SELECT r.lambda_space FROM llmeco.influence_runs r ORDER BY r.run_id DESC LIMIT 1)
                 OPERATOR(pg_catalog.*) GREATEST(0, pg_catalog.floor(EXTRACT(epoch FROM
                 (SELECT r.as_of FROM llmeco.influence_runs r ORDER BY r.run_id DESC LIMIT 1)
                 OPERATOR(pg_catalog.-) s.created_at) OPERATOR(pg_catalog./) 86400))::float8))
            END, 0) AS influence
  FROM llmeco.space_models u
  JOIN llmeco.spaces s ON s.space_id OPERATOR(pg_catalog.=) u.space_id
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) u.model_id
 WHERE s.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_spaces IS 'One row per model and listed Space that uses it (key: model_id, space_id).';
COMMENT ON COLUMN llmeco.model_spaces.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_spaces.model IS 'author/name of the model on the Hub.';
COMMENT ON COLUMN llmeco.model_spaces.space_id IS 'llmeco.spaces.space_id.';
COMMENT ON COLUMN llmeco.model_spaces.space IS 'author/name of the Space on the Hub.';
COMMENT ON COLUMN llmeco.model_spaces.title IS 'Title of the Space; NULL: none.';
COMMENT ON COLUMN llmeco.model_spaces.likes IS 'Likes of the Space; NULL: not given.';
COMMENT ON COLUMN llmeco.model_spaces.created_at IS 'Creation of the Space; NULL: unknown.';
COMMENT ON COLUMN llmeco.model_spaces.influence IS 'What it adds to the Space influence of the model as of the newest run in llmeco.influence_runs: likes exp(-lambda_space days); 0 where likes, creation or a run are missing.';

CREATE VIEW llmeco.influence_terms AS
SELECT i.model_id,
       m.name,
       CASE WHEN m.removed_at IS NULL AND m.downloads OPERATOR(pg_catalog.>) 1
            THEN pg_catalog.ln(m.downloads::float8) ELSE 0 END AS ln_downloads,
       CASE WHEN m.removed_at IS NULL THEN COALESCE(m.likes, 0)::float8 ELSE 0 END AS likes,
       COALESCE(s.influence, 0) AS space_influence,
       CASE WHEN m.removed_at IS NULL AND pg_catalog.isfinite(m.created_at)
            THEN pg_catalog.exp(OPERATOR(pg_catalog.-) LEAST(700,
                 r.lambda OPERATOR(pg_catalog.*) GREATEST(0, pg_catalog.floor(
                 EXTRACT(epoch FROM r.as_of OPERATOR(pg_catalog.-) m.created_at) OPERATOR(pg_catalog./) 86400))::float8))
            ELSE 0 END AS recency
  FROM llmeco.influence i
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
  JOIN llmeco.influence_runs r ON r.run_id OPERATOR(pg_catalog.=) i.run_id
  LEFT JOIN (SELECT x.model_id, pg_catalog.sum(x.influence ORDER BY x.space_id) AS influence
               FROM llmeco.model_spaces x
              GROUP BY x.model_id) s ON s.model_id OPERATOR(pg_catalog.=) i.model_id;
COMMENT ON VIEW llmeco.influence_terms IS 'One row per model that has an influence (key: model_id): the terms of its self influence, w[1] ln_downloads + w[2] likes + w[3] space_influence + w[4] recency with the parameters of the newest run in llmeco.influence_runs and the counters of now. llmeco_explain() has one model''s with its relatives.';
COMMENT ON COLUMN llmeco.influence_terms.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.influence_terms.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.influence_terms.ln_downloads IS 'ln(max(downloads, 1)).';
COMMENT ON COLUMN llmeco.influence_terms.likes IS 'Likes; 0 where not known.';
COMMENT ON COLUMN llmeco.influence_terms.space_influence IS 'Sum over the Spaces that use it: likes exp(-lambda_space days).';
COMMENT ON COLUMN llmeco.influence_terms.recency IS 'exp(-lambda days) since creation; 0 where the creation is unknown.';
