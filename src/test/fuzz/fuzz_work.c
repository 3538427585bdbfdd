/*
 * fuzz_work.c: what a byte may cost. The first byte says which parser reads;
 * the rest, up to the first newline, stands once, and what is behind it again
 * and again until there are 128 kB. A parser whose work grows faster than its
 * input takes many times the CPU time and memory that are allowed for a byte.
 */
#include <time.h>

#include "fetch/hub/hub_authors.h"
#include "fetch/hub/hub_models.h"
#include "fetch/hub/hub_profile.h"
#include "fetch/hub/hub_spaces.h"
#include "fetch/opendigger/label_files.h"
#include "fetch/opendigger/od_meta.h"
#include "fetch/opendigger/od_metrics.h"
#include "check.h"

#define TEXT_BYTES (128 * 1024)
/* Ten times what the sanitizers need for the worst of the corpus. */
#define MAX_NS_A_BYTE 60000

/* seconds of CPU that this thread has taken */
static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/*
 * read_text gives text to the parser of this number.
 */
static void
read_text(int parser, const RecordInput *input)
{
	union
	{
		RecordPage head;
		HubModelPage models;
		HubSpacePage spaces;
		HubAuthorPage author;
		HubProfile profile;
		LabelFile label;
		OdMeta meta;
		OdFile file;
	} page;

	switch (parser % 8)
	{
		case 0: hub_parse_models(input, &page.models); break;
		case 1: hub_parse_model(input, &page.models); break;
		case 2: hub_parse_spaces(input, &page.spaces); break;
		case 3: hub_parse_author(HUB_USER, "https://h", input, &page.author); break;
		case 4: hub_parse_profile("https://h", input, &page.profile); break;
		case 5: label_parse("technology/ai.yml", input, &page.label); break;
		case 6: od_parse_meta(input, &page.meta); break;
		default: od_parse(&od_metrics[parser / 8 % od_nmetrics], input, &page.file); break;
	}
	must(page.head.result != RECORD_NO_MEMORY);
	page_holds(&page.head);
	record_free(&page.head);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char text[TEXT_BYTES];
	const uint8_t *line = size < 2 ? NULL : memchr(data + 1, '\n', size - 1);
	size_t once;
	size_t again;
	size_t len;
	double began;

	if (line == NULL || line + 1 == data + size)
		return 0;
	once = line - data - 1;
	again = data + size - line - 1;
	memcpy(text, data + 1, once);
	for (len = once; len + again <= TEXT_BYTES; len += again)
		memcpy(text + len, line + 1, again);
	began = cpu_seconds();
	read_text(data[0] - 'a' < 0 ? data[0] : data[0] - 'a', &(RecordInput) {text, len});
	must(cpu_seconds() - began < len * (MAX_NS_A_BYTE / 1e9));
	return 0;
}
