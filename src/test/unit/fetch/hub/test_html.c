/*
 * When this fails, kinds, websites and GitHub logins of authors are missing or
 * wrong: pages of users and organizations, after the markers that the Hub's
 * pages had in 2026.
 */
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_profile.h"
#include "problems.h"
#include "tap.h"

#define HUB "https://hub.example"
#define NAV                                                                                        \
	"<header><nav><a href=\"https://github.com/huggingface\" rel=\"nofollow\">GitHub</a>"          \
	"<h1>Site</h1><span class=\"capitalize\">government</span></nav></header>"

static HubProfile profile;

/*
 * parse_bytes reads a page from memory that ends right behind it.
 */
static RecordResult
parse_bytes(const char *text, size_t len)
{
	char *exact = malloc(len + (len == 0));
	RecordResult result;

	record_free(&profile.head);
	memcpy(exact, text, len);
	result = hub_parse_profile(HUB, &(RecordInput) {exact, len}, &profile);
	free(exact);
	return result;
}

/*
 * parse reads a page.
 */
static RecordResult
parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

/*
 * org reads an organization's page with this in the header of main.
 */
static RecordResult
org(const char *header)
{
	char text[20000];

	snprintf(text, sizeof(text),
			 "<!doctype html><html><body class=\"flex OrgPage\">" NAV
			 "<main class=\"flex\"><header>%s</header><div>card <a rel=\"nofollow\" "
			 "href=\"https://card.example\">x</a></div></main></body></html>",
			 header);
	return parse(text);
}

/*
 * user reads a user's page with these properties, which have no quotes but
 * single ones, standing for double ones.
 */
static RecordResult
user(const char *props)
{
	char text[20000];
	char quoted[10000];
	char *out = quoted;

	for (const char *p = props; *p != '\0'; p++)
		out = *p == '\'' ? stpcpy(out, "&quot;") : (*out = *p, out + 1);
	*out = '\0';
	snprintf(text, sizeof(text),
			 "<!doctype html><body class=\"UserPage\">" NAV "<main>"
			 "<div data-target=\"UserProfile\" data-props=\"%s\"></div></main>",
			 quoted);
	return parse(text);
}

/*
 * kinds_are: are the page's problems of these kinds, in this order?
 */
static bool
kinds_are(const char *kinds)
{
	return are_kinds(profile.head.problems, profile.head.nproblems, kinds);
}

/*
 * test_org: an organization's page, whole and marker by marker.
 */
static void
test_org(void)
{
	ok(org("<a href=\"/google\"><img src=\"https://cdn.example/g.png\"></a>"
		   "<h1>Goo<b>gle</b> </h1><div title=\"Verified organization\"></div>"
		   "<div><span class=\"mr-2\">enterprise</span><span class=\"x capitalize\">company</span></div>"
		   "<a href=\"https://twitter.com/g\" rel=\"nofollow\">g</a>"
		   "<a href=\"https://www.google.com/?a=1&amp;b=2\" rel=\"nofollow\">www</a>"
		   "<a href=\"https://github.com/google\" rel=\"nofollow\">g</a>"
		   "<div data-target=\"OrgHeaderActions\" data-props=\"{&quot;followerCount&quot;:62570,"
		   "&quot;org&quot;:{&quot;fullname&quot;:&quot;Google &amp; Co&quot;,"
		   "&quot;avatarUrl&quot;:&quot;/avatars/x.svg&quot;}}\"></div>") == RECORD_OK,
	   "a whole page");
	ok(profile.kind == HUB_ORGANIZATION, "kind");
	ok(same(profile.org_type, "company"), "type; the site's own header does not count");
	ok(profile.is_verified == HUB_TRUE, "verified");
	ok(same(profile.website_url, "https://www.google.com/?a=1&b=2"),
	   "website; not another site's, not the card's");
	ok(same(profile.github_login, "google"), "GitHub account; not the site's own");
	ok(profile.followers == 62570, "followers");
	ok(same(profile.full_name, "Google & Co"), "full name, entities resolved");
	ok(same(profile.avatar_url, HUB "/avatars/x.svg"), "picture made absolute");
	ok(kinds_are(""), "no problem");

	ok(org("") == RECORD_OK && profile.kind == HUB_ORGANIZATION && profile.org_type == NULL &&
		   profile.is_verified == HUB_FLAG_NULL && profile.website_url == NULL &&
		   profile.github_login == NULL && profile.followers == RECORD_NULL &&
		   profile.full_name == NULL && profile.avatar_url == NULL && kinds_are(""),
	   "all markers gone: all NULL");
	ok(org("<h1> Goo<b>gle</b>\n</h1><a><img src=\"/a.png\"></a>") == RECORD_OK &&
		   same(profile.full_name, "Google") && same(profile.avatar_url, HUB "/a.png"),
	   "name and picture from the header where the island is gone");
	ok(org("<span class=\"capitalize\">Non-Profit</span>") == RECORD_OK &&
		   same(profile.org_type, "non-profit"),
	   "type in another case");
	ok(org("<span class=\"capitalize\">cabal</span>") == RECORD_OK && profile.org_type == NULL &&
		   kinds_are("range"),
	   "a type that is not known");
	ok(org("<span class=\"capitalized\">company</span>") == RECORD_OK && profile.org_type == NULL,
	   "a class that only begins like it");
	ok(org("<div data-target=\"OrgHeaderActions\" data-props=\"{oops\"></div>") == RECORD_OK &&
		   kinds_are("syntax"),
	   "properties that are not JSON");
	ok(org("<div data-target=\"OrgHeaderActions\" data-props=\"null\"></div>") == RECORD_OK &&
		   kinds_are(""),
	   "properties that are null");
	ok(org("<div data-target=\"OrgHeaderActions\" data-props=\"[1]\"></div>") == RECORD_OK &&
		   profile.followers == RECORD_NULL,
	   "properties that are a list");
	ok(org("<div data-target=\"OrgHeaderActions\" data-props=\"{&quot;followerCount&quot;:&quot;9&quot;,"
		   "&quot;org&quot;:7}\"></div>") == RECORD_OK &&
		   profile.followers == RECORD_NULL,
	   "properties of wrong types");
	ok(strcmp(profile.head.problems[0].kind, "type") == 0 && profile.head.nproblems == 2,
	   "are told");
}

/*
 * test_links: which links of the header are taken.
 */
static void
test_links(void)
{
	static const char *const logins[][2] =
		{{"https://github.com/a-b", "a-b"},     {"http://www.github.com/ab/", "ab"},
		 {"https://GitHub.com/ab/repo", "ab"},  {"https://github.com/orgs/ab", "ab"},
		 {"https://github.com/ab?tab=x", "ab"}, {"https://github.com/", NULL},
		 {"https://github.com", NULL},          {"https://github.com/-ab", NULL},
		 {"https://gist.github.com/ab", NULL},  {"https://notgithub.com/ab", NULL}};
	char text[1000];

	for (size_t i = 0; i < sizeof(logins) / sizeof(logins[0]); i++)
	{
		snprintf(text, sizeof(text), "<a rel=\"noopener nofollow\" href=\"%s\">", logins[i][0]);
		org(text);
		ok(same(profile.github_login, logins[i][1]), "account of %s", logins[i][0]);
	}
	ok(same(profile.website_url, "https://notgithub.com/ab"), "a site that only ends like another");
	ok(org("<a rel=\"nofollow\" href=\"https://linkedin.com/company/x\"></a>"
		   "<a rel=\"nofollow\" href=\"https://x.com/x\"></a>"
		   "<a rel=\"nofollow\" href=\"https://bsky.app/x\"></a>"
		   "<a rel=\"nofollow\" href=\"https://huggingface.co/x\"></a>") == RECORD_OK &&
		   profile.website_url == NULL && kinds_are(""),
	   "sites with fields of their own");
	ok(org("<a rel=\"nofollow\" href=\"https://bigscience.huggingface.co\"></a>") == RECORD_OK &&
		   same(profile.website_url, "https://bigscience.huggingface.co"),
	   "a site below the Hub's host");
	ok(org("<a href=\"https://a.example\"></a>") == RECORD_OK && profile.website_url == NULL,
	   "a link that is the Hub's own");
	ok(org("<a rel=\"nofollow\" href=\"javascript:alert(1)\"></a>"
		   "<a rel=\"nofollow\" href=\" https://a.example \"></a>"
		   "<a rel=\"nofollow\" href=\"https://b.example\"></a>") == RECORD_OK &&
		   same(profile.website_url, "https://a.example") && kinds_are("url"),
	   "a script is no website; the first that is one");
	ok(org("<a rel=\"nofollow\"></a>") == RECORD_OK && kinds_are(""), "a link without address");
}

/*
 * test_user: a user's page.
 */
static void
test_user(void)
{
	ok(user("{'u':{'avatarUrl':'https://cdn.example/u.png','fullname':'\\u0002 Julien ','signup':"
			"{'github':'julien-c','homepage':'https://huggingface.co','twitter':'x'}},"
			"'numFollowers':17,'numModels':2}") == RECORD_OK,
	   "a whole page");
	ok(profile.kind == HUB_USER && same(profile.github_login, "julien-c") &&
		   same(profile.website_url, "https://huggingface.co"),
	   "kind, account, website");
	ok(same(profile.full_name, "Julien") && same(profile.avatar_url, "https://cdn.example/u.png") &&
		   profile.followers == 17,
	   "name, picture, followers");
	ok(profile.org_type == NULL && profile.is_verified == HUB_FLAG_NULL && kinds_are(""),
	   "nothing of an organization");
	ok(user("{'u':{'signup':{'github':'https://github.com/ab','homepage':''}}}") == RECORD_OK &&
		   same(profile.github_login, "ab") && profile.website_url == NULL && kinds_are(""),
	   "an account given by its address");
	ok(user("{'u':{'signup':{'github':'a b','homepage':'www.x.y'}}}") == RECORD_OK &&
		   profile.github_login == NULL && profile.website_url == NULL && kinds_are("name url"),
	   "what is neither account nor address");
	ok(user("{'u':{'signup':null}}") == RECORD_OK && kinds_are(""), "no signup");
	ok(parse("<body class=\"UserPage\"><main></main>") == RECORD_OK && profile.kind == HUB_USER &&
		   profile.full_name == NULL && kinds_are(""),
	   "the island is gone");
}

/*
 * test_pages: other pages, and bytes that are none.
 */
static void
test_pages(void)
{
	char *deep = malloc(300000);
	char *p = deep + sprintf(deep, "<body class=\"OrgPage\"><main><header>");

	ok(parse("<body><div data-target=\"OrgProfile\"></div>") == RECORD_OK &&
		   profile.kind == HUB_ORGANIZATION,
	   "the body's class is gone: an island tells an organization");
	ok(parse("<body><div data-target=\"UserProfile\"></div>") == RECORD_OK &&
		   profile.kind == HUB_USER,
	   "and a user");
	ok(parse("<body class=\"ModelPage\"><main></main>") == RECORD_BAD && kinds_are("type") &&
		   profile.kind == HUB_NO_KIND,
	   "a model's page");
	ok(parse("<body class=\"MyOrgPage\">") == RECORD_BAD, "a class that only ends like it");
	ok(parse("") == RECORD_BAD && kinds_are("type"), "nothing");
	ok(parse("{\"a\":1}") == RECORD_BAD, "JSON");
	ok(parse_bytes("\0\0\0", 3) == RECORD_BAD, "NULs");
	ok(org("<h1>a\xFF\xC3(</h1>") == RECORD_OK &&
		   same(profile.full_name, "a\xEF\xBF\xBD\xEF\xBF\xBD(") && kinds_are("text"),
	   "invalid UTF-8");
	ok(org("<h1>\xC3\xA9\xE9\xA3\x9E&#233;&#0;&#xD800;</h1>") == RECORD_OK &&
		   strncmp(profile.full_name, "\xC3\xA9\xE9\xA3\x9E\xC3\xA9", 7) == 0,
	   "UTF-8 without a charset");
	for (int i = 0; i < 20000; i++)
		p = stpcpy(p, "<div><i>");
	ok(parse(deep) == RECORD_OK && profile.kind == HUB_ORGANIZATION, "nested 40,000 deep");
	free(deep);
	deep = calloc(1, 5 * 1024 * 1024);
	ok(parse_bytes(deep, 5 * 1024 * 1024) == RECORD_BAD && kinds_are("size"), "too large");
	free(deep);
}

int
main(void)
{
	test_org();
	test_links();
	test_user();
	test_pages();
	record_free(&profile.head);
	return tap_done();
}
