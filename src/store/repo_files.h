/*
 * repo_files.h: what OpenDigger has of one repository, into the tables.
 */
#ifndef LLMECO_STORE_REPO_FILES_H
#define LLMECO_STORE_REPO_FILES_H

#include "fetch/opendigger/od_meta.h"
#include "fetch/opendigger/od_metrics.h"

/* What was read of one file of a repository. */
typedef struct RepoFile
{
	bool read;
	bool complete; /* nothing of it was left out */
	OdFile file;
} RepoFile;

extern int StoreConnectForSets(void);
extern bool StoreIsComplete(const RecordPage *page);
extern int64 StoreRepoLabels(int64 repo_id, const OdMeta *meta);
extern int64 StoreRepoFiles(int64 repo_id, const RepoFile *files);

#endif /* LLMECO_STORE_REPO_FILES_H */
