-- How good llmeco.suggested_parents is on the database that this runs in: the
-- declared parents of a fifth of all models are hidden, five times, and asked for.
-- What it changes it rolls back.
--
--   psql -X -d DATABASE -f src/test/bench/suggested_parents.sql
--
-- right: the parent that was hidden. nearer: a model that goes back to the hidden
-- parent itself, so that the declared one skips a generation, or the guess is a
-- sister. precision counts nearer as wrong; recall is of the models that have a
-- hidden parent which is still known while it is hidden.

\set ON_ERROR_STOP on
\pset footer off
SET client_min_messages = warning;

CREATE TEMP TABLE truth AS SELECT e.child_id, e.parent_id FROM llmeco.model_edges e;
CREATE TEMP TABLE guess (child_id bigint, parent_id bigint, relation text, rule text, confidence real, evidence text);
CREATE TEMP TABLE known (child_id bigint);

DO $$
DECLARE
    hidden CONSTANT text := $sql$
        (SELECT m.model_id FROM llmeco.models m
          WHERE m.fetched_at IS NOT NULL
            AND ('x' || left(md5(lower(m.name)), 7))::bit(28)::integer %% 5 = %s)$sql$;
    guesses jsonb;
    knowns bigint[];
BEGIN
    FOR fold IN 0..4 LOOP
        BEGIN
            EXECUTE format('DELETE FROM llmeco.model_edges e WHERE e.child_id IN ' || hidden, fold);
            -- A stub that only hidden derivations name would not be there.
            DELETE FROM llmeco.models m
             WHERE m.fetched_at IS NULL
               AND NOT EXISTS (SELECT FROM llmeco.model_edges e WHERE m.model_id IN (e.parent_id, e.child_id))
               AND NOT EXISTS (SELECT FROM llmeco.space_models u WHERE u.model_id = m.model_id);
            PERFORM llmeco_update_checks();
            EXECUTE format('SELECT jsonb_agg(s) FROM llmeco.suggested_parents s
                             WHERE EXISTS (SELECT FROM truth t WHERE t.child_id = s.model_id) AND s.model_id IN ' || hidden, fold)
               INTO guesses;
            EXECUTE format('SELECT array_agg(DISTINCT t.child_id) FROM truth t
                              JOIN llmeco.models p ON p.model_id = t.parent_id
                             WHERE t.child_id IN ' || hidden, fold) INTO knowns;
            RAISE EXCEPTION SQLSTATE 'LL000';
        EXCEPTION WHEN SQLSTATE 'LL000' THEN
            NULL;
        END;
        INSERT INTO guess
        SELECT g.model_id, g.parent_id, g.relation, g.rule, g.confidence, g.evidence
          FROM jsonb_to_recordset(guesses)
               g (model_id bigint, parent_id bigint, relation text, rule text, confidence real, evidence text);
        INSERT INTO known SELECT unnest(knowns);
    END LOOP;
END
$$;

CREATE TEMP VIEW judged AS
SELECT g.*,
       CASE WHEN EXISTS (SELECT FROM truth t WHERE (t.child_id, t.parent_id) = (g.child_id, g.parent_id)) THEN 'right'
            WHEN EXISTS (WITH RECURSIVE up (model_id) AS (
                             SELECT g.parent_id UNION SELECT t.parent_id FROM up u JOIN truth t ON t.child_id = u.model_id)
                         SELECT FROM up u JOIN truth t ON t.parent_id = u.model_id AND t.child_id = g.child_id) THEN 'nearer'
            ELSE 'wrong' END AS verdict
  FROM guess g;
CREATE TEMP TABLE verdicts AS SELECT * FROM judged;

\echo By least confidence
SELECT c.least AS confidence,
       count(*) AS guesses,
       count(*) FILTER (WHERE v.verdict = 'right') AS "right",
       count(*) FILTER (WHERE v.verdict = 'nearer') AS nearer,
       count(*) FILTER (WHERE v.verdict = 'wrong') AS wrong,
       round(avg((v.verdict = 'right')::int), 3) AS precision,
       round(avg((v.verdict <> 'wrong')::int), 3) AS "with nearer",
       round(count(*) FILTER (WHERE v.verdict = 'right')::numeric / (SELECT count(*) FROM known), 3) AS recall
  FROM (VALUES (0.95::real), (0.93), (0.9), (0.85), (0.8), (0.7), (0.5), (0.3)) c (least)
  JOIN verdicts v ON v.confidence >= c.least
 GROUP BY c.least
 ORDER BY c.least DESC;

\echo By rule
SELECT v.rule, v.confidence,
       count(*) AS guesses,
       count(*) FILTER (WHERE v.verdict = 'right') AS "right",
       count(*) FILTER (WHERE v.verdict = 'nearer') AS nearer,
       count(*) FILTER (WHERE v.verdict = 'wrong') AS wrong,
       round(avg((v.verdict = 'right')::int), 3) AS precision
  FROM verdicts v
 GROUP BY v.rule, v.confidence
 ORDER BY v.confidence DESC, v.rule;

\echo Models whose parents were hidden and still known
SELECT count(*) AS models FROM known;

\echo The twenty worst: those that were surest
SELECT c.name AS model, p.name AS guess, v.confidence, v.verdict,
       (SELECT string_agg(m.name, ', ' ORDER BY m.name) FROM truth t JOIN llmeco.models m ON m.model_id = t.parent_id
         WHERE t.child_id = v.child_id) AS declared,
       v.evidence
  FROM verdicts v
  JOIN llmeco.models c ON c.model_id = v.child_id
  JOIN llmeco.models p ON p.model_id = v.parent_id
 WHERE v.verdict <> 'right'
 ORDER BY v.verdict DESC, v.confidence DESC, c.name COLLATE "C"
 LIMIT 20;
