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

typedef struct Suggesting
{
	const NameLineage *lineage;
	MemoryContext context;
	KeySet have; /* models with an inferred parent */
	GrowingArray cards;
	int64 n_cards;
	GrowingArray denied;
	int64 n_denied;
	Batch *found;
} Suggesting;

static const BatchColumn found_columns[] = {{"model_id", INT8OID},     {"parent_id", INT8OID},
											{"confidence", FLOAT4OID}, {"relation", TEXTOID},
											{"rule", TEXTOID},         {"evidence", TEXTOID}};
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
 * suggest adds the parent that is suggested for a model, if there is one.
 */
static void
suggest(const Suggesting *all, int32 model)
{
	int64 child_id = key_table_key(&all->lineage->ids, model);
	NameGuess guess = guess_parent(all, model, child_id);
	Denied key = {child_id};
	Datum values[lengthof(found_columns)];
	static const bool nulls[lengthof(found_columns)] = {false};

	if (guess.parent < 0)
		return;
	key.parent_id = key_table_key(&all->lineage->ids, guess.parent);
	if (all->n_denied > 0 &&
		bsearch(&key, all->denied.data, all->n_denied, sizeof(Denied), compare_denied) != NULL)
		return;
	values[0] = Int64GetDatum(child_id);
	values[1] = Int64GetDatum(key.parent_id);
	values[2] = Float4GetDatum(guess.confidence);
	values[3] = CStringGetTextDatum(derivation_relations[guess.relation]);
	values[4] = CStringGetTextDatum(name_rules[guess.rule]);
	values[5] = CStringGetTextDatum(guess.why);
	BatchAdd(all->found, values, nulls);
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
 * SuggestedParentsFind makes a batch of those of all models that were read and have
 * no parent, with the active snapshot; memory is the current context's.
 */
Batch *
SuggestedParentsFind(const NameLineage *lineage)
{
	Suggesting all = {lineage, CurrentMemoryContext};
	MemoryContext work =
		AllocSetContextCreate(all.context, "llmeco suggestion", ALLOCSET_DEFAULT_SIZES);

	all.found = BatchCreate("found", found_columns, lengthof(found_columns));
	read_known(&all);
	for (int32 n = 0; n < lineage->ids.n; n++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!(NameLineageModel(lineage, n)->flags & NAMED_READ) ||
			NameLineageHasParents(lineage, n) ||
			KeySetHas(&all.have, key_table_key(&lineage->ids, n)))
			continue;
		MemoryContextSwitchTo(work);
		suggest(&all, n);
		MemoryContextSwitchTo(all.context);
		MemoryContextReset(work);
	}
	return all.found;
}

/*
 * SuggestedParentsStore makes llmeco.suggestions what was found, writing what
 * differs. Between SqlConnect() and SqlFinish(), by one at a time.
 */
void
SuggestedParentsStore(Batch *found)
{
	(void) BatchApply(
		found,
		"WITH other AS MATERIALIZED ("
		" SELECT COALESCE(f.model_id, s.model_id) AS model_id, f.parent_id, f.confidence,"
		"  f.relation, f.rule, f.evidence"
		"  FROM found f FULL JOIN llmeco.suggestions s ON f.model_id = s.model_id"
		"  WHERE (f.parent_id, f.confidence, f.relation, f.rule, f.evidence)"
		"   IS DISTINCT FROM (s.parent_id, s.confidence, s.relation, s.rule, s.evidence)),"
		" gone AS ("
		" DELETE FROM llmeco.suggestions s USING other o"
		"  WHERE o.parent_id IS NULL AND s.model_id = o.model_id)"
		" INSERT INTO llmeco.suggestions"
		"  (model_id, parent_id, confidence, relation, rule, evidence)"
		" SELECT o.model_id, o.parent_id, o.confidence, o.relation, o.rule, o.evidence"
		"  FROM other o WHERE o.parent_id IS NOT NULL ORDER BY o.model_id"
		" ON CONFLICT (model_id)"
		"  DO UPDATE SET parent_id = excluded.parent_id, confidence = excluded.confidence,"
		"  relation = excluded.relation, rule = excluded.rule, evidence = excluded.evidence");
	tuplestore_end(found->rows);
}
