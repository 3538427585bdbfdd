/*
 * When this fails, names, websites or followers of users and organizations are
 * stored wrongly: their overviews as records.
 */
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_authors.h"
#include "fetch/hub/hub_names.h"
#include "problems.h"
#include "tap.h"

#define ID "5e6aca39878b8b2bf9806447"
#define HUB "https://hub.example"

static HubAuthorPage page;

/*
 * parse reads an overview from memory that ends right behind it.
 */
static RecordResult
parse(HubAuthorKind kind, const char *text)
{
	size_t len = strlen(text);
	char *exact = malloc(len + (len == 0));
	RecordResult result;

	record_free(&page.head);
	memcpy(exact, text, len);
	result = hub_parse_author(kind, HUB, &(RecordInput) {exact, len}, &page);
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
 * org reads an organization's overview with these fields behind _id and name.
 */
static const HubAuthor *
org(const char *fields)
{
	char text[8000];

	snprintf(text, sizeof(text), "{\"_id\":\"" ID "\",\"name\":\"google\"%s%s}",
			 fields[0] == '\0' ? "" : ",", fields);
	ok(parse(HUB_ORGANIZATION, text) == RECORD_OK && page.nauthors == 1, "kept: %s", fields);
	return &page.author;
}

/*
 * test_fields: whole overviews.
 */
static void
test_fields(void)
{
	const HubAuthor *a = org("\"avatarUrl\":\"https://cdn.example/g.png?d=retro&size=100\","
							 "\"fullname\":\" Google \",\"isVerified\":true,\"isFollowing\":false,"
							 "\"plan\":\"enterprise\",\"numUsers\":4205,\"numModels\":1126,"
							 "\"numSpaces\":21,\"numDatasets\":70,\"numFollowers\":62570");

	ok(same(a->hub_id, ID) && same(a->name, "google") && a->kind == HUB_ORGANIZATION, "identity");
	ok(same(a->full_name, "Google"), "full name without outer blanks");
	ok(same(a->avatar_url, "https://cdn.example/g.png?d=retro&size=100"), "picture");
	ok(a->is_verified == HUB_TRUE && a->followers == 62570, "verified, followers");
	ok(a->num_models == 1126 && a->num_datasets == 70 && a->num_spaces == 21, "counts");
	ok(kinds_are(""), "no problem");

	ok(parse(HUB_USER,
			 "{\"_id\":\"" ID "\",\"avatarUrl\":\"/avatars/ab.svg\",\"isPro\":false,"
			 "\"fullname\":\"\\u0007A\\nB\",\"numModels\":3,\"numFollowers\":0,\"orgs\":[],"
			 "\"user\":\"Ab-c\",\"type\":\"user\",\"isVerified\":true}") == RECORD_OK,
	   "a user");
	a = &page.author;
	ok(page.nauthors == 1 && a->kind == HUB_USER && same(a->name, "Ab-c"), "its name is in user");
	ok(same(a->avatar_url, HUB "/avatars/ab.svg"), "a picture without host is the Hub's");
	ok(same(a->full_name, "A B"), "control characters are taken out");
	ok(a->is_verified == HUB_FLAG_NULL, "users are not verified");
	ok(a->followers == 0 && a->num_models == 3 && a->num_spaces == RECORD_NULL,
	   "zero is not the same as not given");
	ok(kinds_are(""), "no problem");

	a = org("");
	ok(a->full_name == NULL && a->avatar_url == NULL && a->is_verified == HUB_FLAG_NULL &&
		   a->followers == RECORD_NULL && a->num_models == RECORD_NULL && kinds_are(""),
	   "nothing given: nothing made up");
}

/*
 * test_oddities: fields given badly cost themselves only.
 */
static void
test_oddities(void)
{
	const HubAuthor *a = org("\"fullname\":7,\"isVerified\":\"yes\",\"numFollowers\":-2,"
							 "\"numModels\":null,\"numSpaces\":1.5");

	ok(a->full_name == NULL && a->is_verified == HUB_FLAG_NULL && a->followers == RECORD_NULL &&
		   a->num_models == RECORD_NULL && a->num_spaces == RECORD_NULL,
	   "nonsense is left out");
	ok(kinds_are("type type range type"), "and told; null is just not given");
	a = org("\"fullname\":\"  \\t \"");
	ok(a->full_name == NULL && kinds_are(""), "a full name of blanks");
	a = org("\"avatarUrl\":\"javascript:alert(1)\"");
	ok(a->avatar_url == NULL && kinds_are("url"), "a picture that is a script");
	a = org("\"avatarUrl\":\"//evil.example/x\"");
	ok(a->avatar_url == NULL && kinds_are("url"), "a picture of another host in disguise");
	a = org("\"avatarUrl\":\"/a b\"");
	ok(a->avatar_url == NULL && kinds_are("url"), "a picture with a blank");
	a = org("\"avatarUrl\":\"\"");
	ok(a->avatar_url == NULL && kinds_are(""), "an empty picture");
}

/*
 * test_pages: answers that are no overview.
 */
static void
test_pages(void)
{
	ok(parse(HUB_USER, "{\"_id\":\"" ID "\",\"name\":\"google\"}") == RECORD_OK &&
		   page.nauthors == 0 && kinds_are("missing"),
	   "an organization where a user is wanted");
	ok(parse(HUB_ORGANIZATION, "{\"name\":\"google\"}") == RECORD_OK && page.nauthors == 0 &&
		   kinds_are("missing") && same(page.head.problems[0].name, "google"),
	   "no _id");
	ok(parse(HUB_ORGANIZATION, "{\"_id\":\"5\",\"name\":\"google\"}") == RECORD_OK &&
		   page.nauthors == 0 && kinds_are("type"),
	   "an _id that is none");
	ok(parse(HUB_ORGANIZATION, "{\"_id\":\"" ID "\",\"name\":\"a/b\"}") == RECORD_OK &&
		   page.nauthors == 0 && kinds_are("name"),
	   "a name that is none");
	ok(parse(HUB_ORGANIZATION, "{\"_id\":\"" ID "\",\"name\":\"a\\u0000b\"}") == RECORD_OK &&
		   page.nauthors == 0 && kinds_are("name"),
	   "a name with NUL does not become another");
	ok(parse(HUB_ORGANIZATION, "{\"_id\":\"" ID "\",\"name\":7}") == RECORD_OK &&
		   page.nauthors == 0 && kinds_are("type"),
	   "a name that is a number");
	ok(parse(HUB_USER, "{\"error\":\"This user does not exist\"}") == RECORD_BAD &&
		   page.nauthors == 0 && kinds_are("type"),
	   "an error in words");
	ok(parse(HUB_USER, "[]") == RECORD_BAD && kinds_are("type"), "an array");
	ok(parse(HUB_USER, "{\"user\":\"x\",\"a\":") == RECORD_BAD && kinds_are("syntax"), "cut short");
	ok(parse(HUB_USER, "<!doctype html>") == RECORD_BAD && kinds_are("syntax"), "HTML");
}

/*
 * test_urls: names and addresses.
 */
static void
test_urls(void)
{
	char *url = hub_author_url(HUB, HUB_USER, "a-b_c.d");

	ok(same(url, HUB "/api/users/a-b_c.d/overview"), "of a user");
	free(url);
	url = hub_author_url(HUB, HUB_ORGANIZATION, "a/../b");
	ok(same(url, HUB "/api/organizations/a%2F..%2Fb/overview"), "of an organization, encoded");
	free(url);
	url = hub_author_page_url(HUB, "google");
	ok(same(url, HUB "/google"), "of a page");
	free(url);
	ok(hub_listed_author("google") && hub_listed_author("01-ai") && hub_listed_author("b--c") &&
		   !hub_listed_author("a/b") && !hub_listed_author("") && !hub_listed_author(".."),
	   "names of authors");
	ok(same(hub_author_kind_name(HUB_USER), "user") &&
		   same(hub_author_kind_name(HUB_ORGANIZATION), "organization") &&
		   hub_author_kind_name(HUB_NO_KIND) == NULL,
	   "words for the kinds");
}

/*
 * test_kinds: of which kind an overview is, where that was not asked for.
 */
static void
test_kinds(void)
{
	ok(parse(HUB_NO_KIND, "{\"_id\":\"" ID "\",\"name\":\"google\",\"isVerified\":true}") ==
			   RECORD_OK &&
		   page.nauthors == 1 && page.author.kind == HUB_ORGANIZATION &&
		   page.author.is_verified == HUB_TRUE,
	   "of an organization");
	ok(parse(HUB_NO_KIND, "{\"_id\":\"" ID "\",\"user\":\"someone\",\"name\":\"x\"}") ==
			   RECORD_OK &&
		   page.nauthors == 1 && page.author.kind == HUB_USER && same(page.author.name, "someone"),
	   "of a user");
	ok(parse(HUB_NO_KIND, "{\"_id\":\"" ID "\"}") == RECORD_OK && page.nauthors == 0 &&
		   kinds_are("missing"),
	   "of neither");
}

int
main(void)
{
	test_kinds();
	test_fields();
	test_oddities();
	test_pages();
	test_urls();
	record_free(&page.head);
	return tap_done();
}
