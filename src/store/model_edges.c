/*
 * model_edges.c: the lineage of a page of models into llmeco.model_edges.
 *
 * Parents are resolved by the Hub's _id, else by name, else by alias; those
 * that are not known become stubs. What the tables have is read once and
 * compared here, so that an unchanged derivation costs no write. Derivations
 * entered by hand are never touched, those removed by hand never come back;
 * llmeco.edge_corrections remembers what the Hub says of both.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "support/owner.h"
#include "store/store_rows.h"

/* A model named as a parent on this page. */
typedef struct Parent
{
	const char *name;
	const char *hub_id; /* NULL: not given */
	const char *author; /* NULL: none */
	int64 model_id;     /* 0: not known yet */
	bool author_missing;
	int place;   /* in the list of parents */
	char status; /* simplehash's */
} Parent;

#define SH_PREFIX parents
#define SH_ELEMENT_TYPE Parent
#define SH_KEY_TYPE const char *
#define SH_KEY name
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(table, a, b) (strcmp(a, b) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct EdgeKey
{
	int64 parent_id;
	int64 child_id;
} EdgeKey;

/* A derivation that the page names. */
typedef struct Edge
{
	EdgeKey key;
	HubRelation relation;
	HubProvenance provenance;
	bool stored; /* the tables have it */
	char status; /* simplehash's */
} Edge;

#define SH_PREFIX edges
#define SH_ELEMENT_TYPE Edge
#define SH_KEY_TYPE EdgeKey
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_bytes((const unsigned char *) &(key), sizeof(EdgeKey))
#define SH_EQUAL(table, a, b) ((a).parent_id == (b).parent_id && (a).child_id == (b).child_id)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static const BatchColumn parent_columns[] = {{"item", INT4OID},
											 {"model_id", INT8OID},
											 {"name", TEXTOID},
											 {"hub_id", TEXTOID},
											 {"author", TEXTOID}};

static const BatchColumn edge_columns[] = {{"parent_id", INT8OID},
										   {"child_id", INT8OID},
										   {"relation", TEXTOID},
										   {"provenance", TEXTOID}};

/*
 * gather_parents lists the models that the page names as parents, each once.
 * The list's entries point into the table, which does not grow any more.
 */
static Parent **
gather_parents(StorePage *page, parents_hash *table)
{
	Parent **list;
	parents_iterator iterator;
	Parent *parent;
	int n = 0;

	for (int i = 0; i < page->nitems; i++)
	{
		const HubModel *model = page->items[i].model;

		page->store->ledger->counts.edges_seen += model->nparents;
		for (int j = 0; j < model->nparents; j++)
		{
			const HubParent *named = &model->parents[j];
			bool found;

			parent = parents_insert(table, ServerText(named->name, NULL), &found);
			if (!found)
			{
				parent->hub_id = NULL;
				parent->author = AuthorOf(parent->name);
				parent->model_id = 0;
				parent->author_missing = false;
			}
			if (parent->hub_id == NULL)
				parent->hub_id = named->hub_id;
		}
	}
	list = palloc((table->members + 1) * sizeof(Parent *));
	parents_start_iterate(table, &iterator);
	while ((parent = parents_iterate(table, &iterator)) != NULL)
	{
		parent->place = n;
		list[n++] = parent;
	}
	return list;
}

/*
 * add_parent_row adds a parent to a batch.
 */
static void
add_parent_row(Batch *batch, const Parent *parent)
{
	Datum values[lengthof(parent_columns)];
	bool nulls[lengthof(parent_columns)] = {false};

	values[0] = Int32GetDatum(parent->place);
	values[1] = Int64GetDatum(parent->model_id);
	values[2] = CStringGetTextDatum(parent->name);
	nulls[3] = parent->hub_id == NULL;
	if (parent->hub_id != NULL)
		values[3] = CStringGetTextDatum(parent->hub_id);
	nulls[4] = parent->author == NULL;
	if (parent->author != NULL)
		values[4] = CStringGetTextDatum(parent->author);
	BatchAdd(batch, values, nulls);
}

/*
 * find_parents looks n parents up. Stubs that are known by name only, and
 * whose _id the page gives, get it.
 */
static void
find_parents(StorePage *page, Parent **list, int n)
{
	Batch *batch = BatchCreate("llmeco_parents", parent_columns, lengthof(parent_columns));
	Batch *identified = BatchCreate("llmeco_identified", parent_columns, lengthof(parent_columns));
	IdSet given;
	uint64 nrows;

	IdSetInit(&given, CurrentMemoryContext, 0);
	for (int i = 0; i < n; i++)
		add_parent_row(batch, list[i]);
	nrows = BatchRun(batch,
					 "SELECT p.item, h.model_id, n.model_id, n.hub_id, l.model_id,"
					 " p.author IS NOT NULL AND a.author_id IS NULL"
					 " FROM llmeco_parents p"
					 " LEFT JOIN llmeco.models h ON h.hub_id = p.hub_id"
					 " LEFT JOIN llmeco.models n ON"
					 " n.name = CASE WHEN h.model_id IS NULL THEN p.name END"
					 " LEFT JOIN llmeco.model_aliases l ON l.name = p.name"
					 " LEFT JOIN llmeco.authors a ON a.name = p.author",
					 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		Parent *parent = list[DatumGetInt32(ResultValue(row, 1, &isnull))];
		int64 by_hub_id = ResultInt64(row, 2);
		int64 by_name = ResultInt64(row, 3);
		char *hub_id = ResultText(row, 4);

		parent->model_id = by_hub_id;
		if (parent->model_id == 0)
			parent->model_id = by_name;
		if (parent->model_id == 0)
			parent->model_id = ResultInt64(row, 5);
		parent->author_missing = DatumGetBool(ResultValue(row, 6, &isnull));
		if (by_hub_id == 0 && by_name != 0 && hub_id == NULL && parent->hub_id != NULL &&
			IdSetAdd(&given, parent->hub_id))
			add_parent_row(identified, parent);
	}
	SPI_freetuptable(SPI_tuptable);
	if (identified->n > 0)
		page->store->ledger->counts.models_changed +=
			BatchRun(identified,
					 "UPDATE llmeco.models m SET hub_id = p.hub_id"
					 " FROM llmeco_identified p WHERE m.model_id = p.model_id",
					 0, NULL, NULL);
	tuplestore_end(batch->rows);
	tuplestore_end(identified->rows);
}

/*
 * same_parent returns the first of n parents that has this _id.
 */
static Parent *
same_parent(Parent **list, int n, const char *hub_id)
{
	for (int i = 0; i < n; i++)
		if (list[i]->hub_id != NULL && strcmp(list[i]->hub_id, hub_id) == 0)
			return list[i];
	return NULL;
}

/*
 * add_stubs inserts those of n parents that are not known. Two names with
 * one _id are one stub and an alias.
 */
static void
add_stubs(StorePage *page, Parent **list, int n)
{
	Batch *batch = BatchCreate("llmeco_stubs", parent_columns, lengthof(parent_columns));
	const char **authors = palloc(n * sizeof(char *));
	int nauthors = 0;
	int nnew = 0;
	int64 *ids;

	for (int i = 0; i < n; i++)
		if (list[i]->model_id == 0)
			nnew++;
	if (nnew == 0)
		return;
	ids = NewModelIds(nnew);
	for (int i = 0; i < n; i++)
	{
		Parent *parent = list[i];
		Parent *twin;

		if (parent->model_id != 0)
			continue;
		twin = parent->hub_id == NULL ? NULL : same_parent(list, i, parent->hub_id);
		if (twin != NULL)
		{
			parent->model_id = twin->model_id;
			AddAlias(parent->name, parent->model_id, page->now);
			continue;
		}
		parent->model_id = *ids++;
		if (parent->author_missing)
			authors[nauthors++] = parent->author;
		add_parent_row(batch, parent);
	}
	EnsureAuthors(authors, nauthors);
	page->store->ledger->counts.models_new +=
		BatchRun(batch,
				 "INSERT INTO llmeco.models (model_id, hub_id, name, author_id)"
				 " SELECT p.model_id, p.hub_id, p.name, a.author_id"
				 " FROM llmeco_stubs p LEFT JOIN llmeco.authors a ON a.name = p.author",
				 0, NULL, NULL);
	tuplestore_end(batch->rows);
}

/*
 * gather_edges lists the derivations of the page, each once.
 */
static void
gather_edges(StorePage *page, parents_hash *parents, edges_hash *edges)
{
	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];

		for (int j = 0; j < item->model->nparents; j++)
		{
			const HubParent *named = &item->model->parents[j];
			Parent *parent = parents_lookup(parents, ServerText(named->name, NULL));
			EdgeKey key = {parent->model_id, item->model_id};
			Edge *edge;
			bool found;

			if (key.parent_id == key.child_id)
			{
				LedgerNote(page->store->ledger, page->url, item->listed_name, "self_loop",
						   "its base model \"%s\" is the model itself under another name; left out",
						   parent->name);
				continue;
			}
			edge = edges_insert(edges, key, &found);
			if (found && edge->relation != HUB_UNKNOWN)
				continue;
			edge->relation = named->relation;
			edge->provenance = named->provenance;
			edge->stored = false;
		}
	}
}

/*
 * add_edge_row adds a derivation to a batch.
 */
static void
add_edge_row(Batch *batch, const Edge *edge)
{
	Datum values[lengthof(edge_columns)];
	bool nulls[lengthof(edge_columns)] = {false};

	values[0] = Int64GetDatum(edge->key.parent_id);
	values[1] = Int64GetDatum(edge->key.child_id);
	values[2] = CStringGetTextDatum(hub_relation_name(edge->relation));
	values[3] = CStringGetTextDatum(hub_provenance_name(edge->provenance));
	BatchAdd(batch, values, nulls);
}

/*
 * children_batch lists those of the page's models that the tables had before.
 */
static Batch *
children_batch(StorePage *page)
{
	static const BatchColumn columns[] = {{"child_id", INT8OID}, {"keep", BOOLOID}};
	Batch *children = BatchCreate("llmeco_children", columns, lengthof(columns));

	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];
		Datum values[] = {Int64GetDatum(item->model_id), BoolGetDatum(item->keep_edges)};
		bool nulls[] = {false, false};

		if (item->action != STORE_INSERT)
			BatchAdd(children, values, nulls);
	}
	return children;
}

/*
 * compare_edges reads the derivations that the tables have of the page's
 * models: marks those that are as they should be, and puts the others into
 * changed and gone.
 */
static void
compare_edges(Batch *children, edges_hash *edges, Batch *changed, Batch *gone)
{
	uint64 nrows;

	nrows = BatchRun(children,
					 "SELECT e.parent_id, e.child_id, e.relation, e.provenance, c.keep"
					 " FROM llmeco_children c"
					 " JOIN llmeco.model_edges e ON e.child_id = c.child_id",
					 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		EdgeKey key = {ResultInt64(row, 1), ResultInt64(row, 2)};
		char *relation = ResultText(row, 3);
		char *provenance = ResultText(row, 4);
		bool manual = strcmp(provenance, "manual") == 0;
		Edge *edge = edges_lookup(edges, key);

		if (edge != NULL)
		{
			edge->stored = true;
			if (!manual && (strcmp(relation, hub_relation_name(edge->relation)) != 0 ||
							strcmp(provenance, hub_provenance_name(edge->provenance)) != 0))
				add_edge_row(changed, edge);
		}
		else if (!manual && !DatumGetBool(ResultValue(row, 5, &isnull)))
			add_edge_row(gone, &(Edge) {.key = key});
	}
	SPI_freetuptable(SPI_tuptable);
}

/*
 * compare_corrections reads what was corrected by hand of the page's models:
 * takes it out of what is to be added, and puts those of which the Hub no
 * longer says what it said into said (also where it says something else) and
 * unsaid. After compare_edges: a derivation that is removed by hand meanwhile
 * is seen by one or the other.
 */
static void
compare_corrections(Batch *children, edges_hash *edges, Batch *said, Batch *unsaid)
{
	uint64 nrows;

	nrows = BatchRun(children,
					 "SELECT e.parent_id, e.child_id, e.hub_relation, e.hub_provenance, c.keep"
					 " FROM llmeco_children c"
					 " JOIN llmeco.edge_corrections e ON e.child_id = c.child_id",
					 0, NULL, NULL);
	for (uint64 row = 0; row < nrows; row++)
	{
		bool isnull;
		EdgeKey key = {ResultInt64(row, 1), ResultInt64(row, 2)};
		char *relation = ResultText(row, 3);
		char *provenance = ResultText(row, 4);
		Edge *edge = edges_lookup(edges, key);

		if (edge != NULL)
		{
			edge->stored = true;
			if (relation == NULL || strcmp(relation, hub_relation_name(edge->relation)) != 0 ||
				strcmp(provenance, hub_provenance_name(edge->provenance)) != 0)
				add_edge_row(said, edge);
		}
		else if (relation != NULL && !DatumGetBool(ResultValue(row, 5, &isnull)))
			add_edge_row(unsaid, &(Edge) {.key = key});
	}
	SPI_freetuptable(SPI_tuptable);
}

/*
 * run_edges runs a statement on a batch of derivations, if there are any, and
 * ends the batch.
 */
static uint64
run_edges(Batch *batch, const char *sql)
{
	uint64 n = batch->n == 0 ? 0 : BatchRun(batch, sql, 0, NULL, NULL);

	tuplestore_end(batch->rows);
	return n;
}

/*
 * StoreEdges brings the derivations of the page's models, whose rows exist by
 * now, to what the page says.
 */
void
StoreEdges(StorePage *page)
{
	LedgerCounts *counts = &page->store->ledger->counts;
	parents_hash *parents = parents_create(CurrentMemoryContext, 256, NULL);
	edges_hash *edges = edges_create(CurrentMemoryContext, 256, NULL);
	Parent **list = gather_parents(page, parents);
	Batch *added = BatchCreate("llmeco_edges", edge_columns, lengthof(edge_columns));
	Batch *changed = BatchCreate("llmeco_edges", edge_columns, lengthof(edge_columns));
	Batch *gone = BatchCreate("llmeco_edges", edge_columns, lengthof(edge_columns));
	Batch *said = BatchCreate("llmeco_edges", edge_columns, lengthof(edge_columns));
	Batch *unsaid = BatchCreate("llmeco_edges", edge_columns, lengthof(edge_columns));
	Batch *children = children_batch(page);
	edges_iterator iterator;
	Edge *edge;

	if (parents->members > 0)
	{
		find_parents(page, list, parents->members);
		add_stubs(page, list, parents->members);
		gather_edges(page, parents, edges);
	}
	if (children->n > 0)
	{
		compare_edges(children, edges, changed, gone);
		if (HasTable("edge_corrections"))
			compare_corrections(children, edges, said, unsaid);
	}
	tuplestore_end(children->rows);
	edges_start_iterate(edges, &iterator);
	while ((edge = edges_iterate(edges, &iterator)) != NULL)
		if (!edge->stored)
			add_edge_row(added, edge);

	counts->edges_removed +=
		run_edges(gone, "DELETE FROM llmeco.model_edges e USING llmeco_edges p"
						" WHERE e.parent_id = p.parent_id AND e.child_id = p.child_id"
						" AND e.provenance <> 'manual'");
	counts->edges_changed +=
		run_edges(changed, "UPDATE llmeco.model_edges e"
						   " SET relation = p.relation, provenance = p.provenance"
						   " FROM llmeco_edges p"
						   " WHERE e.parent_id = p.parent_id AND e.child_id = p.child_id"
						   " AND e.provenance <> 'manual'");
	(void) run_edges(said, "UPDATE llmeco.edge_corrections e"
						   " SET hub_relation = p.relation, hub_provenance = p.provenance"
						   " FROM llmeco_edges p"
						   " WHERE e.parent_id = p.parent_id AND e.child_id = p.child_id");
	(void) run_edges(unsaid, "UPDATE llmeco.edge_corrections e"
							 " SET hub_relation = NULL, hub_provenance = NULL"
							 " FROM llmeco_edges p"
							 " WHERE e.parent_id = p.parent_id AND e.child_id = p.child_id");
	counts->edges_new +=
		run_edges(added,
				  "INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)"
				  " SELECT p.parent_id, p.child_id, p.relation, p.provenance"
				  " FROM llmeco_edges p ON CONFLICT (parent_id, child_id) DO NOTHING");
}
