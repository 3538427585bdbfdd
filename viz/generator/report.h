/*
 * report.h: what the person at the terminal reads, and the ways to end.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Exit statuses; scripts rely on them (llmeco-viz.1). */
#define STATUS_OK 0
#define STATUS_OUTPUT 1			/* wrong usage, or the site cannot be written */
#define STATUS_CONNECTION 2
#define STATUS_SQL 3			/* a query, or the version of the views */

extern bool quiet;
extern bool verbose;

extern void Fail(int status, const char *format,...)
			__attribute__((noreturn, format(printf, 2, 3)));
extern void FailWithHint(int status, const char *hint, const char *format,...)
			__attribute__((noreturn, format(printf, 3, 4)));
extern void Say(const char *format,...) __attribute__((format(printf, 1, 2)));
extern void Progress(const char *what, uint64_t done, uint64_t total);
extern void ClearProgress(void);

/* Called once by the end of the program, however it ends. */
extern void (*cleanup) (void);

/* Interrupts: `on_interrupt` runs inside the signal handler. */
extern void CatchInterrupts(void (*on_interrupt) (void));
extern void CheckInterrupts(void);

extern void *Allocate(size_t bytes);
extern void *Reallocate(void *memory, size_t bytes);
extern char *Format(const char *format,...) __attribute__((format(printf, 1, 2)));

#endif
