-- 1.0.0 to 1.1.0. How '-- take' and '-- replace' are read: take.awk.

\echo Use "ALTER EXTENSION llmeco UPDATE" to load this file. \quit

-- ---- tables that have changed ----

CREATE INDEX models_task_idx ON llmeco.models (task);

-- ---- new tables, views and functions ----

-- take 57-influence-into.sql
-- take 60-rankings.sql

-- ---- views and functions that have changed ----

-- replace 71-rankings.sql
