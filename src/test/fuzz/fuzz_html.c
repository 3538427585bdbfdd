/*
 * fuzz_html.c: pages of users and organizations.
 */
#include "fetch/hub/hub_profile.h"
#include "fetch/reader/text.h"
#include "check.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	HubProfile profile;
	RecordResult result =
		hub_parse_profile("https://h", &(RecordInput) {(const char *) data, size}, &profile);

	must(result != RECORD_NO_MEMORY);
	must((result == RECORD_OK) == (profile.kind != HUB_NO_KIND));
	must(profile.org_type == NULL || profile.kind == HUB_ORGANIZATION);
	must(profile.is_verified != HUB_FALSE);
	must(profile.website_url == NULL || text_is_url(profile.website_url));
	must(profile.avatar_url == NULL || text_is_url(profile.avatar_url));
	must(profile.github_login == NULL ||
		 text_is_login(profile.github_login, strlen(profile.github_login)));
	text_holds(profile.website_url);
	text_holds(profile.avatar_url);
	text_holds(profile.full_name);
	page_holds(&profile.head);
	record_free(&profile.head);
	return 0;
}
