/*
 * refresh_authors.h: the source 'authors'.
 */
#ifndef LLMECO_REFRESH_REFRESH_AUTHORS_H
#define LLMECO_REFRESH_REFRESH_AUTHORS_H

#include "refresh/refresh_run.h"

extern void RefreshAuthors(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_AUTHORS_H */
