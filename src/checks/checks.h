/*
 * checks.h: licence conflicts, and what the data lacks.
 */
#ifndef LLMECO_CHECKS_CHECKS_H
#define LLMECO_CHECKS_CHECKS_H

extern void ChecksUpdate(bool names);

#endif /* LLMECO_CHECKS_CHECKS_H */
