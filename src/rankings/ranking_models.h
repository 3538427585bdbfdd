/*
 * ranking_models.h: models with their influence, and what they count for.
 */
#ifndef LLMECO_RANKINGS_RANKING_MODELS_H
#define LLMECO_RANKINGS_RANKING_MODELS_H

#include "rankings/ranking_languages.h"
#include "support/key_table.h"
#include "support/lookahead.h"

/* Models listed of each entry. */
#define RANKING_TOP 10

typedef struct RankingAuthor
{
	int32 org_type; /* number, -1: none */
	char kind;      /* 'o' organization, 'u' user, '?' not known */
} RankingAuthor;

/* A model that has an influence. */
typedef struct RankingScore
{
	double influence;
	double earned;
	int64 rank;
} RankingScore;

/* What a model counts for. */
typedef struct RankingMember
{
	int32 author;         /* position, -1: none */
	int32 task;           /* number, -1: none */
	int32 first_language; /* in languages.uses */
	int32 n_languages;
} RankingMember;

typedef struct RankingModels
{
	MemoryContext row_context;
	ComputeEnv env;
	KeyTable models;
	GrowingArray scores;    /* RankingScore, by model */
	RankingMember *members; /* by model */
	int32 *order;           /* positions of models by rank */
	KeyTable authors;
	GrowingArray author_facts; /* RankingAuthor */
	Dict tasks;
	Dict org_types;
	RankingLanguages languages;
	Lookahead ahead; /* models that were read, and */
	RankingMember waiting[LOOKAHEAD_ROWS];
	bool has_author[LOOKAHEAD_ROWS];
} RankingModels;

/* Which entries a model counts for. */
typedef enum RankingKind
{
	RANKING_BY_LANGUAGE,
	RANKING_BY_AUTHOR,
	RANKING_BY_ORG_TYPE,
	RANKING_BY_TASK
} RankingKind;

/* The entries of a ranking, by number. */
typedef struct RankingEntries
{
	int32 n;
	double *influence;
	double *earned; /* of authors only */
	int64 *models;
	int64 *top; /* RANKING_TOP of each */
} RankingEntries;

extern void RankingModelsRead(RankingModels *models);
extern void RankingModelsAddUp(RankingEntries *entries, RankingModels *models, RankingKind kind);

#endif /* LLMECO_RANKINGS_RANKING_MODELS_H */
