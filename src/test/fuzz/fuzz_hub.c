/*
 * fuzz_hub.c: libFuzzer target for the Hub's JSON. Beyond not crashing, what
 * is returned has to keep the promises of hub_models.h.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
 *     src/test/fuzz/fuzz_hub.c fetch/[a-z]*.c -o fuzz_hub -lm \
 *     $(pkg-config --cflags --libs libcurl json-c libxml-2.0 yaml-0.1 zlib)
 *   ./fuzz_hub -max_total_time=60 -max_len=4096 NEW_FINDINGS src/test/fuzz/corpus/hub
 */
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_models.h"
#include "fetch/hub/hub_names.h"
#include "fetch/reader/utf8.h"

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * check_text ends the run if text is not what PostgreSQL takes.
 */
static void
check_text(const char *text, bool may_be_null)
{
	if (text == NULL ? !may_be_null : utf8_prefix(text, strlen(text)) != strlen(text))
		abort();
}

/*
 * check_page ends the run if a page is not as promised.
 */
static void
check_page(const HubModelPage *page, RecordResult result)
{
	if (page->nmodels > page->head.nitems || result == RECORD_NO_MEMORY ||
		(result == RECORD_BAD && (page->nmodels != 0 || page->head.nproblems != 1)))
		abort();
	/* a record that is not loaded is told */
	if (page->nmodels < page->head.nitems && page->head.nproblems == 0)
		abort();
	for (int i = 0; i < page->head.nproblems; i++)
	{
		check_text(page->head.problems[i].kind, false);
		check_text(page->head.problems[i].message, false);
		check_text(page->head.problems[i].name, true);
	}
	for (int i = 0; i < page->nmodels; i++)
	{
		const HubModel *m = &page->models[i];

		check_text(m->hub_id, false);
		check_text(m->name, false);
		check_text(m->author, true);
		check_text(m->task, true);
		check_text(m->library, true);
		check_text(m->license, true);
		check_text(m->gated, true);
		if (strlen(m->hub_id) != 24 || !hub_listed_name(m->name))
			abort();
		if ((m->downloads < 0 && m->downloads != RECORD_NULL) ||
			(m->downloads_all_time < 0 && m->downloads_all_time != RECORD_NULL) ||
			(m->likes < 0 && m->likes != RECORD_NULL) ||
			(m->parameters < 0 && m->parameters != RECORD_NULL))
			abort();
		for (int j = 0; j < m->nlanguages; j++)
			check_text(m->languages[j], false);
		for (int j = 0; j < m->ntags; j++)
			check_text(m->tags[j], false);
		for (int j = 0; j < m->nparents; j++)
		{
			const HubParent *parent = &m->parents[j];

			check_text(parent->hub_id, true);
			check_text(parent->text, false);
			if (parent->name == NULL)
				continue;
			/* what the Hub lists has an _id */
			if (!(parent->hub_id == NULL ? hub_valid_name : hub_listed_name)(parent->name) ||
				hub_same_name(parent->name, m->name))
				abort();
			for (int k = 0; k < j; k++)
				if (m->parents[k].name != NULL && hub_same_name(parent->name, m->parents[k].name))
					abort();
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	RecordInput input = {(const char *) data, size};
	HubModelPage page;
	RecordResult result;

	result = hub_parse_models(&input, &page);
	check_page(&page, result);
	record_free(&page.head);
	result = hub_parse_model(&input, &page);
	check_page(&page, result);
	record_free(&page.head);
	return 0;
}
