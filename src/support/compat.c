/*
 * compat.c: functions that older versions of PostgreSQL do not have, as far as
 * llmeco needs them.
 */
#include "postgres.h"

#include "support/compat.h"

#if PG_VERSION_NUM < 150000

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

/*
 * InitMaterializedSRF has a set-returning function give its rows as a
 * tuplestore. No flags are known here.
 */
void
InitMaterializedSRF(FunctionCallInfo fcinfo, uint32 flags)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	TupleDesc desc;

	Assert(flags == 0);
	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) || !(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("set-valued function called in context that cannot accept a set")));
	caller = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0,
											  false, work_mem);
	rsinfo->setDesc = desc;
	MemoryContextSwitchTo(caller);
}

#endif

#if PG_VERSION_NUM < 140000

#include "tcop/pquery.h"

/*
 * SPI_execute_plan_extended runs a plan of one SELECT, to a receiver, with the
 * active snapshot: as a cursor, which sees the relations that are registered.
 */
int
SPI_execute_plan_extended(SPIPlanPtr plan, const SPIExecuteOptions *options)
{
	Portal portal = SPI_cursor_open_with_paramlist(NULL, plan, options->params, true);

	(void) PortalRunFetch(portal, FETCH_FORWARD, FETCH_ALL, options->dest);
	SPI_cursor_close(portal);
	return SPI_OK_SELECT;
}

/*
 * pg_do_encoding_conversion_buf converts one character; 0: the other encoding
 * does not have it. A conversion holds nothing that its error would leave.
 */
int
pg_do_encoding_conversion_buf(Oid proc, int src_encoding, int dest_encoding, unsigned char *src,
							  int srclen, unsigned char *dest, int destlen, bool noError)
{
	MemoryContext caller = CurrentMemoryContext;
	volatile int converted = srclen;

	PG_TRY();
	{
		OidFunctionCall5(proc, Int32GetDatum(src_encoding), Int32GetDatum(dest_encoding),
						 CStringGetDatum(src), CStringGetDatum(dest), Int32GetDatum(srclen));
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(caller);
		if (geterrcode() != ERRCODE_UNTRANSLATABLE_CHARACTER)
			PG_RE_THROW();
		FlushErrorState();
		converted = 0;
	}
	PG_END_TRY();
	return converted;
}

#endif
