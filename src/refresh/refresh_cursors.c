/*
 * refresh_cursors.c: where a later run goes on: llmeco.refresh_cursors.
 *
 * Cursors are noted in memory and written with the next commit, or at the end
 * of a run that did not complete: a run in one transaction that completes
 * writes none of its intermediate steps.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "refresh/refresh_cursors.h"

/* Step of a source that is done, with the run's mode behind it. */
#define STEP_DONE "done:"

/*
 * RefreshReadCursors returns the RefreshCursors of the run's source and
 * scope, in the run's memory, without those that lead to another endpoint
 * than the one now set.
 */
List *
RefreshReadCursors(RefreshRun *run)
{
	MemoryContext caller = MemoryContextSwitchTo(run->context);
	int level = SqlConnect();
	List *cursors = NIL;
	uint64 n;

	n = SqlRun("SELECT c.step, c.next_url, c.watermark, c.updated_at"
			   " FROM llmeco.refresh_cursors c"
			   " WHERE c.source = $1 AND c.scope = $2"
			   " AND (c.next_url IS NULL OR pg_catalog.starts_with(c.next_url, $3))"
			   " ORDER BY c.step",
			   sql_text(run->source), sql_text(run->scope),
			   sql_text(psprintf("%s/", run->endpoint)));
	for (uint64 i = 0; i < n; i++)
	{
		RefreshCursor *cursor = palloc(sizeof(RefreshCursor));
		bool isnull;
		Datum watermark = SqlResultValue(i, 3, &isnull);

		cursor->step = SqlResultText(i, 1);
		cursor->next_url = SqlResultText(i, 2);
		cursor->watermark = isnull ? 0 : DatumGetTimestampTz(watermark);
		cursor->updated_at = DatumGetTimestampTz(SqlResultValue(i, 4, &isnull));
		if (cursor->updated_at > run->started + REFRESH_CLOCK_SLACK)
			cursor->updated_at = 0;
		cursors = lappend(cursors, cursor);
	}
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	return cursors;
}

/*
 * RefreshNoteCursor notes that a step goes on at next_url, or with NULL that
 * it is done. The last note of a step counts.
 */
void
RefreshNoteCursor(RefreshRun *run, const char *step, const char *next_url, TimestampTz watermark)
{
	MemoryContext caller;
	RefreshCursor *cursor;

	if (run->cursor_context == NULL)
		run->cursor_context =
			AllocSetContextCreate(run->context, "llmeco refresh cursors", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(run->cursor_context);
	cursor = palloc(sizeof(RefreshCursor));
	cursor->step = pstrdup(step);
	cursor->next_url = next_url == NULL ? NULL : pstrdup(next_url);
	cursor->watermark = watermark;
	run->cursors = lappend(run->cursors, cursor);
	MemoryContextSwitchTo(caller);
}

/*
 * drop_notes empties the list of notes.
 */
static void
drop_notes(RefreshRun *run)
{
	run->cursors = NIL;
	if (run->cursor_context != NULL)
		MemoryContextReset(run->cursor_context);
}

/*
 * RefreshFlushCursors writes the notes.
 */
void
RefreshFlushCursors(RefreshRun *run)
{
	static const BatchColumn columns[] = {{"n", INT4OID},
										  {"step", TEXTOID},
										  {"next_url", TEXTOID},
										  {"watermark", TIMESTAMPTZOID}};
	MemoryContext caller;
	Batch *batch;
	ListCell *cell;
	int level;
	int n = 0;

	if (run->cursors == NIL)
		return;
	caller = MemoryContextSwitchTo(run->cursor_context);
	level = SqlConnect();
	batch = BatchCreate("llmeco_cursors", columns, lengthof(columns));
	foreach (cell, run->cursors)
	{
		RefreshCursor *cursor = lfirst(cell);
		Datum values[4];
		bool nulls[4] = {false};

		values[0] = Int32GetDatum(n++);
		values[1] = CStringGetTextDatum(cursor->step);
		nulls[2] = cursor->next_url == NULL;
		if (cursor->next_url != NULL)
			values[2] = CStringGetTextDatum(cursor->next_url);
		nulls[3] = cursor->watermark == 0;
		values[3] = TimestampTzGetDatum(cursor->watermark);
		BatchAdd(batch, values, nulls);
	}
	(void) BatchApply(batch,
					  "INSERT INTO llmeco.refresh_cursors"
					  " (source, scope, step, next_url, watermark, updated_at)"
					  " SELECT DISTINCT ON (c.step) $1, $2, c.step, c.next_url, c.watermark, $3"
					  " FROM llmeco_cursors c ORDER BY c.step, c.n DESC"
					  " ON CONFLICT (source, scope, step) DO UPDATE SET"
					  " next_url = EXCLUDED.next_url, watermark = EXCLUDED.watermark,"
					  " updated_at = EXCLUDED.updated_at",
					  sql_text(run->source), sql_text(run->scope), sql_time(GetCurrentTimestamp()));
	tuplestore_end(batch->rows);
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	drop_notes(run);
}

/*
 * RefreshDropCursors forgets the notes and deletes the rows of the run's
 * source and scope: the walk is complete, or starts anew.
 */
void
RefreshDropCursors(RefreshRun *run)
{
	int level = SqlConnect();

	drop_notes(run);
	(void) SqlRun("DELETE FROM llmeco.refresh_cursors WHERE source = $1 AND scope = $2",
				  sql_text(run->source), sql_text(run->scope));
	SqlFinish(level);
}

/*
 * RefreshIsDone says whether the run's source was read to its end today (UTC), in
 * this mode and from this endpoint, by a run that was not through with others.
 */
bool
RefreshIsDone(const RefreshRun *run)
{
	int level = SqlConnect();
	bool done = SqlRun("SELECT FROM llmeco.refresh_cursors c"
					   " WHERE c.source = $1 AND c.scope = $2 AND c.step = $3 AND c.next_url = $4"
					   " AND c.watermark >= pg_catalog.date_trunc('day', $5, 'UTC')"
					   " AND c.watermark <= $5",
					   sql_text(run->source), sql_text(run->scope),
					   sql_text(psprintf(STEP_DONE "%s", run->mode)),
					   sql_text(psprintf("%s/", run->endpoint)), sql_time(run->started)) > 0;

	SqlFinish(level);
	return done;
}

/*
 * RefreshNoteDone notes that the run's source was read to its end.
 */
void
RefreshNoteDone(RefreshRun *run)
{
	RefreshNoteCursor(run, psprintf(STEP_DONE "%s", run->mode), psprintf("%s/", run->endpoint),
					  run->started);
	RefreshFlushCursors(run);
}

/*
 * RefreshForgetDone deletes what RefreshNoteDone() noted of the run's source.
 */
void
RefreshForgetDone(RefreshRun *run)
{
	int level = SqlConnect();

	(void) SqlRun("DELETE FROM llmeco.refresh_cursors WHERE source = $1 AND scope = $2"
				  " AND pg_catalog.starts_with(step, '" STEP_DONE "')",
				  sql_text(run->source), sql_text(run->scope));
	SqlFinish(level);
}
