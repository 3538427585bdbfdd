/*
 * model_links.c: the models that the rows of a page name, and those that the
 * tables have for them: what derivations and uses have in common. What a table
 * has is read once and compared here, so that an unchanged link costs no write.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "fetch/hub/hub_model_record.h"
#include "store/model_events.h"
#include "store/model_links.h"
#include "support/changed_sql.h"
#include "support/hash_seed.h"
#include "support/sql.h"

typedef struct PairKey
{
	int64 row_id;
	int64 model_id;
} PairKey;

/* A link between ids. */
typedef struct Pair
{
	PairKey key;
	const ModelLink *link;
	bool stored; /* a table has it */
	char status; /* simplehash's */
} Pair;

#define SH_PREFIX pairs
#define SH_ELEMENT_TYPE Pair
#define SH_KEY_TYPE PairKey
#define SH_KEY key
#define SH_HASH_KEY(table, key) SEEDED_HASH(table, &(key), sizeof(PairKey))
#define SH_EQUAL(table, a, b) ((a).row_id == (b).row_id && (a).model_id == (b).model_id)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static const BatchColumn row_columns[] = {{"item", INT4OID}, {"id", INT8OID}};
static const BatchColumn pair_columns[] = {{"row_id", INT8OID},
										   {"model_id", INT8OID},
										   {"relation", TEXTOID},
										   {"provenance", TEXTOID}};
static const BatchColumn event_columns[] = {{"row_id", INT8OID},
											{"model_id", INT8OID},
											{"kind", TEXTOID},
											{"before", TEXTOID},
											{"after", TEXTOID}};

/*
 * ModelLinksCreate returns an empty set of links of a page whose rows are
 * written, in the current memory context.
 */
ModelLinks *
ModelLinksCreate(StorePage *page)
{
	ModelLinks *links = palloc0(sizeof(ModelLinks));

	links->page = page;
	links->pairs = pairs_create(CurrentMemoryContext, 256, TABLE_SEED());
	links->rows = BatchCreate("llmeco_rows", row_columns, lengthof(row_columns));
	links->events = BatchCreate("llmeco_link_events", event_columns, lengthof(event_columns));
	NamedModelsInit(&links->named);
	for (int i = 0; i < page->nrows; i++)
		if (page->rows[i].action != STORE_INSERT)
			BatchAdd(links->rows, (Datum[]) {Int32GetDatum(i), Int64GetDatum(page->rows[i].id)},
					 (bool[]) {false, false});
	return links;
}

/*
 * ModelLinksAdd adds a link; a row may name a model twice.
 */
void
ModelLinksAdd(ModelLinks *links, ModelLink link)
{
	ModelLink *copy = palloc(sizeof(ModelLink));

	*copy = link;
	links->links = lappend(links->links, copy);
}

/*
 * settle_text has a link whose text is no model's name lead to what it means.
 */
static void
settle_text(NamedModels *named, ModelLink *link)
{
	if (link->repaired < 0 || (link->model >= 0 && named->models[link->model].model_id != 0))
		return;
	link->model = link->repaired;
	link->provenance = hub_provenance_name(HUB_REPAIRED);
	if (!named->models[link->model].is_placeholder)
		named->models[link->model].wanted = true;
}

/*
 * ModelLinksResolve finds the ids of the models that are named. among_models:
 * the rows are models too, and none is linked with itself. Of a row and a model
 * that are linked twice the first link counts that says what the relation is.
 */
void
ModelLinksResolve(ModelLinks *links, bool among_models)
{
	StorePage *page = links->page;
	ListCell *cell;

	NamedModelsFind(&links->named, page);
	foreach (cell, links->links)
		settle_text(&links->named, lfirst(cell));
	NamedModelsAddStubs(&links->named, page);
	foreach (cell, links->links)
	{
		ModelLink *link = lfirst(cell);
		const StoreRow *row = &page->rows[link->row];
		const NamedModel *model = link->model < 0 ? NULL : &links->named.models[link->model];
		Pair *pair;
		bool found;

		CHECK_FOR_INTERRUPTS();
		if (model == NULL || model->model_id == 0)
		{
			links->unknown = lappend(links->unknown, link);
			continue;
		}
		if (among_models && model->model_id == row->id)
		{
			LedgerNote(page->ledger, page->url, row->listed_name, "self_loop",
					   "its base model \"%s\" is the model itself under another name; left out",
					   model->name);
			continue;
		}
		pair = pairs_insert(links->pairs, (PairKey) {row->id, model->model_id}, &found);
		if (found && strcmp(pair->link->relation, hub_relation_name(HUB_UNKNOWN)) != 0)
			continue;
		pair->link = link;
		pair->stored = false;
	}
}

/*
 * add_pair adds two ids to a batch, and what is said of them.
 */
static void
add_pair(Batch *batch, PairKey key, const ModelLink *link)
{
	Datum values[lengthof(pair_columns)] = {Int64GetDatum(key.row_id), Int64GetDatum(key.model_id)};
	bool nulls[lengthof(pair_columns)] = {false};
	RowValues row = {values, nulls};

	StoreSetText(&row, 2, link == NULL ? NULL : link->relation);
	StoreSetText(&row, 3, link == NULL ? NULL : link->provenance);
	BatchAdd(batch, values, nulls);
}

/*
 * add_event adds to those of a table that a link was NULL or of a relation, and is now.
 */
static void
add_event(ModelLinks *links, const StoreRow *row, PairKey key, const char *before,
		  const char *after)
{
	Datum values[lengthof(event_columns)] = {Int64GetDatum(key.row_id),
											 Int64GetDatum(key.model_id)};
	bool nulls[lengthof(event_columns)] = {false};
	RowValues event = {values, nulls};

	if (!row->was_read)
		return;
	StoreSetText(&event, 2,
				 before == NULL  ? "parent_added"
				 : after == NULL ? "parent_removed"
								 : "relation_changed");
	StoreSetText(&event, 3, before);
	StoreSetText(&event, 4, after);
	BatchAdd(links->events, values, nulls);
}

/*
 * run_pairs runs a statement, $1: now, on a batch of pairs, if there are any, and
 * ends the batch. Returns the number of rows that it changed.
 */
static int64
run_pairs(Batch *batch, const char *sql, TimestampTz now)
{
	int64 n = batch->n == 0 ? 0 : BatchApply(batch, ChangedSql(sql), sql_time(now));

	tuplestore_end(batch->rows);
	return n;
}

/*
 * sort_stored looks at what a table has, the last result: marks the pairs that
 * the page names, too, and puts those that the page says something else of into
 * changed, those that it does not name into gone. has_events: both are events.
 */
static void
sort_stored(ModelLinks *links, uint64 n, Batch *changed, Batch *gone, bool has_events)
{
	for (uint64 i = 0; i < n; i++)
	{
		bool isnull;
		StoreRow *row = &links->page->rows[DatumGetInt32(SqlResultValue(i, 1, &isnull))];
		PairKey key = {SqlResultInt64(i, 2), SqlResultInt64(i, 3)};
		char *relation = SqlResultText(i, 4);
		char *provenance = SqlResultText(i, 5);
		bool manual = provenance != NULL && strcmp(provenance, "manual") == 0;
		Pair *pair = pairs_lookup(links->pairs, key);

		CHECK_FOR_INTERRUPTS();
		if (pair != NULL)
		{
			pair->stored = true;
			if (!manual && (relation == NULL || strcmp(relation, pair->link->relation) != 0 ||
							strcmp(provenance, pair->link->provenance) != 0))
				add_pair(changed, key, pair->link);
			if (has_events && !manual && strcmp(relation, pair->link->relation) != 0)
				add_event(links, row, key, relation, pair->link->relation);
		}
		else if (!manual && relation != NULL && !row->keep_links)
		{
			add_pair(gone, key, NULL);
			row->links_changed = true;
			if (has_events)
				add_event(links, row, key, relation, NULL);
		}
	}
}

/*
 * ModelLinksCompare brings what a table has of the page's rows to what the page
 * says.
 */
void
ModelLinksCompare(ModelLinks *links, const LinkTable *table)
{
	Batch *changed = BatchCreate("llmeco_links", pair_columns, lengthof(pair_columns));
	Batch *gone = BatchCreate("llmeco_links", pair_columns, lengthof(pair_columns));

	if (links->rows->n > 0)
	{
		sort_stored(links, BatchApply(links->rows, table->read), changed, gone,
					table->note != NULL);
		SqlResultFree();
	}
	links->nremoved = run_pairs(gone, table->remove, links->page->now);
	links->nchanged = run_pairs(changed, table->update, links->page->now);
}

/*
 * end_false_stubs deletes the stubs that are placeholders and that nothing is
 * linked with any more; those that users' keys may refer to stay.
 */
static void
end_false_stubs(NamedModels *named)
{
	const char *inferred = "";

	if (OidIsValid(SqlTable("inferred_edges")))
		inferred = " AND NOT EXISTS (SELECT FROM llmeco.inferred_edges i"
				   "  WHERE i.parent_id = m.model_id)";
	if (named->nfalse_stubs > 0 && !StoreRowsAreReferenced("models"))
		(void) SqlRun(
			psprintf(
				"DELETE FROM llmeco.models m WHERE m.model_id = ANY ($1)"
				" AND NOT EXISTS (SELECT FROM llmeco.model_edges e WHERE e.parent_id = m.model_id)"
				" AND NOT EXISTS (SELECT FROM llmeco.model_edges e WHERE e.child_id = m.model_id)"
				" AND NOT EXISTS (SELECT FROM llmeco.space_models u WHERE u.model_id = m.model_id)%s",
				inferred),
			sql_value(INT8ARRAYOID, StoreInt64Array(named->false_stubs, named->nfalse_stubs)));
}

/*
 * ModelLinksInsert inserts into a table what none has, in the order of the page, and
 * ends the set. Those of new rows come first: nobody else can have any, which spares
 * looking. Returns the number of rows inserted.
 */
int64
ModelLinksInsert(ModelLinks *links, const LinkTable *table)
{
	int64 n;
	Batch *added = BatchCreate("llmeco_links", pair_columns, lengthof(pair_columns));
	Batch *added_to_new = BatchCreate("llmeco_links", pair_columns, lengthof(pair_columns));
	ListCell *cell;

	foreach (cell, links->links)
	{
		const ModelLink *link = lfirst(cell);
		StoreRow *row = &links->page->rows[link->row];
		const NamedModel *model = link->model < 0 ? NULL : &links->named.models[link->model];
		PairKey key = {row->id, model == NULL ? 0 : model->model_id};
		const Pair *pair = pairs_lookup(links->pairs, key);

		CHECK_FOR_INTERRUPTS();
		if (pair == NULL || pair->stored || pair->link != link)
			continue;
		add_pair(row->action == STORE_INSERT ? added_to_new : added, key, link);
		row->links_changed = true;
		if (table->note != NULL)
			add_event(links, row, key, NULL, link->relation);
	}
	tuplestore_end(links->rows->rows);
	n = run_pairs(added_to_new, table->insert, links->page->now) +
		run_pairs(added, psprintf("%s ON CONFLICT DO NOTHING", table->insert), links->page->now);
	ModelEventsWrite(links->events, table->note, links->page->now, links->page->ledger);
	end_false_stubs(&links->named);
	return n;
}
