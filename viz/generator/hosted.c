/*
 * hosted.c: a site that knows its own address: what the head of each page says
 * to search engines and to who shows a link, the sitemap, robots.txt and the
 * service worker. Static pages are in pages.c, feeds in feeds.c. All of it comes
 * from the data and the address: same data, same bytes.
 */
#define _GNU_SOURCE
#include "hosted.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feeds.h"
#include "folder.h"
#include "memory.h"
#include "pages.h"
#include "report.h"
#include "site.h"

/* The most that a sitemap may have (sitemaps.org) */
#define SITEMAP_URLS 50000

/* What stands for the files in the service worker of the front end */
#define WORKER "sw.js"
#define WORKER_FILES "const FILES = {};"
#define WORKER_VERSION "const VERSION = '';"

/*
 * HostedBase returns the address of --base-url with a slash at its end, or ends
 * the program where it is none. What it lets through needs no escape but '&'.
 */
char *
HostedBase(const char *given)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
								  "-._~%/:!$&'()*+,;=[]";
	const char *host = strncmp(given, "https://", 8) == 0  ? given + 8
					   : strncmp(given, "http://", 7) == 0 ? given + 7
														   : "";
	size_t length = strlen(given);
	size_t end = strcspn(host, "/");

	if (end == 0 || host[0] == ':' || host[strspn(host, allowed)] != '\0')
		ReportFailWithHint(STATUS_OUTPUT,
						   "It is where the site will be, as in https://example.org/llmeco/:"
						   " http or https, no user, no \"?\", no \"#\","
						   " other characters than ASCII as %XX.",
						   "option --base-url is no address of a site: \"%s\"", given);
	return MemoryFormat("%s%s", given, given[length - 1] == '/' ? "" : "/");
}

/*
 * HostedText writes a text as a file of the site.
 */
void
HostedText(const char *path, const Text *text)
{
	FolderFile *file = FolderFileOpen(path);

	FolderFileWrite(file, text->bytes, text->length);
	FolderFileClose(file);
}

/*
 * HostedTime returns when the data were read or, where that is not known, scored:
 * JSON, or null.
 */
const char *
HostedTime(const Hosted *hosted)
{
	const DataFacts *facts = hosted->facts;

	return facts->refreshed_at[0] == '"' ? facts->refreshed_at : facts->as_of;
}

/*
 * part returns what lies between two texts, the first of them after `from`; its
 * length is 0 where they are not there.
 */
static CopyField
part(const char *html, const char *from, const char *start, const char *end)
{
	CopyField found = {"", 0};
	const char *at = strstr(html, from);

	at = at ? strstr(at, start) : NULL;
	if (at != NULL)
	{
		found.bytes = at + strlen(start);
		found.length = (int32_t) (strstr(found.bytes, end) - found.bytes);
	}
	return found;
}

/*
 * add_dataset says of the site what schema.org calls a Dataset.
 */
static void
add_dataset(Text *html, const Hosted *hosted)
{
	CopyField base = {hosted->base, (int32_t) strlen(hosted->base)};

	TextAdd(html,
			"  <script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
			"\"@type\":\"Dataset\",\"name\":\"Lineage and influence of open-source AI models\","
			"\"description\":\"Who builds on whom among the open-source AI models of the"
			" Hugging Face Hub, and how much influence each model has.\",\"url\":");
	TextJson(html, &base);
	TextFormat(html, ",\"version\":\"%s\"", hosted->run);
	if (HostedTime(hosted)[0] == '"')
		TextFormat(html, ",\"dateModified\":%s", HostedTime(hosted));
	TextAdd(html,
			",\"isAccessibleForFree\":true,\"creator\":{\"@type\":\"Organization\","
			"\"name\":\"llmeco\"},\"isBasedOn\":\"https://huggingface.co/models\"}</script>\n");
}

/*
 * HostedHead adds to the head of a page of the front end, whose whole text is
 * there up to the end of its head. Title and description have their escapes.
 */
void
HostedHead(Text *html, const char *path, const void *context)
{
	const Hosted *hosted = context;
	CopyField title;
	CopyField description;
	Text url = {0};
	CopyField base = {hosted->base, (int32_t) strlen(hosted->base)};

	TextPut(html, "", 1); /* for strstr */
	html->length--;
	title = part(html->bytes, "<title", ">", "<");
	description = part(html->bytes, "<meta name=\"description\"", " content=\"", "\"");
	title.bytes = MemoryFormat("%.*s", title.length, title.bytes);
	description.bytes = MemoryFormat("%.*s", description.length, description.bytes);

	TextXml(&url, &base);
	TextAdd(&url, strcmp(path, "index.html") == 0 ? "" : path);
	TextFormat(html, "  <link rel=\"canonical\" href=\"%.*s\">\n", (int) url.length, url.bytes);
	TextAdd(html, "  <meta property=\"og:type\" content=\"website\">\n"
				  "  <meta property=\"og:site_name\" content=\"llmeco\">\n");
	TextFormat(html, "  <meta property=\"og:title\" content=\"%s\">\n", title.bytes);
	TextFormat(html, "  <meta property=\"og:description\" content=\"%s\">\n", description.bytes);
	TextFormat(html, "  <meta property=\"og:url\" content=\"%.*s\">\n", (int) url.length,
			   url.bytes);
	FeedsLinks(html, "");
	if (strcmp(path, "index.html") == 0)
		add_dataset(html, hosted);
	free((char *) title.bytes);
	free((char *) description.bytes);
	TextFree(&url);
}

/*
 * write_worker writes the service worker: the front end's, which gets to know
 * the key of the run and the checksum of every file that it may keep. Those that
 * come later, static pages and feeds, it leaves to the network.
 */
static void
write_worker(const Hosted *hosted, const char *front_end)
{
	char *source = SiteReadPage(front_end, WORKER, hosted->run);
	char *version = FolderKey("");
	Manifest list;
	Text text = {0};
	char *files;
	char *mark;
	int i;

	if (source == NULL)
		return;
	mark = strstr(source, WORKER_VERSION);
	files = strstr(source, WORKER_FILES);
	if (mark == NULL || files == NULL || files < mark)
		ReportFail(STATUS_OUTPUT, "%s of the front end is not one of this llmeco-viz", WORKER);
	TextPut(&text, source, (size_t) (mark - source));
	TextFormat(&text, "const VERSION = '%s';", version);
	TextPut(&text, mark + strlen(WORKER_VERSION), (size_t) (files - mark - strlen(WORKER_VERSION)));
	TextAdd(&text, "const FILES = {");
	list = FolderList();
	for (i = 0; i < list.count; i++)
		TextFormat(&text, "%s\n  \"%s\": \"%08x\"", i > 0 ? "," : "", list.entries[i].path,
				   list.entries[i].crc);
	TextAdd(&text, "\n};");
	TextAdd(&text, files + strlen(WORKER_FILES));
	HostedText(WORKER, &text);
	free(list.entries);
	TextFree(&text);
	free(version);
	free(source);
}

static bool
is_page(const char *path)
{
	size_t length = strlen(path);

	return length > 5 && strcmp(path + length - 5, ".html") == 0;
}

static void
begin_sitemap(Text *text, const char *element)
{
	text->length = 0;
	TextFormat(text,
			   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			   "<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
			   element);
}

/*
 * add_url adds an address of the site, with the day of the data where that is known.
 */
static void
add_url(Text *text, const Hosted *hosted, const char *element, const char *path)
{
	CopyField base = {hosted->base, (int32_t) strlen(hosted->base)};

	TextFormat(text, "<%s><loc>", element);
	TextXml(text, &base);
	TextAdd(text, strcmp(path, "index.html") == 0 ? "" : path);
	TextAdd(text, "</loc>");
	if (HostedTime(hosted)[0] == '"')
		TextFormat(text, "<lastmod>%.10s</lastmod>", HostedTime(hosted) + 1);
	TextFormat(text, "</%s>\n", element);
}

/*
 * write_sitemaps writes sitemap.xml with every page; with more of them than one
 * may have it is the list of sitemap-1.xml and so on.
 */
static void
write_sitemaps(const Hosted *hosted)
{
	Manifest list = FolderList();
	int pages = 0;
	int maps = 0;
	Text text = {0};
	int in_map = 0;
	int i;

	for (i = 0; i < list.count; i++)
		pages += is_page(list.entries[i].path);
	for (i = 0; i < list.count; i++)
	{
		if (!is_page(list.entries[i].path))
			continue;
		if (in_map == 0)
			begin_sitemap(&text, "urlset");
		add_url(&text, hosted, "url", list.entries[i].path);
		pages--;
		if (++in_map == SITEMAP_URLS || pages == 0)
		{
			char *path = maps == 0 && pages == 0 ? MemoryFormat("sitemap.xml")
												 : MemoryFormat("sitemap-%d.xml", maps + 1);

			TextAdd(&text, "</urlset>\n");
			HostedText(path, &text);
			free(path);
			maps++;
			in_map = 0;
		}
	}
	if (maps > 1)
	{
		begin_sitemap(&text, "sitemapindex");
		for (i = 1; i <= maps; i++)
		{
			char *path = MemoryFormat("sitemap-%d.xml", i);

			add_url(&text, hosted, "sitemap", path);
			free(path);
		}
		TextAdd(&text, "</sitemapindex>\n");
		HostedText("sitemap.xml", &text);
	}
	TextFree(&text);
	free(list.entries);
}

static void
write_robots(const Hosted *hosted)
{
	Text text = {0};

	TextFormat(&text, "User-agent: *\nAllow: /\nSitemap: %ssitemap.xml\n", hosted->base);
	HostedText("robots.txt", &text);
	TextFree(&text);
}

/*
 * HostedWrite writes what a hosted site has beside the pages of the front end,
 * which are written by now.
 */
void
HostedWrite(PGconn *conn, Hosted *hosted, const char *front_end)
{
	write_worker(hosted, front_end);
	PagesWrite(conn, hosted);
	FeedsWrite(conn, hosted);
	write_sitemaps(hosted);
	write_robots(hosted);
}
