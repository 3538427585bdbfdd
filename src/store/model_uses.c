/*
 * model_uses.c: the datasets and papers that a page of models names in its tags, into
 * llmeco.model_datasets and llmeco.model_papers.
 *
 * Both are made of the tags alone: a model whose tags stay as they are keeps them, and
 * costs nothing here. Datasets that are not known become stubs; a name that is an old
 * one of a dataset means that.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "fetch/hub/hub_model_record.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_papers.h"
#include "store/model_uses.h"
#include "support/dict.h"
#include "support/server_text.h"
#include "support/sql.h"

/* What a tag with a dataset, and one with a paper, begins with. */
static const char dataset_prefix[] = "dataset:";
static const char paper_prefix[] = "arxiv:";

/* Pairs of a model and what it names. */
typedef struct Uses
{
	int64 *model_ids;
	const char **names;
	int n;
	int room;
} Uses;

/*
 * add_use adds a pair.
 */
static void
add_use(Uses *uses, int64 model_id, const char *name)
{
	if (uses->n == uses->room)
	{
		uses->room = uses->room == 0 ? 1024 : 2 * uses->room;
		uses->model_ids = uses->n == 0 ? palloc(uses->room * sizeof(int64))
									   : repalloc_huge(uses->model_ids, uses->room * sizeof(int64));
		uses->names = uses->n == 0 ? palloc(uses->room * sizeof(char *))
								   : repalloc_huge(uses->names, uses->room * sizeof(char *));
	}
	uses->model_ids[uses->n] = model_id;
	uses->names[uses->n++] = name;
}

/*
 * after returns what is behind the prefix of a tag, NULL: it has another one, or none.
 */
static const char *
after(const char *tag, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(tag, prefix, len) == 0 ? tag + len : NULL;
}

/*
 * read_tags adds what a model names.
 */
static void
read_tags(StorePage *page, const StoreRow *row, Uses *datasets, Uses *papers)
{
	const HubModel *model = row->record;

	for (int i = 0; i < model->ntags; i++)
	{
		const char *name;
		size_t len;

		if ((name = after(model->tags[i], dataset_prefix)) != NULL)
		{
			if (hub_listed_name(name))
				add_use(datasets, row->id, ServerText(name, NULL));
			else
				LedgerNote(page->ledger, page->url, row->listed_name, "name",
						   "tag \"%s\" does not name a dataset; left out", model->tags[i]);
		}
		else if ((name = after(model->tags[i], paper_prefix)) != NULL)
		{
			len = hub_arxiv_id(name);
			if (len > 0)
				add_use(papers, row->id, pnstrdup(name, len));
			else
				LedgerNote(page->ledger, page->url, row->listed_name, "name",
						   "tag \"%s\" does not name a paper on arXiv; left out", model->tags[i]);
		}
	}
}

/*
 * number_names returns which of the distinct names each use has, whose list becomes
 * *distinct, in the spelling that comes first.
 */
static int *
number_names(const Uses *uses, Dict *keys, const char ***distinct)
{
	int *numbers = palloc(uses->n * sizeof(int));

	*distinct = palloc(uses->n * sizeof(char *));
	DictInit(keys);
	for (int i = 0; i < uses->n; i++)
	{
		const char *key = NameKey(uses->names[i]);
		int known = keys->n;

		numbers[i] = DictNumber(keys, (DictText) {key, strlen(key)});
		if (numbers[i] == known)
			(*distinct)[known] = uses->names[i];
	}
	return numbers;
}

/*
 * add_stubs inserts the datasets of n names that have no id, and fills that in.
 */
static void
add_stubs(StorePage *page, Dict *keys, const char **names, int64 *ids)
{
	const char **missing = palloc(keys->n * sizeof(char *));
	int n = 0;
	uint64 nrows;

	for (int i = 0; i < keys->n; i++)
		if (ids[i] == 0)
			missing[n++] = names[i];
	if (n == 0)
		return;
	nrows = SqlRun("INSERT INTO llmeco.datasets AS d (name) SELECT n FROM pg_catalog.unnest($1) n"
				   " RETURNING d.dataset_id, d.name",
				   sql_value(TEXTARRAYOID, ServerTextArray(missing, n, NULL)));
	page->ledger->counts.datasets_new += nrows;
	for (uint64 i = 0; i < nrows; i++)
	{
		const char *key = NameKey(SqlResultText(i, 2));

		ids[DictNumber(keys, (DictText) {key, strlen(key)})] = SqlResultInt64(i, 1);
	}
	SqlResultFree();
}

/*
 * find_datasets returns the dataset_id of each use.
 */
static int64 *
find_datasets(StorePage *page, const Uses *uses)
{
	int64 *found = palloc(uses->n * sizeof(int64));
	const char **names;
	Dict keys;
	int *numbers = number_names(uses, &keys, &names);
	int64 *ids = palloc0(keys.n * sizeof(int64));
	uint64 nrows = SqlRun(NameKeySql("SELECT p.place, COALESCE(d.dataset_id, l.dataset_id)"
									 " FROM pg_catalog.unnest($1) WITH ORDINALITY p (name, place)"
									 " LEFT JOIN llmeco.datasets d ON KEY(d.name) = KEY(p.name)"
									 " LEFT JOIN llmeco.dataset_aliases l ON KEY(l.name) ="
									 " CASE WHEN d.dataset_id IS NULL THEN KEY(p.name) END"),
						  sql_value(TEXTARRAYOID, ServerTextArray(names, keys.n, NULL)));

	for (uint64 i = 0; i < nrows; i++)
		ids[SqlResultInt64(i, 1) - 1] = SqlResultInt64(i, 2);
	SqlResultFree();
	add_stubs(page, &keys, names, ids);
	for (int i = 0; i < uses->n; i++)
		found[i] = ids[numbers[i]];
	return found;
}

/*
 * store_uses has a table's rows of the models that were there before, whose ids are
 * $1, be the pairs of $2 and $3, and adds those of new models.
 */
static void
store_uses(const Uses *uses, SqlArg before, SqlArg named, const char *remove, const char *insert)
{
	SqlArg models = sql_value(INT8ARRAYOID, StoreInt64Array(uses->model_ids, uses->n));

	if (!before.isnull)
		(void) SqlRun(remove, before, models, named);
	if (uses->n > 0)
		(void) SqlRun(insert, models, named);
}

/* Statements on a table; a pair that is there costs no write. EXCEPT is never of one
 * array by the other, as a join may be. */
#define REMOVE(table, column)                                                                      \
	"DELETE FROM llmeco." table " u USING"                                                         \
	" (SELECT o.model_id, o." column " AS named FROM llmeco." table " o"                           \
	"  WHERE o.model_id = ANY ($1) EXCEPT SELECT p.model_id, p.named FROM"                         \
	"  ROWS FROM (pg_catalog.unnest($2), pg_catalog.unnest($3)) p (model_id, named)) g"            \
	" WHERE u.model_id = g.model_id AND u." column " = g.named"
#define INSERT(table, column, condition)                                                           \
	"INSERT INTO llmeco." table " (model_id, " column ") SELECT p.model_id, p.named FROM"          \
	" ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) p (model_id, named)" condition      \
	" ON CONFLICT (model_id, " column ") DO NOTHING"

/*
 * ModelUsesStore brings the datasets and papers of the page's models, whose rows are
 * written, to what their tags say.
 */
void
ModelUsesStore(StorePage *page)
{
	int64 *changed = palloc(page->nrows * sizeof(int64));
	int nchanged = 0;
	Uses datasets = {0};
	Uses papers = {0};
	SqlArg before;

	/* not before ALTER EXTENSION UPDATE to 1.2.0 */
	if (StoreRowsKeeps(page->table, "tags") || !OidIsValid(SqlTable("model_datasets")))
		return;
	for (int i = 0; i < page->nrows; i++)
	{
		const StoreRow *row = &page->rows[i];

		CHECK_FOR_INTERRUPTS();
		if (row->action == STORE_KEEP || (row->known && !row->tags_differ))
			continue;
		if (row->action == STORE_UPDATE && !row->keep_links)
			changed[nchanged++] = row->id;
		read_tags(page, row, &datasets, &papers);
	}
	before = sql_value(INT8ARRAYOID, StoreInt64Array(changed, nchanged));
	before.isnull = nchanged == 0;
	store_uses(&datasets, before,
			   sql_value(INT8ARRAYOID,
						 datasets.n == 0
							 ? StoreInt64Array(NULL, 0)
							 : StoreInt64Array(find_datasets(page, &datasets), datasets.n)),
			   REMOVE("model_datasets", "dataset_id"), INSERT("model_datasets", "dataset_id", ""));
	store_uses(&papers, before,
			   sql_value(TEXTARRAYOID, ServerTextArray(papers.names, papers.n, NULL)),
			   REMOVE("model_papers", "arxiv_id"),
			   INSERT("model_papers", "arxiv_id",
					  " WHERE NOT EXISTS (SELECT FROM llmeco.ignored_papers i"
					  "  WHERE i.arxiv_id = p.named)"));
}
