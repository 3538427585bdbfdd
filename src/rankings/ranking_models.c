/*
 * ranking_models.c: reads what models count for, and adds their influence up,
 * in one pass over the models.
 *
 * A ranking has entries, as the languages; a model is a member of none, one or
 * several of them. Everything is read through SQL, with the caller's rights and
 * the active snapshot, and locks nothing. Sums do not depend on the order of
 * rows (exact_sum.c).
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "kernel/exact_sum.h"
#include "rankings/ranking_models.h"

/* ---- what is read ---- */

enum
{
	SCORE_MODEL_ID,
	SCORE_INFLUENCE,
	SCORE_RANK,
	SCORE_EARNED
};
static const QueryColumn score_columns[] = {{"model_id", COLUMN_KEY, true},
											{"influence", COLUMN_NUMBER, true},
											{"rank", COLUMN_KEY, true},
											{"earned_influence", COLUMN_NUMBER, true}};

/*
 * One run's alpha, for all its rows: the view's own earned_influence, which joins
 * the run to each row, takes longer to read than all else.
 */
#define ALPHA(i)                                                                                   \
	"(SELECT r.alpha[" i "] FROM llmeco.influence_runs r WHERE r.run_id OPERATOR(pg_catalog.=)"    \
	" (SELECT s.run_id FROM llmeco.influence s LIMIT 1))"
#define SCORES_SQL                                                                                 \
	"SELECT i.model_id, i.influence, i.rank,"                                                      \
	" " ALPHA("1") " OPERATOR(pg_catalog.*) i.self_influence OPERATOR(pg_catalog.+)"               \
				   " (" ALPHA(                                                                     \
					   "2") " OPERATOR(pg_catalog.*) i.child_influence) AS earned_influence"       \
							" FROM llmeco.influence i"

static void
take_score(QueryReader *reader, void *arg)
{
	RankingModels *models = arg;
	int32 n = key_table_add(&models->models, reader, &models->env);

	*(RankingScore *) grown(&models->scores, n, sizeof(RankingScore), &models->env) =
		(RankingScore) {column_number(reader, SCORE_INFLUENCE, 0),
						column_number(reader, SCORE_EARNED, 0), column_key(reader, SCORE_RANK)};
}

enum
{
	AUTHOR_ID,
	AUTHOR_KIND,
	AUTHOR_ORG_TYPE
};
static const QueryColumn author_columns[] = {{"author_id", COLUMN_KEY, true},
											 {"kind", COLUMN_FLAG, true},
											 {"org_type", COLUMN_FLAG, true}};

static void
take_author(QueryReader *reader, void *arg)
{
	RankingModels *models = arg;
	int32 n = key_table_add(&models->authors, reader, &models->env);
	RankingAuthor *author = grown(&models->author_facts, n, sizeof(RankingAuthor), &models->env);

	author->kind =
		column_is_absent(reader, AUTHOR_KIND) ? '?' : dict_column(reader, AUTHOR_KIND).bytes[0];
	author->org_type = -1;
	if (!column_is_absent(reader, AUTHOR_ORG_TYPE))
		author->org_type = DictNumber(&models->org_types, dict_column(reader, AUTHOR_ORG_TYPE));
}

enum
{
	MODEL_ID,
	MODEL_AUTHOR_ID,
	MODEL_TASK,
	MODEL_LANGUAGES
};
static const QueryColumn model_columns[] = {{"model_id", COLUMN_KEY, true},
											{"author_id", COLUMN_FLAG, true},
											{"task", COLUMN_FLAG, true},
											{"languages", COLUMN_FLAG, true}};

/*
 * settle_models files the models that waited, where they have a score.
 */
static void
settle_models(void *arg, const LookaheadRow *rows, int n)
{
	RankingModels *models = arg;

	for (int i = 0; i < n; i++)
	{
		RankingMember *member = &models->waiting[i];

		if (rows[i].at[0] < 0)
			continue; /* not scored yet */
		if (models->has_author[i])
			member->author = rows[i].at[1];
		models->members[rows[i].at[0]] = *member;
	}
}

static void
take_model(QueryReader *reader, void *arg)
{
	RankingModels *models = arg;
	bool has_author = !column_is_absent(reader, MODEL_AUTHOR_ID);
	int i = lookahead_add(&models->ahead, column_key(reader, MODEL_ID),
						  has_author ? column_key(reader, MODEL_AUTHOR_ID) : 0);
	RankingMember *member = &models->waiting[i];
	MemoryContext caller = MemoryContextSwitchTo(models->row_context);

	*member = (RankingMember) {-1, -1, (int32) models->languages.n_uses, 0};
	models->has_author[i] = has_author;
	if (!column_is_absent(reader, MODEL_TASK))
		member->task = DictNumber(&models->tasks, dict_column(reader, MODEL_TASK));
	if (!column_is_absent(reader, MODEL_LANGUAGES))
		member->n_languages =
			RankingLanguagesAdd(&models->languages,
								reader->values[reader->columns[MODEL_LANGUAGES].index]);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(models->row_context);
}

/*
 * order_models files the positions of the models by rank.
 */
static void
order_models(RankingModels *models)
{
	const RankingScore *scores = models->scores.data;
	int32 n = models->models.n;

	models->order = compute_alloc(&models->env, n, sizeof(int32));
	for (int32 v = 0; v < n; v++)
	{
		if (scores[v].rank < 1 || scores[v].rank > n)
			elog(ERROR, "rank %lld of %d models", (long long) scores[v].rank, n);
		models->order[scores[v].rank - 1] = v;
	}
}

/*
 * RankingModelsRead reads all into the current memory context.
 */
void
RankingModelsRead(RankingModels *models)
{
	static const QueryInput scores = {"llmeco.influence", SCORES_SQL, QUERY_COLUMNS(score_columns),
									  take_score};
	static const QueryInput authors = {"llmeco.authors",
									   "SELECT author_id, kind, org_type FROM llmeco.authors",
									   QUERY_COLUMNS(author_columns), take_author};
	static const QueryInput listed = {"llmeco.models",
									  "SELECT model_id, author_id, task, languages"
									  " FROM llmeco.models WHERE removed_at IS NULL",
									  QUERY_COLUMNS(model_columns), take_model};

	memset(models, 0, sizeof(RankingModels));
	InitComputeEnv(&models->env, CurrentMemoryContext);
	models->row_context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco row", ALLOCSET_DEFAULT_SIZES);
	DictInit(&models->tasks);
	DictInit(&models->org_types);
	QueryRead(&scores, models);
	KeyTableEnd(&models->models, &models->env);
	order_models(models);
	QueryRead(&authors, models);
	KeyTableEnd(&models->authors, &models->env);
	RankingLanguagesRead(&models->languages, &models->env);
	models->members = compute_alloc(&models->env, models->models.n, sizeof(RankingMember));
	for (int32 v = 0; v < models->models.n; v++)
		models->members[v] = (RankingMember) {-1, -1, 0, 0};
	models->ahead = (Lookahead) {{{&models->models.ids, models->members, sizeof(RankingMember)},
								  {&models->authors.ids}},
								 settle_models,
								 models};
	QueryRead(&listed, models);
	LookaheadSettle(&models->ahead);
	idmap_free(&models->models.ids, &models->env);
	idmap_free(&models->authors.ids, &models->env);
}

/* ---- adding up ---- */

/* Models and the entries of a ranking that they count for, by rank. */
typedef struct Pairs
{
	int64 n;
	int32 *group;
	double *value;
	double *earned; /* NULL: not wanted */
	int64 *key;
} Pairs;

static inline void
add_pair(Pairs *pairs, const RankingModels *models, int32 v, int32 group)
{
	if (group < 0)
		return;
	pairs->group[pairs->n] = group;
	pairs->value[pairs->n] = ((RankingScore *) models->scores.data)[v].influence;
	if (pairs->earned != NULL)
		pairs->earned[pairs->n] = ((RankingScore *) models->scores.data)[v].earned;
	pairs->key[pairs->n++] = key_table_key(&models->models, v);
}

/*
 * add_pairs_up makes the entries of a ranking of its pairs, which it gives back.
 */
static void
add_pairs_up(RankingEntries *entries, int32 n, Pairs *pairs, const ComputeEnv *env)
{
	const int32 *group = pairs->group;
	int64 i;

	entries->n = n;
	entries->influence = compute_alloc(env, n, sizeof(double));
	entries->models = compute_alloc(env, n, sizeof(int64));
	entries->top = compute_alloc(env, n, RANKING_TOP * sizeof(int64));
	memset(entries->influence, 0, n * sizeof(double));
	memset(entries->models, 0, n * sizeof(int64));
	group_sums(entries->influence, n, group, pairs->value, pairs->n, 1, env);
	entries->earned = NULL;
	if (pairs->earned != NULL)
	{
		entries->earned = compute_alloc(env, n, sizeof(double));
		memset(entries->earned, 0, n * sizeof(double));
		group_sums(entries->earned, n, group, pairs->earned, pairs->n, 1, env);
	}
	for (i = 0; i < pairs->n; i++)
	{
		int64 place = entries->models[group[i]]++;

		compute_check(env, i);
		if (place < RANKING_TOP)
			entries->top[(int64) group[i] * RANKING_TOP + place] = pairs->key[i];
	}
	compute_release(env, pairs->group);
	compute_release(env, pairs->value);
	compute_release(env, pairs->earned);
	compute_release(env, pairs->key);
}

/*
 * count_entries returns how many entries a ranking may have.
 */
static int32
count_entries(const RankingModels *models, RankingKind kind)
{
	switch (kind)
	{
		case RANKING_BY_LANGUAGE: return models->languages.names.n;
		case RANKING_BY_AUTHOR: return models->authors.n;
		case RANKING_BY_ORG_TYPE: return models->org_types.n;
		case RANKING_BY_TASK: return models->tasks.n;
	}
	return 0;
}

/*
 * RankingModelsAddUp makes the entries of a ranking.
 */
void
RankingModelsAddUp(RankingEntries *entries, RankingModels *models, RankingKind kind)
{
	const RankingAuthor *authors = models->author_facts.data;
	const int32 *uses = models->languages.uses.data;
	const ComputeEnv *env = &models->env;
	int64 room = kind == RANKING_BY_LANGUAGE ? models->languages.n_uses : models->models.n;
	Pairs pairs = {0};

	pairs.group = compute_alloc(env, room, sizeof(int32));
	pairs.value = compute_alloc(env, room, sizeof(double));
	if (kind == RANKING_BY_AUTHOR)
		pairs.earned = compute_alloc(env, room, sizeof(double));
	pairs.key = compute_alloc(env, room, sizeof(int64));
	for (int32 r = 0; r < models->models.n; r++)
	{
		int32 v = models->order[r];
		const RankingMember *member = &models->members[v];

		compute_check(env, r);
		switch (kind)
		{
			case RANKING_BY_LANGUAGE:
				for (int32 i = 0; i < member->n_languages; i++)
					add_pair(&pairs, models, v, uses[member->first_language + i]);
				break;
			case RANKING_BY_AUTHOR: add_pair(&pairs, models, v, member->author); break;
			case RANKING_BY_ORG_TYPE:
				if (member->author >= 0)
					add_pair(&pairs, models, v, authors[member->author].org_type);
				break;
			case RANKING_BY_TASK: add_pair(&pairs, models, v, member->task); break;
		}
	}
	add_pairs_up(entries, count_entries(models, kind), &pairs, env);
}
