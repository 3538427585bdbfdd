/*
 * refresh_run.h: the state of a refresh run.
 */
#ifndef LLMECO_REFRESH_REFRESH_RUN_H
#define LLMECO_REFRESH_REFRESH_RUN_H

#include "datatype/timestamp.h"
#include "nodes/pg_list.h"

#include "fetch/http/http_client.h"
#include "store/ledger.h"
#include "store/store_models.h"

/* 'llme', of the advisory locks; views have it too */
#define REFRESH_LOCK_CLASS 0x6c6c6d65

/* Its number for the sources that the Hub has: each of them adds to the others'
 * tables. */
#define REFRESH_HUB_LOCK 0

/* A time of ours that is farther ahead than this is of a clock gone wrong. */
#define REFRESH_CLOCK_SLACK USECS_PER_DAY

typedef enum RefreshStatus
{
	REFRESH_COMPLETE,
	REFRESH_PARTIAL, /* budget used up, or something unread */
	REFRESH_FAILED   /* stopped: nothing could be read */
} RefreshStatus;

/* On which terms servers answer: refresh_terms.c. */
typedef struct RefreshTerms
{
	List *refused; /* RefusedFields */
	int limit;     /* records of a page that they have time for, 0: as many as
								 * are asked for */
	int pages;     /* read since that changed */
	int patience;  /* pages until more are asked for */
	bool grown;    /* more are, since then */
} RefreshTerms;

typedef struct RefreshRun
{
	MemoryContext context;      /* of the run; deleting it frees all */
	MemoryContext page_context; /* reset by RefreshPageDone() */

	/* what was asked for */
	const char *scope;
	int top; /* N of top:N, 0: all */
	const char *mode;
	TimestampTz deadline; /* 0: none */
	int64 max_requests;   /* 0: no limit */
	bool commits;         /* a commit a page */

	/* what was done */
	int64 run_id;
	TimestampTz started;
	RefreshStatus status;
	const char *source;           /* in work */
	const char *endpoint;         /* of that source */
	const char *endpoint_setting; /* that it comes from */
	int64 pages;
	int64 asked; /* requests handed to the client */
	int64 answered;
	bool models_complete;   /* the source models was read to its end, */
	bool datasets_complete; /* datasets */
	bool models_read;       /* to the end of what was asked for */
	int64 unread;           /* answers that could not be read */
	int64 rows;             /* of an import's query; of which */
	int64 rows_skipped;     /* say nothing, or are private and left out */
	int64 rows_failed;      /* cannot be kept as a record */
	TimestampTz noticed;    /* when progress was last shown */
	bool waits;             /* for a server, and has said so */
	bool anonymous;         /* without an access token */
	TimestampTz source_started;
	int64 source_seen; /* records read before that */
	int64 expected;    /* records that the walk in hand has, about; 0:
								 * unknown */
	int64 earlier;     /* of which earlier runs read these */
	Ledger ledger;
	ModelStore store;

	/* owned through a callback of context */
	HttpClient *client;
	HttpResponse *response; /* in hand */
	HttpResponse *ahead;    /* finished, not yet asked for */
	int limit;              /* of records, that the one in hand was asked with; 0: none */
	RefreshTerms terms;

	MemoryContext cursor_context;
	List *cursors; /* RefreshCursors to be written */
} RefreshRun;

extern RefreshRun *RefreshCreateRun(MemoryContext parent, bool commits);
extern void RefreshPartial(RefreshRun *run);
extern void RefreshForgetFuture(RefreshRun *run, const char *table, const char *column, int days);

#endif /* LLMECO_REFRESH_REFRESH_RUN_H */
