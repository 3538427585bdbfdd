/*
 * influence_core.h: the arithmetic of influence, in plain C.
 *
 * No postgres.h: these functions raise nothing and keep nothing. Memory comes
 * from the caller's ComputeEnv, whose callbacks may leave by longjmp: all
 * that is held at such a moment is memory of that env.
 */
#ifndef LLMECO_KERNEL_INFLUENCE_CORE_H
#define LLMECO_KERNEL_INFLUENCE_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/compute_env.h"
#include "kernel/exact_sum.h"
#include "kernel/influence_graph.h"

/* Values beyond this are taken for divergence. */
#define INFLUENCE_LIMIT SUM_LIMIT

typedef struct InfluenceParams
{
	double alpha[3];     /* self, child, parent; >= 0 */
	double w[4];         /* ln(downloads), likes, Spaces, recency; >= 0 */
	double lambda;       /* decay of a model's recency, per day */
	double lambda_space; /* decay of a Space's weight, per day */
	double tol;          /* stop when the sum of changes is below */
	int max_iter;        /* stop after this many rounds, >= 1 */
	int64_t as_of;       /* microseconds; the moment ages run to */
} InfluenceParams;

/* Tables of exp(-lambda * day) and ln(downloads), filled on demand. */
#define DECAY_DAYS 8192
#define LN_VALUES 4096
typedef struct SelfTables
{
	double recency[DECAY_DAYS];
	double space[DECAY_DAYS];
	double ln[LN_VALUES];
} SelfTables;

typedef enum InfluenceStatus
{
	INFLUENCE_OK,
	INFLUENCE_NOT_FINITE, /* a value passed INFLUENCE_LIMIT */
} InfluenceStatus;

/* Arrays are the caller's, one value a model. */
typedef struct InfluenceResult
{
	double *child;
	double *parent;
	double *influence;
	int iterations;  /* rounds computed */
	double residual; /* sum of absolute changes in the last */
	bool converged;  /* residual < tol */
	double gain;     /* at least 1: the sum may diverge */
} InfluenceResult;

extern void self_tables_init(SelfTables *tables);
extern double self_recency(SelfTables *tables, const InfluenceParams *params, int64_t created_at);
extern double self_space(SelfTables *tables, const InfluenceParams *params, double likes,
						 bool known, int64_t created_at);
extern double self_downloads(SelfTables *tables, double downloads);

extern InfluenceStatus influence_compute(const InfluenceGraph *graph, const InfluenceParams *params,
										 const ComputeEnv *env, InfluenceResult *result);

#endif /* LLMECO_KERNEL_INFLUENCE_CORE_H */
