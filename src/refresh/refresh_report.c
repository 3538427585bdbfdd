/*
 * refresh_report.c: what a refresh run tells of itself: its row of
 * llmeco.refresh_runs, progress, and what its caller gets back.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "refresh/refresh_report.h"

/* Seconds between two progress messages. */
#define NOTICE_SECONDS 5

static const char *const status_names[] = {"complete", "partial", "failed"};

/*
 * RefreshRecordsSeen returns the number of records that the run has read.
 */
int64
RefreshRecordsSeen(const RefreshRun *run)
{
	const StoreCounts *counts = &run->store.counts;

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
 * RefreshShowProgress sends a NOTICE every few seconds.
 */
void
RefreshShowProgress(RefreshRun *run)
{
	TimestampTz now = GetCurrentTimestamp();
	HttpStats stats;
	double seconds;

	if (!TimestampDifferenceExceeds(run->noticed, now, NOTICE_SECONDS * 1000))
		return;
	run->noticed = now;
	http_stats(run->client, &stats);
	seconds = (now - run->started) / (double) USECS_PER_SEC;
	ereport(NOTICE, (errmsg("refresh of %s: " INT64_FORMAT " pages, " INT64_FORMAT
							" records, %.0f a second%s",
							run->source, run->pages, RefreshRecordsSeen(run),
							RefreshRecordsSeen(run) / seconds, left_text(run)),
					 stats.waiting > 0 && stats.waiting == stats.pending
						 ? errdetail("Waiting for the server: back-off or its rate limit.")
					 : stats.quota_left >= 0
						 ? errdetail("The server allows %d more requests in the next %d seconds.",
									 stats.quota_left, stats.quota_reset)
						 : 0));
}

/*
 * RefreshUpdateRun updates the run's row. finished: it ends here.
 */
void
RefreshUpdateRun(RefreshRun *run, bool finished)
{
	const StoreCounts *counts = &run->store.counts;
	TimestampTz now = GetCurrentTimestamp();
	int level = SqlConnect();
	double left = finished ? -1 : seconds_left(run);
	char nulls[30] = {0};
	HttpStats stats;

	http_stats(run->client, &stats);
	memset(nulls, ' ', 29);
	if (stats.quota_left < 0)
		nulls[27] = 'n';
	if (left < 0)
		nulls[28] = 'n';
	(void) RunSql("UPDATE llmeco.refresh_runs SET"
				  " finished_at = CASE WHEN $2 <> 'running' THEN $3 END, status = $2,"
				  " models_seen = $4, models_new = $5, models_changed = $6,"
				  " edges_seen = $7, edges_new = $8, edges_changed = $9,"
				  " edges_removed = $10, requests = $11, bytes = $12,"
				  " errors = $13, seconds = $14,"
				  " spaces_seen = $15, spaces_new = $16, spaces_changed = $17,"
				  " authors_seen = $18, authors_changed = $19,"
				  " labels_seen = $20, labels_changed = $21, repos_seen = $22,"
				  " repos_new = $23, repos_changed = $24, pages = $25,"
				  " source = $26, updated_at = $27, quota_left = $28,"
				  " seconds_left = $29 WHERE run_id = $1",
				  29, (Oid[]) {INT8OID, TEXTOID,   TIMESTAMPTZOID, INT8OID, INT8OID,  INT8OID,
							   INT8OID, INT8OID,   INT8OID,        INT8OID, INT8OID,  INT8OID,
							   INT8OID, FLOAT8OID, INT8OID,        INT8OID, INT8OID,  INT8OID,
							   INT8OID, INT8OID,   INT8OID,        INT8OID, INT8OID,  INT8OID,
							   INT8OID, TEXTOID,   TIMESTAMPTZOID, INT4OID, FLOAT8OID},
				  (Datum[]) {Int64GetDatum(run->run_id),
							 CStringGetTextDatum(finished ? status_names[run->status] : "running"),
							 TimestampTzGetDatum(now),
							 Int64GetDatum(counts->models_seen),
							 Int64GetDatum(counts->models_new),
							 Int64GetDatum(counts->models_changed),
							 Int64GetDatum(counts->edges_seen),
							 Int64GetDatum(counts->edges_new),
							 Int64GetDatum(counts->edges_changed),
							 Int64GetDatum(counts->edges_removed),
							 Int64GetDatum(stats.requests),
							 Int64GetDatum(stats.bytes),
							 Int64GetDatum(run->errors.written),
							 Float8GetDatum((now - run->started) / (double) USECS_PER_SEC),
							 Int64GetDatum(counts->spaces_seen),
							 Int64GetDatum(counts->spaces_new),
							 Int64GetDatum(counts->spaces_changed),
							 Int64GetDatum(counts->authors_seen),
							 Int64GetDatum(counts->authors_changed),
							 Int64GetDatum(counts->labels_seen),
							 Int64GetDatum(counts->labels_changed),
							 Int64GetDatum(counts->repos_seen),
							 Int64GetDatum(counts->repos_new),
							 Int64GetDatum(counts->repos_changed),
							 Int64GetDatum(run->pages),
							 CStringGetTextDatum(run->source),
							 TimestampTzGetDatum(now),
							 Int32GetDatum(stats.quota_left),
							 Float8GetDatum(left)},
				  nulls);
	SqlFinish(level);
}

/*
 * RefreshInsertRun inserts the run's row; sources has n names. A run of the
 * same sources that still says 'running' was cancelled or killed after a
 * commit: this one has their locks.
 */
void
RefreshInsertRun(RefreshRun *run, const char *const *sources, int n)
{
	Datum *names = palloc(n * sizeof(Datum));
	Datum array;
	int level = SqlConnect();

	for (int i = 0; i < n; i++)
		names[i] = CStringGetTextDatum(sources[i]);
	array = PointerGetDatum(construct_array(names, n, TEXTOID, -1, false, TYPALIGN_INT));
	(void) RunSql("UPDATE llmeco.refresh_runs SET status = 'failed'"
				  " WHERE status = 'running' AND sources <@ $1",
				  1, (Oid[]) {TEXTARRAYOID}, (Datum[]) {array}, NULL);
	(void) RunSql("INSERT INTO llmeco.refresh_runs (started_at, sources, scope, mode, status, pid)"
				  " VALUES ($1, $2, $3, $4, 'running', $5) RETURNING run_id",
				  5, (Oid[]) {TIMESTAMPTZOID, TEXTARRAYOID, TEXTOID, TEXTOID, INT4OID},
				  (Datum[]) {TimestampTzGetDatum(run->started), array,
							 CStringGetTextDatum(run->scope), CStringGetTextDatum(run->mode),
							 Int32GetDatum(MyProcPid)},
				  NULL);
	run->run_id = ResultInt64(0, 1);
	SqlFinish(level);
	run->errors.run_id = run->run_id;
}

/*
 * RefreshResultRow makes the row that llmeco_refresh() returns.
 */
Datum
RefreshResultRow(FunctionCallInfo fcinfo, const RefreshRun *run, bool ran)
{
	const StoreCounts *counts = &run->store.counts;
	TupleDesc desc;
	HttpStats stats = {0};
	Datum values[23];
	bool nulls[23] = {false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "llmeco_refresh is not declared to return a row");
	if (run->client != NULL)
		http_stats(run->client, &stats);
	nulls[0] = !ran;
	values[0] = Int64GetDatum(run->run_id);
	values[1] = CStringGetTextDatum(ran ? status_names[run->status] : "already running");
	values[2] = Int64GetDatum(counts->models_seen);
	values[3] = Int64GetDatum(counts->models_new);
	values[4] = Int64GetDatum(counts->models_changed);
	values[5] = Int64GetDatum(counts->edges_seen);
	values[6] = Int64GetDatum(counts->edges_new);
	values[7] = Int64GetDatum(counts->edges_changed);
	values[8] = Int64GetDatum(counts->edges_removed);
	values[9] = Int64GetDatum(stats.requests);
	values[10] = Int64GetDatum(stats.bytes);
	values[11] = Int64GetDatum(run->errors.written);
	values[12] = Float8GetDatum((GetCurrentTimestamp() - run->started) / (double) USECS_PER_SEC);
	values[13] = Int64GetDatum(counts->spaces_seen);
	values[14] = Int64GetDatum(counts->spaces_new);
	values[15] = Int64GetDatum(counts->spaces_changed);
	values[16] = Int64GetDatum(counts->authors_seen);
	values[17] = Int64GetDatum(counts->authors_changed);
	values[18] = Int64GetDatum(counts->labels_seen);
	values[19] = Int64GetDatum(counts->labels_changed);
	values[20] = Int64GetDatum(counts->repos_seen);
	values[21] = Int64GetDatum(counts->repos_new);
	values[22] = Int64GetDatum(counts->repos_changed);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/*
 * RefreshShowResult sends a NOTICE of what the run has read.
 */
void
RefreshShowResult(const RefreshRun *run)
{
	ereport(NOTICE, (errmsg("refresh %s: " INT64_FORMAT " models read, " INT64_FORMAT
							" new, " INT64_FORMAT " changed",
							status_names[run->status], run->store.counts.models_seen,
							run->store.counts.models_new, run->store.counts.models_changed),
					 RefreshRecordsSeen(run) > run->store.counts.models_seen
						 ? errdetail(INT64_FORMAT " Spaces, " INT64_FORMAT " authors, " INT64_FORMAT
												  " label files and " INT64_FORMAT
												  " repositories were read.",
									 run->store.counts.spaces_seen, run->store.counts.authors_seen,
									 run->store.counts.labels_seen, run->store.counts.repos_seen)
						 : 0));
}
