/*
 * fuzz_opendigger.c: OpenDigger's files. The first byte says which: 'a' and up
 * the metrics in their order, anything else meta.json.
 */
#include <math.h>

#include "fetch/opendigger/label_files.h"
#include "fetch/opendigger/od_meta.h"
#include "fetch/opendigger/od_metrics.h"
#include "check.h"

/*
 * month_holds: a real month, and not before the last one.
 */
static void
month_holds(int year, int month, int *last, bool again)
{
	int place = year * 12 + month;

	must(year >= 1970 && year < 2200 && month >= 1 && month <= 12);
	must(again ? place >= *last : place > *last);
	*last = place;
}

/*
 * file_holds reads the file of a metric and looks at it.
 */
static void
file_holds(const OdMetric *metric, const char *body, size_t len)
{
	OdFile file;
	RecordResult result = od_parse(metric, &(RecordInput) {body, len}, &file);
	int last = 0;

	must(result != RECORD_NO_MEMORY);
	for (int i = 0; i < file.nvalues; i++)
	{
		month_holds(file.values[i].year, file.values[i].month, &last, false);
		must(isfinite(file.values[i].value) && (file.values[i].value >= 0 || metric->below_zero));
	}
	for (int i = 0; i < file.ndurations; i++)
	{
		const OdDuration *duration = &file.durations[i];

		month_holds(duration->year, duration->month, &last, false);
		must(!(duration->avg < 0));
		for (int k = 0; k < 5; k++)
			must(!(duration->quantile[k] < 0));
		for (int k = 0; k < 4; k++)
			must(duration->levels[k] >= 0 || duration->levels[0] == RECORD_NULL);
	}
	for (int i = 0; i < file.nshares; i++)
	{
		month_holds(file.shares[i].year, file.shares[i].month, &last, true);
		text_holds(file.shares[i].login);
		must(file.shares[i].login != NULL && !(file.shares[i].value < 0));
	}
	for (int i = 0; i < file.nnodes; i++)
	{
		text_holds(file.nodes[i].name);
		must(file.nodes[i].openrank >= 0);
		must(i == 0 || strcmp(file.nodes[i - 1].name, file.nodes[i].name) < 0);
	}
	for (int i = 0; i < file.nlinks; i++)
		must(strcmp(file.links[i].a, file.links[i].b) < 0 && file.links[i].weight >= 0);
	page_holds(&file.head);
	record_free(&file.head);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *body = (const char *) data + 1;
	OdMeta meta;
	RecordResult result;

	if (size == 0)
		return 0;
	if (data[0] >= 'a' && data[0] < 'a' + od_nmetrics)
	{
		file_holds(&od_metrics[data[0] - 'a'], body, size - 1);
		return 0;
	}
	result = od_parse_meta(&(RecordInput) {body, size - 1}, &meta);
	must(result != RECORD_NO_MEMORY && (meta.id >= 0 || meta.id == RECORD_NULL));
	for (int i = 0; i < meta.nlabels; i++)
	{
		must(label_valid_id(meta.labels[i].id));
		text_holds(meta.labels[i].name);
		text_holds(meta.labels[i].type);
	}
	page_holds(&meta.head);
	record_free(&meta.head);
	return 0;
}
