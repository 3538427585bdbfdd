/*
 * report.c: messages, progress, and the ways to end.
 *
 * Every error ends the program through Fail, which first calls `cleanup`, so
 * that no caller has to undo anything itself.
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

bool		quiet = false;
bool		verbose = false;
void		(*cleanup) (void) = NULL;

static volatile sig_atomic_t interrupted = 0;
static void (*interrupt_action) (void) = NULL;
static bool progress_shown = false;

static double
Seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/*
 * ClearProgress takes the line of Progress off the terminal.
 */
void
ClearProgress(void)
{
	if (progress_shown)
		fputs("\r\033[K", stderr);
	progress_shown = false;
}

static void
RunCleanup(void)
{
	void		(*action) (void) = cleanup;

	cleanup = NULL;
	if (action)
		action();
}

/*
 * EndByInterrupt ends the program by the signal that it got, so that a shell
 * or make sees an interrupt and not an error.
 */
static void
EndByInterrupt(void)
{
	ClearProgress();
	RunCleanup();
	fputs("llmeco-viz: interrupted\n", stderr);
	signal(interrupted, SIG_DFL);
	raise(interrupted);
	_exit(128 + interrupted);
}

static void
PrintError(const char *format, va_list args)
{
	char	   *text;
	size_t		length;

	if (vasprintf(&text, format, args) < 0)
		text = "out of memory";
	/* libpq's messages end with a newline of their own */
	for (length = strlen(text); length > 0 && text[length - 1] == '\n';)
		length--;
	ClearProgress();
	fprintf(stderr, "llmeco-viz: error: %.*s\n", (int) length, text);
}

/*
 * Fail reports an error and ends the program with `status`.
 */
void
Fail(int status, const char *format,...)
{
	va_list		args;

	if (interrupted)
		EndByInterrupt();
	va_start(args, format);
	PrintError(format, args);
	va_end(args);
	RunCleanup();
	exit(status);
}

/*
 * FailWithHint is Fail with a whole sentence on what to do about it.
 */
void
FailWithHint(int status, const char *hint, const char *format,...)
{
	va_list		args;

	if (interrupted)
		EndByInterrupt();
	va_start(args, format);
	PrintError(format, args);
	va_end(args);
	fprintf(stderr, "llmeco-viz: hint: %s\n", hint);
	RunCleanup();
	exit(status);
}

/*
 * Say reports a step with the time since the start, with --verbose only.
 */
void
Say(const char *format,...)
{
	static double began = 0;
	va_list		args;

	if (!verbose)
		return;
	if (began == 0)
		began = Seconds();
	ClearProgress();
	fprintf(stderr, "llmeco-viz: %7.3f s  ", Seconds() - began);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

/*
 * Progress shows how far a step is, on a terminal only and at most ten times
 * a second. total 0: not known.
 */
void
Progress(const char *what, uint64_t done, uint64_t total)
{
	static double last = 0;
	double		now;

	if (quiet || !isatty(STDERR_FILENO))
		return;
	now = Seconds();
	if (now - last < 0.1)
		return;
	last = now;
	if (total > 0)
		fprintf(stderr, "\r\033[K%s: %llu of %llu (%d %%)", what,
				(unsigned long long) done, (unsigned long long) total,
				(int) (100.0 * done / total));
	else
		fprintf(stderr, "\r\033[K%s: %llu", what, (unsigned long long) done);
	progress_shown = true;
}

static void
HandleInterrupt(int signal_number)
{
	interrupted = signal_number;
	if (interrupt_action)
		interrupt_action();
}

/*
 * CatchInterrupts makes SIGINT, SIGTERM and SIGHUP end the program through
 * CheckInterrupts or Fail. A second signal of a kind kills it at once. What
 * was ignored at the start (nohup) stays ignored.
 */
void
CatchInterrupts(void (*on_interrupt) (void))
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action;
	struct sigaction before;
	size_t		i;

	interrupt_action = on_interrupt;
	memset(&action, 0, sizeof(action));
	action.sa_handler = HandleInterrupt;
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
CheckInterrupts(void)
{
	if (interrupted)
		EndByInterrupt();
}

/*
 * Allocate is malloc that ends the program when there is no memory.
 */
void *
Allocate(size_t bytes)
{
	return Reallocate(NULL, bytes);
}

void *
Reallocate(void *memory, size_t bytes)
{
	void	   *result = realloc(memory, bytes > 0 ? bytes : 1);

	if (result == NULL)
		Fail(STATUS_OUTPUT, "out of memory (%zu bytes wanted)", bytes);
	return result;
}

/*
 * Format is sprintf into memory of its own, which the caller frees.
 */
char *
Format(const char *format,...)
{
	va_list		args;
	char	   *text;
	int			length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		Fail(STATUS_OUTPUT, "out of memory");
	return text;
}
