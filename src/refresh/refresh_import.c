/*
 * refresh_import.c: an import from SQL: records that a query gives, one a row, as the
 * Hub's listing has them, into the tables as a refresh would. For what SQL can read,
 * and where the Hub cannot be reached.
 *
 * A run like any other, of mode 'import': the same lock, parsers, stores, errors and
 * end, but no client and no answers. A page is PAGE_ROWS rows, or as many as have
 * PAGE_BYTES. It is stored while the query waits, which therefore has no parallel
 * workers; it still sees what was there when it began. Nothing is marked as removed:
 * that the query does not have a record says nothing.
 *
 * A record lacks what its source has not, while in a listing of the Hub it lacks what
 * there is not. What none of the first page's records has is taken as the former: what
 * the tables have of it stays, as where the Hub refuses to give a field.
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "fetch/hub/hub_authors.h"
#include "fetch/hub/hub_names.h"
#include "store/store_authors.h"
#include "store/store_datasets.h"
#include "store/store_rows.h"
#include "store/store_spaces.h"
#include "support/coordinator.h"
#include "support/query_reader.h"
#include "support/settings.h"
#include "support/sql.h"
#include "refresh/refresh_client.h"
#include "refresh/refresh_finish.h"
#include "refresh/refresh_report.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_terms.h"

/* Rows of a page, and bytes after which it has no more. A page of the Hub's, which has
 * as many records, has 2 MB; twice that become 40 MB of records at most, of the 64 that
 * a page may have: of 10,000 short tags each. */
#define PAGE_ROWS 1000
#define PAGE_BYTES (4 * 1024 * 1024)
/* Fields of a source that are looked for. */
#define MAX_FIELDS 32

/* Columns of the query. */
enum
{
	COLUMN_OF_RECORD,
	COLUMN_OF_ALIAS
};

typedef struct Import Import;

/* A source. */
typedef struct ImportSource
{
	const char *name;
	void (*store)(Import *import); /* reads and stores the page in hand */
} ImportSource;

struct Import
{
	RefreshRun *run;
	const ImportSource *source;
	MemoryContext row_context;
	SpaceStore spaces;
	DatasetStore datasets;
	bool out_of_time;
	/* what records may have, and which of it any has */
	const char *fields[MAX_FIELDS + 1];
	bool given[MAX_FIELDS];
	bool fields_known;
	/* the page in hand, texts in the run's page_context */
	RecordText texts[PAGE_ROWS];
	int64 rows[PAGE_ROWS];          /* which row of the query each is, from 1 */
	const char *aliases[PAGE_ROWS]; /* NULL: none */
	int n;
	Size bytes;
};

extern PGDLLEXPORT Datum llmeco_import(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_import);

/* ---- sources ---- */

/*
 * input_of returns the page in hand for a parser.
 */
static RecordInput
input_of(Import *import)
{
	return (RecordInput) {.texts = import->texts,
						  .ntexts = import->n,
						  .stop = RefreshMustStop,
						  .with_private = settings_include_private,
						  .fields = import->fields,
						  .given = import->given};
}

/*
 * page_is_read raises what ends a run, and notes what was wrong with the records of a
 * page, which are those in hand from first on, by name or by row. False: it cannot be
 * used.
 */
static bool
page_is_read(Import *import, RecordPage *page, int first)
{
	for (int i = 0; i < page->nproblems; i++)
	{
		RecordProblem *problem = &page->problems[i];

		if (problem->item >= 0)
			problem->item = (int) Min(import->rows[first + problem->item], PG_INT32_MAX);
	}
	return RefreshPageRead(import->run, page, NULL);
}

/*
 * keep_lacks notes the fields that the first page's records do not have. Returns all
 * such fields.
 */
static List *
keep_lacks(Import *import)
{
	for (int i = 0; import->fields[i] != NULL && !import->fields_known; i++)
		if (!import->given[i])
			RefreshTermsLack(import->run, import->source->name, import->fields[i]);
	import->fields_known = true;
	return RefreshTermsLacks(import->run, import->source->name);
}

/*
 * store_alias has the alias that came with a model lead to it.
 */
static void
store_alias(Import *import, const char *alias, const HubModel *model)
{
	if (alias == NULL || strcmp(alias, model->name) == 0)
		return;
	if (hub_listed_name(alias))
		StoreOtherName(&import->run->store, alias, model->hub_id);
	else
		LedgerNote(&import->run->ledger, NULL, model->name, "name",
				   "the alias \"%.100s\" is not a model's name; left out", alias);
}

/*
 * store_models reads and stores models.
 */
static void
store_models(Import *import)
{
	RefreshRun *run = import->run;
	RecordInput input = input_of(import);
	HubModelPage *page = RefreshCreatePage(run, sizeof(HubModelPage));
	ListCell *cell;

	(void) hub_parse_models(&input, page);
	if (page_is_read(import, &page->head, 0) && page->nmodels > 0)
		foreach (cell, keep_lacks(import))
			ModelStoreKeep(&run->store, lfirst(cell));
	(void) StoreModels(&run->store, page, NULL, false, NULL);
	for (int i = 0; i < page->nmodels; i++)
		store_alias(import, import->aliases[page->models[i].item], &page->models[i]);
	run->rows_skipped += page->privates.n;
	run->rows_failed += import->n - page->nmodels - page->privates.n;
}

/*
 * store_spaces reads and stores Spaces.
 */
static void
store_spaces(Import *import)
{
	RefreshRun *run = import->run;
	RecordInput input = input_of(import);
	HubSpacePage *page = RefreshCreatePage(run, sizeof(HubSpacePage));
	int64 *ids = palloc(import->n * sizeof(int64));
	ListCell *cell;

	(void) hub_parse_spaces(&input, page);
	if (page_is_read(import, &page->head, 0) && page->nspaces > 0)
		foreach (cell, keep_lacks(import))
			SpaceStoreKeep(&import->spaces, lfirst(cell));
	(void) StoreSpaces(&import->spaces, page, NULL, ids);
	run->rows_skipped += page->privates.n;
	run->rows_failed += import->n - page->nspaces - page->privates.n;
}

/*
 * store_datasets reads and stores datasets.
 */
static void
store_datasets(Import *import)
{
	RefreshRun *run = import->run;
	RecordInput input = input_of(import);
	HubDatasetPage *page = RefreshCreatePage(run, sizeof(HubDatasetPage));
	ListCell *cell;

	(void) hub_parse_datasets(&input, page);
	if (page_is_read(import, &page->head, 0) && page->ndatasets > 0)
		foreach (cell, keep_lacks(import))
			DatasetStoreKeep(&import->datasets, lfirst(cell));
	(void) StoreDatasets(&import->datasets, page, NULL, false, NULL);
	run->rows_skipped += page->privates.n;
	run->rows_failed += import->n - page->ndatasets - page->privates.n;
}

/*
 * store_authors reads and stores overviews of authors.
 */
static void
store_authors(Import *import)
{
	RefreshRun *run = import->run;
	LedgerCounts *counts = &run->ledger.counts;

	for (int i = 0; i < import->n; i++)
	{
		HubAuthorPage *page = RefreshCreatePage(run, sizeof(HubAuthorPage));
		RecordInput input = {.body = import->texts[i].text,
							 .len = import->texts[i].len,
							 .stop = RefreshMustStop};

		(void) hub_parse_author(HUB_NO_KIND, settings_hub_endpoint, &input, page);
		/* an answer that cannot be used has no records: it is this one */
		for (int k = 0; k < page->head.nproblems; k++)
			page->head.problems[k].item = 0;
		if (page_is_read(import, &page->head, i) && page->nauthors == 1)
		{
			counts->authors_seen++;
			counts->authors_changed += StoreListedAuthor(&page->author, &run->ledger);
		}
		else
			run->rows_failed++;
		record_free(&page->head);
	}
}

static const ImportSource sources[] = {{"models", store_models},
									   {"spaces", store_spaces},
									   {"datasets", store_datasets},
									   {"authors", store_authors}};

/*
 * find_source returns a source by its name.
 */
static const ImportSource *
find_source(const char *name)
{
	for (int i = 0; i < lengthof(sources); i++)
		if (strcmp(sources[i].name, name) == 0)
			return &sources[i];
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("there is no source \"%s\" to import", name),
					errhint("Sources are models, spaces, datasets and authors.")));
}

/* ---- pages ---- */

/*
 * store_page stores the page in hand and begins a new one. The caller's query, which is
 * under way, may not write; this may.
 */
static void
store_page(Import *import)
{
	MemoryContext caller;
	bool read_only = XactReadOnly;

	if (import->n == 0)
		return;
	XactReadOnly = false;
	caller = MemoryContextSwitchTo(import->run->page_context);
	import->source->store(import);
	MemoryContextSwitchTo(caller);
	RefreshPageDone(import->run);
	XactReadOnly = read_only;
	import->n = 0;
	import->bytes = 0;
}

/*
 * add_record adds the record of a row to the page.
 */
static void
add_record(Import *import, const QueryReader *reader)
{
	RefreshRun *run = import->run;
	Size len;
	const char *bytes = QueryBytes(reader, COLUMN_OF_RECORD, RECORD_MAX_BYTES, &len);
	char *copy;

	if (bytes == NULL)
	{
		run->rows_failed++;
		LedgerNote(&run->ledger, NULL, psprintf(INT64_FORMAT, run->rows), "size",
				   "a record of %zu bytes; it is not loaded", len);
		return;
	}
	copy = MemoryContextAlloc(run->page_context, len + 1);
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	import->rows[import->n] = run->rows;
	import->aliases[import->n] =
		column_is_absent(reader, COLUMN_OF_ALIAS)
			? NULL
			: MemoryContextStrdup(run->page_context, QueryString(reader, COLUMN_OF_ALIAS));
	import->texts[import->n++] = (RecordText) {copy, len};
	import->bytes += len;
}

/*
 * take_row takes a row of the query.
 */
static void
take_row(QueryReader *reader, void *arg)
{
	Import *import = arg;
	RefreshRun *run = import->run;
	MemoryContext caller = MemoryContextSwitchTo(import->row_context);

	CHECK_FOR_INTERRUPTS();
	run->rows++;
	if (column_is_absent(reader, COLUMN_OF_RECORD))
		run->rows_skipped++;
	else
		add_record(import, reader);
	if (import->n == PAGE_ROWS || import->bytes >= PAGE_BYTES)
		store_page(import);
	import->out_of_time = reader->done =
		run->deadline != 0 && GetCurrentTimestamp() >= run->deadline;
	MemoryContextSwitchTo(caller);
	MemoryContextReset(import->row_context);
}

/* ---- the run ---- */

/*
 * look_for_fields notes which fields of a table's records are looked for.
 */
static void
look_for_fields(Import *import, const StoreTable *table)
{
	int n = 0;

	for (int i = 0; i < table->nfields; i++)
	{
		bool known = false;

		for (int k = 0; k < n; k++)
			known |= strcmp(import->fields[k], table->fields[i].field) == 0;
		Assert(n < MAX_FIELDS);
		if (!known)
			import->fields[n++] = table->fields[i].field;
	}
}

/*
 * begin_import has the run begin with a source.
 */
static Import *
begin_import(RefreshRun *run, const ImportSource *source)
{
	Import *import = palloc0(sizeof(Import));

	import->run = run;
	import->source = source;
	import->row_context =
		AllocSetContextCreate(run->context, "llmeco import row", ALLOCSET_DEFAULT_SIZES);
	SpaceStoreInit(&import->spaces, run->context, &run->ledger);
	import->spaces.all_models = true;
	DatasetStoreInit(&import->datasets, run->context, &run->ledger);
	if (source->store == store_models)
		look_for_fields(import, run->store.table);
	else if (source->store == store_spaces)
		look_for_fields(import, import->spaces.table);
	else if (source->store == store_datasets)
		look_for_fields(import, import->datasets.table);
	run->source = run->ledger.source = source->name;
	run->source_started = run->started;
	run->scope = "query";
	run->mode = "import";
	RefreshInsertRun(run, &source->name, 1);
	return import;
}

/*
 * read_query reads the records that the caller's query gives, as the caller.
 */
static void
read_query(Import *import, const char *query)
{
	static const QueryColumn columns[] = {[COLUMN_OF_RECORD] = {NULL, COLUMN_RECORD, true},
										  [COLUMN_OF_ALIAS] = {"alias", COLUMN_TEXT, false}};
	QueryInput input = {"query", query, QUERY_COLUMNS(columns), take_row, .serial = true};
	bool read_only = XactReadOnly;
	int level = SqlConnectAsCaller();

	/* nor may functions in it write; an error ends with the (sub)transaction, which
	 * sets this back */
	XactReadOnly = true;
	QueryRead(&input, import);
	XactReadOnly = read_only;
	SqlFinish(level);
}

/*
 * import_records does what llmeco_import() does once it has the lock.
 */
static void
import_records(RefreshRun *run, const ImportSource *source, const char *query)
{
	Import *import = begin_import(run, source);

	read_query(import, query);
	store_page(import);
	if (import->out_of_time)
	{
		RefreshPartial(run);
		ereport(NOTICE,
				(errmsg("import of %s ends after " INT64_FORMAT " rows", source->name, run->rows),
				 errdetail("max_seconds are used up."),
				 errhint("Import the rows behind these with another query, or all of them "
						 "again: what is stored is not written twice.")));
	}
	else if (run->rows_failed > 0 && RefreshRecordsSeen(run) == 0)
		run->status = REFRESH_FAILED;
	run->models_complete = run->status == REFRESH_COMPLETE && source->store == store_models;
	run->datasets_complete = run->status == REFRESH_COMPLETE && source->store == store_datasets;
	RefreshFinish(run);
}

/*
 * read_argument returns a text argument that must be given.
 */
static const char *
read_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s must not be null", name),
				 errhint("Call it as llmeco_import('models', 'SELECT record FROM ...').")));
	return text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

/*
 * llmeco_import(source text, query text, max_seconds int): one run in the caller's
 * transaction.
 */
Datum
llmeco_import(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	RefreshRun *run;
	volatile Datum result = 0;

	PreventCommandIfReadOnly("llmeco_import()");
	CoordinatorRequire();
	run = RefreshCreateRun(caller, false);
	PG_TRY();
	{
		const ImportSource *source;
		const char *query;
		bool locked;

		MemoryContextSwitchTo(run->context);
		source = find_source(read_argument(fcinfo, 0, "source"));
		query = read_argument(fcinfo, 1, "query");
		if (!PG_ARGISNULL(2))
		{
			if (PG_GETARG_INT32(2) < 1)
				ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
								errmsg("max_seconds must be at least 1"),
								errdetail("It is %d.", PG_GETARG_INT32(2)),
								errhint("Use NULL for no limit.")));
			run->deadline =
				TimestampTzPlusMilliseconds(run->started, PG_GETARG_INT32(2) * INT64CONST(1000));
		}
		locked = DatumGetBool(DirectFunctionCall2(pg_try_advisory_xact_lock_int4,
												  Int32GetDatum(REFRESH_LOCK_CLASS),
												  Int32GetDatum(REFRESH_HUB_LOCK)));
		if (locked)
			import_records(run, source, query);
		MemoryContextSwitchTo(caller);
		result = RefreshResultRow(fcinfo, run, locked);
	}
	PG_FINALLY();
	{
		MemoryContextDelete(run->context);
	}
	PG_END_TRY();
	PG_RETURN_DATUM(result);
}
