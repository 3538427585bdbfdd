/*
 * od_meta.h: OpenDigger's meta.json: of which repository the files are, of
 * when, and its labels.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_OD_META_H
#define LLMECO_FETCH_OPENDIGGER_OD_META_H

#include "fetch/reader/record.h"

typedef struct OdLabel
{
	const char *id;   /* ':technology/ai' */
	const char *name; /* NULL: not given */
	const char *type;
} OdLabel;

/* meta.json. */
typedef struct OdMeta
{
	RecordPage head;
	int64_t id;         /* GitHub's number of the repository; RECORD_NULL:
								 * not given */
	int64_t updated_at; /* microseconds since 1970-01-01 UTC; RECORD_NULL */
	OdLabel *labels;    /* distinct ids */
	int nlabels;
} OdMeta;

/* nitems 0: the file is empty, null or []. */
extern RecordResult od_parse_meta(const RecordInput *input, OdMeta *meta);

#endif /* LLMECO_FETCH_OPENDIGGER_OD_META_H */
