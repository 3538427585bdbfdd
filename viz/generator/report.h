/*
 * report.h: what the person at the terminal reads, and the ways to end.
 */
#ifndef LLMECO_VIZ_REPORT_H
#define LLMECO_VIZ_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Exit statuses; scripts rely on them (llmeco-viz.1). */
#define STATUS_OK 0
#define STATUS_OUTPUT 1 /* wrong usage, or the site cannot be written */
#define STATUS_CONNECTION 2
#define STATUS_SQL 3 /* a query, or the version of the views */

extern bool report_quiet;
extern bool report_verbose;

extern void
ReportFail(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));
extern void ReportFailWithHint(int status, const char *hint, const char *format, ...)
	__attribute__((noreturn, format(printf, 3, 4)));
extern void ReportStep(const char *format, ...) __attribute__((format(printf, 1, 2)));
extern void ReportProgress(const char *what, uint64_t done, uint64_t total);
extern void ReportClearProgress(void);

/* Called once by the end of the program, however it ends. */
extern void (*report_cleanup)(void);

/* Interrupts: `on_interrupt` runs inside the signal handler. */
extern void ReportCatchInterrupts(void (*on_interrupt)(void));
extern void ReportCheckInterrupts(void);

#endif
