/*
 * pages.c: static pages of a hosted site: a small page of plain HTML, in English,
 * for each of the first models, authors and families, which reads without script
 * and leads to the page of the site that has all of it.
 *
 * A page is models/AUTHOR/NAME.html, authors/NAME.html or families/AUTHOR/NAME.html
 * in lower case, where that is a name on every file system; else other/HASH.html.
 * Names that differ in case alone do not meet.
 */
#define _GNU_SOURCE
#include "pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "dict.h"
#include "memory.h"
#include "report.h"

#define LONGEST_SEGMENT 100

/* Values of a row of pages_queries, after its place and section */
#define VALUES 15

#define COUNT(value) "to_char(" value ", 'FM999,999,999,999,999,999')"
#define SCORE(value) "to_char(round((" value ")::numeric, 2), 'FM999,999,999,999,990.00')"

const char *const pages_lists[PAGE_KINDS] =
	{"SELECT row_number() OVER (ORDER BY l.rank) - 1 AS place, l.model_id AS id, l.name"
	 " FROM llmeco.leaderboard l ORDER BY l.rank LIMIT %u",
	 "SELECT row_number() OVER (ORDER BY r.influence DESC, r.author_id) - 1 AS place,"
	 " r.author_id AS id, r.author AS name"
	 " FROM llmeco.author_ranking r ORDER BY r.influence DESC, r.author_id LIMIT %u",
	 "SELECT row_number() OVER (ORDER BY f.rank) - 1 AS place, f.root_id AS id, f.root AS name"
	 " FROM llmeco.family_ranking f ORDER BY f.rank LIMIT %u"};

/*
 * What each page has, over its list p: section 0 is one row, what the page is of;
 * those that follow are lists.
 */
static const char *const queries[PAGE_KINDS] =
	{/* models: parents, children, families, licence conflicts */
	 "SELECT p.place, 0 AS section, 0::int8 AS line, ARRAY[l.name, l.author, l.author_full_name,"
	 "  l.author_kind, " COUNT("l.rank") ", " SCORE("l.influence") ", " COUNT(
		 "l.downloads") ","
						"  " COUNT("l.likes") ", l.task, l.license, " COUNT(
							"l.parameters") ","
											"  to_char(l.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), " COUNT(
												"c.children") ","
															  "  l.downloads::text, l.likes::text] AS c"
															  " FROM p JOIN llmeco.leaderboard l ON l.model_id = p.id"
															  " LEFT JOIN (SELECT e.parent_id, count(*) AS children FROM llmeco.network_edges e"
															  "  WHERE NOT e.child_is_removed AND e.parent_id IN (SELECT p.id FROM p)"
															  "  GROUP BY e.parent_id) c ON c.parent_id = p.id"
															  " UNION ALL SELECT p.place, 1, row_number() OVER (ORDER BY e.parent COLLATE \"C\"),"
															  "  ARRAY[e.parent, e.relation] FROM p JOIN llmeco.network_edges e ON e.child_id = p.id"
															  " UNION ALL SELECT x.place, 2, x.line, x.c FROM (SELECT p.place, row_number() OVER"
															  "   (PARTITION BY p.id ORDER BY l.rank, e.child COLLATE \"C\") AS line,"
															  "   ARRAY[e.child, e.relation] AS c"
															  "   FROM p JOIN llmeco.network_edges e ON e.parent_id = p.id"
															  "   LEFT JOIN llmeco.leaderboard l ON l.model_id = e.child_id"
															  "   WHERE NOT e.child_is_removed) x WHERE x.line <= 20"
															  " UNION ALL SELECT x.place, 3, x.line, x.c FROM (SELECT p.place, row_number() OVER"
															  "   (PARTITION BY p.id ORDER BY f.share DESC, f.root COLLATE \"C\") AS line,"
															  "   ARRAY[f.root, round(100 * f.share::numeric) || ' %'] AS c"
															  "   FROM p JOIN llmeco.model_families f ON f.model_id = p.id AND f.root_id <> p.id) x"
															  "  WHERE x.line <= 5"
															  " UNION ALL SELECT p.place, 4, row_number() OVER (ORDER BY k.depth, k.ancestor COLLATE \"C\"),"
															  "  ARRAY[k.ancestor, k.ancestor_license, k.severity, k.reason]"
															  "  FROM p JOIN llmeco.license_conflicts k ON k.model_id = p.id",
	 /* authors: models, families of theirs */
	 "SELECT p.place, 0 AS section, 0::int8 AS line, ARRAY[r.author, r.full_name, r.kind,"
	 "  r.org_type, " COUNT("r.rank") ", " SCORE("r.influence") ", " COUNT(
		 "r.models") "] AS c"
					 " FROM p JOIN llmeco.author_ranking r ON r.author_id = p.id"
					 " UNION ALL SELECT p.place, 1, t.line, ARRAY[t.name]"
					 "  FROM p JOIN llmeco.author_ranking r ON r.author_id = p.id"
					 "  CROSS JOIN LATERAL unnest(r.top_models) WITH ORDINALITY t (name, line)"
					 " UNION ALL SELECT x.place, 2, x.line, x.c FROM (SELECT p.place, row_number() OVER"
					 "   (PARTITION BY p.id ORDER BY f.rank) AS line,"
					 "   ARRAY[f.root, " COUNT(
						 "f.descendants") "] AS c"
										  "   FROM p JOIN llmeco.family_ranking f ON f.organization = p.name) x WHERE x.line <= 10",
	 /* families: members */
	 "SELECT p.place, 0 AS section, 0::int8 AS line, ARRAY[f.root, f.organization,"
	 "  " COUNT("f.rank") ", " COUNT("f.descendants") ", " COUNT(
		 "f.builders") ","
					   "  " COUNT("f.finetune") ", " COUNT("f.adapter") ", " COUNT(
						   "f.merge") ","
									  "  " COUNT("f.quantized") ", " COUNT("f.depth::int8") ", " COUNT(
										  "f.downloads") ","
														 "  " COUNT("f.likes") ", " SCORE(
															 "f.influence") "] AS c"
																			" FROM p JOIN llmeco.family_ranking f ON f.root_id = p.id"
																			" UNION ALL SELECT x.place, 1, x.line, x.c FROM (SELECT p.place, row_number() OVER"
																			"   (PARTITION BY p.id ORDER BY l.rank) AS line, ARRAY[l.name, m.relation] AS c"
																			"   FROM p JOIN llmeco.model_families m ON m.root_id = p.id AND m.model_id <> p.id"
																			"   JOIN llmeco.leaderboard l ON l.model_id = m.model_id) x WHERE x.line <= 20"};

static const char *const section_titles[PAGE_KINDS][5] =
	{{"", "Built on", "Built on it, most influential first", "Goes back to", "Licence conflicts"},
	 {"", "Most influential models", "Families that others build"},
	 {"", "Most influential members"}};

/* The pages of a kind: paths by place, and place + 1 of a name as the code in a Dict */
typedef struct Shelf
{
	Dict *names;
	char **paths;
} Shelf;

static Shelf shelves[PAGE_KINDS];
static Dict *used; /* all paths */

/* A page while its rows come */
typedef struct Page
{
	PageKind kind;
	uint32_t place;
	int section;      /* of the last row; 0: none of the lists is begun */
	const char *root; /* leads to the folder of the site */
	Text title;
	Text description; /* these two with their escapes */
	Text body;
	Text about;   /* JSON-LD of what the page is of, open at its end */
	Text parents; /* JSON-LD of what that is based on */
} Page;

/*
 * is_reserved tells whether a name is a device to Windows, whatever its suffix.
 */
static bool
is_reserved(const char *name, size_t length)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
	const char *dot = memchr(name, '.', length);
	size_t stem = dot ? (size_t) (dot - name) : length;
	size_t i;

	for (i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (strncasecmp(name, devices[i], 3) == 0 &&
			(i < 4 ? stem == 3 : stem == 4 && name[3] >= '0' && name[3] <= '9'))
			return true;
	return false;
}

/*
 * put_segment adds a part of a name to a path, in lower case; false: it would not
 * be a file's name everywhere.
 */
static bool
put_segment(Text *path, const char *name, size_t length)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
	size_t i;

	if (length == 0 || length > LONGEST_SEGMENT || is_reserved(name, length) || name[0] == '-' ||
		name[0] == '.' || name[length - 1] == '.')
		return false;
	for (i = 0; i < length; i++)
	{
		char c = name[i] >= 'A' && name[i] <= 'Z' ? (char) (name[i] + ('a' - 'A')) : name[i];

		if (c == '\0' || strchr(safe, c) == NULL)
			return false;
		TextPut(path, &c, 1);
	}
	return true;
}

static uint64_t
hash_name(const char *name, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < length; i++)
		hash = (hash ^ (unsigned char) name[i]) * UINT64_C(0x100000001b3);
	return hash;
}

/*
 * take_path tells whether a path is new, and makes it a used one.
 */
static bool
take_path(const Text *path)
{
	uint32_t before = used->count;

	return DictCode(used, path->bytes, path->length) > before;
}

/*
 * new_path returns a path for a page, which no other page has.
 */
static char *
new_path(PageKind kind, const char *name, size_t length)
{
	static const char *const folders[PAGE_KINDS] = {"models", "authors", "families"};
	const char *slash = memchr(name, '/', length);
	size_t first = slash ? (size_t) (slash - name) : length;
	Text path = {0};
	bool plain;
	int again;

	TextFormat(&path, "%s/", folders[kind]);
	plain = put_segment(&path, name, first) && (slash != NULL) == (kind != PAGE_AUTHOR);
	if (plain && slash != NULL)
	{
		TextAdd(&path, "/");
		plain = put_segment(&path, slash + 1, length - first - 1);
	}
	TextAdd(&path, ".html");
	for (again = 1; !plain || !take_path(&path); again++)
	{
		path.length = 0;
		TextFormat(&path, "%s/other/%016llx", folders[kind],
				   (unsigned long long) hash_name(name, length));
		if (again > 1)
			TextFormat(&path, "-%d", again);
		TextAdd(&path, ".html");
		plain = true;
	}
	TextPut(&path, "", 1);
	return path.bytes;
}

/*
 * read_shelf reads which pages of a kind there are.
 */
static void
read_shelf(PGconn *conn, PageKind kind, uint32_t limit)
{
	Shelf *shelf = &shelves[kind];
	char *list = MemoryFormat(pages_lists[kind], limit);
	char *query = MemoryFormat("SELECT q.name FROM (%s) q ORDER BY q.place", list);
	CopyField name;
	Copy copy;

	shelf->names = DictNew();
	CopyStart(&copy, conn, query);
	while (CopyRow(&copy, &name, 1))
	{
		uint32_t place = shelf->names->count;

		if (DictCode(shelf->names, name.bytes, (size_t) name.length) != place + 1)
			ReportFail(STATUS_SQL, "two of the best have the name \"%.*s\"", name.length,
					   name.bytes);
		shelf->paths = MemoryReallocate(shelf->paths, (place + 1) * sizeof(char *));
		shelf->paths[place] = new_path(kind, name.bytes, (size_t) name.length);
	}
	free(query);
	free(list);
}

uint32_t
PagesCount(PageKind kind)
{
	return shelves[kind].names->count;
}

const char *
PagesPath(PageKind kind, uint32_t place)
{
	return shelves[kind].paths[place];
}

/*
 * PagesName returns whose page is at a place.
 */
CopyField
PagesName(PageKind kind, uint32_t place)
{
	const Dict *names = shelves[kind].names;
	CopyField name = {names->bytes + names->ends[place],
					  (int32_t) (names->ends[place + 1] - names->ends[place])};

	return name;
}

/*
 * add_live adds the page of the site that has all of it, from its folder.
 */
static void
add_live(Text *text, const Hosted *hosted, PageKind kind, const CopyField *name)
{
	const char *page = kind == PAGE_AUTHOR
						   ? (hosted->has_author ? "author.html#a=" : "leaderboard.html#q=")
					   : kind == PAGE_FAMILY && hosted->has_family ? "family.html#m="
																   : "model.html#m=";

	TextAdd(text, page);
	TextUri(text, name->bytes, (size_t) name->length);
}

/*
 * add_place adds where a thing is said of, from the folder of the site: its
 * static page where it has one.
 */
static void
add_place(Text *text, const Hosted *hosted, PageKind kind, const CopyField *name)
{
	uint32_t code = DictFind(shelves[kind].names, name->bytes, (size_t) name->length);

	if (code > 0)
		TextAdd(text, shelves[kind].paths[code - 1]);
	else
		add_live(text, hosted, kind, name);
}

/*
 * PagesAddress adds the whole address of that, with the escapes of XML.
 */
void
PagesAddress(Text *text, const Hosted *hosted, PageKind kind, const CopyField *name)
{
	CopyField base = {hosted->base, (int32_t) strlen(hosted->base)};

	TextXml(text, &base);
	add_place(text, hosted, kind, name);
}

static void
add_link(Page *page, const Hosted *hosted, PageKind kind, const CopyField *name)
{
	TextFormat(&page->body, "<a href=\"%s", page->root);
	add_place(&page->body, hosted, kind, name);
	TextAdd(&page->body, "\"><bdi>");
	TextXml(&page->body, name);
	TextAdd(&page->body, "</bdi></a>");
}

static void
add_hub_address(Text *text, const CopyField *name)
{
	const char *at = name->bytes;
	const char *end = at + name->length;

	TextAdd(text, "https://huggingface.co");
	while (at <= end)
	{
		const char *slash = memchr(at, '/', (size_t) (end - at));
		const char *stop = slash ? slash : end;

		TextAdd(text, "/");
		TextUri(text, at, (size_t) (stop - at));
		at = stop + 1;
	}
}

static void
add_fact(Page *page, const char *term, const CopyField *value)
{
	if (value->length <= 0)
		return;
	TextFormat(&page->body, "<div><dt>%s</dt><dd><bdi>", term);
	TextXml(&page->body, value);
	TextAdd(&page->body, "</bdi></dd></div>\n");
}

/*
 * add_phrase adds to the description what is known.
 */
static void
add_phrase(Page *page, const char *before, const CopyField *value, const char *after)
{
	if (value->length <= 0)
		return;
	TextAdd(&page->description, before);
	TextXml(&page->description, value);
	TextAdd(&page->description, after);
}

/*
 * begin_body adds heading and links; whose: the author, or NULL.
 */
static void
begin_body(Page *page, const Hosted *hosted, const CopyField *name, const CopyField *whose)
{
	TextXml(&page->title, name);
	TextAdd(&page->body, "<h1><bdi>");
	TextXml(&page->body, name);
	TextAdd(&page->body, "</bdi></h1>\n");
	if (whose != NULL && whose->length > 0)
	{
		TextAdd(&page->body, "<p class=\"lead\">by ");
		add_link(page, hosted, PAGE_AUTHOR, whose);
		TextAdd(&page->body, "</p>\n");
	}
	TextFormat(&page->body, "<p class=\"static-go\"><a class=\"button primary\" href=\"%s",
			   page->root);
	add_live(&page->body, hosted, page->kind, name);
	TextAdd(&page->body, "\">Everything about it</a> <a class=\"button\" href=\"");
	add_hub_address(&page->body, name);
	TextAdd(&page->body, "\" rel=\"noopener noreferrer\">On the Hub</a></p>\n<dl>\n");
}

/*
 * add_counter adds how often people did what schema.org calls an action.
 */
static void
add_counter(Text *text, const char *action, const CopyField *number)
{
	if (number->length <= 0)
		return;
	TextFormat(text,
			   "%s{\"@type\":\"InteractionCounter\",\"interactionType\":"
			   "\"https://schema.org/%s\",\"userInteractionCount\":",
			   text->bytes[text->length - 1] == '[' ? "" : ",", action);
	TextField(text, number);
	TextAdd(text, "}");
}

/*
 * begin_work begins what schema.org calls a CreativeWork: among them "software
 * programs, etc."; a model is neither a Dataset nor SoftwareSourceCode there.
 */
static void
begin_work(Text *text, const CopyField *name)
{
	TextAdd(text, "{\"@type\":\"CreativeWork\",\"name\":");
	TextJson(text, name);
	TextAdd(text, ",\"url\":\"");
	add_hub_address(text, name);
	TextAdd(text, "\"");
}

static void
begin_model(Page *page, const Hosted *hosted, const CopyField *c)
{
	begin_body(page, hosted, &c[0], &c[1]);
	add_fact(page, "Rank by influence", &c[4]);
	add_fact(page, "Influence", &c[5]);
	add_fact(page, "Downloads in 30 days", &c[6]);
	add_fact(page, "Likes", &c[7]);
	add_fact(page, "Models built on it", &c[12]);
	add_fact(page, "Task", &c[8]);
	add_fact(page, "Licence", &c[9]);
	add_fact(page, "Parameters", &c[10]);
	add_fact(page, "Created", &c[11]);

	add_phrase(page, "", &c[0], ": open-source AI model");
	add_phrase(page, " for ", &c[8], "");
	add_phrase(page, ", rank ", &c[4], " by influence");
	add_phrase(page, ", ", &c[6], " downloads in 30 days");
	add_phrase(page, ", ", &c[12], " models built on it");
	TextAdd(&page->description, ".");

	begin_work(&page->about, &c[0]);
	if (c[1].length > 0)
	{
		TextAdd(&page->about, ",\"author\":{");
		if (c[3].length > 0)
			TextFormat(&page->about, "\"@type\":\"%s\",",
					   c[3].bytes[0] == 'u' ? "Person" : "Organization");
		TextAdd(&page->about, "\"name\":");
		TextJson(&page->about, c[2].length > 0 ? &c[2] : &c[1]);
		TextAdd(&page->about, "}");
	}
	if (c[11].length > 0)
	{
		TextAdd(&page->about, ",\"dateCreated\":");
		TextJson(&page->about, &c[11]);
	}
	if (c[9].length > 0)
	{
		TextAdd(&page->about, ",\"license\":{\"@type\":\"CreativeWork\",\"name\":");
		TextJson(&page->about, &c[9]);
		TextAdd(&page->about, "}");
	}
	TextAdd(&page->about, ",\"interactionStatistic\":[");
	add_counter(&page->about, "DownloadAction", &c[13]);
	add_counter(&page->about, "LikeAction", &c[14]);
	TextAdd(&page->about, "]");
}

static void
begin_author(Page *page, const Hosted *hosted, const CopyField *c)
{
	begin_body(page, hosted, &c[0], NULL);
	add_fact(page, "Name", &c[1]);
	add_fact(page, "Kind", c[3].length > 0 ? &c[3] : &c[2]);
	add_fact(page, "Rank of organizations", &c[4]);
	add_fact(page, "Influence of all models", &c[5]);
	add_fact(page, "Models", &c[6]);

	add_phrase(page, "Open-source AI models by ", c[1].length > 0 ? &c[1] : &c[0], "");
	add_phrase(page, ": ", &c[6], "");
	add_phrase(page, ", influence ", &c[5], " together");
	TextAdd(&page->description, ".");

	TextFormat(&page->about, "{\"@type\":\"%s\",\"name\":",
			   c[2].length > 0 && c[2].bytes[0] == 'u' ? "Person" : "Organization");
	TextJson(&page->about, c[1].length > 0 ? &c[1] : &c[0]);
	TextAdd(&page->about, ",\"url\":\"");
	add_hub_address(&page->about, &c[0]);
	TextAdd(&page->about, "\"");
}

static void
begin_family(Page *page, const Hosted *hosted, const CopyField *c)
{
	begin_body(page, hosted, &c[0], &c[1]);
	TextXml(&page->title, &(CopyField) {" family", 7});
	add_fact(page, "Rank of families", &c[2]);
	add_fact(page, "Models that go back to it", &c[3]);
	add_fact(page, "Other authors who build on it", &c[4]);
	add_fact(page, "Finetunes", &c[5]);
	add_fact(page, "Adapters", &c[6]);
	add_fact(page, "Merges", &c[7]);
	add_fact(page, "Quantized", &c[8]);
	add_fact(page, "Derivations to the furthest", &c[9]);
	add_fact(page, "Downloads of all in 30 days", &c[10]);
	add_fact(page, "Likes of all", &c[11]);
	add_fact(page, "Influence of all", &c[12]);

	add_phrase(page, "The family of ", &c[0], "");
	add_phrase(page, ": ", &c[3], " open-source AI models");
	add_phrase(page, " by ", &c[4], " other authors");
	add_phrase(page, ", ", &c[10], " downloads in 30 days");
	TextAdd(&page->description, ".");
	begin_work(&page->about, &c[0]);
}

/*
 * add_line adds a row of a list, and the list's heading before the first.
 */
static void
add_line(Page *page, const Hosted *hosted, int section, const CopyField *c)
{
	PageKind kind =
		(page->kind == PAGE_MODEL && section == 3) || (page->kind == PAGE_AUTHOR && section == 2)
			? PAGE_FAMILY
			: PAGE_MODEL;
	int i;

	if (section != page->section)
	{
		TextAdd(&page->body, page->section == 0 ? "</dl>\n" : "</ul>\n");
		TextFormat(&page->body, "<h2>%s</h2>\n<ul>\n", section_titles[page->kind][section]);
		page->section = section;
	}
	TextAdd(&page->body, "<li>");
	add_link(page, hosted, kind, &c[0]);
	for (i = 1; i < 4; i++)
		if (c[i].length > 0)
		{
			TextAdd(&page->body, i == 3 ? "<br>" : " <span class=\"muted\">");
			TextXml(&page->body, &c[i]);
			TextAdd(&page->body, i == 3 ? "" : "</span>");
		}
	TextAdd(&page->body, "</li>\n");

	if (page->kind == PAGE_MODEL && section == 1)
	{
		TextAdd(&page->parents, page->parents.length > 0 ? "," : "");
		begin_work(&page->parents, &c[0]);
		TextAdd(&page->parents, "}");
	}
}

/*
 * add_head adds all up to the body's content.
 */
static void
add_head(Text *html, const Page *page, const Hosted *hosted, const char *path)
{
	CopyField base = {hosted->base, (int32_t) strlen(hosted->base)};
	const Text *title = &page->title;
	Text url = {0};

	TextXml(&url, &base);
	TextAdd(&url, path);
	TextFormat(
		html,
		"<!doctype html>\n<html lang=\"en\">\n<head>\n  <meta charset=\"utf-8\">\n"
		"  <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
		" style-src 'self' file:; img-src 'self' file:; base-uri 'none';"
		" form-action 'none'\">\n"
		"  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"  <meta name=\"color-scheme\" content=\"light dark\">\n"
		"  <meta name=\"referrer\" content=\"no-referrer\">\n"
		"  <meta name=\"description\" content=\"%.*s\">\n  <title>%.*s \xc2\xb7 llmeco</title>\n"
		"  <link rel=\"icon\" href=\"%sassets/icon.svg?v=%s\" type=\"image/svg+xml\">\n"
		"  <link rel=\"stylesheet\" href=\"%sassets/site.css?v=%s\">\n"
		"  <link rel=\"stylesheet\" href=\"%sassets/more.css?v=%s\">\n"
		"  <link rel=\"canonical\" href=\"%.*s\">\n",
		(int) page->description.length, page->description.bytes, (int) title->length, title->bytes,
		page->root, hosted->run, page->root, hosted->run, page->root, hosted->run, (int) url.length,
		url.bytes);
	TextFormat(html,
			   "  <meta property=\"og:type\" content=\"article\">\n"
			   "  <meta property=\"og:site_name\" content=\"llmeco\">\n"
			   "  <meta property=\"og:title\" content=\"%.*s\">\n"
			   "  <meta property=\"og:description\" content=\"%.*s\">\n"
			   "  <meta property=\"og:url\" content=\"%.*s\">\n",
			   (int) title->length, title->bytes, (int) page->description.length,
			   page->description.bytes, (int) url.length, url.bytes);
	if (page->kind != PAGE_MODEL)
		TextFormat(html,
				   "  <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Changes\""
				   " href=\"%sfeeds/%.*s.xml\">\n",
				   page->root, (int) strlen(path) - 5, path);
	url.length = 0;
	TextFormat(&url, "%s%s", hosted->base, path);
	TextAdd(html, "  <script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
				  "\"@type\":\"WebPage\",\"url\":");
	TextJson(html, &(CopyField) {url.bytes, (int32_t) url.length});
	if (HostedTime(hosted)[0] == '"')
		TextFormat(html, ",\"dateModified\":%s", HostedTime(hosted));
	TextAdd(html, ",\"mainEntity\":");
	TextPut(html, page->about.bytes, page->about.length);
	if (page->parents.length > 0)
		TextFormat(html, ",\"isBasedOn\":[%.*s]", (int) page->parents.length, page->parents.bytes);
	TextFormat(
		html,
		"}}</script>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to content</a>\n"
		"<header class=\"site-header\"><div class=\"site-header-inner\">"
		"<a class=\"brand\" href=\"%sindex.html\">llmeco</a>"
		"<nav class=\"site-nav\" aria-label=\"Main\">"
		"<a href=\"%sleaderboard.html\">Leaderboard</a>"
		"<a href=\"%snetwork.html\">Network</a>"
		"<a href=\"%sdashboard.html\">Dashboard</a></nav></div></header>\n"
		"<main class=\"wrap static-page\" id=\"main\" tabindex=\"-1\">\n",
		page->root, page->root, page->root, page->root);
	TextFree(&url);
}

/*
 * end_page writes the page, and empties it for the next.
 */
static void
end_page(Page *page, const Hosted *hosted)
{
	const char *path = PagesPath(page->kind, page->place);
	Text html = {0};

	add_head(&html, page, hosted, path);
	TextPut(&html, page->body.bytes, page->body.length);
	TextAdd(&html, page->section == 0 ? "</dl>\n" : "</ul>\n");
	TextAdd(&html, "</main>\n<footer class=\"site-footer\"><div class=\"site-footer-inner\"><p>");
	if (hosted->facts->as_of[0] == '"')
		TextFormat(&html, "Influence as of <time datetime=%s>%.10s</time>. ", hosted->facts->as_of,
				   hosted->facts->as_of + 1);
	TextAdd(&html, "Made by llmeco from a PostgreSQL database.</p></div></footer>\n</body>\n"
				   "</html>\n");
	HostedText(path, &html);
	TextFree(&html);
	page->title.length = page->description.length = page->body.length = 0;
	page->about.length = page->parents.length = 0;
	page->section = 0;
}

static void
write_kind(PGconn *conn, const Hosted *hosted, PageKind kind)
{
	static void (*const begin[PAGE_KINDS])(Page *, const Hosted *,
										   const CopyField *) = {begin_model, begin_author,
																 begin_family};
	char *list = MemoryFormat(pages_lists[kind], hosted->static_pages);
	Text query = {0};
	Page page = {.kind = kind};
	CopyField fields[COPY_MAX_FIELDS];
	uint32_t pages = 0;
	Copy copy;
	int i;

	TextFormat(&query, "WITH p AS MATERIALIZED (%s) SELECT r.place::int4, r.section", list);
	for (i = 1; i <= VALUES; i++)
		TextFormat(&query, ", r.c[%d]", i);
	TextFormat(&query, " FROM (%s) r ORDER BY r.place, r.section, r.line", queries[kind]);
	TextPut(&query, "", 1);
	CopyStart(&copy, conn, query.bytes);
	while (CopyRow(&copy, fields, 2 + VALUES))
	{
		uint32_t place = (uint32_t) CopyInt32(&fields[0]);
		int section = CopyInt32(&fields[1]);

		if (section == 0)
		{
			if (pages++ > 0)
				end_page(&page, hosted);
			page.place = place;
			page.root = strchr(strchr(PagesPath(kind, place), '/') + 1, '/') ? "../../" : "../";
			begin[kind](&page, hosted, &fields[2]);
			ReportProgress("static pages", pages, PagesCount(kind));
		}
		else
			add_line(&page, hosted, section, &fields[2]);
	}
	if (pages > 0)
		end_page(&page, hosted);
	TextFree(&page.title);
	TextFree(&page.description);
	TextFree(&page.body);
	TextFree(&page.about);
	TextFree(&page.parents);
	TextFree(&query);
	free(list);
	ReportStep("wrote %u static pages", pages);
}

/*
 * PagesWrite writes all static pages. Which there are is read first: pages lead
 * to each other.
 */
void
PagesWrite(PGconn *conn, const Hosted *hosted)
{
	PageKind kind;

	used = DictNew();
	for (kind = 0; kind < PAGE_KINDS; kind++)
		read_shelf(conn, kind, hosted->static_pages);
	for (kind = 0; kind < PAGE_KINDS; kind++)
		write_kind(conn, hosted, kind);
}
