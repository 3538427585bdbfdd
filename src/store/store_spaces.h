/*
 * store_spaces.h: Spaces, into the tables.
 */
#ifndef LLMECO_STORE_STORE_SPACES_H
#define LLMECO_STORE_STORE_SPACES_H

#include "fetch/hub/hub_spaces.h"
#include "support/key_set.h"
#include "store/ledger.h"

/* Where the Spaces of one run go. */
typedef struct SpaceStore
{
	KeySet seen;     /* Spaces that this run has read */
	bool all_models; /* every model named becomes a row, not only
								 * those that are named without owner */
	bool repeats_expected;
	Ledger *ledger;
	struct StoreTable *table;
} SpaceStore;

extern void SpaceStoreInit(SpaceStore *store, MemoryContext context, Ledger *ledger);
extern void SpaceStoreKeep(SpaceStore *store, const char *field);
extern int
StoreSpaces(SpaceStore *store, const HubSpacePage *page, const char *url, int64 *space_ids);

#endif /* LLMECO_STORE_STORE_SPACES_H */
