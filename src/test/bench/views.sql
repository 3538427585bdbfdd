-- leaderboard, first page
SELECT * FROM llmeco.leaderboard ORDER BY rank LIMIT 30;
-- leaderboard, first page of a task
SELECT * FROM llmeco.leaderboard WHERE task = 'text-generation' ORDER BY rank LIMIT 30;
-- leaderboard, first page of another task
SELECT * FROM llmeco.leaderboard WHERE task = 'automatic-speech-recognition' ORDER BY rank LIMIT 30;
-- leaderboard, a task that no model has
SELECT * FROM llmeco.leaderboard WHERE task = 'none-such' ORDER BY rank LIMIT 30;
-- leaderboard, the models of an author
SELECT * FROM llmeco.leaderboard WHERE author = (SELECT min(name) FROM llmeco.authors) ORDER BY rank;
-- one model's details
SELECT * FROM llmeco.model_details WHERE name = (SELECT name FROM llmeco.models WHERE model_id = (SELECT min(model_id) FROM llmeco.models));
-- language ranking
SELECT * FROM llmeco.language_ranking ORDER BY rank LIMIT 30;
-- author ranking
SELECT * FROM llmeco.author_ranking ORDER BY rank LIMIT 30;
-- one author's place
SELECT * FROM llmeco.author_ranking WHERE author = (SELECT min(name) FROM llmeco.authors);
-- ranking of kinds of organizations
SELECT * FROM llmeco.org_type_ranking ORDER BY rank;
-- task ranking
SELECT * FROM llmeco.task_ranking ORDER BY rank;
-- the ten most influential of a task
SELECT * FROM llmeco.top_models WHERE ranking = 'task' AND key = 'text-generation' ORDER BY place;
-- the ten most influential of an author
SELECT * FROM llmeco.top_models WHERE ranking = 'author' AND key = (SELECT min(name) FROM llmeco.authors) ORDER BY place;
