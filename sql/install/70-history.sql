-- History: what a model's or dataset's counters were on a day, taking these snapshots and
-- thinning them out (nobody but a superuser may until EXECUTE is granted), and
-- growth from them.

-- Each month is a partition of its own with its own key and index, made as
-- months begin (src/snapshots.c). The parent has no key and no index:
-- pg_restore could not restore the months' tables below a parent that has.
CREATE TABLE llmeco.model_snapshots (
    model_id bigint NOT NULL,
    downloads bigint,
    downloads_all_time bigint,
    likes bigint,
    taken_on date NOT NULL
) PARTITION BY RANGE (taken_on);
COMMENT ON TABLE llmeco.model_snapshots IS 'One row per model and day with a snapshot (key: model_id, taken_on): its counters on that day, written by each completed refresh of models and by llmeco_take_snapshot(), thinned by llmeco_prune_snapshots().';
COMMENT ON COLUMN llmeco.model_snapshots.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_snapshots.downloads IS 'Downloads in the 30 days before; NULL: not given.';
COMMENT ON COLUMN llmeco.model_snapshots.downloads_all_time IS 'Downloads since the model was created; NULL: not given.';
COMMENT ON COLUMN llmeco.model_snapshots.likes IS 'Likes on the Hub; NULL: not given.';
COMMENT ON COLUMN llmeco.model_snapshots.taken_on IS 'The day, UTC: on which the refresh began that read the counters.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.model_snapshots', '');

CREATE TABLE llmeco.dataset_snapshots (
    dataset_id bigint NOT NULL,
    downloads bigint,
    downloads_all_time bigint,
    likes bigint,
    taken_on date NOT NULL
) PARTITION BY RANGE (taken_on);
COMMENT ON TABLE llmeco.dataset_snapshots IS 'One row per dataset and day with a snapshot (key: dataset_id, taken_on): its counters on that day, written by each completed refresh of datasets, thinned by llmeco_prune_snapshots().';
COMMENT ON COLUMN llmeco.dataset_snapshots.dataset_id IS 'llmeco.datasets.dataset_id.';
COMMENT ON COLUMN llmeco.dataset_snapshots.downloads IS 'Downloads in the 30 days before; NULL: not given.';
COMMENT ON COLUMN llmeco.dataset_snapshots.downloads_all_time IS 'Downloads since the dataset was created; NULL: not given.';
COMMENT ON COLUMN llmeco.dataset_snapshots.likes IS 'Likes on the Hub; NULL: not given.';
COMMENT ON COLUMN llmeco.dataset_snapshots.taken_on IS 'The day, UTC: on which the refresh began that read the counters.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.dataset_snapshots', '');

CREATE FUNCTION @extschema@.llmeco_partition(month date)
RETURNS regclass
AS 'MODULE_PATHNAME', 'llmeco_partition'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.llmeco_partition(date) IS 'The partition of llmeco.model_snapshots for the month that a day is in, made if it is not there, as are those of llmeco.dataset_snapshots and model_events. Needs INSERT on llmeco.model_snapshots.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_partition(date) FROM PUBLIC;

CREATE FUNCTION @extschema@.llmeco_take_snapshot(
    day date DEFAULT (pg_catalog.now() AT TIME ZONE 'UTC')::pg_catalog.date)
RETURNS bigint
AS 'MODULE_PATHNAME', 'llmeco_take_snapshot'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.llmeco_take_snapshot(date) IS 'Writes the present counters of every listed model that was read to llmeco.model_snapshots as those of a day; what is there already is not written again. The number of rows written. Needs SELECT on llmeco.models, INSERT and UPDATE on llmeco.model_snapshots.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_take_snapshot(date) FROM PUBLIC;

-- The first day of a week or month is the one that stays: what is deleted is
-- then at the end of the month's table, where VACUUM gives it back.
CREATE FUNCTION @extschema@.llmeco_prune_snapshots(
    daily interval DEFAULT '60 days',
    weekly interval DEFAULT '1 year')
RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    now_utc CONSTANT timestamp := now() AT TIME ZONE 'UTC';
    daily_from date;
    weekly_from date;
    snapshots regclass;
    surplus date[];
    deleted bigint;
    total bigint := 0;
BEGIN
    PERFORM llmeco.require_coordinator();
    IF llmeco_prune_snapshots.daily IS NULL OR llmeco_prune_snapshots.daily < '0'
       OR llmeco_prune_snapshots.weekly IS NULL OR llmeco_prune_snapshots.weekly < '0' THEN
        RAISE EXCEPTION 'daily and weekly must not be null or negative'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_prune_snapshots(daily => ''60 days'', weekly => ''1 year'').';
    END IF;
    daily_from := now_utc - llmeco_prune_snapshots.daily;
    weekly_from := least(now_utc - llmeco_prune_snapshots.weekly, daily_from);
    -- Of each period the first day that is there stays; the newest day of all
    -- stays whatever its age. One that is yet to come is of a wrong clock.
    FOREACH snapshots IN ARRAY '{llmeco.model_snapshots, llmeco.dataset_snapshots}'::regclass[] LOOP
        CONTINUE WHEN snapshots = 'llmeco.dataset_snapshots'::regclass AND NOT has_table_privilege(snapshots, 'DELETE');
        EXECUTE format($sql$
            SELECT array_agg(d.day)
              FROM (SELECT s.taken_on AS day,
                           row_number() OVER (
                               PARTITION BY s.taken_on < $2,
                                            date_trunc(CASE WHEN s.taken_on < $2 THEN 'month' ELSE 'week' END,
                                                       s.taken_on::timestamp)
                               ORDER BY s.taken_on) AS place,
                           lead(s.taken_on) OVER (ORDER BY s.taken_on) AS next
                      FROM (SELECT DISTINCT s.taken_on FROM %1$s s WHERE s.taken_on < $1) s) d
             WHERE d.place > 1
               AND (d.next IS NOT NULL
                    OR EXISTS (SELECT 1 FROM %1$s s WHERE s.taken_on BETWEEN $1 AND $3))$sql$, snapshots)
           INTO surplus USING daily_from, weekly_from, now_utc::date;
        EXECUTE format('DELETE FROM %s s WHERE s.taken_on = ANY ($1)', snapshots) USING surplus;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        total := total + deleted;
    END LOOP;
    RETURN total;
END
$$;
COMMENT ON FUNCTION @extschema@.llmeco_prune_snapshots(interval, interval) IS 'Thins old rows of llmeco.model_snapshots and dataset_snapshots out: every day is kept for as long as daily says, then the first day of each week (from Monday) for as long as weekly says, both back from today, then the first of each month. The newest day is always kept. The number of rows deleted. Needs SELECT and DELETE on llmeco.model_snapshots; who has none on dataset_snapshots leaves that as it is.';
REVOKE EXECUTE ON FUNCTION @extschema@.llmeco_prune_snapshots(interval, interval) FROM PUBLIC;

-- Growth: models now, 7 and 30 days ago, and those that gained most.
--
-- '7 days ago' is one day for all models: that of the newest snapshot that is
-- at least 7 days older than the newest of all, and at most twice that: with
-- days missing or thinned out it is an older one, but never one of months
-- ago. A day that is yet to come, as a clock gone wrong left it, is none. Each day is found by an index of its partition. Whatever reads
-- llmeco.model_snapshots stands in an uncorrelated subquery of its own. What
-- is needed more than once is MATERIALIZED: planning it each time took longer
-- than reading a model.

CREATE VIEW llmeco.growth_periods AS
WITH newest AS MATERIALIZED (
    SELECT pg_catalog.max(s.taken_on) AS day
      FROM llmeco.model_snapshots s
     WHERE s.taken_on OPERATOR(pg_catalog.<=) (pg_catalog.now() AT TIME ZONE 'UTC')::pg_catalog.date
)
SELECT p.days,
       p.taken_on,
       p.since,
       c.run_id,
       h.run_id AS since_run_id,
       h.day AS rank_since
  FROM (SELECT 7 AS days, n.day AS taken_on, b.since
          FROM newest n
         CROSS JOIN (SELECT pg_catalog.max(s.taken_on) AS since
                       FROM llmeco.model_snapshots s
                      WHERE s.taken_on OPERATOR(pg_catalog.>=) (SELECT w.day OPERATOR(pg_catalog.-) 14 FROM newest w)
                        AND s.taken_on OPERATOR(pg_catalog.<=) (SELECT w.day OPERATOR(pg_catalog.-) 7 FROM newest w)) b
        UNION ALL
        SELECT 30, n.day, b.since
          FROM newest n
         CROSS JOIN (SELECT pg_catalog.max(s.taken_on) AS since
                       FROM llmeco.model_snapshots s
                      WHERE s.taken_on OPERATOR(pg_catalog.>=) (SELECT w.day OPERATOR(pg_catalog.-) 60 FROM newest w)
                        AND s.taken_on OPERATOR(pg_catalog.<=) (SELECT w.day OPERATOR(pg_catalog.-) 30 FROM newest w)) b) p
  LEFT JOIN (SELECT r.run_id, (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date AS day,
                    r.alpha, r.w, r.lambda, r.lambda_space
               FROM llmeco.influence_runs r
              WHERE r.run_id OPERATOR(pg_catalog.=) (SELECT i.run_id FROM llmeco.influence i LIMIT 1)) c ON true
  LEFT JOIN LATERAL (SELECT r.run_id, (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date AS day
                       FROM llmeco.influence_runs r
                      WHERE (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date OPERATOR(pg_catalog.>=) (c.day OPERATOR(pg_catalog.-) (2 OPERATOR(pg_catalog.*) p.days))
                        AND (r.as_of AT TIME ZONE 'UTC')::pg_catalog.date OPERATOR(pg_catalog.<=) (c.day OPERATOR(pg_catalog.-) p.days)
                        AND r.alpha OPERATOR(pg_catalog.=) c.alpha
                        AND r.w OPERATOR(pg_catalog.=) c.w
                        AND r.lambda OPERATOR(pg_catalog.=) c.lambda
                        AND r.lambda_space OPERATOR(pg_catalog.=) c.lambda_space
                        AND r.is_published
                      ORDER BY r.as_of DESC, r.run_id DESC
                      LIMIT 1) h ON true;
COMMENT ON VIEW llmeco.growth_periods IS 'One row per period (key: days) that llmeco.model_growth and llmeco.rising_models look back: which snapshots and which influence runs they compare.';
COMMENT ON COLUMN llmeco.growth_periods.days IS '7 or 30.';
COMMENT ON COLUMN llmeco.growth_periods.taken_on IS 'Day of the newest snapshot that is not of a day yet to come; NULL: there is none.';
COMMENT ON COLUMN llmeco.growth_periods.since IS 'Day of the newest snapshot that is at least days, at most twice as many, older than taken_on; NULL: there is none.';
COMMENT ON COLUMN llmeco.growth_periods.run_id IS 'The influence run that llmeco.influence shows; NULL: none.';
COMMENT ON COLUMN llmeco.growth_periods.since_run_id IS 'The newest run with the same alpha, w, lambda and lambda_space as of a day (UTC) at least days, at most twice as many, before the day that run_id is as of; NULL: there is none.';
COMMENT ON COLUMN llmeco.growth_periods.rank_since IS 'The day, UTC, that since_run_id is as of; NULL: there is none.';

CREATE VIEW llmeco.model_growth AS
WITH periods AS MATERIALIZED (
    SELECT p.days, p.taken_on, p.since, p.since_run_id FROM llmeco.growth_periods p
)
SELECT m.model_id,
       m.name,
       a.name AS author,
       m.task,
       s.downloads,
       CASE WHEN s7.model_id IS NOT NULL THEN s7.downloads
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_7 THEN 0
        END AS downloads_7_days_ago,
       CASE WHEN s30.model_id IS NOT NULL THEN s30.downloads
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_30 THEN 0
        END AS downloads_30_days_ago,
       s.likes,
       CASE WHEN s7.model_id IS NOT NULL THEN s7.likes
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_7 THEN 0
        END AS likes_7_days_ago,
       CASE WHEN s30.model_id IS NOT NULL THEN s30.likes
            WHEN m.created_at OPERATOR(pg_catalog.>=) c.after_30 THEN 0
        END AS likes_30_days_ago,
       i.rank,
       h7.rank AS rank_7_days_ago,
       h30.rank AS rank_30_days_ago,
       CASE WHEN s7.model_id IS NOT NULL OR m.created_at OPERATOR(pg_catalog.>=) c.after_7
            THEN NULLIF(GREATEST(s.downloads_all_time - CASE WHEN s7.model_id IS NULL THEN 0 ELSE s7.downloads_all_time END, -1), -1)
        END AS downloads_of_7_days,
       CASE WHEN s30.model_id IS NOT NULL OR m.created_at OPERATOR(pg_catalog.>=) c.after_30
            THEN NULLIF(GREATEST(s.downloads_all_time - CASE WHEN s30.model_id IS NULL THEN 0 ELSE s30.downloads_all_time END, -1), -1)
        END AS downloads_of_30_days,
       100.0::float8 * (s.downloads - s7.downloads) / GREATEST(s7.downloads, 1000) AS downloads_percent_7_days,
       100.0::float8 * (s.downloads - s30.downloads) / GREATEST(s30.downloads, 1000) AS downloads_percent_30_days,
       100.0::float8 * (s.likes - s7.likes) / GREATEST(s7.likes, 100) AS likes_percent_7_days,
       100.0::float8 * (s.likes - s30.likes) / GREATEST(s30.likes, 100) AS likes_percent_30_days
  FROM llmeco.models m
 CROSS JOIN (SELECT (pg_catalog.max(p.since) FILTER (WHERE p.days OPERATOR(pg_catalog.=) 7) OPERATOR(pg_catalog.+) 1)::pg_catalog.timestamp AT TIME ZONE 'UTC' AS after_7,
                    (pg_catalog.max(p.since) FILTER (WHERE p.days OPERATOR(pg_catalog.=) 30) OPERATOR(pg_catalog.+) 1)::pg_catalog.timestamp AT TIME ZONE 'UTC' AS after_30
               FROM periods p) c
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN (SELECT t.model_id, t.downloads, t.downloads_all_time, t.likes
               FROM llmeco.model_snapshots t
              WHERE t.taken_on OPERATOR(pg_catalog.=) (SELECT p.taken_on FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 7)) s
    ON s.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.downloads, t.downloads_all_time, t.likes
               FROM llmeco.model_snapshots t
              WHERE t.taken_on OPERATOR(pg_catalog.=)
                    (SELECT p.since FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 7)) s7
    ON s7.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.downloads, t.downloads_all_time, t.likes
               FROM llmeco.model_snapshots t
              WHERE t.taken_on OPERATOR(pg_catalog.=)
                    (SELECT p.since FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 30)) s30
    ON s30.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.rank
               FROM llmeco.influence_history t
              WHERE t.run_id OPERATOR(pg_catalog.=)
                    (SELECT p.since_run_id FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 7)) h7
    ON h7.model_id OPERATOR(pg_catalog.=) m.model_id
  LEFT JOIN (SELECT t.model_id, t.rank
               FROM llmeco.influence_history t
              WHERE t.run_id OPERATOR(pg_catalog.=)
                    (SELECT p.since_run_id FROM periods p WHERE p.days OPERATOR(pg_catalog.=) 30)) h30
    ON h30.model_id OPERATOR(pg_catalog.=) m.model_id
 WHERE m.fetched_at IS NOT NULL
   AND m.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_growth IS 'One row per listed model that was read (keys: model_id; name): its counters in the newest snapshot and 7 and 30 days before, and its rank. N days ago is the newest snapshot (influence run) that is at least N, at most 2 N days older than the newest of all, the same for all models: llmeco.growth_periods says which. For the models that gained most, llmeco.rising_models is stored and faster.';
COMMENT ON COLUMN llmeco.model_growth.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_growth.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.model_growth.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.model_growth.task IS 'Task, as text-generation; NULL: none given.';
COMMENT ON COLUMN llmeco.model_growth.downloads IS 'Downloads in the 30 days before the newest snapshot; NULL: not in it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.downloads_7_days_ago IS 'The same 7 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.downloads_30_days_ago IS 'The same 30 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.likes IS 'Likes in the newest snapshot; NULL: not in it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.likes_7_days_ago IS 'The same 7 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.likes_30_days_ago IS 'The same 30 days ago; 0: the model was created after that snapshot; NULL: no snapshot of then has it, or not given.';
COMMENT ON COLUMN llmeco.model_growth.rank IS '1 for the most influential model, in the newest influence run; NULL: not computed yet.';
COMMENT ON COLUMN llmeco.model_growth.rank_7_days_ago IS 'The same 7 days ago; NULL: not among the 1,000 first of that run, or no run of then.';
COMMENT ON COLUMN llmeco.model_growth.rank_30_days_ago IS 'The same 30 days ago; NULL: not among the 1,000 first of that run, or no run of then.';
COMMENT ON COLUMN llmeco.model_growth.downloads_of_7_days IS 'Downloads since 7 days ago: what downloads_all_time grew by; NULL: no snapshot of then has it, or it fell, as the Hub corrected it.';
COMMENT ON COLUMN llmeco.model_growth.downloads_of_30_days IS 'The same since 30 days ago.';
COMMENT ON COLUMN llmeco.model_growth.downloads_percent_7_days IS 'Growth of downloads since 7 days ago in percent of downloads then, or of 1,000 where they were fewer, so that 1 to 10 is not 900 percent; NULL: not known, or created since.';
COMMENT ON COLUMN llmeco.model_growth.downloads_percent_30_days IS 'The same since 30 days ago.';
COMMENT ON COLUMN llmeco.model_growth.likes_percent_7_days IS 'Growth of likes since 7 days ago in percent of likes then, or of 100 where they were fewer; NULL: not known, or created since.';
COMMENT ON COLUMN llmeco.model_growth.likes_percent_30_days IS 'The same since 30 days ago.';

-- What llmeco.rising_models shows, written by each snapshot (src/growth.c):
-- rows are updated in place, and half of each page is left free for that, so
-- that the table keeps its size.
CREATE TABLE llmeco.rising (
    measure text NOT NULL CHECK (measure IN ('downloads', 'likes', 'rank', 'downloads_all_time', 'downloads_percent', 'likes_percent')),
    days integer NOT NULL,
    place integer NOT NULL,
    since date NOT NULL,
    model_id bigint NOT NULL,
    before bigint NOT NULL,
    now bigint NOT NULL,
    gain bigint NOT NULL,
    percent double precision,
    PRIMARY KEY (measure, days, place)
) WITH (fillfactor = 50);
COMMENT ON TABLE llmeco.rising IS 'One row per measure, period and place (key: measure, days, place): the storage of llmeco.rising_models, which is what to read.';
COMMENT ON COLUMN llmeco.rising.measure IS 'downloads, likes, rank or downloads_all_time; downloads_percent or likes_percent: by percent.';
COMMENT ON COLUMN llmeco.rising.days IS 'Length of the period, 7 or 30: llmeco.growth_periods.days.';
COMMENT ON COLUMN llmeco.rising.place IS '1 for the largest gain, to 1,000; equal gains are ordered by model_id.';
COMMENT ON COLUMN llmeco.rising.since IS 'The day, UTC, that before is of.';
COMMENT ON COLUMN llmeco.rising.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.rising.before IS 'The value on that day; 0 where the model was created after it.';
COMMENT ON COLUMN llmeco.rising.now IS 'The value of the newest snapshot; of rank: in the newest run.';
COMMENT ON COLUMN llmeco.rising.gain IS 'now less before, of rank before less now: above 0.';
COMMENT ON COLUMN llmeco.rising.percent IS 'gain in percent of before, or of 1,000 downloads or 100 likes where that is less; NULL: of rank, or the model was created after since.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.rising', '');

CREATE VIEW llmeco.rising_models AS
SELECT r.measure,
       r.days,
       r.place,
       m.model_id,
       m.name,
       a.name AS author,
       m.task,
       r.before,
       r.now,
       r.gain,
       r.since,
       r.percent
  FROM llmeco.rising r
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) r.model_id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.rising_models IS 'One row per measure, period and place (keys: measure, days, place; measure, days, model_id): the 1,000 models with the largest gain above 0, or the largest in percent, as llmeco.model_growth has it, computed with each snapshot. A model no longer listed since leaves its place empty.';
COMMENT ON COLUMN llmeco.rising_models.measure IS 'By gain: downloads (of 30 days), likes, rank (places gained by influence), downloads_all_time (its gain are the downloads of the period); by percent: downloads_percent, likes_percent, without models created since.';
COMMENT ON COLUMN llmeco.rising_models.days IS 'Length of the period: 7 or 30.';
COMMENT ON COLUMN llmeco.rising_models.place IS '1 for the largest gain or percent, to 1,000; equal percents are ordered by gain, equal gains by model_id.';
COMMENT ON COLUMN llmeco.rising_models.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.rising_models.name IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.rising_models.author IS 'Name of user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.rising_models.task IS 'Task, as text-generation; NULL: none given.';
COMMENT ON COLUMN llmeco.rising_models.before IS 'The value at the begin of the period; 0: a model that was created after it.';
COMMENT ON COLUMN llmeco.rising_models.now IS 'The value in the newest snapshot; of rank: in the newest influence run at that time.';
COMMENT ON COLUMN llmeco.rising_models.gain IS 'now less before; of rank: before less now, places gained.';
COMMENT ON COLUMN llmeco.rising_models.since IS 'The day, UTC, that before is of.';
COMMENT ON COLUMN llmeco.rising_models.percent IS 'gain in percent of before, or of 1,000 downloads or 100 likes where that is less, so that 1 to 10 is not 900 percent; NULL: of rank, or the model was created after since.';
