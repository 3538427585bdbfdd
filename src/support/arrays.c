/*
 * arrays.c: memory for computations, from a memory context.
 */
#include "postgres.h"

#include <sys/mman.h>

#include "miscadmin.h"

#include "support/arrays.h"
#include "support/hash_seed.h"

/* Large pages of most machines: a hint, nothing depends on it. */
#define LARGE_PAGE ((Size) 2 * 1024 * 1024)

/*
 * context_alloc puts an array that is not small on large pages, where the
 * kernel has them: the first access to each page is a fault, which virtual
 * machines take long for. So it begins where such a page does, and has all of
 * its last one. Before the memory is what the context gave.
 */
static void *
context_alloc(void *arg, size_t bytes)
{
	bool large = bytes >= LARGE_PAGE / 2;
	/* a context aligns for its own types, which have no __int128 */
	Size align = large ? LARGE_PAGE : _Alignof(max_align_t);
	Size size = TYPEALIGN(align, bytes);
	char *given = MemoryContextAllocHuge((MemoryContext) arg, size + align + sizeof(void *));
	void *memory = (void *) TYPEALIGN(align, (uintptr_t) given + sizeof(void *));

	((void **) memory)[-1] = given;
#ifdef MADV_HUGEPAGE
	if (large)
		(void) madvise(memory, size, MADV_HUGEPAGE);
#endif
	return memory;
}

static void
context_release(void *arg, void *memory)
{
	pfree(((void **) memory)[-1]);
}

static void
context_check(void *arg)
{
	CHECK_FOR_INTERRUPTS();
}

/*
 * InitComputeEnv lets plain C computations allocate in a memory context.
 */
void
InitComputeEnv(ComputeEnv *env, MemoryContext context)
{
	env->alloc = context_alloc;
	env->release = context_release;
	env->check = context_check;
	env->arg = context;
	env->seed[0] = HashSeed();
	env->seed[1] = HashSeed();
}

/*
 * GrowArray makes the room of an array larger: fast at first, as memory that
 * is not used yet costs nothing.
 */
void
GrowArray(GrowingArray *array, size_t size, const ComputeEnv *env)
{
	int64 used = array->room;
	void *old = array->data;

	if (used == 0)
		array->room = 16384;
	else
		array->room *= used < 1024 * 1024 ? 8 : 2;
	array->data = compute_alloc(env, array->room, size);
	if (old != NULL)
		memcpy(array->data, old, (Size) used * size);
	compute_release(env, old);
}
