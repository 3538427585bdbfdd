/*
 * name_set.h: a set of identities, 8 bytes each.
 */
#ifndef LLMECO_SUPPORT_NAME_SET_H
#define LLMECO_SUPPORT_NAME_SET_H

/* Members are 64-bit hashes: of 2.5 million names two collide once in six
 * million sets. A seed of its own keeps who chooses names from making them. */
typedef struct NameSet
{
	MemoryContext context;
	uint64 *slots; /* 0: free */
	uint64 nslots; /* a power of 2 */
	uint64 n;
	uint64 seed;
} NameSet;

extern void NameSetInit(NameSet *set, MemoryContext context, uint64 expected);
extern bool NameSetAdd(NameSet *set, const char *name);
extern bool NameSetHas(const NameSet *set, const char *name);

#endif /* LLMECO_SUPPORT_NAME_SET_H */
