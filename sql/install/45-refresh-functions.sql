-- Refresh: the functions that talk to the network. Nobody but a superuser may
-- call them until EXECUTE is granted.

CREATE FUNCTION llmeco_refresh(
    sources text[] DEFAULT NULL,
    scope text DEFAULT NULL,
    mode text DEFAULT 'auto',
    max_seconds integer DEFAULT 600,
    max_requests integer DEFAULT NULL,
    OUT run_id bigint,
    OUT status text,
    OUT models_seen bigint,
    OUT models_new bigint,
    OUT models_changed bigint,
    OUT edges_seen bigint,
    OUT edges_new bigint,
    OUT edges_changed bigint,
    OUT edges_removed bigint,
    OUT requests bigint,
    OUT bytes bigint,
    OUT errors bigint,
    OUT seconds double precision,
    OUT spaces_seen bigint,
    OUT spaces_new bigint,
    OUT spaces_changed bigint,
    OUT authors_seen bigint,
    OUT authors_changed bigint,
    OUT labels_seen bigint,
    OUT labels_changed bigint,
    OUT repos_seen bigint,
    OUT repos_new bigint,
    OUT repos_changed bigint)
AS 'MODULE_PATHNAME', 'llmeco_refresh'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION llmeco_refresh(text[], text, text, integer, integer) IS 'Fetches from the Hub, stores what differs, updates influence; goes on where the last unfinished call stopped. One row: what it did, as in llmeco.refresh_runs; status ''already running'' where another session refreshes.';
REVOKE EXECUTE ON FUNCTION llmeco_refresh(text[], text, text, integer, integer) FROM PUBLIC;

CREATE PROCEDURE llmeco_refresh_all(
    sources text[] DEFAULT NULL,
    scope text DEFAULT NULL,
    mode text DEFAULT 'auto',
    max_seconds integer DEFAULT 600,
    max_requests integer DEFAULT NULL)
AS 'MODULE_PATHNAME', 'llmeco_refresh_all'
LANGUAGE C;
COMMENT ON PROCEDURE llmeco_refresh_all(text[], text, text, integer, integer) IS 'As llmeco_refresh(), with a commit after every page: for nightly jobs.';
REVOKE EXECUTE ON PROCEDURE llmeco_refresh_all(text[], text, text, integer, integer) FROM PUBLIC;
