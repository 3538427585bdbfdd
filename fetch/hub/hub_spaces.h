/*
 * hub_spaces.h: the Hub's Spaces as records.
 */
#ifndef LLMECO_FETCH_HUB_HUB_SPACES_H
#define LLMECO_FETCH_HUB_HUB_SPACES_H

#include "fetch/hub/hub_identity.h"

typedef struct HubSpace
{
	const char *hub_id; /* _id, 24 hex digits; never NULL */
	const char *name;   /* 'author/name'; never NULL */
	const char *author; /* part before the slash; NULL: none */
	const char *sdk;    /* these and below: NULL where not given */
	const char *title;  /* from the card, as text_display() shows it */
	const char *emoji;
	const char *description;
	int64_t likes;         /* RECORD_NULL where not given */
	double trending_score; /* NaN where not given */
	int64_t created_at;    /* microseconds since 1970-01-01 UTC; RECORD_NULL
								 * where not given */
	int64_t modified_at;
	const char **models; /* distinct names in byte order, maybe old ones
								 * ('gpt2'): resolve by alias or redirect */
	int nmodels;
} HubSpace;

typedef struct HubSpacePage
{
	RecordPage head;
	HubSpace *spaces;
	int nspaces;
	HubPrivates privates; /* left out */
} HubSpacePage;

extern RecordResult hub_parse_spaces(const RecordInput *input, HubSpacePage *page);
extern char *hub_spaces_url(const char *endpoint, const char *sort, int limit);

#endif /* LLMECO_FETCH_HUB_HUB_SPACES_H */
