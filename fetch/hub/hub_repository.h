/*
 * hub_repository.h: fields that records of several kinds of repositories have.
 */
#ifndef LLMECO_FETCH_HUB_HUB_REPOSITORY_H
#define LLMECO_FETCH_HUB_HUB_REPOSITORY_H

#include "fetch/reader/fields.h"

extern int hub_tags(RecordReader *reader, struct json_object *value, const char ***tags);
extern const char *
hub_license(RecordReader *reader, const char **tags, int ntags, struct json_object *card);
extern const char *hub_gated(RecordReader *reader, struct json_object *value);
extern const char *hub_sha(RecordReader *reader, struct json_object *value);

#endif /* LLMECO_FETCH_HUB_HUB_REPOSITORY_H */
