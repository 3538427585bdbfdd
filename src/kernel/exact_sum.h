/*
 * exact_sum.h: sums of values >= 0 whose bits do not depend on the order of
 * the values.
 *
 * No compiler flag may relax floating point where this is used.
 */
#ifndef LLMECO_KERNEL_EXACT_SUM_H
#define LLMECO_KERNEL_EXACT_SUM_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "kernel/compute_env.h"

/* Values beyond this are taken for overflow. */
#define SUM_LIMIT 0x1p900

extern void group_sums(double *sums, int32_t groups, const int32_t *group, const double *values,
					   int64_t n, double factor, const ComputeEnv *env);

/*
 * two_to is 2^k, for -1022 <= k <= 1023.
 */
static inline double
two_to(int k)
{
	uint64_t bits = (uint64_t) (k + 1023) << 52;
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/*
 * A sum that terms are added to as they come, in any order: of at most n terms,
 * each >= 0 and at most top, and not NaN.
 *
 * Adding big = 1.5 * 2^k rounds a term to a multiple of 2^(k-52). n such
 * multiples below 2^k together add up without rounding. What was rounded off
 * is at most 2^(k-53) and goes through the same a second time; what is left
 * then, about 2^-104 n n times the largest term, is dropped.
 */
typedef struct ExactSum
{
	double high;
	double low;
} ExactSum;

typedef struct SumScale
{
	double big;
	double small;
} SumScale;

/*
 * sum_scale is that of n terms, at least 2, up to top: above 0, at most
 * SUM_LIMIT.
 */
static inline SumScale
sum_scale(double top, int64_t n)
{
	uint64_t bits;
	int log_n = 64 - __builtin_clzll((uint64_t) n - 1);
	int k;

	memcpy(&bits, &top, sizeof(bits));
	k = (int) (bits >> 52) - 1022 + log_n; /* n * top < 2^k */
	if (k < -800)
		k = -800;
	return (SumScale) {1.5 * two_to(k), 1.5 * two_to(k - 53 + log_n)};
}

static inline void
sum_add(ExactSum *sum, const SumScale *scale, double term)
{
	double head = (term + scale->big) - scale->big;
	double tail = term - head;

	sum->high += head;
	sum->low += (tail + scale->small) - scale->small;
}

static inline double
sum_total(const ExactSum *sum)
{
	return sum->high + sum->low;
}

/*
 * sum_terms adds n terms, each >= 0 and not NaN: x[i], or x[index[i]], times weight[i]
 * where there is one. The same terms in another order give the same bits.
 * Terms beyond SUM_LIMIT make it infinite.
 */
static inline __attribute__((always_inline)) double
sum_terms(const double *x, const int32_t *index, const double *weight, int64_t n)
{
#define TERM(i) ((weight ? weight[i] : 1.0) * (index ? x[index[i]] : x[i]))
	ExactSum sum = {0, 0};
	SumScale scale;
	double top;
	int64_t i;

	if (n == 0)
		return 0;
	if (n == 1)
		return TERM(0);
	if (n == 2)
		return TERM(0) + TERM(1);
	top = 0;
	for (i = 0; i < n; i++)
	{
		double term = TERM(i);

		top = term > top ? term : top;
	}
	if (top == 0)
		return 0;
	if (!(top <= SUM_LIMIT))
		return INFINITY;
	scale = sum_scale(top, n);
	for (i = 0; i < n; i++)
		sum_add(&sum, &scale, TERM(i));
	return sum_total(&sum);
#undef TERM
}

/*
 * exact_sum adds n values >= 0.
 */
static inline double
exact_sum(const double *values, int64_t n)
{
	return sum_terms(values, NULL, NULL, n);
}

#endif /* LLMECO_KERNEL_EXACT_SUM_H */
