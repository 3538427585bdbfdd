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
                  HINT = 'sql/ADMIN.md, "Dump, restore and upgrade", has how to move it.';
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

-- Views that follow have it; more is below.
-- Each row changed with this update, as far as a reader of changed_at is concerned, and
-- gets its time, without being written.
ALTER TABLE llmeco.model_edges
    ADD COLUMN first_seen_at timestamptz,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE llmeco.authors ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE llmeco.spaces ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN llmeco.authors.changed_at IS 'When a value of this row last changed, or the row came, and not when the author was merely asked for; of a row that is older than llmeco 1.2.0 and has not changed since, when the extension was updated to that. For incremental extraction: sql/ADMIN.md.';
COMMENT ON COLUMN llmeco.model_edges.changed_at IS 'When the derivation came, or its relation or provenance last changed; of a row that is older than llmeco 1.2.0 and has not changed since, when the extension was updated to that. For incremental extraction: sql/ADMIN.md.';
COMMENT ON COLUMN llmeco.spaces.changed_at IS 'When a value of this row last changed, or the row came, and not when it was merely read; of a row that is older than llmeco 1.2.0 and has not changed since, when the extension was updated to that. For incremental extraction: sql/ADMIN.md.';
ALTER TABLE llmeco.space_models ADD COLUMN first_seen_at timestamptz;
-- take llmeco.inferred_edges llmeco.counted_edges

-- ---- scores and rankings in slots, not in a table a run ----

ALTER TABLE llmeco.influence_scores RENAME TO influence_scores_of_runs;
ALTER TABLE llmeco.ranking_entries RENAME TO ranking_entries_of_runs;
-- take llmeco.influence_scores llmeco.influence_scores_1 llmeco.influence_scores_2 llmeco.influence_scores_3
-- take llmeco.influence_slots llmeco_shown_slot_support llmeco_shown_slot
-- take llmeco.ranking_entries llmeco.ranking_entries_1 llmeco.ranking_entries_2 llmeco.ranking_entries_3
-- take llmeco.ranking_slots

-- What the views show, before they are replaced, becomes what they show then.
INSERT INTO llmeco.influence_scores
SELECT i.model_id, i.rank,
       row_number() OVER (ORDER BY r.alpha[1] * i.self_influence + r.alpha[2] * i.child_influence DESC, i.model_id),
       rank() OVER (ORDER BY i.influence DESC),
       i.self_influence, i.child_influence, i.parent_influence, i.influence, i.run_id, 1
  FROM llmeco.influence i
  LEFT JOIN llmeco.influence_runs r ON r.run_id = i.run_id
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
-- replace llmeco.influence llmeco.rankings llmeco.author_ranking llmeco.model_spaces llmeco.site_contract

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

-- ---- columns of models, in the order of sql/install ----

ALTER TABLE llmeco.models
    ADD COLUMN license_name text,
    ADD COLUMN license_link text,
    ADD COLUMN sha text,
    ADD COLUMN disabled boolean NOT NULL DEFAULT false,
    ADD COLUMN card_modified_at timestamptz,
    ADD COLUMN gguf_modified_at timestamptz,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
-- take llmeco.seen_sources llmeco.unseen_models
COMMENT ON COLUMN llmeco.models.fetched_at IS 'When the listing last had other values of this row than were here (a read that changes nothing writes nothing); NULL: a stub. llmeco.model_details.seen_at says when they were last confirmed.';
COMMENT ON COLUMN llmeco.models.changed_at IS 'When a value of this row last changed, or the row came, and not when it was merely read or asked for; of a row that is older than llmeco 1.2.0 and has not changed since, when the extension was updated to that. For incremental extraction: sql/ADMIN.md.';
COMMENT ON COLUMN llmeco.models.card_modified_at IS 'The modified_at for which the model card was read for license_name and license_link, -infinity where there was none; NULL: not read.';
COMMENT ON COLUMN llmeco.models.gguf_modified_at IS 'The modified_at for which the number of parameters in GGUF files was asked for, -infinity where there was none; NULL: not asked for, as where safetensors say it.';
COMMENT ON COLUMN llmeco.models.parameters IS 'Number of parameters: the larger of the Hub''s safetensors.total and the sum over safetensors.parameters, else gguf.total; NULL: not given, or not asked for yet.';
COMMENT ON COLUMN llmeco.models.license_name IS 'Where license is other: the licence''s name, license_name of the model card, as it is written there but for blanks around it; case does not matter. NULL: none given, or not read yet.';
COMMENT ON COLUMN llmeco.models.license_link IS 'Where license is other: where the licence is, license_link of the model card: an address, or a file of the repository, as LICENSE.md. NULL: none given, or not read yet.';
COMMENT ON COLUMN llmeco.models.sha IS 'Commit that the main branch of its repository was at (Hub: sha), as Git names it; NULL: not given.';
COMMENT ON COLUMN llmeco.models.disabled IS 'Whether the Hub has switched the model off: it is listed, its files are not given out. false, too, of a stub, and of a model that was not read since 1.2.0.';
COMMENT ON COLUMN llmeco.spaces.removed_at IS 'When a complete walk of the Hub no longer listed the Space, or another one was listed under its name, or it was found to be private (llmeco.include_private); NULL: listed.';

-- ---- families ----

-- take llmeco.family_runs llmeco.family_shares llmeco.family_shares_1 llmeco.family_shares_2 llmeco.family_shares_3
-- take llmeco.family_slots llmeco.family_totals llmeco.family_totals_1 llmeco.family_totals_2 llmeco.family_totals_3
-- take llmeco.family_total_slots llmeco_update_families
-- take llmeco.model_families llmeco.family_ranking llmeco.org_family_ranking llmeco.family_monthly
-- take llmeco.org_family_monthly llmeco.builder_ranking
-- take llmeco_path llmeco_common_ancestors

-- ---- experiments beside the leaderboard ----

ALTER TABLE llmeco.influence_runs
    ADD COLUMN is_published boolean NOT NULL DEFAULT true,
    ADD COLUMN name text CHECK (name <> ''),
    ADD COLUMN counters_on date;
COMMENT ON TABLE llmeco.influence_runs IS 'One row per stored influence computation (llmeco_update_influence), newest run_id last; llmeco.influence holds the scores of the newest that is published, llmeco.named_influence those of the others.';
COMMENT ON COLUMN llmeco.influence_runs.is_published IS 'Whether the leaderboard shows or showed it; false: an experiment, in llmeco.named_influence.';
COMMENT ON COLUMN llmeco.influence_runs.name IS 'Name that it was given; NULL: none.';
COMMENT ON COLUMN llmeco.influence_runs.counters_on IS 'The day, UTC, whose downloads and likes were taken, from llmeco.model_snapshots; NULL: those of when it was computed.';
-- take llmeco.named_scores llmeco.named_influence
-- replace llmeco.leaderboard llmeco.growth_periods

-- With more arguments they are other functions: see functions that were made anew.
ALTER FUNCTION @extschema@.llmeco_update_influence RENAME TO llmeco_update_influence_before_1_2;
ALTER FUNCTION @extschema@.llmeco_influence RENAME TO llmeco_influence_before_1_2;
ALTER FUNCTION @extschema@.llmeco_influence_into RENAME TO llmeco_influence_into_before_1_2;
-- take llmeco_influence_support llmeco_influence llmeco_influence_into llmeco_update_influence

-- ---- order and case as in locale C ----

ALTER TABLE llmeco.license_corrections
    DROP CONSTRAINT license_corrections_license_check,
    ADD CONSTRAINT license_corrections_license_check CHECK (license <> '' AND license = lower(license COLLATE "C"));

-- take llmeco.datasets llmeco.dataset_aliases llmeco.model_datasets llmeco.papers llmeco.ignored_papers llmeco.model_papers
-- take llmeco.newest_metrics llmeco.author_github llmeco.model_paper_repos
-- take llmeco.reads_all_support llmeco.reads_all llmeco.name_word
-- replace llmeco.repo_monthly_time llmeco.repo_scores llmeco.repo_ranking llmeco.contributor_ranking llmeco.model_github llmeco.model_details
-- take llmeco_find llmeco_model_id llmeco.known_model llmeco.explain_model
-- replace llmeco_explain llmeco_lineage llmeco_network

-- ---- licences ----

-- take llmeco.license_facts llmeco.license_spellings
-- replace llmeco.default_licenses
COMMENT ON TABLE llmeco.license_corrections IS 'One row per licence whose family a user of the extension set: it goes before what llmeco.license_facts says. Yours to write; nothing else does.';
COMMENT ON COLUMN llmeco.license_corrections.license IS 'Licence identifier as in llmeco.models.license, or name as in llmeco.models.license_name, in lower case.';
COMMENT ON COLUMN llmeco.license_corrections.family IS 'Its family, see llmeco.license_families; its terms are what is usual in that, unless the extension gives it the same. unknown: do not compare models of this licence.';
-- take llmeco.license_key llmeco.license_terms llmeco.license_names llmeco.model_licenses
-- replace llmeco.license_families
-- take llmeco.license_compatibility
-- replace llmeco_license_conflicts

-- What was found before by an order of licences stays where it is a conflict.
ALTER TABLE llmeco.conflicts
    ALTER COLUMN path DROP NOT NULL,
    ALTER COLUMN relation DROP NOT NULL,
    ADD COLUMN license text,
    ADD COLUMN ancestor_license text,
    ADD COLUMN kind text,
    ADD COLUMN rule text,
    ADD COLUMN severity text,
    ADD COLUMN depth integer;
UPDATE llmeco.conflicts c
   SET license = m.license, ancestor_license = a.license, depth = cardinality(c.relation),
       kind = CASE WHEN 'adapter' = ANY (c.relation) THEN 'adapter'
                   WHEN 'quantized' = ALL (c.relation) THEN 'quantized'
                   ELSE 'derived' END
  FROM llmeco.model_licenses m, llmeco.model_licenses a
 WHERE m.model_id = c.model_id AND a.model_id = c.ancestor_id;
UPDATE llmeco.conflicts c
   SET rule = x.rule, severity = x.severity
  FROM llmeco.license_compatibility x
 WHERE x.license = c.license AND x.ancestor_license = c.ancestor_license AND x.kind = c.kind;
DELETE FROM llmeco.conflicts WHERE rule IS NULL;
ALTER TABLE llmeco.conflicts
    ALTER COLUMN license SET NOT NULL,
    ALTER COLUMN ancestor_license SET NOT NULL,
    ALTER COLUMN kind SET NOT NULL,
    ALTER COLUMN rule SET NOT NULL,
    ALTER COLUMN severity SET NOT NULL,
    ALTER COLUMN depth SET NOT NULL;
COMMENT ON COLUMN llmeco.conflicts.path IS 'model_ids from the ancestor to the model by the shortest way; NULL: more than 50 derivations.';
COMMENT ON COLUMN llmeco.conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown; NULL: as path.';
COMMENT ON COLUMN llmeco.conflicts.license IS 'Licence of the derived model, of llmeco.license_terms.';
COMMENT ON COLUMN llmeco.conflicts.ancestor_license IS 'Licence of the ancestor.';
COMMENT ON COLUMN llmeco.conflicts.kind IS 'Kind of derivation, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.conflicts.rule IS 'What is broken, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.conflicts.severity IS 'conflict, likely or notice, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.conflicts.depth IS 'Number of derivations from the ancestor to the model by the shortest way.';
CREATE INDEX models_removed_idx ON llmeco.models (model_id) WHERE removed_at IS NOT NULL;
CREATE INDEX models_author_listed_idx ON llmeco.models (model_id) INCLUDE (author_id, removed_at);
-- replace llmeco.license_conflicts
-- take llmeco.license_duties llmeco.license_obligations llmeco_license_obligations

-- ---- refreshes ----

ALTER TABLE llmeco.refresh_seen ALTER COLUMN ids SET STORAGE EXTERNAL;
ALTER TABLE llmeco.refresh_runs
    ADD COLUMN backend_start timestamptz,
    ADD COLUMN changed_late bigint NOT NULL DEFAULT 0,
    ADD COLUMN unavailable text[],
    ADD COLUMN datasets_seen bigint NOT NULL DEFAULT 0,
    ADD COLUMN datasets_new bigint NOT NULL DEFAULT 0,
    ADD COLUMN datasets_changed bigint NOT NULL DEFAULT 0,
    ADD COLUMN papers_seen bigint NOT NULL DEFAULT 0,
    ADD COLUMN papers_changed bigint NOT NULL DEFAULT 0;
-- replace llmeco.refresh_progress
COMMENT ON COLUMN llmeco.refresh_runs.datasets_seen IS 'Dataset records read.';
COMMENT ON COLUMN llmeco.refresh_runs.datasets_new IS 'Datasets inserted, stubs included: those that only models name.';
COMMENT ON COLUMN llmeco.refresh_runs.datasets_changed IS 'Datasets whose row changed, those included that are no longer listed.';
COMMENT ON COLUMN llmeco.refresh_runs.papers_seen IS 'Papers that the Hub told of.';
COMMENT ON COLUMN llmeco.refresh_runs.papers_changed IS 'Papers of which a value changed.';
COMMENT ON COLUMN llmeco.refresh_runs.sources IS 'Sources asked for: models, spaces, datasets, authors, papers, labels, repos.';
COMMENT ON COLUMN llmeco.refresh_cursors.source IS 'models, spaces, datasets, authors, papers, labels or repos.';
COMMENT ON COLUMN llmeco.refresh_errors.source IS 'models, spaces, datasets, authors, papers, labels or repos.';
COMMENT ON COLUMN llmeco.refresh_seen.source IS 'models, spaces or datasets.';
COMMENT ON COLUMN llmeco.refresh_seen.ids IS 'model_id, space_id or dataset_id of those that the run had not seen before.';
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
COMMENT ON COLUMN llmeco.refresh_runs.changed_late IS 'Models, Spaces and datasets that an incremental walk found changed although that change is dated before the time up to which an earlier one had read everything: pushed late, up to three days.';
COMMENT ON COLUMN llmeco.refresh_runs.unavailable IS 'Fields that the Hub refused to give, as models.baseModels or spaces.sdk, or that no record of an import''s first page has: the run went on without them, and what the tables have of them stays; NULL: none.';
COMMENT ON TABLE llmeco.refresh_runs IS 'One row per refresh (llmeco_refresh, llmeco_refresh_all) or import (llmeco_import): what it read and changed.';
COMMENT ON COLUMN llmeco.refresh_runs.scope IS 'all or top:N; query: of an import.';
COMMENT ON COLUMN llmeco.refresh_runs.mode IS 'auto, incremental or full, as asked for; import: of llmeco_import().';
COMMENT ON COLUMN llmeco.refresh_runs.pages IS 'Answers read; of an import, each 1,000 rows of its query.';
COMMENT ON COLUMN llmeco.refresh_errors.item IS 'Name or position of the record in the page, of an import the number of its row in the query, from 1; NULL: the page as a whole.';
COMMENT ON TABLE llmeco.refresh_errors IS 'One row per page, record or field that refreshes could not read or did not take as given, and why; the same problem of the same record, met again, is counted in its row. llmeco_prune() deletes old ones.';
COMMENT ON COLUMN llmeco.refresh_errors.run_id IS 'llmeco.refresh_runs.run_id of the last run that met it.';
COMMENT ON COLUMN llmeco.refresh_errors.at IS 'When it was last met.';
COMMENT ON COLUMN llmeco.refresh_errors.first_seen IS 'When it was first met.';
COMMENT ON COLUMN llmeco.refresh_errors.last_seen IS 'When it was last met, as at.';
COMMENT ON COLUMN llmeco.refresh_errors.times IS 'How often it was met. A model for which the Hub answers 401, 403, 404, 410 or 451 is asked for again 1, 2, 4, 8, 16, then each 30 days later.';
COMMENT ON COLUMN llmeco.refresh_errors.kind IS 'What went wrong, one word: network, http, size, refused, memory, syntax, type, missing, name, text, range, relation, self_loop, duplicate, link (next page), repeat (a listing that goes in a circle, or on without a record), limit (more were not recorded), negative, empty (a file of OpenDigger that has nothing), url, unlisted (not listed by a walk that may not have seen all; not marked as removed), clock (a time that was yet to come counts as never).';
ALTER TABLE llmeco.repos
    ADD COLUMN no_durations_at timestamptz,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN llmeco.repos.changed_at IS 'When name, number, is_tracked or exported_at last changed, or the row came, and not when OpenDigger was merely asked for it; exported_at changes with its metrics; of a row that is older than llmeco 1.2.0 and has not changed since, when the extension was updated to that. For incremental extraction: sql/ADMIN.md.';
COMMENT ON COLUMN llmeco.repos.no_durations_at IS 'When an export was read whose six files of durations, which OpenDigger no longer writes, were missing or ended more than a year before: they are asked for again 180 days later, or in mode full; NULL: they are asked for.';
-- take llmeco.dataset_snapshots llmeco.model_events llmeco.refresh_status llmeco_prune
-- take llmeco_import llmeco_import_snapshots

COMMENT ON COLUMN llmeco.refresh_cursors.step IS 'A walk: walk (all of the listing, or the list of scope top:N), newest, modified, others; or a time: created_at, modified_at, missed, public; or done:MODE, of a source that was read to its end by a run that was not through with others.';
COMMENT ON COLUMN llmeco.refresh_cursors.watermark IS 'Of a walk the newest time seen so far; of steps created_at and modified_at the time up to which everything was read, where mode incremental ends; of missed when a full walk was not believed; of public since when private models, Spaces or datasets are left out; NULL: none.';

-- ---- ids that others may hold ----

-- take llmeco.model_redirects llmeco.repo_redirects llmeco.model_ids llmeco.repo_ids

-- ---- names that case does not tell apart, and texts that are no names ----

ALTER TABLE llmeco.model_edges
    DROP CONSTRAINT model_edges_provenance_check,
    ADD CONSTRAINT model_edges_provenance_check CHECK (provenance IN ('hub', 'tag', 'card', 'repaired', 'manual'));
ALTER TABLE llmeco.edge_corrections
    DROP CONSTRAINT edge_corrections_hub_provenance_check,
    ADD CONSTRAINT edge_corrections_hub_provenance_check CHECK (hub_provenance IN ('hub', 'tag', 'card', 'repaired'));
-- take llmeco.unresolved_parents llmeco.placeholders

-- Models without an _id, which only others named: by what is a placeholder, is a
-- path, or, behind base_model:, stood behind a colon that no relation was before.
-- The texts are kept, but where the next full walk finds out what they mean.
CREATE TABLE llmeco.upgraded_edges AS
WITH stubs AS (
    SELECT m.model_id, m.name, p.text IS NOT NULL OR m.name ~ '^[._-]+(/|$)' OR m.name ~ '/[._-]+$' AS is_text
      FROM llmeco.models m
      LEFT JOIN llmeco.placeholders p ON p.text = lower(m.name COLLATE "C")
     WHERE m.hub_id IS NULL AND m.fetched_at IS NULL)
SELECT e.parent_id, e.child_id, s.name AS text
  FROM stubs s
  JOIN llmeco.model_edges e ON e.parent_id = s.model_id
 WHERE s.is_text AND e.provenance <> 'manual'
UNION
SELECT e.parent_id, e.child_id, t.text
  FROM stubs s
  JOIN llmeco.model_edges e ON e.parent_id = s.model_id
  JOIN llmeco.models c ON c.model_id = e.child_id
 CROSS JOIN LATERAL (SELECT substr(g.tag, length('base_model:') + 1) AS text
                       FROM unnest(c.tags) g (tag)
                      WHERE g.tag LIKE 'base_model:%:%'
                        AND substr(g.tag, length(g.tag) - length(s.name)) = ':' || s.name) t
 WHERE e.provenance = 'tag'
   AND t.text !~ '^(finetune|adapter|merge|quantized|unknown):'
   AND split_part(t.text, ':', 1) || ':' || s.name = t.text
   AND NOT ('base_model:' || s.name = ANY (c.tags));
DELETE FROM llmeco.model_edges e
 USING llmeco.upgraded_edges u
 WHERE e.parent_id = u.parent_id AND e.child_id = u.child_id;
INSERT INTO llmeco.unresolved_parents (child_id, first_seen, text)
SELECT DISTINCT u.child_id, now(), left(u.text, 500)
  FROM llmeco.upgraded_edges u
 WHERE u.text !~ '^[^/:]+/[^/:]+:';

-- One row a name: that with an _id, else listed, else read, else the first. Two
-- _ids are two repositories: one of them no longer has the name. Users' keys may
-- refer to a row: it stays, as NAME#ID.
CREATE TABLE llmeco.upgraded_models AS
SELECT r.model_id AS id, r.name, r.kept, r.hub_id IS NOT NULL AND r.kept_hub_id IS NOT NULL AS is_other
  FROM (SELECT m.model_id, m.hub_id, m.name,
               first_value(m.model_id) OVER same AS kept,
               first_value(m.hub_id) OVER same AS kept_hub_id
          FROM llmeco.models m
        WINDOW same AS (PARTITION BY lower(m.name COLLATE "C")
                            ORDER BY m.hub_id IS NULL, m.removed_at IS NOT NULL, m.fetched_at IS NULL, m.model_id)) r
 WHERE r.model_id <> r.kept;
UPDATE llmeco.models m
   SET name = m.name || '#' || m.hub_id, removed_at = coalesce(m.removed_at, now())
  FROM llmeco.upgraded_models u
 WHERE u.is_other AND m.model_id = u.id;
DELETE FROM llmeco.upgraded_models WHERE is_other;
INSERT INTO llmeco.model_edges AS e (parent_id, child_id, weight, relation, provenance)
SELECT DISTINCT ON (1, 2)
       coalesce(p.kept, o.parent_id), coalesce(c.kept, o.child_id), o.weight, o.relation, o.provenance
  FROM llmeco.model_edges o
  LEFT JOIN llmeco.upgraded_models p ON p.id = o.parent_id
  LEFT JOIN llmeco.upgraded_models c ON c.id = o.child_id
 WHERE (p.id IS NOT NULL OR c.id IS NOT NULL)
   AND coalesce(p.kept, o.parent_id) <> coalesce(c.kept, o.child_id)
 ORDER BY 1, 2, o.provenance <> 'manual', o.relation = 'unknown', o.parent_id, o.child_id
    ON CONFLICT (parent_id, child_id) DO UPDATE
   SET weight = EXCLUDED.weight, relation = EXCLUDED.relation, provenance = EXCLUDED.provenance
 WHERE EXCLUDED.provenance = 'manual' AND e.provenance <> 'manual';
DELETE FROM llmeco.model_edges e USING llmeco.upgraded_models u WHERE e.parent_id = u.id;
DELETE FROM llmeco.model_edges e USING llmeco.upgraded_models u WHERE e.child_id = u.id;
INSERT INTO llmeco.edge_corrections (parent_id, child_id, corrected_at, is_parent, corrected_by, hub_relation, hub_provenance)
SELECT DISTINCT ON (1, 2)
       coalesce(p.kept, o.parent_id), coalesce(c.kept, o.child_id), o.corrected_at, o.is_parent, o.corrected_by, o.hub_relation,
       o.hub_provenance
  FROM llmeco.edge_corrections o
  LEFT JOIN llmeco.upgraded_models p ON p.id = o.parent_id
  LEFT JOIN llmeco.upgraded_models c ON c.id = o.child_id
 WHERE (p.id IS NOT NULL OR c.id IS NOT NULL)
   AND coalesce(p.kept, o.parent_id) <> coalesce(c.kept, o.child_id)
 ORDER BY 1, 2, o.corrected_at DESC
    ON CONFLICT (parent_id, child_id) DO NOTHING;
DELETE FROM llmeco.edge_corrections e USING llmeco.upgraded_models u WHERE e.parent_id = u.id;
DELETE FROM llmeco.edge_corrections e USING llmeco.upgraded_models u WHERE e.child_id = u.id;
DELETE FROM llmeco.model_edges e
 USING llmeco.edge_corrections c, llmeco.upgraded_models u
 WHERE u.kept IN (c.parent_id, c.child_id) AND NOT c.is_parent
   AND e.parent_id = c.parent_id AND e.child_id = c.child_id;
INSERT INTO llmeco.space_models (space_id, model_id)
SELECT DISTINCT s.space_id, u.kept
  FROM llmeco.space_models s
  JOIN llmeco.upgraded_models u ON u.id = s.model_id
    ON CONFLICT (space_id, model_id) DO NOTHING;
DELETE FROM llmeco.space_models s USING llmeco.upgraded_models u WHERE s.model_id = u.id;

-- Of old names, the last one seen; none that another model has.
UPDATE llmeco.model_aliases a SET model_id = u.kept FROM llmeco.upgraded_models u WHERE a.model_id = u.id;
DELETE FROM llmeco.model_aliases a
 USING llmeco.model_aliases b
 WHERE lower(a.name COLLATE "C") = lower(b.name COLLATE "C")
   AND (a.seen_at, a.name COLLATE "C") < (b.seen_at, b.name COLLATE "C");
DELETE FROM llmeco.model_aliases a
 USING llmeco.models m
 WHERE lower(a.name COLLATE "C") = lower(m.name COLLATE "C")
   AND a.model_id <> m.model_id
   AND NOT EXISTS (SELECT FROM llmeco.upgraded_models u WHERE u.id = m.model_id);
CREATE UNIQUE INDEX model_aliases_lower_name_idx ON llmeco.model_aliases (lower(name COLLATE "C"));
INSERT INTO llmeco.model_aliases (name, model_id, seen_at)
SELECT u.name, u.kept, now()
  FROM llmeco.upgraded_models u
 ORDER BY u.id
    ON CONFLICT DO NOTHING;

CREATE TABLE llmeco.upgraded_authors AS
SELECT r.author_id AS id, r.kept
  FROM (SELECT a.author_id,
               first_value(a.author_id) OVER (PARTITION BY lower(a.name COLLATE "C")
                                                  ORDER BY a.hub_id IS NULL, a.fetched_at IS NULL, a.author_id) AS kept
          FROM llmeco.authors a) r
 WHERE r.author_id <> r.kept;
UPDATE llmeco.models m SET author_id = u.kept FROM llmeco.upgraded_authors u WHERE m.author_id = u.id;
UPDATE llmeco.spaces s SET author_id = u.kept FROM llmeco.upgraded_authors u WHERE s.author_id = u.id;

INSERT INTO llmeco.model_redirects (former_id, model_id, redirected_at)
SELECT u.id, u.kept, now() FROM llmeco.upgraded_models u;

DO $$
DECLARE
    referenced CONSTANT text[] := ARRAY(SELECT c.confrelid::regclass::text FROM pg_constraint c
                                         WHERE c.contype = 'f'
                                           AND c.confrelid IN ('llmeco.models'::regclass, 'llmeco.authors'::regclass));
    loose CONSTANT text := 'NOT EXISTS (SELECT FROM llmeco.model_edges e WHERE e.parent_id = m.model_id)
                            AND NOT EXISTS (SELECT FROM llmeco.model_edges e WHERE e.child_id = m.model_id)
                            AND NOT EXISTS (SELECT FROM llmeco.space_models s WHERE s.model_id = m.model_id)
                            AND EXISTS (SELECT FROM llmeco.upgraded_edges u WHERE u.parent_id = m.model_id)';
BEGIN
    IF 'llmeco.models' = ANY (referenced) THEN
        UPDATE llmeco.models m
           SET name = m.name || '#' || m.model_id, removed_at = coalesce(m.removed_at, now())
          FROM llmeco.upgraded_models u
         WHERE m.model_id = u.id;
        EXECUTE 'UPDATE llmeco.models m SET removed_at = coalesce(m.removed_at, now()) WHERE ' || loose;
    ELSE
        DELETE FROM llmeco.models m USING llmeco.upgraded_models u WHERE m.model_id = u.id;
        EXECUTE 'DELETE FROM llmeco.models m WHERE ' || loose;
    END IF;
    IF 'llmeco.authors' = ANY (referenced) THEN
        UPDATE llmeco.authors a
           SET name = a.name || '#' || a.author_id
          FROM llmeco.upgraded_authors u
         WHERE a.author_id = u.id;
    ELSE
        DELETE FROM llmeco.authors a USING llmeco.upgraded_authors u WHERE a.author_id = u.id;
    END IF;
END
$$;
DROP TABLE llmeco.upgraded_edges, llmeco.upgraded_models, llmeco.upgraded_authors;
CREATE UNIQUE INDEX models_lower_name_idx ON llmeco.models (lower(name COLLATE "C"));
CREATE UNIQUE INDEX authors_lower_name_idx ON llmeco.authors (lower(name COLLATE "C"));
ALTER INDEX llmeco.models_lower_name_idx ALTER COLUMN 1 SET STATISTICS 0;
ALTER INDEX llmeco.authors_lower_name_idx ALTER COLUMN 1 SET STATISTICS 0;
ALTER TABLE llmeco.models
    ALTER COLUMN hub_id SET STATISTICS 0,
    ALTER COLUMN sha SET STATISTICS 0;

-- Whose name another repository has is no longer listed, as far as is known.
UPDATE llmeco.models SET removed_at = now()
 WHERE removed_at IS NULL AND right(name, length(hub_id) + 1) = '#' || hub_id;
UPDATE llmeco.spaces SET removed_at = now()
 WHERE removed_at IS NULL AND right(name, length(hub_id) + 1) = '#' || hub_id;

COMMENT ON COLUMN llmeco.authors.name IS 'The name in URLs, as the Hub spells it: the part of a model''s name before the slash. Case does not tell names apart.';
COMMENT ON COLUMN llmeco.models.name IS 'Current name, author/name, as the Hub spells it; case does not tell names apart. NAME#HUB_ID: that name is now another repository''s.';
COMMENT ON COLUMN llmeco.models.removed_at IS 'When a complete walk of the Hub no longer listed the model, or another repository was listed under its name, or it was found to be private (llmeco.include_private), or, of a stub, when the Hub said that it has none of that name; NULL: listed, or not asked. A removed model takes no part in influence: no score, no rank, no Spaces; derivations from or to it pass nothing on and are in no mean. Listed again, it is back.';
COMMENT ON COLUMN llmeco.model_aliases.name IS 'The old or other name; case does not tell names apart.';
COMMENT ON COLUMN llmeco.model_edges.provenance IS 'Where the derivation was read: hub (baseModels), tag (base_model:...), card (base_model in the model card), repaired (any of these, where the author wrote a path, an address or the like and what it means is plain) or manual (entered by hand).';
COMMENT ON COLUMN llmeco.edge_corrections.hub_provenance IS 'Where the Hub says so: hub, tag, card or repaired; NULL: it does not.';
COMMENT ON TABLE llmeco.model_aliases IS 'One row per old or other name of a model: a name that led to a model with another current name, or with that name in another spelling.';

-- ---- since when a derivation or a use is known ----

-- From here on: what is there, or was moved above, stays without.
ALTER TABLE llmeco.model_edges ALTER COLUMN first_seen_at SET DEFAULT pg_catalog.now();
ALTER TABLE llmeco.space_models ALTER COLUMN first_seen_at SET DEFAULT pg_catalog.now();
DROP INDEX llmeco.space_models_model_id_idx;
CREATE INDEX space_models_model_id_idx ON llmeco.space_models (model_id, space_id);
COMMENT ON COLUMN llmeco.model_edges.first_seen_at IS 'When a refresh first read the derivation, or it was entered by hand; of one that was gone meanwhile, when it was back; NULL: it was there before llmeco 1.2.0.';
COMMENT ON COLUMN llmeco.space_models.first_seen_at IS 'When a refresh first read that the Space uses it; of a use that was gone meanwhile, when it was back; NULL: it was there before llmeco 1.2.0.';

-- It returns more columns: to PostgreSQL another function.
ALTER FUNCTION @extschema@.llmeco_refresh(text[], text, text, integer, integer) RENAME TO llmeco_refresh_before_1_2;
-- take llmeco_refresh
CREATE PROCEDURE @extschema@.llmeco_refresh_all(
    sources text,
    scope text DEFAULT NULL,
    mode text DEFAULT 'auto',
    max_seconds integer DEFAULT 600,
    max_requests integer DEFAULT NULL)
AS 'MODULE_PATHNAME', 'llmeco_refresh_all'
LANGUAGE C;
COMMENT ON PROCEDURE @extschema@.llmeco_refresh_all(text, text, text, integer, integer) IS 'The same of one source.';
REVOKE EXECUTE ON PROCEDURE @extschema@.llmeco_refresh_all(text, text, text, integer, integer) FROM PUBLIC;

-- ---- functions that were made anew ----

-- Rights on them stay, as the user's, and what something of the user's depends on
-- stays, under another name.
DO $$
DECLARE
    func record;
    granted record;
BEGIN
    FOR func IN
        SELECT n.proname AS name, n.oid AS number, n.oid::regprocedure AS now, o.oid::regprocedure AS before, i.initprivs AS own
          FROM pg_proc o
          JOIN pg_proc n ON n.pronamespace = o.pronamespace AND n.proname || '_before_1_2' = o.proname
                        AND n.proargtypes[0] = o.proargtypes[0]
          LEFT JOIN pg_init_privs i ON i.classoid = 'pg_proc'::regclass AND i.objoid = n.oid
         WHERE o.pronamespace = '@extschema@'::regnamespace
           AND n.proname IN ('llmeco_refresh', 'llmeco_influence', 'llmeco_influence_into', 'llmeco_update_influence')
    LOOP
        FOR granted IN
            SELECT a.is_grantable, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS role
              FROM pg_proc p
             CROSS JOIN aclexplode(p.proacl) a
             WHERE p.oid = func.before AND a.grantee <> p.proowner
        LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s%s', func.now, granted.role,
                           CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        UPDATE pg_init_privs i SET initprivs = func.own WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = func.number;
        EXECUTE format('ALTER EXTENSION llmeco DROP FUNCTION %s', func.before);
        BEGIN
            EXECUTE format('DROP FUNCTION %s', func.before);
        EXCEPTION WHEN dependent_objects_still_exist THEN
            RAISE WARNING 'objects that call %() call % now', func.name, func.before
                USING HINT = format('Have them call %s(), then drop it.', func.name);
        END;
    END LOOP;
END
$$;

-- ---- names of schemas that can be changed ----

-- take llmeco.require_coordinator
-- take llmeco.suggestions llmeco.suggested_parents llmeco_accept_parents llmeco_withdraw_parents
-- replace llmeco_update_checks
-- replace llmeco_prune_snapshots llmeco_distribute
-- replace llmeco.growth_periods

-- ---- new tables, views and functions ----

-- take llmeco.model_daily llmeco.dataset_daily llmeco.influence_daily llmeco.family_daily llmeco_grant
-- take llmeco.model_languages llmeco.model_tags llmeco.parents llmeco.repo_months llmeco_version
-- take llmeco.model_names llmeco.url_encode llmeco.model_architecture
-- take llmeco.bom_models llmeco.bom_cyclonedx llmeco.bom_spdx llmeco.bom llmeco_bom

-- ---- what changes, and who wants to know ----

COMMENT ON FUNCTION @extschema@.llmeco_partition(date) IS 'The partition of llmeco.model_snapshots for the month that a day is in, made if it is not there, as are those of llmeco.dataset_snapshots and model_events. Needs INSERT on llmeco.model_snapshots.';
-- take llmeco_impact llmeco.event_impact llmeco.name_risks llmeco.watch_list llmeco.watches llmeco.watched_events

-- ---- datasets and papers ----

-- take llmeco.dataset_ranking llmeco.dataset_licenses llmeco.inherited_datasets llmeco.paper_ranking

-- As src/store/model_uses.c makes them of tags; what is no name is left out.
INSERT INTO llmeco.datasets (name)
SELECT DISTINCT ON (lower(u.name COLLATE "C")) u.name
  FROM (SELECT DISTINCT substr(t.tag, length('dataset:') + 1) AS name
          FROM llmeco.models m
         CROSS JOIN LATERAL unnest(m.tags) t (tag)
         WHERE t.tag LIKE 'dataset:%') u
 WHERE u.name !~ '(^|/)[.]{0,2}(/|$)|[\x01-\x1f\x7f#]' AND octet_length(u.name) <= 512
 ORDER BY lower(u.name COLLATE "C"), u.name COLLATE "C";
INSERT INTO llmeco.model_datasets (model_id, dataset_id, first_seen_at)
SELECT DISTINCT m.model_id, d.dataset_id, NULL::timestamptz
  FROM llmeco.models m
 CROSS JOIN LATERAL unnest(m.tags) t (tag)
  JOIN llmeco.datasets d ON lower(d.name COLLATE "C") = lower(substr(t.tag, length('dataset:') + 1) COLLATE "C")
 WHERE t.tag LIKE 'dataset:%';
INSERT INTO llmeco.model_papers (model_id, arxiv_id, first_seen_at)
SELECT DISTINCT m.model_id, p.parts[1], NULL::timestamptz
  FROM llmeco.models m
 CROSS JOIN LATERAL unnest(m.tags) t (tag)
 CROSS JOIN LATERAL regexp_matches(t.tag COLLATE "C", '^arxiv:([0-9]{4}[.][0-9]{4,5}|[A-Za-z.-]{1,20}/[0-9]{7})(v[0-9]+)?$') p (parts)
 WHERE t.tag LIKE 'arxiv:%' AND p.parts[1] NOT IN (SELECT i.arxiv_id FROM llmeco.ignored_papers i);

-- ---- growth in percent, and by downloads of the period ----

ALTER TABLE llmeco.rising
    ADD COLUMN percent double precision,
    DROP CONSTRAINT rising_measure_check,
    ADD CONSTRAINT rising_measure_check CHECK (measure IN ('downloads', 'likes', 'rank', 'downloads_all_time', 'downloads_percent', 'likes_percent'));
UPDATE llmeco.rising
   SET percent = 100.0::float8 * gain / greatest(before, CASE measure WHEN 'downloads' THEN 1000 ELSE 100 END)
 WHERE measure <> 'rank' AND before > 0;
COMMENT ON COLUMN llmeco.rising.measure IS 'downloads, likes, rank or downloads_all_time; downloads_percent or likes_percent: by percent.';
COMMENT ON COLUMN llmeco.rising.percent IS 'gain in percent of before, or of 1,000 downloads or 100 likes where that is less; NULL: of rank, or the model was created after since.';
-- replace llmeco.model_growth llmeco.rising_models

-- ---- removed models take no part in influence ----

-- Those that are scored lose it with the next llmeco_update_influence().
-- replace llmeco.network_nodes llmeco.network_edges llmeco.influence_terms
COMMENT ON COLUMN llmeco.influence_runs.models IS 'Models scored: those that were listed.';

-- ---- Spaces from before March 2022 are as old as the Hub's placeholder says ----

-- Nothing else was read as no date. Their next reading has its seconds.
UPDATE llmeco.spaces SET created_at = '2022-03-02 23:29:04+00' WHERE created_at IS NULL AND fetched_at IS NOT NULL;
COMMENT ON COLUMN llmeco.spaces.created_at IS 'When the Space was created (createdAt); of one from before March 2022 the Hub''s placeholder, 2022-03-02; NULL: not given.';

-- ---- languages: all of ISO 639, and words that are rather something else ----

-- Names by hand are those of the view that was the list.
-- take llmeco.language_codes
INSERT INTO llmeco.language_codes (code, language, name_en, name_zh)
SELECT l.code, l.language, l.name_en, l.name_zh FROM llmeco.languages l;
-- replace llmeco.languages
-- take llmeco.ambiguous_languages llmeco.dropped_languages
COMMENT ON COLUMN llmeco.models.languages IS 'Languages from card and tags: ISO 639 codes (and code, multilingual), in the order given, without region. An ambiguous word (llmeco.ambiguous_languages) counts only with a sign that the language is meant.';

-- What fetch/hub/model_languages.c makes of the tags, which is where languages
-- were read from: rows of tags that are languages, with nothing else between them.
-- Of scripts the commonest; a full walk knows all.
WITH word AS (
    SELECT m.model_id, t.place, c.code, (a.word IS NOT NULL AND t.tag = c.code) AS is_ambiguous,
           (a.needs_card IS TRUE AND t.tag = c.code) AS needs_card,
           t.place - row_number() OVER (PARTITION BY m.model_id ORDER BY t.place) AS together
      FROM llmeco.models m
     CROSS JOIN LATERAL unnest(m.tags) WITH ORDINALITY t (tag, place)
      JOIN llmeco.language_codes c
        ON c.code = CASE WHEN t.tag ~ '^[A-Za-z]{2,3}([-_](Latn|Cyrl|Arab|Deva|Hans|Hant))?([-_]([A-Za-z]{2}|419))?$'
                         THEN lower(substring(t.tag COLLATE "C" FROM '^[A-Za-z]+')) ELSE t.tag END
       AND (t.tag ~ '[-_]' OR t.tag = c.code)
      LEFT JOIN llmeco.ambiguous_languages a ON a.word = c.code
     WHERE m.fetched_at IS NOT NULL
), run AS (
    SELECT model_id, together, count(DISTINCT code) AS sure, min(place) AS first_sure
      FROM word
     WHERE NOT is_ambiguous AND length(code) <= 3
     GROUP BY model_id, together
), first AS (
    SELECT w.model_id, w.code, min(w.place) AS place
      FROM word w
      LEFT JOIN run r ON r.model_id = w.model_id AND r.together = w.together
     WHERE NOT w.is_ambiguous OR (r.sure > 1 AND r.first_sure < w.place AND NOT w.needs_card)
     GROUP BY w.model_id, w.code
), found AS (
    SELECT m.model_id, coalesce(f.languages, '{}') AS languages
      FROM llmeco.models m
      LEFT JOIN (SELECT model_id, array_agg(code ORDER BY place) AS languages FROM first GROUP BY model_id) f
        ON f.model_id = m.model_id
)
UPDATE llmeco.models m SET languages = f.languages
  FROM found f
 WHERE f.model_id = m.model_id AND m.fetched_at IS NOT NULL AND m.tags <> '{}' AND f.languages <> m.languages;
