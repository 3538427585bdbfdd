/*
 * family_totals.h: what families add up to: of a root or of all roots of an
 * author, in all and by month, and of who builds on others.
 */
#ifndef LLMECO_KERNEL_FAMILY_TOTALS_H
#define LLMECO_KERNEL_FAMILY_TOTALS_H

#include "kernel/exact_sum.h"
#include "kernel/family_shares.h"

#define FAMILY_RELATIONS 5

/* Roots, and authors of roots, that are listed of who builds on them. */
#define FAMILY_TOP 10

#define FAMILY_NO_MONTH INT32_MIN

/* What is added up of a model. */
typedef struct FamilyFacts
{
	int64_t downloads;
	int64_t likes;
	double influence;
	int32_t author; /* number, -1: none */
	int32_t month;  /* in which it was created, FAMILY_NO_MONTH: not known */
} FamilyFacts;

/* Models with their families, and what is known of them. */
typedef struct FamilyModels
{
	int32_t n;
	const Families *families;
	const FamilyFacts *facts;
	const int64_t *keys;
	int32_t authors;
	const int64_t *author_keys; /* by number */
} FamilyModels;

/* Roots that are looked at together. */
typedef struct FamilyGroups
{
	int32_t n;
	const int32_t *of_root; /* by model, -1: none */
	const int32_t *author;  /* by group, -1: none */
} FamilyGroups;

/* What some models add up to, as they are and by their shares. */
typedef struct FamilyTotal
{
	int64_t models;
	int64_t by_relation[FAMILY_RELATIONS];
	int64_t authors; /* others who built on it, or on whom was built */
	int64_t roots;
	int32_t depth; /* the largest */
	__int128 downloads;
	__int128 likes;
	ExactSum influence;
	ExactSum share;
	ExactSum downloads_by_share;
	ExactSum likes_by_share;
	ExactSum influence_by_share;
} FamilyTotal;

/* Models that were created in a month. */
typedef struct FamilyMonth
{
	int32_t month;
	int32_t group;
	int64_t models;
	double by_share;
	double share; /* of all that were derived in that month */
} FamilyMonth;

/* An author, what was built on others, and on whom most. */
typedef struct FamilyBuilder
{
	int32_t author;
	FamilyTotal total;
	int32_t n_roots;
	int32_t roots[FAMILY_TOP];
	int32_t n_authors;
	int32_t authors[FAMILY_TOP];
} FamilyBuilder;

typedef void (*FamilyMonthTaker)(void *arg, const FamilyMonth *month);
typedef void (*FamilyBuilderTaker)(void *arg, const FamilyBuilder *builder);

extern void family_totals(FamilyTotal *totals, const FamilyModels *models,
						  const FamilyGroups *groups, const ComputeEnv *env);
extern void family_months(const FamilyModels *models, const FamilyGroups *groups,
						  FamilyMonthTaker take, void *arg, const ComputeEnv *env);
extern void family_builders(const FamilyModels *models, FamilyBuilderTaker take, void *arg,
							const ComputeEnv *env);

#endif /* LLMECO_KERNEL_FAMILY_TOTALS_H */
