/*
 * month_tables.c: tables of which each month is a partition of its own.
 *
 * A month's table is made with its own key and indexes and then attached to the
 * parent, which takes a lock that no reader waits for; CREATE ... PARTITION OF
 * would wait for all of them. Whoever makes one holds ShareUpdateExclusiveLock on
 * the parent until the transaction ends: one at a time.
 */
#include "postgres.h"

#include "catalog/partition.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"

#include "support/compat.h"
#include "support/month_tables.h"
#include "support/sql.h"

static const char *const snapshot_indexes[] = {"(taken_on)", NULL};
const MonthTables SnapshotMonths = {"model_snapshots", "model_id, taken_on", snapshot_indexes,
									"One row per model and day with a snapshot"};
const MonthTables DatasetSnapshotMonths = {"dataset_snapshots", "dataset_id, taken_on",
										   snapshot_indexes,
										   "One row per dataset and day with a snapshot"};

/* The last is of those that it is not counted of yet what hangs on the model. */
static const char *const event_indexes[] = {"(model_id)",
											"(pg_catalog.lower(name COLLATE pg_catalog.\"C\"))",
											"USING brin (at) WITH (pages_per_range = 16)",
											"(event_id) WHERE descendants IS NULL", NULL};
const MonthTables EventMonths = {"model_events", "event_id", event_indexes,
								 "One row per event of a model"};

/*
 * MonthTablesName returns the name of the table, in schema llmeco, for the month that a
 * day (UTC) is in.
 */
const char *
MonthTablesName(const MonthTables *months, DateADT day)
{
	int year;
	int month;
	int mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	return psprintf("%s_%04d_%02d", months->parent, year, month);
}

/*
 * create_table makes the table of a month and attaches it.
 */
static void
create_table(const MonthTables *months, const char *name, DateADT day)
{
	int year;
	int month;
	int mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	SqlCommand(
		"CREATE TABLE llmeco.%s (LIKE llmeco.%s INCLUDING COMMENTS INCLUDING CONSTRAINTS, PRIMARY KEY (%s))",
		name, months->parent, months->key);
	for (const char *const *index = months->indexes; *index != NULL; index++)
		SqlCommand("CREATE INDEX ON llmeco.%s %s", name, *index);
	SqlCommand("COMMENT ON TABLE llmeco.%s IS '%s, of %04d-%02d: a part of llmeco.%s.'", name,
			   months->grain, year, month, months->parent);
	SqlCommand("ALTER TABLE llmeco.%s ATTACH PARTITION llmeco.%s"
			   " FOR VALUES FROM ('%04d-%02d-01 00:00+00') TO ('%04d-%02d-01 00:00+00')",
			   months->parent, name, year, month, month == 12 ? year + 1 : year,
			   month == 12 ? 1 : month + 1);
}

/*
 * MonthTablesEnsure returns the name of the table for the month that a day, a finite one
 * of the years 1 to 9999, is in, and makes it if it is not there. To be called as the
 * owner, with the parent locked, between SqlConnect() and SqlFinish().
 */
const char *
MonthTablesEnsure(const MonthTables *months, Oid parent, DateADT day)
{
	const char *name = MonthTablesName(months, day);
	Oid relid = SqlTable(name);

	if (!OidIsValid(relid))
		create_table(months, name, day);
	else if (!get_rel_relispartition(relid) || get_partition_parent(relid, false) != parent)
		ereport(ERROR, (errcode(ERRCODE_DUPLICATE_TABLE),
						errmsg("table \"llmeco.%s\" is not a partition of llmeco.%s", name,
							   months->parent),
						errhint("Attach it again, or rename it.")));
	return name;
}
