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

-- ---- scores and rankings in slots, not in a table a run ----

ALTER TABLE llmeco.influence_scores RENAME TO influence_scores_of_runs;
ALTER TABLE llmeco.ranking_entries RENAME TO ranking_entries_of_runs;
-- take llmeco.influence_scores llmeco.influence_scores_1 llmeco.influence_scores_2 llmeco.influence_scores_3
-- take llmeco.influence_slots llmeco_shown_slot_support llmeco_shown_slot
-- take llmeco.ranking_entries llmeco.ranking_entries_1 llmeco.ranking_entries_2 llmeco.ranking_entries_3
-- take llmeco.ranking_slots

-- What the views show, before they are replaced, becomes what they show then.
INSERT INTO llmeco.influence_scores
SELECT i.model_id, i.self_influence, i.child_influence, i.parent_influence, i.influence, i.rank, i.run_id, 1
  FROM llmeco.influence i
 ORDER BY i.rank;
INSERT INTO llmeco.influence_slots (slot, run_id, is_shown)
SELECT 1, r.run_id, true
  FROM (SELECT coalesce((SELECT s.run_id FROM llmeco.influence_scores s LIMIT 1),
                        (SELECT max(n.run_id) FROM llmeco.influence_runs n)) AS run_id) r
 WHERE r.run_id IS NOT NULL;
INSERT INTO llmeco.ranking_entries
SELECT e.ranking, e.key, e.author_id, e.rank, e.influence, e.models, e.authors, e.reason, e.top_models, e.run_id, 1
  FROM llmeco.rankings e;
INSERT INTO llmeco.ranking_slots (slot, run_id, is_shown)
SELECT 1, r.run_id, true
  FROM (SELECT coalesce((SELECT e.run_id FROM llmeco.ranking_entries e LIMIT 1),
                        (SELECT max(n.run_id) FROM llmeco.ranking_runs n)) AS run_id) r
 WHERE r.run_id IS NOT NULL;
ANALYZE llmeco.influence_scores_1, llmeco.ranking_entries_1;
-- replace llmeco.influence llmeco.rankings llmeco.model_spaces llmeco.site_contract

-- Rights stay. They are the user's, not the extension's: pg_dump has to see them.
-- What something of the user's depends on stays, too, as a table of the user's.
DO $$
DECLARE
    old record;
    part record;
    granted record;
BEGIN
    FOR old IN
        SELECT t.now::regclass AS now, t.before::regclass AS before, t.part
          FROM (VALUES ('llmeco.influence_scores', 'llmeco.influence_scores_of_runs', '^influence_run_[0-9]+$'),
                       ('llmeco.ranking_entries', 'llmeco.ranking_entries_of_runs', '^ranking_run_[0-9]+$'))
               t (now, before, part)
    LOOP
        FOR granted IN
            SELECT a.privilege_type, a.is_grantable, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS role
              FROM pg_class c
             CROSS JOIN aclexplode(c.relacl) a
             WHERE c.oid = old.before AND a.grantee <> c.relowner
        LOOP
            EXECUTE format('GRANT %s ON %s TO %s%s', granted.privilege_type, old.now, granted.role,
                           CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        DELETE FROM pg_init_privs p WHERE p.classoid = 'pg_class'::regclass AND p.objoid = old.now;

        FOR part IN
            SELECT c.oid::regclass AS name, c.relnamespace = 'llmeco'::regnamespace AND c.relname ~ old.part AS of_run
              FROM pg_inherits i
              JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = old.before
        LOOP
            EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', old.before, part.name);
            CONTINUE WHEN NOT part.of_run;
            BEGIN
                EXECUTE format('DROP TABLE %s', part.name);
            EXCEPTION WHEN dependent_objects_still_exist THEN
                RAISE WARNING 'table % of an old run stays, because other objects depend on it', part.name
                    USING HINT = 'Have them read llmeco.influence or llmeco.rankings, then drop it.';
            END;
        END LOOP;
        -- which also takes it from the list of what pg_dump dumps
        EXECUTE format('ALTER EXTENSION llmeco DROP TABLE %s', old.before);
        BEGIN
            EXECUTE format('DROP TABLE %s', old.before);
        EXCEPTION WHEN dependent_objects_still_exist THEN
            RAISE WARNING 'objects that read % read % now, which is empty', old.now, old.before
                USING HINT = 'Have them read llmeco.influence or llmeco.rankings, then drop it.';
        END;
    END LOOP;
END
$$;

-- ---- order and case as in locale C ----

ALTER TABLE llmeco.license_corrections
    DROP CONSTRAINT license_corrections_license_check,
    ADD CONSTRAINT license_corrections_license_check CHECK (license <> '' AND license = lower(license COLLATE "C"));

-- replace llmeco.repo_scores llmeco.contributor_ranking llmeco.model_github llmeco.model_details
-- replace llmeco.license_conflicts llmeco_explain

-- ---- refreshes ----

ALTER TABLE llmeco.refresh_runs
    ADD COLUMN backend_start timestamptz,
    ADD COLUMN changed_late bigint NOT NULL DEFAULT 0,
    ADD COLUMN unavailable text[];
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
COMMENT ON COLUMN llmeco.refresh_cursors.scope IS 'all or top:N; details:licenses and details:gguf for what is read of models in any scope.';
COMMENT ON COLUMN llmeco.refresh_runs.changed_late IS 'Models and Spaces that an incremental walk found changed although that change is dated before the time up to which an earlier one had read everything: pushed late, up to three days.';
COMMENT ON COLUMN llmeco.refresh_runs.unavailable IS 'Fields that the Hub refused to give, as models.baseModels or spaces.sdk: the run went on without them, and what the tables have of them stays; NULL: none.';
COMMENT ON TABLE llmeco.refresh_errors IS 'One row per page, record or field that refreshes could not read or did not take as given, and why; the same problem of the same record, met again, is counted in its row. llmeco_prune() deletes old ones.';
COMMENT ON COLUMN llmeco.refresh_errors.run_id IS 'llmeco.refresh_runs.run_id of the last run that met it.';
COMMENT ON COLUMN llmeco.refresh_errors.at IS 'When it was last met.';
COMMENT ON COLUMN llmeco.refresh_errors.first_seen IS 'When it was first met.';
COMMENT ON COLUMN llmeco.refresh_errors.last_seen IS 'When it was last met, as at.';
COMMENT ON COLUMN llmeco.refresh_errors.times IS 'How often it was met. A model for which the Hub answers 401, 403, 404, 410 or 451 is asked for again 1, 2, 4, 8, 16, then each 30 days later.';
-- take llmeco.refresh_status llmeco_prune

-- llmeco_refresh() returns more columns: to PostgreSQL another function. Rights on it stay,
-- as the user's, and what something of the user's depends on stays, under another name.
ALTER FUNCTION @extschema@.llmeco_refresh(text[], text, text, integer, integer) RENAME TO llmeco_refresh_before_1_2;
-- take llmeco_refresh
DO $$
DECLARE
    before CONSTANT regprocedure := '@extschema@.llmeco_refresh_before_1_2(text[], text, text, integer, integer)';
    now CONSTANT regprocedure := '@extschema@.llmeco_refresh(text[], text, text, integer, integer)';
    own aclitem[] := (SELECT i.initprivs FROM pg_init_privs i WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = now);
    granted record;
BEGIN
    FOR granted IN
        SELECT a.is_grantable, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS role
          FROM pg_proc p
         CROSS JOIN aclexplode(p.proacl) a
         WHERE p.oid = before AND a.grantee <> p.proowner
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s%s', now, granted.role,
                       CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
    UPDATE pg_init_privs i SET initprivs = own WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = now;
    EXECUTE format('ALTER EXTENSION llmeco DROP FUNCTION %s', before);
    BEGIN
        EXECUTE format('DROP FUNCTION %s', before);
    EXCEPTION WHEN dependent_objects_still_exist THEN
        RAISE WARNING 'objects that call llmeco_refresh() call % now', before
            USING HINT = 'Have them call llmeco_refresh(), then drop it.';
    END;
END
$$;

-- ---- details of models ----

ALTER TABLE llmeco.models
    ADD COLUMN license_name text,
    ADD COLUMN license_link text,
    ADD COLUMN card_modified_at timestamptz,
    ADD COLUMN gguf_modified_at timestamptz;
COMMENT ON COLUMN llmeco.models.license_name IS 'Where license is other: the licence''s name, license_name of the model card, as it is written there but for blanks around it; case does not matter. NULL: none given, or not read yet.';
COMMENT ON COLUMN llmeco.models.license_link IS 'Where license is other: where the licence is, license_link of the model card: an address, or a file of the repository, as LICENSE.md. NULL: none given, or not read yet.';
COMMENT ON COLUMN llmeco.models.card_modified_at IS 'The modified_at for which the model card was read for license_name and license_link, -infinity where there was none; NULL: not read.';
COMMENT ON COLUMN llmeco.models.gguf_modified_at IS 'The modified_at for which the number of parameters in GGUF files was asked for, -infinity where there was none; NULL: not asked for, as where safetensors say it.';
COMMENT ON COLUMN llmeco.models.parameters IS 'Number of parameters: the larger of the Hub''s safetensors.total and the sum over safetensors.parameters, else gguf.total; NULL: not given, or not asked for yet.';

-- ---- names of schemas that can be changed ----

-- take llmeco.require_coordinator
-- replace llmeco_prune_snapshots llmeco_distribute

-- ---- new tables, views and functions ----

-- take llmeco.model_daily llmeco_grant
-- take llmeco_influence_support
-- replace llmeco_influence
