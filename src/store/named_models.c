/*
 * named_models.c: names of models to ids: by the Hub's _id where that is given,
 * else by current name, else by alias. A name that none of these knows becomes
 * a stub, if that is wanted. Case does not tell names apart: another spelling
 * of a name is an alias, that with the Hub's _id the name.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "store/model_names.h"
#include "store/named_models.h"
#include "support/changed_sql.h"
#include "support/sql.h"

static const BatchColumn columns[] = {{"item", INT4OID},   {"model_id", INT8OID},
									  {"name", TEXTOID},   {"hub_id", TEXTOID},
									  {"author", TEXTOID}, {"author_id", INT8OID}};

/*
 * NamedModelsInit makes an empty list in the current memory context.
 */
void
NamedModelsInit(NamedModels *named)
{
	memset(named, 0, sizeof(*named));
	named->room = 256;
	named->models = palloc(named->room * sizeof(NamedModel));
	DictInit(&named->names);
}

/*
 * NamedModelsAdd returns the place of a name, which is added where it has none.
 * The first hub_id that comes with it counts, and its spelling.
 */
int
NamedModelsAdd(NamedModels *named, const char *name, const char *hub_id, bool wanted)
{
	const char *key = NameKey(name);
	int place = DictNumber(&named->names, (DictText) {key, strlen(key)});
	NamedModel *model;

	if (place == named->n)
	{
		if (named->n == named->room)
		{
			named->room *= 2;
			named->models = repalloc_huge(named->models, named->room * sizeof(NamedModel));
		}
		named->models[named->n++] = (NamedModel) {.name = name, .author = StoreRowsAuthorOf(name)};
	}
	model = &named->models[place];
	model->wanted |= wanted;
	if (model->hub_id == NULL && hub_id != NULL)
	{
		model->hub_id = hub_id;
		model->name = name;
		model->author = StoreRowsAuthorOf(name);
	}
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
	StoreSetCount(&row, 5, model->author_id == 0 ? RECORD_NULL : model->author_id);
	BatchAdd(batch, values, nulls);
}

static const char find_models[] =
	"SELECT p.item, h.model_id, n.model_id, n.name, n.hub_id, n.fetched_at IS NULL, l.model_id,"
	" a.author_id"
	" FROM llmeco_named p"
	" LEFT JOIN llmeco.models h ON h.hub_id = p.hub_id"
	" LEFT JOIN llmeco.models n ON KEY(n.name) ="
	" CASE WHEN h.name IS DISTINCT FROM p.name THEN KEY(p.name) END"
	" LEFT JOIN llmeco.model_aliases l ON KEY(l.name) ="
	" CASE WHEN h.model_id IS NULL AND n.name IS DISTINCT FROM p.name THEN KEY(p.name) END"
	/* of those that may become stubs */
	" LEFT JOIN llmeco.authors a ON KEY(a.name) ="
	" CASE WHEN COALESCE(h.model_id, n.model_id, l.model_id) IS NULL THEN KEY(p.author) END";

/*
 * read_placeholders reads what is never a model.
 */
static void
read_placeholders(NamedModels *named)
{
	uint64 n = 0;

	if (OidIsValid(SqlTable("placeholders")))
		n = SqlRun("SELECT p.text FROM llmeco.placeholders p");
	NameSetInit(&named->placeholders, CurrentMemoryContext, n);
	for (uint64 i = 0; i < n; i++)
		NameSetAdd(&named->placeholders, NameKey(SqlResultText(i, 1)));
	if (n > 0)
		SqlResultFree();
}

/* Another spelling of a model's name. */
typedef struct Spelling
{
	const char *name;
	int64 model_id;
} Spelling;

/* A stub that is the model which the page gives with its name. */
typedef struct Merger
{
	const char *name;
	int64 stub_id;
	int64 model_id;
} Merger;

/* What is to be done with what was found. */
typedef struct Findings
{
	Batch *identified; /* rows known by name only that get their _id */
	NameSet given;     /* these _ids */
	Spelling *spellings;
	int nspellings;
	Merger *mergers;
	int nmergers;
} Findings;

/*
 * take_found takes a row of what was found. A row that gets its _id gets the
 * Hub's spelling, too.
 */
static void
take_found(NamedModels *named, Findings *findings, uint64 row)
{
	bool isnull;
	int place = DatumGetInt32(SqlResultValue(row, 1, &isnull));
	NamedModel *model = &named->models[place];
	int64 by_hub_id = SqlResultInt64(row, 2);
	int64 by_name = SqlResultInt64(row, 3);
	const char *spelling = SqlResultText(row, 4);
	bool has_hub_id = SqlResultText(row, 5) != NULL;
	bool is_stub = !has_hub_id && SqlResultBool(row, 6);
	int64 by_alias = SqlResultInt64(row, 7);
	bool same;

	if (by_hub_id != 0)
	{
		if (is_stub && by_name != 0)
			findings->mergers[findings->nmergers++] = (Merger) {model->name, by_name, by_hub_id};
		by_name = 0;
	}
	same = by_name == 0 || strcmp(spelling, model->name) == 0;
	model->model_id = by_hub_id != 0 ? by_hub_id : by_name != 0 ? by_name : by_alias;
	model->author_id = SqlResultInt64(row, 8);
	if (model->hub_id == NULL && (model->model_id == 0 || is_stub) &&
		NameSetHas(&named->placeholders, NameKey(model->name)))
	{
		if (is_stub)
			named->false_stubs[named->nfalse_stubs++] = by_name;
		model->is_placeholder = true;
		model->wanted = false;
		model->model_id = 0;
		return;
	}
	if (by_name != 0 && !has_hub_id && model->hub_id != NULL &&
		NameSetAdd(&findings->given, model->hub_id))
		add_model_row(findings->identified, place, model);
	else
		spelling = model->name;
	if (!same && by_alias == 0)
		findings->spellings[findings->nspellings++] = (Spelling) {spelling, by_name};
}

/*
 * merge_stubs ends stubs before the links of the page are compared with those that they
 * have.
 */
static void
merge_stubs(NamedModels *named, const Findings *findings, StorePage *page)
{
	for (int i = 0; i < findings->nmergers; i++)
	{
		const Merger *merger = &findings->mergers[i];

		ModelNamesTakeOver(page, merger->name, merger->model_id);
		for (int k = 0; k < named->n; k++)
			if (named->models[k].model_id == merger->stub_id)
				named->models[k].model_id = merger->model_id;
	}
}

/*
 * NamedModelsFind looks the named models up. Stubs that are known by name only,
 * and whose _id the page gives, get it.
 */
void
NamedModelsFind(NamedModels *named, StorePage *page)
{
	Batch *batch = BatchCreate("llmeco_named", columns, lengthof(columns));
	Findings findings = {BatchCreate("llmeco_identified", columns, lengthof(columns))};
	uint64 nrows;

	read_placeholders(named);
	named->false_stubs = palloc(named->n * sizeof(int64));
	findings.spellings = palloc(named->n * sizeof(Spelling));
	findings.mergers = palloc(named->n * sizeof(Merger));
	NameSetInit(&findings.given, CurrentMemoryContext, 0);
	for (int i = 0; i < named->n; i++)
		add_model_row(batch, i, &named->models[i]);
	nrows = named->n == 0 ? 0 : BatchApply(batch, NameKeySql(find_models));
	for (uint64 row = 0; row < nrows; row++)
		take_found(named, &findings, row);
	if (nrows > 0)
		SqlResultFree();
	if (findings.identified->n > 0)
		page->ledger->counts.models_changed +=
			BatchApply(findings.identified,
					   ChangedSql("UPDATE llmeco.models m SET hub_id = p.hub_id, name = p.name"
								  " CHANGED(, changed_at = $1)"
								  " FROM llmeco_identified p WHERE m.model_id = p.model_id"),
					   sql_time(page->now));
	merge_stubs(named, &findings, page);
	for (int i = 0; i < findings.nspellings; i++)
		ModelNamesAddAlias(findings.spellings[i].name, findings.spellings[i].model_id, page->now);
	tuplestore_end(batch->rows);
	tuplestore_end(findings.identified->rows);
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
 * add_authors inserts the authors of n stubs that are missing.
 */
static void
add_authors(NamedModel **stubs, int n)
{
	MissingAuthor *missing = palloc(n * sizeof(MissingAuthor));
	int nmissing = 0;

	for (int i = 0; i < n; i++)
		if (stubs[i]->author != NULL && stubs[i]->author_id == 0)
			missing[nmissing++] = (MissingAuthor) {stubs[i]->author, &stubs[i]->author_id};
	StoreRowsAddAuthors(missing, nmissing);
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
	NamedModel **stubs = palloc(nstubs * sizeof(NamedModel *));
	int *places = palloc(named->n * sizeof(int));
	int n = 0;
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
		stubs[n++] = model;
	}
	add_authors(stubs, n);
	for (int i = 0; i < n; i++)
		add_model_row(batch, i, stubs[i]);
	page->ledger->counts.models_new +=
		BatchApply(batch,
				   ChangedSql(NameKeySql(
					   "INSERT INTO llmeco.models (model_id, hub_id, name, author_id"
					   " CHANGED(, changed_at))"
					   " SELECT p.model_id, p.hub_id, p.name, COALESCE(p.author_id, a.author_id)"
					   " CHANGED(, $1) FROM llmeco_stubs p" STORE_AUTHOR)),
				   sql_time(page->now));
	tuplestore_end(batch->rows);
}

/*
 * NamedModelsAddStubs adds those of the named models that were not found and are
 * wanted.
 */
void
NamedModelsAddStubs(NamedModels *named, StorePage *page)
{
	int nstubs = 0;

	for (int i = 0; i < named->n; i++)
		if (becomes_stub(&named->models[i]))
			nstubs++;
	if (nstubs > 0)
		add_stubs(named, page, nstubs);
}
