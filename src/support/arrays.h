/*
 * arrays.h: memory for computations, from a memory context.
 */
#ifndef LLMECO_SUPPORT_ARRAYS_H
#define LLMECO_SUPPORT_ARRAYS_H

#include "utils/memutils.h"

#include "kernel/compute_env.h"

extern void InitComputeEnv(ComputeEnv *env, MemoryContext context);

/* An array that grows, zero to begin with. */
typedef struct GrowingArray
{
	void *data;
	int64 room;
} GrowingArray;

extern void GrowArray(GrowingArray *array, size_t size, const ComputeEnv *env);

/*
 * grow makes room for one more element, number used from 0.
 */
static inline void
grow(const ComputeEnv *env, GrowingArray *array, int64 used, size_t size)
{
	if (unlikely(used >= array->room))
		GrowArray(array, size, env);
}

/*
 * grown returns the place of element n, which is at most one beyond the last.
 */
static inline void *
grown(GrowingArray *array, int64 n, size_t size, const ComputeEnv *env)
{
	grow(env, array, n, size);
	return (char *) array->data + n * size;
}

static inline void
drop_array(const ComputeEnv *env, GrowingArray *array)
{
	compute_release(env, array->data);
	array->data = NULL;
	array->room = 0;
}

#endif /* LLMECO_SUPPORT_ARRAYS_H */
