/*
 * rankings.c: whose models have the most influence, by language, author, kind
 * of organization and task: computed in one pass over the models and stored,
 * since a view that adds 2.5 million scores up takes seconds.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/varlena.h"

#include "kernel/influence_rank.h"
#include "rankings/ranking_models.h"
#include "rankings/rankings.h"
#include "support/bulk_insert.h"
#include "support/coordinator.h"
#include "support/run_slots.h"
#include "support/settings.h"
#include "support/sql.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_update_rankings(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_update_rankings);

/* ---- storing ---- */

/* What a row of llmeco.ranking_entries has. */
enum
{
	ENTRY_RANKING,
	ENTRY_KEY,
	ENTRY_AUTHOR_ID,
	ENTRY_RANK,
	ENTRY_INFLUENCE,
	ENTRY_MODELS,
	ENTRY_AUTHORS,
	ENTRY_REASON,
	ENTRY_TOP_MODELS,
	ENTRY_RUN_ID,
	ENTRY_SLOT, /* from here on not before 1.2.0 */
	ENTRY_EARNED_INFLUENCE,
	ENTRY_EARNED_RANK
};

/*
 * put_entry writes an entry; rank 0 is none. Returns the slot, whose columns key,
 * author_id, authors, reason and those of what is earned are null, for the caller
 * to fill in more.
 */
static TupleTableSlot *
put_entry(NewRun *run, Datum ranking, const RankingEntries *entries, int32 e, int64 rank)
{
	TupleTableSlot *slot = FillRow(&run->fill);
	MemoryContext caller = MemoryContextSwitchTo(run->fill.batch_context);
	int n = (int) Min(entries->models[e], RANKING_TOP);

	slot->tts_values[ENTRY_RANKING] = ranking;
	slot->tts_isnull[ENTRY_KEY] = true;
	slot->tts_isnull[ENTRY_AUTHOR_ID] = true;
	slot->tts_values[ENTRY_RANK] = Int64GetDatum(rank);
	slot->tts_isnull[ENTRY_RANK] = rank == 0;
	slot->tts_values[ENTRY_INFLUENCE] = Float8GetDatum(entries->influence[e]);
	slot->tts_values[ENTRY_MODELS] = Int64GetDatum(entries->models[e]);
	slot->tts_isnull[ENTRY_AUTHORS] = true;
	slot->tts_isnull[ENTRY_REASON] = true;
	slot->tts_values[ENTRY_TOP_MODELS] = SqlInt64Array(entries->top + (int64) e * RANKING_TOP, n);
	slot->tts_values[ENTRY_RUN_ID] = Int64GetDatum(run->run_id);
	if (run->slot != 0)
	{
		slot->tts_values[ENTRY_SLOT] = Int32GetDatum(run->slot);
		slot->tts_isnull[ENTRY_EARNED_INFLUENCE] = true;
		slot->tts_isnull[ENTRY_EARNED_RANK] = true;
	}
	MemoryContextSwitchTo(caller);
	return slot;
}

/* An entry on its way to a rank. */
typedef struct RankedPlace
{
	double influence;
	int32 entry;
	DictText name; /* equal ones are ordered by it */
} RankedPlace;

static int
compare_places(const void *a, const void *b)
{
	const RankedPlace *left = a;
	const RankedPlace *right = b;

	if (left->influence != right->influence)
		return left->influence > right->influence ? -1 : 1;
	return varstr_cmp(left->name.bytes, left->name.length, right->name.bytes, right->name.length,
					  C_COLLATION_OID);
}

/*
 * put_named writes the entries of a ranking by names; authors, by entry, where
 * it counts them.
 */
static void
put_named(NewRun *run, const char *ranking, const RankingEntries *entries, const Dict *names,
		  const int64 *authors)
{
	RankedPlace *places = palloc((entries->n + 1) * sizeof(RankedPlace));
	Datum label = CStringGetTextDatum(ranking);
	int32 n = 0;
	int32 i;

	for (i = 0; i < entries->n; i++)
	{
		if (entries->models[i] > 0)
			places[n++] = (RankedPlace) {entries->influence[i], i, names->list[i]};
	}
	qsort(places, n, sizeof(RankedPlace), compare_places);
	for (i = 0; i < n; i++)
	{
		int32 e = places[i].entry;
		TupleTableSlot *slot = put_entry(run, label, entries, e, i + 1);
		MemoryContext caller = MemoryContextSwitchTo(run->fill.batch_context);

		slot->tts_values[ENTRY_KEY] =
			PointerGetDatum(cstring_to_text_with_len(names->list[e].bytes, names->list[e].length));
		slot->tts_isnull[ENTRY_KEY] = false;
		if (authors != NULL)
		{
			slot->tts_values[ENTRY_AUTHORS] = Int64GetDatum(authors[e]);
			slot->tts_isnull[ENTRY_AUTHORS] = false;
		}
		ExecStoreVirtualTuple(slot);
		MemoryContextSwitchTo(caller);
	}
	pfree(places);
}

/*
 * is_ranked says whether an author has a rank: scores can be made from many models.
 */
static bool
is_ranked(const RankingModels *models, const RankingEntries *entries, int32 author)
{
	int most = settings_ranking_max_models;

	return ((const RankingAuthor *) models->author_facts.data)[author].kind == 'o' &&
		   entries->models[author] > 0 && (most < 0 || entries->models[author] <= most);
}

/*
 * order_authors returns the authors, those that have a rank or all that have a model,
 * by what is added up of each, equal ones by key, and how many there are.
 */
static int32 *
order_authors(const RankingModels *models, const RankingEntries *entries, bool ranked,
			  const double *sums, int32 *n)
{
	const ComputeEnv *env = &models->env;
	int32 *authors = compute_alloc(env, entries->n, sizeof(int32));
	int32 *order = compute_alloc(env, entries->n, sizeof(int32));
	double *scores = compute_alloc(env, entries->n, sizeof(double));
	int64 *keys = compute_alloc(env, entries->n, sizeof(int64));

	*n = 0;
	for (int32 i = 0; i < entries->n; i++)
	{
		if (ranked ? !is_ranked(models, entries, i) : entries->models[i] == 0)
			continue;
		authors[*n] = i;
		scores[*n] = sums[i];
		keys[(*n)++] = key_table_key(&models->authors, i);
	}
	influence_order(order, scores, keys, *n, env);
	for (int32 i = 0; i < *n; i++)
		order[i] = authors[order[i]];
	compute_release(env, authors);
	compute_release(env, scores);
	compute_release(env, keys);
	return order;
}

/*
 * rank_earned returns the ranks of all authors by earned influence.
 */
static int64 *
rank_earned(const RankingModels *models, const RankingEntries *entries)
{
	int64 *ranks = compute_alloc(&models->env, entries->n, sizeof(int64));
	int32 n;
	int32 *order = order_authors(models, entries, false, entries->earned, &n);

	for (int32 i = 0; i < n; i++)
		ranks[order[i]] = i + 1;
	compute_release(&models->env, order);
	return ranks;
}

/*
 * put_authors writes those that have a rank first, by rank.
 */
static void
put_authors(NewRun *run, const RankingModels *models, const RankingEntries *entries)
{
	const RankingAuthor *authors = models->author_facts.data;
	int64 *earned_ranks = rank_earned(models, entries);
	int32 n;
	int32 *order = order_authors(models, entries, true, entries->influence, &n);
	Datum label = CStringGetTextDatum("author");
	Datum user = CStringGetTextDatum("individual");
	Datum unknown = CStringGetTextDatum("not known whether an organization");
	Datum many = CStringGetTextDatum(psprintf("more than %d models", settings_ranking_max_models));

	for (int32 i = 0; i < n + entries->n; i++)
	{
		int32 e = i < n ? order[i] : i - n;
		TupleTableSlot *slot;
		Datum reason = authors[e].kind == 'u' ? user : authors[e].kind != 'o' ? unknown : many;

		if (i >= n && (entries->models[e] == 0 || is_ranked(models, entries, e)))
			continue;
		slot = put_entry(run, label, entries, e, i < n ? i + 1 : 0);
		slot->tts_values[ENTRY_AUTHOR_ID] = Int64GetDatum(key_table_key(&models->authors, e));
		slot->tts_isnull[ENTRY_AUTHOR_ID] = false;
		slot->tts_values[ENTRY_REASON] = reason;
		slot->tts_isnull[ENTRY_REASON] = i < n;
		if (run->slot != 0)
		{
			slot->tts_values[ENTRY_EARNED_INFLUENCE] = Float8GetDatum(entries->earned[e]);
			slot->tts_isnull[ENTRY_EARNED_INFLUENCE] = false;
			slot->tts_values[ENTRY_EARNED_RANK] = Int64GetDatum(earned_ranks[e]);
			slot->tts_isnull[ENTRY_EARNED_RANK] = false;
		}
		ExecStoreVirtualTuple(slot);
	}
	compute_release(&models->env, order);
	compute_release(&models->env, earned_ranks);
}

/*
 * count_authors returns, by kind of organization, the authors with a model.
 */
static int64 *
count_authors(const RankingModels *models, const RankingEntries *by_author)
{
	const RankingAuthor *authors = models->author_facts.data;
	int64 *counts = palloc0((models->org_types.n + 1) * sizeof(int64));
	int32 i;

	for (i = 0; i < by_author->n; i++)
	{
		if (authors[i].org_type >= 0 && by_author->models[i] > 0)
			counts[authors[i].org_type]++;
	}
	return counts;
}

/*
 * store_all fills a slot. Nearly all rows are of authors.
 */
static int64
store_all(RankingModels *models)
{
	RankingEntries by_language;
	RankingEntries by_author;
	RankingEntries by_org_type;
	RankingEntries by_task;
	NewRun run;

	RankingModelsAddUp(&by_language, models, RANKING_BY_LANGUAGE);
	RankingModelsAddUp(&by_author, models, RANKING_BY_AUTHOR);
	RankingModelsAddUp(&by_org_type, models, RANKING_BY_ORG_TYPE);
	RankingModelsAddUp(&by_task, models, RANKING_BY_TASK);

	BeginRun(&run, &RankingSlots, 0);
	put_named(&run, "language", &by_language, &models->languages.names, NULL);
	put_authors(&run, models, &by_author);
	put_named(&run, "org_type", &by_org_type, &models->org_types,
			  count_authors(models, &by_author));
	put_named(&run, "task", &by_task, &models->tasks, NULL);
	ShowRun(&run);
	return run.run_id;
}

/*
 * RankingsUpdate computes the rankings of the newest influence and stores
 * them, within the caller's transaction, whose changes it sees. Returns the
 * run_id.
 */
int64
RankingsUpdate(void)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco rankings", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	RankingModels models;
	Oid parent = LockRuns(&RankingSlots);
	SqlUser user;
	instr_time began;
	instr_time ended;
	int64 run_id;
	int level;

	INSTR_TIME_SET_CURRENT(began);
	level = SqlConnectAsCaller();

	/* what this transaction wrote, and what the update before us committed */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	RankingModelsRead(&models);
	PopActiveSnapshot();

	user = SqlBecomeOwner(parent, AccessShareLock);
	run_id = store_all(&models);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	(void) SqlRun("INSERT INTO llmeco.ranking_runs (run_id, influence_run_id, computed_at, seconds)"
				  " SELECT $1, (SELECT i.run_id FROM llmeco.influence i LIMIT 1),"
				  " pg_catalog.clock_timestamp(), $2",
				  sql_int64(run_id), sql_float8(INSTR_TIME_GET_DOUBLE(ended)));
	SqlBecome(user);
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return run_id;
}

/*
 * llmeco_update_rankings() stores the rankings of the newest influence; its
 * value is the new row of llmeco.ranking_runs.
 */
Datum
llmeco_update_rankings(PG_FUNCTION_ARGS)
{
	PreventCommandIfReadOnly("llmeco_update_rankings()");
	CoordinatorRequire();
	return SqlRow("SELECT * FROM llmeco.ranking_runs WHERE run_id OPERATOR(pg_catalog.=) $1",
				  sql_int64(RankingsUpdate()));
}
