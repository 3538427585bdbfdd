/*
 * graph.h: all models and derivations as a file for other programs.
 */
#ifndef LLMECO_VIZ_GRAPH_H
#define LLMECO_VIZ_GRAPH_H

#include <libpq-fe.h>

#include "data.h"

extern void GraphCheck(const char *path);
extern void GraphWrite(PGconn *conn, const char *path, DataFacts *facts);

#endif
