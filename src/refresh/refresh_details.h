/*
 * refresh_details.h: what is read of models after all else.
 */
#ifndef LLMECO_REFRESH_REFRESH_DETAILS_H
#define LLMECO_REFRESH_REFRESH_DETAILS_H

#include "refresh/refresh_run.h"

extern void RefreshDetails(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_DETAILS_H */
