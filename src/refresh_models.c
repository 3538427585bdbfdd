/*
 * refresh_models.c: the source 'models': walks of the Hub's model listing.
 *
 * Scope 'all' walks by creation date, the one key that does not change while
 * the walk goes on; the next page is on its way while one is stored. What a
 * walk could not read ends it there, and the next run goes on at that page.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "guc.h"
#include "refresh.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
/* Name of the walk in llmeco.refresh_cursors. */
#define WALK "walk"

/*
 * ReadModels reads the answer in hand into the run's page, and notes what was
 * not taken as given. single: it is one model, not a list. False: the whole
 * answer is not usable.
 */
bool
ReadModels(RefreshRun *run, bool single)
{
	HttpResponse *response = run->response;
	HubPage    *page = &run->page;
	HubResult	result;

	run->has_page = true;
	result = single ? hub_parse_model(response->body, response->len, page) :
		hub_parse_models(response->body, response->len, page);
	if (result == HUB_NO_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory"),
				 errdetail("%s", response->url)));
	for (int i = 0; i < page->nproblems; i++)
	{
		HubProblem *problem = &page->problems[i];
		char		position[32];

		snprintf(position, sizeof(position), "%d", problem->item);
		ErrorsAdd(&run->errors, response->url, 0,
				  problem->name != NULL ? problem->name :
				  problem->item >= 0 ? position : NULL,
				  problem->kind, "%s", problem->message);
	}
	if (result == HUB_BAD_PAGE)
		run->unread++;
	return result == HUB_OK;
}

/*
 * newest_creation returns the newest creation date of the page in hand, or
 * watermark if that is newer.
 */
static TimestampTz
newest_creation(const HubPage *page, TimestampTz watermark)
{
	for (int i = 0; i < page->nmodels; i++)
	{
		int64		created = page->models[i].created_at;

		if (created == HUB_NULL)
			continue;
		created -= (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY;
		if (watermark == 0 || created > watermark)
			watermark = created;
	}
	return watermark;
}

/*
 * first_page returns the address where a walk of the whole listing begins, in
 * the current memory context.
 */
static char *
first_page(void)
{
	char	   *url = hub_models_url(llmeco_hub_endpoint, NULL, NULL, PAGE_LIMIT);
	char	   *copy;

	if (url == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory")));
	copy = pstrdup(url);
	free(url);
	return copy;
}

/*
 * walk_page reads and stores the answer in hand. *next becomes the address
 * of the next page, in the run's memory, NULL: the walk is complete; it is on
 * its way if *asked. False: the page could not be read.
 */
static bool
walk_page(RefreshRun *run, char **next, bool *asked, TimestampTz *watermark)
{
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	bool		broken;
	int			fresh;

	*asked = false;
	if (!ReadModels(run, false))
	{
		MemoryContextSwitchTo(caller);
		return false;
	}
	*next = RefreshNextUrl(run, &broken);
	if (*next != NULL)
	{
		*next = MemoryContextStrdup(run->context, *next);
		if (RefreshMayAsk(run))
		{
			RefreshAskAhead(run, *next);
			*asked = true;
		}
	}
	*watermark = newest_creation(&run->page, *watermark);
	fresh = StoreModels(&run->store, &run->page, run->response->url, false, NULL);
	if (fresh == 0 && run->page.nmodels > 0 && *next != NULL)
	{
		ErrorsAdd(&run->errors, run->response->url, 0, NULL, "repeat",
				  "every model of the page was listed before in this run: the listing goes in a circle");
		run->unread++;
		broken = true;
	}
	MemoryContextSwitchTo(caller);
	return !broken;
}

/*
 * walk goes through the listing from url to its end. Returns NULL when it
 * got there, else the address where to go on, and in *refused whether the
 * server refused the very first page.
 */
static char *
walk(RefreshRun *run, char *url, TimestampTz *watermark, bool *refused)
{
	bool		first = true;
	bool		asked = false;

	*refused = false;
	for (;;)
	{
		RefreshVerdict verdict;
		char	   *next = NULL;

		if (!asked)
		{
			if (!RefreshMayAsk(run))
				return url;
			RefreshAsk(run, url, NULL);
		}
		if (RefreshAnswer(run) == NULL)
			return url;
		verdict = RefreshJudge(run, NULL);
		*refused = first && verdict == ANSWER_NO;
		if (verdict == ANSWER_NO)
			run->unread++;
		if (verdict != ANSWER_READ ||
			!walk_page(run, &next, &asked, watermark))
		{
			RefreshPageDone(run);
			return url;
		}
		if (next != NULL && run->commits)
			RefreshNoteCursor(run, WALK, next, *watermark);
		RefreshPageDone(run);
		if (next == NULL)
			return NULL;
		pfree(url);
		url = next;
		first = false;
	}
}

/*
 * walk_all walks the whole listing, from where the last run stopped.
 */
static void
walk_all(RefreshRun *run)
{
	TimestampTz watermark = 0;
	char	   *url = NULL;
	bool		resumed;
	bool		refused;
	ListCell   *cell;

	foreach(cell, RefreshReadCursors(run))
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, WALK) == 0 && cursor->next_url != NULL)
		{
			url = pstrdup(cursor->next_url);
			watermark = cursor->watermark;
		}
	}
	resumed = url != NULL;
	url = walk(run, resumed ? url : first_page(), &watermark, &refused);
	if (url != NULL && refused && resumed)
	{
		/* The server no longer knows that place. */
		watermark = 0;
		url = walk(run, first_page(), &watermark, &refused);
	}
	if (url != NULL)
		RefreshPartial(run);
	RefreshNoteCursor(run, WALK, url, watermark);
	RefreshFlushCursors(run);
}

/*
 * RefreshModels refreshes the models of the run's scope.
 */
void
RefreshModels(RefreshRun *run)
{
	if (run->top == 0)
		walk_all(run);
	else
		RefreshTopModels(run);
}
