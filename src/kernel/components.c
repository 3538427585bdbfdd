/*
 * components.c: strongly connected components of a graph; plain C. Tarjan's
 * algorithm (1972), without recursion: a chain may be longer than the stack is
 * deep.
 */
#include "kernel/components.h"

#include <stdbool.h>
#include <string.h>

/* A model in the search, by its position. */
typedef struct SearchNode
{
	int32_t mark;  /* the order in which it was met, 0: not yet */
	int32_t least; /* mark that it leads to */
	int32_t via;   /* model it was met from, -1: none */
	uint32_t link; /* next of its links to follow */
	bool open;     /* met, and not in a component yet */
} SearchNode;

typedef struct ComponentSearch
{
	const uint32_t *first; /* by model and one more: where its links begin */
	const GraphLink *links;
	const ComputeEnv *env;
	Components *found;
	int32_t taken; /* models in components */
	SearchNode *nodes;
	int32_t *open;
	int32_t nopen;
	int32_t met;
} ComponentSearch;

static inline int32_t
lesser(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static void
meet_model(ComponentSearch *search, int32_t v, int32_t via)
{
	search->met++;
	search->nodes[v] = (SearchNode) {.mark = search->met,
									 .least = search->met,
									 .via = via,
									 .link = search->first[v],
									 .open = true};
	search->open[search->nopen++] = v;
}

/*
 * close_component takes the component of a model, the first of it that was met.
 */
static void
close_component(ComponentSearch *search, int32_t v)
{
	Components *found = search->found;
	int32_t member;

	do
	{
		member = search->open[--search->nopen];
		search->nodes[member].open = false;
		found->of[member] = found->n;
		found->models[search->taken++] = member;
	} while (member != v);
	found->first[++found->n] = search->taken;
}

/*
 * explore_from goes through all that a model leads to and was not met yet.
 */
static void
explore_from(ComponentSearch *search, int32_t v)
{
	SearchNode *nodes = search->nodes;

	meet_model(search, v, -1);
	for (int64_t steps = 1; v >= 0; steps++)
	{
		SearchNode *node = &nodes[v];

		compute_check(search->env, steps);
		if (node->link < search->first[v + 1])
		{
			int32_t to = search->links[node->link++].model;

			if (nodes[to].mark == 0)
			{
				meet_model(search, to, v);
				v = to;
			}
			else if (nodes[to].open)
				node->least = lesser(node->least, nodes[to].mark);
			continue;
		}
		if (node->least == node->mark)
			close_component(search, v);
		if (node->via >= 0)
			nodes[node->via].least = lesser(nodes[node->via].least, node->least);
		v = node->via;
	}
}

/*
 * components_find finds the components of n models. links are those of each
 * model, first where they begin, by model and one more.
 */
void
components_find(Components *components, int32_t n, const uint32_t *first, const GraphLink *links,
				const ComputeEnv *env)
{
	ComponentSearch search = {.first = first, .links = links, .env = env, .found = components};

	components->n = 0;
	components->of = compute_alloc(env, n, sizeof(int32_t));
	components->first = compute_alloc(env, (uint64_t) n + 1, sizeof(int32_t));
	components->models = compute_alloc(env, n, sizeof(int32_t));
	components->first[0] = 0;
	search.nodes = compute_alloc(env, n, sizeof(SearchNode));
	search.open = compute_alloc(env, n, sizeof(int32_t));
	memset(search.nodes, 0, (size_t) n * sizeof(SearchNode));
	for (int32_t v = 0; v < n; v++)
	{
		compute_check(env, v);
		if (search.nodes[v].mark == 0)
			explore_from(&search, v);
	}
	compute_release(env, search.nodes);
	compute_release(env, search.open);
}

void
components_free(Components *components, const ComputeEnv *env)
{
	compute_release(env, components->of);
	compute_release(env, components->first);
	compute_release(env, components->models);
}
