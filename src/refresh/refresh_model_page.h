/*
 * refresh_model_page.h: an answer with models.
 */
#ifndef LLMECO_REFRESH_REFRESH_MODEL_PAGE_H
#define LLMECO_REFRESH_REFRESH_MODEL_PAGE_H

#include "refresh/refresh_run.h"

extern bool ReadModels(RefreshRun *run, bool single);

#endif /* LLMECO_REFRESH_REFRESH_MODEL_PAGE_H */
