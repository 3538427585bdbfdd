-- 1.0.0 to 1.1.0.

\echo Use "ALTER EXTENSION llmeco UPDATE" to load this file. \quit

-- As in the install script: names mean what is PostgreSQL's own.
SET LOCAL search_path = pg_catalog, pg_temp;

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

-- Derivations corrected by hand (src/corrections.c). What counts is in
-- llmeco.model_edges alone: one that was removed is not there.

CREATE TABLE llmeco.edge_corrections (
    parent_id bigint NOT NULL,
    child_id bigint NOT NULL,
    corrected_at timestamptz NOT NULL,
    is_parent boolean NOT NULL,
    corrected_by text NOT NULL,
    hub_relation text CHECK (hub_relation IN ('finetune', 'adapter', 'merge', 'quantized', 'unknown')),
    hub_provenance text CHECK (hub_provenance IN ('hub', 'tag', 'card')),
    PRIMARY KEY (parent_id, child_id),
    CHECK ((hub_relation IS NULL) = (hub_provenance IS NULL))
);
CREATE INDEX edge_corrections_child_id_idx ON llmeco.edge_corrections (child_id);
COMMENT ON TABLE llmeco.edge_corrections IS 'One row per derivation that was corrected by hand (llmeco_set_parent, llmeco_unset_parent), which no refresh undoes.';
COMMENT ON COLUMN llmeco.edge_corrections.parent_id IS 'llmeco.models.model_id of the base model.';
COMMENT ON COLUMN llmeco.edge_corrections.child_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.edge_corrections.corrected_at IS 'When it was last corrected.';
COMMENT ON COLUMN llmeco.edge_corrections.is_parent IS 'true: a derivation, in llmeco.model_edges with provenance manual; false: none, and not there.';
COMMENT ON COLUMN llmeco.edge_corrections.corrected_by IS 'Role that did so.';
COMMENT ON COLUMN llmeco.edge_corrections.hub_relation IS 'How the Hub says that they are related, as of the last refresh that read the derived model; NULL: it does not.';
COMMENT ON COLUMN llmeco.edge_corrections.hub_provenance IS 'Where the Hub says so: hub, tag or card; NULL: it does not.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.edge_corrections', '');
-- What licences permit. The licences that the Hub knows are a view, not rows of
-- a table: a dump holds what users corrected, and a later version of the
-- extension can bring a longer list.

CREATE TABLE llmeco.license_corrections (
    license text PRIMARY KEY CHECK (license <> '' AND license = pg_catalog.lower(license)),
    family text NOT NULL CHECK (family IN (
        'public-domain',
        'permissive',
        'weak-copyleft',
        'share-alike',
        'strong-copyleft',
        'use-restricted',
        'community',
        'no-derivatives',
        'non-commercial',
        'research-only',
        'proprietary',
        'unknown'))
);
COMMENT ON TABLE llmeco.license_corrections IS 'One row per licence whose family a user of the extension set: it goes before that in llmeco.default_licenses. Yours to write; nothing else does.';
COMMENT ON COLUMN llmeco.license_corrections.license IS 'Licence identifier as in llmeco.models.license, in lower case.';
COMMENT ON COLUMN llmeco.license_corrections.family IS 'Its family, see llmeco.license_families; unknown: do not compare models of this licence.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.license_corrections', '');

CREATE VIEW llmeco.default_licenses (license, family) AS VALUES
    ('0bsd', 'public-domain'),
    ('cc0-1.0', 'public-domain'),
    ('pddl', 'public-domain'),
    ('unlicense', 'public-domain'),
    ('afl-3.0', 'permissive'),
    ('apache-2.0', 'permissive'),
    ('apple-ascl', 'permissive'),
    ('artistic-2.0', 'permissive'),
    ('bsd', 'permissive'),
    ('bsd-2-clause', 'permissive'),
    ('bsd-3-clause', 'permissive'),
    ('bsd-3-clause-clear', 'permissive'),
    ('bsl-1.0', 'permissive'),
    ('cc-by-2.0', 'permissive'),
    ('cc-by-2.5', 'permissive'),
    ('cc-by-3.0', 'permissive'),
    ('cc-by-4.0', 'permissive'),
    ('cdla-permissive-1.0', 'permissive'),
    ('cdla-permissive-2.0', 'permissive'),
    ('ecl-2.0', 'permissive'),
    ('etalab-2.0', 'permissive'),
    ('isc', 'permissive'),
    ('mit', 'permissive'),
    ('mit-0', 'permissive'),
    ('ncsa', 'permissive'),
    ('odc-by', 'permissive'),
    ('openmdw-1.0', 'permissive'),
    ('postgresql', 'permissive'),
    ('wtfpl', 'permissive'),
    ('zlib', 'permissive'),
    ('epl-1.0', 'weak-copyleft'),
    ('epl-2.0', 'weak-copyleft'),
    ('eupl-1.1', 'weak-copyleft'),
    ('eupl-1.2', 'weak-copyleft'),
    ('lgpl', 'weak-copyleft'),
    ('lgpl-2.1', 'weak-copyleft'),
    ('lgpl-3.0', 'weak-copyleft'),
    ('lgpl-lr', 'weak-copyleft'),
    ('lppl-1.3c', 'weak-copyleft'),
    ('mpl-2.0', 'weak-copyleft'),
    ('ms-pl', 'weak-copyleft'),
    ('ofl-1.1', 'weak-copyleft'),
    ('cc-by-sa-2.0', 'share-alike'),
    ('cc-by-sa-3.0', 'share-alike'),
    ('cc-by-sa-4.0', 'share-alike'),
    ('cdla-sharing-1.0', 'share-alike'),
    ('gfdl', 'share-alike'),
    ('odbl', 'share-alike'),
    ('agpl-3.0', 'strong-copyleft'),
    ('gpl', 'strong-copyleft'),
    ('gpl-2.0', 'strong-copyleft'),
    ('gpl-3.0', 'strong-copyleft'),
    ('osl-3.0', 'strong-copyleft'),
    ('bigcode-openrail-m', 'use-restricted'),
    ('bigscience-bloom-rail-1.0', 'use-restricted'),
    ('bigscience-openrail-m', 'use-restricted'),
    ('creativeml-openrail-m', 'use-restricted'),
    ('openrail', 'use-restricted'),
    ('openrail++', 'use-restricted'),
    ('gemma', 'community'),
    ('grok2-community', 'community'),
    ('llama2', 'community'),
    ('llama3', 'community'),
    ('llama3.1', 'community'),
    ('llama3.2', 'community'),
    ('llama3.3', 'community'),
    ('llama4', 'community'),
    ('cc-by-nd-4.0', 'no-derivatives'),
    ('cc-by-nc-2.0', 'non-commercial'),
    ('cc-by-nc-3.0', 'non-commercial'),
    ('cc-by-nc-4.0', 'non-commercial'),
    ('cc-by-nc-nd-3.0', 'non-commercial'),
    ('cc-by-nc-nd-4.0', 'non-commercial'),
    ('cc-by-nc-sa-2.0', 'non-commercial'),
    ('cc-by-nc-sa-3.0', 'non-commercial'),
    ('cc-by-nc-sa-4.0', 'non-commercial'),
    ('apple-amlr', 'research-only'),
    ('deepfloyd-if-license', 'research-only'),
    ('fair-noncommercial-research-license', 'research-only'),
    ('h-research', 'research-only'),
    ('intel-research', 'research-only'),
    ('c-uda', 'unknown'),
    ('cc', 'unknown'),
    ('other', 'unknown'),
    ('unknown', 'unknown');
COMMENT ON VIEW llmeco.default_licenses IS 'One row per licence identifier of the Hub (key: license), with the family that the extension gives it.';
COMMENT ON COLUMN llmeco.default_licenses.license IS 'Licence identifier, as apache-2.0.';
COMMENT ON COLUMN llmeco.default_licenses.family IS 'Its family, see llmeco.license_families.';

CREATE VIEW llmeco.license_families AS
SELECT COALESCE(c.license, d.license) AS license,
       COALESCE(c.family, d.family) AS family,
       CASE COALESCE(c.family, d.family)
            WHEN 'public-domain' THEN 10
            WHEN 'permissive' THEN 9
            WHEN 'weak-copyleft' THEN 8
            WHEN 'share-alike' THEN 7
            WHEN 'strong-copyleft' THEN 6
            WHEN 'use-restricted' THEN 5
            WHEN 'community' THEN 4
            WHEN 'no-derivatives' THEN 3
            WHEN 'non-commercial' THEN 2
            WHEN 'research-only' THEN 1
            WHEN 'proprietary' THEN 0
        END AS permissiveness,
       c.license IS NULL AS is_default
  FROM llmeco.default_licenses d
  FULL JOIN llmeco.license_corrections c ON c.license OPERATOR(pg_catalog.=) d.license;
COMMENT ON VIEW llmeco.license_families IS 'One row per licence identifier (key: license): its family, from llmeco.license_corrections where that has one. A reading of licences for a first look, no legal advice.';
COMMENT ON COLUMN llmeco.license_families.license IS 'Licence identifier in lower case, as apache-2.0.';
COMMENT ON COLUMN llmeco.license_families.family IS 'public-domain; permissive; weak-copyleft (changes of the work itself); share-alike (CC BY-SA and the like); strong-copyleft; use-restricted (RAIL: for any purpose but those listed); community (a company''s terms, as Llama''s and Gemma''s); no-derivatives; non-commercial; research-only; proprietary; unknown (any terms, as the Hub''s other).';
COMMENT ON COLUMN llmeco.license_families.permissiveness IS '10 for public-domain, the most permissive family, to 0 for proprietary, in the order of family; NULL: unknown, never compared.';
COMMENT ON COLUMN llmeco.license_families.is_default IS 'Whether the family is that of llmeco.default_licenses.';
-- Corrections of the lineage by hand. As with llmeco_refresh(), nobody but a
-- superuser may call these until EXECUTE is granted.

CREATE FUNCTION @extschema@.llmeco_set_parent(
    child text,
    parent text,
    relation text DEFAULT 'finetune')
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_set_parent IS 'Enters by hand that a model was derived from another, and how (finetune, adapter, merge, quantized or unknown), whatever the Hub says. Old names are understood. A derivation that closes a cycle is entered, with a NOTICE.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_set_parent FROM PUBLIC;

CREATE FUNCTION @extschema@.llmeco_unset_parent(
    child text,
    parent text)
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_unset_parent IS 'Removes by hand a derivation between two models, whatever the Hub says.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_unset_parent FROM PUBLIC;

CREATE FUNCTION @extschema@.llmeco_reset_parent(
    child text,
    parent text)
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_reset_parent IS 'Takes back what llmeco_set_parent or llmeco_unset_parent did to a derivation: it is again as the Hub says.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_reset_parent FROM PUBLIC;
-- Influence as a table of one's own. It makes tables, so nobody but a superuser
-- may call it until EXECUTE is granted.

CREATE FUNCTION @extschema@.llmeco_influence_into(
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
COMMENT ON FUNCTION @extschema@.llmeco_influence_into IS 'Makes table target (a name, with or without schema) of the rows that llmeco_influence gives with the other arguments, in a fraction of the time of INSERT ... SELECT; the number of rows. The table has no index and belongs to the caller, who must be allowed to create it.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_influence_into FROM PUBLIC;
-- Past one machine: on Citus, the tables that grow without bound as distributed
-- tables. Everything else stays on the coordinator.

CREATE FUNCTION @extschema@.llmeco_require_coordinator()
RETURNS void
AS 'MODULE_PATHNAME', 'llmeco_require_coordinator'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.llmeco_require_coordinator() IS 'An error on a worker of a Citus cluster, where the tables of models are empty; else nothing. For functions that read them.';

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
    PERFORM @extschema@.llmeco_require_coordinator();
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
-- Rankings as they were computed last: storage, and what computes them. The
-- views *_ranking and top_models are what to read.

CREATE TABLE llmeco.ranking_runs (
    run_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    influence_run_id bigint,
    computed_at timestamptz NOT NULL,
    seconds double precision NOT NULL
);
COMMENT ON TABLE llmeco.ranking_runs IS 'One row per computation of the rankings (llmeco_update_rankings), newest run_id last.';
COMMENT ON SEQUENCE llmeco.ranking_runs_run_id_seq IS 'Numbers llmeco.ranking_runs.run_id.';
COMMENT ON COLUMN llmeco.ranking_runs.run_id IS 'Surrogate key.';
COMMENT ON COLUMN llmeco.ranking_runs.influence_run_id IS 'llmeco.influence_runs.run_id of the scores that were added up; NULL: there were none.';
COMMENT ON COLUMN llmeco.ranking_runs.computed_at IS 'When the rankings were stored.';
COMMENT ON COLUMN llmeco.ranking_runs.seconds IS 'Time to read the tables, compute and store.';

-- A table per run, as llmeco.influence_scores (src/run_tables.c).
CREATE TABLE llmeco.ranking_entries (
    ranking text NOT NULL,
    key text,
    author_id bigint,
    rank bigint,
    influence double precision NOT NULL,
    models bigint NOT NULL,
    authors bigint,
    reason text,
    top_models bigint[] NOT NULL,
    run_id bigint NOT NULL
) PARTITION BY LIST (run_id);
COMMENT ON TABLE llmeco.ranking_entries IS 'One row per run, ranking and entry of it (key: run_id, ranking, key or author_id), of the newest runs only: the storage of llmeco.rankings.';
COMMENT ON COLUMN llmeco.ranking_entries.ranking IS 'language, author, org_type or task.';
COMMENT ON COLUMN llmeco.ranking_entries.key IS 'Language code, kind of organization or task; NULL: an author.';
COMMENT ON COLUMN llmeco.ranking_entries.author_id IS 'llmeco.authors.author_id; NULL: not an author.';
COMMENT ON COLUMN llmeco.ranking_entries.rank IS '1 for the entry of the ranking whose models have the most influence together; NULL: not ranked.';
COMMENT ON COLUMN llmeco.ranking_entries.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.ranking_entries.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.ranking_entries.authors IS 'Number of organizations of the kind; NULL: not a kind of organization.';
COMMENT ON COLUMN llmeco.ranking_entries.reason IS 'Why it has no rank; NULL: ranked.';
COMMENT ON COLUMN llmeco.ranking_entries.top_models IS 'llmeco.models.model_id of its ten most influential models, the first first.';
COMMENT ON COLUMN llmeco.ranking_entries.run_id IS 'llmeco.ranking_runs.run_id.';

-- As llmeco.influence finds its run.
CREATE VIEW llmeco.rankings AS
SELECT e.ranking,
       e.key,
       e.author_id,
       e.rank,
       e.influence,
       e.models,
       e.authors,
       e.reason,
       e.top_models,
       e.run_id
  FROM llmeco.ranking_entries e
 WHERE e.run_id OPERATOR(pg_catalog.=) (SELECT r.run_id
                                           FROM llmeco.ranking_runs r
                                          WHERE r.influence_run_id IS NULL
                                             OR EXISTS (SELECT
                                                          FROM llmeco.ranking_entries p
                                                         WHERE p.run_id OPERATOR(pg_catalog.=) r.run_id
                                                        OFFSET 0)
                                          ORDER BY r.run_id DESC
                                          LIMIT 1);
COMMENT ON VIEW llmeco.rankings IS 'One row per ranking and entry of it (keys: ranking, key; author_id), as llmeco_update_rankings() and each refresh last computed them; language_ranking, author_ranking, org_type_ranking, task_ranking and top_models show them with names.';
COMMENT ON COLUMN llmeco.rankings.ranking IS 'language, author, org_type or task.';
COMMENT ON COLUMN llmeco.rankings.key IS 'Language code, kind of organization or task; NULL: an author.';
COMMENT ON COLUMN llmeco.rankings.author_id IS 'llmeco.authors.author_id; NULL: not an author.';
COMMENT ON COLUMN llmeco.rankings.rank IS '1 for the entry of the ranking whose models have the most influence together; NULL: not ranked.';
COMMENT ON COLUMN llmeco.rankings.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.rankings.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.rankings.authors IS 'Number of organizations of the kind; NULL: not a kind of organization.';
COMMENT ON COLUMN llmeco.rankings.reason IS 'Why it has no rank; NULL: ranked.';
COMMENT ON COLUMN llmeco.rankings.top_models IS 'llmeco.models.model_id of its ten most influential models, the first first.';
COMMENT ON COLUMN llmeco.rankings.run_id IS 'llmeco.ranking_runs.run_id.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.ranking_runs', '');
SELECT pg_catalog.pg_extension_config_dump('llmeco.ranking_runs_run_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('llmeco.ranking_entries', '');

CREATE FUNCTION @extschema@.llmeco_update_rankings()
RETURNS llmeco.ranking_runs
LANGUAGE c VOLATILE PARALLEL UNSAFE
COST 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_update_rankings IS 'Computes the rankings of languages, authors, kinds of organizations and tasks from llmeco.influence, stores them and gives the new row of llmeco.ranking_runs. A refresh does it after influence. Needs INSERT on llmeco.ranking_entries.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_update_rankings FROM PUBLIC;
-- Licences that permit more than those of the models built on.

CREATE FUNCTION @extschema@.llmeco_license_conflicts(
    model_id bigint)
RETURNS TABLE (
    ancestor_id bigint,
    path bigint[],
    relation text[])
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
COST 1000 ROWS 1
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_license_conflicts IS 'One row per ancestor of a model whose licence is known (llmeco.license_families) and permits less than the model''s own: path has the model_ids from the ancestor to the model by the shortest way, relation how each is derived from the one before. As it is now: llmeco.license_conflicts has them stored, with names.';

-- What llmeco.license_conflicts shows, written by llmeco_update_checks().
CREATE TABLE llmeco.conflicts (
    model_id bigint NOT NULL,
    ancestor_id bigint NOT NULL,
    path bigint[] NOT NULL,
    relation text[] NOT NULL,
    PRIMARY KEY (model_id, ancestor_id)
);
CREATE INDEX conflicts_ancestor_id_idx ON llmeco.conflicts (ancestor_id);
COMMENT ON TABLE llmeco.conflicts IS 'One row per model and ancestor (key: model_id, ancestor_id): the storage of llmeco.license_conflicts, which is what to read.';
COMMENT ON COLUMN llmeco.conflicts.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.conflicts.ancestor_id IS 'llmeco.models.model_id of the ancestor.';
COMMENT ON COLUMN llmeco.conflicts.path IS 'model_ids from the ancestor to the model by the shortest way.';
COMMENT ON COLUMN llmeco.conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.conflicts', '');

-- What is no conflict any more, for a licence was corrected, goes at once.
CREATE VIEW llmeco.license_conflicts AS
SELECT m.model_id,
       m.name,
       u.name AS author,
       m.license,
       f.family,
       a.model_id AS ancestor_id,
       a.name AS ancestor,
       a.license AS ancestor_license,
       af.family AS ancestor_family,
       pg_catalog.cardinality(c.relation) AS depth,
       (SELECT pg_catalog.array_agg(p.name ORDER BY w.place)
          FROM pg_catalog.unnest(c.path) WITH ORDINALITY w (id, place)
          JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) w.id) AS path,
       c.relation,
       i.rank,
       i.influence,
       m.author_id OPERATOR(pg_catalog.=) a.author_id AS same_author
  FROM llmeco.conflicts c
  JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) c.model_id
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) c.model_id
  JOIN llmeco.license_families f ON f.license OPERATOR(pg_catalog.=) pg_catalog.lower(m.license)
  JOIN llmeco.models a ON a.model_id OPERATOR(pg_catalog.=) c.ancestor_id
  JOIN llmeco.license_families af ON af.license OPERATOR(pg_catalog.=) pg_catalog.lower(a.license)
  LEFT JOIN llmeco.authors u ON u.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE m.removed_at IS NULL
   AND f.permissiveness OPERATOR(pg_catalog.>) af.permissiveness;
COMMENT ON VIEW llmeco.license_conflicts IS 'One row per listed model and ancestor (key: model_id, ancestor_id) whose licence, by llmeco.license_families, permits less than the model''s own: over the whole lineage, all parents, removed models as ancestors included; as the last llmeco_update_checks(), which each complete refresh ends with, found them. Licences that are not given, not in llmeco.license_families or of family unknown are not compared, and do not end the search. A reason to look closer, no legal advice.';
COMMENT ON COLUMN llmeco.license_conflicts.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.license_conflicts.name IS 'author/name of the derived model.';
COMMENT ON COLUMN llmeco.license_conflicts.author IS 'Name of user or organization that owns it; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.license_conflicts.license IS 'Its licence.';
COMMENT ON COLUMN llmeco.license_conflicts.family IS 'Family of its licence.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_id IS 'llmeco.models.model_id of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor IS 'author/name of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_license IS 'Licence of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_family IS 'Family of the ancestor''s licence.';
COMMENT ON COLUMN llmeco.license_conflicts.depth IS 'Least number of derivations from the ancestor to the model.';
COMMENT ON COLUMN llmeco.license_conflicts.path IS 'Names from the ancestor to the model by a way of that length.';
COMMENT ON COLUMN llmeco.license_conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown.';
COMMENT ON COLUMN llmeco.license_conflicts.rank IS '1 for the most influential model, in the newest influence run. ORDER BY rank is the fast order.';
COMMENT ON COLUMN llmeco.license_conflicts.influence IS 'Total influence of the model.';
COMMENT ON COLUMN llmeco.license_conflicts.same_author IS 'Whether both are of one author, who may own the rights and license the later model as they like; NULL: a name without owner.';
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
COMMENT ON FUNCTION @extschema@.llmeco_update_checks IS 'Looks for licence conflicts and for what the data lacks, and stores both for llmeco.license_conflicts and llmeco.data_quality, in place of what was stored. Each complete refresh ends with it. Reads whole tables. Needs INSERT, UPDATE and DELETE on llmeco.conflicts and llmeco.checks.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_update_checks FROM PUBLIC;
-- What a model's page shows beyond its row: the Spaces that use it, and what
-- its own influence is made of.

-- The newest run is looked up once, not for each Space.
CREATE VIEW llmeco.model_spaces AS
SELECT u.model_id,
       m.name AS model,
       s.space_id,
       s.name AS space,
       s.title,
       s.likes,
       s.created_at,
       COALESCE(CASE WHEN pg_catalog.isfinite(s.created_at) AND EXISTS (SELECT FROM llmeco.influence_runs)
            THEN s.likes::float8 OPERATOR(pg_catalog.*) pg_catalog.exp(OPERATOR(pg_catalog.-) LEAST(700,
                 (SELECT r.lambda_space FROM llmeco.influence_runs r ORDER BY r.run_id DESC LIMIT 1)
                 OPERATOR(pg_catalog.*) GREATEST(0, pg_catalog.floor(EXTRACT(epoch FROM
                 (SELECT r.as_of FROM llmeco.influence_runs r ORDER BY r.run_id DESC LIMIT 1)
                 OPERATOR(pg_catalog.-) s.created_at) OPERATOR(pg_catalog./) 86400))::float8))
            END, 0) AS influence
  FROM llmeco.space_models u
  JOIN llmeco.spaces s ON s.space_id OPERATOR(pg_catalog.=) u.space_id
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) u.model_id
 WHERE s.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_spaces IS 'One row per model and listed Space that uses it (key: model_id, space_id).';
COMMENT ON COLUMN llmeco.model_spaces.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_spaces.model IS 'author/name of the model on the Hub.';
COMMENT ON COLUMN llmeco.model_spaces.space_id IS 'llmeco.spaces.space_id.';
COMMENT ON COLUMN llmeco.model_spaces.space IS 'author/name of the Space on the Hub.';
COMMENT ON COLUMN llmeco.model_spaces.title IS 'Title of the Space; NULL: none.';
COMMENT ON COLUMN llmeco.model_spaces.likes IS 'Likes of the Space; NULL: not given.';
COMMENT ON COLUMN llmeco.model_spaces.created_at IS 'Creation of the Space; NULL: unknown.';
COMMENT ON COLUMN llmeco.model_spaces.influence IS 'What it adds to the Space influence of the model as of the newest run in llmeco.influence_runs: likes exp(-lambda_space days); 0 where likes, creation or a run are missing.';

CREATE VIEW llmeco.influence_terms AS
SELECT i.model_id,
       m.name,
       CASE WHEN m.removed_at IS NULL AND m.downloads OPERATOR(pg_catalog.>) 1
            THEN pg_catalog.ln(m.downloads::float8) ELSE 0 END AS ln_downloads,
       CASE WHEN m.removed_at IS NULL THEN COALESCE(m.likes, 0)::float8 ELSE 0 END AS likes,
       COALESCE(s.influence, 0) AS space_influence,
       CASE WHEN m.removed_at IS NULL AND pg_catalog.isfinite(m.created_at)
            THEN pg_catalog.exp(OPERATOR(pg_catalog.-) LEAST(700,
                 r.lambda OPERATOR(pg_catalog.*) GREATEST(0, pg_catalog.floor(
                 EXTRACT(epoch FROM r.as_of OPERATOR(pg_catalog.-) m.created_at) OPERATOR(pg_catalog./) 86400))::float8))
            ELSE 0 END AS recency
  FROM llmeco.influence i
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
  JOIN llmeco.influence_runs r ON r.run_id OPERATOR(pg_catalog.=) i.run_id
  LEFT JOIN (SELECT x.model_id, pg_catalog.sum(x.influence ORDER BY x.space_id) AS influence
               FROM llmeco.model_spaces x
              GROUP BY x.model_id) s ON s.model_id OPERATOR(pg_catalog.=) i.model_id;
COMMENT ON VIEW llmeco.influence_terms IS 'One row per model that has an influence (key: model_id): the terms of its self influence, w[1] ln_downloads + w[2] likes + w[3] space_influence + w[4] recency with the parameters of the newest run in llmeco.influence_runs and the counters of now. llmeco_explain() has one model''s with its relatives.';
COMMENT ON COLUMN llmeco.influence_terms.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.influence_terms.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.influence_terms.ln_downloads IS 'ln(max(downloads, 1)).';
COMMENT ON COLUMN llmeco.influence_terms.likes IS 'Likes; 0 where not known.';
COMMENT ON COLUMN llmeco.influence_terms.space_influence IS 'Sum over the Spaces that use it: likes exp(-lambda_space days).';
COMMENT ON COLUMN llmeco.influence_terms.recency IS 'exp(-lambda days) since creation; 0 where the creation is unknown.';
-- Growth: models now, 7 and 30 days ago, and those that gained most.
--
-- '7 days ago' is one day for all models: that of the newest snapshot that is
-- at least 7 days older than the newest of all, and at most twice that: with
-- days missing or thinned out it is an older one, but never one of months
-- ago. Each day is found by an index of its partition. Whatever reads
-- llmeco.model_snapshots stands in an uncorrelated subquery of its own. What
-- is needed more than once is MATERIALIZED: planning it each time took longer
-- than reading a model.

CREATE VIEW llmeco.growth_periods AS
WITH newest AS MATERIALIZED (
    SELECT pg_catalog.max(s.taken_on) AS day FROM llmeco.model_snapshots s
)
SELECT p.days,
       p.taken_on,
       p.since,
       c.run_id,
       h.run_id AS since_run_id,
       h.day AS rank_since
  FROM (SELECT 7 AS days, n.day AS taken_on, b.since
          FROM newest n
         CROSS JOIN (SELECT pg_catalog.max(s.taken_on) AS since
                       FROM llmeco.model_snapshots s
                      WHERE s.taken_on OPERATOR(pg_catalog.>=) (SELECT w.day OPERATOR(pg_catalog.-) 14 FROM newest w)
                        AND s.taken_on OPERATOR(pg_catalog.<=) (SELECT w.day OPERATOR(pg_catalog.-) 7 FROM newest w)) b
        UNION ALL
        SELECT 30, n.day, b.since
          FROM newest n
         CROSS JOIN (SELECT pg_catalog.max(s.taken_on) AS since
                       FROM llmeco.model_snapshots s
                      WHERE s.taken_on OPERATOR(pg_catalog.>=) (SELECT w.day OPERATOR(pg_catalog.-) 60 FROM newest w)
                        AND s.taken_on OPERATOR(pg_catalog.<=) (SELECT w.day OPERATOR(pg_catalog.-) 30 FROM newest w)) b) p
  LEFT JOIN (SELECT r.run_id, (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date AS day
               FROM llmeco.influence_runs r
              WHERE r.run_id OPERATOR(pg_catalog.=) (SELECT i.run_id FROM llmeco.influence i LIMIT 1)) c ON true
  LEFT JOIN LATERAL (SELECT r.run_id, (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date AS day
                       FROM llmeco.influence_runs r
                      WHERE (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date OPERATOR(pg_catalog.>=) (c.day OPERATOR(pg_catalog.-) (2 OPERATOR(pg_catalog.*) p.days))
                        AND (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date OPERATOR(pg_catalog.<=) (c.day OPERATOR(pg_catalog.-) p.days)
                      ORDER BY r.as_of DESC, r.run_id DESC
                      LIMIT 1) h ON true;
COMMENT ON VIEW llmeco.growth_periods IS 'One row per period (key: days) that llmeco.model_growth and llmeco.rising_models look back: which snapshots and which influence runs they compare.';
COMMENT ON COLUMN llmeco.growth_periods.days IS '7 or 30.';
COMMENT ON COLUMN llmeco.growth_periods.taken_on IS 'Day of the newest snapshot; NULL: there is none.';
COMMENT ON COLUMN llmeco.growth_periods.since IS 'Day of the newest snapshot that is at least days, at most twice as many, older than taken_on; NULL: there is none.';
COMMENT ON COLUMN llmeco.growth_periods.run_id IS 'The influence run that llmeco.influence shows; NULL: none.';
COMMENT ON COLUMN llmeco.growth_periods.since_run_id IS 'The newest run as of a day (UTC) at least days, at most twice as many, before the day that run_id is as of; NULL: there is none.';
COMMENT ON COLUMN llmeco.growth_periods.rank_since IS 'The day, UTC, that since_run_id is as of; NULL: there is none.';

CREATE VIEW llmeco.model_growth AS
WITH periods AS MATERIALIZED (
    SELECT p.days, p.taken_on, p.since, p.since_run_id FROM llmeco.growth_periods p
)
SELECT m.model_id,
       m.name,
       a.name AS author,
       m.task,
       s.downloads,
       CASE WHEN s7.model_id IS NOT NULL THEN s7.downloads
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_7 THEN 0
        END AS downloads_7_days_ago,
       CASE WHEN s30.model_id IS NOT NULL THEN s30.downloads
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_30 THEN 0
        END AS downloads_30_days_ago,
       s.likes,
       CASE WHEN s7.model_id IS NOT NULL THEN s7.likes
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_7 THEN 0
        END AS likes_7_days_ago,
       CASE WHEN s30.model_id IS NOT NULL THEN s30.likes
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_30 THEN 0
        END AS likes_30_days_ago,
       i.rank,
       h7.rank AS rank_7_days_ago,
       h30.rank AS rank_30_days_ago
  FROM llmeco.models m
 CROSS JOIN (SELECT (pg_catalog.max(p.since) FILTER (WHERE p.days OPERATOR(pg_catalog.=) 7) OPERATOR(pg_catalog.+) 1)::pg_catalog.timestamp AT TIME ZONE 'UTC' AS after_7,
                    (pg_catalog.max(p.since) FILTER (WHERE p.days OPERATOR(pg_catalog.=) 30) OPERATOR(pg_catalog.+) 1)::pg_catalog.timestamp AT TIME ZONE 'UTC' AS after_30
               FROM periods p) c
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN (SELECT t.model_id, t.downloads, t.likes
               FROM llmeco.model_snapshots t
              WHERE t.taken_on OPERATOR(pg_catalog.=) (SELECT p.taken_on FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 7)) s
    ON s.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.downloads, t.likes
               FROM llmeco.model_snapshots t
              WHERE t.taken_on OPERATOR(pg_catalog.=)
                    (SELECT p.since FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 7)) s7
    ON s7.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.downloads, t.likes
               FROM llmeco.model_snapshots t
              WHERE t.taken_on OPERATOR(pg_catalog.=)
                    (SELECT p.since FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 30)) s30
    ON s30.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.rank
               FROM llmeco.influence_history t
              WHERE t.run_id OPERATOR(pg_catalog.=)
                    (SELECT p.since_run_id FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 7)) h7
    ON h7.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.rank
               FROM llmeco.influence_history t
              WHERE t.run_id OPERATOR(pg_catalog.=)
                    (SELECT p.since_run_id FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 30)) h30
    ON h30.model_id OPERATOR(pg_catalog.=) m.model_id
 WHERE m.fetched_at IS NOT NULL
   AND m.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_growth IS 'One row per listed model that was read (keys: model_id; name): its counters in the newest snapshot and 7 and 30 days before, and its rank. N days ago is the newest snapshot (influence run) that is at least N, at most 2 N days older than the newest of all, the same for all models: llmeco.growth_periods says which. For the models that gained most, llmeco.rising_models is stored and faster.';
COMMENT ON COLUMN llmeco.model_growth.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_growth.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.model_growth.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.model_growth.task IS 'Task, as text-generation; NULL: none given.';
COMMENT ON COLUMN llmeco.model_growth.downloads IS 'Downloads in the 30 days before the newest snapshot; NULL: not in it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.downloads_7_days_ago IS 'The same 7 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.downloads_30_days_ago IS 'The same 30 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.likes IS 'Likes in the newest snapshot; NULL: not in it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.likes_7_days_ago IS 'The same 7 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.likes_30_days_ago IS 'The same 30 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.rank IS '1 for the most influential model, in the newest influence run; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_growth.rank_7_days_ago IS 'The same 7 days ago; NULL: not among the 1,000 first of that run, or no run of then.';
COMMENT ON COLUMN llmeco.model_growth.rank_30_days_ago IS 'The same 30 days ago; NULL: not among the 1,000 first of that run, or no run of then.';

-- What llmeco.rising_models shows, written by each snapshot (src/growth.c):
-- rows are updated in place, and half of each page is left free for that, so
-- that the table keeps its size.
CREATE TABLE llmeco.rising (
    measure text NOT NULL CHECK (measure IN ('downloads', 'likes', 'rank')),
    days integer NOT NULL,
    place integer NOT NULL,
    since date NOT NULL,
    model_id bigint NOT NULL,
    before bigint NOT NULL,
    now bigint NOT NULL,
    gain bigint NOT NULL,
    PRIMARY KEY (measure, days, place)
) WITH (fillfactor = 50);
COMMENT ON TABLE llmeco.rising IS 'One row per measure, period and place (key: measure, days, place): the storage of llmeco.rising_models, which is what to read.';
COMMENT ON COLUMN llmeco.rising.measure IS 'downloads, likes or rank.';
COMMENT ON COLUMN llmeco.rising.days IS 'Length of the period, 7 or 30: llmeco.growth_periods.days.';
COMMENT ON COLUMN llmeco.rising.place IS '1 for the largest gain, to 1,000; equal gains are ordered by model_id.';
COMMENT ON COLUMN llmeco.rising.since IS 'The day, UTC, that before is of.';
COMMENT ON COLUMN llmeco.rising.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.rising.before IS 'The value on that day; 0 where the model was created after it.';
COMMENT ON COLUMN llmeco.rising.now IS 'The value of the newest snapshot; of rank: in the newest run.';
COMMENT ON COLUMN llmeco.rising.gain IS 'now less before, of rank before less now: above 0.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.rising', '');

CREATE VIEW llmeco.rising_models AS
SELECT r.measure,
       r.days,
       r.place,
       m.model_id,
       m.name,
       a.name AS author,
       m.task,
       r.before,
       r.now,
       r.gain,
       r.since
  FROM llmeco.rising r
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) r.model_id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.rising_models IS 'One row per measure, period and place (keys: measure, days, place; measure, days, model_id): the 1,000 models with the largest gain above 0, as llmeco.model_growth has it, computed with each snapshot. A model no longer listed since leaves its place empty.';
COMMENT ON COLUMN llmeco.rising_models.measure IS 'downloads (of 30 days), likes or rank (places gained by influence).';
COMMENT ON COLUMN llmeco.rising_models.days IS 'Length of the period: 7 or 30.';
COMMENT ON COLUMN llmeco.rising_models.place IS '1 for the largest gain, to 1,000; equal gains are ordered by model_id.';
COMMENT ON COLUMN llmeco.rising_models.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.rising_models.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.rising_models.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.rising_models.task IS 'Task, as text-generation; NULL: none given.';
COMMENT ON COLUMN llmeco.rising_models.before IS 'The value at the begin of the period; 0: a model that was created after it.';
COMMENT ON COLUMN llmeco.rising_models.now IS 'The value in the newest snapshot; of rank: in the newest influence run at that time.';
COMMENT ON COLUMN llmeco.rising_models.gain IS 'now less before; of rank: before less now, places gained.';
COMMENT ON COLUMN llmeco.rising_models.since IS 'The day, UTC, that before is of.';

-- ---- views and functions that have changed ----

-- Influence: entry points, in the schema that CREATE EXTENSION targets.

CREATE OR REPLACE FUNCTION @extschema@.llmeco_influence(
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
RETURNS TABLE (
    model_id bigint,
    self_influence double precision,
    child_influence double precision,
    parent_influence double precision,
    influence double precision)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 1000000 ROWS 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_influence IS 'One row per model: its influence and the parts that it is the weighted sum of (alpha[1] self + alpha[2] child + alpha[3] parent), computed from the extension''s tables or from the queries given.';

CREATE OR REPLACE FUNCTION @extschema@.llmeco_update_influence(
    alpha double precision[] DEFAULT '{0.6,0.3,0.1}',
    w double precision[] DEFAULT '{0.2,0.4,0.2,0.2}',
    lambda double precision DEFAULT 0.001,
    lambda_space double precision DEFAULT NULL,
    as_of timestamptz DEFAULT pg_catalog.now(),
    tol double precision DEFAULT 1e-6,
    max_iter integer DEFAULT 100)
RETURNS llmeco.influence_runs
LANGUAGE c VOLATILE PARALLEL UNSAFE
COST 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_update_influence IS 'Computes the influence of all models as llmeco_influence does, stores it with ranks (llmeco.influence, llmeco.influence_history) and gives the new row of llmeco.influence_runs. Needs INSERT on llmeco.influence_scores.';

CREATE OR REPLACE FUNCTION @extschema@.llmeco_lineage(
    model text,
    direction text DEFAULT 'both',
    max_depth integer DEFAULT NULL)
RETURNS TABLE (
    model_id bigint,
    name text,
    kin text,
    depth integer,
    relation text,
    via text)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 10000 ROWS 100
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_lineage IS 'One row per ancestor and descendant of a model (direction: ancestors, descendants or both): kin is ancestor or descendant, depth the least number of derivations between them, relation and via the last of these: how it is related to the model before it on the way.';

CREATE OR REPLACE FUNCTION @extschema@.llmeco_network(
    models text[],
    view text DEFAULT 'top',
    top integer DEFAULT 100)
RETURNS TABLE (
    parent_id bigint,
    child_id bigint,
    parent text,
    child text,
    relation text,
    parent_influence double precision,
    child_influence double precision,
    derivations bigint)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 10000 ROWS 1000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_network IS 'One row per arrow of the network of some models: they, their ancestors, their descendants and the other parents of these. Views: full; top, the most influential children of each model only; author, with authors for models, their mean influence and the number of derivations; orgs, models of organizations and the given ones only; adapter, finetune, merge, quantized, what is reached over that relation.';

CREATE OR REPLACE FUNCTION @extschema@.llmeco_explain(
    model text,
    top integer DEFAULT 10)
RETURNS TABLE (
    part text,
    term text,
    related text,
    relation text,
    amount double precision,
    value double precision,
    share double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE
ROWS 30
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    run llmeco.influence_runs;
    own llmeco.influence;
    key bigint;
    rounding double precision;
BEGIN
    PERFORM @extschema@.llmeco_require_coordinator();
    IF llmeco_explain.model IS NULL OR coalesce(llmeco_explain.top, -1) < 0 THEN
        RAISE EXCEPTION 'arguments must not be null, top not negative'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_explain(''author/name'', 10).';
    END IF;
    SELECT coalesce((SELECT m.model_id FROM llmeco.models m WHERE m.name = llmeco_explain.model),
                    (SELECT a.model_id FROM llmeco.model_aliases a WHERE a.name = llmeco_explain.model))
      INTO key;
    IF key IS NULL THEN
        RAISE EXCEPTION 'model "%" is not known', llmeco_explain.model
            USING ERRCODE = 'undefined_object',
                  HINT = 'Give the name as in llmeco.models, author/name.';
    END IF;
    SELECT i.* INTO own FROM llmeco.influence i WHERE i.model_id = key;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'influence of model "%" is not stored', llmeco_explain.model
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Run llmeco_update_influence().';
    END IF;
    SELECT r.* INTO run FROM llmeco.influence_runs r WHERE r.run_id = own.run_id;
    -- The stored means belong to the scores of the last round but one, which
    -- differ from the stored scores by the residual at most.
    rounding := run.residual + 1e-9 * own.influence;

    RETURN QUERY
    WITH parts (part, ord, total) AS (
        VALUES ('self', 1, run.alpha[1] * own.self_influence),
               ('child', 2, run.alpha[2] * own.child_influence),
               ('parent', 3, run.alpha[3] * own.parent_influence)),
    terms (part, term, related, relation, amount, value) AS (
        SELECT 'self', t.term, NULL::text, NULL::text, t.amount, run.alpha[1] * t.weight * t.amount
          FROM llmeco.models m
         CROSS JOIN LATERAL (VALUES
               ('ln(downloads)', run.w[1],
                CASE WHEN m.removed_at IS NULL AND m.downloads > 1 THEN ln(m.downloads::float8) ELSE 0 END),
               ('likes', run.w[2],
                CASE WHEN m.removed_at IS NULL THEN coalesce(m.likes, 0)::float8 ELSE 0 END),
               ('Spaces', run.w[3],
                coalesce((SELECT sum(s.likes * exp(-least(700, run.lambda_space *
                                     greatest(0, floor(extract(epoch FROM run.as_of - s.created_at) / 86400))::float8)))
                            FROM llmeco.space_models u
                            JOIN llmeco.spaces s ON s.space_id = u.space_id
                           WHERE u.model_id = key AND s.removed_at IS NULL
                             AND isfinite(s.created_at)), 0)),
               ('recency', run.w[4],
                CASE WHEN m.removed_at IS NULL AND isfinite(m.created_at)
                     THEN exp(-least(700, run.lambda *
                              greatest(0, floor(extract(epoch FROM run.as_of - m.created_at) / 86400))::float8))
                     ELSE 0 END)) t (term, weight, amount)
         WHERE m.model_id = key),
    edges (part, kin, id, relation, score, weighted) AS (
        SELECT 'child', 'derived model', e.child_id, e.relation, i.influence, e.weight * i.influence
          FROM llmeco.model_edges e
          JOIN llmeco.influence i ON i.model_id = e.child_id
         WHERE e.parent_id = key
        UNION ALL
        SELECT 'parent', 'base model', e.parent_id, e.relation, i.influence, e.weight * i.influence
          FROM llmeco.model_edges e
          JOIN llmeco.influence i ON i.model_id = e.parent_id
         WHERE e.child_id = key),
    sums (part, mean, n) AS (
        SELECT e.part, sum(e.weighted) / count(*), count(*) FROM edges e GROUP BY e.part),
    -- What each relative adds. Where the derivations are still those of the
    -- run, scaled (by less than the residual) to add up to the stored part.
    scaled (part, kin, id, relation, score, value, place) AS (
        SELECT e.part, e.kin, e.id, e.relation, e.score,
               e.weighted / s.n * run.alpha[p.ord] *
               CASE WHEN s.mean > 0 AND abs(run.alpha[p.ord] * s.mean - p.total) <= rounding
                    THEN p.total / (run.alpha[p.ord] * s.mean) ELSE 1 END,
               row_number() OVER (PARTITION BY e.part ORDER BY e.weighted DESC, e.id)
          FROM edges e
          JOIN sums s ON s.part = e.part
          JOIN parts p ON p.part = e.part),
    listed (part, ord, place, term, related, relation, amount, value) AS (
        SELECT t.part, 1, 0::bigint, t.term, t.related, t.relation, t.amount, t.value FROM terms t
        UNION ALL
        SELECT s.part, 2, s.place, s.kin, m.name, s.relation, s.score, s.value
          FROM scaled s
          LEFT JOIN llmeco.models m ON m.model_id = s.id
         WHERE s.place <= llmeco_explain.top
        UNION ALL
        SELECT s.part, 3, 0, s.kin || 's, others', NULL, NULL, count(*), sum(s.value)
          FROM scaled s
         WHERE s.place > llmeco_explain.top
         GROUP BY s.part, s.kin),
    -- Rows written since the run, if any, are told apart.
    changes (part, ord, place, term, related, relation, amount, value) AS (
        SELECT p.part, 4, 0::bigint, 'changed since the run', NULL::text, NULL::text, NULL::float8,
               p.total - coalesce(sum(l.value), 0)
          FROM parts p
          LEFT JOIN listed l ON l.part = p.part
         GROUP BY p.part, p.total
        HAVING abs(p.total - coalesce(sum(l.value), 0)) > 1e-11 * own.influence)
    SELECT l.part, l.term, l.related, l.relation, l.amount, l.value,
           CASE WHEN own.influence > 0 THEN l.value / own.influence ELSE 0 END
      FROM (SELECT * FROM listed UNION ALL SELECT * FROM changes) l
      JOIN parts p ON p.part = l.part
     ORDER BY p.ord, l.ord, l.place, l.value DESC, l.term;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_explain IS 'What the stored influence of a model is made of: its own terms, each of its top derived and base models and the others together. The values add up to the influence, the shares to 1. amount: ln(downloads), likes, Space influence or recency; the influence of a relative; the number of others.';
-- Snapshots: taking them and thinning them out. Nobody but a superuser may
-- call these until EXECUTE is granted.

CREATE OR REPLACE FUNCTION @extschema@.llmeco_partition(month date)
RETURNS regclass
AS 'MODULE_PATHNAME', 'llmeco_partition'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.llmeco_partition(date) IS 'The partition of llmeco.model_snapshots for the month that a day is in, made if it is not there. Needs INSERT on llmeco.model_snapshots.';

CREATE OR REPLACE FUNCTION @extschema@.llmeco_take_snapshot(
    day date DEFAULT (pg_catalog.now() AT TIME ZONE 'UTC')::pg_catalog.date)
RETURNS bigint
AS 'MODULE_PATHNAME', 'llmeco_take_snapshot'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.llmeco_take_snapshot(date) IS 'Writes the present counters of every listed model that was read to llmeco.model_snapshots as those of a day; what is there already is not written again. The number of rows written. Needs SELECT on llmeco.models, INSERT and UPDATE on llmeco.model_snapshots.';

-- The first day of a week or month is the one that stays: what is deleted is
-- then at the end of the month's table, where VACUUM gives it back.
CREATE OR REPLACE FUNCTION @extschema@.llmeco_prune_snapshots(
    daily interval DEFAULT '60 days',
    weekly interval DEFAULT '1 year')
RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    now_utc CONSTANT timestamp := now() AT TIME ZONE 'UTC';
    daily_from date;
    weekly_from date;
    surplus date[];
    deleted bigint;
BEGIN
    PERFORM @extschema@.llmeco_require_coordinator();
    IF llmeco_prune_snapshots.daily IS NULL OR llmeco_prune_snapshots.daily < '0'
       OR llmeco_prune_snapshots.weekly IS NULL OR llmeco_prune_snapshots.weekly < '0' THEN
        RAISE EXCEPTION 'daily and weekly must not be null or negative'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_prune_snapshots(daily => ''60 days'', weekly => ''1 year'').';
    END IF;
    daily_from := now_utc - llmeco_prune_snapshots.daily;
    weekly_from := least(now_utc - llmeco_prune_snapshots.weekly, daily_from);
    -- Of each period the first day that is there stays; the newest day of all
    -- stays whatever its age.
    SELECT array_agg(d.day)
      INTO surplus
      FROM (SELECT s.taken_on AS day,
                   row_number() OVER (
                       PARTITION BY s.taken_on < weekly_from,
                                    date_trunc(CASE WHEN s.taken_on < weekly_from THEN 'month' ELSE 'week' END,
                                               s.taken_on::timestamp)
                       ORDER BY s.taken_on) AS place,
                   lead(s.taken_on) OVER (ORDER BY s.taken_on) AS next
              FROM (SELECT DISTINCT s.taken_on
                      FROM llmeco.model_snapshots s
                     WHERE s.taken_on < daily_from) s) d
     WHERE d.place > 1
       AND (d.next IS NOT NULL
            OR EXISTS (SELECT 1 FROM llmeco.model_snapshots s WHERE s.taken_on >= daily_from));
    DELETE FROM llmeco.model_snapshots s WHERE s.taken_on = ANY (surplus);
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_prune_snapshots(interval, interval) IS 'Thins old rows of llmeco.model_snapshots out: every day is kept for as long as daily says, then the first day of each week (from Monday) for as long as weekly says, both back from today, then the first of each month. The newest day is always kept. The number of rows deleted. Needs SELECT and DELETE on llmeco.model_snapshots.';
-- Rankings: whose models have the most influence, by language, author, kind of
-- organization and task, over the models that were listed when they were
-- computed (llmeco.rankings). Names are looked up as they are now.

CREATE OR REPLACE VIEW llmeco.top_models AS
SELECT e.ranking,
       e.key,
       t.place,
       t.model_id,
       m.name,
       i.influence,
       i.rank
  FROM llmeco.rankings e
 CROSS JOIN LATERAL pg_catalog.unnest(e.top_models) WITH ORDINALITY t (model_id, place)
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.model_id
  JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) t.model_id
 WHERE e.ranking OPERATOR(pg_catalog.<>) 'author'
UNION ALL
SELECT 'author',
       a.name,
       t.place,
       t.model_id,
       m.name,
       i.influence,
       i.rank
  FROM llmeco.rankings e
  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) e.author_id
 CROSS JOIN LATERAL pg_catalog.unnest(e.top_models) WITH ORDINALITY t (model_id, place)
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.model_id
  JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) t.model_id
 WHERE e.ranking OPERATOR(pg_catalog.=) 'author';
COMMENT ON VIEW llmeco.top_models IS 'One row per ranking, entry of it and place (keys: ranking, key, place; ranking, key, model_id): the ten most influential models of each language, author, kind of organization and task.';
COMMENT ON COLUMN llmeco.top_models.ranking IS 'language, author, org_type or task: the view NAME_ranking has the totals.';
COMMENT ON COLUMN llmeco.top_models.key IS 'The entry of the ranking: language code, author''s name, kind of organization or task.';
COMMENT ON COLUMN llmeco.top_models.place IS '1 for the most influential model of the entry, to 10.';
COMMENT ON COLUMN llmeco.top_models.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.top_models.name IS 'author/name of the model on the Hub.';
COMMENT ON COLUMN llmeco.top_models.influence IS 'Total influence of the model.';
COMMENT ON COLUMN llmeco.top_models.rank IS 'Rank of the model among all, as in llmeco.leaderboard.';

CREATE OR REPLACE VIEW llmeco.language_ranking AS
SELECT e.rank,
       e.key AS language,
       c.name_en,
       c.name_zh,
       e.influence,
       e.models,
       (SELECT pg_catalog.array_agg(m.name ORDER BY t.place)
          FROM pg_catalog.unnest(e.top_models) WITH ORDINALITY t (model_id, place)
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.model_id) AS top_models
  FROM llmeco.rankings e
  LEFT JOIN llmeco.languages c ON c.code OPERATOR(pg_catalog.=) e.key
 WHERE e.ranking OPERATOR(pg_catalog.=) 'language';
COMMENT ON VIEW llmeco.language_ranking IS 'One row per language (keys: language; rank) that a listed model with an influence names. A model counts in each of its languages, once: codes of the same language (en and eng) are one. Models that name none are in no row.';
COMMENT ON COLUMN llmeco.language_ranking.rank IS '1 for the language whose models have the most influence together; equal ones in byte order of language.';
COMMENT ON COLUMN llmeco.language_ranking.language IS 'Language code, as en: llmeco.languages.language.';
COMMENT ON COLUMN llmeco.language_ranking.name_en IS 'Name in English; NULL: a code that llmeco.languages does not have.';
COMMENT ON COLUMN llmeco.language_ranking.name_zh IS 'Name in Chinese; NULL: a code that llmeco.languages does not have.';
COMMENT ON COLUMN llmeco.language_ranking.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.language_ranking.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.language_ranking.top_models IS 'Names of its ten most influential models, the first first.';

CREATE OR REPLACE VIEW llmeco.author_ranking AS
SELECT e.rank,
       e.author_id,
       a.name AS author,
       a.full_name,
       a.kind,
       a.org_type,
       a.avatar_url,
       e.influence,
       e.models,
       e.reason IS NULL AS is_ranked,
       e.reason,
       (SELECT pg_catalog.array_agg(m.name ORDER BY t.place)
          FROM pg_catalog.unnest(e.top_models) WITH ORDINALITY t (model_id, place)
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.model_id) AS top_models
  FROM llmeco.rankings e
  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) e.author_id
 WHERE e.ranking OPERATOR(pg_catalog.=) 'author';
COMMENT ON VIEW llmeco.author_ranking IS 'One row per author (keys: author_id; author) of a listed model with an influence. Individuals and authors of more than 100 models have no rank, so that scores cannot be farmed; their rows say why.';
COMMENT ON COLUMN llmeco.author_ranking.rank IS '1 for the ranked author whose models have the most influence together; equal ones in order of author_id. NULL: not ranked.';
COMMENT ON COLUMN llmeco.author_ranking.author_id IS 'llmeco.authors.author_id.';
COMMENT ON COLUMN llmeco.author_ranking.author IS 'Name of user or organization.';
COMMENT ON COLUMN llmeco.author_ranking.full_name IS 'Display name; NULL: not known.';
COMMENT ON COLUMN llmeco.author_ranking.kind IS 'user or organization; NULL: not known yet.';
COMMENT ON COLUMN llmeco.author_ranking.org_type IS 'Kind of organization, as company; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.author_ranking.avatar_url IS 'Picture; NULL: not known.';
COMMENT ON COLUMN llmeco.author_ranking.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.author_ranking.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.author_ranking.is_ranked IS 'Whether it has a rank: an organization of at most 100 models.';
COMMENT ON COLUMN llmeco.author_ranking.reason IS 'Why it has no rank: individual, not known whether an organization, or more than 100 models, the first that is true; NULL: ranked.';
COMMENT ON COLUMN llmeco.author_ranking.top_models IS 'Names of its ten most influential models, the first first.';

CREATE OR REPLACE VIEW llmeco.org_type_ranking AS
SELECT e.rank,
       e.key AS org_type,
       e.influence,
       e.models,
       e.authors,
       (SELECT pg_catalog.array_agg(m.name ORDER BY t.place)
          FROM pg_catalog.unnest(e.top_models) WITH ORDINALITY t (model_id, place)
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.model_id) AS top_models
  FROM llmeco.rankings e
 WHERE e.ranking OPERATOR(pg_catalog.=) 'org_type';
COMMENT ON VIEW llmeco.org_type_ranking IS 'One row per kind of organization (keys: org_type; rank) that has a listed model with an influence. Models of users and of organizations of unknown kind are in no row.';
COMMENT ON COLUMN llmeco.org_type_ranking.rank IS '1 for the kind whose models have the most influence together; equal ones in byte order of org_type.';
COMMENT ON COLUMN llmeco.org_type_ranking.org_type IS 'company, community, university, non-profit, classroom or government.';
COMMENT ON COLUMN llmeco.org_type_ranking.influence IS 'Sum of the total influence of their models.';
COMMENT ON COLUMN llmeco.org_type_ranking.models IS 'Number of their models.';
COMMENT ON COLUMN llmeco.org_type_ranking.authors IS 'Number of organizations of that kind with such a model.';
COMMENT ON COLUMN llmeco.org_type_ranking.top_models IS 'Names of their ten most influential models, the first first.';

CREATE OR REPLACE VIEW llmeco.task_ranking AS
SELECT e.rank,
       e.key AS task,
       e.influence,
       e.models,
       (SELECT pg_catalog.array_agg(m.name ORDER BY t.place)
          FROM pg_catalog.unnest(e.top_models) WITH ORDINALITY t (model_id, place)
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.model_id) AS top_models
  FROM llmeco.rankings e
 WHERE e.ranking OPERATOR(pg_catalog.=) 'task';
COMMENT ON VIEW llmeco.task_ranking IS 'One row per task (keys: task; rank) of a listed model with an influence. Models without a task are in no row.';
COMMENT ON COLUMN llmeco.task_ranking.rank IS '1 for the task whose models have the most influence together; equal ones in byte order of task.';
COMMENT ON COLUMN llmeco.task_ranking.task IS 'Task, as text-generation.';
COMMENT ON COLUMN llmeco.task_ranking.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.task_ranking.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.task_ranking.top_models IS 'Names of its ten most influential models, the first first.';
-- GitHub repositories: series by month, scores, rankings, networks, and the
-- repositories of models' authors.
--
-- Arithmetic stands between values of the same type, so that no operator of
-- another schema could be meant.

-- What the views below begin with: repositories that may have rows in a table
-- by month. llmeco_distribute() replaces these two, because Citus takes a
-- LATERAL subquery only beside a distributed table.
CREATE OR REPLACE VIEW llmeco.metric_repos AS
SELECT r.repo_id, r.name
  FROM llmeco.repos r;
COMMENT ON VIEW llmeco.metric_repos IS 'One row per repository (keys: repo_id; name), at least those with rows in llmeco.repo_metrics.';
COMMENT ON COLUMN llmeco.metric_repos.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.metric_repos.name IS 'owner/name on GitHub.';

CREATE OR REPLACE VIEW llmeco.contributor_repos AS
SELECT r.repo_id, r.name
  FROM llmeco.repos r;
COMMENT ON VIEW llmeco.contributor_repos IS 'One row per repository (keys: repo_id; name), at least those with rows in llmeco.repo_contributors.';
COMMENT ON COLUMN llmeco.contributor_repos.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.contributor_repos.name IS 'owner/name on GitHub.';

CREATE OR REPLACE VIEW llmeco.repo_monthly AS
SELECT r.repo_id,
       r.name AS repo,
       t.metric,
       t.month,
       t.value,
       t.unit
  FROM llmeco.metric_repos r
 CROSS JOIN LATERAL (
        SELECT k.metric,
               g.month::date AS month,
               COALESCE(v.value, 0) AS value,
               CASE WHEN k.metric IN ('openrank', 'activity', 'attention') THEN 'score' ELSE 'count' END AS unit
          FROM (SELECT x.metric, pg_catalog.min(x.month) AS first
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                 GROUP BY x.metric) k
         CROSS JOIN LATERAL pg_catalog.generate_series(
                    k.first::timestamp,
                    (SELECT pg_catalog.max(x.month)::timestamp
                       FROM llmeco.repo_metrics x
                      WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id),
                    interval '1 month') g (month)
          LEFT JOIN llmeco.repo_metrics v
            ON v.repo_id OPERATOR(pg_catalog.=) r.repo_id
           AND v.metric OPERATOR(pg_catalog.=) k.metric
           AND v.month OPERATOR(pg_catalog.=) g.month::date) t
UNION ALL
SELECT r.repo_id, r.name, d.metric, d.month, d.avg, 'days'
  FROM llmeco.repos r
  JOIN llmeco.repo_durations d ON d.repo_id OPERATOR(pg_catalog.=) r.repo_id
 WHERE d.avg IS NOT NULL;
COMMENT ON VIEW llmeco.repo_monthly IS 'One row per repository, OpenDigger metric and month (key: repo_id, metric, month). Counts and scores: every month from the metric''s first to the repository''s last with data, 0 where OpenDigger has none. Times: the months with a mean.';
COMMENT ON COLUMN llmeco.repo_monthly.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_monthly.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_monthly.metric IS 'OpenDigger''s name of the metric, as openrank, stars, issue_response_time.';
COMMENT ON COLUMN llmeco.repo_monthly.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_monthly.value IS 'The metric''s value in that month: counts are increments, not totals; of times the mean.';
COMMENT ON COLUMN llmeco.repo_monthly.unit IS 'count, score (openrank, activity, attention) or days.';

CREATE OR REPLACE VIEW llmeco.repo_monthly_time AS
SELECT pg_catalog.timezone('UTC', m.month::timestamp) AS "time",
       m.repo_id,
       m.repo,
       m.metric,
       m.value,
       m.unit
  FROM llmeco.repo_monthly m;
COMMENT ON VIEW llmeco.repo_monthly_time IS 'One row per repository, OpenDigger metric and month: llmeco.repo_monthly with the moment that dashboards such as Grafana''s expect.';
COMMENT ON COLUMN llmeco.repo_monthly_time."time" IS 'Begin of the month, UTC.';
COMMENT ON COLUMN llmeco.repo_monthly_time.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_monthly_time.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_monthly_time.metric IS 'OpenDigger''s name of the metric, as openrank, stars, issue_response_time.';
COMMENT ON COLUMN llmeco.repo_monthly_time.value IS 'The metric''s value in that month: counts are increments, not totals; of times the mean.';
COMMENT ON COLUMN llmeco.repo_monthly_time.unit IS 'count, score (openrank, activity, attention) or days.';

CREATE OR REPLACE VIEW llmeco.repo_recent_months AS
SELECT r.repo_id,
       r.name AS repo,
       k.metric,
       m.month,
       m.months_back,
       COALESCE(v.value, 0) AS value
  FROM llmeco.metric_repos r
 CROSS JOIN LATERAL (
        SELECT d.month, pg_catalog.row_number() OVER (ORDER BY d.month DESC) - 1::bigint AS months_back
          FROM (SELECT DISTINCT x.month
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                 ORDER BY x.month DESC
                 LIMIT 12) d) m
 CROSS JOIN LATERAL (
        SELECT DISTINCT x.metric
          FROM llmeco.repo_metrics x
         WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id) k
  LEFT JOIN llmeco.repo_metrics v
    ON v.repo_id OPERATOR(pg_catalog.=) r.repo_id
   AND v.metric OPERATOR(pg_catalog.=) k.metric
   AND v.month OPERATOR(pg_catalog.=) m.month;
COMMENT ON VIEW llmeco.repo_recent_months IS 'One row per repository, OpenDigger metric that it has and month of its last 12 with data of any metric (key: repo_id, metric, month): what the scores are computed from. Months without any data do not count, so the 12 need not follow each other.';
COMMENT ON COLUMN llmeco.repo_recent_months.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_recent_months.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_recent_months.metric IS 'OpenDigger''s name of the metric; counts and scores only.';
COMMENT ON COLUMN llmeco.repo_recent_months.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_recent_months.months_back IS '0 for the repository''s newest month with data, to 11.';
COMMENT ON COLUMN llmeco.repo_recent_months.value IS 'The metric''s value in that month; 0 where OpenDigger has none.';

-- A part is up to two terms, each clamped to 0 to 1, by weight. exp() fails
-- beyond its range: a time that long counts as endless. LEAST and GREATEST pass
-- over NULL, so what has no data is asked for first.
CREATE OR REPLACE VIEW llmeco.repo_score_parts AS
WITH inputs AS (
SELECT s.repo_id, s.repo, s.month, s.opened, s.accepted, s.reviews, s.issues_opened, s.issues_closed,
       s.people, s.stars, s.attention, s.forks, s.activity,
       d.request_days, d.issue_days, d.answered_soon, d.answered, b.bus_factor
  FROM (-- Sums and series, oldest month first; NULL: no data of the metric.
        SELECT m.repo_id,
               m.repo,
               pg_catalog.max(m.month) AS month,
               pg_catalog.array_agg(DISTINCT m.month) AS months,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'change_requests') AS opened,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'change_requests_accepted') AS accepted,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'change_requests_reviews') AS reviews,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'issues_new') AS issues_opened,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'issues_closed') AS issues_closed,
               COALESCE(
                   pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'participants'),
                   pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'new_contributors')
               ) AS people,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'stars'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS stars,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'attention'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS attention,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'technical_fork'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS forks,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'activity'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS activity
          FROM llmeco.repo_recent_months m
         GROUP BY m.repo_id, m.repo) s
 CROSS JOIN LATERAL (
        -- Means over all that was resolved: a month counts as often as its levels say.
        SELECT pg_catalog.sum(d.avg * d.n ORDER BY d.month) FILTER (WHERE d.metric OPERATOR(pg_catalog.=) 'change_request_resolution_duration')
                   / NULLIF(pg_catalog.sum(d.n) FILTER (WHERE d.avg IS NOT NULL
                       AND d.metric OPERATOR(pg_catalog.=) 'change_request_resolution_duration'), float8 '0') AS request_days,
               pg_catalog.sum(d.avg * d.n ORDER BY d.month) FILTER (WHERE d.metric OPERATOR(pg_catalog.=) 'issue_resolution_duration')
                   / NULLIF(pg_catalog.sum(d.n) FILTER (WHERE d.avg IS NOT NULL
                       AND d.metric OPERATOR(pg_catalog.=) 'issue_resolution_duration'), float8 '0') AS issue_days,
               pg_catalog.sum(d.levels[1]::float8) FILTER (WHERE d.metric OPERATOR(pg_catalog.=) 'issue_response_time') AS answered_soon,
               pg_catalog.sum(d.n) FILTER (WHERE d.levels IS NOT NULL
                   AND d.metric OPERATOR(pg_catalog.=) 'issue_response_time') AS answered
          FROM (SELECT x.metric, x.month, x.avg, x.levels,
                       CASE WHEN x.levels IS NULL THEN float8 '1'
                            ELSE (SELECT pg_catalog.sum(l.n)::float8 FROM pg_catalog.unnest(x.levels) l (n))
                        END AS n
                  FROM llmeco.repo_durations x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) s.repo_id
                   AND x.month OPERATOR(pg_catalog.=) ANY (s.months)) d) d
 CROSS JOIN LATERAL (
        SELECT (pg_catalog.array_agg(x.value ORDER BY x.month DESC))[1] AS bus_factor
          FROM llmeco.repo_metrics x
         WHERE x.repo_id OPERATOR(pg_catalog.=) s.repo_id
           AND x.metric OPERATOR(pg_catalog.=) 'bus_factor') b)
SELECT s.repo_id,
       s.repo,
       p.score,
       p.part,
       p.weight,
       float8 '100' * (COALESCE(p.weight1 * p.term1, 0) + COALESCE(p.weight2 * p.term2, 0))
           / NULLIF(CASE WHEN p.term1 IS NULL THEN 0 ELSE p.weight1 END
                  + CASE WHEN p.term2 IS NULL THEN 0 ELSE p.weight2 END, float8 '0') AS value,
       p.inputs,
       s.month
  FROM inputs s
 CROSS JOIN LATERAL (
        -- mean: mean growth from month to month; total: growth from the first
        -- month to the last. NULL where there is nothing to compare with.
        SELECT pg_catalog.avg(g.mean) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'people') AS people_mean,
               pg_catalog.avg(g.mean) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'stars') AS stars_mean,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'stars') AS stars_total,
               pg_catalog.avg(g.mean) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'attention') AS attention_mean,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'attention') AS attention_total,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'forks') AS forks_total,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'activity') AS activity_total
          FROM (SELECT a.series,
                       (SELECT pg_catalog.avg((a.v[i.n] - a.v[i.n - 1]) / a.v[i.n - 1])
                          FROM pg_catalog.generate_series(2, pg_catalog.cardinality(a.v)) i (n)
                         WHERE a.v[i.n - 1] OPERATOR(pg_catalog.>) 0::float8) AS mean,
                       CASE WHEN pg_catalog.cardinality(a.v) OPERATOR(pg_catalog.>=) 2
                             AND a.v[1] OPERATOR(pg_catalog.>) 0::float8
                            THEN (a.v[pg_catalog.cardinality(a.v)] - a.v[1]) / a.v[1]
                        END AS total
                  FROM (VALUES ('people', s.people), ('stars', s.stars), ('attention', s.attention),
                               ('forks', s.forks), ('activity', s.activity)) a (series, v)) g) g
 CROSS JOIN LATERAL (
        -- Halves of at least two months each; of an odd number the middle one is in neither.
        SELECT pg_catalog.cardinality(s.activity) AS n,
               pg_catalog.avg(a.value) AS mean,
               pg_catalog.stddev_pop(a.value) AS deviation,
               pg_catalog.var_pop(a.value) FILTER (WHERE a.n OPERATOR(pg_catalog.<=)
                   (pg_catalog.cardinality(s.activity) / 2)) AS variance1,
               pg_catalog.var_pop(a.value) FILTER (WHERE a.n OPERATOR(pg_catalog.>)
                   (pg_catalog.cardinality(s.activity) - pg_catalog.cardinality(s.activity) / 2)) AS variance2,
               pg_catalog.count(*) FILTER (WHERE a.value OPERATOR(pg_catalog.<) (a.before / float8 '2')) AS drops
          FROM (SELECT u.value, u.n, pg_catalog.lag(u.value) OVER (ORDER BY u.n) AS before
                  FROM pg_catalog.unnest(s.activity) WITH ORDINALITY u (value, n)) a) a
 CROSS JOIN LATERAL (VALUES
        ('code_quality', 'change_requests', float8 '0.4',
         float8 '0.7', s.accepted / NULLIF(s.opened, float8 '0'),
         float8 '0.3', CASE WHEN s.request_days OPERATOR(pg_catalog.>) float8 '5000' THEN 0
                           ELSE pg_catalog.exp(float8 '-0.1' * s.request_days) END,
         pg_catalog.jsonb_build_object('opened', s.opened, 'accepted', s.accepted, 'days_to_resolve', s.request_days)),
        ('code_quality', 'issues', float8 '0.3',
         float8 '0.6', s.issues_closed / NULLIF(s.issues_opened, float8 '0'),
         float8 '0.4', CASE WHEN s.issue_days OPERATOR(pg_catalog.>) float8 '50000' THEN 0
                           ELSE float8 '2' / (float8 '1' + pg_catalog.exp(float8 '0.01' * s.issue_days)) END,
         pg_catalog.jsonb_build_object('opened', s.issues_opened, 'closed', s.issues_closed, 'days_to_resolve', s.issue_days)),
        ('code_quality', 'reviews', float8 '0.3',
         float8 '1', s.reviews / NULLIF(s.opened, float8 '0') / float8 '2',
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('change_requests', s.opened, 'reviews', s.reviews)),
        ('community', 'bus_factor', float8 '0.4',
         float8 '1', s.bus_factor / float8 '10',
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('bus_factor', s.bus_factor)),
        ('community', 'growth', float8 '0.3',
         float8 '1', float8 '0.5' + float8 '2' * g.people_mean,
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('people', s.people, 'mean_growth', g.people_mean)),
        ('community', 'response', float8 '0.3',
         float8 '1', s.answered_soon / NULLIF(s.answered, float8 '0'),
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('answered', s.answered, 'within_3_days', s.answered_soon)),
        ('impact', 'stars', float8 '0.4',
         float8 '20', float8 '6' * g.stars_mean,
         float8 '20', float8 '4' * g.stars_total,
         pg_catalog.jsonb_build_object('months', s.stars, 'mean_growth', g.stars_mean, 'growth', g.stars_total)),
        ('impact', 'attention', float8 '0.3',
         float8 '15', float8 '6' * g.attention_mean,
         float8 '15', float8 '4' * g.attention_total,
         pg_catalog.jsonb_build_object('months', s.attention, 'mean_growth', g.attention_mean, 'growth', g.attention_total)),
        ('impact', 'forks', float8 '0.3',
         float8 '15', float8 '4' * g.forks_total,
         float8 '15', s.forks[pg_catalog.cardinality(s.forks)] / float8 '50',
         pg_catalog.jsonb_build_object('months', s.forks, 'growth', g.forks_total)),
        ('maintenance', 'frequency', float8 '0.4',
         float8 '20', float8 '4' * g.activity_total,
         float8 '20', s.activity[a.n] / float8 '500',
         pg_catalog.jsonb_build_object('months', s.activity, 'growth', g.activity_total)),
        ('maintenance', 'stability', float8 '0.3',
         float8 '15', CASE WHEN a.n OPERATOR(pg_catalog.>=) 4
                           THEN float8 '4' * ((a.variance1 - a.variance2) / NULLIF(a.variance1, float8 '0')) END,
         float8 '15', float8 '1' - a.deviation / NULLIF(a.mean, float8 '0'),
         pg_catalog.jsonb_build_object('months', s.activity, 'variance_first_half', a.variance1,
             'variance_second_half', a.variance2, 'mean', a.mean, 'standard_deviation', a.deviation)),
        ('maintenance', 'continuity', float8 '0.3',
         float8 '15', float8 '4' * g.activity_total,
         float8 '15', CASE WHEN a.n OPERATOR(pg_catalog.>=) 2 THEN float8 '1' - a.drops::float8 / a.n::float8 END,
         pg_catalog.jsonb_build_object('months', s.activity, 'growth', g.activity_total, 'drops', a.drops))
       ) q (score, part, weight, weight1, raw1, weight2, raw2, inputs)
 CROSS JOIN LATERAL (
        SELECT q.score, q.part, q.weight, q.weight1, q.weight2, q.inputs,
               CASE WHEN q.raw1 IS NOT NULL THEN LEAST(GREATEST(q.raw1, 0), 1) END AS term1,
               CASE WHEN q.raw2 IS NOT NULL THEN LEAST(GREATEST(q.raw2, 0), 1) END AS term2) p;
COMMENT ON VIEW llmeco.repo_score_parts IS 'One row per repository with data, score and part of it (key: repo_id, score, part): where llmeco.repo_scores come from. Of the repository''s last 12 months with data, impact and maintenance of the last 6 (llmeco.repo_recent_months).';
COMMENT ON COLUMN llmeco.repo_score_parts.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_score_parts.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_score_parts.score IS 'code_quality, community, impact or maintenance.';
COMMENT ON COLUMN llmeco.repo_score_parts.part IS 'code_quality: change_requests, issues, reviews; community: bus_factor, growth, response; impact: stars, attention, forks; maintenance: frequency, stability, continuity.';
COMMENT ON COLUMN llmeco.repo_score_parts.weight IS 'Weight of the part in its score; those of a score add up to 1.';
COMMENT ON COLUMN llmeco.repo_score_parts.value IS '0 to 100; of a part of two terms one of which has no data, the other alone. NULL: no data, and the weight of the other parts is rescaled.';
COMMENT ON COLUMN llmeco.repo_score_parts.month IS 'The newest month with data, its first day.';
COMMENT ON COLUMN llmeco.repo_score_parts.inputs IS 'What the value was computed from: sums over the months, the months themselves (oldest first), growth as a fraction, times in days. null: no data.';

CREATE OR REPLACE VIEW llmeco.repo_scores AS
SELECT p.repo_id,
       p.repo,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'code_quality')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'code_quality' AND p.value IS NOT NULL) AS code_quality,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'community')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'community' AND p.value IS NOT NULL) AS community,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'impact')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'impact' AND p.value IS NOT NULL) AS impact,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'maintenance')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'maintenance' AND p.value IS NOT NULL) AS maintenance,
       p.month
  FROM llmeco.repo_score_parts p
 GROUP BY p.repo_id, p.repo, p.month;
COMMENT ON VIEW llmeco.repo_scores IS 'One row per repository with data (keys: repo_id; repo): its four scores, 0 to 100, of its last 12 months with data, impact and maintenance of the last 6; llmeco.repo_score_parts has what they are made of.';
COMMENT ON COLUMN llmeco.repo_scores.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_scores.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_scores.code_quality IS 'How change requests and issues are worked off and reviewed; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.community IS 'On how many people it rests, whether they grow, and how soon issues are answered; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.impact IS 'Growth of stars, attention and forks; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.maintenance IS 'Growth, steadiness and continuity of activity; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.month IS 'The newest month with data, its first day: the scores are as of its end.';

CREATE OR REPLACE VIEW llmeco.repo_ranking AS
SELECT pg_catalog.row_number() OVER (ORDER BY t.openrank_12_months DESC, t.repo_id) AS rank,
       t.repo_id,
       t.repo,
       t.openrank_12_months,
       t.openrank,
       t.activity,
       t.month
  FROM (SELECT r.repo_id,
               r.name AS repo,
               COALESCE((SELECT pg_catalog.sum(x.value ORDER BY x.month)
                           FROM llmeco.repo_metrics x
                          WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                            AND x.metric OPERATOR(pg_catalog.=) 'openrank'
                            AND x.month::timestamp OPERATOR(pg_catalog.>)
                                (n.month::timestamp OPERATOR(pg_catalog.-) interval '12 months')), 0) AS openrank_12_months,
               l.value AS openrank,
               (SELECT x.value
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                   AND x.metric OPERATOR(pg_catalog.=) 'activity'
                   AND x.month OPERATOR(pg_catalog.=) l.month) AS activity,
               l.month
          FROM llmeco.metric_repos r
         CROSS JOIN LATERAL (
                SELECT x.month, x.value
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id AND x.metric OPERATOR(pg_catalog.=) 'openrank'
                 ORDER BY x.month DESC
                 LIMIT 1) l
         CROSS JOIN (SELECT pg_catalog.max(x.month) AS month
                       FROM llmeco.repo_metrics x
                      WHERE x.metric OPERATOR(pg_catalog.=) 'openrank') n) t;
COMMENT ON VIEW llmeco.repo_ranking IS 'One row per repository with an OpenRank (keys: repo_id; repo; rank), by its OpenRank of the last 12 months.';
COMMENT ON COLUMN llmeco.repo_ranking.rank IS '1 for the most OpenRank in 12 months; equal ones in order of repo_id.';
COMMENT ON COLUMN llmeco.repo_ranking.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_ranking.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_ranking.openrank_12_months IS 'Sum of the OpenRank of 12 months, the last of which is the newest that any repository has; 0: none in these.';
COMMENT ON COLUMN llmeco.repo_ranking.openrank IS 'OpenRank in month.';
COMMENT ON COLUMN llmeco.repo_ranking.activity IS 'Activity in month; NULL: none given.';
COMMENT ON COLUMN llmeco.repo_ranking.month IS 'The repository''s newest month with an OpenRank, its first day.';

CREATE OR REPLACE VIEW llmeco.contributor_ranking AS
SELECT pg_catalog.row_number() OVER (PARTITION BY r.repo_id, r.name ORDER BY c.activity DESC, c.login) AS rank,
       r.repo_id,
       r.name AS repo,
       c.login,
       c.activity,
       c.months,
       c.last_month,
       EXISTS (SELECT
                 FROM llmeco.repo_contributors b
                WHERE b.repo_id OPERATOR(pg_catalog.=) r.repo_id
                  AND b.metric OPERATOR(pg_catalog.=) 'bus_factor_detail'
                  AND b.month OPERATOR(pg_catalog.=) (SELECT pg_catalog.max(x.month)
                                                        FROM llmeco.repo_contributors x
                                                       WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                                                         AND x.metric OPERATOR(pg_catalog.=) 'bus_factor_detail')
                  AND b.login OPERATOR(pg_catalog.=) c.login) AS is_bus_factor
  FROM llmeco.contributor_repos r
 CROSS JOIN LATERAL (
        SELECT x.login,
               pg_catalog.sum(x.value ORDER BY x.month) AS activity,
               pg_catalog.count(*) AS months,
               pg_catalog.max(x.month) AS last_month
          FROM llmeco.repo_contributors x
         WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
           AND x.metric OPERATOR(pg_catalog.=) 'activity_details'
           AND x.value IS NOT NULL
           AND x.month OPERATOR(pg_catalog.=) ANY (ARRAY(
                   SELECT DISTINCT d.month
                     FROM llmeco.repo_contributors d
                    WHERE d.repo_id OPERATOR(pg_catalog.=) r.repo_id
                      AND d.metric OPERATOR(pg_catalog.=) 'activity_details'
                    ORDER BY d.month DESC
                    LIMIT 12))
         GROUP BY x.login) c;
COMMENT ON VIEW llmeco.contributor_ranking IS 'One row per repository and GitHub account with activity in its last 12 months with details (key: repo_id, login).';
COMMENT ON COLUMN llmeco.contributor_ranking.rank IS '1 for the most active account of the repository; equal ones in order of login.';
COMMENT ON COLUMN llmeco.contributor_ranking.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.contributor_ranking.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.contributor_ranking.login IS 'GitHub account.';
COMMENT ON COLUMN llmeco.contributor_ranking.activity IS 'Sum of its activity over the 12 months (OpenDigger: activity_details).';
COMMENT ON COLUMN llmeco.contributor_ranking.months IS 'In how many of them it was active.';
COMMENT ON COLUMN llmeco.contributor_ranking.last_month IS 'The last month in which it was, its first day.';
COMMENT ON COLUMN llmeco.contributor_ranking.is_bus_factor IS 'Whether it is one of those on whom the repository rested in the newest month of bus_factor_detail.';

CREATE OR REPLACE VIEW llmeco.contributor_network AS
SELECT r.repo_id,
       r.name AS repo,
       l.source,
       l.target,
       l.weight,
       l.source_openrank,
       l.target_openrank
  FROM llmeco.developer_links l
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) l.repo_id;
COMMENT ON VIEW llmeco.contributor_network IS 'One row per repository and pair of developers who work together in it (key: repo_id, source, target); a developer without partner is a row with source = target and weight 0. Links have no direction.';
COMMENT ON COLUMN llmeco.contributor_network.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.contributor_network.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.contributor_network.source IS 'GitHub account.';
COMMENT ON COLUMN llmeco.contributor_network.target IS 'GitHub account.';
COMMENT ON COLUMN llmeco.contributor_network.weight IS 'Strength of the collaboration (OpenDigger: developer_network).';
COMMENT ON COLUMN llmeco.contributor_network.source_openrank IS 'OpenRank of source; NULL: not given.';
COMMENT ON COLUMN llmeco.contributor_network.target_openrank IS 'OpenRank of target; NULL: not given.';

CREATE OR REPLACE VIEW llmeco.repo_network AS
SELECT r.repo_id,
       r.name AS repo,
       l.source,
       l.target,
       l.weight,
       l.source_openrank,
       l.target_openrank
  FROM llmeco.repo_links l
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) l.repo_id;
COMMENT ON VIEW llmeco.repo_network IS 'One row per repository and pair of repositories in its neighbourhood that share developers (key: repo_id, source, target); a repository without partner is a row with source = target and weight 0. Links have no direction.';
COMMENT ON COLUMN llmeco.repo_network.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_network.repo IS 'owner/name on GitHub of the repository whose neighbourhood it is.';
COMMENT ON COLUMN llmeco.repo_network.source IS 'Repository, owner/name.';
COMMENT ON COLUMN llmeco.repo_network.target IS 'Repository, owner/name.';
COMMENT ON COLUMN llmeco.repo_network.weight IS 'Strength of the link (OpenDigger: repo_network).';
COMMENT ON COLUMN llmeco.repo_network.source_openrank IS 'OpenRank of source; NULL: not given.';
COMMENT ON COLUMN llmeco.repo_network.target_openrank IS 'OpenRank of target; NULL: not given.';

CREATE OR REPLACE VIEW llmeco.model_github AS
SELECT m.model_id,
       m.name AS model,
       a.name AS author,
       a.github_login,
       a.provenance,
       r.repo_id,
       r.repo,
       pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.split_part(r.repo, '/', 2)), '[^a-z0-9]', '', 'g')
           OPERATOR(pg_catalog.=)
       pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.split_part(m.name, '/', 2)), '[^a-z0-9]', '', 'g') AS is_same_name,
       r.openrank,
       r.activity,
       r.month
  FROM llmeco.models m
  JOIN (SELECT w.author_id,
               w.name,
               COALESCE(w.github_login, w.website_login) AS github_login,
               CASE WHEN w.github_login IS NOT NULL THEN 'profile' ELSE 'website' END AS provenance
          FROM (SELECT x.author_id, x.name, x.github_login,
                       COALESCE(pg_catalog.substring(x.website_url, '(?i)^https?://(?:www[.])?github[.]com/(?:orgs/)?([a-z0-9-]+)'),
                                pg_catalog.substring(x.website_url, '(?i)^https?://([a-z0-9-]+)[.]github[.]io(?:[/:?#]|$)')) AS website_login
                  FROM llmeco.authors x) w
         WHERE w.github_login IS NOT NULL OR w.website_login IS NOT NULL) a
    ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN (SELECT p.repo_id,
                    p.name AS repo,
                    pg_catalog.lower(pg_catalog.split_part(p.name, '/', 1)) AS owner,
                    o.openrank,
                    o.activity,
                    o.month
               FROM llmeco.repos p
               LEFT JOIN (SELECT k.repo_id,
                                 l.value AS openrank,
                                 (SELECT x.value
                                    FROM llmeco.repo_metrics x
                                   WHERE x.repo_id OPERATOR(pg_catalog.=) k.repo_id
                                     AND x.metric OPERATOR(pg_catalog.=) 'activity'
                                     AND x.month OPERATOR(pg_catalog.=) l.month) AS activity,
                                 l.month
                            FROM llmeco.metric_repos k
                           CROSS JOIN LATERAL (
                                 SELECT x.month, x.value
                                   FROM llmeco.repo_metrics x
                                  WHERE x.repo_id OPERATOR(pg_catalog.=) k.repo_id
                                    AND x.metric OPERATOR(pg_catalog.=) 'openrank'
                                  ORDER BY x.month DESC
                                  LIMIT 1) l) o
                 ON o.repo_id OPERATOR(pg_catalog.=) p.repo_id) r
    ON r.owner OPERATOR(pg_catalog.=) pg_catalog.lower(a.github_login)
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_github IS 'One row per listed model whose author gives a GitHub account and repository of that account in llmeco.repos (key: model_id, repo_id); one with repo NULL where there is no such repository.';
COMMENT ON COLUMN llmeco.model_github.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_github.model IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.model_github.author IS 'Name of user or organization on the Hub.';
COMMENT ON COLUMN llmeco.model_github.github_login IS 'The author''s GitHub account.';
COMMENT ON COLUMN llmeco.model_github.provenance IS 'Where the account was read: profile (llmeco.authors.github_login), else website (its website is on github.com or github.io).';
COMMENT ON COLUMN llmeco.model_github.repo_id IS 'llmeco.repos.repo_id; NULL: no repository of the account is known.';
COMMENT ON COLUMN llmeco.model_github.repo IS 'owner/name on GitHub; NULL: no repository of the account is known.';
COMMENT ON COLUMN llmeco.model_github.is_same_name IS 'Whether repository and model have the same name, case and punctuation apart: likely the model''s own; NULL: no repository.';
COMMENT ON COLUMN llmeco.model_github.openrank IS 'OpenRank of the repository in month; NULL: none.';
COMMENT ON COLUMN llmeco.model_github.activity IS 'Activity of the repository in month; NULL: none given.';
COMMENT ON COLUMN llmeco.model_github.month IS 'The repository''s newest month with an OpenRank, its first day; NULL: none.';

CREATE OR REPLACE VIEW llmeco.labelled_repos AS
SELECT l.repo_id,
       r.name AS repo,
       l.label_id,
       COALESCE(l.name, l.label_id) AS label,
       l.type
  FROM llmeco.repo_labels l
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) l.repo_id;
COMMENT ON VIEW llmeco.labelled_repos IS 'One row per repository and OpenDigger label that it carries (key: repo_id, label_id).';
COMMENT ON COLUMN llmeco.labelled_repos.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.labelled_repos.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.labelled_repos.label_id IS 'OpenDigger''s label id, as :technology/ai.';
COMMENT ON COLUMN llmeco.labelled_repos.label IS 'Name of the label; its id where OpenDigger gives no name.';
COMMENT ON COLUMN llmeco.labelled_repos.type IS 'Type of the label, as Tech-0, Company, Project; NULL: not given.';

CREATE OR REPLACE VIEW llmeco.repo_times AS
SELECT d.repo_id,
       r.name AS repo,
       d.metric,
       d.month,
       d.avg AS mean,
       d.quantile_0 AS minimum,
       d.quantile_1 AS quartile_1,
       d.quantile_2 AS median,
       d.quantile_3 AS quartile_3,
       d.quantile_4 AS maximum,
       d.levels[1] AS within_3_days,
       d.levels[2] AS within_7_days,
       d.levels[3] AS within_15_days,
       d.levels[4] AS later
  FROM llmeco.repo_durations d
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) d.repo_id;
COMMENT ON VIEW llmeco.repo_times IS 'One row per repository, OpenDigger metric of times and month (key: repo_id, metric, month): how long a response or a resolution took, in days. NULL: not given, or negative in the source.';
COMMENT ON COLUMN llmeco.repo_times.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_times.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_times.metric IS 'OpenDigger''s name of the metric, as issue_response_time.';
COMMENT ON COLUMN llmeco.repo_times.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_times.mean IS 'Mean, in days.';
COMMENT ON COLUMN llmeco.repo_times.minimum IS 'Shortest time, in days.';
COMMENT ON COLUMN llmeco.repo_times.quartile_1 IS 'First quartile, in days.';
COMMENT ON COLUMN llmeco.repo_times.median IS 'Median, in days.';
COMMENT ON COLUMN llmeco.repo_times.quartile_3 IS 'Third quartile, in days.';
COMMENT ON COLUMN llmeco.repo_times.maximum IS 'Longest time, in days.';
COMMENT ON COLUMN llmeco.repo_times.within_3_days IS 'How many took at most 3 days.';
COMMENT ON COLUMN llmeco.repo_times.within_7_days IS 'How many took more than 3 and at most 7 days.';
COMMENT ON COLUMN llmeco.repo_times.within_15_days IS 'How many took more than 7 and at most 15 days.';
COMMENT ON COLUMN llmeco.repo_times.later IS 'How many took more than 15 days.';
