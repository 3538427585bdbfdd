/*
 * model_names.c: old names of models, and stubs that turn out to be one.
 *
 * store_rows.c settles who has which name. When the Hub lists a model under a
 * new name, the old one becomes an alias here. When the new name is held by a
 * stub, that was this model: its lineage moves over. A name that is current is
 * never an alias, except for that of a stub whose row has to stay; another
 * spelling of it is one, of the same model.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "utils/lsyscache.h"

#include "support/changed_sql.h"
#include "support/sql.h"
#include "store/model_events.h"
#include "store/model_names.h"
#include "store/store_values.h"
#include "support/server_text.h"

/*
 * move_lineage hands the derivations, Spaces, aliases and corrections of one
 * model to another. Returns the number of derivations that were between the two.
 */
static int64
move_lineage(int64 from, int64 to, TimestampTz now)
{
	/* with the column that is not there before ALTER EXTENSION UPDATE to 1.2.0 */
	static const char *const moves[] =
		{"INSERT INTO llmeco.model_edges AS e"
		 " (parent_id, child_id, weight, relation, provenance%s CHANGED(, changed_at))"
		 " SELECT $2, o.child_id, o.weight, o.relation, o.provenance%s CHANGED(, $3)"
		 " FROM llmeco.model_edges o WHERE o.parent_id = $1 AND o.child_id <> $2"
		 " ON CONFLICT (parent_id, child_id) DO UPDATE SET weight = EXCLUDED.weight,"
		 " relation = EXCLUDED.relation, provenance = EXCLUDED.provenance"
		 " CHANGED(, changed_at = EXCLUDED.changed_at)"
		 " WHERE EXCLUDED.provenance = 'manual' AND e.provenance <> 'manual'",
		 "INSERT INTO llmeco.model_edges AS e"
		 " (parent_id, child_id, weight, relation, provenance%s CHANGED(, changed_at))"
		 " SELECT o.parent_id, $2, o.weight, o.relation, o.provenance%s CHANGED(, $3)"
		 " FROM llmeco.model_edges o WHERE o.child_id = $1 AND o.parent_id <> $2"
		 " ON CONFLICT (parent_id, child_id) DO UPDATE SET weight = EXCLUDED.weight,"
		 " relation = EXCLUDED.relation, provenance = EXCLUDED.provenance"
		 " CHANGED(, changed_at = EXCLUDED.changed_at)"
		 " WHERE EXCLUDED.provenance = 'manual' AND e.provenance <> 'manual'",
		 "INSERT INTO llmeco.space_models (space_id, model_id%s)"
		 " SELECT o.space_id, $2%s FROM llmeco.space_models o WHERE o.model_id = $1"
		 " ON CONFLICT (space_id, model_id) DO NOTHING"};
	static const char *const statements[] =
		{"DELETE FROM llmeco.space_models WHERE model_id = $1",
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
	static const char *const inferred[] =
		{"INSERT INTO llmeco.inferred_edges"
		 " (child_id, parent_id, accepted_at, confidence, relation, evidence)"
		 " SELECT o.child_id, $2, o.accepted_at, o.confidence, o.relation, o.evidence"
		 " FROM llmeco.inferred_edges o WHERE o.parent_id = $1 AND o.child_id <> $2"
		 " ON CONFLICT (child_id, parent_id) DO NOTHING",
		 "DELETE FROM llmeco.inferred_edges WHERE parent_id = $1 OR child_id = $1"};
	SqlArg models[] = {sql_int64(from), sql_int64(to)};
	bool seen = get_attnum(SqlTable("model_edges"), "first_seen_at") != InvalidAttrNumber;

	for (int i = 0; i < lengthof(moves); i++)
		(void) SqlRun(ChangedSql(psprintf(moves[i], seen ? ", first_seen_at" : "",
										  seen ? ", o.first_seen_at" : "")),
					  models[0], models[1], sql_time(now));
	for (int i = 0; i < lengthof(statements); i++)
		(void) SqlRun(statements[i], models[0], models[1]);
	for (int i = 0; i < lengthof(corrections) && OidIsValid(SqlTable("edge_corrections")); i++)
		(void) SqlRun(corrections[i], models[0], models[1]);
	for (int i = 0; i < lengthof(inferred) && OidIsValid(SqlTable("inferred_edges")); i++)
		(void) SqlRun(inferred[i], models[0], models[1]);
	(void) SqlRun("DELETE FROM llmeco.model_edges"
				  " WHERE parent_id = $1 AND child_id <> $2 OR child_id = $1 AND parent_id <> $2",
				  models[0], models[1]);
	return SqlRun("DELETE FROM llmeco.model_edges WHERE parent_id = $1 OR child_id = $1",
				  models[0]);
}

/*
 * end_stub ends the row of a stub that is another model, to which its id leads from
 * now on. Where users' keys may refer to it, the row stays, as NAME#MODEL_ID and
 * removed, and this name is an alias of the model.
 */
static void
end_stub(const char *name, int64 stub_id, int64 model_id, TimestampTz now)
{
	StoreRowsRedirect("model", stub_id, model_id, now);
	if (!StoreRowsAreReferenced("models"))
	{
		(void) SqlRun("DELETE FROM llmeco.models WHERE model_id = $1", sql_int64(stub_id));
		return;
	}
	name = psprintf("%s#" INT64_FORMAT, name, stub_id);
	(void) SqlRun("INSERT INTO llmeco.model_aliases (name, model_id, seen_at)"
				  " VALUES ($1, $2, $3)",
				  sql_text(name), sql_int64(model_id), sql_time(now));
	(void) SqlRun(ChangedSql("UPDATE llmeco.models SET name = $1, removed_at = $3"
							 " CHANGED(, changed_at = $3) WHERE model_id = $2"),
				  sql_text(name), sql_int64(stub_id), sql_time(now));
}

/*
 * merge_stub ends a stub that turned out to be another model under its name.
 */
static void
merge_stub(StorePage *page, const char *name, int64 stub_id, int64 model_id)
{
	if (move_lineage(stub_id, model_id, page->now) > 0)
		LedgerNote(
			page->ledger, page->url, name, "self_loop",
			"the model was derived from itself under another name; the derivation is left out");
	end_stub(name, stub_id, model_id, page->now);
	page->ledger->counts.models_changed++;
}

/*
 * ModelNamesMergeStubs ends the stubs that have the new names of models of this
 * page, and makes these names free.
 */
void
ModelNamesMergeStubs(StorePage *page)
{
	for (int i = 0; i < page->nrows; i++)
	{
		const StoreRow *row = &page->rows[i];

		if (row->holder_id != 0 && row->holder_id != row->id && row->holder_hub_id == NULL &&
			row->name == row->listed_name)
			merge_stub(page, row->name, row->holder_id, row->id);
	}
}

/*
 * ModelNamesAddAlias notes that name leads to a model, unless it is the current name of
 * one; another spelling of the model's own name is an alias.
 */
void
ModelNamesAddAlias(const char *name, int64 model_id, TimestampTz now)
{
	(void) SqlRun(NameKeySql(
					  "INSERT INTO llmeco.model_aliases AS a (name, model_id, seen_at)"
					  " SELECT $1, $2, $3"
					  " WHERE NOT EXISTS (SELECT FROM llmeco.models m WHERE KEY(m.name) = KEY($1)"
					  "  AND (m.name = $1 OR m.model_id <> $2))"
					  " AND NOT EXISTS (SELECT FROM llmeco.model_aliases b"
					  "  WHERE KEY(b.name) = KEY($1) AND b.model_id = $2)"
					  " ON CONFLICT (KEY(name)) DO UPDATE SET name = EXCLUDED.name,"
					  " model_id = EXCLUDED.model_id, seen_at = EXCLUDED.seen_at"),
				  sql_text(name), sql_int64(model_id), sql_time(now));
}

/* ---- events ---- */

static const BatchColumn event_columns[] = {{"model_id", INT8OID},
											{"name", TEXTOID},
											{"former_name", TEXTOID},
											{"holder_id", INT8OID}};

/*
 * plain_name returns a name without what it is parked with.
 */
static char *
plain_name(const char *name)
{
	return pnstrdup(name, strcspn(name, "#"));
}

/*
 * add_renamed adds to a batch that a model was listed under another name than before.
 */
static void
add_renamed(Batch *batch, const StoreRow *row)
{
	const char *former =
		StoreRowsIsRenamed(row) && row->was_read ? plain_name(row->current_name) : row->listed_name;

	if (strcmp(former, row->listed_name) != 0)
		BatchAdd(batch,
				 (Datum[]) {Int64GetDatum(row->id), CStringGetTextDatum(row->listed_name),
							CStringGetTextDatum(former), 0},
				 (bool[]) {false, false, false, true});
}

/*
 * add_taken_over adds to a batch that a name went from one model to another, whether the
 * former has it still or has another one by now.
 */
static void
add_taken_over(Batch *batch, const StoreRow *row)
{
	int64 former = row->holder_id == 0          ? row->alias_id
				   : row->holder_hub_id != NULL ? row->holder_id
												: 0;

	if (former != 0 && former != row->id && row->name == row->listed_name)
		BatchAdd(batch,
				 (Datum[]) {Int64GetDatum(former), CStringGetTextDatum(row->name), 0,
							Int64GetDatum(row->id)},
				 (bool[]) {false, false, true, false});
}

/*
 * ModelNamesNote writes the events of the names of models of this page, which are
 * stored. What was never read has none.
 */
void
ModelNamesNote(StorePage *page)
{
	Batch *batch = BatchCreate("llmeco_events", event_columns, lengthof(event_columns));

	for (int i = 0; i < page->nrows; i++)
	{
		if (page->rows[i].action == STORE_KEEP)
			continue;
		add_renamed(batch, &page->rows[i]);
		add_taken_over(batch, &page->rows[i]);
	}
	ModelEventsWrite(
		batch,
		MODEL_EVENTS_INSERT
		"SELECT $1, $2, p.model_id, p.name,"
		" CASE WHEN p.holder_id IS NULL THEN 'renamed' ELSE 'name_taken_over' END,"
		" CASE WHEN p.holder_id IS NULL"
		"  THEN pg_catalog.jsonb_build_object('name', p.former_name)"
		"  ELSE pg_catalog.jsonb_build_object('model_id', m.model_id, 'hub_id', m.hub_id) END,"
		" CASE WHEN p.holder_id IS NULL THEN pg_catalog.jsonb_build_object('name', p.name)"
		"  ELSE pg_catalog.jsonb_build_object('model_id', h.model_id, 'hub_id', h.hub_id) END"
		" FROM llmeco_events p JOIN llmeco.models m ON m.model_id = p.model_id"
		" LEFT JOIN llmeco.models h ON h.model_id = p.holder_id"
		" WHERE m.fetched_at IS NOT NULL",
		page->now, page->ledger);
}

/* ---- old names ---- */

/*
 * was_stub says whether a name that a record of the page got had been a stub's,
 * in another spelling.
 */
static bool
was_stub(const StoreRow *row)
{
	return row->holder_id != 0 && row->holder_hub_id == NULL && row->holder_name != NULL &&
		   row->name == row->listed_name && strcmp(row->holder_name, row->name) != 0;
}

/*
 * ModelNamesKeepOld turns the names that models of this page gave up into aliases,
 * and ends aliases that became names.
 */
void
ModelNamesKeepOld(StorePage *page)
{
	const char **current = palloc(page->nrows * sizeof(char *));
	int64 *ids = palloc(page->nrows * sizeof(int64));
	int ncurrent = 0;

	for (int i = 0; i < page->nrows; i++)
	{
		StoreRow *row = &page->rows[i];

		if (row->alias_id == 0 || row->name != row->listed_name)
			continue;
		current[ncurrent] = row->name;
		ids[ncurrent++] = row->id;
	}
	if (ncurrent > 0)
		(void) SqlRun(NameKeySql(
						  "DELETE FROM llmeco.model_aliases l USING ROWS FROM"
						  " (pg_catalog.unnest($1), pg_catalog.unnest($2)) c (name, model_id)"
						  " WHERE KEY(l.name) = KEY(c.name)"
						  " AND (l.name = c.name OR l.model_id <> c.model_id)"),
					  sql_value(TEXTARRAYOID, ServerTextArray(current, ncurrent, NULL)),
					  sql_value(INT8ARRAYOID, StoreInt64Array(ids, ncurrent)));
	for (int i = 0; i < page->nrows; i++)
	{
		StoreRow *row = &page->rows[i];

		if (StoreRowsIsRenamed(row) && strchr(row->current_name, '#') == NULL)
			ModelNamesAddAlias(row->current_name, row->id, page->now);
		else if (was_stub(row))
			ModelNamesAddAlias(row->holder_name, row->id, page->now);
	}
}

/*
 * ModelNamesTakeOver makes name lead to a model: merges the stub that has it, else
 * notes an alias; a name that is current for a real model stays with that.
 */
void
ModelNamesTakeOver(StorePage *page, const char *name, int64 model_id)
{
	int64 holder_id = 0;
	char *holder_hub_id = NULL;

	if (SqlRun(NameKeySql(
				   "SELECT m.model_id, m.hub_id FROM llmeco.models m WHERE KEY(m.name) = KEY($1)"),
			   sql_text(name)) > 0)
	{
		holder_id = SqlResultInt64(0, 1);
		holder_hub_id = SqlResultText(0, 2);
	}
	SqlResultFree();
	if (holder_id != model_id && holder_hub_id != NULL)
		return;
	if (holder_id != 0 && holder_id != model_id)
		merge_stub(page, name, holder_id, model_id);
	ModelNamesAddAlias(name, model_id, page->now);
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
 * ModelNamesRepeat handles records whose model was stored in this run already:
 * another name is an alias, other values are left out, both with an error
 * row unless such repeats are expected.
 */
void
ModelNamesRepeat(StorePage *page, bool expected)
{
	for (int i = 0; i < page->nrepeats; i++)
	{
		StoreRow *row = &page->repeats[i];

		if (!row->known)
			elog(ERROR, "model %s was stored in this run and is not there", row->hub_id);
		if (strcmp(row->current_name, row->listed_name) != 0 &&
			!is_parked(row->current_name, row->listed_name))
		{
			LedgerNote(page->ledger, page->url, row->listed_name, "duplicate",
					   "model %s was listed as \"%s\" before; this name is kept as an alias",
					   row->hub_id, row->current_name);
			if (row->alias_id != row->id)
				ModelNamesTakeOver(page, row->listed_name, row->id);
		}
		else if (row->differs && !expected)
			LedgerNote(page->ledger, page->url, row->listed_name, "duplicate",
					   "model %s was listed before with other values, which are kept", row->hub_id);
	}
}
