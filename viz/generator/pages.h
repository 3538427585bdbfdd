/*
 * pages.h: static pages of a hosted site: the first models, authors and families.
 */
#ifndef LLMECO_VIZ_PAGES_H
#define LLMECO_VIZ_PAGES_H

#include <libpq-fe.h>

#include "hosted.h"

typedef enum PageKind
{
	PAGE_MODEL,
	PAGE_AUTHOR,
	PAGE_FAMILY
} PageKind;

#define PAGE_KINDS 3

extern void PagesWrite(PGconn *conn, const Hosted *hosted);
extern uint32_t PagesCount(PageKind kind);
extern const char *PagesPath(PageKind kind, uint32_t place);
extern CopyField PagesName(PageKind kind, uint32_t place);
extern void PagesAddress(Text *text, const Hosted *hosted, PageKind kind, const CopyField *name);

/* SELECTs of the pages of a kind, best first; %u is how many */
extern const char *const pages_lists[PAGE_KINDS];

#endif
