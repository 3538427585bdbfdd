/*
 * fuzz_datasets.c: datasets and papers. The first byte says which: 'l' a list of
 * datasets, 'p' a paper, anything else the number of one.
 */
#include "fetch/hub/hub_datasets.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_papers.h"
#include "check.h"

/*
 * datasets_hold reads datasets and looks at them.
 */
static void
datasets_hold(const char *body, size_t len)
{
	HubDatasetPage page;
	RecordResult result = hub_parse_datasets(&(RecordInput) {body, len}, &page);

	must(result != RECORD_NO_MEMORY && page.ndatasets <= page.head.nitems);
	must(result == RECORD_OK || page.ndatasets == 0);
	for (int i = 0; i < page.ndatasets; i++)
	{
		const HubDataset *dataset = &page.datasets[i];

		must(strlen(dataset->hub_id) == 24 && hub_listed_name(dataset->name));
		text_holds(dataset->license);
		text_holds(dataset->gated);
		text_holds(dataset->sha);
		must(dataset->likes >= 0 || dataset->likes == RECORD_NULL);
		must(dataset->downloads >= 0 || dataset->downloads == RECORD_NULL);
		for (int k = 0; k < dataset->ntags; k++)
			text_holds(dataset->tags[k]);
	}
	page_holds(&page.head);
	record_free(&page.head);
}

/*
 * paper_holds reads a paper and looks at it.
 */
static void
paper_holds(const char *body, size_t len)
{
	HubPaperPage page;
	RecordResult result = hub_parse_paper(&(RecordInput) {body, len}, &page);

	must(result != RECORD_NO_MEMORY && (result == RECORD_OK || page.npapers == 0));
	if (page.npapers == 1)
	{
		text_holds(page.paper.title);
		text_holds(page.paper.github_repo);
		must(page.paper.github_repo == NULL || strchr(page.paper.github_repo, '/') != NULL);
		must(page.paper.authors >= 0 || page.paper.authors == RECORD_NULL);
	}
	page_holds(&page.head);
	record_free(&page.head);
}

/*
 * number_holds reads a paper's number.
 */
static void
number_holds(const char *body, size_t len)
{
	char *text = malloc(len + 1);
	size_t n;

	must(text != NULL);
	memcpy(text, body, len);
	text[len] = '\0';
	n = hub_arxiv_id(text);
	must(n <= strlen(text) && (n == 0 || n >= 9));
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *body = (const char *) data + 1;

	if (size == 0)
		return 0;
	if (data[0] == 'l')
		datasets_hold(body, size - 1);
	else if (data[0] == 'p')
		paper_holds(body, size - 1);
	else
		number_holds(body, size - 1);
	return 0;
}
