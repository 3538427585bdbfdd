/*
 * refresh_details.c: what the Hub tells of models on request only, of those of which
 * it is not known (store_details.c): the names of licences that are 'other', the
 * parameters of models in GGUF files. It costs kilobytes a model, and comes after all
 * sources, as far as the budget goes: a run is complete without it.
 *
 * The models with a tag are listed in order of modification, the last one first, down
 * to the oldest of which it is not known: all of them at first, then those modified
 * since. What changes meanwhile is not known then, and the next run's concern. Where it
 * takes fewer requests, each model is asked for by its name: one that was modified
 * long ago and came late, or in scope top:N, which has few of those listed.
 *
 * The tables are the same in any scope, and so is where a later run goes on: it stands in
 * llmeco.refresh_cursors under a scope of its own.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/settings.h"
#include "support/sql.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_details.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_terms.h"
#include "refresh/refresh_walk.h"
#include "store/store_details.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
/* Models that are asked for by name rather than in a list. */
#define MAX_NAMES 100
#define STEP_WALK "walk"

/* A model to ask for. */
typedef struct DetailAsk
{
	int64 model_id;
	char *name;
} DetailAsk;

/*
 * lacks says whether the Hub refuses a field.
 */
static bool
lacks(const RefreshRun *run, const char *field)
{
	ListCell *cell;

	foreach (cell, RefreshTermsLacks(run, "models"))
		if (strcmp(lfirst(cell), field) == 0)
			return true;
	return false;
}

/*
 * read_details reads the answer in hand; single: it is one model, not a list. NULL: it is
 * not usable, or without what was asked for.
 */
static HubDetailPage *
read_details(RefreshRun *run, const DetailKind *kind, bool single)
{
	RecordInput input = RefreshInput(run);
	HubDetailPage *page = RefreshCreatePage(run, sizeof(HubDetailPage));

	if (lacks(run, kind->expand))
		return NULL;
	(void) (single ? hub_parse_detail : hub_parse_details)(&input, page);
	return RefreshPageRead(run, &page->head, NULL) ? page : NULL;
}

/* ---- in a list ---- */

/*
 * read_page reads the answer in hand.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	const HubDetailPage *page = read_details(run, walk->data, false);

	if (page == NULL)
		return false;
	walk->page = page;
	walk->nrecords = page->ndetails;
	walk->nitems = page->head.nitems;
	for (int i = 0; i < page->ndetails; i++)
		RefreshWalkRecord(walk, page->details[i].hub_id, page->details[i].modified_at);
	return true;
}

/*
 * store_page stores what read_page() read.
 */
static int
store_page(RefreshRun *run, RefreshWalk *walk)
{
	StoreDetails(walk->data, walk->page, &run->ledger);
	return walk->nrecords;
}

/*
 * walk_details lists models down to the oldest of which details are not known.
 */
static void
walk_details(RefreshRun *run, const DetailKind *kind, TimestampTz oldest)
{
	RefreshWalk walk = {.noun = "model",
						.seen = {"models", "model_id", PAGE_LIMIT},
						.data = unconstify(DetailKind *, kind),
						.read = read_page,
						.store = store_page,
						.step = STEP_WALK,
						.by_change = true,
						.until = oldest,
						/* when it began */
						.watermark = GetCurrentTimestamp()};

	walk.first_url =
		RefreshUrl(hub_details_url(settings_hub_endpoint, kind->filter, kind->expand, PAGE_LIMIT));
	if (!RefreshWalkListing(run, &walk))
		return;
	if (!lacks(run, "lastModified"))
		DetailsAsked(kind, 0, walk.watermark);
	RefreshDropCursors(run);
}

/* ---- by name ---- */

/*
 * find_names returns a queue that asks for each model of which details are not known.
 */
static RefreshQueue *
find_names(RefreshRun *run, const DetailKind *kind)
{
	RefreshQueue *queue = RefreshQueueCreate(run, 1);
	int level = SqlConnect();
	uint64 n;

	SqlPlanFreely();
	n = SqlRun(psprintf("SELECT m.model_id, m.name FROM llmeco.models m WHERE %s"
						" AND pg_catalog.strpos(m.name, '#') = 0"
						" ORDER BY m.likes DESC NULLS LAST, m.model_id LIMIT $1",
						DetailsUnknown(kind)),
			   sql_int64(MAX_NAMES));
	for (uint64 i = 0; i < n; i++)
	{
		DetailAsk *model = MemoryContextAlloc(run->context, sizeof(DetailAsk));

		model->model_id = SqlResultInt64(i, 1);
		model->name = MemoryContextStrdup(run->context, SqlResultText(i, 2));
		RefreshQueueAdd(queue, 0,
						RefreshUrl(
							hub_detail_url(settings_hub_endpoint, model->name, kind->expand)),
						model, false);
	}
	SqlFinish(level);
	return queue;
}

/*
 * take_answer handles the answer in hand to the question for a model. False: it is to be
 * asked for again.
 */
static bool
take_answer(RefreshRun *run, const DetailKind *kind, const DetailAsk *model)
{
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	RefreshVerdict verdict = RefreshJudge(run, model->name);
	bool answered = verdict == ANSWER_NO;

	if (verdict == ANSWER_READ)
	{
		const HubDetailPage *page = read_details(run, kind, true);

		answered = page != NULL;
		if (answered)
			StoreDetails(kind, page, &run->ledger);
	}
	/* one that is gone is asked for again later: LedgerKnownGone() */
	if (answered && !RefreshIsGone(run))
		DetailsAsked(kind, model->model_id, DT_NOEND);
	MemoryContextSwitchTo(caller);
	return answered;
}

/*
 * ask_names asks for each model of which details are not known.
 */
static void
ask_names(RefreshRun *run, const DetailKind *kind)
{
	RefreshQueue *queue = find_names(run, kind);
	DetailAsk *model;

	while ((model = RefreshQueueNext(queue, NULL)) != NULL)
	{
		RefreshQueueNote(queue, !take_answer(run, kind, model));
		RefreshPageDone(run);
	}
}

/* ---- all kinds ---- */

/*
 * read_kind reads what is not known of a kind.
 */
static void
read_kind(RefreshRun *run, const DetailKind *kind)
{
	DetailGap gap = DetailsFindGap(kind, MAX_NAMES);
	int64 in_list = run->top > 0 ? MAX_NAMES : gap.since / PAGE_LIMIT + 1;

	if (gap.models == 0)
		RefreshDropCursors(run);
	else if (RefreshReadCursors(run) == NIL && gap.models <= Min(in_list, MAX_NAMES))
		ask_names(run, kind);
	else
		walk_details(run, kind, gap.oldest);
}

/*
 * RefreshDetails reads the details of models that are not known. What it cannot read is
 * in llmeco.refresh_errors and left to a later run; the run's status stays.
 */
void
RefreshDetails(RefreshRun *run)
{
	RefreshStatus status = run->status;
	int64 unread = run->unread;
	const char *scope = run->scope;

	RefreshFlushCursors(run);
	for (int i = 0; i < DETAIL_KINDS && DetailsHaveColumns() && RefreshMayAsk(run); i++)
	{
		run->scope = psprintf("details:%s", detail_kinds[i].name);
		read_kind(run, &detail_kinds[i]);
		RefreshFlushCursors(run);
	}
	run->scope = scope;
	run->unread = unread;
	if (run->status != REFRESH_FAILED)
		run->status = status;
}
