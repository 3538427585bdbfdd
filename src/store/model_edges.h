/*
 * model_edges.h: the lineage of a page of models, into the tables.
 */
#ifndef LLMECO_STORE_MODEL_EDGES_H
#define LLMECO_STORE_MODEL_EDGES_H

#include "store/store_rows.h"
#include "store/unresolved_parents.h"

extern void ModelEdgesStore(StorePage *page, UnresolvedParents *unresolved);

#endif /* LLMECO_STORE_MODEL_EDGES_H */
