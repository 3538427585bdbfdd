/*
 * family_reading.c: reads derivations, models and their influence.
 *
 * Of the models only those are kept that a derivation names: nearly half of
 * them have no relatives. A model that is not listed any more, or has no row,
 * is no one's relative. All is one snapshot's, and locks nothing.
 */
#include "postgres.h"

#include "utils/datetime.h"

#include "families/family_reading.h"
#include "support/query_reader.h"

enum
{
	MODEL_ID,
	MODEL_AUTHOR_ID,
	MODEL_DOWNLOADS,
	MODEL_LIKES,
	MODEL_CREATED_AT
};
static const QueryColumn model_columns[] = {{"model_id", COLUMN_KEY, true},
											{"author_id", COLUMN_FLAG, true},
											{"downloads", COLUMN_NUMBER, true},
											{"likes", COLUMN_NUMBER, true},
											{"created_at", COLUMN_TIME, true}};

/*
 * month_of returns the months from January of year 0 to the one, UTC, that a
 * moment is in.
 */
static int32
month_of(int64 when)
{
	int64 day = when / USECS_PER_DAY - (when % USECS_PER_DAY < 0);
	int year;
	int month;
	int day_of_month;

	j2date((int) day + POSTGRES_EPOCH_JDATE, &year, &month, &day_of_month);
	return 12 * year + month - 1;
}

/*
 * counter_of reads a counter; NULL counts as 0.
 */
static int64
counter_of(const QueryReader *reader, int c)
{
	double number = column_number(reader, c, 0);

	return number < 0x1p63 ? (int64) number : PG_INT64_MAX;
}

static void
settle_models(void *arg, const LookaheadRow *rows, int n)
{
	FamilyReading *reading = arg;

	for (int i = 0; i < n; i++)
	{
		const WaitingModel *model = &reading->waiting[i];
		int32 v = rows[i].at[0];

		if (v < 0)
			continue;
		reading->listed[v] = true;
		reading->created[v] = model->created;
		reading->facts[v] = model->facts;
		reading->facts[v].author = model->has_author ? 0 : -1;
		reading->author_ids[v] = model->author_id;
		if (model->created != FAMILY_UNDATED)
			reading->facts[v].month = month_of(model->created);
	}
}

static void
take_model(QueryReader *reader, void *arg)
{
	FamilyReading *reading = arg;
	int i = lookahead_add(&reading->ahead, column_key(reader, MODEL_ID), 0);
	WaitingModel *model = &reading->waiting[i];

	model->facts = (FamilyFacts) {.downloads = counter_of(reader, MODEL_DOWNLOADS),
								  .likes = counter_of(reader, MODEL_LIKES),
								  .month = FAMILY_NO_MONTH};
	model->has_author = !column_is_absent(reader, MODEL_AUTHOR_ID);
	model->author_id = model->has_author ? column_key(reader, MODEL_AUTHOR_ID) : 0;
	if (!column_time(reader, MODEL_CREATED_AT, &model->created))
		model->created = FAMILY_UNDATED;
}

static const QueryColumn score_columns[] = {{"model_id", COLUMN_KEY, true},
											{"influence", COLUMN_NUMBER, true}};

static void
settle_scores(void *arg, const LookaheadRow *rows, int n)
{
	FamilyReading *reading = arg;

	for (int i = 0; i < n; i++)
		if (rows[i].at[0] >= 0)
			reading->facts[rows[i].at[0]].influence = reading->influence[i];
}

static void
take_score(QueryReader *reader, void *arg)
{
	FamilyReading *reading = arg;
	int i = lookahead_add(&reading->ahead, column_key(reader, 0), 0);

	reading->influence[i] = column_number(reader, 1, 0);
}

/*
 * drop_unlisted drops the links of one side that have an end which is not listed.
 */
static void
drop_unlisted(FamilyReading *reading, int side)
{
	Derivations *all = reading->all;
	DerivationLink *links = all->links[side];
	uint32 *first = all->first[side];
	uint32 kept = 0;
	uint32 l = 0;

	for (int32 v = 0; v < all->models; v++)
	{
		uint32 end = first[v + 1];

		compute_check(&reading->env, v);
		for (first[v] = kept; l < end; l++)
			if (reading->listed[v] && reading->listed[links[l].model])
				links[kept++] = links[l];
	}
	first[all->models] = kept;
}

/*
 * number_authors numbers those of the models.
 */
static void
number_authors(FamilyReading *reading)
{
	int32 models = reading->all->models;
	int64 *keys = compute_alloc(&reading->env, models, sizeof(int64));
	int32 *numbers = compute_alloc(&reading->env, models, sizeof(int32));
	IdMap map;
	int32 n = 0;

	for (int32 v = 0; v < models; v++)
		if (reading->facts[v].author >= 0)
			keys[n++] = reading->author_ids[v];
	reading->author_keys = compute_alloc(&reading->env, n, sizeof(int64));
	reading->authors = idmap_number(&map, keys, n, reading->author_keys, numbers, &reading->env);
	n = 0;
	for (int32 v = 0; v < models; v++)
		if (reading->facts[v].author >= 0)
			reading->facts[v].author = numbers[n++];
	idmap_free(&map, &reading->env);
	compute_release(&reading->env, keys);
	compute_release(&reading->env, numbers);
}

/*
 * FamilyRead reads whole tables, with the caller's rights and the active
 * snapshot, between SqlConnect() and SqlFinish(); memory is the current
 * context's.
 */
void
FamilyRead(FamilyReading *reading)
{
	static const QueryInput models = {"llmeco.models",
									  "SELECT model_id, author_id, downloads, likes, created_at"
									  " FROM llmeco.models WHERE removed_at IS NULL",
									  QUERY_COLUMNS(model_columns), take_model};
	static const QueryInput scores = {"llmeco.influence",
									  "SELECT model_id, influence FROM llmeco.influence",
									  QUERY_COLUMNS(score_columns), take_score};
	const ComputeEnv *env = &reading->env;
	int32 n;

	memset(reading, 0, sizeof(FamilyReading));
	reading->all = DerivationsLoad();
	reading->env = reading->all->env;
	n = reading->all->models;
	if (n > FAMILY_MODELS)
		QueryReportLimit("llmeco.model_edges", FAMILY_MODELS);
	reading->created = compute_alloc(env, n, sizeof(int64));
	reading->author_ids = compute_alloc(env, n, sizeof(int64));
	reading->facts = compute_alloc(env, n, sizeof(FamilyFacts));
	reading->listed = compute_alloc(env, n, sizeof(bool));
	for (int32 v = 0; v < n; v++)
	{
		reading->created[v] = FAMILY_UNDATED;
		reading->facts[v] = (FamilyFacts) {.author = -1, .month = FAMILY_NO_MONTH};
		reading->listed[v] = false;
	}

	reading->ahead = (Lookahead) {{{&reading->all->map, reading->facts, sizeof(FamilyFacts)}},
								  settle_models,
								  reading};
	QueryRead(&models, reading);
	LookaheadSettle(&reading->ahead);
	reading->ahead = (Lookahead) {{{&reading->all->map, reading->facts, sizeof(FamilyFacts)}},
								  settle_scores,
								  reading};
	QueryRead(&scores, reading);
	LookaheadSettle(&reading->ahead);
	drop_unlisted(reading, PARENTS);
	drop_unlisted(reading, CHILDREN);
	number_authors(reading);
	compute_release(env, reading->author_ids);
	compute_release(env, reading->listed);
}
