/*
 * hub_urls.c: addresses at the Hub.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_urls.h"

/*
 * url_encode appends text to out as part of a URL: whatever is not a letter, a
 * digit or in "-._~" and keep becomes %XX. Returns the end of out, which takes
 * at most 3 bytes for each of text's and a NUL.
 */
static char *
url_encode(char *out, const char *text, const char *keep)
{
	for (; *text != '\0'; text++)
	{
		unsigned char c = *text;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			strchr("-._~", c) != NULL || strchr(keep, c) != NULL)
			*out++ = c;
		else
			out += sprintf(out, "%%%02X", c);
	}
	*out = '\0';
	return out;
}

/*
 * hub_list_url returns the address of a listing; sort NULL: by createdAt,
 * filter NULL: none. suffix ends it, as it is.
 */
char *
hub_list_url(const char *endpoint, const char *folder, const char *sort, const char *filter,
			 int limit, const char *suffix)
{
	char *url;
	char *p;

	if (sort == NULL)
		sort = "createdAt";
	url = malloc(strlen(endpoint) + strlen(folder) + 3 * strlen(sort) +
				 (filter == NULL ? 0 : 3 * strlen(filter)) + strlen(suffix) + 100);
	if (url == NULL)
		return NULL;
	p = url + sprintf(url, "%s%s?limit=%d&sort=", endpoint, folder, limit);
	p = url_encode(p, sort, "");
	if (filter != NULL)
		p = url_encode(stpcpy(p, "&filter="), filter, "");
	strcpy(p, suffix);
	return url;
}

/*
 * hub_record_url returns the address of one record; in its name, what is in
 * keep stays. suffix ends it, as it is.
 */
char *
hub_record_url(const char *endpoint, const char *folder, const char *name, const char *keep,
			   const char *suffix)
{
	char *url = malloc(strlen(endpoint) + strlen(folder) + 3 * strlen(name) + strlen(suffix) + 1);

	if (url != NULL)
		strcpy(url_encode(stpcpy(stpcpy(url, endpoint), folder), name, keep), suffix);
	return url;
}
