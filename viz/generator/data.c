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
#include "report.h"
#include "rowmap.h"
#include "script.h"
#include "tables.h"

/*
 * The columns of data/models.js. Counters are doubles, exact below 2^53.
 * Influence is rounded as it is shown, with two decimals: the full 53 bits are
 * noise that gzip cannot shrink (three times the size).
 */
#define TWO_DECIMALS(column) "round(q." column "::numeric, 2)"

/* A model that the Hub no longer lists has left the leaderboard. */
#define LISTED_RANK "CASE WHEN q.removed_at IS NULL THEN q.rank END"

/*
 * Those of the leaderboard first. The order is total: names are unique and
 * compared by bytes.
 */
static const Source models_source = {
	.name = "models",
	.key = "q.model_id",
	.query = "SELECT m.*, l.rank_change FROM llmeco.model_details m"
	" LEFT JOIN (SELECT model_id, rank_change FROM llmeco.leaderboard"
	" WHERE rank_change IS NOT NULL) l USING (model_id)",
	.order = LISTED_RANK ", q.name COLLATE \"C\"",
	.columns = (const SourceColumn[]) {
		{"name", COLUMN_TEXT},
		{"author_full_name", COLUMN_DICT},
		{"author_kind", COLUMN_DICT},
		{"org_type", COLUMN_DICT},
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
		{"rank", COLUMN_I32, LISTED_RANK},
		{"rank_change", COLUMN_I32},
		{"is_stub", COLUMN_I32, "(q.fetched_at IS NULL)"},
		{0}
	}
};

typedef struct Edge
{
	uint32_t	parent;			/* rows of models */
	uint32_t	child;
	double		weight;
	uint32_t	relation;		/* code in a Dict */
} Edge;

typedef struct EdgeList
{
	size_t		count;
	size_t		capacity;
	Edge	   *edges;
	Dict	   *relations;
	bool		weighted;		/* any weight is not 1 */
} EdgeList;

/*
 * QueryText returns the only value of a query that has one row, in memory of
 * its own; "null" for NULL.
 */
static char *
QueryText(PGconn *conn, const char *sql)
{
	PGresult   *result = Query(conn, sql);
	char	   *text;

	if (PQntuples(result) != 1)
		Fail(STATUS_SQL, "a query returned %d rows where one was expected: %s",
			 PQntuples(result), sql);
	text = Format("%s", PQgetisnull(result, 0, 0) ? "null" : PQgetvalue(result, 0, 0));
	PQclear(result);
	return text;
}

/*
 * ReadContract checks that the database has the views that this program was
 * written for, and reads how fresh their data is.
 */
void
ReadContract(PGconn *conn, Facts *facts)
{
	char	   *view = QueryText(conn, "SELECT to_regclass('llmeco.site_contract')");
	char	   *version;

	if (strcmp(view, "null") == 0)
		FailWithHint(STATUS_SQL, "Run CREATE EXTENSION llmeco there, or name another database with --dbname.",
					 "extension \"llmeco\" is not installed in database \"%s\"", PQdb(conn));
	version = QueryText(conn, "SELECT version FROM llmeco.site_contract");
	if (strcmp(version, "null") == 0 || atol(version) != CONTRACT_VERSION)
		FailWithHint(STATUS_SQL, "Use the llmeco-viz that belongs to the installed extension, or ALTER EXTENSION llmeco UPDATE.",
					 "the views in database \"%s\" have version %s, this llmeco-viz reads version %d",
					 PQdb(conn), version, CONTRACT_VERSION);

#define ISO_TIME(column) \
	"SELECT to_json(to_char(" column " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))" \
	" FROM llmeco.site_contract"
	facts->as_of = QueryText(conn, ISO_TIME("as_of"));
	facts->refreshed_at = QueryText(conn, ISO_TIME("refreshed_at"));
	facts->meta = Format("{\"as_of\":%s,\"refreshed_at\":%s,\"version\":%s}",
						 facts->as_of, facts->refreshed_at, version);
	free(version);
	free(view);
}

static Column *
ModelColumn(Table *table, const char *name)
{
	int			i = 0;

	while (strcmp(table->columns[i].name, name) != 0)
		i++;
	return &table->columns[i];
}

static void
WriteModels(PGconn *conn, Facts *facts, RowMap *map)
{
	Table	   *table = SourceTable(&models_source);
	Column	   *rank = ModelColumn(table, "rank");
	Field		fields[MAX_FIELDS];
	const Field *rank_field = &fields[rank - table->columns + 1];
	char	   *count = QueryText(conn, "SELECT count(*) FROM llmeco.model_details");
	uint64_t	expected = strtoull(count, NULL, 10);
	Copy		copy;

	if (expected > INT32_MAX)
		Fail(STATUS_SQL, "too many models: %s", count);
	RowMapInit(map, expected);
	rank->omitted = true;		/* while it is the row's number in every row */

	SourceStart(&copy, conn, &models_source);
	while (SourceRow(&copy, &models_source, fields))
	{
		if (table->rows == expected)
			Fail(STATUS_SQL, "llmeco.model_details returned more rows than it counted");
		RowMapPut(map, FieldInt64(&fields[0]), table->rows);
		PutRow(table, fields, map);
		if (rank_field->length >= 0)
			facts->listed++;
		if (rank_field->length < 0 || FieldInt32(rank_field) != (int64_t) table->rows)
			rank->omitted = false;
		if (table->rows % 1024 == 0)
			Progress("models", table->rows, expected);
	}
	Say("read %u models", table->rows);

	facts->models = table->rows;
	facts->tasks = ModelColumn(table, "task")->dict->count;
	WriteTable(table, "models", facts->meta);
	Say("wrote data/models.js");
	TableFree(table);
	free(count);
}

static void
ReadEdges(PGconn *conn, const RowMap *map, EdgeList *list)
{
	Field		fields[4];
	Copy		copy;

	memset(list, 0, sizeof(EdgeList));
	list->relations = DictNew();
	CopyStart(&copy, conn, "SELECT e.parent_id, e.child_id, e.relation, e.weight"
			  " FROM llmeco.network_edges e");
	while (CopyRow(&copy, fields, 4))
	{
		Edge	   *edge;

		if (list->count == list->capacity)
		{
			list->capacity = list->capacity * 2 + 1024;
			list->edges = Reallocate(list->edges, list->capacity * sizeof(Edge));
		}
		edge = &list->edges[list->count++];
		edge->parent = RowMapGet(map, FieldInt64(&fields[0]));
		edge->child = RowMapGet(map, FieldInt64(&fields[1]));
		if (edge->parent == UINT32_MAX || edge->child == UINT32_MAX)
			Fail(STATUS_SQL, "llmeco.network_edges names model_id %lld, which llmeco.model_details does not have",
				 (long long) FieldInt64(&fields[edge->parent == UINT32_MAX ? 0 : 1]));
		edge->relation = DictCode(list->relations, fields[2].bytes, fields[2].length);
		edge->weight = FieldDouble(&fields[3]);
		list->weighted |= edge->weight != 1;
		if (list->count % 1024 == 0)
			Progress("derivations", list->count, 0);
	}
	if (list->count > INT32_MAX)
		Fail(STATUS_SQL, "too many derivations: %zu", list->count);
	Say("read %zu derivations", list->count);
}

static int
CompareEdges(const void *a, const void *b)
{
	const Edge *left = a;
	const Edge *right = b;

	if (left->parent != right->parent)
		return left->parent < right->parent ? -1 : 1;
	return left->child < right->child ? -1 : left->child > right->child;
}

static void
WriteEdges(EdgeList *list, Facts *facts)
{
	Table	   *table = TableNew(4);
	const Dict *relations = list->relations;
	size_t		i;

	if (list->count > 0)
		qsort(list->edges, list->count, sizeof(Edge), CompareEdges);
	ColumnStart(&table->columns[0], "parent", COLUMN_I32);
	ColumnStart(&table->columns[1], "child", COLUMN_I32);
	ColumnStart(&table->columns[2], "relation", COLUMN_DICT);
	ColumnStart(&table->columns[3], "weight", COLUMN_F64);
	table->columns[3].omitted = !list->weighted;
	for (i = 0; i < list->count; i++)
	{
		const Edge *edge = &list->edges[i];
		size_t		start = relations->ends[edge->relation - 1];

		PutInt(&table->columns[0], (int32_t) edge->parent);
		PutInt(&table->columns[1], (int32_t) edge->child);
		PutText(&table->columns[2], relations->bytes + start,
				relations->ends[edge->relation] - start);
		PutDouble(&table->columns[3], edge->weight);
	}
	table->rows = facts->edges = (uint32_t) list->count;
	WriteTable(table, "edges", facts->meta);
	Say("wrote data/edges.js");
	TableFree(table);
}

/*
 * WriteMeta writes data/meta.js: freshness, counts and, from the newest
 * computation of influence, its parameters (null where there is none).
 */
static void
WriteMeta(PGconn *conn, const Facts *facts)
{
	char	   *authors = QueryText(conn, "SELECT count(*) FROM"
									" (SELECT DISTINCT author FROM llmeco.model_details"
									" WHERE author IS NOT NULL) a");
	char	   *spaces = QueryText(conn, "SELECT count(*) FROM llmeco.spaces"
								   " WHERE removed_at IS NULL");
	char	   *repos = QueryText(conn, "SELECT count(*) FROM llmeco.repos"
								  " WHERE exported_at IS NOT NULL");
	char	   *run = QueryText(conn, "SELECT row_to_json(x) FROM (SELECT r.alpha, r.w, r.lambda,"
								" r.lambda_space, r.tol, r.max_iter, r.iterations,"
								" r.residual, r.converged FROM (SELECT 1) one LEFT JOIN"
								" (SELECT * FROM llmeco.influence_runs ORDER BY run_id DESC"
								" LIMIT 1) r ON true) x");
	char	   *json = Format("{\"version\":%d,\"generator\":\"%s\","
							  "\"as_of\":%s,\"refreshed_at\":%s,"
							  "\"counts\":{\"models\":%u,\"listed\":%u,\"edges\":%u,"
							  "\"authors\":%s,\"tasks\":%u,\"spaces\":%s,\"repos\":%s},%s",
							  CONTRACT_VERSION, VERSION,
							  facts->as_of, facts->refreshed_at,
							  facts->models, facts->listed, facts->edges,
							  authors, facts->tasks, spaces, repos, run + 1);

	WritePlainScript("meta", json);
	free(json);
	free(run);
	free(repos);
	free(spaces);
	free(authors);
}

/*
 * WriteData writes all data files. The map of rows goes before the
 * derivations are sorted, which needs as much memory again.
 */
void
WriteData(PGconn *conn, Facts *facts)
{
	EdgeList	list;
	RowMap		map;

	WriteModels(conn, facts, &map);
	WriteSources(conn, &map, facts->meta);
	ReadEdges(conn, &map, &list);
	RowMapFree(&map);
	WriteEdges(&list, facts);
	free(list.edges);
	DictFree(list.relations);
	WriteMeta(conn, facts);
}
