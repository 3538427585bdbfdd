/*
 * repo_files.c: what OpenDigger has of one repository, into the tables. All
 * of its files are stored at once, a few statements a table; what is there
 * already is not written. A month, account or pair that a file no longer has
 * is deleted, if the file was read whole; a file that is not there deletes
 * nothing.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/repo_files.h"
#include "store/store_values.h"
#include "support/server_text.h"

/*
 * StoreConnectForSets connects as SqlConnect(), for statements that compare what is
 * there of one repository or label with what was read: there hashing beats
 * looking up row by row.
 */
int
StoreConnectForSets(void)
{
	int level = SqlConnect();

	(void) set_config_option("enable_hashjoin", "on", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
	return level;
}

/*
 * StoreIsComplete: do the problems of a file leave in doubt whether all that it
 * has was read? What it gives twice, or with impossible values, it has not
 * got.
 */
bool
StoreIsComplete(const RecordPage *page)
{
	for (int i = 0; i < page->nproblems; i++)
	{
		const char *kind = page->problems[i].kind;

		if (strcmp(kind, "negative") != 0 && strcmp(kind, "duplicate") != 0 &&
			strcmp(kind, "self_loop") != 0)
			return false;
	}
	return true;
}

/*
 * StoreRepoLabels stores the labels of meta.json. What a label's own file
 * says of the repository stays. Returns the number of rows that changed.
 */
int64
StoreRepoLabels(int64 repo_id, const OdMeta *meta)
{
	static const BatchColumn columns[] = {{"label_id", TEXTOID},
										  {"name", TEXTOID},
										  {"type", TEXTOID}};
	int level = StoreConnectForSets();
	Batch *batch = BatchCreate("llmeco_labels", columns, lengthof(columns));
	int64 changed;

	for (int i = 0; i < meta->nlabels; i++)
	{
		Datum values[3];
		bool nulls[3];
		RowValues row = {values, nulls};

		StoreSetText(&row, 0, meta->labels[i].id);
		StoreSetText(&row, 1, meta->labels[i].name);
		StoreSetText(&row, 2, meta->labels[i].type);
		BatchAdd(batch, values, nulls);
	}
	changed =
		BatchApply(batch,
				   "INSERT INTO llmeco.repo_labels (repo_id, label_id, name, type, provenance)"
				   " SELECT $1, p.label_id, p.name, p.type, 'meta' FROM llmeco_labels p"
				   " WHERE NOT EXISTS (SELECT FROM llmeco.repo_labels o"
				   " WHERE o.repo_id = $1 AND o.label_id = p.label_id"
				   " AND (o.provenance = 'file'"
				   " OR (o.name, o.type) IS NOT DISTINCT FROM (p.name, p.type)))"
				   " ON CONFLICT (repo_id, label_id) DO UPDATE"
				   " SET name = EXCLUDED.name, type = EXCLUDED.type",
				   sql_int64(repo_id));
	if (StoreIsComplete(&meta->head))
		changed += BatchApply(batch,
							  "DELETE FROM llmeco.repo_labels o"
							  " WHERE o.repo_id = $1 AND o.provenance = 'meta'"
							  " AND NOT EXISTS (SELECT FROM llmeco_labels p"
							  " WHERE p.label_id = o.label_id)",
							  sql_int64(repo_id));
	tuplestore_end(batch->rows);
	SqlFinish(level);
	return changed;
}

/* ---- rows ---- */

/*
 * month_datum returns the first day of a month.
 */
static Datum
month_datum(int year, int month)
{
	return DateADTGetDatum(date2j(year, month, 1) - POSTGRES_EPOCH_JDATE);
}

/*
 * metric_rows adds the rows of a file to a batch.
 */
static void
metric_rows(Batch *batch, const OdMetric *metric, const OdFile *file)
{
	Datum values[3] = {CStringGetTextDatum(metric->name)};
	bool nulls[3] = {false};

	for (int i = 0; i < file->nvalues; i++)
	{
		const OdValue *value = &file->values[i];

		values[1] = month_datum(value->year, value->month);
		values[2] = Float8GetDatum(value->value);
		BatchAdd(batch, values, nulls);
	}
}

/*
 * levels_datum returns the counts of a month's durations; *isnull: not given.
 */
static Datum
levels_datum(const OdDuration *duration, bool *isnull)
{
	*isnull = duration->levels[0] == RECORD_NULL;
	return *isnull ? 0 : StoreInt64Array(duration->levels, lengthof(duration->levels));
}

/*
 * duration_rows adds the rows of a file to a batch.
 */
static void
duration_rows(Batch *batch, const OdMetric *metric, const OdFile *file)
{
	Datum values[9] = {CStringGetTextDatum(metric->name)};
	bool nulls[9] = {false};
	RowValues row = {values, nulls};

	for (int i = 0; i < file->ndurations; i++)
	{
		const OdDuration *duration = &file->durations[i];

		values[1] = month_datum(duration->year, duration->month);
		StoreSetNumber(&row, 2, duration->avg);
		for (int quantile = 0; quantile < lengthof(duration->quantile); quantile++)
			StoreSetNumber(&row, 3 + quantile, duration->quantile[quantile]);
		values[8] = levels_datum(duration, &nulls[8]);
		BatchAdd(batch, values, nulls);
	}
}

/*
 * contributor_rows adds the rows of a file to a batch.
 */
static void
contributor_rows(Batch *batch, const OdMetric *metric, const OdFile *file)
{
	Datum values[4] = {CStringGetTextDatum(metric->name)};
	bool nulls[4] = {false};
	RowValues row = {values, nulls};

	for (int i = 0; i < file->nshares; i++)
	{
		const OdShare *share = &file->shares[i];

		values[1] = month_datum(share->year, share->month);
		StoreSetNumber(&row, 2, share->value);
		StoreSetText(&row, 3, share->login);
		BatchAdd(batch, values, nulls);
		CHECK_FOR_INTERRUPTS();
	}
}

/*
 * compare_nodes compares a name with a node's, for bsearch.
 */
static int
compare_nodes(const void *name, const void *node)
{
	return strcmp(name, ((const OdNode *) node)->name);
}

/*
 * set_end fills the name and OpenRank of one end of a link and notes that it
 * has a partner.
 */
static void
set_end(RowValues *row, int end, const char *name, const OdFile *file, bool *has_partner)
{
	const OdNode *node =
		file->nnodes == 0 ? NULL
						  : bsearch(name, file->nodes, file->nnodes, sizeof(OdNode), compare_nodes);

	row->nulls[1 + end] = node == NULL;
	if (node != NULL)
	{
		row->values[1 + end] = Float8GetDatum(node->openrank);
		has_partner[node - file->nodes] = true;
	}
	StoreSetText(row, 3 + end, name);
}

/*
 * link_rows adds the rows of a file to a batch.
 */
static void
link_rows(Batch *batch, const OdMetric *metric, const OdFile *file)
{
	Datum values[5];
	bool nulls[5] = {false};
	RowValues row = {values, nulls};
	bool *has_partner = palloc0(file->nnodes * sizeof(bool) + 1);

	for (int i = 0; i < file->nlinks; i++)
	{
		values[0] = Float8GetDatum(file->links[i].weight);
		set_end(&row, 0, file->links[i].a, file, has_partner);
		set_end(&row, 1, file->links[i].b, file, has_partner);
		BatchAdd(batch, values, nulls);
	}
	values[0] = Float8GetDatum(0);
	for (int i = 0; i < file->nnodes; i++)
	{
		if (has_partner[i])
			continue;
		set_end(&row, 0, file->nodes[i].name, file, has_partner);
		set_end(&row, 1, file->nodes[i].name, file, has_partner);
		BatchAdd(batch, values, nulls);
	}
}

/* ---- tables ---- */

/*
 * A table that files go to. $1: repo_id, $2: the metrics read whole; the
 * columns of the batch are arrays from $3 on, not a batch's table: Citus takes
 * them to the shard.
 */
typedef struct RepoTable
{
	const BatchColumn *columns;
	int ncolumns;
	const char *upsert;
	const char *remove;
	void (*rows)(Batch *batch, const OdMetric *metric, const OdFile *file);
} RepoTable;

/* Most columns of a batch here. */
#define MAX_COLUMNS 9

static const BatchColumn metric_columns[] = {{"metric", TEXTOID},
											 {"month", DATEOID},
											 {"value", FLOAT8OID}};
static const BatchColumn duration_columns[] = {{"metric", TEXTOID},       {"month", DATEOID},
											   {"avg", FLOAT8OID},        {"quantile_0", FLOAT8OID},
											   {"quantile_1", FLOAT8OID}, {"quantile_2", FLOAT8OID},
											   {"quantile_3", FLOAT8OID}, {"quantile_4", FLOAT8OID},
											   {"levels", INT8ARRAYOID}};
static const BatchColumn contributor_columns[] = {{"metric", TEXTOID},
												  {"month", DATEOID},
												  {"value", FLOAT8OID},
												  {"login", TEXTOID}};
static const BatchColumn link_columns[] = {{"weight", FLOAT8OID},
										   {"source_openrank", FLOAT8OID},
										   {"target_openrank", FLOAT8OID},
										   {"source", TEXTOID},
										   {"target", TEXTOID}};

#define METRIC_ROWS "unnest($3, $4, $5) p (metric, month, value)"
#define DURATION_ROWS                                                                              \
	"unnest($3, $4, $5, $6, $7, $8, $9, $10, $11)"                                                 \
	" p (metric, month, avg, quantile_0, quantile_1, quantile_2, quantile_3, quantile_4, levels)"
#define CONTRIBUTOR_ROWS "unnest($3, $4, $5, $6) p (metric, month, value, login)"
#define LINK_ROWS                                                                                  \
	"unnest($3, $4, $5, $6, $7)"                                                                   \
	" p (weight, source_openrank, target_openrank, source, target)"

static const RepoTable metric_table =
	{metric_columns, lengthof(metric_columns),
	 "INSERT INTO llmeco.repo_metrics (repo_id, month, value, metric)"
	 " SELECT $1, p.month, p.value, p.metric FROM " METRIC_ROWS
	 " WHERE NOT EXISTS (SELECT FROM llmeco.repo_metrics o WHERE o.repo_id = $1"
	 " AND o.metric = p.metric AND o.month = p.month AND o.value = p.value)"
	 " ON CONFLICT (repo_id, metric, month) DO UPDATE SET value = EXCLUDED.value",
	 "DELETE FROM llmeco.repo_metrics o WHERE o.repo_id = $1 AND o.metric = ANY ($2)"
	 " AND NOT EXISTS (SELECT FROM " METRIC_ROWS
	 " WHERE p.metric = o.metric AND p.month = o.month)",
	 metric_rows};

static const RepoTable duration_table =
	{duration_columns, lengthof(duration_columns),
	 "INSERT INTO llmeco.repo_durations (repo_id, month, avg, quantile_0,"
	 " quantile_1, quantile_2, quantile_3, quantile_4, metric, levels)"
	 " SELECT $1, p.month, p.avg, p.quantile_0, p.quantile_1, p.quantile_2,"
	 " p.quantile_3, p.quantile_4, p.metric, p.levels::bigint[] FROM " DURATION_ROWS
	 " WHERE NOT EXISTS (SELECT FROM llmeco.repo_durations o WHERE o.repo_id = $1"
	 " AND o.metric = p.metric AND o.month = p.month"
	 " AND (o.avg, o.quantile_0, o.quantile_1, o.quantile_2, o.quantile_3,"
	 " o.quantile_4, o.levels) IS NOT DISTINCT FROM (p.avg, p.quantile_0,"
	 " p.quantile_1, p.quantile_2, p.quantile_3, p.quantile_4, p.levels::bigint[]))"
	 " ON CONFLICT (repo_id, metric, month) DO UPDATE SET avg = EXCLUDED.avg,"
	 " quantile_0 = EXCLUDED.quantile_0, quantile_1 = EXCLUDED.quantile_1,"
	 " quantile_2 = EXCLUDED.quantile_2, quantile_3 = EXCLUDED.quantile_3,"
	 " quantile_4 = EXCLUDED.quantile_4, levels = EXCLUDED.levels",
	 "DELETE FROM llmeco.repo_durations o WHERE o.repo_id = $1 AND o.metric = ANY ($2)"
	 " AND NOT EXISTS (SELECT FROM " DURATION_ROWS
	 " WHERE p.metric = o.metric AND p.month = o.month)",
	 duration_rows};

static const RepoTable contributor_table =
	{contributor_columns, lengthof(contributor_columns),
	 "INSERT INTO llmeco.repo_contributors (repo_id, month, value, metric, login)"
	 " SELECT $1, p.month, p.value, p.metric, p.login FROM " CONTRIBUTOR_ROWS
	 " WHERE NOT EXISTS (SELECT FROM llmeco.repo_contributors o WHERE o.repo_id = $1"
	 " AND o.metric = p.metric AND o.month = p.month AND o.login = p.login"
	 " AND o.value IS NOT DISTINCT FROM p.value)"
	 " ON CONFLICT (repo_id, metric, month, login) DO UPDATE SET value = EXCLUDED.value",
	 "DELETE FROM llmeco.repo_contributors o WHERE o.repo_id = $1 AND o.metric = ANY ($2)"
	 " AND NOT EXISTS (SELECT FROM " CONTRIBUTOR_ROWS
	 " WHERE p.metric = o.metric AND p.month = o.month AND p.login = o.login)",
	 contributor_rows};

#define LINK_TABLE(name, file_name)                                                                \
	{                                                                                              \
		link_columns, lengthof(link_columns),                                                      \
			"INSERT INTO llmeco." name " (repo_id, weight, source_openrank,"                       \
			" target_openrank, source, target)"                                                    \
			" SELECT $1, p.weight, p.source_openrank, p.target_openrank, p.source, p.target"       \
			" FROM " LINK_ROWS " WHERE NOT EXISTS (SELECT FROM llmeco." name                       \
			" o WHERE o.repo_id = $1"                                                              \
			" AND o.source = p.source AND o.target = p.target"                                     \
			" AND (o.weight, o.source_openrank, o.target_openrank)"                                \
			" IS NOT DISTINCT FROM (p.weight, p.source_openrank, p.target_openrank))"              \
			" ON CONFLICT (repo_id, source, target) DO UPDATE SET weight = EXCLUDED.weight,"       \
			" source_openrank = EXCLUDED.source_openrank,"                                         \
			" target_openrank = EXCLUDED.target_openrank",                                         \
			"DELETE FROM llmeco." name " o WHERE o.repo_id = $1 AND '" file_name "' = ANY ($2)"    \
			" AND NOT EXISTS (SELECT FROM " LINK_ROWS                                              \
			" WHERE p.source = o.source AND p.target = o.target)",                                 \
			link_rows                                                                              \
	}

static const RepoTable developer_table = LINK_TABLE("developer_links", "developer_network");
static const RepoTable repo_table = LINK_TABLE("repo_links", "repo_network");

/*
 * table_of returns the table that a metric's file goes to.
 */
static const RepoTable *
table_of(const OdMetric *metric)
{
	switch (metric->kind)
	{
		case OD_SCALAR: return &metric_table;
		case OD_DURATION: return &duration_table;
		case OD_DETAILS: return &contributor_table;
		case OD_NETWORK:
			return strcmp(metric->name, "repo_network") == 0 ? &repo_table : &developer_table;
	}
	pg_unreachable();
}

/*
 * store_table stores those files that go to a table. Returns the number of
 * rows that changed.
 */
static int64
store_table(int64 repo_id, const RepoFile *files, const RepoTable *table)
{
	Batch *batch = BatchCreate("llmeco_rows", table->columns, table->ncolumns);
	const char **complete = palloc(od_nmetrics * sizeof(char *));
	SqlArg args[2 + MAX_COLUMNS];
	int nargs = 2 + table->ncolumns;
	int ncomplete = 0;
	int64 changed = 0;

	for (int i = 0; i < od_nmetrics; i++)
	{
		if (!files[i].read || table_of(&od_metrics[i]) != table)
			continue;
		table->rows(batch, &od_metrics[i], &files[i].file);
		if (files[i].complete)
			complete[ncomplete++] = od_metrics[i].name;
	}
	args[0] = sql_int64(repo_id);
	args[1] = sql_value(TEXTARRAYOID, ServerTextArray(complete, ncomplete, NULL));
	BatchArrays(batch, args + 2);
	if (batch->n > 0)
		changed += SqlRunArgs(table->upsert, false, args, nargs);
	if (ncomplete > 0)
		changed += SqlRunArgs(table->remove, false, args, nargs);
	tuplestore_end(batch->rows);
	return changed;
}

/*
 * StoreRepoFiles stores the files of a repository, of which there is one for
 * each of od_metrics. Returns the number of rows that changed.
 */
int64
StoreRepoFiles(int64 repo_id, const RepoFile *files)
{
	static const RepoTable *const tables[] = {&metric_table, &duration_table, &contributor_table,
											  &developer_table, &repo_table};
	int level = StoreConnectForSets();
	int64 changed = 0;

	for (int i = 0; i < lengthof(tables); i++)
	{
		CHECK_FOR_INTERRUPTS();
		changed += store_table(repo_id, files, tables[i]);
	}
	SqlFinish(level);
	return changed;
}
