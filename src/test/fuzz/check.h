/*
 * check.h: what every record's strings promise; a fuzz target stops where one
 * does not hold.
 */
#ifndef LLMECO_FUZZ_CHECK_H
#define LLMECO_FUZZ_CHECK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/reader/record.h"
#include "fetch/reader/utf8.h"

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* must stops where something promised does not hold. */
static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

/* text_holds: NULL, or valid UTF-8 and not empty. */
static inline void
text_holds(const char *text)
{
	must(text == NULL || (text[0] != '\0' && utf8_prefix(text, strlen(text)) == strlen(text)));
}

/* page_holds: it was read or not, and each problem says what and has a place; a page that cannot be read
 * has one. */
static inline void
page_holds(const RecordPage *page)
{
	const RecordProblem *problems = page->problems;
	int n = page->nproblems;

	must(page->result != RECORD_BAD || (n == 1 && problems[0].item == -1));
	for (int i = 0; i < n; i++)
	{
		must(problems[i].kind != NULL && problems[i].message != NULL && problems[i].item >= -1);
		text_holds(problems[i].message);
		text_holds(problems[i].name);
	}
}

#endif /* LLMECO_FUZZ_CHECK_H */
