/*
 * model_edges.c: the lineage of a page of models into llmeco.model_edges.
 *
 * Parents that are not known become stubs. What is no name is taken for one
 * where a model is called so, else for what it means, else it is kept as it is:
 * unresolved_parents.c. Derivations entered by hand are never touched, those
 * removed by hand never come back; llmeco.edge_corrections remembers what the
 * Hub says of both. A derivation that comes ends those that were inferred of its
 * model. Events are of what changes on the Hub.
 */
#include "postgres.h"

#include "fetch/hub/hub_model_record.h"
#include "fetch/hub/hub_names.h"
#include "support/sql.h"
#include "store/model_edges.h"
#include "store/model_events.h"
#include "store/model_links.h"
#include "support/server_text.h"

static const LinkTable edges = {
	.read = "SELECT c.item, e.child_id, e.parent_id, e.relation, e.provenance"
			" FROM llmeco_rows c JOIN llmeco.model_edges e ON e.child_id = c.id",
	.update = "UPDATE llmeco.model_edges e"
			  " SET relation = p.relation, provenance = p.provenance CHANGED(, changed_at = $1)"
			  " FROM llmeco_links p"
			  " WHERE e.parent_id = p.model_id AND e.child_id = p.row_id"
			  " AND e.provenance <> 'manual'",
	.remove = "DELETE FROM llmeco.model_edges e USING llmeco_links p"
			  " WHERE e.parent_id = p.model_id AND e.child_id = p.row_id"
			  " AND e.provenance <> 'manual'",
	.insert = "INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance"
			  " CHANGED(, changed_at))"
			  " SELECT p.model_id, p.row_id, p.relation, p.provenance CHANGED(, $1)"
			  " FROM llmeco_links p",
	.note = MODEL_EVENTS_INSERT
	"SELECT $1, $2, p.row_id, pg_catalog.split_part(c.name, '#', 1), p.kind,"
	" CASE WHEN p.before IS NOT NULL THEN pg_catalog.jsonb_build_object("
	"  'parent_id', m.model_id, 'parent', pg_catalog.split_part(m.name, '#', 1), 'relation', p.before) END,"
	" CASE WHEN p.after IS NOT NULL THEN pg_catalog.jsonb_build_object("
	"  'parent_id', m.model_id, 'parent', pg_catalog.split_part(m.name, '#', 1), 'relation', p.after) END"
	" FROM llmeco_link_events p JOIN llmeco.models c ON c.model_id = p.row_id"
	" JOIN llmeco.models m ON m.model_id = p.model_id"};

static const LinkTable corrections =
	{.read = "SELECT c.item, e.child_id, e.parent_id, e.hub_relation, e.hub_provenance"
			 " FROM llmeco_rows c JOIN llmeco.edge_corrections e ON e.child_id = c.id",
	 .update = "UPDATE llmeco.edge_corrections e"
			   " SET hub_relation = p.relation, hub_provenance = p.provenance"
			   " FROM llmeco_links p"
			   " WHERE e.parent_id = p.model_id AND e.child_id = p.row_id",
	 .remove = "UPDATE llmeco.edge_corrections e"
			   " SET hub_relation = NULL, hub_provenance = NULL FROM llmeco_links p"
			   " WHERE e.parent_id = p.model_id AND e.child_id = p.row_id"};

/*
 * add_parent adds a parent of the row at a place of the page. can_repair: the
 * tables can tell a repaired one.
 */
static void
add_parent(ModelLinks *links, int row, const HubParent *parent, bool can_repair)
{
	const char *text = ServerText(parent->text, NULL);
	bool as_written = parent->name == parent->text;
	ModelLink link = {.row = row,
					  .model = -1,
					  .repaired = -1,
					  .text = text,
					  .relation = hub_relation_name(parent->relation),
					  .provenance = hub_provenance_name(parent->provenance)};

	if (as_written || hub_listed_name(text))
		link.model = NamedModelsAdd(&links->named, text, parent->hub_id, as_written);
	if (parent->name != NULL && !as_written && can_repair)
		link.repaired = NamedModelsAdd(&links->named, parent->name, NULL, false);
	ModelLinksAdd(links, link);
}

/*
 * end_inferred ends the inferred derivations of the page's models that have others
 * now.
 */
static void
end_inferred(const StorePage *page)
{
	int64 *ids = palloc(page->nrows * sizeof(int64));
	int n = 0;

	for (int i = 0; i < page->nrows; i++)
		if (page->rows[i].links_changed)
			ids[n++] = page->rows[i].id;
	(void) SqlRun("DELETE FROM llmeco.inferred_edges i WHERE i.child_id = ANY ($1)"
				  " AND EXISTS (SELECT FROM llmeco.model_edges e WHERE e.child_id = i.child_id)",
				  sql_value(INT8ARRAYOID, StoreInt64Array(ids, n)));
}

/*
 * ModelEdgesStore brings the derivations of the page's models, whose rows exist
 * by now, to what the page says.
 */
void
ModelEdgesStore(StorePage *page, UnresolvedParents *unresolved)
{
	LedgerCounts *counts = &page->ledger->counts;
	ModelLinks *links = ModelLinksCreate(page);
	bool can_repair = UnresolvedParentsAreKept();
	int64 added;

	for (int i = 0; i < page->nrows; i++)
	{
		const HubModel *model = page->rows[i].record;

		for (int j = 0; j < model->nparents; j++)
			add_parent(links, i, &model->parents[j], can_repair);
	}
	ModelLinksResolve(links, true);
	counts->edges_seen += list_length(links->links) - list_length(links->unknown);
	UnresolvedParentsStore(unresolved, links);
	ModelLinksCompare(links, &edges);
	counts->edges_removed += links->nremoved;
	counts->edges_changed += links->nchanged;
	/* After the derivations: one that is removed by hand meanwhile is seen by one
	 * or the other. */
	if (links->rows->n > 0 && OidIsValid(SqlTable("edge_corrections")))
		ModelLinksCompare(links, &corrections);
	added = ModelLinksInsert(links, &edges);
	counts->edges_new += added;
	if (added > 0 && OidIsValid(SqlTable("inferred_edges")))
		end_inferred(page);
}
