/*
 * named_models.h: names of models to ids.
 */
#ifndef LLMECO_STORE_NAMED_MODELS_H
#define LLMECO_STORE_NAMED_MODELS_H

#include "support/dict.h"
#include "store/store_rows.h"

/* A model that the records of a page name. */
typedef struct NamedModel
{
	const char *name;    /* as first spelt, or as the Hub spells it */
	const char *hub_id;  /* NULL: not given */
	bool wanted;         /* it becomes a stub where it is not known */
	bool is_placeholder; /* stands where a name belongs: never a model, unless the
						  * Hub lists one */
	const char *author;  /* NULL: none */
	int64 author_id;     /* of one that may become a stub; 0: none, or not known */
	int64 model_id;      /* 0: not known */
} NamedModel;

typedef struct NamedModels
{
	NamedModel *models; /* in order of appearance */
	int n;
	int room;
	Dict names;
	NameSet placeholders; /* keys of llmeco.placeholders */
	int64 *false_stubs;   /* rows of placeholders that were taken for models */
	int nfalse_stubs;
} NamedModels;

extern void NamedModelsInit(NamedModels *named);
extern int NamedModelsAdd(NamedModels *named, const char *name, const char *hub_id, bool wanted);
extern void NamedModelsFind(NamedModels *named, StorePage *page);
extern void NamedModelsAddStubs(NamedModels *named, StorePage *page);

#endif /* LLMECO_STORE_NAMED_MODELS_H */
