/*
 * report.c: messages, progress, and the ways to end.
 *
 * Every error ends the program through ReportFail, which first calls
 * report_cleanup, so that no caller has to undo anything itself.
 */
#define _GNU_SOURCE
#include "report.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool report_quiet = false;
bool report_verbose = false;
void (*report_cleanup)(void) = NULL;

static volatile sig_atomic_t interrupted = 0;
static void (*interrupt_action)(void) = NULL;
static bool progress_shown = false;

static double
seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/*
 * ReportClearProgress takes the line of Progress off the terminal.
 */
void
ReportClearProgress(void)
{
	if (progress_shown)
		fputs("\r\033[K", stderr);
	progress_shown = false;
}

static void
run_cleanup(void)
{
	void (*action)(void) = report_cleanup;

	report_cleanup = NULL;
	if (action)
		action();
}

/*
 * end_by_interrupt ends the program by the signal that it got, so that a shell
 * or make sees an interrupt and not an error.
 */
static void
end_by_interrupt(void)
{
	ReportClearProgress();
	run_cleanup();
	fputs("llmeco-viz: interrupted\n", stderr);
	signal(interrupted, SIG_DFL);
	raise(interrupted);
	_exit(128 + interrupted);
}

static void
print_error(const char *format, va_list args)
{
	char *text;
	size_t length;

	if (vasprintf(&text, format, args) < 0)
		text = "out of memory";
	/* libpq's messages end with a newline of their own */
	for (length = strlen(text); length > 0 && text[length - 1] == '\n';)
		length--;
	ReportClearProgress();
	fprintf(stderr, "llmeco-viz: error: %.*s\n", (int) length, text);
}

/*
 * ReportFail reports an error and ends the program with `status`.
 */
void
ReportFail(int status, const char *format, ...)
{
	va_list args;

	if (interrupted)
		end_by_interrupt();
	va_start(args, format);
	print_error(format, args);
	va_end(args);
	run_cleanup();
	exit(status);
}

/*
 * ReportFailWithHint is ReportFail with a whole sentence on what to do about it.
 */
void
ReportFailWithHint(int status, const char *hint, const char *format, ...)
{
	va_list args;

	if (interrupted)
		end_by_interrupt();
	va_start(args, format);
	print_error(format, args);
	va_end(args);
	fprintf(stderr, "llmeco-viz: hint: %s\n", hint);
	run_cleanup();
	exit(status);
}

/*
 * ReportStep reports a step with the time since the start, with --verbose only.
 */
void
ReportStep(const char *format, ...)
{
	static double began = 0;
	va_list args;

	if (!report_verbose)
		return;
	if (began == 0)
		began = seconds_now();
	ReportClearProgress();
	fprintf(stderr, "llmeco-viz: %7.3f s  ", seconds_now() - began);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

/*
 * ReportProgress shows how far a step is, on a terminal only and at most ten times
 * a second. total 0: not known.
 */
void
ReportProgress(const char *what, uint64_t done, uint64_t total)
{
	static double last = 0;
	double now;

	if (report_quiet || !isatty(STDERR_FILENO))
		return;
	now = seconds_now();
	if (now - last < 0.1)
		return;
	last = now;
	if (total > 0)
		fprintf(stderr, "\r\033[K%s: %llu of %llu (%d %%)", what, (unsigned long long) done,
				(unsigned long long) total, (int) (100.0 * done / total));
	else
		fprintf(stderr, "\r\033[K%s: %llu", what, (unsigned long long) done);
	progress_shown = true;
}

static void
handle_interrupt(int signal_number)
{
	interrupted = signal_number;
	if (interrupt_action)
		interrupt_action();
}

/*
 * ReportCatchInterrupts makes SIGINT, SIGTERM and SIGHUP end the program through
 * ReportCheckInterrupts or ReportFail. A second signal of a kind kills it at once. What
 * was ignored at the start (nohup) stays ignored.
 */
void
ReportCatchInterrupts(void (*on_interrupt)(void))
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action;
	struct sigaction before;
	size_t i;

	interrupt_action = on_interrupt;
	memset(&action, 0, sizeof(action));
	action.sa_handler = handle_interrupt;
	action.sa_flags = SA_RESETHAND;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
	{
		sigaction(signals[i], NULL, &before);
		if (before.sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	}
}

void
ReportCheckInterrupts(void)
{
	if (interrupted)
		end_by_interrupt();
}
