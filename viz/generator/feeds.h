/*
 * feeds.h: Atom feeds of a hosted site.
 */
#ifndef LLMECO_VIZ_FEEDS_H
#define LLMECO_VIZ_FEEDS_H

#include <libpq-fe.h>

#include "hosted.h"

extern void FeedsLinks(Text *html, const char *root);
extern void FeedsWrite(PGconn *conn, const Hosted *hosted);

#endif
