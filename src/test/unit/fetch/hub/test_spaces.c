/*
 * When this fails, Spaces or the models that they use are stored wrongly: pages
 * of Spaces as records.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_spaces.h"
#include "fetch/reader/text.h"
#include "fetch/reader/arena.h"
#include "problems.h"
#include "tap.h"

#define ID "66a1b2c3d4e5f60718293a4b"
#define HEAD "\"_id\":\"" ID "\",\"id\":\"a/s\""

static HubSpacePage page;

/*
 * parse reads a page of Spaces from memory that ends right behind it.
 */
static RecordResult
parse(const char *text)
{
	size_t len = strlen(text);
	char *exact = malloc(len + (len == 0));
	RecordResult result;

	record_free(&page.head);
	memcpy(exact, text, len);
	result = hub_parse_spaces(&(RecordInput) {exact, len}, &page);
	free(exact);
	return result;
}

/*
 * kinds_are: are the page's problems of these kinds, in this order?
 */
static bool
kinds_are(const char *kinds)
{
	return are_kinds(page.head.problems, page.head.nproblems, kinds);
}

/*
 * space reads a page of one Space with these fields behind _id and id.
 */
static const HubSpace *
space(const char *fields)
{
	static const HubSpace none = {.name = "(none)"};
	char text[8000];

	snprintf(text, sizeof(text), "[{" HEAD "%s%s}]", fields[0] == '\0' ? "" : ",", fields);
	return parse(text) == RECORD_OK && page.nspaces == 1 ? &page.spaces[0] : &none;
}

/*
 * models_are: has s these models, separated by blanks?
 */
static bool
models_are(const HubSpace *s, const char *names)
{
	char list[2000] = "";

	for (int i = 0; i < s->nmodels; i++)
		sprintf(list + strlen(list), "%s%s", i == 0 ? "" : " ", s->models[i]);
	if (strcmp(list, names) != 0)
		printf("# models: %s\n", list);
	return strcmp(list, names) == 0;
}

/*
 * test_fields: one whole Space.
 */
static void
test_fields(void)
{
	const HubSpace *s =
		space("\"author\":\"a\",\"sdk\":\"gradio\",\"likes\":12345678901,"
			  "\"trendingScore\":0.5,\"private\":false,"
			  "\"createdAt\":\"2024-02-29T12:00:00.250Z\","
			  "\"lastModified\":\"2025-01-01T00:00:00.000Z\","
			  "\"cardData\":{\"title\":\"  Chat\\tbot \",\"emoji\":\"\xF0\x9F\x92\xAC\","
			  "\"short_description\":\"Talk\",\"tags\":[\"x\"]},"
			  "\"models\":[\"b/z\",\"gpt2\",\"b/a\",\"gpt2\"]");

	ok(same(s->hub_id, ID) && same(s->name, "a/s") && same(s->author, "a"), "identity");
	ok(same(s->sdk, "gradio"), "sdk");
	ok(s->likes == INT64_C(12345678901), "likes beyond 32 bits");
	ok(s->trending_score == 0.5, "trending score is a fraction");
	/* date -u -d '2024-02-29 12:00' +%%s = 1709208000 */
	ok(s->created_at == INT64_C(1709208000250000), "created");
	ok(s->modified_at == INT64_C(1735689600000000), "modified");
	ok(same(s->title, "Chat bot"), "title without outer blanks, a tab is a blank");
	ok(same(s->emoji, "\xF0\x9F\x92\xAC"), "emoji");
	ok(same(s->description, "Talk"), "description");
	ok(models_are(s, "b/a b/z gpt2"), "models in order, once each, old names too");
	ok(kinds_are(""), "no problem");

	s = space("");
	ok(s->sdk == NULL && s->title == NULL && s->emoji == NULL && s->description == NULL &&
		   s->likes == RECORD_NULL && isnan(s->trending_score) && s->created_at == RECORD_NULL &&
		   s->modified_at == RECORD_NULL && s->nmodels == 0,
	   "nothing given: nothing made up");
	ok(kinds_are(""), "and no problem");
}

/*
 * test_oddities: fields given badly cost themselves only.
 */
static void
test_oddities(void)
{
	const HubSpace *s =
		space("\"cardData\":{\"title\":2024,\"emoji\":true,\"short_description\":[1]}");

	ok(same(s->title, "2024") && same(s->emoji, "true"),
	   "YAML's numbers and truth values are texts");
	ok(s->description == NULL && kinds_are("type"), "a list is no description");
	s = space("\"cardData\":{\"title\":\"\\u202Eevil\\u0007\\u0000\"}");
	ok(same(s->title, "evil") && kinds_are("text"),
	   "direction overrides, bells and NUL are taken out");
	s = space("\"cardData\":\"x\"");
	ok(same(s->name, "a/s") && kinds_are("type"), "cardData is a string");
	s = space("\"createdAt\":\"2022-03-02T23:29:04.000Z\"");
	ok(s->created_at == INT64_C(1646263744000000) && kinds_are(""),
	   "the Hub's placeholder is the date of a Space");
	ok(space("\"createdAt\":\"2020-01-01T00:00:00.000Z\"")->created_at == INT64_C(1577836800000000),
	   "a date before it, too");
	s = space(
		"\"likes\":-1,\"trendingScore\":\"x\",\"createdAt\":\"2024-02-30T00:00:00Z\",\"sdk\":7");
	ok(s->likes == RECORD_NULL && isnan(s->trending_score) && s->created_at == RECORD_NULL &&
		   s->sdk == NULL,
	   "nonsense is left out");
	ok(kinds_are("type range type range"), "and told");
	s = space("\"models\":[\"a//c\",7,null,\"ok/m\",\"b--c/m\",\"x#y\",\"a\\u0000/b\"]");
	ok(models_are(s, "b--c/m ok/m"), "names that are none are left out");
	ok(kinds_are("name type type name text name"), "and told");
	s = space("\"models\":\"ok/m\"");
	ok(s->nmodels == 0 && kinds_are("type"), "models is no array");
	s = space("\"models\":null");
	ok(s->nmodels == 0 && kinds_are(""), "models is null");
}

/*
 * test_many: a Space of more models than are kept.
 */
static void
test_many(void)
{
	char *text = malloc(100000);
	char *p = text + sprintf(text, "[{" HEAD ",\"models\":[");

	for (int i = 0; i < 2500; i++)
		p += sprintf(p, "%s\"m/%d\"", i == 0 ? "" : ",", i % 2100);
	strcpy(p, "]}]");
	ok(parse(text) == RECORD_OK && page.spaces[0].nmodels == 2000 && kinds_are("range"),
	   "at most 2000 models");
	free(text);
}

/*
 * test_pages: records that cannot be read, and pages.
 */
static void
test_pages(void)
{
	ok(parse("[]") == RECORD_OK && page.nspaces == 0 && page.head.nitems == 0, "an empty page");
	ok(parse("[{" HEAD "},{\"id\":\"a/t\"},{\"_id\":\"" ID "\"},7,{\"_id\":\"" ID
			 "\",\"id\":\"a//c\"},{\"x\":tru},{\"_id\":\"" ID "\",\"id\":\"b/u\"}]") == RECORD_OK,
	   "a page with broken records");
	ok(page.nspaces == 2 && page.head.nitems == 7 && same(page.spaces[1].name, "b/u"),
	   "the others are kept");
	ok(kinds_are("missing missing type name syntax"), "each of them is told");
	ok(page.head.nproblems == 5 && page.head.problems[0].item == 1 &&
		   same(page.head.problems[0].name, "a/t") && page.head.problems[4].item == 5,
	   "with its place and name");
	ok(parse("{" HEAD "}") == RECORD_BAD && page.nspaces == 0 && page.head.nproblems == 1 &&
		   page.head.problems[0].item == -1 &&
		   strstr(page.head.problems[0].message, "array of Spaces") != NULL,
	   "one Space where a page is wanted");
	ok(parse("[{" HEAD "}") == RECORD_BAD && page.nspaces == 0 && kinds_are("syntax"),
	   "a page cut short is not half read");
	ok(parse("{\"error\":\"Repository not found\"}") == RECORD_BAD && kinds_are("type") &&
		   strstr(page.head.problems[0].message, "Repository not found") != NULL,
	   "an error in words");
	ok(parse("<html>") == RECORD_BAD && kinds_are("syntax"), "HTML");
	ok(parse("") == RECORD_BAD && kinds_are("syntax"), "nothing");
	ok(parse("[{" HEAD ",\"cardData\":{\"title\":\"a\xFFz\"}}]") == RECORD_OK &&
		   same(page.spaces[0].title, "a\xEF\xBF\xBDz") && kinds_are("text"),
	   "invalid UTF-8");
}

/*
 * test_urls: addresses.
 */
static void
test_urls(void)
{
	char *url = hub_spaces_url("https://h", NULL, 1000);

	ok(same(url, "https://h/api/spaces?limit=1000&sort=createdAt&expand=cardData"
				 "&expand=createdAt&expand=lastModified&expand=likes&expand=models"
				 "&expand=private&expand=sdk"
				 "&expand=trendingScore"),
	   "of a page");
	free(url);
	url = hub_spaces_url("https://h", "li kes", 5);
	ok(strncmp(url, "https://h/api/spaces?limit=5&sort=li%20kes&", 43) == 0, "sorted otherwise");
	free(url);
}

/*
 * test_text: free texts, addresses and GitHub's names.
 */
static void
test_text(void)
{
	struct Arena *arena = arena_new(1024 * 1024);
	static const char *const urls[] = {"http://a", "https://a.b/c?d#e", "HTTPS://x.y:80/",
									   "https://u@h/"};
	static const char *const no_urls[] = {"",
										  "a.b",
										  "ftp://a",
										  "https://",
										  "https:///x",
										  "javascript:alert(1)",
										  "https://a b",
										  "https://a\"b",
										  "https://a\nb",
										  "https://a<b",
										  "//a",
										  "https://u@/",
										  "https://:80/"};
	static const char *const repos[] = {"a/b", "X-lab2017/open-digger", "a_co/.github", "a-/b",
										"a--b/c"};
	static const char *const no_repos[] = {"",     "a",   "a/",    "/b",    "a/b/c", "-a/b",
										   "a/..", "a/.", "a/b c", "a.b/c", "a/b?",  "a/\xC3\xA9"};
	char long_url[3000];
	char name[200];
	size_t len;

	ok(same(text_display(arena, " \t\r\n"), NULL) && same(text_display(arena, ""), NULL),
	   "blanks are nothing");
	ok(same(text_display(arena, "\xE3\x80\x80 a \xC2\xA0 b \xC2\xA0"), "a \xC2\xA0 b"),
	   "wide blanks go at the ends, stay within");
	ok(same(text_display(arena, "x\xE2\x80\x8D"
								"y\xC2\x85z\x7F"),
			"x\xE2\x80\x8D"
			"yz"),
	   "a joiner, of which emoji are made, stays");
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		ok(text_is_url(urls[i]), "is an address: %s", urls[i]);
	for (size_t i = 0; i < sizeof(no_urls) / sizeof(no_urls[0]); i++)
		ok(!text_is_url(no_urls[i]), "is no address: %zu", i);
	memset(long_url, 'a', sizeof(long_url));
	memcpy(long_url, "https://", 8);
	long_url[2048] = '\0';
	ok(text_is_url(long_url), "an address of 2048 bytes");
	long_url[2048] = 'a';
	long_url[2049] = '\0';
	ok(!text_is_url(long_url), "one byte more is too long");
	ok(strncmp(text_url_host("https://u:p@Host.x:80/a@b", &len), "Host.x", 6) == 0 && len == 6,
	   "the host of an address");
	for (size_t i = 0; i < sizeof(repos) / sizeof(repos[0]); i++)
		ok(text_is_repo(repos[i]), "is a repository: %s", repos[i]);
	for (size_t i = 0; i < sizeof(no_repos) / sizeof(no_repos[0]); i++)
		ok(!text_is_repo(no_repos[i]), "is no repository: %zu", i);
	memset(name, 'a', sizeof(name));
	ok(text_is_login(name, 39) && !text_is_login(name, 40) && !text_is_login(name, 0),
	   "a login has 1 to 39 characters");
	name[1] = '/';
	name[102] = '\0';
	ok(text_is_repo(name), "a repository's name has up to 100");
	name[102] = 'a';
	name[103] = '\0';
	ok(!text_is_repo(name), "101 are too many");
	arena_free(arena);
}

/*
 * test_private: what is private is left out.
 */
static void
test_private(void)
{
	ok(strcmp(space("\"private\":true,\"likes\":\"x\",\"lastModified\":\"2024-05-02T00:00:00Z\"")
				  ->name,
			  "(none)") == 0 &&
		   page.privates.n == 1 && strcmp(page.privates.list[0].hub_id, ID) == 0 &&
		   page.privates.list[0].modified_at != RECORD_NULL && page.head.nproblems == 0,
	   "a private Space is left out");
	ok(strcmp(space("\"private\":false")->name, "a/s") == 0 && page.privates.n == 0,
	   "a public one is not");
}

/*
 * parse_texts reads n texts as one page, each from memory that ends right behind it;
 * given says which of likes and sdk any record has.
 */
static RecordResult
parse_texts(const char *const *texts, int n, bool *given)
{
	static const char *const fields[] = {"likes", "sdk", NULL};
	RecordText exact[20];
	RecordResult result;

	record_free(&page.head);
	for (int i = 0; i < n; i++)
	{
		char *copy = malloc(strlen(texts[i]) + (texts[i][0] == '\0'));

		memcpy(copy, texts[i], strlen(texts[i]));
		exact[i] = (RecordText) {copy, strlen(texts[i])};
	}
	given[0] = given[1] = false;
	result = hub_parse_spaces(&(RecordInput) {.texts = exact,
											  .ntexts = n,
											  .fields = fields,
											  .given = given},
							  &page);
	for (int i = 0; i < n; i++)
		free((char *) exact[i].text);
	return result;
}

/*
 * test_texts: records that came one by one.
 */
static void
test_texts(void)
{
	static const char *const texts[] = {"{" HEAD "}",
										"",
										" \n",
										"\xEF\xBB\xBF{" HEAD ",\"likes\":1}\n",
										"{" HEAD "},{" HEAD "}",
										"{" HEAD,
										"{" HEAD "}]",
										"]",
										"[{" HEAD "}]",
										"null",
										"{" HEAD ",\"likes\":\"x\"}",
										"{" HEAD ",,}",
										"{\"id\":\"a/s\"}"};
	static const int failed[] = {1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12};
	bool given[2];
	bool right = true;

	ok(parse_texts(texts, 13, given) == RECORD_OK && page.nspaces == 3 && page.head.nitems == 13,
	   "texts: those that are a record each");
	ok(kinds_are("syntax syntax syntax syntax syntax type type type type syntax missing"),
	   "texts: what is wrong with one costs that one");
	for (int i = 0; i < page.head.nproblems && i < 11; i++)
		right &= page.head.problems[i].item == failed[i];
	ok(right, "texts: a problem has the place of its text");
	ok(given[0] && !given[1], "texts: which fields any record has");
	ok(parse_texts(texts, 1, given) == RECORD_OK && page.nspaces == 1 && !given[0] && !given[1],
	   "texts: none of them");
	ok(parse_texts(texts, 0, given) == RECORD_OK && page.nspaces == 0, "texts: none at all");
}

int
main(void)
{
	test_texts();
	test_private();
	test_fields();
	test_oddities();
	test_many();
	test_pages();
	test_urls();
	test_text();
	record_free(&page.head);
	return tap_done();
}
