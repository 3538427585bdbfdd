/*
 * refresh_modes.h: how much of a listing is read.
 */
#ifndef LLMECO_REFRESH_REFRESH_MODES_H
#define LLMECO_REFRESH_REFRESH_MODES_H

#include "refresh/refresh_walk.h"

extern bool RefreshListing(RefreshRun *run, RefreshWalk *listing, int64 *changed);

#endif /* LLMECO_REFRESH_REFRESH_MODES_H */
