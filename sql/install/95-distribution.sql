-- Past one machine: on Citus, the tables that grow without bound as distributed
-- tables. Everything else stays on the coordinator.

CREATE FUNCTION @extschema@.llmeco_require_coordinator()
RETURNS void
AS 'MODULE_PATHNAME', 'llmeco_require_coordinator'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.llmeco_require_coordinator() IS 'An error on a worker of a Citus cluster, where the tables of models are empty; else nothing. For functions that read them.';

-- For functions in PL/pgSQL, whose text has the names of what they call: the
-- schema that the entry points live in can be renamed.
CREATE FUNCTION llmeco.require_coordinator()
RETURNS void
AS 'MODULE_PATHNAME', 'llmeco_require_coordinator'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION llmeco.require_coordinator() IS 'As llmeco_require_coordinator(), for functions of llmeco.';

CREATE FUNCTION @extschema@.llmeco_distribute(shards integer DEFAULT NULL)
RETURNS TABLE (
    table_name text,
    action text,
    distribution_column text,
    shard_count integer)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
ROWS 20
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
#variable_conflict use_column
DECLARE
    -- In this order: the other tables of repositories go where repo_metrics is.
    tables CONSTANT text[] := '{model_snapshots, repo_metrics, repo_durations, repo_contributors}';
    keys CONSTANT text[] := '{model_id, repo_id, repo_id, repo_id}';
    partners CONSTANT text[] := '{none, none, llmeco.repo_metrics, llmeco.repo_metrics}';
    done text[] := '{}';
    total integer;
    blocking record;
    is_distributed boolean;
BEGIN
    IF to_regclass('pg_catalog.pg_dist_partition') IS NULL THEN
        RAISE EXCEPTION 'Citus is not installed in this database'
            USING ERRCODE = 'feature_not_supported',
                  DETAIL = 'llmeco distributes nothing itself.',
                  HINT = 'Add citus to shared_preload_libraries, restart, then CREATE EXTENSION citus and citus_add_node() for each worker.';
    END IF;
    PERFORM llmeco.require_coordinator();
    IF shards < 1 OR shards > 1024 THEN
        RAISE EXCEPTION 'argument "shards" must be from 1 to 1024'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'About as many as the workers have cores; leave it out for four a worker.';
    END IF;
    EXECUTE 'SELECT count(*) FROM pg_dist_node
              WHERE noderole = ''primary'' AND isactive AND shouldhaveshards' INTO total;
    IF total = 0 THEN
        RAISE EXCEPTION 'there is no worker to hold shards'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Add one: SELECT citus_add_node(host, port).';
    END IF;
    total := coalesce(shards, 4 * total);
    SELECT c.conrelid::regclass AS referencing, c.confrelid::regclass AS referenced, c.conname
      INTO blocking
      FROM pg_constraint c
     WHERE c.contype = 'f'
       AND EXISTS (SELECT
                     FROM unnest(tables) t (name)
                    WHERE to_regclass('llmeco.' || t.name) IN (c.conrelid, c.confrelid))
     ORDER BY c.conname, c.conrelid
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'foreign key "%" stands in the way', blocking.conname
            USING ERRCODE = 'dependent_objects_still_exist',
                  DETAIL = format('It is from %s to %s; models and repositories stay on the coordinator.',
                                  blocking.referencing, blocking.referenced),
                  HINT = format('ALTER TABLE %s DROP CONSTRAINT %I, then call again.',
                                blocking.referencing, blocking.conname);
    END IF;
    FOR i IN 1 .. cardinality(tables) LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = $1)'
           INTO is_distributed USING to_regclass('llmeco.' || tables[i]);
        CONTINUE WHEN is_distributed;
        EXECUTE 'SELECT create_distributed_table($1, $2, colocate_with => $3, shard_count => $4)'
          USING to_regclass('llmeco.' || tables[i]), keys[i], partners[i],
                CASE partners[i] WHEN 'none' THEN total END;
        EXECUTE 'SELECT truncate_local_data_after_distributing_table($1)'
          USING to_regclass('llmeco.' || tables[i]);
        done := done || tables[i];
    END LOOP;
    -- The views over these tables begin with what is distributed itself.
    CREATE OR REPLACE VIEW llmeco.metric_repos AS
    SELECT d.repo_id, r.name
      FROM (SELECT DISTINCT m.repo_id FROM llmeco.repo_metrics m) d
      JOIN llmeco.repos r ON r.repo_id = d.repo_id;
    CREATE OR REPLACE VIEW llmeco.contributor_repos AS
    SELECT d.repo_id, r.name
      FROM (SELECT DISTINCT c.repo_id FROM llmeco.repo_contributors c) d
      JOIN llmeco.repos r ON r.repo_id = d.repo_id;
    RETURN QUERY EXECUTE
        'SELECT c.relname::text,
                CASE WHEN c.relname = ANY ($1) THEN ''distributed''
                     WHEN p.logicalrelid IS NOT NULL THEN ''already distributed''
                     ELSE ''left on the coordinator'' END,
                column_to_column_name(p.logicalrelid, p.partkey),
                (SELECT count(*)::integer FROM pg_dist_shard s
                  WHERE s.logicalrelid = p.logicalrelid HAVING count(*) > 0)
           FROM pg_class c
           LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
          WHERE c.relnamespace = ''llmeco''::regnamespace
            AND c.relkind IN (''r'', ''p'') AND NOT c.relispartition
          ORDER BY p.logicalrelid IS NULL, c.relname'
      USING done;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_distribute(integer) IS 'On the coordinator of a Citus cluster: makes llmeco.model_snapshots a distributed table by model_id, llmeco.repo_metrics, repo_durations and repo_contributors by repo_id, with so many shards (NULL: four a worker), and leaves the other tables on the coordinator. One row per table: what was done. One way: the way back is dump and restore. Can be called again.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_distribute(integer) FROM PUBLIC;
