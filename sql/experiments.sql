-- Runs with other parameters, and runs beside the leaderboard. With alpha = {1,0,0}
-- and w = {0,1,0,0} a model's influence is its likes, with {1,0,0,0} ln(downloads).
SET client_min_messages = warning;
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, likes, downloads) VALUES (1, 'a/a', 30, 10), (2, 'b/b', 20, 100), (3, 'c/c', 10, 1000);
CREATE FUNCTION by_likes(as_of text DEFAULT '2026-01-31') RETURNS boolean LANGUAGE sql AS
    $$SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}', as_of => $1::timestamptz)$$;
CREATE FUNCTION by_downloads(as_of text DEFAULT '2026-01-31') RETURNS boolean LANGUAGE sql AS
    $$SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{1,0,0,0}', as_of => $1::timestamptz)$$;

-- Places gained are those since the last run that computed the same: none in the
-- first by downloads; a/a and b/b change places by likes.
SELECT by_likes(), by_downloads();
SELECT rank, name, rank_change FROM llmeco.leaderboard ORDER BY rank;
UPDATE llmeco.models SET likes = 40 WHERE model_id = 2;
SELECT by_likes();
SELECT rank, name, rank_change FROM llmeco.leaderboard ORDER BY rank;
SELECT by_downloads();
SELECT rank, name, rank_change FROM llmeco.leaderboard ORDER BY rank;
-- Each parameter counts.
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{1,0,0,0}', lambda => 0.5, lambda_space => 0.001);
SELECT count(rank_change) FROM llmeco.leaderboard;
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{1,0,0,0}', lambda_space => 0.5);
SELECT count(rank_change) FROM llmeco.leaderboard;
SELECT converged FROM llmeco_update_influence(alpha => '{0.9,0,0}', w => '{1,0,0,0}');
SELECT count(rank_change) FROM llmeco.leaderboard;

-- So do the periods of growth: of the run of the 23rd by likes and that of the
-- 24th by downloads, the first.
SELECT by_likes('2026-01-23'), by_downloads('2026-01-24'), by_likes();
SELECT g.days, r.w, g.rank_since FROM llmeco.growth_periods g LEFT JOIN llmeco.influence_runs r ON r.run_id = g.since_run_id ORDER BY g.days;

-- A run that is not published has a name, and leaves the leaderboard alone.
SELECT run_id AS shown FROM llmeco.influence LIMIT 1 \gset
SELECT is_published, name, run_id > :shown AS later
  FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{1,0,0,0}', publish => false, name => 'by downloads');
SELECT DISTINCT run_id = :shown AS the_same FROM llmeco.influence;
SELECT rank, name, rank_change FROM llmeco.leaderboard ORDER BY rank;
SELECT run_name, name, rank, round(influence::numeric, 4) AS influence FROM llmeco.named_influence ORDER BY rank;
SELECT count(*) FROM llmeco.influence_history h JOIN llmeco.influence_runs r USING (run_id) WHERE NOT r.is_published;
-- Another of its name replaces it; one of another name does not.
UPDATE llmeco.models SET downloads = 10000 WHERE model_id = 1;
SELECT name FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{1,0,0,0}', publish => false, name => 'by downloads');
SELECT name FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}', publish => false, name => 'by likes');
SELECT run_name, array_agg(name ORDER BY rank) FROM llmeco.named_influence GROUP BY run_name ORDER BY run_name;
SELECT name, count(*) FROM llmeco.influence_runs WHERE NOT is_published GROUP BY name ORDER BY name;
-- What the leaderboard shows may have a name, too, and does not compare with them.
SELECT is_published, name FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{1,0,0,0}', name => 'January');
SELECT rank, name, rank_change FROM llmeco.leaderboard ORDER BY rank;

SELECT llmeco_update_influence(publish => false);
SELECT llmeco_update_influence(publish => false, name => '');
SELECT llmeco_update_influence(publish => NULL);

-- Ranks of the last two runs of each parameters stay, whatever their age.
UPDATE llmeco.influence_runs SET finished_at = '2020-01-01';
SELECT history_deleted FROM llmeco_prune();
SELECT w, alpha[1] AS alpha, lambda, count(DISTINCT run_id) FROM llmeco.influence_history JOIN llmeco.influence_runs USING (run_id) GROUP BY 1, 2, 3, lambda_space ORDER BY 1, 2, 3, lambda_space;
DROP FUNCTION by_likes(text), by_downloads(text);
DROP EXTENSION llmeco;
