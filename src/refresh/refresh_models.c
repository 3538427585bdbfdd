/*
 * refresh_models.c: the source 'models': the Hub's model listing. How much of it
 * is read is refresh_modes.c's concern, scope top:N refresh_top.c's.
 */
#include "postgres.h"

#include "support/settings.h"
#include "refresh/refresh.h"

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
	RecordInput input = RefreshInput(run);

	run->has_page = true;
	if (single)
		(void) hub_parse_model(&input, &run->page);
	else
		(void) hub_parse_models(&input, &run->page);
	return RefreshPageRead(run, &run->page.head, NULL);
}

/*
 * read_page reads the answer in hand: see RefreshWalk.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	const HubModelPage *page = &run->page;

	if (!ReadModels(run, false))
		return false;
	walk->nrecords = page->nmodels;
	walk->nitems = page->head.nitems;
	for (int i = 0; i < page->nmodels; i++)
		RefreshWalkDate(walk,
						walk->by_change ? page->models[i].modified_at : page->models[i].created_at);
	return true;
}

/*
 * store_page stores what read_page() read: see RefreshWalk.
 */
static int
store_page(RefreshRun *run, RefreshWalk *walk)
{
	return StoreModels(&run->store, &run->page, run->response->url, walk->repeats_expected,
					   walk->ids);
}

/*
 * listing_url returns the address of the listing's first page.
 */
static char *
listing_url(const char *sort)
{
	return RefreshUrl(hub_models_url(llmeco_hub_endpoint, sort, NULL, PAGE_LIMIT));
}

/*
 * RefreshModels refreshes the models of the run's scope.
 */
void
RefreshModels(RefreshRun *run)
{
	RefreshWalk listing = {.noun = "model",
						   .table = "models",
						   .key = "model_id",
						   .counter = "downloads",
						   .page_limit = PAGE_LIMIT,
						   .url = listing_url,
						   .read = read_page,
						   .store = store_page};

	if (run->top > 0)
		RefreshTopModels(run);
	else
		(void) RefreshListing(run, &listing, &run->ledger.counts.models_changed);
}
