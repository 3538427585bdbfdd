/*
 * core_graph.c: finds the core of a graph; plain C.
 *
 * Models and edges come in any order, so each step that follows an edge to a
 * model misses the cache. The steps over all edges are kept to two, and ask
 * for what they need PREFETCH edges ahead; all others run over models in
 * order, or over the few edges within the core.
 */
#include "kernel/core_graph.h"

#include <string.h>

#include "kernel/exact_sum.h"

/* Edges between asking for memory and using it. */
#define PREFETCH 24

/* Edges within the core, and the first numbers of their ends. */
typedef struct InnerEdges
{
	int64_t n;
	int32_t *parent;
	int32_t *child;
	double *weight; /* NULL: all 1 */
} InnerEdges;

/*
 * count_edges counts the edges of each model at either end.
 */
static void
count_edges(const InfluenceGraph *graph, uint32_t *children, uint32_t *parents,
			const ComputeEnv *env)
{
	int64_t e;

	memset(children, 0, (size_t) graph->models * sizeof(uint32_t));
	memset(parents, 0, (size_t) graph->models * sizeof(uint32_t));
	for (e = 0; e < graph->edges; e++)
	{
		compute_check(env, e);
		if (e + PREFETCH < graph->edges)
		{
			__builtin_prefetch(&children[graph->parent[e + PREFETCH]], 1);
			__builtin_prefetch(&parents[graph->child[e + PREFETCH]], 1);
		}
		children[graph->parent[e]]++;
		parents[graph->child[e]]++;
	}
}

/*
 * link_models numbers the models of the core in order and counts the edges
 * between them. Leaves get their link from split_edges.
 */
static void
link_models(Core *core, InnerEdges *inner, const uint32_t *children, const uint32_t *parents,
			int32_t models)
{
	int32_t v;

	for (v = 0; v < models; v++)
	{
		core->link[v] = LINK_ISOLATED;
		if (children[v] > 0 || parents[v] > 1)
		{
			core->link[v] = core->n++;
			inner->n += parents[v];
		}
	}
}

/*
 * split_edges links leaves and keeps the edges within the core.
 */
static void
split_edges(Core *core, InnerEdges *inner, const InfluenceGraph *graph, const ComputeEnv *env)
{
	int32_t *link = core->link;
	int64_t n = 0;
	int64_t e;

	for (e = 0; e < graph->edges; e++)
	{
		int32_t p = link[graph->parent[e]];
		int32_t c = link[graph->child[e]];

		compute_check(env, e);
		if (e + PREFETCH < graph->edges)
		{
			__builtin_prefetch(&link[graph->parent[e + PREFETCH]]);
			__builtin_prefetch(&link[graph->child[e + PREFETCH]], 1);
		}
		if (c < 0)
		{
			link[graph->child[e]] = ~p;
			if (graph->weight != NULL)
				core->link_weight[graph->child[e]] = graph->weight[e];
			continue;
		}
		inner->parent[n] = p;
		inner->child[n] = c;
		if (graph->weight != NULL)
			inner->weight[n] = graph->weight[e];
		n++;
	}
}

/*
 * number_nodes gives each node of the core its place: breadth first from the
 * nodes without parents, then from what only cycles reach.
 */
static void
number_nodes(int32_t *place, int32_t n, const InnerEdges *inner, const ComputeEnv *env)
{
	uint32_t *first = compute_alloc(env, (uint64_t) n + 1, sizeof(uint32_t));
	int32_t *child = compute_alloc(env, inner->n, sizeof(int32_t));
	int32_t *queue = compute_alloc(env, n, sizeof(int32_t));
	int32_t done = 0;
	int32_t filled = 0;
	int32_t v;
	uint32_t i;
	int64_t e;

	/* children by parent */
	memset(first, 0, ((size_t) n + 1) * sizeof(uint32_t));
	memset(place, 0, (size_t) n * sizeof(int32_t));
	for (e = 0; e < inner->n; e++)
	{
		first[inner->parent[e]]++;
		place[inner->child[e]] = -1;
	}
	for (v = 0; v < n; v++)
		first[v + 1] += first[v];
	for (e = 0; e < inner->n; e++)
		child[--first[inner->parent[e]]] = inner->child[e];

	/* place is 0 for roots, -1 for others until they are numbered */
	for (v = 0; v < n; v++)
	{
		if (place[v] == 0)
			queue[filled++] = v;
	}
	for (v = 0; v < filled; v++)
		place[queue[v]] = v;
	for (v = 0; done < n; v++)
	{
		for (; done < filled; done++)
		{
			compute_check(env, done);
			for (i = first[queue[done]]; i < first[queue[done] + 1]; i++)
			{
				if (place[child[i]] >= 0)
					continue;
				place[child[i]] = filled;
				queue[filled++] = child[i];
			}
		}
		if (v < n && place[v] < 0)
		{
			place[v] = filled;
			queue[filled++] = v;
		}
	}
	compute_release(env, queue);
	compute_release(env, child);
	compute_release(env, first);
}

/*
 * fill_lists files each edge within the core at both its ends, by place.
 */
static void
fill_lists(Core *core, const InnerEdges *inner, const int32_t *place)
{
	CoreNode *nodes = core->nodes;
	uint32_t child = 0;
	uint32_t parent = 0;
	int64_t e;
	int32_t v;

	for (e = 0; e < inner->n; e++)
	{
		nodes[place[inner->parent[e]]].first_child++;
		nodes[place[inner->child[e]]].first_parent++;
	}
	/* numbers become the ends of lists; filling from behind, their starts */
	for (v = 0; v <= core->n; v++)
	{
		child += nodes[v].first_child;
		parent += nodes[v].first_parent;
		nodes[v].first_child = child;
		nodes[v].first_parent = parent;
	}
	for (e = 0; e < inner->n; e++)
	{
		int32_t p = place[inner->parent[e]];
		int32_t c = place[inner->child[e]];

		core->child[--nodes[p].first_child] = c;
		core->parent[--nodes[c].first_parent] = p;
		if (inner->weight != NULL)
		{
			core->child_weight[nodes[p].first_child] = inner->weight[e];
			core->parent_weight[nodes[c].first_parent] = inner->weight[e];
		}
	}
}

/*
 * fill_nodes moves links to places and fills in what is known by model.
 */
static void
fill_nodes(Core *core, const InfluenceGraph *graph, const int32_t *place, const uint32_t *children,
		   const ComputeEnv *env)
{
	int32_t v;

	for (v = 0; v < graph->models; v++)
	{
		int32_t at = core->link[v];

		compute_check(env, v);
		if (at >= 0)
		{
			core->link[v] = place[at];
			core->nodes[place[at]].self = graph->self[v];
			core->nodes[place[at]].children = children[v];
		}
		else if (at != LINK_ISOLATED)
			core->link[v] = ~place[~at];
	}
}

/*
 * sum_leaves gives, by place, the sum over leaves of w^power, times self where
 * with_self. The array is the caller's.
 */
static double *
sum_leaves(const Core *core, const InfluenceGraph *graph, int64_t leaves, int power, bool with_self,
		   const ComputeEnv *env)
{
	double *sums = compute_alloc(env, core->n, sizeof(double));
	int32_t *group = compute_alloc(env, leaves, sizeof(int32_t));
	double *value = compute_alloc(env, leaves, sizeof(double));
	int64_t n = 0;
	int32_t v;

	for (v = 0; v < graph->models; v++)
	{
		int32_t at = core->link[v];
		double w;

		compute_check(env, v);
		if (at >= 0 || at == LINK_ISOLATED)
			continue;
		w = core_leaf_weight(core, v);
		group[n] = ~at;
		value[n++] = (power == 2 ? w * w : w) * (with_self ? graph->self[v] : 1);
	}
	memset(sums, 0, (size_t) core->n * sizeof(double));
	group_sums(sums, core->n, group, value, n, 1, env);
	compute_release(env, value);
	compute_release(env, group);
	return sums;
}

/*
 * add_leaves fills in what each node needs to know of its leaves.
 */
static void
add_leaves(Core *core, const InfluenceGraph *graph, int64_t leaves, const ComputeEnv *env)
{
	CoreNode *nodes = core->nodes;
	double *sums;
	double *squares;
	int32_t v;

	sums = sum_leaves(core, graph, leaves, 1, true, env);
	for (v = 0; v < core->n; v++)
	{
		nodes[v].leaf_self = sums[v];
		nodes[v].leaves = nodes[v].children - (nodes[v + 1].first_child - nodes[v].first_child);
	}
	compute_release(env, sums);
	if (graph->weight == NULL)
		return;
	core->leaf_sums = compute_alloc(env, core->n, sizeof(LeafSums));
	sums = sum_leaves(core, graph, leaves, 1, false, env);
	squares = sum_leaves(core, graph, leaves, 2, false, env);
	for (v = 0; v < core->n; v++)
	{
		core->leaf_sums[v].weight = sums[v];
		core->leaf_sums[v].square = squares[v];
	}
	compute_release(env, squares);
	compute_release(env, sums);
}

/*
 * core_build finds the core. Its arrays are allocated through env.
 */
void
core_build(Core *core, const InfluenceGraph *graph, const ComputeEnv *env)
{
	uint32_t *children = compute_alloc(env, graph->models, sizeof(uint32_t));
	uint32_t *parents = compute_alloc(env, graph->models, sizeof(uint32_t));
	InnerEdges inner = {0};
	int32_t *place;
	bool weighted = graph->weight != NULL;

	memset(core, 0, sizeof(Core));
	core->link = compute_alloc(env, graph->models, sizeof(int32_t));
	if (weighted)
		core->link_weight = compute_alloc(env, graph->models, sizeof(double));
	count_edges(graph, children, parents, env);
	link_models(core, &inner, children, parents, graph->models);
	compute_release(env, parents);

	inner.parent = compute_alloc(env, inner.n, sizeof(int32_t));
	inner.child = compute_alloc(env, inner.n, sizeof(int32_t));
	core->child = compute_alloc(env, inner.n, sizeof(int32_t));
	core->parent = compute_alloc(env, inner.n, sizeof(int32_t));
	if (weighted)
	{
		inner.weight = compute_alloc(env, inner.n, sizeof(double));
		core->child_weight = compute_alloc(env, inner.n, sizeof(double));
		core->parent_weight = compute_alloc(env, inner.n, sizeof(double));
	}
	split_edges(core, &inner, graph, env);

	place = compute_alloc(env, core->n, sizeof(int32_t));
	number_nodes(place, core->n, &inner, env);
	core->nodes = compute_alloc(env, (uint64_t) core->n + 1, sizeof(CoreNode));
	memset(core->nodes, 0, ((size_t) core->n + 1) * sizeof(CoreNode));
	fill_lists(core, &inner, place);
	fill_nodes(core, graph, place, children, env);
	add_leaves(core, graph, graph->edges - inner.n, env);

	compute_release(env, place);
	compute_release(env, inner.weight);
	compute_release(env, inner.child);
	compute_release(env, inner.parent);
	compute_release(env, children);
}

/*
 * core_free gives back all memory of a core.
 */
void
core_free(Core *core, const ComputeEnv *env)
{
	compute_release(env, core->leaf_sums);
	compute_release(env, core->parent_weight);
	compute_release(env, core->child_weight);
	compute_release(env, core->parent);
	compute_release(env, core->child);
	compute_release(env, core->nodes);
	compute_release(env, core->link_weight);
	compute_release(env, core->link);
}
