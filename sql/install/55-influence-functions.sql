-- Influence: entry points, in the schema that CREATE EXTENSION targets.

CREATE FUNCTION llmeco_influence(
    alpha double precision[] DEFAULT '{0.6,0.3,0.1}',
    w double precision[] DEFAULT '{0.2,0.4,0.2,0.2}',
    lambda double precision DEFAULT 0.001,
    lambda_space double precision DEFAULT NULL,
    as_of timestamptz DEFAULT pg_catalog.now(),
    tol double precision DEFAULT 1e-6,
    max_iter integer DEFAULT 100,
    models_query text DEFAULT NULL,
    edges_query text DEFAULT NULL,
    spaces_query text DEFAULT NULL)
RETURNS TABLE (
    model_id bigint,
    self_influence double precision,
    child_influence double precision,
    parent_influence double precision,
    influence double precision)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 1000000 ROWS 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_influence IS 'One row per model: its influence and the parts that it is the weighted sum of (alpha[1] self + alpha[2] child + alpha[3] parent), computed from the extension''s tables or from the queries given.';

CREATE FUNCTION llmeco_update_influence(
    alpha double precision[] DEFAULT '{0.6,0.3,0.1}',
    w double precision[] DEFAULT '{0.2,0.4,0.2,0.2}',
    lambda double precision DEFAULT 0.001,
    lambda_space double precision DEFAULT NULL,
    as_of timestamptz DEFAULT pg_catalog.now(),
    tol double precision DEFAULT 1e-6,
    max_iter integer DEFAULT 100)
RETURNS llmeco.influence_runs
LANGUAGE c VOLATILE PARALLEL UNSAFE
COST 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_update_influence IS 'Computes the influence of all models as llmeco_influence does, stores it with ranks (llmeco.influence, llmeco.influence_history) and gives the new row of llmeco.influence_runs. Needs INSERT on llmeco.influence_scores.';
REVOKE EXECUTE ON FUNCTION llmeco_update_influence FROM PUBLIC;
