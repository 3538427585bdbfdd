/*
 * refresh_models.c: the source 'models': walks of the Hub's model listing.
 *
 * Scope 'all' walks by creation date, the one key that does not change while
 * the walk goes on.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "guc.h"
#include "refresh.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000

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
	ErrorsAddProblems(&run->errors, response->url, page->problems, page->nproblems);
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
 * read_page reads the answer in hand: see RefreshWalk.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	if (!ReadModels(run, false))
		return false;
	walk->nrecords = run->page.nmodels;
	walk->watermark = newest_creation(&run->page, walk->watermark);
	return true;
}

/*
 * store_page stores what read_page() read: see RefreshWalk.
 */
static int
store_page(RefreshRun *run, RefreshWalk *walk)
{
	return StoreModels(&run->store, &run->page, run->response->url, false, NULL);
}

/*
 * RefreshModels refreshes the models of the run's scope.
 */
void
RefreshModels(RefreshRun *run)
{
	RefreshWalk walk = {.noun = "model", .read = read_page, .store = store_page};

	if (run->top > 0)
	{
		RefreshTopModels(run);
		return;
	}
	walk.first_url = RefreshUrl(hub_models_url(llmeco_hub_endpoint, NULL, NULL,
											   PAGE_LIMIT));
	(void) RefreshWalkListing(run, &walk);
}
