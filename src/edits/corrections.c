/*
 * corrections.c: llmeco_set_parent(), llmeco_unset_parent() and
 * llmeco_reset_parent(): derivations corrected by hand.
 *
 * llmeco.edge_corrections has what was corrected, and what the Hub says of it,
 * which refreshes keep up to date (model_edges.c).
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "graph/find_model.h"
#include "graph/graph_walk.h"
#include "support/changed_sql.h"
#include "support/coordinator.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_set_parent(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_unset_parent(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_reset_parent(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_set_parent);
PG_FUNCTION_INFO_V1(llmeco_unset_parent);
PG_FUNCTION_INFO_V1(llmeco_reset_parent);

/* A derivation that the caller names. */
typedef struct Derivation
{
	int64 child_id;
	int64 parent_id;
	const char *child; /* as the caller wrote them */
	const char *parent;
} Derivation;

/*
 * get_text reads an argument that must not be NULL.
 */
static char *
get_text(FunctionCallInfo fcinfo, int i, const char *name)
{
	if (PG_ARGISNULL(i))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null", name)));
	return text_to_cstring(PG_GETARG_TEXT_PP(i));
}

/*
 * get_derivation looks up the two models that the caller names.
 */
static Derivation
get_derivation(FunctionCallInfo fcinfo)
{
	Derivation derivation;

	CoordinatorRequire();
	derivation.child = get_text(fcinfo, 0, "child");
	derivation.parent = get_text(fcinfo, 1, "parent");
	derivation.child_id = FindModel(derivation.child);
	derivation.parent_id = FindModel(derivation.parent);
	if (derivation.child_id == derivation.parent_id)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("model \"%s\" cannot be its own parent", derivation.child),
						strcmp(derivation.child, derivation.parent) == 0
							? 0
							: errdetail("\"%s\" is another name of it.", derivation.parent)));
	return derivation;
}

/*
 * run_statement runs a statement about a derivation: $1 parent, $2 child, $3 relation,
 * $4 is it a derivation, $5 now. Returns the number of rows.
 */
static uint64
run_statement(const char *sql, const Derivation *derivation, const char *relation, bool is_parent)
{
	return SqlRun(ChangedSql(sql), sql_int64(derivation->parent_id),
				  sql_int64(derivation->child_id), sql_text(relation), sql_bool(is_parent),
				  sql_time(GetCurrentTimestamp()));
}

/*
 * note_correction notes the correction. What the Hub says is taken from the derivation
 * as long as that is the Hub's, and else stays as it is noted.
 */
static void
note_correction(const Derivation *derivation, bool is_parent)
{
	(void) run_statement(
		"INSERT INTO llmeco.edge_corrections"
		" (parent_id, child_id, is_parent, corrected_at, corrected_by, hub_relation, "
		"hub_provenance)"
		" SELECT $1, $2, $4, $5, CURRENT_USER, e.relation, e.provenance"
		" FROM (SELECT) one LEFT JOIN llmeco.model_edges e"
		" ON e.parent_id = $1 AND e.child_id = $2 AND e.provenance <> 'manual'"
		" ON CONFLICT (parent_id, child_id) DO UPDATE SET is_parent = EXCLUDED.is_parent,"
		" corrected_at = EXCLUDED.corrected_at, corrected_by = EXCLUDED.corrected_by",
		derivation, "", is_parent);
}

/*
 * end_inferred ends the inferred parents of a derivation's child: all, else only
 * this one.
 */
static void
end_inferred(const Derivation *derivation, bool all)
{
	if (OidIsValid(SqlTable("inferred_edges")))
		(void) SqlRun("DELETE FROM llmeco.inferred_edges"
					  " WHERE child_id = $1 AND (parent_id = $2 OR $3)",
					  sql_int64(derivation->child_id), sql_int64(derivation->parent_id),
					  sql_bool(all));
}

/*
 * closes_cycle: is the child an ancestor of the parent already?
 */
static bool
closes_cycle(const Derivation *derivation)
{
	WalkRule rule = {0};
	Walk *walk = WalkStart(&derivation->parent_id, 1);

	WalkRun(walk, &rule);
	return WalkFind(walk, derivation->child_id) != NULL;
}

/*
 * llmeco_set_parent(child, parent, relation)
 */
Datum
llmeco_set_parent(PG_FUNCTION_ARGS)
{
	char *relation = get_text(fcinfo, 2, "relation");
	int level;
	Derivation derivation;

	if (DerivationRelation(relation, strlen(relation)) == DERIVATION_RELATIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relation \"%s\" is not known", relation),
				 errhint("The relation is finetune, adapter, merge, quantized or unknown.")));
	level = SqlConnect();
	derivation = get_derivation(fcinfo);
	if (closes_cycle(&derivation))
		ereport(NOTICE,
				(errmsg("\"%s\" is an ancestor of \"%s\" already", derivation.child,
						derivation.parent),
				 errdetail("The lineage now has a cycle; scores and walks end nevertheless."),
				 errhint("llmeco_unset_parent() removes the derivation that is wrong.")));
	note_correction(&derivation, true);
	end_inferred(&derivation, true);
	(void) run_statement(
		"INSERT INTO llmeco.model_edges AS e (parent_id, child_id, relation, provenance"
		" CHANGED(, changed_at)) VALUES ($1, $2, $3, 'manual' CHANGED(, $5))"
		" ON CONFLICT (parent_id, child_id) DO UPDATE"
		" SET relation = EXCLUDED.relation, provenance = EXCLUDED.provenance"
		" CHANGED(, changed_at = EXCLUDED.changed_at)"
		" WHERE (e.relation, e.provenance) <> (EXCLUDED.relation, EXCLUDED.provenance)",
		&derivation, relation, true);
	SqlFinish(level);
	PG_RETURN_VOID();
}

/*
 * llmeco_unset_parent(child, parent)
 */
Datum
llmeco_unset_parent(PG_FUNCTION_ARGS)
{
	int level = SqlConnect();
	Derivation derivation = get_derivation(fcinfo);
	const char *inferred = "";

	if (OidIsValid(SqlTable("inferred_edges")))
		inferred = " UNION ALL SELECT FROM llmeco.inferred_edges i"
				   " WHERE i.parent_id = $1 AND i.child_id = $2";
	if (run_statement(psprintf("SELECT FROM llmeco.model_edges e"
							   " WHERE e.parent_id = $1 AND e.child_id = $2"
							   " UNION ALL SELECT FROM llmeco.edge_corrections c"
							   " WHERE c.parent_id = $1 AND c.child_id = $2%s",
							   inferred),
					  &derivation, "", false) == 0)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("model \"%s\" is not derived from \"%s\"", derivation.child,
							   derivation.parent),
						errhint("llmeco.network_edges has the parents of each model.")));
	note_correction(&derivation, false);
	(void) run_statement("DELETE FROM llmeco.model_edges WHERE parent_id = $1 AND child_id = $2",
						 &derivation, "", false);
	end_inferred(&derivation, false);
	SqlFinish(level);
	PG_RETURN_VOID();
}

/*
 * llmeco_reset_parent(child, parent)
 */
Datum
llmeco_reset_parent(PG_FUNCTION_ARGS)
{
	int level = SqlConnect();
	Derivation derivation = get_derivation(fcinfo);
	uint64 n = run_statement(
		"WITH taken AS (DELETE FROM llmeco.edge_corrections"
		" WHERE parent_id = $1 AND child_id = $2"
		" RETURNING parent_id, child_id, hub_relation, hub_provenance),"
		" gone AS (DELETE FROM llmeco.model_edges e USING taken t"
		" WHERE e.parent_id = t.parent_id AND e.child_id = t.child_id"
		" AND t.hub_relation IS NULL),"
		" back AS (INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance"
		" CHANGED(, changed_at))"
		" SELECT t.parent_id, t.child_id, t.hub_relation, t.hub_provenance CHANGED(, $5)"
		" FROM taken t WHERE t.hub_relation IS NOT NULL"
		" ON CONFLICT (parent_id, child_id) DO UPDATE"
		" SET relation = EXCLUDED.relation, provenance = EXCLUDED.provenance"
		" CHANGED(, changed_at = EXCLUDED.changed_at))"
		" SELECT FROM taken",
		&derivation, "", false);

	if (n == 0)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("nothing was corrected between \"%s\" and \"%s\"", derivation.child,
							   derivation.parent),
						errhint("llmeco.edge_corrections has what was corrected.")));
	if (run_statement("SELECT FROM llmeco.model_edges e WHERE e.child_id = $2", &derivation, "",
					  false) > 0)
		end_inferred(&derivation, true);
	SqlFinish(level);
	PG_RETURN_VOID();
}
