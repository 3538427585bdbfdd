/*
 * model_edges.c: the lineage of a page of models into llmeco.model_edges.
 *
 * Parents that are not known become stubs. Derivations entered by hand are never
 * touched, those removed by hand never come back; llmeco.edge_corrections
 * remembers what the Hub says of both.
 */
#include "postgres.h"

#include "fetch/hub/hub_model_record.h"
#include "support/sql.h"
#include "store/model_edges.h"
#include "store/model_links.h"
#include "support/server_text.h"

static const LinkTable edges =
	{.read = "SELECT c.item, e.child_id, e.parent_id, e.relation, e.provenance"
			 " FROM llmeco_rows c JOIN llmeco.model_edges e ON e.child_id = c.id",
	 .update = "UPDATE llmeco.model_edges e"
			   " SET relation = p.relation, provenance = p.provenance FROM llmeco_links p"
			   " WHERE e.parent_id = p.model_id AND e.child_id = p.row_id"
			   " AND e.provenance <> 'manual'",
	 .remove = "DELETE FROM llmeco.model_edges e USING llmeco_links p"
			   " WHERE e.parent_id = p.model_id AND e.child_id = p.row_id"
			   " AND e.provenance <> 'manual'"};

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
 * ModelEdgesStore brings the derivations of the page's models, whose rows exist
 * by now, to what the page says.
 */
void
ModelEdgesStore(StorePage *page)
{
	LedgerCounts *counts = &page->ledger->counts;
	ModelLinks *links = ModelLinksCreate(page);

	for (int i = 0; i < page->nrows; i++)
	{
		const HubModel *model = page->rows[i].record;

		counts->edges_seen += model->nparents;
		for (int j = 0; j < model->nparents; j++)
		{
			const HubParent *parent = &model->parents[j];
			const char *name = ServerText(parent->name, NULL);

			ModelLinksAdd(links,
						  (ModelLink) {.row = i,
									   .model = NamedModelsAdd(&links->named, name, parent->hub_id,
															   true),
									   .relation = hub_relation_name(parent->relation),
									   .provenance = hub_provenance_name(parent->provenance)});
		}
	}
	ModelLinksResolve(links, true);
	ModelLinksCompare(links, &edges);
	counts->edges_removed += links->nremoved;
	counts->edges_changed += links->nchanged;
	/* After the derivations: one that is removed by hand meanwhile is seen by one
	 * or the other. */
	if (links->rows->n > 0 && OidIsValid(SqlTable("edge_corrections")))
		ModelLinksCompare(links, &corrections);
	counts->edges_new += ModelLinksInsert(
		links, "INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)"
			   " SELECT p.model_id, p.row_id, p.relation, p.provenance"
			   " FROM llmeco_links p ON CONFLICT (parent_id, child_id) DO NOTHING");
}
