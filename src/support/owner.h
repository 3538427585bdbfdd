/*
 * owner.h: work as the owner of the extension's tables.
 */
#ifndef LLMECO_SUPPORT_OWNER_H
#define LLMECO_SUPPORT_OWNER_H

#include "storage/lockdefs.h"

/*
 * HasTable: is there a table of this name in schema llmeco? Until ALTER EXTENSION
 * UPDATE those of a later version are not there.
 */
extern bool HasTable(const char *name);

extern void BecomeOwner(Oid table, LOCKMODE lock, Oid *saved_user, int *saved_context);

#endif /* LLMECO_SUPPORT_OWNER_H */
