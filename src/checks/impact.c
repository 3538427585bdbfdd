/*
 * impact.c: what hangs on a model: llmeco_impact(), and the columns of
 * llmeco.model_events that llmeco.event_impact shows.
 *
 * A walk goes down the derivations, removed models included: what was built on one is
 * built on it still. What hangs on them is counted in SQL, of all that the walk came to,
 * listed models only. Of events it is counted once, after the run that found them, for
 * what is to be known when somebody is told; so many are of models that nothing is built
 * on that these go into one statement together.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "checks/impact.h"
#include "graph/find_model.h"
#include "graph/graph_walk.h"
#include "support/compat.h"
#include "support/coordinator.h"

extern PGDLLEXPORT Datum llmeco_impact(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_impact);

/* Models of a batch from which on it is counted: 4 MB. */
#define FULL_BATCH 100000

/* What a walk came to. */
static const BatchColumn reached_columns[] = {{"event_id", INT8OID},
											  {"model_id", INT8OID},
											  {"depth", INT4OID},
											  {"relation", TEXTOID}};

/*
 * add_reached adds a model to a batch; relation is NULL at depth 0.
 */
static void
add_reached(Batch *batch, int64 event_id, int64 model_id, int32 depth, const char *relation)
{
	BatchAdd(batch,
			 (Datum[]) {Int64GetDatum(event_id), Int64GetDatum(model_id), Int32GetDatum(depth),
						relation == NULL ? 0 : CStringGetTextDatum(relation)},
			 (bool[]) {false, false, false, relation == NULL});
}

/*
 * add_descendants adds some models and what is derived from them, however far. The
 * derivations are read once for all calls, *all, when one is wide enough for that.
 */
static void
add_descendants(Batch *batch, int64 event_id, const int64 *seeds, int nseeds, Derivations **all)
{
	static const WalkRule down = {.down = true};
	Walk *walk = WalkStart(seeds, nseeds);

	walk->all = *all;
	WalkRun(walk, &down);
	*all = walk->all;
	for (int64 i = 0; i < walk->n; i++)
	{
		const WalkNode *node = WalkFind(walk, walk->ids[i]);

		add_reached(batch, event_id, node->id, node->depth,
					node->depth == 0 ? NULL : derivation_relations[node->relation]);
	}
}

/* ---- of one model ---- */

/* Groups are all, and each depth and relation. */
#define SAME_GROUP(t)                                                                              \
	"COALESCE(" t ".depth, -1) OPERATOR(pg_catalog.=) COALESCE(n.depth, -1)"                       \
	" AND COALESCE(" t ".relation, '') OPERATOR(pg_catalog.=) COALESCE(n.relation, '')"
#define GROUPS "GROUP BY GROUPING SETS ((), (r.depth, r.relation))"

/*
 * The families of what was reached: of some by an index, a model at a time, which the
 * planner does of a view of two queries only when it is told; of many in one pass.
 */
#define FAMILIES_OF_SOME                                                                           \
	"CROSS JOIN LATERAL (SELECT w.root_id FROM llmeco.model_families w"                            \
	" WHERE w.model_id OPERATOR(pg_catalog.=) r.model_id OFFSET 0) v"
#define FAMILIES_OF_MANY                                                                           \
	"JOIN llmeco.model_families v ON v.model_id OPERATOR(pg_catalog.=) r.model_id"

/* $1: the model; %s: the families. */
static const char count_groups[] =
	"WITH r AS MATERIALIZED (SELECT p.model_id, p.depth, p.relation, m.name, m.downloads, i.rank,"
	"  pg_catalog.row_number() OVER (ORDER BY i.rank, p.model_id) AS place,"
	"  pg_catalog.row_number() OVER (PARTITION BY p.depth, p.relation ORDER BY i.rank, p.model_id)"
	"   AS group_place"
	"  FROM llmeco_reached p"
	"  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) p.model_id"
	"  LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) p.model_id"
	"  WHERE m.removed_at IS NULL),"
	" n AS (SELECT r.depth, r.relation, pg_catalog.count(*) AS models,"
	"  COALESCE(pg_catalog.sum(r.downloads), 0)::bigint AS downloads,"
	"  pg_catalog.min(r.rank) AS best_rank,"
	"  pg_catalog.array_agg(r.name ORDER BY r.place) FILTER"
	"   (WHERE r.rank IS NOT NULL AND r.group_place OPERATOR(pg_catalog.<=) 10) AS best"
	"  FROM r " GROUPS "),"
	" s AS (SELECT r.depth, r.relation,"
	"  pg_catalog.count(DISTINCT u.space_id) AS spaces"
	"  FROM r JOIN llmeco.space_models u ON u.model_id OPERATOR(pg_catalog.=) r.model_id"
	"  JOIN llmeco.spaces x ON x.space_id OPERATOR(pg_catalog.=) u.space_id"
	"  WHERE x.removed_at IS NULL " GROUPS "),"
	" f AS (SELECT r.depth, r.relation,"
	"  pg_catalog.count(DISTINCT v.root_id) AS families"
	"  FROM r %s " GROUPS "),"
	" c AS (SELECT r.depth, r.relation, pg_catalog.count(*) AS conflicts"
	"  FROM r JOIN llmeco.license_conflicts k ON k.model_id OPERATOR(pg_catalog.=) r.model_id"
	"  WHERE k.ancestor_id OPERATOR(pg_catalog.=) $1"
	"  " GROUPS ")"
	" SELECT n.depth, n.relation, n.models, COALESCE(s.spaces, 0), n.downloads, n.best_rank,"
	"  COALESCE(n.best[1:10], '{}'), COALESCE(f.families, 0), COALESCE(c.conflicts, 0)"
	" FROM n"
	" LEFT JOIN s ON " SAME_GROUP("s") " LEFT JOIN f ON " SAME_GROUP(
		"f") " LEFT JOIN c ON " SAME_GROUP("c") " ORDER BY n.depth NULLS FIRST, n.relation";

/*
 * llmeco_impact(model) returns what hangs on a model: a row for all, and one a depth and
 * relation.
 */
Datum
llmeco_impact(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Batch *batch;
	Derivations *all = NULL;
	int64 model_id;
	uint64 n;
	int level;

	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null", "model"),
						errhint("Call it as llmeco_impact('author/name').")));
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	model_id = FindModelOf(fcinfo, 0, NAMES_IN_TABLES);
	batch = BatchCreate("llmeco_reached", reached_columns, lengthof(reached_columns));
	add_descendants(batch, 0, &model_id, 1, &all);
	n = BatchApply(batch, psprintf(count_groups, all == NULL ? FAMILIES_OF_SOME : FAMILIES_OF_MANY),
				   sql_int64(model_id));
	for (uint64 row = 0; row < n; row++)
	{
		Datum values[9];
		bool nulls[9];

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < lengthof(values); c++)
			values[c] = SqlResultValue(row, c + 1, &nulls[c]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	tuplestore_end(batch->rows);
	SqlFinish(level);
	return (Datum) 0;
}

/* ---- of events ---- */

/*
 * ImpactOfConflicts counts, of the licence conflicts found that are about to be stored,
 * those that events make or end: a licence those of its model and with it, a derivation
 * those whose way leads over it. found is a batch as license_conflicts.c has it; between
 * SqlConnect() and SqlFinish().
 */
void
ImpactOfConflicts(Batch *found)
{
	if (!OidIsValid(SqlTable("model_events")) ||
		SqlInt64(
			"SELECT 1::bigint FROM llmeco.model_events e WHERE e.descendants IS NULL LIMIT 1") == 0)
		return;
	(void) BatchApplyArgs(
		found,
		"WITH other AS MATERIALIZED ("
		" SELECT f.model_id, f.ancestor_id, f.path, 1 AS made, 0 AS ended FROM found f"
		"  WHERE NOT EXISTS (SELECT FROM llmeco.conflicts c"
		"   WHERE c.model_id = f.model_id AND c.ancestor_id = f.ancestor_id)"
		" UNION ALL"
		" SELECT c.model_id, c.ancestor_id, c.path, 0, 1 FROM llmeco.conflicts c"
		"  WHERE NOT EXISTS (SELECT FROM found f"
		"   WHERE c.model_id = f.model_id AND c.ancestor_id = f.ancestor_id)),"
		" touched AS ("
		" SELECT t.model_id, t.parent_id, pg_catalog.sum(t.made) AS made,"
		"  pg_catalog.sum(t.ended) AS ended FROM ("
		"  SELECT o.model_id, NULL::bigint AS parent_id, o.made, o.ended FROM other o"
		"  UNION ALL"
		"  SELECT o.ancestor_id, NULL, o.made, o.ended FROM other o"
		"  UNION ALL"
		"  SELECT o.path[s.step + 1], o.path[s.step], o.made, o.ended FROM other o"
		"  CROSS JOIN LATERAL pg_catalog.generate_series(1, pg_catalog.cardinality(o.path) - 1)"
		"   s (step)) t"
		"  GROUP BY t.model_id, t.parent_id)"
		" UPDATE llmeco.model_events e"
		" SET conflicts_made = COALESCE(n.made, 0), conflicts_ended = COALESCE(n.ended, 0)"
		" FROM (SELECT p.event_id, p.at, t.made, t.ended FROM llmeco.model_events p"
		"  LEFT JOIN touched t ON t.model_id = p.model_id AND t.parent_id IS NOT DISTINCT FROM"
		"   CASE WHEN p.kind <> 'license_changed'"
		"    THEN (COALESCE(p.after, p.before)->>'parent_id')::bigint END"
		"  WHERE p.descendants IS NULL AND p.kind IN"
		"   ('license_changed', 'parent_added', 'parent_removed', 'relation_changed')) n"
		" WHERE e.event_id = n.event_id AND e.at = n.at",
		NULL, 0);
}

/*
 * store_counts counts what hangs on the models of a batch, event by event, and empties it.
 */
static void
store_counts(Batch **batch)
{
	(void) BatchApplyArgs(
		*batch,
		"WITH s AS (SELECT p.event_id, pg_catalog.count(DISTINCT u.space_id) AS spaces"
		"  FROM llmeco_reached p JOIN llmeco.models m ON m.model_id = p.model_id"
		"  JOIN llmeco.space_models u ON u.model_id = p.model_id"
		"  JOIN llmeco.spaces x ON x.space_id = u.space_id"
		"  WHERE m.removed_at IS NULL AND x.removed_at IS NULL GROUP BY p.event_id),"
		" n AS (SELECT p.event_id,"
		"  pg_catalog.count(*) FILTER (WHERE p.depth > 0 AND m.model_id IS NOT NULL) AS descendants,"
		"  COALESCE(pg_catalog.sum(m.downloads), 0) AS downloads,"
		"  pg_catalog.min(i.rank) AS best_rank"
		"  FROM llmeco_reached p LEFT JOIN llmeco.models m ON m.model_id = p.model_id"
		"   AND m.removed_at IS NULL"
		"  LEFT JOIN llmeco.influence i ON i.model_id = p.model_id GROUP BY p.event_id)"
		" UPDATE llmeco.model_events e SET descendants = n.descendants,"
		"  spaces = COALESCE(s.spaces, 0), downloads = n.downloads, best_rank = n.best_rank"
		" FROM n LEFT JOIN s ON s.event_id = n.event_id"
		" WHERE e.event_id = n.event_id AND e.descendants IS NULL",
		NULL, 0);
	tuplestore_end((*batch)->rows);
	*batch = BatchCreate("llmeco_reached", reached_columns, lengthof(reached_columns));
}

/*
 * ImpactOfEvents counts what hangs on the models of events of which that is not known. Of a
 * name that was taken over it is what hangs on who had it and who has it: what is built on
 * the name is now said to be built on the latter. Between SqlConnect() and SqlFinish().
 */
void
ImpactOfEvents(void)
{
	Batch *batch;
	Derivations *all = NULL;
	int64(*events)[3];
	bool *has_children;
	uint64 n;

	if (!OidIsValid(SqlTable("model_events")))
		return;
	n = SqlRunArgs("SELECT e.event_id, e.model_id, o.model_id, EXISTS ("
				   "  SELECT FROM llmeco.model_edges l WHERE l.parent_id = e.model_id)"
				   "  OR EXISTS (SELECT FROM llmeco.model_edges l WHERE l.parent_id = o.model_id)"
				   " FROM llmeco.model_events e"
				   " LEFT JOIN llmeco.models o ON o.model_id ="
				   "  CASE WHEN e.kind = 'name_taken_over' THEN (e.after->>'model_id')::bigint END"
				   " WHERE e.descendants IS NULL",
				   false, NULL, 0);
	events = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * sizeof(*events));
	has_children = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * sizeof(bool));
	for (uint64 i = 0; i < n; i++)
	{
		for (int c = 0; c < 3; c++)
			events[i][c] = SqlResultInt64(i, c + 1);
		has_children[i] = SqlResultBool(i, 4);
	}
	SqlResultFree();
	batch = BatchCreate("llmeco_reached", reached_columns, lengthof(reached_columns));
	for (uint64 i = 0; i < n; i++)
	{
		int nseeds = events[i][2] == 0 ? 1 : 2;

		CHECK_FOR_INTERRUPTS();
		if (has_children[i])
		{
			/* walks see what this transaction has written */
			PushActiveSnapshot(GetTransactionSnapshot());
			add_descendants(batch, events[i][0], &events[i][1], nseeds, &all);
			PopActiveSnapshot();
		}
		else
			for (int s = 0; s < nseeds; s++)
				add_reached(batch, events[i][0], events[i][1 + s], 0, NULL);
		if (batch->n >= FULL_BATCH)
			store_counts(&batch);
	}
	if (batch->n > 0)
		store_counts(&batch);
	tuplestore_end(batch->rows);
}
