/*
 * When this fails, a server that misbehaves hangs a refresh, floods its memory,
 * or gets a token that is not for it: the HTTP client against a server that
 * misbehaves on purpose. The server is a thread of this program on a loopback
 * port; the path of a request says what it does.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "fetch/http/http_client.h"
#include "fetch/http/http_headers.h"
#include "fetch/http/http_rules.h"
#include "tap.h"

#define HITS 256
#define MB (1024 * 1024)
/* Bytes of what a bomb becomes. */
#define BOMB (50000 * 1000)
/* Requests of /meet that wait for each other. */
#define MEETING 4

static int port;
static char base[64];
static atomic_int hits;
static atomic_int slow;
static atomic_int slow_come;
static atomic_int most_slow;
static atomic_int met;
static atomic_bool first_taken;
static char *bomb; /* made before anybody waits for it */
static size_t bomb_len;
static atomic_int connections;
static atomic_bool closing;
static int64_t hit_time[HITS];
static char hit_request[HITS][1024];

/* What the server puts into a Link header for /link/N, and what is right. */
typedef struct LinkCase
{
	const char *link; /* %B: this server, as http://127.0.0.1:port */
	const char *next; /* NULL: none */
	bool refused;
} LinkCase;

static const LinkCase link_cases[] =
	{{"<%B/a?cursor=x%3D>; rel=\"next\"", "%B/a?cursor=x%3D", false},
	 {"</rel?p=2>; rel=next", "%B/rel?p=2", false},
	 {"<?p=3>; rel=\"next\"", "%B/link/2?p=3", false},
	 {"<%B/p>; rel=\"prev\", <%B/n>; rel=\"next\", <%B/l>; rel=\"last\"", "%B/n", false},
	 {"<%B/p>; title=\"a, <%B/x>; rel=next\"; rel=prev,<%B/q>;REL=\"Next\"", "%B/q", false},
	 {"<%B/many>; rel=\"first next\"", "%B/many", false},
	 {"<%B/p>; rel=\"nextish\"", NULL, false},
	 {"<%B/p>; rel=prev", NULL, false},
	 {"nonsense", NULL, true},
	 {"<%B/unclosed", NULL, true},
	 {"<https://huggingface.co/api/models?cursor=a%2Fb>; rel=\"next\"",
	  "%B/api/models?cursor=a%2Fb", false},
	 {"<https://huggingface.co/link/11?cursor=z>; rel=\"next\"", "%B/link/11?cursor=z", false},
	 {"<https://huggingface.co.evil.example/x>; rel=\"next\"", NULL, true},
	 {"<https://evil.example/x>; rel=\"next\"", NULL, true},
	 {"<//evil.example/x>; rel=\"next\"", NULL, true},
	 {"<http://localhost:1/x>; rel=\"next\"", NULL, true},
	 {"<%B/uml\xC3\xA4ut y>; rel=\"next\"", "%B/uml%C3%A4ut%20y", false},
	 {"<%B/p>; rel=prev\r\nLink: <%B/second>; rel=next", "%B/second", false},
	 {"<>; rel=next", NULL, true},
	 {"<%B/p>; rel=prev, nonsense", NULL, true},
	 {"<https:/huggingface.co/one?slash>; rel=next", "%B/one?slash", false},
	 {"<https:huggingface.co>; rel=next", NULL, true},
	 {"<https:/evil.example/x>; rel=next", NULL, true},
	 {"", NULL, false}};

#define NLINKS ((int) (sizeof(link_cases) / sizeof(link_cases[0])))

/*
 * fill replaces %B in text by the server's address.
 */
static char *
fill(const char *text, char *out)
{
	char *p = out;

	for (; *text != '\0'; text++)
	{
		if (text[0] == '%' && text[1] == 'B')
		{
			p = stpcpy(p, base);
			text++;
		}
		else
			*p++ = *text;
	}
	*p = '\0';
	return out;
}

/*
 * now_ms returns a time in ms.
 */
static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * nap sleeps for ms, or until the test ends.
 */
static void
nap(int ms)
{
	for (; ms > 0 && !closing; ms -= 10)
		usleep(10000);
}

/*
 * wait_until waits until n have come, or the test ends, or a minute is over.
 */
static void
wait_until(atomic_int *come, int n)
{
	for (int i = 0; *come < n && !closing && i < 6000; i++)
		usleep(10000);
}

/*
 * put sends len bytes. Returns false if the client is gone.
 */
static bool
put(int fd, const char *data, size_t len)
{
	while (len > 0)
	{
		ssize_t n = send(fd, data, len, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		data += n;
		len -= n;
	}
	return true;
}

/*
 * say sends a text.
 */
static bool
say(int fd, const char *text)
{
	return put(fd, text, strlen(text));
}

/*
 * answer sends a whole answer.
 */
static bool
answer(int fd, const char *status, const char *headers, const char *body, size_t len)
{
	char head[4096];

	snprintf(head, sizeof(head), "HTTP/1.1 %s\r\nContent-Length: %zu\r\n%s\r\n", status, len,
			 headers);
	return say(fd, head) && put(fd, body, len);
}

/*
 * gzip compresses n times the same text; *out_len: bytes.
 */
static char *
gzip(const char *text, int n, size_t *out_len)
{
	z_stream z = {0};
	size_t room = 1 << 20;
	char *out = malloc(room);

	deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
	z.next_out = (Bytef *) out;
	z.avail_out = room;
	for (int i = 0; i < n; i++)
	{
		z.next_in = (Bytef *) text;
		z.avail_in = strlen(text);
		deflate(&z, Z_NO_FLUSH);
	}
	deflate(&z, Z_FINISH);
	*out_len = z.total_out;
	deflateEnd(&z);
	return out;
}

/*
 * respond does what path says. Returns false to close the connection.
 */
static bool
respond(int fd, const char *path, const char *request)
{
	static atomic_int flaky;
	static atomic_int limited;
	const char *ok_body = "{\"ok\":true}";
	char headers[2048] = "";
	char text[2048];
	char *data;
	size_t len;
	bool sent;
	bool go_on;

	if (strcmp(path, "/ok") == 0 || strncmp(path, "/api/ok", 7) == 0)
		return answer(fd, "200 OK", "", ok_body, 11);
	if (strcmp(path, "/echo") == 0)
		return answer(fd, "200 OK", "", request, strlen(request));
	if (strcmp(path, "/nul") == 0)
		return answer(fd, "200 OK", "", "a\0b", 3);
	if (strcmp(path, "/early") == 0)
		return say(fd, "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=next\r\n\r\n") &&
			   answer(fd, "200 OK", "", ok_body, 11);
	if (strcmp(path, "/gzip") == 0 || strcmp(path, "/gzipcut") == 0 ||
		strcmp(path, "/gzipsum") == 0 || strcmp(path, "/gziptwo") == 0)
	{
		data = gzip("0123456789", 100, &len);
		if (strcmp(path, "/gzipcut") == 0)
			len /= 2;
		if (strcmp(path, "/gzipsum") == 0)
			data[len - 6] ^= 1;
		if (strcmp(path, "/gziptwo") == 0)
		{
			memcpy(data + len, data, len);
			len *= 2;
		}
		sent = answer(fd, "200 OK", "Content-Encoding: gzip\r\n", data, len);
		free(data);
		return sent;
	}
	if (strcmp(path, "/gzipbad") == 0)
		return answer(fd, "200 OK", "Content-Encoding: gzip\r\n", "not gzip at all", 15);
	if (strcmp(path, "/brotli") == 0)
		return answer(fd, "200 OK", "Content-Encoding: br\r\n", "whatever", 8);
	if (strcmp(path, "/bomb") == 0)
	{
		return answer(fd, "200 OK", "Content-Encoding: gzip\r\n", bomb, bomb_len);
	}
	if (strncmp(path, "/gzipfill/", 10) == 0)
	{
		data = gzip("0123456789abcdef", atoi(path + 10) / 16, &len);
		sent = answer(fd, "200 OK", "Content-Encoding: gzip\r\n", data, len);
		free(data);
		return sent;
	}
	if (strncmp(path, "/fill/", 6) == 0 || strncmp(path, "/meet/", 6) == 0)
	{
		int left = atoi(path + 6);
		char head[100];

		snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", left);
		memset(text, 'x', sizeof(text));
		go_on = say(fd, head);
		for (; go_on && left > 2048; left -= 2048)
			go_on = put(fd, text, 2048);
		if (path[1] == 'm')
		{
			/* all but the end is sent, or was not wanted */
			atomic_fetch_add(&met, 1);
			wait_until(&met, MEETING);
		}
		return go_on && put(fd, text, left);
	}
	if (strcmp(path, "/headers") == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\n");
		for (int i = 0; i < 1000; i++)
			say(fd, "X-Some: thing\r\n");
		say(fd, "Content-Length: 11\r\n\r\n");
		return put(fd, ok_body, 11);
	}
	if (strcmp(path, "/big") == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 314572800\r\n\r\n");
		return false;
	}
	if (strncmp(path, "/chunks/", 8) == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
		memset(text, 'x', sizeof(text));
		for (int i = 0; i < atoi(path + 8) / 2048; i++)
			if (!say(fd, "800\r\n") || !put(fd, text, 2048) || !say(fd, "\r\n"))
				return false;
		return say(fd, "0\r\n\r\n");
	}
	if (strcmp(path, "/bigchunks") == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
		memset(text, 'x', sizeof(text));
		for (int i = 0; i < 2000; i++)
			if (!say(fd, "800\r\n") || !put(fd, text, 2048) || !say(fd, "\r\n"))
				break;
		return false;
	}
	if (strcmp(path, "/etag") == 0)
		return answer(fd, "200 OK", "ETag: W/\"b-abcdefghijklmnopqrstuvwxyz0\"\r\n", ok_body, 11);
	if (strcmp(path, "/etagwrong") == 0)
		return answer(fd, "200 OK", "ETag: W/\"c-abcdefghijklmnopqrstuvwxyz0\"\r\n", ok_body, 11);
	if (strcmp(path, "/etagother") == 0)
		return answer(fd, "200 OK", "ETag: W/\"5f-abc\"\r\n", ok_body, 11);
	if (strcmp(path, "/cut") == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"a\":");
		return false;
	}
	if (strcmp(path, "/chunkcut") == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,2,\r\n");
		return false;
	}
	if (strcmp(path, "/noanswer") == 0)
		return false;
	if (strcmp(path, "/garbage") == 0)
	{
		say(fd, "this is no HTTP\r\n\r\n");
		return false;
	}
	if (strcmp(path, "/flaky") == 0)
		return atomic_fetch_add(&flaky, 1) < 2 ? answer(fd, "500 Oops", "", "x", 1)
											   : answer(fd, "200 OK", "", ok_body, 11);
	if (strncmp(path, "/status/", 8) == 0)
	{
		snprintf(text, sizeof(text), "%.3s Some", path + 8);
		return answer(fd, text,
					  "X-Error-Code: RepoNot\xC3\xBC"
					  "Found\r\n",
					  "{\"error\":\"no\"}", 14);
	}
	if (strncmp(path, "/limit/", 7) == 0)
	{
		if (atomic_fetch_add(&limited, 1) % 2 == 1)
			return answer(fd, "200 OK", "", ok_body, 11);
		if (strcmp(path, "/limit/rate") == 0)
			return answer(fd, "429 Slow", "RateLimit: \"api\";r=0;t=0\r\nRetry-After: 3000\r\n", "",
						  0);
		if (strcmp(path, "/limit/after") == 0)
			return answer(fd, "429 Slow", "RateLimit: \"api\";r=7;t=90\r\nRetry-After: 1\r\n", "",
						  0);
		if (strcmp(path, "/limit/unavailable") == 0)
			return answer(fd, "503 Slow", "Retry-After: 0\r\n", "", 0);
		return answer(fd, "429 Slow", "", "", 0);
	}
	if (strncmp(path, "/header/", 8) == 0)
	{
		/* "link": two Link headers that make one list of 80 kB; else a line of 110 kB */
		int line = path[8] == 'l' ? 40000 : 110000;

		say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n");
		memset(text, 'x', sizeof(text));
		for (int i = 0; i < (path[8] == 'l' ? 2 : 1); i++)
		{
			say(fd, path[8] == 'l' ? "Link: <http://" : "X-Foo: ");
			for (int sent = 0; sent < line; sent += 1000)
				put(fd, text, 1000);
			say(fd, path[8] == 'l' ? ">; rel=\"next\"\r\n" : "\r\n");
		}
		say(fd, "\r\n");
		return put(fd, ok_body, 11);
	}
	if (strcmp(path, "/limitlong") == 0)
		return answer(fd, "429 Slow", "Retry-After: 86400\r\n", "", 0);
	if (strcmp(path, "/api/last") == 0)
		return answer(fd, "200 OK", "RateLimit: \"api\";r=0;t=0\r\n", ok_body, 11);
	if (strcmp(path, "/api/fast") == 0)
		return answer(fd, "200 OK", "RateLimit: \"api\";r=3;t=120\r\n", ok_body, 11);
	if (strncmp(path, "/api/quota/", 11) == 0)
	{
		int left = 0;
		int reset = 0;

		sscanf(path + 11, "%d/%d", &left, &reset);
		snprintf(headers, sizeof(headers), "RateLimit: \"api\";r=%d;t=%d\r\n", left, reset);
		for (int i = 0; strstr(path, "/late") != NULL && !first_taken && i < 6000; i++)
			nap(10);
		return answer(fd, "200 OK", headers, ok_body, 11);
	}
	if (strcmp(path, "/drip") == 0)
	{
		say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
		for (int i = 0; i < 100 && !closing && say(fd, "x"); i++)
			nap(100);
		return false;
	}
	if (strcmp(path, "/hang") == 0)
	{
		nap(20000);
		return false;
	}
	if (strcmp(path, "/slow") == 0)
	{
		int now = atomic_fetch_add(&slow, 1) + 1;

		if (now > most_slow)
			most_slow = now;
		/* in threes */
		wait_until(&slow_come, (atomic_fetch_add(&slow_come, 1) / 3 + 1) * 3);
		nap(10);
		atomic_fetch_sub(&slow, 1);
		return answer(fd, "200 OK", "", ok_body, 11);
	}
	if (strcmp(path, "/redirect/relative") == 0)
		return answer(fd, "307 Go", "Location: ../ok\r\n", "", 0);
	if (strcmp(path, "/redirect/absolute") == 0)
		return answer(fd, "301 Go", fill("Location: %B/ok\r\n", headers), "", 0);
	if (strcmp(path, "/redirect/loop") == 0)
		return answer(fd, "302 Go", "Location: /redirect/loop\r\n", "", 0);
	if (strcmp(path, "/redirect/host") == 0)
	{
		snprintf(headers, sizeof(headers), "Location: http://localhost:%d/ok\r\n", port);
		return answer(fd, "307 Go", headers, "", 0);
	}
	if (strcmp(path, "/redirect/scheme") == 0)
		return answer(fd, "307 Go", "Location: file:///etc/passwd\r\n", "", 0);
	if (strcmp(path, "/redirect/none") == 0)
		return answer(fd, "304 Same", "", "", 0);
	if (strncmp(path, "/link/", 6) == 0)
	{
		fill(link_cases[atoi(path + 6)].link, text);
		snprintf(headers, sizeof(headers), "Link: %.2000s\r\n", text);
		return answer(fd, "200 OK", headers, ok_body, 11);
	}
	return answer(fd, "404 None", "", "", 0);
}

/*
 * serve reads requests from one connection.
 */
static void *
serve(void *context)
{
	int fd = (int) (intptr_t) context;
	char request[4096];
	char path[512];
	size_t len = 0;
	bool go_on = true;

	while (go_on)
	{
		ssize_t n = recv(fd, request + len, sizeof(request) - 1 - len, 0);
		char *end;

		if (n <= 0)
			break;
		len += n;
		request[len] = '\0';
		end = strstr(request, "\r\n\r\n");
		if (end == NULL)
			continue;
		end[2] = '\0';
		if (sscanf(request, "GET %511s", path) == 1)
		{
			int hit = atomic_fetch_add(&hits, 1) % HITS;

			hit_time[hit] = now_ms();
			snprintf(hit_request[hit], sizeof(hit_request[hit]), "%.1000s", request);
			go_on = respond(fd, path, request);
		}
		len = 0;
	}
	close(fd);
	atomic_fetch_sub(&connections, 1);
	return NULL;
}

/*
 * accept_all is the server's main loop.
 */
static void *
accept_all(void *context)
{
	int listener = (int) (intptr_t) context;

	for (;;)
	{
		int fd = accept(listener, NULL, NULL);
		pthread_t thread;

		if (fd < 0)
			return NULL;
		atomic_fetch_add(&connections, 1);
		pthread_create(&thread, NULL, serve, (void *) (intptr_t) fd);
		pthread_detach(thread);
	}
}

/*
 * listen_loopback opens the server's port.
 */
static int
listen_loopback(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t len = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(listener, (struct sockaddr *) &address, sizeof(address)) != 0 ||
		listen(listener, 64) != 0)
		exit(2);
	getsockname(listener, (struct sockaddr *) &address, &len);
	port = ntohs(address.sin_port);
	snprintf(base, sizeof(base), "http://127.0.0.1:%d", port);
	return listener;
}

/*
 * test_config returns settings that make a test quick. No limit of time is one
 * that a slow machine could meet.
 */
static HttpConfig
test_config(void)
{
	HttpConfig config = {.user_agent = "llmeco/test (+https://example.org)",
						 .max_body = 1 << 20,
						 .max_retries = 2,
						 .low_speed_bytes = 100,
						 .low_speed_seconds = 300,
						 .total_timeout_ms = 300000,
						 .backoff_ms = 4};

	return config;
}

/*
 * wait_one polls until a response is there.
 */
static HttpResponse *
wait_one(HttpClient *client)
{
	HttpStats stats;

	for (;;)
	{
		HttpResponse *response = http_poll(client, 20);

		if (response != NULL)
			return response;
		http_stats(client, &stats);
		if (stats.pending == 0)
			return NULL;
	}
}

/*
 * get asks for one path of the server with a client of its own.
 */
static HttpResponse *
get(const HttpConfig *config, const char *path, HttpStats *stats)
{
	HttpClient *client = http_client_new(config);
	HttpResponse *response;
	char url[512];

	snprintf(url, sizeof(url), "%s%s", path[0] == '/' ? base : "", path);
	http_get(client, url, client);
	response = wait_one(client);
	if (response->tag != client || strcmp(response->url, url) != 0)
		ok(false, "tag and url of %s come back", path);
	http_stats(client, stats);
	http_client_free(client);
	return response;
}

/*
 * expect asks for a path and compares outcome, status and tries.
 */
static void
expect(const char *path, HttpOutcome outcome, long status, int tries)
{
	HttpConfig config = test_config();
	HttpStats stats;
	HttpResponse *r = get(&config, path, &stats);

	if (!ok(r->outcome == outcome && r->status == status && r->tries == tries && r->body != NULL &&
				(outcome == HTTP_OK) == (r->message[0] == '\0') &&
				stats.retries == (tries > 0 ? tries - 1 : 0),
			"%s is %s", path, http_outcome_name(outcome)))
		printf("# got %s, status %ld, tries %d, retries %ld, %zu bytes: %s\n",
			   http_outcome_name(r->outcome), r->status, r->tries, (long) stats.retries, r->len,
			   r->message);
	http_response_free(r);
}

/*
 * test_answers: whole and broken bodies, statuses.
 */
static void
test_answers(void)
{
	HttpConfig config = test_config();
	HttpStats stats;
	HttpResponse *r;

	r = get(&config, "/ok", &stats);
	ok(r->outcome == HTTP_OK && r->len == 11 && strcmp(r->body, "{\"ok\":true}") == 0,
	   "a body arrives whole");
	ok(stats.requests == 1 && stats.bytes == 11 && stats.retries == 0 && stats.quota_left == -1 &&
		   stats.pending == 0 && stats.waiting == 0,
	   "one request is counted");
	ok(r->next_url == NULL && !r->next_refused && strcmp(r->final_url, r->url) == 0,
	   "no Link header, no next page");
	http_response_free(r);

	r = get(&config, "/nul", &stats);
	ok(r->len == 3 && memcmp(r->body, "a\0b", 4) == 0, "NUL in a body is kept");
	http_response_free(r);

	r = get(&config, "/gzip", &stats);
	ok(r->outcome == HTTP_OK && r->len == 1000 && stats.bytes == 1000 &&
		   memcmp(r->body + 990, "0123456789", 11) == 0,
	   "gzip is decoded, and counts decoded");
	http_response_free(r);

	r = get(&config, "/gziptwo", &stats);
	ok(r->outcome == HTTP_OK && r->len == 2000, "gzip of two streams is decoded");
	http_response_free(r);

	r = get(&config, "/early", &stats);
	ok(r->outcome == HTTP_OK && r->next_url == NULL, "headers of a 1xx answer do not count");
	http_response_free(r);

	expect("/gzipcut", HTTP_TRUNCATED, 200, 3);
	expect("/gzipbad", HTTP_TRUNCATED, 200, 3);
	expect("/gzipsum", HTTP_TRUNCATED, 200, 3);
	expect("/brotli", HTTP_TRUNCATED, 200, 3);
	expect("/etag", HTTP_OK, 200, 1);
	expect("/etagwrong", HTTP_TRUNCATED, 200, 3);
	expect("/etagother", HTTP_OK, 200, 1);
	expect("/cut", HTTP_TRUNCATED, 200, 3);
	expect("/chunkcut", HTTP_TRUNCATED, 200, 3);
	expect("/bomb", HTTP_TOO_LARGE, 200, 1);
	expect("/big", HTTP_TOO_LARGE, 200, 1);
	expect("/bigchunks", HTTP_TOO_LARGE, 200, 1);
	expect("/noanswer", HTTP_NETWORK, 0, 3);
	expect("/garbage", HTTP_NETWORK, 0, 3);
	expect("/flaky", HTTP_OK, 200, 3);
	expect("/status/500", HTTP_STATUS, 500, 3);
	expect("/status/502", HTTP_STATUS, 502, 3);
	expect("/status/408", HTTP_STATUS, 408, 3);
	expect("/status/404", HTTP_STATUS, 404, 1);
	expect("/status/401", HTTP_STATUS, 401, 1);
	expect("/status/501", HTTP_STATUS, 501, 1);
	expect("/status/204", HTTP_STATUS, 204, 1);
	expect("/redirect/none", HTTP_STATUS, 304, 1);

	r = get(&config, "/status/404", &stats);
	ok(strcmp(r->error_code, "RepoNot??Found") == 0 && r->len == 14 &&
		   strcmp(r->body, "{\"error\":\"no\"}") == 0 &&
		   strcmp(r->message, "status 404, RepoNot??Found") == 0,
	   "an error keeps its body and code, in ASCII");
	http_response_free(r);

	config.max_retries = -1;
	r = get(&config, "/status/500", &stats);
	ok(r->tries == 1, "negative max_retries: one try");
	http_response_free(r);
}

/*
 * test_slow: servers that do not come to an end.
 */
static void
test_slow(void)
{
	HttpConfig config = test_config();
	HttpStats stats;
	HttpResponse *r;

	config.max_retries = -1;
	config.low_speed_seconds = 1;
	r = get(&config, "/drip", &stats);
	ok(r->outcome == HTTP_NETWORK && strstr(r->message, "too slow") != NULL,
	   "a drip ends by the low-speed limit");
	http_response_free(r);

	config.low_speed_seconds = 300;
	config.total_timeout_ms = 300;
	config.max_retries = 1;
	r = get(&config, "/hang", &stats);
	ok(r->outcome == HTTP_NETWORK && r->status == 0 && r->tries == 2 &&
		   strstr(r->message, "timed out") != NULL,
	   "a hang ends by the time-out, and is tried again");
	http_response_free(r);

	/* a port where nobody listens */
	{
		int unused = socket(AF_INET, SOCK_STREAM, 0);
		struct sockaddr_in address = {.sin_family = AF_INET};
		socklen_t len = sizeof(address);
		char url[64];

		address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		if (bind(unused, (struct sockaddr *) &address, sizeof(address)) != 0)
			exit(2);
		getsockname(unused, (struct sockaddr *) &address, &len);
		snprintf(url, sizeof(url), "http://localhost:%d/", ntohs(address.sin_port));
		r = get(&config, url, &stats);
		ok(r->outcome == HTTP_NETWORK && r->tries == 2, "nobody listens");
		http_response_free(r);
		close(unused);
	}
}

/*
 * held_after asks for two paths at once, of which a late one is answered once
 * the other's answer was taken, and returns whether the quota holds a third
 * request then.
 */
static bool
held_after(const char *path1, const char *path2)
{
	HttpConfig config = test_config();
	HttpClient *client = http_client_new(&config);
	HttpStats stats;
	char url[128];

	first_taken = false;
	/* curl opens a second connection once it knows that HTTP/1 is spoken */
	snprintf(url, sizeof(url), "%s/ok", base);
	http_get(client, url, NULL);
	http_response_free(wait_one(client));
	snprintf(url, sizeof(url), "%s%s", base, path1);
	http_get(client, url, NULL);
	snprintf(url, sizeof(url), "%s%s", base, path2);
	http_get(client, url, NULL);
	http_response_free(wait_one(client));
	first_taken = true;
	http_response_free(wait_one(client));
	snprintf(url, sizeof(url), "%s/api/ok", base);
	http_get(client, url, NULL);
	http_stats(client, &stats);
	http_client_free(client);
	return stats.waiting == 1;
}

/*
 * test_limits: 429, Retry-After and RateLimit.
 */
static void
test_limits(void)
{
	HttpConfig config = test_config();
	HttpClient *client;
	HttpStats stats;
	HttpResponse *r;
	char url[128];
	int hit;
	int nulls = 0;
	int waited = 0;

	hit = hits;
	expect("/limit/rate", HTTP_OK, 200, 2);
	ok(hit_time[hit + 1] - hit_time[hit] >= 990,
	   "RateLimit r=0 t=0 is waited for, one second more than t, whatever Retry-After");
	hit = hits;
	expect("/limit/after", HTTP_OK, 200, 2);
	ok(hit_time[hit + 1] - hit_time[hit] >= 990, "Retry-After is waited for");
	expect("/limit/none", HTTP_OK, 200, 2);
	expect("/limit/unavailable", HTTP_OK, 200, 2);
	expect("/limitlong", HTTP_STATUS, 429, 1);
	expect("/header/foo", HTTP_TOO_LARGE, 200, 1);

	/* a Link header that is too long is told, and the answer is kept */
	client = http_client_new(&config);
	snprintf(url, sizeof(url), "%s/header/link", base);
	http_get(client, url, NULL);
	r = wait_one(client);
	ok(r->outcome == HTTP_OK && r->len == 11 && r->next_url == NULL && r->next_refused &&
		   strstr(r->message, "too long") != NULL,
	   "a Link header of 80 kB: %s", r->message);
	http_response_free(r);
	http_client_free(client);

	/* the last request of a window holds the next, and polls go on */
	client = http_client_new(&config);
	hit = hits;
	snprintf(url, sizeof(url), "%s/api/last", base);
	http_get(client, url, NULL);
	r = wait_one(client);
	http_stats(client, &stats);
	ok(r->outcome == HTTP_OK && stats.quota_left == 0 && stats.quota_reset == 0,
	   "the quota is read from every answer");
	http_response_free(r);
	snprintf(url, sizeof(url), "%s/api/ok", base);
	http_get(client, url, NULL);
	snprintf(url, sizeof(url), "%s/ok", base);
	http_get(client, url, NULL);
	r = wait_one(client);
	ok(strcmp(r->url, url) == 0, "an exhausted API quota does not hold pages");
	http_response_free(r);
	r = wait_one(client);
	http_stats(client, &stats);
	ok(r->outcome == HTTP_OK && r->tries == 1 && stats.retries == 0,
	   "a held request is sent in the next window, without an error");
	ok(hit_time[hit + 2] - hit_time[hit] >= 990, "and not before");
	http_response_free(r);
	http_client_free(client);
	client = http_client_new(&config);
	snprintf(url, sizeof(url), "%s/api/quota/0/3000", base);
	http_get(client, url, NULL);
	http_response_free(wait_one(client));
	snprintf(url, sizeof(url), "%s/api/ok", base);
	http_get(client, url, NULL);
	for (int i = 0; i < 3; i++)
	{
		nulls += http_poll(client, 10) == NULL;
		http_stats(client, &stats);
		waited += stats.waiting == 1 && stats.pending == 1 && stats.wait_ms > 0 &&
				  stats.wait_ms <= 3001000;
	}
	ok(nulls == 3 && waited == 3, "http_poll returns while a request waits, and says how long");
	http_client_free(client);

	/* three left: never more than three under way, uncounted ones included */
	client = http_client_new(&config);
	snprintf(url, sizeof(url), "%s/api/fast", base);
	http_get(client, url, NULL);
	http_response_free(wait_one(client));
	snprintf(url, sizeof(url), "%s/api/ok?%d", base, 1);
	for (int i = 0; i < 4; i++)
		http_get(client, url, NULL);
	http_stats(client, &stats);
	ok(stats.pending == 4 && stats.waiting == 1, "four requests, three in the quota");
	http_client_free(client);

	/* the first counted answers last, when no other is under way */
	ok(held_after("/api/quota/1/600/late", "/api/quota/0/600"),
	   "an answer that comes late gives no quota back");
	ok(held_after("/api/quota/5/1/late", "/api/quota/0/600"), "nor does one of the window before");
	ok(!held_after("/api/quota/0/1", "/api/quota/5/600/late"), "a new window does");
}

/*
 * test_redirects: same origin only, to an end.
 */
static void
test_redirects(void)
{
	HttpConfig config = test_config();
	HttpStats stats;
	HttpResponse *r;
	char url[128];

	snprintf(url, sizeof(url), "%s/ok", base);
	r = get(&config, "/redirect/relative", &stats);
	ok(r->outcome == HTTP_OK && strcmp(r->final_url, url) == 0 && stats.requests == 2 &&
		   r->tries == 1 && stats.retries == 0,
	   "a relative redirect is followed");
	http_response_free(r);
	r = get(&config, "/redirect/absolute", &stats);
	ok(r->outcome == HTTP_OK && strcmp(r->final_url, url) == 0, "an absolute redirect is followed");
	http_response_free(r);
	r = get(&config, "/redirect/loop", &stats);
	ok(r->outcome == HTTP_REFUSED && stats.requests == 4, "a redirect loop ends after three");
	http_response_free(r);
	config.max_redirects = -1;
	r = get(&config, "/redirect/relative", &stats);
	ok(r->outcome == HTTP_REFUSED && stats.requests == 1, "negative max_redirects: none");
	http_response_free(r);
	expect("/redirect/host", HTTP_REFUSED, 307, 1);
	expect("/redirect/scheme", HTTP_REFUSED, 307, 1);
}

/*
 * test_links: the next page.
 */
static void
test_links(void)
{
	HttpConfig config = test_config();
	HttpStats stats;

	for (int i = 0; i < NLINKS; i++)
	{
		const LinkCase *c = &link_cases[i];
		char path[32];
		char next[512] = "";
		HttpResponse *r;

		snprintf(path, sizeof(path), "/link/%d", i);
		r = get(&config, path, &stats);
		if (c->next != NULL)
			fill(c->next, next);
		if (!ok(r->outcome == HTTP_OK && r->len == 11 && r->next_refused == c->refused &&
					(r->message[0] != '\0') == c->refused &&
					(c->next == NULL ? r->next_url == NULL
									 : r->next_url != NULL && strcmp(r->next_url, next) == 0),
				"Link case %d", i))
			printf("# %s: next %s, refused %d\n", c->link, r->next_url, r->next_refused);
		http_response_free(r);
	}
}

/*
 * mirror_is: does a link to the Hub, from an answer of base_url, lead to next?
 */
static bool
mirror_is(const char *base_url, const char *next)
{
	bool refused;
	char *url = http_next_link("<https://huggingface.co/api/models?cursor=a>; rel=next", base_url,
							   &refused);
	bool same = url != NULL && strcmp(url, next) == 0;

	free(url);
	return same;
}

/*
 * test_token: who gets the token, and what else is sent.
 */
static void
test_token(void)
{
	HttpConfig config = test_config();
	HttpStats stats;
	HttpResponse *r;
	char other[128];

	r = get(&config, "/echo", &stats);
	ok(strstr(r->body, "User-Agent: llmeco/test (+https://example.org)\r\n") != NULL &&
		   strstr(r->body, "gzip") != NULL && strstr(r->body, "Authorization") == NULL,
	   "user agent and encodings are sent, no token");
	http_response_free(r);

	config.token = "hf_secret";
	r = get(&config, "/echo", &stats);
	ok(strstr(r->body, "hf_secret") == NULL, "no token without its origin");
	http_response_free(r);
	config.token_origin = base;
	r = get(&config, "/echo", &stats);
	ok(strstr(r->body, "\r\nAuthorization: Bearer hf_secret\r\n") != NULL,
	   "the token goes to its origin");
	http_response_free(r);
	snprintf(other, sizeof(other), "http://localhost:%d/echo", port);
	r = get(&config, other, &stats);
	ok(r->outcome == HTTP_OK && strstr(r->body, "hf_secret") == NULL,
	   "the token goes to no other host");
	http_response_free(r);
	config.token_origin = "http://127.0.0.1:1";
	r = get(&config, "/echo", &stats);
	ok(strstr(r->body, "hf_secret") == NULL, "the token goes to no other port");
	http_response_free(r);
	config.token_origin = base;
	config.token = "hf_secret\r\nX-Evil: 1";
	r = get(&config, "/echo", &stats);
	ok(r->outcome == HTTP_REFUSED && strstr(r->message, "hf_secret") == NULL && r->tries == 0,
	   "a token that would break the header is not sent");
	http_response_free(r);
}

/*
 * address_ok: may a connection to address be opened?
 */
static bool
address_ok(const char *address, bool loopback, bool allow_private)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, address, &in.sin_addr) == 1)
		return http_address_problem((struct sockaddr *) &in, loopback, allow_private) == NULL;
	if (inet_pton(AF_INET6, address, &in6.sin6_addr) != 1)
		exit(2);
	return http_address_problem((struct sockaddr *) &in6, loopback, allow_private) == NULL;
}

/*
 * test_addresses: what may be asked.
 */
static void
test_addresses(void)
{
	static const char *const public[] = {"1.1.1.1",          "9.255.255.255",
										 "11.0.0.0",         "100.63.255.255",
										 "100.128.0.0",      "172.15.255.255",
										 "172.32.0.0",       "192.167.255.255",
										 "192.169.0.0",      "223.255.255.255",
										 "2600:9000::1",     "2a00::1",
										 "64:ff9b::1.1.1.1", "::ffff:8.8.8.8",
										 "2002:0808:0808::1"};
	static const char *const private[] =
		{"10.0.0.0",        "10.255.255.255",    "100.64.0.1",        "100.127.255.255",
		 "169.254.169.254", "172.16.0.1",        "172.31.255.255",    "192.168.0.1",
		 "192.0.0.1",       "198.18.0.1",        "198.19.255.255",    "203.0.113.7",
		 "fe80::1",         "fc00::1",           "fd12::1",           "fec0::1",
		 "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::1", "2001::1",
		 "2001:db8::1"};
	static const char *const never[] =
		{"0.0.0.0",         "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1",
		 "255.255.255.255", "::",      "ff02::1",   "::ffff:0.0.0.0",  "::ffff:224.0.0.1"};
	static const char *const loopback[] = {"127.0.0.1", "127.255.255.255", "::1",
										   "::ffff:127.0.0.1", "64:ff9b::127.0.0.1"};
	static const char *const good[] = {"https://huggingface.co",
									   "https://huggingface.co:8443/prefix",
									   "http://localhost:8080",
									   "http://127.0.0.1:1",
									   "http://[::1]:80",
									   "http://127.9.9.9",
									   "https://10.0.0.1",
									   "HTTPS://Example.org",
									   "http://hub.localhost"};
	static const char *const bad[] = {"",
									  "huggingface.co",
									  "http://huggingface.co",
									  "ftp://localhost",
									  "file:///etc/passwd",
									  "https://user@huggingface.co",
									  "https://user:pw@huggingface.co",
									  "https://x/?a=b",
									  "https://x/#f",
									  "https://",
									  "http://127.0.0.1.evil.example",
									  "http://localhost.evil.example",
									  "http://128.0.0.1",
									  "http://notlocalhost",
									  "https://a b",
									  "https://a\nb",
									  "https://x:99999",
									  "javascript:alert(1)",
									  "https://x/?",
									  "https:/x",
									  "https:x",
									  "https:///x",
									  "http://0.0.0.0",
									  "https://\xC3\xA4.example"};
	static const char *const refused[] =
		{"http://example.org/",       "ftp://127.0.0.1/",  "file:///etc/passwd",
		 "gopher://localhost/",       "https://10.1.2.3/", "https://169.254.169.254/latest",
		 "https://[fe80::1]/",        "https://0.0.0.0/",  "https://[::ffff:192.168.1.1]/",
		 "http://user:pw@127.0.0.1/", "nonsense"};

	for (size_t i = 0; i < sizeof(public) / sizeof(*public); i++)
		ok(address_ok(public[i], false, false), "%s is public", public[i]);
	for (size_t i = 0; i < sizeof(private) / sizeof(*private); i++)
		ok(!address_ok(private[i], true, false) && address_ok(private[i], false, true),
		   "%s needs allow_private", private[i]);
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		ok(!address_ok(never[i], true, true), "%s is never asked", never[i]);
	for (size_t i = 0; i < sizeof(loopback) / sizeof(*loopback); i++)
		ok(!address_ok(loopback[i], false, true) && address_ok(loopback[i], true, false),
		   "%s only for a loopback host", loopback[i]);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ok(http_check_endpoint(good[i]) == NULL, "endpoint %s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(http_check_endpoint(bad[i]) != NULL, "no endpoint: case %zu", i);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		expect(refused[i], HTTP_REFUSED, 0, strncmp(refused[i], "https:", 6) == 0);
	ok(mirror_is("https://mirror.example/api/models?limit=9",
				 "https://mirror.example/api/models?cursor=a"),
	   "the Hub's link leads back to a mirror");
	ok(mirror_is("https://mirror.example/hf/api/models?x=/api/models",
				 "https://mirror.example/hf/api/models?cursor=a"),
	   "also where the mirror has a path of its own");
}

/*
 * test_rules: header values.
 */
static void
test_rules(void)
{
	int left = 0;
	int reset = 0;
	size_t len;

	ok(http_rate_limit("\"api\";r=499;t=295", &left, &reset) && left == 499 && reset == 295,
	   "RateLimit as the Hub sends it");
	ok(http_rate_limit(" \"api\" ; t = 5 ; r = 7", &left, &reset) && left == 7 && reset == 5,
	   "RateLimit with blanks, another order");
	ok(http_rate_limit("\"a\";r=9;t=1, \"b;r=0;t=0\";r=2;t=8;x=\"q\"", &left, &reset) &&
		   left == 2 && reset == 8,
	   "of two limits the smaller");
	ok(http_rate_limit("api;r=99999999999999999999;t=1", &left, &reset) && left == 1000000000,
	   "RateLimit beyond 64 bits");
	ok(!http_rate_limit("\"api\";r=-4;t=2", &left, &reset) && !http_rate_limit("", &left, &reset) &&
		   !http_rate_limit("\"api\";r=4", &left, &reset) &&
		   !http_rate_limit("\"api", &left, &reset) && !http_rate_limit(",;,;=", &left, &reset),
	   "no RateLimit");
	ok(http_etag_length("W/\"709-abcdefghijklmnopqrstuvwxyz+\"", &len) && len == 1801,
	   "ETag with a length");
	ok(!http_etag_length("\"709-abcdefghijklmnopqrstuvwxyz0\"", &len) &&
		   !http_etag_length("W/\"709-abc\"", &len) && !http_etag_length("W/\"-abc\"", &len) &&
		   !http_etag_length("W/\"709-abcdefghijklmnopqrstuvwxyz0x\"", &len),
	   "ETags without");
}

/*
 * test_many: several requests at once, and an end in their midst.
 */
static void
test_many(void)
{
	HttpConfig config = test_config();
	HttpClient *client;
	HttpResponse *r;
	HttpStats stats;
	char url[128];
	bool seen[21] = {false};
	int n = 0;

	config.max_parallel = 3;
	client = http_client_new(&config);
	/* The first goes alone: whether a connection takes several at once is not known before. */
	snprintf(url, sizeof(url), "%s/ok", base);
	http_get(client, url, NULL);
	http_response_free(wait_one(client));
	snprintf(url, sizeof(url), "%s/slow", base);
	for (int i = 0; i < 21; i++)
		http_get(client, url, &seen[i]);
	http_stats(client, &stats);
	ok(stats.pending == 21 && stats.waiting == 0, "21 requests are queued, none waits for time");
	while ((r = wait_one(client)) != NULL)
	{
		n += r->outcome == HTTP_OK;
		*(bool *) r->tag = true;
		http_response_free(r);
	}
	for (int i = 0; i < 21; i++)
		n += seen[i];
	ok(n == 42, "all 21 come back once");
	ok(most_slow == 3, "three at once");
	ok(http_poll(client, 0) == NULL && http_poll(client, 5) == NULL, "nothing more");

	snprintf(url, sizeof(url), "%s/hang", base);
	http_get(client, url, NULL);
	http_get(client, "nonsense", NULL);
	snprintf(url, sizeof(url), "%s/drip", base);
	for (int i = 0; i < 5; i++)
		http_get(client, url, NULL);
	snprintf(url, sizeof(url), "%s/status/500", base);
	http_get(client, url, NULL);
	http_stats(client, &stats);
	ok(stats.pending == 8, "a refused request is pending until it is returned");
	http_client_free(client);
	ok(true, "a client ends with transfers under way");
	http_client_free(NULL);
	http_response_free(NULL);
}

/* ---- what a body costs ---- */

/* sanitizer/allocator_interface.h, which not every gcc comes with */
extern int
__sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
										  void (*on_free)(const volatile void *));
extern size_t __sanitizer_get_allocated_size(const volatile void *p);

static atomic_size_t live;
static atomic_size_t peak;
static long asked;
static long stop_at; /* the question at which a signal says to stop, 0: none */
static volatile sig_atomic_t told;

/* on_malloc and on_free are called by the sanitizer. */
static void
on_malloc(const volatile void *p, size_t size)
{
	size_t now = atomic_fetch_add(&live, size) + size;

	if (now > peak)
		peak = now;
}

static void
on_free(const volatile void *p)
{
	if (p != NULL)
		atomic_fetch_sub(&live, __sanitizer_get_allocated_size(p));
}

static void
on_signal(int number)
{
	told = 1;
}

static bool
stop(void)
{
	if (++asked == stop_at)
		pthread_kill(pthread_self(), SIGUSR1);
	return told != 0;
}

/*
 * stopped asks for a path and is told to stop at a question. Returns whether that was
 * the last, and the end of the request.
 */
static bool
stopped(const char *path, long at, HttpStats *stats)
{
	HttpConfig config = test_config();
	HttpResponse *r;
	bool right;

	config.stop = stop;
	config.max_body = 64 * MB;
	asked = told = 0;
	stop_at = at;
	r = get(&config, path, stats);
	right = r->outcome == HTTP_STOPPED && asked == at && r->tries == 1 && r->len == 0 &&
			stats->requests == 1 && stats->held == 0;
	if (!right)
		printf("# %s, asked %ld, tries %d, held %zu\n", http_outcome_name(r->outcome), asked,
			   r->tries, stats->held);
	http_response_free(r);
	return right;
}

/*
 * test_stop: the caller is asked by what was received and decoded, and a
 * signal is heard in the middle of it.
 */
static void
test_stop(void)
{
	HttpConfig config = test_config();
	HttpStats stats;
	HttpResponse *r;

	signal(SIGUSR1, on_signal);
	config.stop = stop;
	config.max_body = 64 * MB;
	asked = told = stop_at = 0;
	r = get(&config, "/bomb", &stats);
	ok(r->outcome == HTTP_OK && r->len == BOMB && asked >= BOMB / 65536,
	   "asked %ld times while 50 MB are decoded", asked);
	http_response_free(r);
	asked = 0;
	r = get(&config, "/fill/4194304", &stats);
	ok(r->outcome == HTTP_OK && asked >= 4 * MB / 262144, "%ld times while 4 MB arrive", asked);
	http_response_free(r);
	ok(stopped("/bomb", 100, &stats), "decoding ends at the 100th question");
	ok(stats.bytes <= 100 * 65536, "after %ld bytes", (long) stats.bytes);
	ok(stopped("/fill/4194304", 10, &stats), "receiving ends at the 10th");
	ok(stopped("/headers", 500, &stats), "so do headers at the 500th");
}

/*
 * test_largest: the largest body that is taken, to the byte.
 */
static void
test_largest(void)
{
	HttpConfig config = test_config();
	HttpStats stats;

	for (int gzipped = 0; gzipped < 2; gzipped++)
		for (int more = 0; more < 2; more++)
		{
			char path[64];
			HttpResponse *r;

			/* not announced, so that it has to be counted */
			config.max_body = MB - more;
			snprintf(path, sizeof(path), gzipped ? "/gzipfill/%d" : "/chunks/%d", MB);
			r = get(&config, path, &stats);
			ok(r->outcome == (more ? HTTP_TOO_LARGE : HTTP_OK) && r->len == (more ? 0 : MB) &&
				   stats.held == 0,
			   "1 MiB%s where %zu bytes may come", gzipped ? ", compressed," : "", config.max_body);
			http_response_free(r);
		}
}

/*
 * test_held: bodies of 6 MB, four at a time, where 16 MB may be held.
 */
static void
test_held(void)
{
	HttpConfig config = test_config();
	HttpClient *client;
	HttpResponse *r;
	HttpStats stats;
	size_t before = live;
	size_t most = 0;
	char url[128];
	int whole = 0;

	config.max_parallel = MEETING;
	config.max_body = 8 * MB;
	config.max_held = 17 * MB;
	client = http_client_new(&config);
	peak = before;
	/* curl opens further connections once it knows that HTTP/1 is spoken */
	snprintf(url, sizeof(url), "%s/ok", base);
	http_get(client, url, NULL);
	http_response_free(wait_one(client));
	snprintf(url, sizeof(url), "%s/meet/%d", base, 6 * MB);
	for (int i = 0; i < 2 * MEETING; i++)
		http_get(client, url, NULL);
	while ((r = wait_one(client)) != NULL)
	{
		whole += r->outcome == HTTP_OK && r->len == 6 * MB && r->tries == 1;
		http_response_free(r);
		http_stats(client, &stats);
		if (stats.held > most)
			most = stats.held;
	}
	ok(whole == 2 * MEETING && stats.retries == 0, "%d bodies of 6 MB come whole", whole);
	ok(most <= config.max_held && stats.held == 0, "at most %zu bytes are held, none at last",
	   most);
	/* growing takes half as much again for a moment; curl has 1 MB */
	ok(peak - before < 24 * (size_t) MB, "%zu bytes of memory", peak - before);
	ok(stats.requests > 1 + 2 * MEETING, "for which %ld requests are sent", (long) stats.requests);
	http_client_free(client);
}

int
main(void)
{
	int listener = listen_loopback();
	pthread_t server;
	char blanks[1001];

	__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
	memset(blanks, ' ', 1000);
	blanks[1000] = '\0';
	bomb = gzip(blanks, BOMB / 1000, &bomb_len);
	signal(SIGPIPE, SIG_IGN);
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("https_proxy", "http://127.0.0.1:1", 1);
	pthread_create(&server, NULL, accept_all, (void *) (intptr_t) listener);
	test_rules();
	test_addresses();
	test_answers();
	test_largest();
	test_stop();
	test_held();
	test_links();
	test_redirects();
	test_token();
	test_limits();
	test_many();
	test_slow();
	closing = true;
	shutdown(listener, SHUT_RDWR);
	close(listener);
	pthread_join(server, NULL);
	for (int i = 0; i < 300 && connections > 0; i++)
		usleep(10000);
	return tap_done();
}
