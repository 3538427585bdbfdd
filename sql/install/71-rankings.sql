-- Rankings: whose models have the most influence, by language, author, kind of
-- organization and task, over the models that are still listed. Influence is
-- added up as numeric: the same total whatever the order of the rows.

CREATE VIEW llmeco.top_models AS
SELECT 'language' AS ranking,
       w.key,
       w.place,
       w.model_id,
       w.name,
       w.influence,
       w.rank
  FROM (SELECT l.language AS key, m.model_id, m.name, i.influence, i.rank,
               pg_catalog.row_number() OVER (PARTITION BY l.language ORDER BY i.rank) AS place
          FROM llmeco.influence i
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
          JOIN (SELECT DISTINCT n.model_id, COALESCE(c.language, u.code) AS language
                  FROM llmeco.models n
                 CROSS JOIN LATERAL pg_catalog.unnest(n.languages) u (code)
                  LEFT JOIN llmeco.languages c ON c.code OPERATOR(pg_catalog.=) u.code) l
            ON l.model_id OPERATOR(pg_catalog.=) m.model_id
         WHERE m.removed_at IS NULL) w
 WHERE w.place OPERATOR(pg_catalog.<=) 10
UNION ALL
SELECT 'author',
       w.key,
       w.place,
       w.model_id,
       w.name,
       w.influence,
       w.rank
  FROM (SELECT a.name AS key, m.model_id, m.name, i.influence, i.rank,
               pg_catalog.row_number() OVER (PARTITION BY a.name ORDER BY i.rank) AS place
          FROM llmeco.influence i
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
          JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
         WHERE m.removed_at IS NULL) w
 WHERE w.place OPERATOR(pg_catalog.<=) 10
UNION ALL
SELECT 'org_type',
       w.key,
       w.place,
       w.model_id,
       w.name,
       w.influence,
       w.rank
  FROM (SELECT a.org_type AS key, m.model_id, m.name, i.influence, i.rank,
               pg_catalog.row_number() OVER (PARTITION BY a.org_type ORDER BY i.rank) AS place
          FROM llmeco.influence i
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
          JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
         WHERE m.removed_at IS NULL AND a.org_type IS NOT NULL) w
 WHERE w.place OPERATOR(pg_catalog.<=) 10
UNION ALL
SELECT 'task',
       w.key,
       w.place,
       w.model_id,
       w.name,
       w.influence,
       w.rank
  FROM (SELECT m.task AS key, m.model_id, m.name, i.influence, i.rank,
               pg_catalog.row_number() OVER (PARTITION BY m.task ORDER BY i.rank) AS place
          FROM llmeco.influence i
          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
         WHERE m.removed_at IS NULL AND m.task IS NOT NULL) w
 WHERE w.place OPERATOR(pg_catalog.<=) 10;
COMMENT ON VIEW llmeco.top_models IS 'One row per ranking, entry of it and place (keys: ranking, key, place; ranking, key, model_id): the ten most influential models of each language, author, kind of organization and task.';
COMMENT ON COLUMN llmeco.top_models.ranking IS 'language, author, org_type or task: the view NAME_ranking has the totals.';
COMMENT ON COLUMN llmeco.top_models.key IS 'The entry of the ranking: language code, author''s name, kind of organization or task.';
COMMENT ON COLUMN llmeco.top_models.place IS '1 for the most influential model of the entry, to 10.';
COMMENT ON COLUMN llmeco.top_models.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.top_models.name IS 'author/name of the model on the Hub.';
COMMENT ON COLUMN llmeco.top_models.influence IS 'Total influence of the model.';
COMMENT ON COLUMN llmeco.top_models.rank IS 'Rank of the model among all, as in llmeco.leaderboard.';

CREATE VIEW llmeco.language_ranking AS
SELECT pg_catalog.row_number() OVER (ORDER BY t.influence DESC, t.language) AS rank,
       t.language,
       c.name_en,
       c.name_zh,
       t.influence,
       t.models,
       t.top_models
  FROM (SELECT p.language,
               pg_catalog.sum(p.influence::numeric)::double precision AS influence,
               pg_catalog.count(*) AS models,
               pg_catalog.array_agg(p.name ORDER BY p.place)
                   FILTER (WHERE p.place OPERATOR(pg_catalog.<=) 10) AS top_models
          FROM (SELECT l.language, m.name, i.influence,
                       pg_catalog.row_number() OVER (PARTITION BY l.language ORDER BY i.rank) AS place
                  FROM llmeco.influence i
                  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
                  JOIN (SELECT DISTINCT n.model_id, COALESCE(c.language, u.code) AS language
                          FROM llmeco.models n
                         CROSS JOIN LATERAL pg_catalog.unnest(n.languages) u (code)
                          LEFT JOIN llmeco.languages c ON c.code OPERATOR(pg_catalog.=) u.code) l
                    ON l.model_id OPERATOR(pg_catalog.=) m.model_id
                 WHERE m.removed_at IS NULL) p
         GROUP BY p.language) t
  LEFT JOIN llmeco.languages c ON c.code OPERATOR(pg_catalog.=) t.language;
COMMENT ON VIEW llmeco.language_ranking IS 'One row per language (keys: language; rank) that a listed model with an influence names. A model counts in each of its languages, once: codes of the same language (en and eng) are one. Models that name none are in no row.';
COMMENT ON COLUMN llmeco.language_ranking.rank IS '1 for the language whose models have the most influence together; equal ones in order of language.';
COMMENT ON COLUMN llmeco.language_ranking.language IS 'Language code, as en: llmeco.languages.language.';
COMMENT ON COLUMN llmeco.language_ranking.name_en IS 'Name in English; NULL: a code that llmeco.languages does not have.';
COMMENT ON COLUMN llmeco.language_ranking.name_zh IS 'Name in Chinese; NULL: a code that llmeco.languages does not have.';
COMMENT ON COLUMN llmeco.language_ranking.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.language_ranking.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.language_ranking.top_models IS 'Names of its ten most influential models, the first first.';

CREATE VIEW llmeco.author_ranking AS
SELECT CASE WHEN t.reason IS NULL
            THEN pg_catalog.row_number() OVER (PARTITION BY t.reason IS NULL ORDER BY t.influence DESC, t.author_id)
        END AS rank,
       t.author_id,
       t.author,
       t.full_name,
       t.kind,
       t.org_type,
       t.avatar_url,
       t.influence,
       t.models,
       t.reason IS NULL AS is_ranked,
       t.reason,
       t.top_models
  FROM (SELECT s.author_id,
               a.name AS author,
               a.full_name,
               a.kind,
               a.org_type,
               a.avatar_url,
               s.influence,
               s.models,
               CASE WHEN a.kind OPERATOR(pg_catalog.=) 'user' THEN 'individual'
                    WHEN a.kind IS NULL THEN 'not known whether an organization'
                    WHEN s.models OPERATOR(pg_catalog.>) 100 THEN 'more than 100 models'
                END AS reason,
               s.top_models
          FROM (SELECT p.author_id,
                       pg_catalog.sum(p.influence::numeric)::double precision AS influence,
                       pg_catalog.count(*) AS models,
                       pg_catalog.array_agg(p.name ORDER BY p.place)
                           FILTER (WHERE p.place OPERATOR(pg_catalog.<=) 10) AS top_models
                  FROM (SELECT m.author_id, m.name, i.influence,
                               pg_catalog.row_number() OVER (PARTITION BY m.author_id ORDER BY i.rank) AS place
                          FROM llmeco.influence i
                          JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
                         WHERE m.removed_at IS NULL) p
                 GROUP BY p.author_id) s
          JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) s.author_id) t;
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
SELECT pg_catalog.row_number() OVER (ORDER BY t.influence DESC, t.org_type) AS rank,
       t.org_type,
       t.influence,
       t.models,
       t.authors,
       t.top_models
  FROM (SELECT p.org_type,
               pg_catalog.sum(p.influence::numeric)::double precision AS influence,
               pg_catalog.count(*) AS models,
               pg_catalog.count(DISTINCT p.author_id) AS authors,
               pg_catalog.array_agg(p.name ORDER BY p.place)
                   FILTER (WHERE p.place OPERATOR(pg_catalog.<=) 10) AS top_models
          FROM (SELECT a.org_type, a.author_id, m.name, i.influence,
                       pg_catalog.row_number() OVER (PARTITION BY a.org_type ORDER BY i.rank) AS place
                  FROM llmeco.influence i
                  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
                  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
                 WHERE m.removed_at IS NULL AND a.org_type IS NOT NULL) p
         GROUP BY p.org_type) t;
COMMENT ON VIEW llmeco.org_type_ranking IS 'One row per kind of organization (keys: org_type; rank) that has a listed model with an influence. Models of users and of organizations of unknown kind are in no row.';
COMMENT ON COLUMN llmeco.org_type_ranking.rank IS '1 for the kind whose models have the most influence together; equal ones in order of org_type.';
COMMENT ON COLUMN llmeco.org_type_ranking.org_type IS 'company, community, university, non-profit, classroom or government.';
COMMENT ON COLUMN llmeco.org_type_ranking.influence IS 'Sum of the total influence of their models.';
COMMENT ON COLUMN llmeco.org_type_ranking.models IS 'Number of their models.';
COMMENT ON COLUMN llmeco.org_type_ranking.authors IS 'Number of organizations of that kind with such a model.';
COMMENT ON COLUMN llmeco.org_type_ranking.top_models IS 'Names of their ten most influential models, the first first.';

CREATE VIEW llmeco.task_ranking AS
SELECT pg_catalog.row_number() OVER (ORDER BY t.influence DESC, t.task) AS rank,
       t.task,
       t.influence,
       t.models,
       t.top_models
  FROM (SELECT p.task,
               pg_catalog.sum(p.influence::numeric)::double precision AS influence,
               pg_catalog.count(*) AS models,
               pg_catalog.array_agg(p.name ORDER BY p.place)
                   FILTER (WHERE p.place OPERATOR(pg_catalog.<=) 10) AS top_models
          FROM (SELECT m.task, m.name, i.influence,
                       pg_catalog.row_number() OVER (PARTITION BY m.task ORDER BY i.rank) AS place
                  FROM llmeco.influence i
                  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) i.model_id
                 WHERE m.removed_at IS NULL AND m.task IS NOT NULL) p
         GROUP BY p.task) t;
COMMENT ON VIEW llmeco.task_ranking IS 'One row per task (keys: task; rank) of a listed model with an influence. Models without a task are in no row.';
COMMENT ON COLUMN llmeco.task_ranking.rank IS '1 for the task whose models have the most influence together; equal ones in order of task.';
COMMENT ON COLUMN llmeco.task_ranking.task IS 'Task, as text-generation.';
COMMENT ON COLUMN llmeco.task_ranking.influence IS 'Sum of the total influence of its models.';
COMMENT ON COLUMN llmeco.task_ranking.models IS 'Number of its models.';
COMMENT ON COLUMN llmeco.task_ranking.top_models IS 'Names of its ten most influential models, the first first.';
