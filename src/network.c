/*
 * network.c: the derivations around some models, to be drawn.
 *
 * The network of models is what the site draws too: they, their ancestors,
 * their descendants, and the other parents of these descendants.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "coordinator.h"
#include "lineage.h"

extern PGDLLEXPORT Datum llmeco_network(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_network);

typedef struct NetworkView
{
	const char *name;
	const char *relation;		/* follow only this; NULL: all */
	bool		top;			/* the most influential children only */
	const char *edges;			/* $1: models, $2: seeds, $3: relation or '' */
} NetworkView;

/*
 * The models of the network, looked up one by one (see lineage.c), and the
 * edges with both ends among them.
 */
#define NODES \
	"WITH nodes AS MATERIALIZED (" \
	"SELECT f.id, m.name, m.author_id, i.influence, i.rank" \
	"  FROM pg_catalog.unnest($1) f(id)" \
	" CROSS JOIN LATERAL (SELECT n.name, n.author_id FROM llmeco.models n" \
	"                      WHERE n.model_id OPERATOR(pg_catalog.=) f.id OFFSET 0) m" \
	"  LEFT JOIN LATERAL (SELECT s.influence, s.rank FROM llmeco.influence s" \
	"                      WHERE s.model_id OPERATOR(pg_catalog.=) f.id OFFSET 0) i ON true)"
#define AMONG \
	"  FROM llmeco.model_edges e" \
	"  JOIN nodes p ON p.id OPERATOR(pg_catalog.=) e.parent_id" \
	"  JOIN nodes c ON c.id OPERATOR(pg_catalog.=) e.child_id" \
	" WHERE e.parent_id OPERATOR(pg_catalog.=) ANY ($1)" \
	"   AND ($3 OPERATOR(pg_catalog.=) '' OR e.relation OPERATOR(pg_catalog.=) $3)"
#define EDGES \
	NODES \
	"SELECT e.parent_id, e.child_id, p.name, c.name, e.relation, p.influence, c.influence," \
	"       1::pg_catalog.int8" AMONG
#define IN_ORDER " ORDER BY p.rank, p.name, c.rank, c.name"
#define MODEL_EDGES EDGES IN_ORDER
#define IS_KEPT(node) \
	" AND (" node ".id OPERATOR(pg_catalog.=) ANY ($2) OR EXISTS (SELECT FROM llmeco.authors a" \
	"       WHERE a.author_id OPERATOR(pg_catalog.=) " node ".author_id" \
	"         AND a.kind OPERATOR(pg_catalog.=) 'organization'))"
#define ORGANIZATION_EDGES EDGES IS_KEPT("p") IS_KEPT("c") IN_ORDER
#define AUTHOR_EDGES \
	NODES "," \
	" authors AS (" \
	"SELECT a.author_id, a.name, pg_catalog.avg(n.influence) AS influence" \
	"  FROM nodes n" \
	"  JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) n.author_id" \
	" GROUP BY a.author_id, a.name)," \
	" edges AS (" \
	"SELECT p.author_id AS parent_id, c.author_id AS child_id, e.relation, pg_catalog.count(*) AS n" \
	AMONG \
	" GROUP BY p.author_id, c.author_id, e.relation)" \
	"SELECT e.parent_id, e.child_id, p.name, c.name, e.relation, p.influence, c.influence, e.n" \
	"  FROM edges e" \
	"  JOIN authors p ON p.author_id OPERATOR(pg_catalog.=) e.parent_id" \
	"  JOIN authors c ON c.author_id OPERATOR(pg_catalog.=) e.child_id" \
	" WHERE e.parent_id OPERATOR(pg_catalog.<>) e.child_id" \
	" ORDER BY p.influence DESC NULLS LAST, p.name, c.influence DESC NULLS LAST, c.name, e.relation"

static const NetworkView views[] = {
	{"top", NULL, true, MODEL_EDGES},
	{"full", NULL, false, MODEL_EDGES},
	{"author", NULL, false, AUTHOR_EDGES},
	{"orgs", NULL, false, ORGANIZATION_EDGES},
	{"adapter", "adapter", false, MODEL_EDGES},
	{"finetune", "finetune", false, MODEL_EDGES},
	{"merge", "merge", false, MODEL_EDGES},
	{"quantized", "quantized", false, MODEL_EDGES}
};

static const NetworkView *
find_view(const char *name)
{
	int			i;

	for (i = 0; i < lengthof(views); i++)
	{
		if (strcmp(views[i].name, name) == 0)
			return &views[i];
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("view \"%s\" is not known", name),
			 errhint("The view is top, full, author, orgs, adapter, finetune, merge or quantized.")));
	return NULL;
}

/*
 * find_models looks up the names in an array.
 */
static int64 *
find_models(ArrayType *names, int *n)
{
	Datum	   *values;
	bool	   *nulls;
	int64	   *ids;
	int			i;

	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls, n);
	ids = palloc((*n + 1) * sizeof(int64));
	for (i = 0; i < *n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"models\" must not contain nulls"),
					 errhint("Give names of models, author/name.")));
		ids[i] = FindModel(TextDatumGetCString(values[i]));
	}
	return ids;
}

/*
 * llmeco_network(models, view, top) gives one row a derivation.
 */
Datum
llmeco_network(PG_FUNCTION_ARGS)
{
	const NetworkView *view;
	Oid			types[3] = {INT8ARRAYOID, INT8ARRAYOID, TEXTOID};
	Datum		values[3];
	WalkRule	up = {.down = false};
	WalkRule	down = {.down = true};
	WalkRule	parents = {.down = false, .max_depth = 1};
	Walk	   *above;
	Walk	   *below;
	int64	   *seeds;
	int			nseeds;
	int			i;

	for (i = 0; i < 3; i++)
	{
		static const char *const names[] = {"models", "view", "top"};

		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"%s\" must not be null", names[i]),
					 errhint("Call it as llmeco_network('{author/name}', 'top', 100).")));
	}
	view = find_view(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	if (PG_GETARG_INT32(2) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("top must be at least 1"),
				 errhint("Use the view full for all children.")));
	up.relation = down.relation = parents.relation = view->relation;
	down.top = view->top ? PG_GETARG_INT32(2) : 0;

	RequireCoordinator();
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	seeds = find_models(PG_GETARG_ARRAYTYPE_P(0), &nseeds);
	above = StartWalk(seeds, nseeds);
	RunWalk(above, &up);
	below = StartWalk(seeds, nseeds);
	RunWalk(below, &down);
	RunWalk(below, &parents);
	AddToWalk(below, above->ids, above->n);
	values[0] = IdArray(below->ids, below->n);
	values[1] = IdArray(seeds, nseeds);
	values[2] = CStringGetTextDatum(view->relation != NULL ? view->relation : "");
	ReturnQuery(fcinfo, view->edges, 3, types, values);
	SPI_finish();
	return (Datum) 0;
}
