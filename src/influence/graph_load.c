/*
 * graph_load.c: reads models, edges and Spaces into arrays.
 *
 * All queries see the snapshot that is active at the call. A caller's query
 * runs with the caller's rights in a transaction that is read-only meanwhile.
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/timestamp.h"

#include "influence/day_counters.h"
#include "influence/graph_load.h"
#include "support/key_table.h"
#include "support/lookahead.h"
#include "support/settings.h"
#include "support/sql.h"

/* Offsets of edges are uint32. */
#define MAX_EDGES ((int64) PG_UINT32_MAX - 1)

/* The state of a load. */
typedef struct Loading
{
	const InfluenceParams *params;
	const ComputeEnv *env;
	SelfTables tables;
	LoadedGraph *loaded;
	int64 until;        /* models created later are not there yet; DT_NOEND: all are */
	int64 spaces_until; /* the same of Spaces */

	KeyTable models;
	GrowingArray self; /* double, by model */
	bool has_spaces;   /* the caller's query has what Spaces add */

	int64 edges;
	GrowingArray parent;
	GrowingArray child;
	GrowingArray weight;
	bool weighted; /* some weight is not 1 */

	KeyTable spaces;           /* of the extension's tables */
	GrowingArray space_values; /* double, by Space */

	int64 links; /* Spaces that use models */
	GrowingArray link_model;
	GrowingArray link_value;

	Lookahead ahead;
	double weights[LOOKAHEAD_ROWS]; /* of edges that wait */
} Loading;

/* ---- rows ---- */

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
 * that are read from spaces_query. A removed model, which a caller's query may
 * have, takes no part: what is derived from it, or it from, ends nowhere. Nor
 * does one that was not there yet.
 */
static void
take_model(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	const InfluenceParams *params = loading->params;
	int32 model;
	int64 created_at = 0;
	bool known = column_time(reader, MODEL_CREATED_AT, &created_at);
	double self;

	if (!column_is_absent(reader, MODEL_REMOVED_AT) || (known && created_at > loading->until))
		return;
	model = key_table_add(&loading->models, reader, loading->env);
	self =
		params->w[0] * self_downloads(&loading->tables, column_number(reader, MODEL_DOWNLOADS, 0)) +
		params->w[1] * column_number(reader, MODEL_LIKES, 0);
	if (known)
		self += params->w[3] * self_recency(&loading->tables, params, created_at);
	loading->has_spaces = reader->columns[MODEL_SPACE_INFLUENCE].index >= 0;
	self += params->w[2] * column_number(reader, MODEL_SPACE_INFLUENCE, 0);
	*(double *) grown(&loading->self, model, sizeof(double), loading->env) = self;
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
add_edge(Loading *loading, int32 parent, int32 child, double weight)
{
	int64 e = loading->edges;

	if (parent < 0 || child < 0)
		return;
	if (unlikely(e >= MAX_EDGES))
		QueryReportLimit("edges_query", MAX_EDGES);
	grow(loading->env, &loading->parent, e, sizeof(int32));
	grow(loading->env, &loading->child, e, sizeof(int32));
	((int32 *) loading->parent.data)[e] = parent;
	((int32 *) loading->child.data)[e] = child;
	if (unlikely(weight != 1 && !loading->weighted))
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
		((double *) loading->weight.data)[e] = weight;
	}
	loading->edges++;
}

static void
settle_edges(void *arg, const LookaheadRow *rows, int n)
{
	Loading *loading = arg;

	for (int i = 0; i < n; i++)
		add_edge(loading, rows[i].at[0], rows[i].at[1], loading->weights[i]);
}

static void
take_edge(QueryReader *reader, void *arg)
{
	Loading *loading = arg;
	int64 parent = column_key(reader, EDGE_PARENT_ID);
	int64 child = column_key(reader, EDGE_CHILD_ID);
	double weight = column_number(reader, EDGE_WEIGHT, 1);

	if (unlikely(parent == child))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("model %lld is its own parent in %s", (long long) parent, reader->name),
				 errhint("Leave out rows whose parent_id equals child_id.")));
	loading->weights[lookahead_add(&loading->ahead, parent, child)] = weight;
}

/*
 * add_link keeps what one Space adds to one model.
 */
static inline void
add_link(Loading *loading, int32 model, double value)
{
	if (model < 0 || value == 0)
		return;
	if (unlikely(loading->links >= MAX_EDGES))
		QueryReportLimit("spaces_query", MAX_EDGES);
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

	if (known && created_at > loading->spaces_until)
		return;
	add_link(loading, idmap_find(&loading->models.ids, column_key(reader, USE_MODEL_ID)),
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
											{"removed_at", COLUMN_FLAG, false}};

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
	int32 space;

	if (!column_is_absent(reader, SPACE_REMOVED_AT) ||
		(known && created_at > loading->spaces_until))
		return;
	space = key_table_add(&loading->spaces, reader, loading->env);
	*(double *) grown(&loading->space_values, space, sizeof(double), loading->env) =
		self_space(&loading->tables, loading->params, likes, known, created_at);
}

enum
{
	LINK_SPACE_ID,
	LINK_MODEL_ID
};
static const QueryColumn link_columns[] = {{"space_id", COLUMN_KEY, true},
										   {"model_id", COLUMN_KEY, true}};

static void
settle_links(void *arg, const LookaheadRow *rows, int n)
{
	Loading *loading = arg;
	const double *values = loading->space_values.data;

	for (int i = 0; i < n; i++)
		if (rows[i].at[0] >= 0)
			add_link(loading, rows[i].at[1], values[rows[i].at[0]]);
}

/*
 * take_link reads a row of the extension's table of Spaces and models.
 */
static void
take_link(QueryReader *reader, void *arg)
{
	Loading *loading = arg;

	(void) lookahead_add(&loading->ahead, column_key(reader, LINK_SPACE_ID),
						 column_key(reader, LINK_MODEL_ID));
}

/* ---- the whole ---- */

/*
 * listed_then returns the condition on a table's rows that they were listed at
 * the end of the time that is loaded.
 */
static char *
listed_then(const Loading *loading)
{
	return psprintf("(removed_at IS NULL"
					" OR removed_at OPERATOR(pg_catalog.>) '%s'::pg_catalog.timestamptz)",
					timestamptz_to_str(loading->until));
}

/*
 * add_counters adds to the self influences what comes from the counters of a
 * day, in the order in which take_model() adds it: the same bits.
 */
static void
add_counters(Loading *loading, const DayCounters *counters)
{
	const InfluenceParams *params = loading->params;
	double *self = loading->self.data;

	for (int32 i = 0; i < loading->models.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		self[i] = params->w[0] * self_downloads(&loading->tables, counters[i].downloads) +
				  params->w[1] * counters[i].likes + self[i];
	}
}

/*
 * load_models reads the models and their self influences; of the extension's
 * own those that are listed, or were on a day, with that day's counters.
 */
static void
load_models(Loading *loading, const GraphQueries *queries)
{
	QueryInput models = {"llmeco.models",
						 "SELECT model_id, downloads, likes, created_at"
						 " FROM llmeco.models WHERE removed_at IS NULL",
						 QUERY_COLUMNS(model_columns), take_model};

	if (queries->models != NULL)
	{
		models.name = "models_query";
		models.sql = queries->models;
		models.known = "model_id, downloads, likes, created_at, removed_at and space_influence";
		models.lenient = true;
	}
	else if (queries->counters_on != NULL)
		models.sql = psprintf("SELECT model_id, created_at FROM llmeco.models WHERE %s",
							  listed_then(loading));
	QueryRead(&models, loading);
	KeyTableEnd(&loading->models, loading->env);
	if (queries->counters_on != NULL)
	{
		DayCounters *counters =
			DayCountersRead(&loading->models, *queries->counters_on, loading->env);

		add_counters(loading, counters);
		compute_release(loading->env, counters);
	}
}

/*
 * load_edges reads the edges between the models.
 */
static void
load_edges(Loading *loading, const char *edges_query)
{
	LookaheadMap models = {&loading->models.ids};
	QueryInput edges = {"llmeco.model_edges",
						psprintf("SELECT parent_id, child_id, weight FROM %s", SettingsEdges()),
						QUERY_COLUMNS(edge_columns), take_edge};

	if (edges_query != NULL)
	{
		edges.name = "edges_query";
		edges.sql = edges_query;
		edges.known = "parent_id, child_id and weight";
		edges.lenient = true;
	}
	loading->ahead = (Lookahead) {{models, models}, settle_edges, loading};
	QueryRead(&edges, loading);
	LookaheadSettle(&loading->ahead);
}

/*
 * load_links reads the extension's Spaces, and the models that they use.
 */
static void
load_links(Loading *loading, bool of_day)
{
	QueryInput spaces = {"llmeco.spaces",
						 "SELECT space_id, likes, created_at, removed_at FROM llmeco.spaces",
						 QUERY_COLUMNS(space_columns), take_space};
	static const QueryInput links = {"llmeco.space_models",
									 "SELECT space_id, model_id FROM llmeco.space_models",
									 QUERY_COLUMNS(link_columns), take_link};

	if (of_day)
		spaces.sql = psprintf("SELECT space_id, likes, created_at FROM llmeco.spaces WHERE %s",
							  listed_then(loading));
	QueryRead(&spaces, loading);
	KeyTableEnd(&loading->spaces, loading->env);
	loading->ahead =
		(Lookahead) {{{&loading->spaces.ids, loading->space_values.data, sizeof(double)},
					  {&loading->models.ids}},
					 settle_links,
					 loading};
	QueryRead(&links, loading);
	LookaheadSettle(&loading->ahead);
	KeyTableFree(&loading->spaces, loading->env);
	drop_array(loading->env, &loading->space_values);
}

/*
 * load_spaces adds the Space influence to the self influences.
 */
static void
load_spaces(Loading *loading, const GraphQueries *queries)
{
	QueryInput uses = {"spaces_query",
					   queries->spaces,
					   QUERY_COLUMNS(use_columns),
					   take_use,
					   .known = "model_id, likes and created_at",
					   .lenient = true};

	if (queries->spaces != NULL)
		QueryRead(&uses, loading);
	else
		load_links(loading, queries->counters_on != NULL);
	group_sums(loading->self.data, loading->models.n, loading->link_model.data,
			   loading->link_value.data, loading->links, loading->params->w[2], loading->env);
	drop_array(loading->env, &loading->link_model);
	drop_array(loading->env, &loading->link_value);
}

/*
 * spaces_count says whether Spaces add to the models: those of a caller's query, or
 * of the extension where the models are the extension's, too: by the query that they
 * come from, or as its derivations go with them. The caller may have what they add.
 */
static bool
spaces_count(const Loading *loading, const GraphQueries *queries)
{
	if (queries->spaces != NULL)
		return queries->spaces[0] != '\0';
	return queries->models == NULL ||
		   (!loading->has_spaces &&
			(queries->edges == NULL || QueryReadsTable(queries->models, SqlTable("models"))));
}

/*
 * end_of_time returns the time after which no model was created yet: as_of where
 * that is past, the end of the day whose counters are read. Else there is none:
 * what the tables have is there, though its clock may be ahead of ours.
 */
static int64
end_of_time(const GraphQueries *queries, const InfluenceParams *params)
{
	int64 until = DT_NOEND;

	if (params->as_of < GetCurrentTransactionStartTimestamp())
		until = params->as_of;
	if (queries->counters_on != NULL)
		until = Min(until, (*queries->counters_on + INT64CONST(1)) * USECS_PER_DAY - 1);
	return until;
}

/*
 * report_counters says so where the ages are of a day before this one and the
 * counters are not.
 */
static void
report_counters(const GraphQueries *queries, const InfluenceParams *params)
{
	char *day;

	if (queries->models != NULL || queries->counters_on != NULL ||
		params->as_of >= GetCurrentTransactionStartTimestamp() / USECS_PER_DAY * USECS_PER_DAY)
		return;
	day = DayText(params->as_of);
	ereport(NOTICE, (errcode(ERRCODE_SUCCESSFUL_COMPLETION),
					 errmsg("downloads and likes are those of now, not of %s", day),
					 errdetail("as_of says what ages are measured to and which models were there."),
					 errhint("counters_on => '%s' takes them from llmeco.model_snapshots.", day)));
}

/*
 * GraphLoad reads the graph. Its arrays are allocated through env.
 */
void
GraphLoad(LoadedGraph *loaded, const GraphQueries *queries, const InfluenceParams *params,
		  const ComputeEnv *env)
{
	Loading *loading = compute_alloc(env, 1, sizeof(Loading));
	bool read_only = XactReadOnly;
	int level;

	memset(loading, 0, sizeof(Loading));
	self_tables_init(&loading->tables);
	loading->until = end_of_time(queries, params);
	loading->spaces_until = queries->counters_on == NULL ? DT_NOEND : loading->until;
	report_counters(queries, params);
	loading->params = params;
	loading->env = env;
	level = SqlConnectAsCaller();

	/*
	 * Functions in the caller's queries must not write either. An error ends
	 * with the (sub)transaction, which sets this back.
	 */
	XactReadOnly = true;
	load_models(loading, queries);
	load_edges(loading, queries->edges);
	if (spaces_count(loading, queries))
		load_spaces(loading, queries);
	XactReadOnly = read_only;
	SqlFinish(level);

	idmap_free(&loading->models.ids, env);
	loaded->keys = loading->models.keys.data;
	loaded->graph.models = loading->models.n;
	loaded->graph.edges = loading->edges;
	loaded->graph.self = loading->self.data;
	loaded->graph.parent = loading->parent.data;
	loaded->graph.child = loading->child.data;
	loaded->graph.weight = loading->weight.data;
	compute_release(env, loading);
}
