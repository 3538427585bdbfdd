/*
 * When this fails, lineage is lost that an author wrote in a form of his own, or
 * families get a parent that nobody meant: forms as they are found in the wild.
 */
#include <string.h>

#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_repair.h"
#include "fetch/reader/arena.h"
#include "problems.h"
#include "tap.h"

static const struct
{
	const char *text;
	const char *name; /* NULL: none can be told */
} cases[] = {
	/* caches */
	{"/cache/models/unsloth--Llama-3.2-3B-Instruct", "unsloth/Llama-3.2-3B-Instruct"},
	{"/cache/models/unsloth--Llama-3.2-3B-Instruct/", "unsloth/Llama-3.2-3B-Instruct"},
	{"unsloth--Llama-3.2-3B-Instruct", "unsloth/Llama-3.2-3B-Instruct"},
	{"/x/hub/models--facebook--nllb-200-distilled-600M/snapshots/0123abcd",
	 "facebook/nllb-200-distilled-600M"},
	{"models--a--b", "a/b"},
	{"models--bert-base-uncased/snapshots/0123", "bert-base-uncased"},
	{"C:\\Users\\me\\.cache\\huggingface\\hub\\models--a--b\\snapshots\\0123", "a/b"},
	{"/x/datasets--a--b/snapshots/0123", NULL},
	{"/x/models--a--b--c/snapshots/0123", NULL},
	{"/x/models--/snapshots/0123", NULL},
	{"/x/--a", NULL},
	{"owner/a--b", NULL}, /* a name of before there were rules */
	{"b--c/model", NULL},
	/* pages */
	{"https://huggingface.co/a/b", "a/b"},
	{"http://www.huggingface.co/a/b/", "a/b"},
	{"HTTPS://HuggingFace.co/a/b", "a/b"},
	{"https://huggingface.co/a/b/tree/main", "a/b"},
	{"https://huggingface.co/a/b/blob/main/x--y.gguf", "a/b"},
	{"https://huggingface.co/a/b?library=x", "a/b"},
	{"https://huggingface.co/a/b#usage", "a/b"},
	{"huggingface.co/a/b", "a/b"},
	{"hf.co/a/b", "a/b"},
	{"hf.co/a/b:Q4_K_M", "a/b"},
	{"hf://a/b@main", "a/b"},
	{"https://hf-mirror.com/a/b", "a/b"},
	{"https://huggingface.co/a", NULL},
	{"hf.co/a", NULL},
	{"https://huggingface.co/datasets/a/b", NULL},
	{"https://huggingface.co/spaces/a/b", NULL},
	{"https://huggingface.co/models?search=b", NULL},
	{"https://huggingface.co", NULL},
	{"https://github.com/a/b", NULL},
	{"https://github.com/a/b--c", NULL},
	{"https://huggingface.co.evil.com/a/b", NULL},
	/* for programs that load it */
	{"a/b@main", "a/b"},
	{"a/b@0123abcd", "a/b"},
	{"a/b:Q4_K_M", "a/b"},
	{"a/b:latest", "a/b"},
	{"a/b.git", "a/b"},
	{"a/b.git@main", "a/b"},
	{"llama3.1:8b", NULL},
	{"deepseek-r1:8b", NULL},
	{"gpt2@main", NULL},
	{"tool.git", NULL},
	/* with something around */
	{" a/b ", "a/b"},
	{"\ta/b\n", "a/b"},
	{"\xC2\xA0"
	 "a/b",
	 "a/b"},
	{"a/b\xE2\x80\x8B", "a/b"},
	{"\xEF\xBB\xBF"
	 "a/b\xE3\x80\x80",
	 "a/b"},
	{"/a/b", "a/b"},
	{"a/b/", "a/b"},
	{"//a/b//", "a/b"},
	{"\"a/b\"", "a/b"},
	{"'a/b'", "a/b"},
	{"`a/b`", "a/b"},
	{"\xE2\x80\x9C"
	 "a/b\xE2\x80\x9D",
	 "a/b"},
	{"[\"a/b\"]", "a/b"},
	{"['a/b']", "a/b"},
	{"<a/b>", "a/b"},
	{" [ \" https://huggingface.co/a/b/ \" ] ", "a/b"},
	{" gpt2 ", "gpt2"},
	{"[\"a/b\", \"a/c\"]", NULL},
	{"a /b", NULL},
	{"a b/c", NULL},
	/* folders, words, nothing */
	{"outputs/run3/pretrained_model", NULL},
	{"C:\\Models\\x", NULL},
	{"C:/Models/x", NULL},
	{"D:/x", NULL},
	{"./model", NULL},
	{"../a/b", NULL},
	{"~/models/a", NULL},
	{"/model", NULL},
	{"/models/llama", NULL},
	{"/Data/llama", NULL},
	{"/mnt/a/b", NULL},
	{"/", NULL},
	{"-", NULL},
	{"", NULL},
	{" ", NULL},
	{"[]", NULL},
	{"[More Information Needed]", NULL},
	{"a/b, a/c", NULL},
	{"\xE2\x80\x8B", NULL},
	{"\xE4\xB8\xAD/\xE6\x96\x87", NULL},
};

static const struct
{
	const char *text;
	const char *names; /* each with a semicolon behind it; "": text is no list of names */
} lists[] = {
	{"['a/b', 'c/d']", "a/b;c/d;"},
	{"[\"a/b\",\"c/d\", \"e/f\"]", "a/b;c/d;e/f;"},
	{"[a/b,c/d]", "a/b;c/d;"},
	{"['gpt2', 'a/b']", "gpt2;a/b;"},
	{"['https://huggingface.co/a/b', 'c/d:Q4_K_M']", "a/b;c/d;"},
	{"a/b, c/d", "a/b;c/d;"},
	{"a/b,c/d", "a/b;c/d;"},
	{"a/b", ""},
	{"['a/b']", ""},
	{"a/b,", ""},
	{"['a/b', '']", ""},
	{"['a/b', './model']", ""}, /* what is lost is to be seen */
	{"gpt2, a/b", ""},
	{"llama, mistral", ""},
	{"a/b, tuned on c/d", ""},
	{"/data/x,y/models--a--b/snapshots/0", ""},
	{",", ""},
	{"[,]", ""},
	{"", ""},
};

/*
 * list_is: is a text a list of these names, no part of which is a name as it is?
 */
static bool
list_is(struct Arena *arena, const char *text, const char *names)
{
	const char **pieces;
	int n = hub_split_names(arena, text, &pieces);
	char found[200] = "";

	for (int i = 0; i < n; i++)
	{
		const char *name = hub_repair_name(arena, pieces[i]);

		if (name == NULL || name == pieces[i])
			return false;
		strcat(strcat(found, name), ";");
	}
	return strcmp(found, names) == 0;
}

int
main(void)
{
	static const char *const names[] = {"a/b", "gpt2", "A.b_c-d/0", "models/a", "a/b."};
	struct Arena *arena = arena_new(1 << 24);
	char text[5000];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ok(same(hub_repair_name(arena, cases[i].text), cases[i].name), "%s", cases[i].text);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ok(hub_repair_name(arena, names[i]) == names[i], "is a name: %s", names[i]);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		ok(list_is(arena, lists[i].text, lists[i].names), "list: %s", lists[i].text);
	memset(text, ',', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	ok(list_is(arena, text, ""), "nothing but commas");
	memset(text, ' ', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	ok(hub_repair_name(arena, text) == NULL, "nothing but blanks");
	memset(text, '/', sizeof(text) - 1);
	ok(hub_repair_name(arena, text) == NULL, "nothing but slashes");
	memset(text, '-', sizeof(text) - 1);
	ok(hub_repair_name(arena, text) == NULL, "nothing but dashes");
	arena_free(arena);
	return tap_done();
}
