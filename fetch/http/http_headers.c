/*
 * http_headers.c: what the headers of an answer mean.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fetch/http/http_headers.h"
#include "fetch/http/http_rules.h"

#define HUB_ORIGIN "https://huggingface.co"

/*
 * skip_blank returns p moved behind blanks.
 */
static const char *
skip_blank(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

/*
 * parameter_value finds the value of a header parameter at p, quoted or bare.
 * Returns where it ends, quotes included.
 */
static const char *
parameter_value(const char *p, const char **value, size_t *len)
{
	if (*p != '"')
	{
		*value = p;
		*len = strcspn(p, ";, \t");
		return p + *len;
	}
	*value = ++p;
	while (*p != '\0' && *p != '"')
		p += *p == '\\' && p[1] != '\0' ? 2 : 1;
	*len = p - *value;
	return *p == '"' ? p + 1 : p;
}

/*
 * has_word: is word, in any case, among the words of text?
 */
static bool
has_word(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= len; i++)
		if (strncasecmp(text + i, word, n) == 0 && (i == 0 || text[i - 1] == ' ') &&
			(i + n == len || text[i + n] == ' '))
			return true;
	return false;
}

/*
 * find_next finds the target of rel="next" in a Link header (RFC 8288).
 * Returns NULL where there is none; *broken: the header cannot be read.
 */
static const char *
find_next(const char *p, size_t *len, bool *broken)
{
	*broken = false;
	for (;;)
	{
		const char *target;
		bool seen_rel = false;
		bool is_next = false;

		while (*p == ' ' || *p == '\t' || *p == ',')
			p++;
		if (*p == '\0')
			return NULL;
		target = p + 1;
		p = *p == '<' ? strchr(p, '>') : NULL;
		*broken = p == NULL || p == target;
		if (*broken)
			return NULL;
		*len = p - target;
		p = skip_blank(p + 1);
		while (*p == ';')
		{
			const char *name = skip_blank(p + 1);
			size_t name_len = strcspn(name, "=;, \t");
			const char *value = "";
			size_t value_len = 0;

			p = skip_blank(name + name_len);
			if (*p == '=')
				p = skip_blank(parameter_value(skip_blank(p + 1), &value, &value_len));
			if (name_len == 3 && strncasecmp(name, "rel", 3) == 0 && !seen_rel)
			{
				seen_rel = true;
				is_next = has_word(value, value_len, "next");
			}
		}
		if (is_next)
			return target;
		p += strcspn(p, ",");
	}
}

/*
 * path_of returns where the path of a URL begins.
 */
static const char *
path_of(const char *url)
{
	const char *p = strstr(url, "://") + 3;

	return p + strcspn(p, "/?#");
}

/*
 * back_to_mirror returns next, a URL of the Hub, as one of the mirror that
 * base was asked of: scheme, host and what the mirror has before the path.
 * malloc'ed; NULL: out of memory.
 */
static char *
back_to_mirror(const char *next, const char *base)
{
	const char *path = path_of(next);
	const char *base_path = path_of(base);
	size_t path_len = strcspn(path, "?#");
	size_t base_len = strcspn(base_path, "?#");
	size_t keep = base_path - base;
	char *result;

	if (base_len > path_len && memcmp(base_path + base_len - path_len, path, path_len) == 0)
		keep += base_len - path_len;
	result = malloc(keep + strlen(path) + 1);
	if (result == NULL)
		return NULL;
	memcpy(result, base, keep);
	strcpy(result + keep, path);
	return result;
}

/*
 * http_next_link looks for rel="next" in the value of a Link header that came
 * from base. Returns its URL made absolute, malloc'ed, or NULL; *refused:
 * there is one that may not be followed, or nobody can tell. A link to the
 * Hub's own address from one of its mirrors leads back to the mirror.
 */
char *
http_next_link(const char *link, const char *base, bool *refused)
{
	size_t len;
	const char *target = find_next(link, &len, refused);
	char *reference;
	char *next;
	char *result = NULL;

	if (target == NULL)
		return NULL;
	reference = strndup(target, len);
	next = reference == NULL ? NULL : http_resolve(base, reference);
	free(reference);
	if (next != NULL && http_same_origin(next, base))
		return next;
	if (next != NULL && http_same_origin(next, HUB_ORIGIN))
		result = back_to_mirror(next, base);
	*refused = result == NULL;
	free(next);
	return result;
}

/*
 * http_rate_limit reads a RateLimit header, as "api";r=499;t=295: requests
 * left in a window and seconds until it ends. Returns whether both are there.
 * Of several limits the one with the least left counts.
 */
bool
http_rate_limit(const char *value, int *left, int *reset)
{
	bool found = false;

	while (*value != '\0')
	{
		const char *text;
		size_t len;
		long r = -1;
		long t = -1;
		const char *p = skip_blank(parameter_value(skip_blank(value), &text, &len));

		while (*p == ';')
		{
			char name = *(p = skip_blank(p + 1));
			const char *after = skip_blank(name == '\0' ? p : p + 1);

			if (*after == '=' && (name == 'r' || name == 't'))
			{
				after = skip_blank(after + 1);
				if (isdigit((unsigned char) *after))
					*(name == 'r' ? &r : &t) = strtol(after, NULL, 10);
			}
			p += strcspn(p, ";,");
		}
		if (r >= 0 && t >= 0 && (!found || r < *left))
		{
			*left = r > 1000000000 ? 1000000000 : (int) r;
			*reset = t > 1000000000 ? 1000000000 : (int) t;
			found = true;
		}
		p += strcspn(p, ",");
		value = *p == ',' ? p + 1 : p;
	}
	return found;
}

/*
 * http_etag_length reads the body length out of a weak ETag as the Hub's API
 * sends it: W/"<length in hex>-<27 characters>". Returns false where etag has
 * another form.
 */
bool
http_etag_length(const char *etag, size_t *len)
{
	size_t digits;

	if (strncmp(etag, "W/\"", 3) != 0)
		return false;
	etag += 3;
	digits = strspn(etag, "0123456789abcdef");
	if (digits == 0 || digits > 12 || etag[digits] != '-')
		return false;
	*len = strtoull(etag, NULL, 16);
	etag += digits + 1;
	return strspn(etag, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") == 27 &&
		   strcmp(etag + 27, "\"") == 0;
}
