/*
 * refresh_models.h: the source 'models'.
 */
#ifndef LLMECO_REFRESH_REFRESH_MODELS_H
#define LLMECO_REFRESH_REFRESH_MODELS_H

#include "refresh/refresh_run.h"

extern void RefreshModels(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_MODELS_H */
