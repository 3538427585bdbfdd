-- What a load stored, in a few lines to compare: counts, and sums of hashes of
-- whole rows by name, in whatever order they came.
SELECT 'models listed', count(*) FILTER (WHERE fetched_at IS NOT NULL) FROM llmeco.models;
SELECT 'models named only', count(*) FILTER (WHERE fetched_at IS NULL) FROM llmeco.models;
SELECT 'authors', count(*) FROM llmeco.authors;
SELECT 'derivations: ' || relation, count(*) FROM llmeco.model_edges GROUP BY relation ORDER BY relation;
SELECT 'hash of models', sum(pg_catalog.hashtextextended(ROW(m.hub_id, m.name, a.name, m.task, m.library,
        m.license, m.gated, m.languages, m.tags, m.downloads, m.downloads_all_time, m.likes, m.parameters,
        m.trending_score, m.created_at, m.modified_at, m.sha, m.removed_at, m.fetched_at IS NULL)::text, 0))
  FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id);
SELECT 'hash of derivations', sum(pg_catalog.hashtextextended(
        ROW(p.name, c.name, e.relation, e.provenance, e.weight)::text, 0))
  FROM llmeco.model_edges e
  JOIN llmeco.models p ON p.model_id = e.parent_id
  JOIN llmeco.models c ON c.model_id = e.child_id;
