/*
 * refresh_repos.h: the source 'repos'.
 */
#ifndef LLMECO_REFRESH_REFRESH_REPOS_H
#define LLMECO_REFRESH_REFRESH_REPOS_H

#include "refresh/refresh_run.h"

extern void RefreshRepos(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_REPOS_H */
