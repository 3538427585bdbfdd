/*
 * sql_values.c: arrays and times between C and SQL; memory is the current
 * context's.
 */
#include "postgres.h"

#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "datatype/timestamp.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/varlena.h"

#include "support/compat.h"
#include "support/sql_values.h"

/*
 * SqlInt64Array returns a bigint[].
 */
Datum
SqlInt64Array(const int64 *values, int n)
{
	Datum *elements = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * sizeof(Datum));
	ArrayType *array;

	for (int i = 0; i < n; i++)
		elements[i] = Int64GetDatum(values[i]);
	array = construct_array(elements, n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
	pfree(elements);
	return PointerGetDatum(array);
}

/*
 * SqlTextArray returns a text[].
 */
Datum
SqlTextArray(Datum *texts, int n)
{
	return PointerGetDatum(construct_array(texts, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * SqlTextsOf takes a text[] apart and returns the number of its elements.
 */
int
SqlTextsOf(ArrayType *array, Datum **texts, bool **nulls)
{
	int n;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, texts, nulls, &n);
	return n;
}

/*
 * SqlCompareTexts compares byte by byte, as collation "C" does.
 */
int
SqlCompareTexts(const text *a, const text *b)
{
	return varstr_cmp(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b),
					  C_COLLATION_OID);
}

/*
 * SqlTimeOfUnix turns microseconds since 1970 into PostgreSQL's; false: out of
 * its range.
 */
bool
SqlTimeOfUnix(int64 microseconds, TimestampTz *time)
{
	return !pg_sub_s64_overflow(microseconds,
								(POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY, time) &&
		   IS_VALID_TIMESTAMP(*time);
}
