-- Who may do what: nobody but the owner and superusers may anything until it is
-- granted, but call functions that only read, with rights of their own.

CREATE FUNCTION @extschema@.llmeco_grant(
    what text,
    role text)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    extension pg_extension;
    grantable record;
BEGIN
    IF llmeco_grant.what IS NULL OR llmeco_grant.what NOT IN ('reader', 'analyst', 'refresher', 'monitor') THEN
        RAISE EXCEPTION 'argument "what" must be reader, analyst, refresher or monitor'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_grant(''reader'', ''name of a role'').';
    END IF;
    IF llmeco_grant.role IS NULL THEN
        RAISE EXCEPTION 'argument "role" must not be null'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_grant(''reader'', ''name of a role'').';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = llmeco_grant.role) THEN
        RAISE EXCEPTION 'role "%" does not exist', llmeco_grant.role
            USING ERRCODE = 'undefined_object',
                  HINT = format('Create it first: CREATE ROLE %I.', llmeco_grant.role);
    END IF;
    -- GRANT by others would only warn that it does nothing.
    SELECT e.* INTO extension FROM pg_extension e WHERE e.extname = 'llmeco';
    IF NOT pg_has_role(extension.extowner, 'USAGE') THEN
        RAISE EXCEPTION 'must be owner of extension llmeco'
            USING ERRCODE = 'insufficient_privilege',
                  HINT = format('Call it as %s or as a superuser.', extension.extowner::regrole);
    END IF;

    EXECUTE format('GRANT USAGE ON SCHEMA llmeco TO %I', llmeco_grant.role);
    IF llmeco_grant.what <> 'monitor' AND NOT has_schema_privilege(llmeco_grant.role, extension.extnamespace, 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', extension.extnamespace::regnamespace, llmeco_grant.role);
    END IF;

    -- Of what belongs to the extension, not of all that is in its schema: months
    -- and slots are read and written through the tables that they are part of.
    FOR grantable IN
        SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END || c.oid::regclass AS object,
               -- What a role watches is its own, and nobody else's.
               CASE CASE WHEN c.relname = 'watch_list' THEN 'nobody'
                         WHEN c.relname = 'watches' AND llmeco_grant.what <> 'monitor' THEN 'watcher'
                         ELSE llmeco_grant.what END
                    WHEN 'watcher' THEN 'SELECT, INSERT, UPDATE, DELETE'
                    WHEN 'reader' THEN
                        CASE WHEN c.relkind = 'v' THEN 'SELECT' END
                    WHEN 'analyst' THEN
                        CASE WHEN c.relkind = 'v'
                               OR c.relname IN ('models', 'model_aliases', 'model_edges', 'spaces', 'space_models', 'authors',
                                                'influence_runs', 'model_snapshots', 'unresolved_parents', 'placeholders') THEN 'SELECT' END
                    WHEN 'refresher' THEN
                        CASE c.relkind WHEN 'v' THEN 'SELECT'
                                       WHEN 'S' THEN 'USAGE'
                                       ELSE 'SELECT, INSERT, UPDATE, DELETE' END
                    WHEN 'monitor' THEN
                        CASE WHEN c.relname IN ('refresh_runs', 'refresh_errors', 'refresh_progress', 'refresh_status') THEN 'SELECT' END
               END AS privileges
          FROM pg_depend d
          JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'v', 'S') AND NOT c.relispartition
         WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = extension.oid
           AND d.deptype = 'e'
        UNION ALL
        -- A function that is not volatile only reads.
        SELECT 'ROUTINE ' || p.oid::regprocedure,
               CASE WHEN llmeco_grant.what = 'refresher'
                     AND p.proname IN ('llmeco_refresh_all', 'llmeco_update_influence', 'llmeco_update_rankings',
                                       'llmeco_update_families', 'llmeco_update_checks', 'llmeco_take_snapshot', 'llmeco_prune_snapshots',
                                       'llmeco_prune', 'llmeco_import', 'llmeco_import_snapshots')
                      OR llmeco_grant.what <> 'monitor' AND p.provolatile <> 'v' THEN 'EXECUTE' END
          FROM pg_depend d
          JOIN pg_proc p ON p.oid = d.objid
         WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = extension.oid
           AND d.deptype = 'e'
    LOOP
        IF grantable.privileges IS NOT NULL THEN
            EXECUTE format('GRANT %s ON %s TO %I', grantable.privileges, grantable.object, llmeco_grant.role);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_grant(text, text) IS 'Grants a role what it needs to be a reader (the views), an analyst (these, and the functions that only read, with queries of its own), a refresher (nightly jobs) or a monitor (how refreshes went). Revokes nothing, and can be called again: after an update of the extension it grants what that brought. For the owner of the extension, with the rights of who calls it.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_grant(text, text) FROM PUBLIC;
