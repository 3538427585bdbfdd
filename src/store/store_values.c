/*
 * store_values.c: values of the Hub as column values of this database; what
 * the Hub did not give is NULL.
 */
#include "postgres.h"

#include <math.h>

#include "common/int.h"
#include "datatype/timestamp.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/store_values.h"

/*
 * SetText fills a text column. Returns the text as stored.
 */
const char *
SetText(RowValues *row, int column, const char *text)
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
 * SetCount fills a bigint column.
 */
void
SetCount(RowValues *row, int column, int64 value)
{
	row->nulls[column] = value == RECORD_NULL;
	row->values[column] = Int64GetDatum(value);
}

/*
 * SetNumber fills a double precision column.
 */
void
SetNumber(RowValues *row, int column, double value)
{
	row->nulls[column] = !isfinite(value);
	row->values[column] = Float8GetDatum(value);
}

/*
 * SetTime fills a timestamptz column from microseconds since 1970.
 */
void
SetTime(RowValues *row, int column, int64 value)
{
	TimestampTz time = 0;

	row->nulls[column] = value == RECORD_NULL || !SqlTimeOfUnix(value, &time);
	row->values[column] = TimestampTzGetDatum(time);
}
