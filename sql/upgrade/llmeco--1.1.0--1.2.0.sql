-- 1.1.0 to 1.2.0. How '-- take' and '-- replace' are read: take.awk.

\echo Use "ALTER EXTENSION llmeco UPDATE" to load this file. \quit

-- As in the install script: names mean what is PostgreSQL's own.
SET LOCAL search_path = pg_catalog, pg_temp;

-- ---- encodings ----

-- 1.2.0 is not created in such a database; one that was lived in gets what this
-- update mends.
DO $$
BEGIN
    IF getdatabaseencoding() <> 'UTF8' THEN
        RAISE WARNING 'llmeco needs a database with encoding UTF8'
            USING ERRCODE = 'feature_not_supported',
                  DETAIL = format('The encoding of database "%s" is %s: text beyond ASCII is not what clients show. '
                                  'A dump can be restored into a database with encoding UTF8 only.',
                                  current_database(), getdatabaseencoding()),
                  HINT = 'README.md, "Dump, restore and upgrade", has how to move it.';
    END IF;
END
$$;

-- ---- operators that were captured ----

-- Where types differ, scripts of before could mean an operator that somebody had
-- made in the schema that CREATE EXTENSION targeted. What means one is made
-- again; a constraint that means PostgreSQL's own, of which pg_depend has
-- nothing, stays, and its table is not read.
DO $$
DECLARE
    captured record;
BEGIN
    FOR captured IN
        SELECT c.rel, c.name, c.condition
          FROM (VALUES ('llmeco.model_edges', 'model_edges_weight_check', 'weight >= 0 AND weight < ''Infinity'''),
                       ('llmeco.repo_metrics', 'repo_metrics_month_check', 'EXTRACT(day FROM month) = 1'),
                       ('llmeco.repo_durations', 'repo_durations_month_check', 'EXTRACT(day FROM month) = 1'),
                       ('llmeco.repo_contributors', 'repo_contributors_month_check', 'EXTRACT(day FROM month) = 1'))
               c (rel, name, condition)
         WHERE EXISTS (SELECT
                         FROM pg_constraint k
                         JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = k.oid
                        WHERE k.conrelid = c.rel::regclass
                          AND k.conname = c.name
                          AND d.refclassid IN ('pg_operator'::regclass, 'pg_proc'::regclass))
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I CHECK (%s)',
                       captured.rel, captured.name, captured.name, captured.condition);
    END LOOP;
END
$$;

-- replace llmeco.refresh_progress

-- ---- order and case as in locale C ----

ALTER TABLE llmeco.license_corrections
    DROP CONSTRAINT license_corrections_license_check,
    ADD CONSTRAINT license_corrections_license_check CHECK (license <> '' AND license = lower(license COLLATE "C"));

-- replace llmeco.repo_scores llmeco.contributor_ranking llmeco.model_github llmeco.model_details
-- replace llmeco.license_conflicts llmeco_explain

-- ---- refreshes ----

ALTER TABLE llmeco.refresh_runs ADD COLUMN backend_start timestamptz;
ALTER TABLE llmeco.refresh_errors
    ADD COLUMN first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
    ADD COLUMN last_seen timestamptz NOT NULL GENERATED ALWAYS AS (at) STORED,
    ADD COLUMN times integer NOT NULL DEFAULT 1;
UPDATE llmeco.refresh_errors SET first_seen = at;
CREATE INDEX refresh_errors_item_idx ON llmeco.refresh_errors (COALESCE(item, url, ''));
COMMENT ON COLUMN llmeco.refresh_runs.finished_at IS 'When it ended; NULL: running, or interrupted: llmeco.refresh_status tells them apart.';
COMMENT ON COLUMN llmeco.refresh_runs.status IS 'running; complete; partial (budget used up or a page unread: the next call goes on); failed (nothing could be read, or interrupted by a cancel or crash: finished_at NULL). One that was interrupted says running until the next refresh.';
COMMENT ON COLUMN llmeco.refresh_runs.errors IS 'Problems met: those met before too, which have their row in llmeco.refresh_errors already.';
COMMENT ON COLUMN llmeco.refresh_runs.backend_start IS 'When that session began, as in pg_stat_activity; NULL: a run of before 1.2.0.';
COMMENT ON TABLE llmeco.refresh_errors IS 'One row per page, record or field that refreshes could not read or did not take as given, and why; the same problem of the same record, met again, is counted in its row. llmeco_prune() deletes old ones.';
COMMENT ON COLUMN llmeco.refresh_errors.run_id IS 'llmeco.refresh_runs.run_id of the last run that met it.';
COMMENT ON COLUMN llmeco.refresh_errors.at IS 'When it was last met.';
COMMENT ON COLUMN llmeco.refresh_errors.first_seen IS 'When it was first met.';
COMMENT ON COLUMN llmeco.refresh_errors.last_seen IS 'When it was last met, as at.';
COMMENT ON COLUMN llmeco.refresh_errors.times IS 'How often it was met. A model for which the Hub answers 401, 403, 404, 410 or 451 is asked for again 1, 2, 4, 8, 16, then each 30 days later.';
-- take llmeco.refresh_status llmeco_prune

-- ---- names of schemas that can be changed ----

-- take llmeco.require_coordinator
-- replace llmeco_prune_snapshots llmeco_distribute

-- ---- new tables, views and functions ----

-- take llmeco_grant
