/*
 * model_uses.h: the datasets and papers that a page of models names, into the tables.
 */
#ifndef LLMECO_STORE_MODEL_USES_H
#define LLMECO_STORE_MODEL_USES_H

#include "store/store_rows.h"

extern void ModelUsesStore(StorePage *page);

#endif /* LLMECO_STORE_MODEL_USES_H */
