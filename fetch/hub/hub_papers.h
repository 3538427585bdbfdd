/*
 * hub_papers.h: papers on arXiv, as models name them and as the Hub knows them.
 */
#ifndef LLMECO_FETCH_HUB_HUB_PAPERS_H
#define LLMECO_FETCH_HUB_HUB_PAPERS_H

#include <stddef.h>

#include "fetch/reader/fields.h"

typedef struct HubPaper
{
	const char *title;       /* NULL where not given */
	const char *github_repo; /* 'owner/name'; NULL where none is given */
	int64_t authors;         /* their number; RECORD_NULL where not given */
} HubPaper;

typedef struct HubPaperPage
{
	RecordPage head;
	HubPaper paper;
	int npapers; /* 1, 0: it could not be read */
} HubPaperPage;

extern size_t hub_arxiv_id(const char *text);
extern RecordResult hub_parse_paper(const RecordInput *input, HubPaperPage *page);
extern char *hub_paper_url(const char *endpoint, const char *arxiv_id);

#endif /* LLMECO_FETCH_HUB_HUB_PAPERS_H */
