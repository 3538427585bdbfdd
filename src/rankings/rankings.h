/*
 * rankings.h: rankings of languages, authors, kinds of organizations and tasks.
 */
#ifndef LLMECO_RANKINGS_RANKINGS_H
#define LLMECO_RANKINGS_RANKINGS_H

extern int64 RankingsUpdate(void);

#endif /* LLMECO_RANKINGS_RANKINGS_H */
