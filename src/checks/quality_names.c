/*
 * quality_names.c: declared parents that the names of models contradict. Only
 * names are asked that say from what a model was quantized: X-GGUF.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "checks/quality_names.h"

/* Guesses that are surer than this contradict. */
#define SURE 0.8

/* A model's parent that is listed, and what the name says. */
typedef struct Declared
{
	const NameLineage *lineage;
	int32 model;
	int32 parent;
	NameGuess guess; /* parent is -1: none that is sure */
} Declared;

static QualityKey
model_keys(const NameLineage *lineage, int32 first, int32 second)
{
	return (QualityKey) {key_table_key(&lineage->ids, first), key_table_key(&lineage->ids, second)};
}

/*
 * judge_parent finds a parent that is further away than what the name says, or
 * another altogether.
 */
static void
judge_parent(QualityReading *reading, const Declared *declared)
{
	const NameLineage *lineage = declared->lineage;
	int32 meant = declared->guess.parent;
	NameFit fit = NameLineageFit(lineage, declared->model, declared->parent);

	if (meant < 0)
	{
		if (fit == NAMES_DIFFER)
			QualityFind(reading, EDGE_CONTRADICTS_NAME,
						model_keys(lineage, declared->parent, declared->model));
	}
	else if (NameLineageGoesBack(lineage, meant, declared->parent))
		QualityFind(reading, EDGE_SKIPS_GENERATION, model_keys(lineage, declared->model, meant));
	else if (fit != NAMES_AGREE && !NameLineageGoesBack(lineage, declared->parent, meant))
		QualityFind(reading, EDGE_CONTRADICTS_NAME,
					model_keys(lineage, declared->parent, declared->model));
}

/*
 * judge_model judges the parents of a model; one that is what the name says
 * speaks for all.
 */
static void
judge_model(QualityReading *reading, const NameLineage *lineage, int32 model)
{
	const Derivations *all = lineage->all;
	int32 kin = NameLineageModel(lineage, model)->kin;
	const DerivationLink *links = all->links[PARENTS];
	Declared declared = {lineage, model};
	bool quantized;

	declared.guess = NameLineageQuantized(lineage, model, &quantized);
	if (!quantized)
		return;
	if (declared.guess.confidence < SURE)
		declared.guess.parent = -1;
	for (int pass = 0; pass < 2; pass++)
		for (uint32 l = all->first[PARENTS][kin]; l < all->first[PARENTS][kin + 1]; l++)
		{
			declared.parent = idmap_find(&lineage->ids.ids, all->ids[links[l].model]);
			if (declared.parent < 0)
				continue;
			if (pass == 1)
				judge_parent(reading, &declared);
			else if (declared.parent == declared.guess.parent)
				return;
		}
}

/*
 * QualityJudgeNames judges the parents of models whose names say of what format they are.
 */
void
QualityJudgeNames(QualityReading *reading, const NameLineage *lineage)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work =
		AllocSetContextCreate(caller, "llmeco names of models", ALLOCSET_DEFAULT_SIZES);

	for (int32 n = 0; n < lineage->ids.n; n++)
	{
		CHECK_FOR_INTERRUPTS();
		if ((~NameLineageModel(lineage, n)->flags & (NAMED_HAS_PARENTS | NAMED_HAS_SUFFIX)) != 0)
			continue;
		MemoryContextSwitchTo(work);
		judge_model(reading, lineage, n);
		MemoryContextSwitchTo(caller);
		MemoryContextReset(work);
	}
}
