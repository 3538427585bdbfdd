/*
 * lineage.c: llmeco_lineage(): the ancestors and descendants of a model.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "graph/find_model.h"
#include "graph/graph_walk.h"
#include "graph/walk_names.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "support/sql.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_lineage(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_lineage);

/* A row of the result. */
typedef struct Kin
{
	const WalkNode *node;
	text *name;
} Kin;

static int
compare_kin(const void *a, const void *b)
{
	const Kin *left = a;
	const Kin *right = b;

	if (left->node->depth != right->node->depth)
		return left->node->depth < right->node->depth ? -1 : 1;
	return SqlCompareTexts(left->name, right->name);
}

/*
 * put_kin writes what a walk came to, by depth and name.
 */
static void
put_kin(ReturnSetInfo *rsinfo, const Walk *walk, const char *kin)
{
	text **names = WalkNames(walk, walk->ids, walk->n);
	Kin *rows;
	Datum relations[DERIVATION_RELATIONS];
	Datum values[6];
	bool nulls[6] = {false};
	int64 n = 0;
	int64 i;

	rows = MemoryContextAllocHuge(CurrentMemoryContext, walk->n * sizeof(Kin));
	for (i = 0; i < walk->n; i++)
	{
		const WalkNode *node = WalkFind(walk, walk->ids[i]);

		if (node->depth > 0 && names[i] != NULL)
			rows[n++] = (Kin) {node, names[i]};
	}
	qsort(rows, n, sizeof(Kin), compare_kin);
	for (i = 0; i < DERIVATION_RELATIONS; i++)
		relations[i] = CStringGetTextDatum(derivation_relations[i]);
	values[2] = CStringGetTextDatum(kin);
	for (i = 0; i < n; i++)
	{
		text *via = names[WalkFind(walk, rows[i].node->via)->at];

		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (via == NULL)
			continue;
		values[0] = Int64GetDatum(rows[i].node->id);
		values[1] = PointerGetDatum(rows[i].name);
		values[3] = Int32GetDatum(rows[i].node->depth);
		values[4] = relations[rows[i].node->relation];
		values[5] = PointerGetDatum(via);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/*
 * llmeco_lineage(model, direction, max_depth) returns one row a model
 * and direction.
 */
Datum
llmeco_lineage(PG_FUNCTION_ARGS)
{
	WalkRule rule = {0};
	char *direction;
	bool both;
	int64 seed;
	int level;
	int i;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null",
							   PG_ARGISNULL(0) ? "model" : "direction"),
						errhint("Call it as llmeco_lineage('author/name', 'both').")));
	direction = text_to_cstring(PG_GETARG_TEXT_PP(1));
	both = strcmp(direction, "both") == 0;
	if (!both && strcmp(direction, "ancestors") != 0 && strcmp(direction, "descendants") != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("direction \"%s\" is not known", direction),
						errhint("The direction is ancestors, descendants or both.")));
	if (!PG_ARGISNULL(2))
	{
		rule.max_depth = PG_GETARG_INT32(2);
		if (rule.max_depth < 1)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("max_depth must be at least 1"),
							errhint("Leave it out for no limit.")));
	}
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	seed = FindModelOf(fcinfo, 0, NAMES_IN_TABLES);
	for (i = 0; i < 2; i++)
	{
		Walk *walk;

		rule.down = i == 1;
		if (!both && rule.down != (direction[0] == 'd'))
			continue;
		walk = WalkStart(&seed, 1);
		WalkRun(walk, &rule);
		put_kin((ReturnSetInfo *) fcinfo->resultinfo, walk, rule.down ? "descendant" : "ancestor");
	}
	SqlFinish(level);
	return (Datum) 0;
}
