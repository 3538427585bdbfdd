/*
 * named_models.c: names of models to ids: by the Hub's _id where that is given,
 * else by current name, else by alias. A name that none of these knows becomes
 * a stub, if that is wanted.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "store/model_names.h"
#include "store/named_models.h"

static const BatchColumn columns[] = {{"item", INT4OID},
									  {"model_id", INT8OID},
									  {"name", TEXTOID},
									  {"hub_id", TEXTOID},
									  {"author", TEXTOID}};

/*
 * NamedModelsInit makes an empty list in the current memory context.
 */
void
NamedModelsInit(NamedModels *named)
{
	named->n = 0;
	named->room = 256;
	named->models = palloc(named->room * sizeof(NamedModel));
	DictInit(&named->names);
}

/*
 * NamedModelsAdd returns the place of a name, which is added where it has none.
 * The first hub_id that comes with it counts.
 */
int
NamedModelsAdd(NamedModels *named, const char *name, const char *hub_id, bool wanted)
{
	int place = DictNumber(&named->names, (DictText) {name, strlen(name)});

	if (place == named->n)
	{
		if (named->n == named->room)
		{
			named->room *= 2;
			named->models = repalloc_huge(named->models, named->room * sizeof(NamedModel));
		}
		named->models[named->n++] = (NamedModel) {.name = name,
												  .hub_id = hub_id,
												  .wanted = wanted,
												  .author = StoreRowsAuthorOf(name)};
	}
	else if (named->models[place].hub_id == NULL)
		named->models[place].hub_id = hub_id;
	return place;
}

/*
 * add_model_row adds a named model to a batch.
 */
static void
add_model_row(Batch *batch, int place, const NamedModel *model)
{
	Datum values[lengthof(columns)] = {Int32GetDatum(place)};
	bool nulls[lengthof(columns)] = {false};
	RowValues row = {values, nulls};

	StoreSetCount(&row, 1, model->model_id);
	StoreSetText(&row, 2, model->name);
	StoreSetText(&row, 3, model->hub_id);
	StoreSetText(&row, 4, model->author);
	BatchAdd(batch, values, nulls);
}

/*
 * find_models looks the named models up. Stubs that are known by name only, and
 * whose _id the page gives, get it.
 */
static void
find_models(NamedModels *named, Ledger *ledger)
{
	Batch *batch = BatchCreate("llmeco_named", columns, lengthof(columns));
	Batch *identified = BatchCreate("llmeco_identified", columns, lengthof(columns));
	NameSet given;
	uint64 nrows;

	NameSetInit(&given, CurrentMemoryContext, 0);
	for (int i = 0; i < named->n; i++)
		add_model_row(batch, i, &named->models[i]);
	nrows = BatchApply(batch, "SELECT p.item, h.model_id, n.model_id, n.hub_id, l.model_id,"
							  " p.author IS NOT NULL AND a.author_id IS NULL"
							  " FROM llmeco_named p"
							  " LEFT JOIN llmeco.models h ON h.hub_id = p.hub_id"
							  " LEFT JOIN llmeco.models n ON"
							  " n.name = CASE WHEN h.model_id IS NULL THEN p.name END"
							  " LEFT JOIN llmeco.model_aliases l ON l.name = p.name"
							  " LEFT JOIN llmeco.authors a ON a.name = p.author");
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		int place = DatumGetInt32(SqlResultValue(row, 1, &isnull));
		NamedModel *model = &named->models[place];
		int64 by_hub_id = SqlResultInt64(row, 2);
		int64 by_name = SqlResultInt64(row, 3);
		char *hub_id = SqlResultText(row, 4);

		model->model_id = by_hub_id != 0 ? by_hub_id
						  : by_name != 0 ? by_name
										 : SqlResultInt64(row, 5);
		model->author_missing = SqlResultBool(row, 6);
		if (by_hub_id == 0 && by_name != 0 && hub_id == NULL && model->hub_id != NULL &&
			NameSetAdd(&given, model->hub_id))
			add_model_row(identified, place, model);
	}
	SqlResultFree();
	if (identified->n > 0)
		ledger->counts.models_changed +=
			BatchApply(identified, "UPDATE llmeco.models m SET hub_id = p.hub_id"
								   " FROM llmeco_identified p WHERE m.model_id = p.model_id");
	tuplestore_end(batch->rows);
	tuplestore_end(identified->rows);
}

/*
 * becomes_stub: is a row made for a named model?
 */
static bool
becomes_stub(const NamedModel *model)
{
	return model->wanted && model->model_id == 0;
}

/*
 * first_place returns the place of the first model that was asked for with the
 * _id of the one at place: itself, where there is none.
 */
static int
first_place(const NamedModels *named, int place, Dict *hub_ids, int *places)
{
	const char *hub_id = named->models[place].hub_id;
	int known = hub_ids->n;
	int number;

	if (hub_id == NULL)
		return place;
	number = DictNumber(hub_ids, (DictText) {hub_id, strlen(hub_id)});
	if (number == known)
		places[number] = place;
	return places[number];
}

/*
 * add_stubs inserts the models that are not known and shall be. Two names with
 * one _id are one model and an alias.
 */
static void
add_stubs(NamedModels *named, StorePage *page, int nstubs)
{
	Batch *batch = BatchCreate("llmeco_stubs", columns, lengthof(columns));
	int64 *ids = StoreRowsNewIds("models_model_id_seq", nstubs);
	const char **authors = palloc(nstubs * sizeof(char *));
	int *places = palloc(named->n * sizeof(int));
	int nauthors = 0;
	Dict hub_ids;

	DictInit(&hub_ids);
	for (int i = 0; i < named->n; i++)
		if (named->models[i].model_id != 0)
			(void) first_place(named, i, &hub_ids, places);
	for (int i = 0; i < named->n; i++)
	{
		NamedModel *model = &named->models[i];
		int first;

		if (!becomes_stub(model))
			continue;
		first = first_place(named, i, &hub_ids, places);
		if (first != i)
		{
			model->model_id = named->models[first].model_id;
			ModelNamesAddAlias(model->name, model->model_id, page->now);
			continue;
		}
		model->model_id = *ids++;
		if (model->author_missing)
			authors[nauthors++] = model->author;
		add_model_row(batch, i, model);
	}
	StoreRowsEnsureAuthors(authors, nauthors);
	page->ledger->counts.models_new +=
		BatchApply(batch, "INSERT INTO llmeco.models (model_id, hub_id, name, author_id)"
						  " SELECT p.model_id, p.hub_id, p.name, a.author_id"
						  " FROM llmeco_stubs p LEFT JOIN llmeco.authors a ON a.name = p.author");
	tuplestore_end(batch->rows);
}

/*
 * NamedModelsResolve finds the ids of the named models, and adds those that are
 * wanted and not known.
 */
void
NamedModelsResolve(NamedModels *named, StorePage *page)
{
	int nstubs = 0;

	if (named->n == 0)
		return;
	find_models(named, page->ledger);
	for (int i = 0; i < named->n; i++)
		if (becomes_stub(&named->models[i]))
			nstubs++;
	if (nstubs > 0)
		add_stubs(named, page, nstubs);
}
