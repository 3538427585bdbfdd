-- Days: influence with the counters of a day, which has to be what was stored on
-- that day; views by day; since when derivations are known. Against values done
-- by hand and, for 600 models with days missing, against the tables' rows.
SET client_min_messages = warning;
SET datestyle = 'ISO';
SET timezone = 'UTC';
CREATE EXTENSION llmeco;

-- ---- a day that was stored, and what became of it ----

INSERT INTO llmeco.models (model_id, name, downloads, downloads_all_time, likes, created_at, fetched_at)
SELECT n, 'm' || n, n * 13, n * 100, nullif(n * 3, 30), timestamptz '2026-01-01' + n * interval '1 day', now() FROM generate_series(1, 200) n;
INSERT INTO llmeco.models (model_id, name) VALUES (201, 'stub'), (202, 'stub-that-is-read-later');
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT n, 2 * n, 'finetune', 'hub' FROM generate_series(1, 100) n UNION ALL VALUES (201, 5, 'merge', 'hub'), (202, 6, 'merge', 'hub');
INSERT INTO llmeco.spaces (space_id, name, likes, created_at)
SELECT n, 's' || n, n, timestamptz '2026-01-01' + n * interval '3 days' FROM generate_series(1, 50) n;
INSERT INTO llmeco.space_models (space_id, model_id) SELECT n, 2 * n FROM generate_series(1, 50) n;
-- As it was on that day: nothing of later is there.
CREATE TABLE later AS SELECT * FROM llmeco.models WHERE created_at > '2026-06-01 12:00';
CREATE TABLE later_spaces AS SELECT * FROM llmeco.spaces WHERE created_at > '2026-06-01 12:00';
DELETE FROM llmeco.models WHERE model_id IN (SELECT model_id FROM later);
DELETE FROM llmeco.spaces WHERE space_id IN (SELECT space_id FROM later_spaces);
SELECT llmeco_take_snapshot('2026-06-01');
SELECT models, edges, counters_on FROM llmeco_update_influence(as_of => '2026-06-01 12:00', tol => 1e-12);
CREATE TABLE stored AS SELECT * FROM llmeco.influence;
INSERT INTO llmeco.models SELECT * FROM later;
INSERT INTO llmeco.spaces SELECT * FROM later_spaces;
UPDATE llmeco.models SET downloads = coalesce(downloads, 0) * 2 + 7, likes = coalesce(likes, 0) + model_id % 5, fetched_at = now() WHERE model_id <> 201;
UPDATE llmeco.models SET removed_at = '2026-06-02 01:00' WHERE model_id IN (7, 201);
UPDATE llmeco.spaces SET removed_at = '2026-06-02 01:00' WHERE space_id = 3;
-- One that was created in the evening of that day, and one after it.
INSERT INTO llmeco.models (model_id, name, likes, created_at, fetched_at) VALUES
    (301, 'evening', 9, '2026-06-01 20:00', now()), (302, 'morning-after', 9, '2026-06-02', now());
SELECT llmeco_take_snapshot('2026-06-02');

CREATE FUNCTION apart(query text, OUT models bigint, OUT same bigint, OUT apart bigint) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE abs(i.influence - s.influence) <= 1e-9
                           AND abs(i.self_influence - s.self_influence) <= 1e-9 AND abs(i.child_influence - s.child_influence) <= 1e-9),
                           count(*) FILTER (WHERE i.influence <> s.influence OR s.model_id IS NULL OR i.model_id IS NULL)
                      FROM %s i FULL JOIN stored s USING (model_id)', query) INTO models, same, apart;
END
$$;
-- bit for bit, by each of the three functions
SELECT * FROM apart($$llmeco_influence(as_of => '2026-06-01 12:00', counters_on => '2026-06-01', tol => 1e-12)$$);
SELECT llmeco_influence_into('again', as_of => '2026-06-01 12:00', counters_on => '2026-06-01', tol => 1e-12);
SELECT * FROM apart('again');
SELECT models, is_published, name, counters_on FROM llmeco_update_influence(as_of => '2026-06-01 12:00', counters_on => '2026-06-01', tol => 1e-12,
                                                                            publish => false, name => 'then');
SELECT * FROM apart('llmeco.named_influence');
-- not with the counters of now, nor with those of another day, nor before the day is over
SELECT models, same < 10 AS differs FROM apart($$llmeco_influence(as_of => '2026-06-01 12:00', tol => 1e-12)$$);
SELECT models, same < 10 AS differs FROM apart($$llmeco_influence(as_of => '2026-06-01 12:00', counters_on => '2026-06-02', tol => 1e-12)$$);
-- without as_of: the end of the day, which the evening belongs to
SELECT as_of FROM llmeco_update_influence(counters_on => '2026-06-01', publish => false, name => 'then');
SELECT count(*), count(*) FILTER (WHERE model_id > 300) AS evening FROM llmeco_influence(counters_on => '2026-06-01');
SELECT count(*) FROM (SELECT * FROM llmeco_influence(counters_on => '2026-06-01') EXCEPT SELECT * FROM llmeco_influence(counters_on => '2026-06-01', as_of => '2026-06-02')) d;
-- today, and a clock that is ahead of ours
SELECT llmeco_take_snapshot() > 0 AS today;
UPDATE llmeco.models SET created_at = now() + interval '5 minutes' WHERE model_id = 302;
SELECT count(*) FROM (SELECT * FROM llmeco_influence(as_of => now(), counters_on => (now() AT TIME ZONE 'UTC')::date) EXCEPT SELECT * FROM llmeco_influence(as_of => now())) d;
-- what is said
SET client_min_messages = notice;
SELECT count(*) FROM llmeco_influence(as_of => '2026-06-01 12:00');
SELECT count(*) FROM llmeco_influence(counters_on => '2026-06-20');
SELECT count(*) FROM llmeco_influence(as_of => now() - interval '0 seconds');
SELECT count(*) FROM llmeco_influence(as_of => '2026-06-01 12:00', models_query => 'TABLE llmeco.models');
SELECT count(*) FROM llmeco_influence(counters_on => '2026-05-31');
SET client_min_messages = warning;

-- ---- of each model and counter the last one: days of some models, values missing ----

TRUNCATE llmeco.models, llmeco.model_edges, llmeco.spaces, llmeco.space_models, llmeco.model_snapshots;
INSERT INTO llmeco.models (model_id, name, fetched_at) SELECT n * 3, 'm' || n, now() FROM generate_series(1, 600) n;
SELECT llmeco_partition(d::date) FROM generate_series(timestamp '2026-03-01', '2026-05-01', '1 month') d;
-- Of the first days all models, then less and less, as imports may leave it.
INSERT INTO llmeco.model_snapshots (model_id, taken_on, downloads, downloads_all_time, likes)
SELECT m.model_id, date '2026-03-20' + d, nullif((m.model_id * 7 + d * 31) % 97, 5), nullif(1000 + d * 10 + (m.model_id * d) % 71, 1100), nullif((m.model_id + d * 17) % 89, 7)
  FROM llmeco.models m
 CROSS JOIN generate_series(0, 50) d
 WHERE m.model_id > 30 AND (m.model_id * 11 + d * 5) % (1 + d / 2) = 0 AND (m.model_id <= 900 OR d < 20) AND d <> 33;
CREATE FUNCTION on_day(d date) RETURNS TABLE (models bigint, same bigint, largest float8) LANGUAGE sql AS $$
    SELECT count(*), count(*) FILTER (WHERE abs(l.self_influence - e.likes) < 1e-9 AND abs(i.self_influence - ln(greatest(e.downloads, 1)::float8)) < 1e-9), max(l.self_influence)
      FROM llmeco_influence(w => '{0,1,0,0}', counters_on => d) l
      JOIN llmeco_influence(w => '{1,0,0,0}', counters_on => d) i USING (model_id)
      JOIN (SELECT m.model_id,
                   coalesce((SELECT s.likes FROM llmeco.model_snapshots s WHERE s.model_id = m.model_id AND s.taken_on <= d AND s.likes IS NOT NULL ORDER BY s.taken_on DESC LIMIT 1), 0) AS likes,
                   coalesce((SELECT s.downloads FROM llmeco.model_snapshots s WHERE s.model_id = m.model_id AND s.taken_on <= d AND s.downloads IS NOT NULL ORDER BY s.taken_on DESC LIMIT 1), 0) AS downloads
              FROM llmeco.models m) e USING (model_id)
$$;
SELECT d.day::date, t.* FROM unnest(ARRAY['2026-03-20', '2026-03-21', '2026-04-02', '2026-04-22', '2026-05-08', '2026-05-09', '2026-08-01']::date[]) d (day)
 CROSS JOIN LATERAL on_day(d.day) t ORDER BY 1;

-- ---- views by day ----

-- The difference to the model's snapshot before, by a window here.
CREATE TABLE windows AS
SELECT s.taken_on AS time, s.model_id, s.downloads_all_time - lag(s.downloads_all_time) OVER w AS more, s.taken_on - lag(s.taken_on) OVER w AS days
  FROM llmeco.model_snapshots s WHERE s.downloads_all_time IS NOT NULL WINDOW w AS (PARTITION BY s.model_id ORDER BY s.taken_on);
SELECT count(*) AS rows, count(w.more) AS with_more, count(*) FILTER (WHERE w.more < 0) AS corrected, count(*) FILTER (WHERE w.days > 1) AS gaps,
       count(*) FILTER (WHERE (d.downloads_of_day, d.correction, d.days)
                              IS DISTINCT FROM (CASE WHEN w.more >= 0 THEN w.more::float8 / w.days END, CASE WHEN w.more < 0 THEN w.more END, w.days)) AS wrong
  FROM llmeco.model_daily d LEFT JOIN windows w USING (model_id, time);
SELECT time, name, downloads, downloads_all_time, likes, round(downloads_of_day::numeric, 3) AS downloads_of_day, correction, days
  FROM llmeco.model_daily WHERE name = 'm12' AND time < '2026-04-01' ORDER BY time;
-- A filter of a BI tool, of whatever type, reads one month.
CREATE FUNCTION months(condition text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT time, likes FROM llmeco.model_daily WHERE ' || condition LOOP
        IF line ~ 'model_snapshots_\d' AND line !~ 'never executed' THEN
            RETURN NEXT substring(line FROM 'model_snapshots_\d+_\d+');
        END IF;
    END LOOP;
END
$$;
SELECT string_agg(DISTINCT m, ' ') FROM months($$time BETWEEN '2026-04-03T00:00:00Z' AND '2026-04-05T12:00:00Z'$$) m;
SELECT string_agg(DISTINCT m, ' ') FROM months($$time >= timestamptz '2026-04-03 00:00+00' AND time < timestamptz '2026-04-05 12:00+00'$$) m;

-- Families: of root 3 and root 6 with a merge of both.
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (60, 90, 'finetune', 'hub'), (63, 93, 'finetune', 'hub'), (60, 96, 'merge', 'hub'), (63, 96, 'merge', 'hub'), (96, 99, 'quantized', 'hub'), (90, 99, 'merge', 'hub');
SELECT models > 0 AS computed FROM llmeco_update_families();
SELECT model, root, share FROM llmeco.model_families WHERE model_id IN (90, 93, 96, 99) ORDER BY 1, 2;
SELECT count(*), count(*) FILTER (WHERE e.n = d.descendants AND e.downloads IS NOT DISTINCT FROM d.downloads AND e.likes IS NOT DISTINCT FROM d.likes
           AND abs(e.share - d.descendants_by_share) < 1e-12 AND abs(coalesce(e.d, 0) - coalesce(d.downloads_by_share, 0)) < 1e-9
           AND abs(coalesce(e.l, 0) - coalesce(d.likes_by_share, 0)) < 1e-9) AS same
  FROM llmeco.family_daily d
  FULL JOIN (SELECT s.taken_on AS time, f.root, count(*) AS n, sum(f.share) AS share, sum(s.downloads) AS downloads, sum(s.likes) AS likes,
                    sum(s.downloads * f.share) AS d, sum(s.likes * f.share) AS l
               FROM llmeco.model_families f JOIN llmeco.model_snapshots s USING (model_id) WHERE f.model <> f.root GROUP BY 1, 2) e USING (time, root);
SELECT time, root, descendants, descendants_by_share, likes, likes_by_share FROM llmeco.family_daily WHERE time = '2026-03-20' ORDER BY root;

-- Runs: the last of each day that is published and has the parameters of now.
UPDATE llmeco.models SET likes = model_id;
TRUNCATE llmeco.influence_runs, llmeco.influence_history;
CREATE FUNCTION run(at text, w text DEFAULT '{0,1,0,0}', publish boolean DEFAULT true) RETURNS bigint LANGUAGE sql AS
    $$SELECT models FROM llmeco_update_influence(as_of => at::timestamptz, w => w::float8[], publish => publish, name => CASE WHEN NOT publish THEN 'test' END)$$;
SELECT run('2026-06-01 08:00');
UPDATE llmeco.models SET likes = likes + 1000 WHERE model_id = 3;
SELECT run('2026-06-01 20:00'), run('2026-06-01 22:00', publish => false), run('2026-06-02 09:00', '{1,0,0,0}'), run('2026-06-03 09:00');
SELECT time, count(*), min(rank) FILTER (WHERE name = 'm1') AS rank, min(influence) FILTER (WHERE name = 'm1') AS influence FROM llmeco.influence_daily GROUP BY time ORDER BY time;

-- ---- since when ----

SELECT count(*), count(*) FILTER (WHERE first_seen_at BETWEEN now() - interval '1 hour' AND now()) AS seen FROM llmeco.model_edges;
UPDATE llmeco.model_edges SET first_seen_at = '2026-01-01' WHERE parent_id = 60;
SELECT llmeco_set_parent('m30', 'm20', 'adapter'), llmeco_set_parent('m31', 'm1');
SELECT parent, child, relation, first_seen_at IS NULL AS unknown, first_seen_at = '2026-01-01' AS kept FROM llmeco.network_edges e
 WHERE child IN ('m30', 'm31', 'm32') ORDER BY child, parent;

DROP TABLE later, later_spaces, stored, again, windows;
DROP FUNCTION apart, on_day, months, run;
DROP EXTENSION llmeco;
