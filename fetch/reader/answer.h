/*
 * answer.h: walks through an answer's records; shared by the readers of each
 * kind of record.
 */
#ifndef LLMECO_FETCH_READER_ANSWER_H
#define LLMECO_FETCH_READER_ANSWER_H

#include "fetch/reader/fields.h"

/* AnswerTake turns one record, an object, into one of the page's. */
typedef void (*AnswerTake)(RecordReader *reader, struct json_object *item, void *data);

/* What an answer has to be. */
typedef struct AnswerKind
{
	const char *noun;  /* the word for a record in problems */
	bool single;       /* one object, not an array of objects */
	bool may_be_empty; /* nothing, null or [] is an answer without records */
	size_t max_bytes;  /* 0: no limit but the client's */
	size_t page_size;
	AnswerTake take;
} AnswerKind;

extern RecordResult
answer_read(const AnswerKind *kind, const RecordInput *input, RecordPage *page, void *data);
extern struct json_object *answer_parse(RecordReader *reader, const char *text, const char *what);

#endif /* LLMECO_FETCH_READER_ANSWER_H */
