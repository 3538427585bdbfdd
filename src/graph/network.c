/*
 * network.c: the derivations around some models, to be drawn.
 *
 * The network of models is what the site draws too: they, their ancestors,
 * their descendants, and the other parents of these descendants.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "support/overload.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "support/arrays.h"
#include "graph/find_model.h"
#include "graph/graph_walk.h"
#include "support/query_reader.h"
#include "support/sql.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_network(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_network);

/* What stands at the ends of arrows. */
typedef enum Ends
{
	MODELS,
	MODELS_OF_ORGANIZATIONS, /* and the given ones */
	AUTHORS
} Ends;

typedef struct NetworkView
{
	const char *name;
	Ends ends;
	const char *relation; /* follow only this; NULL: all */
	bool top;             /* the most influential children only */
} NetworkView;

static const NetworkView views[] = {{"top", MODELS, NULL, true},
									{"full", MODELS, NULL, false},
									{"author", AUTHORS, NULL, false},
									{"orgs", MODELS_OF_ORGANIZATIONS, NULL, false},
									{"adapter", MODELS, "adapter", false},
									{"finetune", MODELS, "finetune", false},
									{"merge", MODELS, "merge", false},
									{"quantized", MODELS, "quantized", false}};

/* An end: a model of the network, or an author. */
typedef struct End
{
	int64 id;
	text *name;           /* NULL: there is no such row */
	double influence;     /* of an author, the sum over its models */
	int64 scored;         /* models that have one */
	int64 rank;           /* of a model, the last if it has none */
	int32 author;         /* of a model, place in Network.authors once they are read */
	bool is_organization; /* an author that is one */
	int32 order;          /* place among all ends */
} End;

/* An arrow between two ends. */
typedef struct Arrow
{
	int32 parent;
	int32 child;
	int32 relation; /* place in derivation_relations */
} Arrow;

typedef struct Network
{
	MemoryContext context;
	ComputeEnv env;
	const Walk *walk;  /* its models */
	End *models;       /* by their place in it */
	int64 *author_ids; /* of models, PG_INT64_MIN: not known */
	int32 nauthors;
	End *authors;
	IdMap author_map;
	GrowingArray arrows;
	int64 narrows;
} Network;

static const NetworkView *
find_view(const char *name)
{
	int i;

	for (i = 0; i < lengthof(views); i++)
	{
		if (strcmp(views[i].name, name) == 0)
			return &views[i];
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("view \"%s\" is not known", name),
			 errhint(
				 "The view is top, full, author, orgs, adapter, finetune, merge or quantized.")));
	return NULL;
}

/*
 * find_models looks up the names in an array.
 */
static int64 *
find_models(ArrayType *names, int *n)
{
	Datum *values;
	bool *nulls;
	int64 *ids;
	int i;

	*n = SqlTextsOf(names, &values, &nulls);
	ids = palloc((*n + 1) * sizeof(int64));
	for (i = 0; i < *n; i++)
	{
		if (nulls[i])
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("argument \"models\" must not contain nulls"),
							errhint("Give names of models, author/name.")));
		ids[i] = FindModel(TextDatumGetCString(values[i]));
	}
	return ids;
}

/* ---- what is read ---- */

static void
add_arrow(void *arg, int64 parent_id, int64 child_id, int32 relation)
{
	Network *network = arg;
	const WalkNode *parent = WalkFind(network->walk, parent_id);
	const WalkNode *child = WalkFind(network->walk, child_id);

	if (parent == NULL || child == NULL)
		return;
	grow(&network->env, &network->arrows, network->narrows, sizeof(Arrow));
	((Arrow *) network->arrows.data)[network->narrows++] =
		(Arrow) {parent->at, child->at, relation};
}

/*
 * read_arrows finds the derivations with both ends in the network.
 */
static void
read_arrows(Network *network, const char *relation)
{
	const Walk *walk = network->walk;
	const Derivations *all = walk->all;
	int32 wanted = relation == NULL ? -1 : DerivationRelation(relation, strlen(relation));
	int64 i;

	if (all == NULL)
	{
		DerivationsRead(DerivationsQuery(CHILDREN, relation), walk->ids, walk->n, add_arrow,
						network);
		return;
	}
	for (i = 0; i < walk->n; i++)
	{
		int32 v = idmap_find(&all->map, walk->ids[i]);
		uint32 l;

		compute_check(&network->env, i);
		if (v < 0)
			continue;
		for (l = all->first[CHILDREN][v]; l < all->first[CHILDREN][v + 1]; l++)
		{
			DerivationLink link = all->links[CHILDREN][l];

			if (wanted < 0 || link.relation == wanted)
				add_arrow(network, walk->ids[i], all->ids[link.model], link.relation);
		}
	}
}

static void
take_model(QueryReader *reader, void *arg)
{
	Network *network = arg;
	int32 at = WalkFind(network->walk, column_key(reader, 0))->at;

	network->models[at].name = QueryText(reader, 1, network->context);
	if (!column_is_absent(reader, 2))
		network->author_ids[at] = column_key(reader, 2);
}

static void
take_score(QueryReader *reader, void *arg)
{
	Network *network = arg;
	End *model = &network->models[WalkFind(network->walk, column_key(reader, 0))->at];

	model->influence = DatumGetFloat8(reader->values[reader->columns[1].index]);
	model->scored = 1;
	model->rank = column_key(reader, 2);
}

static void
take_author(QueryReader *reader, void *arg)
{
	Network *network = arg;
	End *author = &network->authors[idmap_find(&network->author_map, column_key(reader, 0))];

	author->name = QueryText(reader, 1, network->context);
	author->is_organization = column_key(reader, 2) != 0;
}

/*
 * read_models reads names, authors and scores of the models.
 */
static void
read_models(Network *network)
{
	static const QueryColumn model_columns[] = {{"model_id", COLUMN_KEY, true},
												{"name", COLUMN_FLAG, true},
												{"author_id", COLUMN_KEY, true}};
	static const QueryColumn score_columns[] = {{"model_id", COLUMN_KEY, true},
												{"influence", COLUMN_NUMBER, true},
												{"rank", COLUMN_KEY, true}};
	static const QueryInput models = {"llmeco.models",
									  "SELECT m.model_id, m.name, m.author_id FROM llmeco.models m"
									  " WHERE m.model_id OPERATOR(pg_catalog.=) ANY ($1)",
									  QUERY_COLUMNS(model_columns), take_model};
	static const QueryInput scores =
		{"llmeco.influence",
		 "SELECT i.model_id, i.influence, i.rank FROM llmeco.influence i"
		 " WHERE i.model_id OPERATOR(pg_catalog.=) ANY ($1)",
		 QUERY_COLUMNS(score_columns), take_score};
	const Walk *walk = network->walk;
	int64 i;

	network->models = compute_alloc(&network->env, walk->n, sizeof(End));
	network->author_ids = compute_alloc(&network->env, walk->n, sizeof(int64));
	for (i = 0; i < walk->n; i++)
	{
		network->models[i] = (End) {.id = walk->ids[i], .rank = PG_INT64_MAX};
		network->author_ids[i] = PG_INT64_MIN;
	}
	QueryReadOf(&models, walk->ids, walk->n, network);
	QueryReadOf(&scores, walk->ids, walk->n, network);
}

/*
 * read_authors reads the authors of the models, and adds up their influence.
 */
static void
read_authors(Network *network)
{
	static const QueryColumn columns[] = {{"author_id", COLUMN_KEY, true},
										  {"name", COLUMN_FLAG, true},
										  {"is_organization", COLUMN_KEY, true}};
	static const QueryInput all_authors =
		{"llmeco.authors",
		 "SELECT a.author_id, a.name,"
		 " COALESCE(a.kind OPERATOR(pg_catalog.=) 'organization', false)::pg_catalog.int4 AS "
		 "is_organization"
		 "  FROM llmeco.authors a WHERE a.author_id OPERATOR(pg_catalog.=) ANY ($1)",
		 QUERY_COLUMNS(columns), take_author};
	int64 n = network->walk->n;
	int64 *distinct = compute_alloc(&network->env, n, sizeof(int64));
	int32 *authors = compute_alloc(&network->env, n, sizeof(int32));
	int64 i;

	network->nauthors = idmap_number(&network->author_map, network->author_ids, n, distinct,
									 authors, &network->env);
	network->authors = compute_alloc(&network->env, network->nauthors, sizeof(End));
	for (i = 0; i < network->nauthors; i++)
		network->authors[i] = (End) {.id = distinct[i]};
	QueryReadOf(&all_authors, distinct, network->nauthors, network);
	for (i = 0; i < n; i++)
	{
		End *model = &network->models[i];

		model->author = authors[i];
		network->authors[authors[i]].influence += model->influence;
		network->authors[authors[i]].scored += model->scored;
	}
}

/* ---- what is given ---- */

/*
 * compare_ends puts models in order of rank and authors in that of their mean
 * influence; those without come last.
 */
static int
compare_ends(const void *a, const void *b)
{
	const End *left = *(End *const *) a;
	const End *right = *(End *const *) b;
	double more = right->scored == 0 ? -1 : right->influence / right->scored;
	double less = left->scored == 0 ? -1 : left->influence / left->scored;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	if (more != less)
		return more < less ? -1 : 1;
	if (left->name == NULL || right->name == NULL)
		return (left->name == NULL) - (right->name == NULL);
	return SqlCompareTexts(left->name, right->name);
}

/*
 * order_ends sets the place of each end, and returns all ends by it.
 */
static End **
order_ends(Network *network, End *ends, int64 n)
{
	End **sorted = compute_alloc(&network->env, n, sizeof(End *));
	int64 i;

	for (i = 0; i < n; i++)
		sorted[i] = &ends[i];
	qsort(sorted, n, sizeof(End *), compare_ends);
	for (i = 0; i < n; i++)
		sorted[i]->order = (int32) i;
	return sorted;
}

/*
 * compare_arrows puts arrows in order of their ends, by order of these.
 */
static int
compare_arrows(const void *a, const void *b)
{
	const Arrow *left = a;
	const Arrow *right = b;

	if (left->parent != right->parent)
		return left->parent < right->parent ? -1 : 1;
	if (left->child != right->child)
		return left->child < right->child ? -1 : 1;
	return strcmp(derivation_relations[left->relation], derivation_relations[right->relation]);
}

/*
 * is_shown: is a model shown by a view of models?
 */
static bool
is_shown(const Network *network, Ends kind, int32 at, int nseeds)
{
	const End *model = &network->models[at];

	return model->name != NULL &&
		   (kind == MODELS || at < nseeds || network->authors[model->author].is_organization);
}

/*
 * put_arrows writes the arrows between the wanted ends, equal ones as one. The
 * first models of the walk are those asked for.
 */
static void
put_arrows(ReturnSetInfo *rsinfo, Network *network, Ends kind, int nseeds)
{
	Arrow *arrows = network->arrows.data;
	End *ends = kind == AUTHORS ? network->authors : network->models;
	int64 nends = kind == AUTHORS ? network->nauthors : network->walk->n;
	End **by_order = order_ends(network, ends, nends);
	Datum relations[DERIVATION_RELATIONS];
	int64 n = 0;
	int64 i;
	int64 next;

	for (i = 0; i < DERIVATION_RELATIONS; i++)
		relations[i] = CStringGetTextDatum(derivation_relations[i]);
	for (i = 0; i < network->narrows; i++)
	{
		Arrow arrow = arrows[i];

		if (kind == AUTHORS)
		{
			arrow.parent = network->models[arrow.parent].author;
			arrow.child = network->models[arrow.child].author;
			if (arrow.parent == arrow.child || ends[arrow.parent].name == NULL ||
				ends[arrow.child].name == NULL)
				continue;
		}
		else if (!is_shown(network, kind, arrow.parent, nseeds) ||
				 !is_shown(network, kind, arrow.child, nseeds))
			continue;
		arrows[n++] = (Arrow) {ends[arrow.parent].order, ends[arrow.child].order, arrow.relation};
	}
	if (n > 0)
		qsort(arrows, n, sizeof(Arrow), compare_arrows);
	for (i = 0; i < n; i = next)
	{
		const End *parent = by_order[arrows[i].parent];
		const End *child = by_order[arrows[i].child];
		Datum values[8];
		bool nulls[8] = {false};

		for (next = i + 1; next < n && compare_arrows(&arrows[i], &arrows[next]) == 0;)
			next++;
		compute_check(&network->env, i);
		values[0] = Int64GetDatum(parent->id);
		values[1] = Int64GetDatum(child->id);
		values[2] = PointerGetDatum(parent->name);
		values[3] = PointerGetDatum(child->name);
		values[4] = relations[arrows[i].relation];
		values[5] = Float8GetDatum(parent->influence / Max(parent->scored, 1));
		values[6] = Float8GetDatum(child->influence / Max(child->scored, 1));
		values[7] = Int64GetDatum(next - i);
		nulls[5] = parent->scored == 0;
		nulls[6] = child->scored == 0;
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/*
 * llmeco_network(models, view, top) returns one row a derivation.
 */
Datum
llmeco_network(PG_FUNCTION_ARGS)
{
	const NetworkView *view;
	Network network = {0};
	WalkRule up = {.down = false};
	WalkRule down = {.down = true};
	WalkRule parents = {.down = false, .max_depth = 1};
	Walk *above;
	Walk *below;
	int64 *seeds;
	int nseeds;
	int level;
	int i;

	for (i = 0; i < 3; i++)
	{
		static const char *const names[] = {"models", "view", "top"};

		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("argument \"%s\" must not be null", names[i]),
							errhint("Call it as llmeco_network('{author/name}', 'top', 100).")));
	}
	view = find_view(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	if (PG_GETARG_INT32(2) < 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("top must be at least 1"),
						errhint("Use the view full for all children.")));
	up.relation = down.relation = parents.relation = view->relation;
	down.top = view->top ? PG_GETARG_INT32(2) : 0;

	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	if (OverloadType(fcinfo, 0) != INT8OID)
		seeds = find_models(OverloadTexts(fcinfo, 0), &nseeds);
	else
	{
		seeds = palloc(sizeof(int64));
		seeds[0] = FindModelOf(fcinfo, 0, NAMES_IN_TABLES);
		nseeds = 1;
	}
	above = WalkStart(seeds, nseeds);
	WalkRun(above, &up);
	below = WalkStart(seeds, nseeds);
	nseeds = (int) below->n; /* each once */
	below->all = above->all;
	WalkRun(below, &down);
	WalkRun(below, &parents);
	WalkAdd(below, above->ids, above->n);

	network.context = CurrentMemoryContext;
	InitComputeEnv(&network.env, CurrentMemoryContext);
	network.walk = below;
	read_arrows(&network, view->relation);
	read_models(&network);
	if (view->ends != MODELS)
		read_authors(&network);
	put_arrows((ReturnSetInfo *) fcinfo->resultinfo, &network, view->ends, nseeds);
	SqlFinish(level);
	return (Datum) 0;
}
