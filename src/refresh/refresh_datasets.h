/*
 * refresh_datasets.h: the source 'datasets'.
 */
#ifndef LLMECO_REFRESH_REFRESH_DATASETS_H
#define LLMECO_REFRESH_REFRESH_DATASETS_H

#include "refresh/refresh_run.h"

extern void RefreshDatasets(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_DATASETS_H */
