/*
 * snapshots.c: llmeco.model_snapshots: the partition of a month, and the
 * counters of a day.
 *
 * A month's table is made with its own key and index and then attached to the
 * parent, which takes a lock that no reader waits for; CREATE ... PARTITION OF
 * would wait for all of them. Only the owner of the tables can do that, and
 * only the month's own table takes INSERT ... ON CONFLICT, so both are done as
 * the owner after checking that the caller may write to the parent.
 *
 * Whoever makes a partition or takes a snapshot holds ShareUpdateExclusiveLock
 * on the parent until the transaction ends: one at a time, so that two of the
 * same day cannot wait for each other's rows.
 */
#include "postgres.h"

#include "catalog/partition.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"

#include "support/compat.h"
#include "support/coordinator.h"
#include "history/growth.h"
#include "history/snapshots.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_partition(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_take_snapshot(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_partition);
PG_FUNCTION_INFO_V1(llmeco_take_snapshot);

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

/* A month, and the name of its table in schema llmeco. */
typedef struct Month
{
	int year;
	int month;
	const char *table;
} Month;

/*
 * month_of returns the month that a day is in.
 */
static Month
month_of(DateADT day)
{
	Month month;
	int mday;

	if (DATE_NOT_FINITE(day))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("a snapshot cannot be of an infinite date")));
	j2date(day + POSTGRES_EPOCH_JDATE, &month.year, &month.month, &mday);
	if (month.year < 1 || month.year > 9999)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("date out of range for a snapshot"),
						errdetail("Years are from 1 to 9999.")));
	month.table = psprintf(SNAPSHOTS_TABLE "_%04d_%02d", month.year, month.month);
	return month;
}

/*
 * has_partition says whether the table of a month is there.
 */
static bool
has_partition(Oid parent, const Month *month)
{
	Oid relid = SqlTable(month->table);

	if (!OidIsValid(relid))
		return false;
	if (!get_rel_relispartition(relid) || get_partition_parent(relid, false) != parent)
		ereport(ERROR, (errcode(ERRCODE_DUPLICATE_TABLE),
						errmsg("table \"llmeco.%s\" is not a partition of llmeco." SNAPSHOTS_TABLE,
							   month->table),
						errhint("Attach it again, or rename it.")));
	return true;
}

/*
 * create_table makes the table of a month, which nobody else sees yet.
 */
static void
create_table(const Month *month)
{
	SqlCommand("CREATE TABLE llmeco.%s (LIKE llmeco." SNAPSHOTS_TABLE " INCLUDING COMMENTS)",
			   month->table);
	SqlCommand("COMMENT ON TABLE llmeco.%s IS 'One row per model and day with a"
			   " snapshot, of %04d-%02d: a part of llmeco." SNAPSHOTS_TABLE ".'",
			   month->table, month->year, month->month);
}

/*
 * attach_table gives the table of a month its key and index, and attaches it.
 */
static void
attach_table(const Month *month)
{
	int next_year = month->month == 12 ? month->year + 1 : month->year;
	int next_month = month->month == 12 ? 1 : month->month + 1;

	SqlCommand("ALTER TABLE llmeco.%s ADD PRIMARY KEY (model_id, taken_on)", month->table);
	SqlCommand("CREATE INDEX ON llmeco.%s (taken_on)", month->table);
	SqlCommand("ALTER TABLE llmeco." SNAPSHOTS_TABLE " ATTACH PARTITION llmeco.%s"
			   " FOR VALUES FROM ('%04d-%02d-01') TO ('%04d-%02d-01')",
			   month->table, month->year, month->month, next_year, next_month);
}

/*
 * SnapshotsEnsurePartition returns the name of the table, in schema llmeco, for the
 * month that a day is in, and makes it if it is not there. To be called as the
 * owner, with the parent locked, between SqlConnect() and SqlFinish().
 */
const char *
SnapshotsEnsurePartition(Oid parent, DateADT day)
{
	Month month = month_of(day);

	if (!has_partition(parent, &month))
	{
		create_table(&month);
		attach_table(&month);
	}
	return month.table;
}

/*
 * llmeco_partition(month date) makes the partition of the month that a day is
 * in, if it is not there.
 */
Datum
llmeco_partition(PG_FUNCTION_ARGS)
{
	DateADT day = PG_GETARG_DATEADT(0);
	Oid parent;
	SqlUser caller;
	Oid relid;
	int level;

	PreventCommandIfReadOnly("llmeco_partition()");
	CoordinatorRequire();
	parent = SnapshotsCheckRight(SNAPSHOTS_TABLE, ACL_INSERT);
	caller = SqlBecomeOwner(parent, ShareUpdateExclusiveLock);
	level = SqlConnect();
	relid = SqlTable(SnapshotsEnsurePartition(parent, day));
	SqlFinish(level);
	SqlBecome(caller);
	PG_RETURN_OID(relid);
}

/* ---- snapshots ---- */

/* The counters of a day, as far as a condition does not leave them out. In order of the
 * key, each page of its index is visited once, however large the month has become. */
#define COUNTERS(join, condition)                                                                  \
	" (model_id, downloads, downloads_all_time, likes, taken_on)"                                  \
	" SELECT m.model_id, m.downloads, m.downloads_all_time, m.likes, $1"                           \
	" FROM llmeco.models m" join                                                                   \
	" WHERE m.fetched_at IS NOT NULL AND m.removed_at IS NULL" condition " ORDER BY m.model_id"

/*
 * fill_month writes the counters of a day, the first one of its month, for which the
 * table is made: its key and index are made of all rows at once. Returns the number
 * of rows.
 */
static uint64
fill_month(const Month *month, DateADT day)
{
	uint64 written;

	create_table(month);
	written =
		SqlRun(psprintf("INSERT INTO llmeco.%s" COUNTERS("", ""), month->table), sql_date(day));
	attach_table(month);
	return written;
}

/*
 * write_counters writes the counters of a day to the table of its month. The join finds
 * what is there already: ON CONFLICT would lock those rows, which writes them. Returns
 * the number of rows.
 */
static uint64
write_counters(const char *table, DateADT day)
{
	return SqlRun(
		psprintf(
			"INSERT INTO llmeco.%s AS s" COUNTERS(
				" LEFT JOIN llmeco.%s o"
				" ON o.model_id = m.model_id AND o.taken_on = $1",
				" AND (o.model_id IS NULL"
				" OR (o.downloads, o.downloads_all_time, o.likes)"
				" IS DISTINCT FROM (m.downloads, m.downloads_all_time, m.likes))") " ON CONFLICT (model_id, taken_on) DO UPDATE"
																				   " SET downloads = EXCLUDED.downloads,"
																				   " downloads_all_time = EXCLUDED.downloads_all_time,"
																				   " likes = EXCLUDED.likes"
																				   " WHERE (s.downloads, s.downloads_all_time, s.likes)"
																				   " IS DISTINCT FROM (EXCLUDED.downloads, EXCLUDED.downloads_all_time,"
																				   " EXCLUDED.likes)",
			table, table),
		sql_date(day));
}

/*
 * take_snapshot does what SnapshotsTake() does, of a day. Citus would copy the rows of
 * a table that is attached.
 */
static int64
take_snapshot(DateADT day)
{
	Oid parent;
	SqlUser caller;
	int level;
	Month month;
	uint64 written;

	PreventCommandIfReadOnly("llmeco_take_snapshot()");
	CoordinatorRequire();
	(void) SnapshotsCheckRight("models", ACL_SELECT);
	(void) SnapshotsCheckRight(SNAPSHOTS_TABLE, ACL_UPDATE);
	parent = SnapshotsCheckRight(SNAPSHOTS_TABLE, ACL_INSERT);
	caller = SqlBecomeOwner(parent, ShareUpdateExclusiveLock);
	level = SqlConnect();
	SqlPlanFreely();
	month = month_of(day);
	if (!CoordinatorHasCluster() && !has_partition(parent, &month))
		written = fill_month(&month, day);
	else
		written = write_counters(SnapshotsEnsurePartition(parent, day), day);
	/* not before ALTER EXTENSION UPDATE to 1.2.0 */
	if (get_attnum(SqlTable("rising"), "percent") != InvalidAttrNumber)
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
	PG_RETURN_INT64(take_snapshot(day));
}

/*
 * SnapshotsTake writes the present counters of every listed model that was
 * read to llmeco.model_snapshots, as those of the day (UTC) that a moment is
 * in. Returns the number of rows written: none where they are there already.
 */
int64
SnapshotsTake(TimestampTz moment)
{
	int64 days = moment / USECS_PER_DAY;

	if (moment % USECS_PER_DAY < 0)
		days--;
	return take_snapshot((DateADT) days);
}
