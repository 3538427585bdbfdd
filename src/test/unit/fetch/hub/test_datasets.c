/*
 * When this fails, datasets, papers or the papers that tags name are read wrongly:
 * answers of /api/datasets and /api/papers as records.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_datasets.h"
#include "fetch/hub/hub_papers.h"
#include "problems.h"
#include "tap.h"

#define ID "66a1b2c3d4e5f60718293a4b"
#define HEAD "\"_id\":\"" ID "\",\"id\":\"a/d\""

static HubDatasetPage page;
static HubPaperPage paper_page;

/*
 * exact_copy copies text into memory that ends right behind it.
 */
static char *
exact_copy(const char *text)
{
	size_t len = strlen(text);
	char *exact = malloc(len + (len == 0));

	memcpy(exact, text, len);
	return exact;
}

/*
 * parse reads a page of datasets.
 */
static RecordResult
parse(const char *text)
{
	char *exact = exact_copy(text);
	RecordResult result;

	record_free(&page.head);
	result = hub_parse_datasets(&(RecordInput) {exact, strlen(text)}, &page);
	free(exact);
	return result;
}

/*
 * kinds_are: are the page's problems of these kinds, in this order?
 */
static bool
kinds_are(const RecordPage *head, const char *kinds)
{
	return are_kinds(head->problems, head->nproblems, kinds);
}

/*
 * dataset reads a page of one dataset with these fields behind _id and id.
 */
static const HubDataset *
dataset(const char *fields)
{
	static const HubDataset none = {.name = "(none)"};
	char text[4000];

	snprintf(text, sizeof(text), "[{" HEAD "%s%s}]", fields[0] == '\0' ? "" : ",", fields);
	return parse(text) == RECORD_OK && page.ndatasets == 1 ? &page.datasets[0] : &none;
}

/*
 * test_fields: one whole dataset.
 */
static void
test_fields(void)
{
	const HubDataset *d =
		dataset("\"gated\":\"auto\",\"disabled\":true,\"private\":false,\"likes\":7,"
				"\"downloads\":12345678901,\"downloadsAllTime\":23456789012,"
				"\"trendingScore\":0.5,\"sha\":\"0123456789012345678901234567890123456789\","
				"\"createdAt\":\"2024-02-29T12:00:00.250Z\","
				"\"lastModified\":\"2025-01-01T00:00:00.000Z\","
				"\"tags\":[\"language:en\",\"license:odc-by\",\"license:mit\"]");

	ok(same(d->hub_id, ID) && same(d->name, "a/d"), "identity");
	ok(same(d->license, "odc-by"), "the first licence of the tags");
	ok(same(d->gated, "auto") && d->disabled == HUB_TRUE, "gate, switched off");
	ok(same(d->sha, "0123456789012345678901234567890123456789"), "commit");
	ok(d->likes == 7 && d->downloads == INT64_C(12345678901) &&
		   d->downloads_all_time == INT64_C(23456789012),
	   "counters beyond 32 bits");
	ok(d->trending_score == 0.5, "trending score is a fraction");
	ok(d->created_at == INT64_C(1709208000250000) && d->modified_at == INT64_C(1735689600000000),
	   "dates");
	ok(d->ntags == 3 && same(d->tags[0], "language:en"), "tags");
	ok(kinds_are(&page.head, ""), "no problem");

	d = dataset("");
	ok(d->license == NULL && d->gated == NULL && d->sha == NULL && d->ntags == 0 &&
		   d->disabled == HUB_FLAG_NULL && d->likes == RECORD_NULL && d->downloads == RECORD_NULL &&
		   d->downloads_all_time == RECORD_NULL && isnan(d->trending_score) &&
		   d->created_at == RECORD_NULL && d->modified_at == RECORD_NULL,
	   "nothing given: nothing made up");
	ok(kinds_are(&page.head, ""), "and no problem");
	ok(dataset("\"createdAt\":\"2022-03-02T23:29:22.000Z\"")->created_at == RECORD_NULL,
	   "the Hub's placeholder is no date of creation");
	ok(same(dataset("\"cardData\":{\"license\":[\"mit\",\"x\"]}")->license, "mit"),
	   "without tags the card's licence");
}

/*
 * test_oddities: records and fields given badly cost themselves only.
 */
static void
test_oddities(void)
{
	const HubDataset *d = dataset("\"gated\":true,\"tags\":\"x\",\"likes\":-1,\"sha\":\"main\"");

	ok(d->gated == NULL && d->ntags == 0 && d->likes == RECORD_NULL && d->sha == NULL,
	   "fields that are not what they have to be");
	ok(kinds_are(&page.head, "range range negative type") ||
		   kinds_are(&page.head, "range range range type"),
	   "each is said");
	ok(parse("[{\"_id\":\"" ID "\",\"id\":\"squad\"},{\"_id\":7,\"id\":\"x\"},{" HEAD "},null]") ==
			   RECORD_OK &&
		   page.ndatasets == 2 && same(page.datasets[0].name, "squad"),
	   "a name without owner; bad records are left out");
	ok(parse("[{" HEAD ",\"private\":true,\"createdAt\":\"2024-02-29T12:00:00.250Z\"}]") ==
			   RECORD_OK &&
		   page.ndatasets == 0 && page.privates.n == 1 &&
		   page.privates.list[0].created_at == INT64_C(1709208000250000),
	   "a private one is left out, but for which it is, and when");
	ok(parse("{}") == RECORD_BAD && parse("[") == RECORD_BAD, "no list");
}

/*
 * arxiv_is: is text the number of a paper, this one?
 */
static bool
arxiv_is(const char *text, const char *number)
{
	char *exact = malloc(strlen(text) + 1);
	size_t len = hub_arxiv_id(strcpy(exact, text));

	free(exact);
	return len == strlen(number) && strncmp(text, number, len) == 0;
}

/*
 * test_numbers: numbers on arXiv.
 */
static void
test_numbers(void)
{
	static const char *const none[] = {"",
									   "2307",
									   "2307.",
									   "2307.092",
									   "2307.092881",
									   "23070.9288",
									   "2307.09288v",
									   "2307.09288v2x",
									   "2307.09288 ",
									   " 2307.09288",
									   "hep-th",
									   "hep-th/",
									   "hep-th/971120",
									   "hep-th/97112000",
									   "/9711200",
									   "an-archive-of-such-a-name/9711200",
									   "hep-th/9711200v",
									   "10.48550/arXiv.2307.09288"};
	bool all = true;

	ok(arxiv_is("2307.09288", "2307.09288") && arxiv_is("0704.0001", "0704.0001"),
	   "numbers of five digits and of four");
	ok(arxiv_is("2307.09288v2", "2307.09288") && arxiv_is("0704.0001v12", "0704.0001"),
	   "without version");
	ok(arxiv_is("hep-th/9711200", "hep-th/9711200") &&
		   arxiv_is("math.GT/0309136v1", "math.GT/0309136"),
	   "numbers of before 2007");
	for (int i = 0; i < (int) (sizeof(none) / sizeof(none[0])); i++)
		if (hub_arxiv_id(none[i]) != 0)
		{
			printf("# taken: \"%s\"\n", none[i]);
			all = false;
		}
	ok(all, "what is none");
}

/*
 * paper reads a paper with these fields.
 */
static const HubPaper *
paper(const char *fields)
{
	static const HubPaper none = {.title = "(none)"};
	char text[4000];
	char *exact;
	RecordResult result;

	record_free(&paper_page.head);
	snprintf(text, sizeof(text), "{\"id\":\"2307.09288\"%s%s}", fields[0] == '\0' ? "" : ",",
			 fields);
	exact = exact_copy(text);
	result = hub_parse_paper(&(RecordInput) {exact, strlen(text)}, &paper_page);
	free(exact);
	return result == RECORD_OK && paper_page.npapers == 1 ? &paper_page.paper : &none;
}

/*
 * repo_of reads a paper that names an address. Returns the repository.
 */
static const char *
repo_of(const char *address)
{
	char fields[500];

	snprintf(fields, sizeof(fields), "\"githubRepo\":\"%s\"", address);
	return paper(fields)->github_repo;
}

/*
 * test_papers: papers.
 */
static void
test_papers(void)
{
	static const char *const others[] = {"https://gitlab.com/a/b",
										 "https://github.com/a",
										 "https://github.com/a/",
										 "https://github.com//b",
										 "https://github.com.example.com/a/b",
										 "a/b"};
	const HubPaper *p = paper("\"title\":\"Llama 2:\\n  Open \",\"authors\":[{},{\"name\":\"B\"}],"
							  "\"githubRepo\":\"https://github.com/Lab-1/llama.c_2.git\"");

	ok(same(p->title, "Llama 2: Open"), "title in one line");
	ok(p->authors == 2, "number of authors");
	ok(same(p->github_repo, "Lab-1/llama.c_2"), "repository");
	ok(kinds_are(&paper_page.head, ""), "no problem");
	p = paper("");
	ok(p->title == NULL && p->authors == RECORD_NULL && p->github_repo == NULL,
	   "nothing given: nothing made up");
	ok(same(repo_of("http://www.GitHub.com/a/b/tree/main?x#y"), "a/b") &&
		   same(repo_of("github.com/a/b"), "a/b"),
	   "addresses within a repository, or written shorter");
	for (int i = 0; i < (int) (sizeof(others) / sizeof(others[0])); i++)
		ok(repo_of(others[i]) == NULL && kinds_are(&paper_page.head, "url"),
		   "no repository on GitHub");
	ok(paper("\"authors\":3,\"title\":[]")->authors == RECORD_NULL &&
		   kinds_are(&paper_page.head, "type type"),
	   "fields that are not what they have to be");
}

/*
 * test_urls: addresses.
 */
static void
test_urls(void)
{
	char *url = hub_paper_url("https://h", "hep-th/9711200");

	ok(same(url, "https://h/api/papers/hep-th/9711200"), "of a paper");
	free(url);
	url = hub_datasets_url("https://h", "likes", 1000);
	ok(strncmp(url, "https://h/api/datasets?limit=1000&sort=likes&expand=", 52) == 0,
	   "of a listing of datasets");
	free(url);
	url = hub_dataset_url("https://h", "a b/c");
	ok(strncmp(url, "https://h/api/datasets/a%20b/c?expand=", 38) == 0, "of a dataset");
	free(url);
}

int
main(void)
{
	test_fields();
	test_oddities();
	test_numbers();
	test_papers();
	test_urls();
	record_free(&page.head);
	record_free(&paper_page.head);
	return tap_done();
}
