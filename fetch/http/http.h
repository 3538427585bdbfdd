/*
 * http.h: what is asked for, and what comes back.
 */
#ifndef LLMECO_FETCH_HTTP_HTTP_H
#define LLMECO_FETCH_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a request ended. */
typedef enum HttpOutcome
{
	HTTP_OK,        /* status 200, the whole body is here */
	HTTP_STATUS,    /* an answer with another status */
	HTTP_NETWORK,   /* no answer: connect, TLS, reset, time-out */
	HTTP_TRUNCATED, /* the body ended early or does not match its
								 * announced length */
	HTTP_TOO_LARGE, /* the body exceeded max_body after decoding */
	HTTP_REFUSED,   /* we did not send it: scheme, host, private
								 * address or redirect not allowed */
	HTTP_NO_MEMORY,
	HTTP_STOPPED /* the caller's stop said so */
} HttpOutcome;

/*
 * Settings of a client. Strings are copied. Zero means the default; negative
 * max_redirects and max_retries mean none.
 */
typedef struct HttpConfig
{
	const char *user_agent;   /* required */
	const char *token;        /* bearer token, or NULL */
	const char *token_origin; /* 'https://host[:port]' that alone gets it */
	const char *ca_file;      /* PEM bundle, or NULL: the system's */
	bool allow_private;       /* allow private and link-local addresses */
	size_t max_body;          /* bytes after decoding; default 64 MiB */
	size_t max_held;          /* of all bodies that http_poll() has not
								 * returned, or one whole body if that is more;
								 * default 128 MiB */
	bool (*stop)(void);       /* asked again and again while an answer is
								 * received: end here? NULL: no */
	int max_redirects;        /* default 3, same origin only */
	int max_retries;          /* tries after the first; default 4 */
	int max_parallel;         /* transfers at once; default 4 */
	long connect_timeout_ms;  /* default 10000 */
	long low_speed_bytes;     /* per second; default 16 */
	long low_speed_seconds;   /* default 30 */
	long total_timeout_ms;    /* one try; default 120000 */
	long backoff_ms;          /* first back-off, doubled each try with
								 * jitter, capped at 8 times; default 1000 */
} HttpConfig;

/* A finished request. Owned by the client until http_response_free(). */
typedef struct HttpResponse
{
	HttpOutcome outcome;
	long status;       /* last HTTP status, 0: none */
	char *url;         /* as asked */
	char *final_url;   /* after redirects; same text as url if none */
	char *next_url;    /* Link rel="next", made absolute; NULL: none */
	bool next_refused; /* there is a next link, but to a place that
								 * may not be asked, or the Link header cannot
								 * be read: next_url is NULL, the body is kept
								 * and message says so */
	char *error_code;  /* X-Error-Code, or NULL */
	char *body;        /* NUL-terminated for convenience; may hold
								 * NULs; never NULL */
	size_t len;
	int tries;
	char message[256]; /* what went wrong, in words and ASCII; "" if
								 * HTTP_OK and not next_refused */
	void *tag;         /* as given to http_get() */
} HttpResponse;

/* Counters of a client. */
typedef struct HttpStats
{
	int64_t requests; /* sent, retries and redirects included */
	int64_t bytes;    /* of bodies, decoded */
	size_t held;      /* bytes that bodies hold now, see max_held */
	int64_t retries;
	int quota_left;  /* r of the last RateLimit header, -1: none */
	int quota_reset; /* seconds (t) of the same, -1: none */
	int waiting;     /* requests that wait for a back-off or the
								 * rate limit */
	int pending;     /* requests that http_poll() has not returned
								 * yet, waiting included */
	int wait_ms;     /* until the first of the waiting is due, where
								 * nothing else is under way; else 0 */
} HttpStats;

typedef struct HttpClient HttpClient;

#endif /* LLMECO_FETCH_HTTP_HTTP_H */
