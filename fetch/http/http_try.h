/*
 * http_try.h: a request and one try of it, between http_client.c, which decides when
 * and how often, and http_try.c, which talks to curl.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_TRY_H
#define LLMECO_FETCH_HTTP_HTTP_TRY_H

#include <curl/curl.h>
#include <signal.h>
#include <zlib.h>

#include "fetch/http/http.h"

/* The headers of an answer that matter; each malloc'ed or NULL. */
typedef enum HttpField
{
	HTTP_FIELD_ENCODING,
	HTTP_FIELD_LINK,
	HTTP_FIELD_ETAG,
	HTTP_FIELD_LOCATION,
	HTTP_FIELD_RATE_LIMIT,
	HTTP_FIELD_ERROR_CODE,
	HTTP_FIELDS
} HttpField;

/*
 * The rate limit of one server; its API and its pages are counted apart.
 */
typedef struct HttpQuota
{
	struct HttpQuota *next;
	char *origin;
	bool api;
	int left;           /* requests left in the window, -1: not known */
	int64_t reset_at;   /* when the window ends */
	int64_t hold_until; /* nothing is sent before */
	int running;
} HttpQuota;

/* A response, and the list of those that http_poll() has not returned yet. */
typedef struct HttpFinished
{
	HttpResponse response; /* first: http_response_free() casts */
	struct HttpFinished *next;
	size_t held; /* bytes of its body, of the client's */
} HttpFinished;

typedef struct HttpRequest
{
	struct HttpRequest *next;
	HttpClient *client;
	HttpQuota *quota;
	HttpFinished *result; /* made at once, so that the end cannot fail */
	char *url;            /* where the request is by now */
	CURL *easy;           /* NULL: waiting */
	int64_t due;          /* not before this time */
	int redirects;
	bool same_try;  /* the next send goes on with the last try */
	bool large;     /* is sent only where there is room for max_body */
	bool loopback;  /* url names a loopback host */
	bool divisible; /* the caller can ask for less */

	/* this try */
	char *headers[HTTP_FIELDS];
	bool long_link;         /* there was a Link header too long to keep */
	curl_off_t retry_after; /* seconds, 0: none */
	char *body;
	size_t len;
	size_t room;
	size_t held;      /* bytes of the client's that are for this body */
	z_stream z;       /* decodes the body, ... */
	bool decoding;    /* ... in use, ... */
	bool decoded;     /* ... at the end of its stream, ... */
	bool undecodable; /* ... or stuck */
	bool no_memory;
	bool too_large;
	bool crowded; /* other bodies left no room for this one */
	bool stopped;
	bool connecting;         /* an address was allowed */
	const char *bad_address; /* an address was not, and why */
	char error[CURL_ERROR_SIZE];
} HttpRequest;

struct HttpClient
{
	HttpConfig config;
	bool bad_token;
	CURLM *multi;
	HttpRequest *requests; /* not finished, in the order asked */
	HttpRequest **last;
	int running;
	sigset_t signals;       /* blocked by the caller itself */
	HttpFinished *finished; /* not returned, in the order finished */
	HttpFinished **last_finished;
	HttpQuota *quotas;
	HttpStats stats;
	uint64_t random;
};

extern void http_try_message(HttpResponse *response, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
extern void http_try_reset(HttpRequest *request);
extern size_t http_try_most_room(const HttpClient *client);
extern bool http_try_options(HttpClient *client, HttpRequest *request, CURL *easy);
extern HttpOutcome
http_try_judge(HttpClient *client, HttpRequest *request, CURLcode code, bool *retriable);

#endif /* LLMECO_FETCH_HTTP_HTTP_TRY_H */
