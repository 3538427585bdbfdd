/*
 * text.c: free text, addresses and GitHub names.
 */
#include <string.h>
#include <strings.h>

#include "fetch/reader/arena.h"
#include "fetch/reader/text.h"

#define MAX_URL 2048
#define MAX_LOGIN 39
#define MAX_REPO 100

/* Characters of more than one byte that text_display() knows. */
typedef enum Glyph
{
	GLYPH_OTHER,
	GLYPH_BLANK,  /* space-like: trimmed at both ends */
	GLYPH_CONTROL /* taken out */
} Glyph;

/*
 * glyph_at classifies the character at p and says how many bytes it has.
 */
static Glyph
glyph_at(const char *p, size_t *len)
{
	unsigned char a = p[0];
	unsigned char b;
	unsigned char c;

	*len = 1;
	if (a < 0x80)
	{
		if (a == ' ' || (a >= '\t' && a <= '\r'))
			return GLYPH_BLANK;
		return a < ' ' || a == 0x7F ? GLYPH_CONTROL : GLYPH_OTHER;
	}
	b = p[1];
	*len = 2;
	if (a < 0xE0)
	{
		if (a != 0xC2)
			return GLYPH_OTHER;
		return b < 0xA0 ? GLYPH_CONTROL : /* U+0080 to 009F */
				   b == 0xA0 ? GLYPH_BLANK
							 : GLYPH_OTHER; /* no-break space */
	}
	c = p[2];
	*len = a < 0xF0 ? 3 : 4;
	if (a == 0xE2 && b == 0x80)
	{
		if (c <= 0x8A)
			return GLYPH_BLANK; /* U+2000 to 200A: spaces by width */
		if (c == 0x8E || c == 0x8F || (c >= 0xA8 && c <= 0xAE))
			return GLYPH_CONTROL; /* marks and overrides of direction, line
									 * and paragraph separators */
	}
	if (a == 0xE2 && b == 0x81 && c >= 0xA6 && c <= 0xAF)
		return GLYPH_CONTROL; /* U+2066 to 206F: isolates */
	if (a == 0xE3 && b == 0x80 && c == 0x80)
		return GLYPH_BLANK; /* ideographic space */
	if (a == 0xEF && b == 0xBB && c == 0xBF)
		return GLYPH_CONTROL; /* byte order mark */
	return GLYPH_OTHER;
}

/*
 * text_display returns text without outer blanks and without the characters
 * that only steer a terminal or the direction of writing; a line break or tab
 * becomes a blank. NULL: nothing is left, or out of memory.
 */
const char *
text_display(struct Arena *arena, const char *text)
{
	char *copy = arena_alloc(arena, strlen(text) + 1);
	char *out = copy;
	char *end = copy; /* behind the last that is no blank */
	size_t len;

	if (copy == NULL)
		return NULL;
	for (const char *p = text; *p != '\0'; p += len)
	{
		Glyph glyph = glyph_at(p, &len);

		if (glyph == GLYPH_CONTROL || (glyph == GLYPH_BLANK && out == copy))
			continue;
		if (glyph == GLYPH_BLANK && len == 1)
			*out++ = ' ';
		else
		{
			memcpy(out, p, len);
			out += len;
		}
		if (glyph == GLYPH_OTHER)
			end = out;
	}
	*end = '\0';
	return end == copy ? NULL : copy;
}

/*
 * scheme_length returns the bytes of http:// or https:// at the start of text,
 * 0: neither.
 */
static size_t
scheme_length(const char *text)
{
	return strncasecmp(text, "https://", 8) == 0 ? 8 : strncasecmp(text, "http://", 7) == 0 ? 7 : 0;
}

/*
 * text_url_host finds the host of a URL as text_is_url() takes it, without
 * user and port. Returns it, *len bytes.
 */
const char *
text_url_host(const char *url, size_t *len)
{
	const char *host = url + scheme_length(url);
	const char *end = host + strcspn(host, "/?#");
	const char *colon;

	for (const char *p = host; p < end; p++)
		if (*p == '@')
			host = p + 1;
	colon = memchr(host, ':', end - host);
	*len = (colon == NULL ? end : colon) - host;
	return host;
}

/*
 * text_is_url: is text an absolute http or https address of at most 2048
 * bytes, with a host, without blanks, quotes and control characters?
 */
bool
text_is_url(const char *text)
{
	size_t len;

	if (scheme_length(text) == 0 || strlen(text) > MAX_URL)
		return false;
	for (const char *p = text; *p != '\0'; p += len)
	{
		if (glyph_at(p, &len) != GLYPH_OTHER || strchr("\"'<>\\`", *p) != NULL)
			return false;
	}
	text_url_host(text, &len);
	return len > 0;
}

/*
 * name_char: may c stand in the name of an account or a repository?
 */
static bool
name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
		   c == '_';
}

/*
 * text_is_login: are these len bytes a GitHub account's name? Old names end in
 * - or have it twice; those of companies' managed users have an underscore.
 */
bool
text_is_login(const char *text, size_t len)
{
	if (len == 0 || len > MAX_LOGIN || text[0] == '-' || text[0] == '_')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!name_char(text[i]))
			return false;
	return true;
}

/*
 * text_is_repo: is name 'owner/repo' by GitHub's grammar?
 */
bool
text_is_repo(const char *name)
{
	const char *slash = strchr(name, '/');
	const char *repo;
	size_t len;

	if (slash == NULL || !text_is_login(name, slash - name))
		return false;
	repo = slash + 1;
	len = strlen(repo);
	for (size_t i = 0; i < len; i++)
		if (!name_char(repo[i]) && repo[i] != '.')
			return false;
	return len > 0 && len <= MAX_REPO && strcmp(repo, ".") != 0 && strcmp(repo, "..") != 0;
}
