/*
 * test_hostile.c: when this fails, one answer of a broken or hostile server
 * fills a backend's memory, or keeps it busy where no cancel reaches it. What
 * an answer costs is counted, not timed: bytes from malloc, comparisons of
 * text, and how often the parser asks whether to stop.
 */
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_models.h"
#include "fetch/hub/hub_profile.h"
#include "fetch/opendigger/label_files.h"
#include "fetch/opendigger/od_meta.h"
#include "problems.h"
#include "tap.h"

#define ID "0123456789abcdef01234567"
#define MB (1024 * 1024)

/* ---- counting ---- */

/* sanitizer/allocator_interface.h, which not every gcc comes with */
extern int
__sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
										  void (*on_free)(const volatile void *));
extern size_t __sanitizer_get_allocated_size(const volatile void *p);

static size_t live;
static size_t peak;
static long compared;
static long asked;
static long stop_at; /* the question that is answered with yes, 0: none */

/* on_malloc and on_free are called by the sanitizer. */
static void
on_malloc(const volatile void *p, size_t size)
{
	live += size;
	if (live > peak)
		peak = live;
}

static void
on_free(const volatile void *p)
{
	if (p != NULL)
		live -= __sanitizer_get_allocated_size(p);
}

/* These stand in for libc's, for this program and the libraries. */
int
strcmp(const char *a, const char *b)
{
	compared++;
	while (*a != '\0' && *a == *b)
	{
		a++;
		b++;
	}
	return (unsigned char) *a - (unsigned char) *b;
}

int
strncmp(const char *a, const char *b, size_t n)
{
	compared++;
	for (; n > 0 && *a != '\0' && *a == *b; n--)
	{
		a++;
		b++;
	}
	return n == 0 ? 0 : (unsigned char) *a - (unsigned char) *b;
}

static bool
stop(void)
{
	return ++asked == stop_at;
}

/* begin starts counting; at: the question that is answered with yes. */
static void
begin(long at)
{
	peak = live;
	compared = asked = 0;
	stop_at = at;
}

/* ---- what is sent ---- */

static char *text;
static size_t len;

/* put adds a text, n times. */
static void
put(const char *part, int n)
{
	static size_t room;
	size_t size = strlen(part);

	if (len + n * size >= room)
	{
		room = 2 * (len + n * size + 1);
		text = realloc(text, room);
	}
	for (int i = 0; i < n; i++, len += size)
		memcpy(text + len, part, size);
	text[len] = '\0';
}

/* putn adds a text with a number in it, for each from 0 to n. */
static void
putn(const char *format, int n)
{
	char part[200];

	for (int i = 0; i < n; i++)
	{
		snprintf(part, sizeof(part), format, i);
		put(part, 1);
	}
}

static const RecordInput *
input(void)
{
	static RecordInput given;

	given = (RecordInput) {text, len, stop};
	return &given;
}

/* put_model adds the start of a model. */
static void
put_model(int number)
{
	char part[100];

	snprintf(part, sizeof(part), "{\"_id\":\"" ID "\",\"id\":\"a/m%d\",", number);
	put(part, 1);
}

/* ---- JSON ---- */

static HubModelPage page;

/* parse_models reads text and begins anew. */
static RecordResult
parse_models(long at)
{
	size_t before;

	record_free(&page.head);
	before = live;
	begin(at);
	hub_parse_models(input(), &page);
	peak -= before;
	len = 0;
	return page.head.result;
}

/*
 * test_trees: json-c makes 780 bytes of each {}.
 */
static void
test_trees(void)
{
	size_t size;

	put("[", 1);
	put_model(1);
	put("\"x\":[{}", 1);
	put(",{}", 100000);
	put("]},", 1);
	put_model(2);
	put("\"likes\":3}]", 1);
	size = len;
	ok(parse_models(0) == RECORD_OK && page.nmodels == 1 && same(page.models[0].name, "a/m2") &&
		   page.head.nitems == 2 && are_kinds(page.head.problems, page.head.nproblems, "size"),
	   "a record of 100,000 objects is told and left out, the next is read");
	ok(peak < 4 * size, "and takes %zu bytes, not 260 times its %zu", peak, size);

	put("[", 1);
	put_model(1);
	put("\"x\":\"", 1);
	put("0123456789abcdef", 5 * MB / 16);
	put("\"},", 1);
	put_model(2);
	put("\"likes\":3}]", 1);
	ok(parse_models(0) == RECORD_OK && page.nmodels == 1 &&
		   are_kinds(page.head.problems, page.head.nproblems, "size"),
	   "so is one of 5 MB");
	ok(asked >= 5, "in which it is asked whether to stop, %ld times", asked);

	put("{\"x\":[{}", 1);
	put(",{}", 100000);
	put("]}", 1);
	ok(parse_models(0) == RECORD_BAD && are_kinds(page.head.problems, 1, "size"),
	   "an object where an array belongs");
	ok(peak < MB, "%zu bytes", peak);
}

/*
 * test_page_bytes: many records, none of which is too large.
 */
static void
test_page_bytes(void)
{
	size_t size;

	put("[", 1);
	for (int i = 0; i < 350; i++)
	{
		put_model(i);
		put("\"tags\":[\"zu\"", 1);
		put(",\"zu\"", 9999);
		put(i == 349 ? "]}]" : "]},", 1);
	}
	size = len;
	ok(parse_models(0) == RECORD_BAD && page.nmodels == 0 &&
		   are_kinds(page.head.problems, page.head.nproblems, "size"),
	   "a page whose records take more than 64 MB is not read");
	ok(peak < 70 * (size_t) MB, "%zu bytes for %zu of text", peak, size);
}

/*
 * test_tags: languages and base models are told apart without comparing each
 * with each.
 */
static void
test_tags(void)
{
	char code[8] = "\"aa\",";

	put("[", 1);
	put_model(1);
	put("\"tags\":[", 1);
	for (int i = 0; i < 26 * 26; i++)
	{
		code[1] = 'a' + i / 26;
		code[2] = 'a' + i % 26;
		put(code, 1);
	}
	put("\"zu\",", 9300);
	put("\"zu\"]}]", 1);
	ok(parse_models(0) == RECORD_OK && page.nmodels == 1 && page.models[0].nlanguages > 150,
	   "9,977 tags, all codes of two letters");
	ok(compared < 10 * 10000, "%ld comparisons", compared);

	put("[", 1);
	put_model(1);
	put("\"tags\":[", 1);
	putn("\"base_model:a/%d\",", 200);
	put("\"base_model:zz/9\",", 9799);
	put("\"base_model:a/199\"]}]", 1);
	ok(parse_models(0) == RECORD_OK && page.models[0].nparents == 200, "200 base models");
	ok(compared < 20 * 10000, "%ld comparisons for 10,000 tags", compared);
	ok(asked >= 10, "asked %ld times", asked);
}

/*
 * test_labels_of_meta: the same of the labels of meta.json.
 */
static void
test_labels_of_meta(void)
{
	OdMeta meta;

	put("{\"labels\":[{\"id\":\":x\"}", 1);
	putn(",{\"id\":\":a/%d\"}", 990);
	put("]}", 1);
	begin(0);
	ok(od_parse_meta(input(), &meta) == RECORD_OK && meta.nlabels == 991, "991 labels");
	ok(compared < 30 * 1000, "%ld comparisons", compared);
	record_free(&meta.head);
	len = 0;
}

/*
 * test_stop: a parser that is told to stop asks no more, and keeps nothing.
 */
static void
test_stop(void)
{
	for (int at = 0; at <= 40; at += 40)
	{
		put("[", 1);
		for (int i = 0; i < 50; i++)
		{
			put_model(i);
			put(i == 49 ? "\"likes\":3}]" : "\"likes\":3},", 1);
		}
		if (at == 0)
			ok(parse_models(at) == RECORD_OK && page.nmodels == 50 && asked >= 50,
			   "50 records: asked for each");
		else
			ok(parse_models(at) == RECORD_STOPPED && page.nmodels == 0 && asked == 40,
			   "stopped at the 40th");
	}
}

/* put_large adds a model with 400,000 values, which are all of its 1.6 MB. */
static void
put_large(void)
{
	put("[", 1);
	put_model(1);
	put("\"x\":[\"a\"", 1);
	put(",\"a\"", 400000);
	put("]}]", 1);
}

/*
 * test_stop_by_work: what one record costs is asked about, too.
 */
static void
test_stop_by_work(void)
{
	long all;

	put_large();
	ok(parse_models(0) == RECORD_OK && page.nmodels == 1 && asked >= 1600000 / 16384,
	   "a record of 1.6 MB: asked %ld times", asked);
	all = asked;
	put_large();
	ok(parse_models(all / 2) == RECORD_STOPPED && asked == all / 2 && page.nmodels == 0,
	   "stopped in the middle of it");
	put("[", 1);
	put(" ", 4 * MB);
	put("]", 1);
	ok(parse_models(0) == RECORD_OK && asked >= 4 * MB / 65536, "4 MB of blanks: asked %ld times",
	   asked);
	put("[", 1);
	put(" ", 4 * MB);
	put("]", 1);
	ok(parse_models(9) == RECORD_STOPPED && asked == 9, "stopped in the blanks");
}

/* ---- YAML ---- */

static LabelFile label;

static RecordResult
parse_label(long at)
{
	size_t before;

	record_free(&label.head);
	before = live;
	begin(at);
	label_parse("a.yml", input(), &label);
	peak -= before;
	len = 0;
	return label.head.result;
}

/*
 * test_label_files: keys, directives, platforms.
 */
static void
test_label_files(void)
{
	put("name: x\n", 1);
	for (int i = 0; i < 20; i++)
	{
		put(i < 10 ? "a" : "b", 1);
		put("ccccccccccccccccccc" + i % 10, 1);
		put(":\n", 1);
		putn(" k%d: v\n", 900);
	}
	ok(parse_label(0) == RECORD_OK, "20 maps of 900 keys");
	ok(compared < 60 * 18000, "%ld comparisons", compared);
	ok(asked > 18000, "asked %ld times", asked);

	putn("%%TAG !%d! a\n", 3000);
	put("--- \nname: x\n", 1);
	ok(parse_label(0) == RECORD_BAD && are_kinds(label.head.problems, 1, "range"),
	   "3,000 directives are not read");
	ok(compared < 1000, "%ld comparisons", compared);
	put("name: x\n--- \n...\n", 1);
	putn("%%TAG !%d! a\r", 3000);
	ok(parse_label(0) == RECORD_BAD, "nor behind the document, by other line breaks");
	putn("%%TAG !%d! a\n", 3);
	put("--- \nname: x\n", 1);
	ok(parse_label(0) == RECORD_OK && same(label.name, "x"), "three are");

	put("data:\n platforms:\n", 1);
	for (int i = 0; i < 100; i++)
	{
		put(" - name: GitHub\n   repos:\n", 1);
		putn(i % 2 ? "   - b/r%d\n" : "   - a/r%d\n", 300);
	}
	ok(parse_label(0) == RECORD_OK && label.nrepos == 600, "30,000 entries of 100 platforms");
	ok(peak < 16 * MB, "%zu bytes", peak);

	put("name: x\ndata: {labels: [a, b, c]}\n", 1);
	ok(parse_label(5) == RECORD_STOPPED && asked == 5 && label.name == NULL, "stopped");
}

/* ---- HTML ---- */

static HubProfile profile;

static RecordResult
parse_profile(long at)
{
	size_t before;

	record_free(&profile.head);
	before = live;
	begin(at);
	hub_parse_profile("https://h", input(), &profile);
	peak -= before;
	len = 0;
	return profile.head.result;
}

/* refused: is the page in hand one that has too many attributes? */
static bool
refused(void)
{
	return parse_profile(0) == RECORD_BAD && are_kinds(profile.head.problems, 1, "range");
}

/*
 * test_attributes: libxml2 compares each attribute of a tag with all others.
 */
static void
test_attributes(void)
{
#define ORG "<html><body class=\"OrgPage\">"
	put(ORG "<div ", 1);
	putn("a%x=1 ", 300);
	put("></div>", 1);
	ok(refused(), "300 attributes");
	put(ORG "<div ", 1);
	putn("a%x=\">\"", 300);
	put("></div>", 1);
	ok(refused(), "with > in quotes, and no blanks");
	put(ORG "<div ", 1);
	putn("a%x", 300);
	put(" ", 1);
	putn("b%x ", 300);
	ok(refused(), "without values, in a tag that does not end");
	put(ORG "<!-- <p x=\"--><div %=\"", 1);
	putn(" a%x", 300);
	put(">\">", 1);
	ok(refused(), "behind a comment and quotes that are none");
	put(ORG, 1);
	putn("<html b%d=1>", 20);
	ok(refused(), "20 html tags, whose attributes are all the first one's");
	put(ORG "<div", 1);
	for (int i = 0; i < 4; i++)
		put(i % 2 ? " b" : " a", 1), putn("x%d", 700);
	put("></div>", 1);
	ok(refused(), "4 names of 3,000 bytes, each of which libxml2 takes for 30");
	put(ORG "<div", 1);
	putn("x%d", 3000);
	put("></div>", 1);
	ok(refused(), "a tag's own name of 14,000 bytes");
	put(ORG "<div", 1);
	putn(" a%x=1", 30000);
	put("></div>", 1);
	ok(refused() && asked >= 200000 / 16384, "200 kB of attributes: asked %ld times", asked);
	put(ORG "<div ", 1);
	putn("a%x=1 ", 200);
	put("data-props=\"", 1);
	put("one two = > < b ", 2000);
	put("\"></div>", 2000);
	ok(parse_profile(0) == RECORD_OK && profile.kind == HUB_ORGANIZATION,
	   "200 attributes and one of 8,000 words are fine");
	ok(asked >= 7, "asked %ld times", asked);
	put(ORG, 1);
	put("<p>text</p>", 10000);
	ok(parse_profile(0) == RECORD_OK && asked >= 10000 / 256 * 2, "20,000 nodes: asked %ld times",
	   asked);
	put(ORG, 1);
	put("<p>text</p>", 10000);
	ok(parse_profile(4) == RECORD_STOPPED && asked == 4 && profile.kind == HUB_NO_KIND, "stopped");
	put(ORG "<div data-target=\"OrgHeaderActions\" data-props='{\"a\":[{}", 1);
	put(",{}", 100000);
	put("]}'></div>", 1);
	ok(parse_profile(0) == RECORD_OK && are_kinds(profile.head.problems, 1, "size"),
	   "JSON of 100,000 objects in a page");
	ok(peak < 8 * MB, "%zu bytes", peak);
}

int
main(void)
{
	__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
	test_trees();
	test_page_bytes();
	test_tags();
	test_labels_of_meta();
	test_stop();
	test_stop_by_work();
	test_label_files();
	test_attributes();
	record_free(&page.head);
	record_free(&label.head);
	record_free(&profile.head);
	free(text);
	return tap_done();
}
