/*
 * hub_papers.c: papers on arXiv: their numbers, and what the Hub knows of them.
 *
 * What is known of /api/papers/{number} is from the Hub's own Python client, its class
 * PaperInfo, and answers seen: {id, title, authors: [{name, ...}], githubRepo, ...}.
 */
#include <json-c/json.h>
#include <string.h>
#include <strings.h>

#include "fetch/hub/hub_papers.h"
#include "fetch/hub/hub_urls.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"

#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* Bytes of the name of an archive, as of astro-ph or math.GT. */
#define MAX_ARCHIVE 20

/*
 * version_length returns the bytes of a version, v1, at the end of a number; 0: there
 * is none.
 */
static size_t
version_length(const char *text)
{
	size_t digits = text[0] == 'v' ? strspn(text + 1, DIGITS) : 0;

	return digits == 0 ? 0 : digits + 1;
}

/*
 * hub_arxiv_id returns the bytes of a paper's number, without its version, where text
 * is one: since April 2007 2307.09288, before hep-th/9711200; 0: it is none.
 */
size_t
hub_arxiv_id(const char *text)
{
	size_t archive = strspn(text, LETTERS "-.");
	size_t len = 0;

	if (archive == 0 && strspn(text, DIGITS) == 4 && text[4] == '.')
	{
		size_t digits = strspn(text + 5, DIGITS);

		len = digits == 4 || digits == 5 ? 5 + digits : 0;
	}
	else if (archive > 0 && archive <= MAX_ARCHIVE && text[archive] == '/' &&
			 strspn(text + archive + 1, DIGITS) == 7)
		len = archive + 1 + 7;
	return len > 0 && text[len + version_length(text + len)] == '\0' ? len : 0;
}

/*
 * read_github_repo returns owner/name of a repository's address on GitHub, of whatever
 * in it; NULL: it is none.
 */
static const char *
read_github_repo(RecordReader *reader, struct json_object *value)
{
	const char *text = value == NULL ? NULL : field_text(reader, value, "githubRepo");
	const char *p = text;
	size_t owner;
	size_t name;

	if (text == NULL || text[0] == '\0')
		return NULL;
	if (strncasecmp(p, "https://", 8) == 0)
		p += 8;
	else if (strncasecmp(p, "http://", 7) == 0)
		p += 7;
	if (strncasecmp(p, "www.", 4) == 0)
		p += 4;
	if (strncasecmp(p, "github.com/", 11) == 0)
	{
		p += 11;
		owner = strspn(p, LETTERS DIGITS "-");
		name = owner > 0 && p[owner] == '/' ? strspn(p + owner + 1, LETTERS DIGITS "-_.") : 0;
		if (name >= 4 && strncasecmp(p + owner + 1 + name - 4, ".git", 4) == 0)
			name -= 4;
		if (name > 0)
			return arena_text(reader->arena, p, owner + 1 + name);
	}
	record_problem(reader, "url", "githubRepo \"%s\" is no repository on GitHub; left out",
				   record_quote(reader, text));
	return NULL;
}

/*
 * read_title returns a title in one line, without the breaks and the indent that it
 * has on arXiv.
 */
static const char *
read_title(RecordReader *reader, struct json_object *value)
{
	const char *text = field_display(reader, value, "title");
	char *title = text == NULL ? NULL : arena_text(reader->arena, text, strlen(text));
	size_t n = 0;

	if (title == NULL)
		return NULL;
	for (const char *p = text; *p != '\0'; p++)
		if (*p != ' ' || (n > 0 && title[n - 1] != ' '))
			title[n++] = *p;
	title[n] = '\0';
	return title;
}

/*
 * take_paper reads a paper.
 */
static void
take_paper(RecordReader *reader, struct json_object *item, void *page_arg)
{
	HubPaperPage *page = page_arg;
	HubPaper *paper = &page->paper;
	struct json_object *authors = field_member(item, "authors");

	paper->title = read_title(reader, field_member(item, "title"));
	paper->github_repo = read_github_repo(reader, field_member(item, "githubRepo"));
	paper->authors = RECORD_NULL;
	if (json_object_is_type(authors, json_type_array))
		paper->authors = (int64_t) json_object_array_length(authors);
	else if (authors != NULL)
		record_problem(reader, "type", "authors is not an array; left out");
	page->npapers = 1;
}

static const AnswerKind one_paper = {.noun = "paper",
									 .single = true,
									 .page_size = sizeof(HubPaperPage),
									 .take = take_paper};

/*
 * hub_parse_paper reads the answer of /api/papers/{number}.
 */
RecordResult
hub_parse_paper(const RecordInput *input, HubPaperPage *page)
{
	return answer_read(&one_paper, input, &page->head, page);
}

/*
 * hub_paper_url returns the address of one paper.
 */
char *
hub_paper_url(const char *endpoint, const char *arxiv_id)
{
	return hub_record_url(endpoint, "/api/papers/", arxiv_id, "/", "");
}
