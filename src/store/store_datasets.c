/*
 * store_datasets.c: a page of datasets into llmeco.datasets: which columns there are
 * and what goes into them, and old names. How a page is stored is store_rows.c's
 * concern; who uses a dataset, model_uses.c's.
 *
 * A dataset that models name and nobody has read is a stub. Where one turns out to be
 * another dataset under an old name, who was trained on it was so on that: the uses
 * move over, and the name is an alias.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/timestamp.h"

#include "store/store_datasets.h"
#include "store/store_rows.h"
#include "support/server_text.h"
#include "support/sql.h"

/* The columns of a batch of datasets, behind those of any page. */
enum DatasetColumn
{
	DATASET_LICENSE = ROW_OWN,
	DATASET_GATED,
	DATASET_SHA,
	DATASET_TAGS,
	DATASET_DOWNLOADS,
	DATASET_DOWNLOADS_ALL_TIME,
	DATASET_LIKES,
	DATASET_TRENDING_SCORE,
	DATASET_CREATED_AT,
	DATASET_MODIFIED_AT,
	DATASET_DISABLED,
	DATASET_COLUMNS
};

static const BatchColumn dataset_columns[DATASET_COLUMNS] = {
	[ROW_ITEM] = {"item", INT4OID},
	[ROW_ID] = {"dataset_id", INT8OID},
	[ROW_HUB_ID] = {"hub_id", TEXTOID},
	[ROW_NAME] = {"name", TEXTOID},
	[ROW_AUTHOR] = {"author", TEXTOID},
	[ROW_AUTHOR_ID] = {"author_id", INT8OID},
	[DATASET_LICENSE] = {"license", TEXTOID},
	[DATASET_GATED] = {"gated", TEXTOID},
	[DATASET_SHA] = {"sha", TEXTOID},
	[DATASET_TAGS] = {"tags", TEXTARRAYOID},
	[DATASET_DOWNLOADS] = {"downloads", INT8OID},
	[DATASET_DOWNLOADS_ALL_TIME] = {"downloads_all_time", INT8OID},
	[DATASET_LIKES] = {"likes", INT8OID},
	[DATASET_TRENDING_SCORE] = {"trending_score", FLOAT8OID},
	[DATASET_CREATED_AT] = {"created_at", TIMESTAMPTZOID},
	[DATASET_MODIFIED_AT] = {"modified_at", TIMESTAMPTZOID},
	[DATASET_DISABLED] = {"disabled", BOOLOID},
};

/*
 * As of models: where downloads, likes, disabled or the creation date are missing they
 * could not be read, and what is known stays. The rest is as the Hub says, absence
 * included. The owner is a part of the name, and no row of its own.
 */
static const char lookup_datasets[] =
	"SELECT p.item, d.dataset_id, d.name, n.dataset_id, n.hub_id, n.name, l.dataset_id,"
	" NULL::bigint, false,"
	" d.fetched_at IS NULL OR d.removed_at IS NOT NULL OR"
	" (COALESCE(p.downloads, d.downloads), p.downloads_all_time, COALESCE(p.likes, d.likes),"
	"  p.trending_score, COALESCE(p.created_at, d.created_at), p.modified_at,"
	"  p.license, p.gated, p.sha, p.tags, COALESCE(p.disabled, d.disabled))"
	" IS DISTINCT FROM"
	" (d.downloads, d.downloads_all_time, d.likes, d.trending_score, d.created_at,"
	"  d.modified_at, d.license, d.gated, d.sha, d.tags, d.disabled),"
	" false, false"
	" FROM llmeco_page p"
	" LEFT JOIN llmeco.datasets d ON d.hub_id = p.hub_id"
	" LEFT JOIN llmeco.datasets n ON KEY(n.name) ="
	" CASE WHEN d.name IS DISTINCT FROM p.name THEN KEY(p.name) END"
	" LEFT JOIN llmeco.dataset_aliases l ON KEY(l.name) ="
	" CASE WHEN d.name IS DISTINCT FROM p.name THEN KEY(p.name) END";

static const char update_datasets[] =
	"UPDATE llmeco.datasets d SET hub_id = p.hub_id, name = p.name,"
	" downloads = COALESCE(p.downloads, d.downloads),"
	" downloads_all_time = p.downloads_all_time, likes = COALESCE(p.likes, d.likes),"
	" trending_score = p.trending_score, created_at = COALESCE(p.created_at, d.created_at),"
	" modified_at = p.modified_at, license = p.license, gated = p.gated, sha = p.sha,"
	" tags = p.tags, disabled = COALESCE(p.disabled, d.disabled),"
	" fetched_at = $1, removed_at = NULL, changed_at = $1"
	" FROM llmeco_changed p WHERE d.dataset_id = p.dataset_id";

static const char insert_datasets[] =
	"INSERT INTO llmeco.datasets (dataset_id, hub_id, name, downloads, downloads_all_time,"
	" likes, trending_score, created_at, modified_at, license, gated, sha, tags, disabled,"
	" fetched_at, changed_at)"
	" SELECT p.dataset_id, p.hub_id, p.name, p.downloads, p.downloads_all_time, p.likes,"
	" p.trending_score, p.created_at, p.modified_at, p.license, p.gated, p.sha, p.tags,"
	" COALESCE(p.disabled, false), $1, $1 FROM llmeco_new p";

static const StoreField dataset_fields[] = {{"downloadsAllTime", "downloads_all_time"},
											{"gated", "gated"},
											{"lastModified", "modified_at"},
											{"sha", "sha"},
											{"tags", "license"},
											{"tags", "tags"},
											{"trendingScore", "trending_score"}};

static const StoreTable datasets =
	{.noun = "dataset",
	 .alias = "d",
	 .sequence = "datasets_dataset_id_seq",
	 .has_stubs = true,
	 .columns = dataset_columns,
	 .ncolumns = DATASET_COLUMNS,
	 .lookup = lookup_datasets,
	 .update = update_datasets,
	 .insert = insert_datasets,
	 .park = "UPDATE llmeco.datasets SET name = name || '#' || hub_id WHERE dataset_id = ANY ($1)",
	 .displace = "UPDATE llmeco.datasets SET name = name || '#' || hub_id,"
				 " removed_at = COALESCE(removed_at, $2), changed_at = $2"
				 " WHERE dataset_id = ANY ($1)",
	 .fields = dataset_fields,
	 .nfields = lengthof(dataset_fields)};

/*
 * DatasetsHaveTable says whether there is room for datasets: not before ALTER EXTENSION
 * UPDATE to 1.2.0.
 */
bool
DatasetsHaveTable(void)
{
	return OidIsValid(SqlTable("datasets"));
}

/*
 * DatasetStoreInit makes *store ready for a run; its memory is in context.
 */
void
DatasetStoreInit(DatasetStore *store, MemoryContext context, Ledger *ledger)
{
	memset(store, 0, sizeof(*store));
	KeySetInit(&store->seen, context);
	store->ledger = ledger;
	store->table = MemoryContextAlloc(context, sizeof(StoreTable));
	*store->table = datasets;
}

/*
 * DatasetStoreKeep notes that the Hub does not give a field of datasets.
 */
void
DatasetStoreKeep(DatasetStore *store, const char *field)
{
	StoreRowsKeep(store->table, field);
}

/*
 * add_dataset adds a dataset to the page.
 */
static void
add_dataset(StorePage *page, const HubDataset *dataset)
{
	RowValues *row = StoreRowsAdd(page, dataset, dataset->hub_id, dataset->name, NULL);

	StoreSetText(row, DATASET_LICENSE, dataset->license);
	StoreSetText(row, DATASET_GATED, dataset->gated);
	StoreSetText(row, DATASET_SHA, dataset->sha);
	row->values[DATASET_TAGS] = ServerTextArray(dataset->tags, dataset->ntags, &row->replaced);
	StoreSetCount(row, DATASET_DOWNLOADS, dataset->downloads);
	StoreSetCount(row, DATASET_DOWNLOADS_ALL_TIME, dataset->downloads_all_time);
	StoreSetCount(row, DATASET_LIKES, dataset->likes);
	StoreSetNumber(row, DATASET_TRENDING_SCORE, dataset->trending_score);
	StoreSetTime(row, DATASET_CREATED_AT, dataset->created_at);
	StoreSetTime(row, DATASET_MODIFIED_AT, dataset->modified_at);
	StoreSetFlag(row, DATASET_DISABLED, dataset->disabled);
}

/* ---- names ---- */

/*
 * merge_stub ends a stub that is another dataset. Where users' keys may refer to its
 * row, that stays, as NAME#DATASET_ID and removed.
 */
static void
merge_stub(int64 stub_id, int64 dataset_id, TimestampTz now)
{
	SqlArg stub = sql_int64(stub_id);

	(void) SqlRun("INSERT INTO llmeco.model_datasets (model_id, dataset_id, first_seen_at)"
				  " SELECT o.model_id, $2, o.first_seen_at FROM llmeco.model_datasets o"
				  " WHERE o.dataset_id = $1 ON CONFLICT (model_id, dataset_id) DO NOTHING",
				  stub, sql_int64(dataset_id));
	(void) SqlRun("DELETE FROM llmeco.model_datasets WHERE dataset_id = $1", stub);
	(void) SqlRun("UPDATE llmeco.dataset_aliases SET dataset_id = $2 WHERE dataset_id = $1", stub,
				  sql_int64(dataset_id));
	if (StoreRowsAreReferenced("datasets"))
		(void) SqlRun("UPDATE llmeco.datasets SET name = name || '#' || dataset_id,"
					  " removed_at = $2, changed_at = $2 WHERE dataset_id = $1",
					  stub, sql_time(now));
	else
		(void) SqlRun("DELETE FROM llmeco.datasets WHERE dataset_id = $1", stub);
}

/*
 * add_alias notes that a name leads to a dataset, unless it is the current name of one.
 */
static void
add_alias(const char *name, int64 dataset_id, TimestampTz now)
{
	(void) SqlRun(NameKeySql("INSERT INTO llmeco.dataset_aliases (name, dataset_id, seen_at)"
							 " SELECT $1, $2, $3 WHERE NOT EXISTS"
							 " (SELECT FROM llmeco.datasets d WHERE KEY(d.name) = KEY($1))"
							 " ON CONFLICT (KEY(name)) DO UPDATE SET name = EXCLUDED.name,"
							 " dataset_id = EXCLUDED.dataset_id, seen_at = EXCLUDED.seen_at"
							 " WHERE dataset_aliases.dataset_id <> EXCLUDED.dataset_id"),
				  sql_text(name), sql_int64(dataset_id), sql_time(now));
}

/*
 * merge_stubs ends the stubs that have the new names of datasets of this page, and
 * makes these names free.
 */
static void
merge_stubs(StorePage *page)
{
	for (int i = 0; i < page->nrows; i++)
	{
		const StoreRow *row = &page->rows[i];

		if (row->holder_id != 0 && row->holder_id != row->id && row->holder_hub_id == NULL &&
			row->name == row->listed_name)
		{
			merge_stub(row->holder_id, row->id, page->now);
			page->ledger->counts.datasets_changed++;
		}
	}
}

/*
 * keep_old_names turns the names that datasets of this page gave up into aliases, and
 * ends aliases that became names.
 */
static void
keep_old_names(StorePage *page)
{
	for (int i = 0; i < page->nrows; i++)
	{
		StoreRow *row = &page->rows[i];

		if (row->alias_id != 0 && row->name == row->listed_name)
			(void) SqlRun(NameKeySql("DELETE FROM llmeco.dataset_aliases l"
									 " WHERE KEY(l.name) = KEY($1)"),
						  sql_text(row->name));
		if (StoreRowsIsRenamed(row) && strchr(row->current_name, '#') == NULL)
			add_alias(row->current_name, row->id, page->now);
	}
}

/* ---- the page ---- */

/*
 * write_page writes what differs of a page that was looked up.
 */
static void
write_page(StorePage *page)
{
	LedgerCounts *counts = &page->ledger->counts;
	int64 nnew;
	int64 nchanged;

	StoreRowsDecide(page);
	merge_stubs(page);
	counts->datasets_changed += StoreRowsPark(page);
	StoreRowsWrite(page, &nnew, &nchanged);
	counts->datasets_new += nnew;
	counts->datasets_changed += nchanged;
	keep_old_names(page);
}

/*
 * StoreDatasets stores a page of datasets. repeats_expected says that this run comes
 * across the same one again in the normal course. Where dataset_ids is not NULL it has
 * room for the records of the page and gets the dataset_id of those that were new to
 * this run. Returns the number of those. Works in the current memory context, which
 * the caller resets.
 */
int
StoreDatasets(DatasetStore *store, const HubDatasetPage *hub, const char *url,
			  bool repeats_expected, int64 *dataset_ids)
{
	StorePage page = {.table = store->table,
					  .ledger = store->ledger,
					  .seen = &store->seen,
					  .url = url};
	int level;

	store->ledger->counts.datasets_seen += hub->ndatasets;
	if (hub->ndatasets == 0 && hub->privates.n == 0)
		return 0;
	level = SqlConnect();
	store->ledger->counts.datasets_changed +=
		StoreRowsRemovePrivate("datasets", &hub->privates, store->ledger, NULL);
	StoreRowsBegin(&page, &hub->head, hub->ndatasets);
	for (int i = 0; i < hub->ndatasets; i++)
		add_dataset(&page, &hub->datasets[i]);
	StoreRowsFind(&page);
	if (page.nrows > 0)
		write_page(&page);
	for (int i = 0; i < page.nrepeats && !repeats_expected; i++)
		LedgerNote(page.ledger, url, page.repeats[i].listed_name, "duplicate",
				   "dataset %s was listed before; that listing is kept", page.repeats[i].hub_id);
	SqlFinish(level);
	return StoreRowsEnd(&page, dataset_ids);
}

/*
 * StoreDatasetName notes that the Hub led from name to the dataset with hub_id: a stub
 * of that name was this dataset all along.
 */
void
StoreDatasetName(const char *name, const char *hub_id)
{
	TimestampTz now = GetCurrentTimestamp();
	int level = SqlConnect();
	int64 dataset_id = SqlInt64("SELECT d.dataset_id FROM llmeco.datasets d WHERE d.hub_id = $1",
								sql_text(hub_id));
	int64 stub_id = SqlInt64(NameKeySql("SELECT d.dataset_id FROM llmeco.datasets d"
										" WHERE KEY(d.name) = KEY($1) AND d.hub_id IS NULL"),
							 sql_text(name));

	if (dataset_id != 0 && stub_id != 0)
		merge_stub(stub_id, dataset_id, now);
	if (dataset_id != 0)
		add_alias(name, dataset_id, now);
	SqlFinish(level);
}
