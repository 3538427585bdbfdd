/*
 * graph_walk.c: walking up and down the derivations.
 *
 * A walk goes from its seeds level by level: a level is what one derivation
 * more leads to. It keeps what it has seen in a hash table: cycles end it, and
 * each model is reached by the shortest way, by the lowest model_id among
 * several of that length. A level is one query; from a level of thousands on,
 * all derivations are read and the walk goes on in memory. Nothing is locked;
 * all needs an SPI connection, and memory is the current context's.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "graph/graph_walk.h"
#include "support/hash_seed.h"
#include "support/query_reader.h"
#include "support/settings.h"

/* Models of a level from which on reading all derivations is faster. */
#define WIDE_LEVEL 5000

#define SH_PREFIX walk
#define SH_ELEMENT_TYPE WalkNode
#define SH_KEY_TYPE int64
#define SH_KEY id
#define SH_HASH_KEY(table, key) SEEDED_HASH(table, &(key), sizeof(int64))
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
	"          FROM %s e"                                                                          \
	"          LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) e.child_id"       \
	"         WHERE e.parent_id OPERATOR(pg_catalog.=) ANY ($1)) t"                                \
	" WHERE t.place OPERATOR(pg_catalog.<=) %d"

/*
 * see_model adds a model that was not seen before. NULL: it was.
 */
static WalkNode *
see_model(Walk *walk, int64 id)
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
		(void) see_model(walk, ids[i]);
}

/*
 * WalkStart begins a walk at some models.
 */
Walk *
WalkStart(const int64 *seeds, int64 nseeds)
{
	Walk *walk = palloc0(sizeof(Walk));

	walk->seen = walk_create(CurrentMemoryContext, 1024, TABLE_SEED());
	walk->room = 1024;
	walk->ids = palloc(walk->room * sizeof(int64));
	WalkAdd(walk, seeds, nseeds);
	return walk;
}

/*
 * WalkFind returns the node of a model, NULL: not seen; good until more is
 * seen.
 */
WalkNode *
WalkFind(const Walk *walk, int64 id)
{
	return walk_lookup(walk->seen, id);
}

/*
 * reach_model adds what a derivation leads to. A model that was reached at this very
 * level already keeps the way by the lower model_id.
 */
static void
reach_model(Walk *walk, int64 from, int64 to, int32 relation, int32 depth)
{
	WalkNode *node = see_model(walk, to);

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

typedef struct WalkLevel
{
	Walk *walk;
	bool down;
	int32 depth;
} WalkLevel;

static void
take_step(void *arg, int64 parent_id, int64 child_id, int32 relation)
{
	const WalkLevel *level = arg;

	if (level->down)
		reach_model(level->walk, parent_id, child_id, relation, level->depth);
	else
		reach_model(level->walk, child_id, parent_id, relation, level->depth);
}

static void
query_level(Walk *walk, const WalkRule *rule, int64 begin, int64 end, int32 depth)
{
	WalkLevel level = {walk, rule->down, depth};

	DerivationsRead(rule->down && rule->top > 0
						? psprintf(QUERY_DOWN_TOP, SettingsEdges(), rule->top)
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
 * read_ranks returns ranks to the children of those models of a level that have
 * more than top of them; NULL: none has.
 */
static int64 *
read_ranks(const Walk *walk, int top, int64 begin, int64 end)
{
	static const QueryColumn columns[] = {{"model_id", COLUMN_KEY, true},
										  {"rank", COLUMN_KEY, true}};
	static const QueryInput scores = {"llmeco.influence",
									  "SELECT i.model_id, i.rank FROM llmeco.influence i"
									  " WHERE i.model_id OPERATOR(pg_catalog.=) ANY ($1)",
									  QUERY_COLUMNS(columns), take_rank};
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
	QueryReadOf(&scores, ids.data, n, &ranks);
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
				reach_model(walk, from, ranked[l].id, ranked[l].link.relation, depth);
			pfree(ranked);
			continue;
		}
		for (l = 0; l < n; l++)
		{
			if (relation < 0 || links[l].relation == relation)
				reach_model(walk, from, all->ids[links[l].model], links[l].relation, depth);
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
