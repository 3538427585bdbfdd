/*
 * When this fails, models are stored with wrong names, counters, dates or
 * parents, or a page that cannot be read is not told: the Hub's pages as
 * records, every field, given well and badly.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fetch/hub/hub_models.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/languages.h"
#include "fetch/reader/utf8.h"
#include "problems.h"
#include "tap.h"

#define ID "0123456789abcdef01234567"
#define HEAD "\"_id\":\"" ID "\",\"id\":\"a/m\""

static HubModelPage page;

/*
 * parse reads len bytes of a page of models into page, from memory that ends
 * right behind them.
 */
static RecordResult
parse_bytes(const char *text, size_t len)
{
	char *exact = malloc(len + (len == 0));
	RecordResult result;

	record_free(&page.head);
	memcpy(exact, text, len);
	result = hub_parse_models(&(RecordInput) {exact, len}, &page);
	free(exact);
	for (int i = 0; i < page.head.nproblems; i++)
		if (utf8_prefix(page.head.problems[i].message, strlen(page.head.problems[i].message)) !=
			strlen(page.head.problems[i].message))
			ok(false, "message is UTF-8: %s", text);
	return result;
}

/*
 * parse reads a page of models.
 */
static RecordResult
parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

/*
 * model reads a page of one model with these fields behind _id and id.
 * Returns it, an empty one where it was not kept.
 */
static HubModel *
model(const char *fields)
{
	static HubModel none;
	size_t room = strlen(fields) + 200;
	char *text = malloc(room);
	RecordResult result;

	snprintf(text, room, "[{" HEAD "%s%s}]", fields[0] == '\0' ? "" : ",", fields);
	result = parse(text);
	free(text);
	if (result == RECORD_OK && page.nmodels == 1 && page.head.nitems == 1)
		return &page.models[0];
	memset(&none, 0, sizeof(none));
	none.name = "";
	return &none;
}

/*
 * problems_are: are the page's problems of these kinds, separated by blanks,
 * in this order?
 */
static bool
problems_are(const char *kinds)
{
	return are_kinds(page.head.problems, page.head.nproblems, kinds);
}

/*
 * join puts a list of texts into one.
 */
static const char *
join(const char **list, int n)
{
	static char text[65536];
	char *p = text;

	*p = '\0';
	for (int i = 0; i < n; i++)
		p = stpcpy(stpcpy(p, i > 0 ? " " : ""), list[i]);
	return text;
}

/*
 * parents_are: are the model's parents, in order, 'name relation provenance',
 * separated by '; '? The relation of a text that is no name is '?'.
 */
static bool
parents_are(const HubModel *m, const char *expected)
{
	char text[4096] = "";

	for (int i = 0; i < m->nparents && i < 20; i++)
	{
		char one[400];

		snprintf(one, sizeof(one), "%s%s %s %s", i > 0 ? "; " : "",
				 m->parents[i].name == NULL ? m->parents[i].text : m->parents[i].name,
				 m->parents[i].name == NULL ? "?" : hub_relation_name(m->parents[i].relation),
				 m->parents[i].name != NULL && m->parents[i].name != m->parents[i].text
					 ? "repaired"
					 : hub_provenance_name(m->parents[i].provenance));
		strcat(text, one);
	}
	if (strcmp(text, expected) == 0)
		return true;
	printf("# parents: %s\n", text);
	return false;
}

/*
 * micros returns a time as hub_models.h counts it, computed by the C library.
 */
static int64_t
micros(int year, int month, int day, int hour, int minute, int second, int fraction)
{
	struct tm tm = {.tm_year = year - 1900,
					.tm_mon = month - 1,
					.tm_mday = day,
					.tm_hour = hour,
					.tm_min = minute,
					.tm_sec = second};

	return (int64_t) timegm(&tm) * 1000000 + fraction;
}

#define SHA "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"

/*
 * test_items: the two shapes of an item.
 */
static void
test_items(void)
{
	HubModel *m;

	parse("[{\"_id\":\"678359c065495e1686bb5055\",\"id\":\"nb/gutenberg3-12B\",\"likes\":3,"
		  "\"trendingScore\":0.5,\"private\":false,\"downloads\":26,\"tags\":[\"transformers\","
		  "\"en\",\"base_model:nb/Mahou\",\"base_model:finetune:nb/Mahou\",\"license:apache-2.0\","
		  "\"region:us\"],\"pipeline_tag\":\"text-generation\",\"library_name\":\"transformers\","
		  "\"createdAt\":\"2025-01-12T05:57:20.000Z\",\"modelId\":\"nb/gutenberg3-12B\"}]");
	ok(page.nmodels == 1 && page.head.nitems == 1 && problems_are(""),
	   "an item without expand is read");
	m = &page.models[0];
	ok(same(m->hub_id, "678359c065495e1686bb5055") && same(m->name, "nb/gutenberg3-12B") &&
		   same(m->author, "nb") && same(m->task, "text-generation") &&
		   same(m->library, "transformers") && same(m->license, "apache-2.0") &&
		   same(m->gated, NULL) && same(m->sha, NULL) && m->ntags == 6 &&
		   same(m->tags[5], "region:us") && same(join(m->languages, m->nlanguages), "en"),
	   "its texts");
	ok(m->downloads == 26 && m->likes == 3 && m->trending_score == 0.5 &&
		   m->downloads_all_time == RECORD_NULL && m->parameters == RECORD_NULL &&
		   m->modified_at == RECORD_NULL && m->created_at == micros(2025, 1, 12, 5, 57, 20, 0),
	   "its numbers");
	ok(parents_are(m, "nb/Mahou finetune tag"), "its parent");

	parse(
		"[{\"_id\":\"621ffdc136468d709f180294\",\"id\":\"sentence-transformers/all-MiniLM-L6-v2\","
		"\"author\":\"sentence-transformers\",\"baseModels\":{\"relation\":\"quantized\",\"models\":"
		"[{\"_id\":\"621ffdc136468d709f17e8f3\",\"id\":\"nreimers/MiniLM-L6-H384-uncased\"}]},"
		"\"cardData\":{\"base_model\":[\"x/ignored\"],\"language\":\"en\",\"license\":\"mit\"},"
		"\"disabled\":false,\"gated\":false,\"lastModified\":\"2026-06-01T06:29:13.123456Z\","
		"\"likes\":5120,\"trendingScore\":27,\"sha\":\"" SHA "\",\"downloads\":255316543,"
		"\"downloadsAllTime\":3400446695,\"safetensors\":{\"parameters\":{\"I64\":512,\"F32\":22713216},"
		"\"total\":22713728},\"model-index\":null,\"tags\":[\"base_model:nreimers/MiniLM-L6-H384-uncased\","
		"\"base_model:quantized:nreimers/MiniLM-L6-H384-uncased\",\"license:apache-2.0\"],"
		"\"createdAt\":\"2022-03-02T23:29:05.000Z\",\"inferenceProviderMapping\":[{}]}]");
	ok(page.nmodels == 1 && problems_are(""), "an item with expand is read");
	m = &page.models[0];
	ok(m->downloads_all_time == INT64_C(3400446695) && m->parameters == 22713728 &&
		   m->trending_score == 27 && same(m->gated, "no") && same(m->sha, SHA) &&
		   same(m->license, "apache-2.0") && m->created_at == RECORD_NULL &&
		   m->modified_at == micros(2026, 6, 1, 6, 29, 13, 123456),
	   "its fields");
	ok(parents_are(m, "nreimers/MiniLM-L6-H384-uncased quantized hub") &&
		   same(m->parents[0].hub_id, "621ffdc136468d709f17e8f3"),
	   "its parent has a _id");

	ok(m->disabled == HUB_FALSE && model("\"disabled\":true")->disabled == HUB_TRUE &&
		   model("\"disabled\":null")->disabled == HUB_FLAG_NULL && problems_are("") &&
		   model("\"disabled\":1")->disabled == HUB_FLAG_NULL && problems_are("type"),
	   "whether the Hub has switched it off");
	m = model("");
	ok(same(m->name, "a/m") && m->ntags == 0 && m->nlanguages == 0 && m->nparents == 0 &&
		   m->downloads == RECORD_NULL && m->likes == RECORD_NULL && isnan(m->trending_score) &&
		   m->created_at == RECORD_NULL && m->task == NULL && m->gated == NULL && problems_are(""),
	   "an item of _id and id alone");
	m = model(
		"\"downloads\":null,\"tags\":null,\"cardData\":null,\"gated\":null,\"baseModels\":null,"
		"\"createdAt\":null,\"safetensors\":null,\"pipeline_tag\":null,\"trendingScore\":null,"
		"\"gguf\":null,\"library_name\":\"\"");
	ok(same(m->name, "a/m") && m->downloads == RECORD_NULL && m->library == NULL &&
		   problems_are(""),
	   "null and empty are as if absent");
	parse("[{\"_id\":\"" ID "\",\"id\":\"gpt2\"}]");
	ok(page.nmodels == 1 && page.models[0].author == NULL, "a name without author");
}

/*
 * test_pages: answers that are no page, and pages that hold bad records.
 */
static void
test_pages(void)
{
	static const struct
	{
		const char *text;
		const char *kind;
	} bad[] = {{"", "syntax"},
			   {" \n", "syntax"},
			   {"<html><body>hi</body></html>", "syntax"},
			   {"null", "syntax"},
			   {"12", "syntax"},
			   {"not json", "syntax"},
			   {"[", "syntax"},
			   {"[{" HEAD "}", "syntax"},
			   {"[{" HEAD "},", "syntax"},
			   {"[{" HEAD "},]", "syntax"},
			   {"[{" HEAD "}] x", "syntax"},
			   {"[{" HEAD "} {}]", "syntax"},
			   {"[{" HEAD ",\"tags\":[\"a", "syntax"},
			   {"[,]", "syntax"},
			   {"{}", "type"},
			   {"{" HEAD "}", "type"},
			   {"{\"error\":", "syntax"},
			   {"[{" HEAD "}]]", "syntax"},
			   {"[{" HEAD "}}", "syntax"},
			   {"\xFF\xFE[", "syntax"},
			   {"{\"error\":\"Invalid username or password.\"}", "type"},
			   {"[{" HEAD ",\"tags\":\"\\", "syntax"}};
	char *deep = malloc(40000);
	char *p;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(parse(bad[i].text) == RECORD_BAD && page.nmodels == 0 && page.head.nproblems == 1 &&
			   same(page.head.problems[0].kind, bad[i].kind) && page.head.problems[0].item == -1 &&
			   page.head.problems[0].message[0] != '\0',
		   "no page: %s", bad[i].text);
	parse("{\"error\":\"Invalid username or password.\"}");
	ok(strstr(page.head.problems[0].message, "Invalid username or password.") != NULL,
	   "an error's text is told");
	parse("{\"error\":[\"first\",\"second\"]}");
	ok(strstr(page.head.problems[0].message, "first") != NULL, "an error list's text is told");
	parse("{\"errors\":[{\"message\":\"wrong sort\"}]}");
	ok(strstr(page.head.problems[0].message, "wrong sort") != NULL,
	   "an errors list's text is told");
	ok(parse("[]") == RECORD_OK && page.head.nitems == 0 && problems_are(""), "an empty page");
	ok(parse("\xEF\xBB\xBF [ ] \n") == RECORD_OK && page.head.nitems == 0,
	   "byte order mark and blanks");

	ok(parse("[1,null,\"x\",[{}],{" HEAD "},{},true]") == RECORD_OK && page.head.nitems == 7 &&
		   page.nmodels == 1 && problems_are("type type type type missing type") &&
		   page.head.problems[4].item == 5,
	   "elements that are no models");
	ok(parse("[{" HEAD "},{\"_id\":\"" ID "\",\"id\":\"a/b\",oops},{\"_id\":\"" ID
			 "\",\"id\":\"a/c\"}]") == RECORD_OK &&
		   page.head.nitems == 3 && page.nmodels == 2 && same(page.models[1].name, "a/c") &&
		   problems_are("syntax") && page.head.problems[0].item == 1,
	   "a record that is no JSON costs only itself");
	ok(parse("[{" HEAD ",\"likes\":1},{" HEAD ",\"likes\":2}]") == RECORD_OK && page.nmodels == 2 &&
		   page.models[1].likes == 2 && problems_are(""),
	   "a model twice is kept twice");

	p = stpcpy(deep, "[{" HEAD ",\"cardData\":{\"x\":");
	memset(p, '[', 10000);
	memset(p + 10000, ']', 10000);
	strcpy(p + 20000, "}},{\"_id\":\"" ID "\",\"id\":\"a/c\"}]");
	ok(parse(deep) == RECORD_OK && page.nmodels == 1 && same(page.models[0].name, "a/c") &&
		   problems_are("syntax"),
	   "a record nested too deep costs only itself");
	memset(p, '[', 20000);
	p[20000] = '\0';
	ok(parse(deep) == RECORD_BAD && problems_are("syntax"), "nesting without end");
	p = stpcpy(deep, "[{" HEAD ",\"cardData\":{\"x\":");
	memset(p, '[', 50);
	memset(p + 50, ']', 50);
	strcpy(p + 100, "}}]");
	ok(parse(deep) == RECORD_OK && page.nmodels == 1 && problems_are(""),
	   "a card nested 50 deep is fine");
	free(deep);

	/* every cut of a page is noticed */
	{
		const char *whole =
			"[{" HEAD ",\"tags\":[\"a\\u00e9\",\"\xC3\xA9\"],\"likes\":12,\"gated\":false}]";
		int noticed = 0;

		for (size_t len = 0; len < strlen(whole); len++)
			noticed += parse_bytes(whole, len) == RECORD_BAD && page.nmodels == 0;
		ok(noticed == (int) strlen(whole), "a cut at any byte is noticed");
	}
}

/*
 * test_identity: _id and id.
 */
static void
test_identity(void)
{
	static const struct
	{
		const char *fields;
		const char *kind;
	} bad[] = {{"\"id\":\"a/b\"", "missing"},
			   {"\"_id\":\"" ID "\"", "missing"},
			   {"\"_id\":null,\"id\":\"a/b\"", "missing"},
			   {"\"_id\":\"" ID "\",\"id\":null", "missing"},
			   {"\"_id\":5,\"id\":\"a/b\"", "type"},
			   {"\"_id\":\"xyz\",\"id\":\"a/b\"", "type"},
			   {"\"_id\":\"" ID "0\",\"id\":\"a/b\"", "type"},
			   {"\"_id\":\"0123456789abcdef0123456g\",\"id\":\"a/b\"", "type"},
			   {"\"_id\":\"\",\"id\":\"a/b\"", "type"},
			   {"\"_id\":\"" ID "\",\"id\":7", "type"},
			   {"\"_id\":\"" ID "\",\"id\":[\"a/b\"]", "type"},
			   {"\"_id\":\"" ID "\",\"id\":\"\"", "name"},
			   {"\"_id\":\"" ID "\",\"id\":\"a//b\"", "name"},
			   {"\"_id\":\"" ID "\",\"id\":\"a/b\\n\"", "name"},
			   {"\"_id\":\"" ID "\",\"id\":\"a/b#c\"", "name"},
			   {"\"_id\":\"" ID "\",\"id\":\"../b\"", "name"},
			   {"\"_id\":\"" ID "\",\"id\":\"a\\u0000/b\"", "name"},
			   {"\"_id\":\"" ID "\",\"modelId\":\"a/b\"", "missing"}};
	/* what the Hub lists is a name, whatever the grammar of today */
	static const char *const listed[] = {"b--c/model", "acme/tool.git", "a/b.ipynb", "a b",
										 "\xC3\xA4/b", "a/b/c",         "-/...",     "a..b/--"};
	static const char *const not_listed[] = {"",     "/",   "a/", "/b",      "a//b",  ".",
											 "a/..", "./b", "..", "a\x7F/b", "a/b\t", "a/b#0"};
	static const char *const good[] = {"a", "a/b", "A-b_c.d/E-f_g.h", "0/0", "a/.b", "-a/b-"};
	static const char *const wrong[] = {"",          "/",     "a/",     "/b",     "a/b/c",
										"a//b",      "a--b",  "a/b--c", "a..b/c", "a/b.git",
										"a/b.ipynb", "a/b c", "a/b:c",  "a/b\n",  "\xC3\xA4/b",
										"a/b%20",    "a\\b",  "-",      "./a",    "a/-",
										"_/b"};
	char name[600];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		char text[400];

		snprintf(text, sizeof(text), "[{%s,\"likes\":1},{" HEAD "}]", bad[i].fields);
		ok(parse(text) == RECORD_OK && page.head.nitems == 2 && page.nmodels == 1 &&
			   problems_are(bad[i].kind) && page.head.problems[0].item == 0,
		   "not loaded: %s", bad[i].fields);
	}
	parse("[{\"id\":\"a/b\"}]");
	ok(same(page.head.problems[0].name, "a/b"), "a problem names the record");
	for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
	{
		char text[400];

		snprintf(text, sizeof(text), "[{\"_id\":\"" ID "\",\"id\":\"%s\"}]", listed[i]);
		ok(parse(text) == RECORD_OK && page.nmodels == 1 && problems_are("") &&
			   same(page.models[0].name, listed[i]) && hub_listed_name(listed[i]) &&
			   !hub_valid_name(listed[i]),
		   "listed: %s", listed[i]);
	}
	for (size_t i = 0; i < sizeof(not_listed) / sizeof(not_listed[0]); i++)
		ok(!hub_listed_name(not_listed[i]), "cannot be listed: %s", not_listed[i]);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ok(hub_valid_name(good[i]) && hub_listed_name(good[i]), "name %s", good[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ok(!hub_valid_name(wrong[i]), "no name: %s", wrong[i]);
	memset(name, 'n', sizeof(name));
	memcpy(name, "a/", 2);
	name[2 + 96] = '\0';
	ok(hub_valid_name(name), "96 characters behind the slash");
	name[2 + 96] = 'n';
	name[2 + 97] = '\0';
	ok(!hub_valid_name(name), "97 are too many");
	ok(hub_listed_name(name), "but for what is listed");
	memset(name, 'n', sizeof(name));
	name[298] = '/';
	name[300] = '\0';
	ok(!hub_valid_name(name), "an author of 298 characters");
	memset(name, 'n', sizeof(name));
	name[513] = '\0';
	ok(!hub_listed_name(name), "513 characters are no name");
	name[512] = '\0';
	ok(hub_listed_name(name), "512 may be");
	ok(hub_same_name("Qwen/Qwen3-8B", "qwen/qwen3-8b") && !hub_same_name("a/b", "a/bc") &&
		   !hub_same_name("a/bc", "a/b") && !hub_same_name("a/[", "a/{") &&
		   !hub_same_name("\xC3\x84", "\xC3\xA4"),
	   "names that differ in case of ASCII only are one");
}

/*
 * test_numbers: counters and scores.
 */
static void
test_numbers(void)
{
	static const struct
	{
		const char *value;
		int64_t count;
		const char *kind;
	} counts[] = {{"0", 0, ""},
				  {"2147483648", INT64_C(2147483648), ""},
				  {"9007199254740993", INT64_C(9007199254740993), ""},
				  {"9223372036854775806", INT64_MAX - 1, ""},
				  {"9223372036854775807", RECORD_NULL, "range"},
				  {"9223372036854775808", RECORD_NULL, "range"},
				  {"100000000000000000000000", RECORD_NULL, "range"},
				  {"-1", RECORD_NULL, "range"},
				  {"-9223372036854775808", RECORD_NULL, "range"},
				  {"-99999999999999999999", RECORD_NULL, "range"},
				  {"0.5", RECORD_NULL, "type"},
				  {"5.0", 5, ""},
				  {"1e3", 1000, ""},
				  {"1e20", RECORD_NULL, "range"},
				  {"1e400", RECORD_NULL, "range"},
				  {"-0.5", RECORD_NULL, "range"},
				  {"NaN", RECORD_NULL, "range"},
				  {"Infinity", RECORD_NULL, "range"},
				  {"-Infinity", RECORD_NULL, "range"},
				  {"\"5\"", RECORD_NULL, "type"},
				  {"true", RECORD_NULL, "type"},
				  {"[5]", RECORD_NULL, "type"},
				  {"{}", RECORD_NULL, "type"},
				  {"null", RECORD_NULL, ""}};
	static const char *const fields[] = {"downloads", "downloadsAllTime", "likes"};
	char text[400];
	HubModel *m;

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		for (int field = 0; field < 3; field++)
		{
			int64_t count;

			snprintf(text, sizeof(text), "\"%s\":%s", fields[field], counts[i].value);
			m = model(text);
			count = field == 0 ? m->downloads : field == 1 ? m->downloads_all_time : m->likes;
			ok(same(m->name, "a/m") && count == counts[i].count && problems_are(counts[i].kind),
			   "%s", text);
		}
	ok(model("\"trendingScore\":-2")->trending_score == -2 && problems_are(""), "a negative score");
	ok(isnan(model("\"trendingScore\":NaN")->trending_score) && problems_are("range"), "score NaN");
	ok(isnan(model("\"trendingScore\":1e999")->trending_score) && problems_are("range"),
	   "score infinite");
	ok(isnan(model("\"trendingScore\":\"1\"")->trending_score) && problems_are("type"),
	   "score as text");

	ok(model("\"safetensors\":{\"total\":9,\"parameters\":{\"F32\":7}}")->parameters == 9 &&
		   problems_are(""),
	   "parameters: the total");
	ok(model("\"safetensors\":{\"total\":333312,\"parameters\":{\"BF16\":7615616512}}")
				   ->parameters == INT64_C(7615616512) &&
		   problems_are("range"),
	   "parameters: the types, where the total has less");
	ok(model("\"safetensors\":{\"total\":7,\"parameters\":{\"a\":9223372036854775800,"
			 "\"b\":9223372036854775800}}")
				   ->parameters == 7 &&
		   problems_are("range"),
	   "parameters: the total, where the types have too much");
	ok(model("\"safetensors\":{\"parameters\":{\"F32\":9,\"I64\":3}}")->parameters == 12 &&
		   problems_are(""),
	   "parameters: the sum");
	ok(model("\"safetensors\":{\"parameters\":{\"F32\":9,\"I64\":-3}}")->parameters == 9 &&
		   problems_are("range"),
	   "parameters: a negative one left out");
	ok(model(
		   "\"safetensors\":{\"parameters\":{\"a\":9223372036854775800,\"b\":9223372036854775800}}")
				   ->parameters == RECORD_NULL &&
		   problems_are("range"),
	   "parameters: a sum beyond 64 bits");
	ok(model("\"gguf\":{\"total\":8030261312}")->parameters == INT64_C(8030261312) &&
		   problems_are(""),
	   "parameters: gguf");
	ok(model("\"safetensors\":{\"total\":7},\"gguf\":{\"total\":8}")->parameters == 7,
	   "parameters: safetensors first");
	ok(model("\"safetensors\":[1],\"gguf\":5")->parameters == RECORD_NULL &&
		   problems_are("type type"),
	   "parameters: of wrong types");
}

/*
 * test_times: dates.
 */
static void
test_times(void)
{
	static const char *const bad[] = {"2025-02-29T00:00:00Z",
									  "2023-13-01T00:00:00Z",
									  "2023-00-01T00:00:00Z",
									  "2023-01-00T00:00:00Z",
									  "2023-04-31T00:00:00Z",
									  "2023-01-01T24:00:00Z",
									  "2023-01-01T00:60:00Z",
									  "2023-01-01T00:00:60Z",
									  "2023-01-01T00:00:00",
									  "2023-01-01 00:00:00Z",
									  "2023-01-01T00:00:00+00:00",
									  "2023-01-01",
									  "2023-01-01T00:00:00.Z",
									  "2023-01-01T00:00:00.5",
									  "2023-01-01T00:00:00ZZ",
									  "23-01-01T00:00:00Z",
									  "yesterday",
									  "1969-12-31T23:59:59Z",
									  "2100-02-29T00:00:00Z",
									  "2023-1-01T00:00:00Z",
									  "+023-01-01T00:00:00Z"};
	char text[200];
	int right = 0;

	ok(model("\"createdAt\":\"2024-02-29T23:59:59.999Z\"")->created_at ==
			   micros(2024, 2, 29, 23, 59, 59, 999000) &&
		   problems_are(""),
	   "a leap day");
	ok(model("\"createdAt\":\"2022-03-03T00:00:00Z\"")->created_at ==
		   micros(2022, 3, 3, 0, 0, 0, 0),
	   "no fraction");
	ok(model("\"createdAt\":\"2023-05-06T07:08:09.1234567891Z\"")->created_at ==
		   micros(2023, 5, 6, 7, 8, 9, 123456),
	   "more than six digits");
	ok(model("\"createdAt\":\"2022-03-02T23:29:04.000Z\"")->created_at == RECORD_NULL &&
		   problems_are(""),
	   "the placeholder is no date");
	ok(model("\"createdAt\":\"2022-03-02T23:59:59.999Z\"")->created_at == RECORD_NULL &&
		   problems_are(""),
	   "nor is anything before the third of March 2022");
	ok(model("\"lastModified\":\"2022-03-02T23:29:04.000Z\"")->modified_at ==
		   micros(2022, 3, 2, 23, 29, 4, 0),
	   "a change may be that old");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		snprintf(text, sizeof(text), "\"createdAt\":\"%s\"", bad[i]);
		ok(model(text)->created_at == RECORD_NULL && problems_are("range"), "no time: %s", bad[i]);
	}
	ok(model("\"createdAt\":1700000000")->created_at == RECORD_NULL && problems_are("type"),
	   "a time as number");
	for (int day = 0; day < 40000; day += 7)
	{
		time_t t = (time_t) day * 86400 + day;
		struct tm tm;

		gmtime_r(&t, &tm);
		strftime(text, sizeof(text), "\"lastModified\":\"%Y-%m-%dT%H:%M:%SZ\"", &tm);
		right += model(text)->modified_at == (int64_t) t * 1000000;
	}
	ok(right == (40000 + 6) / 7, "dates from 1970 to 2079 agree with the C library");
}

/*
 * is_language says whether a tag is a language, and this one.
 */
static bool
is_language(const char *tag, const char *code, LanguageSign sign)
{
	Language language;

	return language_read_tag(&language, tag) && same(language.code, code) && language.number >= 0 &&
		   language.number < LANGUAGES && language.sign == sign;
}

/*
 * languages_are says whether the languages of these tags are those.
 */
static bool
languages_are(const char *tags, const char *languages)
{
	HubModel *m = model(tags);

	return same(join(m->languages, m->nlanguages), languages) && problems_are("");
}

/*
 * test_languages: what among the tags is a language.
 */
static void
test_languages(void)
{
	static const char *const none[] =
		{"",         "a",       "a ",           "zz",         "a a",   "codes", "EN",
		 "zh-",      "-zh",     "zh--TW",       "zh-TWW",     "zh-XX", "sd-xl", "en-tw2",
		 "t5-small", "en-base", "zh-Hant-TW-x", "zh-TW-Hant", "qaa",   "und",   "text-generation"};
	Language language;
	int n = 0;

	ok(is_language("aa", "aa", LANGUAGE_NEEDS_NONE) &&
		   is_language("zu", "zu", LANGUAGE_NEEDS_NONE) &&
		   is_language("aab", "aab", LANGUAGE_NEEDS_NONE) &&
		   is_language("zza", "zza", LANGUAGE_NEEDS_NONE) &&
		   is_language("code", "code", LANGUAGE_NEEDS_NONE) &&
		   is_language("multilingual", "multilingual", LANGUAGE_NEEDS_NONE),
	   "the list's ends");
	ok(is_language("kam", "kam", LANGUAGE_NEEDS_NONE) &&
		   is_language("suk", "suk", LANGUAGE_NEEDS_NONE) &&
		   is_language("ger", "ger", LANGUAGE_NEEDS_NONE) &&
		   is_language("new", "new", LANGUAGE_NEEDS_OTHERS) &&
		   is_language("ml", "ml", LANGUAGE_NEEDS_OTHERS) &&
		   is_language("jax", "jax", LANGUAGE_NEEDS_CARD),
	   "all of ISO 639, and what they need");
	ok(is_language("zh-TW", "zh", LANGUAGE_NEEDS_NONE) &&
		   is_language("pt_br", "pt", LANGUAGE_NEEDS_NONE) &&
		   is_language("es-419", "es", LANGUAGE_NEEDS_NONE) &&
		   is_language("zh-Hant-TW", "zh", LANGUAGE_NEEDS_NONE) &&
		   is_language("kam_Latn", "kam", LANGUAGE_NEEDS_NONE) &&
		   is_language("new-NP", "new", LANGUAGE_NEEDS_NONE),
	   "regions and scripts");
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		n += language_read_tag(&language, none[i]);
	ok(n == 0, "what is none");

	ok(languages_are("\"tags\":[\"transformers\",\"new\",\"custom_code\",\"en\"]", "en") &&
		   languages_are("\"tags\":[\"bpy\",\"en\"]", "en") &&
		   languages_are("\"tags\":[\"sms\",\"text-classification\"]", "") &&
		   languages_are("\"tags\":[\"cat\",\"en\",\"fr\"]", "en fr") &&
		   languages_are("\"tags\":[\"en\",\"jax\",\"fr\"]", "en fr") &&
		   languages_are("\"tags\":[\"code\",\"ast\",\"en\",\"en\"]", "code en"),
	   "ambiguous words");
	ok(languages_are("\"tags\":[\"kam\",\"sw\",\"luo\",\"en\"]", "kam sw luo en") &&
		   languages_are("\"tags\":[\"ca\",\"ast\",\"es\"]", "ca ast es") &&
		   languages_are("\"tags\":[\"new\",\"x\"],\"cardData\":{\"language\":\"new\"}", "new") &&
		   languages_are("\"tags\":[\"zh-TW\",\"zh\",\"pt-br\"]", "zh pt"),
	   "those that are meant");
}

/*
 * test_texts: task, license, gated, languages, tags and their characters.
 */
static void
test_texts(void)
{
	HubModel *m;
	char *text = malloc(500000);
	char *p;
	size_t len;

	ok(same(model("\"gated\":\"auto\"")->gated, "auto") && problems_are(""), "gated auto");
	ok(same(model("\"gated\":\"manual\"")->gated, "manual"), "gated manual");
	ok(model("\"gated\":true")->gated == NULL && problems_are("range"), "gated true");
	ok(model("\"gated\":\"maybe\"")->gated == NULL && problems_are("range"), "gated unknown");
	ok(model("\"gated\":1")->gated == NULL && problems_are("type"), "gated of a wrong type");
	ok(same(model("\"sha\":\"" SHA "\"")->sha, SHA) && problems_are(""), "sha of 40 digits");
	ok(model("\"sha\":\"" SHA "012345678901234567890123\"")->sha != NULL && problems_are(""),
	   "sha of 64 digits");
	ok(model("\"sha\":\"" SHA "0\"")->sha == NULL && problems_are("range"), "sha of 41 digits");
	ok(model("\"sha\":\"main\"")->sha == NULL && problems_are("range"), "sha that is a branch");
	ok(model("\"sha\":7")->sha == NULL && problems_are("type"), "sha of a wrong type");
	ok(model("\"sha\":null")->sha == NULL && problems_are(""), "sha null");
	m = model("\"pipeline_tag\":5,\"library_name\":[],\"tags\":\"x\",\"cardData\":\"y\"");
	ok(m->task == NULL && m->library == NULL && m->ntags == 0 &&
		   problems_are("type type type type"),
	   "texts of wrong types");

	ok(same(model("\"cardData\":{\"license\":\"mit\"}")->license, "mit"), "license of the card");
	ok(same(model("\"cardData\":{\"license\":[\"mit\",\"gpl\"]}")->license, "mit"),
	   "license list of the card");
	ok(model("\"cardData\":{\"license\":[]}")->license == NULL && problems_are(""),
	   "empty license list");
	ok(model("\"cardData\":{\"license\":{\"a\":1}}")->license == NULL && problems_are("type"),
	   "license object");
	ok(same(
		   model(
			   "\"tags\":[\"license:\",\"license:x\",\"license:y\"],\"cardData\":{\"license\":\"mit\"}")
			   ->license,
		   "x"),
	   "the first license tag wins");

	m = model(
		"\"tags\":[\"tf\",\"en\",\"zh\",\"jax\",\"trl\",\"sft\",\"code\",\"EN\",\"yue\",\"en\",\"moe\"],"
		"\"cardData\":{\"language\":[\"zh\",\"pt-BR\",\"multilingual\",\"zh\"]}");
	ok(same(join(m->languages, m->nlanguages), "zh pt multilingual en code yue") &&
		   problems_are(""),
	   "languages: card first, then tags, each once");
	m = model("\"cardData\":{\"language\":[\"english\",7,null,\"\",\"DE\"]}");
	ok(same(join(m->languages, m->nlanguages), "de") && problems_are("range type"),
	   "languages that are none");
	ok(same(join(model("\"cardData\":{\"language\":\"fr\"}")->languages, 1), "fr"), "one language");
	ok(model("\"cardData\":{\"language\":{\"a\":1}}")->nlanguages == 0 && problems_are("type"),
	   "language object");
	test_languages();

	m = model("\"tags\":[\"a\",5,null,\"\",\"b\",{}]");
	ok(same(join(m->tags, m->ntags), "a b") && problems_are("type type"), "tags that are none");
	m = model("\"pipeline_tag\":\"te\\u0000xt\",\"tags\":[\"\\u0000\",\"a\\u0000\"]");
	ok(same(m->task, "text") && same(join(m->tags, m->ntags), "a") &&
		   problems_are("text text text"),
	   "NUL is taken out");
	m = model("\"pipeline_tag\":\"\\ud83d\\ude00\"");
	ok(same(m->task, "\xF0\x9F\x98\x80") && problems_are(""), "a surrogate pair");
	m = model("\"pipeline_tag\":\"x\\ud800y\"");
	ok(same(m->task, "x\xEF\xBF\xBDy") && problems_are("text"), "half a surrogate pair");
	m = model("\"pipeline_tag\":\"x\xEF\xBF\xBDy\"");
	ok(same(m->task, "x\xEF\xBF\xBDy") && problems_are(""), "U+FFFD itself");

	ok(parse("[{" HEAD "},{\"_id\":\"" ID
			 "\",\"id\":\"a/b\",\"pipeline_tag\":\"x\xFF\xC0\x80y\xED\xA0\x80\","
			 "\"likes\":3},{\"_id\":\"" ID
			 "\",\"id\":\"a/c\",\"pipeline_tag\":\"\xC3\xA4\"}]") == RECORD_OK &&
		   page.nmodels == 3 && problems_are("text") && page.head.problems[0].item == 1 &&
		   same(page.head.problems[0].name, "a/b") && page.models[1].likes == 3 &&
		   same(page.models[2].task, "\xC3\xA4") &&
		   same(page.models[1].task,
				"x\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"),
	   "bytes that are not UTF-8 cost only themselves");
	len = sprintf(text, "[{" HEAD ",\"pipeline_tag\":\"x?y\"}]");
	*strchr(text, '?') = '\0';
	ok(parse_bytes(text, len) == RECORD_OK && page.nmodels == 1 && problems_are("text") &&
		   same(page.models[0].task, "x\xEF\xBF\xBDy"),
	   "a NUL byte");
	len = sprintf(text, "[{" HEAD "}?]");
	*strchr(text, '?') = '\0';
	ok(parse_bytes(text, len) == RECORD_BAD && problems_are("syntax"),
	   "a NUL byte between records");

	p = stpcpy(text, "\"pipeline_tag\":\"");
	for (int i = 0; i < 3000; i++)
		p = stpcpy(p, "\xC3\xA4");
	strcpy(p, "\"");
	m = model(text);
	ok(strlen(m->task) == 4096 && problems_are("range"), "a long text is cut");
	text[strlen("\"pipeline_tag\":\"")] = 'x';
	text[strlen("\"pipeline_tag\":\"") + 1] = 'x';
	memmove(text + strlen("\"pipeline_tag\":\"") + 1, text + strlen("\"pipeline_tag\":\"") + 2,
			6000);
	m = model(text);
	ok(strlen(m->task) == 4095, "between two characters");

	p = stpcpy(text, "\"tags\":[\"t\"");
	for (int i = 0; i < 12000; i++)
		p += sprintf(p, ",\"t%d\"", i);
	strcpy(p, "]");
	m = model(text);
	ok(m->ntags == 10000 && same(m->tags[9999], "t9998") && problems_are("range"), "12,001 tags");

	p = stpcpy(text, "\"tags\":[1");
	for (int i = 0; i < 100; i++)
		p = stpcpy(p, ",{}");
	strcpy(p, "]");
	model(text);
	ok(page.head.nproblems == 21 && page.head.problems[20].item == 0 &&
		   strstr(page.head.problems[20].message, "not listed") != NULL,
	   "a record full of nonsense is cut short");
	p = stpcpy(text, "[0");
	for (int i = 0; i < 20000; i++)
		p = stpcpy(p, ",0");
	strcpy(p, ",{" HEAD "}]");
	ok(parse(text) == RECORD_OK && page.head.nitems == 20002 && page.nmodels == 1 &&
		   page.head.nproblems == 10001 && page.head.problems[10000].item == -1,
	   "so is a page of such records, to its end");
	p = stpcpy(text, "[0");
	for (int i = 0; i < 100000; i++)
		p = stpcpy(p, ",0");
	strcpy(p, "]");
	ok(parse(text) == RECORD_BAD && problems_are("range"), "100,001 records are no page");
	free(text);
}

/*
 * test_parents: where lineage comes from.
 */
static void
test_parents(void)
{
	HubModel *m;
	char *text = malloc(100000);
	char *p;

	m = model(
		"\"tags\":[\"base_model:x/a\",\"base_model:merge:x/a\",\"base_model:x/b\",\"base_model:merge:x/b\"]");
	ok(parents_are(m, "x/a merge tag; x/b merge tag") && problems_are(""), "a merge of two");
	ok(parents_are(model("\"tags\":[\"base_model:x/a\"]"), "x/a unknown tag") && problems_are(""),
	   "no relation");
	ok(parents_are(model("\"tags\":[\"base_model:adapter:x/a\",\"base_model:x/a\"]"),
				   "x/a adapter tag"),
	   "any order");
	ok(parents_are(model("\"tags\":[\"base_model:finetune:x/a\",\"base_model:adapter:x/a\"]"),
				   "x/a finetune tag") &&
		   problems_are("relation"),
	   "two relations: the first is kept");
	ok(parents_are(model("\"tags\":[\"base_model:finetune:x/a\",\"base_model:finetune:x/a\"]"),
				   "x/a finetune tag") &&
		   problems_are(""),
	   "the same tag twice");
	ok(parents_are(model("\"tags\":[\"base_model:x/a\",\"base_model:distill:x/a\"]"),
				   "x/a unknown tag") &&
		   problems_are("relation"),
	   "a relation that is not known");
	ok(parents_are(model("\"tags\":[\"base_model:distill:x/a\",\"base_model:merge:x/a\"]"),
				   "x/a merge tag") &&
		   problems_are("relation"),
	   "and one that is");
	ok(parents_are(model("\"tags\":[\"base_model:llama3.1:8b\",\"base_model:finetune:llama3.1:8b\","
						 "\"base_model:deepseek-r1:8b\"]"),
				   "llama3.1:8b ? tag; deepseek-r1:8b ? tag") &&
		   problems_are(""),
	   "a colon in what the author wrote makes no parent of the end");
	ok(parents_are(model(
					   "\"tags\":[\"base_model:x/a:Q4_K_M\",\"base_model:quantized:x/a:Q4_K_M\"]"),
				   "x/a quantized repaired") &&
		   problems_are(""),
	   "nor of a file's tag");
	ok(parents_are(model("\"tags\":[\"base_model:['x/a', 'x/b']\","
						 "\"base_model:merge:['x/a', 'x/b']\"]"),
				   "x/a merge repaired; x/b merge repaired") &&
		   problems_are(""),
	   "a list as one text");
	ok(parents_are(model("\"tags\":[\"base_model:['x/a', './x']\"]"), "['x/a', './x'] ? tag") &&
		   problems_are(""),
	   "not all of which can be told");
	ok(parents_are(model("\"baseModels\":{\"relation\":\"merge\",\"models\":[{\"id\":"
						 "\"['x/a','x/b']\"}]}"),
				   "x/a merge repaired; x/b merge repaired") &&
		   problems_are(""),
	   "in baseModels");
	ok(parents_are(model("\"cardData\":{\"base_model\":\"x/a, x/b\"}"),
				   "x/a unknown repaired; x/b unknown repaired") &&
		   problems_are(""),
	   "in the card");
	ok(parents_are(model("\"tags\":[\"base_model:merge:x/a:b\"]"), "x/a merge repaired") &&
		   problems_are(""),
	   "a colon behind the relation's");
	ok(parents_are(model("\"tags\":[\"base_model:unknown:x/a\"]"), "x/a unknown tag") &&
		   problems_are(""),
	   "the Hub's word for none");
	ok(parents_are(model("\"tags\":[\"base_model:hf.co/x/a\",\"base_model:merge:hf.co/x/a\","
						 "\"base_model:merge:X/A\"]"),
				   "X/A merge tag") &&
		   problems_are(""),
	   "a parent that is also named as it is called is not repaired");
	ok(parents_are(model("\"tags\":[\"base_model:A/M\",\"base_model:https://hf.co/a/m\"]"), "") &&
		   problems_are("self_loop"),
	   "a model is not its own parent under another spelling");
	ok(parents_are(model("\"tags\":[\"base_model:x/a\",\"base_model:merge:X/a\"]"),
				   "x/a merge tag"),
	   "two spellings are one parent");
	ok(parents_are(model("\"tags\":[\"base_model:\",\"base_model:merge:\"]"), "") &&
		   problems_are("name"),
	   "no name");
	ok(parents_are(model(
					   "\"tags\":[\"base_model:a b\",\"base_model:merge:a b\",\"base_model:x/y\"]"),
				   "a b ? tag; x/y unknown tag") &&
		   problems_are(""),
	   "a text that is no name is kept, once");
	ok(parents_are(
		   model("\"tags\":[\"base_model:a/m\",\"base_model:finetune:a/m\",\"base_model:x/y\"]"),
		   "x/y unknown tag") &&
		   problems_are("self_loop"),
	   "a model is not its own parent");
	ok(parents_are(model("\"tags\":[\"base_model:bert-base-uncased\"]"),
				   "bert-base-uncased unknown tag"),
	   "a legacy name");
	ok(parents_are(model("\"tags\":[\"base_model_relation:x\",\"Base_model:x/y\"]"), ""),
	   "tags that are not meant");

#define BASE(relation, models) "\"baseModels\":{\"relation\":" relation ",\"models\":" models "}"
#define X "{\"_id\":\"" ID "\",\"id\":\"x/a\"}"
	m = model(BASE("\"merge\"", "[" X ",{\"id\":\"x/b\"},\"x/c\"]"));
	ok(parents_are(m, "x/a merge hub; x/b merge hub; x/c merge hub") &&
		   same(m->parents[0].hub_id, ID) && m->parents[1].hub_id == NULL && problems_are(""),
	   "baseModels of three shapes");
	ok(parents_are(model(BASE("\"merge\"", X)), "x/a merge hub") && problems_are(""),
	   "a single model");
	m = model("\"baseModels\":[{\"relation\":\"merge\",\"models\":[" X
			  "]},{\"relation\":\"adapter\",\"models\":[\"x/b\"]}]");
	ok(parents_are(m, "x/a merge hub; x/b adapter hub") && problems_are(""),
	   "an array of baseModels");
	ok(parents_are(model(BASE("null", "[" X "]")), "x/a unknown hub") && problems_are(""),
	   "no relation");
	m = model(BASE("null", "[" X "]") ",\"tags\":[\"base_model:adapter:x/a\",\"base_model:x/z\"]");
	ok(parents_are(m, "x/a adapter hub; x/z unknown tag") && problems_are(""),
	   "the tag's relation where baseModels has none, and the parent that only a tag names");
	m = model(
		BASE("\"merge\"", "[" X "]") ",\"tags\":[\"base_model:x/old\",\"base_model:merge:x/old\"]");
	ok(parents_are(m, "x/a merge hub") && problems_are(""), "an old name that a tag kept");
	m = model(BASE("\"merge\"",
				   "[" X "]") ",\"tags\":[\"base_model:merge:x/old\",\"base_model:merge:x/gone\"]");
	ok(parents_are(m, "x/a merge hub; x/old merge tag; x/gone merge tag") && problems_are(""),
	   "an old name and a parent that is gone: not to be told apart");
	m = model(BASE("\"merge\"",
				   "[" X "]") ",\"tags\":[\"base_model:adapter:x/a\",\"base_model:adapter:x/a\"]");
	ok(parents_are(m, "x/a merge hub") && problems_are("relation"),
	   "baseModels' relation where both have one");
	ok(parents_are(model(BASE("\"odd\"", "[" X "]")), "x/a unknown hub") &&
		   problems_are("relation"),
	   "an odd relation");
	ok(parents_are(model(BASE("5", "[" X "]")), "x/a unknown hub") && problems_are("type"),
	   "a relation of a wrong type");
	ok(parents_are(
		   model(BASE(
			   "\"merge\"",
			   "[{},5,null,{\"id\":6},{\"id\":\"a b\"},{\"id\":\"a/m\"},{\"id\":\"x/a\",\"_id\":9},"
			   "{\"id\":\"x/b\",\"_id\":\"z\"}," X "]")),
		   "a b ? hub; x/a merge hub; x/b merge hub") &&
		   same(page.models[0].parents[1].hub_id, ID) &&
		   problems_are("missing type missing type self_loop type type"),
	   "bad elements of baseModels");
	m = model(BASE(
		"\"merge\"",
		"[{\"id\":\"b--c/x.git\",\"_id\":\"" ID
		"\"},\"hf.co/x/d\"]") ",\"tags\":[\"base_model:b--c/x.git\",\"base_model:merge:hf.co/x/d\"]");
	ok(parents_are(m, "b--c/x.git merge hub; x/d merge repaired") && problems_are(""),
	   "what has an _id has that name");
	m = model(BASE("\"merge\"", "[" X "]") ",\"tags\":[\"base_model:./old\"]");
	ok(parents_are(m, "x/a merge hub") && problems_are(""), "a text that the Hub understood");
	ok(parents_are(model("\"baseModels\":5"), "") && problems_are("type"),
	   "baseModels of a wrong type");
	ok(parents_are(model("\"baseModels\":[5,[]]"), "") && problems_are("type type"),
	   "elements of a wrong type");
	ok(parents_are(model("\"baseModels\":{\"relation\":\"merge\"}"), "") && problems_are("missing"),
	   "no models");

	ok(parents_are(model("\"cardData\":{\"base_model\":\"x/a\"}"), "x/a unknown card") &&
		   problems_are(""),
	   "the card's parent");
	ok(parents_are(
		   model(
			   "\"cardData\":{\"base_model\":[\"x/a\",\"x/b\",\"x/a\"],\"base_model_relation\":\"merge\"}"),
		   "x/a merge card; x/b merge card") &&
		   problems_are(""),
	   "the card's parents, with relation");
	ok(parents_are(model("\"cardData\":{\"base_model\":\"x/a\"},\"tags\":[\"base_model:x/b\"]"),
				   "x/b unknown tag"),
	   "the card only where nothing else names a parent");
	ok(parents_are(model("\"cardData\":{\"base_model\":\"x/a\"}," BASE("\"merge\"", "[\"x/c\"]")),
				   "x/c merge hub"),
	   "not beside baseModels either");
	ok(parents_are(model("\"cardData\":{\"base_model\":[5,null,[\"x/a\"],\"http://x/y\",\"x/a\"]}"),
				   "http://x/y ? card; x/a unknown card") &&
		   problems_are("type type type"),
	   "bad elements of the card");
	ok(parents_are(model("\"cardData\":{\"base_model\":{\"x\":1}}"), "") && problems_are("type"),
	   "a card's object");

	p = stpcpy(text, "\"tags\":[\"x\"");
	for (int i = 0; i < 300; i++)
		p += sprintf(p, ",\"base_model:x/p%d\"", i);
	strcpy(p, "]");
	m = model(text);
	ok(m->nparents == 200 && same(m->parents[199].name, "x/p199") && problems_are("range"),
	   "300 parents");
	free(text);
}

/*
 * test_single: one model by itself.
 */
static void
test_single(void)
{
	const char *text = "{" HEAD ",\"likes\":4}";

	record_free(&page.head);
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_OK &&
		   page.nmodels == 1 && page.head.nitems == 1 && page.models[0].likes == 4,
	   "one model");
	record_free(&page.head);
	text = "{" HEAD ",\"error\":\"a field of its own\"}";
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_OK &&
		   page.nmodels == 1,
	   "one model with a field named error");
	record_free(&page.head);
	text = "{\"error\":\"Repository not found\"}";
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_BAD &&
		   strstr(page.head.problems[0].message, "Repository not found") != NULL,
	   "one error");
	record_free(&page.head);
	text = "{\"id\":\"a/b\"}";
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_OK &&
		   page.nmodels == 0 && page.head.nitems == 1 && problems_are("missing"),
	   "one model without _id");
	record_free(&page.head);
	text = "[{" HEAD "}]";
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_BAD &&
		   problems_are("type"),
	   "a list is not one model");
	record_free(&page.head);
	text = "{" HEAD "}{}";
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_BAD &&
		   problems_are("syntax"),
	   "two are not one");
	record_free(&page.head);
	text = "{" HEAD ",\"tags\":[\"\xFF\"]}";
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_OK &&
		   page.nmodels == 1 && problems_are("text"),
	   "one model with a bad byte");
	record_free(&page.head);
	text = "{" HEAD;
	ok(hub_parse_model(&(RecordInput) {text, strlen(text)}, &page) == RECORD_BAD &&
		   problems_are("syntax"),
	   "one model, cut");
}

/*
 * test_private: of what is private nothing is kept but which it is, and when.
 */
static void
test_private(void)
{
	const char *text =
		"[{" HEAD ",\"private\":true,\"likes\":\"many\",\"tags\":[5],"
		"\"createdAt\":\"2024-05-01T00:00:00.000Z\",\"lastModified\":"
		"\"2024-05-02T00:00:00.000Z\"},{\"_id\":\"" ID
		"\",\"id\":\"a/n\",\"private\":false},{\"_id\":7,\"id\":\"a/o\",\"private\":true}]";
	RecordInput input = {text, strlen(text), .with_private = true};

	ok(parse(text) == RECORD_OK && page.nmodels == 1 && same(page.models[0].name, "a/n") &&
		   page.privates.n == 1 && same(page.privates.list[0].hub_id, ID) &&
		   page.privates.list[0].created_at == micros(2024, 5, 1, 0, 0, 0, 0) &&
		   page.privates.list[0].modified_at == micros(2024, 5, 2, 0, 0, 0, 0),
	   "a private model is left out");
	ok(problems_are("type") && page.head.problems[0].item == 2 &&
		   page.head.problems[0].name == NULL &&
		   strstr(page.head.problems[0].message, "a/") == NULL,
	   "and nobody is told its name");
	record_free(&page.head);
	ok(hub_parse_models(&input, &page) == RECORD_OK && page.nmodels == 2 && page.privates.n == 0,
	   "it is kept where that is wanted");
	model("\"private\":\"no\"");
	ok(page.nmodels == 0 && page.privates.n == 1 && problems_are("type") &&
		   page.head.problems[0].name == NULL,
	   "what does not say that it is public is private");
	ok(same(model("\"private\":null")->name, "a/m") && page.privates.n == 0 && problems_are(""),
	   "what says nothing is public");
}

/*
 * test_urls: addresses.
 */
static void
test_urls(void)
{
	char *url = hub_models_url("https://h.co", NULL, NULL, 1000);

	ok(strncmp(url, "https://h.co/api/models?limit=1000&sort=createdAt&expand=", 56) == 0,
	   "first page: %s", url);
	ok(strstr(url, "&expand=private&") != NULL && strstr(url, "&expand=disabled&") != NULL,
	   "which asks whether a model is private or disabled");
	free(url);
	url = hub_models_url("http://localhost:1/p", "likes", "base_model:finetune:a/b&c", 5);
	ok(strncmp(url,
			   "http://localhost:1/p/api/models?limit=5&sort=likes"
			   "&filter=base_model%3Afinetune%3Aa%2Fb%26c&expand=",
			   98) == 0,
	   "children: %s", url);
	free(url);
	url = hub_model_url("https://h.co", "a/b.c-d?\xC3\xA4");
	ok(strncmp(url, "https://h.co/api/models/a/b.c-d%3F%C3%A4?expand=", 48) == 0, "one model: %s",
	   url);
	free(url);
}

/*
 * test_utf8: against every sequence of up to two bytes, and the edges of
 * longer ones.
 */
static void
test_utf8(void)
{
	static const struct
	{
		const char *text;
		size_t prefix;
	} cases[] = {{"abc", 3},
				 {"\xE0\x9F\xBF", 0},
				 {"\xE0\xA0\x80", 3},
				 {"\xED\x9F\xBF", 3},
				 {"\xED\xA0\x80", 0},
				 {"\xEE\x80\x80", 3},
				 {"\xEF\xBF\xBF", 3},
				 {"\xF0\x8F\xBF\xBF", 0},
				 {"\xF0\x90\x80\x80", 4},
				 {"\xF4\x8F\xBF\xBF", 4},
				 {"\xF4\x90\x80\x80", 0},
				 {"\xF5\x80\x80\x80", 0},
				 {"abcdefgh\x80", 8},
				 {"abcdefg\xC3\xA4hijklmnop\xC3", 18},
				 {"\xE2\x82", 0},
				 {"\xE2\x82x", 0}};
	char out[64];
	int right = 0;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ok(utf8_prefix(cases[i].text, strlen(cases[i].text)) == cases[i].prefix, "UTF-8 case %zu",
		   i);
	for (int a = 0; a < 256; a++)
		for (int b = 0; b < 256; b++)
		{
			char pair[2] = {a, b};
			size_t expected = a == 0    ? 0
							  : a < 128 ? (b == 0 || b >= 128 ? 1 : 2)
							  : a >= 0xC2 && a <= 0xDF && b >= 0x80 && b <= 0xBF ? 2
																				 : 0;

			right += utf8_prefix(pair, 2) == expected;
		}
	ok(right == 65536, "UTF-8: all pairs of bytes");
	ok(utf8_prefix("abcdefg\0hijk", 12) == 7 && utf8_prefix("\0", 1) == 0 &&
		   utf8_prefix("", 0) == 0,
	   "NUL is not text");
	ok(utf8_clean("a\xFF\0b\xC3\xA4\xC3", 7, out) == 13 && memcmp(out,
																  "a\xEF\xBF\xBD\xEF\xBF\xBD"
																  "b\xC3\xA4\xEF\xBF\xBD",
																  13) == 0,
	   "cleaning");
	ok(utf8_clip("\xC3\xA4\xC3\xA4", 4, 3) == 2 && utf8_clip("\xC3\xA4", 2, 2) == 2 &&
		   utf8_clip("\xF0\x9F\x98\x80", 4, 3) == 0 && utf8_clip("ab", 2, 1) == 1,
	   "clipping");
}

int
main(void)
{
	test_utf8();
	test_items();
	test_pages();
	test_identity();
	test_numbers();
	test_times();
	test_texts();
	test_parents();
	test_single();
	test_private();
	test_urls();
	record_free(&page.head);
	return tap_done();
}
