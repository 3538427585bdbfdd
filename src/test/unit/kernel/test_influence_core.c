/*
 * When this fails, scores or ranks are wrong, or depend on the order of rows:
 * self influence, ids, sums, rounds and ranks, against values worked out by hand
 * and against a plain loop over all models.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/exact_sum.h"
#include "kernel/id_map.h"
#include "kernel/influence_core.h"
#include "kernel/influence_rank.h"
#include "tap.h"

#define DAY INT64_C(86400000000)

static long held; /* blocks of memory given and not returned */
static long checks;
static long most_checks; /* 0: as many as it likes */
static jmp_buf interrupted;

static void *
test_alloc(void *arg, size_t bytes)
{
	held++;
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
	if (most_checks > 0 && checks > most_checks)
		longjmp(interrupted, 1);
}

static const ComputeEnv env = {test_alloc, test_release, test_check, NULL, {99, 12345678901}};

/* random numbers that are the same everywhere */
static uint64_t random_state = 1;

static uint64_t
random_bits(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

static double
random_unit(void)
{
	return (double) (random_bits() >> 11) * 0x1p-53;
}

static InfluenceParams
params_of(double a1, double a2, double a3, double tol, int max_iter)
{
	InfluenceParams params = {.alpha = {a1, a2, a3},
							  .w = {0.2, 0.4, 0.2, 0.2},
							  .lambda = 0.001,
							  .lambda_space = 0.002,
							  .tol = tol,
							  .max_iter = max_iter,
							  .as_of = 100 * DAY};

	return params;
}

/* A graph with its results, all allocated. */
typedef struct Case
{
	InfluenceGraph graph;
	double *self;
	int32_t *parent;
	int32_t *child;
	double *weight;
	InfluenceResult result;
} Case;

static Case
new_case(int32_t models, int64_t edges, bool weighted)
{
	Case c = {0};

	c.self = calloc(models + 1, sizeof(double));
	c.parent = calloc(edges + 1, sizeof(int32_t));
	c.child = calloc(edges + 1, sizeof(int32_t));
	c.weight = weighted ? calloc(edges + 1, sizeof(double)) : NULL;
	c.result.child = malloc((models + 1) * sizeof(double));
	c.result.parent = malloc((models + 1) * sizeof(double));
	c.result.influence = malloc((models + 1) * sizeof(double));
	c.graph = (InfluenceGraph) {models, edges, c.self, c.parent, c.child, c.weight};
	return c;
}

static void
free_case(Case *c)
{
	free(c->self);
	free(c->parent);
	free(c->child);
	free(c->weight);
	free(c->result.child);
	free(c->result.parent);
	free(c->result.influence);
}

static void
set_edges(Case *c, const int (*edges)[2])
{
	for (int64_t e = 0; e < c->graph.edges; e++)
	{
		c->parent[e] = edges[e][0];
		c->child[e] = edges[e][1];
		if (c->weight != NULL)
			c->weight[e] = 1;
	}
}

/*
 * plain_rounds is the definition: rounds over all models and edges.
 */
static void
plain_rounds(const InfluenceGraph *g, const InfluenceParams *p, InfluenceResult *r)
{
	long double *child = calloc(g->models + 1, sizeof(long double));
	long double *parent = calloc(g->models + 1, sizeof(long double));
	long *children = calloc(g->models + 1, sizeof(long));
	long *parents = calloc(g->models + 1, sizeof(long));
	double *old = malloc((g->models + 1) * sizeof(double));

	for (int64_t e = 0; e < g->edges; e++)
	{
		children[g->parent[e]]++;
		parents[g->child[e]]++;
	}
	memcpy(r->influence, g->self, g->models * sizeof(double));
	for (r->iterations = 1;; r->iterations++)
	{
		long double change = 0;

		memcpy(old, r->influence, g->models * sizeof(double));
		memset(child, 0, g->models * sizeof(long double));
		memset(parent, 0, g->models * sizeof(long double));
		for (int64_t e = 0; e < g->edges; e++)
		{
			double w = g->weight ? g->weight[e] : 1;

			child[g->parent[e]] += (long double) w * old[g->child[e]];
			parent[g->child[e]] += (long double) w * old[g->parent[e]];
		}
		for (int32_t v = 0; v < g->models; v++)
		{
			r->child[v] = children[v] ? child[v] / children[v] : 0;
			r->parent[v] = parents[v] ? parent[v] / parents[v] : 0;
			r->influence[v] =
				p->alpha[0] * g->self[v] + p->alpha[1] * r->child[v] + p->alpha[2] * r->parent[v];
			change += fabs(r->influence[v] - old[v]);
		}
		r->residual = change;
		r->converged = change < p->tol;
		if (r->converged || r->iterations >= p->max_iter)
			break;
	}
	free(child);
	free(parent);
	free(children);
	free(parents);
	free(old);
}

static bool
near(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fmax(fabs(a), fabs(b)) + 1e-300;
}

/*
 * worst gives the largest relative difference between two results.
 */
static double
worst(const InfluenceResult *a, const InfluenceResult *b, int32_t models)
{
	double most = 0;

	for (int32_t v = 0; v < models; v++)
	{
		const double pairs[3][2] = {{a->child[v], b->child[v]},
									{a->parent[v], b->parent[v]},
									{a->influence[v], b->influence[v]}};

		for (int i = 0; i < 3; i++)
		{
			double top = fmax(fabs(pairs[i][0]), fabs(pairs[i][1]));

			if (top > 0)
				most = fmax(most, fabs(pairs[i][0] - pairs[i][1]) / top);
		}
	}
	return most;
}

/* ---- tests ---- */

static void
test_self(void)
{
	SelfTables *tables = malloc(sizeof(SelfTables));
	InfluenceParams p = params_of(0.6, 0.3, 0.1, 1e-6, 100);

	self_tables_init(tables);
	ok(self_downloads(tables, 0) == 0 && self_downloads(tables, 1) == 0 &&
		   self_downloads(tables, 0.5) == 0,
	   "no downloads and one download count 0");
	ok(self_downloads(tables, 100) == log(100) && self_downloads(tables, 100) == log(100) &&
		   self_downloads(tables, 1e15) == log(1e15) && self_downloads(tables, 2.5) == log(2.5),
	   "downloads count by their logarithm");
	ok(self_recency(tables, &p, 100 * DAY) == 1, "created now: 1");
	ok(self_recency(tables, &p, 99 * DAY + 1) == 1, "not a whole day old: 1");
	ok(self_recency(tables, &p, 99 * DAY) == exp(-0.001), "one day old");
	ok(self_recency(tables, &p, 200 * DAY) == 1, "created in the future: 1");
	ok(self_recency(tables, &p, -9900 * DAY) == exp(-10.0), "beyond the table");
	p.as_of = INT64_MAX;
	ok(self_recency(tables, &p, INT64_MIN) == 0, "an age beyond 64 bits");
	p.as_of = 100 * DAY;
	ok(self_space(tables, &p, 3, true, 90 * DAY) == 3 * exp(-0.02), "a Space of 10 days");
	ok(self_space(tables, &p, 3, false, 90 * DAY) == 0, "a Space of unknown age");
	free(tables);
}

static void
test_ids(void)
{
	static const int64_t ends[] = {INT64_MIN, -1, 0, INT64_MAX};
	static const int64_t dense[] = {7, 5, 6, 9};
	static const int64_t twice[] = {5, 6, 5};
	static const int64_t far_twice[] = {INT64_MAX, 6, INT64_MAX};
	static const int64_t edge[] = {INT64_MAX - 1, INT64_MAX};
	int64_t *many = malloc(5000 * sizeof(int64_t));
	IdMap map;
	bool good;

	ok(idmap_build(&map, ends, 4, &env) == -1 && map.hashed, "keys at both ends of 64 bits");
	ok(idmap_find(&map, INT64_MIN) == 0 && idmap_find(&map, -1) == 1 && idmap_find(&map, 0) == 2 &&
		   idmap_find(&map, INT64_MAX) == 3 && idmap_find(&map, 1) == -1 &&
		   idmap_find(&map, INT64_MIN + 1) == -1,
	   "are found");
	idmap_free(&map, &env);
	ok(idmap_build(&map, dense, 4, &env) == -1 && !map.hashed, "dense keys use a plain table");
	ok(idmap_find(&map, 5) == 1 && idmap_find(&map, 9) == 3 && idmap_find(&map, 8) == -1 &&
		   idmap_find(&map, 4) == -1 && idmap_find(&map, 10) == -1 &&
		   idmap_find(&map, INT64_MIN) == -1,
	   "and are found, others not");
	idmap_free(&map, &env);
	ok(idmap_build(&map, edge, 2, &env) == -1 && idmap_find(&map, INT64_MAX) == 1 &&
		   idmap_find(&map, INT64_MIN) == -1,
	   "a plain table at the upper end");
	idmap_free(&map, &env);
	ok(idmap_build(&map, twice, 3, &env) == 2, "a key twice is told, plain table");
	idmap_free(&map, &env);
	ok(idmap_build(&map, far_twice, 3, &env) == 2, "a key twice is told, hash table");
	idmap_free(&map, &env);
	ok(idmap_build(&map, NULL, 0, &env) == -1 && idmap_find(&map, 0) == -1, "no keys");
	idmap_free(&map, &env);
	for (int i = 0; i < 5000; i++)
		many[i] = (int64_t) random_bits();
	good = idmap_build(&map, many, 5000, &env) == -1 && map.hashed;
	for (int i = 0; i < 5000; i++)
		good = good && idmap_find(&map, many[i]) == i && idmap_find(&map, many[i] + 1) == -1;
	ok(good, "5,000 random keys");
	idmap_free(&map, &env);
	free(many);
}

/*
 * inverse_of returns the factor that undoes an odd one, modulo 2^64.
 */
static uint64_t
inverse_of(uint64_t factor)
{
	uint64_t inverse = factor;

	for (int i = 0; i < 6; i++)
		inverse *= 2 - factor * inverse;
	return inverse;
}

/*
 * murmur_key returns the key that the finalizer of MurmurHash3, which anybody
 * can invert, makes a hash of.
 */
static int64_t
murmur_key(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= inverse_of(UINT64_C(0xc4ceb9fe1a85ec53));
	hash ^= hash >> 33;
	hash *= inverse_of(UINT64_C(0xff51afd7ed558ccd));
	return (int64_t) (hash ^ hash >> 33);
}

/*
 * makes_chains: are n keys more work than a hash that they do not know makes?
 */
static bool
makes_chains(const int64_t *keys, int32_t n)
{
	IdMap map;

	most_checks = checks + 4 * n / COMPUTE_CHECK_ROWS;
	if (setjmp(interrupted) == 0)
	{
		(void) idmap_build(&map, keys, n, &env);
		idmap_free(&map, &env);
		most_checks = 0;
		return false;
	}
	most_checks = 0;
	return true;
}

/*
 * A role without any right gives llmeco_influence a million keys of its choice:
 * they must not all belong in one slot.
 */
static void
test_chosen_keys(void)
{
	enum
	{
		KEYS = 200000,
		LARGEST_STEP = 45 /* bits */
	};
	static int64_t keys[KEYS];
	bool good = true;

	for (int i = 0; i < KEYS; i++)
		keys[i] = murmur_key((uint64_t) (i + 1) << 24);
	ok(!makes_chains(keys, KEYS), "keys that another hash puts in one slot");
	for (int step = 0; step <= LARGEST_STEP; step++)
	{
		for (int i = 0; i < KEYS; i++)
			keys[i] = (int64_t) ((uint64_t) i << step);
		good = good && !makes_chains(keys, KEYS);
	}
	ok(good, "keys at equal distances");
}

/*
 * Who knew the seed could make a long chain; it ends when it is told to.
 */
static void
test_interrupts(void)
{
	enum
	{
		KEYS = 2000
	};
	static int64_t keys[KEYS];
	IdMap map = {.mask = 4095, .seed = {99, 12345678901}};
	int64_t key = INT64_MIN;
	long before;

	for (int i = 0; i < KEYS; i++, key++)
	{
		while ((idmap_hash(&map, key) & map.mask) != 0)
			key++;
		keys[i] = key;
	}
	before = checks;
	ok(idmap_build(&map, keys, KEYS, &env) == -1 && map.hashed && idmap_find(&map, key - 1) >= 0,
	   "keys in one chain are found");
	ok(checks - before >= KEYS / 2 * (KEYS - 1) / COMPUTE_CHECK_ROWS,
	   "interrupts are looked for by work, not by keys");
	idmap_free(&map, &env);
}

/*
 * Positions are by appearance, whatever the seed.
 */
static void
test_seed(void)
{
	enum
	{
		KEYS = 5000
	};
	static int64_t keys[KEYS];
	int64_t distinct[2][KEYS];
	int32_t positions[2][KEYS];
	int32_t n[2];

	for (int i = 0; i < KEYS; i++)
		keys[i] = (int64_t) (random_bits() % 1000 * UINT64_C(0x123456789abcdef));
	for (int i = 0; i < 2; i++)
	{
		ComputeEnv seeded = env;
		IdMap map;

		seeded.seed[0] = random_bits();
		seeded.seed[1] = random_bits();
		n[i] = idmap_number(&map, keys, KEYS, distinct[i], positions[i], &seeded);
		idmap_free(&map, &env);
	}
	ok(n[0] == n[1] && memcmp(distinct[0], distinct[1], n[0] * sizeof(int64_t)) == 0 &&
		   memcmp(positions[0], positions[1], sizeof(positions[0])) == 0,
	   "positions do not depend on the seed");
}

/*
 * sums_in_orders adds n values forwards, backwards and shuffled.
 */
static bool
sums_in_orders(double *values, int n)
{
	double sum = exact_sum(values, n);
	long double check = 0;

	for (int i = 0; i < n; i++)
		check += values[i];
	for (int round = 0; round < 20; round++)
	{
		for (int i = n - 1; i > 0; i--)
		{
			int j = random_bits() % (i + 1);
			double spare = values[i];

			values[i] = values[j];
			values[j] = spare;
		}
		if (exact_sum(values, n) != sum)
			return false;
	}
	return near(sum, (double) check, 1e-15);
}

static void
test_sums(void)
{
	double *values = malloc(100000 * sizeof(double));
	int32_t *group = malloc(100000 * sizeof(int32_t));
	double sums[7] = {0};
	double check[7] = {0};
	bool same = true;
	bool wide = true;
	bool good = true;

	for (int n = 1; n < 300; n++)
	{
		for (int i = 0; i < n; i++)
			values[i] = random_unit() * 100;
		same = same && sums_in_orders(values, n);
	}
	ok(same, "sums of 1 to 299 values have the same bits in every order");
	for (int i = 0; i < 100000; i++)
		values[i] = exp(random_unit() * 20);
	ok(sums_in_orders(values, 100000), "so has one of 100,000 values");
	for (int n = 3; n < 200; n++)
	{
		for (int i = 0; i < n; i++)
			values[i] = ldexp(random_unit(), (int) (random_bits() % 1600) - 800);
		wide = wide && sums_in_orders(values, n);
	}
	ok(wide, "so have sums of values of all magnitudes");
	values[0] = values[1] = values[2] = 0;
	ok(exact_sum(values, 3) == 0 && exact_sum(values, 0) == 0, "zeros add up to 0");
	values[0] = 0x1p901;
	ok(isinf(exact_sum(values, 3)), "a value beyond the limit makes it infinite");
	values[0] = 1;
	values[1] = 0x1p-60;
	values[2] = 0x1p-60;
	ok(exact_sum(values, 3) == 1 && exact_sum(values + 1, 2) == 0x1p-59, "small terms");

	for (int i = 0; i < 100000; i++)
	{
		group[i] = random_bits() % 6;
		values[i] = random_unit();
		check[group[i]] += 2 * values[i];
	}
	sums[6] = 5;
	group_sums(sums, 7, group, values, 100000, 2, &env);
	for (int i = 0; i < 6; i++)
		good = good && near(sums[i], check[i], 1e-12);
	ok(good && sums[6] == 5, "sums by group");
	free(values);
	free(group);
}

static InfluenceStatus
compute(Case *c, InfluenceParams p)
{
	return influence_compute(&c->graph, &p, &env, &c->result);
}

static void
test_small_graphs(void)
{
	Case c = new_case(0, 0, false);
	InfluenceParams p = params_of(0.6, 0.3, 0.1, 1e-6, 100);
	double x;

	ok(compute(&c, p) == INFLUENCE_OK && c.result.converged && c.result.iterations == 1 &&
		   c.result.residual == 0 && c.result.gain == 0,
	   "no models");
	free_case(&c);

	c = new_case(1, 0, false);
	c.self[0] = 5;
	ok(compute(&c, p) == INFLUENCE_OK && c.result.influence[0] == 0.6 * 5 &&
		   c.result.child[0] == 0 && c.result.parent[0] == 0,
	   "one model: alpha1 self");
	ok(c.result.iterations == 2 && c.result.residual == 0, "settles in the second round");
	p.max_iter = 1;
	ok(compute(&c, p) == INFLUENCE_OK && !c.result.converged && near(c.result.residual, 2, 1e-9),
	   "one round only: not converged, residual 2");
	free_case(&c);

	/* I0 = 6, 2; I1 = .6*6 + .3*2, .6*2 + .1*6 = 4.2, 1.8 */
	c = new_case(2, 1, false);
	set_edges(&c, (const int[][2]) {{0, 1}});
	c.self[0] = 6;
	c.self[1] = 2;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[0], 4.2, 1e-15) &&
		   near(c.result.influence[1], 1.8, 1e-15) && c.result.child[0] == 2 &&
		   c.result.parent[1] == 6 && near(c.result.residual, 2, 1e-9),
	   "parent and child, one round");
	/* I2 = 3.6 + .3*1.8, 1.2 + .1*4.2 = 4.14, 1.62 */
	p.max_iter = 2;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[0], 4.14, 1e-15) &&
		   near(c.result.influence[1], 1.62, 1e-15) && near(c.result.residual, 0.24, 1e-9),
	   "two rounds");
	/* I3 = 3.6 + .3*1.62, 1.2 + .1*4.14 = 4.086, 1.614 */
	p.max_iter = 3;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[0], 4.086, 1e-15) &&
		   near(c.result.influence[1], 1.614, 1e-15) && near(c.result.residual, 0.06, 1e-9),
	   "three rounds");
	/* x = 3.6 + .3 y, y = 1.2 + .1 x: x = 3.96 / .97 */
	p.max_iter = 100;
	p.tol = 1e-13;
	ok(compute(&c, p) == INFLUENCE_OK && c.result.converged &&
		   near(c.result.influence[0], 3.96 / 0.97, 1e-12) &&
		   near(c.result.influence[1], 1.2 + 0.396 / 0.97, 1e-12),
	   "the limit");
	ok(near(c.result.gain, 0.3, 1e-15), "gain of a pair: its larger alpha");
	free_case(&c);

	/* three parents, one child: each of the parents sees all of it */
	c = new_case(4, 3, false);
	set_edges(&c, (const int[][2]) {{0, 3}, {1, 3}, {2, 3}});
	c.self[0] = 1;
	c.self[1] = 2;
	c.self[2] = 6;
	c.self[3] = 10;
	p.max_iter = 1;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.parent[3], 3, 1e-15) &&
		   near(c.result.influence[3], 6.3, 1e-15) && c.result.child[0] == 10 &&
		   near(c.result.influence[0], 3.6, 1e-15) && near(c.result.influence[2], 6.6, 1e-15),
	   "merge of three");
	free_case(&c);

	/* chain 0 > 1 > 2: x0 = .6 + .3 x1, x1 = .6 + .3 x2 + .1 x0, x2 = .6 + .1 x1 */
	c = new_case(3, 2, false);
	set_edges(&c, (const int[][2]) {{0, 1}, {1, 2}});
	c.self[0] = c.self[1] = c.self[2] = 1;
	p.max_iter = 100;
	x = (0.6 + 0.18 + 0.06) / (1 - 0.03 - 0.03);
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[1], x, 1e-12) &&
		   near(c.result.influence[0], 0.6 + 0.3 * x, 1e-12) &&
		   near(c.result.influence[2], 0.6 + 0.1 * x, 1e-12),
	   "chain");
	ok(near(c.result.gain, 0.4, 1e-15), "gain in the middle of a chain");
	free_case(&c);

	/* cycle of three equals: x = .6 + .3 x + .1 x = 1 */
	c = new_case(3, 3, false);
	set_edges(&c, (const int[][2]) {{0, 1}, {1, 2}, {2, 0}});
	c.self[0] = c.self[1] = c.self[2] = 1;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[0], 1, 1e-12) &&
		   near(c.result.influence[1], 1, 1e-12) && near(c.result.influence[2], 1, 1e-12),
	   "cycle");
	free_case(&c);

	/* two components and an isolated model: each as if alone */
	c = new_case(5, 2, false);
	set_edges(&c, (const int[][2]) {{0, 1}, {2, 3}});
	c.self[0] = c.self[2] = 6;
	c.self[1] = c.self[3] = 2;
	c.self[4] = 1;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[0], 3.96 / 0.97, 1e-12) &&
		   c.result.influence[0] == c.result.influence[2] &&
		   c.result.influence[1] == c.result.influence[3] && c.result.influence[4] == 0.6,
	   "two components and an isolated model");
	free_case(&c);

	/* a stub parent scores by its child alone: x = .3 y, y = .6 * 4 + .1 x */
	c = new_case(2, 1, false);
	set_edges(&c, (const int[][2]) {{0, 1}});
	c.self[1] = 4;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[1], 2.4 / 0.97, 1e-12) &&
		   near(c.result.influence[0], 0.72 / 0.97, 1e-12),
	   "stub parent");
	free_case(&c);

	/* the same edge twice: the mean of two equal terms */
	c = new_case(2, 2, false);
	set_edges(&c, (const int[][2]) {{0, 1}, {0, 1}});
	c.self[0] = 6;
	c.self[1] = 2;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.influence[0], 3.96 / 0.97, 1e-12) &&
		   near(c.result.influence[1], 1.2 + 0.396 / 0.97, 1e-12),
	   "parallel edges");
	free_case(&c);
}

static void
test_weights(void)
{
	Case c = new_case(3, 2, true);
	InfluenceParams p = params_of(0.6, 0.3, 0.1, 1e-13, 1);

	/* children 1 and 2 weigh 2 and 0.5; mean over the number of children */
	set_edges(&c, (const int[][2]) {{0, 1}, {0, 2}});
	c.self[0] = 1;
	c.self[1] = 10;
	c.self[2] = 4;
	c.weight[0] = 2;
	c.weight[1] = 0.5;
	ok(compute(&c, p) == INFLUENCE_OK && near(c.result.child[0], 11, 1e-15) &&
		   c.result.parent[1] == 2 && c.result.parent[2] == 0.5 &&
		   near(c.result.influence[1], 6.2, 1e-15),
	   "weights multiply");
	ok(near(c.result.gain, 0.375, 1e-15), "gain counts weights");
	c.weight[0] = c.weight[1] = 0;
	ok(compute(&c, p) == INFLUENCE_OK && c.result.child[0] == 0 && c.result.parent[1] == 0 &&
		   c.result.influence[1] == 0.6 * 10,
	   "weights of 0");
	/* heavy leaves: a round multiplies by sqrt(.3 * .1) * 100 = 17 */
	c.weight[0] = c.weight[1] = 100;
	p.max_iter = 10;
	ok(compute(&c, p) == INFLUENCE_OK && !c.result.converged && c.result.gain > 1 &&
		   c.result.residual > 1e9,
	   "divergence shows in gain and residual");
	p.max_iter = 1000;
	ok(compute(&c, p) == INFLUENCE_NOT_FINITE, "and ends as not finite");
	c.weight[0] = c.weight[1] = 1;
	c.self[2] = DBL_MAX;
	ok(compute(&c, p) == INFLUENCE_NOT_FINITE, "a self influence beyond the limit");
	free_case(&c);

	c = new_case(1, 0, false);
	c.self[0] = INFINITY;
	ok(compute(&c, p) == INFLUENCE_NOT_FINITE, "an infinite isolated model");
	c.self[0] = NAN;
	ok(compute(&c, p) == INFLUENCE_NOT_FINITE, "NaN");
	free_case(&c);
}

/*
 * random_case makes a graph with hubs, leaves, merges, cycles and isolated
 * models.
 */
static Case
random_case(int32_t models, int64_t edges, bool weighted)
{
	Case c = new_case(models, edges, weighted);

	for (int32_t v = 0; v < models; v++)
		c.self[v] = random_bits() % 10 ? exp(random_unit() * 8) : 0;
	for (int64_t e = 0; e < edges; e++)
	{
		double x = random_unit();

		c.parent[e] = (int32_t) (x * x * x * models);
		do
			c.child[e] = random_bits() % models;
		while (c.child[e] == c.parent[e]);
		if (weighted)
			c.weight[e] = random_bits() % 4 * 0.5;
	}
	return c;
}

static void
test_against_plain(void)
{
	static const struct
	{
		int32_t models;
		int64_t edges;
		bool weighted;
	} shapes[] = {{2, 1, false},        {2, 3, true},        {10, 5, false},
				  {50, 40, true},       {300, 150, false},   {2000, 1200, false},
				  {2000, 1200, true},   {2000, 6000, false}, {100000, 60000, false},
				  {100000, 60000, true}};

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
	{
		for (int rounds = 1; rounds <= 100; rounds = rounds < 3 ? rounds + 1 : rounds + 97)
		{
			Case c = random_case(shapes[i].models, shapes[i].edges, shapes[i].weighted);
			Case d = new_case(shapes[i].models, 0, false);
			InfluenceParams p = params_of(0.6, 0.3, 0.1, 1e-6, rounds);
			double total = 0; /* what rounding may change is relative to it */

			compute(&c, p);
			plain_rounds(&c.graph, &p, &d.result);
			for (int32_t v = 0; v < shapes[i].models; v++)
				total += d.result.influence[v];
			ok(worst(&c.result, &d.result, shapes[i].models) < 1e-14 &&
				   c.result.iterations == d.result.iterations &&
				   c.result.converged == d.result.converged &&
				   fabs(c.result.residual - d.result.residual) <=
					   1e-6 * d.result.residual + 1e-15 * total,
			   "%d models, %d edges%s, at most %d rounds: as the plain loop (%.1g, %d rounds)",
			   (int) shapes[i].models, (int) shapes[i].edges,
			   shapes[i].weighted ? " with weights" : "", rounds,
			   worst(&c.result, &d.result, shapes[i].models), c.result.iterations);
			free_case(&c);
			free_case(&d);
		}
	}
}

/*
 * renumber gives the case with models and edges in another order; place[v] is
 * where model v went.
 */
static Case
renumber(const Case *c, int32_t *place)
{
	Case d = new_case(c->graph.models, c->graph.edges, c->weight != NULL);

	for (int32_t v = 0; v < c->graph.models; v++)
		place[v] = v;
	for (int32_t v = c->graph.models - 1; v > 0; v--)
	{
		int32_t j = random_bits() % (v + 1);
		int32_t spare = place[v];

		place[v] = place[j];
		place[j] = spare;
	}
	for (int32_t v = 0; v < c->graph.models; v++)
		d.self[place[v]] = c->self[v];
	for (int64_t e = 0; e < c->graph.edges; e++)
	{
		int64_t to = c->graph.edges - 1 - e;

		d.parent[to] = place[c->parent[e]];
		d.child[to] = place[c->child[e]];
		if (c->weight != NULL)
			d.weight[to] = c->weight[e];
	}
	return d;
}

static void
test_bits(void)
{
	for (int weighted = 0; weighted < 2; weighted++)
	{
		bool same = true;

		for (int i = 0; i < 20; i++)
		{
			Case c = random_case(3000, 4000, weighted);
			int32_t *place = malloc(3000 * sizeof(int32_t));
			Case d = renumber(&c, place);
			InfluenceParams p = params_of(0.6, 0.3, 0.1, 1e-9, 100);

			compute(&c, p);
			compute(&d, p);
			same = same && c.result.iterations == d.result.iterations &&
				   memcmp(&c.result.residual, &d.result.residual, sizeof(double)) == 0;
			for (int32_t v = 0; v < 3000; v++)
				same = same && c.result.influence[v] == d.result.influence[place[v]] &&
					   c.result.child[v] == d.result.child[place[v]] &&
					   c.result.parent[v] == d.result.parent[place[v]];
			free(place);
			free_case(&c);
			free_case(&d);
		}
		ok(same, "models and edges in any order: the same bits%s",
		   weighted ? ", with weights" : "");
	}
}

static void
test_linearity(void)
{
	Case c = random_case(3000, 3000, true);
	Case d = new_case(3000, 0, false);
	InfluenceParams p = params_of(0.6, 0.3, 0.1, 1e-9, 100);
	bool good = true;

	compute(&c, p);
	memcpy(d.result.influence, c.result.influence, 3000 * sizeof(double));
	for (int32_t v = 0; v < 3000; v++)
		c.self[v] *= 2;
	p.tol *= 2;
	compute(&c, p);
	for (int32_t v = 0; v < 3000; v++)
		good = good && c.result.influence[v] == 2 * d.result.influence[v];
	ok(good, "twice the self influence: twice the score, to the bit");
	free_case(&c);
	free_case(&d);
}

static void
test_order(void)
{
	static const double scores[] = {1, 3, -0.0, 3, 0, 1e300, 3};
	static const int64_t keys[] = {10, 9, 8, INT64_MIN, 4, 1, INT64_MAX};
	static const int32_t expected[] = {5, 3, 1, 6, 0, 4, 2};
	int32_t order[7];
	int n = 200000;
	double *many = malloc(n * sizeof(double));
	int64_t *many_keys = malloc(n * sizeof(int64_t));
	int32_t *many_order = malloc(n * sizeof(int32_t));
	bool good = true;

	influence_order(order, scores, keys, 7, &env);
	ok(memcmp(order, expected, sizeof(order)) == 0, "highest first, equals by key");
	influence_order(order, scores, keys, 1, &env);
	ok(order[0] == 0, "one model");
	influence_order(order, scores, keys, 0, &env);
	for (int i = 0; i < n; i++)
	{
		many[i] = random_bits() % 3 ? exp(random_unit() * 30 - 10) : random_bits() % 5;
		many_keys[i] = (int64_t) random_bits();
	}
	influence_order(many_order, many, many_keys, n, &env);
	for (int i = 1; i < n; i++)
	{
		int32_t a = many_order[i - 1];
		int32_t b = many_order[i];

		good = good && (many[a] > many[b] || (many[a] == many[b] && many_keys[a] < many_keys[b]));
	}
	ok(good, "200,000 models, many equal");
	free(many);
	free(many_keys);
	free(many_order);
}

int
main(void)
{
	test_self();
	test_ids();
	test_chosen_keys();
	test_interrupts();
	test_seed();
	test_sums();
	test_small_graphs();
	test_weights();
	test_against_plain();
	test_bits();
	test_linearity();
	test_order();
	ok(held == 0, "all memory is given back");
	ok(checks > 0, "the caller may interrupt");
	return tap_done();
}
