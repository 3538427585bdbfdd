/*
 * descendants.c: how many models follow from each, however far; plain C.
 *
 * A model that all its derivations lead to from one component hangs in the tree
 * of that: trees are added up from below in one pass. A merge stands on several
 * others, and is a tree of its own: it counts, with that, once for each of its
 * ancestors, however many ways lead there. So only merges are walked up from, by
 * level, as long as no more than DESCENDANTS_LINKS derivations have to be looked
 * at: ancestors beyond do not count what follows from the merge. Its parents
 * always do, so that none that has a child counts nothing. To count every pair
 * takes the square of the number of models where a graph is made for that.
 */
#include "kernel/descendants.h"

#include <string.h>

#define MERGE (-1)
#define ROOT (-2)

typedef struct Counting
{
	const uint32_t *first_parent;
	const GraphLink *parents;
	const Components *components;
	const ComputeEnv *env;
	int32_t *above; /* by component: the one that it hangs below, MERGE or ROOT */
	int32_t *tree;  /* by component: models in its tree */
	int32_t *more;  /* by component: models in trees of merges that follow from it */
	int32_t *seen;  /* by component: merge + 1 that it is an ancestor of */
	int32_t *queue;
} Counting;

/*
 * hang_component notes what a component hangs below.
 */
static void
hang_component(Counting *counting, int32_t c)
{
	const Components *components = counting->components;
	int32_t above = ROOT;

	for (int32_t i = components->first[c]; i < components->first[c + 1]; i++)
	{
		int32_t v = components->models[i];

		for (uint32_t l = counting->first_parent[v]; l < counting->first_parent[v + 1]; l++)
		{
			int32_t from = components->of[counting->parents[l].model];

			if (from != c && from != above)
				above = above == ROOT ? from : MERGE;
		}
	}
	counting->above[c] = above;
}

/*
 * count_links returns how many derivations lead to some components.
 */
static int64_t
count_links(const Counting *counting, const int32_t *list, int32_t n)
{
	const Components *components = counting->components;
	int64_t links = 0;

	for (int32_t i = 0; i < n && links <= DESCENDANTS_LINKS; i++)
		for (int32_t m = components->first[list[i]]; m < components->first[list[i] + 1]; m++)
		{
			int32_t v = components->models[m];

			links += counting->first_parent[v + 1] - counting->first_parent[v];
			if (links > DESCENDANTS_LINKS)
				break;
		}
	return links;
}

/*
 * add_above adds what is above a component to the queue, unless it was seen from
 * the merge.
 */
static int32_t
add_above(Counting *counting, int32_t c, int32_t merge, int32_t tail)
{
	const Components *components = counting->components;

	for (int32_t i = components->first[c]; i < components->first[c + 1]; i++)
	{
		int32_t v = components->models[i];

		for (uint32_t l = counting->first_parent[v]; l < counting->first_parent[v + 1]; l++)
		{
			int32_t from = components->of[counting->parents[l].model];

			if (counting->seen[from] == merge + 1)
				continue;
			counting->seen[from] = merge + 1;
			counting->queue[tail++] = from;
		}
	}
	return tail;
}

/*
 * count_merge adds the tree of a merge to all its ancestors.
 */
static void
count_merge(Counting *counting, int32_t merge)
{
	int64_t links = 0;
	int32_t head = 0;
	int32_t tail = 1;

	counting->queue[0] = merge;
	counting->seen[merge] = merge + 1;
	while (head < tail)
	{
		int32_t end = tail;

		links += count_links(counting, counting->queue + head, end - head);
		if (head > 0 && links > DESCENDANTS_LINKS)
			break;
		for (; head < end; head++)
			tail = add_above(counting, counting->queue[head], merge, tail);
		for (int32_t i = end; i < tail; i++)
			counting->more[counting->queue[i]] += counting->tree[merge];
	}
}

/*
 * descendants_count files, by model, how many follow from it. components are
 * those that parents lead to.
 */
void
descendants_count(int32_t *descendants, int32_t n, const uint32_t *first_parent,
				  const GraphLink *parents, const Components *components, const ComputeEnv *env)
{
	Counting counting = {first_parent, parents, components, env};
	int32_t all = components->n;
	int32_t c;

	counting.above = compute_alloc(env, all, sizeof(int32_t));
	counting.tree = compute_alloc(env, all, sizeof(int32_t));
	counting.more = compute_alloc(env, all, sizeof(int32_t));
	counting.seen = compute_alloc(env, all, sizeof(int32_t));
	counting.queue = compute_alloc(env, all, sizeof(int32_t));
	memset(counting.more, 0, (size_t) all * sizeof(int32_t));
	memset(counting.seen, 0, (size_t) all * sizeof(int32_t));
	for (c = 0; c < all; c++)
	{
		compute_check(env, c);
		hang_component(&counting, c);
		counting.tree[c] = components_size(components, c);
	}
	for (c = all - 1; c >= 0; c--)
		if (counting.above[c] >= 0)
			counting.tree[counting.above[c]] += counting.tree[c];
	for (c = 0; c < all; c++)
		if (counting.above[c] == MERGE)
		{
			env->check(env->arg);
			count_merge(&counting, c);
		}
	for (int32_t v = 0; v < n; v++)
	{
		c = components->of[v];
		descendants[v] = counting.tree[c] - 1 + counting.more[c];
	}
	compute_release(env, counting.above);
	compute_release(env, counting.tree);
	compute_release(env, counting.more);
	compute_release(env, counting.seen);
	compute_release(env, counting.queue);
}
