/*
 * store_repos.h: GitHub repositories, into the tables.
 */
#ifndef LLMECO_STORE_STORE_REPOS_H
#define LLMECO_STORE_STORE_REPOS_H

#include "datatype/timestamp.h"
#include "nodes/pg_list.h"

#include "fetch/opendigger/label_files.h"
#include "store/ledger.h"

/* A row of llmeco.repos. */
typedef struct RepoRow
{
	int64 repo_id;
	int64 github_id;             /* 0: not known */
	TimestampTz exported_at;     /* 0: none */
	TimestampTz no_durations_at; /* 0: they are asked for */
	char *name;
} RepoRow;

extern void StoreDefaultRepos(Ledger *ledger);
extern void StoreLabel(Ledger *ledger, const LabelFile *label, const char *url);
extern void StoreRepoNames(Ledger *ledger, TimestampTz left_before);
extern List *StoreReposDue(TimestampTz due, bool all);
extern bool StoreRepoIdentity(Ledger *ledger, RepoRow *repo, int64 github_id, const char *url);
extern bool StoreRepoVisit(const RepoRow *repo, TimestampTz due_at);

#endif /* LLMECO_STORE_STORE_REPOS_H */
