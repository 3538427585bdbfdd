/*
 * coordinator.h: refusing to answer on a worker of a Citus cluster.
 */
#ifndef LLMECO_SUPPORT_COORDINATOR_H
#define LLMECO_SUPPORT_COORDINATOR_H

extern void CoordinatorRequire(void);

#endif /* LLMECO_SUPPORT_COORDINATOR_H */
