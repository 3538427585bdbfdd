/*
 * old_names.h: what rooms that have not moved to support/sql.h call its
 * functions. To be deleted with the last of them.
 */
#ifndef LLMECO_SUPPORT_OLD_NAMES_H
#define LLMECO_SUPPORT_OLD_NAMES_H

#include "support/server_text.h"
#include "support/sql.h"
#include "support/sql_values.h"

#define RunSql SqlExecute
#define RunCommand SqlCommand
#define ResultValue SqlResultValue
#define ResultInt64 SqlResultInt64
#define ResultText SqlResultText
#define BatchRun BatchExecute
#define HasTable(name) OidIsValid(SqlTable(name))

static inline void
BecomeOwner(Oid table, LOCKMODE lock, Oid *saved_user, int *saved_context)
{
	SqlUser saved = SqlBecomeOwner(table, lock);

	*saved_user = saved.role;
	*saved_context = saved.context;
}

#endif /* LLMECO_SUPPORT_OLD_NAMES_H */
