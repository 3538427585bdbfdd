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
 * http_check_endpoint says whether url may serve as an endpoint: https, or
 * http to a loopback host; no user info, query or fragment. Returns NULL if
 * so, else a static text that says what is wrong.
 */
extern const char *http_check_endpoint(const char *url);

#endif /* LLMECO_FETCH_HTTP_HTTP_RULES_H */
