-- 1.0.0 to 1.1.0. How '-- take' and '-- replace' are read: take.awk.

\echo Use "ALTER EXTENSION llmeco UPDATE" to load this file. \quit

-- ---- tables that have changed ----

CREATE INDEX models_task_idx ON llmeco.models (task);

-- ---- new tables, views and functions ----

-- take 25-corrections.sql
-- take 26-licenses.sql
-- take 47-corrections-functions.sql
-- take 57-influence-into.sql
-- take 58-distribute.sql
-- take 60-rankings.sql
-- take 73-license-conflicts.sql
-- take 74-data-quality.sql
-- take 75-model-views.sql

-- ---- views and functions that have changed ----

-- replace 55-influence-functions.sql
-- replace 56-snapshots-functions.sql
-- replace 71-rankings.sql
-- replace 72-repos-views.sql
