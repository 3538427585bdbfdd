/*
 * rankings.c: whose models have the most influence, by language, author, kind
 * of organization and task: computed in one pass over the models and stored,
 * since a view that adds 2.5 million scores up takes seconds.
 *
 * Everything is read through SQL, with the caller's rights. Sums do not depend
 * on the order of rows (exact_sum.c).
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/varlena.h"

#include "support/coordinator.h"
#include "kernel/exact_sum.h"
#include "support/arrays.h"
#include "kernel/id_map.h"
#include "support/dict.h"
#include "support/owner.h"
#include "support/query_reader.h"
#include "rankings/rankings.h"
#include "support/run_slots.h"
#include "support/bulk_insert.h"

/* Models listed of each entry. */
#define TOP 10

/* Organizations of more models than this have no rank: scores can be farmed. */
#define RANKED_MODELS 100

#define MAX_ROWS (INT32_MAX - 1)

/* Models that wait to be looked up together. */
#define MAX_PENDING 64

extern PGDLLEXPORT Datum llmeco_update_rankings(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_update_rankings);

/* ---- what is read ---- */

typedef struct Author
{
	int32 org_type; /* number, -1: none */
	char kind;      /* 'o' organization, 'u' user, '?' not known */
} Author;

/* A model that has an influence. */
typedef struct Scored
{
	double influence;
	int64 rank;
} Scored;

/* What a model counts for. */
typedef struct Member
{
	int32 author;         /* position, -1: none */
	int32 task;           /* number, -1: none */
	int32 first_language; /* in languages */
	int32 n_languages;
} Member;

/* A model that was read. */
typedef struct Pending
{
	int64 id;
	bool has_author;
	int64 author_id;
	Member member;
} Pending;

typedef struct Rankings
{
	MemoryContext row_context;
	ComputeEnv env;

	int32 models;
	GrowingArray keys;
	GrowingArray scored;
	IdMap ids;
	Member *members;
	int32 *order; /* positions of models by rank */
	Pending pending[MAX_PENDING];
	int npending;

	int32 n_authors;
	GrowingArray author_keys;
	GrowingArray authors;
	IdMap author_ids;

	Dict tasks;
	Dict org_types;
	Dict languages;
	Dict codes;                  /* of languages, */
	GrowingArray code_languages; /* the numbers of these */
	int64 n_uses;
	GrowingArray uses; /* languages of models, one after another */
} Rankings;

enum
{
	SCORE_MODEL_ID,
	SCORE_INFLUENCE,
	SCORE_RANK
};
static const QueryColumn score_columns[] = {{"model_id", COLUMN_KEY, true},
											{"influence", COLUMN_NUMBER, true},
											{"rank", COLUMN_KEY, true}};

static void
take_score(QueryReader *reader, void *arg)
{
	Rankings *rankings = arg;
	Scored *scored;

	if (rankings->models >= MAX_ROWS)
		elog(ERROR, "too many models to rank");
	*(int64 *) grown(&rankings->keys, rankings->models, sizeof(int64), &rankings->env) =
		column_key(reader, SCORE_MODEL_ID);
	scored = grown(&rankings->scored, rankings->models++, sizeof(Scored), &rankings->env);
	scored->influence = column_number(reader, SCORE_INFLUENCE, 0);
	scored->rank = column_key(reader, SCORE_RANK);
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
	Rankings *rankings = arg;
	Author *author;
	DictText text;

	if (rankings->n_authors >= MAX_ROWS)
		elog(ERROR, "too many authors to rank");
	*(int64 *) grown(&rankings->author_keys, rankings->n_authors, sizeof(int64), &rankings->env) =
		column_key(reader, AUTHOR_ID);
	author = grown(&rankings->authors, rankings->n_authors++, sizeof(Author), &rankings->env);
	author->kind =
		column_is_absent(reader, AUTHOR_KIND) ? '?' : dict_column(reader, AUTHOR_KIND).bytes[0];
	author->org_type = -1;
	if (!column_is_absent(reader, AUTHOR_ORG_TYPE))
	{
		text = dict_column(reader, AUTHOR_ORG_TYPE);
		author->org_type = DictNumber(&rankings->org_types, text.bytes, text.length);
	}
}

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
	Rankings *rankings = arg;
	DictText code = dict_column(reader, LANGUAGE_CODE);
	DictText language = dict_column(reader, LANGUAGE_LANGUAGE);
	int32 n = DictNumber(&rankings->codes, code.bytes, code.length);

	*(int32 *) grown(&rankings->code_languages, n, sizeof(int32), &rankings->env) =
		DictNumber(&rankings->languages, language.bytes, language.length);
}

/*
 * take_use notes a language of a model, once; a code that no language is known
 * of is a language of its own.
 */
static void
take_use(Rankings *rankings, Member *member, DictText code)
{
	int32 known = rankings->codes.n;
	int32 n = DictNumber(&rankings->codes, code.bytes, code.length);
	int32 *language = grown(&rankings->code_languages, n, sizeof(int32), &rankings->env);
	int64 i;

	if (n == known)
		*language = DictNumber(&rankings->languages, code.bytes, code.length);
	for (i = rankings->n_uses - member->n_languages; i < rankings->n_uses; i++)
	{
		if (((int32 *) rankings->uses.data)[i] == *language)
			return;
	}
	if (rankings->n_uses >= MAX_ROWS)
		elog(ERROR, "too many languages of models");
	*(int32 *) grown(&rankings->uses, rankings->n_uses++, sizeof(int32), &rankings->env) =
		*language;
	member->n_languages++;
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
 * settle_models files the models that wait, where they have a score. The places
 * of the maps were asked for when they were read: that hides most of the
 * memory's delay.
 */
static void
settle_models(Rankings *rankings)
{
	int32 found[MAX_PENDING];
	int i;

	for (i = 0; i < rankings->npending; i++)
	{
		found[i] = idmap_find(&rankings->ids, rankings->pending[i].id);
		if (found[i] >= 0)
			__builtin_prefetch(&rankings->members[found[i]]);
	}
	for (i = 0; i < rankings->npending; i++)
	{
		Pending *model = &rankings->pending[i];

		if (found[i] < 0)
			continue; /* not scored yet */
		if (model->has_author)
			model->member.author = idmap_find(&rankings->author_ids, model->author_id);
		rankings->members[found[i]] = model->member;
	}
	rankings->npending = 0;
}

static void
take_model(QueryReader *reader, void *arg)
{
	Rankings *rankings = arg;
	Pending *model = &rankings->pending[rankings->npending++];
	Member *member = &model->member;
	MemoryContext caller = MemoryContextSwitchTo(rankings->row_context);
	DictText text;

	model->id = column_key(reader, MODEL_ID);
	idmap_prefetch(&rankings->ids, model->id);
	*member = (Member) {-1, -1, (int32) rankings->n_uses, 0};
	model->has_author = !column_is_absent(reader, MODEL_AUTHOR_ID);
	if (model->has_author)
	{
		model->author_id = column_key(reader, MODEL_AUTHOR_ID);
		idmap_prefetch(&rankings->author_ids, model->author_id);
	}
	if (!column_is_absent(reader, MODEL_TASK))
	{
		text = dict_column(reader, MODEL_TASK);
		member->task = DictNumber(&rankings->tasks, text.bytes, text.length);
	}
	if (!column_is_absent(reader, MODEL_LANGUAGES))
	{
		ArrayType *array =
			DatumGetArrayTypeP(reader->values[reader->columns[MODEL_LANGUAGES].index]);
		Datum *values;
		bool *nulls;
		int n = 0;
		int i;

		if (ARR_NDIM(array) > 0)
			deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls, &n);
		for (i = 0; i < n; i++)
		{
			struct varlena *value = (struct varlena *) DatumGetPointer(values[i]);

			if (!nulls[i])
				take_use(rankings, member,
						 (DictText) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)});
		}
	}
	MemoryContextSwitchTo(caller);
	MemoryContextReset(rankings->row_context);
	if (rankings->npending == MAX_PENDING)
		settle_models(rankings);
}

/*
 * build_ids makes a map of keys, which are unique.
 */
static void
build_ids(IdMap *ids, const GrowingArray *keys, int32 n, const ComputeEnv *env)
{
	if (idmap_build(ids, keys->data, n, env) >= 0)
		elog(ERROR, "a key occurs twice");
}

/*
 * order_models files the positions of the models by rank.
 */
static void
order_models(Rankings *rankings)
{
	const Scored *scored = rankings->scored.data;
	int32 v;

	rankings->order = compute_alloc(&rankings->env, rankings->models, sizeof(int32));
	for (v = 0; v < rankings->models; v++)
	{
		if (scored[v].rank < 1 || scored[v].rank > rankings->models)
			elog(ERROR, "rank %lld of %d models", (long long) scored[v].rank, rankings->models);
		rankings->order[scored[v].rank - 1] = v;
	}
}

static void
read_all(Rankings *rankings)
{
	int32 v;

	QueryRead("llmeco.influence", "SELECT model_id, influence, rank FROM llmeco.influence",
			  score_columns, lengthof(score_columns), take_score, rankings);
	build_ids(&rankings->ids, &rankings->keys, rankings->models, &rankings->env);
	order_models(rankings);
	QueryRead("llmeco.authors", "SELECT author_id, kind, org_type FROM llmeco.authors",
			  author_columns, lengthof(author_columns), take_author, rankings);
	build_ids(&rankings->author_ids, &rankings->author_keys, rankings->n_authors, &rankings->env);
	QueryRead("llmeco.languages", "SELECT code, language FROM llmeco.languages", language_columns,
			  lengthof(language_columns), take_language, rankings);
	rankings->members = compute_alloc(&rankings->env, rankings->models, sizeof(Member));
	for (v = 0; v < rankings->models; v++)
		rankings->members[v] = (Member) {-1, -1, 0, 0};
	QueryRead(
		"llmeco.models",
		"SELECT model_id, author_id, task, languages FROM llmeco.models WHERE removed_at IS NULL",
		model_columns, lengthof(model_columns), take_model, rankings);
	settle_models(rankings);
	idmap_free(&rankings->ids, &rankings->env);
	idmap_free(&rankings->author_ids, &rankings->env);
}

/* ---- adding up ---- */

/* Models and the entries of a ranking that they count for, by rank. */
typedef struct Pairs
{
	int64 n;
	int32 *group;
	double *value;
	int64 *key;
} Pairs;

/* The entries of a ranking, by number. */
typedef struct Entries
{
	int32 n;
	double *influence;
	int64 *models;
	int64 *top; /* TOP of each */
} Entries;

static inline void
add_pair(Pairs *pairs, const Rankings *rankings, int32 v, int32 group)
{
	if (group < 0)
		return;
	pairs->group[pairs->n] = group;
	pairs->value[pairs->n] = ((Scored *) rankings->scored.data)[v].influence;
	pairs->key[pairs->n++] = ((int64 *) rankings->keys.data)[v];
}

/*
 * add_up makes the entries of a ranking of its pairs, which it gives back.
 */
static void
add_up(Entries *entries, int32 n, Pairs *pairs, const ComputeEnv *env)
{
	const int32 *group = pairs->group;
	int64 i;

	entries->n = n;
	entries->influence = compute_alloc(env, n, sizeof(double));
	entries->models = compute_alloc(env, n, sizeof(int64));
	entries->top = compute_alloc(env, n, TOP * sizeof(int64));
	memset(entries->influence, 0, n * sizeof(double));
	memset(entries->models, 0, n * sizeof(int64));
	group_sums(entries->influence, n, group, pairs->value, pairs->n, 1, env);
	for (i = 0; i < pairs->n; i++)
	{
		int64 place = entries->models[group[i]]++;

		compute_check(env, i);
		if (place < TOP)
			entries->top[(int64) group[i] * TOP + place] = pairs->key[i];
	}
	compute_release(env, pairs->group);
	compute_release(env, pairs->value);
	compute_release(env, pairs->key);
}

/* Which entries a model counts for. */
typedef enum Ranking
{
	BY_LANGUAGE,
	BY_AUTHOR,
	BY_ORG_TYPE,
	BY_TASK
} Ranking;

static void
rank_models(Entries *entries, Rankings *rankings, Ranking ranking, int32 n)
{
	const Author *authors = rankings->authors.data;
	const int32 *uses = rankings->uses.data;
	const ComputeEnv *env = &rankings->env;
	int64 room = ranking == BY_LANGUAGE ? rankings->n_uses : rankings->models;
	Pairs pairs = {0};
	int32 r;
	int32 i;

	pairs.group = compute_alloc(env, room, sizeof(int32));
	pairs.value = compute_alloc(env, room, sizeof(double));
	pairs.key = compute_alloc(env, room, sizeof(int64));
	for (r = 0; r < rankings->models; r++)
	{
		int32 v = rankings->order[r];
		const Member *member = &rankings->members[v];

		compute_check(env, r);
		switch (ranking)
		{
			case BY_LANGUAGE:
				for (i = 0; i < member->n_languages; i++)
					add_pair(&pairs, rankings, v, uses[member->first_language + i]);
				break;
			case BY_AUTHOR: add_pair(&pairs, rankings, v, member->author); break;
			case BY_ORG_TYPE:
				if (member->author >= 0)
					add_pair(&pairs, rankings, v, authors[member->author].org_type);
				break;
			case BY_TASK: add_pair(&pairs, rankings, v, member->task); break;
		}
	}
	add_up(entries, n, &pairs, env);
}

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
	ENTRY_SLOT
};

/*
 * put_entry writes an entry; rank 0 is none. Gives the slot, whose columns key,
 * author_id, authors and reason are null, for the caller to fill in more.
 */
static TupleTableSlot *
put_entry(NewRun *run, Datum ranking, const Entries *entries, int32 e, int64 rank)
{
	TupleTableSlot *slot = FillRow(&run->fill);
	MemoryContext caller = MemoryContextSwitchTo(run->fill.batch_context);
	Datum top[TOP];
	int n = (int) Min(entries->models[e], TOP);
	int i;

	for (i = 0; i < n; i++)
		top[i] = Int64GetDatum(entries->top[(int64) e * TOP + i]);
	slot->tts_values[ENTRY_RANKING] = ranking;
	slot->tts_isnull[ENTRY_KEY] = true;
	slot->tts_isnull[ENTRY_AUTHOR_ID] = true;
	slot->tts_values[ENTRY_RANK] = Int64GetDatum(rank);
	slot->tts_isnull[ENTRY_RANK] = rank == 0;
	slot->tts_values[ENTRY_INFLUENCE] = Float8GetDatum(entries->influence[e]);
	slot->tts_values[ENTRY_MODELS] = Int64GetDatum(entries->models[e]);
	slot->tts_isnull[ENTRY_AUTHORS] = true;
	slot->tts_isnull[ENTRY_REASON] = true;
	slot->tts_values[ENTRY_TOP_MODELS] =
		PointerGetDatum(construct_array(top, n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	slot->tts_values[ENTRY_RUN_ID] = Int64GetDatum(run->run_id);
	if (run->slot != 0)
		slot->tts_values[ENTRY_SLOT] = Int32GetDatum(run->slot);
	MemoryContextSwitchTo(caller);
	return slot;
}

/* An entry on its way to a rank. */
typedef struct Place
{
	double influence;
	int32 entry;
	DictText label; /* equal ones are ordered by name, */
	int64 key;      /* then key */
} Place;

static int
compare_places(const void *a, const void *b)
{
	const Place *left = a;
	const Place *right = b;
	int order;

	if (left->influence != right->influence)
		return left->influence > right->influence ? -1 : 1;
	order = varstr_cmp(left->label.bytes, left->label.length, right->label.bytes,
					   right->label.length, C_COLLATION_OID);
	return order != 0 ? order : left->key < right->key ? -1 : left->key > right->key;
}

/*
 * put_named writes the entries of a ranking by names; authors, by entry, where
 * it counts them.
 */
static void
put_named(NewRun *run, const char *ranking, const Entries *entries, const Dict *labels,
		  const int64 *authors)
{
	Place *places = palloc((entries->n + 1) * sizeof(Place));
	Datum label = CStringGetTextDatum(ranking);
	int32 n = 0;
	int32 i;

	for (i = 0; i < entries->n; i++)
	{
		if (entries->models[i] > 0)
			places[n++] = (Place) {entries->influence[i], i, labels->list[i], 0};
	}
	qsort(places, n, sizeof(Place), compare_places);
	for (i = 0; i < n; i++)
	{
		int32 e = places[i].entry;
		TupleTableSlot *slot = put_entry(run, label, entries, e, i + 1);
		MemoryContext caller = MemoryContextSwitchTo(run->fill.batch_context);

		slot->tts_values[ENTRY_KEY] = PointerGetDatum(
			cstring_to_text_with_len(labels->list[e].bytes, labels->list[e].length));
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
 * put_authors writes those that have a rank first, by rank.
 */
static void
put_authors(NewRun *run, const Rankings *rankings, const Entries *entries)
{
	const Author *authors = rankings->authors.data;
	const int64 *keys = rankings->author_keys.data;
	Place *places = compute_alloc(&rankings->env, entries->n, sizeof(Place));
	Datum label = CStringGetTextDatum("author");
	Datum user = CStringGetTextDatum("individual");
	Datum unknown = CStringGetTextDatum("not known whether an organization");
	Datum many = CStringGetTextDatum("more than 100 models");
	int32 n = 0;
	int32 i;

	for (i = 0; i < entries->n; i++)
	{
		if (authors[i].kind == 'o' && entries->models[i] > 0 && entries->models[i] <= RANKED_MODELS)
			places[n++] = (Place) {entries->influence[i], i, {"", 0}, keys[i]};
	}
	qsort(places, n, sizeof(Place), compare_places);
	for (i = 0; i < n + entries->n; i++)
	{
		int32 e = i < n ? places[i].entry : i - n;
		TupleTableSlot *slot;
		Datum reason = authors[e].kind == 'u' ? user : authors[e].kind != 'o' ? unknown : many;

		if (i >= n && (entries->models[e] == 0 ||
					   (authors[e].kind == 'o' && entries->models[e] <= RANKED_MODELS)))
			continue;
		slot = put_entry(run, label, entries, e, i < n ? i + 1 : 0);
		slot->tts_values[ENTRY_AUTHOR_ID] = Int64GetDatum(keys[e]);
		slot->tts_isnull[ENTRY_AUTHOR_ID] = false;
		slot->tts_values[ENTRY_REASON] = reason;
		slot->tts_isnull[ENTRY_REASON] = i < n;
		ExecStoreVirtualTuple(slot);
	}
	compute_release(&rankings->env, places);
}

/*
 * count_authors gives, by kind of organization, the authors with a model.
 */
static int64 *
count_authors(const Rankings *rankings, const Entries *by_author)
{
	const Author *authors = rankings->authors.data;
	int64 *counts = palloc0((rankings->org_types.n + 1) * sizeof(int64));
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
store_all(Rankings *rankings)
{
	Entries by_language;
	Entries by_author;
	Entries by_org_type;
	Entries by_task;
	NewRun run;

	rank_models(&by_language, rankings, BY_LANGUAGE, rankings->languages.n);
	rank_models(&by_author, rankings, BY_AUTHOR, rankings->n_authors);
	rank_models(&by_org_type, rankings, BY_ORG_TYPE, rankings->org_types.n);
	rank_models(&by_task, rankings, BY_TASK, rankings->tasks.n);

	BeginRun(&run, &RankingSlots);
	put_named(&run, "language", &by_language, &rankings->languages, NULL);
	put_authors(&run, rankings, &by_author);
	put_named(&run, "org_type", &by_org_type, &rankings->org_types,
			  count_authors(rankings, &by_author));
	put_named(&run, "task", &by_task, &rankings->tasks, NULL);
	ShowRun(&run);
	return run.run_id;
}

/*
 * UpdateRankings: see rankings.h.
 */
int64
UpdateRankings(void)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco rankings", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller;
	Rankings rankings = {0};
	Oid parent = LockRuns(&RankingSlots);
	Oid types[2] = {INT8OID, FLOAT8OID};
	Datum values[2];
	instr_time began;
	instr_time ended;
	int64 run_id;
	Oid user;
	int security;

	INSTR_TIME_SET_CURRENT(began);
	SPI_connect();
	caller = MemoryContextSwitchTo(context);
	rankings.row_context = AllocSetContextCreate(context, "llmeco row", ALLOCSET_DEFAULT_SIZES);
	InitComputeEnv(&rankings.env, context);
	DictInit(&rankings.tasks);
	DictInit(&rankings.org_types);
	DictInit(&rankings.languages);
	DictInit(&rankings.codes);

	/* what this transaction wrote, and what the update before us committed */
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	read_all(&rankings);
	PopActiveSnapshot();

	BecomeOwner(parent, AccessShareLock, &user, &security);
	run_id = store_all(&rankings);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	values[0] = Int64GetDatum(run_id);
	values[1] = Float8GetDatum(INSTR_TIME_GET_DOUBLE(ended));
	if (SPI_execute_with_args(
			"INSERT INTO llmeco.ranking_runs (run_id, influence_run_id, computed_at, seconds)"
			" SELECT $1, (SELECT i.run_id FROM llmeco.influence i LIMIT 1),"
			" pg_catalog.clock_timestamp(), $2",
			2, types, values, NULL, false, 0) != SPI_OK_INSERT)
		elog(ERROR, "could not store the run");
	SetUserIdAndSecContext(user, security);
	MemoryContextSwitchTo(caller);
	SPI_finish();
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
	Oid types[1] = {INT8OID};
	Datum args[1];
	Datum row;

	PreventCommandIfReadOnly("llmeco_update_rankings()");
	CoordinatorRequire();
	args[0] = Int64GetDatum(UpdateRankings());
	SPI_connect();
	if (SPI_execute_with_args("SELECT * FROM llmeco.ranking_runs"
							  " WHERE run_id OPERATOR(pg_catalog.=) $1",
							  1, types, args, NULL, false, 1) != SPI_OK_SELECT ||
		SPI_processed != 1)
		elog(ERROR, "could not read the stored run");
	row = PointerGetDatum(SPI_returntuple(SPI_tuptable->vals[0], SPI_tuptable->tupdesc));
	SPI_finish();
	return row;
}
