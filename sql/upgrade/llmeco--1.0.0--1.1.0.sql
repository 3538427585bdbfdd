-- 1.0.0 to 1.1.0. How '-- take' and '-- replace' are read: take.awk.

\echo Use "ALTER EXTENSION llmeco UPDATE" to load this file. \quit

-- ---- tables that have changed ----

CREATE INDEX models_task_idx ON llmeco.models (task);
COMMENT ON SEQUENCE llmeco.authors_author_id_seq IS 'Numbers llmeco.authors.author_id.';
COMMENT ON SEQUENCE llmeco.models_model_id_seq IS 'Numbers llmeco.models.model_id.';
COMMENT ON SEQUENCE llmeco.spaces_space_id_seq IS 'Numbers llmeco.spaces.space_id.';
COMMENT ON SEQUENCE llmeco.repos_repo_id_seq IS 'Numbers llmeco.repos.repo_id.';
COMMENT ON SEQUENCE llmeco.refresh_runs_run_id_seq IS 'Numbers llmeco.refresh_runs.run_id.';
COMMENT ON SEQUENCE llmeco.refresh_seen_seen_id_seq IS 'Numbers llmeco.refresh_seen.seen_id.';
COMMENT ON SEQUENCE llmeco.refresh_errors_error_id_seq IS 'Numbers llmeco.refresh_errors.error_id.';
COMMENT ON SEQUENCE llmeco.influence_runs_run_id_seq IS 'Numbers llmeco.influence_runs.run_id.';

-- Months have a B-tree on the day now, which finds the newest one.
DO $$
DECLARE
    old record;
BEGIN
    FOR old IN
        SELECT x.indexrelid::pg_catalog.regclass AS index, x.indrelid::pg_catalog.regclass AS month
          FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_index x ON x.indrelid OPERATOR(pg_catalog.=) i.inhrelid
          JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) x.indexrelid
          JOIN pg_catalog.pg_am a ON a.oid OPERATOR(pg_catalog.=) c.relam
         WHERE i.inhparent OPERATOR(pg_catalog.=) 'llmeco.model_snapshots'::pg_catalog.regclass
           AND a.amname OPERATOR(pg_catalog.=) 'brin'
    LOOP
        EXECUTE pg_catalog.format('DROP INDEX %s', old.index);
        EXECUTE pg_catalog.format('CREATE INDEX ON %s (taken_on)', old.month);
    END LOOP;
END
$$;

-- ---- new tables, views and functions ----

-- take 25-corrections.sql
-- take 26-licenses.sql
-- take 47-corrections-functions.sql
-- take 57-influence-into.sql
-- take 58-distribute.sql
-- take 60-rankings.sql
-- take 73-license-conflicts.sql
-- take 74-data-quality.sql
-- take 75-model-views.sql
-- take 76-growth.sql

-- ---- views and functions that have changed ----

-- replace 55-influence-functions.sql
-- replace 56-snapshots-functions.sql
-- replace 71-rankings.sql
-- replace 72-repos-views.sql
