/*
 * store_datasets.h: datasets, into the tables.
 */
#ifndef LLMECO_STORE_STORE_DATASETS_H
#define LLMECO_STORE_STORE_DATASETS_H

#include "fetch/hub/hub_datasets.h"
#include "support/key_set.h"
#include "store/ledger.h"

/* Where the datasets of one run go. */
typedef struct DatasetStore
{
	KeySet seen; /* datasets that this run has read */
	Ledger *ledger;
	struct StoreTable *table;
} DatasetStore;

extern bool DatasetsHaveTable(void);
extern void DatasetStoreInit(DatasetStore *store, MemoryContext context, Ledger *ledger);
extern void DatasetStoreKeep(DatasetStore *store, const char *field);
extern int StoreDatasets(DatasetStore *store, const HubDatasetPage *page, const char *url,
						 bool repeats_expected, int64 *dataset_ids);
extern void StoreDatasetName(const char *name, const char *hub_id);

#endif /* LLMECO_STORE_STORE_DATASETS_H */
