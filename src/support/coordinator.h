/*
 * coordinator.h: whether there is Citus; refusing to answer on a worker of its cluster.
 */
#ifndef LLMECO_SUPPORT_COORDINATOR_H
#define LLMECO_SUPPORT_COORDINATOR_H

extern bool CoordinatorHasCluster(void);
extern void CoordinatorRequire(void);

#endif /* LLMECO_SUPPORT_COORDINATOR_H */
