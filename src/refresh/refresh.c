/*
 * refresh.c: a refresh from SQL: arguments, locks, and the table of sources.
 * What a run, a page or a walk is: refresh_run.c.
 *
 * Locks: an advisory lock, (REFRESH_LOCK_CLASS, lock of the source), of the transaction
 * for llmeco_refresh(), of the session for llmeco_refresh_all(), which commits.
 * The Hub's sources share one: each of them adds to the others' tables.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/portal.h"
#include "utils/timestamp.h"

#include "support/overload.h"
#include "support/coordinator.h"
#include "support/settings.h"
#include "refresh/refresh_authors.h"
#include "refresh/refresh_client.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_datasets.h"
#include "refresh/refresh_details.h"
#include "refresh/refresh_finish.h"
#include "refresh/refresh_labels.h"
#include "refresh/refresh_models.h"
#include "refresh/refresh_papers.h"
#include "refresh/refresh_report.h"
#include "refresh/refresh_repos.h"
#include "refresh/refresh_spaces.h"

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

/* Their place below. */
#define MODELS 0

static const RefreshSource sources[] =
	{[MODELS] = {"models", RefreshModels, REFRESH_HUB_LOCK, &settings_hub_endpoint,
				 "llmeco.hub_endpoint"},
	 {"spaces", RefreshSpaces, REFRESH_HUB_LOCK, &settings_hub_endpoint, "llmeco.hub_endpoint"},
	 {"datasets", RefreshDatasets, REFRESH_HUB_LOCK, &settings_hub_endpoint, "llmeco.hub_endpoint"},
	 {"authors", RefreshAuthors, REFRESH_HUB_LOCK, &settings_hub_endpoint, "llmeco.hub_endpoint"},
	 {"labels", RefreshLabels, 1, &settings_labels_endpoint, "llmeco.labels_endpoint"},
	 {"repos", RefreshRepos, 1, &settings_opendigger_endpoint, "llmeco.opendigger_endpoint"},
	 {"papers", RefreshPapers, REFRESH_HUB_LOCK, &settings_hub_endpoint, "llmeco.hub_endpoint"}};

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
			 errhint("Sources are models, spaces, datasets, authors, papers, labels and repos.")));
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
	deconstruct_array(OverloadTexts(fcinfo, 0), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls,
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
	run->scope = PG_ARGISNULL(1) ? pstrdup(settings_scope) : text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (!SettingsReadScope(run->scope, &run->top))
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

/* ---- the run ---- */

/*
 * lock_source takes the lock of a source; false: another run has it.
 */
static bool
lock_source(int source, bool session)
{
	return DatumGetBool(
		DirectFunctionCall2(session ? pg_try_advisory_lock_int4 : pg_try_advisory_xact_lock_int4,
							Int32GetDatum(REFRESH_LOCK_CLASS),
							Int32GetDatum(sources[source].lock)));
}

/*
 * unlock_sources gives back locks of the session.
 */
static void
unlock_sources(const bool *locked)
{
	for (int i = 0; i < lengthof(sources); i++)
		if (locked[i])
			(void) DirectFunctionCall2(pg_advisory_unlock_int4, Int32GetDatum(REFRESH_LOCK_CLASS),
									   Int32GetDatum(sources[i].lock));
}

/*
 * begin_source has the run work on a source.
 */
static void
begin_source(RefreshRun *run, const RefreshSource *source)
{
	run->source = run->ledger.source = source->name;
	run->endpoint = *source->endpoint;
	run->endpoint_setting = source->endpoint_setting;
	run->source_started = GetCurrentTimestamp();
	run->source_seen = RefreshRecordsSeen(run);
}

/*
 * find_done marks in done the sources of those wanted that an earlier run of today
 * read to their end before it stopped in another one of them. Where nothing else
 * is wanted none is marked: they are read again.
 */
static void
find_done(RefreshRun *run, const bool *wanted, bool *done)
{
	StringInfoData names;
	bool left = false;

	initStringInfo(&names);
	for (int i = 0; i < lengthof(sources); i++)
	{
		done[i] = false;
		if (!wanted[i])
			continue;
		begin_source(run, &sources[i]);
		done[i] = RefreshIsDone(run);
		left |= !done[i];
		if (done[i])
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", sources[i].name);
	}
	if (!left)
		memset(done, false, lengthof(sources) * sizeof(bool));
	else if (names.len > 0)
		ereport(NOTICE, (errmsg("refresh goes on where the last one stopped"),
						 errdetail("Read to the end today: %s.", names.data)));
}

/*
 * refresh_source refreshes a source and notes, where that is wanted, that it was
 * read to its end.
 */
static void
refresh_source(RefreshRun *run, const RefreshSource *source, bool note_done)
{
	RefreshStatus before = run->status;

	begin_source(run, source);
	RefreshForgetDone(run);
	run->status = REFRESH_COMPLETE;
	source->refresh(run);
	if (run->status != REFRESH_COMPLETE)
		RefreshFlushCursors(run);
	else if (note_done)
		RefreshNoteDone(run);
	if (run->status == REFRESH_COMPLETE && source->refresh == RefreshModels)
		run->models_complete = true;
	if (run->status == REFRESH_COMPLETE && source->refresh == RefreshDatasets)
		run->datasets_complete = true;
	run->status = Max(run->status, before);
}

/*
 * run_sources refreshes the sources that are marked, then the details of models.
 */
static void
run_sources(RefreshRun *run, const bool *wanted)
{
	const char *names[lengthof(sources)];
	bool done[lengthof(sources)];
	int n = 0;

	for (int i = 0; i < lengthof(sources); i++)
		if (wanted[i])
			names[n++] = sources[i].name;
	run->client = RefreshCreateClient(&run->anonymous);
	RefreshInsertRun(run, names, n);
	if (run->commits)
		SPI_commit();
	find_done(run, wanted, done);
	for (int i = 0; i < lengthof(sources) && run->status != REFRESH_FAILED; i++)
		if (wanted[i] && !done[i])
			refresh_source(run, &sources[i], n > 1);
	for (int i = 0; i < lengthof(sources) && run->status == REFRESH_COMPLETE; i++)
		if (wanted[i])
		{
			begin_source(run, &sources[i]);
			RefreshForgetDone(run);
		}
	if (run->models_read || (wanted[MODELS] && done[MODELS]))
	{
		begin_source(run, &sources[MODELS]);
		RefreshDetails(run);
	}
	RefreshFinish(run);
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
	if (run->top > 0 && strcmp(run->mode, "auto") != 0 && (locked[0] || locked[1]))
		ereport(NOTICE, (errmsg("mode \"%s\" has no effect on models and Spaces in scope \"%s\"",
								run->mode, run->scope),
						 errhint("Modes are for scope => 'all'.")));
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
	CoordinatorRequire();
	run = RefreshCreateRun(caller, false);
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
	CoordinatorRequire();
	SPI_connect_ext(SPI_OPT_NONATOMIC);
	caller = CurrentMemoryContext;
	run = RefreshCreateRun(PortalContext, true);
	PG_TRY();
	{
		MemoryContextSwitchTo(run->context);
		if (!refresh(fcinfo, run, locked))
			ereport(NOTICE, (errmsg("a refresh is already running")));
		else
			RefreshShowResult(run);
		if (run->status == REFRESH_FAILED)
		{
			SPI_commit();
			ereport(ERROR, (errcode(ERRCODE_CONNECTION_FAILURE), errmsg("nothing could be read"),
							errdetail("The refresh is run " INT64_FORMAT " of llmeco.refresh_runs.",
									  run->run_id),
							errhint("llmeco.refresh_errors says why.")));
		}
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
