/*
 * components.h: strongly connected components of a graph: models each of which
 * leads to each other.
 */
#ifndef LLMECO_KERNEL_COMPONENTS_H
#define LLMECO_KERNEL_COMPONENTS_H

#include <stdint.h>

#include "kernel/compute_env.h"

/* The other end of a derivation. */
typedef struct GraphLink
{
	int32_t model;    /* position */
	int32_t relation; /* number */
} GraphLink;

/* Components by number: those that one leads to come before it. */
typedef struct Components
{
	int32_t n;
	int32_t *of;     /* by model: its component */
	int32_t *first;  /* by component and one more: where its models begin */
	int32_t *models; /* positions, in any order within a component */
} Components;

extern void components_find(Components *components, int32_t n, const uint32_t *first,
							const GraphLink *links, const ComputeEnv *env);
extern void components_free(Components *components, const ComputeEnv *env);

/*
 * components_size returns how many models a component has.
 */
static inline int32_t
components_size(const Components *components, int32_t c)
{
	return components->first[c + 1] - components->first[c];
}

#endif /* LLMECO_KERNEL_COMPONENTS_H */
