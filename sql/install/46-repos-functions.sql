-- Which GitHub repositories refreshes read. As with llmeco_refresh(), nobody
-- but a superuser may call these until EXECUTE is granted: what is tracked is
-- fetched.

CREATE FUNCTION llmeco_track_repo(name text)
RETURNS bigint
AS 'MODULE_PATHNAME', 'llmeco_track_repo'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION llmeco_track_repo(text) IS 'Has refreshes read the GitHub repository owner/name, in any case; its llmeco.repos.repo_id.';
REVOKE EXECUTE ON FUNCTION llmeco_track_repo(text) FROM PUBLIC;

CREATE FUNCTION llmeco_untrack_repo(name text)
RETURNS bigint
AS 'MODULE_PATHNAME', 'llmeco_untrack_repo'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION llmeco_untrack_repo(text) IS 'Has refreshes leave the GitHub repository owner/name alone; what was read of it stays. Its llmeco.repos.repo_id.';
REVOKE EXECUTE ON FUNCTION llmeco_untrack_repo(text) FROM PUBLIC;
