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
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "refresh/refresh.h"

/*
 * RefreshSeenBegin starts the record of a walk, or goes on with it where the
 * walk does.
 */
void
RefreshSeenBegin(RefreshRun *run, RefreshWalk *walk, bool resumed)
{
	Oid types[] = {TEXTOID};
	Datum values[] = {CStringGetTextDatum(run->source)};
	int level = SqlConnect();

	walk->started = 0;
	walk->all_read = true;
	walk->largest = 0;
	walk->earlier = 0;
	if (resumed)
	{
		bool isnull;
		Datum started;

		(void) RunSql("SELECT pg_catalog.min(s.started_at), pg_catalog.bool_and(s.all_read),"
					  " pg_catalog.max(s.records)::bigint, pg_catalog.sum(s.records)"
					  " FROM llmeco.refresh_seen s WHERE s.source = $1",
					  1, types, values, NULL);
		started = ResultValue(0, 1, &isnull);
		if (!isnull)
		{
			walk->started = DatumGetTimestampTz(started);
			walk->all_read = DatumGetBool(ResultValue(0, 2, &isnull));
			walk->largest = ResultInt64(0, 3);
			walk->earlier = ResultInt64(0, 4);
		}
	}
	else
	{
		(void) RunSql("DELETE FROM llmeco.refresh_seen WHERE source = $1", 1, types, values, NULL);
		walk->started = GetCurrentTimestamp();
	}
	SqlFinish(level);
}

/*
 * RefreshSeenPage adds the page in hand, of which n records were new to this
 * run: walk->ids.
 */
void
RefreshSeenPage(RefreshRun *run, RefreshWalk *walk, int n)
{
	bool all_read = walk->nrecords == walk->nitems;
	Datum *ids = palloc((n + 1) * sizeof(Datum));
	int level = SqlConnect();

	for (int i = 0; i < n; i++)
		ids[i] = Int64GetDatum(walk->ids[i]);
	if (walk->started != 0)
		(void)
			RunSql("INSERT INTO llmeco.refresh_seen"
				   " (source, started_at, records, all_read, ids)"
				   " VALUES ($1, $2, $3, $4, $5)",
				   5, (Oid[]) {TEXTOID, TIMESTAMPTZOID, INT4OID, BOOLOID, INT8ARRAYOID},
				   (Datum[]) {CStringGetTextDatum(run->source), TimestampTzGetDatum(walk->started),
							  Int32GetDatum(walk->nitems), BoolGetDatum(all_read),
							  PointerGetDatum(construct_array(ids, n, INT8OID, sizeof(int64),
															  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE))},
				   NULL);
	SqlFinish(level);
	walk->all_read = walk->all_read && all_read;
	/* The last page is held against those before it. */
	if (!walk->last_page)
		walk->largest = Max(walk->largest, walk->nitems);
}

/*
 * doubt returns why what the walk has not seen may be there all the same,
 * NULL: there is no reason.
 */
static const char *
doubt(const RefreshWalk *walk)
{
	if (walk->started == 0)
		return "it is not known what the walk saw in earlier runs";
	if (!walk->all_read)
		return "the listing had records that could not be read";
	if (walk->nitems >= (walk->largest > 0 ? walk->largest : walk->page_limit))
		return "the listing ended with a full page, as if it were cut off";
	if (walk->nitems == 0 && walk->largest == 0)
		return "the listing was empty";
	return NULL;
}

/*
 * RefreshSeenEnd ends the record of a walk that got to the end: what was here
 * when it began and was not seen is marked as removed, and counted in
 * *changed; where that is in doubt an error row says so instead.
 */
void
RefreshSeenEnd(RefreshRun *run, RefreshWalk *walk, int64 *changed)
{
	const char *reason = doubt(walk);
	const char *unseen = psprintf(" r.hub_id IS NOT NULL AND r.removed_at IS NULL"
								  " AND r.fetched_at < $2 AND NOT EXISTS"
								  " (SELECT FROM seen s WHERE s.id = r.%s)",
								  walk->key);
	Oid types[] = {TEXTOID, TIMESTAMPTZOID, TIMESTAMPTZOID};
	Datum values[] = {CStringGetTextDatum(run->source), TimestampTzGetDatum(walk->started),
					  TimestampTzGetDatum(GetCurrentTimestamp())};
	int level = SqlConnect();

	/* One join of all with all that was seen; never row by row. */
	SqlPlanFreely();
	(void) set_config_option("enable_nestloop", "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
#define SEEN                                                                                       \
	"WITH seen AS MATERIALIZED (SELECT pg_catalog.unnest(s.ids) AS id"                             \
	" FROM llmeco.refresh_seen s WHERE s.source = $1) "
	if (reason == NULL)
		*changed += RunSql(psprintf(SEEN "UPDATE llmeco.%s r SET removed_at = $3 WHERE %s",
									walk->table, unseen),
						   3, types, values, NULL);
	else
	{
		(void) RunSql(psprintf(SEEN "SELECT pg_catalog.count(*) FROM llmeco.%s r WHERE %s",
							   walk->table, unseen),
					  2, types, values, NULL);
		if (ResultInt64(0, 1) > 0)
			LedgerNote(&run->ledger, NULL, NULL, "unlisted",
					   "%s no longer lists " INT64_FORMAT
					   " of the %s; none of them is marked as removed: %s",
					   run->endpoint, ResultInt64(0, 1), walk->table, reason);
	}
#undef SEEN
	(void) RunSql("DELETE FROM llmeco.refresh_seen WHERE source = $1", 1, types, values, NULL);
	SqlFinish(level);
}
