/*
 * store_values.h: values that were read as column values of this database.
 */
#ifndef LLMECO_STORE_STORE_VALUES_H
#define LLMECO_STORE_STORE_VALUES_H

#include "fetch/hub/hub_identity.h"
#include "store/ledger.h"

/* A row of a batch while it is filled. */
typedef struct RowValues
{
	Datum *values;
	bool *nulls;
	bool replaced; /* a text had characters that the database's encoding does
								 * not have */
} RowValues;

extern const char *StoreSetText(RowValues *row, int column, const char *text);
extern void StoreSetCount(RowValues *row, int column, int64 value);
extern void StoreSetNumber(RowValues *row, int column, double value);
extern void StoreSetFlag(RowValues *row, int column, HubFlag value);
extern void StoreSetTime(RowValues *row, int column, int64 value);
extern void
StoreNoteReplaced(const RowValues *row, Ledger *ledger, const char *url, const char *item);
extern Datum StoreInt64Array(const int64 *ids, int n);

#endif /* LLMECO_STORE_STORE_VALUES_H */
