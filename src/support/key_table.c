/*
 * key_table.c: the keys of a table's rows, by position in the order they came.
 */
#include "postgres.h"

#include "support/key_table.h"

/*
 * KeyTableEnd lets rows be found by their key, which each has alone.
 */
void
KeyTableEnd(KeyTable *table, const ComputeEnv *env)
{
	int64 twice = idmap_build(&table->ids, table->keys.data, table->n, env);

	if (twice >= 0)
		ereport(ERROR, (errcode(ERRCODE_CARDINALITY_VIOLATION),
						errmsg("%s gives %s %lld more than once", table->name, table->column,
							   (long long) key_table_key(table, (int32) twice)),
						errhint("Give one row per model.")));
}

/*
 * KeyTableFree gives back the memory of a table.
 */
void
KeyTableFree(KeyTable *table, const ComputeEnv *env)
{
	idmap_free(&table->ids, env);
	drop_array(env, &table->keys);
}
