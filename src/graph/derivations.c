/*
 * derivations.c: all derivations, read into memory by one scan.
 *
 * A walk through a family of thousands looks up each model's derivations; from
 * some number on, reading all of them once is faster.
 */
#include "postgres.h"

#include "fmgr.h"

#include "graph/derivations.h"
#include "support/query_reader.h"
#include "support/settings.h"

#define MAX_DERIVATIONS (PG_INT32_MAX / 2)

const char *const derivation_relations[DERIVATION_RELATIONS] = {"finetune", "adapter", "merge",
																"quantized", "unknown"};

/*
 * DerivationRelation returns the place of a relation in derivation_relations;
 * DERIVATION_RELATIONS: nowhere.
 */
int32
DerivationRelation(const char *name, Size length)
{
	int32 r;

	for (r = 0; r < DERIVATION_RELATIONS; r++)
	{
		if (length == strlen(derivation_relations[r]) &&
			memcmp(name, derivation_relations[r], length) == 0)
			break;
	}
	return r;
}

/*
 * DerivationRelationOf returns that of a text; any other counts as the last,
 * unknown.
 */
int32
DerivationRelationOf(Datum relation)
{
	const text *name = DatumGetTextPP(relation);

	return Min(DerivationRelation(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)),
			   DERIVATION_RELATIONS - 1);
}

/* Who is told of each row. */
typedef struct Taking
{
	DerivationTaker take;
	void *arg;
} Taking;

static void
take_row(QueryReader *reader, void *arg)
{
	const Taking *taking = arg;

	taking->take(taking->arg, column_key(reader, 0), column_key(reader, 1),
				 DerivationRelationOf(reader->values[reader->columns[2].index]));
}

/*
 * DerivationsRead hands what a query gives as parent_id, child_id and relation
 * to take; ids are its $1, NULL: it has none. Needs an SPI connection.
 */
void
DerivationsRead(const char *sql, const int64 *ids, int64 n, DerivationTaker take, void *arg)
{
	static const QueryColumn columns[] = {{"parent_id", COLUMN_KEY, true},
										  {"child_id", COLUMN_KEY, true},
										  {"relation", COLUMN_FLAG, true}};
	const QueryInput edges = {"llmeco.model_edges", sql, QUERY_COLUMNS(columns), take_row};
	Taking taking = {take, arg};

	if (ids == NULL)
		QueryRead(&edges, &taking);
	else
		QueryReadOf(&edges, ids, n, &taking);
}

/*
 * DerivationsQuery returns the query for the derivations to the parents, or
 * children, of the models $1: of one relation, NULL: of all.
 */
char *
DerivationsQuery(int side, const char *relation)
{
	return psprintf("SELECT e.parent_id, e.child_id, e.relation FROM %s e"
					" WHERE e.%s OPERATOR(pg_catalog.=) ANY ($1)%s",
					SettingsEdges(), side == CHILDREN ? "parent_id" : "child_id",
					relation == NULL
						? ""
						: psprintf(" AND e.relation OPERATOR(pg_catalog.=) '%s'", relation));
}

/*
 * DerivationsBegin begins to read derivations; memory is the current context's.
 */
void
DerivationsBegin(DerivationsReading *load)
{
	memset(load, 0, sizeof(DerivationsReading));
	load->all = palloc0(sizeof(Derivations));
	InitComputeEnv(&load->all->env, CurrentMemoryContext);
}

/*
 * DerivationsAdd adds one.
 */
void
DerivationsAdd(DerivationsReading *load, int64 parent_id, int64 child_id, int32 relation)
{
	Derivations *all = load->all;
	int64 *ends;

	if (all->n == MAX_DERIVATIONS)
		QueryReportLimit("llmeco.model_edges", MAX_DERIVATIONS);
	ends = grown(&load->ends, all->n, 2 * sizeof(int64), &all->env);
	ends[PARENTS] = parent_id;
	ends[CHILDREN] = child_id;
	*(uint8 *) grown(&load->relations, all->n++, sizeof(uint8), &all->env) = (uint8) relation;
}

/*
 * file_links files each derivation at its parent, as a link to the child, or
 * the other way round. positions has both ends of each.
 */
static void
file_links(Derivations *all, int side, const int32 *positions, const uint8 *relations)
{
	int other = 1 - side; /* children are filed at the parent's end */
	uint32 *first = compute_alloc(&all->env, (uint64) all->models + 1, sizeof(uint32));
	DerivationLink *links = compute_alloc(&all->env, all->n, sizeof(DerivationLink));
	uint32 sum = 0;
	int64 e;
	int32 v;

	memset(first, 0, ((Size) all->models + 1) * sizeof(uint32));
	for (e = 0; e < all->n; e++)
		first[positions[2 * e + other]]++;
	for (v = 0; v <= all->models; v++)
	{
		sum += first[v];
		first[v] = sum;
	}
	/* filling from behind makes the ends of lists their starts */
	for (e = 0; e < all->n; e++)
	{
		compute_check(&all->env, e);
		links[--first[positions[2 * e + other]]] =
			(DerivationLink) {positions[2 * e + side], relations[e]};
	}
	all->first[side] = first;
	all->links[side] = links;
}

/*
 * DerivationsEnd returns all that were added, by either end.
 */
Derivations *
DerivationsEnd(DerivationsReading *load)
{
	Derivations *all = load->all;
	int32 *positions = compute_alloc(&all->env, 2 * all->n, sizeof(int32));

	all->ids = compute_alloc(&all->env, 2 * all->n, sizeof(int64));
	all->models =
		idmap_number(&all->map, load->ends.data, 2 * all->n, all->ids, positions, &all->env);
	drop_array(&all->env, &load->ends);
	file_links(all, PARENTS, positions, load->relations.data);
	file_links(all, CHILDREN, positions, load->relations.data);
	compute_release(&all->env, positions);
	drop_array(&all->env, &load->relations);
	return all;
}

static void
take_derivation(void *arg, int64 parent_id, int64 child_id, int32 relation)
{
	DerivationsAdd(arg, parent_id, child_id, relation);
}

/*
 * DerivationsLoad reads all. Needs an SPI connection.
 */
Derivations *
DerivationsLoad(void)
{
	DerivationsReading load;

	DerivationsBegin(&load);
	DerivationsRead(psprintf("SELECT parent_id, child_id, relation FROM %s", SettingsEdges()), NULL,
					0, take_derivation, &load);
	return DerivationsEnd(&load);
}
