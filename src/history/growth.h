/*
 * growth.h: the models that gained most, for other parts of src/.
 */
#ifndef LLMECO_HISTORY_GROWTH_H
#define LLMECO_HISTORY_GROWTH_H

extern void GrowthStore(void);

#endif /* LLMECO_HISTORY_GROWTH_H */
