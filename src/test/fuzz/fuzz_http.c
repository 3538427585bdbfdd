/*
 * fuzz_http.c: libFuzzer target for what http_rules.c reads out of URLs and
 * headers.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
 *     src/test/fuzz/fuzz_http.c fetch/[a-z]*.c -o fuzz_http -lm \
 *     $(pkg-config --cflags --libs libcurl json-c libxml-2.0 yaml-0.1 zlib)
 *   ./fuzz_http -max_total_time=60 -max_len=400 NEW_FINDINGS src/test/fuzz/corpus/http
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/http/http_headers.h"
#include "fetch/http/http_rules.h"

#define ASKED "https://mirror.example:9/prefix/api/models?limit=1"

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * check_url ends the run if a URL that we made could not be asked for.
 */
static void
check_url(const char *url)
{
	for (const char *p = url; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~')
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	char *url;
	bool flag;
	int left;
	int reset;
	size_t len;

	memcpy(text, data, size);
	text[size] = '\0';
	url = http_next_link(text, ASKED, &flag);
	if (url != NULL)
	{
		/* a walk stays where it began */
		if (flag || !http_same_origin(url, ASKED))
			abort();
		check_url(url);
		free(url);
	}
	url = http_resolve(ASKED, text);
	if (url != NULL)
		check_url(url);
	free(url);
	if (http_check_url(text, &flag) == NULL)
	{
		url = http_origin(text);
		if (url == NULL || (!flag && strncmp(url, "https://", 8) != 0))
			abort();
		free(url);
	}
	else if (http_check_endpoint(text) == NULL)
		abort();
	if (http_rate_limit(text, &left, &reset) && (left < 0 || reset < 0))
		abort();
	http_etag_length(text, &len);
	free(text);
	return 0;
}
