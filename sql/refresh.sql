-- Arguments and rights of the functions that refresh; no network is needed,
-- because nothing here gets as far as a request.
CREATE EXTENSION llmeco;
-- Should a request leave all the same, it gets no further than this machine.
LOAD 'llmeco';
SET llmeco.hub_endpoint = 'http://127.0.0.1:1';
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

-- sources
SELECT attempt($$SELECT llmeco_refresh('{}')$$);
SELECT attempt($$SELECT llmeco_refresh('{models,NULL}')$$);
SELECT attempt($$SELECT llmeco_refresh('{models,weights}')$$);

-- scope
SELECT scope, attempt(format('SELECT llmeco_refresh(%L, %L)', '{models}', scope))
  FROM unnest('{"",ALL,top,top:,top:0,top:-1,top:1e3,top:01,top:10x,top:1234567890,"all "}'::text[]) scope;
SELECT attempt($$SET llmeco.scope = 'some'$$);
SELECT attempt($$SET llmeco.scope = 'top:25'$$);
SHOW llmeco.scope;
RESET llmeco.scope;

-- mode and budget
SELECT attempt($$SELECT llmeco_refresh('{models}', mode => 'fast')$$);
SELECT attempt($$SELECT llmeco_refresh('{models}', max_seconds => 0)$$);
SELECT attempt($$SELECT llmeco_refresh('{models}', max_seconds => -1)$$);
SELECT attempt($$SELECT llmeco_refresh('{models}', max_requests => 0)$$);

-- Where it cannot run.
SELECT attempt('CALL llmeco_refresh_all()');
BEGIN READ ONLY;
SELECT llmeco_refresh();
ROLLBACK;

-- The endpoint: https, or loopback.
SELECT endpoint, attempt(format('SET llmeco.hub_endpoint = %L', endpoint))
  FROM unnest('{http://huggingface.co,ftp://huggingface.co,huggingface.co,https://,https://user:word@host,https://host/?a=b,https://host/#x,https://mirror.example/,http://localhost:8765,http://127.0.0.1:1/}'::text[]) endpoint;
SHOW llmeco.hub_endpoint;
-- What the token has to be, and that it is not shown.
SELECT attempt($$SET llmeco.token = e'two\nlines'; SELECT llmeco_refresh('{models}')$$);
SET llmeco.token = 'secret';
SELECT count(*) FROM pg_settings WHERE setting = 'secret';
RESET llmeco.token;

-- Rights: nobody but who was granted them, and settings are a superuser's.
CREATE ROLE regress_llmeco_reader;
SET ROLE regress_llmeco_reader;
SELECT llmeco_refresh();
CALL llmeco_refresh_all();
SET llmeco.hub_endpoint = 'https://mirror.example';
SET llmeco.token = 'x';
\set VERBOSITY sqlstate
SHOW llmeco.token;
\set VERBOSITY default
RESET ROLE;
DROP ROLE regress_llmeco_reader;

-- What a run counts is a column of its row and of llmeco_refresh()'s; that a
-- call has a value for each of these is checked as it returns.
SELECT name, a.name IS NOT NULL AS in_refresh_runs, f.name IS NOT NULL AS in_result
  FROM (SELECT attname::text AS name FROM pg_attribute
         WHERE attrelid = 'llmeco.refresh_runs'::regclass AND attname ~ '_(seen|new|changed|removed)$') a
  FULL JOIN (SELECT unnest(proargnames) AS name FROM pg_proc WHERE proname = 'llmeco_refresh') f USING (name)
 WHERE name ~ '_(seen|new|changed|removed)$' AND (a.name IS NULL OR f.name IS NULL);

-- Nothing of all this left a trace.
SELECT count(*) FROM llmeco.refresh_runs;
DROP FUNCTION attempt(text);
DROP EXTENSION llmeco;
