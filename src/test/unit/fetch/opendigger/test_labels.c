/*
 * When this fails, repositories have wrong labels: OpenDigger's label files as
 * records.
 */
#include <stdlib.h>
#include <string.h>

#include "fetch/opendigger/label_files.h"
#include "problems.h"
#include "tap.h"

static LabelFile label;

/*
 * parse_bytes reads a file from memory that ends right behind it.
 */
static RecordResult
parse_bytes(const char *path, const char *text, size_t len)
{
	char *exact = malloc(len + (len == 0));
	RecordResult result;

	record_free(&label.head);
	memcpy(exact, text, len);
	result = label_parse(path, &(RecordInput) {exact, len}, &label);
	free(exact);
	return result;
}

/*
 * parse reads a file.
 */
static RecordResult
parse(const char *path, const char *text)
{
	return parse_bytes(path, text, strlen(text));
}

/*
 * repos reads a file of a label with this list of repositories.
 */
static RecordResult
repos(const char *list)
{
	char text[8000];

	snprintf(text, sizeof(text), "name: x\ndata: {platforms: [{name: GitHub, repos: %s}]}\n", list);
	return parse("a.yml", text);
}

/*
 * kinds_are: are the file's problems of these kinds, in this order?
 */
static bool
kinds_are(const char *kinds)
{
	return are_kinds(label.head.problems, label.head.nproblems, kinds);
}

/*
 * labels_are: does the label name these, separated by blanks?
 */
static bool
labels_are(const char *ids)
{
	char list[2000] = "";

	for (int i = 0; i < label.nlabels; i++)
		sprintf(list + strlen(list), "%s%s", i == 0 ? "" : " ", label.labels[i]);
	if (strcmp(list, ids) != 0)
		printf("# labels: %s\n", list);
	return strcmp(list, ids) == 0;
}

/*
 * test_file: a whole file.
 */
static void
test_file(void)
{
	ok(parse("technology/ai/index.yml",
			 "name: Artificial Intelligence\n"
			 "name_zh: '\xE4\xBA\xBA\xE5\xB7\xA5'\n"
			 "type: Tech-0\n"
			 "meta:\n  home: {deep: [1, 2]}\n"
			 "data:\n"
			 "  labels:\n"
			 "    - ':companies/meta/pytorch'\n"
			 "    - generative_ai\n"
			 "    - sub/thing\n"
			 "    - generative_ai\n"
			 "  platforms:\n"
			 "    - name: Gitee\n      type: Code Hosting\n      repos:\n"
			 "        - id: 9\n          name: other/place\n"
			 "    - name: GitHub\n      type: Code Hosting\n"
			 "      orgs:\n"
			 "        - id: 21003710\n          name: pytorch\n"
			 "      repos:\n"
			 "        - id: 65600975\n          name: pytorch/pytorch\n"
			 "        - id: \"5000000000\"\n          name: a/b.c\n"
			 "        - x/y # bare\n") == RECORD_OK &&
		   kinds_are(""),
	   "a whole file");
	ok(same(label.id, ":technology/ai"), "an index is its folder");
	ok(same(label.name, "Artificial Intelligence") && same(label.type, "Tech-0") &&
		   same(label.name_zh, "\xE4\xBA\xBA\xE5\xB7\xA5"),
	   "names and type");
	ok(labels_are(":companies/meta/pytorch :technology/ai/generative_ai :technology/ai/sub/thing"),
	   "labels, made absolute, each once");
	ok(label.nrepos == 3 && label.repos[0].id == 65600975 &&
		   same(label.repos[0].name, "pytorch/pytorch"),
	   "repositories at GitHub only");
	ok(label.repos[1].id == INT64_C(5000000000) && same(label.repos[1].name, "a/b.c"),
	   "a number beyond 32 bits, in quotes");
	ok(label.repos[2].id == RECORD_NULL && same(label.repos[2].name, "x/y"), "a bare name");
	ok(label.norgs == 1 && label.orgs[0].id == 21003710 && same(label.orgs[0].name, "pytorch"),
	   "organizations");
}

/*
 * test_ids: paths and ids.
 */
static void
test_ids(void)
{
	static const char *const paths[][3] = {{"technology/ai/index.yml", ":technology/ai",
											":technology/ai/x"},
										   {"companies/meta/pytorch.yml", ":companies/meta/pytorch",
											":companies/meta/x"},
										   {"top.yml", ":top", ":x"},
										   {"a/myindex.yml", ":a/myindex", ":a/x"},
										   {"a.b/c.d.yml", ":a.b/c.d", ":a.b/x"}};
	static const char *const no_paths[] =
		{"",         ".yml",       "a.yaml",     "a",       "index.yml", "/a.yml",       "a//b.yml",
		 "../a.yml", "a/../b.yml", "a/.hid.yml", "a b.yml", "a/.yml",    "a\xC3\xA9.yml"};
	char *text;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		ok(parse(paths[i][0], "name: x\ndata: {labels: [x]}") == RECORD_OK &&
			   same(label.id, paths[i][1]) && labels_are(paths[i][2]),
		   "path %s", paths[i][0]);
	for (size_t i = 0; i < sizeof(no_paths) / sizeof(no_paths[0]); i++)
		ok(parse(no_paths[i], "name: x") == RECORD_BAD && kinds_are("name"), "no path: %s",
		   no_paths[i]);
	ok(parse("a/b.yml",
			 "name: x\ndata: {labels: [b, ':a/b', '', ':', ':/x', ../c, {a: b}, ~, ok]}") ==
			   RECORD_OK &&
		   labels_are(":a/ok") && kinds_are("self_loop self_loop name name name name name name"),
	   "labels that are none, or the label itself");
	text = label_path(":a/b", false);
	ok(same(text, "a/b.yml"), "the path of an id");
	free(text);
	text = label_path(":a/b", true);
	ok(same(text, "a/b/index.yml"), "its other path");
	free(text);
	ok(label_path("a/b", false) == NULL && label_path(":../b", false) == NULL,
	   "none of what is no id");
	text = label_url("https://l", "a/b/index.yml");
	ok(same(text, "https://l/a/b/index.yml"), "the address");
	free(text);
	ok(label_url("https://l", "../b.yml") == NULL, "none of what is no path");
}

/*
 * test_entries: repositories, given badly.
 */
static void
test_entries(void)
{
	ok(repos("[{id: 1, name: a/b}, {id: 1, name: a/b}]") == RECORD_OK && label.nrepos == 1 &&
		   kinds_are(""),
	   "the same twice");
	ok(repos("[{id: 1, name: a/b}, {id: 2, name: a/b}]") == RECORD_OK && label.nrepos == 1 &&
		   label.repos[0].id == 1 && kinds_are("duplicate"),
	   "a name with two numbers: the first");
	ok(repos("[{id: 1, name: a/b}, {id: 1, name: a/c}]") == RECORD_OK && label.nrepos == 2 &&
		   kinds_are("duplicate"),
	   "a number with two names: one of them is old");
	ok(repos("[{id: x, name: a/b}, {id: -1, name: a/c}, {id: [1], name: a/d}, {id: ~, name: a/e},"
			 " {id: 9999999999999999999, name: a/f}]") == RECORD_OK &&
		   label.nrepos == 5 && label.repos[0].id == RECORD_NULL &&
		   label.repos[3].id == RECORD_NULL && kinds_are("type type type type"),
	   "numbers that are none; null is just not given");
	ok(repos("[{id: 1}, {id: 1, name: nope}, {name: [a]}, [a/b], {id: 7, name: a/b}]") ==
			   RECORD_OK &&
		   label.nrepos == 1 && label.repos[0].id == 7 && kinds_are("name name name name"),
	   "names that are none");
	ok(repos("{id: 1, name: a/b}") == RECORD_OK && label.nrepos == 0 && kinds_are("type"),
	   "no list");
	ok(repos("~") == RECORD_OK && label.nrepos == 0 && kinds_are(""), "an empty list");
	ok(repos("[]") == RECORD_OK && label.nrepos == 0 && kinds_are(""), "another empty list");
	ok(parse("a.yml", "data: {platforms: [{name: GitHub, repos: [a/b, a/c]},"
					  " {name: GitHub, repos: [a/c, a/d]}, {repos: [a/e]}, 7]}") == RECORD_OK &&
		   label.nrepos == 3 && same(label.repos[2].name, "a/d") && kinds_are("missing missing"),
	   "a platform twice, one without name");
}

/*
 * test_yaml: YAML that is broken, or means harm.
 */
static void
test_yaml(void)
{
	char *text = malloc(5 * 1024 * 1024);
	char *p;

	ok(parse("a.yml", "name: x\nname: y\ndata: ~") == RECORD_OK && same(label.name, "x") &&
		   kinds_are("duplicate"),
	   "a key twice: the first");
	ok(parse("a.yml", "name: [x]\ntype: {a: b}\ndata: 7") == RECORD_OK && label.name == NULL &&
		   label.type == NULL && kinds_are("type type type"),
	   "lists and maps that are no texts");
	ok(parse("a.yml", "name: \"a\\0b\"") == RECORD_OK && same(label.name, "ab") &&
		   kinds_are("text"),
	   "NUL in a text");
	ok(parse("a.yml", "name: a\xFF") == RECORD_OK && same(label.name, "a\xEF\xBF\xBD") &&
		   kinds_are("text"),
	   "invalid UTF-8");
	ok(parse("a.yml", "\xEF\xBB\xBFname: x\r\ntype: y\r\n") == RECORD_OK && same(label.name, "x") &&
		   same(label.type, "y") && kinds_are(""),
	   "a byte order mark, Windows' lines");
	ok(parse("a.yml", "name: x\n? [k]\n: v\ntype: y") == RECORD_OK && same(label.type, "y") &&
		   kinds_are("type"),
	   "a key that is a list");
	ok(parse("a.yml", "name: &n x\ntype: *n\ndata: {labels: [*n, y]}") == RECORD_OK &&
		   same(label.name, "x") && label.type == NULL && labels_are(":y") &&
		   kinds_are("type type"),
	   "aliases are not followed");
	ok(parse("a.yml", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
					  "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nname: x\n") == RECORD_OK &&
		   same(label.name, "x"),
	   "a bomb of aliases");
	ok(parse("a.yml", "name: x\ndata: &d {labels: *d}") == RECORD_OK && label.nlabels == 0,
	   "a circle");
	ok(parse("a.yml", "name: x\n---\nname: y\n") == RECORD_OK && same(label.name, "x") &&
		   kinds_are("syntax"),
	   "a second document");
	ok(parse("a.yml", "name: [x\ntype: y") == RECORD_BAD && kinds_are("syntax") &&
		   label.head.problems[0].item == -1,
	   "a bracket that does not close");
	ok(parse("a.yml", "name: x\n\ttype: y") == RECORD_BAD && kinds_are("syntax"), "a tab");
	ok(parse("a.yml", "") == RECORD_BAD && kinds_are("type"), "nothing");
	ok(parse("a.yml", "# only this") == RECORD_BAD && kinds_are("type"), "a comment");
	ok(parse("a.yml", "404: Not Found") == RECORD_BAD && kinds_are("missing"), "an error in words");
	ok(parse("a.yml", "- a\n- b") == RECORD_BAD && kinds_are("type"), "a list");
	ok(parse("a.yml", "just words") == RECORD_BAD && kinds_are("type"), "a text");
	p = text + sprintf(text, "name: x\nmeta: ");
	memset(p, '[', 100000);
	p[100000] = '\0';
	ok(parse("a.yml", text) == RECORD_BAD && kinds_are("range"), "nested 100,000 deep");
	p = text + sprintf(text, "name: x\n");
	for (int i = 0; i < 1000; i++)
		p += sprintf(p, "k%d: 1\n", i);
	ok(parse("a.yml", text) == RECORD_BAD && kinds_are("range"), "1,001 keys");
	p = text + sprintf(text, "name: x\nmeta: [");
	for (int i = 0; i < 210000; i++)
		p = stpcpy(p, "1,");
	strcpy(p, "]");
	ok(parse("a.yml", text) == RECORD_BAD && kinds_are("range"), "210,000 values");
	memset(text, ' ', 5 * 1024 * 1024);
	ok(parse_bytes("a.yml", text, 5 * 1024 * 1024) == RECORD_BAD && kinds_are("size"), "too large");
	p = text + sprintf(text, "name: ");
	memset(p, 'a', 5000);
	p[5000] = '\0';
	ok(parse("a.yml", text) == RECORD_OK && strlen(label.name) == 4096 && kinds_are("range"),
	   "a long text");
	free(text);
}

int
main(void)
{
	test_file();
	test_ids();
	test_entries();
	test_yaml();
	record_free(&label.head);
	return tap_done();
}
