/*
 * hub_profile.c: the pages of users and organizations.
 *
 * libxml2 makes the tree; it is walked once in document order, not asked by
 * XPath, whose node sets take quadratic time where elements nest. Script
 * islands are elements that name themselves in data-target and carry their
 * data as JSON in data-props.
 *
 * libxml2 (before 2.14) compares each attribute of a tag with all before it,
 * and hangs those of every further html tag on the first, so that a page could
 * take it quadratic time: many_attributes() looks at the page before. The text
 * is given to it in slices, and none when reading is to stop.
 */
#include <json-c/json.h>
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fetch/hub/hub_profile.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/text.h"
#include "fetch/reader/utf8.h"

/* Pages are below 1 MB, and a tree takes up to 60 times its text. */
#define MAX_PAGE (2 * 1024 * 1024)
/* Attributes of a tag, and html tags; pages have 20 and 1. */
#define MAX_ATTRIBUTES 256
#define MAX_HTML_TAGS 16
/* Bytes of the names in a tag: libxml2 cuts them into pieces of 100, each of
 * which is an attribute. Pages have 200. */
#define MAX_NAME_BYTES 10000
/* Bytes that are looked at between two questions whether to stop. */
#define STOP_BYTES 16384
#define MAX_FULL_NAME 1000
/* A look at a node, as bytes of work. */
#define NODE_WORK 256

static const char *const org_types[] = {"company",    "community", "university",
										"non-profit", "classroom", "government"};

/* Sites that have fields of their own on the Hub: no website of an author. */
static const char *const other_sites[] = {"github.com", "twitter.com", "x.com", "linkedin.com",
										  "bsky.app"};

/* The Hub itself; hosts below it are authors' websites (bigscience...). */
static const char *const hub_hosts[] = {"huggingface.co", "www.huggingface.co", "hf.co"};

/* What the walk finds; each is the first of its kind, NULL: none. */
typedef struct Markers
{
	HubAuthorKind kind;  /* by the class of body */
	xmlNodePtr org_type; /* span of class capitalize in the header */
	xmlNodePtr heading;  /* h1 in the header */
	xmlNodePtr picture;  /* img in a link of the header */
	bool verified;
	xmlNodePtr org_island;
	xmlNodePtr user_island;
	bool org_profile; /* an island that only organizations have */
} Markers;

typedef struct Page
{
	RecordReader reader;
	HubProfile *profile;
	const char *endpoint;
	xmlNodePtr root;
	Markers markers;
} Page;

/*
 * is_element: is node an element of this name?
 */
static bool
is_element(xmlNodePtr node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

/*
 * next_node returns the node behind node in document order, NULL: the last.
 */
static xmlNodePtr
next_node(xmlNodePtr node, xmlNodePtr root)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL)
		return node->children;
	while (node != root && node->next == NULL)
		node = node->parent;
	return node == root ? NULL : node->next;
}

/*
 * copy_attribute copies the value of an attribute into the arena. Returns NULL: not
 * there, or out of memory, which the arena remembers.
 */
static const char *
copy_attribute(Page *page, xmlNodePtr node, const char *name)
{
	xmlChar *value;
	char *copy;
	size_t len;

	if (xmlHasProp(node, (const xmlChar *) name) == NULL)
		return NULL;
	value = xmlGetProp(node, (const xmlChar *) name);
	if (value == NULL)
	{
		arena_fail(page->reader.arena);
		return NULL;
	}
	len = strlen((const char *) value);
	copy = arena_alloc(page->reader.arena, 3 * len + 1);
	if (copy != NULL)
		copy[utf8_clean((const char *) value, len, copy)] = '\0';
	xmlFree(value);
	return copy;
}

/*
 * attribute_is: has node this attribute with this value?
 */
static bool
attribute_is(xmlNodePtr node, const char *name, const char *wanted)
{
	xmlAttrPtr attr = xmlHasProp(node, (const xmlChar *) name);

	return attr != NULL && attr->children != NULL && attr->children->next == NULL &&
		   attr->children->content != NULL &&
		   strcmp((const char *) attr->children->content, wanted) == 0;
}

/*
 * attribute_has: is word one of the blank-separated words of an attribute?
 */
static bool
attribute_has(xmlNodePtr node, const char *name, const char *word)
{
	xmlAttrPtr attr = xmlHasProp(node, (const xmlChar *) name);
	const char *p;
	size_t len;

	if (attr == NULL || attr->children == NULL || attr->children->content == NULL)
		return false;
	p = (const char *) attr->children->content;
	for (;;)
	{
		p += strspn(p, " \t\r\n\f");
		len = strcspn(p, " \t\r\n\f");
		if (len == 0)
			return false;
		if (len == strlen(word) && memcmp(p, word, len) == 0)
			return true;
		p += len;
	}
}

/*
 * in_header: is node in the header of main, the part that the author fills in?
 */
static bool
in_header(xmlNodePtr node)
{
	bool header = false;

	for (node = node->parent; node != NULL; node = node->parent)
	{
		if (is_element(node, "header"))
			header = true;
		else if (header && is_element(node, "main"))
			return true;
	}
	return false;
}

/*
 * inner_text returns the text below node as people see it, NULL: none.
 */
static const char *
inner_text(Page *page, xmlNodePtr node)
{
	char text[MAX_FULL_NAME + 1];
	size_t len = 0;

	for (xmlNodePtr p = node; p != NULL; p = next_node(p, node))
	{
		const char *content = (const char *) p->content;
		size_t n;

		if (p->type != XML_TEXT_NODE || content == NULL)
			continue;
		n = strlen(content);
		n = utf8_clip(content, n, sizeof(text) - 1 - len);
		memcpy(text + len, content, n);
		len += n;
		if (content[n] != '\0')
			break;
	}
	text[len] = '\0';
	return text_display(page->reader.arena, text);
}

/*
 * note_marker notes node if it is a marker.
 */
static void
note_marker(Markers *markers, xmlNodePtr node)
{
	if (is_element(node, "body"))
	{
		if (attribute_has(node, "class", "OrgPage"))
			markers->kind = HUB_ORGANIZATION;
		else if (attribute_has(node, "class", "UserPage"))
			markers->kind = HUB_USER;
	}
	else if (is_element(node, "span"))
	{
		if (markers->org_type == NULL && attribute_has(node, "class", "capitalize") &&
			in_header(node))
			markers->org_type = node;
	}
	else if (is_element(node, "h1"))
	{
		if (markers->heading == NULL && in_header(node))
			markers->heading = node;
	}
	else if (is_element(node, "img"))
	{
		if (markers->picture == NULL && node->parent != NULL && is_element(node->parent, "a") &&
			in_header(node))
			markers->picture = node;
	}
	if (attribute_is(node, "title", "Verified organization"))
		markers->verified = true;
	if (attribute_is(node, "data-target", "OrgHeaderActions") && markers->org_island == NULL)
		markers->org_island = node;
	else if (attribute_is(node, "data-target", "UserProfile") && markers->user_island == NULL)
		markers->user_island = node;
	else if (attribute_is(node, "data-target", "OrgProfile"))
		markers->org_profile = true;
}

/*
 * island_data returns the data of an island, to be released with json_object_put(),
 * or NULL.
 */
static struct json_object *
island_data(Page *page, xmlNodePtr island, const char *what)
{
	const char *text = island == NULL ? NULL : copy_attribute(page, island, "data-props");

	return text == NULL ? NULL : answer_parse(&page->reader, text, what);
}

/*
 * set_avatar takes a picture's address unless there is one already.
 */
static void
set_avatar(Page *page, const char *text, const char *field)
{
	if (page->profile->avatar_url == NULL && text != NULL)
		page->profile->avatar_url = hub_avatar(&page->reader, text, page->endpoint, field);
}

/*
 * is_host: do these len bytes name site or a host below it?
 */
static bool
is_host(const char *host, size_t len, const char *site)
{
	size_t n = strlen(site);

	return len >= n && strncasecmp(host + len - n, site, n) == 0 &&
		   (len == n || host[len - n - 1] == '.');
}

/*
 * is_other_site: is url of a site that is no author's own?
 */
static bool
is_other_site(const char *url)
{
	size_t len;
	const char *host = text_url_host(url, &len);

	for (size_t i = 0; i < sizeof(other_sites) / sizeof(other_sites[0]); i++)
		if (is_host(host, len, other_sites[i]))
			return true;
	for (size_t i = 0; i < sizeof(hub_hosts) / sizeof(hub_hosts[0]); i++)
		if (len == strlen(hub_hosts[i]) && strncasecmp(host, hub_hosts[i], len) == 0)
			return true;
	return false;
}

/*
 * github_login returns the account of an address at GitHub, NULL: it is no
 * such address.
 */
static const char *
github_login(Page *page, const char *url)
{
	size_t len;
	const char *host = text_url_host(url, &len);
	const char *login;

	if (!is_host(host, len, "github.com") || (len != 10 && strncasecmp(host, "www.", 4) != 0))
		return NULL;
	login = host + strcspn(host, "/?#");
	if (strncmp(login, "/orgs/", 6) == 0)
		login += 5;
	if (*login++ != '/')
		return NULL;
	len = strcspn(login, "/?#");
	return text_is_login(login, len) ? arena_text(page->reader.arena, login, len) : NULL;
}

/*
 * read_link takes a link of an organization's header as its website or its
 * GitHub account, the first of each.
 */
static void
read_link(Page *page, xmlNodePtr node)
{
	HubProfile *profile = page->profile;
	const char *url;

	if ((profile->website_url != NULL && profile->github_login != NULL) || !is_element(node, "a") ||
		!attribute_has(node, "rel", "nofollow") || !in_header(node))
		return;
	url = copy_attribute(page, node, "href");
	if (url == NULL)
		return;
	url = text_display(page->reader.arena, url);
	if (url == NULL || !text_is_url(url))
	{
		record_problem(&page->reader, "url", "link \"%s\" is no address of http or https; left out",
					   record_quote(&page->reader, url == NULL ? "" : url));
		return;
	}
	if (profile->github_login == NULL)
		profile->github_login = github_login(page, url);
	if (profile->website_url == NULL && !is_other_site(url))
		profile->website_url = url;
}

/*
 * read_org_type takes the kind of organization, which has to be a known one.
 */
static void
read_org_type(Page *page)
{
	const char *text;

	if (page->markers.org_type == NULL)
		return;
	text = inner_text(page, page->markers.org_type);
	if (text == NULL)
		return;
	for (size_t i = 0; i < sizeof(org_types) / sizeof(org_types[0]); i++)
		if (strcasecmp(text, org_types[i]) == 0)
			page->profile->org_type = org_types[i];
	if (page->profile->org_type == NULL)
		record_problem(&page->reader, "range", "organization type \"%s\" is not known; left out",
					   record_quote(&page->reader, text));
}

/*
 * read_org reads the page of an organization.
 */
static void
read_org(Page *page)
{
	HubProfile *profile = page->profile;
	RecordReader *reader = &page->reader;
	struct json_object *data = island_data(page, page->markers.org_island, "OrgHeaderActions");
	struct json_object *org = field_object(reader, data, "org");

	profile->followers = field_count(reader, field_member(data, "followerCount"), "followerCount");
	profile->full_name = field_display(reader, field_member(org, "fullname"), "org.fullname");
	set_avatar(page, field_text(reader, field_member(org, "avatarUrl"), "org.avatarUrl"),
			   "org.avatarUrl");
	json_object_put(data);
	if (profile->full_name == NULL && page->markers.heading != NULL)
		profile->full_name = inner_text(page, page->markers.heading);
	if (page->markers.picture != NULL)
		set_avatar(page, copy_attribute(page, page->markers.picture, "src"), "img");
	if (page->markers.verified)
		profile->is_verified = HUB_TRUE;
	read_org_type(page);
	for (xmlNodePtr node = page->root; node != NULL && !record_work(reader, NODE_WORK);
		 node = next_node(node, page->root))
		read_link(page, node);
}

/*
 * read_github takes a user's GitHub account: a login, or its address.
 */
static void
read_github(Page *page, struct json_object *value)
{
	const char *text = field_display(&page->reader, value, "signup.github");

	if (text == NULL)
		return;
	page->profile->github_login = text_is_login(text, strlen(text)) ? text
								  : text_is_url(text)               ? github_login(page, text)
																	: NULL;
	if (page->profile->github_login == NULL)
		record_problem(&page->reader, "name",
					   "signup.github: \"%s\" is no GitHub account; left out",
					   record_quote(&page->reader, text));
}

/*
 * read_homepage takes a user's website.
 */
static void
read_homepage(Page *page, struct json_object *value)
{
	const char *text = field_display(&page->reader, value, "signup.homepage");

	if (text == NULL)
		return;
	if (text_is_url(text))
		page->profile->website_url = text;
	else
		record_problem(&page->reader, "url",
					   "signup.homepage: \"%s\" is no address of http or https; left out",
					   record_quote(&page->reader, text));
}

/*
 * read_user reads the page of a user.
 */
static void
read_user(Page *page)
{
	HubProfile *profile = page->profile;
	RecordReader *reader = &page->reader;
	struct json_object *data = island_data(page, page->markers.user_island, "UserProfile");
	struct json_object *user = field_object(reader, data, "u");
	struct json_object *signup = field_object(reader, user, "signup");

	profile->followers = field_count(reader, field_member(data, "numFollowers"), "numFollowers");
	profile->full_name = field_display(reader, field_member(user, "fullname"), "u.fullname");
	set_avatar(page, field_text(reader, field_member(user, "avatarUrl"), "u.avatarUrl"),
			   "u.avatarUrl");
	read_github(page, field_member(signup, "github"));
	read_homepage(page, field_member(signup, "homepage"));
	json_object_put(data);
}

/*
 * read_page reads a page that is a tree now. Returns whether it is an
 * author's.
 */
static bool
read_page(Page *page)
{
	Markers *markers = &page->markers;

	for (xmlNodePtr node = page->root; node != NULL && !record_work(&page->reader, NODE_WORK);
		 node = next_node(node, page->root))
		if (node->type == XML_ELEMENT_NODE)
			note_marker(markers, node);
	page->profile->kind = markers->kind != HUB_NO_KIND                          ? markers->kind
						  : markers->org_island != NULL || markers->org_profile ? HUB_ORGANIZATION
						  : markers->user_island != NULL                        ? HUB_USER
																				: HUB_NO_KIND;
	if (page->profile->kind == HUB_ORGANIZATION)
		read_org(page);
	else if (page->profile->kind == HUB_USER)
		read_user(page);
	return page->profile->kind != HUB_NO_KIND;
}

/* Where in a tag a character is, as libxml2 sees it. */
typedef enum TagState
{
	TAG_END,
	TAG_NAME,
	TAG_BLANK,     /* an attribute may begin */
	TAG_ATTRIBUTE, /* in its name */
	TAG_BEHIND,    /* behind a name and blanks: = may follow */
	TAG_EQUALS,    /* behind =: a value may follow */
	TAG_VALUE,     /* not quoted */
	TAG_SINGLE,    /* in quotes */
	TAG_DOUBLE,
	TAG_BAD, /* no attribute; skipped up to a blank */
	TAG_STATES
} TagState;

/* What a tag has. */
typedef struct TagCost
{
	int attributes;
	int name_bytes; /* of its own name and theirs */
} TagCost;

/*
 * next_state returns the state behind c.
 */
static TagState
next_state(TagState state, char c)
{
	bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
	bool begins =
		(c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c == '.';
	bool goes_on = begins || (c >= '0' && c <= '9') || c == '-';

	if (state == TAG_SINGLE || state == TAG_DOUBLE)
		return c == (state == TAG_SINGLE ? '\'' : '"') ? TAG_BLANK : state;
	if (state == TAG_END || c == '>')
		return TAG_END;
	if (state == TAG_EQUALS)
		return blank ? TAG_EQUALS : c == '"' ? TAG_DOUBLE : c == '\'' ? TAG_SINGLE : TAG_VALUE;
	if (blank)
		return state == TAG_ATTRIBUTE || state == TAG_BEHIND ? TAG_BEHIND : TAG_BLANK;
	if (state == TAG_VALUE || state == TAG_BAD)
		return state;
	if ((state == TAG_NAME || state == TAG_ATTRIBUTE) && goes_on)
		return state;
	if ((state == TAG_ATTRIBUTE || state == TAG_BEHIND) && c == '=')
		return TAG_EQUALS;
	return begins ? TAG_ATTRIBUTE : TAG_BAD;
}

/*
 * raise_cost makes cost at least what other is.
 */
static void
raise_cost(TagCost *cost, const TagCost *other)
{
	if (cost->attributes < other->attributes)
		cost->attributes = other->attributes;
	if (cost->name_bytes < other->name_bytes)
		cost->name_bytes = other->name_bytes;
}

/*
 * many_attributes: could a tag anywhere in the page have more attributes, or
 * longer names, than any has? Whether a < begins a tag depends on all before it (comments,
 * scripts, quotes), so each is taken for one: going backwards, what follows is
 * known for every state. The answer is no where reading is to stop.
 */
static bool
many_attributes(RecordReader *reader, const char *body, size_t len)
{
	/* from here to the tag's end */
	TagCost behind[TAG_STATES] = {0};
	int html_tags = 0;

	for (size_t i = len; i-- > 0;)
	{
		TagCost here[TAG_STATES];

		if (i % STOP_BYTES == 0 && record_stop(reader))
			return false;
		for (int state = 0; state < TAG_STATES; state++)
		{
			TagState next = next_state(state, body[i]);

			here[state] = behind[next];
			here[state].attributes += next == TAG_ATTRIBUTE && state != TAG_ATTRIBUTE;
			here[state].name_bytes += next == TAG_ATTRIBUTE || next == TAG_NAME;
			/* versions differ in what a slash is */
			if (body[i] == '/' && next == TAG_BAD)
				raise_cost(&here[state], &behind[TAG_BLANK]);
		}
		if (body[i] == '<')
		{
			if (behind[TAG_NAME].attributes > MAX_ATTRIBUTES ||
				behind[TAG_NAME].name_bytes > MAX_NAME_BYTES)
				return true;
			if (len - i >= 5 && strncasecmp(body + i + 1, "html", 4) == 0)
				html_tags++;
		}
		memcpy(behind, here, sizeof(behind));
	}
	return html_tags > MAX_HTML_TAGS;
}

/* The text of a page while libxml2 reads it. */
typedef struct PageText
{
	RecordReader *reader;
	const char *p;
	const char *end;
} PageText;

/*
 * give_text is libxml2's callback for more text: at most len bytes, of which it
 * returns the number, 0 at the end.
 */
static int
give_text(void *context, char *buffer, int len)
{
	PageText *text = context;

	if (record_stop(text->reader))
		return 0;
	if (text->end - text->p < len)
		len = (int) (text->end - text->p);
	memcpy(buffer, text->p, len);
	text->p += len;
	return len;
}

/*
 * parse_html makes the tree of a page. Returns NULL: out of memory, or nothing
 * in it.
 */
static htmlDocPtr
parse_html(RecordReader *reader, const char *body, size_t len)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
						HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
	PageText text = {.reader = reader, .p = body, .end = body + len};
	htmlDocPtr doc;
	char *copy = NULL;

	if (utf8_prefix(body, len) < len)
	{
		copy = malloc(3 * len);
		if (copy == NULL)
		{
			arena_fail(reader->arena);
			return NULL;
		}
		text.p = copy;
		text.end = copy + utf8_clean(body, len, copy);
		record_problem(reader, "text", "bytes that are not UTF-8; U+FFFD in their place");
	}
	doc = htmlReadIO(give_text, NULL, &text, NULL, "UTF-8", options);
	free(copy);
	return doc;
}

/*
 * hub_parse_profile reads a page, which is RECORD_BAD if it is neither a
 * user's nor an organization's. endpoint stands before a picture's address
 * that has no host.
 */
RecordResult
hub_parse_profile(const char *endpoint, const RecordInput *input, HubProfile *profile)
{
	Page page = {.profile = profile, .endpoint = endpoint};
	RecordReader *reader = &page.reader;
	RecordResult result = RECORD_OK;
	htmlDocPtr doc = NULL;

	if (!record_begin(reader, &profile->head, sizeof(*profile), input))
		return RECORD_NO_MEMORY;
	reader->item = 0;
	profile->followers = RECORD_NULL;
	if (input->len > MAX_PAGE)
		result = record_bad_page(reader, "size", "a page of %zu bytes", input->len);
	else if (many_attributes(reader, input->body, input->len))
		result = record_bad_page(reader, "range",
								 "more than %d attributes in a tag, or %d bytes of names",
								 MAX_ATTRIBUTES, MAX_NAME_BYTES);
	else if (input->len > 0)
		doc = parse_html(reader, input->body, input->len);
	if (doc != NULL)
		page.root = xmlDocGetRootElement(doc);
	if (result == RECORD_OK && (page.root == NULL || !read_page(&page)))
		result =
			record_bad_page(reader, "type", "the page is neither a user's nor an organization's");
	if (doc != NULL)
		xmlFreeDoc(doc);
	return record_end(reader, result);
}
