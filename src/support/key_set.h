/*
 * key_set.h: a set of surrogate keys, a bit each.
 */
#ifndef LLMECO_SUPPORT_KEY_SET_H
#define LLMECO_SUPPORT_KEY_SET_H

typedef struct RowSet
{
	struct words_hash *words;
} RowSet;

extern void RowSetInit(RowSet *set, MemoryContext context);
extern void RowSetAdd(RowSet *set, int64 id);
extern bool RowSetHas(const RowSet *set, int64 id);

#endif /* LLMECO_SUPPORT_KEY_SET_H */
