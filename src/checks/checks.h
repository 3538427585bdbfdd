/*
 * checks.h: licence conflicts, and what the data lacks.
 */
#ifndef LLMECO_CHECKS_CHECKS_H
#define LLMECO_CHECKS_CHECKS_H

/*
 * UpdateChecks looks for both and stores them, with the caller's rights and
 * within its transaction, whose changes it sees.
 */
extern void UpdateChecks(void);

#endif /* LLMECO_CHECKS_CHECKS_H */
