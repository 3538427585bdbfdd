/*
 * http_try.h: a request and one try of it, between http_client.c, which decides when
 * and how often, and http_try.c, which talks to curl.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_TRY_H
#define LLMECO_FETCH_HTTP_HTTP_TRY_H

#include <curl/curl.h>
#include <zlib.h>

#include "fetch/http/http.h"

/* The headers of an answer that matter; each malloc'ed or NULL. */
typedef enum HeaderField
{
	HEADER_ENCODING,
	HEADER_LINK,
	HEADER_ETAG,
	HEADER_LOCATION,
	HEADER_RATE_LIMIT,
	HEADER_RETRY_AFTER,
	HEADER_ERROR_CODE,
	HEADER_FIELDS
} HeaderField;

/*
 * The rate limit of one server; its API and its pages are counted apart.
 */
typedef struct Quota
{
	struct Quota *next;
	char *origin;
	bool api;
	int left;           /* requests left in the window, -1: not known */
	int64_t reset_at;   /* when the window ends */
	int64_t hold_until; /* nothing is sent before */
	int running;
} Quota;

/* A response, and the list of those that http_poll() has not returned yet. */
typedef struct Finished
{
	HttpResponse response; /* first: http_response_free() casts */
	struct Finished *next;
} Finished;

typedef struct Request
{
	struct Request *next;
	HttpClient *client;
	Quota *quota;
	Finished *result; /* made at once, so that the end cannot fail */
	char *url;        /* where the request is by now */
	CURL *easy;       /* NULL: waiting */
	int64_t due;      /* not before this time */
	int redirects;
	bool redirected; /* the next send follows a redirect */
	bool loopback;   /* url names a loopback host */

	/* this try */
	char *headers[HEADER_FIELDS];
	char *body;
	size_t len;
	size_t room;
	z_stream z;       /* decodes the body, ... */
	bool decoding;    /* ... in use, ... */
	bool decoded;     /* ... at the end of its stream, ... */
	bool undecodable; /* ... or stuck */
	bool no_memory;
	bool too_large;
	bool connecting;         /* an address was allowed */
	const char *bad_address; /* an address was not, and why */
	char error[CURL_ERROR_SIZE];
} Request;

struct HttpClient
{
	HttpConfig config;
	bool bad_token;
	CURLM *multi;
	Request *requests; /* not finished, in the order asked */
	Request **last;
	int running;
	Finished *finished; /* not returned, in the order finished */
	Finished **last_finished;
	Quota *quotas;
	HttpStats stats;
	uint64_t random;
};

/* try_message writes what went wrong into a response. */
extern void
try_message(HttpResponse *response, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* try_reset forgets what the last try of a request received. */
extern void try_reset(Request *request);

/* try_options tells curl all about one try. Returns false when out of memory. */
extern bool try_options(HttpClient *client, Request *request, CURL *easy);

/*
 * try_judge says what became of a try that ended with code, and writes the
 * message. *retriable: another try may do better.
 */
extern HttpOutcome try_judge(HttpClient *client, Request *request, CURLcode code, bool *retriable);

#endif /* LLMECO_FETCH_HTTP_HTTP_TRY_H */
