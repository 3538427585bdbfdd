-- Families: the views. Rows are as llmeco_update_families() and each refresh last
-- computed them (45-families.sql); names are looked up as they are now.

-- A model without relatives has no row in the storage.
CREATE VIEW llmeco.model_families AS
SELECT f.model_id,
       m.name AS model,
       f.root_id,
       r.name AS root,
       a.name AS organization,
       f.share,
       f.depth,
       (ARRAY['finetune', 'adapter', 'merge', 'quantized', 'unknown'])[f.relation] AS relation,
       m.name
  FROM llmeco.family_shares f
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) f.model_id
  LEFT JOIN llmeco.models r ON r.model_id OPERATOR(pg_catalog.=) f.root_id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) r.author_id
 WHERE f.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('families')
UNION ALL
SELECT m.model_id,
       m.name,
       m.model_id,
       m.name,
       a.name,
       1,
       0,
       NULL,
       m.name
  FROM llmeco.models m
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE m.removed_at IS NULL
   AND @extschema@.llmeco_shown_slot('families') IS NOT NULL
   AND NOT EXISTS (SELECT
                     FROM llmeco.family_shares f
                    WHERE f.model_id OPERATOR(pg_catalog.=) m.model_id
                      AND f.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('families'));
COMMENT ON VIEW llmeco.model_families IS 'One row per listed model and root that it goes back to (key: model_id, root_id), with the share of the root in it: the mean of its shares in the models that it is derived from; 1 of a root in itself. The shares of a model add up to 1. Models of a cycle, which are ancestors of each other, count as one: where nothing else leads to them, the one created first is the root.';
COMMENT ON COLUMN llmeco.model_families.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_families.model IS 'As name.';
COMMENT ON COLUMN llmeco.model_families.root_id IS 'llmeco.models.model_id of the root; NULL: the roots beyond the 64 with the largest shares, together.';
COMMENT ON COLUMN llmeco.model_families.root IS 'author/name of the root; NULL: several roots.';
COMMENT ON COLUMN llmeco.model_families.organization IS 'Name of the root''s author; NULL: a name without owner, or several roots.';
COMMENT ON COLUMN llmeco.model_families.share IS 'Part of the model that goes back to the root, above 0, to 1.';
COMMENT ON COLUMN llmeco.model_families.depth IS 'Least number of derivations from the root to the model, on ways by models that have it in a row of their own, 0: it is the root; NULL: several roots.';
COMMENT ON COLUMN llmeco.model_families.relation IS 'finetune, adapter, merge, quantized or unknown: the last of these derivations, by the parent with the lowest model_id among several ways of that length; NULL: it is the root, or several roots.';
COMMENT ON COLUMN llmeco.model_families.name IS 'author/name of the model.';

CREATE VIEW llmeco.family_ranking AS
SELECT t.rank,
       t.id AS root_id,
       m.name AS root,
       a.name AS organization,
       a.kind,
       a.org_type,
       t.models::bigint AS descendants,
       t.by_share AS descendants_by_share,
       t.finetune::bigint AS finetune,
       t.adapter::bigint AS adapter,
       t.merge::bigint AS merge,
       t.quantized::bigint AS quantized,
       t.unknown::bigint AS unknown,
       t.depth,
       t.authors::bigint AS builders,
       t.downloads,
       t.likes,
       t.influence,
       t.downloads_by_share,
       t.likes_by_share,
       t.influence_by_share
  FROM llmeco.family_totals t
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE t.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('family_totals')
   AND t.kind OPERATOR(pg_catalog.=) 'root';
COMMENT ON VIEW llmeco.family_ranking IS 'One row per root that others go back to (keys: root_id; root; rank): its family, which are all listed models with a share of it but itself. What is by_share counts each of them by its share, so that a merge of two families counts in each in part.';
COMMENT ON COLUMN llmeco.family_ranking.rank IS '1 for the root with the most descendants; equal ones by descendants_by_share, then root_id.';
COMMENT ON COLUMN llmeco.family_ranking.root_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.family_ranking.root IS 'author/name of the model that the family goes back to.';
COMMENT ON COLUMN llmeco.family_ranking.organization IS 'Name of its author, user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.family_ranking.kind IS 'user or organization; NULL: not known yet.';
COMMENT ON COLUMN llmeco.family_ranking.org_type IS 'Kind of organization, as company; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.family_ranking.descendants IS 'Models of the family, the root left out.';
COMMENT ON COLUMN llmeco.family_ranking.descendants_by_share IS 'Sum of the shares of the root in them.';
COMMENT ON COLUMN llmeco.family_ranking.finetune IS 'Of these, models whose way from the root ends with a finetune.';
COMMENT ON COLUMN llmeco.family_ranking.adapter IS 'The same, with an adapter.';
COMMENT ON COLUMN llmeco.family_ranking.merge IS 'The same, with a merge.';
COMMENT ON COLUMN llmeco.family_ranking.quantized IS 'The same, with a quantization.';
COMMENT ON COLUMN llmeco.family_ranking.unknown IS 'The same, with a derivation that the Hub says none of these of.';
COMMENT ON COLUMN llmeco.family_ranking.depth IS 'Derivations from the root to the model furthest from it.';
COMMENT ON COLUMN llmeco.family_ranking.builders IS 'Authors of them, the root''s own left out.';
COMMENT ON COLUMN llmeco.family_ranking.downloads IS 'Downloads of them in the last 30 days.';
COMMENT ON COLUMN llmeco.family_ranking.likes IS 'Likes of them.';
COMMENT ON COLUMN llmeco.family_ranking.influence IS 'Sum of the total influence of them.';
COMMENT ON COLUMN llmeco.family_ranking.downloads_by_share IS 'downloads, those of each model times its share.';
COMMENT ON COLUMN llmeco.family_ranking.likes_by_share IS 'likes, those of each model times its share.';
COMMENT ON COLUMN llmeco.family_ranking.influence_by_share IS 'influence, that of each model times its share.';

CREATE VIEW llmeco.org_family_ranking AS
SELECT t.rank,
       t.id AS author_id,
       a.name AS organization,
       a.kind,
       a.org_type,
       t.roots::bigint AS roots,
       t.models::bigint AS descendants,
       t.by_share AS descendants_by_share,
       t.finetune::bigint AS finetune,
       t.adapter::bigint AS adapter,
       t.merge::bigint AS merge,
       t.quantized::bigint AS quantized,
       t.unknown::bigint AS unknown,
       t.depth,
       t.authors::bigint AS builders,
       t.downloads,
       t.likes,
       t.influence,
       t.downloads_by_share,
       t.likes_by_share,
       t.influence_by_share,
       'https://huggingface.co/' OPERATOR(pg_catalog.||) a.name AS url
  FROM llmeco.family_totals t
  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) t.id
 WHERE t.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('family_totals')
   AND t.kind OPERATOR(pg_catalog.=) 'organization';
COMMENT ON VIEW llmeco.org_family_ranking IS 'One row per author, user or organization, of roots that others go back to (keys: author_id; organization; rank): the families of all these roots together, as llmeco.family_ranking has each. A model that goes back to several of them counts once; its share is the sum.';
COMMENT ON COLUMN llmeco.org_family_ranking.rank IS '1 for the author with the most descendants; equal ones by descendants_by_share, then author_id.';
COMMENT ON COLUMN llmeco.org_family_ranking.author_id IS 'llmeco.authors.author_id.';
COMMENT ON COLUMN llmeco.org_family_ranking.organization IS 'Name of user or organization.';
COMMENT ON COLUMN llmeco.org_family_ranking.kind IS 'user or organization; NULL: not known yet.';
COMMENT ON COLUMN llmeco.org_family_ranking.org_type IS 'Kind of organization, as company; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.org_family_ranking.roots IS 'Its models that others go back to and that go back to none.';
COMMENT ON COLUMN llmeco.org_family_ranking.descendants IS 'Models that go back to one of these.';
COMMENT ON COLUMN llmeco.org_family_ranking.descendants_by_share IS 'Sum of their shares in them.';
COMMENT ON COLUMN llmeco.org_family_ranking.finetune IS 'Of these, models whose way from the nearest root ends with a finetune.';
COMMENT ON COLUMN llmeco.org_family_ranking.adapter IS 'The same, with an adapter.';
COMMENT ON COLUMN llmeco.org_family_ranking.merge IS 'The same, with a merge.';
COMMENT ON COLUMN llmeco.org_family_ranking.quantized IS 'The same, with a quantization.';
COMMENT ON COLUMN llmeco.org_family_ranking.unknown IS 'The same, with a derivation that the Hub says none of these of.';
COMMENT ON COLUMN llmeco.org_family_ranking.depth IS 'Derivations from the nearest root to the model furthest from it.';
COMMENT ON COLUMN llmeco.org_family_ranking.builders IS 'Other authors of them.';
COMMENT ON COLUMN llmeco.org_family_ranking.downloads IS 'Downloads of them in the last 30 days.';
COMMENT ON COLUMN llmeco.org_family_ranking.likes IS 'Likes of them.';
COMMENT ON COLUMN llmeco.org_family_ranking.influence IS 'Sum of the total influence of them.';
COMMENT ON COLUMN llmeco.org_family_ranking.downloads_by_share IS 'downloads, those of each model times its share.';
COMMENT ON COLUMN llmeco.org_family_ranking.likes_by_share IS 'likes, those of each model times its share.';
COMMENT ON COLUMN llmeco.org_family_ranking.influence_by_share IS 'influence, that of each model times its share.';
COMMENT ON COLUMN llmeco.org_family_ranking.url IS 'Its page on the Hub.';

CREATE VIEW llmeco.family_monthly AS
SELECT t.id AS root_id,
       m.name AS root,
       a.name AS organization,
       d.month,
       d.derivatives::bigint AS derivatives,
       d.derivatives_by_share,
       d.share
  FROM llmeco.family_totals t
 CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(t.months), pg_catalog.unnest(t.month_models),
                               pg_catalog.unnest(t.month_by_share), pg_catalog.unnest(t.month_share))
       d (month, derivatives, derivatives_by_share, share)
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) t.id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE t.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('family_totals')
   AND t.kind OPERATOR(pg_catalog.=) 'root';
COMMENT ON VIEW llmeco.family_monthly IS 'One row per root and month (key: root_id, month) in which a model of its family was created. Models whose creation is not known are in none.';
COMMENT ON COLUMN llmeco.family_monthly.root_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.family_monthly.root IS 'author/name of the model that the family goes back to.';
COMMENT ON COLUMN llmeco.family_monthly.organization IS 'Name of its author; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.family_monthly.month IS 'First day of the month, UTC.';
COMMENT ON COLUMN llmeco.family_monthly.derivatives IS 'Models of the family created in it.';
COMMENT ON COLUMN llmeco.family_monthly.derivatives_by_share IS 'Sum of the shares in them.';
COMMENT ON COLUMN llmeco.family_monthly.share IS 'derivatives_by_share by all models created in that month that are derived from any: 0 to 1.';

CREATE VIEW llmeco.org_family_monthly AS
SELECT t.id AS author_id,
       a.name AS organization,
       d.month,
       d.derivatives::bigint AS derivatives,
       d.derivatives_by_share,
       d.share
  FROM llmeco.family_totals t
 CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(t.months), pg_catalog.unnest(t.month_models),
                               pg_catalog.unnest(t.month_by_share), pg_catalog.unnest(t.month_share))
       d (month, derivatives, derivatives_by_share, share)
  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) t.id
 WHERE t.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('family_totals')
   AND t.kind OPERATOR(pg_catalog.=) 'organization';
COMMENT ON VIEW llmeco.org_family_monthly IS 'One row per author of roots and month (key: author_id, month) in which a model that goes back to one of them was created. Models whose creation is not known are in none.';
COMMENT ON COLUMN llmeco.org_family_monthly.author_id IS 'llmeco.authors.author_id.';
COMMENT ON COLUMN llmeco.org_family_monthly.organization IS 'Name of user or organization.';
COMMENT ON COLUMN llmeco.org_family_monthly.month IS 'First day of the month, UTC.';
COMMENT ON COLUMN llmeco.org_family_monthly.derivatives IS 'Models created in it that go back to one of the roots.';
COMMENT ON COLUMN llmeco.org_family_monthly.derivatives_by_share IS 'Sum of the shares in them.';
COMMENT ON COLUMN llmeco.org_family_monthly.share IS 'derivatives_by_share by all models created in that month that are derived from any: 0 to 1.';

CREATE VIEW llmeco.builder_ranking AS
SELECT t.rank,
       t.id AS author_id,
       a.name AS author,
       a.full_name,
       a.kind,
       a.org_type,
       t.models::bigint AS models,
       t.by_share AS models_by_share,
       t.finetune::bigint AS finetune,
       t.adapter::bigint AS adapter,
       t.merge::bigint AS merge,
       t.quantized::bigint AS quantized,
       t.unknown::bigint AS unknown,
       t.depth,
       t.roots::bigint AS roots,
       t.authors::bigint AS organizations,
       t.downloads,
       t.likes,
       t.influence,
       t.downloads_by_share,
       t.likes_by_share,
       t.influence_by_share,
       (SELECT pg_catalog.array_agg(m.name ORDER BY r.place)
          FROM pg_catalog.unnest(t.top_roots) WITH ORDINALITY r (model_id, place)
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) r.model_id) AS top_roots,
       (SELECT pg_catalog.array_agg(o.name ORDER BY r.place)
          FROM pg_catalog.unnest(t.top_authors) WITH ORDINALITY r (author_id, place)
          JOIN llmeco.authors o ON o.author_id OPERATOR(pg_catalog.=) r.author_id) AS top_organizations,
       'https://huggingface.co/' OPERATOR(pg_catalog.||) a.name AS url
  FROM llmeco.family_totals t
  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) t.id
 WHERE t.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('family_totals')
   AND t.kind OPERATOR(pg_catalog.=) 'builder';
COMMENT ON VIEW llmeco.builder_ranking IS 'One row per author who builds on others (keys: author_id; author; rank): of listed models with a share of roots of others, how much, and on whom.';
COMMENT ON COLUMN llmeco.builder_ranking.rank IS '1 for the author with the most such models; equal ones by models_by_share, then author_id.';
COMMENT ON COLUMN llmeco.builder_ranking.author_id IS 'llmeco.authors.author_id.';
COMMENT ON COLUMN llmeco.builder_ranking.author IS 'Name of user or organization.';
COMMENT ON COLUMN llmeco.builder_ranking.full_name IS 'Display name; NULL: not known.';
COMMENT ON COLUMN llmeco.builder_ranking.kind IS 'user or organization; NULL: not known yet.';
COMMENT ON COLUMN llmeco.builder_ranking.org_type IS 'Kind of organization, as company; NULL: a user, or not known.';
COMMENT ON COLUMN llmeco.builder_ranking.models IS 'Models of the author that go back to a root of another.';
COMMENT ON COLUMN llmeco.builder_ranking.models_by_share IS 'Sum of the shares of others'' roots in them.';
COMMENT ON COLUMN llmeco.builder_ranking.finetune IS 'Of these, models whose way from the nearest of these roots ends with a finetune.';
COMMENT ON COLUMN llmeco.builder_ranking.adapter IS 'The same, with an adapter.';
COMMENT ON COLUMN llmeco.builder_ranking.merge IS 'The same, with a merge.';
COMMENT ON COLUMN llmeco.builder_ranking.quantized IS 'The same, with a quantization.';
COMMENT ON COLUMN llmeco.builder_ranking.unknown IS 'The same, with a derivation that the Hub says none of these of.';
COMMENT ON COLUMN llmeco.builder_ranking.depth IS 'Derivations from the nearest of these roots to the model furthest from it.';
COMMENT ON COLUMN llmeco.builder_ranking.roots IS 'Roots of others that they go back to.';
COMMENT ON COLUMN llmeco.builder_ranking.organizations IS 'Authors of these roots.';
COMMENT ON COLUMN llmeco.builder_ranking.downloads IS 'Downloads of them in the last 30 days.';
COMMENT ON COLUMN llmeco.builder_ranking.likes IS 'Likes of them.';
COMMENT ON COLUMN llmeco.builder_ranking.influence IS 'Sum of the total influence of them.';
COMMENT ON COLUMN llmeco.builder_ranking.downloads_by_share IS 'downloads, those of each model times its share.';
COMMENT ON COLUMN llmeco.builder_ranking.likes_by_share IS 'likes, those of each model times its share.';
COMMENT ON COLUMN llmeco.builder_ranking.influence_by_share IS 'influence, that of each model times its share.';
COMMENT ON COLUMN llmeco.builder_ranking.top_roots IS 'Names of the ten roots of others with the largest shares in them, the first first.';
COMMENT ON COLUMN llmeco.builder_ranking.top_organizations IS 'Names of the ten authors of such roots with the largest shares, the first first; NULL: names without owner only.';
COMMENT ON COLUMN llmeco.builder_ranking.url IS 'Its page on the Hub.';
