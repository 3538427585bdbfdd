/*
 * model_names.c: who has which name. A model is its Hub _id; names move.
 *
 * A name belongs to one model at a time. When the Hub lists a model under a
 * new name, the old one becomes an alias. When the new name is held by a
 * stub (known by name only), that stub was this model: its lineage moves
 * over. When it is held by another real model, that one must have moved: it
 * is kept as NAME#HUB_ID, which no name on the Hub can be, until it is listed
 * again. Within one run the first listing wins, so that a second run over the
 * same data changes nothing. A name that is current is never an alias.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "support/owner.h"
#include "store/store_rows.h"

/*
 * parked_name returns the name under which a model waits whose own is taken.
 */
static char *
parked_name(const char *name, const char *hub_id)
{
	return psprintf("%s#%s", name, hub_id);
}

/*
 * is_parked: is current the parked form of name?
 */
static bool
is_parked(const char *current, const char *name)
{
	size_t len = strlen(name);

	return strncmp(current, name, len) == 0 && current[len] == '#';
}

/*
 * DecideNames settles for every item which name it gets and whether its row
 * is kept, updated or inserted.
 */
void
DecideNames(StorePage *page)
{
	IdSet names;
	IdSet hub_ids;

	IdSetInit(&names, CurrentMemoryContext, page->nitems);
	IdSetInit(&hub_ids, CurrentMemoryContext, page->nitems);
	for (int i = 0; i < page->nitems; i++)
		IdSetAdd(&hub_ids, page->items[i].model->hub_id);

	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];
		const char *holder = item->holder_hub_id;
		bool taken = !IdSetAdd(&names, item->listed_name);

		/* A holder on this page moves or loses the name; one of an earlier
		 * page was listed under it. */
		if (!taken && item->holder_id != 0 && item->holder_id != item->model_id && holder != NULL &&
			!IdSetHas(&hub_ids, holder) && RowSetHas(&page->store->seen, item->holder_id))
			taken = true;
		if (taken)
		{
			item->name = parked_name(item->listed_name, item->model->hub_id);
			LedgerNote(
				page->store->ledger, page->url, item->listed_name, "duplicate",
				"two models, %s and an earlier one, have this name; this one is kept as \"%s\"",
				item->model->hub_id, item->name);
		}
		if (item->known)
			item->action = item->differs || strcmp(item->current_name, item->name) != 0
							   ? STORE_UPDATE
							   : STORE_KEEP;
		else if (!taken && item->holder_id != 0 && holder == NULL)
		{
			item->model_id = item->holder_id; /* the stub becomes real */
			item->action = STORE_UPDATE;
		}
		else
			item->action = STORE_INSERT;
	}
}

/*
 * is_renamed: does the row of a known model get another name?
 */
static bool
is_renamed(const StoreItem *item)
{
	return item->known && strcmp(item->current_name, item->name) != 0;
}

/*
 * move_lineage hands the derivations, Spaces, aliases and corrections of one
 * model to another. Returns the number of derivations that were between the two.
 */
static int64
move_lineage(int64 from, int64 to)
{
	static const char *const statements[] =
		{"INSERT INTO llmeco.model_edges AS e (parent_id, child_id, weight, relation, provenance)"
		 " SELECT $2, o.child_id, o.weight, o.relation, o.provenance"
		 " FROM llmeco.model_edges o WHERE o.parent_id = $1 AND o.child_id <> $2"
		 " ON CONFLICT (parent_id, child_id) DO UPDATE SET weight = EXCLUDED.weight,"
		 " relation = EXCLUDED.relation, provenance = EXCLUDED.provenance"
		 " WHERE EXCLUDED.provenance = 'manual' AND e.provenance <> 'manual'",
		 "INSERT INTO llmeco.model_edges AS e (parent_id, child_id, weight, relation, provenance)"
		 " SELECT o.parent_id, $2, o.weight, o.relation, o.provenance"
		 " FROM llmeco.model_edges o WHERE o.child_id = $1 AND o.parent_id <> $2"
		 " ON CONFLICT (parent_id, child_id) DO UPDATE SET weight = EXCLUDED.weight,"
		 " relation = EXCLUDED.relation, provenance = EXCLUDED.provenance"
		 " WHERE EXCLUDED.provenance = 'manual' AND e.provenance <> 'manual'",
		 "INSERT INTO llmeco.space_models (space_id, model_id)"
		 " SELECT o.space_id, $2 FROM llmeco.space_models o WHERE o.model_id = $1"
		 " ON CONFLICT (space_id, model_id) DO NOTHING",
		 "DELETE FROM llmeco.space_models WHERE model_id = $1",
		 "UPDATE llmeco.model_aliases SET model_id = $2 WHERE model_id = $1"};
	static const char *const corrections[] =
		{"INSERT INTO llmeco.edge_corrections (parent_id, child_id, is_parent,"
		 " hub_relation, hub_provenance, corrected_at, corrected_by)"
		 " SELECT $2, o.child_id, o.is_parent, o.hub_relation, o.hub_provenance,"
		 " o.corrected_at, o.corrected_by"
		 " FROM llmeco.edge_corrections o WHERE o.parent_id = $1 AND o.child_id <> $2"
		 " ON CONFLICT (parent_id, child_id) DO NOTHING",
		 "INSERT INTO llmeco.edge_corrections (parent_id, child_id, is_parent,"
		 " hub_relation, hub_provenance, corrected_at, corrected_by)"
		 " SELECT o.parent_id, $2, o.is_parent, o.hub_relation, o.hub_provenance,"
		 " o.corrected_at, o.corrected_by"
		 " FROM llmeco.edge_corrections o WHERE o.child_id = $1 AND o.parent_id <> $2"
		 " ON CONFLICT (parent_id, child_id) DO NOTHING",
		 "DELETE FROM llmeco.edge_corrections WHERE parent_id = $1 OR child_id = $1",
		 "DELETE FROM llmeco.model_edges e USING llmeco.edge_corrections c"
		 " WHERE c.parent_id = e.parent_id AND c.child_id = e.child_id"
		 " AND NOT c.is_parent AND (c.parent_id = $2 OR c.child_id = $2)"};
	Oid types[] = {INT8OID, INT8OID};
	Datum values[] = {Int64GetDatum(from), Int64GetDatum(to)};

	for (int i = 0; i < lengthof(statements); i++)
		(void) RunSql(statements[i], 2, types, values, NULL);
	for (int i = 0; i < lengthof(corrections) && HasTable("edge_corrections"); i++)
		(void) RunSql(corrections[i], 2, types, values, NULL);
	(void) RunSql("DELETE FROM llmeco.model_edges"
				  " WHERE parent_id = $1 AND child_id <> $2 OR child_id = $1 AND parent_id <> $2",
				  2, types, values, NULL);
	return RunSql("DELETE FROM llmeco.model_edges WHERE parent_id = $1 OR child_id = $1", 1, types,
				  values, NULL);
}

/*
 * merge_stub ends a stub that turned out to be another model under its name.
 */
static void
merge_stub(StorePage *page, const char *name, int64 stub_id, int64 model_id)
{
	if (move_lineage(stub_id, model_id) > 0)
		LedgerNote(
			page->store->ledger, page->url, name, "self_loop",
			"the model was derived from itself under another name; the derivation is left out");
	(void) RunSql("DELETE FROM llmeco.models WHERE model_id = $1", 1, (Oid[]) {INT8OID},
				  (Datum[]) {Int64GetDatum(stub_id)}, NULL);
	page->store->ledger->counts.models_changed++;
}

/*
 * FreeNames makes the names that DecideNames() gave away free: merges stubs,
 * and parks models that move or were displaced, so that names can be swapped
 * in any order.
 */
void
FreeNames(StorePage *page)
{
	Datum *parked = palloc(2 * page->nitems * sizeof(Datum));
	int nparked = 0;
	IdSet moving;

	IdSetInit(&moving, CurrentMemoryContext, 0);
	for (int i = 0; i < page->nitems; i++)
		if (is_renamed(&page->items[i]))
		{
			parked[nparked++] = Int64GetDatum(page->items[i].model_id);
			IdSetAdd(&moving, page->items[i].model->hub_id);
		}
	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];

		if (item->holder_id == 0 || item->holder_id == item->model_id ||
			item->name != item->listed_name)
			continue;
		if (item->holder_hub_id == NULL)
			merge_stub(page, item->name, item->holder_id, item->model_id);
		else if (!IdSetHas(&moving, item->holder_hub_id))
		{
			parked[nparked++] = Int64GetDatum(item->holder_id);
			page->store->ledger->counts.models_changed++;
			LedgerNote(
				page->store->ledger, page->url, item->name, "name",
				"the name went from model %s to %s; the former is kept as \"%s\" until it is listed again",
				item->holder_hub_id, item->model->hub_id,
				parked_name(item->name, item->holder_hub_id));
		}
	}
	if (nparked > 0)
		(void) RunSql("UPDATE llmeco.models SET name = name || '#' || hub_id"
					  " WHERE model_id = ANY ($1)",
					  1, (Oid[]) {INT8ARRAYOID},
					  (Datum[]) {
						  PointerGetDatum(construct_array(parked, nparked, INT8OID, sizeof(int64),
														  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE))},
					  NULL);
}

/*
 * AddAlias notes that name leads to a model, unless it is the current name of
 * one.
 */
void
AddAlias(const char *name, int64 model_id, TimestampTz now)
{
	(void) RunSql("INSERT INTO llmeco.model_aliases AS a (name, model_id, seen_at)"
				  " SELECT $1, $2, $3"
				  " WHERE NOT EXISTS (SELECT FROM llmeco.models m WHERE m.name = $1)"
				  " ON CONFLICT (name) DO UPDATE SET model_id = EXCLUDED.model_id,"
				  " seen_at = EXCLUDED.seen_at WHERE a.model_id <> EXCLUDED.model_id",
				  3, (Oid[]) {TEXTOID, INT8OID, TIMESTAMPTZOID},
				  (Datum[]) {CStringGetTextDatum(name), Int64GetDatum(model_id),
							 TimestampTzGetDatum(now)},
				  NULL);
}

/*
 * KeepOldNames turns the names that models of this page gave up into aliases,
 * and ends aliases that became names.
 */
void
KeepOldNames(StorePage *page)
{
	const char **current = palloc(page->nitems * sizeof(char *));
	int ncurrent = 0;

	for (int i = 0; i < page->nitems; i++)
	{
		StoreItem *item = &page->items[i];

		if (item->alias_id != 0 && item->name == item->listed_name)
			current[ncurrent++] = item->name;
		if (is_renamed(item) && strchr(item->current_name, '#') == NULL)
			AddAlias(item->current_name, item->model_id, page->now);
	}
	if (ncurrent > 0)
		(void) RunSql("DELETE FROM llmeco.model_aliases WHERE name = ANY ($1)", 1,
					  (Oid[]) {TEXTARRAYOID}, (Datum[]) {ServerTextArray(current, ncurrent, NULL)},
					  NULL);
}

/*
 * TakeOverName makes name lead to a model: merges the stub that has it, else
 * notes an alias; a name that is current for a real model stays with that.
 */
void
TakeOverName(StorePage *page, const char *name, int64 model_id)
{
	int64 holder_id = 0;
	char *holder_hub_id = NULL;

	if (RunSql("SELECT m.model_id, m.hub_id FROM llmeco.models m WHERE m.name = $1", 1,
			   (Oid[]) {TEXTOID}, (Datum[]) {CStringGetTextDatum(name)}, NULL) > 0)
	{
		holder_id = ResultInt64(0, 1);
		holder_hub_id = ResultText(0, 2);
	}
	SPI_freetuptable(SPI_tuptable);
	if (holder_id == model_id || holder_hub_id != NULL)
		return;
	if (holder_id != 0)
		merge_stub(page, name, holder_id, model_id);
	AddAlias(name, model_id, page->now);
}

/*
 * StoreRepeats handles records whose model was stored in this run already:
 * another name is an alias, other values are left out, both with an error
 * row unless such repeats are expected.
 */
void
StoreRepeats(StorePage *page, bool expected)
{
	for (int i = 0; i < page->nrepeats; i++)
	{
		StoreItem *item = &page->repeats[i];

		if (!item->known)
			elog(ERROR, "model %s was stored in this run and is not there", item->model->hub_id);
		if (strcmp(item->current_name, item->listed_name) != 0 &&
			!is_parked(item->current_name, item->listed_name))
		{
			LedgerNote(page->store->ledger, page->url, item->listed_name, "duplicate",
					   "model %s was listed as \"%s\" before; this name is kept as an alias",
					   item->model->hub_id, item->current_name);
			if (item->alias_id != item->model_id)
				TakeOverName(page, item->listed_name, item->model_id);
		}
		else if (item->differs && !expected)
			LedgerNote(page->store->ledger, page->url, item->listed_name, "duplicate",
					   "model %s was listed before with other values, which are kept",
					   item->model->hub_id);
	}
}
