/*
 * influence.h: see support/old_names.h.
 */
#ifndef LLMECO_INFLUENCE_INFLUENCE_H
#define LLMECO_INFLUENCE_INFLUENCE_H

#include "influence/influence_compute.h"
#include "influence/influence_store.h"
#include "support/old_names.h"

#endif /* LLMECO_INFLUENCE_INFLUENCE_H */
