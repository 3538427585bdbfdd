/*
 * refresh_names.c: after a walk, what became of rows that are known by name only, as
 * others name them as they were once called. The name leads to the record, or the Hub
 * says that there is none.
 *
 * A run that ends before all were asked for leaves a step in llmeco.refresh_cursors,
 * and the next one goes on with them: the walk is complete.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/changed_sql.h"
#include "support/settings.h"
#include "support/sql.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_names.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"

/* Names asked for in a run. */
#define MAX_NAMES 200
/* Step in llmeco.refresh_cursors. */
#define STEP_NAMES "names"

/* A name to ask for. */
typedef struct Stub
{
	int64 id;
	char *name;
} Stub;

/*
 * RefreshNamesArePending says whether an earlier run completed its walk and did
 * not get through the names.
 */
bool
RefreshNamesArePending(RefreshRun *run)
{
	ListCell *cell;

	foreach (cell, RefreshReadCursors(run))
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, STEP_NAMES) == 0)
			return cursor->next_url != NULL;
	}
	return false;
}

/*
 * find_stubs returns a queue that asks for the stubs.
 */
static RefreshQueue *
find_stubs(RefreshRun *run, const RefreshNames *names)
{
	RefreshQueue *queue = RefreshQueueCreate(run, 1);
	int level = SqlConnect();
	uint64 n;

	SqlPlanFreely();
	n = SqlRun(names->find, sql_int64(MAX_NAMES));
	for (uint64 i = 0; i < n; i++)
	{
		Stub *stub = MemoryContextAlloc(run->context, sizeof(Stub));
		char *name = SqlResultText(i, 2);

		stub->id = SqlResultInt64(i, 1);
		stub->name = MemoryContextStrdup(run->context, name);
		RefreshQueueAdd(queue, 0, RefreshUrl(names->url(settings_hub_endpoint, name)), stub, false);
	}
	SqlFinish(level);
	return queue;
}

/*
 * mark_missing notes of a stub that the Hub has nothing of its name, or something
 * private, which is left out.
 */
static void
mark_missing(const RefreshNames *names, const Stub *stub)
{
	int level = SqlConnect();

	*names->changed +=
		SqlRun(ChangedSql(psprintf("UPDATE llmeco.%s SET removed_at = $2"
								   " CHANGED(, changed_at = $2)"
								   " WHERE %s = $1 AND fetched_at IS NULL AND removed_at IS NULL",
								   names->table, names->key)),
			   sql_int64(stub->id), sql_time(GetCurrentTimestamp()));
	SqlFinish(level);
}

/*
 * take_answer handles the answer in hand to the question for a stub. False: it is to be
 * asked for again.
 */
static bool
take_answer(RefreshRun *run, const RefreshNames *names, const Stub *stub)
{
	RefreshVerdict verdict = RefreshJudge(run, stub->name);
	NameAnswer answer = NAME_UNREAD;

	if (verdict == ANSWER_READ)
	{
		MemoryContext caller = MemoryContextSwitchTo(run->page_context);

		answer = names->store(run, names->data, stub->name);
		MemoryContextSwitchTo(caller);
	}
	if (answer == NAME_PRIVATE || (verdict == ANSWER_NO && RefreshIsGone(run)))
		mark_missing(names, stub);
	return verdict == ANSWER_READ ? answer != NAME_UNREAD : verdict != ANSWER_FAILED;
}

/*
 * ask_stubs asks for stubs by name. False: some are left to a later run.
 */
static bool
ask_stubs(RefreshRun *run, const RefreshNames *names)
{
	RefreshQueue *queue = find_stubs(run, names);
	bool complete = true;
	Stub *stub;

	while ((stub = RefreshQueueNext(queue, NULL)) != NULL)
	{
		bool done = take_answer(run, names, stub);

		RefreshQueueNote(queue, !done);
		complete = complete && done;
		RefreshPageDone(run);
	}
	return complete && RefreshQueueDone(queue);
}

/*
 * RefreshNamesAsk asks for rows by name. pending: an earlier run left them.
 */
void
RefreshNamesAsk(RefreshRun *run, const RefreshNames *names, bool pending)
{
	if (!ask_stubs(run, names))
	{
		RefreshPartial(run);
		RefreshNoteCursor(run, STEP_NAMES,
						  psprintf("%s/api/%s/", settings_hub_endpoint, names->table), 0);
	}
	else if (pending)
		RefreshNoteCursor(run, STEP_NAMES, NULL, 0);
	RefreshFlushCursors(run);
}
