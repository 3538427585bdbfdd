/*
 * store_values.h: values of the Hub as column values of this database.
 */
#ifndef LLMECO_STORE_STORE_VALUES_H
#define LLMECO_STORE_STORE_VALUES_H

#include "fetch/reader/record.h"

/* A row of a batch while it is filled. */
typedef struct RowValues
{
	Datum *values;
	bool *nulls;
	bool replaced; /* a text had characters that the database's
								 * encoding does not have */
} RowValues;

extern const char *SetText(RowValues *row, int column, const char *text);
extern void SetCount(RowValues *row, int column, int64 value);
extern void SetNumber(RowValues *row, int column, double value);
extern void SetTime(RowValues *row, int column, int64 value);

#endif /* LLMECO_STORE_STORE_VALUES_H */
