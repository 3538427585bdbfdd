/*
 * store_repos.h: GitHub repositories, into the tables.
 */
#ifndef LLMECO_STORE_STORE_REPOS_H
#define LLMECO_STORE_STORE_REPOS_H

#include "datatype/timestamp.h"
#include "nodes/pg_list.h"

#include "fetch/opendigger/label_files.h"
#include "fetch/opendigger/od_meta.h"
#include "fetch/opendigger/od_metrics.h"
#include "store/ledger.h"

/* A row of llmeco.repos. */
typedef struct RepoRow
{
	int64 repo_id;
	int64 github_id;         /* 0: not known */
	TimestampTz exported_at; /* 0: none */
	char *name;
} RepoRow;

/* What was read of one file of a repository. */
typedef struct RepoFile
{
	bool read;
	bool complete; /* nothing of it was left out */
	OdFile file;
} RepoFile;

/* store_repos.c */
extern void StoreDefaultRepos(Ledger *ledger);
extern void StoreLabel(Ledger *ledger, const LabelFile *label, const char *url);
extern void StoreRepoNames(Ledger *ledger, TimestampTz left_before);

/* repo_files.c */
extern int ConnectForSets(void);
extern List *ReadReposDue(TimestampTz due, bool all);
extern bool StoreRepoIdentity(Ledger *ledger, RepoRow *repo, int64 github_id, const char *url);
extern bool StoreRepoVisit(const RepoRow *repo, TimestampTz due_at);
extern int64 StoreRepoLabels(int64 repo_id, const OdMeta *meta);
extern int64 StoreRepoFiles(int64 repo_id, const RepoFile *files);
extern bool IsComplete(const RecordPage *page);

#endif /* LLMECO_STORE_STORE_REPOS_H */
