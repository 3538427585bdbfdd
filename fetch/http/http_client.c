/*
 * http_client.c: requests on libcurl's multi interface, from queue to answer.
 *
 * A request is tried, perhaps redirected, perhaps tried again later, and ends
 * as one HttpResponse. Nothing happens but in http_get() and http_poll().
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fetch/http/http_client.h"
#include "fetch/http/http_headers.h"
#include "fetch/http/http_rules.h"
#include "fetch/http/http_try.h"

/* A server that asks for a longer pause gets an end instead, ms. */
#define MAX_WAIT 3600000

/*
 * now_ms returns a time that only goes forward, in ms.
 */
static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * copy_setting duplicates a text that may be NULL. Returns false when out of
 * memory.
 */
static bool
copy_setting(const char **setting)
{
	if (*setting == NULL)
		return true;
	*setting = strdup(*setting);
	return *setting != NULL;
}

/*
 * set_default gives a setting of zero its default; a negative one means zero.
 */
static long
set_default(long value, long fallback)
{
	return value == 0 ? fallback : value < 0 ? 0 : value;
}

/*
 * http_client_new returns a client, or NULL when out of memory.
 */
HttpClient *
http_client_new(const HttpConfig *config)
{
	static bool initialized = false;
	HttpClient *client;
	HttpConfig *c;
	bool copied;

	if (!initialized && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return NULL;
	initialized = true;
	client = calloc(1, sizeof(HttpClient));
	if (client == NULL)
		return NULL;
	client->last = &client->requests;
	client->last_finished = &client->finished;
	client->stats.quota_left = client->stats.quota_reset = -1;
	client->random = now_ms() * UINT64_C(2654435761) + getpid();
	c = &client->config;
	*c = *config;
	copied = copy_setting(&c->user_agent);
	copied &= copy_setting(&c->token);
	copied &= copy_setting(&c->token_origin);
	copied &= copy_setting(&c->ca_file);
	if (c->max_body == 0)
		c->max_body = 64 * 1024 * 1024;
	if (c->max_held == 0)
		c->max_held = 128 * 1024 * 1024;
	if (c->max_held < http_try_most_room(client))
		c->max_held = http_try_most_room(client);
	c->max_redirects = set_default(c->max_redirects, 3);
	c->max_retries = set_default(c->max_retries, 4);
	c->max_parallel = c->max_parallel < 1 ? 4 : c->max_parallel;
	c->connect_timeout_ms = set_default(c->connect_timeout_ms, 10000);
	c->low_speed_bytes = set_default(c->low_speed_bytes, 16);
	c->low_speed_seconds = set_default(c->low_speed_seconds, 30);
	c->total_timeout_ms = set_default(c->total_timeout_ms, 120000);
	c->backoff_ms = set_default(c->backoff_ms, 1000);
	for (const char *p = c->token; p != NULL && *p != '\0'; p++)
		if (*p <= ' ' || *p >= 0x7F)
			client->bad_token = true;
	client->multi = curl_multi_init();
	if (!copied || client->multi == NULL)
	{
		http_client_free(client);
		return NULL;
	}
	curl_multi_setopt(client->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_MULTIPLEX);
	return client;
}

/*
 * stop_transfer takes a request's transfer off curl.
 */
static void
stop_transfer(HttpClient *client, HttpRequest *request)
{
	if (request->easy == NULL)
		return;
	curl_multi_remove_handle(client->multi, request->easy);
	curl_easy_cleanup(request->easy);
	request->easy = NULL;
	request->quota->running--;
	client->running--;
}

/*
 * free_request frees a request that is in no list, without its response.
 */
static void
free_request(HttpRequest *request)
{
	http_try_reset(request);
	free(request->url);
	free(request);
}

/*
 * http_client_free ends all transfers and frees everything; NULL is fine.
 */
void
http_client_free(HttpClient *client)
{
	HttpRequest *next_request;
	HttpFinished *next_finished;
	HttpQuota *next_quota;

	if (client == NULL)
		return;
	for (HttpRequest *request = client->requests; request != NULL; request = next_request)
	{
		next_request = request->next;
		stop_transfer(client, request);
		http_response_free(&request->result->response);
		free_request(request);
	}
	for (HttpFinished *finished = client->finished; finished != NULL; finished = next_finished)
	{
		next_finished = finished->next;
		http_response_free(&finished->response);
	}
	for (HttpQuota *quota = client->quotas; quota != NULL; quota = next_quota)
	{
		next_quota = quota->next;
		free(quota->origin);
		free(quota);
	}
	if (client->multi != NULL)
		curl_multi_cleanup(client->multi);
	free((char *) client->config.user_agent);
	if (client->config.token != NULL)
		explicit_bzero((char *) client->config.token, strlen(client->config.token));
	free((char *) client->config.token);
	free((char *) client->config.token_origin);
	free((char *) client->config.ca_file);
	free(client);
}

/*
 * http_response_free frees a response; NULL is fine.
 */
void
http_response_free(HttpResponse *response)
{
	if (response == NULL)
		return;
	free(response->url);
	free(response->final_url);
	free(response->next_url);
	free(response->error_code);
	free(response->body);
	free(response);
}

/*
 * find_quota returns the quota that requests of url count against, made if it
 * is new. NULL: out of memory.
 */
static HttpQuota *
find_quota(HttpClient *client, const char *url)
{
	char *origin = http_origin(url);
	const char *path = strstr(url, "://");
	bool api;
	HttpQuota *quota;

	if (origin == NULL)
		return NULL;
	path = strchr(path + 3, '/');
	api = path != NULL && strncmp(path, "/api/", 5) == 0;
	for (quota = client->quotas; quota != NULL; quota = quota->next)
		if (quota->api == api && strcmp(quota->origin, origin) == 0)
		{
			free(origin);
			return quota;
		}
	quota = calloc(1, sizeof(HttpQuota));
	if (quota == NULL)
	{
		free(origin);
		return NULL;
	}
	quota->origin = origin;
	quota->api = api;
	quota->left = -1;
	quota->next = client->quotas;
	client->quotas = quota;
	return quota;
}

/*
 * append_finished puts a result at the end of what http_poll() returns.
 */
static void
append_finished(HttpClient *client, HttpFinished *finished)
{
	finished->next = NULL;
	*client->last_finished = finished;
	client->last_finished = &finished->next;
}

/*
 * hide_token makes asterisks of the access token where a server sends it back: what
 * it says of an error is shown.
 */
static void
hide_token(const HttpClient *client, HttpResponse *response)
{
	const char *token = client->config.token;
	size_t len = token == NULL ? 0 : strlen(token);
	char *end = response->body + response->len;

	for (char *p = response->body; len > 0 && (p = memchr(p, token[0], end - p)) != NULL; p++)
		if ((size_t) (end - p) >= len && memcmp(p, token, len) == 0)
			memset(p, '*', len);
}

/*
 * finish_request ends a request, which is not running: its response goes to the
 * caller, its body too where it is whole.
 */
static void
finish_request(HttpClient *client, HttpRequest *request, HttpOutcome outcome)
{
	HttpResponse *response = &request->result->response;
	HttpRequest **link = &client->requests;

	while (*link != request)
		link = &(*link)->next;
	*link = request->next;
	if (client->last == &request->next)
		client->last = link;

	response->outcome = outcome;
	if ((outcome == HTTP_OK || outcome == HTTP_STATUS) && request->body != NULL)
	{
		char *body = realloc(request->body, request->len + 1);

		free(response->body);
		response->body = body == NULL ? request->body : body;
		response->len = request->len;
		request->body = NULL;
		request->result->held = response->len;
		client->stats.held += response->len;
		if (outcome == HTTP_STATUS)
			hide_token(client, response);
	}
	free(response->final_url);
	response->final_url = request->url;
	request->url = NULL;
	response->error_code = request->headers[HTTP_FIELD_ERROR_CODE];
	request->headers[HTTP_FIELD_ERROR_CODE] = NULL;
	for (char *p = response->error_code; p != NULL && *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	append_finished(client, request->result);
	free_request(request);
}

/*
 * start_transfer sends a request. A large one gets room for the largest body at
 * once, so that it cannot be crowded again.
 */
static void
start_transfer(HttpClient *client, HttpRequest *request)
{
	CURL *easy = curl_easy_init();

	http_try_reset(request);
	if (easy == NULL || !http_try_options(client, request, easy) ||
		curl_multi_add_handle(client->multi, easy) != CURLM_OK)
	{
		curl_easy_cleanup(easy);
		http_try_message(&request->result->response, "out of memory");
		finish_request(client, request, HTTP_NO_MEMORY);
		return;
	}
	request->easy = easy;
	request->quota->running++;
	client->running++;
	client->stats.requests++;
	if (!request->same_try)
		request->result->response.tries++;
	request->same_try = false;
	if (request->large)
		client->stats.held += request->held = http_try_most_room(client);
}

/*
 * quota_free_at returns when quota allows one more request: 0 at once, -1
 * once an answer to those under way has come.
 */
static int64_t
quota_free_at(const HttpQuota *quota, int64_t now)
{
	if (quota->hold_until > now)
		return quota->hold_until;
	if (quota->left < 0 || quota->reset_at <= now || quota->left > quota->running)
		return 0;
	return quota->running > 0 ? -1 : quota->reset_at;
}

/*
 * start_due sends what may be sent. Returns the ms until the next request
 * may be, -1: that depends on answers only.
 */
static int64_t
start_due(HttpClient *client)
{
	int64_t now = now_ms();
	int64_t first = -1;
	HttpRequest *next;

	for (HttpRequest *request = client->requests; request != NULL; request = next)
	{
		int64_t at;

		next = request->next;
		if (client->running >= client->config.max_parallel)
			return -1;
		if (request->easy != NULL)
			continue;
		at = quota_free_at(request->quota, now);
		if (at < 0)
			continue;
		if (at < request->due)
			at = request->due;
		/* nothing else takes the room that a large one waits for */
		if (at <= now && request->large &&
			client->stats.held + http_try_most_room(client) > client->config.max_held)
			return first;
		if (at <= now)
			start_transfer(client, request);
		else if (first < 0 || at - now < first)
			first = at - now;
	}
	return first;
}

/*
 * drive_transfers lets curl work on what is ready. Threads that curl starts, to
 * resolve names, inherit the blocked signals: PostgreSQL's handlers have to
 * run in its own thread.
 */
static CURLMcode
drive_transfers(HttpClient *client)
{
	sigset_t all;
	CURLMcode code;
	int running;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &client->signals);
	code = curl_multi_perform(client->multi, &running);
	pthread_sigmask(SIG_SETMASK, &client->signals, NULL);
	return code;
}

/*
 * add_request does what http_get() and http_get_divisible() do.
 */
static bool
add_request(HttpClient *client, const char *url, void *tag, bool divisible)
{
	HttpRequest *request = calloc(1, sizeof(HttpRequest));
	HttpFinished *finished = calloc(1, sizeof(HttpFinished));
	HttpResponse *response;
	const char *problem;

	if (request == NULL || finished == NULL)
	{
		free(request);
		free(finished);
		return false;
	}
	response = &finished->response;
	response->tag = tag;
	response->url = strdup(url);
	response->final_url = strdup(url);
	response->body = calloc(1, 1);
	request->client = client;
	request->result = finished;
	request->url = strdup(url);
	request->divisible = divisible;
	if (response->url == NULL || response->final_url == NULL || response->body == NULL ||
		request->url == NULL)
		goto no_memory;
	problem = http_check_url(url, &request->loopback);
	if (problem == NULL && client->bad_token && client->config.token_origin != NULL &&
		http_same_origin(url, client->config.token_origin))
		problem = "The token has a character that no token has.";
	if (problem != NULL)
	{
		response->outcome = HTTP_REFUSED;
		http_try_message(response, "address not allowed: %s", problem);
		free_request(request);
		append_finished(client, finished);
		return true;
	}
	request->quota = find_quota(client, url);
	if (request->quota == NULL)
		goto no_memory;
	*client->last = request;
	client->last = &request->next;

	/* send it at once if it may be: the caller has other work to do first */
	start_due(client);
	drive_transfers(client);
	return true;

no_memory:
	free_request(request);
	http_response_free(response);
	return false;
}

/*
 * http_get queues a GET of url, and sends it if it may be sent at once; tag
 * comes back with the response. Returns false when out of memory. A URL that
 * may not be asked comes back from http_poll() as HTTP_REFUSED.
 */
bool
http_get(HttpClient *client, const char *url, void *tag)
{
	return add_request(client, url, tag, false);
}

/*
 * http_get_divisible does the same for a page of a listing that could be smaller: a
 * server that has no time for it (504) is not asked for the same again.
 */
bool
http_get_divisible(HttpClient *client, const char *url, void *tag)
{
	return add_request(client, url, tag, true);
}

/*
 * note_rate_limit keeps what the answer says of the quota. Answers may arrive
 * in another order than they were counted in, the last one included, so until
 * a window ends the least counts that was said of it or of one before. A refusal
 * is believed whole: when it says that the window ends, it does.
 */
static void
note_rate_limit(HttpClient *client, HttpRequest *request)
{
	HttpQuota *quota = request->quota;
	const char *value = request->headers[HTTP_FIELD_RATE_LIMIT];
	int64_t now = now_ms();
	int64_t reset_at;
	int left;
	int reset;

	if (value == NULL || !http_rate_limit(value, &left, &reset))
		return;
	client->stats.quota_left = left;
	client->stats.quota_reset = reset;
	reset_at = (reset + INT64_C(1)) * 1000;
	reset_at = now + (reset_at > MAX_WAIT ? MAX_WAIT : reset_at);
	if (request->result->response.status != 429 && quota->left >= 0 && quota->reset_at > now &&
		reset_at - quota->reset_at < 2000)
	{
		if (left < quota->left)
			quota->left = left;
		return;
	}
	quota->left = left;
	quota->reset_at = reset_at;
}

/*
 * backoff_time returns how long to wait after tries tries, in ms: doubled each
 * time up to eightfold, spread by a quarter to both sides.
 */
static int64_t
backoff_time(HttpClient *client, int tries)
{
	int64_t wait = client->config.backoff_ms << (tries < 4 ? tries - 1 : 3);

	client->random = client->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return wait * 3 / 4 + (int64_t) ((client->random >> 33) % (wait / 2 + 1));
}

/*
 * follow_redirect goes where a redirect points, if that is allowed. Returns false if
 * not; the message says why.
 */
static bool
follow_redirect(HttpClient *client, HttpRequest *request)
{
	HttpResponse *response = &request->result->response;
	char *target = http_resolve(request->url, request->headers[HTTP_FIELD_LOCATION]);

	if (request->redirects >= client->config.max_redirects)
		http_try_message(response, "more than %d redirects", client->config.max_redirects);
	else if (target == NULL || !http_same_origin(target, request->url))
		http_try_message(response, "redirect to another host: %s", target == NULL ? "" : target);
	else
	{
		HttpQuota *quota = find_quota(client, target);

		if (quota != NULL)
		{
			free(request->url);
			request->url = target;
			request->quota = quota;
			request->redirects++;
			request->same_try = true;
			request->due = 0;
			return true;
		}
		http_try_message(response, "out of memory");
	}
	free(target);
	return false;
}

/*
 * retry_wait returns the ms to wait before a request is tried again; -1: the
 * server asks for more than can be waited for.
 */
static int64_t
retry_wait(HttpClient *client, HttpRequest *request)
{
	HttpResponse *response = &request->result->response;
	int left;
	int reset;
	long seconds = -1;

	if (response->status == 429 && request->headers[HTTP_FIELD_RATE_LIMIT] != NULL &&
		http_rate_limit(request->headers[HTTP_FIELD_RATE_LIMIT], &left, &reset) && left == 0)
		seconds = reset + 1L;
	else if ((response->status == 429 || response->status == 503) && request->retry_after > 0)
		seconds = request->retry_after < 1000000000 ? request->retry_after : 1000000000;
	if (seconds < 0)
		return backoff_time(client, response->tries);
	if (seconds * INT64_C(1000) > MAX_WAIT)
	{
		http_try_message(response, "status %ld, and the server asks to wait for %ld seconds",
						 response->status, seconds);
		return -1;
	}
	if (response->status == 429)
		request->quota->hold_until = now_ms() + seconds * 1000;
	return seconds * 1000;
}

/*
 * take_next takes the address of the next page from the Link header.
 */
static void
take_next(HttpRequest *request)
{
	HttpResponse *response = &request->result->response;
	const char *link = request->headers[HTTP_FIELD_LINK];

	if (request->long_link)
	{
		response->next_refused = true;
		http_try_message(response, "the Link header is too long to be followed");
	}
	else if (link != NULL)
	{
		response->next_url = http_next_link(link, request->url, &response->next_refused);
		if (response->next_refused)
			http_try_message(response, "the Link header cannot be followed: %.150s", link);
	}
}

/*
 * end_try handles the end of a try: the answer is given to the caller, or
 * the request goes on elsewhere or later.
 */
static void
end_try(HttpClient *client, HttpRequest *request, CURLcode code)
{
	HttpResponse *response = &request->result->response;
	HttpOutcome outcome;
	bool retriable;

	curl_easy_getinfo(request->easy, CURLINFO_RESPONSE_CODE, &response->status);
	curl_easy_getinfo(request->easy, CURLINFO_RETRY_AFTER, &request->retry_after);
	stop_transfer(client, request);
	note_rate_limit(client, request);
	if (request->crowded)
	{
		request->large = request->same_try = true;
		http_try_reset(request);
		return;
	}
	outcome = http_try_judge(client, request, code, &retriable);
	if (outcome == HTTP_STATUS && request->headers[HTTP_FIELD_LOCATION] != NULL &&
		(response->status == 301 || response->status == 302 || response->status == 303 ||
		 response->status == 307 || response->status == 308))
	{
		if (follow_redirect(client, request))
			return;
		outcome = HTTP_REFUSED;
	}
	if (retriable && response->tries <= client->config.max_retries)
	{
		int64_t wait = retry_wait(client, request);

		if (wait >= 0)
		{
			client->stats.retries++;
			request->due = now_ms() + wait;
			http_try_reset(request);
			return;
		}
	}
	if (outcome == HTTP_OK)
		take_next(request);
	finish_request(client, request, outcome);
}

/*
 * fail_all ends all requests under way where curl itself no longer works.
 */
static void
fail_all(HttpClient *client, CURLMcode code)
{
	HttpRequest *next;

	for (HttpRequest *request = client->requests; request != NULL; request = next)
	{
		next = request->next;
		if (request->easy == NULL)
			continue;
		stop_transfer(client, request);
		http_try_message(&request->result->response, "%s", curl_multi_strerror(code));
		finish_request(client, request,
					   code == CURLM_OUT_OF_MEMORY ? HTTP_NO_MEMORY : HTTP_NETWORK);
	}
}

/*
 * take_finished returns the oldest response, NULL: none.
 */
static HttpResponse *
take_finished(HttpClient *client)
{
	HttpFinished *finished = client->finished;

	if (finished == NULL)
		return NULL;
	client->finished = finished->next;
	client->stats.held -= finished->held;
	if (client->finished == NULL)
		client->last_finished = &client->finished;
	return &finished->response;
}

/*
 * http_poll drives transfers for at most timeout_ms. Returns one finished
 * response, or NULL: nothing finished in that time (or nothing is pending:
 * http_stats).
 */
HttpResponse *
http_poll(HttpClient *client, int timeout_ms)
{
	int64_t end = now_ms() + timeout_ms;

	for (;;)
	{
		int64_t next_start = start_due(client);
		int64_t wait;
		CURLMcode code = drive_transfers(client);
		CURLMsg *message;
		int left;

		if (code != CURLM_OK)
			fail_all(client, code);
		while ((message = curl_multi_info_read(client->multi, &left)) != NULL)
		{
			HttpRequest *request = NULL;

			if (message->msg != CURLMSG_DONE)
				continue;
			curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **) &request);
			end_try(client, request, message->data.result);
			next_start = 0;
		}
		if (client->finished != NULL || client->requests == NULL)
			return take_finished(client);
		wait = end - now_ms();
		if (wait <= 0)
			return NULL;
		if (next_start >= 0 && next_start < wait)
			wait = next_start;
		if (wait > 0)
			curl_multi_poll(client->multi, NULL, 0, (int) wait, NULL);
	}
}

/*
 * http_stats copies the counters of a client.
 */
void
http_stats(const HttpClient *client, HttpStats *stats)
{
	int64_t now = now_ms();
	int64_t first = -1;

	*stats = client->stats;
	stats->waiting = stats->pending = stats->wait_ms = 0;
	for (const HttpRequest *request = client->requests; request != NULL; request = request->next)
	{
		int64_t at;

		stats->pending++;
		if (request->easy != NULL)
			continue;
		at = quota_free_at(request->quota, now);
		if (at >= 0 && at < request->due)
			at = request->due;
		if (at < 0 || at > now)
			stats->waiting++;
		if (first < 0 || (at >= 0 && at < first))
			first = at;
	}
	for (const HttpFinished *finished = client->finished; finished != NULL;
		 finished = finished->next)
		stats->pending++;
	if (stats->waiting > 0 && stats->waiting == stats->pending && first > now)
		stats->wait_ms = (int) (first - now);
}

/*
 * http_outcome_name returns the word for refresh_errors.kind.
 */
const char *
http_outcome_name(HttpOutcome outcome)
{
	switch (outcome)
	{
		case HTTP_OK: return "ok";
		case HTTP_STATUS: return "http";
		case HTTP_NETWORK: return "network";
		case HTTP_TRUNCATED:
		case HTTP_TOO_LARGE: return "size";
		case HTTP_REFUSED: return "refused";
		case HTTP_NO_MEMORY: return "memory";
		case HTTP_STOPPED: return "stopped";
	}
	return "unknown";
}
