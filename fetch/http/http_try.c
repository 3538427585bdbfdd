/*
 * http_try.c: one try of a request: what curl is told, what its callbacks
 * keep, and what the end of it means. The callbacks only note what they saw
 * and never leave by another way than return.
 *
 * Bodies are decompressed here and not by curl, which takes a gzip stream
 * that ends early for a whole one.
 */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "fetch/http/http_headers.h"
#include "fetch/http/http_rules.h"
#include "fetch/http/http_try.h"

#define MAX_HEADER 65536
/* Bytes that are decoded between two questions whether to stop. */
#define STOP_BYTES 65536

static const char *const header_names[HTTP_FIELDS] =
	{"content-encoding", "link", "etag", "location", "ratelimit", "x-error-code"};

/*
 * http_try_message writes what went wrong into a response. Anything but
 * printable ASCII, which a server may have put into it, becomes a question
 * mark.
 */
void
http_try_message(HttpResponse *response, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(response->message, sizeof(response->message), format, args);
	va_end(args);
	for (char *p = response->message; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
}

/*
 * http_try_reset forgets what the last try of a request received.
 */
void
http_try_reset(HttpRequest *request)
{
	for (int i = 0; i < HTTP_FIELDS; i++)
	{
		free(request->headers[i]);
		request->headers[i] = NULL;
	}
	free(request->body);
	request->body = NULL;
	request->len = request->room = 0;
	request->client->stats.held -= request->held;
	request->held = 0;
	if (request->decoding)
		inflateEnd(&request->z);
	request->decoding = request->decoded = request->undecodable = false;
	request->no_memory = request->too_large = request->connecting = false;
	request->crowded = request->stopped = false;
	request->long_link = false;
	request->bad_address = NULL;
	request->error[0] = '\0';
}

/*
 * must_stop asks the caller whether to stop. Its signals are let through
 * meanwhile: a handler that is to be heard may be waiting.
 */
static bool
must_stop(HttpRequest *request)
{
	HttpClient *client = request->client;
	sigset_t blocked;

	if (request->stopped || client->config.stop == NULL)
		return request->stopped;
	pthread_sigmask(SIG_SETMASK, &client->signals, &blocked);
	request->stopped = client->config.stop();
	pthread_sigmask(SIG_SETMASK, &blocked, NULL);
	return request->stopped;
}

/*
 * http_try_most_room returns the bytes that the largest body takes: the one
 * byte too many that shows that it is too large, and a NUL.
 */
size_t
http_try_most_room(const HttpClient *client)
{
	return client->config.max_body + 2;
}

/*
 * make_room sees to it that the body can take at least more bytes and a NUL,
 * or what is left of the largest body. Returns false where it may not or
 * cannot grow.
 */
static bool
make_room(HttpRequest *request, size_t more)
{
	HttpClient *client = request->client;
	size_t most = http_try_most_room(client);
	size_t room = request->room == 0 ? 65536 : request->room;
	char *body;

	while (room - request->len <= more)
		room *= 2;
	if (room > most)
		room = most;
	if (room == request->room)
		return true;
	if (room > request->held)
	{
		if (client->stats.held + room - request->held > client->config.max_held)
		{
			request->crowded = true;
			return false;
		}
		client->stats.held += room - request->held;
		request->held = room;
	}
	body = realloc(request->body, room);
	if (body == NULL)
	{
		request->no_memory = true;
		return false;
	}
	request->body = body;
	request->room = room;
	return true;
}

/*
 * note_written notes that len bytes were written behind the body. Returns false if it
 * has become too large.
 */
static bool
note_written(HttpRequest *request, size_t len)
{
	request->len += len;
	request->body[request->len] = '\0';
	request->client->stats.bytes += len;
	request->too_large = request->len > request->client->config.max_body;
	return !request->too_large;
}

/*
 * decode_body inflates len bytes of a gzip stream onto the body. Returns false
 * where it has to end here.
 */
static bool
decode_body(HttpRequest *request, char *data, size_t len)
{
	z_stream *z = &request->z;

	if (!request->decoding)
	{
		memset(z, 0, sizeof(*z));
		if (inflateInit2(z, 15 + 16) != Z_OK)
		{
			request->no_memory = true;
			return false;
		}
		request->decoding = true;
	}
	z->next_in = (Bytef *) data;
	z->avail_in = len;
	do
	{
		size_t room;
		int code;

		if (must_stop(request))
			return false;
		/* a file may consist of several streams */
		if (request->decoded)
			inflateReset(z);
		if (!make_room(request, 1))
			return false;
		room = request->room - request->len - 1;
		if (room > STOP_BYTES)
			room = STOP_BYTES;
		z->next_out = (Bytef *) request->body + request->len;
		z->avail_out = room;
		code = inflate(z, Z_NO_FLUSH);
		request->decoded = code == Z_STREAM_END;
		request->no_memory = code == Z_MEM_ERROR;
		request->undecodable = code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR;
		if (!note_written(request, room - z->avail_out) || request->no_memory ||
			request->undecodable)
			return false;
	} while (z->avail_in > 0 || (z->avail_out == 0 && !request->decoded));
	return true;
}

/*
 * on_body takes a piece of the body from curl.
 */
static size_t
on_body(char *data, size_t size, size_t n, void *context)
{
	HttpRequest *request = context;
	const char *encoding = request->headers[HTTP_FIELD_ENCODING];
	size_t len = size * n;

	if (must_stop(request))
		return 0;
	if (encoding == NULL || strcasecmp(encoding, "identity") == 0)
	{
		request->too_large = len > request->client->config.max_body - request->len;
		if (request->too_large || !make_room(request, len))
			return 0;
		memcpy(request->body + request->len, data, len);
		return note_written(request, len) ? len : 0;
	}
	request->undecodable = strcasecmp(encoding, "gzip") != 0 && strcasecmp(encoding, "x-gzip") != 0;
	if (request->undecodable)
		return 0;
	return decode_body(request, data, len) ? len : 0;
}

/*
 * keep_header stores one header line if it is one that matters. Repeated
 * lines are one list. Returns false when out of memory.
 */
static bool
keep_header(HttpRequest *request, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	size_t name_len;
	size_t had;
	char *copy;
	char **field;
	int i;

	if (colon == NULL)
		return true;
	name_len = colon - line;
	for (i = 0; i < HTTP_FIELDS; i++)
		if (strlen(header_names[i]) == name_len &&
			strncasecmp(header_names[i], line, name_len) == 0)
			break;
	if (i == HTTP_FIELDS)
		return true;
	line = colon + 1;
	len -= name_len + 1;
	while (len > 0 && (*line == ' ' || *line == '\t'))
	{
		line++;
		len--;
	}
	while (len > 0 && strchr(" \t\r\n", line[len - 1]) != NULL)
		len--;
	field = &request->headers[i];
	had = *field == NULL ? 0 : strlen(*field);
	if (had + len > MAX_HEADER)
	{
		request->long_link |= i == HTTP_FIELD_LINK;
		return true;
	}
	copy = realloc(*field, had + len + 3);
	if (copy == NULL)
		return false;
	if (had > 0)
	{
		memcpy(copy + had, ", ", 2);
		had += 2;
	}
	memcpy(copy + had, line, len);
	copy[had + len] = '\0';
	*field = copy;
	return true;
}

/*
 * on_header takes one header line from curl. A status line begins an answer
 * anew (after 1xx).
 */
static size_t
on_header(char *line, size_t size, size_t n, void *context)
{
	HttpRequest *request = context;
	size_t len = size * n;

	if (must_stop(request))
		return 0;
	if (len >= 5 && memcmp(line, "HTTP/", 5) == 0)
	{
		for (int i = 0; i < HTTP_FIELDS; i++)
		{
			free(request->headers[i]);
			request->headers[i] = NULL;
		}
	}
	else if (!keep_header(request, line, len))
	{
		request->no_memory = true;
		return 0;
	}
	return len;
}

/*
 * on_socket opens a socket for curl if its address may be talked to. It sees
 * the address itself, after the name was resolved, so no name server can lead
 * into a private network.
 */
static curl_socket_t
on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	HttpRequest *request = context;
	const char *problem;

	(void) purpose;
	problem = http_address_problem(&address->addr, request->loopback,
								   request->client->config.allow_private);
	if (problem != NULL)
	{
		request->bad_address = problem;
		return CURL_SOCKET_BAD;
	}
	request->connecting = true;
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/*
 * http_try_options tells curl all about one try. Returns false when out of
 * memory.
 */
bool
http_try_options(HttpClient *client, HttpRequest *request, CURL *easy)
{
	HttpConfig *c = &client->config;
	bool ok = true;

#define SET(option, value) ok &= curl_easy_setopt(easy, option, value) == CURLE_OK
	SET(CURLOPT_URL, request->url);
	SET(CURLOPT_PRIVATE, request);
	SET(CURLOPT_ERRORBUFFER, request->error);
	SET(CURLOPT_USERAGENT, c->user_agent);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_ACCEPT_ENCODING, "gzip");
	SET(CURLOPT_HTTP_CONTENT_DECODING, 0L);
	SET(CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_2TLS);
	SET(CURLOPT_PIPEWAIT, 1L);
	SET(CURLOPT_TCP_KEEPALIVE, 1L);
	SET(CURLOPT_BUFFERSIZE, 262144L);
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_PROXY, "");
	SET(CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	SET(CURLOPT_CONNECTTIMEOUT_MS, c->connect_timeout_ms);
	SET(CURLOPT_TIMEOUT_MS, c->total_timeout_ms);
	SET(CURLOPT_LOW_SPEED_LIMIT, c->low_speed_bytes);
	SET(CURLOPT_LOW_SPEED_TIME, c->low_speed_seconds);
	SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t) c->max_body);
	SET(CURLOPT_WRITEFUNCTION, on_body);
	SET(CURLOPT_WRITEDATA, request);
	SET(CURLOPT_HEADERFUNCTION, on_header);
	SET(CURLOPT_HEADERDATA, request);
	SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
	SET(CURLOPT_OPENSOCKETDATA, request);
#if LIBCURL_VERSION_NUM >= 0x075500
	SET(CURLOPT_PROTOCOLS_STR, request->loopback ? "http,https" : "https");
#else
	SET(CURLOPT_PROTOCOLS,
		request->loopback ? (long) (CURLPROTO_HTTP | CURLPROTO_HTTPS) : (long) CURLPROTO_HTTPS);
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
	/* ending a transfer must not wait for the resolver's thread */
	SET(CURLOPT_QUICK_EXIT, 1L);
#endif
	if (c->ca_file != NULL)
		SET(CURLOPT_CAINFO, c->ca_file);
	if (c->token != NULL && c->token_origin != NULL &&
		http_same_origin(request->url, c->token_origin))
	{
		SET(CURLOPT_HTTPAUTH, (long) CURLAUTH_BEARER);
		SET(CURLOPT_XOAUTH2_BEARER, c->token);
	}
#undef SET
	return ok;
}

/*
 * judge_transfer says what became of a try that curl did not bring to its end;
 * otherwise as http_try_judge().
 */
static HttpOutcome
judge_transfer(HttpRequest *request, CURLcode code, bool *retriable)
{
	HttpResponse *response = &request->result->response;
	const char *text = request->error[0] != '\0' ? request->error : curl_easy_strerror(code);

	switch (code)
	{
		case CURLE_PEER_FAILED_VERIFICATION:
		case CURLE_SSL_CACERT_BADFILE:
		case CURLE_SSL_CERTPROBLEM: http_try_message(response, "%s", text); return HTTP_NETWORK;
		case CURLE_PARTIAL_FILE:
		case CURLE_RECV_ERROR:
		case CURLE_HTTP2:
		case CURLE_HTTP2_STREAM:
			*retriable = true;
			http_try_message(response, "%s", text);
			return response->status > 0 ? HTTP_TRUNCATED : HTTP_NETWORK;
		default:
			if (request->bad_address != NULL && !request->connecting)
			{
				http_try_message(response, "the host has %s, which is not allowed",
								 request->bad_address);
				return HTTP_REFUSED;
			}
			*retriable = true;
			http_try_message(response, "%s", text);
			return HTTP_NETWORK;
	}
}

/*
 * judge_answer says of a try that came to its end what the answer is worth;
 * otherwise as http_try_judge().
 */
static HttpOutcome
judge_answer(HttpRequest *request, bool *retriable)
{
	HttpResponse *response = &request->result->response;
	const char *etag = request->headers[HTTP_FIELD_ETAG];
	const char *error = request->headers[HTTP_FIELD_ERROR_CODE];
	size_t len;

	if (response->status != 200)
	{
		*retriable = response->status == 408 || response->status == 429 ||
					 response->status == 500 || response->status == 502 ||
					 response->status == 503 || (response->status == 504 && !request->divisible);
		http_try_message(response, "status %ld%s%s", response->status, error == NULL ? "" : ", ",
						 error == NULL ? "" : error);
		return HTTP_STATUS;
	}
	if (request->decoding && !request->decoded)
	{
		*retriable = true;
		http_try_message(response, "the gzip stream ends early, after %zu bytes", request->len);
		return HTTP_TRUNCATED;
	}
	if (etag != NULL && http_etag_length(etag, &len) && len != request->len)
	{
		*retriable = true;
		http_try_message(response, "%zu bytes where the ETag announces %zu", request->len, len);
		return HTTP_TRUNCATED;
	}
	return HTTP_OK;
}

/*
 * http_try_judge says what became of a try that ended with code, and writes
 * the message. *retriable: another try may do better.
 */
HttpOutcome
http_try_judge(HttpClient *client, HttpRequest *request, CURLcode code, bool *retriable)
{
	HttpResponse *response = &request->result->response;

	*retriable = false;
	response->message[0] = '\0';
	if (request->stopped)
	{
		http_try_message(response, "stopped");
		return HTTP_STOPPED;
	}
	/* libcurl's word for a header line of more than 100 kB */
	if (code == CURLE_OUT_OF_MEMORY && response->status > 0 && request->body == NULL)
	{
		http_try_message(response, "a header of the answer is too long");
		return HTTP_TOO_LARGE;
	}
	if (request->no_memory || code == CURLE_OUT_OF_MEMORY)
	{
		http_try_message(response, "out of memory");
		return HTTP_NO_MEMORY;
	}
	if (request->too_large || code == CURLE_FILESIZE_EXCEEDED)
	{
		http_try_message(response, "the answer exceeds %zu bytes", client->config.max_body);
		return HTTP_TOO_LARGE;
	}
	if (request->undecodable)
	{
		*retriable = true;
		http_try_message(response, "the body cannot be decoded from %.40s",
						 request->headers[HTTP_FIELD_ENCODING]);
		return HTTP_TRUNCATED;
	}
	return code == CURLE_OK ? judge_answer(request, retriable)
							: judge_transfer(request, code, retriable);
}
