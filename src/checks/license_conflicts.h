/*
 * license_conflicts.h: what llmeco.license_conflicts shows.
 */
#ifndef LLMECO_CHECKS_LICENSE_CONFLICTS_H
#define LLMECO_CHECKS_LICENSE_CONFLICTS_H

#include "graph/derivations.h"

extern void LicenseConflictsStore(const Derivations *all, const int8 *permissiveness);

#endif /* LLMECO_CHECKS_LICENSE_CONFLICTS_H */
