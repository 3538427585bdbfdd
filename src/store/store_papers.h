/*
 * store_papers.h: papers, into the tables.
 */
#ifndef LLMECO_STORE_STORE_PAPERS_H
#define LLMECO_STORE_STORE_PAPERS_H

#include "fetch/hub/hub_papers.h"
#include "store/ledger.h"

extern bool
StorePaper(const char *arxiv_id, const HubPaper *paper, Ledger *ledger, const char *url);
extern void StoreNoPaper(const char *arxiv_id);

#endif /* LLMECO_STORE_STORE_PAPERS_H */
