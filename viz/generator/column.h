/*
 * column.h: tables of typed columns and their container (viz/README.md).
 */
#ifndef LLMECO_VIZ_COLUMN_H
#define LLMECO_VIZ_COLUMN_H

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
	COLUMN_MODEL /* i32: the row of a model in models.js */
} ColumnType;

/* Values wait in unnamed temporary files: memory does not grow with rows. */
typedef struct Column
{
	const char *name;
	ColumnType type;
	bool omitted; /* not written: its values say nothing */
	FILE *values; /* numbers; lengths of text; u32 codes of dict */
	FILE *texts;  /* bytes of text */
	Dict *dict;
} Column;

typedef struct ColumnTable
{
	uint32_t rows;
	int count;
	Column *columns;
} ColumnTable;

extern ColumnTable *ColumnTableNew(int columns);
extern void ColumnTableClear(ColumnTable *table);
extern void ColumnTableFree(ColumnTable *table);
extern void ColumnStart(Column *column, const char *name, ColumnType type);

extern void ColumnPutNull(Column *column);
extern void ColumnPutInt(Column *column, int32_t value);
extern void ColumnPutDouble(Column *column, double value);
extern void ColumnPutText(Column *column, const char *text, size_t length);

extern void ColumnTableWrite(ColumnTable *table, const char *name, const char *meta);

#endif
