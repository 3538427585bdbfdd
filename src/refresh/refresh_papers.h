/*
 * refresh_papers.h: the source 'papers'.
 */
#ifndef LLMECO_REFRESH_REFRESH_PAPERS_H
#define LLMECO_REFRESH_REFRESH_PAPERS_H

#include "refresh/refresh_run.h"

extern void RefreshPapers(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_PAPERS_H */
