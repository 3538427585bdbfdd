/*
 * refresh_queue.h: requests that do not depend on each other.
 */
#ifndef LLMECO_REFRESH_REFRESH_QUEUE_H
#define LLMECO_REFRESH_REFRESH_QUEUE_H

#include "refresh/refresh_run.h"

typedef struct RefreshQueue RefreshQueue;

extern RefreshQueue *RefreshQueueCreate(RefreshRun *run, int nlanes);
extern void RefreshQueueAdd(RefreshQueue *queue, int lane, const char *url, void *item, bool first);
extern void *RefreshQueueNext(RefreshQueue *queue, int *lane);
extern void RefreshQueueNote(RefreshQueue *queue, bool failed);
extern bool RefreshQueueDone(const RefreshQueue *queue);

#endif /* LLMECO_REFRESH_REFRESH_QUEUE_H */
