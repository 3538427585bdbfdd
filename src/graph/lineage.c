/*
 * lineage.c: the ancestors and descendants of models.
 *
 * A walk goes level by level and keeps what it has seen in a hash table: cycles
 * end it, and each model is reached by the shortest way, by the lowest
 * model_id among several of that length. A level is one query; from a level of
 * thousands on, all derivations are read and the walk goes on in memory.
 */
#include "postgres.h"

#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/varlena.h"

#include "support/compat.h"
#include "support/coordinator.h"
#include "support/arrays.h"
#include "graph/lineage.h"
#include "support/query_reader.h"

/* Models of a level from which on reading all derivations is faster. */
#define WIDE_LEVEL 5000

extern PGDLLEXPORT Datum llmeco_lineage(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_lineage);

#define SH_PREFIX walk
#define SH_ELEMENT_TYPE WalkNode
#define SH_KEY_TYPE int64
#define SH_KEY id
#define SH_HASH_KEY(table, key) ((uint32) idmap_hash(key))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* $1: models to go on from. */
#define QUERY_DOWN_TOP                                                                             \
	"SELECT t.parent_id, t.child_id, t.relation"                                                   \
	"  FROM (SELECT e.parent_id, e.child_id, e.relation, pg_catalog.row_number()"                  \
	"               OVER (PARTITION BY e.parent_id ORDER BY i.rank, e.child_id) AS place"          \
	"          FROM llmeco.model_edges e"                                                          \
	"          LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) e.child_id"       \
	"         WHERE e.parent_id OPERATOR(pg_catalog.=) ANY ($1)) t"                                \
	" WHERE t.place OPERATOR(pg_catalog.<=) %d"

/*
 * FindModel gives the model_id of a model by its name, or an old name.
 */
int64
FindModel(const char *name)
{
	Oid types[1] = {TEXTOID};
	Datum values[1] = {CStringGetTextDatum(name)};
	bool isnull;

	SPI_execute_with_args("SELECT m.model_id, 1 AS choice FROM llmeco.models m"
						  " WHERE m.name OPERATOR(pg_catalog.=) $1"
						  " UNION ALL SELECT a.model_id, 2 FROM llmeco.model_aliases a"
						  " WHERE a.name OPERATOR(pg_catalog.=) $1"
						  " ORDER BY choice",
						  1, types, values, NULL, true, 1);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("model \"%s\" is not known", name),
				 errhint("Give the name as in llmeco.models, author/name.")));
	return DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
}

/*
 * see adds a model that was not seen before. NULL: it was.
 */
static WalkNode *
see(Walk *walk, int64 id)
{
	bool found;
	WalkNode *node = walk_insert(walk->seen, id, &found);

	if (found)
		return NULL;
	node->via = 0;
	node->at = (int32) walk->n;
	node->depth = 0;
	if (walk->n == walk->room)
	{
		walk->room *= 2;
		walk->ids = repalloc_huge(walk->ids, walk->room * sizeof(int64));
	}
	walk->ids[walk->n++] = id;
	return node;
}

/*
 * WalkAdd marks models as seen, as seeds are.
 */
void
WalkAdd(Walk *walk, const int64 *ids, int64 n)
{
	int64 i;

	for (i = 0; i < n; i++)
		(void) see(walk, ids[i]);
}

/*
 * WalkStart begins a walk at some models.
 */
Walk *
WalkStart(const int64 *seeds, int64 nseeds)
{
	Walk *walk = palloc0(sizeof(Walk));

	walk->seen = walk_create(CurrentMemoryContext, 1024, NULL);
	walk->room = 1024;
	walk->ids = palloc(walk->room * sizeof(int64));
	WalkAdd(walk, seeds, nseeds);
	return walk;
}

/*
 * SqlCompareTexts compares byte by byte.
 */
int
SqlCompareTexts(const text *a, const text *b)
{
	return varstr_cmp(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b),
					  C_COLLATION_OID);
}

WalkNode *
WalkFind(const Walk *walk, int64 id)
{
	return walk_lookup(walk->seen, id);
}

/*
 * reach adds what a derivation leads to. A model that was reached at this very
 * level already keeps the way by the lower model_id.
 */
static void
reach(Walk *walk, int64 from, int64 to, int32 relation, int32 depth)
{
	WalkNode *node = see(walk, to);

	if (node == NULL)
	{
		node = WalkFind(walk, to);
		if (node->depth != depth || node->via <= from)
			return;
	}
	node->depth = depth;
	node->via = from;
	node->relation = relation;
}

/* ---- a level by a query ---- */

typedef struct Level
{
	Walk *walk;
	bool down;
	int32 depth;
} Level;

static void
take_step(void *arg, int64 parent_id, int64 child_id, int32 relation)
{
	const Level *level = arg;

	if (level->down)
		reach(level->walk, parent_id, child_id, relation, level->depth);
	else
		reach(level->walk, child_id, parent_id, relation, level->depth);
}

static void
query_level(Walk *walk, const WalkRule *rule, int64 begin, int64 end, int32 depth)
{
	Level level = {walk, rule->down, depth};

	DerivationsRead(rule->down && rule->top > 0
						? psprintf(QUERY_DOWN_TOP, rule->top)
						: DerivationsQuery(rule->down ? CHILDREN : PARENTS, rule->relation),
					walk->ids + begin, end - begin, take_step, &level);
}

/* ---- a level in memory ---- */

/* Ranks of models, by position; of those not asked for, or without: the last. */
typedef struct Ranks
{
	const Derivations *all;
	int64 *ranks;
} Ranks;

static void
take_rank(QueryReader *reader, void *arg)
{
	Ranks *ranks = arg;

	ranks->ranks[idmap_find(&ranks->all->map, column_key(reader, 0))] = column_key(reader, 1);
}

/*
 * read_ranks gives ranks to the children of those models of a level that have
 * more than top of them; NULL: none has.
 */
static int64 *
read_ranks(const Walk *walk, int top, int64 begin, int64 end)
{
	static const QueryColumn columns[] = {{"model_id", COLUMN_KEY, true},
										  {"rank", COLUMN_KEY, true}};
	const Derivations *all = walk->all;
	Ranks ranks = {all, NULL};
	GrowingArray ids = {0};
	int64 n = 0;
	int64 i;
	int32 v;

	for (i = begin; i < end; i++)
	{
		uint32 l;

		v = idmap_find(&all->map, walk->ids[i]);
		if (v < 0 || all->first[CHILDREN][v + 1] - all->first[CHILDREN][v] <= (uint32) top)
			continue;
		for (l = all->first[CHILDREN][v]; l < all->first[CHILDREN][v + 1]; l++)
		{
			grow(&all->env, &ids, n, sizeof(int64));
			((int64 *) ids.data)[n++] = all->ids[all->links[CHILDREN][l].model];
		}
	}
	if (n == 0)
		return NULL;
	ranks.ranks = compute_alloc(&all->env, all->models, sizeof(int64));
	for (v = 0; v < all->models; v++)
		ranks.ranks[v] = PG_INT64_MAX;
	QueryReadOf("llmeco.influence",
				"SELECT i.model_id, i.rank FROM llmeco.influence i"
				" WHERE i.model_id OPERATOR(pg_catalog.=) ANY ($1)",
				ids.data, n, columns, lengthof(columns), take_rank, &ranks);
	drop_array(&all->env, &ids);
	return ranks.ranks;
}

/* A child that may be among the top ones. */
typedef struct RankedLink
{
	int64 rank;
	int64 id;
	DerivationLink link;
} RankedLink;

static int
compare_ranked(const void *a, const void *b)
{
	const RankedLink *left = a;
	const RankedLink *right = b;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return left->id < right->id ? -1 : left->id > right->id;
}

/*
 * walk_level goes on from some of what was seen, over all derivations.
 */
static void
walk_level(Walk *walk, const WalkRule *rule, int64 begin, int64 end, int32 depth)
{
	const Derivations *all = walk->all;
	int side = rule->down ? CHILDREN : PARENTS;
	int top = rule->down ? rule->top : 0;
	int32 relation =
		rule->relation == NULL ? -1 : DerivationRelation(rule->relation, strlen(rule->relation));
	int64 *ranks = top > 0 ? read_ranks(walk, top, begin, end) : NULL;
	int64 i;

	for (i = begin; i < end; i++)
	{
		int64 from = walk->ids[i];
		int32 v = idmap_find(&all->map, from);
		const DerivationLink *links;
		uint32 n;
		uint32 l;

		compute_check(&all->env, i);
		if (v < 0)
			continue;
		links = all->links[side] + all->first[side][v];
		n = all->first[side][v + 1] - all->first[side][v];
		if (top > 0 && n > (uint32) top)
		{
			RankedLink *ranked = palloc(n * sizeof(RankedLink));

			for (l = 0; l < n; l++)
				ranked[l] =
					(RankedLink) {ranks[links[l].model], all->ids[links[l].model], links[l]};
			qsort(ranked, n, sizeof(RankedLink), compare_ranked);
			for (l = 0; l < (uint32) top; l++)
				reach(walk, from, ranked[l].id, ranked[l].link.relation, depth);
			pfree(ranked);
			continue;
		}
		for (l = 0; l < n; l++)
		{
			if (relation < 0 || links[l].relation == relation)
				reach(walk, from, all->ids[links[l].model], links[l].relation, depth);
		}
	}
	compute_release(&all->env, ranks);
}

/*
 * WalkRun goes on from all that was seen, level by level.
 */
void
WalkRun(Walk *walk, const WalkRule *rule)
{
	int64 begin = 0;
	int64 end;
	int32 depth;

	Assert(rule->top == 0 || rule->relation == NULL);
	for (depth = 1; begin < walk->n; depth++)
	{
		if (rule->max_depth > 0 && depth > rule->max_depth)
			break;
		end = walk->n;
		if (walk->all == NULL && end - begin >= WIDE_LEVEL)
			walk->all = DerivationsLoad();
		if (walk->all != NULL)
			walk_level(walk, rule, begin, end, depth);
		else
			query_level(walk, rule, begin, end, depth);
		begin = end;
	}
}

/* ---- llmeco_lineage() ---- */

/* A row of the result. */
typedef struct Kin
{
	const WalkNode *node;
	text *name;
} Kin;

static int
compare_kin(const void *a, const void *b)
{
	const Kin *left = a;
	const Kin *right = b;

	if (left->node->depth != right->node->depth)
		return left->node->depth < right->node->depth ? -1 : 1;
	return SqlCompareTexts(left->name, right->name);
}

/* Names of the models of a walk, by place; NULL: no such model. */
typedef struct Names
{
	const Walk *walk;
	MemoryContext context;
	text **names;
} Names;

static void
take_name(QueryReader *reader, void *arg)
{
	Names *names = arg;

	names->names[WalkFind(names->walk, column_key(reader, 0))->at] =
		QueryText(reader, 1, names->context);
}

/*
 * put_kin writes what a walk came to, by depth and name.
 */
static void
put_kin(ReturnSetInfo *rsinfo, const Walk *walk, const char *kin)
{
	static const QueryColumn columns[] = {{"model_id", COLUMN_KEY, true},
										  {"name", COLUMN_FLAG, true}};
	Names names = {walk, CurrentMemoryContext};
	Kin *rows;
	Datum relations[DERIVATION_RELATIONS];
	Datum values[6];
	bool nulls[6] = {false};
	int64 n = 0;
	int64 i;

	names.names = MemoryContextAllocExtended(CurrentMemoryContext, walk->n * sizeof(text *),
											 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	rows = MemoryContextAllocHuge(CurrentMemoryContext, walk->n * sizeof(Kin));
	QueryReadOf("llmeco.models",
				"SELECT m.model_id, m.name FROM llmeco.models m"
				" WHERE m.model_id OPERATOR(pg_catalog.=) ANY ($1)",
				walk->ids, walk->n, columns, lengthof(columns), take_name, &names);
	for (i = 0; i < walk->n; i++)
	{
		const WalkNode *node = WalkFind(walk, walk->ids[i]);

		if (node->depth > 0 && names.names[i] != NULL)
			rows[n++] = (Kin) {node, names.names[i]};
	}
	qsort(rows, n, sizeof(Kin), compare_kin);
	for (i = 0; i < DERIVATION_RELATIONS; i++)
		relations[i] = CStringGetTextDatum(derivation_relations[i]);
	values[2] = CStringGetTextDatum(kin);
	for (i = 0; i < n; i++)
	{
		text *via = names.names[WalkFind(walk, rows[i].node->via)->at];

		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (via == NULL)
			continue;
		values[0] = Int64GetDatum(rows[i].node->id);
		values[1] = PointerGetDatum(rows[i].name);
		values[3] = Int32GetDatum(rows[i].node->depth);
		values[4] = relations[rows[i].node->relation];
		values[5] = PointerGetDatum(via);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/*
 * llmeco_lineage(model, direction, max_depth) gives one row a model and
 * direction.
 */
Datum
llmeco_lineage(PG_FUNCTION_ARGS)
{
	WalkRule rule = {0};
	char *direction;
	bool both;
	int64 seed;
	int i;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null",
							   PG_ARGISNULL(0) ? "model" : "direction"),
						errhint("Call it as llmeco_lineage('author/name', 'both').")));
	direction = text_to_cstring(PG_GETARG_TEXT_PP(1));
	both = strcmp(direction, "both") == 0;
	if (!both && strcmp(direction, "ancestors") != 0 && strcmp(direction, "descendants") != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("direction \"%s\" is not known", direction),
						errhint("The direction is ancestors, descendants or both.")));
	if (!PG_ARGISNULL(2))
	{
		rule.max_depth = PG_GETARG_INT32(2);
		if (rule.max_depth < 1)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("max_depth must be at least 1"),
							errhint("Leave it out for no limit.")));
	}
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	seed = FindModel(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	for (i = 0; i < 2; i++)
	{
		Walk *walk;

		rule.down = i == 1;
		if (!both && rule.down != (direction[0] == 'd'))
			continue;
		walk = WalkStart(&seed, 1);
		WalkRun(walk, &rule);
		put_kin((ReturnSetInfo *) fcinfo->resultinfo, walk, rule.down ? "descendant" : "ancestor");
	}
	SPI_finish();
	return (Datum) 0;
}
