-- Views for BI tools and for the site. Plain views over tables: they list in
-- information_schema, read on a standby and are never stale.

CREATE VIEW llmeco.leaderboard AS
SELECT i.rank,
       m.model_id,
       m.name,
       a.name AS author,
       a.full_name AS author_full_name,
       a.kind AS author_kind,
       a.org_type,
       m.task,
       m.library,
       m.license,
       m.parameters,
       m.created_at,
       m.downloads,
       m.likes,
       i.influence,
       i.self_influence,
       i.child_influence,
       i.parent_influence,
       h.rank OPERATOR(pg_catalog.-) i.rank AS rank_change
  FROM llmeco.influence i
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN llmeco.influence_history h
    ON h.model_id OPERATOR(pg_catalog.=) i.model_id
   AND h.run_id OPERATOR(pg_catalog.=) (SELECT pg_catalog.max(r.run_id)
                                           FROM llmeco.influence_runs r
                                          WHERE r.run_id OPERATOR(pg_catalog.<)
                                                (SELECT c.run_id FROM llmeco.influence c LIMIT 1))
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.leaderboard IS 'One row per model that has an influence (key: model_id) and is still listed; ORDER BY rank gives the most influential first.';
COMMENT ON COLUMN llmeco.leaderboard.rank IS '1 for the most influential model, as of the newest run in llmeco.influence_runs.';
COMMENT ON COLUMN llmeco.leaderboard.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.leaderboard.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.leaderboard.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.leaderboard.author_full_name IS 'Display name of the author; NULL: not known.';
COMMENT ON COLUMN llmeco.leaderboard.author_kind IS 'user or organization; NULL: not known.';
COMMENT ON COLUMN llmeco.leaderboard.org_type IS 'Kind of organization, as company; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.leaderboard.task IS 'Task, as text-generation; NULL: none given.';
COMMENT ON COLUMN llmeco.leaderboard.library IS 'Library, as transformers; NULL: none given.';
COMMENT ON COLUMN llmeco.leaderboard.license IS 'Licence, as apache-2.0; NULL: none given.';
COMMENT ON COLUMN llmeco.leaderboard.parameters IS 'Number of parameters; NULL: not given.';
COMMENT ON COLUMN llmeco.leaderboard.created_at IS 'Creation on the Hub; NULL: unknown.';
COMMENT ON COLUMN llmeco.leaderboard.downloads IS 'Downloads in the last 30 days; NULL: the model itself was not read.';
COMMENT ON COLUMN llmeco.leaderboard.likes IS 'Likes; NULL: the model itself was not read.';
COMMENT ON COLUMN llmeco.leaderboard.influence IS 'Total influence.';
COMMENT ON COLUMN llmeco.leaderboard.self_influence IS 'Influence of the model by itself.';
COMMENT ON COLUMN llmeco.leaderboard.child_influence IS 'Mean influence of the models derived from it.';
COMMENT ON COLUMN llmeco.leaderboard.parent_influence IS 'Mean influence of the models it is derived from.';
COMMENT ON COLUMN llmeco.leaderboard.rank_change IS 'Places gained since the run before (its rank there minus rank), negative: lost; NULL: it was not among the 1,000 of that run that llmeco.influence_history keeps, or there was none.';

CREATE VIEW llmeco.network_nodes AS
SELECT m.model_id,
       m.name,
       a.name AS author,
       a.full_name AS author_full_name,
       a.kind AS author_kind,
       a.org_type,
       a.avatar_url,
       m.task,
       m.created_at,
       m.downloads,
       m.likes,
       i.influence,
       m.fetched_at IS NULL AS is_stub
  FROM llmeco.models m
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) m.model_id;
COMMENT ON VIEW llmeco.network_nodes IS 'One row per model (key: model_id), stubs and removed models included: a node of the lineage network.';
COMMENT ON COLUMN llmeco.network_nodes.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.network_nodes.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.network_nodes.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.network_nodes.author_full_name IS 'Display name of the author; NULL: not known.';
COMMENT ON COLUMN llmeco.network_nodes.author_kind IS 'user or organization; NULL: not known.';
COMMENT ON COLUMN llmeco.network_nodes.org_type IS 'Kind of organization; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.network_nodes.avatar_url IS 'Picture of the author; NULL: not known.';
COMMENT ON COLUMN llmeco.network_nodes.task IS 'Task; NULL: none given.';
COMMENT ON COLUMN llmeco.network_nodes.created_at IS 'Creation on the Hub; NULL: unknown.';
COMMENT ON COLUMN llmeco.network_nodes.downloads IS 'Downloads in the last 30 days; NULL: a stub.';
COMMENT ON COLUMN llmeco.network_nodes.likes IS 'Likes; NULL: a stub.';
COMMENT ON COLUMN llmeco.network_nodes.influence IS 'Total influence; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.network_nodes.is_stub IS 'Whether the model is only known because another names it as its base.';

CREATE VIEW llmeco.network_edges AS
SELECT e.parent_id,
       e.child_id,
       p.name AS parent,
       c.name AS child,
       e.relation,
       e.weight,
       e.provenance
  FROM llmeco.model_edges e
  JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) e.parent_id
  JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) e.child_id;
COMMENT ON VIEW llmeco.network_edges IS 'One row per derivation (key: parent_id, child_id): an arrow of the lineage network, from the base model to the derived one.';
COMMENT ON COLUMN llmeco.network_edges.parent_id IS 'llmeco.models.model_id of the base model.';
COMMENT ON COLUMN llmeco.network_edges.child_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.network_edges.parent IS 'Name of the base model.';
COMMENT ON COLUMN llmeco.network_edges.child IS 'Name of the derived model.';
COMMENT ON COLUMN llmeco.network_edges.relation IS 'finetune, adapter, merge, quantized or unknown.';
COMMENT ON COLUMN llmeco.network_edges.weight IS 'Weight in the influence computation.';
COMMENT ON COLUMN llmeco.network_edges.provenance IS 'hub, tag, card or manual: where the derivation was read.';

CREATE VIEW llmeco.model_details AS
SELECT m.model_id,
       m.name,
       'https://huggingface.co/' OPERATOR(pg_catalog.||) m.name AS url,
       a.name AS author,
       a.full_name AS author_full_name,
       a.kind AS author_kind,
       a.org_type,
       a.avatar_url,
       m.task,
       m.library,
       m.license,
       m.languages,
       m.tags,
       m.parameters,
       m.gated,
       m.created_at,
       m.modified_at,
       m.downloads,
       m.downloads_all_time,
       m.likes,
       m.trending_score,
       i.rank,
       i.influence,
       i.self_influence,
       i.child_influence,
       i.parent_influence,
       (SELECT pg_catalog.array_agg(p.name ORDER BY p.name)
          FROM llmeco.model_edges e
          JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) e.parent_id
         WHERE e.child_id OPERATOR(pg_catalog.=) m.model_id) AS parents,
       (SELECT pg_catalog.array_agg(e.relation ORDER BY p.name)
          FROM llmeco.model_edges e
          JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) e.parent_id
         WHERE e.child_id OPERATOR(pg_catalog.=) m.model_id) AS parent_relations,
       (SELECT pg_catalog.count(*)
          FROM llmeco.model_edges e
         WHERE e.parent_id OPERATOR(pg_catalog.=) m.model_id) AS children,
       (SELECT pg_catalog.count(*)
          FROM llmeco.space_models s
         WHERE s.model_id OPERATOR(pg_catalog.=) m.model_id) AS spaces,
       m.fetched_at,
       m.removed_at
  FROM llmeco.models m
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) m.model_id;
COMMENT ON VIEW llmeco.model_details IS 'One row per model (keys: model_id; name), stubs and removed models included, with everything known of it.';
COMMENT ON COLUMN llmeco.model_details.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_details.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.model_details.url IS 'Its page on the Hub.';
COMMENT ON COLUMN llmeco.model_details.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.model_details.author_full_name IS 'Display name of the author; NULL: not known.';
COMMENT ON COLUMN llmeco.model_details.author_kind IS 'user or organization; NULL: not known.';
COMMENT ON COLUMN llmeco.model_details.org_type IS 'Kind of organization; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.model_details.avatar_url IS 'Picture of the author; NULL: not known.';
COMMENT ON COLUMN llmeco.model_details.task IS 'Task; NULL: none given.';
COMMENT ON COLUMN llmeco.model_details.library IS 'Library; NULL: none given.';
COMMENT ON COLUMN llmeco.model_details.license IS 'Licence; NULL: none given.';
COMMENT ON COLUMN llmeco.model_details.languages IS 'ISO 639 codes; empty: none given.';
COMMENT ON COLUMN llmeco.model_details.tags IS 'All tags as the Hub gives them.';
COMMENT ON COLUMN llmeco.model_details.parameters IS 'Number of parameters; NULL: not given.';
COMMENT ON COLUMN llmeco.model_details.gated IS 'no, auto or manual; NULL: not given.';
COMMENT ON COLUMN llmeco.model_details.created_at IS 'Creation on the Hub; NULL: unknown.';
COMMENT ON COLUMN llmeco.model_details.modified_at IS 'Last change on the Hub; NULL: not given.';
COMMENT ON COLUMN llmeco.model_details.downloads IS 'Downloads in the last 30 days; NULL: a stub.';
COMMENT ON COLUMN llmeco.model_details.downloads_all_time IS 'Downloads since creation; NULL: not given.';
COMMENT ON COLUMN llmeco.model_details.likes IS 'Likes; NULL: a stub.';
COMMENT ON COLUMN llmeco.model_details.trending_score IS 'Hub: trendingScore; NULL: not given.';
COMMENT ON COLUMN llmeco.model_details.rank IS '1 for the most influential model; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_details.influence IS 'Total influence; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_details.self_influence IS 'Influence of the model by itself; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_details.child_influence IS 'Mean influence of the models derived from it; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_details.parent_influence IS 'Mean influence of the models it is derived from; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_details.parents IS 'Names of all models it is derived from, in order of name; NULL: a base model.';
COMMENT ON COLUMN llmeco.model_details.parent_relations IS 'How it is derived from each of parents, in the same order; NULL: a base model.';
COMMENT ON COLUMN llmeco.model_details.children IS 'Number of models derived from it.';
COMMENT ON COLUMN llmeco.model_details.spaces IS 'Number of Spaces that use it.';
COMMENT ON COLUMN llmeco.model_details.fetched_at IS 'When its values were read; NULL: a stub.';
COMMENT ON COLUMN llmeco.model_details.removed_at IS 'When the Hub no longer listed it; NULL: listed.';

CREATE VIEW llmeco.site_contract AS
SELECT 1 AS version,
       (SELECT pg_catalog.max(r.as_of) FROM llmeco.influence_runs r) AS as_of,
       (SELECT pg_catalog.max(r.finished_at) FROM llmeco.refresh_runs r
         WHERE r.status OPERATOR(pg_catalog.<>) 'running') AS refreshed_at;
COMMENT ON VIEW llmeco.site_contract IS 'One row: the version of the views that the site generator llmeco-viz checks, and how fresh the data is.';
COMMENT ON COLUMN llmeco.site_contract.version IS 'Increased when a view that the site reads changes incompatibly.';
COMMENT ON COLUMN llmeco.site_contract.as_of IS 'The moment of the newest influence scores; NULL: none computed.';
COMMENT ON COLUMN llmeco.site_contract.refreshed_at IS 'End of the last refresh; NULL: none yet.';
