/*
 * family_totals.c: what families add up to; plain C.
 *
 * Models are gone through by author, or by month: what is counted once an author
 * or month then needs one mark a group, and no list of pairs, which could be as
 * long as all shares. Sums do not depend on the order of models (exact_sum.h).
 */
#include "kernel/family_totals.h"

#include <stdbool.h>

/* Models between asking for some memory and using it. */
#define AHEAD 12

/* How sums of each kind are rounded. */
typedef struct Scales
{
	SumScale share;
	SumScale downloads;
	SumScale likes;
	SumScale influence;
} Scales;

static SumScale
scale_of(double top, int32_t n)
{
	return sum_scale(top > 0 ? (top < SUM_LIMIT ? top : SUM_LIMIT) : 1, (int64_t) n + 1);
}

static Scales
find_scales(const FamilyModels *models)
{
	double downloads = 0;
	double likes = 0;
	double influence = 0;

	for (int32_t v = 0; v < models->n; v++)
	{
		const FamilyFacts *facts = &models->facts[v];

		downloads = (double) facts->downloads > downloads ? (double) facts->downloads : downloads;
		likes = (double) facts->likes > likes ? (double) facts->likes : likes;
		influence = facts->influence > influence ? facts->influence : influence;
	}
	return (Scales) {scale_of(1, models->n), scale_of(downloads, models->n),
					 scale_of(likes, models->n), scale_of(influence, models->n)};
}

/*
 * order_by files the models by a number from least on, n of them; those with
 * another number are left out. Returns how many are not.
 */
static int32_t
order_by(int32_t *order, const FamilyModels *models, bool by_month, int32_t least, int64_t n,
		 const ComputeEnv *env)
{
	uint32_t *next = compute_alloc(env, (uint64_t) n + 1, sizeof(uint32_t));
	int32_t filed = 0;

	memset(next, 0, ((size_t) n + 1) * sizeof(uint32_t));
	for (int pass = 0; pass < 2; pass++)
	{
		for (int32_t v = 0; v < models->n; v++)
		{
			int32_t number = by_month ? models->facts[v].month : models->facts[v].author;

			compute_check(env, v);
			if (number < least)
				continue;
			if (pass == 0)
				next[(int64_t) number - least + 1]++;
			else
			{
				order[next[(int64_t) number - least]++] = v;
				filed++;
			}
		}
		for (int64_t i = 0; pass == 0 && i < n; i++)
			next[i + 1] += next[i];
	}
	compute_release(env, next);
	return filed;
}

/*
 * look_ahead asks for what is known of a model that is three times AHEAD further on in
 * an order, and for the shares of one that is twice as far on. Returns the root with
 * the largest share in the next of these, -1: there is none. Models in order of anything
 * else than their position are misses of the cache, one after the other.
 */
static inline int32_t
look_ahead(const FamilyModels *models, const int32_t *order, int32_t i, int32_t n)
{
	const Families *families = models->families;

	if (n - i > 3 * AHEAD)
	{
		__builtin_prefetch(&models->facts[order[i + 3 * AHEAD]]);
		__builtin_prefetch(&families->models[order[i + 3 * AHEAD]]);
	}
	if (n - i > 2 * AHEAD)
		__builtin_prefetch(&families->shares[families->models[order[i + 2 * AHEAD]].first]);
	return n - i > AHEAD ? families->shares[families->models[order[i + AHEAD]].first].root : -1;
}

/*
 * groups_of files the groups of a model's roots, as roots of the shares, itself
 * left out, and returns how many there are.
 */
static inline int32_t
groups_of(FamilyShare *found, const FamilyModels *models, const FamilyGroups *groups, int32_t v,
		  const SumScale *scale)
{
	ExactSum sums[FAMILY_ROOTS];
	int32_t n = 0;

	for (int32_t i = 0; i < models->families->models[v].n; i++)
	{
		FamilyShare share = family_share(models->families, v, i);
		int32_t j = 0;

		if (share.root == FAMILY_OTHERS || share.root == v || groups->of_root[share.root] < 0)
			continue;
		share.root = groups->of_root[share.root];
		while (j < n && found[j].root != share.root)
			j++;
		if (j == n)
		{
			sums[n] = (ExactSum) {0, 0};
			found[n++] = share;
		}
		sum_add(&sums[j], scale, share.share);
		found[j].share = sum_total(&sums[j]);
		if (share.depth < found[j].depth)
		{
			found[j].depth = share.depth;
			found[j].relation = share.relation;
		}
	}
	return n;
}

/*
 * add_model adds a model with a share to a total.
 */
static void
add_model(FamilyTotal *total, const FamilyFacts *facts, const FamilyShare *share,
		  const Scales *scales)
{
	total->models++;
	if (share->relation < FAMILY_RELATIONS)
		total->by_relation[share->relation]++;
	if ((int32_t) share->depth > total->depth)
		total->depth = share->depth;
	total->downloads += facts->downloads;
	total->likes += facts->likes;
	sum_add(&total->influence, &scales->influence, facts->influence);
	sum_add(&total->share, &scales->share, share->share);
	sum_add(&total->downloads_by_share, &scales->downloads,
			share->share * (double) facts->downloads);
	sum_add(&total->likes_by_share, &scales->likes, share->share * (double) facts->likes);
	sum_add(&total->influence_by_share, &scales->influence, share->share * facts->influence);
}

/*
 * family_totals files what the descendants of each group's roots add up to.
 */
void
family_totals(FamilyTotal *totals, const FamilyModels *models, const FamilyGroups *groups,
			  const ComputeEnv *env)
{
	Scales scales = find_scales(models);
	int32_t *order = compute_alloc(env, models->n, sizeof(int32_t));
	int32_t *last = compute_alloc(env, groups->n, sizeof(int32_t)); /* author, by group */
	int32_t n = order_by(order, models, false, -1, (int64_t) models->authors + 1, env);
	FamilyShare found[FAMILY_ROOTS];

	memset(totals, 0, (size_t) groups->n * sizeof(FamilyTotal));
	memset(last, 0xff, (size_t) groups->n * sizeof(int32_t));
	for (int32_t i = 0; i < n; i++)
	{
		const FamilyFacts *facts = &models->facts[order[i]];
		int32_t root = look_ahead(models, order, i, n);
		int32_t n_groups;

		compute_check(env, i);
		if (root >= 0 && groups->of_root[root] >= 0)
			__builtin_prefetch(&totals[groups->of_root[root]]);
		n_groups = groups_of(found, models, groups, order[i], &scales.share);
		for (int32_t j = 0; j < n_groups; j++)
		{
			int32_t g = found[j].root;

			add_model(&totals[g], facts, &found[j], &scales);
			/* -1, the author that is none, is the last from the start */
			if (facts->author != last[g] && facts->author != groups->author[g])
				totals[g].authors++;
			last[g] = facts->author;
		}
	}
	for (int32_t v = 0; v < models->n; v++)
	{
		int32_t g = groups->of_root[v];

		if (g >= 0)
			totals[g].roots++;
	}
	compute_release(env, order);
	compute_release(env, last);
}

/* ---- by month ---- */

/* What a month adds up to so far. */
typedef struct MonthSums
{
	FamilyMonth *groups; /* of the month's families; group is theirs */
	ExactSum *shares;
	int32_t *place; /* by group: its place in groups, or anything */
	int32_t n;
	int64_t models; /* derived */
} MonthSums;

static void
add_to_month(MonthSums *sums, const FamilyShare *share, const SumScale *scale, int32_t month)
{
	int32_t at = sums->place[share->root];

	if (at < 0 || at >= sums->n || sums->groups[at].group != share->root)
	{
		at = sums->place[share->root] = sums->n++;
		sums->groups[at] = (FamilyMonth) {.month = month, .group = share->root};
		sums->shares[at] = (ExactSum) {0, 0};
	}
	sums->groups[at].models++;
	sum_add(&sums->shares[at], scale, share->share);
}

static void
end_month(MonthSums *sums, FamilyMonthTaker take, void *arg)
{
	for (int32_t i = 0; i < sums->n; i++)
	{
		FamilyMonth *month = &sums->groups[i];

		month->by_share = sum_total(&sums->shares[i]);
		month->share = month->by_share / (double) sums->models;
		take(arg, month);
	}
	sums->n = 0;
	sums->models = 0;
}

/*
 * family_months hands on, by month, the families that models derived in it are of.
 */
void
family_months(const FamilyModels *models, const FamilyGroups *groups, FamilyMonthTaker take,
			  void *arg, const ComputeEnv *env)
{
	SumScale scale = scale_of(1, models->n);
	int32_t *order = compute_alloc(env, models->n, sizeof(int32_t));
	MonthSums sums = {0};
	FamilyShare found[FAMILY_ROOTS];
	int32_t least = INT32_MAX;
	int32_t most = FAMILY_NO_MONTH;
	int32_t n = 0;

	for (int32_t v = 0; v < models->n; v++)
	{
		int32_t month = models->facts[v].month;

		if (month == FAMILY_NO_MONTH)
			continue;
		least = month < least ? month : least;
		most = month > most ? month : most;
	}
	if (least <= most)
		n = order_by(order, models, true, least, (int64_t) most - least + 1, env);
	sums.groups = compute_alloc(env, groups->n, sizeof(FamilyMonth));
	sums.shares = compute_alloc(env, groups->n, sizeof(ExactSum));
	sums.place = compute_alloc(env, groups->n, sizeof(int32_t));
	memset(sums.place, 0xff, (size_t) groups->n * sizeof(int32_t));
	for (int32_t i = 0; i < n; i++)
	{
		int32_t v = order[i];
		int32_t month = models->facts[v].month;
		int32_t n_groups;

		compute_check(env, i);
		(void) look_ahead(models, order, i, n);
		n_groups = groups_of(found, models, groups, v, &scale);
		if (family_share(models->families, v, 0).root != v)
			sums.models++;
		for (int32_t j = 0; j < n_groups; j++)
			add_to_month(&sums, &found[j], &scale, month);
		if (i + 1 == n || models->facts[order[i + 1]].month != month)
			end_month(&sums, take, arg);
	}
	compute_release(env, order);
	compute_release(env, sums.groups);
	compute_release(env, sums.shares);
	compute_release(env, sums.place);
}

/* ---- who builds on others ---- */

/* What a builder has built on: roots, or authors. */
typedef struct Bases
{
	ExactSum *shares; /* by number */
	int32_t *last;    /* by number: the builder of these */
	int32_t *list;    /* numbers */
	int32_t n;
} Bases;

static void
alloc_bases(Bases *bases, int32_t n, const ComputeEnv *env)
{
	bases->shares = compute_alloc(env, n, sizeof(ExactSum));
	bases->last = compute_alloc(env, n, sizeof(int32_t));
	bases->list = compute_alloc(env, n, sizeof(int32_t));
	bases->n = 0;
	memset(bases->last, 0xff, (size_t) n * sizeof(int32_t));
}

static void
free_bases(Bases *bases, const ComputeEnv *env)
{
	compute_release(env, bases->shares);
	compute_release(env, bases->last);
	compute_release(env, bases->list);
}

static void
add_base(Bases *bases, int32_t base, int32_t builder, double share, const SumScale *scale)
{
	if (bases->last[base] != builder)
	{
		bases->last[base] = builder;
		bases->shares[base] = (ExactSum) {0, 0};
		bases->list[bases->n++] = base;
	}
	sum_add(&bases->shares[base], scale, share);
}

/*
 * find_top files the bases with the largest shares, equal ones by key, and
 * returns how many.
 */
static int32_t
find_top(int32_t *top, const Bases *bases, const int64_t *keys)
{
	double shares[FAMILY_TOP];
	int32_t n = 0;

	for (int32_t i = 0; i < bases->n; i++)
	{
		int32_t base = bases->list[i];
		double share = sum_total(&bases->shares[base]);
		int32_t at = n;

		while (at > 0 && (share > shares[at - 1] ||
						  (share == shares[at - 1] && keys[base] < keys[top[at - 1]])))
			at--;
		if (at == FAMILY_TOP)
			continue;
		n = n < FAMILY_TOP ? n + 1 : n;
		for (int32_t j = n - 1; j > at; j--)
		{
			shares[j] = shares[j - 1];
			top[j] = top[j - 1];
		}
		shares[at] = share;
		top[at] = base;
	}
	return n;
}

/*
 * on_others files the share of a model that is of roots of others, and the nearest
 * of these, and adds them to what the author builds on. false: there are none.
 */
static bool
on_others(FamilyShare *of_others, Bases *roots, Bases *authors, const FamilyModels *models,
		  int32_t v, const SumScale *scale)
{
	int32_t author = models->facts[v].author;
	ExactSum sum = {0, 0};
	bool found = false;

	for (int32_t i = 0; i < models->families->models[v].n; i++)
	{
		FamilyShare share = family_share(models->families, v, i);
		int32_t other;

		if (share.root == FAMILY_OTHERS || share.root == v)
			continue;
		other = models->facts[share.root].author;
		if (other == author)
			continue;
		add_base(roots, share.root, author, share.share, scale);
		if (other >= 0)
			add_base(authors, other, author, share.share, scale);
		sum_add(&sum, scale, share.share);
		if (!found || share.depth < of_others->depth)
			*of_others = share;
		of_others->share = sum_total(&sum);
		found = true;
	}
	return found;
}

/*
 * family_builders hands on the authors who have models with roots of others.
 */
void
family_builders(const FamilyModels *models, FamilyBuilderTaker take, void *arg,
				const ComputeEnv *env)
{
	Scales scales = find_scales(models);
	int32_t *order = compute_alloc(env, models->n, sizeof(int32_t));
	int32_t n = order_by(order, models, false, 0, models->authors, env);
	FamilyBuilder builder = {0};
	Bases roots;
	Bases authors;

	alloc_bases(&roots, models->n, env);
	alloc_bases(&authors, models->authors, env);
	for (int32_t i = 0; i < n; i++)
	{
		int32_t v = order[i];
		int32_t root = look_ahead(models, order, i, n);
		FamilyShare share;

		compute_check(env, i);
		if (root >= 0)
		{
			__builtin_prefetch(&models->facts[root]);
			__builtin_prefetch(&roots.shares[root]);
			__builtin_prefetch(&roots.last[root]);
		}
		if (on_others(&share, &roots, &authors, models, v, &scales.share))
			add_model(&builder.total, &models->facts[v], &share, &scales);
		if (i + 1 < n && models->facts[order[i + 1]].author == models->facts[v].author)
			continue;
		if (builder.total.models > 0)
		{
			builder.author = models->facts[v].author;
			builder.total.roots = roots.n;
			builder.total.authors = authors.n;
			builder.n_roots = find_top(builder.roots, &roots, models->keys);
			builder.n_authors = find_top(builder.authors, &authors, models->author_keys);
			take(arg, &builder);
		}
		builder = (FamilyBuilder) {0};
		roots.n = authors.n = 0;
	}
	compute_release(env, order);
	free_bases(&roots, env);
	free_bases(&authors, env);
}
