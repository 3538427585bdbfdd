/*
 * When this fails, models go back to the wrong roots, or a graph that is made
 * for it takes the memory or the time of the number of models times that of
 * roots: components, shares, depths and descendants, against values worked out by
 * hand and searches from every model.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/descendants.h"
#include "kernel/family_totals.h"
#include "tap.h"

#define MOST 40000

static long held; /* blocks of memory given and not returned */
static size_t given;
static long checks;

static void *
test_alloc(void *arg, size_t bytes)
{
	held++;
	given += bytes;
	return malloc(bytes); /* not cleared: the sanitizer sees use */
}

static void
test_release(void *arg, void *memory)
{
	held--;
	free(memory);
}

static void
test_check(void *arg)
{
	checks++;
}

static const ComputeEnv env = {test_alloc, test_release, test_check, NULL, {99, 12345678901}};

static uint64_t random_state = 1;

static uint32_t
random_below(uint32_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (uint32_t) (random_state >> 33) % n;
}

/* ---- graphs ---- */

typedef struct Edge
{
	int32_t parent;
	int32_t child;
	int32_t relation;
} Edge;

typedef struct Graph
{
	FamilyGraph graph;
	Components components;
	Families families;
	int32_t descendants[MOST];
} Graph;

static int64_t keys[MOST];
static int64_t created[MOST];

/*
 * file_links makes the lists of one side.
 */
static void
file_links(const Edge *edges, int32_t n_edges, int32_t n, bool parents, uint32_t **first,
		   GraphLink **links)
{
	*first = calloc(n + 1, sizeof(uint32_t));
	*links = malloc((n_edges + 1) * sizeof(GraphLink));
	for (int32_t e = 0; e < n_edges; e++)
		(*first)[(parents ? edges[e].child : edges[e].parent) + 1]++;
	for (int32_t v = 0; v < n; v++)
		(*first)[v + 1] += (*first)[v];
	for (int32_t e = n_edges - 1; e >= 0; e--)
	{
		int32_t at = parents ? edges[e].child : edges[e].parent;

		(*links)[--(*first)[at + 1]] =
			(GraphLink) {parents ? edges[e].parent : edges[e].child, edges[e].relation};
	}
	/* each start is in the place of the next: shift */
	memmove(*first, *first + 1, n * sizeof(uint32_t));
	(*first)[n] = n_edges;
}

static Graph *
solve(const Edge *edges, int32_t n_edges, int32_t n)
{
	Graph *made = malloc(sizeof(Graph));
	uint32_t *first;
	GraphLink *links;

	made->graph = (FamilyGraph) {.n = n, .keys = keys, .created = created};
	file_links(edges, n_edges, n, true, &first, &links);
	made->graph.first_parent = first;
	made->graph.parents = links;
	file_links(edges, n_edges, n, false, &first, &links);
	made->graph.first_child = first;
	made->graph.children = links;
	components_find(&made->components, n, made->graph.first_parent, made->graph.parents, &env);
	families_find(&made->families, &made->graph, &made->components, &env);
	descendants_count(made->descendants, n, made->graph.first_parent, made->graph.parents,
					  &made->components, &env);
	return made;
}

static void
discard(Graph *made)
{
	components_free(&made->components, &env);
	test_release(NULL, made->families.models);
	test_release(NULL, made->families.shares);
	free((void *) made->graph.first_parent);
	free((void *) made->graph.parents);
	free((void *) made->graph.first_child);
	free((void *) made->graph.children);
	free(made);
}

/*
 * has_roots: are these the roots of a model, "root:share:depth:relation ..."?
 */
static bool
has_roots(const Graph *made, int32_t v, const char *expected)
{
	char list[2000] = "";

	for (int32_t i = 0; i < made->families.models[v].n; i++)
	{
		FamilyShare share = family_share(&made->families, v, i);

		sprintf(list + strlen(list), "%s%d:%.6g:%u:%u", i == 0 ? "" : " ", share.root, share.share,
				(unsigned) share.depth, (unsigned) share.relation);
	}
	if (strcmp(list, expected) == 0)
		return true;
	printf("# %d: %s\n", v, list);
	return false;
}

/*
 * reach marks what can be reached from a model, with its distance, and returns
 * how many that are, itself left out.
 */
static int32_t
reach(const Graph *made, int32_t start, int32_t *distance)
{
	static int32_t queue[MOST];
	int32_t head = 0;
	int32_t tail = 1;

	memset(distance, 0xff, made->graph.n * sizeof(int32_t));
	queue[0] = start;
	distance[start] = 0;
	while (head < tail)
	{
		int32_t v = queue[head++];

		for (uint32_t l = made->graph.first_child[v]; l < made->graph.first_child[v + 1]; l++)
		{
			int32_t to = made->graph.children[l].model;

			if (distance[to] >= 0)
				continue;
			distance[to] = distance[v] + 1;
			queue[tail++] = to;
		}
	}
	return tail - 1;
}

/*
 * is_sound: do the shares of each model add up to 1, is each root's depth the
 * distance from it, and are descendants as many as can be reached?
 */
static bool
is_sound(const Graph *made, bool depths)
{
	static int32_t distance[MOST];
	bool sound = true;

	for (int32_t v = 0; v < made->graph.n; v++)
	{
		double sum = 0;

		for (int32_t i = 0; i < made->families.models[v].n; i++)
			sum += family_share(&made->families, v, i).share;
		sound = sound && fabs(sum - 1) < 1e-12;
	}
	for (int32_t root = 0; root < made->graph.n && depths && sound; root++)
	{
		sound = made->descendants[root] == reach(made, root, distance);
		for (int32_t v = 0; v < made->graph.n; v++)
			for (int32_t i = 0; i < made->families.models[v].n; i++)
			{
				FamilyShare share = family_share(&made->families, v, i);

				if (share.root == root)
					sound = sound && (int32_t) share.depth == distance[v];
			}
	}
	return sound;
}

/* ---- tests ---- */

static void
test_by_hand(void)
{
	/* 0 and 1 are roots; 2 of 0; 3 of 0 and 1; 4 of 2, 3 and 1; 5 of 4; 6 alone */
	static const Edge merges[] = {{0, 2, 0}, {0, 3, 2}, {1, 3, 3}, {2, 4, 2},
								  {3, 4, 2}, {1, 4, 1}, {4, 5, 3}};
	/* 0 > 1 > 2 > 0; 3 > 4 > 5 > 4; 1 > 5, 6 > 4 */
	static const Edge cycles[] = {{0, 1, 0}, {1, 2, 1}, {2, 0, 2}, {3, 4, 0}, {4, 5, 3},
								  {5, 4, 2}, {1, 5, 1}, {6, 4, 4}, {5, 7, 0}};
	Graph *made = solve(merges, 7, 7);

	ok(has_roots(made, 0, "0:1:0:15") && has_roots(made, 6, "6:1:0:15"), "a root has 1 in itself");
	ok(has_roots(made, 2, "0:1:1:0"), "one parent");
	ok(has_roots(made, 3, "0:0.5:1:2 1:0.5:1:3"), "a merge has the mean, equal shares by key");
	/* 0: (1 + 1/2 + 0) / 3, at depth 2 by 2, whose key is lower than 3's; 1: (0 + 1/2 + 1) / 3 */
	ok(has_roots(made, 4, "0:0.5:2:2 1:0.5:1:1"), "a merge of merges, a diamond");
	ok(has_roots(made, 5, "0:0.5:3:3 1:0.5:2:3"), "what follows from it");
	ok(made->descendants[0] == 4 && made->descendants[1] == 3 && made->descendants[2] == 2 &&
		   made->descendants[5] == 0 && made->descendants[6] == 0,
	   "descendants count once");
	discard(made);

	created[0] = 30;
	created[1] = 20;
	created[2] = FAMILY_UNDATED;
	made = solve(cycles, 9, 8);
	ok(has_roots(made, 1, "1:1:0:15") && has_roots(made, 2, "1:1:1:1") &&
		   has_roots(made, 0, "1:1:2:2"),
	   "a cycle goes back to the one created first");
	/* into 4 and 5: from 3, 1 and 6, a third each */
	ok(has_roots(made, 4, "1:0.333333:2:2 3:0.333333:1:0 6:0.333333:1:4") &&
		   has_roots(made, 5, "1:0.333333:1:1 3:0.333333:2:3 6:0.333333:2:3"),
	   "a cycle that others lead to has the mean of these");
	ok(has_roots(made, 7, "1:0.333333:2:0 3:0.333333:3:0 6:0.333333:3:0"), "what follows from it");
	ok(made->descendants[0] == 5 && made->descendants[3] == 3 && made->descendants[4] == 2,
	   "descendants of models of a cycle");
	discard(made);
	made = solve(NULL, 0, 0);
	discard(made);
	ok(true, "no models at all");
}

static void
test_random(void)
{
	enum
	{
		GRAPHS = 60,
		MODELS = 120
	};
	bool sound = true;
	bool same = true;

	for (int g = 0; g < GRAPHS; g++)
	{
		Edge edges[400];
		int32_t n = 0;
		int32_t backward = g % 4 == 0 ? 0 : random_below(30);
		Graph *made;
		Graph *again;

		for (int32_t v = 0; v < MODELS; v++)
			created[v] = random_below(50);
		for (int e = 0; e < 150 + g * 3; e++)
		{
			int32_t a = random_below(MODELS);
			int32_t b = random_below(MODELS);
			bool known = a == b;

			for (int32_t i = 0; i < n; i++)
				known = known || (edges[i].parent == a && edges[i].child == b);
			if (known || (a > b && backward-- <= 0))
				continue;
			edges[n++] = (Edge) {a, b, random_below(5)};
		}
		made = solve(edges, n, MODELS);
		sound = sound && is_sound(made, true);
		for (int32_t i = n - 1; i > 0; i--)
		{
			int32_t j = random_below(i + 1);
			Edge edge = edges[i];

			edges[i] = edges[j];
			edges[j] = edge;
		}
		again = solve(edges, n, MODELS);
		for (int32_t v = 0; v < MODELS; v++)
			for (int32_t i = 0; i < made->families.models[v].n; i++)
			{
				FamilyShare a = family_share(&made->families, v, i);
				FamilyShare b = family_share(&again->families, v, i);

				same = same && a.share == b.share && a.root == b.root && a.depth == b.depth &&
					   a.relation == b.relation;
			}
		discard(made);
		discard(again);
	}
	ok(sound, "graphs with cycles: shares, depths and descendants");
	ok(same, "derivations in another order give the same bits");
}

static Edge many[4 * MOST];

static void
test_hostile(void)
{
	enum
	{
		ROOTS = 5000
	};
	int32_t n = 0;
	Graph *made;
	bool bounded = true;

	/* each of two before it: after a few every model goes back to thousands of roots */
	for (int32_t v = ROOTS; v < MOST; v++)
	{
		int32_t a = random_below(v);
		int32_t b = random_below(v);

		many[n++] = (Edge) {a, v, 2};
		if (a != b)
			many[n++] = (Edge) {b, v, 2};
	}
	given = checks = 0;
	made = solve(many, n, MOST);
	for (int32_t v = 0; v < MOST; v++)
		bounded = bounded && made->families.models[v].n <= FAMILY_ROOTS + 1;
	ok(bounded && made->families.n_shares <= (uint64_t) MOST * (FAMILY_ROOTS + 1),
	   "merges of merges of everything: at most 64 roots of a model are kept, and the others");
	ok(given < (size_t) MOST * (FAMILY_ROOTS + 1) * sizeof(FamilyShare) * 6, "in memory for these");
	ok(checks > MOST / 2, "and can be interrupted at each merge: %ld times", checks);
	ok(is_sound(made, false), "which still add up to 1");
	discard(made);

	/* one cycle of all, with a root that leads to each second */
	n = 0;
	for (int32_t v = 1; v < MOST; v++)
	{
		many[n++] = (Edge) {v, v == MOST - 1 ? 1 : v + 1, 0};
		if (v % 2 == 0)
			many[n++] = (Edge) {0, v, 1};
	}
	made = solve(many, n, MOST);
	ok(has_roots(made, 2, "0:1:1:1") && has_roots(made, MOST - 1, "0:1:2:0") &&
		   made->descendants[0] == MOST - 1 && made->descendants[7] == MOST - 2,
	   "a cycle of thousands");
	discard(made);

	/* a chain, longer than a stack is deep, with a merge of its end and its beginning */
	n = 0;
	for (int32_t v = 1; v < MOST; v++)
		many[n++] = (Edge) {v - 1, v, 0};
	many[n++] = (Edge) {0, MOST - 1, 2};
	made = solve(many, n, MOST);
	ok(has_roots(made, MOST - 2, "0:1:39998:0") && has_roots(made, MOST - 1, "0:1:1:2"),
	   "a chain of thousands");
	ok(made->descendants[0] == MOST - 1 && made->descendants[MOST - 2] == 1 &&
		   made->descendants[MOST - 5000] == 4998,
	   "of the ancestors of a merge the nearest count it, those beyond 4,096 derivations do not");
	discard(made);

	/* a merge of more than are looked at */
	n = 0;
	for (int32_t v = 0; v < 5000; v++)
		many[n++] = (Edge) {v, 5000, 2};
	made = solve(many, n, 5001);
	ok(made->descendants[0] == 1 && made->descendants[4999] == 1 && made->descendants[5000] == 0,
	   "all parents of a merge count it, however many they are");
	discard(made);
}

static void
take_month(void *arg, const FamilyMonth *month)
{
	char *list = arg;

	sprintf(list + strlen(list), "%d:%d:%lld:%.3g:%.3g ", month->group, month->month,
			(long long) month->models, month->by_share, month->share);
}

static void
take_builder(void *arg, const FamilyBuilder *builder)
{
	char *list = arg;

	sprintf(list + strlen(list), "%d:%lld:%.3g:%lld:%lld:%d ", builder->author,
			(long long) builder->total.models, sum_total(&builder->total.share),
			(long long) builder->total.roots, (long long) builder->total.authors,
			builder->roots[0]);
}

static void
test_totals(void)
{
	/* 0 and 1 are roots, of author 0 and none; 2 of 0; 3 of both; 4 of 3 */
	static const Edge edges[] = {{0, 2, 0}, {0, 3, 2}, {1, 3, 2}, {3, 4, 3}};
	static const FamilyFacts facts[] = {{100, 10, 5, 0, 1},
										{200, 20, 6, -1, 1},
										{1, 2, 4, 0, 7},
										{10, 4, 8, 1, 7},
										{100, 8, 16, 1, FAMILY_NO_MONTH}};
	static const int64_t authors[] = {70, 80};
	static const int32_t of_root[] = {0, 1, -1, -1, -1};
	static const int32_t author[] = {0, -1};
	static const FamilyGroups groups = {2, of_root, author};
	Graph *made = solve(edges, 4, 5);
	FamilyModels models = {5, &made->families, facts, keys, 2, authors};
	FamilyTotal totals[2];
	char list[1000] = "";

	family_totals(totals, &models, &groups, &env);
	ok(totals[0].models == 3 && sum_total(&totals[0].share) == 2 && totals[0].authors == 1 &&
		   totals[0].depth == 2 && totals[0].by_relation[0] == 1 && totals[0].by_relation[2] == 1 &&
		   totals[0].by_relation[3] == 1 && totals[0].downloads == 111 &&
		   sum_total(&totals[0].downloads_by_share) == 56 && totals[0].likes == 14 &&
		   sum_total(&totals[0].influence) == 28 &&
		   sum_total(&totals[0].influence_by_share) == 16 && totals[0].roots == 1,
	   "a family adds up");
	ok(totals[1].models == 2 && totals[1].authors == 1 && totals[1].downloads == 110,
	   "so does that of a root without owner");
	family_months(&models, &groups, take_month, list, &env);
	ok(strcmp(list, "0:7:2:1.5:0.75 1:7:1:0.5:0.25 ") == 0, "and a month: %s", list);
	list[0] = '\0';
	family_builders(&models, take_builder, list, &env);
	ok(strcmp(list, "1:2:2:2:1:0 ") == 0, "who builds on others: %s", list);
	discard(made);
}

int
main(void)
{
	for (int32_t v = 0; v < MOST; v++)
		keys[v] = v;
	test_by_hand();
	test_random();
	test_hostile();
	test_totals();
	ok(held == 0, "all memory is given back");
	return tap_done();
}
