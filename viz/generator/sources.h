/*
 * sources.h: the data files that a query makes.
 */
#ifndef LLMECO_VIZ_SOURCES_H
#define LLMECO_VIZ_SOURCES_H

#include "source.h"

/* Ends with one that has no name. */
extern const Source sources[];

#endif
