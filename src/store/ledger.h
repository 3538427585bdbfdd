/*
 * ledger.h: what a run has read and changed, and what was wrong with it.
 */
#ifndef LLMECO_STORE_LEDGER_H
#define LLMECO_STORE_LEDGER_H

#include "nodes/pg_list.h"

#include "fetch/reader/record.h"

/*
 * The counters of a run, each a column of llmeco.refresh_runs that says what it
 * counts, and of the row that llmeco_refresh() returns.
 */
#define LEDGER_COUNTERS(COUNTER)                                                                   \
	COUNTER(models_seen)                                                                           \
	COUNTER(models_new)                                                                            \
	COUNTER(models_changed)                                                                        \
	COUNTER(edges_seen)                                                                            \
	COUNTER(edges_new)                                                                             \
	COUNTER(edges_changed)                                                                         \
	COUNTER(edges_removed)                                                                         \
	COUNTER(spaces_seen)                                                                           \
	COUNTER(spaces_new)                                                                            \
	COUNTER(spaces_changed)                                                                        \
	COUNTER(authors_seen)                                                                          \
	COUNTER(authors_changed)                                                                       \
	COUNTER(labels_seen)                                                                           \
	COUNTER(labels_changed)                                                                        \
	COUNTER(repos_seen)                                                                            \
	COUNTER(repos_new)                                                                             \
	COUNTER(repos_changed)                                                                         \
	COUNTER(changed_late)

#define LEDGER_FIELD(column) int64 column;
typedef struct LedgerCounts
{
	LEDGER_COUNTERS(LEDGER_FIELD)
} LedgerCounts;
#undef LEDGER_FIELD

/* A counter's column, and its place in LedgerCounts. */
typedef struct LedgerCounter
{
	const char *column;
	Size offset;
} LedgerCounter;

#define LEDGER_NCOUNTERS (sizeof(LedgerCounts) / sizeof(int64))
extern const LedgerCounter ledger_counters[LEDGER_NCOUNTERS];

/* Rows of llmeco.refresh_errors. */
typedef struct LedgerProblems
{
	MemoryContext context; /* of the rows that wait to be written */
	List *waiting;
	int64 written;  /* rows, waiting ones included */
	int64 left_out; /* beyond the limit of a run */
} LedgerProblems;

/* A run owns one and hands it to every store. */
typedef struct Ledger
{
	int64 run_id;
	const char *source; /* in work */
	LedgerCounts counts;
	int64 events; /* rows of llmeco.model_events */
	LedgerProblems problems;
} Ledger;

extern void LedgerInit(Ledger *ledger, MemoryContext parent);
extern int64 LedgerCount(const Ledger *ledger, const LedgerCounter *counter);
extern bool LedgerChanged(const Ledger *ledger);
extern void LedgerNote(Ledger *ledger, const char *url, const char *item, const char *kind,
					   const char *format, ...) pg_attribute_printf(5, 6);
extern void LedgerNoteAnswer(Ledger *ledger, const char *url, long http_status, const char *item,
							 const char *kind, const char *message);
extern void
LedgerNoteProblems(Ledger *ledger, const char *url, const RecordProblem *problems, int n);
extern const char *LedgerKnownGone(void);
extern void LedgerFlush(Ledger *ledger);
extern void LedgerClose(Ledger *ledger);

#endif /* LLMECO_STORE_LEDGER_H */
