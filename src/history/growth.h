/*
 * growth.h: the models that gained most, for other parts of src/.
 */
#ifndef LLMECO_HISTORY_GROWTH_H
#define LLMECO_HISTORY_GROWTH_H

/*
 * StoreGrowth computes llmeco.rising anew from the snapshots and influence
 * runs that llmeco.growth_periods names. To be called between SqlConnect()
 * and SqlFinish(), as the owner of the tables, by one at a time.
 */
extern void StoreGrowth(void);

#endif /* LLMECO_HISTORY_GROWTH_H */
