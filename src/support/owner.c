/*
 * owner.c: only the owner of the extension's tables can attach partitions to
 * them and drop these.
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "support/owner.h"

/*
 * BecomeOwner locks the table until the transaction ends and goes on as its
 * owner; the caller has been checked. SetUserIdAndSecContext() with what was
 * saved goes back, and so does an error, with the transaction.
 */
void
BecomeOwner(Oid table, LOCKMODE lock, Oid *saved_user, int *saved_context)
{
	Relation rel = table_open(table, lock);
	Oid owner = rel->rd_rel->relowner;

	table_close(rel, NoLock);
	GetUserIdAndSecContext(saved_user, saved_context);
	SetUserIdAndSecContext(owner, *saved_context | SECURITY_LOCAL_USERID_CHANGE);
}

/*
 * HasTable: see owner.h.
 */
bool
HasTable(const char *name)
{
	return OidIsValid(get_relname_relid(name, get_namespace_oid("llmeco", true)));
}
