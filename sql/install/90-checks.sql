-- What the data lacks, and what does not fit together: there are no foreign
-- keys that would refuse it.

CREATE FUNCTION @extschema@.llmeco_cycles()
RETURNS TABLE (
    cycle bigint,
    model_id bigint)
LANGUAGE c STABLE PARALLEL RESTRICTED
COST 1000000 ROWS 10
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_cycles IS 'One row per model that is its own ancestor: cycle is the least model_id of those that are ancestors of each other (a strongly connected component of llmeco.model_edges).';

-- Rows are updated in place, as those of llmeco.rising.
CREATE TABLE llmeco.checks (
    check_name text PRIMARY KEY,
    severity text NOT NULL,
    objects bigint NOT NULL,
    total bigint NOT NULL,
    example text[] NOT NULL,
    description text NOT NULL,
    checked_at timestamptz NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE llmeco.checks IS 'One row per check of the data (key: check_name): the storage of llmeco.data_quality, which is what to read.';
COMMENT ON COLUMN llmeco.checks.check_name IS 'Name of the check, as model_stub.';
COMMENT ON COLUMN llmeco.checks.severity IS 'error, warning or info.';
COMMENT ON COLUMN llmeco.checks.objects IS 'How many the check found.';
COMMENT ON COLUMN llmeco.checks.total IS 'Of how many; description says what they are.';
COMMENT ON COLUMN llmeco.checks.example IS 'Names of up to ten of them; empty: none.';
COMMENT ON COLUMN llmeco.checks.description IS 'What the check finds, what it means and what total counts.';
COMMENT ON COLUMN llmeco.checks.checked_at IS 'When it was looked for.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.checks', '');

CREATE VIEW llmeco.data_quality AS
SELECT c.check_name,
       c.severity,
       c.objects,
       c.total,
       c.objects::double precision OPERATOR(pg_catalog./) NULLIF(c.total, 0)::double precision AS share,
       c.example,
       c.description,
       c.checked_at
  FROM llmeco.checks c;
COMMENT ON VIEW llmeco.data_quality IS 'One row per check of the data (key: check_name), those included that find nothing (objects 0). As llmeco_update_checks(), which each complete refresh ends with, last found it: see checked_at.';
COMMENT ON COLUMN llmeco.data_quality.check_name IS 'Name of the check, as model_stub.';
COMMENT ON COLUMN llmeco.data_quality.severity IS 'error: rows that point nowhere, which should never be; warning: worth a look; info: how much is known.';
COMMENT ON COLUMN llmeco.data_quality.objects IS 'How many the check finds.';
COMMENT ON COLUMN llmeco.data_quality.total IS 'Of how many; description says what they are.';
COMMENT ON COLUMN llmeco.data_quality.share IS 'objects / total, 0 to 1; NULL: there are none.';
COMMENT ON COLUMN llmeco.data_quality.example IS 'Names of up to ten of them; empty: none.';
COMMENT ON COLUMN llmeco.data_quality.description IS 'What the check finds, what it means and what total counts.';
COMMENT ON COLUMN llmeco.data_quality.checked_at IS 'When it was looked for.';

CREATE FUNCTION @extschema@.llmeco_update_checks()
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
COST 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_update_checks IS 'Looks for licence conflicts, for what the data lacks and for parents that nobody declared, and stores them for llmeco.license_conflicts, llmeco.data_quality and llmeco.suggested_parents, in place of what was stored. Each complete refresh ends with it. Reads whole tables. Needs INSERT, UPDATE and DELETE on llmeco.conflicts, llmeco.checks and llmeco.suggestions.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_update_checks FROM PUBLIC;
