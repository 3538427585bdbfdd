/*
 * refresh_spaces.c: the source 'spaces': a walk of the Hub's listing of
 * Spaces, then what became of models that Spaces name and nothing else does.
 *
 * Scope 'all' reads what the mode asks for. Scope 'top:N' walks by likes until a
 * Space has none, N pages at most: a Space without likes adds nothing to any
 * model's influence, and one listing gives the users of all models, where a
 * list for each of N models would take N requests.
 *
 * Spaces often name models as they were once called ('gpt2'). A name that is
 * neither current nor an alias is a stub by now (space_models.c); the
 * Hub is asked for those that the most liked Spaces use. It leads to the
 * model, into which the stub merges, or says that there is none.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/sql.h"
#include "support/settings.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_model_page.h"
#include "refresh/refresh_modes.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_spaces.h"
#include "refresh/refresh_terms.h"
#include "refresh/refresh_walk.h"
#include "store/store_spaces.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
/* Names asked for in a run. */
#define MAX_NAMES 200
/* Step in llmeco.refresh_cursors of a run that ended before all names were
 * asked for: the walk is complete. */
#define STEP_NAMES "names"
/* Step of the walk of scope top:N. */
#define STEP_WALK "walk"

/* A name to ask for. */
typedef struct Stub
{
	int64 model_id;
	char *name;
} Stub;

/* ---- the walk ---- */

/*
 * has_unliked says whether a Space of the page has no likes.
 */
static bool
has_unliked(const HubSpacePage *page)
{
	for (int i = 0; i < page->nspaces; i++)
		if (page->spaces[i].likes == 0)
			return true;
	return false;
}

/*
 * read_page reads the answer in hand.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	RecordInput input = RefreshInput(run);
	HubSpacePage *page = RefreshCreatePage(run, sizeof(HubSpacePage));

	(void) hub_parse_spaces(&input, page);
	if (!RefreshPageRead(run, &page->head, NULL))
		return false;
	walk->page = page;
	walk->nrecords = page->nspaces;
	walk->nitems = page->head.nitems;
	RefreshWalkPrivates(walk, &page->privates);
	walk->last = walk->by_likes && has_unliked(page);
	for (int i = 0; i < page->nspaces; i++)
		RefreshWalkRecord(walk, page->spaces[i].hub_id,
						  walk->by_change ? page->spaces[i].modified_at
										  : page->spaces[i].created_at);
	return true;
}

/*
 * store_page stores what read_page() read.
 */
static int
store_page(RefreshRun *run, RefreshWalk *walk)
{
	SpaceStore *store = walk->data;
	ListCell *cell;

	foreach (cell, RefreshTermsLacks(run, "spaces"))
		SpaceStoreKeep(store, lfirst(cell));
	store->repeats_expected = walk->repeats_expected;
	return StoreSpaces(store, walk->page, run->response->url, walk->ids);
}

/*
 * listing_url returns the address of the listing's first page.
 */
static char *
listing_url(const char *sort)
{
	return RefreshUrl(hub_spaces_url(settings_hub_endpoint, sort, PAGE_LIMIT));
}

/*
 * walk_spaces walks the listing. False: the run ends before all was read.
 */
static bool
walk_spaces(RefreshRun *run)
{
	SpaceStore store;
	RefreshWalk listing = {.noun = "Space",
						   .seen = {"spaces", "space_id", PAGE_LIMIT},
						   .counter = "likes",
						   .data = &store,
						   .url = listing_url,
						   .read = read_page,
						   .store = store_page};

	SpaceStoreInit(&store, run->context, &run->ledger);
	store.all_models = run->top == 0;
	if (run->top == 0)
		return RefreshListing(run, &listing, &run->ledger.counts.spaces_changed);
	listing.step = STEP_WALK;
	listing.first_url = listing_url("likes");
	listing.by_likes = listing.repeats_expected = true;
	listing.max_pages = run->top;
	return RefreshWalkListing(run, &listing);
}

/* ---- names ---- */

/*
 * is_pending says whether an earlier run completed its walk and did not get
 * through the names.
 */
static bool
is_pending(RefreshRun *run)
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
 * find_stubs returns a queue that asks for the stubs which only a name is
 * known of and which the most liked Spaces use; those that were not there when
 * they were last asked for come last.
 */
static RefreshQueue *
find_stubs(RefreshRun *run)
{
	RefreshQueue *queue = RefreshQueueCreate(run, 1);
	int level = SqlConnect();
	uint64 n;

	SqlPlanFreely();
	n = SqlRun(psprintf("SELECT m.model_id, m.name"
						" FROM llmeco.space_models u"
						" JOIN llmeco.models m ON m.model_id = u.model_id"
						" JOIN llmeco.spaces s ON s.space_id = u.space_id"
						" WHERE m.fetched_at IS NULL AND m.hub_id IS NULL AND NOT %s"
						" GROUP BY m.model_id, m.name"
						" ORDER BY m.removed_at IS NOT NULL,"
						" pg_catalog.sum(s.likes) DESC NULLS LAST, m.model_id LIMIT $1",
						LedgerKnownGone()),
			   sql_int64(MAX_NAMES));
	for (uint64 i = 0; i < n; i++)
	{
		Stub *stub = MemoryContextAlloc(run->context, sizeof(Stub));
		char *name = SqlResultText(i, 2);

		stub->model_id = SqlResultInt64(i, 1);
		stub->name = MemoryContextStrdup(run->context, name);
		RefreshQueueAdd(queue, 0, RefreshUrl(hub_model_url(settings_hub_endpoint, name)), stub,
						false);
	}
	SqlFinish(level);
	return queue;
}

/*
 * mark_missing notes of a stub that the Hub has no model of its name, or a
 * private one, which is left out.
 */
static void
mark_missing(RefreshRun *run, const Stub *stub)
{
	int level = SqlConnect();

	run->ledger.counts.models_changed +=
		SqlRun("UPDATE llmeco.models SET removed_at = $2"
			   " WHERE model_id = $1 AND fetched_at IS NULL AND removed_at IS NULL",
			   sql_int64(stub->model_id), sql_time(GetCurrentTimestamp()));
	SqlFinish(level);
}

/*
 * store_model stores the model in hand, to which a stub's name led.
 */
static bool
store_model(RefreshRun *run, const Stub *stub)
{
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	const HubModelPage *page = RefreshReadModels(run, true);

	if (page != NULL)
		(void) StoreModels(&run->store, page, run->response->url, true, NULL);
	if (page != NULL && page->privates.n > 0)
		mark_missing(run, stub);
	else if (page != NULL && page->nmodels == 1)
	{
		const HubModel *model = &page->models[0];

		if (strcmp(model->name, stub->name) != 0)
			StoreOtherName(&run->store, stub->name, model->hub_id);
	}
	MemoryContextSwitchTo(caller);
	return page != NULL;
}

/*
 * ask_names asks for stubs by name. False: some are left to a later run.
 */
static bool
ask_names(RefreshRun *run)
{
	RefreshQueue *queue = find_stubs(run);
	bool complete = true;
	Stub *stub;

	while ((stub = RefreshQueueNext(queue, NULL)) != NULL)
	{
		RefreshVerdict verdict = RefreshJudge(run, stub->name);
		bool failed = verdict == ANSWER_FAILED;

		if (verdict == ANSWER_READ)
			failed = !store_model(run, stub);
		else if (verdict == ANSWER_NO && RefreshIsGone(run))
			mark_missing(run, stub);
		RefreshQueueNote(queue, failed);
		if (failed)
			complete = false;
		RefreshPageDone(run);
	}
	return complete && RefreshQueueDone(queue);
}

/*
 * RefreshSpaces refreshes the Spaces of the run's scope.
 */
void
RefreshSpaces(RefreshRun *run)
{
	bool pending = is_pending(run);

	if (!pending && !walk_spaces(run))
		return;
	if (ask_names(run))
	{
		if (pending)
			RefreshNoteCursor(run, STEP_NAMES, NULL, 0);
	}
	else
	{
		RefreshPartial(run);
		RefreshNoteCursor(run, STEP_NAMES, psprintf("%s/api/models/", settings_hub_endpoint), 0);
	}
	RefreshFlushCursors(run);
}
