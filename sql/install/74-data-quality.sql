-- What the data lacks, and what does not fit together: there are no foreign
-- keys that would refuse it.

CREATE FUNCTION llmeco_cycles()
RETURNS TABLE (
    cycle bigint,
    model_id bigint)
LANGUAGE c STABLE PARALLEL RESTRICTED
COST 1000000 ROWS 10
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_cycles IS 'One row per model that is its own ancestor: cycle is the least model_id of those that are ancestors of each other (a strongly connected component of llmeco.model_edges).';

-- Counts of one table are taken in one pass; examples are looked for only
-- where there are any.
CREATE VIEW llmeco.data_quality_now AS
WITH m AS MATERIALIZED (
SELECT pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL) AS models,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NOT NULL) AS removed,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND x.fetched_at IS NULL) AS stubs,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND x.fetched_at IS NOT NULL) AS read,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND x.fetched_at IS NOT NULL AND x.license IS NULL) AS no_license,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND x.fetched_at IS NOT NULL AND x.license IS NOT NULL AND f.permissiveness IS NULL) AS license_unknown,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND x.fetched_at IS NOT NULL AND x.task IS NULL) AS no_task,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND x.fetched_at IS NOT NULL AND x.created_at IS NULL) AS no_date,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NULL AND i.model_id IS NULL) AS no_influence,
       pg_catalog.count(*) FILTER (WHERE x.author_id IS NOT NULL AND a.author_id IS NULL) AS author_missing
  FROM llmeco.models x
  LEFT JOIN llmeco.license_families f ON f.license OPERATOR(pg_catalog.=) pg_catalog.lower(x.license)
  LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) x.model_id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) x.author_id
), y AS MATERIALIZED (
SELECT pg_catalog.count(*) AS models
  FROM llmeco_cycles()
), e AS MATERIALIZED (
SELECT pg_catalog.count(*) AS edges,
       pg_catalog.count(*) FILTER (WHERE x.provenance OPERATOR(pg_catalog.=) 'hub') AS hub,
       pg_catalog.count(*) FILTER (WHERE x.provenance OPERATOR(pg_catalog.=) 'tag') AS tag,
       pg_catalog.count(*) FILTER (WHERE x.provenance OPERATOR(pg_catalog.=) 'card') AS card,
       pg_catalog.count(*) FILTER (WHERE x.provenance OPERATOR(pg_catalog.=) 'manual') AS manual,
       pg_catalog.count(*) FILTER (WHERE x.relation OPERATOR(pg_catalog.=) 'unknown') AS relation_unknown,
       pg_catalog.count(*) FILTER (WHERE p.removed_at IS NOT NULL OR c.removed_at IS NOT NULL) AS removed_end,
       pg_catalog.count(*) FILTER (WHERE p.model_id IS NULL OR c.model_id IS NULL) AS no_model
  FROM llmeco.model_edges x
  LEFT JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
  LEFT JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
), d AS MATERIALIZED (
SELECT pg_catalog.count(*) AS corrections,
       pg_catalog.count(*) FILTER (WHERE p.model_id IS NULL OR c.model_id IS NULL) AS no_model
  FROM llmeco.edge_corrections x
  LEFT JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
  LEFT JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
), l AS MATERIALIZED (
SELECT pg_catalog.count(*) AS aliases,
       pg_catalog.count(*) FILTER (WHERE m.model_id IS NULL) AS no_model,
       pg_catalog.count(n.model_id) AS current
  FROM llmeco.model_aliases x
  LEFT JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) x.model_id
  LEFT JOIN llmeco.models n ON n.name OPERATOR(pg_catalog.=) x.name
), a AS MATERIALIZED (
SELECT pg_catalog.count(*) AS authors,
       pg_catalog.count(*) FILTER (WHERE x.fetched_at IS NULL) AS never,
       pg_catalog.count(*) FILTER (WHERE x.page_fetched_at IS NULL) AS no_page,
       pg_catalog.count(*) FILTER (WHERE x.fetched_at OPERATOR(pg_catalog.<) (pg_catalog.now() OPERATOR(pg_catalog.-) '30 days'::interval)) AS stale
  FROM llmeco.authors x
), s AS MATERIALIZED (
SELECT pg_catalog.count(*) AS spaces,
       pg_catalog.count(*) FILTER (WHERE x.removed_at IS NOT NULL) AS removed,
       pg_catalog.count(*) FILTER (WHERE x.author_id IS NOT NULL AND a.author_id IS NULL) AS author_missing
  FROM llmeco.spaces x
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) x.author_id
), u AS MATERIALIZED (
SELECT pg_catalog.count(*) AS uses,
       pg_catalog.count(DISTINCT s.space_id) FILTER (WHERE m.model_id IS NOT NULL AND (m.fetched_at IS NULL OR m.removed_at IS NOT NULL)) AS unknown,
       pg_catalog.count(*) FILTER (WHERE m.model_id IS NULL OR s.space_id IS NULL) AS no_row
  FROM llmeco.space_models x
  LEFT JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) x.model_id
  LEFT JOIN llmeco.spaces s ON s.space_id OPERATOR(pg_catalog.=) x.space_id
), r AS MATERIALIZED (
SELECT pg_catalog.count(*) AS errors,
       pg_catalog.count(*) FILTER (WHERE NOT EXISTS (SELECT
                                                       FROM llmeco.refresh_runs k
                                                      WHERE k.run_id OPERATOR(pg_catalog.>) x.run_id
                                                        AND k.status OPERATOR(pg_catalog.=) 'complete'
                                                        AND x.source OPERATOR(pg_catalog.=) ANY (k.sources))) AS open
  FROM llmeco.refresh_errors x
), w AS MATERIALIZED (
SELECT pg_catalog.count(*) FILTER (WHERE x.next_url IS NOT NULL) AS unfinished,
       pg_catalog.count(*) AS walks
  FROM llmeco.refresh_cursors x
)
SELECT q.check_name,
       q.severity,
       q.objects,
       q.total,
       q.objects::double precision OPERATOR(pg_catalog./) NULLIF(q.total, 0)::double precision AS share,
       COALESCE(q.example, '{}') AS example,
       q.description
  FROM (
          SELECT 'model_stub' AS check_name, 'info' AS severity, m.stubs AS objects, m.models AS total,
                 CASE WHEN m.stubs OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.fetched_at IS NULL AND x.removed_at IS NULL
                               ORDER BY x.model_id LIMIT 10)
                  END AS example,
                 'Models that are known only because others name them as their base or Spaces use them: their counters are not known. Of all listed models.' AS description
            FROM m
          UNION ALL
          SELECT 'model_removed', 'info', m.removed, m.models OPERATOR(pg_catalog.+) m.removed,
                 CASE WHEN m.removed OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.removed_at IS NOT NULL
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Models that the Hub no longer lists: they do not count, their rows stay. Of all models.'
            FROM m
          UNION ALL
          SELECT 'model_without_license', 'info', m.no_license, m.read,
                 CASE WHEN m.no_license OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.fetched_at IS NOT NULL AND x.removed_at IS NULL AND x.license IS NULL
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Models whose card names no licence. Of the listed models that were read.'
            FROM m
          UNION ALL
          SELECT 'model_license_unknown', 'info', m.license_unknown, m.read,
                 CASE WHEN m.license_unknown OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.fetched_at IS NOT NULL AND x.removed_at IS NULL AND x.license IS NOT NULL AND NOT EXISTS (SELECT FROM llmeco.license_families f
                                                 WHERE f.license OPERATOR(pg_catalog.=) pg_catalog.lower(x.license) AND f.permissiveness IS NOT NULL)
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Models whose licence llmeco.license_families does not have, or not what it permits, as other: llmeco.license_conflicts cannot compare them. A row in llmeco.license_corrections helps. Of the listed models that were read.'
            FROM m
          UNION ALL
          SELECT 'model_without_task', 'info', m.no_task, m.read,
                 CASE WHEN m.no_task OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.fetched_at IS NOT NULL AND x.removed_at IS NULL AND x.task IS NULL
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Models without a task: in no row of llmeco.task_ranking. Of the listed models that were read.'
            FROM m
          UNION ALL
          SELECT 'model_without_creation_date', 'info', m.no_date, m.read,
                 CASE WHEN m.no_date OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.fetched_at IS NOT NULL AND x.removed_at IS NULL AND x.created_at IS NULL
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Models whose creation date is not known: no recency in their score. Of the listed models that were read.'
            FROM m
          UNION ALL
          SELECT 'model_without_influence', 'warning', m.no_influence, m.models,
                 CASE WHEN m.no_influence OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.removed_at IS NULL AND NOT EXISTS (SELECT FROM llmeco.influence i WHERE i.model_id OPERATOR(pg_catalog.=) x.model_id)
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Listed models that the newest influence run does not have: llmeco_update_influence() scores them. Of all listed models.'
            FROM m
          UNION ALL
          SELECT 'lineage_cycle', 'warning', y.models, m.models OPERATOR(pg_catalog.+) m.removed,
                 CASE WHEN y.models OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco_cycles() z JOIN llmeco.models x ON x.model_id OPERATOR(pg_catalog.=) z.model_id
                               ORDER BY z.cycle, x.name LIMIT 10)
                  END,
                 'Models that are their own ancestors (strongly connected components of the lineage: llmeco_cycles() says which): some derivation among them is wrong, llmeco_unset_parent() removes it. Of all models.'
            FROM y, m
          UNION ALL
          SELECT 'edge_from_hub', 'info', e.hub, e.edges,
                 CASE WHEN e.hub OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT p.name OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) c.name
                                FROM llmeco.model_edges x
                                JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
                                JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
                               WHERE x.provenance OPERATOR(pg_catalog.=) 'hub'
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations as the Hub resolved them (baseModels). Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'edge_from_tag', 'info', e.tag, e.edges,
                 CASE WHEN e.tag OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT p.name OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) c.name
                                FROM llmeco.model_edges x
                                JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
                                JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
                               WHERE x.provenance OPERATOR(pg_catalog.=) 'tag'
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations read from tags only. Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'edge_from_card', 'info', e.card, e.edges,
                 CASE WHEN e.card OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT p.name OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) c.name
                                FROM llmeco.model_edges x
                                JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
                                JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
                               WHERE x.provenance OPERATOR(pg_catalog.=) 'card'
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations read from model cards only. Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'edge_manual', 'info', e.manual, e.edges,
                 CASE WHEN e.manual OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT p.name OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) c.name
                                FROM llmeco.model_edges x
                                JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
                                JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
                               WHERE x.provenance OPERATOR(pg_catalog.=) 'manual'
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations entered by hand. Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'edge_relation_unknown', 'warning', e.relation_unknown, e.edges,
                 CASE WHEN e.relation_unknown OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT p.name OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) c.name
                                FROM llmeco.model_edges x
                                JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
                                JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
                               WHERE x.relation OPERATOR(pg_catalog.=) 'unknown'
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations of which it is not known whether finetune, adapter, merge or quantized. Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'edge_removed_end', 'warning', e.removed_end, e.edges,
                 CASE WHEN e.removed_end OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT p.name OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) c.name
                                FROM llmeco.model_edges x
                                JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) x.parent_id
                                JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) x.child_id
                               WHERE p.removed_at IS NOT NULL OR c.removed_at IS NOT NULL
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations from or to a model that is no longer listed: they do not count. Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'edge_without_model', 'error', e.no_model, e.edges,
                 CASE WHEN e.no_model OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT 'model_id ' OPERATOR(pg_catalog.||) x.parent_id OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) x.child_id
                                FROM llmeco.model_edges x
                               WHERE NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id OPERATOR(pg_catalog.=) x.parent_id)
                                  OR NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id OPERATOR(pg_catalog.=) x.child_id)
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Derivations from or to a row that llmeco.models does not have. Of all derivations.'
            FROM e
          UNION ALL
          SELECT 'correction_without_model', 'error', d.no_model, d.corrections,
                 CASE WHEN d.no_model OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT 'model_id ' OPERATOR(pg_catalog.||) x.parent_id OPERATOR(pg_catalog.||) ' -> ' OPERATOR(pg_catalog.||) x.child_id
                                FROM llmeco.edge_corrections x
                               WHERE NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id OPERATOR(pg_catalog.=) x.parent_id)
                                  OR NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id OPERATOR(pg_catalog.=) x.child_id)
                               ORDER BY x.parent_id, x.child_id LIMIT 10)
                  END,
                 'Corrections of derivations from or to a row that llmeco.models does not have. Of all corrections by hand.'
            FROM d
          UNION ALL
          SELECT 'model_author_missing', 'error', m.author_missing, m.models OPERATOR(pg_catalog.+) m.removed,
                 CASE WHEN m.author_missing OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.models x
                               WHERE x.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM llmeco.authors k WHERE k.author_id OPERATOR(pg_catalog.=) x.author_id)
                               ORDER BY x.model_id LIMIT 10)
                  END,
                 'Models whose author_id llmeco.authors does not have. Of all models.'
            FROM m
          UNION ALL
          SELECT 'alias_without_model', 'error', l.no_model, l.aliases,
                 CASE WHEN l.no_model OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.model_aliases x
                               WHERE NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id OPERATOR(pg_catalog.=) x.model_id)
                               ORDER BY x.name LIMIT 10)
                  END,
                 'Old names that lead to a row that llmeco.models does not have. Of all old names.'
            FROM l
          UNION ALL
          SELECT 'alias_of_current_name', 'warning', l.current, l.aliases,
                 CASE WHEN l.current OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.model_aliases x
                                JOIN llmeco.models k ON k.name OPERATOR(pg_catalog.=) x.name
                               ORDER BY x.name LIMIT 10)
                  END,
                 'Old names that another model has as its current name by now; that one is found by it. Of all old names.'
            FROM l
          UNION ALL
          SELECT 'author_never_read', 'warning', a.never, a.authors,
                 CASE WHEN a.never OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.authors x
                               WHERE x.fetched_at IS NULL
                               ORDER BY x.author_id LIMIT 10)
                  END,
                 'Authors of whom only the name is known: refresh source authors. Of all authors.'
            FROM a
          UNION ALL
          SELECT 'author_page_never_read', 'info', a.no_page, a.authors,
                 CASE WHEN a.no_page OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.authors x
                               WHERE x.page_fetched_at IS NULL
                               ORDER BY x.author_id LIMIT 10)
                  END,
                 'Authors whose Hub page, with kind of organization, website and GitHub account, was not read. Of all authors.'
            FROM a
          UNION ALL
          SELECT 'author_stale', 'warning', a.stale, a.authors,
                 CASE WHEN a.stale OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.authors x
                               WHERE x.fetched_at OPERATOR(pg_catalog.<) (pg_catalog.now() OPERATOR(pg_catalog.-) '30 days'::interval)
                               ORDER BY x.fetched_at, x.author_id LIMIT 10)
                  END,
                 'Authors last read more than 30 days ago. Of all authors.'
            FROM a
          UNION ALL
          SELECT 'space_removed', 'info', s.removed, s.spaces,
                 CASE WHEN s.removed OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.spaces x
                               WHERE x.removed_at IS NOT NULL
                               ORDER BY x.space_id LIMIT 10)
                  END,
                 'Spaces that the Hub no longer lists. Of all Spaces.'
            FROM s
          UNION ALL
          SELECT 'space_of_unknown_model', 'warning', u.unknown, s.spaces,
                 CASE WHEN u.unknown OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.spaces x
                               WHERE EXISTS (SELECT FROM llmeco.space_models k
                                               JOIN llmeco.models n ON n.model_id OPERATOR(pg_catalog.=) k.model_id
                                              WHERE k.space_id OPERATOR(pg_catalog.=) x.space_id AND (n.fetched_at IS NULL OR n.removed_at IS NOT NULL))
                               ORDER BY x.space_id LIMIT 10)
                  END,
                 'Spaces that name a model which was not read or is no longer listed. Of all Spaces.'
            FROM u, s
          UNION ALL
          SELECT 'space_author_missing', 'error', s.author_missing, s.spaces,
                 CASE WHEN s.author_missing OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.name FROM llmeco.spaces x
                               WHERE x.author_id IS NOT NULL AND NOT EXISTS (SELECT FROM llmeco.authors k WHERE k.author_id OPERATOR(pg_catalog.=) x.author_id)
                               ORDER BY x.space_id LIMIT 10)
                  END,
                 'Spaces whose author_id llmeco.authors does not have. Of all Spaces.'
            FROM s
          UNION ALL
          SELECT 'space_model_without_row', 'error', u.no_row, u.uses,
                 CASE WHEN u.no_row OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT 'space_id ' OPERATOR(pg_catalog.||) x.space_id OPERATOR(pg_catalog.||) ', model_id ' OPERATOR(pg_catalog.||) x.model_id
                                FROM llmeco.space_models x
                               WHERE NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id OPERATOR(pg_catalog.=) x.model_id)
                                  OR NOT EXISTS (SELECT FROM llmeco.spaces k WHERE k.space_id OPERATOR(pg_catalog.=) x.space_id)
                               ORDER BY x.space_id, x.model_id LIMIT 10)
                  END,
                 'Uses of models by Spaces of which llmeco.models or llmeco.spaces has no row. Of all uses.'
            FROM u
          UNION ALL
          SELECT 'refresh_error_open', 'warning', r.open, r.errors,
                 CASE WHEN r.open OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.kind OPERATOR(pg_catalog.||) ': ' OPERATOR(pg_catalog.||) COALESCE(x.item, x.url, x.source)
                                FROM llmeco.refresh_errors x
                               WHERE NOT EXISTS (SELECT FROM llmeco.refresh_runs k
                                                  WHERE k.run_id OPERATOR(pg_catalog.>) x.run_id
                                                    AND k.status OPERATOR(pg_catalog.=) 'complete'
                                                    AND x.source OPERATOR(pg_catalog.=) ANY (k.sources))
                               ORDER BY x.error_id DESC LIMIT 10)
                  END,
                 'What refreshes could not read, since no later one of the same source was complete. Of all rows of llmeco.refresh_errors.'
            FROM r
          UNION ALL
          SELECT 'refresh_unfinished', 'info', w.unfinished, w.walks,
                 CASE WHEN w.unfinished OPERATOR(pg_catalog.>) 0 THEN
                       ARRAY(SELECT x.source OPERATOR(pg_catalog.||) ' ' OPERATOR(pg_catalog.||) x.scope OPERATOR(pg_catalog.||) ': ' OPERATOR(pg_catalog.||) x.step
                                FROM llmeco.refresh_cursors x
                               WHERE x.next_url IS NOT NULL
                               ORDER BY x.source, x.scope, x.step LIMIT 10)
                  END,
                 'Walks through listings that are not at their end: the next refresh goes on. Of all walks.'
            FROM w) q;
COMMENT ON VIEW llmeco.data_quality_now IS 'One row per check of the data (key: check_name), those included that find nothing (objects 0). As it is now: reads whole tables, llmeco.data_quality has it stored.';
COMMENT ON COLUMN llmeco.data_quality_now.check_name IS 'Name of the check, as model_stub.';
COMMENT ON COLUMN llmeco.data_quality_now.severity IS 'error: rows that point nowhere, which should never be; warning: worth a look; info: how much is known.';
COMMENT ON COLUMN llmeco.data_quality_now.objects IS 'How many the check finds.';
COMMENT ON COLUMN llmeco.data_quality_now.total IS 'Of how many; description says what they are.';
COMMENT ON COLUMN llmeco.data_quality_now.share IS 'objects / total, 0 to 1; NULL: there are none.';
COMMENT ON COLUMN llmeco.data_quality_now.example IS 'Names of up to ten of them; empty: none.';
COMMENT ON COLUMN llmeco.data_quality_now.description IS 'What the check finds, what it means and what total counts.';

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

CREATE FUNCTION llmeco_update_checks()
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
COST 1000000
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_update_checks IS 'Looks for licence conflicts and for what the data lacks, and stores both for llmeco.license_conflicts and llmeco.data_quality, in place of what was stored. Each complete refresh ends with it. Reads whole tables. Needs INSERT, UPDATE and DELETE on llmeco.conflicts and llmeco.checks.';
REVOKE EXECUTE ON FUNCTION llmeco_update_checks FROM PUBLIC;
