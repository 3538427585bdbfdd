/*
 * hub_authors.h: the Hub's users and organizations as records.
 *
 * Which of both a name is, only asking tells: /api/users/{name}/overview
 * answers 404 for an organization and the other way round. What the API lacks
 * (type of an organization, website, GitHub account) is in the page of the
 * author: hub_profile.h.
 */
#ifndef LLMECO_FETCH_HUB_HUB_AUTHORS_H
#define LLMECO_FETCH_HUB_HUB_AUTHORS_H

#include "fetch/hub/hub_identity.h"

typedef enum HubAuthorKind
{
	HUB_NO_KIND, /* not told: by a page, or to hub_parse_author() */
	HUB_USER,
	HUB_ORGANIZATION
} HubAuthorKind;

typedef struct HubAuthor
{
	const char *hub_id; /* _id, 24 hex digits; never NULL */
	const char *name;   /* as the Hub spells it, which may differ in
								 * case from what was asked; never NULL */
	HubAuthorKind kind;
	const char *full_name;  /* as text_display() shows it; NULL: none */
	const char *avatar_url; /* absolute, http or https; NULL: none */
	HubFlag is_verified;    /* organizations only */
	int64_t followers;      /* these: RECORD_NULL where not given */
	int64_t num_models;
	int64_t num_datasets;
	int64_t num_spaces;
} HubAuthor;

typedef struct HubAuthorPage
{
	RecordPage head;
	HubAuthor author; /* valid if nauthors is 1 */
	int nauthors;     /* 0: the record cannot be kept, see problems */
} HubAuthorPage;

extern const char *
hub_avatar(RecordReader *reader, const char *text, const char *endpoint, const char *field);
extern RecordResult hub_parse_author(HubAuthorKind kind, const char *endpoint,
									 const RecordInput *input, HubAuthorPage *page);
extern char *hub_author_url(const char *endpoint, HubAuthorKind kind, const char *name);
extern char *hub_author_page_url(const char *endpoint, const char *name);
extern const char *hub_author_kind_name(HubAuthorKind kind);

#endif /* LLMECO_FETCH_HUB_HUB_AUTHORS_H */
