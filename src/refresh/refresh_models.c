/*
 * refresh_models.c: the source 'models': the Hub's model listing, of which
 * refresh_modes.c reads what the mode asks for. Scope top:N is of another kind:
 * refresh_top_models.c.
 */
#include "postgres.h"

#include "support/settings.h"
#include "refresh/refresh_model_page.h"
#include "refresh/refresh_models.h"
#include "refresh/refresh_modes.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_top_models.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000

/*
 * read_page reads the answer in hand.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	const HubModelPage *page = RefreshReadModels(run, false);

	if (page == NULL)
		return false;
	walk->page = page;
	walk->nrecords = page->nmodels;
	walk->nitems = page->head.nitems;
	RefreshWalkPrivates(walk, &page->privates);
	for (int i = 0; i < page->nmodels; i++)
		RefreshWalkRecord(walk, page->models[i].hub_id,
						  walk->by_change ? page->models[i].modified_at
										  : page->models[i].created_at);
	return true;
}

/*
 * store_page stores what read_page() read.
 */
static int
store_page(RefreshRun *run, RefreshWalk *walk)
{
	return StoreModels(&run->store, walk->page, run->response->url, walk->repeats_expected,
					   walk->ids);
}

/*
 * listing_url returns the address of the listing's first page.
 */
static char *
listing_url(const char *sort)
{
	return RefreshUrl(hub_models_url(settings_hub_endpoint, sort, NULL, PAGE_LIMIT));
}

/*
 * RefreshModels refreshes the models of the run's scope.
 */
void
RefreshModels(RefreshRun *run)
{
	RefreshWalk listing = {.noun = "model",
						   .seen = {"models", "model_id", PAGE_LIMIT, .has_events = true},
						   .counter = "downloads",
						   .url = listing_url,
						   .read = read_page,
						   .store = store_page};

	if (run->top > 0)
		run->models_read = RefreshTopModels(run);
	else
		run->models_read = RefreshListing(run, &listing, &run->ledger.counts.models_changed);
}
