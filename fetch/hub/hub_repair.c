/*
 * hub_repair.c: the model that an author means who wrote no name of one, but
 * where it lies or how it was loaded, or several names as one text:
 *
 *   /data/hub/models--OWNER--NAME/snapshots/HASH   the Hub's own cache
 *   /data/models/OWNER--NAME                       folders named after it
 *   https://huggingface.co/OWNER/NAME/tree/main    its page, also hf.co/...
 *   OWNER/NAME@REVISION, OWNER/NAME:TAG, OWNER/NAME.git
 *   ["OWNER/NAME"], 'OWNER/NAME/'                  with blanks and marks around
 *   ["OWNER/NAME", "OWNER/NAME"], OWNER/NAME, OWNER/NAME
 *
 * Nothing is guessed: what could be a folder, a name of another registry or an
 * author's page stays without a name. The outcome is a valid name.
 */
#include <string.h>

#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_repair.h"
#include "fetch/reader/arena.h"

/* Part of a text. */
typedef struct Span
{
	const char *start;
	const char *end;
} Span;

/* Blanks and marks that stand around a name; slashes are another matter. */
static const char *const around[] = {" ",
									 "\t",
									 "\r",
									 "\n",
									 "\"",
									 "'",
									 "`",
									 "[",
									 "]",
									 "(",
									 ")",
									 "<",
									 ">",
									 ",",
									 "\xC2\xA0",     /* no-break space */
									 "\xE2\x80\x8B", /* zero width space */
									 "\xE2\x80\x8C", /* and its kin */
									 "\xE2\x80\x8D",
									 "\xE2\x80\x8E",
									 "\xE2\x80\x8F",
									 "\xE2\x81\xA0",
									 "\xEF\xBB\xBF",
									 "\xE3\x80\x80", /* ideographic space */
									 "\xE2\x80\x98", /* quotation marks */
									 "\xE2\x80\x99",
									 "\xE2\x80\x9C",
									 "\xE2\x80\x9D"};

/* Where the Hub's pages are. */
static const char *const hosts[] = {"huggingface.co/", "www.huggingface.co/", "hf.co/",
									"hf-mirror.com/", "hf://"};

/* What stands there that is no owner of models. */
static const char *const no_owners[] = {"api",    "blog",   "collections", "datasets", "docs",
										"learn",  "models", "new",         "orgs",     "papers",
										"spaces", "tasks",  "settings",    "posts"};

/* Where a path without more than two parts begins that leads to a file. */
static const char *const roots[] = {"app",    "cache",     "content", "data",    "dev",
									"disk",   "etc",       "gpfs",    "home",    "kaggle",
									"lustre", "media",     "mnt",     "model",   "models",
									"nas",    "nfs",       "opt",     "output",  "outputs",
									"root",   "scratch",   "shared",  "srv",     "ssd",
									"tmp",    "usr",       "users",   "var",     "volume",
									"work",   "workspace", "volumes", "project", "projects"};

#define LENGTH(array) ((int) (sizeof(array) / sizeof((array)[0])))

/*
 * span_length returns the number of bytes of a span.
 */
static size_t
span_length(Span span)
{
	return span.end - span.start;
}

/*
 * begins_with: does a span begin with this, in any case?
 */
static bool
begins_with(Span span, const char *text)
{
	for (const char *p = span.start; *text != '\0'; p++, text++)
		if (p == span.end || (*p != *text && (*p < 'A' || *p > 'Z' || *p + ('a' - 'A') != *text)))
			return false;
	return true;
}

/*
 * is_any: is a span one of n words, in any case?
 */
static bool
is_any(Span span, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (strlen(words[i]) == span_length(span) && begins_with(span, words[i]))
			return true;
	return false;
}

/*
 * mark_before returns the bytes of a mark that a span ends with, 0: with none.
 */
static size_t
mark_before(Span span)
{
	for (int i = 0; i < LENGTH(around); i++)
	{
		size_t len = strlen(around[i]);

		if (span_length(span) >= len && memcmp(span.end - len, around[i], len) == 0)
			return len;
	}
	return 0;
}

/*
 * mark_at returns the bytes of a mark that a span begins with, 0: with none.
 */
static size_t
mark_at(Span span)
{
	for (int i = 0; i < LENGTH(around); i++)
		if (begins_with(span, around[i]))
			return strlen(around[i]);
	return 0;
}

/*
 * trim takes away blanks and marks around a span.
 */
static Span
trim(Span span)
{
	size_t len;

	while ((len = mark_at(span)) > 0)
		span.start += len;
	while ((len = mark_before(span)) > 0)
		span.end -= len;
	return span;
}

/*
 * part_of returns what a span has before the first slash, of either kind.
 */
static Span
part_of(Span span)
{
	Span part = {span.start, span.start};

	while (part.end < span.end && *part.end != '/' && *part.end != '\\')
		part.end++;
	return part;
}

/*
 * cut_at ends a span before the first of these characters.
 */
static Span
cut_at(Span span, const char *characters)
{
	for (const char *p = span.start; p < span.end; p++)
		if (strchr(characters, *p) != NULL)
			return (Span) {span.start, p};
	return span;
}

/*
 * make_name returns a span as a name, NULL: it is none.
 */
static const char *
make_name(struct Arena *arena, Span span)
{
	char *name = arena_text(arena, span.start, span_length(span));

	return name != NULL && hub_valid_name(name) ? name : NULL;
}

/*
 * read_folder returns the name that a folder of a cache has, OWNER--NAME, NULL:
 * it has none.
 */
static const char *
read_folder(struct Arena *arena, Span folder)
{
	char *name = arena_text(arena, folder.start, span_length(folder));
	char *dashes = name == NULL ? NULL : strstr(name, "--");

	if (dashes == NULL)
		return NULL;
	*dashes = '/';
	memmove(dashes + 1, dashes + 2, strlen(dashes + 2) + 1);
	return hub_valid_name(name) ? name : NULL;
}

/*
 * read_path returns the name in a path to a cache of models. OWNER/a--b is no
 * path.
 */
static const char *
read_path(struct Arena *arena, Span path, bool rooted)
{
	Span part = part_of(path);

	for (int parts = 1;; parts++, part = part_of((Span) {part.end + 1, path.end}))
	{
		if (begins_with(part, "models--"))
		{
			Span folder = {part.start + strlen("models--"), part.end};
			const char *name = read_folder(arena, folder);

			return name != NULL ? name : make_name(arena, folder);
		}
		/* a path may end with a slash */
		if (part.end == path.end || part.end + 1 == path.end)
			return parts == 2 && !rooted ? NULL : read_folder(arena, part);
	}
}

/*
 * read_page returns the name in the address of a page of the Hub, without its
 * host.
 */
static const char *
read_page(struct Arena *arena, Span page)
{
	Span owner;
	Span name;

	page = cut_at(page, "?#");
	owner = part_of(page);
	if (owner.end == page.end || is_any(owner, no_owners, LENGTH(no_owners)))
		return NULL;
	name = part_of((Span) {owner.end + 1, page.end});
	name = cut_at(name, "@:");
	if (span_length(name) > 4 && memcmp(name.end - 4, ".git", 4) == 0)
		name.end -= 4;
	return make_name(arena, (Span) {owner.start, name.end});
}

/*
 * find_page moves a span behind the Hub's host, if it begins with that.
 */
static bool
find_page(Span *span)
{
	Span rest = *span;

	if (begins_with(rest, "https://"))
		rest.start += strlen("https://");
	else if (begins_with(rest, "http://"))
		rest.start += strlen("http://");
	for (int i = 0; i < LENGTH(hosts); i++)
		if (begins_with(rest, hosts[i]))
		{
			span->start = rest.start + strlen(hosts[i]);
			return true;
		}
	return false;
}

/*
 * read_name returns the name at the start of a text of two parts, as written
 * for a program that loads it.
 */
static const char *
read_name(struct Arena *arena, Span text, bool rooted)
{
	Span owner = part_of(text);

	if (owner.end == text.end) /* a single word, which nothing was behind */
		return rooted ? NULL : make_name(arena, text);
	if ((rooted && is_any(owner, roots, LENGTH(roots))) ||
		part_of((Span) {owner.end + 1, text.end}).end != text.end)
		return NULL;
	return read_page(arena, text);
}

/*
 * hub_repair_name returns the name of the model that text means: text itself
 * where it is a name, NULL: that cannot be told.
 */
const char *
hub_repair_name(struct Arena *arena, const char *text)
{
	Span span = {text, text + strlen(text)};
	bool valid = hub_valid_name(text);
	bool rooted;
	Span bare;
	const char *name;

	if (!valid) /* no name has blanks or marks */
		span = trim(span);
	bare = span;
	rooted = span.start < span.end && *span.start == '/';
	if (find_page(&span))
		return read_page(arena, span);
	if (valid)
		return text;
	if (strstr(text, "://") != NULL) /* a page of somebody else's */
		return NULL;
	while (bare.start < bare.end && *bare.start == '/')
		bare.start++;
	while (bare.end > bare.start && bare.end[-1] == '/')
		bare.end--;
	name = read_name(arena, bare, rooted);
	return name != NULL ? name : read_path(arena, span, rooted);
}

/*
 * hub_split_names returns how many models' names text is, as a list; *pieces has their
 * parts of it, each with a comma, so that none is a name as it is. 0: it is no list, or
 * not every part means a model; without brackets, where they may be words, each has to
 * have an owner.
 */
int
hub_split_names(struct Arena *arena, const char *text, const char ***pieces)
{
	bool bare = text[strspn(text, " \t\r\n\"'")] != '[';
	const char *start = text;
	int room = 1;
	int n = 0;

	for (const char *p = text; (p = strchr(p, ',')) != NULL; p++)
		room++;
	*pieces = room == 1 ? NULL : arena_alloc(arena, room * sizeof(char *));
	if (*pieces == NULL)
		return 0;
	for (;;)
	{
		size_t comma = start == text ? 0 : 1; /* of the piece before, too */
		const char *end = start + comma + strcspn(start + comma, ",");
		const char *piece = arena_text(arena, start, end - start + 1 - comma);
		const char *name = piece == NULL ? NULL : hub_repair_name(arena, piece);

		if (name == NULL || (bare && strchr(name, '/') == NULL))
			return 0;
		(*pieces)[n++] = piece;
		if (*end == '\0')
			return n;
		start = end;
	}
}
