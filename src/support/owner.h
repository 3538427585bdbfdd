/*
 * owner.h: see old_names.h.
 */
#ifndef LLMECO_SUPPORT_OWNER_H
#define LLMECO_SUPPORT_OWNER_H

#include "support/old_names.h"

#endif /* LLMECO_SUPPORT_OWNER_H */
