/*
 * influence_rank.h: the order of models by score.
 */
#ifndef LLMECO_KERNEL_INFLUENCE_RANK_H
#define LLMECO_KERNEL_INFLUENCE_RANK_H

#include <stdint.h>

#include "kernel/compute_env.h"

extern void influence_order(int32_t *order, const double *influence, const int64_t *keys, int32_t n,
							const ComputeEnv *env);

#endif /* LLMECO_KERNEL_INFLUENCE_RANK_H */
