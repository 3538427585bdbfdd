/*
 * record.h: what reading any answer has in common: what is given to it, the
 * page that comes out, and what was not taken as given.
 *
 * Reading is lenient and never silent: whatever was not taken as given becomes
 * a RecordProblem, and the rest of the page is kept. All strings are valid
 * UTF-8 without NUL. A page owns its records; record_free() frees them.
 */
#ifndef LLMECO_FETCH_READER_RECORD_H
#define LLMECO_FETCH_READER_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RECORD_NULL INT64_MIN /* no value, for int64_t fields */

/* Bytes of one record; the Hub's largest have some 100 kB. */
#define RECORD_MAX_BYTES (4 * 1024 * 1024)

/* The text of one record. */
typedef struct RecordText
{
	const char *text;
	size_t len;
} RecordText;

/* An answer, or records that came one by one. */
typedef struct RecordInput
{
	const char *body;
	size_t len;
	bool (*stop)(void);      /* asked again and again: end here? NULL: no */
	bool with_private;       /* records that not everybody sees are read, too */
	const RecordText *texts; /* read in place of body, unless this is NULL */
	int ntexts;
	const char *const *fields; /* that are looked for in each record; NULL behind the
								 * last, or instead of all */
	bool *given;               /* a place for each: true from when a record has it */
} RecordInput;

/* Something that was not taken as given. */
typedef struct RecordProblem
{
	int item;            /* position in the page from 0, -1: the page */
	const char *name;    /* the record's name if it was read, or NULL */
	const char *kind;    /* a word of refresh_errors.kind */
	const char *message; /* what was found and what was done */
} RecordProblem;

typedef enum RecordResult
{
	RECORD_OK,      /* the page was read; see problems */
	RECORD_BAD,     /* not of the expected kind; the one problem says why */
	RECORD_STOPPED, /* input->stop said so */
	RECORD_NO_MEMORY
} RecordResult;

/*
 * What every page begins with. A parser fills the page whatever it returns, so
 * it is to be freed in every case; after any result but RECORD_OK there is
 * nothing in it but this.
 */
typedef struct RecordPage
{
	RecordResult result;
	RecordProblem *problems;
	int nproblems;
	int nitems; /* records in the answer, unreadable included */
	struct Arena *arena;
} RecordPage;

extern void record_free(RecordPage *page);

/* A page while it is read. */
typedef struct RecordReader
{
	RecordPage *page;
	size_t page_size;
	const RecordInput *input;
	struct Arena *arena; /* the page's */
	size_t work;         /* bytes since input->stop was asked */
	bool stopped;
	int item;          /* position of the record, -1: the page */
	const char *name;  /* the record's name once it was read */
	int item_problems; /* of this record so far */
	bool surrogates;   /* the record has \ud... escapes, so U+FFFD may
								 * be what json-c made of a lone one */
} RecordReader;

extern bool
record_begin(RecordReader *reader, RecordPage *page, size_t size, const RecordInput *input);
extern RecordResult record_end(RecordReader *reader, RecordResult result);
extern bool record_stop(RecordReader *reader);
extern bool record_work(RecordReader *reader, size_t bytes);
extern void *record_grow(RecordReader *reader, void *list, int n, size_t size);
extern void record_problem(RecordReader *reader, const char *kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
extern RecordResult record_bad_page(RecordReader *reader, const char *kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
extern const char *record_quote(RecordReader *reader, const char *text);

#endif /* LLMECO_FETCH_READER_RECORD_H */
