/*
 * refresh_names.h: rows that are known by name only, asked for by it.
 */
#ifndef LLMECO_REFRESH_REFRESH_NAMES_H
#define LLMECO_REFRESH_REFRESH_NAMES_H

#include "refresh/refresh_run.h"

/* What an answer was. */
typedef enum NameAnswer
{
	NAME_UNREAD,  /* it cannot be used */
	NAME_PRIVATE, /* what has the name is left out */
	NAME_STORED
} NameAnswer;

/* What is asked for. */
typedef struct RefreshNames
{
	const char *table; /* of the rows, and its key */
	const char *key;
	const char *find; /* their id and name, those first that matter most; $1: how many */
	char *(*url)(const char *endpoint, const char *name);
	/* store stores the record in hand, to which a row's name led */
	NameAnswer (*store)(RefreshRun *run, void *data, const char *name);
	void *data;     /* for it */
	int64 *changed; /* counts rows that changed */
} RefreshNames;

extern bool RefreshNamesArePending(RefreshRun *run);
extern void RefreshNamesAsk(RefreshRun *run, const RefreshNames *names, bool pending);

#endif /* LLMECO_REFRESH_REFRESH_NAMES_H */
