/*
 * snapshots.h: the models' counters of a day, for other parts of src/.
 */
#ifndef LLMECO_HISTORY_SNAPSHOTS_H
#define LLMECO_HISTORY_SNAPSHOTS_H

#include "datatype/timestamp.h"
#include "nodes/parsenodes.h"
#include "utils/date.h"

#define SNAPSHOTS_TABLE "model_snapshots"

extern Oid SnapshotsCheckRight(const char *table, AclMode right);
extern const char *SnapshotsEnsurePartition(Oid parent, DateADT day);
extern bool SnapshotsIsAhead(DateADT day);
extern int64 SnapshotsTake(TimestampTz moment);

#endif /* LLMECO_HISTORY_SNAPSHOTS_H */
