/*
 * key_table.h: the keys of a table's rows, by position in the order they came.
 */
#ifndef LLMECO_SUPPORT_KEY_TABLE_H
#define LLMECO_SUPPORT_KEY_TABLE_H

#include "kernel/id_map.h"
#include "support/arrays.h"
#include "support/query_reader.h"

/* Positions are int32. */
#define KEY_TABLE_LIMIT (PG_INT32_MAX - 1)

typedef struct KeyTable
{
	const char *name;   /* of the query */
	const char *column; /* that has the key */
	int32 n;
	GrowingArray keys; /* int64 */
	IdMap ids;         /* from key to position, once KeyTableEnd() made it */
} KeyTable;

extern void KeyTableEnd(KeyTable *table, const ComputeEnv *env);
extern void KeyTableFree(KeyTable *table, const ComputeEnv *env);

/*
 * key_table_add adds the key in column 0 of the current row and returns its
 * position.
 */
static inline int32
key_table_add(KeyTable *table, const QueryReader *reader, const ComputeEnv *env)
{
	if (unlikely(table->n >= KEY_TABLE_LIMIT))
		QueryReportLimit(reader->name, KEY_TABLE_LIMIT);
	if (table->n == 0)
	{
		table->name = reader->name;
		table->column = reader->columns[0].name;
	}
	*(int64 *) grown(&table->keys, table->n, sizeof(int64), env) = column_key(reader, 0);
	return table->n++;
}

/*
 * key_table_key returns the key at a position.
 */
static inline int64
key_table_key(const KeyTable *table, int32 at)
{
	return ((const int64 *) table->keys.data)[at];
}

#endif /* LLMECO_SUPPORT_KEY_TABLE_H */
