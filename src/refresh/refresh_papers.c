/*
 * refresh_papers.c: the source 'papers': what the Hub knows of the papers that models
 * name, one request each.
 *
 * First come those that were never asked for, by the number of models, then who was
 * asked for longest ago, after 30 days; some in a run. In that order runs go on where
 * their budget ends, and need no cursor. The source is the last one, so that the rest
 * does not wait for it.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/settings.h"
#include "support/sql.h"
#include "refresh/refresh_papers.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"
#include "store/store_papers.h"

/* Days after which a paper is asked for again. */
#define STALE_DAYS 30
/* Papers in a run, of scope top:N at most N. */
#define MAX_PAPERS 200

/*
 * find_papers returns a queue that asks for the papers whose turn it is.
 */
static RefreshQueue *
find_papers(RefreshRun *run)
{
	RefreshQueue *queue = RefreshQueueCreate(run, 1);
	int level = SqlConnect();
	uint64 n;

	SqlPlanFreely();
	n = SqlRun("SELECT u.arxiv_id FROM llmeco.model_papers u"
			   " LEFT JOIN llmeco.papers p ON p.arxiv_id = u.arxiv_id"
			   " WHERE p.fetched_at IS NULL OR p.fetched_at < $1"
			   " GROUP BY u.arxiv_id, p.fetched_at"
			   " ORDER BY p.fetched_at NULLS FIRST, pg_catalog.count(*) DESC, u.arxiv_id DESC"
			   " LIMIT $2",
			   sql_time(run->started - STALE_DAYS * USECS_PER_DAY),
			   sql_int64(run->top > 0 ? Min(run->top, MAX_PAPERS) : MAX_PAPERS));
	for (uint64 i = 0; i < n; i++)
	{
		char *arxiv_id = MemoryContextStrdup(run->context, SqlResultText(i, 1));

		RefreshQueueAdd(queue, 0, RefreshUrl(hub_paper_url(settings_hub_endpoint, arxiv_id)),
						arxiv_id, false);
	}
	SqlFinish(level);
	return queue;
}

/*
 * store_paper stores the paper in hand. False: it cannot be read.
 */
static bool
store_paper(RefreshRun *run, const char *arxiv_id)
{
	LedgerCounts *counts = &run->ledger.counts;
	RecordInput input = RefreshInput(run);
	HubPaperPage *page = RefreshCreatePage(run, sizeof(HubPaperPage));

	(void) hub_parse_paper(&input, page);
	if (!RefreshPageRead(run, &page->head, arxiv_id) || page->npapers == 0)
		return false;
	counts->papers_seen++;
	if (StorePaper(arxiv_id, &page->paper, &run->ledger, run->response->url))
		counts->papers_changed++;
	return true;
}

/*
 * take_answer handles the answer in hand to the question for a paper. False: a later
 * run has to ask again. Most papers have no page before somebody asks for one: that is
 * no problem to be told.
 */
static bool
take_answer(RefreshRun *run, const char *arxiv_id)
{
	RefreshVerdict verdict;

	if (run->response->outcome == HTTP_STATUS && run->response->status == 404)
	{
		StoreNoPaper(arxiv_id);
		return true;
	}
	verdict = RefreshJudge(run, arxiv_id);
	if (verdict == ANSWER_NO)
		StoreNoPaper(arxiv_id);
	return verdict == ANSWER_NO || (verdict == ANSWER_READ && store_paper(run, arxiv_id));
}

/*
 * RefreshPapers refreshes the papers whose turn it is.
 */
void
RefreshPapers(RefreshRun *run)
{
	RefreshQueue *queue;
	bool complete = true;
	char *arxiv_id;

	/* not before ALTER EXTENSION UPDATE to 1.2.0 */
	if (!OidIsValid(SqlTable("papers")))
		return;
	RefreshForgetFuture(run, "papers", "fetched_at", 1);
	queue = find_papers(run);
	while ((arxiv_id = RefreshQueueNext(queue, NULL)) != NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(run->page_context);
		bool done = take_answer(run, arxiv_id);

		MemoryContextSwitchTo(caller);
		RefreshQueueNote(queue, !done);
		complete = complete && done;
		RefreshPageDone(run);
	}
	if (!complete || !RefreshQueueDone(queue))
		RefreshPartial(run);
}
