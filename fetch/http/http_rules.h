/*
 * http_rules.h: what http_client.c decides without a connection: which addresses may
 * be asked, and what the headers of an answer mean.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_RULES_H
#define LLMECO_FETCH_HTTP_HTTP_RULES_H

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

/*
 * http_check_url says whether url may be asked: https, or http to a loopback
 * host, and no user info. Returns NULL if so, else what is wrong (static).
 * *loopback: the host is a loopback address or localhost.
 */
extern const char *http_check_url(const char *url, bool *loopback);

/*
 * http_origin returns scheme://host:port of url in lower case with the port
 * always there, malloc'ed; NULL: not a URL, or out of memory.
 */
extern char *http_origin(const char *url);

/*
 * http_same_origin: have both URLs the same scheme, host and port?
 */
extern bool http_same_origin(const char *a, const char *b);

/*
 * http_address_problem says whether a connection to address may be opened.
 * Returns NULL if so, else what kind of address it is (static). loopback: the
 * URL itself names a loopback host.
 */
extern const char *
http_address_problem(const struct sockaddr *address, bool loopback, bool allow_private);

/*
 * http_resolve returns reference made absolute against base, malloc'ed; NULL:
 * not possible, or out of memory.
 */
extern char *http_resolve(const char *base, const char *reference);

/*
 * http_next_link looks for rel="next" in the value of a Link header that came
 * from base. Returns its URL made absolute, malloc'ed, or NULL; *refused: there
 * is one that may not be followed, or nobody can tell. A link to the Hub's own address from one
 * of its mirrors leads back to the mirror.
 */
extern char *http_next_link(const char *link, const char *base, bool *refused);

/*
 * http_rate_limit reads a RateLimit header, as "api";r=499;t=295: requests
 * left in a window and seconds until it ends. Returns whether both are there.
 */
extern bool http_rate_limit(const char *value, int *left, int *reset);

/*
 * http_retry_after returns the seconds that a Retry-After header asks for, in
 * seconds or as a date; -1: none.
 */
extern long http_retry_after(const char *value);

/*
 * http_etag_length reads the body length out of a weak ETag as the Hub's API
 * sends it: W/"<length in hex>-<27 characters>". Returns false where etag has
 * another form.
 */
extern bool http_etag_length(const char *etag, size_t *len);

#endif /* LLMECO_FETCH_HTTP_HTTP_RULES_H */
