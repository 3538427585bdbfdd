/*
 * run_slots.h: results of which each run replaces the one before, in slots.
 */
#ifndef LLMECO_SUPPORT_RUN_SLOTS_H
#define LLMECO_SUPPORT_RUN_SLOTS_H

#include "support/bulk_insert.h"

/* Where an answer is stored; names are of schema llmeco. */
typedef struct RunSlots
{
	const char *answer; /* what llmeco_shown_slot() is asked for */
	const char *parent; /* partitioned by LIST (slot); its partitions are parent_1, ... */
	const char *slots;  /* a row a slot: the run that it has, and whether it is shown */
	const char *runs;   /* a row a run */

	/* before 1.2.0, where it was stored then: a table a run */
	const char *old_prefix;         /* of the tables' names */
	const char *const *old_indexes; /* commands with %s for the table, NULL after the last */
} RunSlots;

extern const RunSlots InfluenceSlots;
extern const RunSlots RankingSlots;
extern const RunSlots FamilySlots;
extern const RunSlots FamilyTotalSlots;

/* A run on its way into a slot. */
typedef struct NewRun
{
	const RunSlots *kind;
	int64 run_id;
	int slot; /* 0: a table of its own, before 1.2.0 */
	Oid table;
	char *name; /* of the table, qualified */
	bool emptied;
	bool in_place; /* the slot is the one that is shown */
	TableFill fill;
} NewRun;

/* Who is shown a row; false: no more are wanted. */
typedef bool (*ShownRowTaker)(void *arg, TupleTableSlot *row);

extern Oid LockRuns(const RunSlots *kind);
extern void BeginRun(NewRun *run, const RunSlots *kind, int64 run_id);
extern bool FindShownRun(NewRun *run, const RunSlots *kind);
extern BlockNumber ScanShownRun(const NewRun *run, ShownRowTaker take, void *arg);
extern void BeginChange(NewRun *run, const ItemPointerData *gone, int64 n);
extern void ShowRun(NewRun *run);

#endif /* LLMECO_SUPPORT_RUN_SLOTS_H */
