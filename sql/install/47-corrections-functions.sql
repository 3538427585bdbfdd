-- Corrections of the lineage by hand. As with llmeco_refresh(), nobody but a
-- superuser may call these until EXECUTE is granted.

CREATE FUNCTION llmeco_set_parent(
    child text,
    parent text,
    relation text DEFAULT 'finetune')
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_set_parent IS 'Enters by hand that a model was derived from another, and how (finetune, adapter, merge, quantized or unknown), whatever the Hub says. Old names are understood. A derivation that closes a cycle is entered, with a NOTICE.';
REVOKE EXECUTE ON FUNCTION llmeco_set_parent FROM PUBLIC;

CREATE FUNCTION llmeco_unset_parent(
    child text,
    parent text)
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_unset_parent IS 'Removes by hand a derivation between two models, whatever the Hub says.';
REVOKE EXECUTE ON FUNCTION llmeco_unset_parent FROM PUBLIC;

CREATE FUNCTION llmeco_reset_parent(
    child text,
    parent text)
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_reset_parent IS 'Takes back what llmeco_set_parent or llmeco_unset_parent did to a derivation: it is again as the Hub says.';
REVOKE EXECUTE ON FUNCTION llmeco_reset_parent FROM PUBLIC;
