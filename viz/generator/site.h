/*
 * site.h: the built front end that a site starts from.
 */
#ifndef LLMECO_VIZ_SITE_H
#define LLMECO_VIZ_SITE_H

#include <stdbool.h>

#include "text.h"

/* What a page of the front end has where the key of a run goes, as long as one */
#define SITE_RUN_MARK "0000000000000000"

/* Adds to the head of a page, whose text is there up to the head's end; path: the page's */
typedef void (*SiteHead)(Text *html, const char *path, const void *context);

extern char *SiteFindFrontEnd(const char *given);
extern bool SiteHasPage(const char *folder, const char *path);
extern void SiteCopyFrontEnd(const char *folder);
extern char *SiteReadPage(const char *folder, const char *path, const char *run);
extern void
SiteCopyPages(const char *folder, const char *run, SiteHead add_head, const void *context);

#endif
