/*
 * find_model.h: models by name.
 */
#ifndef LLMECO_GRAPH_FIND_MODEL_H
#define LLMECO_GRAPH_FIND_MODEL_H

extern int64 FindModel(const char *name);

#endif /* LLMECO_GRAPH_FIND_MODEL_H */
