-- leaderboard, first page
SELECT * FROM llmeco.leaderboard ORDER BY rank LIMIT 30;
-- leaderboard, first page by what is earned
SELECT * FROM llmeco.leaderboard ORDER BY earned_rank LIMIT 30;
-- leaderboard, first page of a task
SELECT * FROM llmeco.leaderboard WHERE task = 'text-generation' ORDER BY rank LIMIT 30;
-- leaderboard, first page of another task
SELECT * FROM llmeco.leaderboard WHERE task = 'automatic-speech-recognition' ORDER BY rank LIMIT 30;
-- leaderboard, a task that no model has
SELECT * FROM llmeco.leaderboard WHERE task = 'none-such' ORDER BY rank LIMIT 30;
-- leaderboard, first page of an author
SELECT * FROM llmeco.leaderboard WHERE author = (SELECT a.name FROM llmeco.authors a ORDER BY a.author_id OFFSET 1000 LIMIT 1) ORDER BY rank LIMIT 30;
-- leaderboard, first page of the author with most models, 1.25 percent of all
SELECT * FROM llmeco.leaderboard WHERE author = (SELECT min(name) FROM llmeco.authors) ORDER BY rank LIMIT 30;
-- one model's details
SELECT * FROM llmeco.model_details WHERE name = (SELECT name FROM llmeco.models WHERE model_id = (SELECT min(model_id) FROM llmeco.models));
-- language ranking
SELECT * FROM llmeco.language_ranking ORDER BY rank LIMIT 30;
-- author ranking
SELECT * FROM llmeco.author_ranking ORDER BY rank LIMIT 30;
-- author ranking by what is earned
SELECT * FROM llmeco.author_ranking ORDER BY earned_rank LIMIT 30;
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
-- models that gained most downloads in seven days
SELECT * FROM llmeco.rising_models WHERE measure = 'downloads' AND days = 7 ORDER BY place LIMIT 100;
-- growth of one model
SELECT * FROM llmeco.model_growth WHERE name = (SELECT name FROM llmeco.models ORDER BY model_id LIMIT 1);
-- licence conflicts of one model
SELECT * FROM llmeco.license_conflicts WHERE name = (SELECT name FROM llmeco.models ORDER BY model_id DESC LIMIT 1);
-- Spaces of one model
SELECT * FROM llmeco.model_spaces WHERE model = (SELECT name FROM llmeco.models ORDER BY model_id LIMIT 1);
-- licence conflicts, first page
SELECT * FROM llmeco.license_conflicts ORDER BY rank LIMIT 30;
-- licence conflicts under one model
SELECT * FROM llmeco.license_conflicts WHERE ancestor = (SELECT l.name FROM llmeco.leaderboard l WHERE l.license = 'cc-by-nc-4.0' ORDER BY l.rank LIMIT 1) ORDER BY rank LIMIT 30;
-- licence conflicts by kinds of licence
SELECT family, ancestor_family, count(*) FROM llmeco.license_conflicts GROUP BY 1, 2;
-- quality of the data
SELECT * FROM llmeco.data_quality;
-- families, first page (target 20 ms)
SELECT * FROM llmeco.family_ranking ORDER BY rank LIMIT 30;
-- families of organizations, first page
SELECT * FROM llmeco.org_family_ranking ORDER BY rank LIMIT 30;
-- months of the largest family
SELECT * FROM llmeco.family_monthly WHERE root = (SELECT r.root FROM llmeco.family_ranking r ORDER BY r.rank LIMIT 1) ORDER BY month;
-- who builds on others, first page
SELECT * FROM llmeco.builder_ranking ORDER BY rank LIMIT 30;
-- roots of one model
SELECT * FROM llmeco.model_families WHERE model = (SELECT name FROM llmeco.models ORDER BY model_id DESC LIMIT 1);
