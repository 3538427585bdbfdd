/*
 * model_events.c: llmeco.model_events: what changed of models that were known.
 *
 * An event is written where the change is, by the transaction that makes it: what
 * looks for changes in a page anyway says which rows have some, so that a page
 * without any costs nothing, and none is written twice whatever a run is killed or
 * resumed for. Of values: StoreRowsNote(); of names: ModelNamesNote(); of
 * derivations: model_edges.c; of licences that model cards name: store_details.c; of
 * models that are gone: here and at the end of a walk (refresh_seen.c).
 *
 * Who loses its name to another repository is not said to be removed: it may be
 * listed under another name on the next page, or have been on the one before. It
 * is, at the end of a walk that did not come across it.
 */
#include "postgres.h"

#include "support/month_tables.h"
#include "support/name_key.h"
#include "support/sql.h"
#include "store/model_events.h"

/* event_ids of a message: it has to stay below 8,000 bytes. */
#define MESSAGE_IDS "100"

/*
 * ModelEventsBegin says whether events are kept, not before ALTER EXTENSION UPDATE to
 * 1.2.0, and sees that there is a table for those of a time. To be called when there is
 * one to be written, between SqlConnect() and SqlFinish().
 */
bool
ModelEventsBegin(TimestampTz at)
{
	Oid parent = SqlTable(EventMonths.parent);
	DateADT day = (DateADT) (at / USECS_PER_DAY);
	SqlUser caller;

	if (!OidIsValid(parent))
		return false;
	if (at % USECS_PER_DAY < 0)
		day--;
	if (OidIsValid(SqlTable(MonthTablesName(&EventMonths, day))))
		return true;
	/* What the caller may not insert into is an error right after this. */
	caller = SqlBecomeOwner(parent, ShareUpdateExclusiveLock);
	(void) MonthTablesEnsure(&EventMonths, parent, day);
	SqlBecome(caller);
	return true;
}

/*
 * ModelEventsWrite writes the events of a batch, if there are any, and ends it. note
 * inserts them ($1: now, $2: run); KEY() in it is NameKeySql()'s.
 */
void
ModelEventsWrite(Batch *batch, const char *note, TimestampTz now, Ledger *ledger)
{
	if (batch->n > 0 && ModelEventsBegin(now))
		ledger->events +=
			BatchApply(batch, NameKeySql(note), sql_time(now), sql_int64(ledger->run_id));
	tuplestore_end(batch->rows);
}

/*
 * ModelEventsSend notifies those who listen of the events of a run that began at a time:
 * how many of each kind, and the first event_ids. Whoever commits sends it.
 */
void
ModelEventsSend(int64 run_id, TimestampTz since)
{
	int level = SqlConnect();

	(void) SqlRun("WITH e AS MATERIALIZED (SELECT e.event_id, e.kind FROM llmeco.model_events e"
				  "  WHERE e.at >= $2 AND e.run_id = $1)"
				  " SELECT pg_catalog.pg_notify('llmeco_events', pg_catalog.jsonb_build_object("
				  "  'run_id', $1, 'events', pg_catalog.sum(k.n),"
				  "  'kinds', pg_catalog.jsonb_object_agg(k.kind, k.n),"
				  "  'event_ids', (SELECT pg_catalog.jsonb_agg(f.event_id) FROM"
				  "   (SELECT e.event_id FROM e ORDER BY e.event_id LIMIT " MESSAGE_IDS
				  ") f))::text)"
				  " FROM (SELECT e.kind, pg_catalog.count(*) AS n FROM e GROUP BY e.kind) k"
				  " HAVING pg_catalog.count(*) > 0",
				  sql_int64(run_id), sql_time(since));
	SqlFinish(level);
}
