/*
 * refresh_run.c: the state of a refresh run.
 *
 * Everything that curl and json-c gave is owned by the run and freed by a
 * callback of its memory context, which is deleted however the run ends.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "refresh/refresh_run.h"

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
	run->page_context =
		AllocSetContextCreate(context, "llmeco refresh page", ALLOCSET_DEFAULT_SIZES);
	run->started = run->noticed = GetCurrentTimestamp();
	run->commits = commits;
	callback->func = free_run;
	callback->arg = run;
	MemoryContextRegisterResetCallback(context, callback);
	LedgerInit(&run->ledger, context);
	StoreInit(&run->store, context, &run->ledger);
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
