/*
 * store_models.c: a page of models into llmeco.models: which columns there are
 * and what goes into them. How a page is stored is store_rows.c's concern, old
 * names model_names.c's, lineage model_edges.c's.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "store/model_edges.h"
#include "store/model_events.h"
#include "store/model_names.h"
#include "store/model_uses.h"
#include "store/store_models.h"
#include "store/store_rows.h"
#include "store/unresolved_parents.h"
#include "support/server_text.h"

/* The columns of a batch of models, behind those of any page. */
enum ModelColumn
{
	MODEL_TASK = ROW_OWN,
	MODEL_LIBRARY,
	MODEL_LICENSE,
	MODEL_GATED,
	MODEL_LANGUAGES,
	MODEL_TAGS,
	MODEL_DOWNLOADS,
	MODEL_DOWNLOADS_ALL_TIME,
	MODEL_LIKES,
	MODEL_PARAMETERS,
	MODEL_TRENDING_SCORE,
	MODEL_CREATED_AT,
	MODEL_MODIFIED_AT,
	MODEL_SHA,
	MODEL_DISABLED,
	MODEL_COLUMNS
};

static const BatchColumn model_columns[MODEL_COLUMNS] = {
	[ROW_ITEM] = {"item", INT4OID},
	[ROW_ID] = {"model_id", INT8OID},
	[ROW_HUB_ID] = {"hub_id", TEXTOID},
	[ROW_NAME] = {"name", TEXTOID},
	[ROW_AUTHOR] = {"author", TEXTOID},
	[ROW_AUTHOR_ID] = {"author_id", INT8OID},
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
	[MODEL_SHA] = {"sha", TEXTOID},
	[MODEL_DISABLED] = {"disabled", BOOLOID},
};

/*
 * The listing always has downloads, likes and disabled, and a creation date
 * does not go away: where one is missing it could not be read, and what is
 * known stays. The rest is as the Hub says, absence included. Who else has or
 * had the name is looked up only where it is not the model's own, which spares
 * a quarter of the work on a page without changes. Another spelling of a
 * model's own name is an alias that stays.
 *
 * What events are of is compared apart: they are looked for where that differs.
 *
 * A statement is made of parts: those in the middle are of columns that
 * llmeco.models does not have before ALTER EXTENSION UPDATE to 1.2.0.
 */
#define LOOKUP(parameters, page_values, row_values, page_notable, row_notable, read)               \
	"SELECT p.item, m.model_id, m.name,"                                                           \
	" n.model_id, n.hub_id, n.name, l.model_id,"                                                   \
	" a.author_id,"                                                                                \
	" a.name <> p.author AND a.hub_id IS NULL,"                                                    \
	" m.fetched_at IS NULL OR"                                                                     \
	" (COALESCE(p.downloads, m.downloads), p.downloads_all_time,"                                  \
	"  COALESCE(p.likes, m.likes), " parameters ", p.trending_score,"                              \
	"  COALESCE(p.created_at, m.created_at), p.modified_at,"                                       \
	"  p.library, p.languages" page_values ")"                                                     \
	" IS DISTINCT FROM"                                                                            \
	" (m.downloads, m.downloads_all_time, m.likes, m.parameters,"                                  \
	"  m.trending_score, m.created_at, m.modified_at,"                                             \
	"  m.library, m.languages" row_values "),"                                                     \
	" m.removed_at IS NOT NULL OR"                                                                 \
	" (p.task, p.license, p.gated, a.author_id" page_notable ")"                                   \
	" IS DISTINCT FROM (m.task, m.license, m.gated, m.author_id" row_notable "),"                  \
	" m.fetched_at IS NOT NULL" read ", p.tags IS DISTINCT FROM m.tags FROM llmeco_page p"         \
	" LEFT JOIN llmeco.models m ON m.hub_id = p.hub_id"                                            \
	" LEFT JOIN llmeco.models n ON KEY(n.name) ="                                                  \
	" CASE WHEN m.name IS DISTINCT FROM p.name THEN KEY(p.name) END"                               \
	" LEFT JOIN llmeco.model_aliases l ON KEY(l.name) ="                                           \
	" CASE WHEN m.name IS DISTINCT FROM p.name THEN KEY(p.name) END"                               \
	" AND (l.name = p.name OR l.model_id IS DISTINCT FROM m.model_id)"                             \
	" LEFT JOIN llmeco.authors a ON KEY(a.name) = KEY(p.author)"

#define UPDATE(parameters, assignments)                                                            \
	"UPDATE llmeco.models m SET"                                                                   \
	" hub_id = p.hub_id, name = p.name, author_id = COALESCE(p.author_id, a.author_id),"           \
	" downloads = COALESCE(p.downloads, m.downloads),"                                             \
	" downloads_all_time = p.downloads_all_time,"                                                  \
	" likes = COALESCE(p.likes, m.likes), parameters = " parameters ","                            \
	" trending_score = p.trending_score,"                                                          \
	" created_at = COALESCE(p.created_at, m.created_at),"                                          \
	" modified_at = p.modified_at, task = p.task, library = p.library,"                            \
	" license = p.license, gated = p.gated, languages = p.languages,"                              \
	" tags = p.tags, fetched_at = $1, removed_at = NULL" assignments                               \
	" FROM llmeco_changed p" STORE_AUTHOR " WHERE m.model_id = p.model_id"

/*
 * What store_details.c has stored stays as long as it may be true: the name of a
 * licence with that licence, the parameters in GGUF files where the listing, which has
 * those of safetensors only, has none.
 */
#define PARAMETERS                                                                                 \
	"COALESCE(p.parameters,"                                                                       \
	" CASE WHEN m.gguf_modified_at IS NOT NULL AND 'gguf' = ANY (p.tags) THEN m.parameters END)"
#define DETAILS                                                                                    \
	", license_name = CASE WHEN p.license = m.license THEN m.license_name END"                     \
	", license_link = CASE WHEN p.license = m.license THEN m.license_link END"                     \
	", card_modified_at = CASE WHEN p.license = m.license THEN m.card_modified_at END"             \
	", gguf_modified_at = CASE WHEN p.parameters IS NULL THEN m.gguf_modified_at END"

/*
 * What was not given is no change; nor is it one of the Hub's what llmeco reads since 1.2.0
 * only, which a commit in the record and none in the row tells. The licence has the name
 * that the card gives it: store_details.c writes what changes of that.
 */
#define READ " AND (m.sha IS NOT NULL OR p.sha IS NULL)"
static const char note_changes[] = MODEL_EVENTS_INSERT
	"SELECT $1, $2, m.model_id, pg_catalog.split_part(p.name, '#', 1), c.kind, c.before, c.after"
	" FROM llmeco_notable p"
	" JOIN llmeco.models m ON m.model_id = p.model_id"
	" LEFT JOIN llmeco.authors b ON b.author_id = m.author_id"
	" CROSS JOIN LATERAL ("
	"SELECT 'returned' AS kind, pg_catalog.jsonb_build_object('removed_at', m.removed_at) AS before,"
	"  NULL::jsonb AS after WHERE m.removed_at IS NOT NULL AND NOT " MODEL_EVENTS_DISPLACED
	" UNION ALL SELECT CASE WHEN p.disabled THEN 'disabled' ELSE 'enabled' END,"
	"  pg_catalog.jsonb_build_object('disabled', m.disabled),"
	"  pg_catalog.jsonb_build_object('disabled', p.disabled) WHERE p.disabled <> m.disabled"
	" UNION ALL SELECT 'license_changed', pg_catalog.jsonb_strip_nulls("
	"   pg_catalog.jsonb_build_object('license', m.license,"
	"    'license_name', m.license_name, 'license_link', m.license_link)),"
	"  pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('license', p.license))"
	"  WHERE m.license IS DISTINCT FROM p.license"
	" UNION ALL SELECT 'gated_changed', pg_catalog.jsonb_build_object('gated', m.gated),"
	"  pg_catalog.jsonb_build_object('gated', p.gated) WHERE m.gated <> p.gated"
	" UNION ALL SELECT 'task_changed', pg_catalog.jsonb_build_object('task', m.task),"
	"  pg_catalog.jsonb_build_object('task', p.task) WHERE m.task IS DISTINCT FROM p.task"
	" UNION ALL SELECT 'author_changed', pg_catalog.jsonb_build_object('author', b.name),"
	"  pg_catalog.jsonb_build_object('author', p.author)"
	"  WHERE KEY(b.name) IS DISTINCT FROM KEY(p.author)) c";

static const char note_private[] = MODEL_EVENTS_INSERT
	"SELECT $2, $3, m.model_id, pg_catalog.split_part(m.name, '#', 1), 'removed', NULL,"
	" pg_catalog.jsonb_build_object('reason', 'private') FROM llmeco.models m"
	" WHERE m.hub_id = ANY ($1) AND m.removed_at = $2 AND m.fetched_at IS NOT NULL";

#define INSERT(columns, values)                                                                    \
	"INSERT INTO llmeco.models (model_id, hub_id, name, author_id, downloads,"                     \
	" downloads_all_time, likes, parameters, trending_score, created_at,"                          \
	" modified_at, task, library, license, gated, languages, tags, fetched_at" columns ")"         \
	" SELECT p.model_id, p.hub_id, p.name, COALESCE(p.author_id, a.author_id), p.downloads,"       \
	" p.downloads_all_time, p.likes, p.parameters, p.trending_score, p.created_at,"                \
	" p.modified_at, p.task, p.library, p.license, p.gated, p.languages, p.tags, $1" values        \
	" FROM llmeco_new p" STORE_AUTHOR

/* Downloads, likes and the creation date stay anyway. */
static const StoreField model_fields[] = {{"baseModels", NULL},
										  {"tags", NULL},
										  {"downloadsAllTime", "downloads_all_time"},
										  {"gated", "gated"},
										  {"lastModified", "modified_at"},
										  {"library_name", "library"},
										  {"pipeline_tag", "task"},
										  {"safetensors", "parameters"},
										  {"sha", "sha"},
										  {"tags", "languages"},
										  {"tags", "license"},
										  {"tags", "tags"},
										  {"trendingScore", "trending_score"}};

#define MODELS                                                                                     \
	.noun = "model", .alias = "m", .sequence = "models_model_id_seq", .has_stubs = true,           \
	.has_tags = true, .columns = model_columns, .ncolumns = MODEL_COLUMNS,                         \
	.park = "UPDATE llmeco.models SET name = name || '#' || hub_id WHERE model_id = ANY ($1)",     \
	.displace = "UPDATE llmeco.models SET name = name || '#' || hub_id,"                           \
				" removed_at = COALESCE(removed_at, $2) CHANGED(, changed_at = $2)"                \
				" WHERE model_id = ANY ($1)",                                                      \
	.fields = model_fields, .nfields = lengthof(model_fields)

static const StoreTable models =
	{MODELS,
	 .lookup = LOOKUP(PARAMETERS, ", p.sha", ", m.sha", ", COALESCE(p.disabled, m.disabled)",
					  ", m.disabled", READ),
	 .note = note_changes,
	 .update =
		 UPDATE(PARAMETERS, DETAILS ", sha = p.sha, disabled = COALESCE(p.disabled, m.disabled),"
									" changed_at = $1"),
	 .insert = INSERT(", sha, disabled, changed_at", ", p.sha, COALESCE(p.disabled, false), $1")};
static const StoreTable models_before = {MODELS,
										 .lookup = LOOKUP("p.parameters", "", "", "", "", ""),
										 .update = UPDATE("p.parameters", ""),
										 .insert = INSERT("", "")};

/*
 * ModelStoreInit makes *store ready for a run; its memory is in context.
 */
void
ModelStoreInit(ModelStore *store, MemoryContext context, Ledger *ledger)
{
	memset(store, 0, sizeof(*store));
	KeySetInit(&store->seen, context);
	store->context = context;
	store->ledger = ledger;
	store->table = MemoryContextAlloc(context, sizeof(StoreTable));
	*store->table =
		get_attnum(SqlTable("models"), "disabled") != InvalidAttrNumber ? models : models_before;
}

/*
 * ModelStoreKeep notes that the Hub does not give a field of models.
 */
void
ModelStoreKeep(ModelStore *store, const char *field)
{
	StoreRowsKeep(store->table, field);
}

/*
 * add_model adds a model to the page.
 */
static void
add_model(StorePage *page, const HubModel *model)
{
	RowValues *row = StoreRowsAdd(page, model, model->hub_id, model->name, model->author);

	StoreSetText(row, MODEL_TASK, model->task);
	StoreSetText(row, MODEL_LIBRARY, model->library);
	StoreSetText(row, MODEL_LICENSE, model->license);
	StoreSetText(row, MODEL_GATED, model->gated);
	row->values[MODEL_LANGUAGES] =
		ServerTextArray(model->languages, model->nlanguages, &row->replaced);
	row->values[MODEL_TAGS] = ServerTextArray(model->tags, model->ntags, &row->replaced);
	StoreSetCount(row, MODEL_DOWNLOADS, model->downloads);
	StoreSetCount(row, MODEL_DOWNLOADS_ALL_TIME, model->downloads_all_time);
	StoreSetCount(row, MODEL_LIKES, model->likes);
	StoreSetCount(row, MODEL_PARAMETERS, model->parameters);
	StoreSetNumber(row, MODEL_TRENDING_SCORE, model->trending_score);
	StoreSetTime(row, MODEL_CREATED_AT, model->created_at);
	StoreSetTime(row, MODEL_MODIFIED_AT, model->modified_at);
	StoreSetText(row, MODEL_SHA, model->sha);
	StoreSetFlag(row, MODEL_DISABLED, model->disabled);
}

/*
 * write_page writes what differs of a page that was looked up: rows, names and
 * lineage.
 */
static void
write_page(ModelStore *store, StorePage *page)
{
	LedgerCounts *counts = &page->ledger->counts;
	int64 nnew;
	int64 nchanged;

	StoreRowsDecide(page);
	StoreRowsNote(page);
	ModelNamesMergeStubs(page);
	counts->models_changed += StoreRowsPark(page);
	StoreRowsWrite(page, &nnew, &nchanged);
	counts->models_new += nnew;
	counts->models_changed += nchanged;
	ModelNamesNote(page);
	ModelNamesKeepOld(page);
	ModelEdgesStore(page, &store->unresolved);
	ModelUsesStore(page);
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
	StorePage page = {.table = store->table,
					  .ledger = store->ledger,
					  .seen = &store->seen,
					  .url = url};
	int level;

	store->ledger->counts.models_seen += hub->nmodels;
	if (hub->nmodels == 0 && hub->privates.n == 0)
		return 0;
	level = SqlConnect();
	store->ledger->counts.models_changed +=
		StoreRowsRemovePrivate("models", &hub->privates, store->ledger, note_private);
	UnresolvedParentsBegin(&store->unresolved, store->context);
	StoreRowsBegin(&page, &hub->head, hub->nmodels);
	for (int i = 0; i < hub->nmodels; i++)
		add_model(&page, &hub->models[i]);
	StoreRowsFind(&page);
	if (page.nrows > 0)
		write_page(store, &page);
	if (page.nrepeats > 0)
	{
		/* names may have moved */
		StoreRowsLookUp(page.table, page.repeats, page.nrepeats);
		ModelNamesRepeat(&page, repeats_expected);
	}
	SqlFinish(level);
	return StoreRowsEnd(&page, model_ids);
}

/*
 * StoreOtherName notes that the Hub led from name to the model with hub_id: a
 * stub of that name was this model all along.
 */
void
StoreOtherName(ModelStore *store, const char *name, const char *hub_id)
{
	StorePage page = {.ledger = store->ledger, .now = GetCurrentTimestamp()};
	int level = SqlConnect();

	if (SqlRun("SELECT m.model_id FROM llmeco.models m WHERE m.hub_id = $1", sql_text(hub_id)) > 0)
		ModelNamesTakeOver(&page, name, SqlResultInt64(0, 1));
	SqlFinish(level);
}
