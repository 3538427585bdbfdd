/*
 * store_models.c: a page of models into llmeco.models and llmeco.authors.
 *
 * A few statements a page, never one a record: look up what the tables have,
 * decide here, then write only what differs. Identity is the Hub's _id;
 * names are model_names.c's concern, lineage model_edges.c's.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "store/store_rows.h"
#include "store/store_values.h"

static const BatchColumn model_columns[MODEL_COLUMNS] = {
	[MODEL_ITEM] = {"item", INT4OID},
	[MODEL_ID] = {"model_id", INT8OID},
	[MODEL_HUB_ID] = {"hub_id", TEXTOID},
	[MODEL_NAME] = {"name", TEXTOID},
	[MODEL_AUTHOR] = {"author", TEXTOID},
	[MODEL_TASK] = {"task", TEXTOID},
	[MODEL_LIBRARY] = {"library", TEXTOID},
	[MODEL_LICENSE] = {"license", TEXTOID},
	[MODEL_GATED] = {"gated", TEXTOID},
	[MODEL_LANGUAGES] = {"languages", TEXTARRAYOID},
	[MODEL_TAGS] = {"tags", TEXTARRAYOID},
	[MODEL_DOWNLOADS] = {"downloads", INT8OID},
	[MODEL_DOWNLOADS_ALL_TIME] = {"downloads_all_time", INT8OID},
	[MODEL_LIKES] = {"likes", INT8OID},
	[MODEL_PARAMETERS] = {"parameters", INT8OID},
	[MODEL_TRENDING_SCORE] = {"trending_score", FLOAT8OID},
	[MODEL_CREATED_AT] = {"created_at", TIMESTAMPTZOID},
	[MODEL_MODIFIED_AT] = {"modified_at", TIMESTAMPTZOID},
};

/*
 * The listing always has downloads and likes, and a creation date does not
 * go away: where one is missing it could not be read, and what is known
 * stays. The rest is as the Hub says, absence included. Who else has the name
 * is looked up only where it is not the model's own, which spares a quarter of
 * the work on a page without changes.
 */
static const char lookup_models[] =
	"SELECT p.item, m.model_id, m.name,"
	" n.model_id, n.hub_id, l.model_id,"
	" p.author IS NOT NULL AND a.author_id IS NULL,"
	" m.fetched_at IS NULL OR m.removed_at IS NOT NULL OR"
	" (COALESCE(p.downloads, m.downloads), p.downloads_all_time,"
	"  COALESCE(p.likes, m.likes), p.parameters, p.trending_score,"
	"  COALESCE(p.created_at, m.created_at), p.modified_at,"
	"  p.task, p.library, p.license, p.gated, p.languages, p.tags, a.author_id)"
	" IS DISTINCT FROM"
	" (m.downloads, m.downloads_all_time, m.likes, m.parameters,"
	"  m.trending_score, m.created_at, m.modified_at,"
	"  m.task, m.library, m.license, m.gated, m.languages, m.tags, m.author_id)"
	" FROM llmeco_page p"
	" LEFT JOIN llmeco.models m ON m.hub_id = p.hub_id"
	" LEFT JOIN llmeco.models n ON"
	" n.name = CASE WHEN m.name IS DISTINCT FROM p.name THEN p.name END"
	" LEFT JOIN llmeco.model_aliases l ON l.name = p.name"
	" LEFT JOIN llmeco.authors a ON a.name = p.author";

static const char update_models[] =
	"UPDATE llmeco.models m SET"
	" hub_id = p.hub_id, name = p.name, author_id = a.author_id,"
	" downloads = COALESCE(p.downloads, m.downloads),"
	" downloads_all_time = p.downloads_all_time,"
	" likes = COALESCE(p.likes, m.likes), parameters = p.parameters,"
	" trending_score = p.trending_score,"
	" created_at = COALESCE(p.created_at, m.created_at),"
	" modified_at = p.modified_at, task = p.task, library = p.library,"
	" license = p.license, gated = p.gated, languages = p.languages,"
	" tags = p.tags, fetched_at = $1, removed_at = NULL"
	" FROM llmeco_changed p LEFT JOIN llmeco.authors a ON a.name = p.author"
	" WHERE m.model_id = p.model_id";

static const char insert_models[] =
	"INSERT INTO llmeco.models (model_id, hub_id, name, author_id, downloads,"
	" downloads_all_time, likes, parameters, trending_score, created_at,"
	" modified_at, task, library, license, gated, languages, tags, fetched_at)"
	" SELECT p.model_id, p.hub_id, p.name, a.author_id, p.downloads,"
	" p.downloads_all_time, p.likes, p.parameters, p.trending_score, p.created_at,"
	" p.modified_at, p.task, p.library, p.license, p.gated, p.languages, p.tags, $1"
	" FROM llmeco_new p LEFT JOIN llmeco.authors a ON a.name = p.author";

/*
 * StoreInit makes *store ready for a run; its memory is in context.
 */
void
StoreInit(ModelStore *store, MemoryContext context, Ledger *ledger)
{
	memset(store, 0, sizeof(*store));
	RowSetInit(&store->seen, context);
	store->ledger = ledger;
}

/*
 * prepare_item turns a record into column values of this database.
 */
static void
prepare_item(StorePage *page, StoreItem *item, const HubModel *model)
{
	RowValues row = {.values = item->values, .nulls = item->nulls};

	memset(item, 0, sizeof(*item));
	item->model = model;
	item->nulls[MODEL_ID] = true;
	SetText(&row, MODEL_HUB_ID, model->hub_id);
	item->listed_name = SetText(&row, MODEL_NAME, model->name);
	item->name = item->listed_name;
	item->author = SetText(&row, MODEL_AUTHOR, model->author);
	SetText(&row, MODEL_TASK, model->task);
	SetText(&row, MODEL_LIBRARY, model->library);
	SetText(&row, MODEL_LICENSE, model->license);
	SetText(&row, MODEL_GATED, model->gated);
	item->values[MODEL_LANGUAGES] =
		ServerTextArray(model->languages, model->nlanguages, &row.replaced);
	item->values[MODEL_TAGS] = ServerTextArray(model->tags, model->ntags, &row.replaced);
	SetCount(&row, MODEL_DOWNLOADS, model->downloads);
	SetCount(&row, MODEL_DOWNLOADS_ALL_TIME, model->downloads_all_time);
	SetCount(&row, MODEL_LIKES, model->likes);
	SetCount(&row, MODEL_PARAMETERS, model->parameters);
	SetNumber(&row, MODEL_TRENDING_SCORE, model->trending_score);
	SetTime(&row, MODEL_CREATED_AT, model->created_at);
	SetTime(&row, MODEL_MODIFIED_AT, model->modified_at);
	if (row.replaced)
		LedgerNote(
			page->store->ledger, page->url, model->name, "text",
			"characters that the database's encoding %s does not have were replaced by \"?\"",
			GetDatabaseEncodingName());
}

/*
 * sort_items prepares the records of the page, those that repeat an earlier
 * one of it apart.
 */
static void
sort_items(StorePage *page, const HubModelPage *hub)
{
	IdSet unread;
	IdSet hub_ids;

	IdSetInit(&unread, CurrentMemoryContext, 0);
	IdSetInit(&hub_ids, CurrentMemoryContext, hub->nmodels);
	for (int i = 0; i < hub->head.nproblems; i++)
	{
		const RecordProblem *problem = &hub->head.problems[i];

		/* A field that could not be read may have been the lineage. */
		if (problem->name != NULL &&
			(strcmp(problem->kind, "type") == 0 || strcmp(problem->kind, "syntax") == 0))
			IdSetAdd(&unread, problem->name);
	}
	page->items = palloc(hub->nmodels * sizeof(StoreItem));
	page->repeats = palloc(hub->nmodels * sizeof(StoreItem));
	for (int i = 0; i < hub->nmodels; i++)
	{
		const HubModel *model = &hub->models[i];
		StoreItem *item;

		if (IdSetAdd(&hub_ids, model->hub_id))
			item = &page->items[page->nitems++];
		else
			item = &page->repeats[page->nrepeats++];
		prepare_item(page, item, model);
		item->keep_edges = IdSetHas(&unread, model->name);
	}
}

/*
 * look_up_items reads what the tables have of n items.
 */
static void
look_up_items(StoreItem *items, int n)
{
	Batch *batch = BatchCreate("llmeco_page", model_columns, MODEL_COLUMNS);
	uint64 nrows;

	for (int i = 0; i < n; i++)
	{
		items[i].values[MODEL_ITEM] = Int32GetDatum(i);
		BatchAdd(batch, items[i].values, items[i].nulls);
	}
	nrows = BatchRun(batch, lookup_models, 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		StoreItem *item = &items[DatumGetInt32(ResultValue(row, 1, &isnull))];

		item->model_id = ResultInt64(row, 2);
		item->known = item->model_id != 0;
		item->current_name = ResultText(row, 3);
		item->holder_id = ResultInt64(row, 4);
		item->holder_hub_id = ResultText(row, 5);
		item->alias_id = ResultInt64(row, 6);
		item->author_missing = DatumGetBool(ResultValue(row, 7, &isnull));
		item->differs = DatumGetBool(ResultValue(row, 8, &isnull));
	}
	SPI_freetuptable(SPI_tuptable);
	tuplestore_end(batch->rows);
}

/*
 * part_repeats moves the items whose model an earlier page had to the
 * repeats.
 */
static void
part_repeats(StorePage *page)
{
	int n = 0;

	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];

		if (item->known && RowSetHas(&page->store->seen, item->model_id))
			page->repeats[page->nrepeats++] = *item;
		else
			page->items[n++] = *item;
	}
	page->nitems = n;
}

/*
 * NewModelIds takes n values from the sequence of models.
 */
int64 *
NewModelIds(int n)
{
	int64 *ids = palloc(n * sizeof(int64));

	if (n == 0)
		return ids;
	(void) RunSql("SELECT pg_catalog.nextval('llmeco.models_model_id_seq')"
				  " FROM pg_catalog.generate_series(1, $1)",
				  1, (Oid[]) {INT4OID}, (Datum[]) {Int32GetDatum(n)}, NULL);
	for (int i = 0; i < n; i++)
		ids[i] = ResultInt64(i, 1);
	SPI_freetuptable(SPI_tuptable);
	return ids;
}

/*
 * AuthorOf returns the part of a model's name before the slash, NULL: there is
 * none.
 */
const char *
AuthorOf(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash == NULL ? NULL : pnstrdup(name, slash - name);
}

/*
 * EnsureAuthors inserts those of n authors that do not exist.
 */
void
EnsureAuthors(const char **names, int n)
{
	if (n == 0)
		return;
	(void) RunSql("INSERT INTO llmeco.authors (name)"
				  " SELECT DISTINCT n FROM pg_catalog.unnest($1) n"
				  " WHERE NOT EXISTS (SELECT FROM llmeco.authors a WHERE a.name = n)"
				  " ON CONFLICT (name) DO NOTHING",
				  1, (Oid[]) {TEXTARRAYOID}, (Datum[]) {ServerTextArray(names, n, NULL)}, NULL);
}

/*
 * write_items runs a statement on the items that have this action.
 */
static uint64
write_items(StorePage *page, StoreAction action, const char *name, const char *sql)
{
	Batch *batch = BatchCreate(name, model_columns, MODEL_COLUMNS);
	uint64 n = 0;

	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];

		if (item->action != action)
			continue;
		item->values[MODEL_ID] = Int64GetDatum(item->model_id);
		item->nulls[MODEL_ID] = false;
		if (item->name != item->listed_name)
			item->values[MODEL_NAME] = CStringGetTextDatum(item->name);
		BatchAdd(batch, item->values, item->nulls);
	}
	if (batch->n > 0)
		n = BatchRun(batch, sql, 1, (Oid[]) {TIMESTAMPTZOID},
					 (Datum[]) {TimestampTzGetDatum(page->now)});
	tuplestore_end(batch->rows);
	return n;
}

/*
 * write_models updates and inserts what DecideNames() found to differ.
 */
static void
write_models(StorePage *page)
{
	LedgerCounts *counts = &page->store->ledger->counts;
	const char **authors = palloc(page->nitems * sizeof(const char *));
	int nauthors = 0;
	int nnew = 0;
	int64 *ids;

	for (int i = 0; i < page->nitems; i++)
	{
		if (page->items[i].author_missing)
			authors[nauthors++] = page->items[i].author;
		if (page->items[i].action == STORE_INSERT)
			nnew++;
	}
	EnsureAuthors(authors, nauthors);
	counts->models_changed += write_items(page, STORE_UPDATE, "llmeco_changed", update_models);
	ids = NewModelIds(nnew);
	for (int i = 0; i < page->nitems; i++)
		if (page->items[i].action == STORE_INSERT)
			page->items[i].model_id = *ids++;
	counts->models_new += write_items(page, STORE_INSERT, "llmeco_new", insert_models);
}

/*
 * StoreModels stores a page of models with their lineage. repeats_expected
 * says that this run comes across the same model again and again in the
 * normal course. Where model_ids is not NULL it has room for the records of
 * the page and gets the model_id of those that were new to this run. Returns
 * the number of those. Works in the current memory context, which the caller
 * resets.
 */
int
StoreModels(ModelStore *store, const HubModelPage *hub, const char *url, bool repeats_expected,
			int64 *model_ids)
{
	StorePage page = {.store = store, .url = url, .now = GetCurrentTimestamp()};
	int level;

	store->ledger->counts.models_seen += hub->nmodels;
	if (hub->nmodels == 0)
		return 0;
	level = SqlConnect();
	sort_items(&page, hub);
	CHECK_FOR_INTERRUPTS();
	look_up_items(page.items, page.nitems);
	part_repeats(&page);
	if (page.nitems > 0)
	{
		DecideNames(&page);
		FreeNames(&page);
		write_models(&page);
		KeepOldNames(&page);
		StoreEdges(&page);
	}
	if (page.nrepeats > 0)
	{
		look_up_items(page.repeats, page.nrepeats);
		StoreRepeats(&page, repeats_expected);
	}
	for (int i = 0; i < page.nitems; i++)
	{
		RowSetAdd(&store->seen, page.items[i].model_id);
		if (model_ids != NULL)
			model_ids[i] = page.items[i].model_id;
	}
	SqlFinish(level);
	return page.nitems;
}

/*
 * StoreOtherName notes that the Hub led from name to the model with hub_id: a
 * stub of that name was this model all along.
 */
void
StoreOtherName(ModelStore *store, const char *name, const char *hub_id)
{
	StorePage page = {.store = store, .now = GetCurrentTimestamp()};
	int level = SqlConnect();

	if (RunSql("SELECT m.model_id FROM llmeco.models m WHERE m.hub_id = $1", 1, (Oid[]) {TEXTOID},
			   (Datum[]) {CStringGetTextDatum(hub_id)}, NULL) > 0)
		TakeOverName(&page, name, ResultInt64(0, 1));
	SqlFinish(level);
}
