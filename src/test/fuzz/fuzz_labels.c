/*
 * fuzz_labels.c: label files.
 */
#include "fetch/opendigger/label_files.h"
#include "fetch/reader/text.h"
#include "check.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	LabelFile label;
	RecordResult result =
		label_parse("technology/ai/index.yml", &(RecordInput) {(const char *) data, size}, &label);

	must(result != RECORD_NO_MEMORY);
	text_holds(label.name);
	text_holds(label.name_zh);
	text_holds(label.type);
	for (int i = 0; i < label.nlabels; i++)
		must(label_valid_id(label.labels[i]) && strcmp(label.labels[i], label.id) != 0);
	for (int i = 0; i < label.nrepos; i++)
		must(text_is_repo(label.repos[i].name) &&
			 (label.repos[i].id >= 0 || label.repos[i].id == RECORD_NULL));
	for (int i = 0; i < label.norgs; i++)
		must(text_is_login(label.orgs[i].name, strlen(label.orgs[i].name)));
	page_holds(&label.head);
	record_free(&label.head);
	return 0;
}
