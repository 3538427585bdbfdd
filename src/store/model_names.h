/*
 * model_names.h: old names of models, and stubs that turn out to be one.
 */
#ifndef LLMECO_STORE_MODEL_NAMES_H
#define LLMECO_STORE_MODEL_NAMES_H

#include "store/store_rows.h"

extern void ModelNamesMergeStubs(StorePage *page);
extern void ModelNamesNote(StorePage *page);
extern void ModelNamesKeepOld(StorePage *page);
extern void ModelNamesRepeat(StorePage *page, bool expected);
extern void ModelNamesAddAlias(const char *name, int64 model_id, TimestampTz now);
extern void ModelNamesTakeOver(StorePage *page, const char *name, int64 model_id);

#endif /* LLMECO_STORE_MODEL_NAMES_H */
