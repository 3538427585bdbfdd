/*
 * ranking_languages.h: the languages of models, by number.
 */
#ifndef LLMECO_RANKINGS_RANKING_LANGUAGES_H
#define LLMECO_RANKINGS_RANKING_LANGUAGES_H

#include "support/arrays.h"
#include "support/dict.h"

typedef struct RankingLanguages
{
	const ComputeEnv *env;
	Dict names;
	Dict codes;           /* of them, */
	GrowingArray by_code; /* int32, the numbers of their names */
	int64 n_uses;
	GrowingArray uses; /* int32, languages of models, one after another */
} RankingLanguages;

extern void RankingLanguagesRead(RankingLanguages *languages, const ComputeEnv *env);
extern int32 RankingLanguagesAdd(RankingLanguages *languages, Datum codes);

#endif /* LLMECO_RANKINGS_RANKING_LANGUAGES_H */
