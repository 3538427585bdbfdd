/*
 * snapshots.h: the models' counters of a day, for other parts of src/.
 */
#ifndef LLMECO_HISTORY_SNAPSHOTS_H
#define LLMECO_HISTORY_SNAPSHOTS_H

#include "datatype/timestamp.h"

extern int64 SnapshotsTake(TimestampTz moment);

#endif /* LLMECO_HISTORY_SNAPSHOTS_H */
