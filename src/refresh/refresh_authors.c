/*
 * refresh_authors.c: the source 'authors': users and organizations that own
 * models or Spaces.
 *
 * Each is asked for its overview and for its page, which alone has the kind
 * of organization, website and GitHub account; again after 30 days. Who was
 * not read in full comes first, by the best rank of its models, then who was
 * read longest ago: in that order runs go on where their budget ends, and
 * need no cursor. Scope 'top:N' reads at most N authors in a run.
 *
 * Pages have a quota of their own, a fifth of the API's: they are asked in a
 * lane of their own and have a time of their own (page_fetched_at), so that
 * waiting for them keeps no overview back.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/sql.h"
#include "support/settings.h"
#include "refresh/refresh_authors.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"
#include "store/store_authors.h"

/* Days after which an author is read again. */
#define STALE_DAYS 30
/* Authors in a run of scope 'all': far more than quotas let through in a day. */
#define MAX_AUTHORS 10000

enum
{
	LANE_OVERVIEWS,
	LANE_PAGES,
	LANES
};

/* An author to read. */
typedef struct AuthorVisit
{
	int64 author_id;
	char *name;
	HubAuthorKind kind;   /* asked for as */
	bool asked_other;     /* it is not of the other kind */
	bool no_organization; /* nor known to be a user yet */
	bool wants_page;
	bool seen; /* something of it was read */
	bool changed;
	struct AuthorVisit *next; /* of the run's */
} AuthorVisit;

/* ---- what to ask ---- */

/*
 * ask_overview asks for an author's overview, first: before all others.
 */
static void
ask_overview(RefreshQueue *queue, AuthorVisit *author, bool first)
{
	RefreshQueueAdd(queue, LANE_OVERVIEWS,
					RefreshUrl(hub_author_url(settings_hub_endpoint, author->kind, author->name)),
					author, first);
}

/*
 * ask_page asks for an author's page, if it is wanted.
 */
static void
ask_page(RefreshQueue *queue, AuthorVisit *author)
{
	if (author->wants_page)
		RefreshQueueAdd(queue, LANE_PAGES,
						RefreshUrl(hub_author_page_url(settings_hub_endpoint, author->name)),
						author, false);
}

/*
 * find_authors returns a queue that asks for the authors whose turn it is. A
 * kind that is not known is taken for an organization first: most influential
 * authors are. *visits becomes a list of them.
 */
static RefreshQueue *
find_authors(RefreshRun *run, AuthorVisit **visits)
{
	RefreshQueue *queue = RefreshQueueCreate(run, LANES);
	int level = SqlConnect();
	uint64 n;

	SqlPlanFreely();
	n = SqlRun("SELECT a.author_id, a.name, a.kind = 'user',"
			   " a.fetched_at IS NULL OR a.fetched_at < $1,"
			   " a.page_fetched_at IS NULL OR a.page_fetched_at < $1"
			   " FROM llmeco.authors a"
			   " JOIN (SELECT w.author_id, pg_catalog.min(w.rank) AS rank,"
			   "   pg_catalog.max(w.likes) AS likes"
			   "   FROM (SELECT m.author_id, i.rank, m.likes FROM llmeco.models m"
			   "     LEFT JOIN llmeco.influence i ON i.model_id = m.model_id"
			   "     UNION ALL SELECT s.author_id, NULL, NULL FROM llmeco.spaces s) w"
			   "   GROUP BY w.author_id) o ON o.author_id = a.author_id"
			   " WHERE a.fetched_at IS NULL OR a.fetched_at < $1"
			   " OR a.page_fetched_at IS NULL OR a.page_fetched_at < $1"
			   " ORDER BY a.fetched_at IS NOT NULL AND a.page_fetched_at IS NOT NULL,"
			   " CASE WHEN a.fetched_at IS NULL OR a.page_fetched_at IS NULL THEN o.rank END,"
			   " CASE WHEN a.fetched_at IS NULL OR a.page_fetched_at IS NULL THEN o.likes END"
			   "  DESC NULLS LAST,"
			   " LEAST(a.fetched_at, a.page_fetched_at), a.author_id"
			   " LIMIT $2",
			   sql_time(run->started - STALE_DAYS * USECS_PER_DAY),
			   sql_int64(run->top > 0 ? Min(run->top, MAX_AUTHORS) : MAX_AUTHORS));
	for (uint64 i = 0; i < n; i++)
	{
		AuthorVisit *author = MemoryContextAllocZero(run->context, sizeof(AuthorVisit));

		author->author_id = SqlResultInt64(i, 1);
		author->name = MemoryContextStrdup(run->context, SqlResultText(i, 2));
		author->kind = SqlResultBool(i, 3) ? HUB_USER : HUB_ORGANIZATION;
		author->wants_page = SqlResultBool(i, 5);
		author->next = *visits;
		*visits = author;
		if (SqlResultBool(i, 4))
			ask_overview(queue, author, false);
		else
			ask_page(queue, author);
	}
	SqlFinish(level);
	return queue;
}

/* ---- answers ---- */

/*
 * count_author counts an author that was read, and one whose values changed, once.
 */
static void
count_author(RefreshRun *run, AuthorVisit *author, bool changed)
{
	LedgerCounts *counts = &run->ledger.counts;

	if (!author->seen)
		counts->authors_seen++;
	author->seen = true;
	if (changed && !author->changed)
		counts->authors_changed++;
	author->changed |= changed;
}

/*
 * store_overview stores the overview in hand. False: it cannot be read.
 */
static bool
store_overview(RefreshRun *run, RefreshQueue *queue, AuthorVisit *author)
{
	HttpResponse *response = run->response;
	RecordInput input = RefreshInput(run);
	HubAuthorPage *page = RefreshCreatePage(run, sizeof(HubAuthorPage));

	(void) hub_parse_author(author->kind, settings_hub_endpoint, &input, page);
	if (!RefreshPageRead(run, &page->head, author->name))
		return false;
	if (page->nauthors == 0)
	{
		count_author(run, author, false);
		StoreNoAuthor(author->author_id);
		return true;
	}
	count_author(run, author,
				 StoreAuthor(author->author_id, author->name, &page->author, &run->ledger,
							 response->url));
	ask_page(queue, author);
	return true;
}

/*
 * finish_overview handles the answer in hand to a request for an overview.
 * False: a later run has to ask again.
 */
static bool
finish_overview(RefreshRun *run, RefreshQueue *queue, AuthorVisit *author)
{
	HttpResponse *response = run->response;

	if (response->outcome == HTTP_STATUS && response->status == 404 && !author->asked_other)
	{
		author->asked_other = true;
		author->no_organization = author->kind == HUB_ORGANIZATION;
		author->kind = author->kind == HUB_USER ? HUB_ORGANIZATION : HUB_USER;
		ask_overview(queue, author, true);
		return true;
	}
	switch (RefreshJudge(run, author->name))
	{
		case ANSWER_READ:
			if (!store_overview(run, queue, author))
				return false;
			break;
		case ANSWER_NO: StoreNoAuthor(author->author_id); break;
		default: return false;
	}
	author->no_organization = false;
	return true;
}

/*
 * finish_page handles the answer in hand to a request for a page. False: a
 * later run has to ask again.
 */
static bool
finish_page(RefreshRun *run, AuthorVisit *author)
{
	HttpResponse *response = run->response;
	RefreshVerdict verdict = RefreshJudge(run, author->name);
	RecordInput input = RefreshInput(run);
	HubProfile *profile;

	/* pages also answer 403 to who asks for too many */
	if (verdict == ANSWER_NO && RefreshIsGone(run) && response->status != 403)
	{
		StoreNoProfile(author->author_id);
		return true;
	}
	if (verdict != ANSWER_READ)
		return false;
	profile = RefreshCreatePage(run, sizeof(HubProfile));
	(void) hub_parse_profile(settings_hub_endpoint, &input, profile);
	if (!RefreshPageRead(run, &profile->head, author->name))
		return false;
	count_author(run, author,
				 StoreProfile(author->author_id, author->name, profile, &run->ledger,
							  response->url));
	return true;
}

/*
 * RefreshAuthors refreshes the authors whose turn it is.
 */
void
RefreshAuthors(RefreshRun *run)
{
	RefreshQueue *queue;
	bool complete = true;
	AuthorVisit *author;
	AuthorVisit *visits = NULL;
	int lane;

	RefreshForgetFuture(run, "authors", "fetched_at", 1);
	RefreshForgetFuture(run, "authors", "page_fetched_at", 1);
	queue = find_authors(run, &visits);
	while ((author = RefreshQueueNext(queue, &lane)) != NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(run->page_context);
		bool done =
			lane == LANE_PAGES ? finish_page(run, author) : finish_overview(run, queue, author);

		MemoryContextSwitchTo(caller);
		RefreshQueueNote(queue, !done);
		complete = complete && done;
		RefreshPageDone(run);
	}
	/* Not at once: the next answer may be that there is none, and nothing has changed. */
	for (author = visits; author != NULL; author = author->next)
	{
		CHECK_FOR_INTERRUPTS();
		if (author->no_organization)
			StoreNoOrganization(author->author_id);
	}
	if (!complete || !RefreshQueueDone(queue))
		RefreshPartial(run);
}
