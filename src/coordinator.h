/*
 * coordinator.h: refusing to answer on a worker of a Citus cluster.
 */
#ifndef LLMECO_COORDINATOR_H
#define LLMECO_COORDINATOR_H

extern void RequireCoordinator(void);

#endif							/* LLMECO_COORDINATOR_H */
