/*
 * suggested_parents.c: llmeco_suggested_parents(): parents that nobody declared,
 * as names and cards suggest them.
 *
 * It is computed when it is asked for, in one pass, not stored: a name that comes,
 * or a parent that is declared, changes what other names suggest, and whoever looks
 * at suggestions, or accepts them, does so seldom.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "graph/name_lineage.h"
#include "support/coordinator.h"
#include "support/key_set.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_suggested_parents(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_suggested_parents);

/* What a model's card gives for its base, and is no model's name. */
typedef struct CardText
{
	int64 child_id;
	char *text;
} CardText;

/* Who is no parent of whom, as somebody said by hand. */
typedef struct Denied
{
	int64 child_id;
	int64 parent_id;
} Denied;

typedef struct Suggesting
{
	NameLineage *lineage;
	MemoryContext context;
	KeySet have; /* models with an inferred parent */
	GrowingArray cards;
	int64 n_cards;
	GrowingArray denied;
	int64 n_denied;
	ReturnSetInfo *result;
	Datum relations[DERIVATION_RELATIONS];
	Datum rules[NAME_RULES];
} Suggesting;

static const QueryColumn child_columns[] = {{"child_id", COLUMN_KEY, true}};
static const QueryColumn card_columns[] = {{"child_id", COLUMN_KEY, true},
										   {"text", COLUMN_TEXT, true}};
static const QueryColumn denied_columns[] = {{"child_id", COLUMN_KEY, true},
											 {"parent_id", COLUMN_KEY, true}};

static void
take_child(QueryReader *reader, void *arg)
{
	KeySetAdd(&((Suggesting *) arg)->have, column_key(reader, 0));
}

static void
take_card(QueryReader *reader, void *arg)
{
	Suggesting *all = arg;
	CardText *card = grown(&all->cards, all->n_cards++, sizeof(CardText), &all->lineage->env);
	DictText text = dict_column(reader, 1);

	card->child_id = column_key(reader, 0);
	card->text =
		memcpy(MemoryContextAllocZero(all->context, text.length + 1), text.bytes, text.length);
}

static void
take_denied(QueryReader *reader, void *arg)
{
	Suggesting *all = arg;
	Denied *denied = grown(&all->denied, all->n_denied++, sizeof(Denied), &all->lineage->env);

	*denied = (Denied) {column_key(reader, 0), column_key(reader, 1)};
}

/*
 * read_known reads what is known of models without declared parents beside their
 * names.
 */
static void
read_known(Suggesting *all)
{
	static const QueryInput children = {"llmeco.inferred_edges",
										"SELECT child_id FROM llmeco.inferred_edges",
										QUERY_COLUMNS(child_columns), take_child};
	static const QueryInput cards =
		{"llmeco.unresolved_parents",
		 "SELECT u.child_id, u.text FROM llmeco.unresolved_parents u"
		 " WHERE NOT EXISTS (SELECT FROM llmeco.placeholders p WHERE p.text"
		 " OPERATOR(pg_catalog.=) pg_catalog.lower(u.text COLLATE pg_catalog.\"C\"))"
		 " ORDER BY u.child_id, u.text COLLATE pg_catalog.\"C\"",
		 QUERY_COLUMNS(card_columns), take_card};
	static const QueryInput denied = {"llmeco.edge_corrections",
									  "SELECT child_id, parent_id FROM llmeco.edge_corrections"
									  " WHERE NOT is_parent ORDER BY child_id, parent_id",
									  QUERY_COLUMNS(denied_columns), take_denied};

	KeySetInit(&all->have, all->context);
	QueryRead(&children, all);
	QueryRead(&cards, all);
	QueryRead(&denied, all);
}

static int
compare_denied(const void *a, const void *b)
{
	const Denied *left = a;
	const Denied *right = b;

	if (left->child_id != right->child_id)
		return left->child_id < right->child_id ? -1 : 1;
	return left->parent_id < right->parent_id ? -1 : left->parent_id > right->parent_id;
}

/*
 * first_card returns the place of a model's first text, or where it would be.
 */
static int64
first_card(const Suggesting *all, int64 child_id)
{
	const CardText *cards = all->cards.data;
	int64 low = 0;
	int64 high = all->n_cards;

	while (low < high)
	{
		int64 middle = (low + high) / 2;

		if (cards[middle].child_id < child_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * guess_parent returns the parent of a model that the texts of its card suggest,
 * else its name.
 */
static NameGuess
guess_parent(const Suggesting *all, int32 model, int64 child_id)
{
	const CardText *cards = all->cards.data;
	NameGuess guess = {.parent = -1};

	for (int64 c = first_card(all, child_id);
		 guess.parent < 0 && c < all->n_cards && cards[c].child_id == child_id; c++)
		guess = NameLineageCard(all->lineage, model, cards[c].text);
	return guess.parent < 0 ? NameLineageGuess(all->lineage, model) : guess;
}

/*
 * suggest writes the parent that is suggested for a model, if there is one.
 */
static void
suggest(const Suggesting *all, int32 model)
{
	int64 child_id = key_table_key(&all->lineage->ids, model);
	NameGuess guess = guess_parent(all, model, child_id);
	Denied key = {child_id};
	Datum values[6];
	bool nulls[6] = {false};

	if (guess.parent < 0)
		return;
	key.parent_id = key_table_key(&all->lineage->ids, guess.parent);
	if (all->n_denied > 0 &&
		bsearch(&key, all->denied.data, all->n_denied, sizeof(Denied), compare_denied) != NULL)
		return;
	values[0] = Int64GetDatum(child_id);
	values[1] = Int64GetDatum(key.parent_id);
	values[2] = all->relations[guess.relation];
	values[3] = all->rules[guess.rule];
	values[4] = Float4GetDatum(guess.confidence);
	values[5] = CStringGetTextDatum(guess.why);
	tuplestore_putvalues(all->result->setResult, all->result->setDesc, values, nulls);
}

/*
 * suggest_all writes those of all models that were read and have no parent.
 */
static void
suggest_all(const Suggesting *all)
{
	const NameLineage *lineage = all->lineage;
	MemoryContext work =
		AllocSetContextCreate(all->context, "llmeco suggestion", ALLOCSET_DEFAULT_SIZES);

	for (int32 n = 0; n < lineage->ids.n; n++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!(NameLineageModel(lineage, n)->flags & NAMED_READ) ||
			NameLineageHasParents(lineage, n) ||
			KeySetHas(&all->have, key_table_key(&lineage->ids, n)))
			continue;
		MemoryContextSwitchTo(work);
		suggest(all, n);
		MemoryContextSwitchTo(all->context);
		MemoryContextReset(work);
	}
}

/*
 * llmeco_suggested_parents() returns one row a model without parents for which one
 * is suggested.
 */
Datum
llmeco_suggested_parents(PG_FUNCTION_ARGS)
{
	Suggesting all = {.context = CurrentMemoryContext};
	int level;

	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	all.result = (ReturnSetInfo *) fcinfo->resultinfo;
	all.lineage = NameLineageRead(DerivationsLoad());
	read_known(&all);
	for (int i = 0; i < DERIVATION_RELATIONS; i++)
		all.relations[i] = CStringGetTextDatum(derivation_relations[i]);
	for (int i = 0; i < NAME_RULES; i++)
		all.rules[i] = CStringGetTextDatum(name_rules[i]);
	suggest_all(&all);
	SqlFinish(level);
	return (Datum) 0;
}
