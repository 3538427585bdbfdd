-- Snapshots: taking them and thinning them out. Nobody but a superuser may
-- call these until EXECUTE is granted.

CREATE FUNCTION llmeco_partition(month date)
RETURNS regclass
AS 'MODULE_PATHNAME', 'llmeco_partition'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION llmeco_partition(date) IS 'The partition of llmeco.model_snapshots for the month that a day is in, made if it is not there. Needs INSERT on llmeco.model_snapshots.';
REVOKE EXECUTE ON FUNCTION llmeco_partition(date) FROM PUBLIC;

CREATE FUNCTION llmeco_take_snapshot(
    day date DEFAULT (pg_catalog.now() AT TIME ZONE 'UTC')::pg_catalog.date)
RETURNS bigint
AS 'MODULE_PATHNAME', 'llmeco_take_snapshot'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION llmeco_take_snapshot(date) IS 'Writes the present counters of every listed model that was read to llmeco.model_snapshots as those of a day; what is there already is not written again. The number of rows written. Needs SELECT on llmeco.models, INSERT and UPDATE on llmeco.model_snapshots.';
REVOKE EXECUTE ON FUNCTION llmeco_take_snapshot(date) FROM PUBLIC;

-- The first day of a week or month is the one that stays: what is deleted is
-- then at the end of the month's table, where VACUUM gives it back.
CREATE FUNCTION llmeco_prune_snapshots(
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
    surplus date[];
    deleted bigint;
BEGIN
    PERFORM @extschema@.llmeco_require_coordinator();
    IF llmeco_prune_snapshots.daily IS NULL OR llmeco_prune_snapshots.daily < '0'
       OR llmeco_prune_snapshots.weekly IS NULL OR llmeco_prune_snapshots.weekly < '0' THEN
        RAISE EXCEPTION 'daily and weekly must not be null or negative'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_prune_snapshots(daily => ''60 days'', weekly => ''1 year'').';
    END IF;
    daily_from := now_utc - llmeco_prune_snapshots.daily;
    weekly_from := least(now_utc - llmeco_prune_snapshots.weekly, daily_from);
    -- Of each period the first day that is there stays; the newest day of all
    -- stays whatever its age.
    SELECT array_agg(d.day)
      INTO surplus
      FROM (SELECT s.taken_on AS day,
                   row_number() OVER (
                       PARTITION BY s.taken_on < weekly_from,
                                    date_trunc(CASE WHEN s.taken_on < weekly_from THEN 'month' ELSE 'week' END,
                                               s.taken_on::timestamp)
                       ORDER BY s.taken_on) AS place,
                   lead(s.taken_on) OVER (ORDER BY s.taken_on) AS next
              FROM (SELECT DISTINCT s.taken_on
                      FROM llmeco.model_snapshots s
                     WHERE s.taken_on < daily_from) s) d
     WHERE d.place > 1
       AND (d.next IS NOT NULL
            OR EXISTS (SELECT 1 FROM llmeco.model_snapshots s WHERE s.taken_on >= daily_from));
    DELETE FROM llmeco.model_snapshots s WHERE s.taken_on = ANY (surplus);
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END
$$;
COMMENT ON FUNCTION llmeco_prune_snapshots(interval, interval) IS 'Thins old rows of llmeco.model_snapshots out: every day is kept for as long as daily says, then the first day of each week (from Monday) for as long as weekly says, both back from today, then the first of each month. The newest day is always kept. The number of rows deleted. Needs SELECT and DELETE on llmeco.model_snapshots.';
REVOKE EXECUTE ON FUNCTION llmeco_prune_snapshots(interval, interval) FROM PUBLIC;
