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

#include "support/settings.h"
#include "refresh/refresh_model_page.h"
#include "refresh/refresh_modes.h"
#include "refresh/refresh_names.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_spaces.h"
#include "refresh/refresh_terms.h"
#include "refresh/refresh_walk.h"
#include "store/store_spaces.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
/* Step of the walk of scope top:N. */
#define STEP_WALK "walk"

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
 * store_model stores the model in hand, to which a stub's name led.
 */
static NameAnswer
store_model(RefreshRun *run, void *data, const char *name)
{
	const HubModelPage *page = RefreshReadModels(run, true);

	if (page == NULL)
		return NAME_UNREAD;
	(void) StoreModels(&run->store, page, run->response->url, true, NULL);
	if (page->privates.n > 0)
		return NAME_PRIVATE;
	if (page->nmodels == 1 && strcmp(page->models[0].name, name) != 0)
		StoreOtherName(&run->store, name, page->models[0].hub_id);
	return NAME_STORED;
}

/*
 * RefreshSpaces refreshes the Spaces of the run's scope, then asks for the stubs
 * which only a name is known of and which the most liked Spaces use; those that
 * were not there when they were last asked for come last.
 */
void
RefreshSpaces(RefreshRun *run)
{
	RefreshNames names = {.table = "models",
						  .key = "model_id",
						  .find =
							  psprintf("SELECT m.model_id, m.name"
									   " FROM llmeco.space_models u"
									   " JOIN llmeco.models m ON m.model_id = u.model_id"
									   " JOIN llmeco.spaces s ON s.space_id = u.space_id"
									   " WHERE m.fetched_at IS NULL AND m.hub_id IS NULL AND NOT %s"
									   " GROUP BY m.model_id, m.name"
									   " ORDER BY m.removed_at IS NOT NULL,"
									   " pg_catalog.sum(s.likes) DESC NULLS LAST, m.model_id"
									   " LIMIT $1",
									   LedgerKnownGone("'models', 'spaces'")),
						  .url = hub_model_url,
						  .store = store_model,
						  .changed = &run->ledger.counts.models_changed};
	bool pending = RefreshNamesArePending(run);

	if (pending || walk_spaces(run))
		RefreshNamesAsk(run, &names, pending);
}
