/*
 * overload.c: arguments of functions that have the same name, and do the same, with
 * different types.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "support/compat.h"
#include "support/overload.h"

/*
 * OverloadType returns the type that argument i of the function that was called is
 * declared with.
 */
Oid
OverloadType(FunctionCallInfo fcinfo, int i)
{
	Oid *types;
	int n;

	get_func_signature(fcinfo->flinfo->fn_oid, &types, &n);
	Assert(i < n);
	return types[i];
}

/*
 * OverloadTexts returns argument i, an array of texts or a single text, as an array.
 * PostgreSQL takes a literal for a text where both are possible, '{a, b}' too: that is
 * an array still, as no name and no source begins with a brace.
 */
ArrayType *
OverloadTexts(FunctionCallInfo fcinfo, int i)
{
	Datum value;

	if (OverloadType(fcinfo, i) == TEXTARRAYOID)
		return PG_GETARG_ARRAYTYPE_P(i);
	value = PG_GETARG_DATUM(i);
	if (VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(i)) > 0 && *VARDATA_ANY(PG_GETARG_TEXT_PP(i)) == '{')
		return DatumGetArrayTypeP(
			OidInputFunctionCall(F_ARRAY_IN, TextDatumGetCString(value), TEXTOID, -1));
	return construct_array(&value, 1, TEXTOID, -1, false, TYPALIGN_INT);
}
