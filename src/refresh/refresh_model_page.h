/*
 * refresh_model_page.h: an answer with models.
 */
#ifndef LLMECO_REFRESH_REFRESH_MODEL_PAGE_H
#define LLMECO_REFRESH_REFRESH_MODEL_PAGE_H

#include "fetch/hub/hub_models.h"
#include "refresh/refresh_run.h"

extern HubModelPage *RefreshReadModels(RefreshRun *run, bool single);

#endif /* LLMECO_REFRESH_REFRESH_MODEL_PAGE_H */
