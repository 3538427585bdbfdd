/*
 * ledger.h: what a refresh could not read or did not take as given.
 */
#ifndef LLMECO_STORE_LEDGER_H
#define LLMECO_STORE_LEDGER_H

#include "nodes/pg_list.h"

#include "fetch/reader/record.h"

/* Rows that wait to be written to llmeco.refresh_errors. */
typedef struct RefreshErrors
{
	MemoryContext context; /* of the rows that wait */
	List *waiting;
	int64 run_id;
	const char *source;
	int64 written;  /* rows, waiting ones included */
	int64 left_out; /* beyond the limit of a run */
} RefreshErrors;

extern void ErrorsInit(RefreshErrors *errors, MemoryContext parent);
extern void ErrorsAdd(RefreshErrors *errors, const char *url, long http_status, const char *item,
					  const char *kind, const char *format, ...) pg_attribute_printf(6, 7);
extern void
ErrorsAddProblems(RefreshErrors *errors, const char *url, const RecordProblem *problems, int n);
extern void ErrorsFlush(RefreshErrors *errors);
extern void ErrorsClose(RefreshErrors *errors);

#endif /* LLMECO_STORE_LEDGER_H */
