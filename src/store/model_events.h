/*
 * model_events.h: llmeco.model_events: what changed of models that were known.
 */
#ifndef LLMECO_STORE_MODEL_EVENTS_H
#define LLMECO_STORE_MODEL_EVENTS_H

#include "datatype/timestamp.h"

#include "store/ledger.h"
#include "support/batch.h"

/* What every statement that writes events begins with. */
#define MODEL_EVENTS_INSERT                                                                        \
	"INSERT INTO llmeco.model_events (at, run_id, model_id, name, kind, before, after) "

/* Another repository got the name of model m, which was marked as removed for that, and
 * which nothing has said to be gone since. */
#define MODEL_EVENTS_DISPLACED                                                                     \
	"(EXISTS (SELECT FROM llmeco.model_events t WHERE t.at = m.removed_at"                         \
	"  AND t.model_id = m.model_id AND t.kind = 'name_taken_over')"                                \
	" AND NOT EXISTS (SELECT FROM llmeco.model_events g WHERE g.at > m.removed_at"                 \
	"  AND g.model_id = m.model_id AND g.kind = 'removed'))"

extern bool ModelEventsBegin(TimestampTz at);
extern void ModelEventsWrite(Batch *batch, const char *note, TimestampTz now, Ledger *ledger);
extern void ModelEventsSend(int64 run_id, TimestampTz since);

#endif /* LLMECO_STORE_MODEL_EVENTS_H */
