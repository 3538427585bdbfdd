/*
 * month_tables.h: tables of which each month is a partition of its own.
 */
#ifndef LLMECO_SUPPORT_MONTH_TABLES_H
#define LLMECO_SUPPORT_MONTH_TABLES_H

#include "utils/date.h"

typedef struct MonthTables
{
	const char *parent;         /* in schema llmeco, partitioned by the month of a column */
	const char *key;            /* columns of a month's primary key */
	const char *const *indexes; /* more of them: what follows ON a month's table; NULL at the end */
	const char *grain;          /* what a row is */
} MonthTables;

extern const MonthTables SnapshotMonths;
extern const MonthTables DatasetSnapshotMonths;
extern const MonthTables EventMonths;

extern const char *MonthTablesName(const MonthTables *months, DateADT day);
extern const char *MonthTablesEnsure(const MonthTables *months, Oid parent, DateADT day);

#endif /* LLMECO_SUPPORT_MONTH_TABLES_H */
