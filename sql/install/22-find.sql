-- Models by whatever names them: for inventories, and for functions that take one.

CREATE FUNCTION @extschema@.llmeco_find(
    model text)
RETURNS TABLE (
    model_id bigint,
    name text,
    how text)
LANGUAGE c STABLE PARALLEL SAFE
COST 1000 ROWS 1
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_find(text) IS 'The model that a text means, with its name of today and how it was found: name, as it is; case, in other letters; alias, an old name; repaired, by what it plainly means: its address at the Hub, a name with a tag (:Q4_K_M), a revision (@main), blanks or quotes around it. No row: none is known. A reader may call it.';

CREATE FUNCTION @extschema@.llmeco_model_id(
    model text)
RETURNS bigint
LANGUAGE c STABLE STRICT PARALLEL SAFE
COST 1000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_model_id(text) IS 'The model_id of the model that a text means, as llmeco_find() finds it, for joins; NULL: none is known. A reader may call it.';

CREATE FUNCTION llmeco.known_model(
    model text)
RETURNS bigint
LANGUAGE c STABLE STRICT PARALLEL SAFE
COST 1000
AS 'MODULE_PATHNAME', 'llmeco_known_model';
COMMENT ON FUNCTION llmeco.known_model(text) IS 'As llmeco_model_id(), for other functions: an error where no model is known, with the nearest names.';

CREATE FUNCTION llmeco.known_model(
    model bigint)
RETURNS bigint
LANGUAGE c STABLE STRICT PARALLEL SAFE
COST 1000
AS 'MODULE_PATHNAME', 'llmeco_known_model';
COMMENT ON FUNCTION llmeco.known_model(bigint) IS 'The model_id of today of a model by one that it has or had, for other functions: an error where no model is known.';
