/*
 * dict.h: numbers for the distinct texts of a column, as licences or tasks.
 */
#ifndef LLMECO_SUPPORT_DICT_H
#define LLMECO_SUPPORT_DICT_H

#include "fmgr.h"

#include "support/query_reader.h"

typedef struct Label
{
	const char *bytes;
	int length;
} Label;

/* Texts and their numbers, in order of appearance. */
typedef struct Labels
{
	struct labels_hash *table;
	Label *list;
	int32 n;
	int32 room;
} Labels;

/* LabelsInit makes an empty list in the current memory context. */
extern void LabelsInit(Labels *labels);

/*
 * LabelNumber gives the number of a text, the next one where it has none: then
 * a copy of it is kept.
 */
extern int32 LabelNumber(Labels *labels, const char *bytes, int length);

/*
 * column_label gives a text, not null, of the current row, which ends with it.
 */
static inline Label
column_label(const QueryReader *reader, int c)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(reader->values[reader->columns[c].index]);

	return (Label) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

#endif /* LLMECO_SUPPORT_DICT_H */
