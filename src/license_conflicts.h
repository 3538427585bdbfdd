/*
 * license_conflicts.h: what llmeco.license_conflicts shows.
 */
#ifndef LLMECO_LICENSE_CONFLICTS_H
#define LLMECO_LICENSE_CONFLICTS_H

/*
 * StoreLicenseConflicts makes llmeco.conflicts what the active snapshot's
 * lineage and licences have in conflict, writing what differs. Between
 * SqlConnect() and SqlFinish(), by one at a time.
 */
extern void StoreLicenseConflicts(void);

#endif							/* LLMECO_LICENSE_CONFLICTS_H */
