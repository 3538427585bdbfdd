/*
 * family_shares.c: which roots each model goes back to, and by what share; plain
 * C.
 *
 * Components are taken parents first. Nearly all models have one parent: they
 * point at its shares. A merge adds up those of its parents, root by root: sums
 * do not depend on the order of parents. Of a model with more than FAMILY_ROOTS
 * roots the largest shares are kept, and the others added up: a graph of merges
 * of merges of everything would need the number of models times that of roots.
 * What follows from such a model knows no more of its roots than that.
 */
#include "kernel/family_shares.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/exact_sum.h"

#define NO_DEPTH ((1U << 28) - 1)

/* A root on its way into a merge. */
typedef struct Root
{
	double share;
	int32_t root;
	int64_t key;
} Root;

typedef struct FamilySearch
{
	Families *families;
	const FamilyGraph *graph;
	const Components *components;
	const ComputeEnv *env;

	/* by root, of the component that is looked at */
	ExactSum *sums;
	int32_t *seen;    /* component + 1 that has a sum there */
	int32_t *kept;    /* place among the roots that are kept, -1: not */
	int32_t *touched; /* roots with a sum */
	int32_t n_touched;

	/* by model, of a cycle */
	int32_t *place;    /* among its models */
	int32_t *queue;    /* of places */
	int32_t *starts;   /* places, nearest first */
	uint32_t *reached; /* 1 + number of the root that was reached from */
	int32_t *via;      /* by place and kept root: parent on the way */
} FamilySearch;

/*
 * add_shares makes room for n shares and returns where they begin.
 */
static uint64_t
add_shares(FamilySearch *search, uint64_t n)
{
	Families *families = search->families;
	uint64_t first = families->n_shares;

	if (first + n > families->room)
	{
		FamilyShare *old = families->shares;

		families->room = 2 * (first + n);
		families->shares = compute_alloc(search->env, families->room, sizeof(FamilyShare));
		if (first > 0)
			memcpy(families->shares, old, first * sizeof(FamilyShare));
		compute_release(search->env, old);
	}
	families->n_shares += n;
	return first;
}

/*
 * is_nearer: is a way of this depth by this parent to be preferred?
 */
static inline bool
is_nearer(const FamilySearch *search, uint32_t depth, int32_t parent, uint32_t old_depth,
		  int32_t old)
{
	const int64_t *keys = search->graph->keys;

	return depth < old_depth || (depth == old_depth && keys[parent] < keys[old]);
}

/* ---- a cycle ---- */

/* The ways from one root to the models of a cycle. */
typedef struct Ways
{
	const int32_t *models; /* of the cycle */
	int32_t n;
	FamilyShare *shares; /* of the first of them, */
	int32_t *via;        /* as this, */
	int32_t step;        /* and those of the next so much further on */
	uint32_t number;     /* of the ways, from 1 on */
} Ways;

static inline FamilyShare *
way_to(const Ways *ways, int32_t place)
{
	return &ways->shares[(int64_t) place * ways->step];
}

/*
 * sort_starts puts those that were reached from outside into search->starts,
 * nearest first. Returns how many there are.
 */
static int32_t
sort_starts(FamilySearch *search, const Ways *ways)
{
	int32_t *starts = search->starts;
	int32_t n = 0;

	for (int32_t i = 0; i < ways->n; i++)
		if (way_to(ways, i)->depth != NO_DEPTH)
			starts[n++] = i;
	/* a heap: no more than it takes, whatever the order */
	for (int32_t size = n, top = n / 2; size > 1;)
	{
		int32_t start;
		int32_t hole;

		if (top > 0)
			start = starts[hole = --top];
		else
		{
			start = starts[--size];
			starts[size] = starts[0];
			hole = 0;
		}
		for (int32_t child; (child = 2 * hole + 1) < size; hole = child)
		{
			if (child + 1 < size &&
				way_to(ways, starts[child + 1])->depth > way_to(ways, starts[child])->depth)
				child++;
			if (way_to(ways, starts[child])->depth <= way_to(ways, start)->depth)
				break;
			starts[hole] = starts[child];
		}
		starts[hole] = start;
	}
	return n;
}

/*
 * follow_ways goes on within a cycle, nearest first, from where it was reached.
 */
static void
follow_ways(FamilySearch *search, const Ways *ways)
{
	const FamilyGraph *graph = search->graph;
	const int32_t *of = search->components->of;
	int32_t c = of[ways->models[0]];
	int32_t n_starts = sort_starts(search, ways);
	int32_t start = 0;
	int32_t head = 0;
	int32_t tail = 0;

	while (start < n_starts || head < tail)
	{
		bool queued =
			head < tail && (start == n_starts || way_to(ways, search->queue[head])->depth <=
													 way_to(ways, search->starts[start])->depth);
		int32_t place = queued ? search->queue[head++] : search->starts[start++];
		int32_t v = ways->models[place];
		uint32_t depth = way_to(ways, place)->depth + 1;

		compute_check(search->env, head + start);
		if (search->reached[v] == ways->number)
			continue;
		search->reached[v] = ways->number;
		for (uint32_t l = graph->first_child[v]; l < graph->first_child[v + 1]; l++)
		{
			int32_t to = graph->children[l].model;
			FamilyShare *share;
			int32_t *via;

			if (of[to] != c)
				continue;
			share = way_to(ways, search->place[to]);
			via = &ways->via[(int64_t) search->place[to] * ways->step];
			if (!is_nearer(search, depth, v, share->depth, *via))
				continue;
			if (depth < share->depth)
				search->queue[tail++] = search->place[to];
			share->depth = depth;
			share->relation = graph->children[l].relation;
			*via = v;
		}
	}
}

/*
 * alloc_cycle_arrays does so with the first cycle: most graphs have none.
 */
static void
alloc_cycle_arrays(FamilySearch *search)
{
	int32_t n = search->graph->n;

	if (search->place != NULL)
		return;
	search->place = compute_alloc(search->env, n, sizeof(int32_t));
	search->queue = compute_alloc(search->env, n, sizeof(int32_t));
	search->starts = compute_alloc(search->env, n, sizeof(int32_t));
	search->reached = compute_alloc(search->env, n, sizeof(uint32_t));
}

/*
 * find_ways finds the shortest ways from each kept root to each model of a cycle,
 * whose shares begin at first, n_roots each. Those that enter it are there.
 */
static void
find_ways(FamilySearch *search, int32_t c, uint64_t first, int32_t n_roots, int32_t *via)
{
	const Components *components = search->components;
	const int32_t *models = components->models + components->first[c];
	int32_t n = components_size(components, c);

	for (int32_t i = 0; i < n; i++)
	{
		search->place[models[i]] = i;
		search->reached[models[i]] = 0;
	}
	for (int32_t r = 0; r < n_roots; r++)
	{
		Ways ways = {models,  n,       search->families->shares + first + r,
					 via + r, n_roots, (uint32_t) r + 1};

		if (ways.shares->root != FAMILY_OTHERS)
			follow_ways(search, &ways);
	}
}

/* ---- a root ---- */

/*
 * is_older: was a created before b?
 */
static bool
is_older(const FamilyGraph *graph, int32_t a, int32_t b)
{
	if (graph->created[a] != graph->created[b])
		return graph->created[a] < graph->created[b];
	return graph->keys[a] < graph->keys[b];
}

/*
 * set_root gives the models of a component that nothing leads to their root.
 */
static void
set_root(FamilySearch *search, int32_t c)
{
	const Components *components = search->components;
	const int32_t *models = components->models + components->first[c];
	int32_t n = components_size(components, c);
	uint64_t first = add_shares(search, n);
	FamilyShare *shares = search->families->shares + first;
	int32_t root = models[0];
	int32_t *via;

	for (int32_t i = 1; i < n; i++)
		if (is_older(search->graph, models[i], root))
			root = models[i];
	for (int32_t i = 0; i < n; i++)
	{
		bool is_root = models[i] == root;

		shares[i] = (FamilyShare) {1, root, is_root ? 0 : NO_DEPTH, FAMILY_NO_RELATION};
		search->families->models[models[i]] = (FamilyModel) {first + i, 1, 0, -1};
	}
	if (n == 1)
		return;
	alloc_cycle_arrays(search);
	via = compute_alloc(search->env, n, sizeof(int32_t));
	for (int32_t i = 0; i < n; i++)
		via[i] = root;
	find_ways(search, c, first, 1, via);
	compute_release(search->env, via);
}

/* ---- a merge ---- */

static int
compare_roots(const void *a, const void *b)
{
	const Root *left = a;
	const Root *right = b;

	if ((left->root == FAMILY_OTHERS) != (right->root == FAMILY_OTHERS))
		return left->root == FAMILY_OTHERS ? 1 : -1;
	if (left->share != right->share)
		return left->share > right->share ? -1 : 1;
	return left->key < right->key ? -1 : left->key > right->key;
}

/*
 * add_parent adds the shares of a parent to the sums.
 */
static void
add_parent(FamilySearch *search, int32_t c, int32_t parent, const SumScale *scale, ExactSum *others)
{
	const FamilyModel *model = &search->families->models[parent];
	const FamilyShare *shares = search->families->shares + model->first;

	for (int32_t i = 0; i < model->n; i++)
	{
		int32_t root = shares[i].root;

		if (root == FAMILY_OTHERS)
		{
			sum_add(others, scale, shares[i].share);
			continue;
		}
		if (search->seen[root] != c + 1)
		{
			search->seen[root] = c + 1;
			search->sums[root] = (ExactSum) {0, 0};
			search->touched[search->n_touched++] = root;
		}
		sum_add(&search->sums[root], scale, shares[i].share);
	}
}

/*
 * keep_roots returns the roots of a component with n links from outside, largest
 * share first, and their number: at most FAMILY_ROOTS and the others.
 */
static Root *
keep_roots(FamilySearch *search, int32_t c, int32_t n_links, int32_t *n_roots)
{
	const FamilyGraph *graph = search->graph;
	const Components *components = search->components;
	SumScale scale = sum_scale(1, (int64_t) n_links + 1);
	ExactSum others = {0, 0};
	Root *roots;
	int32_t n;

	search->n_touched = 0;
	for (int32_t i = components->first[c]; i < components->first[c + 1]; i++)
	{
		int32_t v = components->models[i];

		for (uint32_t l = graph->first_parent[v]; l < graph->first_parent[v + 1]; l++)
		{
			compute_check(search->env, l);
			if (components->of[graph->parents[l].model] != c)
				add_parent(search, c, graph->parents[l].model, &scale, &others);
		}
	}
	roots = compute_alloc(search->env, (uint64_t) search->n_touched + 1, sizeof(Root));
	for (n = 0; n < search->n_touched; n++)
	{
		int32_t root = search->touched[n];

		roots[n] = (Root) {sum_total(&search->sums[root]) / n_links, root, graph->keys[root]};
		search->kept[root] = -1;
	}
	qsort(roots, n, sizeof(Root), compare_roots);
	for (int32_t i = FAMILY_ROOTS; i < n; i++)
		sum_add(&others, &scale, sum_total(&search->sums[roots[i].root]));
	if (n > FAMILY_ROOTS)
		n = FAMILY_ROOTS;
	for (int32_t i = 0; i < n; i++)
		search->kept[roots[i].root] = i;
	if (sum_total(&others) > 0)
		roots[n++] = (Root) {sum_total(&others) / n_links, FAMILY_OTHERS, 0};
	*n_roots = n;
	return roots;
}

/*
 * enter_component notes the shortest ways by which links from outside lead to a
 * model, whose shares are given.
 */
static void
enter_component(FamilySearch *search, int32_t v, FamilyShare *shares, int32_t *via)
{
	const FamilyGraph *graph = search->graph;
	const int32_t *of = search->components->of;

	for (uint32_t l = graph->first_parent[v]; l < graph->first_parent[v + 1]; l++)
	{
		int32_t parent = graph->parents[l].model;

		if (of[parent] == of[v])
			continue;
		for (int32_t i = 0; i < search->families->models[parent].n; i++)
		{
			FamilyShare from = family_share(search->families, parent, i);
			int32_t r = from.root == FAMILY_OTHERS ? -1 : search->kept[from.root];

			if (r < 0 || !is_nearer(search, from.depth + 1, parent, shares[r].depth, via[r]))
				continue;
			shares[r].depth = from.depth + 1;
			shares[r].relation = graph->parents[l].relation;
			via[r] = parent;
		}
	}
}

/*
 * merge_parents gives the models of a component with n links from outside the
 * mean of the shares that these lead from.
 */
static void
merge_parents(FamilySearch *search, int32_t c, int32_t n_links)
{
	const Components *components = search->components;
	int32_t n = components_size(components, c);
	int32_t n_roots;
	Root *roots = keep_roots(search, c, n_links, &n_roots);
	uint64_t first = add_shares(search, (uint64_t) n * n_roots);
	int32_t *via = compute_alloc(search->env, (uint64_t) n * n_roots, sizeof(int32_t));

	for (int32_t i = 0; i < n; i++)
	{
		int32_t v = components->models[components->first[c] + i];
		FamilyShare *shares = search->families->shares + first + (uint64_t) i * n_roots;
		int32_t *via_of = via + (int64_t) i * n_roots;

		compute_check(search->env, i + 1);
		for (int32_t r = 0; r < n_roots; r++)
		{
			bool others = roots[r].root == FAMILY_OTHERS;

			shares[r] = (FamilyShare) {roots[r].share, roots[r].root, others ? 0 : NO_DEPTH,
									   FAMILY_NO_RELATION};
			via_of[r] = v;
		}
		enter_component(search, v, shares, via_of);
		search->families->models[v] =
			(FamilyModel) {first + (uint64_t) i * n_roots, n_roots, 0, -1};
	}
	if (n > 1)
	{
		alloc_cycle_arrays(search);
		find_ways(search, c, first, n_roots, via);
	}
	compute_release(search->env, via);
	compute_release(search->env, roots);
}

/* ---- all ---- */

/*
 * take_component finds the shares of a component; those of what leads to it are
 * there.
 */
static void
take_component(FamilySearch *search, int32_t c)
{
	const FamilyGraph *graph = search->graph;
	const Components *components = search->components;
	const GraphLink *only = NULL;
	int32_t n_links = 0;

	for (int32_t i = components->first[c]; i < components->first[c + 1]; i++)
	{
		int32_t v = components->models[i];

		for (uint32_t l = graph->first_parent[v]; l < graph->first_parent[v + 1]; l++)
		{
			if (components->of[graph->parents[l].model] == c)
				continue;
			only = &graph->parents[l];
			n_links++;
		}
	}
	if (n_links == 0)
		set_root(search, c);
	else if (n_links == 1 && components_size(components, c) == 1)
	{
		FamilyModel *model = &search->families->models[components->models[components->first[c]]];

		*model = search->families->models[only->model];
		model->deeper++;
		model->relation = only->relation;
	}
	else
		merge_parents(search, c, n_links);
}

/*
 * families_find finds the shares of all models of a graph, at most FAMILY_MODELS.
 * components are those that parents lead to.
 */
void
families_find(Families *families, const FamilyGraph *graph, const Components *components,
			  const ComputeEnv *env)
{
	FamilySearch search = {.families = families,
						   .graph = graph,
						   .components = components,
						   .env = env};

	*families = (Families) {.room = (uint64_t) graph->n + 1024};
	families->models = compute_alloc(env, graph->n, sizeof(FamilyModel));
	families->shares = compute_alloc(env, families->room, sizeof(FamilyShare));
	search.sums = compute_alloc(env, graph->n, sizeof(ExactSum));
	search.seen = compute_alloc(env, graph->n, sizeof(int32_t));
	search.kept = compute_alloc(env, graph->n, sizeof(int32_t));
	search.touched = compute_alloc(env, graph->n, sizeof(int32_t));
	memset(search.seen, 0, (size_t) graph->n * sizeof(int32_t));
	for (int32_t c = 0; c < components->n; c++)
	{
		compute_check(env, c);
		take_component(&search, c);
	}
	compute_release(env, search.sums);
	compute_release(env, search.seen);
	compute_release(env, search.kept);
	compute_release(env, search.touched);
	compute_release(env, search.place);
	compute_release(env, search.queue);
	compute_release(env, search.starts);
	compute_release(env, search.reached);
}
