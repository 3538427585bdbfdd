-- Rankings: whose models have the most influence, by language, author, kind of
-- organization and task, over the models that were listed when they were
-- computed (llmeco.rankings). Names are looked up as they are now.

CREATE VIEW llmeco.top_models AS
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

CREATE VIEW llmeco.language_ranking AS
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

CREATE VIEW llmeco.author_ranking AS
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

CREATE VIEW llmeco.org_type_ranking AS
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

CREATE VIEW llmeco.task_ranking AS
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
