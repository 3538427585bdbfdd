/*
 * ranking_languages.c: the languages of models, by number: several codes may
 * be one language.
 */
#include "postgres.h"

#include "rankings/ranking_languages.h"
#include "support/query_reader.h"
#include "support/sql_values.h"

#define MAX_USES (PG_INT32_MAX - 1)

enum
{
	LANGUAGE_CODE,
	LANGUAGE_LANGUAGE
};
static const QueryColumn language_columns[] = {{"code", COLUMN_FLAG, true},
											   {"language", COLUMN_FLAG, true}};

static void
take_language(QueryReader *reader, void *arg)
{
	RankingLanguages *languages = arg;
	int32 n = DictNumber(&languages->codes, dict_column(reader, LANGUAGE_CODE));

	*(int32 *) grown(&languages->by_code, n, sizeof(int32), languages->env) =
		DictNumber(&languages->names, dict_column(reader, LANGUAGE_LANGUAGE));
}

/*
 * RankingLanguagesRead reads llmeco.languages; memory is the current context's.
 */
void
RankingLanguagesRead(RankingLanguages *languages, const ComputeEnv *env)
{
	static const QueryInput input = {"llmeco.languages",
									 "SELECT code, language FROM llmeco.languages",
									 QUERY_COLUMNS(language_columns), take_language};

	memset(languages, 0, sizeof(RankingLanguages));
	languages->env = env;
	DictInit(&languages->names);
	DictInit(&languages->codes);
	QueryRead(&input, languages);
}

/*
 * add_code notes a language of the model whose languages begin at first, once;
 * a code that no language is known of is a language of its own.
 */
static void
add_code(RankingLanguages *languages, int64 first, DictText code)
{
	int32 known = languages->codes.n;
	int32 n = DictNumber(&languages->codes, code);
	int32 *language = grown(&languages->by_code, n, sizeof(int32), languages->env);

	if (n == known)
		*language = DictNumber(&languages->names, code);
	for (int64 i = first; i < languages->n_uses; i++)
		if (((int32 *) languages->uses.data)[i] == *language)
			return;
	if (languages->n_uses >= MAX_USES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("models have too many languages to rank"),
						errhint("At most %d are possible.", MAX_USES)));
	*(int32 *) grown(&languages->uses, languages->n_uses++, sizeof(int32), languages->env) =
		*language;
}

/*
 * RankingLanguagesAdd notes the languages of a model, a text[] of codes, after
 * those of the model before, and returns their number.
 */
int32
RankingLanguagesAdd(RankingLanguages *languages, Datum codes)
{
	ArrayType *array = DatumGetArrayTypeP(codes);
	int64 first = languages->n_uses;
	Datum *values;
	bool *nulls;
	int n = ARR_NDIM(array) == 0 ? 0 : SqlTextsOf(array, &values, &nulls);

	for (int i = 0; i < n; i++)
	{
		struct varlena *value = (struct varlena *) DatumGetPointer(values[i]);

		if (!nulls[i])
			add_code(languages, first, (DictText) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)});
	}
	return (int32) (languages->n_uses - first);
}
