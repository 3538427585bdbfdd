/*
 * sql.h: the one way to SQL: a connection, plans, statements with arguments, results.
 */
#ifndef LLMECO_SUPPORT_SQL_H
#define LLMECO_SUPPORT_SQL_H

#include "catalog/pg_type.h"
#include "storage/lockdefs.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"

/* An argument of a statement. */
typedef struct SqlArg
{
	Oid type;
	Datum value;
	bool isnull;
} SqlArg;

/* Who works: a role and what it may do. */
typedef struct SqlUser
{
	Oid role;
	int context;
} SqlUser;

extern int SqlConnect(void);
extern int SqlConnectAsCaller(void);
extern void SqlSet(const char *name, const char *value);
extern void SqlPlanFreely(void);
extern void SqlFinish(int level);

extern void SqlKeepPlans(MemoryContext context);
extern void SqlForgetPlans(void);
extern void SqlKeepNoPlans(void);

extern Oid SqlTable(const char *name);
extern SqlUser SqlBecomeOwner(Oid table, LOCKMODE lock);
extern void SqlBecome(SqlUser user);
extern void SqlAnalyzeGrown(const char *grown, const SqlArg *args, int n);

/*
 * SqlRun(sql, arguments...) runs a statement, SqlRead() one SELECT with the
 * active snapshot; both return the number of rows that it returned or changed.
 * SqlInt64() returns the bigint that a statement returns first, 0 for none,
 * SqlRow() the one row, for the caller of the SQL function.
 */
#define SQL_ARGS(...) (SqlArg[]) {__VA_ARGS__}, sizeof((SqlArg[]) {__VA_ARGS__}) / sizeof(SqlArg)
#define SqlRun(sql, ...) SqlRunArgs(sql, false, SQL_ARGS(__VA_ARGS__))
#define SqlRead(sql, ...) SqlRunArgs(sql, true, SQL_ARGS(__VA_ARGS__))
#define SqlInt64(sql, ...) SqlInt64Args(sql, SQL_ARGS(__VA_ARGS__))
#define SqlRow(sql, ...) SqlRowArgs(sql, SQL_ARGS(__VA_ARGS__))

extern uint64 SqlRunArgs(const char *sql, bool read_only, const SqlArg *args, int n);
extern int64 SqlInt64Args(const char *sql, const SqlArg *args, int n);
extern Datum SqlRowArgs(const char *sql, const SqlArg *args, int n);
extern void SqlCommand(const char *format, ...) pg_attribute_printf(1, 2);

extern Datum SqlResultValue(uint64 row, int column, bool *isnull);
extern int64 SqlResultInt64(uint64 row, int column);
extern bool SqlResultBool(uint64 row, int column);
extern char *SqlResultText(uint64 row, int column);
extern void SqlResultFree(void);

/*
 * sql_value makes an argument of a type; those below make it of a C value.
 */
static inline SqlArg
sql_value(Oid type, Datum value)
{
	return (SqlArg) {type, value, false};
}

static inline SqlArg
sql_int64(int64 value)
{
	return sql_value(INT8OID, Int64GetDatum(value));
}

static inline SqlArg
sql_float8(double value)
{
	return sql_value(FLOAT8OID, Float8GetDatum(value));
}

static inline SqlArg
sql_bool(bool value)
{
	return sql_value(BOOLOID, BoolGetDatum(value));
}

static inline SqlArg
sql_date(DateADT value)
{
	return sql_value(DATEOID, DateADTGetDatum(value));
}

static inline SqlArg
sql_time(TimestampTz value)
{
	return sql_value(TIMESTAMPTZOID, TimestampTzGetDatum(value));
}

/*
 * sql_text makes a text; NULL: one that is null.
 */
static inline SqlArg
sql_text(const char *value)
{
	return (SqlArg) {TEXTOID, value == NULL ? (Datum) 0 : CStringGetTextDatum(value),
					 value == NULL};
}

#endif /* LLMECO_SUPPORT_SQL_H */
