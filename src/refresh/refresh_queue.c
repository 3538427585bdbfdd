/*
 * refresh_queue.c: many requests that do not depend on each other, some at a
 * time. Requests that the server counts against different quotas go in lanes
 * of their own, so that one that has to wait holds up none of another lane. A
 * lane is given up for this run after some failures in a row.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"

/* Requests of a lane handed to the client at once. */
#define PARALLEL 8
/* Failures in a row after which the server is left alone. */
#define MAX_FAILURES 5

typedef struct QueueAsk
{
	char *url;
	void *item;
	int lane;
} QueueAsk;

typedef struct QueueLane
{
	List *asks;
	int next; /* place of the first not asked */
	int under_way;
	int failures; /* in a row */
} QueueLane;

struct RefreshQueue
{
	RefreshRun *run;
	int nlanes;
	int lane; /* of the answer in hand */
	QueueLane lanes[FLEXIBLE_ARRAY_MEMBER];
};

/*
 * RefreshQueueCreate returns an empty queue in the run's memory.
 */
RefreshQueue *
RefreshQueueCreate(RefreshRun *run, int nlanes)
{
	RefreshQueue *queue = MemoryContextAllocZero(run->context, offsetof(RefreshQueue, lanes) +
																   nlanes * sizeof(QueueLane));

	queue->run = run;
	queue->nlanes = nlanes;
	return queue;
}

/*
 * RefreshQueueAdd adds a request to a lane, first: before those that wait;
 * item comes back with the answer.
 */
void
RefreshQueueAdd(RefreshQueue *queue, int number, const char *url, void *item, bool first)
{
	QueueLane *lane = &queue->lanes[number];
	MemoryContext caller = MemoryContextSwitchTo(queue->run->context);
	QueueAsk *ask = palloc(sizeof(QueueAsk));

	ask->url = pstrdup(url);
	ask->item = item;
	ask->lane = number;
	lane->asks = first ? list_insert_nth(lane->asks, lane->next, ask) : lappend(lane->asks, ask);
	MemoryContextSwitchTo(caller);
}

/*
 * send_asks hands requests to the client as far as lanes and budget allow.
 * Returns the number of those under way.
 */
static int
send_asks(RefreshQueue *queue)
{
	int under_way = 0;

	for (int i = 0; i < queue->nlanes; i++)
	{
		QueueLane *lane = &queue->lanes[i];

		while (lane->under_way < PARALLEL && lane->failures < MAX_FAILURES &&
			   lane->next < list_length(lane->asks) && RefreshMayAsk(queue->run))
		{
			QueueAsk *ask = list_nth(lane->asks, lane->next++);

			RefreshAsk(queue->run, ask->url, ask);
			lane->under_way++;
		}
		under_way += lane->under_way;
	}
	return under_way;
}

/*
 * RefreshQueueNext waits for the next answer, which is the run's response
 * then, and says in *lane, if that is wanted, which lane it is of. Returns the
 * item that it belongs to, NULL: there is none any more, or the run ends here.
 */
void *
RefreshQueueNext(RefreshQueue *queue, int *lane)
{
	RefreshRun *run = queue->run;
	QueueAsk *ask;

	if (run->status == REFRESH_FAILED || send_asks(queue) == 0)
		return NULL;
	/* what a walk that ended early had asked for may come first */
	do
	{
		if (RefreshAnswer(run) == NULL)
			return NULL;
		ask = run->response->tag;
	} while (ask == NULL);
	queue->lane = ask->lane;
	queue->lanes[ask->lane].under_way--;
	if (lane != NULL)
		*lane = ask->lane;
	return ask->item;
}

/*
 * RefreshQueueNote notes whether the answer in hand was a failure of the
 * server.
 */
void
RefreshQueueNote(RefreshQueue *queue, bool failed)
{
	QueueLane *lane = &queue->lanes[queue->lane];

	lane->failures = failed ? lane->failures + 1 : 0;
}

/*
 * RefreshQueueDone says whether every request was answered.
 */
bool
RefreshQueueDone(const RefreshQueue *queue)
{
	for (int i = 0; i < queue->nlanes; i++)
		if (queue->lanes[i].under_way > 0 ||
			queue->lanes[i].next < list_length(queue->lanes[i].asks))
			return false;
	return true;
}
