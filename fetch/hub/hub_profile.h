/*
 * hub_profile.h: fields of an author that both the overview and the page have.
 */
#ifndef LLMECO_FETCH_HUB_HUB_PROFILE_H
#define LLMECO_FETCH_HUB_HUB_PROFILE_H

#include "fetch/reader/fields.h"

/* profile_display reads a name that people see; NULL: not given. */
extern const char *
profile_display(RecordReader *reader, struct json_object *value, const char *field);

/*
 * profile_avatar makes a picture's address absolute: one that has no host is
 * below endpoint. NULL: not given, or a problem with field says why not.
 */
extern const char *
profile_avatar(RecordReader *reader, const char *text, const char *endpoint, const char *field);

#endif /* LLMECO_FETCH_HUB_HUB_PROFILE_H */
