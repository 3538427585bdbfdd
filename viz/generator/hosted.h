/*
 * hosted.h: what a site has that knows its own address (--base-url), for search
 * engines, feed readers and browsers.
 */
#ifndef LLMECO_VIZ_HOSTED_H
#define LLMECO_VIZ_HOSTED_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

#include "data.h"
#include "text.h"

typedef struct Hosted
{
	char *base;            /* the address, with a slash at the end */
	uint32_t static_pages; /* of each kind */
	const DataFacts *facts;
	const char *run; /* its key */
	bool has_author; /* whether the front end has a page for an author, */
	bool has_family; /* and one for a family */
} Hosted;

extern char *HostedBase(const char *given);
extern void HostedHead(Text *html, const char *path, const void *hosted);
extern void HostedWrite(PGconn *conn, Hosted *hosted, const char *front_end);

/* For pages.c and feeds.c */
extern void HostedText(const char *path, const Text *text);
extern const char *HostedTime(const Hosted *hosted);

#endif
