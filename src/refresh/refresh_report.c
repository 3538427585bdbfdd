/*
 * refresh_report.c: what a refresh run tells of itself: its row of
 * llmeco.refresh_runs, progress, and what its caller gets back.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "support/settings.h"
#include "support/sql.h"
#include "support/sql_values.h"
#include "refresh/refresh_report.h"
#include "refresh/refresh_terms.h"
#include "store/model_events.h"

/* Seconds between two progress messages. */
#define NOTICE_SECONDS 5

/* Most columns of the row of llmeco.refresh_runs that are set here. */
#define RUN_COLUMNS (LEDGER_NCOUNTERS + 16)

/* The run's row: names and values of its columns. */
typedef struct RunRow
{
	const char *names[RUN_COLUMNS];
	SqlArg values[RUN_COLUMNS];
	int n;
	int nresult; /* of these, functions return the first */
} RunRow;

static const char *const status_names[] = {"complete", "partial", "failed"};

/*
 * RefreshRecordsSeen returns the number of records that the run has read.
 */
int64
RefreshRecordsSeen(const RefreshRun *run)
{
	const LedgerCounts *counts = &run->ledger.counts;

	return counts->models_seen + counts->spaces_seen + counts->authors_seen + counts->labels_seen +
		   counts->repos_seen;
}

/*
 * seconds_left estimates how long the source in work will take, where it is
 * known how much it has to read: else -1.
 */
static double
seconds_left(const RefreshRun *run)
{
	int64 done = RefreshRecordsSeen(run) - run->source_seen;
	int64 left = run->expected - run->earlier - done;

	if (run->expected == 0 || done == 0)
		return -1;
	return (GetCurrentTimestamp() - run->source_started) / (double) USECS_PER_SEC * Max(left, 0) /
		   done;
}

/*
 * left_text is seconds_left() in words, "" where that is not known.
 */
static const char *
left_text(const RefreshRun *run)
{
	double left = seconds_left(run);

	return left < 0 ? "" : psprintf(", about %.0f seconds left", left);
}

/*
 * show_wait sends one NOTICE where the run begins to wait for a server for
 * long. Returns whether it waits for one: there is no progress to show then.
 */
static bool
show_wait(RefreshRun *run, const HttpStats *stats)
{
	if (stats->wait_ms == 0)
		return run->waits = false;
	if (run->waits || stats->wait_ms < NOTICE_SECONDS * 1000)
		return true;
	run->waits = true;
	ereport(NOTICE,
			(errmsg("refresh of %s waits %d seconds for %s", run->source,
					(stats->wait_ms + 999) / 1000, run->endpoint),
			 stats->quota_left == 0
				 ? errdetail("The server allows no more requests until then.")
				 : errdetail("The server does not answer, or asked to be left alone."),
			 run->anonymous && run->endpoint == settings_hub_endpoint
				 ? errhint("With an access token, named by llmeco.token_file, the Hub allows more.")
				 : 0));
	return true;
}

/*
 * RefreshShowProgress sends a NOTICE every few seconds, but one only of each
 * time that the server lets the run wait.
 */
void
RefreshShowProgress(RefreshRun *run)
{
	TimestampTz now = GetCurrentTimestamp();
	HttpStats stats = {.quota_left = -1};
	double seconds;

	if (run->client != NULL)
		http_stats(run->client, &stats);
	if (show_wait(run, &stats) ||
		!TimestampDifferenceExceeds(run->noticed, now, NOTICE_SECONDS * 1000))
		return;
	run->noticed = now;
	seconds = (now - run->started) / (double) USECS_PER_SEC;
	ereport(NOTICE,
			(errmsg("%s of %s: " INT64_FORMAT " pages, " INT64_FORMAT " records, %.0f a second%s",
					run->client == NULL ? "import" : "refresh", run->source, run->pages,
					RefreshRecordsSeen(run), RefreshRecordsSeen(run) / seconds, left_text(run)),
			 stats.quota_left >= 0
				 ? errdetail("The server allows %d more requests in the next %d seconds.",
							 stats.quota_left, stats.quota_reset)
				 : 0));
}

/*
 * set_column sets a column of the run's row.
 */
static void
set_column(RunRow *row, const char *name, SqlArg value)
{
	Assert(row->n < RUN_COLUMNS);
	row->names[row->n] = name;
	row->values[row->n++] = value;
}

/*
 * value_unless is a value, or none.
 */
static SqlArg
value_unless(bool isnull, SqlArg value)
{
	value.isnull = isnull;
	return value;
}

/*
 * fill_row sets what both the run's row and that which a function returns say of a
 * run.
 */
static void
fill_row(RunRow *row, const RefreshRun *run, const char *status)
{
	HttpStats stats = {.quota_left = -1};

	if (run->client != NULL)
		http_stats(run->client, &stats);
	row->n = 0;
	set_column(row, "run_id", value_unless(run->run_id == 0, sql_int64(run->run_id)));
	set_column(row, "status", sql_text(status));
	for (int i = 0; i < LEDGER_NCOUNTERS; i++)
		set_column(row, ledger_counters[i].column,
				   sql_int64(LedgerCount(&run->ledger, &ledger_counters[i])));
	set_column(row, "requests", sql_int64(stats.requests));
	set_column(row, "bytes", sql_int64(stats.bytes));
	set_column(row, "errors", sql_int64(run->ledger.problems.written));
	set_column(row, "seconds",
			   sql_float8((GetCurrentTimestamp() - run->started) / (double) USECS_PER_SEC));
	set_column(row, "unavailable",
			   value_unless(run->terms.refused == NIL,
							sql_value(TEXTARRAYOID, RefreshTermsRefused(run))));
	/* an import's */
	set_column(row, "rows_read", sql_int64(run->rows));
	set_column(row, "rows_skipped", sql_int64(run->rows_skipped));
	set_column(row, "rows_failed", sql_int64(run->rows_failed));
	row->nresult = row->n;
	set_column(row, "quota_left",
			   value_unless(stats.quota_left < 0,
							sql_value(INT4OID, Int32GetDatum(stats.quota_left))));
}

/*
 * RefreshUpdateRun updates the run's row. finished: it ends here. The row has not
 * all of these columns, and fewer before ALTER EXTENSION UPDATE.
 */
void
RefreshUpdateRun(RefreshRun *run, bool finished)
{
	TimestampTz now = GetCurrentTimestamp();
	int level = SqlConnect();
	double left = finished ? -1 : seconds_left(run);
	Oid table = SqlTable("refresh_runs");
	RunRow row;
	StringInfoData sql;

	fill_row(&row, run, finished ? status_names[run->status] : "running");
	set_column(&row, "finished_at", value_unless(!finished, sql_time(now)));
	set_column(&row, "pages", sql_int64(run->pages));
	set_column(&row, "source", sql_text(run->source));
	set_column(&row, "updated_at", sql_time(now));
	set_column(&row, "seconds_left", value_unless(left < 0, sql_float8(left)));
	initStringInfo(&sql);
	appendStringInfoString(&sql, "UPDATE llmeco.refresh_runs SET");
	for (int i = 1; i < row.n; i++)
		if (get_attnum(table, row.names[i]) != InvalidAttrNumber)
			appendStringInfo(&sql, "%s %s = $%d", i == 1 ? "" : ",", row.names[i], i + 1);
	appendStringInfoString(&sql, " WHERE run_id = $1");
	(void) SqlRunArgs(sql.data, false, row.values, row.n);
	SqlFinish(level);
}

/*
 * end_dead_runs notes of runs that still say 'running' and hold no lock, as a run of this
 * session does by now, that they were cancelled or killed after a commit, and tells of the
 * events that they have committed.
 */
static void
end_dead_runs(void)
{
	uint64 n = SqlRun("UPDATE llmeco.refresh_runs r SET status = 'failed'"
					  " WHERE r.status = 'running' AND (r.pid = $1 OR NOT EXISTS"
					  " (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2"
					  "   AND l.classid = $2 AND l.pid = r.pid AND l.database ="
					  "    (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())))"
					  " RETURNING r.run_id, r.started_at",
					  sql_value(INT4OID, Int32GetDatum(MyProcPid)),
					  sql_value(OIDOID, ObjectIdGetDatum(REFRESH_LOCK_CLASS)));
	int64 *run_ids = palloc((n + 1) * sizeof(int64));
	TimestampTz *started = palloc((n + 1) * sizeof(TimestampTz));
	bool isnull;

	for (uint64 i = 0; i < n; i++)
	{
		run_ids[i] = SqlResultInt64(i, 1);
		started[i] = DatumGetTimestampTz(SqlResultValue(i, 2, &isnull));
	}
	if (!OidIsValid(SqlTable("model_events")))
		return;
	for (uint64 i = 0; i < n; i++)
		ModelEventsSend(run_ids[i], started[i]);
}

/*
 * RefreshInsertRun inserts the run's row; sources has n names.
 */
void
RefreshInsertRun(RefreshRun *run, const char *const *sources, int n)
{
	Datum *names = palloc(n * sizeof(Datum));
	Datum array;
	int level = SqlConnect();

	for (int i = 0; i < n; i++)
		names[i] = CStringGetTextDatum(sources[i]);
	array = SqlTextArray(names, n);
	end_dead_runs();
	run->run_id =
		SqlInt64("INSERT INTO llmeco.refresh_runs (started_at, sources, scope, mode, status, pid)"
				 " VALUES ($1, $2, $3, $4, 'running', $5) RETURNING run_id",
				 sql_time(run->started), sql_value(TEXTARRAYOID, array), sql_text(run->scope),
				 sql_text(run->mode), sql_value(INT4OID, Int32GetDatum(MyProcPid)));
	/* not before ALTER EXTENSION UPDATE to 1.2.0 */
	if (get_attnum(SqlTable("refresh_runs"), "backend_start") != InvalidAttrNumber)
		(void) SqlRun("UPDATE llmeco.refresh_runs SET backend_start = $2 WHERE run_id = $1",
					  sql_int64(run->run_id), sql_time(MyStartTimestamp));
	SqlFinish(level);
	run->ledger.run_id = run->run_id;
}

/*
 * RefreshResultRow makes the row that llmeco_refresh() or llmeco_import() returns: the
 * columns that it is declared with, which are fewer before ALTER EXTENSION UPDATE.
 */
Datum
RefreshResultRow(FunctionCallInfo fcinfo, const RefreshRun *run, bool ran)
{
	TupleDesc desc;
	RunRow row;
	Datum values[RUN_COLUMNS];
	bool nulls[RUN_COLUMNS];

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "the function is not declared to return a row");
	fill_row(&row, run, ran ? status_names[run->status] : "already running");
	for (int i = 0; i < desc->natts; i++)
	{
		int column = 0;

		while (strcmp(row.names[column], NameStr(TupleDescAttr(desc, i)->attname)) != 0)
			if (++column == row.nresult)
				elog(ERROR, "there is no value for \"%s\"",
					 NameStr(TupleDescAttr(desc, i)->attname));
		values[i] = row.values[column].value;
		nulls[i] = row.values[column].isnull;
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/*
 * RefreshShowResult sends a NOTICE of what the run has read.
 */
void
RefreshShowResult(const RefreshRun *run)
{
	ereport(NOTICE,
			(errmsg("refresh %s: " INT64_FORMAT " models read, " INT64_FORMAT " new, " INT64_FORMAT
					" changed",
					status_names[run->status], run->ledger.counts.models_seen,
					run->ledger.counts.models_new, run->ledger.counts.models_changed),
			 RefreshRecordsSeen(run) > run->ledger.counts.models_seen
				 ? errdetail(INT64_FORMAT " Spaces, " INT64_FORMAT " authors, " INT64_FORMAT
										  " label files and " INT64_FORMAT
										  " repositories were read.",
							 run->ledger.counts.spaces_seen, run->ledger.counts.authors_seen,
							 run->ledger.counts.labels_seen, run->ledger.counts.repos_seen)
				 : 0));
}
