/*
 * snapshots.c: llmeco.model_snapshots and dataset_snapshots: the partition of a month,
 * and the counters of a day.
 *
 * Only the owner of the tables can make a month's, and only the month's own table
 * takes INSERT ... ON CONFLICT, so both are done as the owner after checking that
 * the caller may write to the parent.
 *
 * Whoever makes a partition or takes a snapshot holds ShareUpdateExclusiveLock
 * on the parent until the transaction ends: one at a time, so that two of the
 * same day cannot wait for each other's rows.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"

#include "support/compat.h"
#include "support/coordinator.h"
#include "history/growth.h"
#include "history/snapshots.h"
#include "support/month_tables.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_partition(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_take_snapshot(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_partition);
PG_FUNCTION_INFO_V1(llmeco_take_snapshot);

const Snapshots ModelSnapshots = {&SnapshotMonths, "models", "model_id"};
const Snapshots DatasetSnapshots = {&DatasetSnapshotMonths, "datasets", "dataset_id"};

/* ---- rights and locks ---- */

/*
 * SnapshotsCheckRight raises an error unless the caller has a right on a table of
 * schema llmeco. Returns the table.
 */
Oid
SnapshotsCheckRight(const char *table, AclMode right)
{
	Oid relid = SqlTable(table);
	AclResult allowed;

	if (!OidIsValid(relid))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
						errmsg("table \"llmeco.%s\" does not exist", table),
						errhint("Create the extension llmeco in this database.")));
	allowed = pg_class_aclcheck(relid, GetUserId(), right);
	if (allowed != ACLCHECK_OK)
		aclcheck_error(allowed, OBJECT_TABLE, psprintf("llmeco.%s", table));
	return relid;
}

/* ---- partitions ---- */

/*
 * SnapshotsEnsurePartition returns the name of the table, in schema llmeco, for the
 * month that a day is in, and makes it if it is not there. To be called as the
 * owner, with the parent locked, between SqlConnect() and SqlFinish().
 */
const char *
SnapshotsEnsurePartition(const MonthTables *months, Oid parent, DateADT day)
{
	int year;
	int month;
	int mday;

	if (DATE_NOT_FINITE(day))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("a snapshot cannot be of an infinite date")));
	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	if (year < 1 || year > 9999)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("date out of range for a snapshot"),
						errdetail("Years are from 1 to 9999.")));
	return MonthTablesEnsure(months, parent, day);
}

/*
 * llmeco_partition(month date) makes the partition of the month that a day is
 * in, if it is not there, and those of datasets and of events, not before ALTER
 * EXTENSION UPDATE to 1.2.0.
 */
Datum
llmeco_partition(PG_FUNCTION_ARGS)
{
	DateADT day = PG_GETARG_DATEADT(0);
	Oid parent;
	Oid datasets = SqlTable(DatasetSnapshotMonths.parent);
	Oid events = SqlTable(EventMonths.parent);
	SqlUser caller;
	Oid relid;
	int level;

	PreventCommandIfReadOnly("llmeco_partition()");
	CoordinatorRequire();
	parent = SnapshotsCheckRight(SnapshotMonths.parent, ACL_INSERT);
	if (OidIsValid(datasets))
		LockRelationOid(datasets, ShareUpdateExclusiveLock);
	if (OidIsValid(events))
		LockRelationOid(events, ShareUpdateExclusiveLock);
	caller = SqlBecomeOwner(parent, ShareUpdateExclusiveLock);
	level = SqlConnect();
	relid = SqlTable(SnapshotsEnsurePartition(&SnapshotMonths, parent, day));
	if (OidIsValid(datasets))
		(void) MonthTablesEnsure(&DatasetSnapshotMonths, datasets, day);
	if (OidIsValid(events))
		(void) MonthTablesEnsure(&EventMonths, events, day);
	SqlFinish(level);
	SqlBecome(caller);
	PG_RETURN_OID(relid);
}

/* ---- snapshots ---- */

/*
 * take_snapshot does what SnapshotsTake() does, of a day, and returns the number of rows
 * written: none where they are there already. The join finds what is there: ON CONFLICT
 * would lock those rows, which writes them. In order of the key, each page of its index
 * is visited once, however large the month has become.
 */
static int64
take_snapshot(const Snapshots *of, DateADT day)
{
	Oid parent;
	SqlUser caller;
	int level;
	char *sql;
	const char *name;
	uint64 written;

	PreventCommandIfReadOnly("llmeco_take_snapshot()");
	CoordinatorRequire();
	(void) SnapshotsCheckRight(of->items, ACL_SELECT);
	(void) SnapshotsCheckRight(of->months->parent, ACL_UPDATE);
	parent = SnapshotsCheckRight(of->months->parent, ACL_INSERT);
	caller = SqlBecomeOwner(parent, ShareUpdateExclusiveLock);
	level = SqlConnect();
	SqlPlanFreely();
	name = SnapshotsEnsurePartition(of->months, parent, day);
	sql = psprintf("INSERT INTO llmeco.%s AS s"
				   " (%s, downloads, downloads_all_time, likes, taken_on)"
				   " SELECT m.%s, m.downloads, m.downloads_all_time, m.likes, $1"
				   " FROM llmeco.%s m LEFT JOIN llmeco.%s o"
				   " ON o.%s = m.%s AND o.taken_on = $1"
				   " WHERE m.fetched_at IS NOT NULL AND m.removed_at IS NULL"
				   " AND (o.%s IS NULL"
				   " OR (o.downloads, o.downloads_all_time, o.likes)"
				   " IS DISTINCT FROM (m.downloads, m.downloads_all_time, m.likes))"
				   " ORDER BY m.%s"
				   " ON CONFLICT (%s, taken_on) DO UPDATE"
				   " SET downloads = EXCLUDED.downloads,"
				   " downloads_all_time = EXCLUDED.downloads_all_time,"
				   " likes = EXCLUDED.likes"
				   " WHERE (s.downloads, s.downloads_all_time, s.likes)"
				   " IS DISTINCT FROM (EXCLUDED.downloads, EXCLUDED.downloads_all_time,"
				   " EXCLUDED.likes)",
				   name, of->key, of->key, of->items, name, of->key, of->key, of->key, of->key,
				   of->key);
	written = SqlRun(sql, sql_date(day));
	/* not before ALTER EXTENSION UPDATE to 1.2.0 */
	if (of == &ModelSnapshots && get_attnum(SqlTable("rising"), "percent") != InvalidAttrNumber)
		GrowthStore();
	SqlFinish(level);
	SqlBecome(caller);
	return (int64) written;
}

/*
 * SnapshotsIsAhead says whether a day has not begun anywhere yet. One with a snapshot
 * would be the newest for good.
 */
bool
SnapshotsIsAhead(DateADT day)
{
	return day > GetCurrentTimestamp() / USECS_PER_DAY + 1 && !DATE_NOT_FINITE(day);
}

/*
 * llmeco_take_snapshot(day date): the same of a day that has begun somewhere.
 */
Datum
llmeco_take_snapshot(PG_FUNCTION_ARGS)
{
	DateADT day = PG_GETARG_DATEADT(0);

	if (SnapshotsIsAhead(day))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("a snapshot cannot be of a day that is yet to come"),
						errhint("Check the server's clock.")));
	PG_RETURN_INT64(take_snapshot(&ModelSnapshots, day));
}

/*
 * SnapshotsTake writes the present counters of every listed item that was read, as
 * those of the day (UTC) that a moment is in.
 */
void
SnapshotsTake(const Snapshots *of, TimestampTz moment)
{
	int64 days = moment / USECS_PER_DAY;

	if (moment % USECS_PER_DAY < 0)
		days--;
	(void) take_snapshot(of, (DateADT) days);
}
