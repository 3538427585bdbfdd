/*
 * unresolved_parents.c: what authors wrote for the base model that names none
 * and cannot be repaired, into llmeco.unresolved_parents, placeholders included:
 * how much lineage is lost, for whoever can tell what is meant.
 *
 * Few models have such texts: a run remembers which, so that a page of others
 * asks for nothing.
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "store/model_links.h"
#include "store/unresolved_parents.h"
#include "support/sql.h"

/* Bytes of a text: what an index takes. */
#define MAX_TEXT 2000

static const BatchColumn text_columns[] = {{"child_id", INT8OID}, {"text", TEXTOID}};

/*
 * UnresolvedParentsAreKept: is there a table for them? Not before ALTER
 * EXTENSION UPDATE to 1.2.0.
 */
bool
UnresolvedParentsAreKept(void)
{
	return OidIsValid(SqlTable("unresolved_parents"));
}

/*
 * UnresolvedParentsBegin reads which models have rows, once a run; memory is in
 * context.
 */
void
UnresolvedParentsBegin(UnresolvedParents *unresolved, MemoryContext context)
{
	uint64 n = 0;

	if (unresolved->is_read)
		return;
	unresolved->is_read = true;
	KeySetInit(&unresolved->children, context);
	if (UnresolvedParentsAreKept())
		n = SqlRun("SELECT DISTINCT u.child_id FROM llmeco.unresolved_parents u");
	for (uint64 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		KeySetAdd(&unresolved->children, SqlResultInt64(i, 1));
	}
	if (n > 0)
		SqlResultFree();
}

/*
 * place_of returns what stands for a text of a model in a set.
 */
static char *
place_of(int64 child_id, const char *text)
{
	return psprintf(INT64_FORMAT " %s", child_id, text);
}

/*
 * add_text adds a text of a model to a batch.
 */
static void
add_text(Batch *batch, int64 child_id, const char *text)
{
	BatchAdd(batch, (Datum[]) {Int64GetDatum(child_id), CStringGetTextDatum(text)},
			 (bool[]) {false, false});
}

/*
 * remove_unsaid deletes what models of the page were read before to say and no
 * longer do, and puts what they still say into *known.
 */
static void
remove_unsaid(const int64 *ids, int n, const NameSet *said, NameSet *known)
{
	Batch *gone = BatchCreate("llmeco_texts", text_columns, lengthof(text_columns));
	uint64 nrows = SqlRun("SELECT u.child_id, u.text FROM llmeco.unresolved_parents u"
						  " WHERE u.child_id = ANY ($1)",
						  sql_value(INT8ARRAYOID, StoreInt64Array(ids, n)));

	for (uint64 i = 0; i < nrows; i++)
	{
		int64 child_id = SqlResultInt64(i, 1);
		const char *text = SqlResultText(i, 2);
		const char *place = place_of(child_id, text);

		CHECK_FOR_INTERRUPTS();
		if (NameSetHas(said, place))
			NameSetAdd(known, place);
		else
			add_text(gone, child_id, text);
	}
	SqlResultFree();
	if (gone->n > 0)
		(void) BatchApply(gone, "DELETE FROM llmeco.unresolved_parents u USING llmeco_texts t"
								" WHERE u.child_id = t.child_id AND u.text = t.text");
	tuplestore_end(gone->rows);
}

/*
 * note_unresolved notes what there is no table for.
 */
static void
note_unresolved(ModelLinks *links)
{
	StorePage *page = links->page;
	ListCell *cell;

	foreach (cell, links->unknown)
	{
		const ModelLink *link = lfirst(cell);

		CHECK_FOR_INTERRUPTS();
		LedgerNote(page->ledger, page->url, page->rows[link->row].listed_name, "name",
				   "base model \"%s\" is not a model's name; left out", link->text);
	}
}

/*
 * UnresolvedParentsStore brings the texts of the page's models to what the page
 * says, its links to models being resolved.
 */
void
UnresolvedParentsStore(const UnresolvedParents *unresolved, ModelLinks *links)
{
	StorePage *page = links->page;
	Batch *added;
	int64 *ids = palloc((page->nrows + 1) * sizeof(int64));
	int n = 0;
	NameSet said;
	NameSet known;
	ListCell *cell;

	if (!UnresolvedParentsAreKept())
	{
		note_unresolved(links);
		return;
	}
	for (int i = 0; i < page->nrows; i++)
		if (!page->rows[i].keep_links && KeySetHas(&unresolved->children, page->rows[i].id))
			ids[n++] = page->rows[i].id;
	if (n == 0 && links->unknown == NIL)
		return;
	NameSetInit(&said, CurrentMemoryContext, list_length(links->unknown));
	NameSetInit(&known, CurrentMemoryContext, 0);
	foreach (cell, links->unknown)
	{
		ModelLink *link = lfirst(cell);

		link->text = pnstrdup(link->text, pg_mbcliplen(link->text, strlen(link->text), MAX_TEXT));
		NameSetAdd(&said, place_of(page->rows[link->row].id, link->text));
	}
	if (n > 0)
		remove_unsaid(ids, n, &said, &known);
	added = BatchCreate("llmeco_texts", text_columns, lengthof(text_columns));
	foreach (cell, links->unknown)
	{
		const ModelLink *link = lfirst(cell);
		int64 child_id = page->rows[link->row].id;

		CHECK_FOR_INTERRUPTS();
		if (NameSetAdd(&known, place_of(child_id, link->text)))
			add_text(added, child_id, link->text);
	}
	if (added->n > 0)
		(void) BatchApply(added,
						  "INSERT INTO llmeco.unresolved_parents (child_id, text, first_seen)"
						  " SELECT t.child_id, t.text, $1 FROM llmeco_texts t"
						  " ON CONFLICT (child_id, text) DO NOTHING",
						  sql_time(page->now));
	tuplestore_end(added->rows);
}
