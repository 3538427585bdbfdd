/*
 * refresh_spaces.h: the source 'spaces'.
 */
#ifndef LLMECO_REFRESH_REFRESH_SPACES_H
#define LLMECO_REFRESH_REFRESH_SPACES_H

#include "refresh/refresh_run.h"

extern void RefreshSpaces(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_SPACES_H */
