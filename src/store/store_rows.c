/*
 * store_rows.c: a page of records into a table of rows that have names: what
 * models and Spaces have in common.
 *
 * A few statements a page, never one a record: look up what the tables have,
 * decide here, then write only what differs.
 *
 * Words: a record is what the Hub sent, a row what a table has or will have of
 * it. A record's identity is the Hub's _id (hub_id). Its listed name is the one
 * on the page; the holder is the row that has that name now. A stub is a row
 * that is known by its name only. A row is parked, as NAME#HUB_ID, which no
 * name on the Hub can be, while its own name is another's. A repeat is a record
 * that this run has stored already.
 *
 * Names: one belongs to one row at a time, in whatever case of letters it is
 * written. When it is listed for another one, who had it was taken away or has
 * moved: it is parked and marked as removed until it is listed again. Within
 * one run the first listing wins, so that a second run over the same data
 * changes nothing.
 *
 * Locks: none but those of rows written. The run has the advisory lock of its
 * source (refresh.c), so that no other run writes these tables; corrections and
 * new tables of the day may come in between two statements of a page.
 */
#include "postgres.h"

#include <ctype.h>

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "store/model_events.h"
#include "store/store_rows.h"
#include "support/changed_sql.h"
#include "support/dict.h"
#include "support/server_text.h"
#include "support/sql.h"

/* ---- ids and authors ---- */

/*
 * StoreRowsNewIds takes n values from a sequence.
 */
int64 *
StoreRowsNewIds(const char *sequence, int n)
{
	int64 *ids = palloc(n * sizeof(int64));

	if (n == 0)
		return ids;
	(void) SqlRun(psprintf("SELECT pg_catalog.nextval('llmeco.%s')"
						   " FROM pg_catalog.generate_series(1, $1)",
						   sequence),
				  sql_value(INT4OID, Int32GetDatum(n)));
	for (int i = 0; i < n; i++)
		ids[i] = SqlResultInt64(i, 1);
	SqlResultFree();
	return ids;
}

/*
 * StoreRowsAuthorOf returns the part of a name before the slash, NULL: there is
 * none.
 */
const char *
StoreRowsAuthorOf(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash == NULL ? NULL : pnstrdup(name, slash - name);
}

/*
 * name_key returns what all spellings of a name have in common.
 */
static DictText
name_key(const char *name)
{
	const char *key = NameKey(name);

	return (DictText) {key, strlen(key)};
}

/*
 * StoreRowsAddAuthors inserts n authors that were not found, each in the spelling that
 * comes first, and fills in their ids; 0: somebody else has inserted it meanwhile.
 */
void
StoreRowsAddAuthors(const MissingAuthor *missing, int n)
{
	const char **distinct = palloc((n + 1) * sizeof(char *));
	int *numbers = palloc((n + 1) * sizeof(int));
	int64 *found = palloc0((n + 1) * sizeof(int64));
	Dict keys;
	uint64 nfound;

	if (n == 0)
		return;
	DictInit(&keys);
	for (int i = 0; i < n; i++)
	{
		int known = keys.n;

		numbers[i] = DictNumber(&keys, name_key(missing[i].name));
		if (numbers[i] == known)
			distinct[known] = missing[i].name;
	}
	/* the key alone is looked for: whoever has the name has it, too */
	nfound = SqlRun(NameKeySql("INSERT INTO llmeco.authors AS a (name)"
							   " SELECT n FROM pg_catalog.unnest($1) n"
							   " ON CONFLICT (KEY(name)) DO NOTHING"
							   " RETURNING a.author_id, a.name"),
					sql_value(TEXTARRAYOID, ServerTextArray(distinct, keys.n, NULL)));
	for (uint64 i = 0; i < nfound; i++)
		found[DictNumber(&keys, name_key(SqlResultText(i, 2)))] = SqlResultInt64(i, 1);
	SqlResultFree();
	for (int i = 0; i < n; i++)
		*missing[i].author_id = found[numbers[i]];
}

/* Names $1, each in the spelling that comes first. */
#define SPELLINGS                                                                                  \
	"(SELECT DISTINCT ON (KEY(s.name)) s.name"                                                     \
	" FROM pg_catalog.unnest($1) WITH ORDINALITY s (name, place)"                                  \
	" ORDER BY KEY(s.name), s.place) n"

/*
 * respell_authors gives n authors, whom only others have named so far, the
 * spelling of the listing. Where that has two, the first one stays.
 */
static void
respell_authors(const char **names, int n, TimestampTz now)
{
	if (n > 0)
		(void) SqlRun(ChangedSql(NameKeySql(
						  "UPDATE llmeco.authors a SET name = n.name CHANGED(, changed_at = $2)"
						  " FROM " SPELLINGS " WHERE KEY(a.name) = KEY(n.name) AND a.name <> n.name"
						  " AND a.hub_id IS NULL AND NOT EXISTS"
						  " (SELECT FROM llmeco.models m WHERE m.author_id = a.author_id"
						  "  AND m.fetched_at IS NOT NULL"
						  "  AND pg_catalog.split_part(m.name, '/', 1) = a.name)")),
					  sql_value(TEXTARRAYOID, ServerTextArray(names, n, NULL)), sql_time(now));
}

/*
 * StoreRowsRemovePrivate marks those rows of a table as removed whose records
 * are private and left out: they came in before they were. note, if not NULL, writes
 * events of them; $1: hub_ids, $2: now, $3: run. Returns their number.
 */
int64
StoreRowsRemovePrivate(const char *table, const HubPrivates *privates, Ledger *ledger,
					   const char *note)
{
	const char **hub_ids = palloc(privates->n * sizeof(const char *));
	TimestampTz now = GetCurrentTimestamp();
	SqlArg ids;
	int64 n;

	if (privates->n == 0)
		return 0;
	for (int i = 0; i < privates->n; i++)
		hub_ids[i] = privates->list[i].hub_id;
	ids = sql_value(TEXTARRAYOID, ServerTextArray(hub_ids, privates->n, NULL));
	n = SqlRun(ChangedSql(psprintf("UPDATE llmeco.%s r SET removed_at = $2"
								   " CHANGED(, changed_at = $2)"
								   " WHERE r.hub_id = ANY ($1) AND r.removed_at IS NULL",
								   table)),
			   ids, sql_time(now));
	if (n > 0 && note != NULL && ModelEventsBegin(now))
		ledger->events += SqlRun(note, ids, sql_time(now), sql_int64(ledger->run_id));
	return n;
}

/*
 * StoreRowsAreReferenced: does a foreign key, which can only be a user's, refer
 * to a table? Then no row of it is deleted: the key would refuse that, which
 * ends the run, or take the user's rows along.
 */
bool
StoreRowsAreReferenced(const char *table)
{
	uint64 n = SqlRun("SELECT FROM pg_catalog.pg_constraint c WHERE c.contype = 'f'"
					  " AND c.confrelid = ('llmeco.' || $1)::regclass LIMIT 1",
					  sql_text(table));

	SqlResultFree();
	return n > 0;
}

/*
 * StoreRowsRedirect notes that the row of an id, of a "model" or "repo", has become
 * part of another one: users may have kept the id, with a foreign key or without.
 */
void
StoreRowsRedirect(const char *what, int64 from, int64 to, TimestampTz now)
{
	char *table = psprintf("%s_redirects", what);

	/* not before ALTER EXTENSION UPDATE to 1.2.0 */
	if (!OidIsValid(SqlTable(table)))
		return;
	(void) SqlRun(psprintf("UPDATE llmeco.%s SET %s_id = $2 WHERE %s_id = $1", table, what, what),
				  sql_int64(from), sql_int64(to));
	(void) SqlRun(psprintf("INSERT INTO llmeco.%s (former_id, %s_id, redirected_at)"
						   " VALUES ($1, $2, $3) ON CONFLICT (former_id) DO UPDATE"
						   " SET %s_id = EXCLUDED.%s_id, redirected_at = EXCLUDED.redirected_at",
						   table, what, what, what),
				  sql_int64(from), sql_int64(to), sql_time(now));
}

/* ---- fields that are not given ---- */

/*
 * keep_column returns a statement with the table's own value in the place of that of a
 * record.
 */
static char *
keep_column(const char *sql, const char *alias, const char *column)
{
	char *given = psprintf("p.%s", column);
	size_t len = strlen(given);
	StringInfoData kept;
	const char *p;

	initStringInfo(&kept);
	while ((p = strstr(sql, given)) != NULL)
	{
		bool longer = isalnum((unsigned char) p[len]) || p[len] == '_';

		appendBinaryStringInfo(&kept, sql, p - sql);
		appendStringInfo(&kept, "%s.%s", longer ? "p" : alias, column);
		sql = p + len;
	}
	appendStringInfoString(&kept, sql);
	return kept.data;
}

/*
 * StoreRowsKeeps says whether the Hub does not give a field.
 */
bool
StoreRowsKeeps(const StoreTable *table, const char *field)
{
	ListCell *cell;

	foreach (cell, table->kept)
		if (strcmp(lfirst(cell), field) == 0)
			return true;
	return false;
}

/*
 * StoreRowsKeep notes that the Hub does not give a field: that it is not in a record says
 * nothing, and what the table has of it stays. table lives as long as the run.
 */
void
StoreRowsKeep(StoreTable *table, const char *field)
{
	MemoryContext caller;

	if (StoreRowsKeeps(table, field))
		return;
	caller = MemoryContextSwitchTo(GetMemoryChunkContext(table));
	table->kept = lappend(table->kept, pstrdup(field));
	for (int i = 0; i < table->nfields; i++)
	{
		const StoreField *made = &table->fields[i];

		if (strcmp(made->field, field) != 0 || made->column == NULL)
			continue;
		table->lookup = keep_column(table->lookup, table->alias, made->column);
		table->update = keep_column(table->update, table->alias, made->column);
		if (table->note != NULL)
			table->note = keep_column(table->note, table->alias, made->column);
	}
	MemoryContextSwitchTo(caller);
}

/*
 * has_links says whether the Hub gives a field with the links of a table's rows.
 */
static bool
has_links(const StoreTable *table)
{
	for (int i = 0; i < table->nfields; i++)
		if (table->fields[i].column == NULL && !StoreRowsKeeps(table, table->fields[i].field))
			return true;
	return false;
}

/* ---- the page ---- */

/*
 * StoreRowsBegin makes room for the records of a page, of which the table, the
 * ledger, the set of rows seen and the address are set. All of it is in the
 * current memory context.
 */
void
StoreRowsBegin(StorePage *page, const RecordPage *head, int nrecords)
{
	page->now = GetCurrentTimestamp();
	page->rows = palloc(nrecords * sizeof(StoreRow));
	page->repeats = palloc(nrecords * sizeof(StoreRow));
	NameSetInit(&page->hub_ids, CurrentMemoryContext, nrecords);
	NameSetInit(&page->unread, CurrentMemoryContext, 0);
	page->keep_links = !has_links(page->table);
	for (int i = 0; i < head->nproblems; i++)
	{
		const RecordProblem *problem = &head->problems[i];

		/* A field that could not be read may have been the models it names. */
		if (problem->name != NULL &&
			(strcmp(problem->kind, "type") == 0 || strcmp(problem->kind, "syntax") == 0))
			NameSetAdd(&page->unread, problem->name);
	}
}

/*
 * StoreRowsAdd adds a record. Returns the values of its row, of which the
 * caller fills the table's own.
 */
RowValues *
StoreRowsAdd(StorePage *page, const void *record, const char *hub_id, const char *name,
			 const char *author)
{
	int ncolumns = page->table->ncolumns;
	StoreRow *row = NameSetAdd(&page->hub_ids, hub_id) ? &page->rows[page->nrows++]
													   : &page->repeats[page->nrepeats++];

	CHECK_FOR_INTERRUPTS();
	memset(row, 0, sizeof(*row));
	row->record = record;
	row->values.values = palloc(ncolumns * sizeof(Datum));
	row->values.nulls = palloc0(ncolumns * sizeof(bool));
	row->values.nulls[ROW_ID] = row->values.nulls[ROW_AUTHOR_ID] = true;
	row->hub_id = StoreSetText(&row->values, ROW_HUB_ID, hub_id);
	row->listed_name = row->name = StoreSetText(&row->values, ROW_NAME, name);
	row->author = StoreSetText(&row->values, ROW_AUTHOR, author);
	row->keep_links = page->keep_links || NameSetHas(&page->unread, name);
	return &row->values;
}

/*
 * StoreRowsLookUp reads what the tables have of n records.
 */
void
StoreRowsLookUp(const StoreTable *table, StoreRow *rows, int n)
{
	Batch *batch = BatchCreate("llmeco_page", table->columns, table->ncolumns);
	uint64 nfound;

	for (int i = 0; i < n; i++)
	{
		rows[i].values.values[ROW_ITEM] = Int32GetDatum(i);
		BatchAdd(batch, rows[i].values.values, rows[i].values.nulls);
	}
	nfound = BatchApply(batch, NameKeySql(table->lookup));
	for (uint64 i = 0; i < nfound; i++)
	{
		bool isnull;
		StoreRow *row = &rows[DatumGetInt32(SqlResultValue(i, 1, &isnull))];

		row->id = SqlResultInt64(i, 2);
		row->known = row->id != 0;
		row->current_name = SqlResultText(i, 3);
		row->holder_id = SqlResultInt64(i, 4);
		row->holder_hub_id = SqlResultText(i, 5);
		row->holder_name = SqlResultText(i, 6);
		row->alias_id = SqlResultInt64(i, 7);
		row->author_id = SqlResultInt64(i, 8);
		row->author_respelt = SqlResultBool(i, 9);
		row->is_notable = SqlResultBool(i, 11);
		row->was_read = SqlResultBool(i, 12);
		row->tags_differ = table->has_tags && SqlResultBool(i, 13);
		row->differs = SqlResultBool(i, 10) || row->is_notable || row->tags_differ;
	}
	SqlResultFree();
	tuplestore_end(batch->rows);
}

/*
 * StoreRowsFind looks the records up, and moves those that an earlier page of
 * this run had to the repeats.
 */
void
StoreRowsFind(StorePage *page)
{
	int n = 0;

	CHECK_FOR_INTERRUPTS();
	StoreRowsLookUp(page->table, page->rows, page->nrows);
	for (int i = 0; i < page->nrows; i++)
	{
		StoreRow *row = &page->rows[i];

		if (row->known && KeySetHas(page->seen, row->id))
		{
			page->repeats[page->nrepeats++] = *row;
			continue;
		}
		StoreNoteReplaced(&row->values, page->ledger, page->url, row->listed_name);
		page->rows[n++] = *row;
	}
	page->nrows = n;
	NameSetInit(&page->hub_ids, CurrentMemoryContext, n);
	for (int i = 0; i < n; i++)
		NameSetAdd(&page->hub_ids, page->rows[i].hub_id);
}

/* ---- names ---- */

/*
 * StoreRowsIsRenamed: does the row of a known record get another name?
 */
bool
StoreRowsIsRenamed(const StoreRow *row)
{
	return row->known && strcmp(row->current_name, row->name) != 0;
}

/*
 * is_taken: does the holder of a record's name keep it? A holder on this page
 * moves or loses the name; one of an earlier page was listed under it.
 */
static bool
is_taken(const StorePage *page, const StoreRow *row)
{
	return row->holder_id != 0 && row->holder_id != row->id && row->holder_hub_id != NULL &&
		   !NameSetHas(&page->hub_ids, row->holder_hub_id) && KeySetHas(page->seen, row->holder_id);
}

/*
 * StoreRowsDecide settles for every record which name its row gets and whether
 * that is kept, updated or inserted.
 */
void
StoreRowsDecide(StorePage *page)
{
	NameSet names;

	NameSetInit(&names, CurrentMemoryContext, page->nrows);
	for (int i = 0; i < page->nrows; i++)
	{
		StoreRow *row = &page->rows[i];
		bool taken = !NameSetAdd(&names, NameKey(row->listed_name)) || is_taken(page, row);

		if (taken)
		{
			row->name = psprintf("%s#%s", row->listed_name, row->hub_id);
			row->values.values[ROW_NAME] = CStringGetTextDatum(row->name);
			LedgerNote(page->ledger, page->url, row->listed_name, "duplicate",
					   "two %ss, %s and an earlier one, have this name; this one is kept as \"%s\"",
					   page->table->noun, row->hub_id, row->name);
		}
		if (row->known)
			row->action = row->differs || StoreRowsIsRenamed(row) ? STORE_UPDATE : STORE_KEEP;
		else if (page->table->has_stubs && !taken && row->holder_id != 0 &&
				 row->holder_hub_id == NULL)
		{
			row->id = row->holder_id; /* the stub becomes real */
			row->action = STORE_UPDATE;
		}
		else
			row->action = STORE_INSERT;
	}
}

/*
 * park_moving parks the rows of the page that move, and puts their hub_ids into
 * moving.
 */
static void
park_moving(StorePage *page, NameSet *moving)
{
	int64 *parked = palloc(page->nrows * sizeof(int64));
	int n = 0;

	for (int i = 0; i < page->nrows; i++)
		if (StoreRowsIsRenamed(&page->rows[i]))
		{
			parked[n++] = page->rows[i].id;
			NameSetAdd(moving, page->rows[i].hub_id);
		}
	if (n > 0)
		(void) SqlRun(page->table->park, sql_value(INT8ARRAYOID, StoreInt64Array(parked, n)));
}

/*
 * StoreRowsPark makes the names that StoreRowsDecide() gave away free: parks the
 * rows that move or were displaced, so that names can be swapped in any order.
 * Who was displaced is no longer listed as far as is known. Returns the number
 * of those. Stubs are the caller's concern.
 */
int
StoreRowsPark(StorePage *page)
{
	int64 *displaced = palloc(page->nrows * sizeof(int64));
	int n = 0;
	NameSet moving;

	NameSetInit(&moving, CurrentMemoryContext, 0);
	park_moving(page, &moving);
	for (int i = 0; i < page->nrows; i++)
	{
		const StoreRow *row = &page->rows[i];
		const char *holder = row->holder_hub_id;

		if (row->holder_id == 0 || row->holder_id == row->id || row->name != row->listed_name ||
			(holder == NULL ? page->table->has_stubs : NameSetHas(&moving, holder)))
			continue;
		if (holder == NULL)
			holder = psprintf(INT64_FORMAT, row->holder_id);
		displaced[n++] = row->holder_id;
		LedgerNote(
			page->ledger, page->url, row->name, "name",
			"the name went from %s %s to %s; the former is kept as \"%s#%s\", and as removed,"
			" until it is listed again",
			page->table->noun, holder, row->hub_id, row->name, holder);
	}
	if (n > 0)
		(void) SqlRun(ChangedSql(page->table->displace),
					  sql_value(INT8ARRAYOID, StoreInt64Array(displaced, n)), sql_time(page->now));
	return n;
}

/* ---- writing ---- */

/*
 * add_row adds a row, whose id is settled, to a batch.
 */
static void
add_row(Batch *batch, StoreRow *row)
{
	StoreSetCount(&row->values, ROW_ID, row->id);
	StoreSetCount(&row->values, ROW_AUTHOR_ID, row->author_id == 0 ? RECORD_NULL : row->author_id);
	BatchAdd(batch, row->values.values, row->values.nulls);
}

/*
 * StoreRowsNote writes the events of those rows that are about to get other values, but
 * not of what is read for the first time.
 */
void
StoreRowsNote(StorePage *page)
{
	Batch *batch = BatchCreate("llmeco_notable", page->table->columns, page->table->ncolumns);

	for (int i = 0; page->table->note != NULL && i < page->nrows; i++)
		if (page->rows[i].is_notable && page->rows[i].was_read)
			add_row(batch, &page->rows[i]);
	ModelEventsWrite(batch, page->table->note, page->now, page->ledger);
}

/*
 * write_rows runs a statement on the rows that have this action. Returns the
 * number of rows written.
 */
static uint64
write_rows(StorePage *page, StoreAction action, const char *name, const char *sql)
{
	Batch *batch = BatchCreate(name, page->table->columns, page->table->ncolumns);
	uint64 n = 0;

	for (int i = 0; i < page->nrows; i++)
		if (page->rows[i].action == action)
			add_row(batch, &page->rows[i]);
	if (batch->n > 0)
		n = BatchApply(batch, ChangedSql(sql), sql_time(page->now));
	tuplestore_end(batch->rows);
	return n;
}

/*
 * add_authors inserts the authors that are missing.
 */
static void
add_authors(StorePage *page)
{
	MissingAuthor *missing = palloc(page->nrows * sizeof(MissingAuthor));
	int n = 0;

	for (int i = 0; i < page->nrows; i++)
	{
		StoreRow *row = &page->rows[i];

		if (row->author != NULL && row->author_id == 0)
			missing[n++] = (MissingAuthor) {row->author, &row->author_id};
	}
	StoreRowsAddAuthors(missing, n);
}

/*
 * StoreRowsWrite inserts the authors that are missing, updates and inserts what
 * StoreRowsDecide() found to differ, once their names are free, and has authors
 * spelt as in these.
 */
void
StoreRowsWrite(StorePage *page, int64 *nnew, int64 *nchanged)
{
	const char **respelt = palloc(page->nrows * sizeof(const char *));
	int nrespelt = 0;
	int ninserts = 0;
	int64 *ids;

	add_authors(page);
	for (int i = 0; i < page->nrows; i++)
	{
		if (page->rows[i].author_respelt)
			respelt[nrespelt++] = page->rows[i].author;
		if (page->rows[i].action == STORE_INSERT)
			ninserts++;
	}
	*nchanged = write_rows(page, STORE_UPDATE, "llmeco_changed", NameKeySql(page->table->update));
	ids = StoreRowsNewIds(page->table->sequence, ninserts);
	for (int i = 0; i < page->nrows; i++)
		if (page->rows[i].action == STORE_INSERT)
			page->rows[i].id = *ids++;
	*nnew = write_rows(page, STORE_INSERT, "llmeco_new", NameKeySql(page->table->insert));
	respell_authors(respelt, nrespelt, page->now);
}

/*
 * StoreRowsEnd notes that this run has seen the page's rows, and puts their ids
 * into ids, unless that is NULL. Returns their number.
 */
int
StoreRowsEnd(StorePage *page, int64 *ids)
{
	for (int i = 0; i < page->nrows; i++)
	{
		KeySetAdd(page->seen, page->rows[i].id);
		if (ids != NULL)
			ids[i] = page->rows[i].id;
	}
	return page->nrows;
}
