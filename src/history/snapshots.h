/*
 * snapshots.h: the counters of a day, for other parts of src/.
 */
#ifndef LLMECO_HISTORY_SNAPSHOTS_H
#define LLMECO_HISTORY_SNAPSHOTS_H

#include "datatype/timestamp.h"
#include "nodes/parsenodes.h"
#include "utils/date.h"

#include "support/month_tables.h"

/* Of what they are taken. */
typedef struct Snapshots
{
	const MonthTables *months;
	const char *items; /* table, in schema llmeco, of what has the counters now, */
	const char *key;   /* and its key */
} Snapshots;

extern const Snapshots ModelSnapshots;
extern const Snapshots DatasetSnapshots;

extern Oid SnapshotsCheckRight(const char *table, AclMode right);
extern const char *SnapshotsEnsurePartition(const MonthTables *months, Oid parent, DateADT day);
extern bool SnapshotsIsAhead(DateADT day);
extern void SnapshotsTake(const Snapshots *of, TimestampTz moment);

#endif /* LLMECO_HISTORY_SNAPSHOTS_H */
