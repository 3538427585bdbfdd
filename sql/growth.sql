-- Growth: what the views say of made-up days, against values done by hand and,
-- for 3,000 models, against a join of the days.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE EXTENSION llmeco;

-- Nothing yet.
SELECT days, taken_on, since, run_id, since_run_id FROM llmeco.growth_periods ORDER BY days;
SELECT count(*) FROM llmeco.model_growth;
SELECT count(*) FROM llmeco.rising_models;

INSERT INTO llmeco.authors (author_id, name) VALUES (1, 'lab');
INSERT INTO llmeco.models (model_id, name, author_id, task, downloads, likes, created_at, fetched_at) VALUES
    (1, 'lab/steady', 1, 'text-generation', 1000, 50, '2025-01-01', now()),
    (2, 'lab/rising', 1, NULL, 10, 1, '2025-01-01', now()),
    (3, 'falling', NULL, NULL, 500, 9, NULL, now()),
    (4, 'gone', NULL, NULL, 1, 1, '2025-01-01', now());
INSERT INTO llmeco.models (model_id, name) VALUES (5, 'stub');
-- One snapshot: nothing to compare with.
SELECT llmeco_take_snapshot('2026-03-01');
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}', as_of => '2026-03-01 12:00+00');
SELECT count(*) FROM llmeco.rising_models;
SELECT name, downloads, downloads_7_days_ago, likes, likes_30_days_ago, rank, rank_7_days_ago FROM llmeco.model_growth ORDER BY model_id;

-- 24 days later: of 30 days nothing is known, of 7 the day 24 before is too old.
UPDATE llmeco.models SET downloads = 20, likes = 30 WHERE model_id = 2;
UPDATE llmeco.models SET likes = 20 WHERE model_id = 3;
SELECT llmeco_take_snapshot('2026-03-25');
SELECT days, taken_on, since FROM llmeco.growth_periods ORDER BY days;
-- Another 7 days later, in another month: rising has 110 - 20 = 90 downloads and
-- 100 - 30 = 70 likes in 7 days; of 30 days, since 2026-03-01, 31 before, 100
-- and 99. falling lost. A model created since begins at 0; one created before
-- that no snapshot had is not known. gone has left.
UPDATE llmeco.models SET downloads = 110, likes = 100 WHERE model_id = 2;
UPDATE llmeco.models SET downloads = 400, likes = 8 WHERE model_id = 3;
UPDATE llmeco.models SET removed_at = now() WHERE model_id = 4;
INSERT INTO llmeco.models (model_id, name, downloads, likes, created_at, fetched_at) VALUES
    (6, 'new', 70, NULL, '2026-03-28', now()), (7, 'found-late', 5000, 5000, '2025-01-01', now());
SELECT converged FROM llmeco_update_influence(alpha => '{1,0,0}', w => '{0,1,0,0}', as_of => '2026-04-01 12:00+00');
SELECT llmeco_take_snapshot('2026-04-01');
SELECT days, taken_on, since, rank_since FROM llmeco.growth_periods ORDER BY days;
SELECT name, author, task, downloads, downloads_7_days_ago AS d7, downloads_30_days_ago AS d30, likes, likes_7_days_ago AS l7, likes_30_days_ago AS l30,
       rank, rank_7_days_ago AS r7, rank_30_days_ago AS r30 FROM llmeco.model_growth ORDER BY model_id;
SELECT measure, days, place, name, author, before, now, gain, since, percent FROM llmeco.rising_models ORDER BY measure, days, place;
-- Of 10 downloads 100 more are a tenth of a thousand, 10 percent; what is new has no percent.
SELECT name, downloads_percent_7_days AS d7, downloads_percent_30_days AS d30, likes_percent_7_days AS l7, likes_percent_30_days AS l30
  FROM llmeco.model_growth ORDER BY model_id;
-- The same day again writes nothing; what has left the Hub since leaves its place.
SELECT llmeco_take_snapshot('2026-04-01');
UPDATE llmeco.models SET removed_at = now() WHERE model_id = 2;
SELECT measure, days, place, name FROM llmeco.rising_models ORDER BY measure, days, place;
SELECT llmeco_take_snapshot('2026-04-01');
SELECT measure, days, place, name FROM llmeco.rising_models ORDER BY measure, days, place;

-- 3,000 models, four days; ties, losses, NULL, days missing of some.
TRUNCATE llmeco.models, llmeco.model_snapshots, llmeco.influence_runs;
INSERT INTO llmeco.models (model_id, name, created_at, fetched_at)
SELECT n * 7, 'm' || n, CASE WHEN n % 10 = 0 THEN NULL ELSE timestamptz '2026-01-01' + n % 140 * interval '1 day' END, now() FROM generate_series(1, 3000) n;
CREATE FUNCTION day(d date, step int) RETURNS bigint LANGUAGE sql AS $$
    UPDATE llmeco.models SET downloads = nullif((model_id * 31 * step) % 5009, 500), likes = (model_id * step) % 211,
           downloads_all_time = nullif((model_id * 17 * step) % 5003, 77),
           removed_at = CASE WHEN (model_id + step) % 17 = 0 THEN now() END;
    SELECT llmeco_take_snapshot(d);
$$;
SELECT day('2026-04-15', 1), day('2026-05-10', 2), day('2026-05-13', 3), day('2026-05-20', 4);
CREATE TEMP TABLE expected AS
WITH counters AS (
    SELECT s.model_id, s.taken_on, c.measure, c.value FROM llmeco.model_snapshots s
     CROSS JOIN LATERAL (VALUES ('downloads', s.downloads), ('likes', s.likes), ('downloads_all_time', s.downloads_all_time)) c (measure, value)
), gains AS (
    SELECT n.measure, p.days, n.model_id, p.since, n.value AS now,
           CASE WHEN b.taken_on IS NULL AND m.created_at >= p.since + 1 THEN 0 ELSE b.value END AS before,
           CASE WHEN b.taken_on IS NOT NULL THEN 100.0 * (n.value - b.value) / greatest(b.value, CASE n.measure WHEN 'likes' THEN 100 ELSE 1000 END) END AS percent
      FROM counters n
     CROSS JOIN (VALUES (7, date '2026-05-13'), (30, date '2026-04-15')) p (days, since)
      LEFT JOIN counters b ON b.model_id = n.model_id AND b.measure = n.measure AND b.taken_on = p.since
      JOIN llmeco.models m ON m.model_id = n.model_id
     WHERE n.taken_on = '2026-05-20')
SELECT measure, days, row_number() OVER (PARTITION BY measure, days ORDER BY now - before DESC, model_id) AS place, model_id, before, now, now - before AS gain, since, percent
  FROM gains WHERE now > before
UNION ALL
SELECT measure || '_percent', days, row_number() OVER (PARTITION BY measure, days ORDER BY percent DESC, now - before DESC, model_id), model_id, before, now,
       now - before, since, percent
  FROM gains WHERE percent > 0 AND measure <> 'downloads_all_time';
DELETE FROM expected WHERE place > 1000;
ANALYZE expected;
SELECT measure, days, count(*), max(gain) FROM expected GROUP BY 1, 2 ORDER BY 1, 2;
CREATE VIEW expected_then AS SELECT measure, days, place, model_id, before, now, gain, since, round(percent::numeric, 6) AS percent FROM expected;
SELECT measure, days, place, model_id, before, now, gain, since, round(percent::numeric, 6) FROM llmeco.rising_models EXCEPT TABLE expected_then;
TABLE expected_then EXCEPT SELECT measure, days, place, model_id, before, now, gain, since, round(percent::numeric, 6) FROM llmeco.rising_models;
SELECT count(*), count(*) FILTER (WHERE abs(e.percent - CASE e.measure || e.days
           WHEN 'downloads_percent7' THEN g.downloads_percent_7_days WHEN 'downloads_percent30' THEN g.downloads_percent_30_days
           WHEN 'likes_percent7' THEN g.likes_percent_7_days WHEN 'likes_percent30' THEN g.likes_percent_30_days END) < 1e-9
       OR e.gain = CASE e.measure || e.days WHEN 'downloads_all_time7' THEN g.downloads_of_7_days WHEN 'downloads_all_time30' THEN g.downloads_of_30_days END) AS same
  FROM expected e JOIN llmeco.model_growth g USING (model_id) WHERE e.measure LIKE '%\_percent' OR e.measure = 'downloads_all_time';
SELECT count(*) FROM llmeco.model_growth WHERE downloads_of_7_days < 0 OR downloads_of_30_days < 0;
SELECT count(*) FROM expected e JOIN llmeco.model_growth g USING (model_id)
 WHERE e.measure = 'likes' AND e.days = 7 AND (g.likes, g.likes_7_days_ago) IS DISTINCT FROM (e.now, e.before);
-- Rows are written in place: the table keeps its size.
SELECT pg_relation_size('llmeco.rising') AS size \gset
\o /dev/null
SELECT format('SELECT day(''2026-05-20'', %s)', 4 + n) FROM generate_series(1, 12) n \gexec
\o
SELECT pg_relation_size('llmeco.rising') <= 2 * :size AS small;

-- A snapshot of a day yet to come, as a wrong clock leaves it, does not lead, and
-- does not let the newest one be pruned.
SELECT llmeco_partition('2099-01-01');
INSERT INTO llmeco.model_snapshots (model_id, downloads, likes, taken_on) SELECT model_id, 1000000, 1000000, '2099-01-01' FROM llmeco.models;
SELECT llmeco_take_snapshot('2026-05-20');
SELECT days, taken_on, since FROM llmeco.growth_periods ORDER BY days;
SELECT max(downloads) < 1000000 AS true_downloads FROM llmeco.model_growth;
SELECT max(now) < 1000000 AS true_counters FROM llmeco.rising_models;
SELECT llmeco_prune_snapshots('0', '0') > 0 AS pruned;
SELECT max(taken_on) AS newest FROM llmeco.model_snapshots WHERE taken_on < now();

-- A model that was never read takes no place, though an import has brought counters of
-- it: llmeco.model_growth has none of it either.
INSERT INTO llmeco.models (model_id, name) VALUES (5001, 'lab/named-only');
SELECT rows_stored FROM llmeco_import_snapshots($$SELECT 5001::bigint AS model_id, d AS taken_on, 1000000 * extract(day FROM d) AS likes
                                                    FROM unnest('{2026-05-13, 2026-05-20}'::date[]) d$$);
SELECT count(*), count(*) FILTER (WHERE r.model_id = 5001) AS named_only, min(place) FROM llmeco.rising_models r WHERE measure = 'likes' AND days = 7;

DROP FUNCTION day;
DROP TABLE expected CASCADE;
DROP EXTENSION llmeco;
