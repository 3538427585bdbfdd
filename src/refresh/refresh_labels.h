/*
 * refresh_labels.h: the source 'labels'.
 */
#ifndef LLMECO_REFRESH_REFRESH_LABELS_H
#define LLMECO_REFRESH_REFRESH_LABELS_H

#include "refresh/refresh_run.h"

extern void RefreshLabels(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_LABELS_H */
