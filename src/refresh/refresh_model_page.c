/*
 * refresh_model_page.c: an answer with models, for all sources that ask for
 * them.
 */
#include "postgres.h"

#include "refresh/refresh_model_page.h"
#include "refresh/refresh_requests.h"

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
