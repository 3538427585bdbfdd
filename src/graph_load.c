/*
 * graph_load.c: reads models, edges and Spaces into arrays.
 *
 * Each query runs through SPI with a DestReceiver of our own, so that rows go
 * straight from the executor into the arrays: no tuple table, no cursor, and
 * parallel plans where the planner wants them. All queries see the snapshot
 * that is active at the call.
 *
 * A caller's query runs with the caller's rights in a transaction that is
 * read-only meanwhile. Its columns are found by name; others are ignored.
 */
#include "postgres.h"

#include <float.h>

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/timestamp.h"

#include "graph_load.h"
#include "id_map.h"

#if PG_VERSION_NUM < 140000
#error "llmeco needs PostgreSQL 14 or later"
#endif

/* Rows between two looks at interrupts. */
#define CHECK_ROWS 4096

/* Positions are int32, offsets of edges are uint32. */
#define MAX_MODELS (INT32_MAX - 1)
#define MAX_EDGES ((int64) PG_UINT32_MAX - 1)

/* What a column may hold. */
typedef enum ColumnKind
{
	COLUMN_KEY,					/* smallint, integer, bigint; not null */
	COLUMN_NUMBER,				/* those, numeric, real, double precision */
	COLUMN_TIME,				/* timestamptz, timestamp, date; UTC */
	COLUMN_FLAG					/* any type: is it null? */
} ColumnKind;

typedef struct Column
{
	const char *name;
	ColumnKind	kind;
	bool		required;
	int			index;			/* in the slot, -1: absent */
	Oid			type;			/* base type */
} Column;

/* A query, and where its rows go. */
typedef struct GraphReader GraphReader;
typedef void (*RowTaker) (GraphReader *reader);

struct GraphReader
{
	DestReceiver dest;			/* first: the executor hands us this */
	const char *argument;		/* as models_query */
	const char *sql;
	Column	   *columns;
	int			ncolumns;
	RowTaker	take;
	Datum	   *values;			/* of the current row */
	bool	   *isnull;
	int64		rows;
	struct Loading *loading;
};

/* An array that grows. */
typedef struct GrowingArray
{
	void	   *data;
	int64		room;
} GrowingArray;

/* The state of a load. */
typedef struct Loading
{
	const InfluenceParams *params;
	const ComputeEnv *env;
	SelfTables	tables;
	LoadedGraph *loaded;

	int64		models;
	GrowingArray keys;
	GrowingArray self;
	IdMap		ids;

	int64		edges;
	GrowingArray parent;
	GrowingArray child;
	GrowingArray weight;
	bool		weighted;		/* some weight is not 1 */

	int64		spaces;			/* of the extension's tables */
	GrowingArray space_keys;
	GrowingArray space_values;
	IdMap		space_ids;

	int64		links;			/* Spaces that use models */
	GrowingArray link_model;
	GrowingArray link_value;
} Loading;

/* ---- memory ---- */

static void *
context_alloc(void *arg, size_t bytes)
{
	return MemoryContextAllocHuge((MemoryContext) arg, bytes);
}

static void
context_release(void *arg, void *memory)
{
	pfree(memory);
}

static void
context_check(void *arg)
{
	CHECK_FOR_INTERRUPTS();
}

/*
 * InitComputeEnv lets plain C computations allocate in a memory context.
 */
void
InitComputeEnv(ComputeEnv *env, MemoryContext context)
{
	env->alloc = context_alloc;
	env->release = context_release;
	env->check = context_check;
	env->arg = context;
}

/*
 * grow makes room for one more element.
 */
static inline void
grow(const ComputeEnv *env, GrowingArray *array, int64 used, size_t size)
{
	if (likely(used < array->room))
		return;
	if (array->data == NULL)
	{
		array->room = 16384;
		array->data = compute_alloc(env, array->room, size);
		return;
	}
	array->room *= 2;
	array->data = repalloc_huge(array->data, (Size) array->room * size);
}

static void
drop_array(const ComputeEnv *env, GrowingArray *array)
{
	compute_release(env, array->data);
	array->data = NULL;
	array->room = 0;
}

/* ---- values ---- */

static bool
kind_accepts(ColumnKind kind, Oid type)
{
	switch (kind)
	{
		case COLUMN_KEY:
			return type == INT8OID || type == INT4OID || type == INT2OID;
		case COLUMN_NUMBER:
			return type == INT8OID || type == INT4OID || type == INT2OID ||
				type == FLOAT8OID || type == FLOAT4OID || type == NUMERICOID;
		case COLUMN_TIME:
			return type == TIMESTAMPTZOID || type == TIMESTAMPOID ||
				type == DATEOID;
		case COLUMN_FLAG:
			return true;
	}
	return false;
}

static const char *
kind_name(ColumnKind kind)
{
	switch (kind)
	{
		case COLUMN_KEY:
			return "bigint, integer or smallint";
		case COLUMN_NUMBER:
			return "an integer type, numeric, real or double precision";
		case COLUMN_TIME:
			return "timestamp with time zone, timestamp or date";
		case COLUMN_FLAG:
			break;
	}
	return "any type";
}

static inline bool
is_absent(const GraphReader *reader, int c)
{
	int			index = reader->columns[c].index;

	return index < 0 || reader->isnull[index];
}

static inline int64
get_key(const GraphReader *reader, int c)
{
	const Column *column = &reader->columns[c];
	Datum		value = reader->values[column->index];

	if (unlikely(reader->isnull[column->index]))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("null value in column \"%s\" of %s",
						column->name, reader->argument)));
	if (likely(column->type == INT8OID))
		return DatumGetInt64(value);
	return column->type == INT4OID ? DatumGetInt32(value) : DatumGetInt16(value);
}

/*
 * get_number reads a number that must be finite and not below 0.
 */
static inline double
get_number(const GraphReader *reader, int c, double missing)
{
	const Column *column = &reader->columns[c];
	Datum		value;
	double		number;

	if (is_absent(reader, c))
		return missing;
	value = reader->values[column->index];
	switch (column->type)
	{
		case INT8OID:
			number = (double) DatumGetInt64(value);
			break;
		case INT4OID:
			number = DatumGetInt32(value);
			break;
		case INT2OID:
			number = DatumGetInt16(value);
			break;
		case FLOAT8OID:
			number = DatumGetFloat8(value);
			break;
		case FLOAT4OID:
			number = DatumGetFloat4(value);
			break;
		default:
			number = DatumGetFloat8(DirectFunctionCall1(numeric_float8, value));
			break;
	}
	if (unlikely(!(number >= 0 && number <= DBL_MAX)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value %g in column \"%s\" of %s is not allowed",
						number, column->name, reader->argument),
				 errdetail("Row %lld of the query.", (long long) reader->rows + 1),
				 errhint("Counters and weights must be finite and not negative.")));
	return number;
}

/*
 * get_time reads a point in time; false: unknown, as NULL or infinite.
 */
static inline bool
get_time(const GraphReader *reader, int c, int64 *when)
{
	const Column *column = &reader->columns[c];
	Datum		value;

	if (is_absent(reader, c))
		return false;
	value = reader->values[column->index];
	if (unlikely(column->type == DATEOID))
	{
		if (DATE_NOT_FINITE(DatumGetDateADT(value)))
			return false;
		*when = DatumGetTimestamp(DirectFunctionCall1(date_timestamp, value));
	}
	else
		*when = DatumGetTimestamp(value);
	return !TIMESTAMP_NOT_FINITE(*when);
}

/* ---- rows ---- */

static void
too_many(const char *what, int64 limit)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many %s to compute influence", what),
			 errdetail("At most %lld are possible.", (long long) limit)));
}

enum
{
	MODEL_ID, MODEL_DOWNLOADS, MODEL_LIKES, MODEL_CREATED_AT,
	MODEL_REMOVED_AT, MODEL_SPACE_INFLUENCE
};
static const Column model_columns[] = {
	{"model_id", COLUMN_KEY, true},
	{"downloads", COLUMN_NUMBER, false},
	{"likes", COLUMN_NUMBER, false},
	{"created_at", COLUMN_TIME, false},
	{"removed_at", COLUMN_FLAG, false},
	{"space_influence", COLUMN_NUMBER, false}
};

/*
 * take_model keeps a model's key and its self influence without the Spaces
 * that are read from spaces_query. A removed model counts as one of which
 * only the name is known.
 */
static void
take_model(GraphReader *reader)
{
	Loading    *loading = reader->loading;
	const InfluenceParams *params = loading->params;
	int64		created_at;
	double		self = 0;

	if (unlikely(loading->models >= MAX_MODELS))
		too_many("models", MAX_MODELS);
	grow(loading->env, &loading->keys, loading->models, sizeof(int64));
	grow(loading->env, &loading->self, loading->models, sizeof(double));
	((int64 *) loading->keys.data)[loading->models] = get_key(reader, MODEL_ID);
	if (is_absent(reader, MODEL_REMOVED_AT))
	{
		self = params->w[0] * self_downloads(&loading->tables,
											 get_number(reader, MODEL_DOWNLOADS, 0)) +
			params->w[1] * get_number(reader, MODEL_LIKES, 0);
		if (get_time(reader, MODEL_CREATED_AT, &created_at))
			self += params->w[3] * self_recency(&loading->tables, params, created_at);
		self += params->w[2] * get_number(reader, MODEL_SPACE_INFLUENCE, 0);
	}
	((double *) loading->self.data)[loading->models++] = self;
}

enum
{
	EDGE_PARENT_ID, EDGE_CHILD_ID, EDGE_WEIGHT
};
static const Column edge_columns[] = {
	{"parent_id", COLUMN_KEY, true},
	{"child_id", COLUMN_KEY, true},
	{"weight", COLUMN_NUMBER, false}
};

/*
 * take_edge keeps an edge between two models that are there.
 */
static void
take_edge(GraphReader *reader)
{
	Loading    *loading = reader->loading;
	int64		parent_id = get_key(reader, EDGE_PARENT_ID);
	int64		child_id = get_key(reader, EDGE_CHILD_ID);
	double		weight = get_number(reader, EDGE_WEIGHT, 1);
	int32		parent;
	int32		child;
	int64		e = loading->edges;

	if (unlikely(parent_id == child_id))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("model %lld is its own parent in %s",
						(long long) parent_id, reader->argument),
				 errhint("Leave out rows whose parent_id equals child_id.")));
	parent = idmap_find(&loading->ids, parent_id);
	child = idmap_find(&loading->ids, child_id);
	if (parent < 0 || child < 0)
		return;
	if (unlikely(e >= MAX_EDGES))
		too_many("derivations", MAX_EDGES);
	grow(loading->env, &loading->parent, e, sizeof(int32));
	grow(loading->env, &loading->child, e, sizeof(int32));
	((int32 *) loading->parent.data)[e] = parent;
	((int32 *) loading->child.data)[e] = child;
	if (unlikely(weight != 1 && !loading->weighted))
	{
		/* the first: those before it weigh 1 */
		loading->weighted = true;
		loading->weight.room = loading->parent.room;
		loading->weight.data = compute_alloc(loading->env, loading->weight.room,
											 sizeof(double));
		for (int64 i = 0; i < e; i++)
			((double *) loading->weight.data)[i] = 1;
	}
	if (loading->weighted)
	{
		grow(loading->env, &loading->weight, e, sizeof(double));
		((double *) loading->weight.data)[e] = weight;
	}
	loading->edges++;
}

/*
 * add_link keeps what one Space adds to one model.
 */
static inline void
add_link(Loading *loading, int64 model_id, double value)
{
	int32		model = idmap_find(&loading->ids, model_id);

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
	USE_MODEL_ID, USE_LIKES, USE_CREATED_AT
};
static const Column use_columns[] = {
	{"model_id", COLUMN_KEY, true},
	{"likes", COLUMN_NUMBER, true},
	{"created_at", COLUMN_TIME, true}
};

/*
 * take_use reads a row of spaces_query: a Space using a model.
 */
static void
take_use(GraphReader *reader)
{
	Loading    *loading = reader->loading;
	double		likes = get_number(reader, USE_LIKES, 0);
	int64		created_at = 0;
	bool		known = get_time(reader, USE_CREATED_AT, &created_at);

	add_link(loading, get_key(reader, USE_MODEL_ID),
			 self_space(&loading->tables, loading->params, likes, known, created_at));
}

enum
{
	SPACE_ID, SPACE_LIKES, SPACE_CREATED_AT, SPACE_REMOVED_AT
};
static const Column space_columns[] = {
	{"space_id", COLUMN_KEY, true},
	{"likes", COLUMN_NUMBER, true},
	{"created_at", COLUMN_TIME, true},
	{"removed_at", COLUMN_FLAG, true}
};

/*
 * take_space keeps what a Space adds to each model that it uses.
 */
static void
take_space(GraphReader *reader)
{
	Loading    *loading = reader->loading;
	double		likes = get_number(reader, SPACE_LIKES, 0);
	int64		created_at = 0;
	bool		known = get_time(reader, SPACE_CREATED_AT, &created_at);

	if (unlikely(loading->spaces >= MAX_MODELS))
		too_many("Spaces", MAX_MODELS);
	if (!is_absent(reader, SPACE_REMOVED_AT))
		return;
	grow(loading->env, &loading->space_keys, loading->spaces, sizeof(int64));
	grow(loading->env, &loading->space_values, loading->spaces, sizeof(double));
	((int64 *) loading->space_keys.data)[loading->spaces] = get_key(reader, SPACE_ID);
	((double *) loading->space_values.data)[loading->spaces++] =
		self_space(&loading->tables, loading->params, likes, known, created_at);
}

enum
{
	LINK_SPACE_ID, LINK_MODEL_ID
};
static const Column link_columns[] = {
	{"space_id", COLUMN_KEY, true},
	{"model_id", COLUMN_KEY, true}
};

/*
 * take_link reads a row of the extension's table of Spaces and models.
 */
static void
take_link(GraphReader *reader)
{
	Loading    *loading = reader->loading;
	int32		space = idmap_find(&loading->space_ids,
								   get_key(reader, LINK_SPACE_ID));

	if (space >= 0)
		add_link(loading, get_key(reader, LINK_MODEL_ID),
				 ((double *) loading->space_values.data)[space]);
}

/* ---- running a query ---- */

static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	GraphReader *reader = (GraphReader *) self;

	slot_getallattrs(slot);
	reader->values = slot->tts_values;
	reader->isnull = slot->tts_isnull;
	reader->take(reader);
	if (++reader->rows % CHECK_ROWS == 0)
		CHECK_FOR_INTERRUPTS();
	return true;
}

static void
receive_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
receive_end(DestReceiver *self)
{
}

static void
query_error_context(void *arg)
{
	errcontext("%s", (const char *) arg);
}

/*
 * check_is_select refuses what is not one plain query.
 */
static void
check_is_select(const GraphReader *reader, SPIPlanPtr plan)
{
	List	   *sources = SPI_plan_get_plan_sources(plan);
	CachedPlanSource *source;
	Query	   *query = NULL;

	if (list_length(sources) == 1)
	{
		source = linitial(sources);
		if (list_length(source->query_list) == 1)
			query = linitial_node(Query, source->query_list);
	}
	if (query == NULL || query->commandType != CMD_SELECT ||
		query->hasModifyingCTE || query->rowMarks != NIL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not a read-only query", reader->argument),
				 errhint("Give one SELECT, VALUES or TABLE command that writes and locks nothing.")));
}

/*
 * find_columns looks the wanted columns up in a query's result.
 */
static void
find_columns(GraphReader *reader, TupleDesc desc)
{
	int			c;
	int			i;

	for (c = 0; c < reader->ncolumns; c++)
	{
		Column	   *column = &reader->columns[c];

		column->index = -1;
		for (i = 0; i < desc->natts; i++)
		{
			Form_pg_attribute attr = TupleDescAttr(desc, i);

			if (strcmp(NameStr(attr->attname), column->name) != 0)
				continue;
			if (column->index >= 0)
				ereport(ERROR,
						(errcode(ERRCODE_AMBIGUOUS_COLUMN),
						 errmsg("%s has more than one column \"%s\"",
								reader->argument, column->name)));
			column->index = i;
			column->type = getBaseType(attr->atttypid);
			if (!kind_accepts(column->kind, column->type))
				ereport(ERROR,
						(errcode(ERRCODE_DATATYPE_MISMATCH),
						 errmsg("column \"%s\" of %s has type %s",
								column->name, reader->argument,
								format_type_be(attr->atttypid)),
						 errdetail("The type must be %s.", kind_name(column->kind)),
						 errhint("Cast the column in the query.")));
		}
		if (column->index < 0 && column->required)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("%s has no column \"%s\"",
							reader->argument, column->name),
					 errhint("Name it with AS in the query.")));
	}
}

/*
 * run_query hands each row of a query to take.
 */
static void
run_query(Loading *loading, const char *argument, const char *sql,
		  const Column *columns, int ncolumns, RowTaker take)
{
	GraphReader reader = {0};
	Column		found[8];
	ErrorContextCallback context;
	SPIExecuteOptions options = {0};
	SPIPlanPtr	plan;
	CachedPlanSource *source;
	int			status;

	Assert(ncolumns <= lengthof(found));
	memcpy(found, columns, ncolumns * sizeof(Column));
	reader.dest.receiveSlot = receive_row;
	reader.dest.rStartup = receive_startup;
	reader.dest.rShutdown = receive_end;
	reader.dest.rDestroy = receive_end;
	reader.dest.mydest = DestTuplestore;	/* with DestNone, SPI would not
											 * count this a SELECT */
	reader.argument = argument;
	reader.sql = sql;
	reader.columns = found;
	reader.ncolumns = ncolumns;
	reader.take = take;
	reader.loading = loading;

	context.callback = query_error_context;
	context.arg = (void *) argument;
	context.previous = error_context_stack;
	error_context_stack = &context;

	plan = SPI_prepare_cursor(sql, 0, NULL, CURSOR_OPT_PARALLEL_OK);
	if (plan == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not a read-only query", argument),
				 errhint("Give one SELECT, VALUES or TABLE command that writes and locks nothing.")));
	check_is_select(&reader, plan);
	source = linitial(SPI_plan_get_plan_sources(plan));
	find_columns(&reader, source->resultDesc);
	options.read_only = true;
	options.dest = &reader.dest;
	status = SPI_execute_plan_extended(plan, &options);
	if (status != SPI_OK_SELECT)
		elog(ERROR, "unexpected SPI result: %s", SPI_result_code_string(status));
	SPI_freeplan(plan);

	error_context_stack = context.previous;
}

/*
 * build_ids makes the map from keys to positions, each key once.
 */
static void
build_ids(Loading *loading, IdMap *ids, const char *argument, const char *column,
		  const int64 *keys, int64 n)
{
	int64		twice = idmap_build(ids, keys, n, loading->env);

	if (twice >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("%s gives %s %lld more than once",
						argument, column, (long long) keys[twice]),
				 errhint("Give one row per model.")));
}

/*
 * load_spaces adds the Space influence to the self influences.
 */
static void
load_spaces(Loading *loading, const GraphQueries *queries)
{
	if (queries->spaces != NULL)
		run_query(loading, "spaces_query", queries->spaces,
				  use_columns, lengthof(use_columns), take_use);
	else
	{
		run_query(loading, "llmeco.spaces",
				  "SELECT space_id, likes, created_at, removed_at FROM llmeco.spaces",
				  space_columns, lengthof(space_columns), take_space);
		build_ids(loading, &loading->space_ids, "llmeco.spaces", "space_id",
				  loading->space_keys.data, loading->spaces);
		run_query(loading, "llmeco.space_models",
				  "SELECT space_id, model_id FROM llmeco.space_models",
				  link_columns, lengthof(link_columns), take_link);
		idmap_free(&loading->space_ids, loading->env);
		drop_array(loading->env, &loading->space_keys);
		drop_array(loading->env, &loading->space_values);
	}
	group_sums(loading->self.data, loading->models, loading->link_model.data,
			   loading->link_value.data, loading->links,
			   loading->params->w[2], loading->env);
	drop_array(loading->env, &loading->link_model);
	drop_array(loading->env, &loading->link_value);
}

/*
 * LoadGraph reads the graph. Its arrays are allocated through env.
 */
void
LoadGraph(LoadedGraph *loaded, const GraphQueries *queries,
		  const InfluenceParams *params, const ComputeEnv *env)
{
	Loading    *loading;
	int			nest;

	loading = compute_alloc(env, 1, sizeof(Loading));
	memset(loading, 0, sizeof(Loading));
	self_tables_init(&loading->tables);
	loading->params = params;
	loading->env = env;
	SPI_connect();

	/* functions in the caller's queries must not write either */
	nest = NewGUCNestLevel();
	if (!XactReadOnly)
		(void) set_config_option("transaction_read_only", "on", PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);

	run_query(loading, queries->models != NULL ? "models_query" : "llmeco.models",
			  queries->models != NULL ? queries->models :
			  "SELECT model_id, downloads, likes, created_at, removed_at FROM llmeco.models",
			  model_columns, lengthof(model_columns), take_model);
	build_ids(loading, &loading->ids,
			  queries->models != NULL ? "models_query" : "llmeco.models",
			  "model_id", loading->keys.data, loading->models);
	run_query(loading, queries->edges != NULL ? "edges_query" : "llmeco.model_edges",
			  queries->edges != NULL ? queries->edges :
			  "SELECT parent_id, child_id, weight FROM llmeco.model_edges",
			  edge_columns, lengthof(edge_columns), take_edge);
	if (queries->spaces != NULL || queries->models == NULL)
		load_spaces(loading, queries);

	AtEOXact_GUC(false, nest);
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
