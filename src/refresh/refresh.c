/*
 * refresh.c: a refresh run: arguments, lock, budget, the loop that drives
 * requests, and the end of a run. What is fetched is each source's concern
 * (refresh_models.c), the run's row refresh_run.c's.
 *
 * Everything that curl and json-c gave is owned by the run and freed by a
 * callback of its memory context, which is deleted however the run ends.
 *
 * Locks: an advisory lock, (LOCK_CLASS, lock of the source), of the transaction
 * for llmeco_refresh(), of the session for llmeco_refresh_all(), which commits.
 * Models, Spaces and authors share one: each of them adds to the others'
 * tables.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "pgstat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/portal.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "checks/checks.h"
#include "support/coordinator.h"
#include "support/settings.h"
#include "influence/influence.h"
#include "support/owner.h"
#include "rankings/rankings.h"
#include "refresh/refresh.h"
#include "refresh/refresh_client.h"
#include "history/snapshots.h"

/* 'llme'; llmeco.refresh_progress has it too */
#define LOCK_CLASS 0x6c6c6d65
/* Milliseconds of one wait: how late a cancel may be seen. */
#define WAIT_MS 100

/* A source, and the setting that says where it is read. Sources that write the
 * same tables have the same lock. */
typedef struct RefreshSource
{
	const char *name;
	void (*refresh)(RefreshRun *run);
	int lock;
	char **endpoint;
	const char *endpoint_setting;
} RefreshSource;

static const RefreshSource sources[] =
	{{"models", RefreshModels, 0, &llmeco_hub_endpoint, "llmeco.hub_endpoint"},
	 {"spaces", RefreshSpaces, 0, &llmeco_hub_endpoint, "llmeco.hub_endpoint"},
	 {"authors", RefreshAuthors, 0, &llmeco_hub_endpoint, "llmeco.hub_endpoint"},
	 {"labels", RefreshLabels, 1, &llmeco_labels_endpoint, "llmeco.labels_endpoint"},
	 {"repos", RefreshRepos, 1, &llmeco_opendigger_endpoint, "llmeco.opendigger_endpoint"}};

extern PGDLLEXPORT Datum llmeco_refresh(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_refresh_all(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_refresh);
PG_FUNCTION_INFO_V1(llmeco_refresh_all);

/* ---- arguments ---- */

/*
 * read_source returns the place of a source that the caller named.
 */
static int
read_source(const char *name)
{
	for (int i = 0; i < lengthof(sources); i++)
		if (strcmp(sources[i].name, name) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("there is no source \"%s\"", name),
			 errhint("Sources are models, spaces, authors, labels and repos.")));
}

/*
 * read_sources marks in wanted which sources to refresh: those named, or all.
 */
static void
read_sources(FunctionCallInfo fcinfo, bool *wanted)
{
	Datum *names;
	bool *nulls;
	int n;

	for (int i = 0; i < lengthof(sources); i++)
		wanted[i] = PG_ARGISNULL(0);
	if (PG_ARGISNULL(0))
		return;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls,
					  &n);
	if (n == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("sources must not be empty"), errhint("Use NULL for all sources.")));
	for (int i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("sources must not contain NULL")));
		wanted[read_source(TextDatumGetCString(names[i]))] = true;
	}
}

/*
 * read_scope fills scope and top from the argument, else from the setting.
 */
static void
read_scope(FunctionCallInfo fcinfo, RefreshRun *run)
{
	run->scope = PG_ARGISNULL(1) ? pstrdup(llmeco_scope) : text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (!llmeco_read_scope(run->scope, &run->top))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid scope \"%s\"", run->scope),
						errdetail("A scope is \"all\" or \"top:N\" with N from 1 to 999999999.")));
}

/*
 * read_limit returns a budget argument, 0 where it is NULL: no limit.
 */
static int
read_limit(FunctionCallInfo fcinfo, int argument, const char *name)
{
	int limit;

	if (PG_ARGISNULL(argument))
		return 0;
	limit = PG_GETARG_INT32(argument);
	if (limit < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s must be at least 1", name),
				 errdetail("It is %d.", limit), errhint("Use NULL for no limit.")));
	return limit;
}

/*
 * read_arguments fills the run from the arguments, in the run's memory.
 */
static void
read_arguments(FunctionCallInfo fcinfo, RefreshRun *run, bool *wanted)
{
	int max_seconds;

	read_sources(fcinfo, wanted);
	read_scope(fcinfo, run);
	run->mode = PG_ARGISNULL(2) ? "auto" : text_to_cstring(PG_GETARG_TEXT_PP(2));
	if (strcmp(run->mode, "auto") != 0 && strcmp(run->mode, "full") != 0 &&
		strcmp(run->mode, "incremental") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("invalid mode \"%s\"", run->mode),
				 errhint("Modes are auto, incremental and full.")));
	max_seconds = read_limit(fcinfo, 3, "max_seconds");
	run->max_requests = read_limit(fcinfo, 4, "max_requests");
	if (max_seconds > 0)
		run->deadline = TimestampTzPlusMilliseconds(run->started, max_seconds * INT64CONST(1000));
}

/* ---- requests ---- */

/*
 * out_of_time: is the budget of seconds used up?
 */
static bool
out_of_time(const RefreshRun *run)
{
	return run->deadline != 0 && GetCurrentTimestamp() >= run->deadline;
}

/*
 * RefreshUrl takes over an address that fetch/ made, malloc'ed, and returns
 * it in the current memory context; NULL: out of memory.
 */
char *
RefreshUrl(char *url)
{
	char *copy = url == NULL ? NULL
							 : MemoryContextAllocExtended(CurrentMemoryContext, strlen(url) + 1,
														  MCXT_ALLOC_NO_OOM);

	if (copy == NULL)
	{
		free(url);
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	}
	strcpy(copy, url);
	free(url);
	return copy;
}

/*
 * RefreshRequestsLeft returns how many more requests the budget allows.
 */
int64
RefreshRequestsLeft(RefreshRun *run)
{
	HttpStats stats;

	if (run->status == REFRESH_FAILED || out_of_time(run))
		return 0;
	if (run->max_requests == 0)
		return PG_INT64_MAX;
	http_stats(run->client, &stats);
	return run->max_requests - Max(run->asked + stats.retries, stats.requests);
}

/*
 * RefreshMayAsk: does the budget allow another request?
 */
bool
RefreshMayAsk(RefreshRun *run)
{
	return RefreshRequestsLeft(run) > 0;
}

/*
 * RefreshAsk starts a request; tag comes back with the answer.
 */
void
RefreshAsk(RefreshRun *run, const char *url, void *tag)
{
	if (!http_get(run->client, url, tag))
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	run->asked++;
}

/*
 * RefreshAskAhead starts a request whose answer is wanted later, and sees
 * that it leaves now.
 */
void
RefreshAskAhead(RefreshRun *run, const char *url)
{
	RefreshAsk(run, url, NULL);
	if (run->ahead == NULL)
		run->ahead = http_poll(run->client, 0);
}

/*
 * RefreshAnswer waits for the next finished request. The answer is the run's
 * until RefreshPageDone() or the next call. NULL: out of time.
 */
HttpResponse *
RefreshAnswer(RefreshRun *run)
{
	HttpStats stats;

	http_response_free(run->response);
	run->response = run->ahead;
	run->ahead = NULL;
	while (run->response == NULL)
	{
		CHECK_FOR_INTERRUPTS();
		if (out_of_time(run))
			return NULL;
		RefreshShowProgress(run);
		http_stats(run->client, &stats);
		if (stats.pending == 0)
			elog(ERROR, "waiting for an answer with no request under way");
		pgstat_report_wait_start(PG_WAIT_EXTENSION);
		run->response = http_poll(run->client, WAIT_MS);
		pgstat_report_wait_end();
	}
	CHECK_FOR_INTERRUPTS();
	run->answered++;
	return run->response;
}

/*
 * report_unreachable raises the error for a run that could not even begin.
 */
static void
report_unreachable(const RefreshRun *run)
{
	const HttpResponse *response = run->response;

	ereport(ERROR,
			(errcode(ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION),
			 errmsg("could not fetch from \"%s\"", run->endpoint),
			 errdetail("%s: %s", response->url, ServerText(response->message, NULL)),
			 errhint("Check %s and whether the server can reach it.", run->endpoint_setting)));
}

/*
 * is_bad_token: does the answer say that the token is not accepted? A 401
 * alone says that a model is missing or private.
 */
static bool
is_bad_token(const HttpResponse *response)
{
	return response->status == 401 && strstr(response->body, "Invalid credentials") != NULL;
}

/*
 * RefreshJudge says what to do with the answer in hand and notes in
 * refresh_errors why it cannot be read; item is what was asked for, or NULL.
 */
RefreshVerdict
RefreshJudge(RefreshRun *run, const char *item)
{
	HttpResponse *response = run->response;

	if (response->outcome == HTTP_OK)
		return ANSWER_READ;
	if (response->outcome == HTTP_NO_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
						errdetail("%s", response->url)));
	if (run->answered == 1 &&
		(response->outcome == HTTP_NETWORK || response->outcome == HTTP_REFUSED))
		report_unreachable(run);
	LedgerNoteAnswer(&run->ledger, response->url, response->status, item,
					 http_outcome_name(response->outcome), response->message);
	if (is_bad_token(response))
	{
		run->status = REFRESH_FAILED;
		ereport(
			WARNING,
			(errcode(ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION),
			 errmsg("the server does not accept the access token"),
			 errhint(
				 "Check llmeco.token, llmeco.token_file and HF_TOKEN in the server's environment.")));
		return ANSWER_STOP;
	}
	if (response->outcome == HTTP_STATUS && response->status >= 400 && response->status < 500 &&
		response->status != 408 && response->status != 429)
		return ANSWER_NO;
	run->unread++;
	return ANSWER_FAILED;
}

/*
 * is_ascii: is text printable ASCII without blanks, as an address is?
 */
static bool
is_ascii(const char *text)
{
	while (*text > ' ' && *text < 127)
		text++;
	return *text == '\0';
}

/*
 * RefreshNextUrl returns the address of the page behind the one in hand, in
 * the current memory context, NULL: there is none. One that cannot be
 * followed, or leads back to the same page, is an error of the page: *broken.
 */
char *
RefreshNextUrl(RefreshRun *run, bool *broken)
{
	HttpResponse *response = run->response;
	const char *url = response->next_url;

	*broken = response->next_refused;
	if (url != NULL)
	{
		*broken = !is_ascii(url) || strcmp(url, response->url) == 0;
		if (!*broken)
			return pstrdup(url);
	}
	if (*broken)
	{
		LedgerNoteAnswer(&run->ledger, response->url, response->status, NULL, "link",
						 psprintf("the next page cannot be asked for: %s",
								  response->next_refused
									  ? response->message
									  : "its address is this page's, or not an address"));
		run->unread++;
	}
	return NULL;
}

/*
 * RefreshPartial notes that something was left for a later run.
 */
void
RefreshPartial(RefreshRun *run)
{
	if (run->status == REFRESH_COMPLETE)
		run->status = REFRESH_PARTIAL;
}

/*
 * must_stop: is this backend to end what it does? What else may interrupt it
 * can wait until an answer is read.
 */
static bool
must_stop(void)
{
	return QueryCancelPending || ProcDiePending || ClientConnectionLost;
}

/*
 * RefreshInput returns the answer in hand, for a parser.
 */
RecordInput
RefreshInput(const RefreshRun *run)
{
	return (
		RecordInput) {.body = run->response->body, .len = run->response->len, .stop = must_stop};
}

/*
 * RefreshPageRead raises what ends a run, and notes what was not taken as
 * given of the answer in hand, which page was read from. name: of the one
 * record that it is about, NULL: they have their own. False: the whole answer
 * is not usable.
 */
bool
RefreshPageRead(RefreshRun *run, const RecordPage *page, const char *name)
{
	const char *url = run->response->url;

	if (page->result == RECORD_STOPPED)
	{
		CHECK_FOR_INTERRUPTS();
		elog(ERROR, "reading an answer was stopped without an interrupt");
	}
	if (page->result == RECORD_NO_MEMORY)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"), errdetail("%s", url)));
	for (int i = 0; name != NULL && i < page->nproblems; i++)
		page->problems[i].name = name;
	LedgerNoteProblems(&run->ledger, url, page->problems, page->nproblems);
	if (page->result == RECORD_BAD)
		run->unread++;
	return page->result == RECORD_OK;
}

/* ---- the end of a page and of the run ---- */

/*
 * RefreshPageDone ends work on the answer in hand: frees it, writes what was
 * noted, commits where this run does.
 */
void
RefreshPageDone(RefreshRun *run)
{
	if (run->has_page)
		record_free(&run->page.head);
	run->has_page = false;
	http_response_free(run->response);
	run->response = NULL;
	run->pages++;
	LedgerFlush(&run->ledger);
	if (run->commits)
	{
		RefreshFlushCursors(run);
		RefreshUpdateRun(run, false);
		SPI_commit();
	}
	MemoryContextReset(run->page_context);
	RefreshShowProgress(run);
	CHECK_FOR_INTERRUPTS();
}

/*
 * influence_is_due: have the scores to be computed anew? When something
 * changed or was corrected by hand, and once a day, because models age.
 */
static bool
influence_is_due(RefreshRun *run)
{
	int level;
	bool due;

	if (LedgerChanged(&run->ledger))
		return true;
	level = SqlConnect();
	due = RunSql("SELECT FROM (SELECT r.as_of FROM llmeco.influence_runs r"
				 " ORDER BY r.run_id DESC LIMIT 1) r"
				 " WHERE r.as_of >= pg_catalog.date_trunc('day', $1, 'UTC')",
				 1, (Oid[]) {TIMESTAMPTZOID}, (Datum[]) {TimestampTzGetDatum(run->started)},
				 NULL) == 0;
	if (!due && HasTable("edge_corrections"))
		due = RunSql("SELECT FROM llmeco.edge_corrections c WHERE c.corrected_at >"
					 " (SELECT r.as_of FROM llmeco.influence_runs r"
					 " ORDER BY r.run_id DESC LIMIT 1) LIMIT 1",
					 0, NULL, NULL, NULL) > 0;
	SqlFinish(level);
	return due && run->status != REFRESH_FAILED;
}

/*
 * analyze_grown analyzes the tables that grew by a tenth, without waiting for
 * anyone. Autovacuum will, but what is asked right after a first load comes
 * before it, and a plan for a handful of models does not end for all of them.
 */
static void
analyze_grown(const LedgerCounts *counts)
{
	Datum values[] = {Int64GetDatum(counts->models_new), Int64GetDatum(counts->edges_new),
					  Int64GetDatum(counts->spaces_new)};
	int level = SqlConnect();
	uint64 n =
		RunSql("SELECT c.oid, c.oid::regclass::text"
			   " FROM (VALUES ('models', $1), ('authors', $1), ('model_edges', $2),"
			   "  ('spaces', $3), ('space_models', $3)) t (name, added)"
			   " JOIN pg_class c ON c.relnamespace = 'llmeco'::regnamespace AND c.relname = t.name"
			   " WHERE t.added > 50 + 0.1 * GREATEST(c.reltuples, 0)",
			   3, (Oid[]) {INT8OID, INT8OID, INT8OID}, values, NULL);
	SPITupleTable *grown = SPI_tuptable;

	for (uint64 i = 0; i < n; i++)
	{
		bool isnull;
		Oid table = DatumGetObjectId(SPI_getbinval(grown->vals[i], grown->tupdesc, 1, &isnull));
		Oid user;
		int security;

		BecomeOwner(table, AccessShareLock, &user, &security);
		(void) RunSql(psprintf("ANALYZE (SKIP_LOCKED) %s",
							   SPI_getvalue(grown->vals[i], grown->tupdesc, 2)),
					  0, NULL, NULL, NULL);
		SetUserIdAndSecContext(user, security);
	}
	SqlFinish(level);
}

/*
 * finish_run computes influence and rankings where that is due, takes the day's
 * snapshot where models were read to the end, and completes the run's row; then
 * it makes the checks.
 */
static void
finish_run(RefreshRun *run)
{
	bool influence;

	if (run->status == REFRESH_PARTIAL && run->unread > 0 && RefreshRecordsSeen(run) == 0)
		run->status = REFRESH_FAILED;
	LedgerClose(&run->ledger);
	analyze_grown(&run->ledger.counts);
	influence = influence_is_due(run);
	if (influence)
	{
		PushActiveSnapshot(GetTransactionSnapshot());
		(void) UpdateInfluence();
		PopActiveSnapshot();
	}
	if ((influence || run->ledger.counts.authors_changed > 0) && HasTable("ranking_entries"))
		(void) UpdateRankings();
	if (run->status == REFRESH_COMPLETE && run->ledger.counts.models_seen > 0)
		(void) TakeSnapshot(run->started);
	RefreshUpdateRun(run, true);
	/* they look at this run's row, too */
	if ((influence || run->status == REFRESH_COMPLETE) && HasTable("checks"))
		UpdateChecks();
}

/* ---- the run ---- */

/*
 * free_run is the callback of the run's memory context.
 */
static void
free_run(void *arg)
{
	RefreshRun *run = arg;

	if (run->has_page)
		record_free(&run->page.head);
	http_response_free(run->response);
	http_response_free(run->ahead);
	http_client_free(run->client);
}

/*
 * create_run returns an empty run with its memory below parent.
 */
static RefreshRun *
create_run(MemoryContext parent, bool commits)
{
	MemoryContext context = AllocSetContextCreate(parent, "llmeco refresh", ALLOCSET_DEFAULT_SIZES);
	RefreshRun *run = MemoryContextAllocZero(context, sizeof(RefreshRun));
	MemoryContextCallback *callback =
		MemoryContextAllocZero(context, sizeof(MemoryContextCallback));

	run->context = context;
	run->page_context =
		AllocSetContextCreate(context, "llmeco refresh page", ALLOCSET_DEFAULT_SIZES);
	run->started = run->noticed = GetCurrentTimestamp();
	run->commits = commits;
	callback->func = free_run;
	callback->arg = run;
	MemoryContextRegisterResetCallback(context, callback);
	LedgerInit(&run->ledger, context);
	StoreInit(&run->store, context, &run->ledger);
	return run;
}

/*
 * lock_source takes the lock of a source; false: another run has it.
 */
static bool
lock_source(int source, bool session)
{
	return DatumGetBool(
		DirectFunctionCall2(session ? pg_try_advisory_lock_int4 : pg_try_advisory_xact_lock_int4,
							Int32GetDatum(LOCK_CLASS), Int32GetDatum(sources[source].lock)));
}

/*
 * unlock_sources gives back locks of the session.
 */
static void
unlock_sources(const bool *locked)
{
	for (int i = 0; i < lengthof(sources); i++)
		if (locked[i])
			(void) DirectFunctionCall2(pg_advisory_unlock_int4, Int32GetDatum(LOCK_CLASS),
									   Int32GetDatum(sources[i].lock));
}

/*
 * run_sources refreshes the sources that are marked.
 */
static void
run_sources(RefreshRun *run, const bool *wanted)
{
	const char *names[lengthof(sources)];
	int n = 0;

	for (int i = 0; i < lengthof(sources); i++)
		if (wanted[i])
			names[n++] = sources[i].name;
	run->client = CreateHubClient();
	RefreshInsertRun(run, names, n);
	for (int i = 0; i < lengthof(sources) && run->status != REFRESH_FAILED; i++)
	{
		if (!wanted[i])
			continue;
		run->source = run->ledger.source = sources[i].name;
		run->endpoint = *sources[i].endpoint;
		run->endpoint_setting = sources[i].endpoint_setting;
		run->source_started = GetCurrentTimestamp();
		run->source_seen = RefreshRecordsSeen(run);
		sources[i].refresh(run);
		if (run->status != REFRESH_COMPLETE)
			RefreshFlushCursors(run);
	}
	finish_run(run);
}

/*
 * refresh does what both entry points do. Returns false where another run
 * has all sources that were asked for. run's memory is the current one.
 */
static bool
refresh(FunctionCallInfo fcinfo, RefreshRun *run, bool *locked)
{
	bool wanted[lengthof(sources)];
	bool any = false;

	read_arguments(fcinfo, run, wanted);
	for (int i = 0; i < lengthof(sources); i++)
	{
		if (!wanted[i])
			continue;
		wanted[i] = locked[i] = lock_source(i, run->commits);
		if (wanted[i])
			any = true;
		else
			RefreshPartial(run);
	}
	if (any)
		run_sources(run, wanted);
	return any;
}

/*
 * llmeco_refresh(sources text[], scope text, mode text, max_seconds int,
 * max_requests int): one run in the caller's transaction.
 */
Datum
llmeco_refresh(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	bool locked[lengthof(sources)] = {false};
	RefreshRun *run;
	volatile Datum result = 0;

	PreventCommandIfReadOnly("llmeco_refresh()");
	RequireCoordinator();
	run = create_run(caller, false);
	PG_TRY();
	{
		bool ran;

		MemoryContextSwitchTo(run->context);
		ran = refresh(fcinfo, run, locked);
		MemoryContextSwitchTo(caller);
		result = RefreshResultRow(fcinfo, run, ran);
	}
	PG_FINALLY();
	{
		MemoryContextDelete(run->context);
	}
	PG_END_TRY();
	PG_RETURN_DATUM(result);
}

/*
 * llmeco_refresh_all(same arguments): the same with a commit after every
 * page; a procedure.
 */
Datum
llmeco_refresh_all(PG_FUNCTION_ARGS)
{
	bool locked[lengthof(sources)] = {false};
	MemoryContext caller;
	RefreshRun *run;

	if (fcinfo->context == NULL || !IsA(fcinfo->context, CallContext) ||
		castNode(CallContext, fcinfo->context)->atomic)
		ereport(ERROR, (errcode(ERRCODE_INVALID_TRANSACTION_TERMINATION),
						errmsg("llmeco_refresh_all() cannot run inside a transaction block"),
						errdetail("It commits after every page."),
						errhint("Use llmeco_refresh() there.")));
	PreventCommandIfReadOnly("llmeco_refresh_all()");
	RequireCoordinator();
	SPI_connect_ext(SPI_OPT_NONATOMIC);
	caller = CurrentMemoryContext;
	run = create_run(PortalContext, true);
	PG_TRY();
	{
		MemoryContextSwitchTo(run->context);
		if (!refresh(fcinfo, run, locked))
			ereport(NOTICE, (errmsg("a refresh is already running")));
		else
			RefreshShowResult(run);
		MemoryContextSwitchTo(caller);
	}
	PG_FINALLY();
	{
		unlock_sources(locked);
		MemoryContextDelete(run->context);
	}
	PG_END_TRY();
	SPI_finish();
	PG_RETURN_VOID();
}
