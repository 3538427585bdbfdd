/*
 * model_links.h: the models that the rows of a page name, and those that the
 * tables have for them.
 */
#ifndef LLMECO_STORE_MODEL_LINKS_H
#define LLMECO_STORE_MODEL_LINKS_H

#include "nodes/pg_list.h"

#include "store/named_models.h"

/* That a row of the page names a model. */
typedef struct ModelLink
{
	int row;                /* place in the page */
	int model;              /* place in the named models, -1: text is no name */
	int repaired;           /* place of what text means, if no model has that
							 * name; -1: nothing */
	const char *text;       /* as written */
	const char *relation;   /* "" where there are none */
	const char *provenance; /* of the relation */
} ModelLink;

/* A table of links. */
typedef struct LinkTable
{
	/* read reads of llmeco_rows (item, id) what the table has: item, id of the
	 * row, of the model, relation (NULL: nothing that can be removed) and
	 * provenance ('manual': neither changed nor removed) */
	const char *read;
	const char *insert; /* from llmeco_links; NULL: nothing is added */
	const char *update; /* from llmeco_links; NULL: there is nothing to update */
	const char *remove; /* from llmeco_links */
	const char *note;   /* writes events, from llmeco_link_events: row_id, model_id, kind, what
						 * the relation was and is; $1: now, $2: run; NULL: none */
} LinkTable;

typedef struct ModelLinks
{
	StorePage *page;
	NamedModels named;
	List *links;              /* as they come */
	List *unknown;            /* of these, those that lead to no model */
	struct pairs_hash *pairs; /* of ids, each once, with what is said of them */
	Batch *rows;              /* those that were there before */
	Batch *events;            /* of what the tables compared had */
	int64 nchanged;           /* in the table compared last */
	int64 nremoved;
} ModelLinks;

extern ModelLinks *ModelLinksCreate(StorePage *page);
extern void ModelLinksAdd(ModelLinks *links, ModelLink link);
extern void ModelLinksResolve(ModelLinks *links, bool among_models);
extern void ModelLinksCompare(ModelLinks *links, const LinkTable *table);
extern int64 ModelLinksInsert(ModelLinks *links, const LinkTable *table);

#endif /* LLMECO_STORE_MODEL_LINKS_H */
