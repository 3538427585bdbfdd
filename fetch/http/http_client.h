/*
 * http_client.h: HTTP for llmeco on libcurl's multi interface.
 *
 * Plain C, no postgres.h: the caller owns the loop. It starts requests with
 * http_get(), then calls http_poll() again and again with a short timeout and
 * looks at its own interrupts in between; finished answers come back from
 * http_poll(). What may take long in there, receiving and decoding bodies, asks
 * config.stop, with the caller's signals let through. Retries, back-off, rate
 * limits, redirects, size caps and the rule which hosts may be talked to live in
 * here. Proxies named in the environment are not used: behind one, no address
 * could be checked. The process has to ignore SIGPIPE, as PostgreSQL's do.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_CLIENT_H
#define LLMECO_FETCH_HTTP_HTTP_CLIENT_H

#include "fetch/http/http.h"

extern HttpClient *http_client_new(const HttpConfig *config);
extern void http_client_free(HttpClient *client);
extern bool http_get(HttpClient *client, const char *url, void *tag);
extern bool http_get_divisible(HttpClient *client, const char *url, void *tag);
extern HttpResponse *http_poll(HttpClient *client, int timeout_ms);
extern void http_response_free(HttpResponse *response);
extern void http_stats(const HttpClient *client, HttpStats *stats);
extern const char *http_outcome_name(HttpOutcome outcome);

#endif /* LLMECO_FETCH_HTTP_HTTP_CLIENT_H */
