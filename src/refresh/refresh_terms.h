/*
 * refresh_terms.h: on which terms a server answers.
 */
#ifndef LLMECO_REFRESH_REFRESH_TERMS_H
#define LLMECO_REFRESH_REFRESH_TERMS_H

#include "refresh/refresh_run.h"

extern char *RefreshTermsUrl(const RefreshRun *run, const char *url);
extern char *RefreshTermsNext(const char *asked, const char *sent, const char *next);
extern int RefreshTermsLimit(const char *url);
extern bool RefreshTermsMayShrink(const char *sent);
extern bool RefreshTermsChange(RefreshRun *run, const HttpResponse *response);
extern List *RefreshTermsLacks(const RefreshRun *run, const char *kind);
extern void RefreshTermsLack(RefreshRun *run, const char *kind, const char *name);
extern Datum RefreshTermsRefused(const RefreshRun *run);
extern char *RefreshTermsSaid(const HttpResponse *response);

#endif /* LLMECO_REFRESH_REFRESH_TERMS_H */
