/*
 * snapshots.h: the models' counters of a day, for other parts of src/.
 */
#ifndef LLMECO_HISTORY_SNAPSHOTS_H
#define LLMECO_HISTORY_SNAPSHOTS_H

#include "datatype/timestamp.h"

/*
 * TakeSnapshot writes the present counters of every listed model that was
 * read to llmeco.model_snapshots, as those of the day (UTC) that a moment is
 * in. Returns the number of rows written: none where they are there already.
 */
extern int64 TakeSnapshot(TimestampTz moment);

#endif /* LLMECO_HISTORY_SNAPSHOTS_H */
