/*
 * influence_store.c: stores the scores of a run with ranks, in a slot of
 * llmeco.influence_scores (run_slots.c), which the view llmeco.influence shows.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/array.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "support/arrays.h"
#include "influence/influence_compute.h"
#include "influence/influence_store.h"
#include "kernel/influence_rank.h"
#include "support/owner.h"
#include "support/run_slots.h"
#include "influence/score_table.h"

#define HISTORY_ROWS "1000"

/*
 * store_scores fills a slot, best rank first: who reads the top reads few pages.
 */
static int64
store_scores(InfluenceScores *scores)
{
	NewRun run;
	ComputeEnv env;
	int32_t *order;

	InitComputeEnv(&env, scores->context);
	order = compute_alloc(&env, scores->models, sizeof(int32_t));
	influence_order(order, scores->result.influence, scores->keys, scores->models, &env);
	BeginRun(&run, &InfluenceSlots);
	FillRunTable(&run, scores, order);
	compute_release(&env, order);
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
 * store_run writes the row of the run.
 */
static void
store_run(int64 run_id, const InfluenceScores *scores, double store_seconds)
{
	const InfluenceParams *params = &scores->params;
	Datum alpha[3];
	Datum w[4];
	Oid types[18] = {INT8OID,        TIMESTAMPTZOID, TIMESTAMPTZOID, TIMESTAMPTZOID, FLOAT8ARRAYOID,
					 FLOAT8ARRAYOID, FLOAT8OID,      FLOAT8OID,      FLOAT8OID,      INT4OID,
					 INT4OID,        FLOAT8OID,      BOOLOID,        INT8OID,        INT8OID,
					 FLOAT8OID,      FLOAT8OID,      FLOAT8OID};
	Datum values[18];
	int i;

	for (i = 0; i < 3; i++)
		alpha[i] = Float8GetDatum(params->alpha[i]);
	for (i = 0; i < 4; i++)
		w[i] = Float8GetDatum(params->w[i]);
	i = 0;
	values[i++] = Int64GetDatum(run_id);
	values[i++] = TimestampTzGetDatum(scores->started_at);
	values[i++] = TimestampTzGetDatum(GetCurrentTimestamp());
	values[i++] = TimestampTzGetDatum(params->as_of);
	values[i++] =
		PointerGetDatum(construct_array(alpha, 3, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[i++] =
		PointerGetDatum(construct_array(w, 4, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[i++] = Float8GetDatum(params->lambda);
	values[i++] = Float8GetDatum(params->lambda_space);
	values[i++] = Float8GetDatum(params->tol);
	values[i++] = Int32GetDatum(params->max_iter);
	values[i++] = Int32GetDatum(scores->result.iterations);
	values[i++] = Float8GetDatum(scores->result.residual);
	values[i++] = BoolGetDatum(scores->result.converged);
	values[i++] = Int64GetDatum(scores->models);
	values[i++] = Int64GetDatum(scores->edges);
	values[i++] = Float8GetDatum(scores->load_seconds);
	values[i++] = Float8GetDatum(scores->compute_seconds);
	values[i++] = Float8GetDatum(store_seconds);
	if (SPI_execute_with_args("INSERT INTO llmeco.influence_runs"
							  " (run_id, started_at, finished_at, as_of, alpha, w,"
							  " lambda, lambda_space, tol, max_iter, iterations,"
							  " residual, converged, models, edges,"
							  " load_seconds, compute_seconds, store_seconds)"
							  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
							  " $11, $12, $13, $14, $15, $16, $17, $18)",
							  18, types, values, NULL, false, 0) != SPI_OK_INSERT)
		elog(ERROR, "could not store the run");
}

/*
 * InfluenceStore computes from the extension's tables and stores the scores,
 * within the caller's transaction, whose changes it sees. Returns the run_id.
 */
int64
InfluenceStore(const InfluenceParams *params)
{
	GraphQueries queries = {NULL, NULL, NULL};
	InfluenceScores *scores;
	instr_time began;
	instr_time ended;
	int64 run_id;
	Oid parent = LockRuns(&InfluenceSlots);
	Oid user;
	int context;

	/* what this transaction wrote, and what the update before us committed */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	scores = InfluenceCompute(params, &queries);
	PopActiveSnapshot();

	INSTR_TIME_SET_CURRENT(began);
	BecomeOwner(parent, AccessShareLock, &user, &context);
	SPI_connect();
	run_id = store_scores(scores);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	store_run(run_id, scores, INSTR_TIME_GET_DOUBLE(ended));
	SPI_finish();
	SetUserIdAndSecContext(user, context);
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

	return InfluenceStore(&params);
}
