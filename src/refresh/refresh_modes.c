/*
 * refresh_modes.c: how much of a listing a run reads, scope 'all'.
 *
 * full         all of it by creation date, the one key that does not change
 *              while the walk goes on. What the walk did not see is marked as
 *              removed.
 * incremental  by modification, down to where the last run was and OVERLAP
 *              beyond; by creation, likewise; then the first pages by a counter.
 *              In this order: a record that changes between two steps changes
 *              after the first, whose next turn finds it.
 * auto         full where no full walk was ever complete, or one is unfinished;
 *              else incremental.
 *
 * A modification is dated by the clock of who committed. It may be yet to come:
 * no mark is later than the run's start. It may be of days ago, where it was
 * pushed late: hence the overlap. Creation is dated by the Hub.
 *
 * llmeco.refresh_cursors has, for each walk, where it goes on, and under
 * MARK_... up to which time a complete one has read everything, when one missed
 * so much that it was not believed, and since when private records are left
 * out.
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "support/settings.h"
#include "support/sql.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_modes.h"
#include "refresh/refresh_seen.h"
#include "refresh/refresh_walk.h"

#define STEP_WALK "walk"
#define STEP_NEWEST "newest"
#define STEP_MODIFIED "modified"
#define MARK_CREATED "created_at"
#define MARK_MODIFIED "modified_at"
#define MARK_MISSED "missed"
#define MARK_PUBLIC "public"

/* Pages by a counter. */
#define COUNTED_PAGES 30
/* How late what was committed may be pushed and still be read by the next
 * walk down to a date: a request for 1,000 that were modified in this time. */
#define OVERLAP (3 * USECS_PER_DAY)
/* How far the Hub's clock may be behind this one. */
#define CLOCK_SLACK (10 * USECS_PER_MINUTE)

/* What earlier runs left. */
typedef struct Marks
{
	bool unfinished;     /* a full walk */
	bool complete;       /* there was a complete full walk */
	TimestampTz created; /* 0: none */
	TimestampTz modified;
	TimestampTz missed;       /* a full walk that was not believed */
	TimestampTz public_since; /* private records are left out; 0: they are not */
} Marks;

/*
 * read_marks reads what earlier runs left.
 */
static Marks
read_marks(RefreshRun *run)
{
	Marks marks = {0};
	ListCell *cell;

	foreach (cell, RefreshReadCursors(run))
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, STEP_WALK) == 0)
			marks.unfinished = cursor->next_url != NULL;
		else if (strcmp(cursor->step, MARK_CREATED) == 0)
		{
			marks.complete = cursor->watermark != 0;
			marks.created = cursor->watermark;
		}
		else if (strcmp(cursor->step, MARK_MODIFIED) == 0)
			marks.modified = cursor->watermark;
		else if (strcmp(cursor->step, MARK_MISSED) == 0)
			marks.missed = cursor->watermark;
		else if (strcmp(cursor->step, MARK_PUBLIC) == 0)
			marks.public_since = cursor->watermark;
	}
	/* A mark that is yet to come was set by a date gone wrong, before 1.2.0, or by
	 * our own clock: up to which time all was read is not known. */
	if (Max(marks.created, marks.modified) > run->started + REFRESH_CLOCK_SLACK)
		marks.complete = false;
	marks.created = Min(marks.created, run->started);
	marks.modified = Min(marks.modified, run->started);
	return marks;
}

/*
 * newest_change returns up to which modification a walk that began at started
 * has read all: the newest one known, and none that came while it went on.
 */
static TimestampTz
newest_change(const RefreshWalk *walk)
{
	int level = SqlConnect();
	bool isnull;
	Datum newest;

	SqlPlanFreely();
	(void) SqlRun(psprintf("SELECT LEAST(pg_catalog.max(r.modified_at), $1) FROM llmeco.%s r",
						   walk->seen.table),
				  sql_time(walk->seen.started - CLOCK_SLACK));
	newest = SqlResultValue(0, 1, &isnull);
	SqlFinish(level);
	return isnull ? 0 : DatumGetTimestampTz(newest);
}

/*
 * estimate_records notes how many records a walk through all of a listing will have:
 * those that are known, by the planner's estimate.
 */
static void
estimate_records(RefreshRun *run, const RefreshWalk *walk)
{
	int level = SqlConnect();

	run->expected = SqlInt64("SELECT GREATEST(c.reltuples, 0)::bigint FROM pg_catalog.pg_class c"
							 " WHERE c.oid = $1::pg_catalog.regclass",
							 sql_text(psprintf("llmeco.%s", walk->seen.table)));
	SqlFinish(level);
}

/*
 * walk_all reads the whole listing. False: the run ends before that.
 */
static bool
walk_all(RefreshRun *run, RefreshWalk *walk, const Marks *marks, int64 *changed)
{
	bool complete;

	walk->step = STEP_WALK;
	walk->whole = true;
	walk->seen.again = marks->missed != 0;
	walk->first_url = walk->url("createdAt");
	if (marks->complete)
		estimate_records(run, walk);
	complete = RefreshWalkListing(run, walk);
	run->expected = 0;
	if (!complete)
		return false;
	if (!RefreshSeenEnd(run, &walk->seen, changed))
	{
		RefreshNoteCursor(run, MARK_MISSED, NULL, walk->seen.started);
		RefreshPartial(run);
		return false;
	}
	if (marks->missed != 0)
		RefreshNoteCursor(run, MARK_MISSED, NULL, 0);
	RefreshNoteCursor(run, MARK_CREATED, NULL, walk->watermark);
	RefreshNoteCursor(run, MARK_MODIFIED, NULL, walk->seen.started == 0 ? 0 : newest_change(walk));
	return true;
}

/*
 * walk_down reads a listing in descending order of a date until it comes to
 * what is older than a mark, and then moves the mark. False: the run ends
 * before that.
 */
static bool
walk_down(RefreshRun *run, const RefreshWalk *listing, bool by_change, TimestampTz until)
{
	RefreshWalk walk = *listing;

	walk.step = by_change ? STEP_MODIFIED : STEP_NEWEST;
	walk.by_change = by_change;
	walk.first_url = walk.url(by_change ? "lastModified" : "createdAt");
	walk.until = until;
	if (by_change && until != 0)
	{
		walk.mark = until;
		walk.until = until - OVERLAP;
	}
	/* where no mark is known the first page is all */
	walk.max_pages = until == 0 ? 1 : 0;
	walk.repeats_expected = true;
	if (!RefreshWalkListing(run, &walk))
		return false;
	RefreshNoteCursor(run, by_change ? MARK_MODIFIED : MARK_CREATED, NULL,
					  Max(walk.watermark, until));
	return true;
}

/*
 * walk_recent does what mode incremental does. False: the run ends before all
 * that is new was read.
 */
static bool
walk_recent(RefreshRun *run, const RefreshWalk *listing, const Marks *marks)
{
	RefreshWalk counted = *listing;

	if (!walk_down(run, listing, true, marks->modified) ||
		!walk_down(run, listing, false, marks->created))
		return false;
	counted.first_url = counted.url(counted.counter);
	counted.by_likes = strcmp(counted.counter, "likes") == 0;
	counted.max_pages = COUNTED_PAGES;
	counted.repeats_expected = true;
	(void) RefreshWalkListing(run, &counted);
	return true;
}

/*
 * settle_private notes whether private records are left out from now on. Those
 * that came in before go when they are met, or are no longer listed: no full
 * walk that took them in counts.
 */
static void
settle_private(RefreshRun *run, Marks *marks)
{
	if (settings_include_private == (marks->public_since == 0))
		return;
	RefreshNoteCursor(run, MARK_PUBLIC, NULL, settings_include_private ? 0 : run->started);
	if (settings_include_private)
		return;
	if (marks->unfinished)
		RefreshNoteCursor(run, STEP_WALK, NULL, 0);
	if (marks->complete)
		RefreshNoteCursor(run, MARK_CREATED, NULL, 0);
	marks->unfinished = marks->complete = false;
	RefreshFlushCursors(run);
}

/*
 * RefreshListing reads what the run's mode asks for of a listing. Records that
 * are marked as removed are added to *changed. False: the run ends before all
 * was read.
 */
bool
RefreshListing(RefreshRun *run, RefreshWalk *listing, int64 *changed)
{
	Marks marks = read_marks(run);
	bool all;
	bool done;

	settle_private(run, &marks);
	all = !marks.complete;
	if (strcmp(run->mode, "full") == 0 || (strcmp(run->mode, "auto") == 0 && marks.unfinished))
		all = true;
	done = all ? walk_all(run, listing, &marks, changed) : walk_recent(run, listing, &marks);
	LedgerFlush(&run->ledger);
	RefreshFlushCursors(run);
	return done;
}
