/*
 * influence_compute.c: loads a graph and scores it: what computes, without what
 * asks for it (influence_functions.c) or stores it (influence_store.c).
 */
#include "postgres.h"

#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "influence/influence_compute.h"
#include "support/arrays.h"

/*
 * seconds_since returns the seconds since a moment.
 */
static double
seconds_since(instr_time began)
{
	instr_time now;

	INSTR_TIME_SET_CURRENT(now);
	INSTR_TIME_SUBTRACT(now, began);
	return INSTR_TIME_GET_DOUBLE(now);
}

/*
 * report_doubts warns where the scores may not mean what one expects.
 */
static void
report_doubts(const InfluenceParams *params, const InfluenceResult *result)
{
	if (!result->converged)
		ereport(
			WARNING,
			(errcode(ERRCODE_WARNING),
			 errmsg_plural("influence did not converge within %d round",
						   "influence did not converge within %d rounds", result->iterations,
						   result->iterations),
			 errdetail(
				 "The last round changed the scores by %g in all, not less than the tolerance %g.",
				 result->residual, params->tol),
			 result->gain < 1
				 ? errhint("Raise max_iter or tol.")
				 : errhint("Lower alpha[2], alpha[3] or the weights of derivations: the sum may "
						   "diverge.")));
	else if (result->gain >= 1)
		ereport(WARNING,
				(errcode(ERRCODE_WARNING), errmsg("influence may diverge with these parameters"),
				 errdetail("A round can multiply a score by %g; it converged on this graph.",
						   result->gain),
				 errhint("Keep alpha[2] + alpha[3], times the largest weight, below 1.")));
}

/*
 * InfluenceCompute loads a graph and scores it. The result lives in a child of
 * the current memory context.
 */
InfluenceScores *
InfluenceCompute(const InfluenceParams *params, const GraphQueries *queries)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco influence", ALLOCSET_DEFAULT_SIZES);
	InfluenceScores *scores = MemoryContextAllocZero(context, sizeof(InfluenceScores));
	ComputeEnv env;
	LoadedGraph loaded = {0};
	instr_time began;

	scores->context = context;
	scores->params = *params;
	scores->started_at = GetCurrentTimestamp();
	InitComputeEnv(&env, context);

	INSTR_TIME_SET_CURRENT(began);
	GraphLoad(&loaded, queries, params, &env);
	scores->load_seconds = seconds_since(began);

	INSTR_TIME_SET_CURRENT(began);
	scores->models = loaded.graph.models;
	scores->edges = loaded.graph.edges;
	scores->keys = loaded.keys;
	scores->self = (double *) loaded.graph.self;
	scores->result.child = compute_alloc(&env, scores->models, sizeof(double));
	scores->result.parent = compute_alloc(&env, scores->models, sizeof(double));
	scores->result.influence = compute_alloc(&env, scores->models, sizeof(double));
	if (influence_compute(&loaded.graph, params, &env, &scores->result) != INFLUENCE_OK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE), errmsg("influence is out of range"),
				 scores->result.gain < 1
					 ? errdetail("The self influence of some model is too large.")
					 : errdetail("A round can multiply a score by %g.", scores->result.gain),
				 errhint("Lower alpha, w, the weights of derivations or max_iter.")));
	compute_release(&env, (void *) loaded.graph.parent);
	compute_release(&env, (void *) loaded.graph.child);
	compute_release(&env, (void *) loaded.graph.weight);
	scores->compute_seconds = seconds_since(began);

	report_doubts(params, &scores->result);
	return scores;
}

/*
 * InfluenceFreeScores gives back the arrays and keeps the figures of the run.
 */
void
InfluenceFreeScores(InfluenceScores *scores)
{
	ComputeEnv env;

	InitComputeEnv(&env, scores->context);
	compute_release(&env, scores->keys);
	compute_release(&env, scores->self);
	compute_release(&env, scores->result.child);
	compute_release(&env, scores->result.parent);
	compute_release(&env, scores->result.influence);
	scores->keys = NULL;
	scores->self = scores->result.child = NULL;
	scores->result.parent = scores->result.influence = NULL;
}
