/*
 * key_set.h: a set of surrogate keys, a bit each.
 */
#ifndef LLMECO_SUPPORT_KEY_SET_H
#define LLMECO_SUPPORT_KEY_SET_H

typedef struct KeySet
{
	struct words_hash *words;
} KeySet;

extern void KeySetInit(KeySet *set, MemoryContext context);
extern void KeySetAdd(KeySet *set, int64 id);
extern bool KeySetHas(const KeySet *set, int64 id);

#endif /* LLMECO_SUPPORT_KEY_SET_H */
