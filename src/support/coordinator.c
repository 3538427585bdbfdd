/*
 * coordinator.c: on Citus, most tables are on the coordinator alone. A worker
 * has them too, made by CREATE EXTENSION, and empty: Citus may hand a query
 * that joins one of our functions with a distributed table to a worker as a
 * whole, where the function would answer from there without a word.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "fmgr.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "support/coordinator.h"

/* Where Citus keeps the number of the node; 0: the coordinator. */
#define NODE_TABLE "pg_dist_local_group"
#define NODE_COLUMN "groupid"

extern PGDLLEXPORT Datum llmeco_require_coordinator(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_require_coordinator);

/*
 * is_worker reads the number of this node. Without Citus it is one look into
 * the cache of the catalog.
 */
static bool
is_worker(void)
{
	Oid relid = get_relname_relid(NODE_TABLE, PG_CATALOG_NAMESPACE);
	Relation rel;
	SysScanDesc scan;
	HeapTuple row;
	bool worker = false;

	if (!OidIsValid(relid))
		return false;
	rel = table_open(relid, AccessShareLock);
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	row = systable_getnext(scan);
	if (HeapTupleIsValid(row))
	{
		bool isnull;
		Datum group =
			heap_getattr(row, get_attnum(relid, NODE_COLUMN), RelationGetDescr(rel), &isnull);

		worker = !isnull && DatumGetInt32(group) != 0;
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return worker;
}

/*
 * CoordinatorHasCluster: is there Citus in this database?
 */
bool
CoordinatorHasCluster(void)
{
	return OidIsValid(get_relname_relid(NODE_TABLE, PG_CATALOG_NAMESPACE));
}

/*
 * CoordinatorRequire raises an error on a worker of a Citus cluster. Every
 * function that reads or writes the tables calls it first.
 */
void
CoordinatorRequire(void)
{
	if (is_worker())
		ereport(
			ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("llmeco cannot answer on a worker of a Citus cluster"),
			 errdetail("Its models are on the coordinator; here the tables are empty."),
			 errhint(
				 "Call the function on the coordinator. Where it is joined with a distributed "
				 "table, join with what it returned: CREATE TEMPORARY TABLE ... AS SELECT ...")));
}

/*
 * llmeco_require_coordinator() is the same for functions in PL/pgSQL.
 */
Datum
llmeco_require_coordinator(PG_FUNCTION_ARGS)
{
	CoordinatorRequire();
	PG_RETURN_VOID();
}
