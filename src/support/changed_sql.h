/*
 * changed_sql.h: changed_at in statements.
 */
#ifndef LLMECO_SUPPORT_CHANGED_SQL_H
#define LLMECO_SUPPORT_CHANGED_SQL_H

extern const char *ChangedSql(const char *sql);

#endif /* LLMECO_SUPPORT_CHANGED_SQL_H */
