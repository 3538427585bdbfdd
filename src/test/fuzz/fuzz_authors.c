/*
 * fuzz_authors.c: Spaces and authors. The first byte says which: 'l' a list of
 * Spaces, 'u' a user, anything else an organization.
 */
#include "fetch/hub/hub_authors.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_spaces.h"
#include "fetch/reader/text.h"
#include "check.h"

/*
 * spaces_hold reads Spaces and looks at them.
 */
static void
spaces_hold(const char *body, size_t len)
{
	HubSpacePage page;
	RecordResult result = hub_parse_spaces(&(RecordInput) {body, len}, &page);

	must(result != RECORD_NO_MEMORY && page.nspaces <= page.head.nitems);
	must(result == RECORD_OK || page.nspaces == 0);
	for (int i = 0; i < page.nspaces; i++)
	{
		const HubSpace *space = &page.spaces[i];

		must(strlen(space->hub_id) == 24 && hub_listed_name(space->name));
		text_holds(space->author);
		text_holds(space->sdk);
		text_holds(space->title);
		text_holds(space->emoji);
		text_holds(space->description);
		must(space->likes >= 0 || space->likes == RECORD_NULL);
		for (int k = 0; k < space->nmodels; k++)
			must(hub_listed_name(space->models[k]) &&
				 (k == 0 || strcmp(space->models[k - 1], space->models[k]) < 0));
	}
	page_holds(&page.head);
	record_free(&page.head);
}

/*
 * author_holds reads an author and looks at it.
 */
static void
author_holds(const char *body, size_t len, HubAuthorKind kind)
{
	HubAuthorPage page;
	RecordResult result = hub_parse_author(kind, "https://h", &(RecordInput) {body, len}, &page);

	must(result != RECORD_NO_MEMORY && (result == RECORD_OK || page.nauthors == 0));
	if (page.nauthors == 1)
	{
		must(strlen(page.author.hub_id) == 24 && hub_listed_author(page.author.name));
		must(page.author.avatar_url == NULL || text_is_url(page.author.avatar_url));
		text_holds(page.author.full_name);
		text_holds(page.author.avatar_url);
	}
	else
		must(page.head.nproblems > 0);
	page_holds(&page.head);
	record_free(&page.head);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *body = (const char *) data + 1;

	if (size == 0)
		return 0;
	if (data[0] == 'l')
		spaces_hold(body, size - 1);
	else
		author_holds(body, size - 1, data[0] == 'u' ? HUB_USER : HUB_ORGANIZATION);
	return 0;
}
