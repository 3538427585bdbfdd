-- Import: the Hub's records and counters of days gone by from a query, which
-- may read whatever SQL can; nobody but a superuser may until EXECUTE is granted.

CREATE FUNCTION @extschema@.llmeco_import(
    source text,
    query text,
    max_seconds integer DEFAULT NULL,
    OUT run_id bigint,
    OUT status text,
    OUT rows_read bigint,
    OUT rows_skipped bigint,
    OUT rows_failed bigint,
    OUT models_seen bigint,
    OUT models_new bigint,
    OUT models_changed bigint,
    OUT edges_seen bigint,
    OUT edges_new bigint,
    OUT edges_changed bigint,
    OUT edges_removed bigint,
    OUT spaces_seen bigint,
    OUT spaces_new bigint,
    OUT spaces_changed bigint,
    OUT authors_seen bigint,
    OUT authors_changed bigint,
    OUT errors bigint,
    OUT seconds double precision,
    OUT unavailable text[],
    OUT datasets_seen bigint,
    OUT datasets_new bigint,
    OUT datasets_changed bigint)
AS 'MODULE_PATHNAME', 'llmeco_import'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.llmeco_import(text, text, integer) IS 'Stores records of models, spaces, datasets or authors that a query gives, one a row, in its first column (text, json, jsonb or bytea), as the Hub''s listing has them; then updates influence as a refresh does. A column named alias (text) may say an old name of a model. The query runs with the caller''s rights and cannot write. Marks nothing as removed. One row: what it did: rows_read of the query, of which skipped (NULL, or private) and failed (in llmeco.refresh_errors); else as in llmeco.refresh_runs; status ''already running'' where another session refreshes.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_import(text, text, integer) FROM PUBLIC;

CREATE FUNCTION @extschema@.llmeco_import_snapshots(
    query text,
    OUT rows_read bigint,
    OUT rows_stored bigint,
    OUT rows_unmatched bigint,
    OUT unmatched text[])
AS 'MODULE_PATHNAME', 'llmeco_import_snapshots'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.llmeco_import_snapshots(text) IS 'Stores counters of days gone by, which a query gives, in llmeco.model_snapshots: columns name (in any case, or an old one) or model_id, taken_on, and any of downloads, downloads_all_time, likes. What is given goes before what is there; NULL leaves it. One row: rows read of the query; rows of the table written, because they are new or differ; rows of which no model is known, and up to 20 of their names. Needs SELECT on llmeco.models and llmeco.model_aliases, INSERT and UPDATE on llmeco.model_snapshots.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_import_snapshots(text) FROM PUBLIC;
