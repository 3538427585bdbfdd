/*
 * store_spaces.c: a page of Spaces into llmeco.spaces: which columns there are
 * and what goes into them. How a page is stored is store_rows.c's concern, the
 * models that a Space uses space_models.c's.
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "store/space_models.h"
#include "store/store_rows.h"
#include "store/store_spaces.h"

/* The columns of a batch of Spaces, behind those of any page. */
enum SpaceColumn
{
	SPACE_TITLE = ROW_OWN,
	SPACE_EMOJI,
	SPACE_DESCRIPTION,
	SPACE_SDK,
	SPACE_LIKES,
	SPACE_TRENDING_SCORE,
	SPACE_CREATED_AT,
	SPACE_MODIFIED_AT,
	SPACE_COLUMNS
};

static const BatchColumn space_columns[SPACE_COLUMNS] = {
	[ROW_ITEM] = {"item", INT4OID},
	[ROW_ID] = {"space_id", INT8OID},
	[ROW_HUB_ID] = {"hub_id", TEXTOID},
	[ROW_NAME] = {"name", TEXTOID},
	[ROW_AUTHOR] = {"author", TEXTOID},
	[ROW_AUTHOR_ID] = {"author_id", INT8OID},
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
static const char lookup_spaces[] =
	"SELECT p.item, s.space_id, s.name, n.space_id, n.hub_id, NULL::text, NULL::bigint,"
	" a.author_id,"
	" a.name <> p.author AND a.hub_id IS NULL,"
	" s.fetched_at IS NULL OR s.removed_at IS NOT NULL OR"
	" (COALESCE(p.likes, s.likes), p.trending_score,"
	"  COALESCE(p.created_at, s.created_at), p.modified_at,"
	"  p.title, p.emoji, p.description, p.sdk, a.author_id)"
	" IS DISTINCT FROM"
	" (s.likes, s.trending_score, s.created_at, s.modified_at,"
	"  s.title, s.emoji, s.description, s.sdk, s.author_id),"
	" false, false"
	" FROM llmeco_page p"
	" LEFT JOIN llmeco.spaces s ON s.hub_id = p.hub_id"
	" LEFT JOIN llmeco.spaces n ON n.name = p.name"
	" LEFT JOIN llmeco.authors a ON KEY(a.name) = KEY(p.author)";

static const char update_spaces[] =
	"UPDATE llmeco.spaces s SET"
	" name = p.name, author_id = COALESCE(p.author_id, a.author_id),"
	" likes = COALESCE(p.likes, s.likes), trending_score = p.trending_score,"
	" created_at = COALESCE(p.created_at, s.created_at),"
	" modified_at = p.modified_at, title = p.title, emoji = p.emoji,"
	" description = p.description, sdk = p.sdk, fetched_at = $1, removed_at = NULL"
	" CHANGED(, changed_at = $1)"
	" FROM llmeco_changed p" STORE_AUTHOR " WHERE s.space_id = p.space_id";

static const char insert_spaces[] =
	"INSERT INTO llmeco.spaces (space_id, hub_id, name, author_id, likes,"
	" trending_score, created_at, modified_at, title, emoji, description, sdk,"
	" fetched_at CHANGED(, changed_at))"
	" SELECT p.space_id, p.hub_id, p.name, COALESCE(p.author_id, a.author_id), p.likes,"
	" p.trending_score, p.created_at, p.modified_at, p.title, p.emoji,"
	" p.description, p.sdk, $1 CHANGED(, $1)"
	" FROM llmeco_new p" STORE_AUTHOR;

/* Likes and the creation date stay anyway. */
static const StoreField space_fields[] = {{"models", NULL},
										  {"cardData", "description"},
										  {"cardData", "emoji"},
										  {"cardData", "title"},
										  {"lastModified", "modified_at"},
										  {"sdk", "sdk"},
										  {"trendingScore", "trending_score"}};

static const StoreTable spaces =
	{.noun = "Space",
	 .alias = "s",
	 .sequence = "spaces_space_id_seq",
	 .columns = space_columns,
	 .ncolumns = SPACE_COLUMNS,
	 .lookup = lookup_spaces,
	 .update = update_spaces,
	 .insert = insert_spaces,
	 .park = "UPDATE llmeco.spaces SET name = name || '#' || COALESCE(hub_id, space_id::text)"
			 " WHERE space_id = ANY ($1)",
	 .displace = "UPDATE llmeco.spaces SET name = name || '#' || COALESCE(hub_id, space_id::text),"
				 " removed_at = COALESCE(removed_at, $2) CHANGED(, changed_at = $2)"
				 " WHERE space_id = ANY ($1)",
	 .fields = space_fields,
	 .nfields = lengthof(space_fields)};

/*
 * SpaceStoreInit makes *store ready for a run; its memory is in context.
 */
void
SpaceStoreInit(SpaceStore *store, MemoryContext context, Ledger *ledger)
{
	memset(store, 0, sizeof(*store));
	KeySetInit(&store->seen, context);
	store->ledger = ledger;
	store->table = MemoryContextAlloc(context, sizeof(StoreTable));
	*store->table = spaces;
}

/*
 * SpaceStoreKeep notes that the Hub does not give a field of Spaces.
 */
void
SpaceStoreKeep(SpaceStore *store, const char *field)
{
	StoreRowsKeep(store->table, field);
}

/*
 * add_space adds a Space to the page.
 */
static void
add_space(StorePage *page, const HubSpace *space)
{
	RowValues *row = StoreRowsAdd(page, space, space->hub_id, space->name, space->author);

	StoreSetText(row, SPACE_TITLE, space->title);
	StoreSetText(row, SPACE_EMOJI, space->emoji);
	StoreSetText(row, SPACE_DESCRIPTION, space->description);
	StoreSetText(row, SPACE_SDK, space->sdk);
	StoreSetCount(row, SPACE_LIKES, space->likes);
	StoreSetNumber(row, SPACE_TRENDING_SCORE, space->trending_score);
	StoreSetTime(row, SPACE_CREATED_AT, space->created_at);
	StoreSetTime(row, SPACE_MODIFIED_AT, space->modified_at);
}

/*
 * write_page writes what differs of a page that was looked up: rows, and the
 * models that they use.
 */
static void
write_page(StorePage *page, bool all_models)
{
	LedgerCounts *counts = &page->ledger->counts;
	int64 nnew;
	int64 nchanged;

	StoreRowsDecide(page);
	counts->spaces_changed += StoreRowsPark(page);
	StoreRowsWrite(page, &nnew, &nchanged);
	counts->spaces_new += nnew;
	counts->spaces_changed += nchanged;
	SpaceModelsStore(page, all_models);
	for (int i = 0; i < page->nrows; i++)
		if (page->rows[i].action == STORE_KEEP && page->rows[i].links_changed)
			counts->spaces_changed++;
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
	StorePage page = {.table = store->table,
					  .ledger = store->ledger,
					  .seen = &store->seen,
					  .url = url};
	int level;

	store->ledger->counts.spaces_seen += hub->nspaces;
	if (hub->nspaces == 0 && hub->privates.n == 0)
		return 0;
	level = SqlConnect();
	store->ledger->counts.spaces_changed +=
		StoreRowsRemovePrivate("spaces", &hub->privates, store->ledger, NULL);
	StoreRowsBegin(&page, &hub->head, hub->nspaces);
	for (int i = 0; i < hub->nspaces; i++)
		add_space(&page, &hub->spaces[i]);
	StoreRowsFind(&page);
	if (page.nrows > 0)
		write_page(&page, store->all_models);
	for (int i = 0; i < page.nrepeats && !store->repeats_expected; i++)
		LedgerNote(page.ledger, url, page.repeats[i].listed_name, "duplicate",
				   "Space %s was listed before; that listing is kept", page.repeats[i].hub_id);
	SqlFinish(level);
	return StoreRowsEnd(&page, space_ids);
}
