/*
 * compat.h: what differs between PostgreSQL 13 and 18. Written here once, as
 * the newest version has it; compat.c has what older ones lack.
 */
#ifndef LLMECO_SUPPORT_COMPAT_H
#define LLMECO_SUPPORT_COMPAT_H

#include "fmgr.h"

#if PG_VERSION_NUM < 130000
#error "llmeco needs PostgreSQL 13 or later"
#endif

#if PG_VERSION_NUM < 180000
#include "access/htup_details.h"

#define pg_noreturn pg_attribute_noreturn()
#define heap_form_minimal_tuple(desc, values, nulls, extra)                                        \
	heap_form_minimal_tuple(desc, values, nulls)
#endif

#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#else
#define RelationSetNewRelfilenumber(rel, persistence) RelationSetNewRelfilenode(rel, persistence)
#endif

/* declarations come before macros of the same name */
#if PG_VERSION_NUM < 140000
#include "catalog/partition.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "executor/tstoreReceiver.h"
#include "mb/pg_wchar.h"
#include "storage/procarray.h"
#endif

/* ExecInsertIndexTuples: of what it is told, and whom */
#if PG_VERSION_NUM < 140000
#define ExecSetResultRelation(estate, target) ((estate)->es_result_relation_info = (target))
#define ExecInsertIndexTuples(target, slot, estate, update, no_error, conflict, arbiters, summing) \
	ExecInsertIndexTuples(slot, estate, no_error, conflict, arbiters)
#else
#define ExecSetResultRelation(estate, target) ((void) 0)
#if PG_VERSION_NUM < 160000
#define ExecInsertIndexTuples(target, slot, estate, update, no_error, conflict, arbiters, summing) \
	ExecInsertIndexTuples(target, slot, estate, update, no_error, conflict, arbiters)
#endif
#endif

#if PG_VERSION_NUM < 150000
extern void InitMaterializedSRF(FunctionCallInfo fcinfo, uint32 flags);
#endif

#if PG_VERSION_NUM < 140000
#define GetOldestNonRemovableTransactionId(rel) GetOldestXmin(rel, PROCARRAY_FLAGS_VACUUM)
#define get_partition_parent(relid, even_if_detached) get_partition_parent(relid)
#define SetTuplestoreDestReceiverParams(self, store, context, detoast, map, msg)                   \
	SetTuplestoreDestReceiverParams(self, store, context, detoast)

typedef struct SPIExecuteOptions
{
	ParamListInfo params;
	bool read_only;
	DestReceiver *dest;
} SPIExecuteOptions;

extern int SPI_execute_plan_extended(SPIPlanPtr plan, const SPIExecuteOptions *options);

#define MAX_CONVERSION_INPUT_LENGTH 16
extern int
pg_do_encoding_conversion_buf(Oid proc, int src_encoding, int dest_encoding, unsigned char *src,
							  int srclen, unsigned char *dest, int destlen, bool noError);
#endif

#endif /* LLMECO_SUPPORT_COMPAT_H */
