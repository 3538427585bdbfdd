/*
 * answer.h: walks through an answer's records; shared by the readers of each
 * kind of record.
 */
#ifndef LLMECO_FETCH_READER_ANSWER_H
#define LLMECO_FETCH_READER_ANSWER_H

#include "fetch/reader/fields.h"

/* AnswerTake turns one record, an object, into one of page's records. */
typedef void (*AnswerTake)(RecordReader *reader, struct json_object *item, void *page);

/*
 * answer_read reads body, an array of objects or, if single, one object, and
 * calls take for each that can be read. noun is the word for a record in
 * problems. It starts *reader, whose arena (NULL: out of memory) and problems
 * the page takes over whatever is returned; after any result but RECORD_OK the
 * page shows none of the records that were taken.
 */
extern RecordResult answer_read(RecordReader *reader, const char *body, size_t len, bool single,
								const char *noun, AnswerTake take, void *page);

/*
 * answer_parse parses a JSON text that was found within an answer, as valid
 * UTF-8. Returns it, to be released with json_object_put(), or NULL: it is
 * null, or a problem that begins with what says why not.
 */
extern struct json_object *answer_parse(RecordReader *reader, const char *text, const char *what);

#endif /* LLMECO_FETCH_READER_ANSWER_H */
