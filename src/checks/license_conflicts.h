/*
 * license_conflicts.h: what llmeco.license_conflicts shows.
 */
#ifndef LLMECO_CHECKS_LICENSE_CONFLICTS_H
#define LLMECO_CHECKS_LICENSE_CONFLICTS_H

#include "graph/derivations.h"

/*
 * StoreLicenseConflicts makes llmeco.conflicts what the derivations have in
 * conflict, writing what differs. permissiveness is that of each model's
 * licence, by position, -1: not known. Between SqlConnect() and SqlFinish(),
 * by one at a time.
 */
extern void StoreLicenseConflicts(const Derivations *all, const int8 *permissiveness);

#endif /* LLMECO_CHECKS_LICENSE_CONFLICTS_H */
