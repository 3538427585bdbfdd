/*
 * space_models.h: the models that a page of Spaces uses, into the tables.
 */
#ifndef LLMECO_STORE_SPACE_MODELS_H
#define LLMECO_STORE_SPACE_MODELS_H

#include "store/store_rows.h"

extern void SpaceModelsStore(StorePage *page, bool all_models);

#endif /* LLMECO_STORE_SPACE_MODELS_H */
