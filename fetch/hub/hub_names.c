/*
 * hub_names.c: what the Hub takes for a name or an id.
 */
#include <string.h>

#include "fetch/hub/hub_names.h"

#define MAX_NAME 256

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
 * digits and _ - . on both sides, neither -- nor .., at most 96 characters
 * behind the slash, no ending that is a file's.
 */
bool
hub_valid_name(const char *name)
{
	const char *part = name;
	size_t len = strlen(name);

	if (len > MAX_NAME)
		return false;
	for (const char *p = name; *p != '\0'; p++)
	{
		char c = *p;

		if (c == '/')
		{
			if (part != name || p == name)
				return false;
			part = p + 1;
		}
		else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
				   c == '_' || c == '-' || c == '.'))
			return false;
		if ((c == '-' || c == '.') && p[1] == c)
			return false;
	}
	len -= part - name;
	return len >= 1 && len <= 96 && !ends_with(part, len, ".git") &&
		   !ends_with(part, len, ".ipynb");
}

/*
 * hub_valid_author: can name be that of a user or an organization?
 */
bool
hub_valid_author(const char *name)
{
	return strchr(name, '/') == NULL && hub_valid_name(name);
}

/*
 * hub_valid_id: is text 24 hex digits?
 */
bool
hub_valid_id(const char *text)
{
	return strspn(text, "0123456789abcdefABCDEF") == 24 && text[24] == '\0';
}
