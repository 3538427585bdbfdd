-- 1.0.0 to 1.1.0. How '-- take' and '-- replace' are read: take.awk.

\echo Use "ALTER EXTENSION llmeco UPDATE" to load this file. \quit

-- ---- tables that have changed ----

-- ---- new tables, views and functions ----

-- ---- views and functions that have changed ----

-- replace 70-views.sql
-- replace 71-rankings.sql
