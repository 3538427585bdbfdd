/*
 * refresh_walk.c: the walk through a listing of the Hub, page by page by its
 * Link header; what is listed is the source's concern.
 *
 * The next page is on its way while one is stored. What a walk could not read
 * ends it there, and the next run goes on at that page.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "refresh.h"

/* Name of the walk in llmeco.refresh_cursors. */
#define STEP_WALK "walk"

/*
 * walk_page reads and stores the answer in hand. *next becomes the address
 * of the next page, in the run's memory, NULL: the walk is complete; it is on
 * its way if *asked. False: the page could not be read.
 */
static bool
walk_page(RefreshRun *run, RefreshWalk *walk, char **next, bool *asked)
{
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	bool		broken = false;
	int			fresh;

	*asked = false;
	if (!walk->read(run, walk))
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
	fresh = walk->store(run, walk);
	if (fresh == 0 && walk->nrecords > 0 && *next != NULL)
	{
		ErrorsAdd(&run->errors, run->response->url, 0, NULL, "repeat",
				  "every %s of the page was listed before in this run: the listing goes in a circle",
				  walk->noun);
		run->unread++;
		broken = true;
	}
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
	bool		first = true;
	bool		asked = false;

	*refused = false;
	for (;;)
	{
		RefreshVerdict verdict;
		char	   *next = NULL;

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
		if (verdict != ANSWER_READ ||
			!walk_page(run, walk, &next, &asked))
		{
			RefreshPageDone(run);
			return url;
		}
		if (next != NULL && run->commits)
			RefreshNoteCursor(run, STEP_WALK, next, walk->watermark);
		RefreshPageDone(run);
		if (next == NULL)
			return NULL;
		pfree(url);
		url = next;
		first = false;
	}
}

/*
 * RefreshWalkListing walks a listing to its end, from where the last run
 * stopped, else from walk->first_url. False: the run ends before that; where
 * it goes on is noted.
 */
bool
RefreshWalkListing(RefreshRun *run, RefreshWalk *walk)
{
	char	   *url = NULL;
	bool		resumed;
	bool		refused;
	ListCell   *cell;

	foreach(cell, RefreshReadCursors(run))
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, STEP_WALK) == 0 && cursor->next_url != NULL)
		{
			url = pstrdup(cursor->next_url);
			walk->watermark = cursor->watermark;
		}
	}
	resumed = url != NULL;
	url = walk_from(run, walk, resumed ? url : pstrdup(walk->first_url), &refused);
	if (url != NULL && refused && resumed)
	{
		/* The server no longer knows that place. */
		walk->watermark = 0;
		url = walk_from(run, walk, pstrdup(walk->first_url), &refused);
	}
	if (url != NULL)
		RefreshPartial(run);
	RefreshNoteCursor(run, STEP_WALK, url, walk->watermark);
	RefreshFlushCursors(run);
	return url == NULL;
}
