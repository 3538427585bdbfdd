-- What of its influence a model earned itself and what it has of its parents, and
-- ranks that equal scores share. With w = {0,1,0,0} the self influence is the likes.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;

-- Nothing to rank.
SELECT models FROM llmeco_update_influence();
SELECT earned_influence, earned_rank, inherited_share, tied_rank FROM llmeco.leaderboard;

-- famous: 1000 likes, three children of which two have none; alone and twin: 10
-- likes each; nothing: none. By hand, with a child's mean of one round:
-- f = 0.6 * 1000 + 0.3 * (c1 + c2 + c3) / 3, c = 0.6 * likes + 0.1 * f.
INSERT INTO llmeco.models (model_id, name, likes) VALUES
    (1, 'a/famous', 1000), (2, 'a/child1', 0), (3, 'a/child2', 0), (4, 'a/child3', 100), (5, 'b/twin', 10), (6, 'b/alone', 10), (7, 'b/nothing', 0);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES (1, 2, 'finetune', 'hub'), (1, 3, 'finetune', 'hub'), (1, 4, 'adapter', 'hub');
SELECT converged FROM llmeco_update_influence(w => '{0,1,0,0}', tol => 1e-12);
SELECT (600 + 0.3 * 20) / (1 - 0.3 * 0.1) AS famous \gset
SELECT rank, tied_rank, earned_rank, name, round(influence::numeric, 6) AS influence, round(earned_influence::numeric, 6) AS earned,
       round(inherited_share::numeric, 6) AS inherited
  FROM llmeco.leaderboard ORDER BY rank;
SELECT round(:famous, 6) AS famous, round(0.1 * :famous, 6) AS child1, round(60 + 0.1 * :famous, 6) AS child3, round(0.1 * :famous / (60 + 0.1 * :famous), 6) AS share;
-- All models of the Hub that only have a famous parent come behind.
SELECT earned_rank, name FROM llmeco.leaderboard ORDER BY earned_rank;
-- The view of scores and experiments have the same; an experiment with alpha of
-- its own.
SELECT converged FROM llmeco_update_influence(w => '{0,1,0,0}', tol => 1e-12, publish => false, name => 'same');
SELECT count(*), bool_and((i.earned_influence, i.earned_rank, i.inherited_share, i.tied_rank)
                        = (n.earned_influence, n.earned_rank, n.inherited_share, n.tied_rank)) AS same
  FROM llmeco.influence i JOIN llmeco.named_influence n ON n.run_name = 'same' AND n.model_id = i.model_id;
SELECT converged FROM llmeco_update_influence(alpha => '{0,0,1}', w => '{0,1,0,0}', tol => 1e-12, publish => false, name => 'parents');
SELECT name, tied_rank, earned_rank, earned_influence, inherited_share FROM llmeco.named_influence WHERE run_name = 'parents' ORDER BY rank;
-- A removed model leaves gaps, no other ranks.
UPDATE llmeco.models SET removed_at = now() WHERE model_id = 4;
SELECT rank, tied_rank, earned_rank, name FROM llmeco.leaderboard ORDER BY rank;

-- By window functions, on a graph with merges, cycles and many ties.
TRUNCATE llmeco.models, llmeco.model_edges;
INSERT INTO llmeco.models (model_id, name, likes, downloads, created_at)
SELECT i * 3, 'x/' || i, i % 7 * (i % 3), i % 5, timestamptz '2025-01-01' + i % 4 * interval '1 month' FROM generate_series(1, 3000) i;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT DISTINCT p * 3, c * 3, 'merge', 'hub'
  FROM (SELECT 1 + i * 37 % 200 AS p, 1 + i * i * 11 % 2999 AS c FROM generate_series(1, 2500) i) e WHERE p <> c;
SELECT publish, converged
  FROM (VALUES (true), (false)) v (publish)
 CROSS JOIN LATERAL llmeco_update_influence(alpha => '{0.5,0.2,0.3}', w => '{0,1,0,1}', as_of => '2025-06-01', publish => v.publish, name => 'ties');
SELECT count(*), count(DISTINCT tied_rank) < 2000 AS ties, max(n) > 20 AS many,
       bool_and(tied_rank = by_window AND rank = numbered AND earned_rank = earned_numbered) AS equal,
       bool_and(abs(earned_influence + 0.3 * parent_influence - influence) <= 1e-12 * influence) AS adds_up,
       bool_and(inherited_share BETWEEN 0 AND 1 AND abs(inherited_share * influence - 0.3 * parent_influence) <= 1e-12 * influence) AS inherited,
       count(*) FILTER (WHERE earned_rank <> rank) > 1000 AS differ
  FROM (SELECT i.*, rank() OVER (ORDER BY influence DESC) AS by_window,
               row_number() OVER (ORDER BY influence DESC, model_id) AS numbered,
               row_number() OVER (ORDER BY 0.5 * self_influence + 0.2 * child_influence DESC, model_id) AS earned_numbered,
               count(*) OVER (PARTITION BY influence) AS n
          FROM llmeco.influence i) r;
SELECT count(*) AS other FROM llmeco.influence i JOIN llmeco.named_influence n ON n.run_name = 'ties' AND n.model_id = i.model_id
 WHERE (i.rank, i.earned_rank, i.tied_rank, i.earned_influence, i.inherited_share)
    <> (n.rank, n.earned_rank, n.tied_rank, n.earned_influence, n.inherited_share);

-- The first page comes from an index, as that by rank does; who asks for scores
-- only does not pay for the run.
ANALYZE llmeco.models;
SET enable_sort = off;
CREATE FUNCTION plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS
    $$ DECLARE line text; BEGIN FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
         RETURN QUERY SELECT regexp_replace(line, 'scores_[123]', 'scores_N', 'g') WHERE line ~ 'scores|Sort|influence_runs_pkey on influence_runs r$'; END LOOP; END $$;
SELECT * FROM plan_of('SELECT name FROM llmeco.leaderboard ORDER BY earned_rank LIMIT 30');
SELECT * FROM plan_of('SELECT name, earned_influence FROM llmeco.leaderboard ORDER BY earned_rank LIMIT 30');
RESET enable_sort;
DROP FUNCTION plan_of(text);
DROP EXTENSION llmeco;
