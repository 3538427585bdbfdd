/*
 * store_models.h: what was read, into the tables.
 */
#ifndef LLMECO_STORE_STORE_MODELS_H
#define LLMECO_STORE_STORE_MODELS_H

#include "fetch/hub/hub_models.h"
#include "store/ledger.h"
#include "support/key_set.h"
#include "store/unresolved_parents.h"

/* Where the models of one run go. */
typedef struct ModelStore
{
	MemoryContext context;
	KeySet seen; /* models that this run has read */
	UnresolvedParents unresolved;
	Ledger *ledger;
	struct StoreTable *table;
} ModelStore;

extern void ModelStoreInit(ModelStore *store, MemoryContext context, Ledger *ledger);
extern void ModelStoreKeep(ModelStore *store, const char *field);
extern int StoreModels(ModelStore *store, const HubModelPage *page, const char *url,
					   bool repeats_expected, int64 *model_ids);
extern void StoreOtherName(ModelStore *store, const char *name, const char *hub_id);

#endif /* LLMECO_STORE_STORE_MODELS_H */
