-- Parents that nobody declared, as names suggest them (src/graph/name_lineage.c), and
-- what is accepted of these (llmeco.inferred_edges).

CREATE TABLE llmeco.suggestions (
    model_id bigint PRIMARY KEY,
    parent_id bigint NOT NULL,
    confidence real NOT NULL,
    relation text NOT NULL,
    rule text NOT NULL,
    evidence text NOT NULL
);
COMMENT ON TABLE llmeco.suggestions IS 'One row per model without parents for which one is suggested (key: model_id): the storage of llmeco.suggested_parents, which is what to read.';
COMMENT ON COLUMN llmeco.suggestions.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.suggestions.parent_id IS 'llmeco.models.model_id of the base model.';
COMMENT ON COLUMN llmeco.suggestions.confidence IS 'How sure it is, 0 to 1.';
COMMENT ON COLUMN llmeco.suggestions.relation IS 'finetune, adapter, merge or quantized.';
COMMENT ON COLUMN llmeco.suggestions.rule IS 'How it was found.';
COMMENT ON COLUMN llmeco.suggestions.evidence IS 'Why, for a person to read.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.suggestions', '');

-- What has a parent meanwhile is not suggested any more, at once.
CREATE VIEW llmeco.suggested_parents AS
SELECT s.model_id,
       m.name AS model,
       s.parent_id,
       p.name AS parent,
       s.relation,
       s.rule,
       s.confidence,
       s.evidence,
       m.name
  FROM llmeco.suggestions s
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) s.model_id
  JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) s.parent_id
 WHERE NOT EXISTS (SELECT FROM llmeco.model_edges e WHERE e.child_id OPERATOR(pg_catalog.=) s.model_id)
   AND NOT EXISTS (SELECT FROM llmeco.inferred_edges i WHERE i.child_id OPERATOR(pg_catalog.=) s.model_id)
   AND NOT EXISTS (SELECT
                     FROM llmeco.edge_corrections c
                    WHERE c.child_id OPERATOR(pg_catalog.=) s.model_id
                      AND c.parent_id OPERATOR(pg_catalog.=) s.parent_id
                      AND NOT c.is_parent);
COMMENT ON VIEW llmeco.suggested_parents IS 'One row per listed model without parents, declared, inferred or entered by hand, for which its name or card suggests one (key: model_id). As llmeco_update_checks(), which each complete refresh ends with, last found it. Nothing counts it: llmeco_accept_parents() enters rows.';
COMMENT ON COLUMN llmeco.suggested_parents.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.suggested_parents.model IS 'As name.';
COMMENT ON COLUMN llmeco.suggested_parents.parent_id IS 'llmeco.models.model_id of the base model that is suggested.';
COMMENT ON COLUMN llmeco.suggested_parents.parent IS 'author/name of it.';
COMMENT ON COLUMN llmeco.suggested_parents.relation IS 'finetune, adapter, merge or quantized, as name and tags have it.';
COMMENT ON COLUMN llmeco.suggested_parents.rule IS 'card (what the card gives for its base, which names no model), quantized (the name without the suffixes of a format), copy (the same name elsewhere), tuned (the name without instruct, sft and the like, of the same author) or base (a popular model''s name in it).';
COMMENT ON COLUMN llmeco.suggested_parents.confidence IS 'How sure it is, 0 to 1: about the part of such suggestions that is right.';
COMMENT ON COLUMN llmeco.suggested_parents.evidence IS 'Why, for a person to read.';
COMMENT ON COLUMN llmeco.suggested_parents.name IS 'author/name of the derived model.';

CREATE FUNCTION @extschema@.llmeco_accept_parents(
    min_confidence real DEFAULT 0.8)
RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    accepted bigint;
BEGIN
    PERFORM llmeco.require_coordinator();
    IF llmeco_accept_parents.min_confidence IS NULL OR llmeco_accept_parents.min_confidence NOT BETWEEN 0 AND 1 THEN
        RAISE EXCEPTION 'argument "min_confidence" must be from 0 to 1'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_accept_parents(0.9); llmeco.suggested_parents has what there is.';
    END IF;
    INSERT INTO llmeco.inferred_edges (child_id, parent_id, confidence, relation, evidence)
    SELECT s.model_id, s.parent_id, s.confidence, s.relation, s.evidence
      FROM llmeco.suggested_parents s
     WHERE s.confidence >= llmeco_accept_parents.min_confidence
     ORDER BY s.model_id
    ON CONFLICT (child_id, parent_id) DO NOTHING;
    GET DIAGNOSTICS accepted = ROW_COUNT;
    RETURN accepted;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_accept_parents IS 'Enters the suggested parents of this confidence or more as inferred ones (llmeco.inferred_edges), and returns how many are new. They count with the setting llmeco.count_inferred_parents; a declared parent that comes ends them, llmeco_unset_parent() one of them for good, llmeco_withdraw_parents() all.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_accept_parents FROM PUBLIC;

CREATE FUNCTION @extschema@.llmeco_withdraw_parents(
    max_confidence real DEFAULT 1)
RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    withdrawn bigint;
BEGIN
    PERFORM llmeco.require_coordinator();
    IF llmeco_withdraw_parents.max_confidence IS NULL OR llmeco_withdraw_parents.max_confidence NOT BETWEEN 0 AND 1 THEN
        RAISE EXCEPTION 'argument "max_confidence" must be from 0 to 1'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_withdraw_parents(); llmeco.inferred_edges has what there is.';
    END IF;
    DELETE FROM llmeco.inferred_edges i WHERE i.confidence <= llmeco_withdraw_parents.max_confidence;
    GET DIAGNOSTICS withdrawn = ROW_COUNT;
    RETURN withdrawn;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_withdraw_parents IS 'Takes back what llmeco_accept_parents() entered, all or what is of this confidence or less, and returns how many that were. The next llmeco_update_checks() suggests them again.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_withdraw_parents FROM PUBLIC;
