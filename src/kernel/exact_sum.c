/*
 * exact_sum.c: sums that do not depend on order; plain C.
 */
#include "kernel/exact_sum.h"

/*
 * group_sums adds factor * (sum of the values of group g) to sums[g], for
 * values >= 0.
 */
void
group_sums(double *sums, int32_t groups, const int32_t *group, const double *values, int64_t n,
		   double factor, const ComputeEnv *env)
{
	uint32_t *next;
	double *sorted;
	uint32_t begin;
	int64_t i;
	int32_t g;

	if (n == 0)
		return;
	next = compute_alloc(env, (uint64_t) groups + 1, sizeof(uint32_t));
	sorted = compute_alloc(env, n, sizeof(double));
	memset(next, 0, ((size_t) groups + 1) * sizeof(uint32_t));
	for (i = 0; i < n; i++)
	{
		compute_check(env, i);
		next[group[i] + 1]++;
	}
	for (g = 0; g < groups; g++)
		next[g + 1] += next[g];
	for (i = 0; i < n; i++)
	{
		compute_check(env, i);
		sorted[next[group[i]]++] = values[i];
	}
	begin = 0;
	for (g = 0; g < groups; g++)
	{
		compute_check(env, g);
		if (next[g] > begin)
			sums[g] += factor * exact_sum(sorted + begin, next[g] - begin);
		begin = next[g];
	}
	compute_release(env, sorted);
	compute_release(env, next);
}
