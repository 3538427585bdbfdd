/*
 * site.h: the built front end that a site starts from.
 */
#ifndef LLMECO_VIZ_SITE_H
#define LLMECO_VIZ_SITE_H

/* What a page of the front end has where the key of a run goes, as long as one */
#define SITE_RUN_MARK "0000000000000000"

extern char *SiteFindFrontEnd(const char *given);
extern void SiteCopyFrontEnd(const char *folder);
extern void SiteCopyPages(const char *folder, const char *run);

#endif
