/*
 * hub_names.c: what the Hub takes for a name or an id.
 */
#include <string.h>

#include "fetch/hub/hub_names.h"
#include "fetch/reader/arena.h"

#define MAX_NAME 256
/* Of what is listed: as much as an index of the database takes, many times. */
#define MAX_LISTED_NAME 512

/*
 * ends_with: do the len bytes of text end with suffix?
 */
static bool
ends_with(const char *text, size_t len, const char *suffix)
{
	size_t n = strlen(suffix);

	return len >= n && memcmp(text + len - n, suffix, n) == 0;
}

/*
 * hub_valid_name follows the Hub's own client: at most one slash, letters,
 * digits and _ - . on both sides, of which one is a letter or a digit, neither
 * -- nor .., at most 96 characters behind the slash, no ending that is a
 * file's. It is for what authors write; what the Hub lists may be of a time with
 * other rules.
 */
bool
hub_valid_name(const char *name)
{
	const char *part = name;
	bool has_letter = false;
	size_t len = strlen(name);

	if (len > MAX_NAME)
		return false;
	for (const char *p = name; *p != '\0'; p++)
	{
		char c = *p;

		if (c == '/')
		{
			if (part != name || !has_letter)
				return false;
			part = p + 1;
			has_letter = false;
		}
		else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
			has_letter = true;
		else if (c != '_' && c != '-' && c != '.')
			return false;
		if ((c == '-' || c == '.') && p[1] == c)
			return false;
	}
	len -= part - name;
	return has_letter && len <= 96 && !ends_with(part, len, ".git") &&
		   !ends_with(part, len, ".ipynb");
}

/*
 * hub_listed_name: can name be that of a record which the Hub lists, with its
 * _id? Anything is that can be stored, stands in an address for what it is, and
 * is no name of ours, which have a #: not empty between slashes, nor . or ..
 */
bool
hub_listed_name(const char *name)
{
	size_t len = strlen(name);

	if (len > MAX_LISTED_NAME)
		return false;
	for (const char *part = name;; part += len + 1)
	{
		len = strcspn(part, "/");
		if (len == 0 || (len <= 2 && strspn(part, ".") == len))
			return false;
		for (size_t i = 0; i < len; i++)
			if ((unsigned char) part[i] < ' ' || part[i] == '\x7F' || part[i] == '#')
				return false;
		if (part[len] == '\0')
			return true;
	}
}

/*
 * hub_listed_author: can name be that of a user or an organization?
 */
bool
hub_listed_author(const char *name)
{
	return strchr(name, '/') == NULL && hub_listed_name(name);
}

/*
 * lower returns a letter of ASCII in lower case, any other byte as it is.
 */
static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/*
 * hub_same_name: are two names one? Their case does not tell names apart.
 */
bool
hub_same_name(const char *a, const char *b)
{
	while (*a != '\0' && lower(*a) == lower(*b))
	{
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

/*
 * hub_name_key returns what all spellings of a name have in common, NULL: out of
 * memory.
 */
const char *
hub_name_key(struct Arena *arena, const char *name)
{
	char *key = arena_text(arena, name, strlen(name));

	for (char *p = key; p != NULL && *p != '\0'; p++)
		*p = lower(*p);
	return key;
}

/*
 * hub_valid_id: is text 24 hex digits?
 */
bool
hub_valid_id(const char *text)
{
	return strspn(text, "0123456789abcdefABCDEF") == 24 && text[24] == '\0';
}
