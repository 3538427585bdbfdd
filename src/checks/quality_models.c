/*
 * quality_models.c: what models lack: what was read of them, a licence that is
 * known, a task, a score.
 */
#include "postgres.h"

#include "checks/quality_authors.h"
#include "checks/quality_models.h"

/* Models that are read, and what their cards mean. */
typedef struct ModelReading
{
	QualityReading *reading;
	LicenseNames *names;
	NameLineage *lineage; /* of the listed ones; NULL: names are not wanted */
} ModelReading;

enum
{
	MODEL_ID,
	MODEL_AUTHOR_ID,
	MODEL_CREATED_AT,
	MODEL_FETCHED_AT,
	MODEL_REMOVED_AT,
	MODEL_TASK,
	MODEL_LICENSE,
	MODEL_LICENSE_NAME,
	MODEL_NAME, /* from here on where names are wanted */
	MODEL_LIKES,
	MODEL_DOWNLOADS,
	MODEL_LIBRARY,
	MODEL_TAGS
};
static const QueryColumn model_columns[] =
	{{"model_id", COLUMN_KEY, true},     {"author_id", COLUMN_KEY, true},
	 {"created_at", COLUMN_TIME, true},  {"fetched_at", COLUMN_FLAG, true},
	 {"removed_at", COLUMN_FLAG, true},  {"task", COLUMN_FLAG, true},
	 {"license", COLUMN_FLAG, true},     {"license_name", COLUMN_FLAG, true},
	 {"name", COLUMN_TEXT, true},        {"likes", COLUMN_NUMBER, true},
	 {"downloads", COLUMN_NUMBER, true}, {"library", COLUMN_FLAG, true},
	 {"tags", COLUMN_FLAG, true}};
static const NameColumns name_columns = {.name = MODEL_NAME,
										 .likes = MODEL_LIKES,
										 .downloads = MODEL_DOWNLOADS,
										 .created_at = MODEL_CREATED_AT,
										 .fetched_at = MODEL_FETCHED_AT,
										 .library = MODEL_LIBRARY,
										 .tags = MODEL_TAGS};

static void
take_model(QueryReader *reader, void *arg)
{
	ModelReading *models = arg;
	QualityReading *reading = models->reading;
	QualityKey key = {column_key(reader, MODEL_ID)};
	int32 n = key_table_add(&reading->models, reader, &reading->env);
	QualityModel *facts = grown(&reading->facts, n, sizeof(QualityModel), &reading->env);
	bool listed = column_is_absent(reader, MODEL_REMOVED_AT);
	bool read = !column_is_absent(reader, MODEL_FETCHED_AT);
	LicenseCard card = LicenseCardOf(reader, MODEL_LICENSE, MODEL_LICENSE_NAME);

	*facts = (QualityModel) {(listed ? QUALITY_LISTED : 0) | (read ? QUALITY_READ : 0),
							 LicenseMeant(models->names, &card)};
	QualityTakeAuthorOf(reading, reader, MODEL_AUTHOR_ID);
	if (!listed)
	{
		QualityFind(reading, MODEL_REMOVED, key);
		return;
	}
	reading->totals[QUALITY_OF_LISTED]++;
	if (models->lineage != NULL)
		NameLineageTake(models->lineage, reader, &name_columns);
	if (!read)
	{
		QualityFind(reading, MODEL_STUB, key);
		return;
	}
	reading->totals[QUALITY_OF_READ]++;
	if (card.license.bytes == NULL && card.name.bytes == NULL)
		QualityFind(reading, MODEL_WITHOUT_LICENSE, key);
	else if (facts->license == LICENSE_UNKNOWN && models->names->licenses.n > 0)
		QualityFind(reading, MODEL_LICENSE_UNKNOWN, key);
	if (LicenseContradicts(models->names, &card))
		QualityFind(reading, MODEL_LICENSE_CONTRADICTION, key);
	if (column_is_absent(reader, MODEL_TASK))
		QualityFind(reading, MODEL_WITHOUT_TASK, key);
	if (column_is_absent(reader, MODEL_CREATED_AT))
		QualityFind(reading, MODEL_WITHOUT_CREATION_DATE, key);
}

static const QueryColumn score_columns[] = {{"model_id", COLUMN_KEY, true}};

static void
settle_scores(void *arg, const LookaheadRow *rows, int n)
{
	QualityModel *facts = ((QualityReading *) arg)->facts.data;

	for (int i = 0; i < n; i++)
		if (rows[i].at[0] >= 0)
			facts[rows[i].at[0]].flags |= QUALITY_SCORED;
}

static void
take_score(QueryReader *reader, void *arg)
{
	(void) lookahead_add(&((QualityReading *) arg)->ahead, column_key(reader, 0), 0);
}

/*
 * find_unscored finds the listed models that no score was read of.
 */
static void
find_unscored(QualityReading *reading)
{
	const QualityModel *facts = reading->facts.data;

	for (int32 n = 0; n < reading->models.n; n++)
	{
		compute_check(&reading->env, n);
		if ((facts[n].flags & (QUALITY_LISTED | QUALITY_SCORED)) == QUALITY_LISTED)
			QualityFind(reading, MODEL_WITHOUT_INFLUENCE,
						(QualityKey) {key_table_key(&reading->models, n)});
	}
}

/*
 * QualityReadModels reads llmeco.models, what licences their cards mean, and
 * who has a score; those that are listed into lineage, unless that is NULL.
 */
void
QualityReadModels(QualityReading *reading, LicenseNames *names, NameLineage *lineage)
{
	const QueryInput models =
		{"llmeco.models",
		 psprintf("SELECT model_id, author_id, created_at, fetched_at, removed_at, task, license,"
				  " %s AS license_name%s FROM llmeco.models",
				  LicenseNamesThere() ? "license_name" : "NULL::text",
				  lineage == NULL ? "" : ", name, likes, downloads, library, tags"),
		 .columns = model_columns,
		 .ncolumns = lineage == NULL ? MODEL_NAME : lengthof(model_columns), .take = take_model};
	static const QueryInput scores = {"llmeco.influence", "SELECT model_id FROM llmeco.influence",
									  QUERY_COLUMNS(score_columns), take_score};
	ModelReading model_reading = {reading, names, lineage};

	QualityAheadAuthors(reading, MODEL_AUTHOR_MISSING);
	QueryRead(&models, &model_reading);
	LookaheadSettle(&reading->ahead);
	KeyTableEnd(&reading->models, &reading->env);
	reading->totals[QUALITY_OF_MODELS] = reading->models.n;
	reading->ahead =
		(Lookahead) {{{&reading->models.ids, reading->facts.data, sizeof(QualityModel)}},
					 settle_scores,
					 reading};
	QueryRead(&scores, reading);
	LookaheadSettle(&reading->ahead);
	find_unscored(reading);
}
