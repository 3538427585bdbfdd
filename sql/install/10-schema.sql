-- The fixed schema that BI tools list: data and views. Entry points (functions
-- named llmeco_*) live in the schema that CREATE EXTENSION targets.

\echo Use "CREATE EXTENSION llmeco" to load this file. \quit

-- Names here mean what is PostgreSQL's own. The schema that CREATE EXTENSION
-- targets, which PostgreSQL puts into the path, may hold operators and functions
-- of others whose types fit better: a check constraint that means one of these
-- would run it as whoever refreshes.
SET LOCAL search_path = pg_catalog, pg_temp;

-- All text of the Hub and GitHub is UTF-8, and functions of llmeco hand it on as
-- it is. To say so anywhere, this script has only ASCII: ascii.awk.
DO $$
BEGIN
    IF getdatabaseencoding() <> 'UTF8' THEN
        RAISE EXCEPTION 'llmeco needs a database with encoding UTF8'
            USING ERRCODE = 'feature_not_supported',
                  DETAIL = format('The encoding of database "%s" is %s.', current_database(), getdatabaseencoding()),
                  HINT = 'Create one: CREATE DATABASE ... TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8''.';
    END IF;
    IF to_regnamespace('llmeco') IS NOT NULL THEN
        RAISE EXCEPTION 'schema "llmeco" already exists'
            USING ERRCODE = 'duplicate_schema',
                  DETAIL = 'CREATE EXTENSION llmeco makes this schema, for its tables and views.',
                  HINT = 'Drop or rename yours. Functions go into another schema: CREATE EXTENSION llmeco SCHEMA public.';
    END IF;
END
$$;

CREATE SCHEMA llmeco;
COMMENT ON SCHEMA llmeco IS 'llmeco: the open-source AI model ecosystem (Hugging Face Hub and GitHub): tables that llmeco_refresh() fills and views to read.';
