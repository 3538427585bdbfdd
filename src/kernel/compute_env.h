/*
 * compute_env.h: what plain C computations need from their caller.
 *
 * The callbacks may leave by longjmp: all that a computation holds at such a
 * moment is memory that alloc gave it.
 */
#ifndef LLMECO_KERNEL_COMPUTE_ENV_H
#define LLMECO_KERNEL_COMPUTE_ENV_H

#include <stddef.h>
#include <stdint.h>

/* Rows, or as much other work, between two calls of check. */
#define COMPUTE_CHECK_ROWS 65536

typedef struct ComputeEnv
{
	void *(*alloc)(void *arg, size_t bytes); /* never gives NULL */
	void (*release)(void *arg, void *memory);
	void (*check)(void *arg); /* called every few milliseconds */
	void *arg;
	uint64_t seed[2]; /* random: who chooses keys does not know it */
} ComputeEnv;

static inline void *
compute_alloc(const ComputeEnv *env, uint64_t count, size_t size)
{
	return env->alloc(env->arg, (size_t) (count > 0 ? count : 1) * size);
}

static inline void
compute_release(const ComputeEnv *env, void *memory)
{
	if (memory != NULL)
		env->release(env->arg, memory);
}

static inline void
compute_check(const ComputeEnv *env, int64_t row)
{
	if (row % COMPUTE_CHECK_ROWS == 0)
		env->check(env->arg);
}

#endif /* LLMECO_KERNEL_COMPUTE_ENV_H */
