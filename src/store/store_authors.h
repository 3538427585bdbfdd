/*
 * store_authors.h: users and organizations, into the tables.
 */
#ifndef LLMECO_STORE_STORE_AUTHORS_H
#define LLMECO_STORE_STORE_AUTHORS_H

#include "fetch/hub/hub_profile.h"
#include "store/ledger.h"

extern bool StoreAuthor(int64 author_id, const char *name, const HubAuthor *author, Ledger *ledger,
						const char *url);
extern bool StoreListedAuthor(const HubAuthor *author, Ledger *ledger);
extern bool StoreProfile(int64 author_id, const char *name, const HubProfile *profile,
						 Ledger *ledger, const char *url);
extern void StoreNoOrganization(int64 author_id);
extern void StoreNoAuthor(int64 author_id);
extern void StoreNoProfile(int64 author_id);

#endif /* LLMECO_STORE_STORE_AUTHORS_H */
