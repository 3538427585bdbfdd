/*
 * fields.h: how the Hub's records are read; shared by the readers of
 * each kind of record.
 *
 * A field that is absent or null is "not given" and no problem; one of the
 * wrong type or out of range is a problem and then "not given". Everything
 * that is returned lives in the page's arena.
 */
#ifndef LLMECO_FETCH_READER_FIELDS_H
#define LLMECO_FETCH_READER_FIELDS_H

#include "fetch/hub/hub.h"

struct json_object;

/* A page while it is read. */
typedef struct RecordReader
{
	RecordPage *page;
	size_t page_size;
	const RecordInput *input;
	struct Arena *arena; /* the page's */
	bool stopped;
	int item;          /* position of the record, -1: the page */
	const char *name;  /* the record's name once it was read */
	int item_problems; /* of this record so far */
	bool surrogates;   /* the page has \ud... escapes, so U+FFFD may
								 * be what json-c made of a lone one */
} RecordReader;

/* record.c */
extern bool
record_begin(RecordReader *reader, RecordPage *page, size_t size, const RecordInput *input);
extern RecordResult record_end(RecordReader *reader, RecordResult result);
extern bool record_stop(RecordReader *reader);

/*
 * record_grow makes room for one element more in list, which has n of size bytes
 * and was grown by nothing else. Returns the list, maybe in a new place, or
 * NULL when out of memory, which shows in the arena.
 */
extern void *record_grow(RecordReader *reader, void *list, int n, size_t size);

/* record_problem notes a problem of the current record. */
extern void record_problem(RecordReader *reader, const char *kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * record_bad_page makes this the one problem of a page that cannot be read.
 * Returns RECORD_BAD, or RECORD_NO_MEMORY if that is why.
 */
extern RecordResult record_bad_page(RecordReader *reader, const char *kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* record_quote returns text shortened to what a message can hold. */
extern const char *record_quote(RecordReader *reader, const char *text);

/* field_member returns a value of an object, NULL: not given, or no object. */
extern struct json_object *field_member(struct json_object *object, const char *key);

/* field_object is field_member for a value that has to be an object. */
extern struct json_object *
field_object(RecordReader *reader, struct json_object *object, const char *key);

/*
 * These read a value; field names it in problems. NULL, RECORD_NULL and NaN: not
 * given. field_text: an empty string is not given, a long one is cut.
 * field_count: a whole number from 0. field_time: microseconds since 1970.
 */
extern const char *field_text(RecordReader *reader, struct json_object *value, const char *field);
extern int64_t field_count(RecordReader *reader, struct json_object *value, const char *field);
extern double field_number(RecordReader *reader, struct json_object *value, const char *field);
extern int64_t field_time(RecordReader *reader, struct json_object *value, const char *field);

/* hub_created is field_time for a createdAt, of which the Hub's placeholder says
 * nothing. */
extern int64_t hub_created(RecordReader *reader, struct json_object *value, const char *field);

/*
 * hub_identity reads _id and id of a record; noun is the word for it. Returns
 * whether the record can be kept.
 */
extern bool hub_identity(RecordReader *reader, struct json_object *item, const char *noun,
						 const char **hub_id, const char **name);

/* hub_own_id reads a record's _id. Returns whether the record can be kept. */
extern bool hub_own_id(RecordReader *reader, struct json_object *value, const char **hub_id);

/* hub_author returns the part of a name before the slash, NULL: none. */
extern const char *hub_author(RecordReader *reader, const char *name);

/*
 * url_encode appends text to out as part of a URL: whatever is not a letter, a
 * digit or in "-._~" and keep becomes %XX. Returns the end of out, which takes
 * at most 3 bytes for each of text's and a NUL.
 */
extern char *url_encode(char *out, const char *text, const char *keep);

/*
 * Addresses of the Hub, malloc'ed, NULL when out of memory. suffix ends them,
 * as it is. hub_list_url: of a listing; sort NULL: by createdAt, filter NULL:
 * none. hub_record_url: of one record; keep as for url_encode().
 */
extern char *hub_list_url(const char *endpoint, const char *folder, const char *sort,
						  const char *filter, int limit, const char *suffix);
extern char *hub_record_url(const char *endpoint, const char *folder, const char *name,
							const char *keep, const char *suffix);

/* hub_valid_id: 24 hex digits? */
extern bool hub_valid_id(const char *text);

/* hub_read_model turns one record, an object, into model. Returns whether it
 * can be kept. */
extern bool hub_read_model(RecordReader *reader, HubModel *model, struct json_object *item);

#endif /* LLMECO_FETCH_READER_FIELDS_H */
