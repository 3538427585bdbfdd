/*
 * refresh_cursors.h: where a later run goes on.
 */
#ifndef LLMECO_REFRESH_REFRESH_CURSORS_H
#define LLMECO_REFRESH_REFRESH_CURSORS_H

#include "refresh/refresh_run.h"

/* A row of llmeco.refresh_cursors. */
typedef struct RefreshCursor
{
	const char *step;
	const char *next_url;   /* NULL: this step is done */
	TimestampTz watermark;  /* 0: none */
	TimestampTz updated_at; /* as read, 0: of a clock gone wrong; notes have none */
} RefreshCursor;

extern List *RefreshReadCursors(RefreshRun *run);
extern void
RefreshNoteCursor(RefreshRun *run, const char *step, const char *next_url, TimestampTz watermark);
extern void RefreshFlushCursors(RefreshRun *run);
extern void RefreshDropCursors(RefreshRun *run);
extern bool RefreshIsDone(const RefreshRun *run);
extern void RefreshNoteDone(RefreshRun *run);
extern void RefreshForgetDone(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_CURSORS_H */
