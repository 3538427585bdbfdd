/*
 * ledger.c: what a refresh could not read or did not take as given,
 * gathered and written to llmeco.refresh_errors a page at a time.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/ledger.h"

/* Rows a run: a Hub gone mad shall not fill the disk. */
#define MAX_ROWS 10000
/* Bytes of an address, an item or a message. */
#define MAX_TEXT 2000

typedef struct RefreshError
{
	TimestampTz at;
	char *url;
	int http_status; /* 0: none */
	char *item;
	char *kind;
	char *message;
} RefreshError;

/*
 * ErrorsInit makes *errors empty; its memory hangs below parent.
 */
void
ErrorsInit(RefreshErrors *errors, MemoryContext parent)
{
	memset(errors, 0, sizeof(*errors));
	errors->context =
		AllocSetContextCreate(parent, "llmeco refresh errors", ALLOCSET_DEFAULT_SIZES);
}

/*
 * clean_text returns text, or NULL for NULL, cut to a sane length and as this
 * database can store it.
 */
static char *
clean_text(const char *text)
{
	if (text == NULL)
		return NULL;
	return ServerText(pnstrdup(text, MAX_TEXT), NULL);
}

/*
 * keep adds a row to those that wait.
 */
static void
keep(RefreshErrors *errors, const char *url, long http_status, const char *item, const char *kind,
	 const char *message)
{
	MemoryContext caller = MemoryContextSwitchTo(errors->context);
	RefreshError *error = palloc(sizeof(RefreshError));

	error->at = GetCurrentTimestamp();
	error->url = clean_text(url);
	error->http_status = http_status;
	error->item = clean_text(item);
	error->kind = clean_text(kind);
	error->message = clean_text(message);
	errors->waiting = lappend(errors->waiting, error);
	errors->written++;
	MemoryContextSwitchTo(caller);
}

/*
 * ErrorsAdd notes a problem; url and item may be NULL, http_status 0.
 */
void
ErrorsAdd(RefreshErrors *errors, const char *url, long http_status, const char *item,
		  const char *kind, const char *format, ...)
{
	char message[MAX_TEXT];
	va_list args;

	if (errors->written >= MAX_ROWS)
	{
		errors->left_out++;
		return;
	}
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	keep(errors, url, http_status, item, kind, message);
}

/*
 * ErrorsAddProblems notes what a reader of an answer did not take as given.
 */
void
ErrorsAddProblems(RefreshErrors *errors, const char *url, const RecordProblem *problems, int n)
{
	for (int i = 0; i < n; i++)
	{
		const RecordProblem *problem = &problems[i];
		char position[32];

		snprintf(position, sizeof(position), "%d", problem->item);
		ErrorsAdd(errors, url, 0,
				  problem->name != NULL ? problem->name
				  : problem->item >= 0  ? position
										: NULL,
				  problem->kind, "%s", problem->message);
	}
}

/*
 * text_or_null fills one value of a row.
 */
static void
text_or_null(Datum *value, bool *isnull, const char *text)
{
	*isnull = text == NULL;
	if (text != NULL)
		*value = CStringGetTextDatum(text);
}

/*
 * ErrorsFlush writes the rows that wait.
 */
void
ErrorsFlush(RefreshErrors *errors)
{
	static const BatchColumn columns[] = {{"at", TIMESTAMPTZOID},   {"url", TEXTOID},
										  {"http_status", INT4OID}, {"item", TEXTOID},
										  {"kind", TEXTOID},        {"message", TEXTOID}};
	MemoryContext caller;
	Batch *batch;
	ListCell *cell;
	int level;

	if (errors->waiting == NIL)
		return;
	caller = MemoryContextSwitchTo(errors->context);
	level = SqlConnect();
	batch = BatchCreate("llmeco_errors", columns, lengthof(columns));
	foreach (cell, errors->waiting)
	{
		RefreshError *error = lfirst(cell);
		Datum values[6];
		bool nulls[6] = {false};

		values[0] = TimestampTzGetDatum(error->at);
		text_or_null(&values[1], &nulls[1], error->url);
		values[2] = Int32GetDatum(error->http_status);
		nulls[2] = error->http_status == 0;
		text_or_null(&values[3], &nulls[3], error->item);
		text_or_null(&values[4], &nulls[4], error->kind);
		text_or_null(&values[5], &nulls[5], error->message);
		BatchAdd(batch, values, nulls);
	}
	BatchRun(batch,
			 "INSERT INTO llmeco.refresh_errors"
			 " (run_id, at, source, url, http_status, item, kind, message)"
			 " SELECT $1, e.at, $2, e.url, e.http_status, e.item, e.kind, e.message"
			 " FROM llmeco_errors e",
			 2, (Oid[]) {INT8OID, TEXTOID},
			 (Datum[]) {Int64GetDatum(errors->run_id), CStringGetTextDatum(errors->source)});
	tuplestore_end(batch->rows);
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	errors->waiting = NIL;
	MemoryContextReset(errors->context);
}

/*
 * ErrorsClose writes what waits, and how many rows were left out.
 */
void
ErrorsClose(RefreshErrors *errors)
{
	if (errors->left_out > 0)
		keep(errors, NULL, 0, NULL, "limit",
			 psprintf(INT64_FORMAT " more problems were not recorded", errors->left_out));
	errors->left_out = 0;
	ErrorsFlush(errors);
}
