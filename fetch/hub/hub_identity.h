/*
 * hub_identity.h: which record of the Hub this is, since when, and for whom.
 */
#ifndef LLMECO_FETCH_HUB_HUB_IDENTITY_H
#define LLMECO_FETCH_HUB_HUB_IDENTITY_H

#include "fetch/reader/fields.h"

typedef enum HubFlag
{
	HUB_FLAG_NULL, /* not given */
	HUB_FALSE,
	HUB_TRUE
} HubFlag;

/* A private record that is left out: nothing of it but which one it is, and
 * its dates, which are the listing's order. */
typedef struct HubPrivate
{
	const char *hub_id;
	int64_t created_at; /* as in HubModel and HubSpace */
	int64_t modified_at;
} HubPrivate;

/* Those of a page. */
typedef struct HubPrivates
{
	HubPrivate *list;
	int n;
} HubPrivates;

extern bool hub_leave_out(RecordReader *reader, HubPrivates *privates, struct json_object *item);
extern bool hub_identity(RecordReader *reader, struct json_object *item, const char *noun,
						 const char **hub_id, const char **name);
extern bool hub_own_id(RecordReader *reader, struct json_object *value, const char **hub_id);
extern HubFlag hub_flag(RecordReader *reader, struct json_object *value, const char *field);
extern const char *hub_author(RecordReader *reader, const char *name);
extern int64_t hub_created(RecordReader *reader, struct json_object *value, const char *field);

#endif /* LLMECO_FETCH_HUB_HUB_IDENTITY_H */
