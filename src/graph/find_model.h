/*
 * find_model.h: the model that a caller means, and those nearest to it.
 */
#ifndef LLMECO_GRAPH_FIND_MODEL_H
#define LLMECO_GRAPH_FIND_MODEL_H

#include "fmgr.h"

/* A model that a text means. */
typedef struct FoundModel
{
	int64 model_id;
	const char *name; /* that of today */
	const char *how;  /* name, case, alias, repaired */
} FoundModel;

/* What names are looked up in: what the caller may read. */
typedef enum NameSource
{
	NAMES_IN_TABLES,
	NAMES_IN_VIEWS
} NameSource;

extern bool FindModelMeant(const char *text, NameSource source, FoundModel *found);
extern int64 FindModel(const char *text);
extern int64 FindModelOf(FunctionCallInfo fcinfo, int i, NameSource source);

#endif /* LLMECO_GRAPH_FIND_MODEL_H */
