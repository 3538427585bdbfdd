/*
 * tap.h: the few words that a unit test needs; output is TAP.
 */
#ifndef LLMECO_TAP_H
#define LLMECO_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_run;
static int tap_failed;

/* ok counts one check and prints its TAP line. */
__attribute__((format(printf, 2, 3), unused)) static bool
ok(bool pass, const char *name, ...)
{
	va_list args;

	tap_run++;
	if (!pass)
		tap_failed++;
	printf("%sok %d - ", pass ? "" : "not ", tap_run);
	va_start(args, name);
	vprintf(name, args);
	va_end(args);
	printf("\n");
	fflush(stdout);
	return pass;
}

/* tap_done prints the plan; its value is main's exit status. */
__attribute__((unused)) static int
tap_done(void)
{
	printf("1..%d\n", tap_run);
	return tap_failed ? 1 : 0;
}

#endif /* LLMECO_TAP_H */
