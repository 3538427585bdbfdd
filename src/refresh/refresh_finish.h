/*
 * refresh_finish.h: the end of a run.
 */
#ifndef LLMECO_REFRESH_REFRESH_FINISH_H
#define LLMECO_REFRESH_REFRESH_FINISH_H

#include "refresh/refresh_run.h"

extern void RefreshFinish(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_FINISH_H */
