/*
 * influence_store.c: stores the scores of a run with ranks.
 *
 * Each run fills a new table, llmeco.influence_run_N, indexes it and attaches
 * it to llmeco.influence_scores. The view llmeco.influence shows the rows of
 * the newest run in llmeco.influence_runs, so the new scores appear with the
 * commit, all at once and together with their run; whoever has an older
 * snapshot goes on seeing the older run. Attaching takes a lock that no reader
 * waits for.
 *
 * Why not update one table: rewriting 2.5 million rows under a key takes 5 to
 * 15 seconds, writes as much WAL again for the indexes and leaves all old rows
 * to vacuum; filling and indexing a new table takes one and a half.
 *
 * Tables of old runs are dropped as the transaction commits: those that a
 * newer run has replaced for every snapshot that there is. That needs an
 * exclusive lock on llmeco.influence_scores for the moment of the commit. It
 * is taken only if nobody else is reading at that moment, with a few tries;
 * else the next run drops them. So two runs are kept, three while one is
 * written, and more only as long as some transaction can still see them or
 * readers never pause.
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "storage/lmgr.h"
#include "storage/procarray.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "influence.h"
#include "influence_rank.h"
#include "owner.h"
#include "score_table.h"

#define SCORES_TABLE "influence_scores"
#define RUN_TABLE_PREFIX "influence_run_"
#define HISTORY_ROWS "1000"

/* Tries, 10 ms apart, to find a moment without readers. */
#define DROP_TRIES 20

/* The current transaction stored a run: look for old ones as it commits. */
static bool drop_pending = false;

static Oid
scores_table(void)
{
	return get_relname_relid(SCORES_TABLE, get_namespace_oid("llmeco", false));
}

/*
 * run_sql executes one command of ours, made as printf does.
 */
static void pg_attribute_printf(1, 2)
run_sql(const char *format,...)
{
	StringInfoData sql;
	int			status;

	initStringInfo(&sql);
	for (;;)
	{
		va_list		args;
		int			more;

		va_start(args, format);
		more = appendStringInfoVA(&sql, format, args);
		va_end(args);
		if (more == 0)
			break;
		enlargeStringInfo(&sql, more);
	}
	status = SPI_execute(sql.data, false, 0);
	if (status < 0)
		elog(ERROR, "could not execute \"%s\": %s", sql.data,
			 SPI_result_code_string(status));
	pfree(sql.data);
}

/* ---- dropping old runs ---- */

/*
 * oldest_needed_run finds the newest run that every snapshot sees: all before
 * it are out of use. 0: none.
 */
static int64
oldest_needed_run(void)
{
	Relation	rel = table_open(scores_table(), AccessShareLock);
	TransactionId horizon = GetOldestNonRemovableTransactionId(rel);
	int64		needed = 0;
	uint64		i;

	table_close(rel, NoLock);
	SPI_execute("SELECT run_id, xmin FROM llmeco.influence_runs"
				" ORDER BY run_id DESC LIMIT 100", true, 0);
	for (i = 0; i < SPI_processed && needed == 0; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		bool		isnull;
		TransactionId xmin;

		xmin = DatumGetTransactionId(SPI_getbinval(row, desc, 2, &isnull));
		if (TransactionIdPrecedes(xmin, horizon))
			needed = DatumGetInt64(SPI_getbinval(row, desc, 1, &isnull));
	}
	return needed;
}

/*
 * try_lock waits a little for a moment in which nobody else uses a table.
 */
static bool
try_lock(Oid relid)
{
	int			tries;

	for (tries = 0; tries < DROP_TRIES; tries++)
	{
		if (ConditionalLockRelationOid(relid, AccessExclusiveLock))
			return true;
		CHECK_FOR_INTERRUPTS();
		pg_usleep(10000L);
	}
	return false;
}

/*
 * is_depended_on: has somebody built a view on a run's table? It is kept then
 * rather than let every update end in an error.
 */
static bool
is_depended_on(Oid table)
{
	Oid			types[1] = {OIDOID};
	Datum		values[1] = {ObjectIdGetDatum(table)};

	SPI_execute_with_args("SELECT FROM pg_catalog.pg_depend"
						  " WHERE refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass"
						  " AND refobjid OPERATOR(pg_catalog.=) $1"
						  " AND classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass",
						  1, types, values, NULL, true, 1);
	return SPI_processed > 0;
}

/*
 * drop_old_runs drops the tables of runs that nobody can see any more.
 */
static void
drop_old_runs(void)
{
	Oid			parent = scores_table();
	int64		needed;
	List	   *tables;
	ListCell   *cell;
	Oid			user;
	int			context;
	bool		locked = false;

	if (!OidIsValid(parent))
		return;					/* the extension was dropped meanwhile */
	BecomeOwner(parent, AccessShareLock, &user, &context);
	PushActiveSnapshot(GetTransactionSnapshot());
	SPI_connect();
	needed = oldest_needed_run();
	tables = find_inheritance_children(parent, NoLock);
	foreach(cell, tables)
	{
		Oid			table = lfirst_oid(cell);
		char	   *name = get_rel_name(table);
		size_t		prefix = strlen(RUN_TABLE_PREFIX);

		if (name == NULL || strncmp(name, RUN_TABLE_PREFIX, prefix) != 0 ||
			strtoll(name + prefix, NULL, 10) >= needed)
			continue;
		if (is_depended_on(table))
		{
			ereport(WARNING,
					(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
					 errmsg("keeping table \"llmeco.%s\" of an old run, because a view depends on it",
							name),
					 errhint("Use the view llmeco.influence, which always shows the newest run.")));
			continue;
		}
		if (!locked && !try_lock(parent))
			break;
		locked = true;
		if (!ConditionalLockRelationOid(table, AccessExclusiveLock))
			continue;
		run_sql("DROP TABLE %s",
				quote_qualified_identifier("llmeco", name));
	}
	SPI_finish();
	PopActiveSnapshot();
	SetUserIdAndSecContext(user, context);
}

static void
at_transaction_end(XactEvent event, void *arg)
{
	if (!drop_pending || event == XACT_EVENT_PARALLEL_PRE_COMMIT)
		return;
	drop_pending = false;
	if (event == XACT_EVENT_PRE_COMMIT)
		drop_old_runs();
}

/* ---- storing a run ---- */

/*
 * next_run_id takes the number of the run from its sequence.
 */
static int64
next_run_id(void)
{
	bool		isnull;

	if (SPI_execute("SELECT pg_catalog.nextval('llmeco.influence_runs_run_id_seq')",
					false, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not take a run number");
	return DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
									   SPI_tuptable->tupdesc, 1, &isnull));
}

/*
 * index_table makes the keys of the run's table. Sorting in memory takes some
 * 50 bytes a model, less than the scores took, which are freed by now:
 * maintenance_work_mem is raised to that, to 1 GB at most.
 */
static void
index_table(const char *table, int64 models)
{
	int64		wanted = Min(models * 64 / 1024, 1024 * 1024);
	int			nest = NewGUCNestLevel();
	char		value[32];

	if (wanted > maintenance_work_mem)
	{
		snprintf(value, sizeof(value), INT64_FORMAT "kB", wanted);
		(void) set_config_option("maintenance_work_mem", value, PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	}
	run_sql("ALTER TABLE %s ADD PRIMARY KEY (model_id), ADD UNIQUE (rank)", table);
	AtEOXact_GUC(false, nest);
}

/*
 * store_table makes the run's table: filled, indexed, attached. The CHECK
 * spares the attachment a scan.
 */
static void
store_table(int64 run_id, InfluenceScores *scores)
{
	char	   *table = psprintf("llmeco." RUN_TABLE_PREFIX INT64_FORMAT, run_id);
	ComputeEnv	env;
	int32_t    *order;

	run_sql("CREATE TABLE %s (LIKE llmeco." SCORES_TABLE ","
			" CHECK (run_id OPERATOR(pg_catalog.=) '" INT64_FORMAT "'::pg_catalog.int8))",
			table, run_id);
	run_sql("COMMENT ON TABLE %s IS 'Scores of one run, a part of llmeco." SCORES_TABLE
			"; read llmeco.influence.'", table);
	InitComputeEnv(&env, scores->context);
	order = compute_alloc(&env, scores->models, sizeof(int32_t));
	influence_order(order, scores->result.influence, scores->keys,
					scores->models, &env);
	FillRunTable(get_relname_relid(psprintf(RUN_TABLE_PREFIX INT64_FORMAT, run_id),
								   get_namespace_oid("llmeco", false)),
				 scores, order, run_id);
	compute_release(&env, order);
	FreeScores(scores);
	index_table(table, scores->models);
	run_sql("ANALYZE %s", table);
	run_sql("ALTER TABLE llmeco." SCORES_TABLE " ATTACH PARTITION %s"
			" FOR VALUES IN ('" INT64_FORMAT "')", table, run_id);
	run_sql("INSERT INTO llmeco.influence_history (run_id, model_id, rank, influence)"
			" SELECT run_id, model_id, rank, influence FROM %s"
			" WHERE rank OPERATOR(pg_catalog.<=) " HISTORY_ROWS, table);
	pfree(table);
}

/*
 * store_run writes the row of the run, which makes its scores the current.
 */
static void
store_run(int64 run_id, const InfluenceScores *scores, double store_seconds)
{
	const InfluenceParams *params = &scores->params;
	Datum		alpha[3];
	Datum		w[4];
	Oid			types[18] = {
		INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, TIMESTAMPTZOID,
		FLOAT8ARRAYOID, FLOAT8ARRAYOID, FLOAT8OID, FLOAT8OID, FLOAT8OID,
		INT4OID, INT4OID, FLOAT8OID, BOOLOID, INT8OID, INT8OID,
		FLOAT8OID, FLOAT8OID, FLOAT8OID
	};
	Datum		values[18];
	int			i;

	for (i = 0; i < 3; i++)
		alpha[i] = Float8GetDatum(params->alpha[i]);
	for (i = 0; i < 4; i++)
		w[i] = Float8GetDatum(params->w[i]);
	i = 0;
	values[i++] = Int64GetDatum(run_id);
	values[i++] = TimestampTzGetDatum(scores->started_at);
	values[i++] = TimestampTzGetDatum(GetCurrentTimestamp());
	values[i++] = TimestampTzGetDatum(params->as_of);
	values[i++] = PointerGetDatum(construct_array(alpha, 3, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[i++] = PointerGetDatum(construct_array(w, 4, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
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
 * lock_scores lets one update run at a time, after checking that the caller
 * may store scores. No reader waits for this lock, nor it for readers.
 */
static void
lock_scores(void)
{
	Oid			relid = scores_table();
	AclResult	allowed;

	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"llmeco." SCORES_TABLE "\" does not exist"),
				 errhint("Create the extension llmeco in this database.")));
	allowed = pg_class_aclcheck(relid, GetUserId(), ACL_INSERT);
	if (allowed != ACLCHECK_OK)
		aclcheck_error(allowed, OBJECT_TABLE, "llmeco." SCORES_TABLE);
	LockRelationOid(relid, ShareUpdateExclusiveLock);
}

/*
 * StoreInfluence: see influence.h.
 */
int64
StoreInfluence(const InfluenceParams *params)
{
	static bool registered = false;
	GraphQueries queries = {NULL, NULL, NULL};
	InfluenceScores *scores;
	instr_time	began;
	instr_time	ended;
	int64		run_id;
	Oid			user;
	int			context;

	if (!registered)
	{
		RegisterXactCallback(at_transaction_end, NULL);
		registered = true;
	}
	lock_scores();

	/* what this transaction wrote, and what the update before us committed */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	scores = ComputeInfluence(params, &queries);
	PopActiveSnapshot();

	INSTR_TIME_SET_CURRENT(began);
	BecomeOwner(scores_table(), AccessShareLock, &user, &context);
	SPI_connect();
	run_id = next_run_id();
	store_table(run_id, scores);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	store_run(run_id, scores, INSTR_TIME_GET_DOUBLE(ended));
	SPI_finish();
	SetUserIdAndSecContext(user, context);
	drop_pending = true;
	MemoryContextDelete(scores->context);
	return run_id;
}
