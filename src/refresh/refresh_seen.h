/*
 * refresh_seen.h: what a walk has seen.
 */
#ifndef LLMECO_REFRESH_REFRESH_SEEN_H
#define LLMECO_REFRESH_REFRESH_SEEN_H

#include "refresh/refresh_walk.h"

extern void RefreshSeenBegin(RefreshRun *run, RefreshWalk *walk, bool resumed);
extern void RefreshSeenPage(RefreshRun *run, RefreshWalk *walk, int n);
extern void RefreshSeenEnd(RefreshRun *run, RefreshWalk *walk, int64 *changed);

#endif /* LLMECO_REFRESH_REFRESH_SEEN_H */
