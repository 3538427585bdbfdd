/*
 * problems.h: texts and problems of what was read, compared.
 */
#ifndef LLMECO_TEST_PROBLEMS_H
#define LLMECO_TEST_PROBLEMS_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "fetch/reader/record.h"

/* same: are a and b the same text, or both NULL? Prints a where not. */
__attribute__((unused)) static bool
same(const char *a, const char *b)
{
	bool equal = a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;

	if (!equal)
		printf("# %s\n", a == NULL ? "NULL" : a);
	return equal;
}

/*
 * are_kinds: are n problems, the first 30 of them, of these kinds, separated
 * by blanks, in this order? Prints them where not.
 */
__attribute__((unused)) static bool
are_kinds(const RecordProblem *problems, int n, const char *kinds)
{
	char list[2000] = "";

	if (n > 30)
		n = 30;
	for (int i = 0; i < n; i++)
		sprintf(list + strlen(list), "%s%s", i == 0 ? "" : " ", problems[i].kind);
	if (strcmp(list, kinds) == 0)
		return true;
	printf("# problems: %s\n", list);
	for (int i = 0; i < n; i++)
		printf("#   %d %s: %s\n", problems[i].item,
			   problems[i].name == NULL ? "-" : problems[i].name, problems[i].message);
	return false;
}

#endif /* LLMECO_TEST_PROBLEMS_H */
