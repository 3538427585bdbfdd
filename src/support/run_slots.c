/*
 * run_slots.c: results of which each run replaces the one before.
 *
 * Words: an answer is what users ask for (influence, rankings, families). It has three
 * slots, tables with the same columns that are there as long as the extension
 * is, partitions by slot of one parent. Each holds the rows of one run. One
 * slot is shown, the others are hidden: a table, a row a slot, says which, and
 * the answer's view has WHERE slot = llmeco_shown_slot(answer).
 *
 * An update takes a hidden slot, empties it, fills it, and shows it. So new
 * results appear with the commit, all at once; whoever has an older snapshot
 * goes on seeing the older run. No table is made or dropped, no command of the
 * update is one that an event trigger, a dependency, another role's partition
 * or a dump could meet.
 *
 * What holds at any moment, and all else rests on: to a snapshot that sees a
 * slot as shown, the slot has the rows of exactly one run.
 *
 * Emptying, the fast way: the slot gets new files, as by TRUNCATE, is filled
 * past its indexes, which are built at the end, with rows that are frozen from
 * the start. That is not MVCC: older snapshots would see the new rows. So the
 * slot must be one that no snapshot can see as shown: the transaction that hid
 * it (xmin of its row) precedes the oldest xmin that anybody has, a prepared
 * transaction, a replication slot or a standby's feedback included. And it
 * needs the slot locked exclusively until the commit, which is never waited
 * for: where anybody holds the slot in any way (a dump holds every table for
 * hours; vacuum; a cursor of our own transaction), another one is tried.
 *
 * Emptying, the slow way: rows are deleted and inserted, and index entries with
 * them, one by one. Right beside everybody at all times, at 2.5 times the time
 * of an update (150,000 models; storing alone 3.7 times); vacuum clears up. It
 * is taken where no hidden slot is free, and
 * always where there are copies of this server (walsenders, replication slots,
 * WAL archiving): a standby replays an exclusive lock, and would cancel a dump
 * or an idle transaction that reads there, of which no feedback speaks.
 *
 * Changing in place: where a run differs little from the shown one, the rows that
 * differ are deleted from that one's slot and inserted, as any transaction would: an
 * older snapshot goes on seeing what it saw. Not where the transaction's own snapshot
 * has an older run.
 *
 * Who reads locks the shown slot only: the planner asks shown_slot_support(),
 * which puts the slot's number into the plan, and all others are pruned before
 * they are locked. Otherwise nobody could read while a slot is filled. A plan
 * that is kept must not outlive what it was made for:
 *
 * - To show another slot invalidates the parent, which the views' queries
 *   depend on. A transaction becomes visible before its invalidations are sent,
 *   so whoever sees the old slot as the newest gets the message later.
 * - A transaction of isolation REPEATABLE READ or SERIALIZABLE may have a slot
 *   in its plans that is no longer the newest. Its session makes new ones of
 *   all plans as it ends.
 * - Elsewhere (a function that is planned with the older snapshot of the query
 *   that calls it) the number is left to the executor, and the plan locks all
 *   three slots; it may have to wait for an update to commit. With a plan of
 *   its own from before, such a function reads a slot that its snapshot does
 *   not see as shown: the rows of one run there, too, as no snapshot sees more.
 *
 * Locks of an update: ShareUpdateExclusive on the parent, one update at a time;
 * on its slot AccessExclusive, conditionally, or RowExclusive; RowExclusive on
 * the table that says what is shown. None of these stops who reads the view.
 *
 * Why not one table: to rewrite its rows is the slow way, always. Why not a
 * table a run: making and dropping tables is DDL, which others can stop, which
 * breaks dumps under way, and which locks the parent, here and on standbys.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/transam.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "catalog/index.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/paths.h"
#include "pgstat.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "storage/predicate.h"
#include "storage/procarray.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "support/compat.h"
#include "support/run_slots.h"
#include "support/sql.h"

#define SLOTS 3

/* To sort in for indexes, kB. */
#define SORT_MEMORY 16384

/* Of a slot: PostgreSQL reads 300 times as many rows. */
#define STATISTICS_TARGET 10

static const char *const influence_indexes[] =
	{"ALTER TABLE %s ADD PRIMARY KEY (model_id), ADD UNIQUE (rank)", NULL};
static const char *const ranking_indexes[] =
	{"ALTER TABLE %s ADD UNIQUE (author_id)", "CREATE INDEX ON %s (rank)",
	 "CREATE UNIQUE INDEX ON %s (ranking, key)"
	 " WHERE ranking OPERATOR(pg_catalog.<>) 'author'::pg_catalog.text",
	 NULL};

const RunSlots InfluenceSlots = {"influence",      "influence_scores", "influence_slots",
								 "influence_runs", "influence_run_",   influence_indexes};
const RunSlots RankingSlots = {"rankings",     "ranking_entries", "ranking_slots",
							   "ranking_runs", "ranking_run_",    ranking_indexes};

const RunSlots FamilySlots = {"families", "family_shares", "family_slots", "family_runs"};
const RunSlots FamilyTotalSlots = {"family_totals", "family_totals", "family_total_slots",
								   "family_runs"};

static const RunSlots *const kinds[] = {&InfluenceSlots, &RankingSlots, &FamilySlots,
										&FamilyTotalSlots};

extern PGDLLEXPORT Datum llmeco_shown_slot(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_shown_slot_support(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_shown_slot);
PG_FUNCTION_INFO_V1(llmeco_shown_slot_support);

/* ---- which slot is shown ---- */

/* Columns of the table that says so. */
enum
{
	SLOT_SLOT = 1,
	SLOT_RUN_ID,
	SLOT_IS_SHOWN
};

/* A slot and the run whose rows are in it; 0 and 0: none. */
typedef struct ShownRun
{
	int slot;
	int64 run_id;
} ShownRun;

/*
 * read_shown finds what a snapshot sees as shown. Of two, which a transaction sees
 * whose snapshot is older than the update before its own, the later run is its own.
 */
static ShownRun
read_shown(const RunSlots *kind, Snapshot snapshot)
{
	Relation rel = table_open(SqlTable(kind->slots), AccessShareLock);
	SysScanDesc scan;
	HeapTuple row;
	ShownRun shown = {0};

	snapshot = RegisterSnapshot(snapshot);
	scan = systable_beginscan(rel, InvalidOid, false, snapshot, 0, NULL);
	while ((row = systable_getnext(scan)) != NULL)
	{
		TupleDesc desc = RelationGetDescr(rel);
		bool isnull;
		int64 run_id = DatumGetInt64(heap_getattr(row, SLOT_RUN_ID, desc, &isnull));

		if (DatumGetBool(heap_getattr(row, SLOT_IS_SHOWN, desc, &isnull)) &&
			(shown.slot == 0 || run_id > shown.run_id))
			shown = (ShownRun) {DatumGetInt32(heap_getattr(row, SLOT_SLOT, desc, &isnull)), run_id};
	}
	systable_endscan(scan);
	UnregisterSnapshot(snapshot);
	table_close(rel, AccessShareLock);
	return shown;
}

/*
 * find_kind returns the kind of an answer that SQL names.
 */
static const RunSlots *
find_kind(const text *answer)
{
	const char *name = text_to_cstring(answer);

	for (int k = 0; k < lengthof(kinds); k++)
		if (strcmp(kinds[k]->answer, name) == 0)
			return kinds[k];
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("there is no answer \"%s\"", name),
			 errhint("Answers are influence, rankings, families and family_totals.")));
}

/* What a call found, and by which snapshot: next to always, all rows of a query ask again. */
typedef struct ShownSlot
{
	TransactionId xmin;
	TransactionId xmax;
	uint32 xcnt;
	int32 subxcnt;
	CommandId curcid;
	int slot;
} ShownSlot;

/*
 * llmeco_shown_slot(answer) returns the slot that the query's snapshot sees as
 * shown; NULL: none.
 */
Datum
llmeco_shown_slot(PG_FUNCTION_ARGS)
{
	Snapshot snapshot = GetActiveSnapshot();
	ShownSlot *found = fcinfo->flinfo->fn_extra;

	if (found == NULL)
		found = fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(ShownSlot));
	/* transactions only leave what two snapshots of the same limits see as running */
	if (found->xmin != snapshot->xmin || found->xmax != snapshot->xmax ||
		found->xcnt != snapshot->xcnt || found->subxcnt != snapshot->subxcnt ||
		found->curcid != snapshot->curcid)
	{
		found->xmin = InvalidTransactionId;
		found->slot = read_shown(find_kind(PG_GETARG_TEXT_PP(0)), snapshot).slot;
		found->xmin = snapshot->xmin;
		found->xmax = snapshot->xmax;
		found->xcnt = snapshot->xcnt;
		found->subxcnt = snapshot->subxcnt;
		found->curcid = snapshot->curcid;
	}
	if (found->slot == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(found->slot);
}

/* ---- which slot is shown, for plans ---- */

static bool reset_pending = false;

/*
 * reset_plans has a session's plans made anew as the transaction ends whose
 * snapshot they were made for.
 */
static void
reset_plans(XactEvent event, void *arg)
{
	if (!reset_pending || event == XACT_EVENT_PRE_COMMIT || event == XACT_EVENT_PRE_PREPARE ||
		event == XACT_EVENT_PARALLEL_PRE_COMMIT)
		return;
	reset_pending = false;
	ResetPlanCache();
}

/*
 * is_read: is the parent in the query that is planned? What is not in it could
 * not invalidate it.
 */
static bool
is_read(Oid parent, const PlannerInfo *root)
{
	ListCell *cell;

	foreach (cell, root->parse->rtable)
		if (lfirst_node(RangeTblEntry, cell)->relid == parent)
			return true;
	return false;
}

/*
 * slot_for_plan finds the slot that a plan may have in it; 0: none, the
 * executor is to ask.
 */
static int
slot_for_plan(const RunSlots *kind, PlannerInfo *root)
{
	static bool registered = false;
	Oid parent = SqlTable(kind->parent);
	ShownRun shown;

	if (!OidIsValid(parent) || !is_read(parent, root) || !ActiveSnapshotSet() || IsInParallelMode())
		return 0;
	shown = read_shown(kind, GetActiveSnapshot());
	/* a query that asks twice has the same slot in all its parts */
	if (shown.slot == 0 || list_member_oid(root->glob->relationOids, parent))
		return shown.slot;
	/* or in none: a run that was replaced stays so, while its slot may be shown again */
	if (shown.run_id != read_shown(kind, GetLatestSnapshot()).run_id)
	{
		if (!IsolationUsesXactSnapshot())
			return 0;
		if (!registered)
			RegisterXactCallback(reset_plans, NULL);
		registered = true;
		reset_pending = true;
	}
	root->glob->relationOids = lappend_oid(root->glob->relationOids, parent);
	return shown.slot;
}

/*
 * llmeco_shown_slot_support() puts the slot into plans.
 */
Datum
llmeco_shown_slot_support(PG_FUNCTION_ARGS)
{
	SupportRequestSimplify *request = (SupportRequestSimplify *) PG_GETARG_POINTER(0);
	const Const *answer;
	int slot;

	if (!IsA(request, SupportRequestSimplify) || request->root == NULL ||
		list_length(request->fcall->args) != 1)
		PG_RETURN_POINTER(NULL);
	answer = linitial(request->fcall->args);
	if (!IsA(answer, Const) || answer->constisnull)
		PG_RETURN_POINTER(NULL);
	slot = slot_for_plan(find_kind(DatumGetTextPP(answer->constvalue)), request->root);
	if (slot == 0)
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(
		makeConst(INT4OID, -1, InvalidOid, sizeof(int32), Int32GetDatum(slot), false, true));
}

/* ---- statements ---- */

/*
 * run_now executes a statement that sees what is committed by now, whatever the
 * isolation: updates come one after the other.
 */
static void
run_now(const char *sql)
{
	MemoryContext caller = CurrentMemoryContext;
	SPIPlanPtr plan = SPI_prepare(sql, 0, NULL);
	int status;

	if (plan == NULL)
		elog(ERROR, "could not prepare \"%s\": %s", sql, SPI_result_code_string(SPI_result));
	status = SPI_execute_snapshot(plan, NULL, NULL, GetLatestSnapshot(), InvalidSnapshot, false,
								  true, 0);
	if (status < 0)
		elog(ERROR, "could not execute \"%s\": %s", sql, SPI_result_code_string(status));
	SPI_freeplan(plan);
	MemoryContextSwitchTo(caller);
}

/* ---- a hidden slot ---- */

/* A slot as the newest snapshot sees it. */
typedef struct Slot
{
	int number;
	int64 run_id; /* 0: was never filled */
	bool is_shown;
	TransactionId changed; /* who filled or hid it */
} Slot;

static int
compare_slots(const void *a, const void *b)
{
	const Slot *left = a;
	const Slot *right = b;

	if (left->run_id != right->run_id)
		return left->run_id < right->run_id ? -1 : 1;
	return left->number - right->number;
}

/*
 * read_slots fills the slots, longest hidden first.
 */
static void
read_slots(const RunSlots *kind, Slot *slots)
{
	for (int s = 0; s < SLOTS; s++)
		slots[s] = (Slot) {.number = s + 1, .changed = FrozenTransactionId};
	run_now(psprintf("SELECT slot, run_id, is_shown, xmin FROM llmeco.%s", kind->slots));
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple row = SPI_tuptable->vals[i];
		TupleDesc desc = SPI_tuptable->tupdesc;
		bool isnull;
		int number = DatumGetInt32(SPI_getbinval(row, desc, SLOT_SLOT, &isnull));

		if (number < 1 || number > SLOTS)
			elog(ERROR, "llmeco.%s has a slot %d", kind->slots, number);
		slots[number - 1] =
			(Slot) {number, DatumGetInt64(SPI_getbinval(row, desc, SLOT_RUN_ID, &isnull)),
					DatumGetBool(SPI_getbinval(row, desc, SLOT_IS_SHOWN, &isnull)),
					DatumGetTransactionId(SPI_getbinval(row, desc, SLOT_IS_SHOWN + 1, &isnull))};
	}
	SPI_freetuptable(SPI_tuptable);
	qsort(slots, SLOTS, sizeof(Slot), compare_slots);
}

static Oid
table_of(const RunSlots *kind, const Slot *slot)
{
	char *name = psprintf("%s_%d", kind->parent, slot->number);
	Oid table = SqlTable(name);

	if (!OidIsValid(table))
		elog(ERROR, "there is no table llmeco.%s", name);
	return table;
}

/*
 * has_copies: may there be another server that replays what this one does?
 */
static bool
has_copies(void)
{
	bool found;

	if (XLogArchivingActive())
		return true;
	(void) SqlRead("SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_get_wal_senders())"
				   " OR EXISTS (SELECT FROM pg_catalog.pg_get_replication_slots())");
	found = SqlResultBool(0, 1);
	SqlResultFree();
	return found;
}

/*
 * try_to_empty gives a hidden slot new files, if no snapshot can see it as
 * shown and nobody holds it, we ourselves included.
 */
static bool
try_to_empty(const Slot *slot, Oid table)
{
	Relation rel;
	Relation toast;

	if (!ConditionalLockRelationOid(table, AccessExclusiveLock))
		return false;
	rel = table_open(table, NoLock);
	if (rel->rd_refcnt != 1 || AfterTriggerPendingOnRel(table) ||
		!TransactionIdPrecedes(slot->changed, GetOldestNonRemovableTransactionId(rel)))
	{
		table_close(rel, AccessExclusiveLock);
		return false;
	}
	CheckTableForSerializableConflictIn(rel);
	RelationSetNewRelfilenumber(rel, rel->rd_rel->relpersistence);
	if (OidIsValid(rel->rd_rel->reltoastrelid))
	{
		toast = table_open(rel->rd_rel->reltoastrelid, AccessExclusiveLock);
		RelationSetNewRelfilenumber(toast, toast->rd_rel->relpersistence);
		table_close(toast, NoLock);
	}
	pgstat_count_truncate(rel);
	table_close(rel, NoLock);
	return true;
}

/*
 * delete_rows deletes what is in a slot. Not by DELETE: no trigger and no policy
 * has a say in it.
 */
static void
delete_rows(Oid table)
{
	Relation rel = table_open(table, RowExclusiveLock);
	Snapshot snapshot;
	TableScanDesc scan;
	TupleTableSlot *row = table_slot_create(rel, NULL);

	CommandCounterIncrement();
	snapshot = RegisterSnapshot(GetLatestSnapshot());
	scan = table_beginscan(rel, snapshot, 0, NULL);
	while (table_scan_getnextslot(scan, ForwardScanDirection, row))
	{
		CHECK_FOR_INTERRUPTS();
		simple_table_tuple_delete(rel, &row->tts_tid, snapshot);
	}
	table_endscan(scan);
	UnregisterSnapshot(snapshot);
	ExecDropSingleTupleTableSlot(row);
	table_close(rel, NoLock);
	CommandCounterIncrement();
}

/*
 * take_slot makes a hidden slot empty.
 */
static void
take_slot(NewRun *run)
{
	Slot slots[SLOTS];
	const Slot *oldest = NULL;
	bool fast = !has_copies();

	read_slots(run->kind, slots);
	for (int s = 0; s < SLOTS && !run->emptied; s++)
	{
		if (slots[s].is_shown)
			continue;
		if (oldest == NULL)
			oldest = &slots[s];
		run->slot = slots[s].number;
		run->table = table_of(run->kind, &slots[s]);
		run->emptied = fast && try_to_empty(&slots[s], run->table);
	}
	if (oldest == NULL)
		elog(ERROR, "all slots of llmeco.%s are shown", run->kind->slots);
	if (!run->emptied)
	{
		run->slot = oldest->number;
		run->table = table_of(run->kind, oldest);
		delete_rows(run->table);
	}
	run->name = psprintf("llmeco.%s_%d", run->kind->parent, run->slot);
}

/* ---- before 1.2.0 ---- */

/*
 * create_run_table makes the table of a run for an installation whose SQL is
 * that of 1.1.0 or 1.0.0 still. Tables of old runs are dropped with the update
 * to 1.2.0, not before.
 */
static void
create_run_table(NewRun *run)
{
	const RunSlots *kind = run->kind;
	char *name = psprintf("%s" INT64_FORMAT, kind->old_prefix, run->run_id);

	/* the CHECK spares the attachment a scan */
	SqlCommand("CREATE TABLE llmeco.%s (LIKE llmeco.%s,"
			   " CHECK (run_id OPERATOR(pg_catalog.=) '" INT64_FORMAT "'::pg_catalog.int8))",
			   name, kind->parent, run->run_id);
	run->table = SqlTable(name);
	run->name = psprintf("llmeco.%s", name);
	run->emptied = true;
}

/*
 * attach_run_table indexes it and makes it a partition.
 */
static void
attach_run_table(const NewRun *run)
{
	for (const char *const *command = run->kind->old_indexes; *command != NULL; command++)
		SqlCommand(*command, run->name);
	SqlCommand("ALTER TABLE llmeco.%s ATTACH PARTITION %s FOR VALUES IN ('" INT64_FORMAT "')",
			   run->kind->parent, run->name, run->run_id);
}

/* ---- a new run ---- */

/*
 * LockRuns lets one run be stored at a time, after checking that the caller
 * may. No reader waits for this lock, nor it for readers. Its value is the
 * parent.
 */
Oid
LockRuns(const RunSlots *kind)
{
	Oid parent = SqlTable(kind->parent);
	AclResult allowed;

	if (!OidIsValid(parent))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"llmeco.%s\" does not exist", kind->parent),
				 errhint("Create the extension llmeco in this database, or ALTER EXTENSION llmeco "
						 "UPDATE.")));
	allowed = pg_class_aclcheck(parent, GetUserId(), ACL_INSERT);
	if (allowed != ACLCHECK_OK)
		aclcheck_error(allowed, OBJECT_TABLE, psprintf("llmeco.%s", kind->parent));
	LockRelationOid(parent, ShareUpdateExclusiveLock);
	return parent;
}

/*
 * BeginRun numbers a run, unless it has a number, and makes room for its rows,
 * which the caller puts into run->fill. After LockRuns, as the owner of the
 * parent and connected to SPI.
 */
void
BeginRun(NewRun *run, const RunSlots *kind, int64 run_id)
{
	*run = (NewRun) {.kind = kind, .run_id = run_id};
	if (run_id == 0)
		run->run_id =
			SqlInt64(psprintf("SELECT pg_catalog.nextval('llmeco.%s_run_id_seq')", kind->runs));
	if (OidIsValid(SqlTable(kind->slots)))
		take_slot(run);
	else
		create_run_table(run);
	FillBegin(&run->fill, run->table,
			  run->emptied ? TABLE_INSERT_SKIP_FSM | TABLE_INSERT_FROZEN : 0, !run->emptied);
}

/*
 * FindShownRun finds the run that is shown, to change it into a new one in place;
 * false: there is none, or the transaction goes on seeing an older one, of which it
 * would see no rows beside the changes. After LockRuns, as BeginRun.
 */
bool
FindShownRun(NewRun *run, const RunSlots *kind)
{
	ShownRun shown = {0};

	if (OidIsValid(SqlTable(kind->slots)))
		shown = read_shown(kind, GetLatestSnapshot());
	if (shown.slot == 0 || (IsolationUsesXactSnapshot() &&
							read_shown(kind, GetTransactionSnapshot()).run_id != shown.run_id))
		return false;
	*run = (NewRun) {.kind = kind, .slot = shown.slot, .in_place = true};
	run->name = psprintf("llmeco.%s_%d", kind->parent, run->slot);
	run->table = SqlTable(psprintf("%s_%d", kind->parent, run->slot));
	return OidIsValid(run->table);
}

/*
 * ScanShownRun shows the rows of a run that FindShownRun found, and returns how many
 * blocks they lie in.
 */
BlockNumber
ScanShownRun(const NewRun *run, ShownRowTaker take, void *arg)
{
	Relation rel = table_open(run->table, RowExclusiveLock);
	TupleTableSlot *row = table_slot_create(rel, NULL);
	BlockNumber blocks = RelationGetNumberOfBlocks(rel);
	Snapshot snapshot;
	TableScanDesc scan;

	CommandCounterIncrement();
	snapshot = RegisterSnapshot(GetLatestSnapshot());
	scan = table_beginscan(rel, snapshot, 0, NULL);
	while (table_scan_getnextslot(scan, ForwardScanDirection, row) && take(arg, row))
		CHECK_FOR_INTERRUPTS();
	table_endscan(scan);
	UnregisterSnapshot(snapshot);
	ExecDropSingleTupleTableSlot(row);
	table_close(rel, NoLock);
	return blocks;
}

/*
 * BeginChange deletes n rows of a run that FindShownRun found and numbers what it
 * becomes. The caller puts the rows that come into run->fill, as after BeginRun; they
 * go to the table's end, where they widen no range of a BRIN index.
 */
void
BeginChange(NewRun *run, const ItemPointerData *gone, int64 n)
{
	Relation rel = table_open(run->table, RowExclusiveLock);
	Snapshot snapshot = RegisterSnapshot(GetLatestSnapshot());

	for (int64 i = 0; i < n; i++)
	{
		ItemPointerData tid = gone[i];

		CHECK_FOR_INTERRUPTS();
		simple_table_tuple_delete(rel, &tid, snapshot);
	}
	UnregisterSnapshot(snapshot);
	table_close(rel, NoLock);
	CommandCounterIncrement();
	run->run_id =
		SqlInt64(psprintf("SELECT pg_catalog.nextval('llmeco.%s_run_id_seq')", run->kind->runs));
	FillBegin(&run->fill, run->table, TABLE_INSERT_SKIP_FSM, true);
}

static void
set_meanwhile(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
							 false);
}

/*
 * build_index builds an index anew, of rows that are all frozen. So any snapshot
 * sees them, and with one as of a concurrent build no row is locked and looked at
 * for its age, which takes a sixth of the time. One parallel worker pays from some
 * size on; PostgreSQL itself would take none with so little memory.
 */
static void
build_index(Relation rel, Oid index, bool large)
{
	Relation irel = index_open(index, AccessExclusiveLock);
	IndexInfo *info = BuildIndexInfo(irel);

	info->ii_Concurrent = true;
	if (large && info->ii_Expressions == NIL && info->ii_Predicate == NIL)
		info->ii_ParallelWorkers = Min(1, max_parallel_maintenance_workers);
	RelationSetNewRelfilenumber(irel, irel->rd_rel->relpersistence);
	index_build(rel, irel, info, true, false);
	index_close(irel, NoLock);
	CommandCounterIncrement();
}

/*
 * build_indexes builds those of an emptied table, and of its TOAST table.
 */
static void
build_indexes(Oid table)
{
	Relation rel = table_open(table, AccessExclusiveLock);
	bool large = RelationGetNumberOfBlocks(rel) >= (BlockNumber) min_parallel_table_scan_size;
	List *indexes = RelationGetIndexList(rel);
	ListCell *cell;

	foreach (cell, indexes)
		build_index(rel, lfirst_oid(cell), large);
	if (OidIsValid(rel->rd_rel->reltoastrelid))
		build_indexes(rel->rd_rel->reltoastrelid);
	list_free(indexes);
	table_close(rel, NoLock);
}

/*
 * finish_table builds the indexes of an emptied slot and analyzes it. Sorting
 * is faster in runs that stay in the processor's caches than at once in memory
 * that is new. Keys and ranks are unique: a small sample tells the planner as
 * much as a large one. Where vacuum is at work in the slot, it is left
 * unanalyzed.
 */
static void
finish_table(const NewRun *run)
{
	int nest = NewGUCNestLevel();

	if (maintenance_work_mem > SORT_MEMORY)
		set_meanwhile("maintenance_work_mem", CppAsString2(SORT_MEMORY));
	set_meanwhile("default_statistics_target", CppAsString2(STATISTICS_TARGET));
	if (run->slot == 0)
		attach_run_table(run);
	else if (run->emptied)
		build_indexes(run->table);
	if (ConditionalLockRelationOid(run->table, ShareUpdateExclusiveLock))
		SqlCommand("ANALYZE %s", run->name);
	AtEOXact_GUC(false, nest);
}

/*
 * ShowRun ends a run whose rows are all in run->fill, and has the view show it.
 */
void
ShowRun(NewRun *run)
{
	const char *slots = run->kind->slots;

	FillEnd(&run->fill);
	if (!run->in_place)
		finish_table(run);
	if (run->slot == 0)
		return;
	run_now(psprintf("UPDATE llmeco.%s SET is_shown = false WHERE is_shown", slots));
	run_now(psprintf("INSERT INTO llmeco.%s (slot, run_id, is_shown)"
					 " VALUES (%d, " INT64_FORMAT ", true) ON CONFLICT (slot)"
					 " DO UPDATE SET run_id = EXCLUDED.run_id, is_shown = true",
					 slots, run->slot, run->run_id));
	CacheInvalidateRelcacheByRelid(SqlTable(run->kind->parent));
}
