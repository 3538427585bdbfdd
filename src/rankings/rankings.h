/*
 * rankings.h: rankings of languages, authors, kinds of organizations and tasks.
 */
#ifndef LLMECO_RANKINGS_RANKINGS_H
#define LLMECO_RANKINGS_RANKINGS_H

/*
 * UpdateRankings computes the rankings of the newest influence and stores
 * them, within the caller's transaction, whose changes it sees. Its value is
 * the run_id.
 */
extern int64 UpdateRankings(void);

#endif /* LLMECO_RANKINGS_RANKINGS_H */
