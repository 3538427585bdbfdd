/*
 * day_counters.c: what models' counters were on a day, from
 * llmeco.model_snapshots: of each model and counter the last one on or before.
 *
 * A refresh writes a row for every listed model, so that the newest day has
 * nearly all. A day with few rows, as an import may have left it, is followed by
 * the one before, up to WHOLE_DAYS of them. What is still missing, mostly models
 * that no snapshot ever had, is looked up by key. To read all days before would
 * take longer than all else together; a sort by model and day, longer still.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "influence/day_counters.h"
#include "support/lookahead.h"
#include "support/sql.h"

/* Days read whole as long as they leave more than half of the models without. */
#define WHOLE_DAYS 4

/* Models that are looked up by key at a time: they make an array. */
#define KEYS_AT_ONCE 1000000

/* A row of the snapshots that waits. */
typedef struct SnapshotRow
{
	DateADT day;
	bool has_downloads;
	bool has_likes;
	double downloads;
	double likes;
} SnapshotRow;

typedef struct DayReading
{
	DayCounters *counters; /* by model */
	Lookahead ahead;
	SnapshotRow waiting[LOOKAHEAD_ROWS];
} DayReading;

enum
{
	SNAPSHOT_MODEL_ID,
	SNAPSHOT_DAY,
	SNAPSHOT_DOWNLOADS,
	SNAPSHOT_LIKES
};
static const QueryColumn snapshot_columns[] = {{"model_id", COLUMN_KEY, true},
											   {"day", COLUMN_KEY, true},
											   {"downloads", COLUMN_NUMBER, true},
											   {"likes", COLUMN_NUMBER, true}};

#define SNAPSHOTS                                                                                  \
	"SELECT model_id, taken_on OPERATOR(pg_catalog.-) '2000-01-01'::pg_catalog.date AS day,"       \
	" downloads, likes FROM llmeco.model_snapshots WHERE taken_on OPERATOR(pg_catalog.%s)"         \
	" ('2000-01-01'::pg_catalog.date OPERATOR(pg_catalog.+) %d)"

/*
 * settle_rows keeps what is newer than what a model has.
 */
static void
settle_rows(void *arg, const LookaheadRow *rows, int n)
{
	DayReading *reading = arg;

	for (int i = 0; i < n; i++)
	{
		const SnapshotRow *row = &reading->waiting[i];
		DayCounters *counters;

		if (rows[i].at[0] < 0)
			continue;
		counters = &reading->counters[rows[i].at[0]];
		if (row->has_downloads && row->day > counters->downloads_on)
		{
			counters->downloads = row->downloads;
			counters->downloads_on = row->day;
		}
		if (row->has_likes && row->day > counters->likes_on)
		{
			counters->likes = row->likes;
			counters->likes_on = row->day;
		}
	}
}

static void
take_row(QueryReader *reader, void *arg)
{
	DayReading *reading = arg;
	int at = lookahead_add(&reading->ahead, column_key(reader, SNAPSHOT_MODEL_ID), 0);

	reading->waiting[at] =
		(SnapshotRow) {.day = (DateADT) column_key(reader, SNAPSHOT_DAY),
					   .has_downloads = !column_is_absent(reader, SNAPSHOT_DOWNLOADS),
					   .has_likes = !column_is_absent(reader, SNAPSHOT_LIKES),
					   .downloads = column_number(reader, SNAPSHOT_DOWNLOADS, 0),
					   .likes = column_number(reader, SNAPSHOT_LIKES, 0)};
}

/*
 * read_rows reads the snapshots that have a relation to a day: = or <=, of these
 * those of n models.
 */
static void
read_rows(DayReading *reading, const char *relation, DateADT day, const int64 *ids, int64 n)
{
	char *sql = psprintf(SNAPSHOTS "%s", relation, (int) day,
						 ids == NULL ? "" : " AND model_id OPERATOR(pg_catalog.=) ANY ($1)");
	QueryInput rows = {"the snapshots", sql, QUERY_COLUMNS(snapshot_columns), take_row};

	if (ids == NULL)
		QueryRead(&rows, reading);
	else
		QueryReadOf(&rows, ids, n, reading);
	LookaheadSettle(&reading->ahead);
	pfree(sql);
}

/*
 * find_day returns whether there is a snapshot on or before a day, and the last.
 */
static bool
find_day(DateADT *day)
{
	bool isnull;
	Datum last;

	(void) SqlRead("SELECT pg_catalog.max(taken_on) FROM llmeco.model_snapshots"
				   " WHERE taken_on OPERATOR(pg_catalog.<=) $1",
				   sql_date(*day));
	last = SqlResultValue(0, 1, &isnull);
	SqlResultFree();
	if (!isnull)
		*day = DatumGetDateADT(last);
	return !isnull;
}

/*
 * DayText returns the day, UTC, of a moment, as in ISO 8601.
 */
char *
DayText(TimestampTz moment)
{
	struct pg_tm day = {0};
	fsec_t fraction;
	char text[MAXDATELEN + 1];

	if (timestamp2tm(moment, NULL, &day, &fraction, NULL, NULL) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("timestamp out of range")));
	EncodeDateOnly(&day, USE_ISO_DATES, text);
	return pstrdup(text);
}

/*
 * day_text returns a day as in ISO 8601.
 */
static char *
day_text(DateADT day)
{
	return DayText(day * USECS_PER_DAY);
}

/*
 * report_none raises the error for a day before the first snapshot.
 */
pg_noreturn static void
report_none(DateADT day)
{
	bool isnull;
	Datum first;

	(void) SqlRead("SELECT pg_catalog.min(taken_on) FROM llmeco.model_snapshots");
	first = SqlResultValue(0, 1, &isnull);
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("there is no snapshot of %s or before", day_text(day)),
					isnull ? errdetail("llmeco.model_snapshots is empty.")
						   : errdetail("The first is of %s.", day_text(DatumGetDateADT(first))),
					errhint("Each refresh of models takes one, and llmeco_take_snapshot().")));
}

/*
 * list_missing puts those models into a list, if there is one, that lack a
 * counter. Returns their number.
 */
static int32
list_missing(const DayReading *reading, const KeyTable *models, int64 *ids)
{
	int32 n = 0;

	for (int32 i = 0; i < models->n; i++)
	{
		const DayCounters *counters = &reading->counters[i];

		CHECK_FOR_INTERRUPTS();
		if (counters->downloads_on != DATEVAL_NOBEGIN && counters->likes_on != DATEVAL_NOBEGIN)
			continue;
		if (ids != NULL)
			ids[n] = key_table_key(models, i);
		n++;
	}
	return n;
}

/*
 * read_by_model reads what is missing from a day on backwards.
 */
static void
read_by_model(DayReading *reading, const KeyTable *models, DateADT day, const ComputeEnv *env)
{
	int32 n = list_missing(reading, models, NULL);
	int64 *ids = compute_alloc(env, n, sizeof(int64));

	(void) list_missing(reading, models, ids);
	for (int32 i = 0; i < n; i += KEYS_AT_ONCE)
		read_rows(reading, "<=", day, ids + i, Min(n - i, KEYS_AT_ONCE));
	compute_release(env, ids);
}

/*
 * DayCountersRead returns the counters of models on a day, by model. Needs an
 * SPI connection.
 */
DayCounters *
DayCountersRead(const KeyTable *models, DateADT day, const ComputeEnv *env)
{
	DayReading *reading = compute_alloc(env, 1, sizeof(DayReading));
	DayCounters *counters = compute_alloc(env, models->n, sizeof(DayCounters));
	DateADT last = day;

	for (int32 i = 0; i < models->n; i++)
		counters[i] = (DayCounters) {0, 0, DATEVAL_NOBEGIN, DATEVAL_NOBEGIN};
	memset(reading, 0, sizeof(DayReading));
	reading->counters = counters;
	reading->ahead =
		(Lookahead) {{{&models->ids, counters, sizeof(DayCounters)}}, settle_rows, reading};
	if (!find_day(&last))
		report_none(day);
	if (last < day)
		ereport(NOTICE, (errcode(ERRCODE_SUCCESSFUL_COMPLETION),
						 errmsg("downloads and likes are those of %s", day_text(last)),
						 errdetail("That is the last day with a snapshot on or before %s.",
								   day_text(day))));
	for (int i = 0; i < WHOLE_DAYS; i++)
	{
		int32 missing;

		read_rows(reading, "=", last--, NULL, 0);
		missing = list_missing(reading, models, NULL);
		if (missing == 0 || !find_day(&last))
			break;
		if (missing <= models->n / 2 || i == WHOLE_DAYS - 1)
		{
			read_by_model(reading, models, last, env);
			break;
		}
	}
	compute_release(env, reading);
	return counters;
}
