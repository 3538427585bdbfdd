/*
 * column.h: tables of typed columns and their container (viz/README.md).
 */
#ifndef COLUMN_H
#define COLUMN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "dict.h"

typedef enum ColumnType
{
	COLUMN_I32,
	COLUMN_F64,
	COLUMN_DAY,
	COLUMN_TEXT,
	COLUMN_DICT,
	COLUMN_MODEL				/* i32: the row of a model in models.js */
} ColumnType;

/* Values wait in unnamed temporary files: memory does not grow with rows. */
typedef struct Column
{
	const char *name;
	ColumnType	type;
	bool		omitted;		/* not written: its values say nothing */
	FILE	   *values;			/* numbers; lengths of text; u32 codes of dict */
	FILE	   *texts;			/* bytes of text */
	Dict	   *dict;
} Column;

typedef struct Table
{
	uint32_t	rows;
	int			count;
	Column	   *columns;
} Table;

extern Table *TableNew(int columns);
extern void TableClear(Table *table);
extern void TableFree(Table *table);
extern void ColumnStart(Column *column, const char *name, ColumnType type);

extern void PutNull(Column *column);
extern void PutInt(Column *column, int32_t value);
extern void PutDouble(Column *column, double value);
extern void PutText(Column *column, const char *text, size_t length);

extern void WriteTable(Table *table, const char *name, const char *meta);

#endif
