/*
 * When this fails, a user does not see what a server said, or a field that the Hub
 * refuses stops every refresh: texts of errors, and which fields they are about.
 */
#include <stdio.h>
#include <string.h>

#include "fetch/hub/hub_error.h"
#include "tap.h"

/*
 * says: does a body say this, in at most max characters?
 */
static bool
says(const char *body, size_t max, const char *expected)
{
	char text[HUB_ERROR_ROOM(600)];

	hub_error_text(body, strlen(body), max, text);
	if (strcmp(text, expected) == 0)
		return true;
	printf("# %s\n", text);
	return false;
}

/*
 * test_texts: what bodies say.
 */
static void
test_texts(void)
{
	char body[3001];
	char text[HUB_ERROR_ROOM(500)];

	ok(says("{\"error\":\"Invalid cursor\"}", 500, "Invalid cursor"), "a text");
	ok(says("{\"error\":[\"a\",{\"message\":\"b\"},7]}", 500, "a; b"), "a list");
	ok(says("{\"errors\":[{\"message\":\"a\"},{\"message\":\"b\"}]}", 500, "a; b"), "errors");
	ok(says("{\"message\":\"a\"}", 500, "a"), "a message");
	ok(says("{\"x\":1}", 500, "") && says("", 500, "") && says("[]", 500, ""), "nothing");
	ok(says("plain <b>text</b>", 500, "plain <b>text</b>"), "no JSON");
	ok(says(" <html><head><title>504 Gateway\nTime-out</title></head>", 500,
			"504 Gateway Time-out"),
	   "HTML");
	ok(says("<Error><Code>NoSuchKey</Code><Message>No key.</Message", 500, "NoSuchKey No key."),
	   "XML that ends early");
	ok(says("{\"error\":\"a\\n\\t b\\u0007c\\u202ed\"}", 500, "a bcd"), "one line");
	ok(says("{\"error\":\"a\\u0000b\"}", 500,
			"a\xEF\xBF\xBD"
			"b"),
	   "NUL");
	ok(says("a\xFF\xFE\x80z", 500, "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"), "no UTF-8");
	ok(says("{\"error\":\"\xC3\xA9\xC3\xA9\xC3\xA9\"}", 2, "\xC3\xA9\xC3\xA9"), "characters");
	ok(says("abc   def", 4, "abc") && says("abc   def", 5, "abc d"), "blanks");
	for (size_t i = 0; i < sizeof(body) - 1; i++)
		body[i] = "\xF0\x9F\x98\x80"[i % 4];
	body[sizeof(body) - 1] = '\0';
	hub_error_text(body, sizeof(body) - 1, 500, text);
	ok(strlen(text) == 2000, "the longest");
}

/*
 * refuses: are these the fields, separated by blanks, that a text refuses?
 */
static bool
refuses(const char *text, const char *expected)
{
	static const char *const fields[] = {"baseModels",   "createdAt",    "likes",
										 "library_name", "pipeline_tag", "tags"};
	bool refused[6] = {false};
	char got[200] = "";
	int n = hub_refused_fields(text, fields, 6, refused);

	for (int i = 0; i < 6 && n > 0; i++)
		if (refused[i])
			sprintf(got + strlen(got), "%s%s", got[0] == '\0' ? "" : " ", fields[i]);
	if (strcmp(got, expected) == 0)
		return true;
	printf("# %s: %s\n", text, got);
	return false;
}

/*
 * test_refusals: which fields a text is about.
 */
static void
test_refusals(void)
{
#define VALID "\"author\"|\"createdAt\"|\"likes\"|\"library_name\"|\"pipeline_tag\"|\"tags\""
	ok(refuses("Invalid option \"baseModels\" at expand: expected one of " VALID, "baseModels"),
	   "named, with what is valid");
	ok(refuses("Invalid option: expected one of " VALID " at expand[3]", "baseModels"),
	   "what is valid");
	ok(refuses("Valid fields are createdAt, tags, likes and library_name",
			   "baseModels pipeline_tag"),
	   "two");
	ok(refuses("unknown field baseModels", "baseModels") &&
		   refuses("baseModels is not supported", "baseModels") &&
		   refuses("not allowed: \"baseModels\", 'tags'", "baseModels tags"),
	   "named");
	ok(refuses("Invalid option: expected one of \"createdAt\"|\"likes\"|\"library_name\"|"
			   "\"pipeline_tag\"|\"tags\"|\"baseModels\"",
			   ""),
	   "all are valid");
	ok(refuses("my_tags and tags2 and likes-x", "") && refuses("", "") && refuses("no", ""),
	   "other words");
	ok(refuses("Invalid sort parameter: expected one of \"createdAt\"|\"likes\"", "") &&
		   refuses("Invalid cursor", "") && refuses("Bad filter: tags", ""),
	   "another parameter");
#undef VALID
}

int
main(void)
{
	test_texts();
	test_refusals();
	return tap_done();
}
