/*
 * refresh_requests.c: requests of a run and their answers, within its budget:
 * ask, wait, judge, read, and the end of work on an answer.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "storage/ipc.h"
#include "storage/pmsignal.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/server_text.h"
#include "support/settings.h"
#include "support/sql.h"
#include "refresh/refresh_client.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_report.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_terms.h"

/* Milliseconds of one wait: how late a cancel may be seen. */
#define WAIT_MS 100
/* Pages in a row without a record after which a listing is not followed. */
#define MAX_BARREN 10

/* What was asked for, while it is under way; in the run's memory. */
typedef struct RefreshAsked
{
	char *url; /* as the caller gave it */
	void *tag;
} RefreshAsked;

/*
 * out_of_time says whether the budget of seconds is used up.
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
 * RefreshMayAsk says whether the budget allows another request.
 */
bool
RefreshMayAsk(RefreshRun *run)
{
	return RefreshRequestsLeft(run) > 0;
}

/*
 * send_request starts a request on the terms of now.
 */
static void
send_request(RefreshRun *run, RefreshAsked *asked)
{
	char *sent = RefreshTermsUrl(run, asked->url);

	if (!(RefreshTermsMayShrink(sent) ? http_get_divisible : http_get)(run->client, sent, asked))
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	pfree(sent);
	run->asked++;
}

/*
 * RefreshAsk starts a request; tag comes back with the answer.
 */
void
RefreshAsk(RefreshRun *run, const char *url, void *tag)
{
	RefreshAsked *asked = MemoryContextAlloc(run->context, sizeof(RefreshAsked));

	asked->url = MemoryContextStrdup(run->context, url);
	asked->tag = tag;
	send_request(run, asked);
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
 * own_copy returns a copy of a text that a response is to own.
 */
static char *
own_copy(const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	return copy;
}

/*
 * take_back makes the answer in hand, which was sent on the terms of now, one to
 * what the caller asked for.
 */
static void
take_back(RefreshRun *run, RefreshAsked *asked)
{
	HttpResponse *response = run->response;

	run->limit = RefreshTermsLimit(response->url);
	if (strcmp(asked->url, response->url) != 0)
	{
		char *own = own_copy(asked->url);

		if (response->next_url != NULL)
		{
			char *next = RefreshTermsNext(asked->url, response->url, response->next_url);
			char *own_next = own_copy(next);

			free(response->next_url);
			response->next_url = own_next;
			pfree(next);
		}
		free(response->url);
		response->url = own;
	}
	response->tag = asked->tag;
	pfree(asked->url);
	pfree(asked);
}

/*
 * wait_for_answer waits until a request has finished. False: out of time.
 */
static bool
wait_for_answer(RefreshRun *run)
{
	HttpStats stats;

	run->response = run->ahead;
	run->ahead = NULL;
	while (run->response == NULL)
	{
		CHECK_FOR_INTERRUPTS();
		if (IsUnderPostmaster && !PostmasterIsAlive())
			proc_exit(1);
		if (out_of_time(run))
			return false;
		RefreshShowProgress(run);
		http_stats(run->client, &stats);
		if (stats.pending == 0)
			elog(ERROR, "waiting for an answer with no request under way");
		pgstat_report_wait_start(PG_WAIT_EXTENSION);
		run->response = http_poll(run->client, WAIT_MS);
		pgstat_report_wait_end();
	}
	CHECK_FOR_INTERRUPTS();
	return true;
}

/*
 * RefreshAnswer waits for the next finished request. The answer is the run's
 * until RefreshPageDone() or the next call. NULL: out of time, or of requests
 * where it would have to be asked on other terms.
 */
HttpResponse *
RefreshAnswer(RefreshRun *run)
{
	for (;;)
	{
		RefreshAsked *asked;

		http_response_free(run->response);
		run->response = NULL;
		if (!wait_for_answer(run))
			return NULL;
		asked = run->response->tag;
		if (!RefreshTermsChange(run, run->response))
		{
			take_back(run, asked);
			run->answered++;
			return run->response;
		}
		if (!RefreshMayAsk(run))
			return NULL;
		send_request(run, asked);
	}
}

/*
 * report_unreachable raises the error for a run that could not even begin; where
 * it commits, its row says so.
 */
static void
report_unreachable(RefreshRun *run, const char *item)
{
	const HttpResponse *response = run->response;

	if (run->commits)
	{
		LedgerNoteAnswer(&run->ledger, response->url, response->status, item,
						 http_outcome_name(response->outcome), response->message);
		LedgerFlush(&run->ledger);
		run->status = REFRESH_FAILED;
		RefreshUpdateRun(run, true);
		SPI_commit();
	}

	ereport(ERROR,
			(errcode(ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION),
			 errmsg("could not fetch from \"%s\"", run->endpoint),
			 errdetail("%s: %s", response->url, ServerText(response->message, NULL)),
			 errhint("Check %s and whether the server can reach it.", run->endpoint_setting)));
}

/*
 * is_bad_token says whether the answer is that the token is not accepted. A 401
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
	if (response->outcome == HTTP_STOPPED)
		elog(ERROR, "receiving an answer was stopped without an interrupt");
	if (response->outcome == HTTP_NO_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
						errdetail("%s", response->url)));
	if (run->answered == 1 &&
		(response->outcome == HTTP_NETWORK || response->outcome == HTTP_REFUSED))
		report_unreachable(run, item);
	/* a token that is not accepted says nothing of what was asked for */
	LedgerNoteAnswer(&run->ledger, response->url, response->status,
					 is_bad_token(response) ? NULL : item, http_outcome_name(response->outcome),
					 RefreshTermsSaid(response));
	if (is_bad_token(response))
	{
		run->status = REFRESH_FAILED;
		ereport(WARNING,
				(errcode(ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION),
				 errmsg("the server does not accept the access token"),
				 errhint("Check llmeco.token, llmeco.token_file and HF_TOKEN in the server's "
						 "environment.")));
		return ANSWER_STOP;
	}
	if (response->outcome == HTTP_STATUS && response->status >= 400 && response->status < 500 &&
		response->status != 408 && response->status != 429)
		return ANSWER_NO;
	run->unread++;
	return ANSWER_FAILED;
}

/*
 * RefreshIsGone says whether the answer in hand, which RefreshJudge() called
 * ANSWER_NO, is that there is nothing of that name, or nothing for us.
 */
bool
RefreshIsGone(const RefreshRun *run)
{
	switch (run->response->status)
	{
		case 401:
		case 403:
		case 404:
		case 410:
		case 451: return true;
		default: return false;
	}
}

/*
 * is_ascii says whether text is printable ASCII without blanks, as an address is.
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
 * RefreshNoteCircle notes that every record of the page in hand was listed
 * before.
 */
void
RefreshNoteCircle(RefreshRun *run, const char *noun)
{
	LedgerNote(
		&run->ledger, run->response->url, NULL, "repeat",
		"every %s of the page was listed before in this run, or out of order: the listing goes "
		"in a circle",
		noun);
	run->unread++;
}

/*
 * RefreshIsBarren counts in *barren the pages in a row of which no record could
 * be read, nrecords is that of the page in hand. Returns whether they are too
 * many for the listing to be followed, and notes it: every page may have a new
 * address, without end.
 */
bool
RefreshIsBarren(RefreshRun *run, const char *noun, int nrecords, int *barren)
{
	*barren = nrecords == 0 ? *barren + 1 : 0;
	if (*barren < MAX_BARREN)
		return false;
	LedgerNote(&run->ledger, run->response->url, NULL, "repeat",
			   "%d pages in a row have no %s that can be read: the listing is not followed",
			   MAX_BARREN, noun);
	run->unread++;
	return true;
}

/*
 * free_page is a callback of a page's memory context.
 */
static void
free_page(void *page)
{
	record_free(page);
}

/*
 * RefreshOwnPage has what a parser puts into a page freed with context, which
 * the page is in.
 */
void
RefreshOwnPage(MemoryContext context, RecordPage *page)
{
	MemoryContextCallback *callback =
		MemoryContextAllocZero(context, sizeof(MemoryContextCallback));

	callback->func = free_page;
	callback->arg = page;
	MemoryContextRegisterResetCallback(context, callback);
}

/*
 * RefreshCreatePage returns an empty page of size bytes, which begin with a
 * RecordPage. It lives until RefreshPageDone().
 */
void *
RefreshCreatePage(RefreshRun *run, Size size)
{
	RecordPage *page = MemoryContextAllocZero(run->page_context, size);

	RefreshOwnPage(run->page_context, page);
	return page;
}

/*
 * RefreshInput returns the answer in hand, for a parser.
 */
RecordInput
RefreshInput(const RefreshRun *run)
{
	return (RecordInput) {.body = run->response->body,
						  .len = run->response->len,
						  .stop = RefreshMustStop,
						  .with_private = settings_include_private};
}

/*
 * RefreshPageRead raises what ends a run, and notes what was not taken as
 * given of the answer in hand, which page was read from, or of an import's rows. name: of the one
 * record that it is about, NULL: they have their own. False: the whole answer
 * is not usable.
 */
bool
RefreshPageRead(RefreshRun *run, const RecordPage *page, const char *name)
{
	const char *url = run->response == NULL ? NULL : run->response->url;

	if (page->result == RECORD_STOPPED)
	{
		CHECK_FOR_INTERRUPTS();
		elog(ERROR, "reading an answer was stopped without an interrupt");
	}
	if (page->result == RECORD_NO_MEMORY)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
						errdetail("%s", url == NULL ? run->source : url)));
	for (int i = 0; name != NULL && i < page->nproblems; i++)
		page->problems[i].name = name;
	LedgerNoteProblems(&run->ledger, url, page->problems, page->nproblems);
	if (page->result == RECORD_BAD)
		run->unread++;
	return page->result == RECORD_OK;
}

/*
 * RefreshPageDone ends work on the answer in hand: frees it, writes what was
 * noted, commits where this run does.
 */
void
RefreshPageDone(RefreshRun *run)
{
	http_response_free(run->response);
	run->response = NULL;
	run->pages++;
	/* twice as many: the tables may have grown as much */
	if ((run->pages & (run->pages - 1)) == 0)
		SqlForgetPlans();
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
