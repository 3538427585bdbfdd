/*
 * graph_load.c: reads models, edges and Spaces into arrays.
 *
 * All queries see the snapshot that is active at the call. A caller's query
 * runs with the caller's rights in a transaction that is read-only meanwhile.
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "influence/graph_load.h"
#include "support/arrays.h"
#include "kernel/id_map.h"
#include "support/query_reader.h"

/* Positions are int32, offsets of edges are uint32. */
#define MAX_MODELS (INT32_MAX - 1)
#define MAX_EDGES ((int64) PG_UINT32_MAX - 1)

/* Two keys that wait to be looked up. */
#define MAX_PENDING 64
typedef struct Pending
{
	int64 first;
	int64 second;
	double weight;
} Pending;

/* The state of a load. */
typedef struct Loading
{
	const InfluenceParams *params;
	const ComputeEnv *env;
	SelfTables tables;
	LoadedGraph *loaded;

	int64 models;
	GrowingArray keys;
	GrowingArray self;
	IdMap ids;

	int64 edges;
	GrowingArray parent;
	GrowingArray child;
	GrowingArray weight;
	bool weighted; /* some weight is not 1 */

	int64 spaces; /* of the extension's tables */
	GrowingArray space_keys;
	GrowingArray space_values;
	IdMap space_ids;

	int64 links; /* Spaces that use models */
	GrowingArray link_model;
	GrowingArray link_value;

	int npending;
	Pending pending[MAX_PENDING];
} Loading;

/* ---- rows ---- */

static void
too_many(const char *what, int64 limit)
{
	ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					errmsg("too many %s to compute influence", what),
					errdetail("At most %lld are possible.", (long long) limit)));
}

enum
{
	MODEL_ID,
	MODEL_DOWNLOADS,
	MODEL_LIKES,
	MODEL_CREATED_AT,
	MODEL_REMOVED_AT,
	MODEL_SPACE_INFLUENCE
};
static const QueryColumn model_columns[] = {{"model_id", COLUMN_KEY, true},
											{"downloads", COLUMN_NUMBER, false},
											{"likes", COLUMN_NUMBER, false},
											{"created_at", COLUMN_TIME, false},
											{"removed_at", COLUMN_FLAG, false},
											{"space_influence", COLUMN_NUMBER, false}};

/*
 * take_model keeps a model's key and its self influence without the Spaces
 * that are read from spaces_query. A removed model counts as one of which
 * only the name is known.
 */
static void
take_model(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	const InfluenceParams *params = loading->params;
	int64 created_at;
	double self = 0;

	if (unlikely(loading->models >= MAX_MODELS))
		too_many("models", MAX_MODELS);
	grow(loading->env, &loading->keys, loading->models, sizeof(int64));
	grow(loading->env, &loading->self, loading->models, sizeof(double));
	((int64 *) loading->keys.data)[loading->models] = column_key(reader, MODEL_ID);
	if (column_is_absent(reader, MODEL_REMOVED_AT))
	{
		self = params->w[0] *
				   self_downloads(&loading->tables, column_number(reader, MODEL_DOWNLOADS, 0)) +
			   params->w[1] * column_number(reader, MODEL_LIKES, 0);
		if (column_time(reader, MODEL_CREATED_AT, &created_at))
			self += params->w[3] * self_recency(&loading->tables, params, created_at);
		self += params->w[2] * column_number(reader, MODEL_SPACE_INFLUENCE, 0);
	}
	((double *) loading->self.data)[loading->models++] = self;
}

enum
{
	EDGE_PARENT_ID,
	EDGE_CHILD_ID,
	EDGE_WEIGHT
};
static const QueryColumn edge_columns[] = {{"parent_id", COLUMN_KEY, true},
										   {"child_id", COLUMN_KEY, true},
										   {"weight", COLUMN_NUMBER, false}};

/*
 * add_edge keeps an edge whose models are both there.
 */
static inline void
add_edge(Loading *loading, const Pending *edge)
{
	int32 parent = idmap_find(&loading->ids, edge->first);
	int32 child = idmap_find(&loading->ids, edge->second);
	int64 e = loading->edges;

	if (parent < 0 || child < 0)
		return;
	if (unlikely(e >= MAX_EDGES))
		too_many("derivations", MAX_EDGES);
	grow(loading->env, &loading->parent, e, sizeof(int32));
	grow(loading->env, &loading->child, e, sizeof(int32));
	((int32 *) loading->parent.data)[e] = parent;
	((int32 *) loading->child.data)[e] = child;
	if (unlikely(edge->weight != 1 && !loading->weighted))
	{
		int64 i;

		/* the first: those before it weigh 1 */
		loading->weighted = true;
		loading->weight.room = loading->parent.room;
		loading->weight.data = compute_alloc(loading->env, loading->weight.room, sizeof(double));
		for (i = 0; i < e; i++)
			((double *) loading->weight.data)[i] = 1;
	}
	if (loading->weighted)
	{
		grow(loading->env, &loading->weight, e, sizeof(double));
		((double *) loading->weight.data)[e] = edge->weight;
	}
	loading->edges++;
}

/*
 * settle_edges looks up the models of the edges that wait: asking for all
 * places in the map before using the first hides most of the memory's delay.
 */
static void
settle_edges(Loading *loading)
{
	int i;

	for (i = 0; i < loading->npending; i++)
	{
		idmap_prefetch(&loading->ids, loading->pending[i].first);
		idmap_prefetch(&loading->ids, loading->pending[i].second);
	}
	for (i = 0; i < loading->npending; i++)
		add_edge(loading, &loading->pending[i]);
	loading->npending = 0;
}

static void
take_edge(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	Pending *edge = &loading->pending[loading->npending++];

	edge->first = column_key(reader, EDGE_PARENT_ID);
	edge->second = column_key(reader, EDGE_CHILD_ID);
	edge->weight = column_number(reader, EDGE_WEIGHT, 1);
	if (unlikely(edge->first == edge->second))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("model %lld is its own parent in %s", (long long) edge->first,
							   reader->name),
						errhint("Leave out rows whose parent_id equals child_id.")));
	if (loading->npending == MAX_PENDING)
		settle_edges(loading);
}

/*
 * add_link keeps what one Space adds to one model.
 */
static inline void
add_link(Loading *loading, int64 model_id, double value)
{
	int32 model = idmap_find(&loading->ids, model_id);

	if (model < 0 || value == 0)
		return;
	if (unlikely(loading->links >= MAX_EDGES))
		too_many("uses of models by Spaces", MAX_EDGES);
	grow(loading->env, &loading->link_model, loading->links, sizeof(int32));
	grow(loading->env, &loading->link_value, loading->links, sizeof(double));
	((int32 *) loading->link_model.data)[loading->links] = model;
	((double *) loading->link_value.data)[loading->links++] = value;
}

enum
{
	USE_MODEL_ID,
	USE_LIKES,
	USE_CREATED_AT
};
static const QueryColumn use_columns[] = {{"model_id", COLUMN_KEY, true},
										  {"likes", COLUMN_NUMBER, true},
										  {"created_at", COLUMN_TIME, true}};

/*
 * take_use reads a row of spaces_query: a Space using a model.
 */
static void
take_use(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	double likes = column_number(reader, USE_LIKES, 0);
	int64 created_at = 0;
	bool known = column_time(reader, USE_CREATED_AT, &created_at);

	add_link(loading, column_key(reader, USE_MODEL_ID),
			 self_space(&loading->tables, loading->params, likes, known, created_at));
}

enum
{
	SPACE_ID,
	SPACE_LIKES,
	SPACE_CREATED_AT,
	SPACE_REMOVED_AT
};
static const QueryColumn space_columns[] = {{"space_id", COLUMN_KEY, true},
											{"likes", COLUMN_NUMBER, true},
											{"created_at", COLUMN_TIME, true},
											{"removed_at", COLUMN_FLAG, true}};

/*
 * take_space keeps what a Space adds to each model that it uses.
 */
static void
take_space(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	double likes = column_number(reader, SPACE_LIKES, 0);
	int64 created_at = 0;
	bool known = column_time(reader, SPACE_CREATED_AT, &created_at);

	if (unlikely(loading->spaces >= MAX_MODELS))
		too_many("Spaces", MAX_MODELS);
	if (!column_is_absent(reader, SPACE_REMOVED_AT))
		return;
	grow(loading->env, &loading->space_keys, loading->spaces, sizeof(int64));
	grow(loading->env, &loading->space_values, loading->spaces, sizeof(double));
	((int64 *) loading->space_keys.data)[loading->spaces] = column_key(reader, SPACE_ID);
	((double *) loading->space_values.data)[loading->spaces++] =
		self_space(&loading->tables, loading->params, likes, known, created_at);
}

enum
{
	LINK_SPACE_ID,
	LINK_MODEL_ID
};
static const QueryColumn link_columns[] = {{"space_id", COLUMN_KEY, true},
										   {"model_id", COLUMN_KEY, true}};

/*
 * settle_links looks up the Spaces and models of the links that wait.
 */
static void
settle_links(Loading *loading)
{
	int i;

	for (i = 0; i < loading->npending; i++)
	{
		idmap_prefetch(&loading->space_ids, loading->pending[i].first);
		idmap_prefetch(&loading->ids, loading->pending[i].second);
	}
	for (i = 0; i < loading->npending; i++)
	{
		const Pending *link = &loading->pending[i];
		int32 space = idmap_find(&loading->space_ids, link->first);

		if (space >= 0)
			add_link(loading, link->second, ((double *) loading->space_values.data)[space]);
	}
	loading->npending = 0;
}

/*
 * take_link reads a row of the extension's table of Spaces and models.
 */
static void
take_link(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	Pending *link = &loading->pending[loading->npending++];

	link->first = column_key(reader, LINK_SPACE_ID);
	link->second = column_key(reader, LINK_MODEL_ID);
	if (loading->npending == MAX_PENDING)
		settle_links(loading);
}

/* ---- the whole ---- */

/*
 * build_ids makes the map from keys to positions, each key once.
 */
static void
build_ids(Loading *loading, IdMap *ids, const char *argument, const char *column, const int64 *keys,
		  int64 n)
{
	int64 twice = idmap_build(ids, keys, n, loading->env);

	if (twice >= 0)
		ereport(ERROR, (errcode(ERRCODE_CARDINALITY_VIOLATION),
						errmsg("%s gives %s %lld more than once", argument, column,
							   (long long) keys[twice]),
						errhint("Give one row per model.")));
}

/*
 * load_spaces adds the Space influence to the self influences.
 */
static void
load_spaces(Loading *loading, const GraphQueries *queries)
{
	if (queries->spaces != NULL)
		QueryRead("spaces_query", queries->spaces, use_columns, lengthof(use_columns), take_use,
				  loading);
	else
	{
		QueryRead("llmeco.spaces",
				  "SELECT space_id, likes, created_at, removed_at FROM llmeco.spaces",
				  space_columns, lengthof(space_columns), take_space, loading);
		build_ids(loading, &loading->space_ids, "llmeco.spaces", "space_id",
				  loading->space_keys.data, loading->spaces);
		QueryRead("llmeco.space_models", "SELECT space_id, model_id FROM llmeco.space_models",
				  link_columns, lengthof(link_columns), take_link, loading);
		settle_links(loading);
		idmap_free(&loading->space_ids, loading->env);
		drop_array(loading->env, &loading->space_keys);
		drop_array(loading->env, &loading->space_values);
	}
	group_sums(loading->self.data, loading->models, loading->link_model.data,
			   loading->link_value.data, loading->links, loading->params->w[2], loading->env);
	drop_array(loading->env, &loading->link_model);
	drop_array(loading->env, &loading->link_value);
}

/*
 * LoadGraph reads the graph. Its arrays are allocated through env.
 */
void
LoadGraph(LoadedGraph *loaded, const GraphQueries *queries, const InfluenceParams *params,
		  const ComputeEnv *env)
{
	Loading *loading;
	bool read_only = XactReadOnly;

	loading = compute_alloc(env, 1, sizeof(Loading));
	memset(loading, 0, sizeof(Loading));
	self_tables_init(&loading->tables);
	loading->params = params;
	loading->env = env;
	SPI_connect();

	/*
	 * Functions in the caller's queries must not write either. An error ends
	 * with the (sub)transaction, which sets this back.
	 */
	XactReadOnly = true;

	QueryRead(queries->models != NULL ? "models_query" : "llmeco.models",
			  queries->models != NULL
				  ? queries->models
				  : "SELECT model_id, downloads, likes, created_at, removed_at FROM llmeco.models",
			  model_columns, lengthof(model_columns), take_model, loading);
	build_ids(loading, &loading->ids, queries->models != NULL ? "models_query" : "llmeco.models",
			  "model_id", loading->keys.data, loading->models);
	QueryRead(queries->edges != NULL ? "edges_query" : "llmeco.model_edges",
			  queries->edges != NULL ? queries->edges
									 : "SELECT parent_id, child_id, weight FROM llmeco.model_edges",
			  edge_columns, lengthof(edge_columns), take_edge, loading);
	settle_edges(loading);
	if (queries->spaces != NULL || queries->models == NULL)
		load_spaces(loading, queries);

	XactReadOnly = read_only;
	SPI_finish();
	idmap_free(&loading->ids, env);
	loaded->keys = loading->keys.data;
	loaded->graph.models = (int32_t) loading->models;
	loaded->graph.edges = loading->edges;
	loaded->graph.self = loading->self.data;
	loaded->graph.parent = loading->parent.data;
	loaded->graph.child = loading->child.data;
	loaded->graph.weight = loading->weight.data;
	compute_release(env, loading);
}
