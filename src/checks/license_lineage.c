/*
 * license_lineage.c: the licences that come together in a lineage, and where
 * those that do not go together come from.
 *
 * A licence is in force for all that is built on a model, whatever those in
 * between say: it flows down. Sets of licences are bits, one set a component of
 * the lineage (a model, or those of a cycle), made in one pass from ancestors
 * to descendants. Then, a licence at a time, a search goes down from where it
 * comes in to the models that it is a conflict for, and through no other: from
 * each of those the ways lead back. All that is linear in derivations, times
 * the licences that are in the way at most; the obvious walk up from each model
 * is not, in a long chain.
 */
#include "postgres.h"

#include "checks/license_lineage.h"
#include "support/sql.h"
#include "support/sql_values.h"

/* The bit of all that are not known; others have their own from 1 on. */
#define BIT_UNKNOWN 0

const char *const license_kinds[LICENSE_KINDS] = {[LICENSE_QUANTIZED] = "quantized",
												  [LICENSE_DERIVED] = "derived",
												  [LICENSE_ADAPTER] = "adapter"};

static inline bool
has_bit(const uint64 *set, int bit)
{
	return (set[bit / 64] >> (bit % 64)) & 1;
}

static inline void
add_bit(uint64 *set, int bit)
{
	set[bit / 64] |= UINT64CONST(1) << (bit % 64);
}

static inline void
add_set(uint64 *set, const uint64 *other, int words)
{
	for (int w = 0; w < words; w++)
		set[w] |= other[w];
}

static inline bool
sets_meet(const uint64 *set, const uint64 *other, int words)
{
	for (int w = 0; w < words; w++)
		if (set[w] & other[w])
			return true;
	return false;
}

static inline uint64 *
set_at(const LicenseLineage *lineage, uint64 *sets, int32 at)
{
	return sets + (Size) at * lineage->words;
}

static inline const uint64 *
against_of(const LicenseLineage *lineage, int32 model)
{
	return set_at(lineage, lineage->against, lineage->licenses[model]);
}

/*
 * license_bit returns the bit of a model's licence; -1: it is in nobody's way.
 */
static inline int
license_bit(const LicenseLineage *lineage, int32 model)
{
	int16 license = lineage->licenses[model];

	return license == LICENSE_UNKNOWN ? BIT_UNKNOWN : lineage->bit[license];
}

/*
 * used_licenses returns the names of those that models have.
 */
static Datum
used_licenses(const LicenseLineage *lineage)
{
	const Dict *licenses = &lineage->names->licenses;
	bool *used = palloc0(Max(licenses->n, 1) * sizeof(bool));
	Datum *texts = palloc(Max(licenses->n, 1) * sizeof(Datum));
	int n = 0;

	for (int32 v = 0; v < lineage->all->models; v++)
	{
		compute_check(&lineage->all->env, v);
		if (lineage->licenses[v] != LICENSE_UNKNOWN)
			used[lineage->licenses[v]] = true;
	}
	for (int32 i = 0; i < licenses->n; i++)
		if (used[i])
			texts[n++] = PointerGetDatum(
				cstring_to_text_with_len(licenses->list[i].bytes, licenses->list[i].length));
	return SqlTextArray(texts, n);
}

static inline LicenseBreach *
breach_at(const LicenseLineage *lineage, int16 license, int bit, int kind)
{
	return &lineage->breaches[((Size) license * lineage->bits + bit) * LICENSE_KINDS + kind];
}

/*
 * kind_number returns that of a kind of derivation.
 */
static int
kind_number(const char *name)
{
	for (int kind = 0; kind < LICENSE_KINDS; kind++)
		if (strcmp(license_kinds[kind], name) == 0)
			return kind;
	elog(ERROR, "kind of derivation \"%s\" is not known", name);
}

/*
 * result_text returns the number of a text in a column of the last result.
 */
static int32
result_text(Dict *dict, uint64 row, int column)
{
	char *text = SqlResultText(row, column);
	int32 n = DictNumber(dict, (DictText) {text, (int) strlen(text)});

	pfree(text);
	return n;
}

/*
 * read_pairs reads which licences do not go with which above, and gives these a
 * bit each.
 */
static void
read_pairs(LicenseLineage *lineage, LicenseNames *names)
{
	const ComputeEnv *env = &lineage->all->env;
	Dict *licenses = &names->licenses;
	int32 n = licenses->n;
	uint64 pairs = SqlRead("SELECT c.license, c.ancestor_license, c.kind, c.rule, c.severity"
						   "  FROM llmeco.license_compatibility c"
						   " WHERE c.license OPERATOR(pg_catalog.=) ANY ($1)"
						   "  AND c.ancestor_license OPERATOR(pg_catalog.=) ANY ($1)",
						   sql_value(TEXTARRAYOID, used_licenses(lineage)));

	lineage->bit = compute_alloc(env, n, sizeof(int16));
	lineage->bits = BIT_UNKNOWN + 1;
	memset(lineage->bit, -1, n * sizeof(int16));
	for (uint64 i = 0; i < pairs; i++)
	{
		int16 *bit = &lineage->bit[result_text(licenses, i, 2)];

		if (*bit < 0)
			*bit = (int16) lineage->bits++;
	}
	lineage->words = (lineage->bits + 63) / 64;
	lineage->against = compute_alloc(env, n, lineage->words * sizeof(uint64));
	memset(lineage->against, 0, (Size) n * lineage->words * sizeof(uint64));
	lineage->breaches =
		compute_alloc(env, (uint64) n * lineage->bits * LICENSE_KINDS, sizeof(LicenseBreach));
	memset(lineage->breaches, -1, (Size) n * lineage->bits * LICENSE_KINDS * sizeof(LicenseBreach));
	DictInit(&lineage->texts);
	for (uint64 i = 0; i < pairs; i++)
	{
		int16 license = (int16) result_text(licenses, i, 1);
		int bit = lineage->bit[result_text(licenses, i, 2)];
		char *kind = SqlResultText(i, 3);

		add_bit(set_at(lineage, lineage->against, license), bit);
		*breach_at(lineage, license, bit, kind_number(kind)) =
			(LicenseBreach) {(int16) result_text(&lineage->texts, i, 4),
							 (int16) result_text(&lineage->texts, i, 5)};
		pfree(kind);
	}
	SqlResultFree();
}

/*
 * LicenseLineageFlow lets licences flow down the lineage. Needs an SPI
 * connection, and LicenseNamesThere().
 */
void
LicenseLineageFlow(LicenseLineage *lineage, LicenseNames *names)
{
	const Derivations *all = lineage->all;
	const Components *components = &lineage->components;
	Size size;

	lineage->names = names;
	read_pairs(lineage, names);
	size = lineage->words * sizeof(uint64);
	lineage->inherited = compute_alloc(&all->env, components->n, size);
	lineage->carried = compute_alloc(&all->env, components->n, size);
	for (int32 c = 0; c < components->n; c++)
	{
		uint64 *inherited = set_at(lineage, lineage->inherited, c);
		uint64 *carried = set_at(lineage, lineage->carried, c);

		memset(inherited, 0, size);
		for (int32 i = components->first[c]; i < components->first[c + 1]; i++)
		{
			int32 v = components->models[i];

			compute_check(&all->env, i);
			for (uint32 l = all->first[PARENTS][v]; l < all->first[PARENTS][v + 1]; l++)
			{
				int32 upper = components->of[all->links[PARENTS][l].model];

				if (upper != c)
					add_set(inherited, set_at(lineage, lineage->carried, upper), lineage->words);
			}
		}
		memcpy(carried, inherited, size);
		for (int32 i = components->first[c]; i < components->first[c + 1]; i++)
		{
			int bit = license_bit(lineage, components->models[i]);

			if (bit >= 0)
				add_bit(carried, bit);
		}
	}
}

/*
 * above returns the licences of a model's ancestors; those of a cycle are each
 * other's.
 */
static const uint64 *
above(const LicenseLineage *lineage, int32 component)
{
	const int32 *first = lineage->components.first;
	bool cycle = first[component + 1] - first[component] > 1;

	return set_at(lineage, cycle ? lineage->carried : lineage->inherited, component);
}

/*
 * LicenseLineageUnknown hands on the models with an ancestor whose licence is
 * not known.
 */
void
LicenseLineageUnknown(const LicenseLineage *lineage, LicenseUnknownTaker take, void *arg)
{
	for (int32 v = 0; v < lineage->all->models; v++)
	{
		compute_check(&lineage->all->env, v);
		if (has_bit(above(lineage, lineage->components.of[v]), BIT_UNKNOWN))
			take(arg, lineage->all->ids[v]);
	}
}

/* ---- where they come from ---- */

/* Models that a search begins at, by the bit of their licence. */
typedef struct Origins
{
	int32 *first; /* by bit and one more */
	int32 *models;
} Origins;

typedef struct LicenseSearch
{
	LicenseLineage *lineage;
	bool *leads;  /* by component: to a model in conflict */
	int32 *order; /* models of the search, nearest first */
	int32 walks;
	Origins origins;
	int16 kinds[DERIVATION_RELATIONS]; /* LicenseKind, by relation */
} LicenseSearch;

/*
 * set_kinds makes the kinds of derivation of the relations.
 */
static void
set_kinds(LicenseSearch *search)
{
	for (int32 r = 0; r < DERIVATION_RELATIONS; r++)
	{
		const char *relation = derivation_relations[r];

		search->kinds[r] = LICENSE_DERIVED;
		if (strcmp(relation, "adapter") == 0)
			search->kinds[r] = LICENSE_ADAPTER;
		else if (strcmp(relation, "quantized") == 0)
			search->kinds[r] = LICENSE_QUANTIZED;
	}
}

/*
 * mark_leads marks what leads down to a model in conflict, or is one.
 */
static void
mark_leads(LicenseSearch *search)
{
	const LicenseLineage *lineage = search->lineage;
	const Derivations *all = lineage->all;
	const Components *components = &lineage->components;

	memset(search->leads, 0, components->n * sizeof(bool));
	for (int32 c = components->n - 1; c >= 0; c--)
	{
		for (int32 i = components->first[c]; i < components->first[c + 1]; i++)
		{
			int32 v = components->models[i];

			compute_check(&all->env, i);
			if (lineage->licenses[v] != LICENSE_UNKNOWN &&
				sets_meet(above(lineage, c), against_of(lineage, v), lineage->words))
				search->leads[c] = true;
		}
		if (!search->leads[c])
			continue;
		for (int32 i = components->first[c]; i < components->first[c + 1]; i++)
		{
			int32 v = components->models[i];

			compute_check(&all->env, i);
			for (uint32 l = all->first[PARENTS][v]; l < all->first[PARENTS][v + 1]; l++)
				search->leads[components->of[all->links[PARENTS][l].model]] = true;
		}
	}
}

/*
 * origin_bit returns the bit of the licence that comes in with a model, that of
 * the least model_id in a cycle; -1: none that matters.
 */
static int
origin_bit(const LicenseSearch *search, int32 v, int32 *of_cycle)
{
	const LicenseLineage *lineage = search->lineage;
	const Components *components = &lineage->components;
	int32 c = components->of[v];
	int bit = license_bit(lineage, v);

	if (bit <= BIT_UNKNOWN || !search->leads[c] ||
		has_bit(set_at(lineage, lineage->inherited, c), bit))
		return -1;
	if (components->first[c + 1] - components->first[c] == 1)
		return bit;
	if (of_cycle[bit] < 0 || components->of[of_cycle[bit]] != c)
	{
		of_cycle[bit] = v;
		for (int32 i = components->first[c]; i < components->first[c + 1]; i++)
		{
			int32 other = components->models[i];

			compute_check(&lineage->all->env, i);
			if (lineage->licenses[other] == lineage->licenses[v] &&
				lineage->all->ids[other] < lineage->all->ids[of_cycle[bit]])
				of_cycle[bit] = other;
		}
	}
	return of_cycle[bit] == v ? bit : -1;
}

/*
 * find_origins files the models where a licence comes in by its bit.
 */
static void
find_origins(LicenseSearch *search)
{
	const LicenseLineage *lineage = search->lineage;
	const Derivations *all = lineage->all;
	const Components *components = &lineage->components;
	int16 *bits = compute_alloc(&all->env, all->models, sizeof(int16));
	int32 *of_cycle = compute_alloc(&all->env, lineage->bits, sizeof(int32));
	int32 *first = compute_alloc(&all->env, (uint64) lineage->bits + 1, sizeof(int32));

	memset(of_cycle, -1, lineage->bits * sizeof(int32));
	memset(first, 0, (lineage->bits + 1) * sizeof(int32));
	for (int32 i = 0; i < all->models; i++)
	{
		int32 v = components->models[i];

		compute_check(&all->env, i);
		bits[v] = (int16) origin_bit(search, v, of_cycle);
		if (bits[v] >= 0)
			first[bits[v]]++;
	}
	for (int b = 1; b <= lineage->bits; b++)
		first[b] += first[b - 1];
	search->origins.first = first;
	search->origins.models = compute_alloc(&all->env, first[lineage->bits], sizeof(int32));
	/* filling from behind makes the ends of lists their starts */
	for (int32 v = all->models - 1; v >= 0; v--)
	{
		compute_check(&all->env, v);
		if (bits[v] >= 0)
			search->origins.models[--first[bits[v]]] = v;
	}
	compute_release(&all->env, of_cycle);
	compute_release(&all->env, bits);
}

/*
 * search_down goes from where a licence comes in to what it is in conflict
 * with. Each model is reached by the shortest way, by the lowest model_id among
 * several of that length. Returns the number of models in order.
 */
static int32
search_down(LicenseSearch *search, int bit)
{
	const LicenseLineage *lineage = search->lineage;
	const Derivations *all = lineage->all;
	LicenseWay *ways = lineage->ways;
	int32 n = 0;

	search->walks++;
	for (int32 i = search->origins.first[bit]; i < search->origins.first[bit + 1]; i++)
	{
		int32 v = search->origins.models[i];

		ways[v] = (LicenseWay) {search->walks, 0, v, -1, 0, LICENSE_QUANTIZED};
		search->order[n++] = v;
	}
	for (int32 i = 0; i < n; i++)
	{
		int32 from = search->order[i];
		int32 depth = ways[from].depth + 1;

		compute_check(&all->env, i);
		for (uint32 l = all->first[CHILDREN][from]; l < all->first[CHILDREN][from + 1]; l++)
		{
			const DerivationLink *link = &all->links[CHILDREN][l];
			LicenseWay *to = &ways[link->model];

			if (!search->leads[lineage->components.of[link->model]])
				continue;
			if (to->walk != search->walks)
				search->order[n++] = link->model;
			else if (to->depth != depth || all->ids[to->via] <= all->ids[from])
				continue;
			*to = (LicenseWay) {search->walks,
								depth,
								ways[from].origin,
								from,
								(int16) link->relation,
								Max(ways[from].kind, search->kinds[link->relation])};
		}
	}
	return n;
}

/*
 * LicenseLineageConflicts hands on each model once for each licence above that
 * its own does not go with, with the way from the nearest model that brings
 * that in.
 */
void
LicenseLineageConflicts(LicenseLineage *lineage, LicenseTaker take, void *arg)
{
	const Derivations *all = lineage->all;
	LicenseSearch search = {.lineage = lineage};

	lineage->ways = compute_alloc(&all->env, all->models, sizeof(LicenseWay));
	memset(lineage->ways, 0, all->models * sizeof(LicenseWay));
	search.leads = compute_alloc(&all->env, lineage->components.n, sizeof(bool));
	search.order = compute_alloc(&all->env, all->models, sizeof(int32));
	set_kinds(&search);
	mark_leads(&search);
	find_origins(&search);
	for (int bit = BIT_UNKNOWN + 1; bit < lineage->bits; bit++)
	{
		int32 n = search_down(&search, bit);

		for (int32 i = 0; i < n; i++)
		{
			int32 v = search.order[i];

			compute_check(&all->env, i);
			if (lineage->ways[v].depth > 0 && lineage->licenses[v] != LICENSE_UNKNOWN)
			{
				const LicenseBreach *breach =
					breach_at(lineage, lineage->licenses[v], bit, lineage->ways[v].kind);

				if (breach->rule >= 0)
					take(arg, lineage, v, breach);
			}
		}
	}
	compute_release(&all->env, search.leads);
	compute_release(&all->env, search.order);
	compute_release(&all->env, search.origins.first);
	compute_release(&all->env, search.origins.models);
}
