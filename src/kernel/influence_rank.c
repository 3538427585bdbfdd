/*
 * influence_rank.c: the order of models by score; plain C.
 */
#include "kernel/influence_rank.h"

#include <string.h>

/* What influence_order sorts. */
typedef struct Ranked
{
	uint64_t bits; /* of the score, reversed: highest first */
	int32_t model;
} Ranked;

/*
 * sort_equals orders models of equal score by key.
 */
static void
sort_equals(int32_t *order, const int64_t *keys, int32_t n, int32_t *spare, const ComputeEnv *env)
{
	int32_t width;
	int32_t i;

	for (i = 1; i < n && keys[order[i - 1]] < keys[order[i]]; i++)
		;
	if (i >= n)
		return; /* as where rows come in order of key */
	for (width = 1; width<n; width = width> n / 2 ? n : width * 2)
	{
		int64_t begin;

		env->check(env->arg);
		for (begin = 0; begin + width < n; begin += 2 * (int64_t) width)
		{
			int64_t a = begin;
			int64_t b = begin + width;
			int64_t a_end = b;
			int64_t b_end = b + width < n ? b + width : n;
			int64_t to = begin;

			while (a < a_end || b < b_end)
			{
				if (b >= b_end || (a < a_end && keys[order[a]] < keys[order[b]]))
					spare[to++] = order[a++];
				else
					spare[to++] = order[b++];
			}
			memcpy(order + begin, spare + begin, (size_t) (b_end - begin) * sizeof(int32_t));
		}
	}
}

/*
 * influence_order fills order with the models by descending score, equal
 * scores by ascending key. Scores are finite and >= 0.
 */
void
influence_order(int32_t *order, const double *influence, const int64_t *keys, int32_t n,
				const ComputeEnv *env)
{
	Ranked *from = compute_alloc(env, n, sizeof(Ranked));
	Ranked *to = compute_alloc(env, n, sizeof(Ranked));
	Ranked *spare;
	uint32_t count[2048];
	uint32_t sum;
	uint32_t some;
	int32_t i;
	int32_t begin;
	int shift;

	for (i = 0; i < n; i++)
	{
		double score = influence[i] + 0.0; /* -0 is 0 */

		memcpy(&from[i].bits, &score, sizeof(score));
		from[i].bits = ~from[i].bits;
		from[i].model = i;
	}
	/* radix sort, 11 bits a pass, least significant first */
	for (shift = 0; shift < 64; shift += 11)
	{
		env->check(env->arg);
		memset(count, 0, sizeof(count));
		for (i = 0; i < n; i++)
			count[(from[i].bits >> shift) & 2047]++;
		if (n == 0 || count[(from[0].bits >> shift) & 2047] == (uint32_t) n)
			continue;
		sum = 0;
		for (i = 0; i < 2048; i++)
		{
			some = count[i];
			count[i] = sum;
			sum += some;
		}
		for (i = 0; i < n; i++)
			to[count[(from[i].bits >> shift) & 2047]++] = from[i];
		spare = from;
		from = to;
		to = spare;
	}
	begin = 0;
	for (i = 0; i < n; i++)
	{
		order[i] = from[i].model;
		if (i + 1 < n && from[i + 1].bits == from[i].bits)
			continue;
		sort_equals(order + begin, keys, i + 1 - begin, (int32_t *) to, env);
		begin = i + 1;
	}
	compute_release(env, from);
	compute_release(env, to);
}
