/*
 * family_shares.h: which roots each model goes back to, and by what share.
 *
 * A root is a model without parents. The share of a root in a model is the mean
 * of its shares in the model's parents; a root has 1 in itself. Models of a
 * cycle, which are ancestors of each other, count as one: their parents are
 * those outside the cycle, and where it has none, the model that was created
 * first is its root.
 */
#ifndef LLMECO_KERNEL_FAMILY_SHARES_H
#define LLMECO_KERNEL_FAMILY_SHARES_H

#include "kernel/components.h"

/* Roots that are kept of a model: those with the largest shares. */
#define FAMILY_ROOTS 64

/* Stands for the roots of a model that are not kept. */
#define FAMILY_OTHERS (-1)

/* A graph may have so many models. */
#define FAMILY_MODELS ((1 << 28) - 2)

#define FAMILY_UNDATED INT64_MAX
#define FAMILY_NO_RELATION 15

typedef struct FamilyGraph
{
	int32_t n;
	const int64_t *keys;    /* by model */
	const int64_t *created; /* by model; FAMILY_UNDATED: not known */
	const uint32_t *first_parent;
	const GraphLink *parents;
	const uint32_t *first_child;
	const GraphLink *children;
} FamilyGraph;

/* A root of a model. */
typedef struct FamilyShare
{
	double share;
	int32_t root;          /* position, or FAMILY_OTHERS */
	uint32_t depth : 28;   /* least number of derivations from it */
	uint32_t relation : 4; /* of the last of these, by the parent of the lowest key */
} FamilyShare;

/* A model with one parent has the shares of that. */
typedef struct FamilyModel
{
	uint64_t first; /* in Families.shares, the largest share first */
	int32_t n;
	int32_t deeper;   /* derivations more than the shares say */
	int32_t relation; /* of the last; -1: as they say */
} FamilyModel;

typedef struct Families
{
	FamilyModel *models;
	FamilyShare *shares;
	uint64_t n_shares;
	uint64_t room;
} Families;

extern void families_find(Families *families, const FamilyGraph *graph,
						  const Components *components, const ComputeEnv *env);

/*
 * family_share returns a model's root number i.
 */
static inline FamilyShare
family_share(const Families *families, int32_t v, int32_t i)
{
	const FamilyModel *model = &families->models[v];
	FamilyShare share = families->shares[model->first + i];

	if (share.root == FAMILY_OTHERS)
		return share;
	share.depth += model->deeper;
	if (model->relation >= 0)
		share.relation = model->relation;
	return share;
}

#endif /* LLMECO_KERNEL_FAMILY_SHARES_H */
