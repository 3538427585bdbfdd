-- What models were trained on and which papers they name, and with how much influence.

-- Sums are of numbers in order: the same whatever the plan. Of 2.5 million models a
-- few hundred thousand name something: no table of results is worth its upkeep.
CREATE VIEW llmeco.dataset_ranking AS
SELECT row_number() OVER (ORDER BY s.influence DESC, s.models DESC, s.dataset_id) AS rank,
       s.dataset_id,
       d.name,
       d.author,
       s.models,
       s.influence,
       d.license,
       d.gated,
       d.downloads,
       d.likes,
       d.fetched_at IS NOT NULL AND d.removed_at IS NULL AS is_listed,
       'https://huggingface.co/datasets/' || d.name AS url
  FROM (SELECT u.dataset_id,
               count(*) AS models,
               COALESCE(sum(i.influence ORDER BY i.influence), 0) AS influence
          FROM llmeco.model_datasets u
          JOIN llmeco.models m ON m.model_id = u.model_id AND m.removed_at IS NULL
          LEFT JOIN llmeco.influence i ON i.model_id = u.model_id
         GROUP BY u.dataset_id) s
  JOIN llmeco.datasets d ON d.dataset_id = s.dataset_id;
COMMENT ON VIEW llmeco.dataset_ranking IS 'One row per dataset that a listed model names (keys: dataset_id; rank), by the influence of these models. Those that only inherit it are not counted.';
COMMENT ON COLUMN llmeco.dataset_ranking.rank IS '1 for the dataset whose models have the most influence together, then by their number, then by dataset_id.';
COMMENT ON COLUMN llmeco.dataset_ranking.dataset_id IS 'llmeco.datasets.dataset_id.';
COMMENT ON COLUMN llmeco.dataset_ranking.name IS 'author/name on the Hub, or a name alone.';
COMMENT ON COLUMN llmeco.dataset_ranking.author IS 'The part of the name before the slash; NULL: none.';
COMMENT ON COLUMN llmeco.dataset_ranking.models IS 'Number of listed models that name it.';
COMMENT ON COLUMN llmeco.dataset_ranking.influence IS 'Sum of their influence.';
COMMENT ON COLUMN llmeco.dataset_ranking.license IS 'Its licence identifier; NULL: none given, or not known.';
COMMENT ON COLUMN llmeco.dataset_ranking.gated IS 'Access: no, auto or manual; NULL: not known.';
COMMENT ON COLUMN llmeco.dataset_ranking.downloads IS 'Its downloads in the last 30 days; NULL: not known.';
COMMENT ON COLUMN llmeco.dataset_ranking.likes IS 'Its likes; NULL: not known.';
COMMENT ON COLUMN llmeco.dataset_ranking.is_listed IS 'Whether the Hub lists it, as far as refreshes have asked.';
COMMENT ON COLUMN llmeco.dataset_ranking.url IS 'Its page on the Hub.';

CREATE VIEW llmeco.dataset_licenses AS
SELECT u.model_id,
       m.name AS model,
       u.dataset_id,
       d.name AS dataset,
       m.license AS model_license,
       m.license_name AS model_license_name,
       d.license AS dataset_license,
       ARRAY(SELECT substr(t.tag, length('license:') + 1)
               FROM unnest(d.tags) WITH ORDINALITY t (tag, place)
              WHERE starts_with(t.tag, 'license:')
              ORDER BY t.place) AS dataset_licenses,
       d.gated AS dataset_gated,
       d.fetched_at IS NOT NULL AND d.removed_at IS NULL AS dataset_is_listed,
       m.name
  FROM llmeco.model_datasets u
  JOIN llmeco.models m ON m.model_id = u.model_id
  JOIN llmeco.datasets d ON d.dataset_id = u.dataset_id
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.dataset_licenses IS 'One row per listed model and dataset that it names (key: model_id, dataset_id), with the licences of both. No verdict: whether a model is made from its data in the sense of their licence is for a lawyer.';
COMMENT ON COLUMN llmeco.dataset_licenses.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.dataset_licenses.model IS 'As name.';
COMMENT ON COLUMN llmeco.dataset_licenses.dataset_id IS 'llmeco.datasets.dataset_id.';
COMMENT ON COLUMN llmeco.dataset_licenses.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN llmeco.dataset_licenses.model_license IS 'Licence identifier of the model; NULL: none given.';
COMMENT ON COLUMN llmeco.dataset_licenses.model_license_name IS 'Name of the model''s licence, where that is other; NULL: none given, or not read.';
COMMENT ON COLUMN llmeco.dataset_licenses.dataset_license IS 'Licence identifier of the dataset, the first; NULL: none given, or not known.';
COMMENT ON COLUMN llmeco.dataset_licenses.dataset_licenses IS 'All its licence identifiers; empty: none given, or not known.';
COMMENT ON COLUMN llmeco.dataset_licenses.dataset_gated IS 'Access to the dataset: no, auto or manual; NULL: not known.';
COMMENT ON COLUMN llmeco.dataset_licenses.dataset_is_listed IS 'Whether the Hub lists the dataset, as far as refreshes have asked.';
COMMENT ON COLUMN llmeco.dataset_licenses.name IS 'author/name of the model.';

-- The ancestors are those of one row of models, which a condition on model_id or name
-- finds by its index: a model takes milliseconds. Each ancestor and depth is met once,
-- however many ways lead there; 100 ends the way around a cycle.
CREATE VIEW llmeco.inherited_datasets AS
SELECT m.model_id,
       m.name AS model,
       h.dataset_id,
       d.name AS dataset,
       h.ancestor_id,
       a.name AS ancestor,
       h.depth,
       EXISTS (SELECT
                 FROM llmeco.model_datasets o
                WHERE o.model_id = m.model_id
                  AND o.dataset_id = h.dataset_id) AS is_own,
       m.name
  FROM llmeco.models m
 CROSS JOIN LATERAL (
       WITH RECURSIVE ancestors (model_id, depth) AS (
            SELECT e.parent_id, 1
              FROM llmeco.model_edges e
             WHERE e.child_id = m.model_id
             UNION
            SELECT e.parent_id, n.depth + 1
              FROM ancestors n
              JOIN llmeco.model_edges e ON e.child_id = n.model_id
             WHERE n.depth < 100)
       SELECT DISTINCT ON (u.dataset_id) u.dataset_id, n.model_id AS ancestor_id, n.depth
         FROM ancestors n
         JOIN llmeco.model_datasets u ON u.model_id = n.model_id
        WHERE n.model_id <> m.model_id
        ORDER BY u.dataset_id, n.depth, n.model_id) h
  JOIN llmeco.datasets d ON d.dataset_id = h.dataset_id
  JOIN llmeco.models a ON a.model_id = h.ancestor_id
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.inherited_datasets IS 'One row per listed model and dataset that it has from its ancestors (key: model_id, dataset_id): one of them names it. Ask for a model, by model_id or name: all of them take long.';
COMMENT ON COLUMN llmeco.inherited_datasets.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.inherited_datasets.model IS 'As name.';
COMMENT ON COLUMN llmeco.inherited_datasets.dataset_id IS 'llmeco.datasets.dataset_id.';
COMMENT ON COLUMN llmeco.inherited_datasets.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN llmeco.inherited_datasets.ancestor_id IS 'llmeco.models.model_id of the nearest ancestor that names it; of several at that depth, the one with the lowest model_id.';
COMMENT ON COLUMN llmeco.inherited_datasets.ancestor IS 'Name of that ancestor.';
COMMENT ON COLUMN llmeco.inherited_datasets.depth IS 'Number of derivations from there, 1: a base model of the model.';
COMMENT ON COLUMN llmeco.inherited_datasets.is_own IS 'Whether the model names the dataset itself, too.';
COMMENT ON COLUMN llmeco.inherited_datasets.name IS 'author/name of the model.';

CREATE VIEW llmeco.paper_ranking AS
SELECT row_number() OVER (ORDER BY s.influence DESC, s.models DESC, s.arxiv_id COLLATE "C") AS rank,
       s.arxiv_id,
       p.title,
       p.authors,
       p.github_repo,
       s.models,
       s.influence,
       'https://arxiv.org/abs/' || s.arxiv_id AS url
  FROM (SELECT u.arxiv_id,
               count(*) AS models,
               COALESCE(sum(i.influence ORDER BY i.influence), 0) AS influence
          FROM llmeco.model_papers u
          JOIN llmeco.models m ON m.model_id = u.model_id AND m.removed_at IS NULL
          LEFT JOIN llmeco.influence i ON i.model_id = u.model_id
         WHERE u.arxiv_id NOT IN (SELECT g.arxiv_id FROM llmeco.ignored_papers g)
         GROUP BY u.arxiv_id) s
  LEFT JOIN llmeco.papers p ON p.arxiv_id = s.arxiv_id;
COMMENT ON VIEW llmeco.paper_ranking IS 'One row per paper that a listed model names (keys: arxiv_id; rank), by the influence of these models; those of llmeco.ignored_papers are left out.';
COMMENT ON COLUMN llmeco.paper_ranking.rank IS '1 for the paper whose models have the most influence together, then by their number, then by arxiv_id.';
COMMENT ON COLUMN llmeco.paper_ranking.arxiv_id IS 'Its number on arXiv, without version.';
COMMENT ON COLUMN llmeco.paper_ranking.title IS 'Its title; NULL: not known yet, or the Hub has no page of it.';
COMMENT ON COLUMN llmeco.paper_ranking.authors IS 'Number of its authors; NULL: not known.';
COMMENT ON COLUMN llmeco.paper_ranking.github_repo IS 'Repository on GitHub that its page names, owner/name; NULL: none, or not known.';
COMMENT ON COLUMN llmeco.paper_ranking.models IS 'Number of listed models that name it.';
COMMENT ON COLUMN llmeco.paper_ranking.influence IS 'Sum of their influence.';
COMMENT ON COLUMN llmeco.paper_ranking.url IS 'Its page on arXiv.';
