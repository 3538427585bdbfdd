-- What is installed: three versions, which an upgrade brings together.

CREATE FUNCTION @extschema@.llmeco_version(
    OUT library text,
    OUT sql text,
    OUT site_contract integer)
LANGUAGE c STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_version() IS 'One row: the version of the library that is loaded, of the SQL that this database has, and of the views that llmeco-viz reads (llmeco.site_contract). The first two differ after make install, until ALTER EXTENSION llmeco UPDATE; once a session a NOTICE says so. A reader may call it.';
