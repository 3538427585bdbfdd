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

-- ---- new tables, views and functions ----

-- take llmeco_grant
