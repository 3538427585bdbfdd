/*
 * refresh_report.h: what a run tells of itself.
 */
#ifndef LLMECO_REFRESH_REFRESH_REPORT_H
#define LLMECO_REFRESH_REFRESH_REPORT_H

#include "fmgr.h"

#include "refresh/refresh_run.h"

extern int64 RefreshRecordsSeen(const RefreshRun *run);
extern void RefreshShowProgress(RefreshRun *run);
extern void RefreshInsertRun(RefreshRun *run, const char *const *sources, int n);
extern void RefreshUpdateRun(RefreshRun *run, bool finished);
extern Datum RefreshResultRow(FunctionCallInfo fcinfo, const RefreshRun *run, bool ran);
extern void RefreshShowResult(const RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_REPORT_H */
