/*
 * descendants.h: how many models follow from each, however far.
 */
#ifndef LLMECO_KERNEL_DESCENDANTS_H
#define LLMECO_KERNEL_DESCENDANTS_H

#include "kernel/components.h"

/* Derivations that are looked at above a merge. */
#define DESCENDANTS_LINKS 4096

extern void
descendants_count(int32_t *descendants, int32_t n, const uint32_t *first_parent,
				  const GraphLink *parents, const Components *components, const ComputeEnv *env);

#endif /* LLMECO_KERNEL_DESCENDANTS_H */
