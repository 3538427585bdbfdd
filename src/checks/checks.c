/*
 * checks.c: what reading whole tables finds, stored, since nobody who opens a
 * dashboard waits for that: licence conflicts, parents that names suggest, the
 * checks of llmeco.data_quality, and what hangs on models that events are of.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "support/batch.h"
#include "checks/checks.h"
#include "support/coordinator.h"
#include "checks/data_quality.h"
#include "checks/impact.h"
#include "checks/license_conflicts.h"
#include "checks/suggested_parents.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_update_checks(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_update_checks);

/*
 * store_findings updates the rows of llmeco.checks in place. A check that an
 * older version stored is none any more.
 */
static void
store_findings(const DataQuality *quality)
{
	static const BatchColumn columns[] = {{"check_name", TEXTOID},   {"severity", TEXTOID},
										  {"objects", INT8OID},      {"total", INT8OID},
										  {"example", TEXTARRAYOID}, {"description", TEXTOID}};
	static const bool nulls[lengthof(columns)] = {false};
	Batch *found = BatchCreate("found", columns, lengthof(columns));
	Datum names[QUALITY_RULES];

	for (int i = 0; i < QUALITY_RULES; i++)
	{
		const QualityRule *rule = &quality_rules[i];
		const QualityFinding *finding = &quality->findings[i];
		Datum values[lengthof(columns)] = {CStringGetTextDatum(rule->name),
										   CStringGetTextDatum(rule->severity),
										   Int64GetDatum(finding->objects),
										   Int64GetDatum(finding->total),
										   finding->example,
										   CStringGetTextDatum(rule->description)};

		names[i] = values[0];
		if (!rule->of_names || quality->names != NULL)
			BatchAdd(found, values, nulls);
	}
	(void)
		BatchApply(found,
				   "WITH gone AS ("
				   " DELETE FROM llmeco.checks c"
				   "  WHERE c.check_name <> ALL ($1))"
				   " INSERT INTO llmeco.checks"
				   "  (check_name, severity, objects, total, example, description, checked_at)"
				   " SELECT f.check_name, f.severity, f.objects, f.total, f.example, f.description,"
				   "  clock_timestamp() FROM found f"
				   " ON CONFLICT (check_name) DO UPDATE"
				   "  SET severity = excluded.severity, objects = excluded.objects,"
				   "  total = excluded.total, example = excluded.example,"
				   "  description = excluded.description, checked_at = excluded.checked_at",
				   sql_value(TEXTARRAYOID, SqlTextArray(names, QUALITY_RULES)));
	tuplestore_end(found->rows);
}

/*
 * names_are_read: were the names of models ever read for the checks?
 */
static bool
names_are_read(void)
{
	return SqlRun("SELECT FROM llmeco.checks c WHERE c.check_name = $1",
				  sql_text(quality_rules[EDGE_SKIPS_GENERATION].name)) > 0;
}

/*
 * analyze_grown analyzes the tables that have a tenth more pages than when they last were.
 */
static void
analyze_grown(void)
{
	SqlAnalyzeGrown("SELECT c.oid FROM pg_class c"
					" WHERE c.relnamespace = 'llmeco'::regnamespace"
					" AND c.relname IN ('conflicts', 'suggestions')"
					" AND pg_relation_size(c.oid) / current_setting('block_size')::int8"
					"  > 5 + 1.1 * c.relpages",
					NULL, 0);
}

/*
 * ChecksUpdate looks for licence conflicts, broken rules and parents that nobody
 * declared and stores them, with the caller's rights and within its transaction,
 * whose changes it sees. changed: something has changed since the last time; else
 * what names say is not read again, which takes longer than all else.
 */
void
ChecksUpdate(bool changed)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco checks", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	int level = SqlConnect();
	DataQuality quality;
	Batch *suggested = NULL;

	SqlPlanFreely();
	/* no reader waits for it */
	SqlCommand("LOCK TABLE llmeco.conflicts, llmeco.checks IN SHARE ROW EXCLUSIVE MODE");
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	DataQualityRead(&quality, changed || !names_are_read());
	if (quality.names != NULL && SuggestedParentsThere())
		suggested = SuggestedParentsFind(quality.names);
	PopActiveSnapshot();
	if (LicenseNamesThere())
		LicenseConflictsStore(&quality.licenses);
	if (suggested != NULL)
		SuggestedParentsStore(suggested);
	store_findings(&quality);
	analyze_grown();
	ImpactOfEvents();
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
}

/*
 * llmeco_update_checks() does ChecksUpdate().
 */
Datum
llmeco_update_checks(PG_FUNCTION_ARGS)
{
	PreventCommandIfReadOnly("llmeco_update_checks()");
	CoordinatorRequire();
	ChecksUpdate(true);
	PG_RETURN_VOID();
}
