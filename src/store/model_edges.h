/*
 * model_edges.h: the lineage of a page of models, into the tables.
 */
#ifndef LLMECO_STORE_MODEL_EDGES_H
#define LLMECO_STORE_MODEL_EDGES_H

#include "store/store_rows.h"

extern void ModelEdgesStore(StorePage *page);

#endif /* LLMECO_STORE_MODEL_EDGES_H */
