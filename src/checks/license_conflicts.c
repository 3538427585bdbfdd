/*
 * license_conflicts.c: models whose licence does not go with one further up in
 * their lineage: all of them, stored, or one's as it is now.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "support/batch.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "checks/impact.h"
#include "checks/license_conflicts.h"
#include "graph/find_model.h"
#include "graph/graph_walk.h"
#include "support/query_reader.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_license_conflicts(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_license_conflicts_of(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_license_conflicts);
PG_FUNCTION_INFO_V1(llmeco_license_conflicts_of);

/* Derivations of a way that is stored; of a longer one only how many. */
#define STORED_WAY 50

/* A row of a batch of conflicts. */
enum
{
	CONFLICT_MODEL_ID,
	CONFLICT_ANCESTOR_ID,
	CONFLICT_PATH,
	CONFLICT_RELATION,
	CONFLICT_LICENSE,
	CONFLICT_ANCESTOR_LICENSE,
	CONFLICT_KIND,
	CONFLICT_RULE,
	CONFLICT_SEVERITY,
	CONFLICT_DEPTH,
	CONFLICT_COLUMNS
};
static const BatchColumn conflict_columns[CONFLICT_COLUMNS] =
	{{"model_id", INT8OID},      {"ancestor_id", INT8OID}, {"path", INT8ARRAYOID},
	 {"relation", TEXTARRAYOID}, {"license", TEXTOID},     {"ancestor_license", TEXTOID},
	 {"kind", TEXTOID},          {"rule", TEXTOID},        {"severity", TEXTOID},
	 {"depth", INT4OID}};

typedef struct ConflictRows
{
	Batch *found;
	int32 only;  /* the model to find, by position; -1: all */
	int longest; /* way to keep */
	MemoryContext context;
} ConflictRows;

static Datum
dict_text(const Dict *dict, int32 n)
{
	return PointerGetDatum(cstring_to_text_with_len(dict->list[n].bytes, dict->list[n].length));
}

/*
 * take_conflict adds a row.
 */
static void
take_conflict(void *arg, const LicenseLineage *lineage, int32 model, const LicenseBreach *breach)
{
	ConflictRows *rows = arg;
	const LicenseWay *ways = lineage->ways;
	const LicenseWay *way = &ways[model];
	bool kept = way->depth <= rows->longest;
	bool nulls[CONFLICT_COLUMNS] = {[CONFLICT_PATH] = !kept, [CONFLICT_RELATION] = !kept};
	Datum values[CONFLICT_COLUMNS] = {0};
	MemoryContext caller;

	if (rows->only >= 0 && model != rows->only)
		return;
	caller = MemoryContextSwitchTo(rows->context);
	if (kept)
	{
		int64 *ids = palloc((way->depth + 1) * sizeof(int64));
		Datum *relations = palloc(way->depth * sizeof(Datum));
		int32 v = model;

		for (int step = way->depth; step > 0; step--, v = ways[v].via)
		{
			ids[step] = lineage->all->ids[v];
			relations[step - 1] = CStringGetTextDatum(derivation_relations[ways[v].relation]);
		}
		ids[0] = lineage->all->ids[v];
		values[CONFLICT_PATH] = SqlInt64Array(ids, way->depth + 1);
		values[CONFLICT_RELATION] = SqlTextArray(relations, way->depth);
	}
	values[CONFLICT_MODEL_ID] = Int64GetDatum(lineage->all->ids[model]);
	values[CONFLICT_ANCESTOR_ID] = Int64GetDatum(lineage->all->ids[way->origin]);
	values[CONFLICT_LICENSE] = dict_text(&lineage->names->licenses, lineage->licenses[model]);
	values[CONFLICT_ANCESTOR_LICENSE] =
		dict_text(&lineage->names->licenses, lineage->licenses[way->origin]);
	values[CONFLICT_KIND] = CStringGetTextDatum(license_kinds[way->kind]);
	values[CONFLICT_RULE] = dict_text(&lineage->texts, breach->rule);
	values[CONFLICT_SEVERITY] = dict_text(&lineage->texts, breach->severity);
	values[CONFLICT_DEPTH] = Int32GetDatum(way->depth);
	BatchAdd(rows->found, values, nulls);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(rows->context);
}

/*
 * find_conflicts makes a batch of the conflicts of one model, by position, with
 * its whole way, or of all.
 */
static Batch *
find_conflicts(LicenseLineage *lineage, int32 only)
{
	ConflictRows rows = {BatchCreate("found", conflict_columns, CONFLICT_COLUMNS), only,
						 only < 0 ? STORED_WAY : PG_INT32_MAX,
						 AllocSetContextCreate(CurrentMemoryContext, "llmeco row",
											   ALLOCSET_DEFAULT_SIZES)};

	LicenseLineageConflicts(lineage, take_conflict, &rows);
	return rows.found;
}

/*
 * LicenseConflictsStore makes llmeco.conflicts what a lineage has in conflict,
 * writing what differs. Between SqlConnect() and SqlFinish(), by one at a time.
 */
void
LicenseConflictsStore(LicenseLineage *lineage)
{
	Batch *found = find_conflicts(lineage, -1);

	ImpactOfConflicts(found);
	(void) BatchApply(
		found,
		"WITH other AS MATERIALIZED ("
		" SELECT COALESCE(f.model_id, c.model_id) AS model_id,"
		"  COALESCE(f.ancestor_id, c.ancestor_id) AS ancestor_id, f.path, f.relation,"
		"  f.license, f.ancestor_license, f.kind, f.rule, f.severity, f.depth"
		"  FROM found f"
		"  FULL JOIN llmeco.conflicts c"
		"   ON f.model_id = c.model_id AND f.ancestor_id = c.ancestor_id"
		"  WHERE (f.path, f.relation, f.license, f.ancestor_license, f.kind, f.rule, f.severity, f.depth)"
		"   IS DISTINCT FROM"
		"   (c.path, c.relation, c.license, c.ancestor_license, c.kind, c.rule, c.severity, c.depth)),"
		" gone AS ("
		" DELETE FROM llmeco.conflicts c USING other o"
		"  WHERE o.license IS NULL"
		"  AND c.model_id = o.model_id AND c.ancestor_id = o.ancestor_id)"
		" INSERT INTO llmeco.conflicts"
		"  (model_id, ancestor_id, path, relation, license, ancestor_license, kind, rule, severity, depth)"
		" SELECT o.model_id, o.ancestor_id, o.path, o.relation, o.license,"
		"  o.ancestor_license, o.kind, o.rule, o.severity, o.depth FROM other o"
		"  WHERE o.license IS NOT NULL ORDER BY o.model_id, o.ancestor_id"
		" ON CONFLICT (model_id, ancestor_id)"
		"  DO UPDATE SET path = excluded.path, relation = excluded.relation,"
		"  license = excluded.license, ancestor_license = excluded.ancestor_license,"
		"  kind = excluded.kind, rule = excluded.rule, severity = excluded.severity, depth = excluded.depth");
	tuplestore_end(found->rows);
}

/* ---- of one model ---- */

typedef struct CardReading
{
	LicenseLineage *lineage;
	int16 *licenses;
} CardReading;

static void
take_card(QueryReader *reader, void *arg)
{
	const CardReading *reading = arg;
	LicenseCard card = LicenseCardOf(reader, 1, 2);
	int32 v = idmap_find(&reading->lineage->all->map, column_key(reader, 0));

	reading->licenses[v] = LicenseMeant(reading->lineage->names, &card);
}

static void
take_derivation(void *arg, int64 parent_id, int64 child_id, int32 relation)
{
	DerivationsAdd(arg, parent_id, child_id, relation);
}

/*
 * read_lineage reads a model's ancestors, their derivations and licences, from
 * views: a reader may. Returns the model's position; -1: it has no ancestors.
 */
static int32
read_lineage(int64 id, LicenseLineage *lineage)
{
	static const QueryColumn columns[] = {{"model_id", COLUMN_KEY, true},
										  {"card_license", COLUMN_FLAG, true},
										  {"license_name", COLUMN_FLAG, true}};
	static const QueryInput cards = {"llmeco.model_licenses",
									 "SELECT m.model_id, m.card_license, m.license_name"
									 "  FROM llmeco.model_licenses m"
									 " WHERE m.model_id OPERATOR(pg_catalog.=) ANY ($1)",
									 QUERY_COLUMNS(columns), take_card};
	static const WalkRule up = {.down = false};
	Walk *walk = WalkStart(&id, 1);
	DerivationsReading load;
	CardReading reading = {lineage};
	LicenseNames *names = palloc(sizeof(LicenseNames));

	memset(lineage, 0, sizeof(LicenseLineage));
	WalkRun(walk, &up);
	if (walk->n == 1)
		return -1;
	DerivationsBegin(&load);
	DerivationsRead(DerivationsQuery(PARENTS, NULL), walk->ids, walk->n, take_derivation, &load);
	lineage->all = DerivationsEnd(&load);
	lineage->components = CyclesFind(lineage->all, NULL, NULL);
	reading.licenses = compute_alloc(&lineage->all->env, lineage->all->models, sizeof(int16));
	for (int32 v = 0; v < lineage->all->models; v++)
		reading.licenses[v] = LICENSE_UNKNOWN;
	LicenseNamesRead(names);
	lineage->names = names;
	QueryReadOf(&cards, walk->ids, walk->n, &reading);
	lineage->licenses = reading.licenses;
	LicenseLineageFlow(lineage, names);
	return idmap_find(&lineage->all->map, id);
}

/*
 * begin_conflicts begins a function that returns a model's, for its caller.
 */
static int
begin_conflicts(FunctionCallInfo fcinfo)
{
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	if (!LicenseNamesThere())
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("what licences say is not there yet"),
						errhint("ALTER EXTENSION llmeco UPDATE makes it.")));
	return SqlConnectAsCaller();
}

/*
 * put_conflicts puts what a query over the conflicts found of a model returns
 * into the result.
 */
static void
put_conflicts(ReturnSetInfo *rsinfo, int64 id, const char *sql)
{
	LicenseLineage lineage;
	int32 model = read_lineage(id, &lineage);
	int columns = rsinfo->setDesc->natts;
	Datum *values = palloc(columns * sizeof(Datum));
	bool *nulls = palloc(columns * sizeof(bool));
	uint64 rows;

	if (model < 0)
		return;
	rows = BatchApply(find_conflicts(&lineage, model), sql);
	for (uint64 row = 0; row < rows; row++)
	{
		for (int c = 0; c < columns; c++)
			values[c] = SqlResultValue(row, c + 1, &nulls[c]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

#define CONFLICTS_ORDER                                                                            \
	" ORDER BY f.depth USING OPERATOR(pg_catalog.<), f.ancestor_id USING OPERATOR(pg_catalog.<)"

/*
 * llmeco_license_conflicts(model_id) returns one row a licence above that the
 * model's own does not go with.
 */
Datum
llmeco_license_conflicts(PG_FUNCTION_ARGS)
{
	int level = begin_conflicts(fcinfo);

	put_conflicts((ReturnSetInfo *) fcinfo->resultinfo, PG_GETARG_INT64(0),
				  "SELECT f.ancestor_id, f.path, f.relation FROM found f" CONFLICTS_ORDER);
	SqlFinish(level);
	return (Datum) 0;
}

/*
 * llmeco_license_conflicts(model) returns the same of a model by its name, in
 * words.
 */
Datum
llmeco_license_conflicts_of(PG_FUNCTION_ARGS)
{
	int level;

	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null", "model"),
						errhint("Call it as llmeco_license_conflicts('author/name').")));
	level = begin_conflicts(fcinfo);
	put_conflicts(
		(ReturnSetInfo *) fcinfo->resultinfo, FindModelOf(fcinfo, 0, NAMES_IN_VIEWS),
		"SELECT a.name, f.license, f.ancestor_license, f.rule, f.severity, f.depth,"
		" ARRAY(SELECT p.name"
		"   FROM pg_catalog.unnest(f.path) WITH ORDINALITY w (id, place)"
		"   JOIN llmeco.model_names p ON p.model_id OPERATOR(pg_catalog.=) w.id AND p.is_current"
		"  ORDER BY w.place USING OPERATOR(pg_catalog.<)),"
		" f.relation,"
		" (SELECT x.reason FROM llmeco.license_compatibility x"
		"   WHERE x.license OPERATOR(pg_catalog.=) f.license"
		"   AND x.ancestor_license OPERATOR(pg_catalog.=) f.ancestor_license"
		"   AND x.kind OPERATOR(pg_catalog.=) f.kind),"
		" (SELECT p.name"
		"   FROM pg_catalog.unnest(f.path) WITH ORDINALITY w (id, place)"
		"   JOIN llmeco.model_licenses p ON p.model_id OPERATOR(pg_catalog.=) w.id"
		"    AND p.author OPERATOR(pg_catalog.=) a.author"
		"   JOIN llmeco.license_terms t"
		"    ON t.license OPERATOR(pg_catalog.=) p.license"
		"    AND t.family OPERATOR(pg_catalog.<>) 'unknown'"
		"  WHERE p.license OPERATOR(pg_catalog.<>) f.ancestor_license"
		"  ORDER BY w.place USING OPERATOR(pg_catalog.<) LIMIT 1)"
		" FROM found f"
		" JOIN llmeco.model_licenses a"
		"   ON a.model_id OPERATOR(pg_catalog.=) f.ancestor_id" CONFLICTS_ORDER);
	SqlFinish(level);
	return (Datum) 0;
}
