/*
 * hub_profile.h: what only the HTML page of a user or an organization tells.
 *
 * A page is read by its markers (body class, script islands, links of the
 * header); the Hub may move them any day. A field whose marker is gone is
 * NULL, and no problem; so is a value that is out of its grammar, which is a
 * problem. What the overview (hub_authors.h) has as well is to be taken from
 * there, and from here only where that is missing.
 */
#ifndef LLMECO_FETCH_HUB_HUB_PROFILE_H
#define LLMECO_FETCH_HUB_HUB_PROFILE_H

#include "fetch/hub/hub_authors.h"

typedef struct HubProfile
{
	RecordPage head;
	HubAuthorKind kind;
	const char *org_type;    /* company, community, university, non-profit,
								 * classroom, government */
	const char *website_url; /* http or https */
	const char *github_login;
	const char *full_name;
	const char *avatar_url; /* absolute */
	HubFlag is_verified;    /* HUB_TRUE where the page shows the mark; never
								 * HUB_FALSE */
	int64_t followers;      /* RECORD_NULL where not given */
} HubProfile;

extern RecordResult
hub_parse_profile(const char *endpoint, const RecordInput *input, HubProfile *profile);

#endif /* LLMECO_FETCH_HUB_HUB_PROFILE_H */
