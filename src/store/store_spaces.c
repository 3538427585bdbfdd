/*
 * store_spaces.c: a page of Spaces into llmeco.spaces.
 *
 * As store_models.c does for models: look up what the tables have, decide here, then
 * write only what differs. Identity is the Hub's _id. A name belongs to one
 * Space at a time: when it is listed for another one, who had it must have
 * moved and is kept as NAME#HUB_ID until it is listed again; within one run
 * the first listing wins. The models that a Space uses are
 * space_models.c's concern.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "store/store_spaces_page.h"
#include "store/store_values.h"

static const BatchColumn space_columns[SPACE_COLUMNS] = {
	[SPACE_ITEM] = {"item", INT4OID},
	[SPACE_ID] = {"space_id", INT8OID},
	[SPACE_HUB_ID] = {"hub_id", TEXTOID},
	[SPACE_NAME] = {"name", TEXTOID},
	[SPACE_AUTHOR] = {"author", TEXTOID},
	[SPACE_TITLE] = {"title", TEXTOID},
	[SPACE_EMOJI] = {"emoji", TEXTOID},
	[SPACE_DESCRIPTION] = {"description", TEXTOID},
	[SPACE_SDK] = {"sdk", TEXTOID},
	[SPACE_LIKES] = {"likes", INT8OID},
	[SPACE_TRENDING_SCORE] = {"trending_score", FLOAT8OID},
	[SPACE_CREATED_AT] = {"created_at", TIMESTAMPTZOID},
	[SPACE_MODIFIED_AT] = {"modified_at", TIMESTAMPTZOID},
};

/*
 * The listing always has likes, and a creation date does not go away: where
 * one is missing it could not be read, and what is known stays. The rest is
 * as the Hub says, absence included.
 */
static const char lookup_spaces[] = "SELECT p.item, s.space_id, s.name, n.space_id, n.hub_id,"
									" p.author IS NOT NULL AND a.author_id IS NULL,"
									" s.fetched_at IS NULL OR s.removed_at IS NOT NULL OR"
									" (COALESCE(p.likes, s.likes), p.trending_score,"
									"  COALESCE(p.created_at, s.created_at), p.modified_at,"
									"  p.title, p.emoji, p.description, p.sdk, a.author_id)"
									" IS DISTINCT FROM"
									" (s.likes, s.trending_score, s.created_at, s.modified_at,"
									"  s.title, s.emoji, s.description, s.sdk, s.author_id)"
									" FROM llmeco_page p"
									" LEFT JOIN llmeco.spaces s ON s.hub_id = p.hub_id"
									" LEFT JOIN llmeco.spaces n ON n.name = p.name"
									" LEFT JOIN llmeco.authors a ON a.name = p.author";

static const char update_spaces[] =
	"UPDATE llmeco.spaces s SET"
	" name = p.name, author_id = a.author_id,"
	" likes = COALESCE(p.likes, s.likes), trending_score = p.trending_score,"
	" created_at = COALESCE(p.created_at, s.created_at),"
	" modified_at = p.modified_at, title = p.title, emoji = p.emoji,"
	" description = p.description, sdk = p.sdk, fetched_at = $1, removed_at = NULL"
	" FROM llmeco_changed p LEFT JOIN llmeco.authors a ON a.name = p.author"
	" WHERE s.space_id = p.space_id";

static const char insert_spaces[] =
	"INSERT INTO llmeco.spaces (space_id, hub_id, name, author_id, likes,"
	" trending_score, created_at, modified_at, title, emoji, description, sdk,"
	" fetched_at)"
	" SELECT p.space_id, p.hub_id, p.name, a.author_id, p.likes,"
	" p.trending_score, p.created_at, p.modified_at, p.title, p.emoji,"
	" p.description, p.sdk, $1"
	" FROM llmeco_new p LEFT JOIN llmeco.authors a ON a.name = p.author";

/*
 * SpaceStoreInit makes *store ready for a run; its memory is in context.
 */
void
SpaceStoreInit(SpaceStore *store, MemoryContext context, Ledger *ledger)
{
	memset(store, 0, sizeof(*store));
	IdSetInit(&store->seen, context, 0);
	store->ledger = ledger;
}

/*
 * prepare_item turns a record into column values of this database.
 */
static void
prepare_item(SpacePage *page, SpaceItem *item, const HubSpace *space)
{
	RowValues row = {.values = item->values, .nulls = item->nulls};

	memset(item, 0, sizeof(*item));
	item->space = space;
	item->nulls[SPACE_ID] = true;
	SetText(&row, SPACE_HUB_ID, space->hub_id);
	item->listed_name = item->name = SetText(&row, SPACE_NAME, space->name);
	item->author = SetText(&row, SPACE_AUTHOR, space->author);
	SetText(&row, SPACE_TITLE, space->title);
	SetText(&row, SPACE_EMOJI, space->emoji);
	SetText(&row, SPACE_DESCRIPTION, space->description);
	SetText(&row, SPACE_SDK, space->sdk);
	SetCount(&row, SPACE_LIKES, space->likes);
	SetNumber(&row, SPACE_TRENDING_SCORE, space->trending_score);
	SetTime(&row, SPACE_CREATED_AT, space->created_at);
	SetTime(&row, SPACE_MODIFIED_AT, space->modified_at);
	if (row.replaced)
		LedgerNote(
			page->store->ledger, page->url, space->name, "text",
			"characters that the database's encoding %s does not have were replaced by \"?\"",
			GetDatabaseEncodingName());
}

/*
 * take_items prepares the records of the page that are new to this run.
 */
static void
take_items(SpacePage *page, const HubSpacePage *hub)
{
	IdSet unread;

	IdSetInit(&unread, CurrentMemoryContext, 0);
	for (int i = 0; i < hub->head.nproblems; i++)
	{
		const RecordProblem *problem = &hub->head.problems[i];

		/* What could not be read may have been the models. */
		if (problem->name != NULL &&
			(strcmp(problem->kind, "type") == 0 || strcmp(problem->kind, "syntax") == 0))
			IdSetAdd(&unread, problem->name);
	}
	page->items = palloc(hub->nspaces * sizeof(SpaceItem));
	for (int i = 0; i < hub->nspaces; i++)
	{
		const HubSpace *space = &hub->spaces[i];
		SpaceItem *item;

		if (!IdSetAdd(&page->store->seen, space->hub_id))
		{
			if (!page->store->repeats_expected)
				LedgerNote(page->store->ledger, page->url, space->name, "duplicate",
						   "Space %s was listed before; that listing is kept", space->hub_id);
			continue;
		}
		item = &page->items[page->nitems++];
		prepare_item(page, item, space);
		item->keep_links = IdSetHas(&unread, space->name);
	}
}

/*
 * look_up_items reads what the tables have of the items.
 */
static void
look_up_items(SpacePage *page)
{
	Batch *batch = BatchCreate("llmeco_page", space_columns, SPACE_COLUMNS);
	uint64 nrows;

	for (int i = 0; i < page->nitems; i++)
	{
		page->items[i].values[SPACE_ITEM] = Int32GetDatum(i);
		BatchAdd(batch, page->items[i].values, page->items[i].nulls);
	}
	nrows = BatchRun(batch, lookup_spaces, 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		SpaceItem *item = &page->items[DatumGetInt32(ResultValue(row, 1, &isnull))];

		item->space_id = ResultInt64(row, 2);
		item->known = item->space_id != 0;
		item->current_name = ResultText(row, 3);
		item->holder_id = ResultInt64(row, 4);
		item->holder_hub_id = ResultText(row, 5);
		item->author_missing = DatumGetBool(ResultValue(row, 6, &isnull));
		item->differs = DatumGetBool(ResultValue(row, 7, &isnull));
	}
	SPI_freetuptable(SPI_tuptable);
	tuplestore_end(batch->rows);
}

/*
 * decide settles for every item which name it gets and whether its row is
 * kept, updated or inserted.
 */
static void
decide(SpacePage *page)
{
	IdSet names;
	IdSet hub_ids;

	IdSetInit(&names, CurrentMemoryContext, page->nitems);
	IdSetInit(&hub_ids, CurrentMemoryContext, page->nitems);
	for (int i = 0; i < page->nitems; i++)
		IdSetAdd(&hub_ids, page->items[i].space->hub_id);
	for (int i = 0; i < page->nitems; i++)
	{
		SpaceItem *item = &page->items[i];
		const char *holder = item->holder_hub_id;
		bool taken = !IdSetAdd(&names, item->listed_name);

		/* A holder on this page moves or loses the name; one of an earlier
		 * page was listed under it. */
		if (!taken && item->holder_id != item->space_id && holder != NULL &&
			!IdSetHas(&hub_ids, holder) && IdSetHas(&page->store->seen, holder))
			taken = true;
		if (taken)
		{
			item->name = psprintf("%s#%s", item->listed_name, item->space->hub_id);
			item->values[SPACE_NAME] = CStringGetTextDatum(item->name);
			LedgerNote(
				page->store->ledger, page->url, item->listed_name, "duplicate",
				"two Spaces, %s and an earlier one, have this name; this one is kept as \"%s\"",
				item->space->hub_id, item->name);
		}
		if (!item->known)
			item->action = STORE_INSERT;
		else if (item->differs || strcmp(item->current_name, item->name) != 0)
			item->action = STORE_UPDATE;
		else
			item->action = STORE_KEEP;
	}
}

/*
 * free_names parks the Spaces that move or were displaced, so that names can
 * be swapped in any order.
 */
static void
free_names(SpacePage *page)
{
	Datum *parked = palloc(2 * page->nitems * sizeof(Datum));
	int nparked = 0;
	IdSet moving;

	IdSetInit(&moving, CurrentMemoryContext, 0);
	for (int i = 0; i < page->nitems; i++)
	{
		SpaceItem *item = &page->items[i];

		if (!item->known || strcmp(item->current_name, item->name) == 0)
			continue;
		parked[nparked++] = Int64GetDatum(item->space_id);
		IdSetAdd(&moving, item->space->hub_id);
	}
	for (int i = 0; i < page->nitems; i++)
	{
		SpaceItem *item = &page->items[i];

		if (item->holder_id == 0 || item->holder_id == item->space_id ||
			item->name != item->listed_name ||
			(item->holder_hub_id != NULL && IdSetHas(&moving, item->holder_hub_id)))
			continue;
		parked[nparked++] = Int64GetDatum(item->holder_id);
		page->store->ledger->counts.spaces_changed++;
		LedgerNote(
			page->store->ledger, page->url, item->name, "name",
			"the name went from Space %s to %s; the former is kept under another name until it is listed again",
			item->holder_hub_id == NULL ? "without _id" : item->holder_hub_id, item->space->hub_id);
	}
	if (nparked > 0)
		(void) RunSql("UPDATE llmeco.spaces"
					  " SET name = name || '#' || COALESCE(hub_id, space_id::text)"
					  " WHERE space_id = ANY ($1)",
					  1, (Oid[]) {INT8ARRAYOID},
					  (Datum[]) {
						  PointerGetDatum(construct_array(parked, nparked, INT8OID, sizeof(int64),
														  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE))},
					  NULL);
}

/*
 * give_ids takes space_ids from the sequence for the Spaces to be inserted.
 */
static void
give_ids(SpacePage *page)
{
	int nnew = 0;
	int next = 0;

	for (int i = 0; i < page->nitems; i++)
		if (page->items[i].action == STORE_INSERT)
			nnew++;
	if (nnew == 0)
		return;
	(void) RunSql("SELECT pg_catalog.nextval('llmeco.spaces_space_id_seq')"
				  " FROM pg_catalog.generate_series(1, $1)",
				  1, (Oid[]) {INT4OID}, (Datum[]) {Int32GetDatum(nnew)}, NULL);
	for (int i = 0; i < page->nitems; i++)
		if (page->items[i].action == STORE_INSERT)
			page->items[i].space_id = ResultInt64(next++, 1);
	SPI_freetuptable(SPI_tuptable);
}

/*
 * write_items runs a statement on the items that have this action.
 */
static uint64
write_items(SpacePage *page, StoreAction action, const char *name, const char *sql)
{
	Batch *batch = BatchCreate(name, space_columns, SPACE_COLUMNS);
	uint64 n = 0;

	for (int i = 0; i < page->nitems; i++)
	{
		SpaceItem *item = &page->items[i];

		if (item->action != action)
			continue;
		item->values[SPACE_ID] = Int64GetDatum(item->space_id);
		item->nulls[SPACE_ID] = false;
		BatchAdd(batch, item->values, item->nulls);
	}
	if (batch->n > 0)
		n = BatchRun(batch, sql, 1, (Oid[]) {TIMESTAMPTZOID},
					 (Datum[]) {TimestampTzGetDatum(page->now)});
	tuplestore_end(batch->rows);
	return n;
}

/*
 * write_spaces inserts authors and Spaces that are new and updates those that
 * differ.
 */
static void
write_spaces(SpacePage *page)
{
	const char **authors = palloc(page->nitems * sizeof(const char *));
	int nauthors = 0;

	for (int i = 0; i < page->nitems; i++)
		if (page->items[i].author_missing)
			authors[nauthors++] = page->items[i].author;
	EnsureAuthors(authors, nauthors);
	free_names(page);
	give_ids(page);
	(void) write_items(page, STORE_UPDATE, "llmeco_changed", update_spaces);
	page->store->ledger->counts.spaces_new +=
		write_items(page, STORE_INSERT, "llmeco_new", insert_spaces);
}

/*
 * StoreSpaces stores a page of Spaces with the models that they use.
 * space_ids has room for the records of the page and gets the space_id of
 * those that were new to this run. Returns the number of those. Works in the
 * current memory context, which the caller resets.
 */
int
StoreSpaces(SpaceStore *store, const HubSpacePage *hub, const char *url, int64 *space_ids)
{
	SpacePage page = {.store = store, .url = url, .now = GetCurrentTimestamp()};
	LedgerCounts *counts = &store->ledger->counts;
	int level;

	counts->spaces_seen += hub->nspaces;
	take_items(&page, hub);
	if (page.nitems == 0)
		return 0;
	CHECK_FOR_INTERRUPTS();
	level = SqlConnect();
	look_up_items(&page);
	decide(&page);
	write_spaces(&page);
	StoreSpaceModels(&page);
	SqlFinish(level);
	for (int i = 0; i < page.nitems; i++)
	{
		space_ids[i] = page.items[i].space_id;
		if (page.items[i].action == STORE_UPDATE ||
			(page.items[i].action == STORE_KEEP && page.items[i].links_changed))
			counts->spaces_changed++;
	}
	return page.nitems;
}
