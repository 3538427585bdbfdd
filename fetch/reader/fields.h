/*
 * fields.h: single values of JSON records.
 *
 * A field that is absent or null is "not given" and no problem; one of the
 * wrong type or out of range is a problem and then "not given". Everything
 * that is returned lives in the page's arena.
 */
#ifndef LLMECO_FETCH_READER_FIELDS_H
#define LLMECO_FETCH_READER_FIELDS_H

#include "fetch/reader/record.h"

struct json_object;

extern struct json_object *field_member(struct json_object *object, const char *key);
extern struct json_object *
field_object(RecordReader *reader, struct json_object *object, const char *key);
extern const char *field_text(RecordReader *reader, struct json_object *value, const char *field);
extern int64_t field_count(RecordReader *reader, struct json_object *value, const char *field);
extern double field_number(RecordReader *reader, struct json_object *value, const char *field);
extern int64_t field_time(RecordReader *reader, struct json_object *value, const char *field);
extern const char *
field_display(RecordReader *reader, struct json_object *value, const char *field);

#endif /* LLMECO_FETCH_READER_FIELDS_H */
