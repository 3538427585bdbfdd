/*
 * growing_array.c: memory for computations, from a memory context.
 */
#include "postgres.h"

#include <sys/mman.h>

#include "miscadmin.h"

#include "growing_array.h"

/* Large pages of most machines: a hint, nothing depends on it. */
#define LARGE_PAGE ((uintptr_t) 2 * 1024 * 1024)

/*
 * use_large_pages asks the kernel for its large pages below a big array: some
 * accesses are at random, and the first to each page is a fault, which virtual
 * machines take long for. Where there are none to be had, nothing changes.
 */
static void
use_large_pages(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	uintptr_t	begin = TYPEALIGN(LARGE_PAGE, (uintptr_t) memory);
	uintptr_t	end = TYPEALIGN_DOWN(LARGE_PAGE, (uintptr_t) memory + bytes);

	if (bytes >= 2 * LARGE_PAGE && begin < end)
		(void) madvise((void *) begin, end - begin, MADV_HUGEPAGE);
#endif
}

static void *
context_alloc(void *arg, size_t bytes)
{
	void	   *memory = MemoryContextAllocHuge((MemoryContext) arg, bytes);

	use_large_pages(memory, bytes);
	return memory;
}

static void
context_release(void *arg, void *memory)
{
	pfree(memory);
}

static void
context_check(void *arg)
{
	CHECK_FOR_INTERRUPTS();
}

/*
 * InitComputeEnv: see growing_array.h.
 */
void
InitComputeEnv(ComputeEnv *env, MemoryContext context)
{
	env->alloc = context_alloc;
	env->release = context_release;
	env->check = context_check;
	env->arg = context;
}

/*
 * GrowArray doubles the room of an array.
 */
void
GrowArray(GrowingArray *array, size_t size, const ComputeEnv *env)
{
	if (array->data == NULL)
	{
		array->room = 16384;
		array->data = compute_alloc(env, array->room, size);
		return;
	}
	array->room *= 2;
	array->data = repalloc_huge(array->data, (Size) array->room * size);
	use_large_pages(array->data, (Size) array->room * size);
}
