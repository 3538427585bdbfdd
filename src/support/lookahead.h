/*
 * lookahead.h: rows that wait to be looked up together by one or two keys.
 */
#ifndef LLMECO_SUPPORT_LOOKAHEAD_H
#define LLMECO_SUPPORT_LOOKAHEAD_H

#include "kernel/id_map.h"

/* Rows that wait at most. */
#define LOOKAHEAD_ROWS 64

typedef struct LookaheadRow
{
	int64 keys[2];
	int32 at[2]; /* their positions once they are looked up, -1: nowhere */
} LookaheadRow;

/* Where one key of each row is looked up. */
typedef struct LookaheadMap
{
	const IdMap *ids; /* NULL: the second key is not looked up */
	const void *rows; /* what the taker reads by position; NULL: nothing */
	size_t size;      /* of one of these */
} LookaheadMap;

/*
 * Who takes n rows. What else is known of row i is at place i of an array of
 * the taker's own.
 */
typedef void (*LookaheadTaker)(void *arg, const LookaheadRow *rows, int n);

typedef struct Lookahead
{
	LookaheadMap maps[2];
	LookaheadTaker take;
	void *arg;
	int n;
	LookaheadRow rows[LOOKAHEAD_ROWS];
} Lookahead;

extern void LookaheadSettle(Lookahead *ahead);

/*
 * lookahead_add makes a row wait, and asks for the places of the maps where
 * its keys will be looked for. Returns its place among those that wait.
 */
static inline int
lookahead_add(Lookahead *ahead, int64 first, int64 second)
{
	LookaheadRow *row;

	if (ahead->n == LOOKAHEAD_ROWS)
		LookaheadSettle(ahead);
	idmap_prefetch(ahead->maps[0].ids, first);
	if (ahead->maps[1].ids != NULL)
		idmap_prefetch(ahead->maps[1].ids, second);
	row = &ahead->rows[ahead->n];
	row->keys[0] = first;
	row->keys[1] = second;
	return ahead->n++;
}

#endif /* LLMECO_SUPPORT_LOOKAHEAD_H */
