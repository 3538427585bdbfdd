/*
 * dict.h: numbers for the distinct texts of a column, as licences or tasks.
 */
#ifndef LLMECO_SUPPORT_DICT_H
#define LLMECO_SUPPORT_DICT_H

#include "fmgr.h"

#include "support/query_reader.h"

typedef struct DictText
{
	const char *bytes;
	int length;
} DictText;

typedef struct DictPlace DictPlace;

/* Texts and their numbers, in order of appearance. */
typedef struct Dict
{
	MemoryContext context;
	uint64 seed;
	DictPlace *places; /* by hash */
	uint32 mask;       /* their number - 1 */
	int32 block;       /* bytes of the next block of texts */
	char *bytes;       /* room in the last, */
	int32 left;        /* so many */
	DictText *list;
	int32 n;
	int32 room;
} Dict;

/* A text whose number is asked for. */
typedef struct DictAsked
{
	DictText text;
	uint32 hash;
	int32 number;
} DictAsked;

extern void DictInit(Dict *dict);
extern int32 DictNumber(Dict *dict, DictText text);
extern void DictNumbers(Dict *dict, DictAsked *asked, int n);
extern int32 DictFind(const Dict *dict, DictText text);

/*
 * dict_column returns a text, not null, of the current row, which ends with it.
 */
static inline DictText
dict_column(const QueryReader *reader, int c)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(reader->values[reader->columns[c].index]);

	return (DictText) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

#endif /* LLMECO_SUPPORT_DICT_H */
