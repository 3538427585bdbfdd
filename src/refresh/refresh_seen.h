/*
 * refresh_seen.h: what a walk through the whole of a listing has seen.
 */
#ifndef LLMECO_REFRESH_REFRESH_SEEN_H
#define LLMECO_REFRESH_REFRESH_SEEN_H

#include "refresh/refresh_run.h"

typedef struct RefreshSeen
{
	const char *table; /* where the records are, below llmeco */
	const char *key;   /* that table's */
	int page_limit;    /* records asked for in a page */
	bool has_events;   /* what is gone is an event */
	bool again;        /* the walk before this one missed too many */

	/* so far */
	TimestampTz started; /* 0: unknown */
	bool all_read;       /* every record could be read */
	int64 largest;       /* items of a page, the last one apart */
	int64 last;          /* items of the newest page */
	bool last_full;      /* as many as were asked for */
	int64 earlier;       /* items that earlier runs read */
} RefreshSeen;

/* A page of the listing. */
typedef struct RefreshSeenPage
{
	const int64 *ids; /* of records new to this run */
	int n;
	int nitems; /* unreadable records included */
	int limit;  /* records asked for */
	bool all_read;
	bool is_last;
} RefreshSeenPage;

extern void RefreshSeenBegin(RefreshRun *run, RefreshSeen *seen, bool resumed);
extern void RefreshSeenAdd(RefreshRun *run, RefreshSeen *seen, const RefreshSeenPage *page);
extern void RefreshSeenModels(const RefreshRun *run, const int64 *ids, int n, TimestampTz started);
extern bool RefreshSeenEnd(RefreshRun *run, const RefreshSeen *seen, int64 *changed);

#endif /* LLMECO_REFRESH_REFRESH_SEEN_H */
