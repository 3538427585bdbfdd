/*
 * refresh_seen.c: what a walk through the whole of a listing has seen, and
 * what it has not, which the Hub no longer has.
 *
 * llmeco.refresh_seen gets a row for each page, in the transaction that stores
 * the page: a walk may end and go on in another session, or after a crash, and
 * knows all that it saw as surely as where it goes on. One row of 1,000 keys a
 * page costs next to nothing beside storing the page; the rows are deleted
 * when the walk is complete. The rows of models themselves are not touched.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/timestamp.h"

#include "support/changed_sql.h"
#include "support/settings.h"
#include "support/sql.h"
#include "support/sql_values.h"
#include "refresh/refresh_seen.h"
#include "store/model_events.h"

/*
 * delete_rows deletes the record of the run's source.
 */
static void
delete_rows(const RefreshRun *run)
{
	(void) SqlRun("DELETE FROM llmeco.refresh_seen WHERE source = $1", sql_text(run->source));
}

/*
 * RefreshSeenBegin starts the record of a walk, or goes on with it where the
 * walk does.
 */
void
RefreshSeenBegin(RefreshRun *run, RefreshSeen *seen, bool resumed)
{
	int level = SqlConnect();

	seen->started = 0;
	seen->all_read = true;
	seen->largest = 0;
	seen->earlier = 0;
	if (resumed)
	{
		bool isnull;
		Datum started;

		(void) SqlRun("SELECT pg_catalog.min(s.started_at), pg_catalog.bool_and(s.all_read),"
					  " pg_catalog.max(s.records)::bigint, pg_catalog.sum(s.records)"
					  " FROM llmeco.refresh_seen s WHERE s.source = $1",
					  sql_text(run->source));
		started = SqlResultValue(0, 1, &isnull);
		if (!isnull)
		{
			seen->started = DatumGetTimestampTz(started);
			seen->all_read = SqlResultBool(0, 2);
			seen->largest = SqlResultInt64(0, 3);
			seen->earlier = SqlResultInt64(0, 4);
		}
	}
	else
	{
		delete_rows(run);
		seen->started = GetCurrentTimestamp();
	}
	SqlFinish(level);
}

/*
 * RefreshSeenAdd adds a page.
 */
void
RefreshSeenAdd(RefreshRun *run, RefreshSeen *seen, const RefreshSeenPage *page)
{
	int level = SqlConnect();

	if (seen->started != 0)
		(void) SqlRun("INSERT INTO llmeco.refresh_seen"
					  " (source, started_at, records, all_read, ids)"
					  " VALUES ($1, $2, $3, $4, $5)",
					  sql_text(run->source), sql_time(seen->started),
					  sql_value(INT4OID, Int32GetDatum(page->nitems)), sql_bool(page->all_read),
					  sql_value(INT8ARRAYOID, SqlInt64Array(page->ids, page->n)));
	SqlFinish(level);
	seen->all_read = seen->all_read && page->all_read;
	seen->last = page->nitems;
	seen->last_full = page->limit > 0 && page->nitems >= page->limit;
	/* The last page is held against those before it. */
	if (!page->is_last)
		seen->largest = Max(seen->largest, page->nitems);
}

/*
 * find_doubt returns why what the walk has not seen may be there all the same,
 * NULL: there is no reason.
 */
static const char *
find_doubt(const RefreshSeen *seen)
{
	if (seen->started == 0)
		return "it is not known what the walk saw in earlier runs";
	if (!seen->all_read)
		return "the listing had records that could not be read";
	if (seen->last_full || seen->last >= (seen->largest > 0 ? seen->largest : seen->page_limit))
		return "the listing ended with a full page, as if it were cut off";
	if (seen->last == 0 && seen->largest == 0)
		return "the listing was empty";
	return NULL;
}

/*
 * find_too_many returns why a walk that did not see so many of the known records
 * is not believed, NULL: there are not too many, or a walk before it missed too
 * many as well.
 */
static const char *
find_too_many(const RefreshSeen *seen, int64 unseen)
{
	int64 known;

	if (unseen == 0 || seen->again)
		return NULL;
	known = SqlInt64(psprintf("SELECT pg_catalog.count(*) FROM llmeco.%s r"
							  " WHERE r.hub_id IS NOT NULL AND r.removed_at IS NULL",
							  seen->table));
	if (unseen <= settings_max_removed_fraction * known)
		return NULL;
	return psprintf("they are more than llmeco.max_removed_fraction (%g) of " INT64_FORMAT
					"; the next full walk is believed",
					settings_max_removed_fraction, known);
}

#define SEEN                                                                                       \
	"WITH seen AS MATERIALIZED (SELECT pg_catalog.unnest(s.ids) AS id"                             \
	" FROM llmeco.refresh_seen s WHERE s.source = $1) "

/*
 * remove_unseen marks the rows that meet a condition as removed; args are source, when the
 * walk began, now and run. Returns their number.
 */
static int64
remove_unseen(RefreshRun *run, const RefreshSeen *seen, const char *unseen, const SqlArg *args)
{
	char *update = psprintf("UPDATE llmeco.%s r SET removed_at = $3 CHANGED(, changed_at = $3)"
							" WHERE %s",
							seen->table, unseen);
	int64 n;

	if (!seen->has_events || !ModelEventsBegin(DatumGetTimestampTz(args[2].value)))
		return SqlRunArgs(ChangedSql(psprintf(SEEN "%s", update)), false, args, 3);
	n = SqlRunArgs(ChangedSql(
					   psprintf(SEEN
								", gone AS (%s RETURNING r.model_id, r.name) " MODEL_EVENTS_INSERT
								"SELECT $3, $4, g.model_id, g.name, 'removed', NULL,"
								" pg_catalog.jsonb_build_object('reason', 'not listed')"
								" FROM gone g",
								update)),
				   false, args, 4);
	run->ledger.events += n;
	return n;
}

/*
 * note_displaced writes the events of the models that lost their names to others and were
 * not seen under another one; args are those of remove_unseen().
 */
static void
note_displaced(RefreshRun *run, const RefreshSeen *seen, const SqlArg *args)
{
	static const char displaced[] =
		" FROM llmeco.models m WHERE m.removed_at IS NOT NULL AND m.model_id IN"
		" (SELECT e.model_id FROM llmeco.model_events e WHERE e.kind = 'name_taken_over')"
		" AND " MODEL_EVENTS_DISPLACED
		" AND NOT EXISTS (SELECT FROM seen s WHERE s.id = m.model_id)";

	if (!seen->has_events || !OidIsValid(SqlTable("model_events")) ||
		SqlInt64Args(psprintf(SEEN "SELECT pg_catalog.count(*) %s", displaced), args, 1) == 0)
		return;
	(void) ModelEventsBegin(DatumGetTimestampTz(args[2].value));
	run->ledger.events += SqlRunArgs(
		psprintf(
			SEEN MODEL_EVENTS_INSERT
			"SELECT $3, $4, m.model_id, pg_catalog.split_part(m.name, '#', 1), 'removed', NULL,"
			" pg_catalog.jsonb_build_object('reason', 'not listed') %s",
			displaced),
		false, args, 4);
}

/*
 * knows_seen says whether it is kept when rows were seen that did not change: not before
 * ALTER EXTENSION UPDATE to 1.2.0.
 */
static bool
knows_seen(void)
{
	return OidIsValid(SqlTable("seen_sources"));
}

/*
 * note_seen notes that since a time the run came across all that its source has listed.
 */
static void
note_seen(const RefreshRun *run, TimestampTz started)
{
	(void) SqlRun("INSERT INTO llmeco.seen_sources (source, seen_at) VALUES ($1, $2)"
				  " ON CONFLICT (source) DO UPDATE SET seen_at = EXCLUDED.seen_at",
				  sql_text(run->source), sql_time(started));
}

/*
 * RefreshSeenModels notes that since a time the run came across models, and across no
 * others: when those were seen stays.
 */
void
RefreshSeenModels(const RefreshRun *run, const int64 *ids, int n, TimestampTz started)
{
	SqlArg models = sql_value(INT8ARRAYOID, SqlInt64Array(ids, n));
	int level = SqlConnect();

	if (knows_seen())
	{
		/* One join of all with all that was seen; never row by row. */
		SqlPlanFreely();
		SqlSet("enable_nestloop", "off");
		(void) SqlRun("DELETE FROM llmeco.unseen_models u USING pg_catalog.unnest($1) s (id)"
					  " WHERE u.model_id = s.id",
					  models);
		(void) SqlRun("INSERT INTO llmeco.unseen_models (model_id, seen_at)"
					  " SELECT m.model_id, GREATEST(m.fetched_at, (SELECT s.seen_at"
					  "  FROM llmeco.seen_sources s WHERE s.source = 'models'))"
					  " FROM llmeco.models m WHERE m.fetched_at < $2 AND m.removed_at IS NULL"
					  " AND NOT EXISTS"
					  " (SELECT FROM pg_catalog.unnest($1) s (id) WHERE s.id = m.model_id)"
					  " ON CONFLICT (model_id) DO NOTHING",
					  models, sql_time(started));
		note_seen(run, started);
	}
	SqlFinish(level);
}

/*
 * RefreshSeenEnd ends the record of a walk that got to the end: what was here
 * when it began and was not seen is marked as removed, and counted in
 * *changed; where that is in doubt an error row says so instead. What was fetched
 * at a time that is yet to come was so by a clock gone wrong. False: too many
 * were not seen for the walk to be believed.
 */
bool
RefreshSeenEnd(RefreshRun *run, const RefreshSeen *seen, int64 *changed)
{
	const char *reason = find_doubt(seen);
	const char *too_many = NULL;
	const char *unseen = psprintf(" r.hub_id IS NOT NULL AND r.removed_at IS NULL"
								  " AND (r.fetched_at < $2 OR r.fetched_at > $3) AND NOT EXISTS"
								  " (SELECT FROM seen s WHERE s.id = r.%s)",
								  seen->key);
	SqlArg args[] = {sql_text(run->source), sql_time(seen->started),
					 sql_time(GetCurrentTimestamp()), sql_int64(run->run_id)};
	int level = SqlConnect();
	int64 n;

	/* One join of all with all that was seen; never row by row. */
	SqlPlanFreely();
	SqlSet("enable_nestloop", "off");
	n = SqlInt64Args(psprintf(SEEN "SELECT pg_catalog.count(*) FROM llmeco.%s r WHERE %s",
							  seen->table, unseen),
					 args, 3);
	if (reason == NULL)
		reason = too_many = find_too_many(seen, n);
	if (reason == NULL)
		note_displaced(run, seen, args);
	if (n > 0 && reason == NULL)
		*changed += remove_unseen(run, seen, unseen, args);
	else if (n > 0)
		LedgerNote(&run->ledger, NULL, NULL, "unlisted",
				   "%s no longer lists " INT64_FORMAT
				   " of the %s; none of them is marked as removed: %s",
				   run->endpoint, n, seen->table, reason);
	if (reason == NULL && knows_seen())
	{
		note_seen(run, seen->started);
		if (strcmp(seen->table, "models") == 0)
			(void) SqlRun("DELETE FROM llmeco.unseen_models");
	}
	delete_rows(run);
	SqlFinish(level);
	return too_many == NULL;
}
