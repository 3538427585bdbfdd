/*
 * refresh_walk.h: a walk through a listing.
 */
#ifndef LLMECO_REFRESH_REFRESH_WALK_H
#define LLMECO_REFRESH_REFRESH_WALK_H

#include "fetch/hub/hub_identity.h"
#include "support/batch.h"
#include "support/name_set.h"
#include "refresh/refresh_run.h"
#include "refresh/refresh_seen.h"

/* A walk through a listing. */
typedef struct RefreshWalk
{
	/* the listing */
	const char *noun;               /* the word for a record */
	const char *counter;            /* the order in which counters are read again */
	void *data;                     /* the source's */
	char *(*url)(const char *sort); /* of its first page */
	/* read parses the answer in hand and sets nrecords, nitems, page, maybe
	 * last, and calls RefreshWalkPrivates() and RefreshWalkRecord(); false: the
	 * whole answer is not usable */
	bool (*read)(RefreshRun *run, struct RefreshWalk *walk);
	/* store stores what was read; the number of records new to this run,
	 * their keys in ids */
	int (*store)(RefreshRun *run, struct RefreshWalk *walk);

	/* this walk */
	const char *step; /* in llmeco.refresh_cursors; NULL: it has no
								 * place there and always begins anew */
	const char *first_url;
	bool whole;            /* all of it: what it does not see is gone */
	bool by_change;        /* dates are of modification, not creation */
	bool by_likes;         /* in descending order of these */
	bool repeats_expected; /* records that this run has read already */
	TimestampTz until;     /* it ends with what is older, 0: nowhere */
	TimestampTz mark;      /* by change: up to which time an earlier walk has read
								 * all that was there, 0: none did */
	int max_pages;         /* 0: no limit */

	/* the page in hand */
	int nrecords;
	int nprivate;       /* left out */
	int nitems;         /* unreadable records included */
	bool last;          /* the walk ends with this page */
	TimestampTz newest; /* 0: no date */
	TimestampTz oldest;
	Batch *overlap;   /* records from before the mark */
	const void *page; /* for store */
	int64 *ids;       /* room for nrecords */

	/* so far */
	int pages;
	TimestampTz watermark; /* newest date, none later than the run's start; 0: none */
	NameSet addresses;     /* of its pages, but for the first */
	int barren;            /* pages in a row without a record */

	RefreshSeen seen; /* table, key and page_limit are the listing's */
} RefreshWalk;

extern void RefreshWalkRecord(RefreshWalk *walk, const char *hub_id, int64 date);
extern void RefreshWalkPrivates(RefreshWalk *walk, const HubPrivates *privates);
extern bool RefreshWalkListing(RefreshRun *run, RefreshWalk *walk);

#endif /* LLMECO_REFRESH_REFRESH_WALK_H */
