/*
 * refresh.h: a refresh run, as its sources see it.
 */
#ifndef LLMECO_REFRESH_H
#define LLMECO_REFRESH_H

#include "datatype/timestamp.h"

#include "../fetch/http.h"
#include "../fetch/hub.h"
#include "refresh_errors.h"
#include "store.h"

typedef enum RefreshStatus
{
	REFRESH_COMPLETE,
	REFRESH_PARTIAL,			/* budget used up, or something unread */
	REFRESH_FAILED				/* stopped: nothing could be read */
} RefreshStatus;

/* What to do with an answer. */
typedef enum RefreshVerdict
{
	ANSWER_READ,				/* read it */
	ANSWER_NO,					/* the server will say the same next time */
	ANSWER_FAILED,				/* worth another try in a later run */
	ANSWER_STOP					/* end the run: the token is not accepted */
} RefreshVerdict;

typedef struct RefreshRun
{
	MemoryContext context;		/* of the run; deleting it frees all */
	MemoryContext page_context; /* reset by RefreshPageDone() */

	/* what was asked for */
	const char *scope;
	int			top;			/* N of top:N, 0: all */
	const char *mode;
	TimestampTz deadline;		/* 0: none */
	int64		max_requests;	/* 0: no limit */
	bool		commits;		/* a commit a page */

	/* what was done */
	int64		run_id;
	TimestampTz started;
	RefreshStatus status;
	const char *source;			/* in work */
	const char *endpoint;		/* of that source */
	const char *endpoint_setting;	/* that it comes from */
	int64		pages;
	int64		asked;			/* requests handed to the client */
	int64		answered;
	int64		unread;			/* answers that could not be read */
	TimestampTz noticed;		/* when progress was last shown */
	RefreshErrors errors;
	ModelStore	store;

	/* owned through a callback of context */
	HttpClient *client;
	HttpResponse *response;		/* in hand */
	HttpResponse *ahead;		/* finished, not yet asked for */
	HubPage		page;			/* in hand */
	bool		has_page;

	MemoryContext cursor_context;
	List	   *cursors;		/* to be written: see RefreshNoteCursor() */
} RefreshRun;

/* A row of llmeco.refresh_cursors. */
typedef struct RefreshCursor
{
	const char *step;
	const char *next_url;		/* NULL: this step is done */
	TimestampTz watermark;		/* 0: none */
	TimestampTz updated_at;		/* as read; notes have none */
} RefreshCursor;

/* Requests that do not depend on each other: refresh_queue.c. */
typedef struct RefreshQueue RefreshQueue;

/* A walk through a listing. */
typedef struct RefreshWalk
{
	const char *noun;			/* the word for a record */
	const char *first_url;
	/* read parses the answer in hand and sets what is below; false: the whole
	 * answer is not usable */
	bool		(*read) (RefreshRun *run, struct RefreshWalk *walk);
	int			nrecords;
	bool		last;			/* the walk ends with this page */
	TimestampTz watermark;		/* newest creation date so far, 0: none */
	void	   *page;			/* for store */
	/* store stores what was read; the number of records new to this run */
	int			(*store) (RefreshRun *run, struct RefreshWalk *walk);
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
extern void RefreshPageDone(RefreshRun *run);
extern void RefreshPartial(RefreshRun *run);

/* refresh_cursors.c */
extern List *RefreshReadCursors(RefreshRun *run);
extern void RefreshNoteCursor(RefreshRun *run, const char *step,
							  const char *next_url, TimestampTz watermark);
extern void RefreshFlushCursors(RefreshRun *run);
extern void RefreshDropCursors(RefreshRun *run);

/* refresh_walk.c */
extern bool RefreshWalkListing(RefreshRun *run, RefreshWalk *walk);

/* refresh_queue.c */
extern RefreshQueue *RefreshQueueCreate(RefreshRun *run, int nlanes);
extern void RefreshQueueAdd(RefreshQueue *queue, int lane, char *url, void *item,
							bool first);
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

#endif							/* LLMECO_REFRESH_H */
