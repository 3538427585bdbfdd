/*
 * space_models.c: the models that a page of Spaces uses, into
 * llmeco.space_models.
 *
 * Models that are not known become stubs where the run's scope takes in all
 * models. So do names without owner in any scope: these are old names of models
 * that are now listed under another, and few; refresh_spaces.c asks which.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_spaces.h"
#include "store/model_links.h"
#include "store/space_models.h"
#include "support/server_text.h"

static const LinkTable uses =
	{.read = "SELECT p.item, u.space_id, u.model_id, ''::text, ''::text FROM llmeco_rows p"
			 " JOIN llmeco.space_models u ON u.space_id = p.id",
	 .remove = "DELETE FROM llmeco.space_models u USING llmeco_links p"
			   " WHERE u.space_id = p.row_id AND u.model_id = p.model_id",
	 .insert = "INSERT INTO llmeco.space_models (space_id, model_id)"
			   " SELECT p.row_id, p.model_id FROM llmeco_links p"
			   " ON CONFLICT (space_id, model_id) DO NOTHING"};

/*
 * note_no_names notes what no model has as its name, nor can have.
 */
static void
note_no_names(ModelLinks *links)
{
	StorePage *page = links->page;
	ListCell *cell;

	foreach (cell, links->unknown)
	{
		const ModelLink *link = lfirst(cell);

		CHECK_FOR_INTERRUPTS();
		if (links->named.models[link->model].is_placeholder || !hub_valid_name(link->text))
			LedgerNote(page->ledger, page->url, page->rows[link->row].listed_name, "name",
					   "\"%s\" is not a model's name; left out", link->text);
	}
}

/*
 * SpaceModelsStore brings the uses of the page's Spaces, whose rows exist by now,
 * to what the page says. all_models: every model named becomes a row.
 */
void
SpaceModelsStore(StorePage *page, bool all_models)
{
	ModelLinks *links = ModelLinksCreate(page);

	for (int i = 0; i < page->nrows; i++)
	{
		const HubSpace *space = page->rows[i].record;

		for (int j = 0; j < space->nmodels; j++)
		{
			const char *name = ServerText(space->models[j], NULL);
			bool wanted =
				(all_models || strchr(name, '/') == NULL) && hub_valid_name(space->models[j]);

			ModelLinksAdd(links,
						  (ModelLink) {.row = i,
									   .model = NamedModelsAdd(&links->named, name, NULL, wanted),
									   .repaired = -1,
									   .text = name,
									   .relation = "",
									   .provenance = ""});
		}
	}
	ModelLinksResolve(links, false);
	note_no_names(links);
	ModelLinksCompare(links, &uses);
	(void) ModelLinksInsert(links, &uses);
}
