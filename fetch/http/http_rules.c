/*
 * http_rules.c: which hosts and addresses may be asked. Nothing in here talks to
 * anybody.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "fetch/http/http_rules.h"

/* Who is behind an address. */
typedef enum AddressKind
{
	ADDRESS_PUBLIC,
	ADDRESS_LOOPBACK,
	ADDRESS_PRIVATE,
	ADDRESS_NEVER /* no server can have it */
} AddressKind;

typedef struct AddressRange
{
	uint32_t first;
	int bits;
	AddressKind kind;
} AddressRange;

/* RFC 6890 and its successors. */
static const AddressRange ranges4[] = {
	{0x00000000, 8, ADDRESS_NEVER},                                       /* this network */
	{0x0A000000, 8, ADDRESS_PRIVATE},  {0x64400000, 10, ADDRESS_PRIVATE}, /* carrier-grade NAT */
	{0x7F000000, 8, ADDRESS_LOOPBACK}, {0xA9FE0000, 16, ADDRESS_PRIVATE}, /* link-local */
	{0xAC100000, 12, ADDRESS_PRIVATE}, {0xC0000000, 24, ADDRESS_PRIVATE}, /* protocol assignments */
	{0xC0000200, 24, ADDRESS_PRIVATE}, /* documentation, as the next two */
	{0xC6336400, 24, ADDRESS_PRIVATE}, {0xCB007100, 24, ADDRESS_PRIVATE},
	{0xC0A80000, 16, ADDRESS_PRIVATE}, {0xC6120000, 15, ADDRESS_PRIVATE}, /* benchmarks */
	{0xE0000000, 4, ADDRESS_NEVER},                                       /* multicast */
	{0xF0000000, 4, ADDRESS_NEVER}                                        /* reserved, broadcast */
};

/*
 * address_kind4 looks an IPv4 address up, given in host order.
 */
static AddressKind
address_kind4(uint32_t address)
{
	for (size_t i = 0; i < sizeof(ranges4) / sizeof(ranges4[0]); i++)
		if ((address ^ ranges4[i].first) >> (32 - ranges4[i].bits) == 0)
			return ranges4[i].kind;
	return ADDRESS_PUBLIC;
}

/*
 * address_kind6 looks an IPv6 address up. Those that carry an IPv4 address
 * lead to it, so it counts.
 */
static AddressKind
address_kind6(const uint8_t *a)
{
	static const uint8_t zero[16];
	static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
	static const uint8_t nat64[12] = {0, 0x64, 0xFF, 0x9B};
	uint32_t last = (uint32_t) a[12] << 24 | a[13] << 16 | a[14] << 8 | a[15];
	uint32_t second = (uint32_t) a[2] << 24 | a[3] << 16 | a[4] << 8 | a[5];

	if (memcmp(a, zero, 15) == 0 && a[15] <= 1)
		return a[15] == 1 ? ADDRESS_LOOPBACK : ADDRESS_NEVER;
	if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0 || memcmp(a, zero, 12) == 0)
		return address_kind4(last);
	if (a[0] == 0x20 && a[1] == 0x02)
		return address_kind4(second); /* 6to4 */
	if (a[0] == 0xFF)
		return ADDRESS_NEVER; /* multicast */
	/* the internet's addresses are 2000::/3 without those to IETF protocols */
	if ((a[0] & 0xE0) != 0x20)
		return ADDRESS_PRIVATE;
	if (a[0] == 0x20 && a[1] == 0x01 && ((a[2] & 0xFE) == 0 || (a[2] == 0x0D && a[3] == 0xB8)))
		return ADDRESS_PRIVATE;
	return ADDRESS_PUBLIC;
}

/*
 * http_address_problem says whether a connection to address may be opened.
 * Returns NULL if so, else what kind of address it is (static). loopback: the
 * URL itself names a loopback host.
 */
const char *
http_address_problem(const struct sockaddr *address, bool loopback, bool allow_private)
{
	AddressKind kind = ADDRESS_NEVER;

	if (address->sa_family == AF_INET)
	{
		struct sockaddr_in in;

		memcpy(&in, address, sizeof(in));
		kind = address_kind4(ntohl(in.sin_addr.s_addr));
	}
	else if (address->sa_family == AF_INET6)
	{
		struct sockaddr_in6 in6;

		memcpy(&in6, address, sizeof(in6));
		kind = address_kind6(in6.sin6_addr.s6_addr);
	}
	switch (kind)
	{
		case ADDRESS_PUBLIC: return NULL;
		case ADDRESS_LOOPBACK: return loopback ? NULL : "a loopback address";
		case ADDRESS_PRIVATE: return allow_private ? NULL : "a private address";
		case ADDRESS_NEVER: break;
	}
	return "an address of no server";
}

/*
 * url_part returns a part of url, to be freed with curl_free; NULL: none.
 */
static char *
url_part(CURLU *url, CURLUPart part, unsigned int flags)
{
	char *text = NULL;

	if (curl_url_get(url, part, &text, flags) != CURLUE_OK)
		return NULL;
	return text;
}

/*
 * has_part: does url have a part that is not empty?
 */
static bool
has_part(CURLU *url, CURLUPart part)
{
	char *text = url_part(url, part, 0);
	bool result = text != NULL;

	curl_free(text);
	return result;
}

/*
 * parse_url returns a handle of url, NULL: not a URL with scheme and host, or
 * out of memory.
 */
static CURLU *
parse_url(const char *url)
{
	size_t scheme = strcspn(url, ":/?#");
	CURLU *handle;

	/* curl takes other numbers of slashes, and some of what may not stand in
	 * a request line */
	if (strncmp(url + scheme, "://", 3) != 0 || url[scheme + 3] == '/')
		return NULL;
	for (const unsigned char *p = (const unsigned char *) url; *p != '\0'; p++)
		if (*p <= ' ' || *p >= 0x7F)
			return NULL;
	handle = curl_url();
	if (handle != NULL &&
		curl_url_set(handle, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
		has_part(handle, CURLUPART_HOST))
		return handle;
	curl_url_cleanup(handle);
	return NULL;
}

/*
 * loopback_host: is host localhost or a loopback address? IPv6 stands in
 * brackets.
 */
static bool
loopback_host(const char *host)
{
	struct in_addr in;
	size_t len = strlen(host);

	if (strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
		return true;
	if (len > 10 && strcasecmp(host + len - 10, ".localhost") == 0)
		return true;
	return inet_pton(AF_INET, host, &in) == 1 && ntohl(in.s_addr) >> 24 == 127;
}

/*
 * check_parts is http_check_url for a parsed URL.
 */
static const char *
check_parts(CURLU *url, bool *loopback)
{
	char *scheme = url_part(url, CURLUPART_SCHEME, 0);
	char *host = url_part(url, CURLUPART_HOST, 0);
	const char *problem = NULL;

	*loopback = host != NULL && loopback_host(host);
	if (scheme == NULL || host == NULL)
		problem = "It is not a URL.";
	else if (strcasecmp(scheme, "http") == 0)
		problem = *loopback ? NULL : "It must be https; http is for loopback hosts only.";
	else if (strcasecmp(scheme, "https") != 0)
		problem = "It must be an https URL.";
	if (problem == NULL && (has_part(url, CURLUPART_USER) || has_part(url, CURLUPART_PASSWORD)))
		problem = "It must not contain a user name or password.";
	curl_free(scheme);
	curl_free(host);
	return problem;
}

/*
 * http_check_url says whether url may be asked: https, or http to a loopback
 * host, and no user info. Returns NULL if so, else what is wrong (static).
 * *loopback: the host is a loopback address or localhost.
 */
const char *
http_check_url(const char *url, bool *loopback)
{
	CURLU *handle = parse_url(url);
	const char *problem;

	*loopback = false;
	if (handle == NULL)
		return "It is not a URL.";
	problem = check_parts(handle, loopback);
	curl_url_cleanup(handle);
	return problem;
}

/*
 * http_check_endpoint says whether url may serve as an endpoint: https, or
 * http to a loopback host; no user info, query or fragment. Returns NULL if
 * so, else a static text that says what is wrong.
 */
const char *
http_check_endpoint(const char *url)
{
	CURLU *handle = parse_url(url);
	const char *problem;
	bool loopback;

	if (handle == NULL)
		return "It is not a URL.";
	problem = check_parts(handle, &loopback);
	if (problem == NULL && strpbrk(url, "?#") != NULL)
		problem = "It must not contain a query or fragment.";
	curl_url_cleanup(handle);
	return problem;
}

/*
 * http_origin returns scheme://host:port of url in lower case with the port
 * always there, malloc'ed; NULL: not a URL, or out of memory.
 */
char *
http_origin(const char *url)
{
	CURLU *handle = parse_url(url);
	char *scheme;
	char *host;
	char *port;
	char *origin = NULL;

	if (handle == NULL)
		return NULL;
	scheme = url_part(handle, CURLUPART_SCHEME, 0);
	host = url_part(handle, CURLUPART_HOST, 0);
	port = url_part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	if (scheme != NULL && host != NULL && port != NULL)
	{
		size_t room = strlen(scheme) + strlen(host) + strlen(port) + 5;

		origin = malloc(room);
		if (origin != NULL)
			snprintf(origin, room, "%s://%s:%s", scheme, host, port);
		for (char *p = origin; p != NULL && *p != '\0'; p++)
			*p = tolower((unsigned char) *p);
	}
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(handle);
	return origin;
}

/*
 * http_same_origin: have both URLs the same scheme, host and port?
 */
bool
http_same_origin(const char *a, const char *b)
{
	char *origin_a = http_origin(a);
	char *origin_b = http_origin(b);
	bool same = origin_a != NULL && origin_b != NULL && strcmp(origin_a, origin_b) == 0;

	free(origin_a);
	free(origin_b);
	return same;
}

/*
 * escape_url copies len bytes of a URL, with %XX for what may not stand in
 * one. Returns NULL when out of memory.
 */
static char *
escape_url(const char *text, size_t len)
{
	char *copy = malloc(3 * len + 1);
	char *p = copy;

	if (copy == NULL)
		return NULL;
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = text[i];

		if (c <= ' ' || c >= 0x7F)
			p += sprintf(p, "%%%02X", c);
		else
			*p++ = c;
	}
	*p = '\0';
	return copy;
}

/*
 * http_resolve returns reference made absolute against base, malloc'ed; NULL:
 * not possible, or out of memory. An absolute reference comes back as it is,
 * so that a cursor in it is not touched.
 */
char *
http_resolve(const char *base, const char *reference)
{
	char *escaped = escape_url(reference, strlen(reference));
	CURLU *handle;
	char *text = NULL;
	char *result = NULL;

	if (escaped == NULL)
		return NULL;
	handle = parse_url(escaped);
	if (handle != NULL)
	{
		curl_url_cleanup(handle);
		return escaped;
	}
	handle = parse_url(base);
	if (handle != NULL && curl_url_set(handle, CURLUPART_URL, escaped, 0) == CURLUE_OK)
		text = url_part(handle, CURLUPART_URL, 0);
	curl_url_cleanup(handle);
	handle = text == NULL ? NULL : parse_url(text);
	if (handle != NULL)
		result = strdup(text);
	curl_free(text);
	curl_url_cleanup(handle);
	free(escaped);
	return result;
}
