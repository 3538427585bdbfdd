-- Arguments, columns and rights of the functions that import; what they do is
-- tested in src/test/tap.
CREATE EXTENSION llmeco;
CREATE FUNCTION attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text;
    detail text;
    hint text;
BEGIN
    EXECUTE statement;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' / ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
END $$;

-- arguments
SELECT attempt($$SELECT llmeco_import(NULL, 'SELECT')$$);
SELECT attempt($$SELECT llmeco_import('models', NULL)$$);
SELECT attempt($$SELECT llmeco_import('papers', 'SELECT ''x''')$$);
SELECT attempt($$SELECT llmeco_import('models', 'SELECT ''x''', max_seconds => 0)$$);
SELECT attempt($$SELECT llmeco_import_snapshots(NULL)$$);

-- what is no query that only reads
SELECT query, attempt(format('SELECT llmeco_import(%L, %L)', 'models', query))
  FROM unnest('{"",SELECT,"SELECT 1","SELECT 1/0","SELECT ''x''; SELECT ''y''","DELETE FROM llmeco.models","SELECT name FROM llmeco.models FOR UPDATE","SELECT FROM nowhere","SELECT nextval(''llmeco.models_model_id_seq'')::text","SELECT ''x'', ''y'' AS alias, ''z'' AS alias","SELECT ''x'', 1 AS alias"}'::text[]) query;

-- columns and values of snapshots
SELECT columns, attempt(format('SELECT llmeco_import_snapshots(%L)', 'SELECT ' || columns))
  FROM unnest('{1 AS likes,now() AS taken_on,"''a'' AS name, now() AS taken_on","1 AS model_id, 1 AS likes","now() AS taken_on, 1 AS likes","1 AS model_id, ''a'' AS name, now() AS taken_on, 1 AS likes","''a'' AS name, now() AS taken_on, 1 AS likes, 1 AS stars","''a'' AS name, ''2024-01-01'' AS taken_on, 1 AS likes","''a'' AS name, now() AS taken_on, ''1'' AS likes","''a'' AS name, now() AS taken_on, 1 AS likes, 2 AS likes","NULL::text AS name, now() AS taken_on, 1 AS likes","NULL::int AS model_id, now() AS taken_on, 1 AS likes","''a'' AS name, NULL::date AS taken_on, 1 AS likes","''a'' AS name, date ''infinity'' AS taken_on, 1 AS likes","''a'' AS name, now() + interval ''3 days'' AS taken_on, 1 AS likes","''a'' AS name, now() AS taken_on, -1 AS likes","''a'' AS name, now() AS taken_on, 1.5 AS likes","''a'' AS name, now() AS taken_on, 1e300 AS likes","''a'' AS name, now() AS taken_on, 9007199254740993 AS likes","''a'' AS name, now() AS taken_on, float8 ''NaN'' AS likes","''a'' AS name, now() AS taken_on, NULL::int AS likes"}'::text[]) columns;

-- What a month has already is looked up by key: to read all of it for each 10,000 rows
-- takes the square of the month's rows.
INSERT INTO llmeco.models (model_id, name) SELECT n, 'm/' || n FROM generate_series(1, 5000) n;
CREATE VIEW history AS SELECT n::bigint AS model_id, date '2024-01-01' + d AS taken_on, n + d AS likes FROM generate_series(1, 5000) n, generate_series(0, 5) d;
SELECT * FROM llmeco_import_snapshots('TABLE history');
ANALYZE llmeco.model_snapshots_2024_01;
BEGIN;
SELECT * FROM llmeco_import_snapshots('TABLE history');
SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relid = 'llmeco.model_snapshots_2024_01'::regclass;
COMMIT;
SELECT count(*), min(likes), max(likes) FROM llmeco.model_snapshots_2024_01;
DROP VIEW history;

-- Where they cannot run.
BEGIN READ ONLY;
SELECT attempt($$SELECT llmeco_import('models', 'SELECT ''x''')$$);
SELECT attempt($$SELECT llmeco_import_snapshots('SELECT')$$);
ROLLBACK;

-- Rights: nobody but who was granted them.
CREATE ROLE regress_llmeco_importer;
SET ROLE regress_llmeco_importer;
SELECT llmeco_import('models', 'SELECT ''x''');
SELECT llmeco_import_snapshots('SELECT 1');
RESET ROLE;
GRANT EXECUTE ON FUNCTION llmeco_import, llmeco_import_snapshots TO regress_llmeco_importer;
GRANT USAGE ON SCHEMA llmeco TO regress_llmeco_importer;
SET ROLE regress_llmeco_importer;
SELECT llmeco_import('models', 'SELECT ''x''');
SELECT llmeco_import_snapshots('SELECT 1');
RESET ROLE;
DROP OWNED BY regress_llmeco_importer;
DROP ROLE regress_llmeco_importer;

-- Nothing of all this left a trace.
SELECT count(*) FROM llmeco.refresh_runs;
DROP FUNCTION attempt(text);
DROP EXTENSION llmeco;
