/*
 * unresolved_parents.h: what authors wrote for the base model that names none.
 */
#ifndef LLMECO_STORE_UNRESOLVED_PARENTS_H
#define LLMECO_STORE_UNRESOLVED_PARENTS_H

#include "support/key_set.h"

struct ModelLinks;

/* Of a run. */
typedef struct UnresolvedParents
{
	KeySet children; /* models that have rows, when the run began */
	bool is_read;
} UnresolvedParents;

extern bool UnresolvedParentsAreKept(void);
extern void UnresolvedParentsBegin(UnresolvedParents *unresolved, MemoryContext context);
extern void UnresolvedParentsStore(const UnresolvedParents *unresolved, struct ModelLinks *links);

#endif /* LLMECO_STORE_UNRESOLVED_PARENTS_H */
