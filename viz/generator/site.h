/*
 * site.h: the built front end that a site starts from.
 */
#ifndef SITE_H
#define SITE_H

extern char *FindFrontEnd(const char *given);
extern void CopyFrontEnd(const char *folder);

#endif
