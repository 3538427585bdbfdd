-- Rankings, against sums done by hand and, on made-up data, against other
-- queries for the same. With w = {0,1,0,0} and alpha = {1,0,0} a model's
-- influence is its likes.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;

-- No run, no rows.
SELECT (SELECT count(*) FROM llmeco.leaderboard) AS leaderboard, (SELECT count(*) FROM llmeco.top_models) AS top_models,
       (SELECT count(*) FROM llmeco.language_ranking) AS languages, (SELECT count(*) FROM llmeco.author_ranking) AS authors,
       (SELECT count(*) FROM llmeco.org_type_ranking) AS org_types, (SELECT count(*) FROM llmeco.task_ranking) AS tasks;

INSERT INTO llmeco.authors (author_id, name, kind, org_type) VALUES
    (1, 'lab', 'organization', 'company'), (2, 'ann', 'user', NULL), (3, 'farm', 'organization', 'community'),
    (4, 'uni', 'organization', 'university'), (5, 'who', NULL, NULL), (6, 'firm', 'organization', 'company'),
    (7, 'full', 'organization', NULL), (8, 'idle', 'organization', 'company');
INSERT INTO llmeco.models (model_id, name, author_id, likes, task, languages, removed_at) VALUES
    (1, 'lab/a', 1, 100, 'text-generation', '{en,zh}', NULL),
    (2, 'lab/b', 1, 50, 'text-generation', '{eng,fr,en}', NULL),    -- English twice counts once
    (3, 'ann/c', 2, 80, 'text-to-image', '{zho}', NULL),
    (4, 'uni/d', 4, 30, NULL, '{}', NULL),
    (5, 'who/e', 5, 20, 'text-to-image', '{qqx}', NULL),            -- a code without a name
    (6, 'alone', NULL, 10, 'text-generation', '{iw}', NULL),        -- no owner; Hebrew's old code
    (7, 'lab/gone', 1, 1000, 'text-generation', '{en}', now()),     -- no longer listed
    (8, 'firm/f', 6, 7, NULL, '{he}', NULL);
-- 101 models of farm with 1 like each, 100 of full with 2.
INSERT INTO llmeco.models (model_id, name, author_id, likes, task, languages)
SELECT 1000 + n, 'farm/' || n, 3, 1, 'fill-mask', '{en}'::text[] FROM generate_series(1, 101) n
UNION ALL
SELECT 2000 + n, 'full/' || n, 7, 2, 'fill-mask', '{}' FROM generate_series(1, 100) n;
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}');
SELECT influence_run_id = (SELECT max(run_id) FROM llmeco.influence_runs) AS of_the_newest FROM llmeco_update_rankings();

-- English: 100 + 50 + 101 * 1 = 251 of 2 + 101 models. Chinese: 100 + 80 = 180.
-- French: 50. qqx: 20. Hebrew: 10 + 7 = 17.
SELECT rank, language, name_en, name_zh, influence, models, top_models FROM llmeco.language_ranking ORDER BY rank;

-- full: 100 * 2 = 200 of 100 models, still ranked. lab: 100 + 50 = 150. farm:
-- 101 of 101 models, one too many. idle has no model.
SELECT rank, author, influence, models, is_ranked, reason, top_models[1:3] AS top_three, cardinality(top_models) AS top
  FROM llmeco.author_ranking ORDER BY influence DESC;

-- How many models are too many is a setting; the reason follows it, and what is
-- stored stays as it was computed. By what is earned, all are ranked; here all
-- influence is.
SELECT author, rank, influence, earned_influence, earned_rank FROM llmeco.author_ranking ORDER BY earned_rank;
SET llmeco.ranking_max_models = 1;
SELECT author, rank, reason FROM llmeco.author_ranking WHERE author IN ('firm', 'full', 'lab', 'farm') ORDER BY author;
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();
SELECT author, rank, is_ranked, reason, earned_rank FROM llmeco.author_ranking WHERE author IN ('firm', 'full', 'lab', 'farm') ORDER BY author;
SET llmeco.ranking_max_models = -1;
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();
SELECT author, rank, is_ranked, reason, earned_rank FROM llmeco.author_ranking WHERE author IN ('firm', 'full', 'lab', 'farm') ORDER BY author;
SET llmeco.ranking_max_models = 0;
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();
SELECT count(rank), count(earned_rank), count(*) FILTER (WHERE reason = 'more than 0 models') AS zero FROM llmeco.author_ranking;
SET llmeco.ranking_max_models = -2;
RESET llmeco.ranking_max_models;
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();

-- company: lab 150 + firm 7 = 157 of 3 models. full's kind is not known.
SELECT rank, org_type, influence, models, authors, top_models[1:3] AS top_three FROM llmeco.org_type_ranking ORDER BY rank;

-- fill-mask: 101 + 200 = 301 of 201. text-generation: 100 + 50 + 10 = 160.
-- text-to-image: 80 + 20 = 100.
SELECT rank, task, influence, models, top_models FROM llmeco.task_ranking ORDER BY rank;

-- Ten at most, the most influential first, and their ranks among all: 100, 80, 50,
-- 30, 20, 10, 7, then full's 100 with 2; farm's begin at 108.
SELECT ranking, key, place, name, influence, rank FROM llmeco.top_models
 WHERE (ranking, key) IN (('language', 'en'), ('author', 'ann'), ('org_type', 'company'), ('task', 'text-to-image'))
 ORDER BY ranking, key, place;
-- 2 + 1 + 10 + 1 + 1 + 1 + 10 of authors, 10 + 2 + 1 + 1 + 2 of languages,
-- 3 + 10 + 1 of kinds, 10 + 3 + 2 of tasks.
SELECT ranking, max(place), count(*) FROM llmeco.top_models GROUP BY ranking ORDER BY ranking;

-- Places gained: none known in the first run. In the second ann/c passes lab/a
-- (2 to 1, 1 to 2), lab/b stays 3rd, lab/new was not there; in the third nothing
-- moves: the run before is what counts, not the first.
SELECT count(rank_change) FROM llmeco.leaderboard;
UPDATE llmeco.models SET likes = 120 WHERE model_id = 3;
INSERT INTO llmeco.models (model_id, name, author_id, likes) VALUES (9, 'lab/new', 1, 40);
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}');
SELECT rank, name, rank_change FROM llmeco.leaderboard WHERE rank <= 5 ORDER BY rank;
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}');
SELECT rank, name, rank_change FROM llmeco.leaderboard WHERE rank <= 5 ORDER BY rank;
-- Ranks after the 1,000th are not kept.
DELETE FROM llmeco.influence_history WHERE model_id = 2;
SELECT rank, name, rank_change FROM llmeco.leaderboard WHERE rank <= 5 ORDER BY rank;
TRUNCATE llmeco.models, llmeco.authors;

-- Language codes: each once, every code stands for one that stands for itself
-- under the same names, and no two languages have the same name. Names in Chinese
-- are known of those that were written by hand.
SELECT count(*), count(DISTINCT code), count(DISTINCT language), count(name_zh) FROM llmeco.languages;
SELECT l.* FROM llmeco.languages l
  LEFT JOIN llmeco.languages m ON m.code = l.language
 WHERE m.language IS DISTINCT FROM l.language OR m.name_en <> l.name_en OR m.name_zh <> l.name_zh
    OR l.name_en = '' OR l.name_zh !~ '[一-鿿]';
SELECT name_en FROM llmeco.languages WHERE code = language GROUP BY name_en HAVING count(*) > 1;
SELECT name_zh FROM llmeco.languages WHERE code = language AND name_zh <> '' GROUP BY name_zh HAVING count(*) > 1;

-- Made-up data: 600 models of 40 authors. Every figure again by another query:
-- a subquery per entry, membership by arrays.
INSERT INTO llmeco.authors (author_id, name, kind, org_type)
SELECT n, 'author-' || n, (ARRAY['user', 'organization', NULL])[1 + n % 3],
       CASE WHEN n % 3 = 1 THEN (ARRAY['company', 'community', 'university', NULL])[1 + n % 4] END
  FROM generate_series(1, 40) n;
INSERT INTO llmeco.models (model_id, name, author_id, likes, task, languages, removed_at)
SELECT n, 'author-' || author || '/m' || n, author, n * 7919 % 1009,
       (ARRAY['text-generation', 'fill-mask', 'text-to-image', NULL])[1 + n * 31 % 4],
       (ARRAY['{}', '{en}', '{zh,en,cmn}', '{deu,de}', '{fr,xx,eng}'])[1 + n * 17 % 5]::text[],
       CASE WHEN n % 50 = 0 THEN now() END
  FROM (SELECT n, CASE WHEN n % 4 = 0 THEN 1 ELSE 1 + n * 13 % 40 END AS author FROM generate_series(1, 600) n) t;
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}');
SELECT influence_run_id = (SELECT max(run_id) FROM llmeco.influence_runs) AS of_the_newest FROM llmeco_update_rankings();
CREATE TEMP TABLE entries AS
SELECT 'language' AS ranking, k AS key, m.model_id, m.name, m.likes
  FROM llmeco.models m, (VALUES ('en', '{en,eng}'::text[]), ('zh', '{zh}'), ('cmn', '{cmn}'), ('de', '{de,deu}'), ('fr', '{fr}'), ('xx', '{xx}')) c (k, codes)
 WHERE m.languages && c.codes AND m.removed_at IS NULL
UNION ALL SELECT 'author', split_part(name, '/', 1), model_id, name, likes FROM llmeco.models WHERE removed_at IS NULL
UNION ALL SELECT 'task', task, model_id, name, likes FROM llmeco.models WHERE removed_at IS NULL AND task <> ''
UNION ALL SELECT 'org_type', org_type, model_id, m.name, likes FROM llmeco.models m JOIN llmeco.authors USING (author_id) WHERE removed_at IS NULL AND org_type <> '';
CREATE TEMP VIEW expected AS
SELECT ranking, key, sum(likes)::float8 AS influence, count(*) AS models,
       ARRAY(SELECT name FROM entries t WHERE t.ranking = e.ranking AND t.key = e.key ORDER BY likes DESC, model_id LIMIT 10) AS top_models
  FROM entries e GROUP BY ranking, key;
CREATE TEMP VIEW computed AS
SELECT 'language' AS ranking, language AS key, influence, models, top_models FROM llmeco.language_ranking
UNION ALL SELECT 'author', author, influence, models, top_models FROM llmeco.author_ranking
UNION ALL SELECT 'org_type', org_type, influence, models, top_models FROM llmeco.org_type_ranking
UNION ALL SELECT 'task', task, influence, models, top_models FROM llmeco.task_ranking;
SELECT ranking, count(*), sum(models) FROM computed GROUP BY ranking ORDER BY ranking;
TABLE computed EXCEPT TABLE expected;
TABLE expected EXCEPT TABLE computed;
SELECT ranking, key, array_agg(name ORDER BY place) FROM llmeco.top_models GROUP BY 1, 2
EXCEPT SELECT ranking, key, top_models FROM expected;
SELECT count(*) FROM (SELECT ranking, key FROM expected EXCEPT SELECT ranking, key FROM llmeco.top_models) t;
-- Who is ranked: organizations of at most 100 models; author-1 has more.
SELECT a.reason, count(*), count(a.rank) AS ranks, max(a.rank),
       bool_and(a.is_ranked = (a.kind IS NOT DISTINCT FROM 'organization' AND a.models <= 100)) AS by_the_rule
  FROM llmeco.author_ranking a GROUP BY a.reason ORDER BY a.reason;
SELECT kind, models > 100 AS many, reason FROM llmeco.author_ranking WHERE author = 'author-1';

-- By what is earned: all authors, by another query; with parents, unlike influence.
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT DISTINCT 1 + n * 7 % 300, n, 'finetune', 'hub' FROM generate_series(301, 599) n;
SELECT converged FROM llmeco_update_influence(as_of => '2026-01-01');
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();
SELECT count(*), count(kind = 'user' OR NULL) AS users, bool_and(r.earned_rank = e.place) AS places,
       max(abs(r.earned_influence - e.earned) / e.earned) < 1e-12 AS sums, bool_or(r.earned_influence < r.influence) AS less
  FROM llmeco.author_ranking r
  JOIN (SELECT m.author_id, sum(i.influence - 0.1 * i.parent_influence) AS earned,
               row_number() OVER (ORDER BY sum(i.earned_influence) DESC, m.author_id) AS place
          FROM llmeco.influence i JOIN llmeco.models m USING (model_id) GROUP BY 1) e USING (author_id);
SELECT count(*) FROM llmeco.rankings WHERE ranking <> 'author' AND (earned_rank IS NOT NULL OR earned_influence IS NOT NULL);
TRUNCATE llmeco.model_edges;
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}');
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();

-- Stored rankings are those of their time until they are computed anew; models
-- and authors go by their names of now; the tables stay.
UPDATE llmeco.models SET removed_at = now(), name = 'renamed' WHERE likes = (SELECT max(likes) FROM llmeco.models WHERE removed_at IS NULL);
SELECT sum(models) FROM llmeco.author_ranking;
SELECT author FROM llmeco.author_ranking WHERE top_models[1] = 'renamed';
SELECT run_id > 0 AS stored FROM llmeco_update_rankings();
SELECT sum(models) FROM llmeco.author_ranking;
SELECT bool_and(run_id > 0) AS stored FROM llmeco_update_rankings() UNION ALL SELECT run_id > 0 FROM llmeco_update_rankings();
SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'llmeco.ranking_entries'::regclass ORDER BY 1;
-- Without influence there are no rankings.
DELETE FROM llmeco.influence_scores;
SELECT influence_run_id FROM llmeco_update_rankings();
SELECT (SELECT count(*) FROM llmeco.rankings) AS rankings, (SELECT count(*) FROM llmeco.top_models) AS top_models;
-- Who may store them.
CREATE ROLE regress_llmeco_ranker;
GRANT USAGE ON SCHEMA llmeco TO regress_llmeco_ranker;
GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO regress_llmeco_ranker;
SET ROLE regress_llmeco_ranker;
SELECT run_id > 0 FROM llmeco_update_rankings();
RESET ROLE;
GRANT EXECUTE ON FUNCTION llmeco_update_rankings TO regress_llmeco_ranker;
SET ROLE regress_llmeco_ranker;
SELECT run_id > 0 FROM llmeco_update_rankings();
RESET ROLE;
GRANT INSERT ON llmeco.ranking_entries TO regress_llmeco_ranker;
SET ROLE regress_llmeco_ranker;
SELECT run_id > 0, current_user FROM llmeco_update_rankings();
RESET ROLE;
DROP OWNED BY regress_llmeco_ranker;
DROP ROLE regress_llmeco_ranker;

DROP VIEW expected, computed;
DROP TABLE entries;
DROP EXTENSION llmeco;
