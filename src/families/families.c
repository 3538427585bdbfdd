/*
 * families.c: whose models the world builds on: the roots of each model, and what
 * families add up to, computed in one pass over all derivations and stored, since
 * a query for it walks for minutes.
 *
 * Words: a root is a model that goes back to no other; its family are the models
 * that go back to it, each by a share (kernel/family_shares.h); a group is the
 * families of one root, or of all roots of an author; a builder is an author
 * with models that go back to others'.
 *
 * Two answers of run_slots.c: family_shares has a row a model and root,
 * family_totals what groups, with their months, and builders add up to.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "storage/bufpage.h"
#include "utils/datetime.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "families/families.h"
#include "families/family_reading.h"
#include "kernel/descendants.h"
#include "kernel/influence_rank.h"
#include "support/coordinator.h"
#include "support/lookahead.h"
#include "support/run_slots.h"
#include "support/sql.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_update_families(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_update_families);

/* What is computed. */
typedef struct FamilyRun
{
	FamilyReading reading;
	Families families;
	FamilyModels models;
	int32 *descendants; /* by model */
	bool *has_family;   /* by model: others have a share of it that is kept */
	int64 related;      /* models that are stored */
	int64 roots;        /* of these */
	int64 rows;         /* of all these */
} FamilyRun;

/* ---- shares ---- */

/* A row of llmeco.family_shares. */
#define SHARE_COLUMNS 7
typedef struct ShareRow
{
	int64 model_id;
	int64 root_id;
	double share;
	int32 depth;
	int32 descendants;
	int32 slot;
	int16 relation; /* place in derivation_relations, from 1 on; 0: it is the root */
	int16 none[3];  /* no column: so that all bytes are given */
} ShareRow;

/*
 * is_root_of_none: has a model no relatives, but such as are not listed?
 */
static inline bool
is_root_of_none(const FamilyRun *run, int32 v)
{
	return run->descendants[v] == 0 && family_share(&run->families, v, 0).root == v;
}

/*
 * put_others writes the row of the roots of a model that are not kept: root_id, depth
 * and relation are null.
 */
static void
put_others(NewRun *to, const ShareRow *row)
{
	TupleTableSlot *slot = FillRow(&to->fill);

	slot->tts_values[0] = Int64GetDatum(row->model_id);
	slot->tts_isnull[1] = true;
	slot->tts_values[2] = Float8GetDatum(row->share);
	slot->tts_isnull[3] = true;
	slot->tts_values[4] = Int32GetDatum(row->descendants);
	slot->tts_values[5] = Int32GetDatum(row->slot);
	slot->tts_isnull[6] = true;
	ExecStoreVirtualTuple(slot);
}

/*
 * put_share writes the row of a model's root number i.
 */
static void
put_share(NewRun *to, const FamilyRun *run, int32 v, int32 i)
{
	const int64 *ids = run->reading.all->ids;
	FamilyShare share = family_share(&run->families, v, i);
	bool related = share.relation < DERIVATION_RELATIONS;
	ShareRow row = {.model_id = ids[v],
					.share = share.share,
					.descendants = run->descendants[v],
					.slot = to->slot};

	if (share.root == FAMILY_OTHERS)
	{
		put_others(to, &row);
		return;
	}
	row.root_id = ids[share.root];
	row.depth = (int32) share.depth;
	row.relation = related ? (int16) (share.relation + 1) : 0;
	FillFixed(&to->fill, &row, sizeof(ShareRow), SHARE_COLUMNS);
}

typedef struct KeyedModel
{
	int64 key;
	int32 model;
} KeyedModel;

static int
compare_keys(const void *a, const void *b)
{
	const KeyedModel *left = a;
	const KeyedModel *right = b;

	return left->key < right->key ? -1 : left->key > right->key;
}

/*
 * order_by_root returns the models that are stored, family by family in order of
 * the roots' keys, then those of several families: a family is found by a BRIN
 * index, which is made in a fraction of the time of another.
 */
static int32 *
order_by_root(FamilyRun *run)
{
	const ComputeEnv *env = &run->reading.env;
	int32 n = run->reading.all->models;
	KeyedModel *roots = compute_alloc(env, n, sizeof(KeyedModel));
	int32 *place = compute_alloc(env, n, sizeof(int32)); /* by root */
	int32 *order = compute_alloc(env, n, sizeof(int32));
	uint32 *next;
	int32 n_roots = 0;

	for (int32 v = 0; v < n; v++)
	{
		compute_check(env, v);
		if (is_root_of_none(run, v))
			continue;
		if (family_share(&run->families, v, 0).root == v)
			roots[n_roots++] = (KeyedModel) {run->reading.all->ids[v], v};
	}
	qsort(roots, n_roots, sizeof(KeyedModel), compare_keys);
	for (int32 r = 0; r < n_roots; r++)
		place[roots[r].model] = r;
	compute_release(env, roots);

	next = compute_alloc(env, (uint64) n_roots + 2, sizeof(uint32));
	memset(next, 0, ((Size) n_roots + 2) * sizeof(uint32));
	for (int pass = 0; pass < 2; pass++)
	{
		for (int32 v = 0; v < n; v++)
		{
			int32 r = n_roots;

			compute_check(env, v);
			if (is_root_of_none(run, v))
				continue;
			if (run->families.models[v].n == 1)
				r = place[family_share(&run->families, v, 0).root];
			if (pass == 0)
				next[r + 1]++;
			else
				order[next[r]++] = v;
		}
		for (int32 r = 0; pass == 0 && r <= n_roots; r++)
			next[r + 1] += next[r];
	}
	compute_release(env, next);
	compute_release(env, place);
	return order;
}

/*
 * count_rows counts what is stored.
 */
static void
count_rows(FamilyRun *run)
{
	for (int32 v = 0; v < run->reading.all->models; v++)
	{
		compute_check(&run->reading.env, v);
		if (is_root_of_none(run, v))
			continue;
		run->related++;
		run->roots += family_share(&run->families, v, 0).root == v;
		run->rows += run->families.models[v].n;
	}
}

/*
 * analyze_parent analyzes llmeco.family_shares if it never was. Without its statistics
 * plans take all models for 200, and write every row of llmeco.model_details to disk and
 * back to join them.
 */
static void
analyze_parent(void)
{
	bool analyzed;

	(void) SqlRead("SELECT EXISTS (SELECT FROM pg_catalog.pg_stats s"
				   " WHERE s.schemaname OPERATOR(pg_catalog.=) 'llmeco'"
				   " AND s.tablename OPERATOR(pg_catalog.=) 'family_shares'"
				   " AND s.attname OPERATOR(pg_catalog.=) 'model_id' AND s.inherited)");
	analyzed = SqlResultBool(0, 1);
	SqlResultFree();
	if (!analyzed)
		SqlCommand("ANALYZE (SKIP_LOCKED) llmeco.family_shares");
}

/*
 * replace_shares fills a slot of llmeco.family_shares. Returns the run_id.
 */
static int64
replace_shares(FamilyRun *run)
{
	int32 *order = order_by_root(run);
	NewRun to;

	BeginRun(&to, &FamilySlots, 0);
	for (int64 r = 0; r < run->related; r++)
	{
		compute_check(&run->reading.env, r);
		for (int32 i = 0; i < run->families.models[order[r]].n; i++)
			put_share(&to, run, order[r], i);
	}
	ShowRun(&to);
	analyze_parent();
	compute_release(&run->reading.env, order);
	return to.run_id;
}

/* ---- shares that changed ---- */

/* Of the rows that are shown, one in so many may differ. */
#define CHANGED_PART 16

/* Rows in a block that was filled at once. */
#define BLOCK_ROWS                                                                                 \
	((BLCKSZ - SizeOfPageHeaderData) /                                                             \
	 (MAXALIGN(SizeofHeapTupleHeader) + MAXALIGN(sizeof(ShareRow)) + sizeof(ItemIdData)))

/* A row that is shown and waits to be compared. */
typedef struct ShownShare
{
	ShareRow row;
	bool others; /* it is that of the roots that are not kept */
	ItemPointerData tid;
} ShownShare;

/* What is shown beside what was computed. */
typedef struct ShareChange
{
	const FamilyRun *run;
	int64 *first; /* by model: where its rows begin */
	bool *stored; /* by row: it is shown */
	int64 n_stored;
	int64 most;        /* rows that may be gone */
	GrowingArray gone; /* ItemPointerData */
	int64 n_gone;
	Lookahead ahead;
	ShownShare waiting[LOOKAHEAD_ROWS];
} ShareChange;

/*
 * find_share returns the number of the root that a shown row is of, and is right for;
 * -1: there is none.
 */
static int32
find_share(const FamilyRun *run, int32 v, const ShownShare *shown)
{
	const int64 *ids = run->reading.all->ids;

	if (v < 0 || is_root_of_none(run, v) || shown->row.descendants != run->descendants[v])
		return -1;
	for (int32 i = 0; i < run->families.models[v].n; i++)
	{
		FamilyShare share = family_share(&run->families, v, i);
		int relation = share.relation < DERIVATION_RELATIONS ? (int) share.relation + 1 : 0;

		if (shown->others != (share.root == FAMILY_OTHERS) ||
			(!shown->others && shown->row.root_id != ids[share.root]))
			continue;
		if (shown->row.share != share.share)
			return -1;
		if (!shown->others && (shown->row.depth != share.depth || shown->row.relation != relation))
			return -1;
		return i;
	}
	return -1;
}

static void
settle_shares(void *arg, const LookaheadRow *rows, int n)
{
	ShareChange *change = arg;

	for (int w = 0; w < n; w++)
	{
		int32 v = rows[w].at[0];
		int32 i = find_share(change->run, v, &change->waiting[w]);
		bool *stored = i < 0 ? NULL : &change->stored[change->first[v] + i];

		if (stored != NULL && !*stored)
		{
			*stored = true;
			change->n_stored++;
			continue;
		}
		*(ItemPointerData *) grown(&change->gone, change->n_gone++, sizeof(ItemPointerData),
								   &change->run->reading.env) = change->waiting[w].tid;
	}
}

/*
 * take_shown has a row that is shown wait to be compared.
 */
static bool
take_shown(void *arg, TupleTableSlot *slot)
{
	ShareChange *change = arg;
	const Datum *values = slot->tts_values;
	ShownShare *shown;

	slot_getallattrs(slot);
	shown = &change->waiting[lookahead_add(&change->ahead, DatumGetInt64(values[0]), 0)];
	shown->others = slot->tts_isnull[1];
	shown->row.share = DatumGetFloat8(values[2]);
	shown->row.descendants = DatumGetInt32(values[4]);
	shown->tid = slot->tts_tid;
	if (!shown->others)
	{
		shown->row.root_id = DatumGetInt64(values[1]);
		shown->row.depth = DatumGetInt32(values[3]);
		shown->row.relation = DatumGetInt16(values[6]);
	}
	return change->n_gone <= change->most;
}

/*
 * begin_compare makes room to compare what is shown.
 */
static ShareChange *
begin_compare(const FamilyRun *run)
{
	const ComputeEnv *env = &run->reading.env;
	const Derivations *all = run->reading.all;
	ShareChange *change = palloc0(sizeof(ShareChange));
	int64 row = 0;

	change->run = run;
	change->most = run->rows / CHANGED_PART;
	change->first = compute_alloc(env, all->models, sizeof(int64));
	change->stored = compute_alloc(env, run->rows, sizeof(bool));
	memset(change->stored, 0, run->rows * sizeof(bool));
	for (int32 v = 0; v < all->models; v++)
	{
		compute_check(env, v);
		change->first[v] = row;
		if (!is_root_of_none(run, v))
			row += run->families.models[v].n;
	}
	change->ahead = (Lookahead) {{{&all->map, run->families.models, sizeof(FamilyModel)}},
								 settle_shares,
								 change};
	return change;
}

/*
 * put_changed writes the rows that are not shown.
 */
static void
put_changed(NewRun *to, const ShareChange *change)
{
	const FamilyRun *run = change->run;

	for (int32 v = 0; v < run->reading.all->models; v++)
	{
		compute_check(&run->reading.env, v);
		if (is_root_of_none(run, v))
			continue;
		for (int32 i = 0; i < run->families.models[v].n; i++)
			if (!change->stored[change->first[v] + i])
				put_share(to, run, v, i);
	}
}

/*
 * change_shares makes the shares that are shown those that were computed, where few
 * differ, as from one night to the next, and the table is not much larger than it has
 * to be. Returns the run_id; 0: too many do.
 */
static int64
change_shares(FamilyRun *run)
{
	NewRun to;
	ShareChange *change;
	int64 blocks;

	if (!FindShownRun(&to, &FamilySlots))
		return 0;
	change = begin_compare(run);
	blocks = ScanShownRun(&to, take_shown, change);
	LookaheadSettle(&change->ahead);
	if (change->n_gone + run->rows - change->n_stored <= change->most &&
		blocks <= run->rows / BLOCK_ROWS * (CHANGED_PART + 1) / CHANGED_PART + CHANGED_PART)
	{
		BeginChange(&to, change->gone.data, change->n_gone);
		put_changed(&to, change);
		ShowRun(&to);
	}
	compute_release(&run->reading.env, change->first);
	compute_release(&run->reading.env, change->stored);
	drop_array(&run->reading.env, &change->gone);
	pfree(change);
	return to.run_id;
}

/*
 * store_shares stores the shares. Returns the run_id.
 */
static int64
store_shares(FamilyRun *run)
{
	int64 run_id;

	count_rows(run);
	run_id = change_shares(run);
	return run_id == 0 ? replace_shares(run) : run_id;
}

/* ---- totals ---- */

/* What a row of llmeco.family_totals has. */
enum
{
	TOTAL_ID,
	TOTAL_RANK,
	TOTAL_BY_SHARE,
	TOTAL_DOWNLOADS,
	TOTAL_LIKES,
	TOTAL_INFLUENCE,
	TOTAL_DOWNLOADS_BY_SHARE,
	TOTAL_LIKES_BY_SHARE,
	TOTAL_INFLUENCE_BY_SHARE,
	TOTAL_MODELS,
	TOTAL_BY_RELATION, /* DERIVATION_RELATIONS of them */
	TOTAL_DEPTH = TOTAL_BY_RELATION + DERIVATION_RELATIONS,
	TOTAL_ROOTS,
	TOTAL_AUTHORS,
	TOTAL_SLOT,
	TOTAL_KIND,
	TOTAL_MONTHS,
	TOTAL_MONTH_MODELS,
	TOTAL_MONTH_BY_SHARE,
	TOTAL_MONTH_SHARE,
	TOTAL_TOP_ROOTS,
	TOTAL_TOP_AUTHORS,
	TOTAL_COLUMNS
};

StaticAssertDecl(FAMILY_RELATIONS == DERIVATION_RELATIONS, "relations");

/* Rows of one kind on their way into a slot. */
typedef struct TotalRows
{
	NewRun *to;
	FamilyRun *run;
	Datum kind;
	const int64 *ids; /* by group */
} TotalRows;

static inline void
set_value(TupleTableSlot *slot, int column, Datum value)
{
	slot->tts_values[column] = value;
	slot->tts_isnull[column] = false;
}

static int64
clamped(__int128 sum)
{
	return sum > PG_INT64_MAX ? PG_INT64_MAX : (int64) sum;
}

/* A total as it is stored, in half the memory: there are as many as builders. */
typedef struct TotalRow
{
	double by_share;
	double influence;
	double downloads_by_share;
	double likes_by_share;
	double influence_by_share;
	int64 downloads;
	int64 likes;
	int32 models;
	int32 by_relation[DERIVATION_RELATIONS];
	int32 depth;
	int32 roots;
	int32 authors;
} TotalRow;

static TotalRow
total_row(const FamilyTotal *total)
{
	TotalRow row = {.by_share = sum_total(&total->share),
					.influence = sum_total(&total->influence),
					.downloads_by_share = sum_total(&total->downloads_by_share),
					.likes_by_share = sum_total(&total->likes_by_share),
					.influence_by_share = sum_total(&total->influence_by_share),
					.downloads = clamped(total->downloads),
					.likes = clamped(total->likes),
					.models = (int32) total->models,
					.depth = total->depth,
					.roots = (int32) total->roots,
					.authors = (int32) total->authors};

	for (int r = 0; r < DERIVATION_RELATIONS; r++)
		row.by_relation[r] = (int32) total->by_relation[r];
	return row;
}

/*
 * put_total writes a total, whose row is returned for more: lists are null.
 */
static TupleTableSlot *
put_total(const TotalRows *rows, int64 id, int64 rank, const TotalRow *total)
{
	TupleTableSlot *slot = FillRow(&rows->to->fill);
	Datum *values = slot->tts_values;

	for (int c = TOTAL_MONTHS; c < TOTAL_COLUMNS; c++)
		slot->tts_isnull[c] = true;
	values[TOTAL_ID] = Int64GetDatum(id);
	values[TOTAL_RANK] = Int64GetDatum(rank);
	values[TOTAL_BY_SHARE] = Float8GetDatum(total->by_share);
	values[TOTAL_DOWNLOADS] = Int64GetDatum(total->downloads);
	values[TOTAL_LIKES] = Int64GetDatum(total->likes);
	values[TOTAL_INFLUENCE] = Float8GetDatum(total->influence);
	values[TOTAL_DOWNLOADS_BY_SHARE] = Float8GetDatum(total->downloads_by_share);
	values[TOTAL_LIKES_BY_SHARE] = Float8GetDatum(total->likes_by_share);
	values[TOTAL_INFLUENCE_BY_SHARE] = Float8GetDatum(total->influence_by_share);
	values[TOTAL_MODELS] = Int32GetDatum(total->models);
	for (int r = 0; r < DERIVATION_RELATIONS; r++)
		values[TOTAL_BY_RELATION + r] = Int32GetDatum(total->by_relation[r]);
	values[TOTAL_DEPTH] = Int32GetDatum(total->depth);
	values[TOTAL_ROOTS] = Int32GetDatum(total->roots);
	values[TOTAL_AUTHORS] = Int32GetDatum(total->authors);
	values[TOTAL_SLOT] = Int32GetDatum(rows->to->slot);
	values[TOTAL_KIND] = rows->kind;
	return slot;
}

/* Totals on their way to ranks. */
typedef struct RankedTotals
{
	const ComputeEnv *env;
	double *models;
	double *shares;
	int64 *ids;
	int32 *numbers;
	int32 n;
} RankedTotals;

static void
begin_ranks(RankedTotals *ranked, int64 room, const ComputeEnv *env)
{
	*ranked = (RankedTotals) {.env = env};
	ranked->models = compute_alloc(env, room, sizeof(double));
	ranked->shares = compute_alloc(env, room, sizeof(double));
	ranked->ids = compute_alloc(env, room, sizeof(int64));
	ranked->numbers = compute_alloc(env, room, sizeof(int32));
}

static void
rank_total(RankedTotals *ranked, const TotalRow *total, int64 id, int32 number)
{
	ranked->models[ranked->n] = total->models;
	ranked->shares[ranked->n] = total->by_share;
	ranked->ids[ranked->n] = id;
	ranked->numbers[ranked->n++] = number;
}

/*
 * end_ranks returns the numbers of the totals: most models first, then the larger
 * shares, then the lower id.
 */
static int32 *
end_ranks(RankedTotals *ranked)
{
	const ComputeEnv *env = ranked->env;
	int32 *order = compute_alloc(env, ranked->n, sizeof(int32));

	influence_order(order, ranked->shares, ranked->ids, ranked->n, env);
	for (int32 i = 0; i < ranked->n; i++)
		ranked->ids[order[i]] = i;
	influence_order(order, ranked->models, ranked->ids, ranked->n, env);
	for (int32 i = 0; i < ranked->n; i++)
		order[i] = ranked->numbers[order[i]];
	compute_release(env, ranked->models);
	compute_release(env, ranked->shares);
	compute_release(env, ranked->ids);
	compute_release(env, ranked->numbers);
	return order;
}

/* The months of groups. */
typedef struct Months
{
	const ComputeEnv *env;
	GrowingArray list; /* FamilyMonth, by month */
	int64 n;
	FamilyMonth *sorted; /* by group, then month */
	uint32 *first;       /* by group and one more: where its months begin */
} Months;

static void
take_month(void *arg, const FamilyMonth *month)
{
	Months *months = arg;

	*(FamilyMonth *) grown(&months->list, months->n++, sizeof(FamilyMonth), months->env) = *month;
}

/*
 * find_months finds the months of each of n groups.
 */
static void
find_months(Months *months, const FamilyModels *models, const FamilyGroups *groups)
{
	const FamilyMonth *list;
	uint32 sum = 0;

	family_months(models, groups, take_month, months, months->env);
	list = months->list.data;
	months->sorted = compute_alloc(months->env, months->n, sizeof(FamilyMonth));
	months->first = compute_alloc(months->env, (uint64) groups->n + 1, sizeof(uint32));
	memset(months->first, 0, ((Size) groups->n + 1) * sizeof(uint32));
	for (int64 i = 0; i < months->n; i++)
		months->first[list[i].group]++;
	for (int32 g = 0; g <= groups->n; g++)
	{
		sum += months->first[g];
		months->first[g] = sum;
	}
	/* filling from behind makes the ends of lists their starts */
	for (int64 i = months->n - 1; i >= 0; i--)
	{
		compute_check(months->env, i + 1);
		months->sorted[--months->first[list[i].group]] = list[i];
	}
	drop_array(months->env, &months->list);
}

static Datum
float8_array(Datum *values, int n)
{
	return PointerGetDatum(
		construct_array(values, n, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/*
 * set_months sets the lists of a group's months.
 */
static void
set_months(TupleTableSlot *slot, const Months *months, int32 group)
{
	const FamilyMonth *list = months->sorted + months->first[group];
	int n = (int) (months->first[group + 1] - months->first[group]);
	Datum *values = palloc((n + 1) * sizeof(Datum));

	if (n == 0)
		return;
	for (int i = 0; i < n; i++)
	{
		int year = (list[i].month - (list[i].month < 0 ? 11 : 0)) / 12;
		int day = date2j(year, list[i].month - 12 * year + 1, 1) - POSTGRES_EPOCH_JDATE;

		values[i] = DateADTGetDatum(day);
	}
	set_value(slot, TOTAL_MONTHS,
			  PointerGetDatum(
				  construct_array(values, n, DATEOID, sizeof(DateADT), true, TYPALIGN_INT)));
	for (int i = 0; i < n; i++)
		values[i] = Int32GetDatum((int32) list[i].models);
	set_value(slot, TOTAL_MONTH_MODELS,
			  PointerGetDatum(
				  construct_array(values, n, INT4OID, sizeof(int32), true, TYPALIGN_INT)));
	for (int i = 0; i < n; i++)
		values[i] = Float8GetDatum(list[i].by_share);
	set_value(slot, TOTAL_MONTH_BY_SHARE, float8_array(values, n));
	for (int i = 0; i < n; i++)
		values[i] = Float8GetDatum(list[i].share);
	set_value(slot, TOTAL_MONTH_SHARE, float8_array(values, n));
}

/*
 * put_groups writes the groups of a kind that have a family, by rank.
 */
static void
put_groups(TotalRows *rows, const FamilyGroups *groups)
{
	const ComputeEnv *env = &rows->run->reading.env;
	FamilyTotal *totals = compute_alloc(env, groups->n, sizeof(FamilyTotal));
	RankedTotals ranked;
	Months months = {.env = env};
	int32 *order;

	family_totals(totals, &rows->run->models, groups, env);
	find_months(&months, &rows->run->models, groups);
	begin_ranks(&ranked, groups->n, env);
	for (int32 g = 0; g < groups->n; g++)
	{
		TotalRow row = total_row(&totals[g]);

		if (row.models > 0)
			rank_total(&ranked, &row, rows->ids[g], g);
	}
	order = end_ranks(&ranked);
	for (int32 i = 0; i < ranked.n; i++)
	{
		int32 g = order[i];
		TotalRow row = total_row(&totals[g]);
		TupleTableSlot *slot = put_total(rows, rows->ids[g], i + 1, &row);
		MemoryContext caller = MemoryContextSwitchTo(rows->to->fill.batch_context);

		compute_check(env, i);
		set_months(slot, &months, g);
		MemoryContextSwitchTo(caller);
		ExecStoreVirtualTuple(slot);
	}
	compute_release(env, totals);
	compute_release(env, order);
	compute_release(env, months.sorted);
	compute_release(env, months.first);
}

/*
 * put_roots writes the families of each root.
 */
static void
put_roots(TotalRows *rows)
{
	FamilyRun *run = rows->run;
	const ComputeEnv *env = &run->reading.env;
	int32 n = run->models.n;
	int32 *of_root = compute_alloc(env, n, sizeof(int32));
	int32 *author = compute_alloc(env, run->roots, sizeof(int32));
	int64 *ids = compute_alloc(env, run->roots, sizeof(int64));
	FamilyGroups groups = {0, of_root, author};

	for (int32 v = 0; v < n; v++)
	{
		of_root[v] = -1;
		if (!run->has_family[v])
			continue;
		author[groups.n] = run->models.facts[v].author;
		ids[groups.n] = run->models.keys[v];
		of_root[v] = groups.n++;
	}
	rows->kind = CStringGetTextDatum("root");
	rows->ids = ids;
	put_groups(rows, &groups);
	compute_release(env, of_root);
	compute_release(env, author);
	compute_release(env, ids);
}

/*
 * put_organizations writes the families of all roots of each author.
 */
static void
put_organizations(TotalRows *rows)
{
	FamilyRun *run = rows->run;
	const ComputeEnv *env = &run->reading.env;
	int32 n = run->models.n;
	int32 *of_root = compute_alloc(env, n, sizeof(int32));
	int32 *author = compute_alloc(env, run->models.authors, sizeof(int32));
	FamilyGroups groups = {run->models.authors, of_root, author};

	for (int32 a = 0; a < groups.n; a++)
		author[a] = a;
	for (int32 v = 0; v < n; v++)
		of_root[v] = run->has_family[v] ? run->models.facts[v].author : -1;
	rows->kind = CStringGetTextDatum("organization");
	rows->ids = run->models.author_keys;
	put_groups(rows, &groups);
	compute_release(env, of_root);
	compute_release(env, author);
}

/* ---- builders ---- */

/* What is kept of a builder. */
typedef struct BuilderRow
{
	TotalRow total;
	int32 author;
	int16 n_roots;
	int16 n_authors;
	int64 bases; /* place in Builders.bases of its roots, which authors follow */
} BuilderRow;

typedef struct Builders
{
	const ComputeEnv *env;
	GrowingArray list; /* BuilderRow */
	int64 n;
	GrowingArray bases; /* int32 */
	int64 n_bases;
} Builders;

static void
add_bases(Builders *builders, const int32 *bases, int32 n)
{
	for (int32 i = 0; i < n; i++)
		*(int32 *) grown(&builders->bases, builders->n_bases++, sizeof(int32), builders->env) =
			bases[i];
}

static void
take_builder(void *arg, const FamilyBuilder *builder)
{
	Builders *builders = arg;
	BuilderRow *row = grown(&builders->list, builders->n++, sizeof(BuilderRow), builders->env);

	*row = (BuilderRow) {.total = total_row(&builder->total),
						 .author = builder->author,
						 .n_roots = (int16) builder->n_roots,
						 .n_authors = (int16) builder->n_authors,
						 .bases = builders->n_bases};
	add_bases(builders, builder->roots, builder->n_roots);
	add_bases(builders, builder->authors, builder->n_authors);
}

/*
 * ids_of returns an array of the ids of some numbers.
 */
static Datum
ids_of(const int32 *numbers, int32 n, const int64 *ids)
{
	int64 list[FAMILY_TOP];

	for (int32 i = 0; i < n; i++)
		list[i] = ids[numbers[i]];
	return SqlInt64Array(list, n);
}

/*
 * put_builder writes a builder.
 */
static void
put_builder(TotalRows *rows, const Builders *builders, const BuilderRow *builder, int64 rank)
{
	const FamilyModels *models = &rows->run->models;
	const int32 *roots = (const int32 *) builders->bases.data + builder->bases;
	const int32 *authors = roots + builder->n_roots;
	TupleTableSlot *slot =
		put_total(rows, models->author_keys[builder->author], rank, &builder->total);
	MemoryContext caller = MemoryContextSwitchTo(rows->to->fill.batch_context);

	set_value(slot, TOTAL_TOP_ROOTS, ids_of(roots, builder->n_roots, models->keys));
	set_value(slot, TOTAL_TOP_AUTHORS, ids_of(authors, builder->n_authors, models->author_keys));
	MemoryContextSwitchTo(caller);
	ExecStoreVirtualTuple(slot);
}

/*
 * put_builders writes the authors who build on others, by rank.
 */
static void
put_builders(TotalRows *rows)
{
	const FamilyModels *models = &rows->run->models;
	Builders builders = {.env = &rows->run->reading.env};
	const BuilderRow *list;
	RankedTotals ranked;
	int32 *order;

	family_builders(models, take_builder, &builders, builders.env);
	list = builders.list.data;
	begin_ranks(&ranked, builders.n, builders.env);
	for (int64 i = 0; i < builders.n; i++)
		rank_total(&ranked, &list[i].total, models->author_keys[list[i].author], (int32) i);
	order = end_ranks(&ranked);
	rows->kind = CStringGetTextDatum("builder");
	for (int64 i = 0; i < builders.n; i++)
	{
		compute_check(builders.env, i);
		put_builder(rows, &builders, &list[order[i]], i + 1);
	}
	compute_release(builders.env, order);
	drop_array(builders.env, &builders.list);
	drop_array(builders.env, &builders.bases);
}

/*
 * store_totals fills a slot of llmeco.family_totals with the same run.
 */
static void
store_totals(FamilyRun *run, int64 run_id)
{
	NewRun to;
	TotalRows rows = {&to, run};

	BeginRun(&to, &FamilyTotalSlots, run_id);
	put_roots(&rows);
	put_organizations(&rows);
	put_builders(&rows);
	ShowRun(&to);
}

/* ---- the whole ---- */

/*
 * find_roots finds the models that others have a share of.
 */
static void
find_roots(FamilyRun *run)
{
	int32 n = run->reading.all->models;

	run->has_family = compute_alloc(&run->reading.env, n, sizeof(bool));
	memset(run->has_family, 0, n * sizeof(bool));
	for (int32 v = 0; v < n; v++)
	{
		compute_check(&run->reading.env, v);
		for (int32 i = 0; i < run->families.models[v].n; i++)
		{
			int32 root = family_share(&run->families, v, i).root;

			if (root != v && root != FAMILY_OTHERS)
				run->has_family[root] = true;
		}
	}
}

/*
 * compute_families finds the shares, and how many models follow from each.
 */
static void
compute_families(FamilyRun *run)
{
	FamilyReading *reading = &run->reading;
	Derivations *all = reading->all;
	FamilyGraph graph = {all->models,         all->ids,
						 reading->created,    all->first[PARENTS],
						 all->links[PARENTS], all->first[CHILDREN],
						 all->links[CHILDREN]};
	const ComputeEnv *env = &reading->env;
	Components components;

	components_find(&components, all->models, all->first[PARENTS], all->links[PARENTS], env);
	families_find(&run->families, &graph, &components, env);
	run->descendants = compute_alloc(env, all->models, sizeof(int32));
	descendants_count(run->descendants, all->models, all->first[PARENTS], all->links[PARENTS],
					  &components, env);
	components_free(&components, env);
	find_roots(run);
	for (int side = PARENTS; side <= CHILDREN; side++)
	{
		compute_release(env, all->first[side]);
		compute_release(env, all->links[side]);
	}
	run->models = (FamilyModels) {all->models, &run->families,   reading->facts,
								  all->ids,    reading->authors, reading->author_keys};
}

/*
 * FamiliesUpdate computes the families of all derivations, with the newest
 * influence, and stores them, within the caller's transaction, whose changes it
 * sees. Returns the run_id.
 */
int64
FamiliesUpdate(void)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco families", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	Oid parent = LockRuns(&FamilySlots);
	FamilyRun *run = palloc0(sizeof(FamilyRun));
	SqlUser user;
	instr_time began;
	instr_time ended;
	int64 run_id;
	int level;

	(void) LockRuns(&FamilyTotalSlots);
	INSTR_TIME_SET_CURRENT(began);
	level = SqlConnectAsCaller();

	/* what this transaction wrote, and what the update before us committed */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	FamilyRead(&run->reading);
	PopActiveSnapshot();
	compute_families(run);

	user = SqlBecomeOwner(parent, AccessShareLock);
	run_id = store_shares(run);
	store_totals(run, run_id);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	(void) SqlRun("INSERT INTO llmeco.family_runs"
				  " (run_id, influence_run_id, computed_at, models, roots, seconds)"
				  " SELECT $1, (SELECT i.run_id FROM llmeco.influence i LIMIT 1),"
				  " pg_catalog.clock_timestamp(), $2, $3, $4",
				  sql_int64(run_id), sql_int64(run->related), sql_int64(run->roots),
				  sql_float8(INSTR_TIME_GET_DOUBLE(ended)));
	SqlBecome(user);
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return run_id;
}

/*
 * llmeco_update_families() stores the families of all derivations; its value is
 * the new row of llmeco.family_runs.
 */
Datum
llmeco_update_families(PG_FUNCTION_ARGS)
{
	PreventCommandIfReadOnly("llmeco_update_families()");
	CoordinatorRequire();
	return SqlRow("SELECT * FROM llmeco.family_runs WHERE run_id OPERATOR(pg_catalog.=) $1",
				  sql_int64(FamiliesUpdate()));
}
