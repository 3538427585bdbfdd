/*
 * http_headers.h: what the headers of an answer mean.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_HEADERS_H
#define LLMECO_FETCH_HTTP_HTTP_HEADERS_H

#include <stdbool.h>
#include <stddef.h>

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
 * http_etag_length reads the body length out of a weak ETag as the Hub's API
 * sends it: W/"<length in hex>-<27 characters>". Returns false where etag has
 * another form.
 */
extern bool http_etag_length(const char *etag, size_t *len);

#endif /* LLMECO_FETCH_HTTP_HTTP_HEADERS_H */
