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

CREATE FUNCTION llmeco_lineage(
    model text,
    direction text DEFAULT 'both',
    max_depth integer DEFAULT NULL)
RETURNS TABLE (
    model_id bigint,
    name text,
    kin text,
    depth integer,
    relation text,
    via text)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 10000 ROWS 100
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_lineage IS 'One row per ancestor and descendant of a model (direction: ancestors, descendants or both): kin is ancestor or descendant, depth the least number of derivations between them, relation and via the last of these: how it is related to the model before it on the way.';

CREATE FUNCTION llmeco_network(
    models text[],
    view text DEFAULT 'top',
    top integer DEFAULT 100)
RETURNS TABLE (
    parent_id bigint,
    child_id bigint,
    parent text,
    child text,
    relation text,
    parent_influence double precision,
    child_influence double precision,
    derivations bigint)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 10000 ROWS 1000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_network IS 'One row per arrow of the network of some models: they, their ancestors, their descendants and the other parents of these. Views: full; top, the most influential children of each model only; author, with authors for models, their mean influence and the number of derivations; orgs, models of organizations and the given ones only; adapter, finetune, merge, quantized, what is reached over that relation.';

CREATE FUNCTION llmeco_explain(
    model text,
    top integer DEFAULT 10)
RETURNS TABLE (
    part text,
    term text,
    related text,
    relation text,
    amount double precision,
    value double precision,
    share double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE
ROWS 30
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    run llmeco.influence_runs;
    own llmeco.influence;
    key bigint;
    rounding double precision;
BEGIN
    PERFORM @extschema@.llmeco_require_coordinator();
    IF llmeco_explain.model IS NULL OR coalesce(llmeco_explain.top, -1) < 0 THEN
        RAISE EXCEPTION 'arguments must not be null, top not negative'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_explain(''author/name'', 10).';
    END IF;
    SELECT coalesce((SELECT m.model_id FROM llmeco.models m WHERE m.name = llmeco_explain.model),
                    (SELECT a.model_id FROM llmeco.model_aliases a WHERE a.name = llmeco_explain.model))
      INTO key;
    IF key IS NULL THEN
        RAISE EXCEPTION 'model "%" is not known', llmeco_explain.model
            USING ERRCODE = 'undefined_object',
                  HINT = 'Give the name as in llmeco.models, author/name.';
    END IF;
    SELECT i.* INTO own FROM llmeco.influence i WHERE i.model_id = key;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'influence of model "%" is not stored', llmeco_explain.model
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Run llmeco_update_influence().';
    END IF;
    SELECT r.* INTO run FROM llmeco.influence_runs r WHERE r.run_id = own.run_id;
    -- The stored means belong to the scores of the last round but one, which
    -- differ from the stored scores by the residual at most.
    rounding := run.residual + 1e-9 * own.influence;

    RETURN QUERY
    WITH parts (part, ord, total) AS (
        VALUES ('self', 1, run.alpha[1] * own.self_influence),
               ('child', 2, run.alpha[2] * own.child_influence),
               ('parent', 3, run.alpha[3] * own.parent_influence)),
    terms (part, term, related, relation, amount, value) AS (
        SELECT 'self', t.term, NULL::text, NULL::text, t.amount, run.alpha[1] * t.weight * t.amount
          FROM llmeco.models m
         CROSS JOIN LATERAL (VALUES
               ('ln(downloads)', run.w[1],
                CASE WHEN m.removed_at IS NULL AND m.downloads > 1 THEN ln(m.downloads::float8) ELSE 0 END),
               ('likes', run.w[2],
                CASE WHEN m.removed_at IS NULL THEN coalesce(m.likes, 0)::float8 ELSE 0 END),
               ('Spaces', run.w[3],
                coalesce((SELECT sum(s.likes * exp(-least(700, run.lambda_space *
                                     greatest(0, floor(extract(epoch FROM run.as_of - s.created_at) / 86400))::float8)))
                            FROM llmeco.space_models u
                            JOIN llmeco.spaces s ON s.space_id = u.space_id
                           WHERE u.model_id = key AND s.removed_at IS NULL
                             AND isfinite(s.created_at)), 0)),
               ('recency', run.w[4],
                CASE WHEN m.removed_at IS NULL AND isfinite(m.created_at)
                     THEN exp(-least(700, run.lambda *
                              greatest(0, floor(extract(epoch FROM run.as_of - m.created_at) / 86400))::float8))
                     ELSE 0 END)) t (term, weight, amount)
         WHERE m.model_id = key),
    edges (part, kin, id, relation, score, weighted) AS (
        SELECT 'child', 'derived model', e.child_id, e.relation, i.influence, e.weight * i.influence
          FROM llmeco.model_edges e
          JOIN llmeco.influence i ON i.model_id = e.child_id
         WHERE e.parent_id = key
        UNION ALL
        SELECT 'parent', 'base model', e.parent_id, e.relation, i.influence, e.weight * i.influence
          FROM llmeco.model_edges e
          JOIN llmeco.influence i ON i.model_id = e.parent_id
         WHERE e.child_id = key),
    sums (part, mean, n) AS (
        SELECT e.part, sum(e.weighted) / count(*), count(*) FROM edges e GROUP BY e.part),
    -- What each relative adds. Where the derivations are still those of the
    -- run, scaled (by less than the residual) to add up to the stored part.
    scaled (part, kin, id, relation, score, value, place) AS (
        SELECT e.part, e.kin, e.id, e.relation, e.score,
               e.weighted / s.n * run.alpha[p.ord] *
               CASE WHEN s.mean > 0 AND abs(run.alpha[p.ord] * s.mean - p.total) <= rounding
                    THEN p.total / (run.alpha[p.ord] * s.mean) ELSE 1 END,
               row_number() OVER (PARTITION BY e.part ORDER BY e.weighted DESC, e.id)
          FROM edges e
          JOIN sums s ON s.part = e.part
          JOIN parts p ON p.part = e.part),
    listed (part, ord, place, term, related, relation, amount, value) AS (
        SELECT t.part, 1, 0::bigint, t.term, t.related, t.relation, t.amount, t.value FROM terms t
        UNION ALL
        SELECT s.part, 2, s.place, s.kin, m.name, s.relation, s.score, s.value
          FROM scaled s
          LEFT JOIN llmeco.models m ON m.model_id = s.id
         WHERE s.place <= llmeco_explain.top
        UNION ALL
        SELECT s.part, 3, 0, s.kin || 's, others', NULL, NULL, count(*), sum(s.value)
          FROM scaled s
         WHERE s.place > llmeco_explain.top
         GROUP BY s.part, s.kin),
    -- Rows written since the run, if any, are told apart.
    changes (part, ord, place, term, related, relation, amount, value) AS (
        SELECT p.part, 4, 0::bigint, 'changed since the run', NULL::text, NULL::text, NULL::float8,
               p.total - coalesce(sum(l.value), 0)
          FROM parts p
          LEFT JOIN listed l ON l.part = p.part
         GROUP BY p.part, p.total
        HAVING abs(p.total - coalesce(sum(l.value), 0)) > 1e-11 * own.influence)
    SELECT l.part, l.term, l.related, l.relation, l.amount, l.value,
           CASE WHEN own.influence > 0 THEN l.value / own.influence ELSE 0 END
      FROM (SELECT * FROM listed UNION ALL SELECT * FROM changes) l
      JOIN parts p ON p.part = l.part
     ORDER BY p.ord, l.ord, l.place, l.value DESC, l.term;
END
$$;
COMMENT ON FUNCTION llmeco_explain IS 'What the stored influence of a model is made of: its own terms, each of its top derived and base models and the others together. The values add up to the influence, the shares to 1. amount: ln(downloads), likes, Space influence or recency; the influence of a relative; the number of others.';
