/*
 * license_conflicts.h: what llmeco.license_conflicts shows.
 */
#ifndef LLMECO_CHECKS_LICENSE_CONFLICTS_H
#define LLMECO_CHECKS_LICENSE_CONFLICTS_H

#include "checks/license_lineage.h"

extern void LicenseConflictsStore(LicenseLineage *lineage);

#endif /* LLMECO_CHECKS_LICENSE_CONFLICTS_H */
