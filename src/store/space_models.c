/*
 * space_models.c: the models that a page of Spaces uses, into
 * llmeco.space_models.
 *
 * Models are found by their current name, else by an alias. Others become
 * stubs where the run's scope takes in all models. So do names without owner
 * in any scope: these are old names of models that are now listed under
 * another, and few; refresh_spaces.c asks which. What the tables have is read
 * once and compared here, so that an unchanged use costs no write.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "utils/builtins.h"

#include "store/store_spaces_page.h"

/* A model named on this page. */
typedef struct NamedModel
{
	const char *name;
	const char *author; /* NULL: none */
	int64 model_id;     /* 0: not known */
	bool author_missing;
	int place;   /* in the list of named models */
	char status; /* simplehash's */
} NamedModel;

#define SH_PREFIX named
#define SH_ELEMENT_TYPE NamedModel
#define SH_KEY_TYPE const char *
#define SH_KEY name
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(table, a, b) (strcmp(a, b) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct LinkKey
{
	int64 space_id;
	int64 model_id;
} LinkKey;

/* A use that the page names. */
typedef struct Link
{
	LinkKey key;
	int item;
	bool stored; /* the tables have it */
	char status; /* simplehash's */
} Link;

#define SH_PREFIX links
#define SH_ELEMENT_TYPE Link
#define SH_KEY_TYPE LinkKey
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) &(key), sizeof(LinkKey))
#define SH_EQUAL(table, a, b) ((a).space_id == (b).space_id && (a).model_id == (b).model_id)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static const BatchColumn name_columns[] = {{"item", INT4OID},
										   {"model_id", INT8OID},
										   {"name", TEXTOID},
										   {"author", TEXTOID}};

static const BatchColumn link_columns[] = {{"space_id", INT8OID}, {"model_id", INT8OID}};

/*
 * gather_models lists the models that the page names, each once. The list's
 * entries point into the table, which does not grow any more.
 */
static NamedModel **
gather_models(SpacePage *page, named_hash *table)
{
	NamedModel **list;
	named_iterator iterator;
	NamedModel *model;
	int n = 0;

	for (int i = 0; i < page->nitems; i++)
	{
		const HubSpace *space = page->items[i].space;

		for (int j = 0; j < space->nmodels; j++)
		{
			bool found;

			model = named_insert(table, space->models[j], &found);
			if (found)
				continue;
			model->author = AuthorOf(model->name);
			model->model_id = 0;
			model->author_missing = false;
		}
	}
	list = palloc((table->members + 1) * sizeof(NamedModel *));
	named_start_iterate(table, &iterator);
	while ((model = named_iterate(table, &iterator)) != NULL)
	{
		model->place = n;
		list[n++] = model;
	}
	return list;
}

/*
 * add_name_row adds a named model to a batch. Names are ASCII, by the Hub's
 * grammar.
 */
static void
add_name_row(Batch *batch, const NamedModel *model)
{
	Datum values[lengthof(name_columns)];
	bool nulls[lengthof(name_columns)] = {false};

	values[0] = Int32GetDatum(model->place);
	values[1] = Int64GetDatum(model->model_id);
	values[2] = CStringGetTextDatum(model->name);
	nulls[3] = model->author == NULL;
	if (model->author != NULL)
		values[3] = CStringGetTextDatum(model->author);
	BatchAdd(batch, values, nulls);
}

/*
 * find_models looks n named models up.
 */
static void
find_models(NamedModel **list, int n)
{
	Batch *batch = BatchCreate("llmeco_names", name_columns, lengthof(name_columns));
	uint64 nrows;

	for (int i = 0; i < n; i++)
		add_name_row(batch, list[i]);
	nrows = BatchRun(batch,
					 "SELECT p.item, COALESCE(n.model_id, l.model_id),"
					 " p.author IS NOT NULL AND a.author_id IS NULL"
					 " FROM llmeco_names p"
					 " LEFT JOIN llmeco.models n ON n.name = p.name"
					 " LEFT JOIN llmeco.model_aliases l ON l.name = p.name"
					 " LEFT JOIN llmeco.authors a ON a.name = p.author",
					 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		NamedModel *model = list[DatumGetInt32(ResultValue(row, 1, &isnull))];

		model->model_id = ResultInt64(row, 2);
		model->author_missing = DatumGetBool(ResultValue(row, 3, &isnull));
	}
	SPI_freetuptable(SPI_tuptable);
	tuplestore_end(batch->rows);
}

/*
 * becomes_stub: is a row made for a model that is not known?
 */
static bool
becomes_stub(const SpaceStore *store, const NamedModel *model)
{
	return model->model_id == 0 && (store->all_models || model->author == NULL);
}

/*
 * add_stubs inserts those of n named models that are not known and shall be.
 */
static void
add_stubs(SpacePage *page, NamedModel **list, int n)
{
	Batch *batch = BatchCreate("llmeco_stubs", name_columns, lengthof(name_columns));
	const char **authors = palloc(n * sizeof(char *));
	int nauthors = 0;
	int nnew = 0;
	int64 *ids;

	for (int i = 0; i < n; i++)
		if (becomes_stub(page->store, list[i]))
			nnew++;
	ids = NewModelIds(nnew);
	for (int i = 0; i < n; i++)
	{
		if (!becomes_stub(page->store, list[i]))
			continue;
		list[i]->model_id = *ids++;
		if (list[i]->author_missing)
			authors[nauthors++] = list[i]->author;
		add_name_row(batch, list[i]);
	}
	EnsureAuthors(authors, nauthors);
	if (batch->n > 0)
		page->store->ledger->counts.models_new +=
			BatchRun(batch,
					 "INSERT INTO llmeco.models (model_id, name, author_id)"
					 " SELECT p.model_id, p.name, a.author_id"
					 " FROM llmeco_stubs p LEFT JOIN llmeco.authors a ON a.name = p.author",
					 0, NULL, NULL);
	tuplestore_end(batch->rows);
}

/*
 * gather_links lists the uses of the page, each once.
 */
static void
gather_links(SpacePage *page, named_hash *models, links_hash *links)
{
	for (int i = 0; i < page->nitems; i++)
	{
		const HubSpace *space = page->items[i].space;

		for (int j = 0; j < space->nmodels; j++)
		{
			NamedModel *model = named_lookup(models, space->models[j]);
			LinkKey key = {page->items[i].space_id, model->model_id};
			Link *link;
			bool found;

			if (model->model_id == 0)
				continue;
			link = links_insert(links, key, &found);
			link->item = i;
			link->stored = false;
		}
	}
}

/*
 * add_link_row adds a use to a batch.
 */
static void
add_link_row(Batch *batch, LinkKey key)
{
	BatchAdd(batch, (Datum[]) {Int64GetDatum(key.space_id), Int64GetDatum(key.model_id)},
			 (bool[]) {false, false});
}

/*
 * compare_links reads the uses that the tables have of the page's Spaces:
 * marks those that the page names, and puts the others into gone.
 */
static void
compare_links(SpacePage *page, links_hash *links, Batch *gone)
{
	static const BatchColumn columns[] = {{"item", INT4OID}, {"space_id", INT8OID}};
	Batch *spaces = BatchCreate("llmeco_spaces", columns, lengthof(columns));
	uint64 nrows = 0;

	for (int i = 0; i < page->nitems; i++)
		if (page->items[i].action != STORE_INSERT)
			BatchAdd(spaces, (Datum[]) {Int32GetDatum(i), Int64GetDatum(page->items[i].space_id)},
					 (bool[]) {false, false});
	if (spaces->n > 0)
		nrows = BatchRun(spaces,
						 "SELECT p.item, u.space_id, u.model_id FROM llmeco_spaces p"
						 " JOIN llmeco.space_models u ON u.space_id = p.space_id",
						 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		SpaceItem *item = &page->items[DatumGetInt32(ResultValue(row, 1, &isnull))];
		LinkKey key = {ResultInt64(row, 2), ResultInt64(row, 3)};
		Link *link = links_lookup(links, key);

		if (link != NULL)
			link->stored = true;
		else if (!item->keep_links)
		{
			add_link_row(gone, key);
			item->links_changed = true;
		}
	}
	tuplestore_end(spaces->rows);
}

/*
 * run_links runs a statement on a batch of uses, if there are any, and ends
 * the batch.
 */
static void
run_links(Batch *batch, const char *sql)
{
	if (batch->n > 0)
		(void) BatchRun(batch, sql, 0, NULL, NULL);
	tuplestore_end(batch->rows);
}

/*
 * StoreSpaceModels brings the uses of the page's Spaces, whose rows exist by
 * now, to what the page says.
 */
void
StoreSpaceModels(SpacePage *page)
{
	named_hash *models = named_create(CurrentMemoryContext, 256, NULL);
	links_hash *links = links_create(CurrentMemoryContext, 256, NULL);
	NamedModel **list = gather_models(page, models);
	Batch *added = BatchCreate("llmeco_links", link_columns, lengthof(link_columns));
	Batch *gone = BatchCreate("llmeco_links", link_columns, lengthof(link_columns));
	links_iterator iterator;
	Link *link;

	if (models->members > 0)
	{
		find_models(list, models->members);
		add_stubs(page, list, models->members);
		gather_links(page, models, links);
	}
	compare_links(page, links, gone);
	links_start_iterate(links, &iterator);
	while ((link = links_iterate(links, &iterator)) != NULL)
	{
		if (link->stored)
			continue;
		add_link_row(added, link->key);
		page->items[link->item].links_changed = true;
	}
	run_links(gone, "DELETE FROM llmeco.space_models u USING llmeco_links p"
					" WHERE u.space_id = p.space_id AND u.model_id = p.model_id");
	run_links(added, "INSERT INTO llmeco.space_models (space_id, model_id)"
					 " SELECT p.space_id, p.model_id FROM llmeco_links p"
					 " ON CONFLICT (space_id, model_id) DO NOTHING");
}
