/*
 * refresh_model_page.c: an answer with models, for all sources that ask for
 * them.
 */
#include "postgres.h"

#include "refresh/refresh_model_page.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_terms.h"

/*
 * RefreshReadModels reads the answer in hand, and notes what was not taken as
 * given. single: it is one model, not a list. Returns its page, which lives
 * until RefreshPageDone(), NULL: the whole answer is not usable.
 */
HubModelPage *
RefreshReadModels(RefreshRun *run, bool single)
{
	RecordInput input = RefreshInput(run);
	HubModelPage *page = RefreshCreatePage(run, sizeof(HubModelPage));
	ListCell *cell;

	foreach (cell, RefreshTermsLacks(run, "models"))
		ModelStoreKeep(&run->store, lfirst(cell));
	(void) (single ? hub_parse_model : hub_parse_models)(&input, page);
	return RefreshPageRead(run, &page->head, NULL) ? page : NULL;
}
