-- Data quality: each check finds what was put there for it.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;
-- Nothing in, nothing found; one row a check.
SELECT count(*) FROM llmeco.data_quality;
SELECT llmeco_update_checks();
SELECT count(*) AS checks, sum(objects) AS objects, count(share) AS shares, count(*) - count(DISTINCT check_name) AS repeated,
       count(*) FILTER (WHERE severity NOT IN ('error', 'warning', 'info') OR description = '' OR example <> '{}') AS odd
  FROM llmeco.data_quality;

INSERT INTO llmeco.authors (author_id, name, fetched_at, page_fetched_at) VALUES
    (1, 'new', NULL, NULL), (2, 'old', now() - interval '31 days', now()), (3, 'fine', now() - interval '29 days', NULL);
INSERT INTO llmeco.models (model_id, name, author_id, fetched_at, removed_at, license, task, created_at) VALUES
    (1, 'fine/one', 3, now(), NULL, 'mit', 'text-generation', now()),
    (2, 'fine/two', 3, now(), NULL, 'Other', NULL, NULL),
    (3, 'fine/stub', 3, NULL, NULL, NULL, NULL, NULL),      -- a stub lacks nothing else
    (4, 'fine/gone', 3, now(), now(), NULL, NULL, NULL),
    (5, 'lost/five', 99, now(), NULL, 'acme', 'x', now()),
    (6, 'fine/six', 3, now(), NULL, NULL, 'x', now());
SELECT converged FROM llmeco_update_influence();
INSERT INTO llmeco.models (model_id, name, author_id, fetched_at, license, task, created_at) VALUES
    (7, 'fine/late', 3, now(), 'mit', 'x', now());
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 6, 'unknown', 'tag'), (6, 1, 'merge', 'manual'),  -- 1 2 6 go round
    (3, 2, 'merge', 'card'), (4, 5, 'adapter', 'hub'), (5, 77, 'finetune', 'hub'), (5, 7, 'unknown', 'hub'),
    (1, 7, 'finetune', 'repaired');
INSERT INTO llmeco.unresolved_parents (child_id, text, first_seen) VALUES (2, 'out/x/y', now()), (6, 'none', now()), (6, 'None', now());
INSERT INTO llmeco.edge_corrections (parent_id, child_id, corrected_at, is_parent, corrected_by) VALUES
    (6, 1, now(), true, 'me'), (5, 78, now(), false, 'me');
INSERT INTO llmeco.inferred_edges (parent_id, child_id, confidence, relation, evidence) VALUES (1, 5, 0.9, 'finetune', 'x'), (5, 78, 0.9, 'finetune', 'x');
INSERT INTO llmeco.model_aliases (name, model_id) VALUES ('fine/1', 1), ('fine/two', 1), ('fine/lost', 79);
INSERT INTO llmeco.spaces (space_id, name, author_id, removed_at) VALUES
    (1, 's/one', 3, NULL), (2, 's/two', 98, NULL), (3, 's/three', NULL, now());
INSERT INTO llmeco.space_models VALUES (1, 1), (2, 3), (2, 4), (3, 1), (3, 76), (97, 1);
INSERT INTO llmeco.datasets (dataset_id, name, fetched_at, removed_at) VALUES
    (1, 'd/fine', now(), NULL), (2, 'd/stub', NULL, NULL), (3, 'd/gone', now(), now()), (4, 'd/never', NULL, now()), (5, 'd/unused', NULL, NULL);
INSERT INTO llmeco.model_datasets (model_id, dataset_id) VALUES (1, 1), (2, 1), (1, 2), (1, 3), (2, 4), (1, 99), (75, 1);
-- Errors of models in runs 1 (complete) and 2 (partial), of Spaces in 1: those
-- of run 1 are closed for models by run 3, which read no Spaces.
INSERT INTO llmeco.refresh_runs (run_id, started_at, sources, scope, mode, status) VALUES
    (1, now(), '{models,spaces}', 'all', 'full', 'complete'), (2, now(), '{models}', 'all', 'full', 'partial'),
    (3, now(), '{models}', 'all', 'full', 'complete'), (4, now(), '{models}', 'all', 'full', 'partial');
INSERT INTO llmeco.refresh_errors (run_id, source, item, url, kind, message) VALUES
    (1, 'models', 'a/b', NULL, 'name', 'm'), (1, 'spaces', NULL, 'http://x/', 'http', 'm'),
    (2, 'models', NULL, NULL, 'network', 'm'), (3, 'models', 'c/d', NULL, 'range', 'm'), (4, 'models', NULL, NULL, 'network', 'm');
INSERT INTO llmeco.refresh_cursors (source, scope, step, next_url, updated_at) VALUES
    ('models', 'all', 'walk', 'http://x/', now()), ('spaces', 'all', 'walk', NULL, now());
-- A check of an older version goes, rows that are wrong are put right.
INSERT INTO llmeco.checks VALUES ('old', 'info', 1, 2, '{}', 'A check no more.', now());
UPDATE llmeco.checks SET severity = 'wrong', objects = 9, total = 9, example = '{wrong}', description = 'Wrong.', checked_at = '2020-01-01';
SELECT llmeco_update_checks();
SELECT check_name, severity, objects, total, round(share::numeric, 3) AS share, example FROM llmeco.data_quality ORDER BY check_name COLLATE "C";
SELECT count(*) FROM llmeco.data_quality WHERE description = 'Wrong.' OR checked_at NOT BETWEEN now() - interval '1 minute' AND now();

-- Ten examples at most, those of the least keys.
INSERT INTO llmeco.models (model_id, name) SELECT 100 + n, 'stub/' || n FROM generate_series(25, 1, -1) n;
SELECT llmeco_update_checks();
SELECT objects, example FROM llmeco.data_quality WHERE check_name = 'model_stub';
DROP EXTENSION llmeco;
