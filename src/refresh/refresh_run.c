/*
 * refresh_run.c: the state of a refresh run.
 *
 * Words of this room:
 *
 * source   what llmeco_refresh() is asked for by name: models, spaces, datasets, authors,
 *          labels, repos, papers; a file each
 * run      one call: some sources, one after the other; a row of
 *          llmeco.refresh_runs. It is complete, or partial: a later run goes
 *          on where it stopped
 * ask      to hand a request to the HTTP client; the answer comes later, in any
 *          order, with the tag it was asked with
 * answer   what came of a request, retries included. One at a time is in hand:
 *          run->response. Its verdict says what to do with it
 * page     an answer once it is parsed: records and what was wrong with them.
 *          Its memory is page_context, until RefreshPageDone(), which also
 *          commits where the run does
 * item     a record of a page, readable or not; also the one thing that was
 *          asked for, in refresh_errors
 * walk     a listing of the Hub from page to page by its Link header; whole: to
 *          its end, so that what it did not see is gone
 * queue    requests that do not depend on each other, some under way at a time
 * cursor   where a later run goes on, a step each: llmeco.refresh_cursors
 * mark     a cursor without an address: up to which time all was read
 *
 * Everything that curl and the parsers gave is owned by the run and freed by
 * callbacks of its memory contexts, which are deleted however the run ends.
 * Locks: refresh.c, which takes them before a run begins.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/sql.h"
#include "refresh/refresh_run.h"

/* What a page of 1,000 models takes: it stays with the run. Given back with each page and
 * asked for again, it costs as much as the statements' plans. */
#define PAGE_MEMORY (8 * 1024 * 1024)

/*
 * free_run is the callback of the run's memory context.
 */
static void
free_run(void *arg)
{
	RefreshRun *run = arg;

	http_response_free(run->response);
	http_response_free(run->ahead);
	http_client_free(run->client);
}

/*
 * RefreshCreateRun returns an empty run with its memory below parent.
 */
RefreshRun *
RefreshCreateRun(MemoryContext parent, bool commits)
{
	MemoryContext context = AllocSetContextCreate(parent, "llmeco refresh", ALLOCSET_DEFAULT_SIZES);
	RefreshRun *run = MemoryContextAllocZero(context, sizeof(RefreshRun));
	MemoryContextCallback *callback =
		MemoryContextAllocZero(context, sizeof(MemoryContextCallback));

	run->context = context;
	run->page_context = AllocSetContextCreate(context, "llmeco refresh page", PAGE_MEMORY,
											  PAGE_MEMORY, PAGE_MEMORY);
	run->started = run->noticed = GetCurrentTimestamp();
	run->commits = commits;
	callback->func = free_run;
	callback->arg = run;
	MemoryContextRegisterResetCallback(context, callback);
	SqlKeepPlans(context);
	LedgerInit(&run->ledger, context);
	ModelStoreInit(&run->store, context, &run->ledger);
	return run;
}

/*
 * RefreshPartial notes that something was left for a later run.
 */
void
RefreshPartial(RefreshRun *run)
{
	if (run->status == REFRESH_COMPLETE)
		run->status = REFRESH_PARTIAL;
}

/*
 * RefreshForgetFuture has a column be null where it is more than some days ahead,
 * as a clock gone wrong left it: what would wait until then is read again.
 */
void
RefreshForgetFuture(RefreshRun *run, const char *table, const char *column, int days)
{
	int level = SqlConnect();
	uint64 n =
		SqlRun(psprintf("UPDATE llmeco.%s SET %s = NULL WHERE %s > $1", table, column, column),
			   sql_time(run->started + days * USECS_PER_DAY));

	SqlFinish(level);
	if (n > 0)
		LedgerNote(&run->ledger, NULL, NULL, "clock",
				   "%s of " UINT64_FORMAT
				   " %s was yet to come, as if by a wrong clock, and counts as"
				   " never",
				   column, n, table);
}
