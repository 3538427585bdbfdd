-- Influence as a table of one's own. It makes tables, so nobody but a superuser
-- may call it until EXECUTE is granted.

CREATE FUNCTION llmeco_influence_into(
    target text,
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
RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
COST 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_influence_into IS 'Makes table target (a name, with or without schema) of the rows that llmeco_influence gives with the other arguments, in a fraction of the time of INSERT ... SELECT; the number of rows. The table has no index and belongs to the caller, who must be allowed to create it.';
REVOKE EXECUTE ON FUNCTION llmeco_influence_into FROM PUBLIC;
