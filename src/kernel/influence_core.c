/*
 * influence_core.c: the arithmetic of influence, in plain C.
 *
 *	I(v) = alpha1 self(v) + alpha2 child(v) + alpha3 parent(v)
 *	child(v), parent(v): the mean of w(e) I(other end) over the edges of v
 *
 * by Jacobi rounds from I = self until the sum of absolute changes is below
 * tol. Two ideas make it fast and reproducible:
 *
 * Leaves. Most models have one parent and no children. Such a leaf's score
 * follows from its parent's score of the round before,
 *	I_k(leaf) = alpha1 self + alpha3 w I_k-1(parent),
 * so what the leaves of p add to p's mean in round k is
 *	alpha1 sum(w self) + alpha3 sum(w w) I_k-2(p)
 * with sums that never change. Rounds therefore run over the 'core' only:
 * models with children or with several parents. The iterates, the residual
 * and the number of rounds are those of the rounds over all models.
 *
 * Exact sums. A sum over children must not depend on the order of rows, or a
 * vacuum or a parallel plan would change scores. exact_sum() splits each term
 * at two fixed bit positions, chosen from the largest term and the number of
 * terms, so that the parts add without any rounding and in any order (the
 * pre-rounding of Demmel and Nguyen, and Rump). The residual is added up in
 * integers. So no arithmetic here depends on how models are numbered.
 *
 * No compiler flag may relax floating point for this file; contraction to fused
 * operations is off, so that machines that have them give the same bits too.
 */
#include "kernel/influence_core.h"

#include <math.h>
#include <string.h>

#include "kernel/core_graph.h"
#include "kernel/exact_sum.h"

#define USECS_PER_DAY INT64_C(86400000000)

/* Models between asking for memory and using it. */
#define PREFETCH 24

/* Nodes of a block, whose means stay in the cache. */
#define BLOCK 512

/* ---- self influence ---- */

/*
 * self_tables_init marks all values as not computed yet.
 */
void
self_tables_init(SelfTables *tables)
{
	int i;

	for (i = 0; i < DECAY_DAYS; i++)
		tables->recency[i] = tables->space[i] = -1;
	for (i = 0; i < LN_VALUES; i++)
		tables->ln[i] = -1;
}

/*
 * decay returns exp(-lambda * age), age in whole days, never below 0.
 */
static double
decay(double *table, double lambda, int64_t as_of, int64_t created_at)
{
	int64_t age;
	int64_t day;

	if (created_at >= as_of)
		day = 0;
	else if (__builtin_sub_overflow(as_of, created_at, &age))
		day = INT64_MAX / USECS_PER_DAY;
	else
		day = age / USECS_PER_DAY;
	if (day >= DECAY_DAYS)
		return exp(-lambda * (double) day);
	if (table[day] < 0)
		table[day] = exp(-lambda * (double) day);
	return table[day];
}

/*
 * self_recency returns the recency of a model; microseconds, same origin as
 * params->as_of.
 */
double
self_recency(SelfTables *tables, const InfluenceParams *params, int64_t created_at)
{
	return decay(tables->recency, params->lambda, params->as_of, created_at);
}

/*
 * self_space returns what one Space adds to the Space influence of a model that
 * it uses; 0 where its age is not known.
 */
double
self_space(SelfTables *tables, const InfluenceParams *params, double likes, bool known,
		   int64_t created_at)
{
	if (!known)
		return 0;
	return likes * decay(tables->space, params->lambda_space, params->as_of, created_at);
}

/*
 * self_downloads returns ln(max(downloads, 1)).
 */
double
self_downloads(SelfTables *tables, double downloads)
{
	int i;

	if (downloads <= 1)
		return 0;
	if (downloads >= LN_VALUES || downloads != (double) (int) downloads)
		return log(downloads);
	i = (int) downloads;
	if (tables->ln[i] < 0)
		tables->ln[i] = log(downloads);
	return tables->ln[i];
}

/* ---- the sum of changes ---- */

/*
 * Residual adds absolute changes in units of tol / 2^40, in integers: exact in
 * any order, and precise where it is compared with tol.
 */
typedef struct Residual
{
	double scale; /* a power of two near 2^40 / tol */
	unsigned __int128 sum;
	unsigned __int128 high; /* in units of 2^64 */
} Residual;

static void
residual_add_large(Residual *residual, double units)
{
	if (units < 0x1p95)
		residual->sum += (unsigned __int128) units;
	else if (units < 0x1p159)
		residual->high += (unsigned __int128) (units * 0x1p-64);
	else /* 2^32 of them fit */
		residual->high += (unsigned __int128) 1 << 95;
}

static inline void
residual_add(Residual *residual, double change)
{
	double units = fabs(change) * residual->scale;

	if (units < 0x1p62)
		residual->sum += (uint64_t) (int64_t) units;
	else
		residual_add_large(residual, units);
}

static double
residual_value(const Residual *residual)
{
	return ((double) residual->sum + (double) residual->high * 0x1p64) / residual->scale;
}

static double
residual_scale(double tol)
{
	int exponent;

	frexp(tol, &exponent);
	exponent = 40 - exponent;
	return two_to(exponent > 800 ? 800 : exponent);
}

/* ---- the rounds ---- */

/* Scores and means by place in the core. */
typedef struct Rounds
{
	const InfluenceGraph *graph;
	const Core *core;
	const double *alpha;
	const ComputeEnv *env;
	double *prev;       /* scores two rounds ago, */
	double *old;        /* one round ago */
	double *new;        /* and now */
	double *child_mean; /* of 'old' */
	double *parent_mean;
} Rounds;

/*
 * What a node's leaves add to the sum over its children: constant * leaf_self
 * + factor * sum(w w) * (score of the node two rounds ago).
 */
typedef struct LeafRule
{
	double constant;
	double factor;
} LeafRule;

/* Means over the children and the parents of a node. */
typedef struct Means
{
	double child;
	double parent;
} Means;

/*
 * node_means computes the means of a node from the scores 'old'. weighted is
 * a constant where it is called, for the compiler.
 */
static inline __attribute__((always_inline)) Means
node_means(const Rounds *rounds, LeafRule leaves, int32_t v, const bool weighted)
{
	const Core *core = rounds->core;
	const CoreNode *node = &core->nodes[v];
	uint32_t at = node[0].first_child;
	uint32_t n = node[1].first_child - at;
	double sum;
	Means means;

	sum = sum_terms(rounds->old, core->child + at, weighted ? core->child_weight + at : NULL, n);
	sum += leaves.constant * node->leaf_self +
		   leaves.factor * core_leaf_sums(core, v, weighted).square * rounds->prev[v];
	means.child = node->children > 0 ? sum / node->children : 0;
	at = node[0].first_parent;
	n = node[1].first_parent - at;
	sum = sum_terms(rounds->old, core->parent + at, weighted ? core->parent_weight + at : NULL, n);
	means.parent = n > 1 ? sum / n : sum;
	return means;
}

/*
 * block_means computes the means of the nodes from begin to end.
 */
static void
block_means(const Rounds *rounds, LeafRule leaves, int32_t begin, int32_t end, double *child_mean,
			double *parent_mean)
{
	bool weighted = rounds->core->leaf_sums != NULL;
	int32_t v;

	for (v = begin; v < end; v++)
	{
		Means means =
			weighted ? node_means(rounds, leaves, v, true) : node_means(rounds, leaves, v, false);

		child_mean[v - begin] = means.child;
		parent_mean[v - begin] = means.parent;
	}
}

/*
 * compute_means fills child_mean and parent_mean.
 */
static void
compute_means(Rounds *rounds, LeafRule leaves)
{
	rounds->env->check(rounds->env->arg);
	block_means(rounds, leaves, 0, rounds->core->n, rounds->child_mean, rounds->parent_mean);
}

/*
 * compute_round makes the scores of a round and adds their changes; those of a
 * node's leaves are factor * sum(w) times the node's own change of the round
 * before. It goes by blocks that stay in the cache.
 */
static bool
compute_round(Rounds *rounds, LeafRule leaves, Residual *total)
{
	const Core *core = rounds->core;
	const bool weighted = core->leaf_sums != NULL;
	const double *alpha = rounds->alpha;
	const double *prev = rounds->prev;
	const double *old = rounds->old;
	double child_mean[BLOCK];
	double parent_mean[BLOCK];
	Residual residual = *total;
	bool finite = true;
	int32_t begin;
	int32_t end;
	int32_t v;

	for (begin = 0; begin < core->n; begin = end)
	{
		end = begin < core->n - BLOCK ? begin + BLOCK : core->n;
		compute_check(rounds->env, begin);
		block_means(rounds, leaves, begin, end, child_mean, parent_mean);
		for (v = begin; v < end; v++)
		{
			double score = alpha[0] * core->nodes[v].self + alpha[1] * child_mean[v - begin] +
						   alpha[2] * parent_mean[v - begin];

			finite &= score <= INFLUENCE_LIMIT;
			rounds->new[v] = score;
			residual_add(&residual, score - old[v]);
			residual_add(&residual, leaves.factor * core_leaf_sums(core, v, weighted).weight *
										(old[v] - prev[v]));
		}
	}
	*total = residual;
	return finite;
}

/*
 * link_prefetch asks for the values that a model's link leads to, ahead of
 * their use.
 */
static inline void
link_prefetch(const Core *core, int64_t v, int32_t models, const double *of_node,
			  const double *of_leaf)
{
	int32_t at;

	v += PREFETCH;
	if (v >= models)
		return;
	at = core->link[v];
	if (at >= 0)
		__builtin_prefetch(&of_node[at]);
	else if (at != LINK_ISOLATED)
		__builtin_prefetch(&of_leaf[~at]);
}

/*
 * first_changes adds what the models outside the core change in round 1: from
 * self to alpha1 self + alpha3 w self(parent).
 */
static bool
first_changes(const Rounds *rounds, Residual *residual)
{
	const Core *core = rounds->core;
	const double *alpha = rounds->alpha;
	bool finite = true;
	int32_t v;

	for (v = 0; v < rounds->graph->models; v++)
	{
		double self = rounds->graph->self[v];
		int32_t at = core->link[v];
		double mean = 0;

		compute_check(rounds->env, v);
		link_prefetch(core, v, rounds->graph->models, rounds->old, rounds->old);
		finite &= self <= INFLUENCE_LIMIT;
		if (at >= 0)
			continue;
		if (at != LINK_ISOLATED)
			mean = core_leaf_weight(core, v) * rounds->old[~at];
		residual_add(residual, alpha[0] * self + alpha[2] * mean - self);
	}
	return finite;
}

/*
 * find_gain returns the most that one round can multiply an error by: the
 * largest row sum of the linear map, alpha2 mean w(children) + alpha3 mean
 * w(parents). Below 1 the rounds converge whatever the graph.
 */
static double
find_gain(Rounds *rounds)
{
	const Core *core = rounds->core;
	const double *alpha = rounds->alpha;
	double gain = 0;
	double row;
	int32_t v;

	/* the means of scores that are all 1, leaves included, are those of w */
	for (v = 0; v < core->n; v++)
	{
		LeafSums sums = core_leaf_sums(core, v, core->leaf_sums != NULL);

		rounds->old[v] = 1;
		rounds->prev[v] = sums.square > 0 ? sums.weight / sums.square : 0;
	}
	compute_means(rounds, (LeafRule) {0, 1});
	for (v = 0; v < core->n; v++)
	{
		row = alpha[1] * rounds->child_mean[v] + alpha[2] * rounds->parent_mean[v];
		gain = row > gain ? row : gain;
	}
	for (v = 0; v < rounds->graph->models; v++)
	{
		compute_check(rounds->env, v);
		if (core->link[v] >= 0 || core->link[v] == LINK_ISOLATED)
			continue;
		row = alpha[2] * core_leaf_weight(core, v);
		gain = row > gain ? row : gain;
	}
	return gain;
}

/*
 * run_rounds iterates until convergence; scores are left in 'new', those of
 * the round before, which the means belong to, in 'old'.
 */
static InfluenceStatus
run_rounds(Rounds *rounds, const InfluenceParams *params, InfluenceResult *result)
{
	int round;
	int32_t v;

	for (v = 0; v < rounds->core->n; v++)
		rounds->prev[v] = rounds->old[v] = rounds->core->nodes[v].self;
	for (round = 1;; round++)
	{
		Residual residual = {residual_scale(params->tol), 0, 0};
		LeafRule leaves = {params->alpha[0], params->alpha[2]};
		bool finite = true;
		double *spare;

		if (round == 1)
		{
			/* the leaves' scores before are their self influences */
			leaves.constant = 1;
			leaves.factor = 0;
			finite = first_changes(rounds, &residual);
		}
		finite &= compute_round(rounds, leaves, &residual);
		if (!finite)
			return INFLUENCE_NOT_FINITE;
		result->iterations = round;
		result->residual = residual_value(&residual);
		result->converged = result->residual < params->tol;
		if (result->converged || round >= params->max_iter)
		{
			compute_means(rounds, leaves);
			return INFLUENCE_OK;
		}
		spare = rounds->prev;
		rounds->prev = rounds->old;
		rounds->old = rounds->new;
		rounds->new = spare;
	}
}

/*
 * write_result files the scores by model, those outside the core included.
 */
static bool
write_result(const Rounds *rounds, InfluenceResult *result)
{
	const Core *core = rounds->core;
	const double *alpha = rounds->alpha;
	bool finite = true;
	int32_t v;

	for (v = 0; v < rounds->graph->models; v++)
	{
		int32_t at = core->link[v];

		compute_check(rounds->env, v);
		link_prefetch(core, v, rounds->graph->models, rounds->new, rounds->old);
		if (at >= 0)
		{
			result->child[v] = rounds->child_mean[at];
			result->parent[v] = rounds->parent_mean[at];
			result->influence[v] = rounds->new[at];
			continue;
		}
		result->child[v] = 0;
		result->parent[v] = at == LINK_ISOLATED ? 0 : core_leaf_weight(core, v) * rounds->old[~at];
		result->influence[v] = alpha[0] * rounds->graph->self[v] + alpha[2] * result->parent[v];
		finite &= result->influence[v] <= INFLUENCE_LIMIT;
	}
	return finite;
}

/*
 * influence_compute scores all models. The values in result are meaningless
 * unless its value is INFLUENCE_OK; result->gain is set anyway.
 */
InfluenceStatus
influence_compute(const InfluenceGraph *graph, const InfluenceParams *params, const ComputeEnv *env,
				  InfluenceResult *result)
{
	Core core;
	Rounds rounds = {graph, &core, params->alpha, env};
	InfluenceStatus status;

	core_build(&core, graph, env);
	rounds.prev = compute_alloc(env, core.n, sizeof(double));
	rounds.old = compute_alloc(env, core.n, sizeof(double));
	rounds.new = compute_alloc(env, core.n, sizeof(double));
	rounds.child_mean = compute_alloc(env, core.n, sizeof(double));
	rounds.parent_mean = compute_alloc(env, core.n, sizeof(double));

	result->gain = find_gain(&rounds);
	status = run_rounds(&rounds, params, result);
	if (status == INFLUENCE_OK && !write_result(&rounds, result))
		status = INFLUENCE_NOT_FINITE;

	compute_release(env, rounds.parent_mean);
	compute_release(env, rounds.child_mean);
	compute_release(env, rounds.new);
	compute_release(env, rounds.old);
	compute_release(env, rounds.prev);
	core_free(&core, env);
	return status;
}
