/*
 * refresh.h: a refresh run, as its sources see it.
 */
#ifndef LLMECO_REFRESH_REFRESH_H
#define LLMECO_REFRESH_REFRESH_H

#include "datatype/timestamp.h"
#include "fmgr.h"

#include "fetch/http/http_client.h"
#include "fetch/hub/hub_models.h"
#include "store/ledger.h"
#include "store/store_models.h"

typedef enum RefreshStatus
{
	REFRESH_COMPLETE,
	REFRESH_PARTIAL, /* budget used up, or something unread */
	REFRESH_FAILED   /* stopped: nothing could be read */
} RefreshStatus;

/* What to do with an answer. */
typedef enum RefreshVerdict
{
	ANSWER_READ,   /* read it */
	ANSWER_NO,     /* the server will say the same next time */
	ANSWER_FAILED, /* worth another try in a later run */
	ANSWER_STOP    /* end the run: the token is not accepted */
} RefreshVerdict;

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
	int64 unread;        /* answers that could not be read */
	TimestampTz noticed; /* when progress was last shown */
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
	HubModelPage page;      /* in hand */
	bool has_page;

	MemoryContext cursor_context;
	List *cursors; /* to be written: see RefreshNoteCursor() */
} RefreshRun;

/* A row of llmeco.refresh_cursors. */
typedef struct RefreshCursor
{
	const char *step;
	const char *next_url;   /* NULL: this step is done */
	TimestampTz watermark;  /* 0: none */
	TimestampTz updated_at; /* as read; notes have none */
} RefreshCursor;

/* Requests that do not depend on each other: refresh_queue.c. */
typedef struct RefreshQueue RefreshQueue;

/* A walk through a listing. */
typedef struct RefreshWalk
{
	/* the listing */
	const char *noun;               /* the word for a record */
	const char *table;              /* where records are, below llmeco */
	const char *key;                /* that table's */
	const char *counter;            /* the order in which counters are read again */
	int page_limit;                 /* records asked for in a page */
	void *data;                     /* the source's */
	char *(*url)(const char *sort); /* of its first page */
	/* read parses the answer in hand and sets nrecords, nitems, page, maybe
	 * last, and calls RefreshWalkDate(); false: the whole answer is not usable */
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
	int max_pages;         /* 0: no limit */

	/* the page in hand */
	int nrecords;
	int nitems;         /* unreadable records included */
	bool last;          /* the walk ends with this page */
	bool last_page;     /* no page is behind it */
	TimestampTz newest; /* 0: no date */
	TimestampTz oldest;
	void *page; /* for store */
	int64 *ids; /* room for nrecords */

	/* so far */
	int pages;
	TimestampTz watermark; /* newest date, 0: none */

	/* refresh_seen.c: a walk of the whole, so far */
	TimestampTz started; /* 0: unknown */
	bool all_read;       /* every record could be read */
	int64 largest;       /* records of a page */
	int64 earlier;       /* records that earlier runs read */
} RefreshWalk;

/* refresh.c */
extern char *RefreshUrl(char *url);
extern int64 RefreshRequestsLeft(RefreshRun *run);
extern bool RefreshMayAsk(RefreshRun *run);
extern void RefreshAsk(RefreshRun *run, const char *url, void *tag);
extern void RefreshAskAhead(RefreshRun *run, const char *url);
extern HttpResponse *RefreshAnswer(RefreshRun *run);
extern RefreshVerdict RefreshJudge(RefreshRun *run, const char *item);
extern char *RefreshNextUrl(RefreshRun *run, bool *broken);
extern RecordInput RefreshInput(const RefreshRun *run);
extern bool RefreshPageRead(RefreshRun *run, const RecordPage *page, const char *name);
extern void RefreshPageDone(RefreshRun *run);
extern void RefreshPartial(RefreshRun *run);

/* refresh_run.c */
extern int64 RefreshRecordsSeen(const RefreshRun *run);
extern void RefreshShowProgress(RefreshRun *run);
extern void RefreshInsertRun(RefreshRun *run, const char *const *sources, int n);
extern void RefreshUpdateRun(RefreshRun *run, bool finished);
extern Datum RefreshResultRow(FunctionCallInfo fcinfo, const RefreshRun *run, bool ran);
extern void RefreshShowResult(const RefreshRun *run);

/* refresh_cursors.c */
extern List *RefreshReadCursors(RefreshRun *run);
extern void
RefreshNoteCursor(RefreshRun *run, const char *step, const char *next_url, TimestampTz watermark);
extern void RefreshFlushCursors(RefreshRun *run);
extern void RefreshDropCursors(RefreshRun *run);

/* refresh_seen.c */
extern void RefreshSeenBegin(RefreshRun *run, RefreshWalk *walk, bool resumed);
extern void RefreshSeenPage(RefreshRun *run, RefreshWalk *walk, int n);
extern void RefreshSeenEnd(RefreshRun *run, RefreshWalk *walk, int64 *changed);

/* refresh_modes.c */
extern bool RefreshListing(RefreshRun *run, RefreshWalk *listing, int64 *changed);

/* refresh_walk.c */
extern void RefreshWalkDate(RefreshWalk *walk, int64 date);
extern bool RefreshWalkListing(RefreshRun *run, RefreshWalk *walk);

/* refresh_queue.c */
extern RefreshQueue *RefreshQueueCreate(RefreshRun *run, int nlanes);
extern void RefreshQueueAdd(RefreshQueue *queue, int lane, char *url, void *item, bool first);
extern void *RefreshQueueNext(RefreshQueue *queue, int *lane);
extern void RefreshQueueNote(RefreshQueue *queue, int lane, bool failed);
extern bool RefreshQueueDone(const RefreshQueue *queue);

/* The sources, a file each. */
extern void RefreshModels(RefreshRun *run);
extern void RefreshSpaces(RefreshRun *run);
extern void RefreshAuthors(RefreshRun *run);
extern void RefreshLabels(RefreshRun *run);
extern void RefreshRepos(RefreshRun *run);

/* refresh_models.c */
extern bool ReadModels(RefreshRun *run, bool single);

/* refresh_top.c */
extern void RefreshTopModels(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_H */
