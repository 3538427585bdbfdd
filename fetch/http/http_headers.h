/*
 * http_headers.h: what the headers of an answer mean.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_HEADERS_H
#define LLMECO_FETCH_HTTP_HTTP_HEADERS_H

#include <stdbool.h>
#include <stddef.h>

extern char *http_next_link(const char *link, const char *base, bool *refused);
extern bool http_rate_limit(const char *value, int *left, int *reset);
extern bool http_etag_length(const char *etag, size_t *len);

#endif /* LLMECO_FETCH_HTTP_HTTP_HEADERS_H */
