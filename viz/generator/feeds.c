/*
 * feeds.c: Atom feeds (RFC 4287) of a hosted site: what rises, licence conflicts,
 * changes of models, and changes of the models of each author and family that has
 * a static page.
 *
 * An id is a tag URI (RFC 4151) of the site's host and path, and says what the
 * entry is of, so that it stays when the entry is written again. What was updated
 * when comes from the data, never from the clock.
 */
#define _GNU_SOURCE
#include "feeds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "memory.h"
#include "pages.h"
#include "report.h"

/* The year of the tags: a day on which the host was the site's, as RFC 4151 wants one */
#define TAG_YEAR "2026"

/* Days of events, back from the newest, and the most entries of a feed */
#define DAYS "30"
#define ENTRIES "100"

#define ISO(time) "to_char(" time " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
#define COUNT(value) "to_char(" value ", 'FM999,999,999,999,999,999')"

/* Columns of a feed's query */
enum
{
	ENTRY_FEED, /* its place among the feeds of a kind */
	ENTRY_NAME, /* of the model that it is of */
	ENTRY_KEY,  /* what tells it from others of the feed that are of it */
	ENTRY_UPDATED,
	ENTRY_TITLE,
	ENTRY_SUMMARY,
	ENTRY_FIELDS
};

typedef struct Feed
{
	const char *path;
	const char *title;
	const char *page; /* of the site, that has the same */
} Feed;

static const Feed rising = {"feeds/rising.xml", "Rising models", "dashboard.html"};
static const Feed conflicts = {"feeds/conflicts.xml", "Licence conflicts", "dashboard.html"};
static const Feed events = {"feeds/events.xml", "Changes of models", "index.html"};

static const char rising_query[] = "SELECT 0::int4, r.name, 'downloads', " ISO(
	"g.taken_on::timestamp AT TIME ZONE 'UTC'") ","
												" concat(r.name, ': ', " COUNT(
													"r.gain") ", ' more downloads in 30 days than ',"
															  "  r.since), concat('From ', " COUNT("r.before") ", ' to ', " COUNT(
																  "r.now") ",'.')"
																		   " FROM llmeco.rising_models r JOIN llmeco.growth_periods g USING (days)"
																		   " WHERE r.measure = 'downloads' AND r.days = 7 AND r.place <= 50 ORDER BY r.place";

static const char conflicts_query[] = "SELECT 0::int4, c.name, c.ancestor, " ISO(
	"coalesce(m.modified_at, m.created_at)") ","
											 " concat(c.name, ' (', c.license, ') is built on ', c.ancestor, ' (', c.ancestor_license,"
											 "  ')'), c.reason"
											 " FROM (SELECT * FROM llmeco.license_conflicts WHERE severity = 'conflict'"
											 "  ORDER BY rank, ancestor_id LIMIT " ENTRIES ") c"
											 " LEFT JOIN llmeco.model_details m USING (model_id) ORDER BY c.rank, c.ancestor_id";

/*
 * What an event is in words, over event_impact e.
 */
#define EVENT_COLUMNS                                                                                          \
	"e.name, concat(" ISO("e.at") ", '/', e.event_id), " ISO(                                                  \
		"e.at") ","                                                                                            \
				" concat(e.name, CASE e.kind"                                                                  \
				"  WHEN 'renamed' THEN concat(' was ', e.before ->> 'name')"                                   \
				"  WHEN 'name_taken_over' THEN ' is now the name of another repository'"                       \
				"  WHEN 'removed' THEN ' is no longer listed'"                                                 \
				"  WHEN 'returned' THEN ' is listed again'"                                                    \
				"  WHEN 'disabled' THEN ' was switched off by the Hub'"                                        \
				"  WHEN 'enabled' THEN ' was switched on again'"                                               \
				"  WHEN 'license_changed' THEN concat(': licence ', coalesce(e.before ->> 'license', 'none')," \
				"   ', now ', coalesce(e.after ->> 'license', 'none'))"                                        \
				"  WHEN 'gated_changed' THEN concat(': gated ', e.before ->> 'gated', ', now ',"               \
				"   e.after ->> 'gated')"                                                                      \
				"  WHEN 'author_changed' THEN concat(': author ', coalesce(e.before ->> 'author', 'none'),"    \
				"   ', now ', coalesce(e.after ->> 'author', 'none'))"                                         \
				"  WHEN 'task_changed' THEN concat(': task ', coalesce(e.before ->> 'task', 'none'),"          \
				"   ', now ', coalesce(e.after ->> 'task', 'none'))"                                           \
				"  WHEN 'parent_added' THEN concat(' is built on ', e.after ->> 'parent', ' (',"               \
				"   e.after ->> 'relation', ')')"                                                              \
				"  WHEN 'parent_removed' THEN concat(' is no longer built on ', e.before ->> 'parent')"        \
				"  WHEN 'relation_changed' THEN concat(': ', e.before ->> 'relation', ' of ',"                 \
				"   coalesce(e.after ->> 'parent', e.before ->> 'parent'), ', now ', e.after ->> 'relation')"  \
				"  ELSE concat(': ', e.kind) END),"                                                            \
				" CASE WHEN e.descendants IS NOT NULL THEN concat(" COUNT(                                     \
					"e.descendants") ","                                                                       \
									 "  ' models built on it, ', " COUNT("e.spaces") ", ' Spaces, ', " COUNT(  \
										 "e.downloads") ","                                                    \
														"  ' downloads in 30 days.') END"

#define RECENT                                                                                     \
	"r AS MATERIALIZED (SELECT e.* FROM llmeco.event_impact e WHERE e.at >"                        \
	" (SELECT max(x.at) FROM llmeco.event_impact x) - interval '" DAYS " days')"

static const char events_query[] =
	"WITH " RECENT " SELECT 0::int4, " EVENT_COLUMNS
	" FROM (SELECT * FROM r ORDER BY at DESC, event_id DESC LIMIT " ENTRIES ") e"
	" ORDER BY e.at DESC, e.event_id DESC";

/* %s: the list of the pages */
static const char author_query[] =
	"WITH p AS MATERIALIZED (%s), " RECENT " SELECT e.place::int4, " EVENT_COLUMNS
	" FROM (SELECT r.*, p.place, row_number() OVER (PARTITION BY p.place"
	"  ORDER BY r.at DESC, r.event_id DESC) AS line FROM p JOIN r ON r.author = p.name) e"
	" WHERE e.line <= " ENTRIES " ORDER BY e.place, e.line";

static const char family_query[] =
	"WITH p AS MATERIALIZED (%s), " RECENT " SELECT e.place::int4, " EVENT_COLUMNS
	" FROM (SELECT r.*, p.place, row_number() OVER (PARTITION BY p.place"
	"  ORDER BY r.at DESC, r.event_id DESC) AS line"
	"  FROM p JOIN llmeco.model_families f ON f.root_id = p.id"
	"  AND f.model_id IN (SELECT r.model_id FROM r) JOIN r ON r.model_id = f.model_id) e"
	" WHERE e.line <= " ENTRIES " ORDER BY e.place, e.line";

/*
 * FeedsLinks adds to the head of a page where the feeds of the whole site are;
 * root leads from the page to the folder of the site.
 */
void
FeedsLinks(Text *html, const char *root)
{
	const Feed *const all[] = {&rising, &conflicts, &events};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		TextFormat(html,
				   "  <link rel=\"alternate\" type=\"application/atom+xml\" title=\"%s\""
				   " href=\"%s%s\">\n",
				   all[i]->title, root, all[i]->path);
}

/*
 * add_tag adds a tag URI: the host, without its port, then path and what follows.
 */
static void
add_tag(Text *text, const Hosted *hosted, const char *what)
{
	const char *host = strstr(hosted->base, "//") + 2;
	const char *path = strchr(host, '/');
	size_t length = strcspn(host, host[0] == '[' ? "/" : ":/");
	CopyField rest = {path, (int32_t) strlen(path)};

	TextFormat(text, "tag:%.*s," TAG_YEAR ":", (int) length, host);
	TextXml(text, &rest);
	TextAdd(text, what);
}

/*
 * fallback_time returns the time of what has none of its own.
 */
static const char *
fallback_time(const Hosted *hosted)
{
	return HostedTime(hosted)[0] == '"' ? HostedTime(hosted) + 1 : "1970-01-01T00:00:00Z";
}

/*
 * add_entry adds a row of a query; newest: the latest time of the feed so far,
 * as text, which orders as time does.
 */
static void
add_entry(Text *text, const Hosted *hosted, const Feed *feed, const CopyField *fields, char *newest)
{
	char updated[21];

	if (fields[ENTRY_UPDATED].length == 20)
		snprintf(updated, sizeof(updated), "%.20s", fields[ENTRY_UPDATED].bytes);
	else
		snprintf(updated, sizeof(updated), "%.20s", fallback_time(hosted));
	if (strcmp(updated, newest) > 0)
		memcpy(newest, updated, sizeof(updated));
	TextAdd(text, "<entry>\n<id>");
	add_tag(text, hosted, feed->path);
	TextAdd(text, "/");
	TextUri(text, fields[ENTRY_NAME].bytes, (size_t) fields[ENTRY_NAME].length);
	TextAdd(text, "/");
	TextUri(text, fields[ENTRY_KEY].bytes, (size_t) fields[ENTRY_KEY].length);
	TextFormat(text, "</id>\n<updated>%s</updated>\n<title>", updated);
	TextXml(text, &fields[ENTRY_TITLE]);
	TextAdd(text, "</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"");
	PagesAddress(text, hosted, PAGE_MODEL, &fields[ENTRY_NAME]);
	TextAdd(text, "\"/>\n");
	if (fields[ENTRY_SUMMARY].length > 0)
	{
		TextAdd(text, "<summary>");
		TextXml(text, &fields[ENTRY_SUMMARY]);
		TextAdd(text, "</summary>\n");
	}
	TextAdd(text, "</entry>\n");
}

/*
 * write_feed writes a feed of the entries that were added, and empties them; name:
 * whose it is, or NULL.
 */
static void
write_feed(const Hosted *hosted, const Feed *feed, const CopyField *name, Text *entries,
		   char *newest)
{
	CopyField base = {hosted->base, (int32_t) strlen(hosted->base)};
	Text text = {0};

	TextAdd(&text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				   "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>");
	add_tag(&text, hosted, feed->path);
	TextFormat(&text, "</id>\n<updated>%.20s</updated>\n<title>%s",
			   newest[0] != '\0' ? newest : fallback_time(hosted), feed->title);
	if (name != NULL)
	{
		TextAdd(&text, ": ");
		TextXml(&text, name);
	}
	TextAdd(&text, "</title>\n<author><name>llmeco</name></author>\n"
				   "<generator version=\"" VERSION "\">llmeco-viz</generator>\n"
				   "<link rel=\"self\" type=\"application/atom+xml\" href=\"");
	TextXml(&text, &base);
	TextFormat(&text, "%s\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"", feed->path);
	TextXml(&text, &base);
	TextFormat(&text, "%s\"/>\n", feed->page);
	TextPut(&text, entries->bytes, entries->length);
	TextAdd(&text, "</feed>\n");
	HostedText(feed->path, &text);
	TextFree(&text);
	entries->length = 0;
	newest[0] = '\0';
}

/*
 * write_one writes a feed of the whole site.
 */
static void
write_one(PGconn *conn, const Hosted *hosted, const Feed *feed, const char *query)
{
	CopyField fields[ENTRY_FIELDS];
	Text entries = {0};
	char newest[21] = "";
	Copy copy;

	CopyStart(&copy, conn, query);
	while (CopyRow(&copy, fields, ENTRY_FIELDS))
		add_entry(&entries, hosted, feed, fields, newest);
	write_feed(hosted, feed, NULL, &entries, newest);
	TextFree(&entries);
}

/*
 * feed_of returns the feed of a static page; the caller frees its path.
 */
static Feed
feed_of(PageKind kind, uint32_t place)
{
	const char *page = PagesPath(kind, place);
	Feed feed = {MemoryFormat("feeds/%.*s.xml", (int) strlen(page) - 5, page),
				 kind == PAGE_AUTHOR ? "Changes of models of" : "Changes in the family of", page};

	return feed;
}

/*
 * write_all writes a feed for each page of a kind, also where nothing changed:
 * who reads it waits for that.
 */
static void
write_all(PGconn *conn, const Hosted *hosted, PageKind kind, const char *query)
{
	char *list = MemoryFormat(pages_lists[kind], hosted->static_pages);
	char *sql = MemoryFormat(query, list);
	CopyField fields[ENTRY_FIELDS];
	Text entries = {0};
	char newest[21] = "";
	Copy copy;
	bool more;
	uint32_t place;

	CopyStart(&copy, conn, sql);
	more = CopyRow(&copy, fields, ENTRY_FIELDS);
	for (place = 0; place < PagesCount(kind); place++)
	{
		Feed feed = feed_of(kind, place);
		CopyField name = PagesName(kind, place);

		while (more && (uint32_t) CopyInt32(&fields[ENTRY_FEED]) == place)
		{
			add_entry(&entries, hosted, &feed, fields, newest);
			more = CopyRow(&copy, fields, ENTRY_FIELDS);
		}
		write_feed(hosted, &feed, &name, &entries, newest);
		free((char *) feed.path);
	}
	TextFree(&entries);
	free(sql);
	free(list);
}

/*
 * FeedsWrite writes all feeds, after the static pages.
 */
void
FeedsWrite(PGconn *conn, const Hosted *hosted)
{
	write_one(conn, hosted, &rising, rising_query);
	write_one(conn, hosted, &conflicts, conflicts_query);
	write_one(conn, hosted, &events, events_query);
	write_all(conn, hosted, PAGE_AUTHOR, author_query);
	write_all(conn, hosted, PAGE_FAMILY, family_query);
	ReportStep("wrote feeds");
}
