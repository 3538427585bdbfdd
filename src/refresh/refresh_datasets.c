/*
 * refresh_datasets.c: the source 'datasets': a walk of the Hub's listing of datasets,
 * then those that models name and that were not listed under that name.
 *
 * Scope 'all' reads what the mode asks for. Scope 'top:N' reads the N most liked, in
 * pages of 1,000; what models were trained on comes by name, in each run the 200 that
 * most models name, each once.
 */
#include "postgres.h"

#include "support/settings.h"
#include "refresh/refresh_datasets.h"
#include "refresh/refresh_modes.h"
#include "refresh/refresh_names.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_terms.h"
#include "refresh/refresh_walk.h"
#include "store/store_datasets.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
/* Step of the walk of scope top:N. */
#define STEP_WALK "walk"

/*
 * read_datasets reads the answer in hand; single: it is one dataset, not a list. NULL:
 * the whole answer is not usable.
 */
static HubDatasetPage *
read_datasets(RefreshRun *run, DatasetStore *store, bool single)
{
	RecordInput input = RefreshInput(run);
	HubDatasetPage *page = RefreshCreatePage(run, sizeof(HubDatasetPage));
	ListCell *cell;

	foreach (cell, RefreshTermsLacks(run, "datasets"))
		DatasetStoreKeep(store, lfirst(cell));
	(void) (single ? hub_parse_dataset : hub_parse_datasets)(&input, page);
	return RefreshPageRead(run, &page->head, NULL) ? page : NULL;
}

/*
 * has_unliked says whether a dataset of the page has no likes.
 */
static bool
has_unliked(const HubDatasetPage *page)
{
	for (int i = 0; i < page->ndatasets; i++)
		if (page->datasets[i].likes == 0)
			return true;
	return false;
}

/*
 * read_page reads the answer in hand.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	const HubDatasetPage *page = read_datasets(run, walk->data, false);

	if (page == NULL)
		return false;
	walk->page = page;
	walk->nrecords = page->ndatasets;
	walk->nitems = page->head.nitems;
	RefreshWalkPrivates(walk, &page->privates);
	walk->last = walk->by_likes && has_unliked(page);
	for (int i = 0; i < page->ndatasets; i++)
		RefreshWalkRecord(walk, page->datasets[i].hub_id,
						  walk->by_change ? page->datasets[i].modified_at
										  : page->datasets[i].created_at);
	return true;
}

/*
 * store_page stores what read_page() read.
 */
static int
store_page(RefreshRun *run, RefreshWalk *walk)
{
	return StoreDatasets(walk->data, walk->page, run->response->url, walk->repeats_expected,
						 walk->ids);
}

/*
 * listing_url returns the address of the listing's first page.
 */
static char *
listing_url(const char *sort)
{
	return RefreshUrl(hub_datasets_url(settings_hub_endpoint, sort, PAGE_LIMIT));
}

/*
 * walk_datasets walks the listing. False: the run ends before all was read.
 */
static bool
walk_datasets(RefreshRun *run, DatasetStore *store)
{
	RefreshWalk listing = {.noun = "dataset",
						   .seen = {"datasets", "dataset_id", PAGE_LIMIT},
						   .counter = "downloads",
						   .data = store,
						   .url = listing_url,
						   .read = read_page,
						   .store = store_page};

	if (run->top == 0)
		return RefreshListing(run, &listing, &run->ledger.counts.datasets_changed);
	listing.step = STEP_WALK;
	listing.first_url = listing_url("likes");
	listing.by_likes = listing.repeats_expected = true;
	listing.max_pages = (run->top + PAGE_LIMIT - 1) / PAGE_LIMIT;
	return RefreshWalkListing(run, &listing);
}

/*
 * store_dataset stores the dataset in hand, to which a stub's name led.
 */
static NameAnswer
store_dataset(RefreshRun *run, void *data, const char *name)
{
	const HubDatasetPage *page = read_datasets(run, data, true);

	if (page == NULL)
		return NAME_UNREAD;
	(void) StoreDatasets(data, page, run->response->url, true, NULL);
	if (page->privates.n > 0)
		return NAME_PRIVATE;
	if (page->ndatasets == 1 && strcmp(page->datasets[0].name, name) != 0)
		StoreDatasetName(name, page->datasets[0].hub_id);
	return NAME_STORED;
}

/*
 * RefreshDatasets refreshes the datasets of the run's scope, then asks for the stubs
 * that most models name; those that were not there when they were last asked for come
 * last.
 */
void
RefreshDatasets(RefreshRun *run)
{
	DatasetStore store;
	RefreshNames names = {.table = "datasets",
						  .key = "dataset_id",
						  .find = psprintf("SELECT m.dataset_id, m.name"
										   " FROM llmeco.datasets m"
										   " JOIN llmeco.model_datasets u"
										   " ON u.dataset_id = m.dataset_id"
										   " WHERE m.fetched_at IS NULL AND m.hub_id IS NULL"
										   " AND NOT %s"
										   " GROUP BY m.dataset_id"
										   " ORDER BY m.removed_at IS NOT NULL,"
										   " pg_catalog.count(*) DESC, m.dataset_id LIMIT $1",
										   LedgerKnownGone("'datasets'")),
						  .url = hub_dataset_url,
						  .store = store_dataset,
						  .data = &store,
						  .changed = &run->ledger.counts.datasets_changed};
	bool pending;

	if (!DatasetsHaveTable())
		return;
	DatasetStoreInit(&store, run->context, &run->ledger);
	pending = RefreshNamesArePending(run);
	if (pending || walk_datasets(run, &store))
		RefreshNamesAsk(run, &names, pending);
}
