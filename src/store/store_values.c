/*
 * store_values.c: values that were read as column values of this database; what
 * was not given is NULL.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/int.h"
#include "datatype/timestamp.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/store_values.h"
#include "support/server_text.h"
#include "support/sql_values.h"

/*
 * StoreSetText fills a text column. Returns the text as stored.
 */
const char *
StoreSetText(RowValues *row, int column, const char *text)
{
	row->nulls[column] = text == NULL;
	if (text != NULL)
	{
		text = ServerText(text, &row->replaced);
		row->values[column] = CStringGetTextDatum(text);
	}
	return text;
}

/*
 * StoreSetCount fills a bigint column.
 */
void
StoreSetCount(RowValues *row, int column, int64 value)
{
	row->nulls[column] = value == RECORD_NULL;
	row->values[column] = Int64GetDatum(value);
}

/*
 * StoreSetNumber fills a double precision column.
 */
void
StoreSetNumber(RowValues *row, int column, double value)
{
	row->nulls[column] = !isfinite(value);
	row->values[column] = Float8GetDatum(value);
}

/*
 * StoreSetFlag fills a boolean column.
 */
void
StoreSetFlag(RowValues *row, int column, HubFlag value)
{
	row->nulls[column] = value == HUB_FLAG_NULL;
	row->values[column] = BoolGetDatum(value == HUB_TRUE);
}

/*
 * StoreSetTime fills a timestamptz column from microseconds since 1970.
 */
void
StoreSetTime(RowValues *row, int column, int64 value)
{
	TimestampTz time = 0;

	row->nulls[column] = value == RECORD_NULL || !SqlTimeOfUnix(value, &time);
	row->values[column] = TimestampTzGetDatum(time);
}

/*
 * StoreNoteReplaced notes that not all of a row's text is as it was read.
 */
void
StoreNoteReplaced(const RowValues *row, Ledger *ledger, const char *url, const char *item)
{
	if (row->replaced)
		LedgerNote(
			ledger, url, item, "text",
			"characters that the database's encoding %s does not have were replaced by \"?\"",
			GetDatabaseEncodingName());
}

/*
 * StoreInt64Array returns n numbers as a bigint[] in the current memory context.
 */
Datum
StoreInt64Array(const int64 *ids, int n)
{
	Datum *elements = palloc(n * sizeof(Datum));

	for (int i = 0; i < n; i++)
		elements[i] = Int64GetDatum(ids[i]);
	return PointerGetDatum(
		construct_array(elements, n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
