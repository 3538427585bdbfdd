/*
 * quality_spaces.c: Spaces that use models which are not known.
 */
#include "postgres.h"

#include "checks/quality_authors.h"
#include "checks/quality_spaces.h"

typedef struct SpaceReading
{
	QualityReading *reading;
	KeyTable spaces;
	GrowingArray unknown_use; /* bool, by Space: of a model that was not read */
} SpaceReading;

enum
{
	SPACE_ID,
	SPACE_AUTHOR_ID,
	SPACE_REMOVED_AT
};
static const QueryColumn space_columns[] = {{"space_id", COLUMN_KEY, true},
											{"author_id", COLUMN_KEY, true},
											{"removed_at", COLUMN_FLAG, true}};

static void
take_space(QueryReader *reader, void *arg)
{
	SpaceReading *spaces = arg;
	QualityReading *reading = spaces->reading;
	int32 n = key_table_add(&spaces->spaces, reader, &reading->env);

	*(bool *) grown(&spaces->unknown_use, n, sizeof(bool), &reading->env) = false;
	if (!column_is_absent(reader, SPACE_REMOVED_AT))
		QualityFind(reading, SPACE_REMOVED, (QualityKey) {column_key(reader, SPACE_ID)});
	QualityTakeAuthorOf(reading, reader, SPACE_AUTHOR_ID);
}

enum
{
	USE_SPACE_ID,
	USE_MODEL_ID
};
static const QueryColumn use_columns[] = {{"space_id", COLUMN_KEY, true},
										  {"model_id", COLUMN_KEY, true}};

static void
settle_uses(void *arg, const LookaheadRow *rows, int n)
{
	SpaceReading *spaces = arg;
	QualityReading *reading = spaces->reading;
	const QualityModel *facts = reading->facts.data;
	bool *unknown_use = spaces->unknown_use.data;

	reading->totals[QUALITY_OF_USES] += n;
	for (int i = 0; i < n; i++)
	{
		int32 space = rows[i].at[0];
		int32 model = rows[i].at[1];

		if (space < 0 || model < 0)
			QualityFind(reading, SPACE_MODEL_WITHOUT_ROW,
						(QualityKey) {rows[i].keys[0], rows[i].keys[1]});
		else if ((~facts[model].flags & (QUALITY_LISTED | QUALITY_READ)) != 0 &&
				 !unknown_use[space])
		{
			QualityFind(reading, SPACE_OF_UNKNOWN_MODEL, (QualityKey) {rows[i].keys[0]});
			unknown_use[space] = true;
		}
	}
}

static void
take_use(QueryReader *reader, void *arg)
{
	(void) lookahead_add(&((SpaceReading *) arg)->reading->ahead, column_key(reader, USE_SPACE_ID),
						 column_key(reader, USE_MODEL_ID));
}

/*
 * QualityReadSpaces reads llmeco.spaces and which models they use.
 */
void
QualityReadSpaces(QualityReading *reading)
{
	static const QueryInput all_spaces =
		{"llmeco.spaces", "SELECT space_id, author_id, removed_at FROM llmeco.spaces",
		 QUERY_COLUMNS(space_columns), take_space};
	static const QueryInput uses = {"llmeco.space_models",
									"SELECT space_id, model_id FROM llmeco.space_models",
									QUERY_COLUMNS(use_columns), take_use};
	SpaceReading spaces = {.reading = reading};

	QualityAheadAuthors(reading, SPACE_AUTHOR_MISSING);
	QueryRead(&all_spaces, &spaces);
	LookaheadSettle(&reading->ahead);
	KeyTableEnd(&spaces.spaces, &reading->env);
	reading->totals[QUALITY_OF_SPACES] = spaces.spaces.n;
	reading->ahead =
		(Lookahead) {{{&spaces.spaces.ids, spaces.unknown_use.data, sizeof(bool)},
					  {&reading->models.ids, reading->facts.data, sizeof(QualityModel)}},
					 settle_uses,
					 &spaces};
	QueryRead(&uses, &spaces);
	LookaheadSettle(&reading->ahead);
}
