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

#define IdSet NameSet
#define IdSetInit NameSetInit
#define IdSetAdd NameSetAdd
#define IdSetHas NameSetHas
#define RowSet KeySet
#define RowSetInit KeySetInit
#define RowSetAdd KeySetAdd
#define RowSetHas KeySetHas

#define llmeco_hub_endpoint settings_hub_endpoint
#define llmeco_labels_endpoint settings_labels_endpoint
#define llmeco_opendigger_endpoint settings_opendigger_endpoint
#define llmeco_token settings_token
#define llmeco_token_file settings_token_file
#define llmeco_ca_file settings_ca_file
#define llmeco_allow_private_addresses settings_allow_private_addresses
#define llmeco_scope settings_scope
#define llmeco_expand_min_likes settings_expand_min_likes
#define UpdateInfluence InfluenceUpdate
#define UpdateRankings RankingsUpdate
#define UpdateChecks ChecksUpdate
#define TakeSnapshot SnapshotsTake
#define StoreInfluence InfluenceStore
#define ComputeInfluence InfluenceCompute
#define FreeScores InfluenceFreeScores
#define llmeco_read_scope SettingsReadScope
#define RequireCoordinator CoordinatorRequire

static inline void
BecomeOwner(Oid table, LOCKMODE lock, Oid *saved_user, int *saved_context)
{
	SqlUser saved = SqlBecomeOwner(table, lock);

	*saved_user = saved.role;
	*saved_context = saved.context;
}

#endif /* LLMECO_SUPPORT_OLD_NAMES_H */
