/*
 * run_tables.c: results that are a table per run.
 *
 * Each run fills a new table, llmeco.PREFIX_N, indexes it and attaches it to a
 * partitioned parent. A view shows the rows of the newest run, so new results
 * appear with the commit, all at once and together with their run; whoever has
 * an older snapshot goes on seeing the older run. Attaching takes a lock that
 * no reader waits for.
 *
 * Why not update one table: rewriting 2.5 million rows under a key takes 5 to
 * 15 seconds, writes as much WAL again for the indexes and leaves all old rows
 * to vacuum; filling and indexing a new table takes one and a half.
 *
 * Tables of old runs are dropped as the transaction commits: those that a
 * newer run has replaced for every snapshot that there is. That needs an
 * exclusive lock on the parent for the moment of the commit. It is taken only
 * if nobody else is reading at that moment, with a few tries; else the next
 * run drops them. So two runs are kept, three while one is written, and more
 * only as long as some transaction can still see them or readers never pause.
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "optimizer/paths.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "storage/procarray.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "support/compat.h"
#include "support/owner.h"
#include "support/run_tables.h"

/* Tries, 10 ms apart, to find a moment without readers. */
#define DROP_TRIES 20

/* To sort in for indexes, kB. */
#define SORT_MEMORY 16384

/* Of a run's table: PostgreSQL reads 300 times as many rows. */
#define STATISTICS_TARGET 10

const RunTables InfluenceTables = {"influence_scores", "influence_runs", "influence_run_", "Scores",
								   "llmeco.influence"};
const RunTables RankingTables = {"ranking_entries", "ranking_runs", "ranking_run_", "Rankings",
								 "llmeco.rankings"};

/* Kinds of which the current transaction stored a run: look for old ones as it commits. */
#define KINDS 2
static const RunTables *const kinds[KINDS] = {&InfluenceTables, &RankingTables};
static bool drop_pending[KINDS];

static Oid
parent_of(const RunTables *kind)
{
	return get_relname_relid(kind->parent, get_namespace_oid("llmeco", true));
}

/* ---- dropping old runs ---- */

/*
 * oldest_needed_run finds the newest run that every snapshot sees: all before
 * it are out of use. 0: none.
 */
static int64
oldest_needed_run(const RunTables *kind)
{
	Relation rel = table_open(parent_of(kind), AccessShareLock);
	TransactionId horizon = GetOldestNonRemovableTransactionId(rel);
	int64 needed = 0;
	uint64 i;

	table_close(rel, NoLock);
	SPI_execute(psprintf("SELECT run_id, xmin FROM llmeco.%s"
						 " ORDER BY run_id DESC LIMIT 100",
						 kind->runs),
				true, 0);
	for (i = 0; i < SPI_processed && needed == 0; i++)
	{
		HeapTuple row = SPI_tuptable->vals[i];
		TupleDesc desc = SPI_tuptable->tupdesc;
		bool isnull;
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
	int tries;

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
	Oid types[1] = {OIDOID};
	Datum values[1] = {ObjectIdGetDatum(table)};

	SPI_execute_with_args(
		"SELECT FROM pg_catalog.pg_depend"
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
drop_old_runs(const RunTables *kind)
{
	Oid parent = parent_of(kind);
	int64 needed;
	List *tables;
	ListCell *cell;
	Oid user;
	int context;
	bool locked = false;

	if (!OidIsValid(parent))
		return; /* the extension was dropped meanwhile */
	BecomeOwner(parent, AccessShareLock, &user, &context);
	PushActiveSnapshot(GetTransactionSnapshot());
	SPI_connect();
	needed = oldest_needed_run(kind);
	tables = find_inheritance_children(parent, NoLock);
	foreach (cell, tables)
	{
		Oid table = lfirst_oid(cell);
		char *name = get_rel_name(table);
		size_t prefix = strlen(kind->prefix);

		if (name == NULL || strncmp(name, kind->prefix, prefix) != 0 ||
			strtoll(name + prefix, NULL, 10) >= needed)
			continue;
		if (is_depended_on(table))
		{
			ereport(
				WARNING,
				(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
				 errmsg("keeping table \"llmeco.%s\" of an old run, because a view depends on it",
						name),
				 errhint("Use the view %s, which always shows the newest run.", kind->view)));
			continue;
		}
		if (!locked && !try_lock(parent))
			break;
		locked = true;
		if (!ConditionalLockRelationOid(table, AccessExclusiveLock))
			continue;
		RunCommand("DROP TABLE %s", quote_qualified_identifier("llmeco", name));
	}
	SPI_finish();
	PopActiveSnapshot();
	SetUserIdAndSecContext(user, context);
}

static void
at_transaction_end(XactEvent event, void *arg)
{
	int k;

	if (event == XACT_EVENT_PARALLEL_PRE_COMMIT)
		return;
	for (k = 0; k < KINDS; k++)
	{
		bool pending = drop_pending[k];

		drop_pending[k] = false;
		if (pending && event == XACT_EVENT_PRE_COMMIT)
			drop_old_runs(kinds[k]);
	}
}

/* ---- a new run ---- */

/*
 * LockRuns: see run_tables.h.
 */
Oid
LockRuns(const RunTables *kind)
{
	Oid parent = parent_of(kind);
	AclResult allowed;

	if (!OidIsValid(parent))
		ereport(
			ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("table \"llmeco.%s\" does not exist", kind->parent),
			 errhint(
				 "Create the extension llmeco in this database, or ALTER EXTENSION llmeco UPDATE.")));
	allowed = pg_class_aclcheck(parent, GetUserId(), ACL_INSERT);
	if (allowed != ACLCHECK_OK)
		aclcheck_error(allowed, OBJECT_TABLE, psprintf("llmeco.%s", kind->parent));
	LockRelationOid(parent, ShareUpdateExclusiveLock);
	return parent;
}

/*
 * CreateRunTable: see run_tables.h.
 */
char *
CreateRunTable(const RunTables *kind, int64 *run_id, Oid *table)
{
	char *name;
	bool isnull;

	if (SPI_execute(psprintf("SELECT pg_catalog.nextval('llmeco.%s_run_id_seq')", kind->runs),
					false, 1) != SPI_OK_SELECT ||
		SPI_processed != 1)
		elog(ERROR, "could not take a run number");
	*run_id =
		DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	name = psprintf("%s" INT64_FORMAT, kind->prefix, *run_id);
	/* the CHECK spares the attachment a scan */
	RunCommand("CREATE TABLE llmeco.%s (LIKE llmeco.%s,"
			   " CHECK (run_id OPERATOR(pg_catalog.=) '" INT64_FORMAT "'::pg_catalog.int8))",
			   name, kind->parent, *run_id);
	RunCommand("COMMENT ON TABLE llmeco.%s IS '%s of one run, a part of llmeco.%s; read %s.'", name,
			   kind->what, kind->parent, kind->view);
	*table = get_relname_relid(name, get_namespace_oid("llmeco", false));
	return psprintf("llmeco.%s", name);
}

/*
 * is_large: would a scan of a table be worth a parallel worker?
 */
static bool
is_large(Oid table)
{
	Relation rel = table_open(table, AccessShareLock);
	BlockNumber blocks = RelationGetNumberOfBlocks(rel);

	table_close(rel, NoLock);
	return blocks >= (BlockNumber) min_parallel_table_scan_size;
}

static void
set_meanwhile(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
							 false);
}

/*
 * index_table runs commands for a table and analyzes it. Sorting is faster in
 * runs that stay in the processor's caches than at once in memory that is new,
 * so maintenance_work_mem is lowered to that; with so little, PostgreSQL takes
 * a parallel worker only if told how many. Keys and ranks are unique: a small
 * sample tells the planner as much as a large one.
 */
static void
index_table(Oid relid, const char *table, const char *const *indexes, int n)
{
	bool parallel = is_large(relid);
	int nest = NewGUCNestLevel();
	int k;

	if (maintenance_work_mem > SORT_MEMORY)
		set_meanwhile("maintenance_work_mem", CppAsString2(SORT_MEMORY));
	set_meanwhile("default_statistics_target", CppAsString2(STATISTICS_TARGET));
	if (parallel)
		RunCommand("ALTER TABLE %s SET (parallel_workers = 1)", table);
	for (k = 0; k < n; k++)
		RunCommand(indexes[k], table);
	if (parallel)
		RunCommand("ALTER TABLE %s RESET (parallel_workers)", table);
	RunCommand("ANALYZE %s", table);
	AtEOXact_GUC(false, nest);
}

/*
 * AttachRunTable: see run_tables.h.
 */
void
AttachRunTable(const RunTables *kind, Oid relid, const char *table, int64 run_id,
			   const char *const *indexes, int n)
{
	static bool registered = false;
	int k;

	index_table(relid, table, indexes, n);
	RunCommand("ALTER TABLE llmeco.%s ATTACH PARTITION %s FOR VALUES IN ('" INT64_FORMAT "')",
			   kind->parent, table, run_id);

	if (!registered)
	{
		RegisterXactCallback(at_transaction_end, NULL);
		registered = true;
	}
	for (k = 0; k < KINDS; k++)
		drop_pending[k] |= kinds[k] == kind;
}
