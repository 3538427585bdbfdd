/*
 * refresh_finish.c: what is done with what a run has read, and the end of its
 * row.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "support/sql.h"
#include "checks/checks.h"
#include "families/families.h"
#include "history/snapshots.h"
#include "influence/influence_store.h"
#include "rankings/rankings.h"
#include "refresh/refresh_finish.h"
#include "refresh/refresh_report.h"
#include "store/model_events.h"

/*
 * influence_is_due says whether the scores have to be computed anew: when
 * something changed or was corrected by hand, and once a day, because models
 * age.
 */
static bool
influence_is_due(RefreshRun *run)
{
	const char *newest = OidIsValid(SqlTable("named_scores"))
							 ? "SELECT r.as_of FROM llmeco.influence_runs r WHERE r.is_published"
							   " ORDER BY r.run_id DESC LIMIT 1"
							 : "SELECT r.as_of FROM llmeco.influence_runs r"
							   " ORDER BY r.run_id DESC LIMIT 1";
	int level;
	bool due;

	if (LedgerChanged(&run->ledger))
		return true;
	level = SqlConnect();
	due = SqlRun(psprintf("SELECT FROM (%s) r"
						  " WHERE r.as_of >= pg_catalog.date_trunc('day', $1, 'UTC')"
						  " AND r.as_of < pg_catalog.date_trunc('day', $1, 'UTC') + '2 days'",
						  newest),
				 sql_time(run->started)) == 0;
	if (!due && OidIsValid(SqlTable("edge_corrections")))
		due = SqlRun(psprintf("SELECT FROM llmeco.edge_corrections c"
							  " WHERE c.corrected_at > (%s) LIMIT 1",
							  newest)) > 0;
	SqlFinish(level);
	return due && run->status != REFRESH_FAILED;
}

/*
 * analyze_grown analyzes the tables that grew by a tenth.
 */
static void
analyze_grown(const LedgerCounts *counts)
{
	int level = SqlConnect();

	SqlAnalyzeGrown("SELECT c.oid"
					" FROM (VALUES ('models', $1), ('authors', $1), ('model_edges', $2),"
					"  ('spaces', $3), ('space_models', $3), ('datasets', $4),"
					"  ('model_datasets', $1), ('model_papers', $1)) t (name, added)"
					" JOIN pg_class c"
					" ON c.relnamespace = 'llmeco'::regnamespace AND c.relname = t.name"
					" WHERE t.added > 50 + 0.1 * GREATEST(c.reltuples, 0)",
					SQL_ARGS(sql_int64(counts->models_new), sql_int64(counts->edges_new),
							 sql_int64(counts->spaces_new), sql_int64(counts->datasets_new)));
	SqlFinish(level);
}

/*
 * RefreshFinish computes influence, rankings and families where that is due, takes the day's
 * snapshot where models were read to the end, and completes the run's row; then
 * it makes the checks and tells of events.
 */
void
RefreshFinish(RefreshRun *run)
{
	bool influence;

	if (run->status == REFRESH_PARTIAL && run->unread > 0 && RefreshRecordsSeen(run) == 0)
		run->status = REFRESH_FAILED;
	LedgerClose(&run->ledger);
	SqlKeepNoPlans();
	analyze_grown(&run->ledger.counts);
	influence = influence_is_due(run);
	if (influence)
	{
		PushActiveSnapshot(GetTransactionSnapshot());
		(void) InfluenceUpdate();
		PopActiveSnapshot();
	}
	if ((influence || run->ledger.counts.authors_changed > 0) &&
		OidIsValid(SqlTable("ranking_entries")))
		(void) RankingsUpdate();
	if (influence && OidIsValid(SqlTable("family_shares")))
		(void) FamiliesUpdate();
	if (run->models_complete && run->ledger.counts.models_seen > 0)
		SnapshotsTake(&ModelSnapshots, run->started);
	if (run->datasets_complete && run->ledger.counts.datasets_seen > 0)
		SnapshotsTake(&DatasetSnapshots, run->started);
	RefreshUpdateRun(run, true);
	/* they look at this run's row, too */
	if ((influence || run->status == REFRESH_COMPLETE) && OidIsValid(SqlTable("checks")))
		ChecksUpdate(influence);
	if (run->ledger.events > 0)
		ModelEventsSend(run->run_id, run->started);
}
