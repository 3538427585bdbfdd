/*
 * repo_files.c: what OpenDigger has of one repository, into the tables. All
 * of its files are stored at once, a few statements a table; what is there
 * already is not written. A month, account or pair that a file no longer has
 * is deleted, if the file was read whole; a file that is not there deletes
 * nothing.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/store_repos.h"
#include "store/store_values.h"

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
	/* rows adds a file's rows to a batch */
	void (*rows)(Batch *batch, const OdMetric *metric, const OdFile *file);
} RepoTable;

/* Most columns of a batch here. */
#define MAX_COLUMNS 9

static void metric_rows(Batch *batch, const OdMetric *metric, const OdFile *file);
static void duration_rows(Batch *batch, const OdMetric *metric, const OdFile *file);
static void contributor_rows(Batch *batch, const OdMetric *metric, const OdFile *file);
static void link_rows(Batch *batch, const OdMetric *metric, const OdFile *file);

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
 * ConnectForSets connects as SqlConnect(), for statements that compare what is
 * there of one repository or label with what was read: there hashing beats
 * looking up row by row.
 */
int
ConnectForSets(void)
{
	int level = SqlConnect();

	(void) set_config_option("enable_hashjoin", "on", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
	return level;
}

/*
 * IsComplete: do the problems of a file leave in doubt whether all that it
 * has was read? What it gives twice, or with impossible values, it has not
 * got.
 */
bool
IsComplete(const RecordPage *page)
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

/* ---- which repositories ---- */

/*
 * ReadReposDue returns the RepoRows of tracked repositories that are due, or
 * all, those first that wait longest; in the current memory context.
 */
List *
ReadReposDue(TimestampTz due, bool all)
{
	List *repos = NIL;
	int level = SqlConnect();
	uint64 n;

	n = RunSql("SELECT r.repo_id, r.github_id, r.exported_at, r.name"
			   " FROM llmeco.repos r WHERE r.is_tracked"
			   " AND ($2 OR r.due_at IS NULL OR r.due_at <= $1)"
			   " ORDER BY r.due_at NULLS FIRST, r.repo_id",
			   2, (Oid[]) {TIMESTAMPTZOID, BOOLOID},
			   (Datum[]) {TimestampTzGetDatum(due), BoolGetDatum(all)}, NULL);
	for (uint64 i = 0; i < n; i++)
	{
		RepoRow *repo = palloc(sizeof(RepoRow));
		bool isnull;
		Datum exported_at = ResultValue(i, 3, &isnull);

		repo->repo_id = ResultInt64(i, 1);
		repo->github_id = ResultInt64(i, 2);
		repo->exported_at = isnull ? 0 : DatumGetTimestampTz(exported_at);
		repo->name = ResultText(i, 4);
		repos = lappend(repos, repo);
	}
	SqlFinish(level);
	return repos;
}

/*
 * merge_repos ends a row that was known by name only, in favour of the row of
 * the same repository under an old name, which *repo becomes.
 */
static void
merge_repos(RepoRow *repo, int64 repo_id)
{
	static const char *const statements[] =
		{"INSERT INTO llmeco.repo_labels (repo_id, label_id, name, type, repo_name, provenance)"
		 " SELECT $2, l.label_id, l.name, l.type, l.repo_name, l.provenance"
		 " FROM llmeco.repo_labels l WHERE l.repo_id = $1"
		 " ON CONFLICT (repo_id, label_id) DO NOTHING",
		 "DELETE FROM llmeco.repo_labels WHERE repo_id = $1 AND $2 IS NOT NULL",
		 "DELETE FROM llmeco.repos WHERE repo_id = $1 AND $2 IS NOT NULL"};

	for (int i = 0; i < lengthof(statements); i++)
		(void) RunSql(statements[i], 2, (Oid[]) {INT8OID, INT8OID},
					  (Datum[]) {Int64GetDatum(repo->repo_id), Int64GetDatum(repo_id)}, NULL);
	(void) RunSql("UPDATE llmeco.repos SET name = $2, is_tracked = true WHERE repo_id = $1", 2,
				  (Oid[]) {INT8OID, TEXTOID},
				  (Datum[]) {Int64GetDatum(repo_id), CStringGetTextDatum(repo->name)}, NULL);
	repo->repo_id = repo_id;
}

/*
 * has_metrics: was an export of the repository ever read?
 */
static bool
has_metrics(const RepoRow *repo)
{
	uint64 n = RunSql("SELECT FROM llmeco.repo_metrics m WHERE m.repo_id = $1 LIMIT 1", 1,
					  (Oid[]) {INT8OID}, (Datum[]) {Int64GetDatum(repo->repo_id)}, NULL);

	SPI_freetuptable(SPI_tuptable);
	return n > 0;
}

/*
 * StoreRepoIdentity compares what is known of a repository with the number
 * that its meta.json has. Numbers of label files may be wrong: until something
 * was read, that of meta.json is taken. False: the name belongs to another
 * repository by now, whose metrics are not this one's.
 */
bool
StoreRepoIdentity(Ledger *ledger, RepoRow *repo, int64 github_id, const char *url)
{
	int level;
	int64 holder = 0;
	TimestampTz exported_at = 0;

	if (github_id == RECORD_NULL || github_id == repo->github_id)
		return true;
	level = SqlConnect();
	if (repo->github_id != 0)
	{
		bool taken = repo->exported_at != 0 || has_metrics(repo);

		LedgerNote(ledger, url, repo->name, "name",
				   taken ? "repository " INT64_FORMAT " has the name of repository " INT64_FORMAT
						   ", which was renamed or deleted; nothing is read"
						 : "the repository's number is " INT64_FORMAT ", not " INT64_FORMAT
						   " as its labels have it",
				   github_id, repo->github_id);
		if (taken)
		{
			SqlFinish(level);
			return false;
		}
	}
	if (RunSql("SELECT r.repo_id, r.exported_at FROM llmeco.repos r WHERE r.github_id = $1", 1,
			   (Oid[]) {INT8OID}, (Datum[]) {Int64GetDatum(github_id)}, NULL) > 0)
	{
		bool isnull;
		Datum value = ResultValue(0, 2, &isnull);

		holder = ResultInt64(0, 1);
		exported_at = isnull ? 0 : DatumGetTimestampTz(value);
	}
	SPI_freetuptable(SPI_tuptable);
	if (holder != 0)
	{
		merge_repos(repo, holder);
		repo->exported_at = exported_at;
	}
	SqlFinish(level);
	repo->github_id = github_id;
	return true;
}

/*
 * StoreRepoVisit notes that a repository was asked for, and when it is due
 * again. False: it is no longer there under the name that was asked for.
 */
bool
StoreRepoVisit(const RepoRow *repo, TimestampTz due_at)
{
	int level = SqlConnect();
	char nulls[] = {' ', ' ', repo->github_id == 0 ? 'n' : ' ', repo->exported_at == 0 ? 'n' : ' ',
					' ', ' '};
	uint64 n;

	n = RunSql("UPDATE llmeco.repos SET github_id = $3, exported_at = $4,"
			   " fetched_at = $5, due_at = $6 WHERE repo_id = $1 AND name = $2",
			   6,
			   (Oid[]) {INT8OID, TEXTOID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, TIMESTAMPTZOID},
			   (Datum[]) {Int64GetDatum(repo->repo_id), CStringGetTextDatum(repo->name),
						  Int64GetDatum(repo->github_id), TimestampTzGetDatum(repo->exported_at),
						  TimestampTzGetDatum(GetCurrentTimestamp()), TimestampTzGetDatum(due_at)},
			   nulls);
	SqlFinish(level);
	return n > 0;
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
	int level = ConnectForSets();
	Batch *batch = BatchCreate("llmeco_labels", columns, lengthof(columns));
	int64 changed;

	for (int i = 0; i < meta->nlabels; i++)
	{
		Datum values[3];
		bool nulls[3];
		RowValues row = {values, nulls};

		SetText(&row, 0, meta->labels[i].id);
		SetText(&row, 1, meta->labels[i].name);
		SetText(&row, 2, meta->labels[i].type);
		BatchAdd(batch, values, nulls);
	}
	changed = BatchRun(batch,
					   "INSERT INTO llmeco.repo_labels (repo_id, label_id, name, type, provenance)"
					   " SELECT $1, p.label_id, p.name, p.type, 'meta' FROM llmeco_labels p"
					   " WHERE NOT EXISTS (SELECT FROM llmeco.repo_labels o"
					   " WHERE o.repo_id = $1 AND o.label_id = p.label_id"
					   " AND (o.provenance = 'file'"
					   " OR (o.name, o.type) IS NOT DISTINCT FROM (p.name, p.type)))"
					   " ON CONFLICT (repo_id, label_id) DO UPDATE"
					   " SET name = EXCLUDED.name, type = EXCLUDED.type",
					   1, (Oid[]) {INT8OID}, (Datum[]) {Int64GetDatum(repo_id)});
	if (IsComplete(&meta->head))
		changed += BatchRun(batch,
							"DELETE FROM llmeco.repo_labels o"
							" WHERE o.repo_id = $1 AND o.provenance = 'meta'"
							" AND NOT EXISTS (SELECT FROM llmeco_labels p"
							" WHERE p.label_id = o.label_id)",
							1, (Oid[]) {INT8OID}, (Datum[]) {Int64GetDatum(repo_id)});
	tuplestore_end(batch->rows);
	SqlFinish(level);
	return changed;
}

/* ---- files ---- */

/*
 * month_datum returns the first day of a month.
 */
static Datum
month_datum(int year, int month)
{
	return DateADTGetDatum(date2j(year, month, 1) - POSTGRES_EPOCH_JDATE);
}

/*
 * metric_rows: see RepoTable.
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
	Datum counts[lengthof(duration->levels)];

	*isnull = duration->levels[0] == RECORD_NULL;
	if (*isnull)
		return 0;
	for (int i = 0; i < lengthof(counts); i++)
		counts[i] = Int64GetDatum(duration->levels[i]);
	return PointerGetDatum(construct_array(counts, lengthof(counts), INT8OID, sizeof(int64),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/*
 * duration_rows: see RepoTable.
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
		SetNumber(&row, 2, duration->avg);
		for (int quantile = 0; quantile < lengthof(duration->quantile); quantile++)
			SetNumber(&row, 3 + quantile, duration->quantile[quantile]);
		values[8] = levels_datum(duration, &nulls[8]);
		BatchAdd(batch, values, nulls);
	}
}

/*
 * contributor_rows: see RepoTable.
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
		SetNumber(&row, 2, share->value);
		SetText(&row, 3, share->login);
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
	SetText(row, 3 + end, name);
}

/*
 * link_rows: see RepoTable.
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
	Oid types[2 + MAX_COLUMNS] = {INT8OID, TEXTARRAYOID};
	Datum values[2 + MAX_COLUMNS];
	const char **complete = palloc(od_nmetrics * sizeof(char *));
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
	values[0] = Int64GetDatum(repo_id);
	values[1] = ServerTextArray(complete, ncomplete, NULL);
	BatchArrays(batch, types + 2, values + 2);
	if (batch->n > 0)
		changed += RunSql(table->upsert, 2 + table->ncolumns, types, values, NULL);
	if (ncomplete > 0)
		changed += RunSql(table->remove, 2 + table->ncolumns, types, values, NULL);
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
	int level = ConnectForSets();
	int64 changed = 0;

	for (int i = 0; i < lengthof(tables); i++)
	{
		CHECK_FOR_INTERRUPTS();
		changed += store_table(repo_id, files, tables[i]);
	}
	SqlFinish(level);
	return changed;
}
