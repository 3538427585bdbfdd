/*
 * families.h: whose models the world builds on.
 */
#ifndef LLMECO_FAMILIES_FAMILIES_H
#define LLMECO_FAMILIES_FAMILIES_H

extern int64 FamiliesUpdate(void);

#endif /* LLMECO_FAMILIES_FAMILIES_H */
