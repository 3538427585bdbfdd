/*
 * refresh_top_models.h: the most liked models and their relatives.
 */
#ifndef LLMECO_REFRESH_REFRESH_TOP_MODELS_H
#define LLMECO_REFRESH_REFRESH_TOP_MODELS_H

#include "refresh/refresh_run.h"

extern bool RefreshTopModels(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_TOP_MODELS_H */
