/*
 * label_files.h: OpenDigger's label files as records: which repositories are about
 * what.
 *
 * A label's id is ':' and the path of its file below the folder of labels,
 * without '.yml' or '/index.yml': 'technology/ai/index.yml' is
 * ':technology/ai'. A label names others by absolute id, with the colon, or by
 * their path from the folder that its own file is in.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_LABEL_FILES_H
#define LLMECO_FETCH_OPENDIGGER_LABEL_FILES_H

#include "fetch/reader/record.h"

/* A repository or an organization at GitHub. */
typedef struct LabelFileEntry
{
	int64_t id;       /* GitHub's number, which survives renames;
								 * RECORD_NULL: not given */
	const char *name; /* 'owner/repo', or a login; maybe an old one */
} LabelFileEntry;

typedef struct LabelFile
{
	RecordPage head;
	const char *id;   /* ':technology/ai' */
	const char *name; /* these: NULL where not given */
	const char *name_zh;
	const char *type;    /* Tech-0, Company, Project, ... */
	const char **labels; /* absolute ids, distinct, in the file's order */
	int nlabels;
	LabelFileEntry *repos; /* distinct, in the file's order */
	int nrepos;
	LabelFileEntry *orgs;
	int norgs;
} LabelFile;

extern RecordResult label_parse(const char *path, const RecordInput *input, LabelFile *label);
extern bool label_valid_id(const char *id);
extern char *label_path(const char *id, bool index);
extern char *label_url(const char *endpoint, const char *path);

#endif /* LLMECO_FETCH_OPENDIGGER_LABEL_FILES_H */
