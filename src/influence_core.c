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
 * No compiler flag may relax floating point for this file.
 */
#include "influence_core.h"

#include <math.h>
#include <string.h>

#include "exact_sum.h"

#define USECS_PER_DAY INT64_C(86400000000)

/* A model of the core. */
typedef struct CoreNode
{
	double		self;
	double		leaf_self;		/* sum of w * self over its leaves */
	double		leaf_square;	/* sum of w * w over its leaves */
	double		leaf_weight;	/* sum of w over its leaves */
	uint32_t	children;		/* edges to children, leaves included */
	uint32_t	first_child;	/* in Adjacency: children in the core */
	uint32_t	first_parent;
	uint32_t	unused;
} CoreNode;

/* The edges within the core, at each end. */
typedef struct Core
{
	int32_t		n;
	CoreNode   *nodes;			/* n + 1: the last closes the lists */
	int32_t    *child;			/* grouped by parent */
	int32_t    *parent;			/* grouped by child */
	double	   *child_weight;	/* NULL: all 1 */
	double	   *parent_weight;
	double	   *prev;			/* scores two rounds ago, */
	double	   *old;			/* one round ago */
	double	   *new;			/* and now */
	double	   *child_mean;
	double	   *parent_mean;
} Core;

/*
 * Where a model is computed: >= 0: its place in the core; LINK_ISOLATED; else
 * it is a leaf and ~link is the place of its parent.
 */
#define LINK_ISOLATED INT32_MIN

/* ---- self influence ---- */

/*
 * self_tables_init marks all values as not computed yet.
 */
void
self_tables_init(SelfTables *tables)
{
	int			i;

	for (i = 0; i < DECAY_DAYS; i++)
		tables->recency[i] = tables->space[i] = -1;
	for (i = 0; i < LN_VALUES; i++)
		tables->ln[i] = -1;
}

/*
 * decay gives exp(-lambda * age), age in whole days, never below 0.
 */
static double
decay(double *table, double lambda, int64_t as_of, int64_t created_at)
{
	int64_t		age;
	int64_t		day;

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
 * self_recency gives the recency of a model; microseconds, same origin as
 * params->as_of.
 */
double
self_recency(SelfTables *tables, const InfluenceParams *params,
			 int64_t created_at)
{
	return decay(tables->recency, params->lambda, params->as_of, created_at);
}

/*
 * self_space gives what one Space adds to the Space influence of a model that
 * it uses; 0 where its age is not known.
 */
double
self_space(SelfTables *tables, const InfluenceParams *params,
		   double likes, bool known, int64_t created_at)
{
	if (!known)
		return 0;
	return likes * decay(tables->space, params->lambda_space, params->as_of,
						 created_at);
}

/*
 * self_downloads gives ln(max(downloads, 1)).
 */
double
self_downloads(SelfTables *tables, double downloads)
{
	int			i;

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
	double		scale;			/* a power of two near 2^40 / tol */
	unsigned __int128 sum;
	unsigned __int128 high;		/* in units of 2^64 */
} Residual;

static void
residual_add_large(Residual *residual, double units)
{
	if (units < 0x1p95)
		residual->sum += (unsigned __int128) units;
	else if (units < 0x1p159)
		residual->high += (unsigned __int128) (units * 0x1p-64);
	else						/* 2^32 of them fit */
		residual->high += (unsigned __int128) 1 << 95;
}

static inline void
residual_add(Residual *residual, double change)
{
	double		units = fabs(change) * residual->scale;

	if (units < 0x1p62)
		residual->sum += (uint64_t) (int64_t) units;
	else
		residual_add_large(residual, units);
}

static double
residual_value(const Residual *residual)
{
	return ((double) residual->sum + (double) residual->high * 0x1p64) /
		residual->scale;
}

static double
residual_scale(double tol)
{
	int			exponent;

	frexp(tol, &exponent);
	exponent = 40 - exponent;
	return two_to(exponent > 800 ? 800 : exponent);
}

/* ---- the core and its leaves ---- */

/*
 * link_models decides where each model is computed and counts the core.
 * children and parents are the numbers of edges of each model.
 */
static int32_t
link_models(int32_t *link, const uint32_t *children, const uint32_t *parents,
			int32_t models)
{
	int32_t		n = 0;
	int32_t		v;

	for (v = 0; v < models; v++)
	{
		if (children[v] > 0 || parents[v] > 1)
			link[v] = n++;
		else
			link[v] = LINK_ISOLATED;	/* or a leaf: see split_edges */
	}
	return n;
}

/*
 * close_lists turns the numbers of core edges in first_child and first_parent
 * into the ends of the lists; filling them from behind leaves the starts.
 */
static void
close_lists(CoreNode *nodes, int32_t n)
{
	uint32_t	child = 0;
	uint32_t	parent = 0;
	int32_t		v;

	for (v = 0; v <= n; v++)
	{
		child += nodes[v].first_child;
		parent += nodes[v].first_parent;
		nodes[v].first_child = child;
		nodes[v].first_parent = parent;
	}
}

/*
 * count_edges counts the edges of each model at either end.
 */
static void
count_edges(const InfluenceGraph *graph, uint32_t *children, uint32_t *parents,
			const ComputeEnv *env)
{
	int64_t		e;

	memset(children, 0, (size_t) graph->models * sizeof(uint32_t));
	memset(parents, 0, (size_t) graph->models * sizeof(uint32_t));
	for (e = 0; e < graph->edges; e++)
	{
		compute_check(env, e);
		children[graph->parent[e]]++;
		parents[graph->child[e]]++;
	}
}

/*
 * link_edges makes links of leaves and counts the edges within the core.
 */
static int64_t
link_edges(const InfluenceGraph *graph, int32_t *link, CoreNode *nodes,
		   const ComputeEnv *env)
{
	int64_t		inner = 0;
	int64_t		e;

	for (e = 0; e < graph->edges; e++)
	{
		int32_t		p = link[graph->parent[e]];
		int32_t		c = link[graph->child[e]];

		compute_check(env, e);
		if (c < 0)
		{
			link[graph->child[e]] = ~p;
			continue;
		}
		nodes[p].first_child++;
		nodes[c].first_parent++;
		inner++;
	}
	return inner;
}

/*
 * fill_lists files each edge within the core at both its ends.
 */
static void
fill_lists(const InfluenceGraph *graph, const int32_t *link, Core *core,
		   const ComputeEnv *env)
{
	int64_t		e;

	for (e = 0; e < graph->edges; e++)
	{
		int32_t		p = link[graph->parent[e]];
		int32_t		c = link[graph->child[e]];

		compute_check(env, e);
		if (c < 0)
			continue;
		core->child[--core->nodes[p].first_child] = c;
		core->parent[--core->nodes[c].first_parent] = p;
		if (graph->weight != NULL)
		{
			core->child_weight[core->nodes[p].first_child] = graph->weight[e];
			core->parent_weight[core->nodes[c].first_parent] = graph->weight[e];
		}
	}
}

/*
 * sum_leaves gives, by place in the core, the sum over its leaves of
 * w^power, times self where with_self. The array is the caller's.
 */
static double *
sum_leaves(const InfluenceGraph *graph, const int32_t *link, int32_t n,
		   int power, bool with_self, const ComputeEnv *env)
{
	double	   *sums = compute_alloc(env, n, sizeof(double));
	int32_t    *group = compute_alloc(env, graph->edges, sizeof(int32_t));
	double	   *value = compute_alloc(env, graph->edges, sizeof(double));
	int64_t		leaves = 0;
	int64_t		e;

	for (e = 0; e < graph->edges; e++)
	{
		int32_t		at = link[graph->child[e]];
		double		w = graph->weight != NULL ? graph->weight[e] : 1;

		compute_check(env, e);
		if (at >= 0)
			continue;
		group[leaves] = ~at;
		value[leaves++] = (power == 2 ? w * w : w) *
			(with_self ? graph->self[graph->child[e]] : 1);
	}
	memset(sums, 0, (size_t) n * sizeof(double));
	group_sums(sums, n, group, value, leaves, 1, env);
	compute_release(env, value);
	compute_release(env, group);
	return sums;
}

/*
 * add_leaves fills in what each node needs to know of its leaves.
 */
static void
add_leaves(const InfluenceGraph *graph, const int32_t *link, Core *core,
		   const ComputeEnv *env)
{
	CoreNode   *nodes = core->nodes;
	double	   *sums;
	double	   *squares;
	int32_t		v;

	sums = sum_leaves(graph, link, core->n, 1, true, env);
	for (v = 0; v < core->n; v++)
	{
		nodes[v].leaf_self = sums[v];
		/* with weights of 1, both are the number of leaves */
		nodes[v].leaf_weight = nodes[v].leaf_square = nodes[v].children -
			(nodes[v + 1].first_child - nodes[v].first_child);
	}
	compute_release(env, sums);
	if (graph->weight == NULL)
		return;
	sums = sum_leaves(graph, link, core->n, 1, false, env);
	squares = sum_leaves(graph, link, core->n, 2, false, env);
	for (v = 0; v < core->n; v++)
	{
		nodes[v].leaf_weight = sums[v];
		nodes[v].leaf_square = squares[v];
	}
	compute_release(env, squares);
	compute_release(env, sums);
}

/*
 * build_core fills link and the core from the edges.
 */
static void
build_core(const InfluenceGraph *graph, int32_t *link, Core *core,
		   const ComputeEnv *env)
{
	uint32_t   *children = compute_alloc(env, graph->models, sizeof(uint32_t));
	uint32_t   *parents = compute_alloc(env, graph->models, sizeof(uint32_t));
	int64_t		inner;
	int32_t		v;

	count_edges(graph, children, parents, env);
	core->n = link_models(link, children, parents, graph->models);
	core->nodes = compute_alloc(env, (uint64_t) core->n + 1, sizeof(CoreNode));
	memset(core->nodes, 0, ((size_t) core->n + 1) * sizeof(CoreNode));
	for (v = 0; v < graph->models; v++)
	{
		if (link[v] >= 0)
		{
			core->nodes[link[v]].self = graph->self[v];
			core->nodes[link[v]].children = children[v];
		}
	}
	compute_release(env, parents);
	compute_release(env, children);

	inner = link_edges(graph, link, core->nodes, env);
	close_lists(core->nodes, core->n);
	core->child = compute_alloc(env, inner, sizeof(int32_t));
	core->parent = compute_alloc(env, inner, sizeof(int32_t));
	if (graph->weight != NULL)
	{
		core->child_weight = compute_alloc(env, inner, sizeof(double));
		core->parent_weight = compute_alloc(env, inner, sizeof(double));
	}
	fill_lists(graph, link, core, env);
	add_leaves(graph, link, core, env);

	core->prev = compute_alloc(env, core->n, sizeof(double));
	core->old = compute_alloc(env, core->n, sizeof(double));
	core->new = compute_alloc(env, core->n, sizeof(double));
	core->child_mean = compute_alloc(env, core->n, sizeof(double));
	core->parent_mean = compute_alloc(env, core->n, sizeof(double));
	for (v = 0; v < core->n; v++)
		core->prev[v] = core->old[v] = core->new[v] = core->nodes[v].self;
}

static void
free_core(Core *core, const ComputeEnv *env)
{
	compute_release(env, core->parent_mean);
	compute_release(env, core->child_mean);
	compute_release(env, core->new);
	compute_release(env, core->old);
	compute_release(env, core->prev);
	compute_release(env, core->parent_weight);
	compute_release(env, core->child_weight);
	compute_release(env, core->parent);
	compute_release(env, core->child);
	compute_release(env, core->nodes);
}

/* ---- the rounds ---- */

/*
 * compute_means fills child_mean and parent_mean from the scores 'old'; the
 * leaves of a node add leaf_constant * leaf_self + leaf_factor * leaf_square *
 * prev to the sum over its children.
 */
static void
compute_means(Core *core, double leaf_constant, double leaf_factor,
			  const ComputeEnv *env)
{
	int32_t		v;

	for (v = 0; v < core->n; v++)
	{
		const CoreNode *node = &core->nodes[v];
		uint32_t	at = node[0].first_child;
		uint32_t	end = node[1].first_child;
		double		sum;

		compute_check(env, v);
		sum = sum_terms(core->old, core->child + at,
						core->child_weight ? core->child_weight + at : NULL,
						end - at);
		sum += leaf_constant * node->leaf_self +
			leaf_factor * node->leaf_square * core->prev[v];
		core->child_mean[v] = node->children > 0 ? sum / node->children : 0;
		at = node[0].first_parent;
		end = node[1].first_parent;
		sum = sum_terms(core->old, core->parent + at,
						core->parent_weight ? core->parent_weight + at : NULL,
						end - at);
		core->parent_mean[v] = end > at ? sum / (end - at) : 0;
	}
}

/*
 * compute_scores makes the round's scores from the means and adds their
 * changes; those of a node's leaves are leaf_factor * leaf_weight times the
 * node's own change of the round before.
 */
static bool
compute_scores(Core *core, const double *alpha, double leaf_factor,
			   Residual *residual, const ComputeEnv *env)
{
	bool		finite = true;
	int32_t		v;

	for (v = 0; v < core->n; v++)
	{
		const CoreNode *node = &core->nodes[v];
		double		score = alpha[0] * node->self +
			alpha[1] * core->child_mean[v] + alpha[2] * core->parent_mean[v];

		compute_check(env, v);
		finite &= score <= INFLUENCE_LIMIT;
		core->new[v] = score;
		residual_add(residual, score - core->old[v]);
		residual_add(residual, leaf_factor * node->leaf_weight *
					 (core->old[v] - core->prev[v]));
	}
	return finite;
}

/*
 * first_changes adds what the models outside the core change in round 1: from
 * self to alpha1 self + alpha3 w self(parent).
 */
static bool
first_changes(const InfluenceGraph *graph, const int32_t *link,
			  const double *alpha, Residual *residual,
			  const ComputeEnv *env)
{
	bool		finite = true;
	int64_t		i;

	for (i = 0; i < graph->models; i++)
	{
		double		self = graph->self[i];

		compute_check(env, i);
		finite &= self <= INFLUENCE_LIMIT;
		if (link[i] == LINK_ISOLATED)
			residual_add(residual, alpha[0] * self - self);
	}
	for (i = 0; i < graph->edges; i++)
	{
		double		self = graph->self[graph->child[i]];
		double		mean = graph->self[graph->parent[i]] *
			(graph->weight != NULL ? graph->weight[i] : 1);

		compute_check(env, i);
		if (link[graph->child[i]] < 0)
			residual_add(residual, alpha[0] * self + alpha[2] * mean - self);
	}
	return finite;
}

/*
 * find_gain gives the most that one round can multiply an error by: the
 * largest row sum of the linear map, alpha2 mean w(children) + alpha3 mean
 * w(parents). Below 1 the rounds converge whatever the graph.
 */
static double
find_gain(const InfluenceGraph *graph, const int32_t *link, Core *core,
		  const double *alpha, const ComputeEnv *env)
{
	double		gain = 0;
	double		row;
	int64_t		e;
	int32_t		v;

	/* the means of scores that are all 1, leaves included, are those of w */
	for (v = 0; v < core->n; v++)
	{
		core->old[v] = 1;
		core->prev[v] = core->nodes[v].leaf_square > 0 ?
			core->nodes[v].leaf_weight / core->nodes[v].leaf_square : 0;
	}
	compute_means(core, 0, 1, env);
	for (v = 0; v < core->n; v++)
	{
		row = alpha[1] * core->child_mean[v] + alpha[2] * core->parent_mean[v];
		gain = row > gain ? row : gain;
		core->old[v] = core->prev[v] = core->nodes[v].self;
	}
	for (e = 0; e < graph->edges; e++)
	{
		compute_check(env, e);
		if (link[graph->child[e]] >= 0)
			continue;
		row = alpha[2] * (graph->weight != NULL ? graph->weight[e] : 1);
		gain = row > gain ? row : gain;
	}
	return gain;
}

/*
 * run_rounds iterates until convergence; scores are left in core->new, those
 * of the round before, which the means belong to, in core->old.
 */
static InfluenceStatus
run_rounds(const InfluenceGraph *graph, const int32_t *link, Core *core,
		   const InfluenceParams *params, const ComputeEnv *env,
		   InfluenceResult *result)
{
	const double *alpha = params->alpha;
	int			round;

	for (round = 1;; round++)
	{
		Residual	residual = {residual_scale(params->tol), 0, 0};
		bool		finite = true;
		double	   *spare;

		if (round == 1)
		{
			finite = first_changes(graph, link, alpha, &residual, env);
			compute_means(core, 1, 0, env);
		}
		else
			compute_means(core, alpha[0], alpha[2], env);
		finite &= compute_scores(core, alpha, round == 1 ? 0 : alpha[2],
								 &residual, env);
		if (!finite)
			return INFLUENCE_NOT_FINITE;
		result->iterations = round;
		result->residual = residual_value(&residual);
		result->converged = result->residual < params->tol;
		if (result->converged || round >= params->max_iter)
			return INFLUENCE_OK;
		spare = core->prev;
		core->prev = core->old;
		core->old = core->new;
		core->new = spare;
	}
}

/*
 * write_result files the scores by model, those outside the core included.
 */
static bool
write_result(const InfluenceGraph *graph, const int32_t *link,
			 const Core *core, const double *alpha, const ComputeEnv *env,
			 InfluenceResult *result)
{
	bool		finite = true;
	int64_t		e;
	int32_t		v;

	for (v = 0; v < graph->models; v++)
	{
		int32_t		at = link[v];

		compute_check(env, v);
		result->child[v] = at >= 0 ? core->child_mean[at] : 0;
		result->parent[v] = at >= 0 ? core->parent_mean[at] :
			at == LINK_ISOLATED ? 0 : core->old[~at];
		result->influence[v] = at >= 0 ? core->new[at] :
			alpha[0] * graph->self[v] + alpha[2] * result->parent[v];
	}
	for (e = 0; graph->weight != NULL && e < graph->edges; e++)
	{
		compute_check(env, e);
		v = graph->child[e];
		if (link[v] >= 0)
			continue;
		result->parent[v] *= graph->weight[e];
		result->influence[v] = alpha[0] * graph->self[v] +
			alpha[2] * result->parent[v];
	}
	for (v = 0; v < graph->models; v++)
		finite &= result->influence[v] <= INFLUENCE_LIMIT;
	return finite;
}

/*
 * influence_compute scores all models. The values in result are meaningless
 * unless its value is INFLUENCE_OK; result->gain is set anyway.
 */
InfluenceStatus
influence_compute(const InfluenceGraph *graph, const InfluenceParams *params,
				  const ComputeEnv *env, InfluenceResult *result)
{
	Core		core = {0};
	int32_t    *link = compute_alloc(env, graph->models, sizeof(int32_t));
	InfluenceStatus status;

	build_core(graph, link, &core, env);
	result->gain = find_gain(graph, link, &core, params->alpha, env);
	status = run_rounds(graph, link, &core, params, env, result);
	if (status == INFLUENCE_OK &&
		!write_result(graph, link, &core, params->alpha, env, result))
		status = INFLUENCE_NOT_FINITE;
	free_core(&core, env);
	compute_release(env, link);
	return status;
}
