/*
 * growth.c: llmeco.rising: the models that gained most downloads, likes and
 * places, and most in percent, over each period of llmeco.growth_periods.
 *
 * Counters of all models on three days are read straight from the executor:
 * the newest day is kept in memory, 33 bytes a model, each older day is
 * compared row by row, and only the largest gains are kept. SQL would join all
 * models of two days once for each measure and period. Ranks are few, and SQL
 * joins them.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "lib/binaryheap.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "support/arrays.h"
#include "history/growth.h"
#include "support/key_table.h"
#include "support/query_reader.h"

#define TOP_MODELS 1000
#define PERIODS 2

/* A counter that is not known. */
#define UNKNOWN PG_INT64_MIN

enum
{
	DOWNLOADS,
	LIKES,
	DOWNLOADS_ALL_TIME,
	COUNTERS
};

/*
 * What gains are ordered by. A percentage is of floor at least, so that 1 to 10
 * is not 900 percent; llmeco.model_growth has the same floors.
 */
typedef struct Measure
{
	const char *name;
	int counter;
	int64 floor;
	bool by_percent; /* of models that were there before */
} Measure;

#define MIN_DOWNLOADS 1000
#define MIN_LIKES 100
static const Measure measures[] = {{"downloads", DOWNLOADS, MIN_DOWNLOADS, false},
								   {"likes", LIKES, MIN_LIKES, false},
								   {"downloads_all_time", DOWNLOADS_ALL_TIME, MIN_DOWNLOADS, false},
								   {"downloads_percent", DOWNLOADS, MIN_DOWNLOADS, true},
								   {"likes_percent", LIKES, MIN_LIKES, true}};
#define MEASURES lengthof(measures)

/* A model's gain. */
typedef struct Gain
{
	int64 model_id;
	int64 before;
	int64 now;
	int64 gain;
	double percent;
	bool is_new; /* created since: it has no percent */
} Gain;

/* The largest gains of a measure, the least of them on top of the heap. */
typedef struct TopGains
{
	Gain gains[TOP_MODELS];
	binaryheap *heap;
} TopGains;

typedef struct Period
{
	int days;
	bool compared; /* there is a snapshot of then */
	DateADT since;
	TimestampTz after; /* end of that day, UTC */
	bool ranked;       /* there are ranks of then: */
	int64 run_id;
	DateADT rank_since;
	TopGains *top[MEASURES];
} Period;

/* What is compared; now, keys and met by model. */
typedef struct Growth
{
	Period periods[PERIODS];
	int p; /* of the rows that are being read */
	ComputeEnv env;
	KeyTable models;
	GrowingArray now; /* int64, COUNTERS a model */
	uint8 *met;       /* a bit a period: it has a row then */
} Growth;

enum
{
	MODEL_ID,
	FIRST_COUNTER
};
static const QueryColumn snapshot_columns[] = {{"model_id", COLUMN_KEY, true},
											   {"downloads", COLUMN_NUMBER, true},
											   {"likes", COLUMN_NUMBER, true},
											   {"downloads_all_time", COLUMN_NUMBER, true}};

enum
{
	NEW_MODEL_ID,
	NEW_CREATED_AT
};
static const QueryColumn new_columns[] = {{"model_id", COLUMN_KEY, true},
										  {"created_at", COLUMN_TIME, true}};

static const QueryColumn unread_columns[] = {{"model_id", COLUMN_KEY, true}};

/* ---- the largest gains ---- */

/*
 * compare_gains orders the heap of a measure: the smaller gain or percent, of
 * equal ones the smaller gain, then the larger model_id, comes up.
 */
static int
compare_gains(Datum a, Datum b, void *arg)
{
	const Gain *left = (const Gain *) DatumGetPointer(a);
	const Gain *right = (const Gain *) DatumGetPointer(b);

	if (((const Measure *) arg)->by_percent && left->percent != right->percent)
		return left->percent < right->percent ? 1 : -1;
	if (left->gain != right->gain)
		return left->gain < right->gain ? 1 : -1;
	return left->model_id > right->model_id ? 1 : -1;
}

/*
 * offer_gain keeps a gain, whose before and now are set, if it is one of the
 * largest so far.
 */
static void
offer_gain(TopGains *top, const Measure *measure, Gain gain)
{
	Gain *place;

	if (gain.before == UNKNOWN || gain.now <= gain.before ||
		pg_sub_s64_overflow(gain.now, gain.before, &gain.gain))
		return;
	gain.percent = 100.0 * gain.gain / Max(gain.before, measure->floor);
	if (top->heap->bh_size < TOP_MODELS)
	{
		place = &top->gains[top->heap->bh_size];
		*place = gain;
		binaryheap_add(top->heap, PointerGetDatum(place));
		return;
	}
	place = (Gain *) DatumGetPointer(binaryheap_first(top->heap));
	if (compare_gains(PointerGetDatum(&gain), PointerGetDatum(place), (void *) measure) > 0)
		return;
	*place = gain;
	binaryheap_replace_first(top->heap, PointerGetDatum(place));
}

/* ---- rows ---- */

/*
 * read_counter returns a counter of the current row.
 */
static inline int64
read_counter(const QueryReader *reader, int counter)
{
	int c = FIRST_COUNTER + counter;

	return column_is_absent(reader, c) ? UNKNOWN
									   : DatumGetInt64(reader->values[reader->columns[c].index]);
}

/*
 * now_of returns the counters of a model on the newest day.
 */
static inline int64 *
now_of(const Growth *growth, int64 model)
{
	return (int64 *) growth->now.data + model * COUNTERS;
}

/*
 * take_now keeps a row of the newest snapshot.
 */
static void
take_now(QueryReader *reader, void *arg)
{
	Growth *growth = arg;
	int32 model;
	int64 *now;

	model = key_table_add(&growth->models, reader, &growth->env);
	now = grown(&growth->now, model, COUNTERS * sizeof(int64), &growth->env);
	for (int c = 0; c < COUNTERS; c++)
		now[c] = read_counter(reader, c);
}

/*
 * take_before compares a row of an older snapshot.
 */
static void
take_before(QueryReader *reader, void *arg)
{
	Growth *growth = arg;
	int64 key = column_key(reader, MODEL_ID);
	int32 model = idmap_find(&growth->models.ids, key);

	if (model < 0)
		return;
	growth->met[model] |= 1 << growth->p;
	for (int m = 0; m < MEASURES; m++)
	{
		int c = measures[m].counter;

		offer_gain(growth->periods[growth->p].top[m], &measures[m],
				   (Gain) {.model_id = key,
						   .before = read_counter(reader, c),
						   .now = now_of(growth, model)[c]});
	}
}

/*
 * take_new compares a model that was created after an older snapshot with
 * nothing, unless that has it all the same.
 */
static void
take_new(QueryReader *reader, void *arg)
{
	Growth *growth = arg;
	int64 key = column_key(reader, NEW_MODEL_ID);
	int32 model = idmap_find(&growth->models.ids, key);
	int64 created_at;

	if (model < 0 || !column_time(reader, NEW_CREATED_AT, &created_at))
		return;
	for (int p = 0; p < PERIODS; p++)
	{
		const Period *period = &growth->periods[p];

		if (!period->compared || created_at < period->after || (growth->met[model] & 1 << p) != 0)
			continue;
		for (int m = 0; m < MEASURES; m++)
			if (!measures[m].by_percent)
				offer_gain(period->top[m], &measures[m],
						   (Gain) {.model_id = key,
								   .now = now_of(growth, model)[measures[m].counter],
								   .is_new = true});
	}
}

/*
 * take_unread has a model that was never read gain nothing.
 */
static void
take_unread(QueryReader *reader, void *arg)
{
	Growth *growth = arg;
	int32 model = idmap_find(&growth->models.ids, column_key(reader, 0));

	for (int c = 0; model >= 0 && c < COUNTERS; c++)
		now_of(growth, model)[c] = UNKNOWN;
}

/* ---- reading ---- */

/*
 * read_day hands the rows of a day's snapshot to take.
 */
static void
read_day(DateADT day, QueryTaker take, Growth *growth)
{
	char *sql = psprintf("SELECT model_id, downloads, likes, downloads_all_time"
						 " FROM llmeco.model_snapshots WHERE taken_on OPERATOR(pg_catalog.=)"
						 " ('2000-01-01'::pg_catalog.date OPERATOR(pg_catalog.+) %d)",
						 (int) day);

	QueryRead(&(QueryInput) {"the snapshots", sql, QUERY_COLUMNS(snapshot_columns), take}, growth);
	pfree(sql);
}

/*
 * read_unread leaves out models that were never read, as llmeco.model_growth does: an
 * import may have brought counters of them.
 */
static void
read_unread(Growth *growth)
{
	static const QueryInput unread = {"the models that were never read",
									  "SELECT model_id FROM llmeco.models"
									  " WHERE fetched_at IS NULL",
									  QUERY_COLUMNS(unread_columns), take_unread};

	QueryRead(&unread, growth);
}

/*
 * read_new compares models created after the oldest snapshot compared.
 */
static void
read_new(Growth *growth)
{
	TimestampTz after = DT_NOEND;
	char *sql;

	for (int p = 0; p < PERIODS; p++)
		if (growth->periods[p].compared)
			after = Min(after, growth->periods[p].after);
	if (after == DT_NOEND)
		return;
	sql = psprintf("SELECT model_id, created_at FROM llmeco.models"
				   " WHERE created_at OPERATOR(pg_catalog.>=) '%s'::pg_catalog.timestamptz",
				   timestamptz_to_str(after));
	QueryRead(&(QueryInput) {"the new models", sql, QUERY_COLUMNS(new_columns), take_new}, growth);
	pfree(sql);
}

/*
 * read_periods fills the periods; false: there is no snapshot at all.
 */
static bool
read_periods(Growth *growth, DateADT *newest)
{
	bool isnull = true;
	uint64 n =
		SqlRun("SELECT days, taken_on, since, since_run_id, rank_since FROM llmeco.growth_periods");

	if (n != PERIODS)
		elog(ERROR, "llmeco.growth_periods has %d rows", (int) n);
	for (int p = 0; p < PERIODS; p++)
	{
		Period *period = &growth->periods[p];

		period->days = DatumGetInt32(SqlResultValue(p, 1, &isnull));
		period->since = DatumGetDateADT(SqlResultValue(p, 3, &isnull));
		period->compared = !isnull;
		period->after = (period->since + INT64CONST(1)) * USECS_PER_DAY;
		period->run_id = DatumGetInt64(SqlResultValue(p, 4, &isnull));
		period->ranked = !isnull;
		period->rank_since = DatumGetDateADT(SqlResultValue(p, 5, &isnull));
		for (int m = 0; m < MEASURES; m++)
		{
			period->top[m] = palloc0(sizeof(TopGains));
			period->top[m]->heap =
				binaryheap_allocate(TOP_MODELS, compare_gains, (void *) &measures[m]);
		}
	}
	*newest = DatumGetDateADT(SqlResultValue(0, 2, &isnull));
	SqlResultFree();
	return !isnull;
}

/*
 * compare_days finds the largest gains.
 */
static void
compare_days(Growth *growth, DateADT newest)
{
	InitComputeEnv(&growth->env, CurrentMemoryContext);
	read_day(newest, take_now, growth);
	KeyTableEnd(&growth->models, &growth->env);
	read_unread(growth);
	growth->met = MemoryContextAllocExtended(CurrentMemoryContext, Max(growth->models.n, 1),
											 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (growth->p = 0; growth->p < PERIODS; growth->p++)
		if (growth->periods[growth->p].compared)
			read_day(growth->periods[growth->p].since, take_before, growth);
	read_new(growth);
}

/* ---- writing ---- */

/*
 * ranked_periods lists those periods as a subquery. They are not read from
 * llmeco.growth_periods again: Citus cannot plan that beside rows to write.
 */
static char *
ranked_periods(const Growth *growth)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int p = 0; p < PERIODS; p++)
	{
		const Period *period = &growth->periods[p];

		appendStringInfo(&list,
						 "%sSELECT %d AS days, " INT64_FORMAT "::pg_catalog.int8 AS since_run_id,"
						 " '2000-01-01'::pg_catalog.date + %d AS rank_since%s",
						 p == 0 ? "" : " UNION ALL ", period->days, period->run_id,
						 (int) period->rank_since, period->ranked ? "" : " WHERE false");
	}
	return list.data;
}

static const BatchColumn gain_columns[] = {{"measure", TEXTOID}, {"days", INT4OID},
										   {"since", DATEOID},   {"model_id", INT8OID},
										   {"before", INT8OID},  {"now", INT8OID},
										   {"gain", INT8OID},    {"percent", FLOAT8OID}};

/*
 * add_gains adds the largest gains of a period to the rows to write.
 */
static void
add_gains(Batch *batch, const Period *period)
{
	bool nulls[lengthof(gain_columns)] = {false};

	for (int m = 0; m < MEASURES; m++)
		for (int i = 0; i < period->top[m]->heap->bh_size; i++)
		{
			const Gain *gain = &period->top[m]->gains[i];

			nulls[lengthof(gain_columns) - 1] = gain->is_new;
			BatchAdd(batch,
					 (Datum[]) {CStringGetTextDatum(measures[m].name), Int32GetDatum(period->days),
								DateADTGetDatum(period->since), Int64GetDatum(gain->model_id),
								Int64GetDatum(gain->before), Int64GetDatum(gain->now),
								Int64GetDatum(gain->gain), Float8GetDatum(gain->percent)},
					 nulls);
		}
}

/*
 * GrowthStore computes llmeco.rising anew from the snapshots and influence
 * runs that llmeco.growth_periods names. To be called between SqlConnect()
 * and SqlFinish(), as the owner of the tables, by one at a time. Rows are
 * written in place, those that differ: readers see the old ones until the
 * commit.
 */
void
GrowthStore(void)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(caller, "llmeco growth", ALLOCSET_DEFAULT_SIZES);
	Growth growth = {0};
	DateADT newest;
	Batch *batch;

	MemoryContextSwitchTo(context);
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	if (read_periods(&growth, &newest))
		compare_days(&growth, newest);
	PopActiveSnapshot();
	batch = BatchCreate("gains", gain_columns, lengthof(gain_columns));
	for (int p = 0; p < PERIODS; p++)
		add_gains(batch, &growth.periods[p]);
	(void) BatchApply(
		batch,
		psprintf(
			"WITH placed AS ("
			" SELECT g.*, pg_catalog.row_number() OVER (PARTITION BY g.measure, g.days"
			" ORDER BY CASE WHEN g.measure IN ('downloads_percent', 'likes_percent')"
			" THEN g.percent END DESC, g.gain DESC, g.model_id)::pg_catalog.int4 AS place"
			" FROM (SELECT * FROM gains"
			" UNION ALL SELECT 'rank', p.days, p.rank_since, h.model_id, h.rank, i.rank,"
			" h.rank - i.rank, NULL FROM (%s) p"
			" JOIN llmeco.influence_history h ON h.run_id = p.since_run_id"
			" JOIN llmeco.influence i ON i.model_id = h.model_id"
			" JOIN llmeco.models m ON m.model_id = h.model_id"
			" WHERE h.rank > i.rank AND m.fetched_at IS NOT NULL"
			" AND m.removed_at IS NULL) g),"
			" surplus AS (DELETE FROM llmeco.rising r WHERE NOT EXISTS (SELECT FROM placed p"
			" WHERE p.measure = r.measure AND p.days = r.days AND p.place = r.place))"
			" INSERT INTO llmeco.rising AS r"
			" (measure, days, place, since, model_id, before, now, gain, percent)"
			" SELECT p.measure, p.days, p.place, p.since, p.model_id, p.before, p.now, p.gain,"
			" p.percent"
			" FROM placed p LEFT JOIN llmeco.rising o"
			" ON o.measure = p.measure AND o.days = p.days AND o.place = p.place"
			" WHERE p.place <= " CppAsString2(
				TOP_MODELS) " AND (o.since, o.model_id, o.before, o.now, o.gain, o.percent)"
							" IS DISTINCT FROM"
							" (p.since, p.model_id, p.before, p.now, p.gain, p.percent)"
							" ON CONFLICT (measure, days, place) DO UPDATE"
							" SET since = EXCLUDED.since, model_id = EXCLUDED.model_id,"
							" before = EXCLUDED.before, now = EXCLUDED.now, gain = EXCLUDED.gain,"
							" percent = EXCLUDED.percent",
			ranked_periods(&growth)));
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
}
