/*
 * hub_identity.h: which record of the Hub this is, and since when.
 */
#ifndef LLMECO_FETCH_HUB_HUB_IDENTITY_H
#define LLMECO_FETCH_HUB_HUB_IDENTITY_H

#include "fetch/reader/fields.h"

extern bool hub_identity(RecordReader *reader, struct json_object *item, const char *noun,
						 const char **hub_id, const char **name);
extern bool hub_own_id(RecordReader *reader, struct json_object *value, const char **hub_id);
extern const char *hub_author(RecordReader *reader, const char *name);
extern int64_t hub_created(RecordReader *reader, struct json_object *value, const char *field);

#endif /* LLMECO_FETCH_HUB_HUB_IDENTITY_H */
