/*
 * site.h: the built front end that a site starts from.
 */
#ifndef LLMECO_VIZ_SITE_H
#define LLMECO_VIZ_SITE_H

extern char *SiteFindFrontEnd(const char *given);
extern void SiteCopyFrontEnd(const char *folder);

#endif
