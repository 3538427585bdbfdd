/*
 * http_rules.h: what http_client.c decides without a connection: which addresses may
 * be asked, and what the headers of an answer mean.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_RULES_H
#define LLMECO_FETCH_HTTP_HTTP_RULES_H

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

extern const char *http_check_url(const char *url, bool *loopback);
extern char *http_origin(const char *url);
extern bool http_same_origin(const char *a, const char *b);
extern const char *
http_address_problem(const struct sockaddr *address, bool loopback, bool allow_private);
extern char *http_resolve(const char *base, const char *reference);
extern const char *http_check_endpoint(const char *url);

#endif /* LLMECO_FETCH_HTTP_HTTP_RULES_H */
