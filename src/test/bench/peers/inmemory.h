/*
 * inmemory.h: the contender of the kernel in inmemory.c.
 */
#ifndef BENCH_INMEMORY_H
#define BENCH_INMEMORY_H

#include "kernel/influence_core.h"

/* start_graphblas is called once, before any clock. */
extern void start_graphblas(void);

/*
 * score_graphblas does what influence_compute does: everything between the
 * graph's arrays and the result's.
 */
extern void score_graphblas(const InfluenceGraph *graph, const InfluenceParams *params,
							InfluenceResult *result);

#endif /* BENCH_INMEMORY_H */
