/*
 * refresh_walk.c: the walk through a listing of the Hub, page by page by its
 * Link header; what is listed is the source's concern.
 *
 * The next page is on its way while one is stored. What a walk could not read
 * ends it there, and the next run goes on at that page.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/sql_values.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_seen.h"
#include "refresh/refresh_walk.h"

/*
 * note_date takes the date of a record, in microseconds since 1970, into the
 * page's. False: it has none.
 */
static bool
note_date(RefreshWalk *walk, int64 date, TimestampTz *time)
{
	if (date == RECORD_NULL || !SqlTimeOfUnix(date, time))
		return false;
	if (walk->newest == 0 || *time > walk->newest)
		walk->newest = *time;
	if (walk->oldest == 0 || *time < walk->oldest)
		walk->oldest = *time;
	return true;
}

/*
 * RefreshWalkRecord notes a record of the page in hand and its date, in
 * microseconds since 1970; for read.
 */
void
RefreshWalkRecord(RefreshWalk *walk, const char *hub_id, int64 date)
{
	TimestampTz time;

	if (note_date(walk, date, &time) && walk->mark != 0 && time < walk->mark)
	{
		Datum values[] = {CStringGetTextDatum(hub_id), TimestampTzGetDatum(time)};
		bool nulls[lengthof(values)] = {false};

		BatchAdd(walk->overlap, values, nulls);
	}
}

/*
 * RefreshWalkPrivates notes the private records of the page in hand, which are
 * left out: a page may have no other, and the walk goes on behind them; for
 * read.
 */
void
RefreshWalkPrivates(RefreshWalk *walk, const HubPrivates *privates)
{
	TimestampTz time;

	walk->nprivate = privates->n;
	for (int i = 0; i < privates->n; i++)
		(void) note_date(walk,
						 walk->by_change ? privates->list[i].modified_at
										 : privates->list[i].created_at,
						 &time);
}

/*
 * read_page reads the answer in hand, and finds out whether the walk ends
 * here. False: the page could not be read.
 */
static bool
read_page(RefreshRun *run, RefreshWalk *walk)
{
	static const BatchColumn columns[] = {{"hub_id", TEXTOID}, {"modified_at", TIMESTAMPTZOID}};
	TimestampTz newest;

	walk->newest = walk->oldest = 0;
	walk->last = false;
	walk->overlap = BatchCreate("llmeco_overlap", columns, lengthof(columns));
	if (!walk->read(run, walk))
		return false;
	walk->pages++;
	walk->ids = palloc((walk->nrecords + 1) * sizeof(int64));
	/* A date yet to come says nothing of what was read. */
	newest = Min(walk->newest, run->started);
	if (newest != 0 && (walk->watermark == 0 || newest > walk->watermark))
		walk->watermark = newest;
	/* records without a date are older than all others */
	if ((walk->max_pages > 0 && walk->pages >= walk->max_pages) ||
		(walk->until != 0 && (walk->oldest == 0 || walk->oldest < walk->until)))
		walk->last = true;
	return true;
}

/*
 * count_late counts the records of the page in hand, which is not stored yet, that
 * a walk before this one should have read and did not: they came late.
 */
static void
count_late(RefreshRun *run, const RefreshWalk *walk)
{
	int level;

	if (walk->overlap->n == 0)
		return;
	level = SqlConnect();
	run->ledger.counts.changed_late +=
		BatchApplyArgs(walk->overlap,
					   psprintf("SELECT FROM llmeco_overlap p"
								" LEFT JOIN llmeco.%s r ON r.hub_id = p.hub_id"
								" WHERE r.modified_at IS DISTINCT FROM p.modified_at",
								walk->seen.table),
					   NULL, 0);
	SqlFinish(level);
}

/*
 * is_circle says whether all of the page in hand, of which fresh records were
 * new to this run, was listed before. A walk down to a date, which goes through
 * what this run may have read already, shows it by the order; one without a
 * place in refresh_cursors has a last page anyway.
 */
static bool
is_circle(const RefreshWalk *walk, int fresh, TimestampTz before)
{
	if (walk->until != 0)
		return before != 0 && walk->newest > before;
	return walk->step != NULL && fresh == 0 && walk->nrecords > 0;
}

/*
 * walk_page reads and stores the answer in hand. *next becomes the address
 * of the next page, in the run's memory, NULL: the walk is complete; it is on
 * its way if *asked. False: the page could not be read.
 */
static bool
walk_page(RefreshRun *run, RefreshWalk *walk, char **next, bool *asked)
{
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	bool broken = false;
	TimestampTz before = walk->oldest;
	int fresh;

	*asked = false;
	if (!read_page(run, walk))
	{
		MemoryContextSwitchTo(caller);
		return false;
	}
	*next = walk->last ? NULL : RefreshNextUrl(run, &broken);
	if (*next != NULL)
	{
		*next = MemoryContextStrdup(run->context, *next);
		if (RefreshMayAsk(run))
		{
			RefreshAskAhead(run, *next);
			*asked = true;
		}
	}
	count_late(run, walk);
	tuplestore_end(walk->overlap->rows);
	fresh = walk->store(run, walk);
	if (walk->whole && !broken)
		RefreshSeenAdd(run, &walk->seen,
					   &(RefreshSeenPage) {.ids = walk->ids,
										   .n = fresh,
										   .nitems = walk->nitems,
										   .limit = run->limit,
										   .all_read =
											   walk->nrecords + walk->nprivate == walk->nitems,
										   .is_last = *next == NULL});
	if (*next != NULL && (!NameSetAdd(&walk->addresses, *next) || is_circle(walk, fresh, before)))
	{
		RefreshNoteCircle(run, walk->noun);
		broken = true;
	}
	else if (*next != NULL && RefreshIsBarren(run, walk->noun, walk->nrecords, &walk->barren))
		broken = true;
	MemoryContextSwitchTo(caller);
	return !broken;
}

/*
 * walk_from goes through the listing from url to its end. Returns NULL when
 * it got there, else the address where to go on, and in *refused whether the
 * server refused the very first page.
 */
static char *
walk_from(RefreshRun *run, RefreshWalk *walk, char *url, bool *refused)
{
	bool first = true;
	bool asked = false;

	*refused = false;
	for (;;)
	{
		RefreshVerdict verdict;
		char *next = NULL;

		if (!asked)
		{
			if (!RefreshMayAsk(run))
				return url;
			RefreshAsk(run, url, NULL);
		}
		/* what a walk that ended early had asked for may come first */
		do
		{
			if (RefreshAnswer(run) == NULL)
				return url;
		} while (strcmp(run->response->url, url) != 0);
		verdict = RefreshJudge(run, NULL);
		*refused = first && verdict == ANSWER_NO;
		if (verdict == ANSWER_NO)
			run->unread++;
		if (verdict != ANSWER_READ || !walk_page(run, walk, &next, &asked))
		{
			RefreshPageDone(run);
			return url;
		}
		if (next != NULL && run->commits && walk->step != NULL)
			RefreshNoteCursor(run, walk->step, next, walk->watermark);
		RefreshPageDone(run);
		if (next == NULL)
			return NULL;
		pfree(url);
		url = next;
		first = false;
	}
}

/*
 * find_place returns where an earlier run stopped in the walk, NULL: nowhere.
 */
static char *
find_place(RefreshRun *run, RefreshWalk *walk)
{
	ListCell *cell;

	if (walk->step == NULL)
		return NULL;
	foreach (cell, RefreshReadCursors(run))
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, walk->step) == 0 && cursor->next_url != NULL)
		{
			walk->watermark = Min(cursor->watermark, run->started);
			return pstrdup(cursor->next_url);
		}
	}
	return NULL;
}

/*
 * RefreshWalkListing walks a listing to its end, from where the last run
 * stopped, else from walk->first_url. False: the run ends before that; where
 * it goes on is noted.
 */
bool
RefreshWalkListing(RefreshRun *run, RefreshWalk *walk)
{
	char *url = find_place(run, walk);
	bool resumed = url != NULL && strcmp(url, walk->first_url) != 0;
	bool refused;
	int64 unread = run->unread;

	if (!resumed)
		url = pstrdup(walk->first_url);
	NameSetInit(&walk->addresses, run->context, 0);
	if (walk->whole)
		RefreshSeenBegin(run, &walk->seen, resumed);
	run->earlier = walk->seen.earlier;
	url = walk_from(run, walk, url, &refused);
	if (url != NULL && refused && resumed)
	{
		/* The server no longer knows that place. */
		walk->watermark = 0;
		if (walk->whole)
			RefreshSeenBegin(run, &walk->seen, false);
		url = walk_from(run, walk, pstrdup(walk->first_url), &refused);
	}
	/* what has no place is left out where the budget ends */
	if (url != NULL && (walk->step != NULL || run->unread > unread))
		RefreshPartial(run);
	if (walk->step != NULL)
		RefreshNoteCursor(run, walk->step, url, walk->watermark);
	RefreshFlushCursors(run);
	return url == NULL;
}
