/*
 * suggested_parents.c: parents that nobody declared, as names and cards suggest
 * them. They are stored: whoever reads views only has no right to read all names,
 * and checks read these anyway.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "checks/suggested_parents.h"
#include "support/key_set.h"
#include "support/sql.h"

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

/* What is suggested for a model. */
typedef struct Suggestion
{
	NameGuess guess; /* but for why */
	int32 model;
	bool is_stored;
	int32 length; /* of the evidence, */
	int64 why;    /* which begins there in texts */
} Suggestion;

typedef struct Suggesting
{
	const NameLineage *lineage;
	MemoryContext context;
	MemoryContext work; /* of one model */
	KeySet have;        /* models with an inferred parent */
	GrowingArray cards;
	int64 n_cards;
	GrowingArray denied;
	int64 n_denied;
	GrowingArray list; /* Suggestion */
	int32 n;
	int32 *of_model;    /* by position: its number in list, -1: none */
	GrowingArray texts; /* bytes */
	int64 n_texts;
	Batch *other; /* what is not stored so */
} Suggesting;

/* parent_id is null where nothing is suggested any more, as is all that follows. */
static const BatchColumn other_columns[] = {{"model_id", INT8OID},     {"parent_id", INT8OID},
											{"confidence", FLOAT4OID}, {"relation", TEXTOID},
											{"rule", TEXTOID},         {"evidence", TEXTOID}};
enum
{
	STORED_MODEL_ID,
	STORED_PARENT_ID,
	STORED_CONFIDENCE,
	STORED_RELATION,
	STORED_RULE,
	STORED_EVIDENCE
};
static const QueryColumn stored_columns[] = {{"model_id", COLUMN_KEY, true},
											 {"parent_id", COLUMN_KEY, true},
											 {"confidence", COLUMN_NUMBER, true},
											 {"relation", COLUMN_TEXT, true},
											 {"rule", COLUMN_TEXT, true},
											 {"evidence", COLUMN_TEXT, true}};
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
 * keep_text keeps the bytes of a text, and returns where they begin.
 */
static int64
keep_text(Suggesting *all, const char *text, int length)
{
	int64 at = all->n_texts;

	while (at + length > all->texts.room)
		GrowArray(&all->texts, 1, &all->lineage->env);
	memcpy((char *) all->texts.data + at, text, length);
	all->n_texts += length;
	return at;
}

/*
 * suggest notes the parent that is suggested for a model, if there is one.
 */
static void
suggest(Suggesting *all, int32 model)
{
	int64 child_id = key_table_key(&all->lineage->ids, model);
	NameGuess guess = guess_parent(all, model, child_id);
	Denied key = {child_id};
	Suggestion *suggestion;
	int length;

	if (guess.parent < 0)
		return;
	key.parent_id = key_table_key(&all->lineage->ids, guess.parent);
	if (all->n_denied > 0 &&
		bsearch(&key, all->denied.data, all->n_denied, sizeof(Denied), compare_denied) != NULL)
		return;
	length = (int) strlen(guess.why);
	all->of_model[model] = all->n;
	suggestion = grown(&all->list, all->n++, sizeof(Suggestion), &all->lineage->env);
	*suggestion = (Suggestion) {guess, model, false, length, keep_text(all, guess.why, length)};
}

/*
 * add_other has a model's row stored as it is suggested; NULL: gone.
 */
static void
add_other(Suggesting *all, int64 model_id, const Suggestion *suggestion)
{
	Datum values[lengthof(other_columns)] = {Int64GetDatum(model_id)};
	bool nulls[lengthof(other_columns)] = {false, true, true, true, true, true};

	if (suggestion != NULL)
	{
		const NameGuess *guess = &suggestion->guess;

		memset(nulls, 0, sizeof(nulls));
		values[1] = Int64GetDatum(key_table_key(&all->lineage->ids, guess->parent));
		values[2] = Float4GetDatum(guess->confidence);
		values[3] = CStringGetTextDatum(derivation_relations[guess->relation]);
		values[4] = CStringGetTextDatum(name_rules[guess->rule]);
		values[5] =
			PointerGetDatum(cstring_to_text_with_len((char *) all->texts.data + suggestion->why,
													 suggestion->length));
	}
	BatchAdd(all->other, values, nulls);
}

static bool
is_text(const QueryReader *reader, int c, const char *text, int length)
{
	DictText stored = dict_column(reader, c);

	return stored.length == length && memcmp(stored.bytes, text, length) == 0;
}

/*
 * take_stored compares the current row, as it is stored, with what is suggested.
 */
static void
take_stored(QueryReader *reader, void *arg)
{
	Suggesting *all = arg;
	int64 model_id = column_key(reader, STORED_MODEL_ID);
	int32 model = idmap_find(&all->lineage->ids.ids, model_id);
	Suggestion *suggestion;
	const char *relation;
	const char *rule;

	if (model < 0 || all->of_model[model] < 0)
	{
		add_other(all, model_id, NULL);
		return;
	}
	suggestion = (Suggestion *) all->list.data + all->of_model[model];
	relation = derivation_relations[suggestion->guess.relation];
	rule = name_rules[suggestion->guess.rule];
	suggestion->is_stored =
		column_key(reader, STORED_PARENT_ID) ==
			key_table_key(&all->lineage->ids, suggestion->guess.parent) &&
		column_number(reader, STORED_CONFIDENCE, 0) == suggestion->guess.confidence &&
		is_text(reader, STORED_RELATION, relation, strlen(relation)) &&
		is_text(reader, STORED_RULE, rule, strlen(rule)) &&
		is_text(reader, STORED_EVIDENCE, (char *) all->texts.data + suggestion->why,
				suggestion->length);
}

/*
 * compare_stored finds what is not stored as it is suggested.
 */
static void
compare_stored(Suggesting *all)
{
	static const QueryInput stored =
		{"llmeco.suggestions",
		 "SELECT model_id, parent_id, confidence, relation, rule, evidence"
		 " FROM llmeco.suggestions",
		 QUERY_COLUMNS(stored_columns), take_stored};

	all->other = BatchCreate("other", other_columns, lengthof(other_columns));
	QueryRead(&stored, all);
	for (int32 i = 0; i < all->n; i++)
	{
		const Suggestion *suggestion = (const Suggestion *) all->list.data + i;

		CHECK_FOR_INTERRUPTS();
		if (suggestion->is_stored)
			continue;
		MemoryContextSwitchTo(all->work);
		add_other(all, key_table_key(&all->lineage->ids, suggestion->model), suggestion);
		MemoryContextSwitchTo(all->context);
		MemoryContextReset(all->work);
	}
}

/*
 * SuggestedParentsThere says whether the tables can keep them, as not before ALTER
 * EXTENSION UPDATE to 1.2.0.
 */
bool
SuggestedParentsThere(void)
{
	return OidIsValid(SqlTable("suggestions"));
}

/*
 * SuggestedParentsFind looks for those of all models that were read and have no parent,
 * with the active snapshot, and makes a batch of what llmeco.suggestions has otherwise;
 * memory is the current context's.
 */
Batch *
SuggestedParentsFind(const NameLineage *lineage)
{
	Suggesting all = {lineage, CurrentMemoryContext};

	all.work = AllocSetContextCreate(all.context, "llmeco suggestion", ALLOCSET_DEFAULT_SIZES);
	read_known(&all);
	all.of_model = compute_alloc(&lineage->env, lineage->ids.n, sizeof(int32));
	memset(all.of_model, -1, lineage->ids.n * sizeof(int32));
	for (int32 n = 0; n < lineage->ids.n; n++)
	{
		CHECK_FOR_INTERRUPTS();
		if ((NameLineageModel(lineage, n)->flags & (NAMED_READ | NAMED_HAS_PARENTS)) !=
				NAMED_READ ||
			KeySetHas(&all.have, key_table_key(&lineage->ids, n)))
			continue;
		MemoryContextSwitchTo(all.work);
		suggest(&all, n);
		MemoryContextSwitchTo(all.context);
		MemoryContextReset(all.work);
	}
	compare_stored(&all);
	return all.other;
}

/*
 * SuggestedParentsStore writes what is to be stored otherwise. Between SqlConnect() and
 * SqlFinish(), by one at a time.
 */
void
SuggestedParentsStore(Batch *other)
{
	if (other->n > 0)
		(void) BatchApply(
			other,
			"WITH gone AS ("
			" DELETE FROM llmeco.suggestions s USING other o"
			"  WHERE o.parent_id IS NULL AND s.model_id = o.model_id)"
			" INSERT INTO llmeco.suggestions"
			"  (model_id, parent_id, confidence, relation, rule, evidence)"
			" SELECT o.model_id, o.parent_id, o.confidence, o.relation, o.rule, o.evidence"
			"  FROM other o WHERE o.parent_id IS NOT NULL ORDER BY o.model_id"
			" ON CONFLICT (model_id)"
			"  DO UPDATE SET parent_id = excluded.parent_id, confidence = excluded.confidence,"
			"  relation = excluded.relation, rule = excluded.rule, evidence = excluded.evidence");
	tuplestore_end(other->rows);
}
