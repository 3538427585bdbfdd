/*
 * ledger.c: what a run counts, and what it could not read or did not take as
 * given, which is gathered and written to llmeco.refresh_errors a page at a
 * time.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/ledger.h"
#include "support/server_text.h"

/* Rows a run: a Hub gone mad shall not fill the disk. */
#define MAX_ROWS 10000
/* Bytes of an address, an item or a message. */
#define MAX_TEXT 2000

/* A row of llmeco.refresh_errors. */
typedef struct Problem
{
	TimestampTz at;
	const char *url;
	int http_status; /* 0: none */
	const char *item;
	const char *kind;
	const char *message;
} Problem;

#define COUNTER(column) {#column, offsetof(LedgerCounts, column)},
const LedgerCounter ledger_counters[LEDGER_NCOUNTERS] = {LEDGER_COUNTERS(COUNTER)};
#undef COUNTER

/*
 * LedgerInit makes *ledger empty; its memory hangs below parent.
 */
void
LedgerInit(Ledger *ledger, MemoryContext parent)
{
	memset(ledger, 0, sizeof(*ledger));
	ledger->problems.context =
		AllocSetContextCreate(parent, "llmeco refresh errors", ALLOCSET_DEFAULT_SIZES);
}

/*
 * LedgerCount returns the value of a counter.
 */
int64
LedgerCount(const Ledger *ledger, const LedgerCounter *counter)
{
	return *(const int64 *) ((const char *) &ledger->counts + counter->offset);
}

/*
 * LedgerChanged: did any model, derivation or Space change?
 */
bool
LedgerChanged(const Ledger *ledger)
{
	const LedgerCounts *counts = &ledger->counts;

	return counts->models_new > 0 || counts->models_changed > 0 || counts->edges_new > 0 ||
		   counts->edges_changed > 0 || counts->edges_removed > 0 || counts->spaces_new > 0 ||
		   counts->spaces_changed > 0;
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
 * keep_problem adds a row to those that wait.
 */
static void
keep_problem(LedgerProblems *problems, const Problem *problem)
{
	MemoryContext caller = MemoryContextSwitchTo(problems->context);
	Problem *kept = palloc(sizeof(Problem));

	kept->at = GetCurrentTimestamp();
	kept->url = clean_text(problem->url);
	kept->http_status = problem->http_status;
	kept->item = clean_text(problem->item);
	kept->kind = clean_text(problem->kind);
	kept->message = clean_text(problem->message);
	problems->waiting = lappend(problems->waiting, kept);
	problems->written++;
	MemoryContextSwitchTo(caller);
}

/*
 * LedgerNoteAnswer notes a problem with an answer, as LedgerNote() does;
 * http_status may be 0.
 */
void
LedgerNoteAnswer(Ledger *ledger, const char *url, long http_status, const char *item,
				 const char *kind, const char *message)
{
	LedgerProblems *problems = &ledger->problems;

	if (problems->written >= MAX_ROWS)
		problems->left_out++;
	else
		keep_problem(problems, &(Problem) {.url = url,
										   .http_status = http_status,
										   .item = item,
										   .kind = kind,
										   .message = message});
}

/*
 * LedgerNote notes a problem; url and item may be NULL.
 */
void
LedgerNote(Ledger *ledger, const char *url, const char *item, const char *kind, const char *format,
		   ...)
{
	char message[MAX_TEXT];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	LedgerNoteAnswer(ledger, url, 0, item, kind, message);
}

/*
 * LedgerNoteProblems notes what a reader of an answer did not take as given.
 */
void
LedgerNoteProblems(Ledger *ledger, const char *url, const RecordProblem *problems, int n)
{
	for (int i = 0; i < n; i++)
	{
		const RecordProblem *problem = &problems[i];
		char position[32];

		snprintf(position, sizeof(position), "%d", problem->item);
		LedgerNoteAnswer(ledger, url, 0,
						 problem->name != NULL ? problem->name
						 : problem->item >= 0  ? position
											   : NULL,
						 problem->kind, problem->message);
	}
}

/*
 * set_text fills one value of a row.
 */
static void
set_text(Datum *value, bool *isnull, const char *text)
{
	*isnull = text == NULL;
	if (text != NULL)
		*value = CStringGetTextDatum(text);
}

/*
 * has_times says whether llmeco.refresh_errors counts how often a problem was
 * met: not before ALTER EXTENSION UPDATE to 1.2.0.
 */
static bool
has_times(void)
{
	return get_attnum(SqlTable("refresh_errors"), "times") != InvalidAttrNumber;
}

/*
 * LedgerKnownGone returns a condition: the Hub has said to a source of those listed
 * that it has nothing named m.name for us, and it is not yet time to ask again. That is
 * after 1, 2, 4 ... 30 days; less an hour, for jobs that begin at the same time
 * each night. A time to come is of a clock gone wrong.
 */
const char *
LedgerKnownGone(const char *sources)
{
	if (!has_times())
		return "false";
	return psprintf("EXISTS (SELECT FROM llmeco.refresh_errors g"
					" WHERE COALESCE(g.item, g.url, '') = m.name"
					" AND g.source IN (%s)"
					" AND g.http_status IN (401, 403, 404, 410, 451)"
					" AND g.last_seen + LEAST(30, 1 << (LEAST(g.times, 6) - 1))"
					"  * interval '1 day' - interval '1 hour' > now()"
					" AND g.last_seen < now() + interval '1 day')",
					sources);
}

/* Of a problem, and of one that waits: those of one name, else of one answer,
 * are the same where the status or, without one, the words are. A number is a
 * place in an answer, no name. */
#define PLACE(p)                                                                                   \
	"COALESCE(" p ".item, " p ".url, ''), " p ".kind, COALESCE(" p ".http_status, 0),"             \
	" CASE WHEN " p ".http_status IS NULL THEN " p ".message END,"                                 \
	" CASE WHEN " p ".item ~ '^[0-9]+$' THEN " p ".url END"

/* $1: run, $2: source. What was met before is counted in its newest row. */
static const char *const write_problems = "WITH w AS (SELECT DISTINCT ON (" PLACE(
	"e") ") e.* FROM llmeco_errors e"
		 "  ORDER BY " PLACE(
			 "e") ", e.at DESC),"
				  " p AS MATERIALIZED (SELECT w.*, (SELECT max(k.error_id) FROM llmeco.refresh_errors k"
				  "   WHERE COALESCE(k.item, k.url, '') = COALESCE(w.item, w.url, '') AND k.source = $2"
				  "   AND (" PLACE("k") ") IS NOT DISTINCT FROM (" PLACE(
					  "w") ")) AS known FROM w),"
						   " met AS (UPDATE llmeco.refresh_errors r SET run_id = $1, at = p.at, url = p.url,"
						   "   message = p.message, times = r.times + 1 FROM p WHERE r.error_id = p.known)"
						   " INSERT INTO llmeco.refresh_errors"
						   " (run_id, at, first_seen, source, url, http_status, item, kind, message)"
						   " SELECT $1, p.at, p.at, $2, p.url, p.http_status, p.item, p.kind, p.message"
						   " FROM p WHERE p.known IS NULL ORDER BY p.at";

/* The same before 1.2.0. */
static const char *const add_problems =
	"INSERT INTO llmeco.refresh_errors"
	" (run_id, at, source, url, http_status, item, kind, message)"
	" SELECT $1, e.at, $2, e.url, e.http_status, e.item, e.kind, e.message"
	" FROM llmeco_errors e";

/*
 * LedgerFlush writes the problems that wait.
 */
void
LedgerFlush(Ledger *ledger)
{
	static const BatchColumn columns[] = {{"at", TIMESTAMPTZOID},   {"url", TEXTOID},
										  {"http_status", INT4OID}, {"item", TEXTOID},
										  {"kind", TEXTOID},        {"message", TEXTOID}};
	LedgerProblems *problems = &ledger->problems;
	MemoryContext caller;
	Batch *batch;
	ListCell *cell;
	int level;

	if (problems->waiting == NIL)
		return;
	caller = MemoryContextSwitchTo(problems->context);
	level = SqlConnect();
	batch = BatchCreate("llmeco_errors", columns, lengthof(columns));
	foreach (cell, problems->waiting)
	{
		Problem *problem = lfirst(cell);
		Datum values[lengthof(columns)];
		bool nulls[lengthof(columns)] = {false};

		values[0] = TimestampTzGetDatum(problem->at);
		set_text(&values[1], &nulls[1], problem->url);
		values[2] = Int32GetDatum(problem->http_status);
		nulls[2] = problem->http_status == 0;
		set_text(&values[3], &nulls[3], problem->item);
		set_text(&values[4], &nulls[4], problem->kind);
		set_text(&values[5], &nulls[5], problem->message);
		BatchAdd(batch, values, nulls);
	}
	BatchApply(batch, has_times() ? write_problems : add_problems, sql_int64(ledger->run_id),
			   sql_text(ledger->source));
	tuplestore_end(batch->rows);
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	problems->waiting = NIL;
	MemoryContextReset(problems->context);
}

/*
 * LedgerClose writes what waits, and how many problems were left out.
 */
void
LedgerClose(Ledger *ledger)
{
	LedgerProblems *problems = &ledger->problems;

	if (problems->left_out > 0)
		keep_problem(problems, &(Problem) {.kind = "limit",
										   .message = psprintf(INT64_FORMAT
															   " more problems were not recorded",
															   problems->left_out)});
	problems->left_out = 0;
	LedgerFlush(ledger);
}
