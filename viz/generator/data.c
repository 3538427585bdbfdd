/*
 * data.c: reads the views and writes the data files: models, edges, meta
 * (viz/README.md has their columns); those of sources.c between them.
 */
#define _GNU_SOURCE
#include "data.h"

#include <stdlib.h>
#include <string.h>

#include "column.h"
#include "connect.h"
#include "copy.h"
#include "memory.h"
#include "report.h"
#include "rowmap.h"
#include "script.h"
#include "source.h"

/*
 * The columns of data/models.js. Counters are doubles, exact below 2^53.
 * Influence is rounded as it is shown, with two decimals: the full 53 bits are
 * noise that gzip cannot shrink (three times the size).
 */
#define TWO_DECIMALS(column) "round(q." column "::numeric, 2)"

/* The author is what comes before the slash; some names have none. */
#define HAS_AUTHOR "strpos(q.name, '/') > 1"

/*
 * What is of the author goes to authors.js, the rest to models.js.
 */
static const Source models_source =
	{.name = "models",
	 .key = "q.model_id",
	 .query = "SELECT m.*, l.rank_change FROM llmeco.model_details m"
			  " LEFT JOIN (SELECT model_id, rank_change FROM llmeco.leaderboard"
			  " WHERE rank_change IS NOT NULL) l USING (model_id)",
	 .order = DATA_MODEL_ORDER,
	 .columns =
		 (const SourceColumn[]) {{"name", COLUMN_TEXT,
								  "CASE WHEN " HAS_AUTHOR " THEN split_part(q.name, '/', 1) END"},
								 {"full_name", COLUMN_TEXT, "q.author_full_name"},
								 {"kind", COLUMN_DICT, "q.author_kind"},
								 {"org_type", COLUMN_DICT},
#define AUTHOR_COLUMNS 4
								 {"name", COLUMN_TEXT,
								  "CASE WHEN " HAS_AUTHOR
								  " THEN substr(q.name, strpos(q.name, '/') + 1) ELSE q.name END"},
								 {"task", COLUMN_DICT},
								 {"library", COLUMN_DICT},
								 {"license", COLUMN_DICT},
								 {"parameters", COLUMN_F64},
								 {"created_at", COLUMN_DAY},
								 {"downloads", COLUMN_F64},
								 {"likes", COLUMN_F64},
								 {"influence", COLUMN_F64, TWO_DECIMALS("influence")},
								 {"self_influence", COLUMN_F64, TWO_DECIMALS("self_influence")},
								 {"child_influence", COLUMN_F64, TWO_DECIMALS("child_influence")},
								 {"parent_influence", COLUMN_F64, TWO_DECIMALS("parent_influence")},
								 {"rank", COLUMN_I32, DATA_LISTED_RANK},
								 {"rank_change", COLUMN_I32},
								 {"is_stub", COLUMN_I32, "(q.fetched_at IS NULL)"},
								 {"is_removed", COLUMN_I32, "(q.removed_at IS NOT NULL)"},
								 {0}}};

/* Rows of data/head.js: what home and the first page of the leaderboard show */
#define HEAD_ROWS 30

typedef struct Edge
{
	uint32_t parent; /* rows of models */
	uint32_t child;
	double weight;
	uint32_t relation; /* code in a Dict */
} Edge;

typedef struct EdgeList
{
	size_t count;
	size_t capacity;
	Edge *edges;
	size_t skipped; /* of models that are not in the site */
	Dict *relations;
	bool weighted; /* any weight is not 1 */
} EdgeList;

/*
 * query_text returns the only value of a query that has one row, in memory of
 * its own; "null" for NULL.
 */
static char *
query_text(PGconn *conn, const char *sql)
{
	PGresult *result = ConnectQuery(conn, sql);
	char *text;

	if (PQntuples(result) != 1)
		ReportFail(STATUS_SQL, "a query returned %d rows where one was expected: %s",
				   PQntuples(result), sql);
	text = MemoryFormat("%s", PQgetisnull(result, 0, 0) ? "null" : PQgetvalue(result, 0, 0));
	PQclear(result);
	return text;
}

/*
 * DataReadContract checks that the database has the views that this program was
 * written for, and reads how fresh their data is.
 */
void
DataReadContract(PGconn *conn, DataFacts *facts)
{
	char *view = query_text(conn, "SELECT to_regclass('llmeco.site_contract')");
	char *version;

	if (strcmp(view, "null") == 0)
		ReportFailWithHint(STATUS_SQL,
						   "Run CREATE EXTENSION llmeco there,"
						   " or name another database with --dbname.",
						   "extension \"llmeco\" is not installed in database \"%s\"", PQdb(conn));
	version = query_text(conn, "SELECT version FROM llmeco.site_contract");
	if (strcmp(version, "null") == 0 || atol(version) != DATA_CONTRACT_VERSION)
		ReportFailWithHint(STATUS_SQL,
						   "Use the llmeco-viz that belongs to the installed extension,"
						   " or ALTER EXTENSION llmeco UPDATE.",
						   "the views in database \"%s\" have version %s,"
						   " this llmeco-viz reads version %d",
						   PQdb(conn), version, DATA_CONTRACT_VERSION);

#define ISO_TIME(column)                                                                           \
	"SELECT to_json(to_char(" column " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))"     \
	" FROM llmeco.site_contract"
	facts->as_of = query_text(conn, ISO_TIME("as_of"));
	facts->refreshed_at = query_text(conn, ISO_TIME("refreshed_at"));
	facts->meta = MemoryFormat("{\"as_of\":%s,\"refreshed_at\":%s,\"version\":%s}", facts->as_of,
							   facts->refreshed_at, version);
	free(version);
	free(view);
}

/*
 * The tables that models are read into: the authors and kinds that authors.js
 * has, and the rest.
 */
typedef struct ModelTables
{
	ColumnTable *authors;
	Dict *known; /* authors: all fields, code = row + 1 */
	ColumnTable *models;
	Column *author; /* of models: row of authors */
	Column *rank;
} ModelTables;

static void
start_model_tables(ModelTables *tables)
{
	const SourceColumn *columns = models_source.columns;
	int i;

	tables->authors = ColumnTableNew(AUTHOR_COLUMNS);
	for (i = 0; i < AUTHOR_COLUMNS; i++)
		ColumnStart(&tables->authors->columns[i], columns[i].name, columns[i].type);
	tables->known = DictNew();

	for (columns += AUTHOR_COLUMNS, i = 0; columns[i].name; i++)
		;
	tables->models = ColumnTableNew(i + 1);
	for (i = 0; columns[i].name; i++)
		ColumnStart(&tables->models->columns[i], columns[i].name, columns[i].type);
	tables->author = &tables->models->columns[i];
	ColumnStart(tables->author, "author", COLUMN_I32);
	for (i = 0; strcmp(tables->models->columns[i].name, "rank") != 0; i++)
		;
	tables->rank = &tables->models->columns[i];
	tables->rank->omitted = true; /* while it is the row's number in every row */
}

/*
 * put_author writes the author's row number into the model's row, and a row of
 * its own where the author is new.
 */
static void
put_author(ModelTables *tables, const CopyField *fields)
{
	char *text = NULL;
	size_t length = 0;
	FILE *file;
	bool named = false;
	uint32_t code;
	int i;

	file = open_memstream(&text, &length);
	if (file == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	for (i = 0; i < AUTHOR_COLUMNS; i++)
	{
		fwrite(&fields[i].length, sizeof(fields[i].length), 1, file);
		if (fields[i].length >= 0)
		{
			fwrite(fields[i].bytes, 1, fields[i].length, file);
			named = true;
		}
	}
	fclose(file);
	if (named)
	{
		code = DictCode(tables->known, text, length);
		ColumnPutInt(tables->author, (int32_t) code - 1);
		if (code > tables->authors->rows)
			SourcePutRow(tables->authors, fields, NULL);
	}
	else
		ColumnPutNull(tables->author);
	free(text);
}

/*
 * put_model adds a row of models_source to the tables.
 */
static void
put_model(ModelTables *tables, const CopyField *fields, const RowMap *map)
{
	ColumnTable *models = tables->models;
	const CopyField *rank = &fields[1 + AUTHOR_COLUMNS + (tables->rank - models->columns)];
	int i;

	put_author(tables, &fields[1]);
	for (i = 0; i < models->count - 1; i++)
		SourcePutField(&models->columns[i], &fields[1 + AUTHOR_COLUMNS + i], map);
	models->rows++;
	if (rank->length < 0 || CopyInt32(rank) != (int64_t) models->rows)
		tables->rank->omitted = false;
}

static void
write_model_tables(ModelTables *tables, const char *authors, const char *models, const char *meta)
{
	ColumnTableWrite(tables->authors, authors, meta);
	ColumnTableWrite(tables->models, models, meta);
	ColumnTableFree(tables->authors);
	ColumnTableFree(tables->models);
	DictFree(tables->known);
}

/*
 * limited_models returns where models are read from, the best `limit` of them.
 */
static Source
limited_models(uint32_t limit)
{
	Source source = models_source;

	if (limit > 0)
		source.order = MemoryFormat("%s LIMIT %u", source.order, limit);
	return source;
}

/*
 * count_models finds how many models there are, and how many of them the site will have.
 */
static void
count_models(PGconn *conn, DataFacts *facts)
{
	char *count = query_text(conn, "SELECT count(*) FROM llmeco.model_details");
	uint64_t models = facts->all_models = strtoull(count, NULL, 10);

	if (facts->limit > 0 && facts->limit < models)
		models = facts->limit;
	if (models > INT32_MAX)
		ReportFail(STATUS_SQL, "too many models: %s", count);
	free(count);
	facts->models = (uint32_t) models;
}

static void
write_models(PGconn *conn, DataFacts *facts, RowMap *map)
{
	uint32_t expected = facts->models;
	Source source = limited_models(facts->limit);
	ModelTables tables;
	ModelTables head; /* the first rows, which pages show before they have all */
	const ColumnTable *models;
	CopyField fields[COPY_MAX_FIELDS];
	Copy copy;

	RowMapInit(map, expected);
	start_model_tables(&tables);
	start_model_tables(&head);
	models = tables.models;

	SourceStart(&copy, conn, &source);
	while (SourceRow(&copy, &source, fields))
	{
		if (models->rows == expected)
			ReportFail(STATUS_SQL, "llmeco.model_details returned more rows than it counted");
		RowMapPut(map, CopyInt64(&fields[0]), models->rows);
		if (models->rows < HEAD_ROWS)
			put_model(&head, fields, map);
		put_model(&tables, fields, map);
		if (models->rows % 1024 == 0)
			ReportProgress("models", models->rows, expected);
	}
	ReportStep("read %u models of %llu", models->rows, (unsigned long long) facts->all_models);

	facts->models = models->rows;
	write_model_tables(&head, "head_authors", "head", facts->meta);
	write_model_tables(&tables, "authors", "models", facts->meta);
	ReportStep("wrote data/authors.js, data/models.js");
}

static void
read_edges(PGconn *conn, const RowMap *map, EdgeList *list)
{
	CopyField fields[4];
	Copy copy;

	memset(list, 0, sizeof(EdgeList));
	list->relations = DictNew();
	CopyStart(&copy, conn,
			  "SELECT e.parent_id, e.child_id, e.relation, e.weight"
			  " FROM llmeco.network_edges e");
	while (CopyRow(&copy, fields, 4))
	{
		Edge edge;

		edge.parent = RowMapGet(map, CopyInt64(&fields[0]));
		edge.child = RowMapGet(map, CopyInt64(&fields[1]));
		if (edge.parent == UINT32_MAX || edge.child == UINT32_MAX)
		{
			list->skipped++;
			continue;
		}
		edge.relation = DictCode(list->relations, fields[2].bytes, fields[2].length);
		edge.weight = CopyDouble(&fields[3]);
		list->weighted |= edge.weight != 1;
		if (list->count == list->capacity)
		{
			list->capacity = list->capacity * 2 + 1024;
			list->edges = MemoryReallocate(list->edges, list->capacity * sizeof(Edge));
		}
		list->edges[list->count++] = edge;
		if (list->count % 1024 == 0)
			ReportProgress("derivations", list->count, 0);
	}
	if (list->count > INT32_MAX)
		ReportFail(STATUS_SQL, "too many derivations: %zu", list->count);
	ReportStep("read %zu derivations of %zu", list->count, list->count + list->skipped);
}

static int
compare_edges(const void *a, const void *b)
{
	const Edge *left = a;
	const Edge *right = b;

	if (left->parent != right->parent)
		return left->parent < right->parent ? -1 : 1;
	return left->child < right->child ? -1 : left->child > right->child;
}

static void
write_edges(EdgeList *list, DataFacts *facts)
{
	ColumnTable *table = ColumnTableNew(4);
	const Dict *relations = list->relations;
	size_t i;

	if (list->count > 0)
		qsort(list->edges, list->count, sizeof(Edge), compare_edges);
	ColumnStart(&table->columns[0], "parent", COLUMN_I32);
	ColumnStart(&table->columns[1], "child", COLUMN_I32);
	ColumnStart(&table->columns[2], "relation", COLUMN_DICT);
	ColumnStart(&table->columns[3], "weight", COLUMN_F64);
	table->columns[3].omitted = !list->weighted;
	for (i = 0; i < list->count; i++)
	{
		const Edge *edge = &list->edges[i];
		size_t start = relations->ends[edge->relation - 1];

		ColumnPutInt(&table->columns[0], (int32_t) edge->parent);
		ColumnPutInt(&table->columns[1], (int32_t) edge->child);
		ColumnPutText(&table->columns[2], relations->bytes + start,
					  relations->ends[edge->relation] - start);
		ColumnPutDouble(&table->columns[3], edge->weight);
	}
	table->rows = facts->edges = (uint32_t) list->count;
	ColumnTableWrite(table, "edges", facts->meta);
	ReportStep("wrote data/edges.js");
	ColumnTableFree(table);
}

/*
 * write_meta writes data/meta.js: freshness, counts and, from the newest
 * computation of influence, its parameters (null where there is none).
 */
static void
write_meta(PGconn *conn, const DataFacts *facts, size_t edges)
{
	/* all derivations, those of models beyond the site's too */
	char *relations = query_text(conn, "SELECT coalesce(json_object_agg(x.relation, x.n"
									   " ORDER BY x.relation COLLATE \"C\"), '{}')"
									   " FROM (SELECT e.relation, count(*) AS n"
									   " FROM llmeco.network_edges e GROUP BY e.relation) x");
	char *models = query_text(conn, "SELECT row_to_json(x) FROM (SELECT count(*) AS models,"
									" count(q.rank) FILTER (WHERE q.removed_at IS NULL) AS listed,"
									" count(DISTINCT q.author) AS authors,"
									" count(DISTINCT q.task) AS tasks"
									" FROM llmeco.model_details q) x");
	char *counts =
		query_text(conn, "SELECT row_to_json(x) FROM"
						 " (SELECT c.spaces, (SELECT count(*) FROM llmeco.repo_scores) AS repos"
						 " FROM llmeco.site_contract c) x");
	char *run = query_text(conn, "SELECT row_to_json(x) FROM (SELECT c.alpha, c.w, c.lambda,"
								 " c.lambda_space, c.tol, c.max_iter, c.iterations, c.residual,"
								 " c.converged FROM llmeco.site_contract c) x");
	char *json = MemoryFormat("{\"version\":%d,\"generator\":\"%s\","
							  "\"as_of\":%s,\"refreshed_at\":%s,"
							  "\"relations\":%s,\"counts\":{\"shown\":%u,\"edges\":%zu,"
							  "%.*s,%s,%s",
							  DATA_CONTRACT_VERSION, VERSION, facts->as_of, facts->refreshed_at,
							  relations, facts->models, edges, (int) strlen(counts) - 2, counts + 1,
							  models + 1, run + 1);

	ScriptWritePlain("meta", json);
	free(json);
	free(relations);
	free(run);
	free(counts);
	free(models);
}

/*
 * DataWrite writes all data files. The map of rows goes before the
 * derivations are sorted, which needs as much memory again.
 */
void
DataWrite(PGconn *conn, DataFacts *facts)
{
	EdgeList list;
	RowMap map;
	Ahead ahead;

	count_models(conn, facts);
	SourceAhead(&ahead, conn, facts->models);
	write_models(conn, facts, &map);
	SourceWriteAll(conn, &ahead, &map, facts->meta);
	read_edges(conn, &map, &list);
	RowMapFree(&map);
	write_edges(&list, facts);
	free(list.edges);
	DictFree(list.relations);
	write_meta(conn, facts, list.count + list.skipped);
}
