/*
 * influence_store.c: stores the scores of a run with ranks, in a slot of
 * llmeco.influence_scores (run_slots.c), which the view llmeco.influence shows.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "portability/instr_time.h"
#include "utils/array.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "support/arrays.h"
#include "influence/influence_compute.h"
#include "influence/influence_store.h"
#include "kernel/influence_rank.h"
#include "support/run_slots.h"
#include "support/sql.h"
#include "influence/score_table.h"

#define HISTORY_ROWS "1000"

/*
 * rank_scores finds both orders.
 */
static void
rank_scores(ScoreRanks *ranks, const InfluenceScores *scores, const ComputeEnv *env)
{
	const double *alpha = scores->params.alpha;
	int32_t n = scores->models;
	int32_t *order = compute_alloc(env, n, sizeof(int32_t));
	double *earned = compute_alloc(env, n, sizeof(double));

	for (int32_t v = 0; v < n; v++)
		earned[v] = alpha[0] * scores->self[v] + alpha[1] * scores->result.child[v];
	influence_order(order, earned, scores->keys, n, env);
	compute_release(env, earned);
	ranks->earned = compute_alloc(env, n, sizeof(int32_t));
	for (int32_t rank = 0; rank < n; rank++)
		ranks->earned[order[rank]] = rank + 1;
	influence_order(order, scores->result.influence, scores->keys, n, env);
	ranks->order = order;
}

static void
free_ranks(ScoreRanks *ranks, const ComputeEnv *env)
{
	compute_release(env, ranks->order);
	compute_release(env, ranks->earned);
}

/*
 * store_scores fills a slot, best rank first: who reads the top reads few pages.
 */
static int64
store_scores(InfluenceScores *scores)
{
	NewRun run;
	ComputeEnv env;
	ScoreRanks ranks;

	InitComputeEnv(&env, scores->context);
	rank_scores(&ranks, scores, &env);
	BeginRun(&run, &InfluenceSlots, 0);
	FillRunTable(&run, scores, &ranks);
	free_ranks(&ranks, &env);
	InfluenceFreeScores(scores);
	ShowRun(&run);
	SqlCommand("INSERT INTO llmeco.influence_history (run_id, model_id, rank, influence)"
			   " SELECT run_id, model_id, rank, influence FROM llmeco.influence_scores"
			   " WHERE rank OPERATOR(pg_catalog.<=) " HISTORY_ROWS
			   " AND run_id OPERATOR(pg_catalog.=) " INT64_FORMAT "%s",
			   run.run_id,
			   run.slot == 0 ? "" : psprintf(" AND slot OPERATOR(pg_catalog.=) %d", run.slot));
	return run.run_id;
}

/*
 * store_named stores the scores of a run that is not published, in place of those
 * of an earlier one of its name.
 */
static int64
store_named(InfluenceScores *scores, const char *name)
{
	ComputeEnv env;
	ScoreRanks ranks;
	int64 run_id;

	(void) SqlRun("DELETE FROM llmeco.named_scores s USING llmeco.influence_runs r"
				  " WHERE r.run_id = s.run_id AND NOT r.is_published AND r.name = $1",
				  sql_text(name));
	(void) SqlRun("DELETE FROM llmeco.influence_runs r WHERE NOT r.is_published AND r.name = $1",
				  sql_text(name));
	run_id = SqlInt64("SELECT pg_catalog.nextval('llmeco.influence_runs_run_id_seq')");
	InitComputeEnv(&env, scores->context);
	rank_scores(&ranks, scores, &env);
	FillNamedTable(SqlTable("named_scores"), run_id, scores, &ranks);
	free_ranks(&ranks, &env);
	InfluenceFreeScores(scores);
	return run_id;
}

/*
 * weights_value returns n weights, at most 4, as an argument of a statement.
 */
static SqlArg
weights_value(const double *weights, int n)
{
	Datum values[4];

	for (int i = 0; i < n; i++)
		values[i] = Float8GetDatum(weights[i]);
	return sql_value(FLOAT8ARRAYOID,
					 PointerGetDatum(construct_array(values, n, FLOAT8OID, 8, FLOAT8PASSBYVAL,
													 TYPALIGN_DOUBLE)));
}

/*
 * store_run writes the row of the run.
 */
static void
store_run(int64 run_id, const InfluenceScores *scores, const InfluenceStoring *storing,
		  double store_seconds)
{
	const InfluenceParams *params = &scores->params;
	const InfluenceResult *result = &scores->result;

	(void) SqlRun("INSERT INTO llmeco.influence_runs"
				  " (run_id, started_at, finished_at, as_of, alpha, w, lambda, lambda_space, tol,"
				  " max_iter, iterations, residual, converged, models, edges, load_seconds,"
				  " compute_seconds, store_seconds)"
				  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
				  " $17, $18)",
				  sql_int64(run_id), sql_time(scores->started_at), sql_time(GetCurrentTimestamp()),
				  sql_time(params->as_of), weights_value(params->alpha, 3),
				  weights_value(params->w, 4), sql_float8(params->lambda),
				  sql_float8(params->lambda_space), sql_float8(params->tol),
				  sql_value(INT4OID, Int32GetDatum(params->max_iter)),
				  sql_value(INT4OID, Int32GetDatum(result->iterations)),
				  sql_float8(result->residual), sql_bool(result->converged),
				  sql_int64(scores->models), sql_int64(scores->edges),
				  sql_float8(scores->load_seconds), sql_float8(scores->compute_seconds),
				  sql_float8(store_seconds));
	if (storing->name != NULL)
		(void) SqlRun("UPDATE llmeco.influence_runs SET name = $2, is_published = $3"
					  " WHERE run_id = $1",
					  sql_int64(run_id), sql_text(storing->name), sql_bool(!storing->unpublished));
	if (storing->counters_on != NULL)
		(void) SqlRun("UPDATE llmeco.influence_runs SET counters_on = $2 WHERE run_id = $1",
					  sql_int64(run_id), sql_date(*storing->counters_on));
}

/*
 * InfluenceStore computes from the extension's tables and stores the scores,
 * within the caller's transaction, whose changes it sees. Returns the run_id.
 */
int64
InfluenceStore(const InfluenceParams *params, const InfluenceStoring *storing)
{
	GraphQueries queries = {.counters_on = storing->counters_on};
	InfluenceScores *scores;
	instr_time began;
	instr_time ended;
	int64 run_id;
	Oid parent = LockRuns(&InfluenceSlots);
	SqlUser caller;
	int level;

	/* what this transaction wrote, and what the update before us committed */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	scores = InfluenceCompute(params, &queries);
	PopActiveSnapshot();

	INSTR_TIME_SET_CURRENT(began);
	caller = SqlBecomeOwner(parent, AccessShareLock);
	level = SqlConnect();
	run_id = storing->unpublished ? store_named(scores, storing->name) : store_scores(scores);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	store_run(run_id, scores, storing, INSTR_TIME_GET_DOUBLE(ended));
	SqlFinish(level);
	SqlBecome(caller);
	MemoryContextDelete(scores->context);
	return run_id;
}

/*
 * InfluenceUpdate is InfluenceStore with the defaults, as of now().
 */
int64
InfluenceUpdate(void)
{
	InfluenceParams params = {.alpha = {0.6, 0.3, 0.1},
							  .w = {0.2, 0.4, 0.2, 0.2},
							  .lambda = 0.001,
							  .lambda_space = 0.001,
							  .tol = 1e-6,
							  .max_iter = 100,
							  .as_of = GetCurrentTransactionStartTimestamp()};

	return InfluenceStore(&params, &(InfluenceStoring) {0});
}
