/*
 * store.h: what was read, into the tables.
 */
#ifndef LLMECO_STORE_STORE_H
#define LLMECO_STORE_STORE_H

#include "fetch/hub/hub_models.h"
#include "store/ledger.h"
#include "support/key_set.h"

/* What was stored; see the columns of llmeco.refresh_runs. */
typedef struct StoreCounts
{
	int64 models_seen;
	int64 models_new;
	int64 models_changed;
	int64 edges_seen;
	int64 edges_new;
	int64 edges_changed;
	int64 edges_removed;
	int64 spaces_seen;
	int64 spaces_new;
	int64 spaces_changed;
	int64 authors_seen;
	int64 authors_changed;
	int64 labels_seen;
	int64 labels_changed;
	int64 repos_seen;
	int64 repos_new;
	int64 repos_changed;
} StoreCounts;

/* Where the models of one run go. */
typedef struct ModelStore
{
	RowSet seen; /* models that this run has read */
	StoreCounts counts;
	RefreshErrors *errors;
} ModelStore;

extern void StoreInit(ModelStore *store, MemoryContext context, RefreshErrors *errors);
extern int StoreModels(ModelStore *store, const HubModelPage *page, const char *url,
					   bool repeats_expected, int64 *model_ids);
extern void StoreOtherName(ModelStore *store, const char *name, const char *hub_id);
extern bool StoreChangedAnything(const ModelStore *store);

#endif /* LLMECO_STORE_STORE_H */
