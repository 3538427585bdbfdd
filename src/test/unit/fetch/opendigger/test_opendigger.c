/*
 * When this fails, months or numbers of repositories are wrong: OpenDigger's
 * files as records.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/opendigger/od_meta.h"
#include "fetch/opendigger/od_metrics.h"
#include "fetch/opendigger/od_periods.h"
#include "problems.h"
#include "tap.h"

static OdFile file;
static OdMeta meta;

/*
 * find_metric finds a metric by name, NULL: not known.
 */
static const OdMetric *
find_metric(const char *name)
{
	for (int i = 0; i < od_nmetrics; i++)
		if (strcmp(od_metrics[i].name, name) == 0)
			return &od_metrics[i];
	return NULL;
}

/*
 * parse reads the file of a metric from memory that ends right behind it.
 */
static RecordResult
parse(const char *metric, const char *text)
{
	size_t len = strlen(text);
	char *exact = malloc(len + (len == 0));
	RecordResult result;

	record_free(&file.head);
	memcpy(exact, text, len);
	result = od_parse(find_metric(metric), &(RecordInput) {exact, len}, &file);
	free(exact);
	return result;
}

/*
 * kinds_are: are the file's problems of these kinds?
 */
static bool
kinds_are(const char *kinds)
{
	return are_kinds(file.head.problems, file.head.nproblems, kinds);
}

/*
 * values_are: are the file's values these, as 'YYYY-M=value ...'?
 */
static bool
values_are(const char *wanted)
{
	char list[2000] = "";

	for (int i = 0; i < file.nvalues; i++)
		sprintf(list + strlen(list), "%s%d-%d=%g", i == 0 ? "" : " ", file.values[i].year,
				file.values[i].month, file.values[i].value);
	if (strcmp(list, wanted) != 0)
		printf("# values: %s\n", list);
	return strcmp(list, wanted) == 0;
}

/*
 * test_periods: what a key stands for.
 */
static void
test_periods(void)
{
	static const struct
	{
		const char *key;
		OdPeriod period;
		int year;
		int part;
	} keys[] = {{"2022", OD_YEAR, 2022, 0},
				{"2022-04", OD_MONTH, 2022, 4},
				{"2022-12", OD_MONTH, 2022, 12},
				{"2022Q2", OD_QUARTER, 2022, 2},
				{"2021-10-raw", OD_MONTH_RAW, 2021, 10},
				{"", OD_NO_PERIOD},
				{"202", OD_NO_PERIOD},
				{"20222", OD_NO_PERIOD},
				{"0022", OD_NO_PERIOD},
				{"9999-01", OD_NO_PERIOD},
				{"2022-", OD_NO_PERIOD},
				{"2022-4", OD_NO_PERIOD},
				{"2022-00", OD_NO_PERIOD},
				{"2022-13", OD_NO_PERIOD},
				{"2022-04-01", OD_NO_PERIOD},
				{"2022-04raw", OD_NO_PERIOD},
				{"2022-04-raw2", OD_NO_PERIOD},
				{"2022Q", OD_NO_PERIOD},
				{"2022Q0", OD_NO_PERIOD},
				{"2022Q5", OD_NO_PERIOD},
				{"2022Q22", OD_NO_PERIOD},
				{"2022-raw", OD_NO_PERIOD},
				{"-022-01", OD_NO_PERIOD}};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
	{
		RecordReader reader;
		RecordPage told;
		int year;
		int part;
		OdPeriod period;

		record_begin(&reader, &told, sizeof(told), &(RecordInput) {0});
		period = od_period(&reader, keys[i].key, &year, &part);
		ok(period == keys[i].period && told.nproblems == (period == OD_NO_PERIOD) &&
			   (period == OD_NO_PERIOD || (year == keys[i].year && part == keys[i].part)),
		   "period %s", keys[i].key);
		record_free(&told);
	}
}

/*
 * test_scalars: one number a month.
 */
static void
test_scalars(void)
{
	ok(parse("openrank", "{\"2022\":66.62,\"2022-04\":3.59,\"2021-12\":1,\"2022Q2\":25.86}") ==
			   RECORD_OK &&
		   values_are("2021-12=1 2022-4=3.59") && kinds_are(""),
	   "months in order; no years, no quarters");
	ok(parse("stars", "{}") == RECORD_OK && file.nvalues == 0 && kinds_are(""), "an empty file");
	ok(parse("stars", "{\"2021-10\":14,\"2021-10-raw\":1.41}") == RECORD_OK &&
		   values_are("2021-10=14"),
	   "the interpolation stands for the month of lost events");
	ok(parse("stars", "{\"2021-10-raw\":2,\"2021-10\":0}") == RECORD_OK && values_are("2021-10=2"),
	   "what was measured, where the interpolation was rounded to 0");
	ok(parse("stars", "{\"2021-10\":0}") == RECORD_OK && values_are("2021-10=0"), "0 is a value");
	ok(parse("stars", "{\"2021-10-raw\":2}") == RECORD_OK && values_are("2021-10=2"),
	   "what was measured, where there is nothing else");
	ok(parse("stars", "{\"2022-01\":\"5\",\"2022-02\":null,\"2022-03\":[1],\"2022-04\":true,"
					  "\"2022-05\":1e999,\"2022-06\":1e16,\"2022-07\":2,\"May\":3}") == RECORD_OK &&
		   values_are("2022-7=2"),
	   "what is no number is left out");
	ok(kinds_are("type type type type range range range"), "and told");
	ok(parse("stars", "{\"2022-01\":NaN,\"2022-02\":1}") == RECORD_OK && values_are("2022-2=1") &&
		   kinds_are("range"),
	   "NaN");
	ok(parse("stars", "{\"2022-01\":-1,\"2022-02\":-3,\"2022-03\":1}") == RECORD_OK &&
		   values_are("2022-3=1") && kinds_are("negative"),
	   "negative counts are told together");
	ok(strstr(file.head.problems[0].message, "2 negative values down to -3") != NULL,
	   "with their number");
	ok(parse("code_change_lines_sum", "{\"2022-01\":-1}") == RECORD_OK && values_are("2022-1=-1") &&
		   kinds_are(""),
	   "a balance may be negative");
	ok(parse("stars", "{\"a\\u0000b\":1,\"2022-02\":1}") == RECORD_OK && values_are("2022-2=1") &&
		   kinds_are("range"),
	   "a key with NUL");
}

/*
 * test_durations: numbers by part and month.
 */
static void
test_durations(void)
{
	const OdDuration *d;

	ok(parse("issue_response_time",
			 "{\"avg\":{\"2022\":9,\"2022-01\":1.5,\"2022-02\":-20057,\"2022-03\":-1},"
			 "\"levels\":{\"2022-01\":[6,0,2,1],\"2022-02\":[1,1,1,1],\"2022Q1\":[9,9,9,9]},"
			 "\"quantile_0\":{\"2022-01\":0,\"2022-02\":-5},\"quantile_1\":{\"2022-01\":1},"
			 "\"quantile_2\":{\"2022-01\":2},\"quantile_3\":{\"2022-01\":3},"
			 "\"quantile_4\":{\"2022-01\":985,\"2021-12\":7}}") == RECORD_OK &&
		   file.ndurations == 3,
	   "a whole file");
	d = &file.durations[1];
	ok(d->year == 2022 && d->month == 1 && d->avg == 1.5 && d->quantile[0] == 0 &&
		   d->quantile[1] == 1 && d->quantile[2] == 2 && d->quantile[3] == 3 &&
		   d->quantile[4] == 985 && d->levels[0] == 6 && d->levels[1] == 0 && d->levels[2] == 2 &&
		   d->levels[3] == 1,
	   "a month of all parts");
	d = &file.durations[2];
	ok(d->month == 2 && isnan(d->avg) && isnan(d->quantile[0]) && isnan(d->quantile[4]) &&
		   d->levels[3] == 1,
	   "negative times are left out, levels are kept");
	d = &file.durations[0];
	ok(d->year == 2021 && d->month == 12 && isnan(d->avg) && d->quantile[4] == 7 &&
		   d->levels[0] == RECORD_NULL,
	   "a month of one part");
	ok(kinds_are("negative") &&
		   strstr(file.head.problems[0].message, "3 negative values down to -20057") != NULL,
	   "negative times are told once a file");
	ok(parse("issue_age", "{}") == RECORD_OK && file.ndurations == 0 && kinds_are(""),
	   "an empty file");
	ok(parse("issue_age", "{\"avg\":{\"2022-01\":0,\"2021-10\":0,\"2021-10-raw\":4}}") ==
			   RECORD_OK &&
		   file.ndurations == 2 && file.durations[0].avg == 4 && file.durations[1].avg == 0,
	   "a measured month, and no time at all");
	ok(parse("issue_age", "{\"levels\":{\"2022-01\":[1,2,3],\"2022-02\":7,\"2022-03\":[1,2,3,-4],"
						  "\"2022-04\":[1,2,3,0.5],\"2022-05\":[1,2,3,\"4\"],\"2022-06\":[1,2,3,4],"
						  "\"2022-07\":[1,2,3,null]}}") == RECORD_OK &&
		   file.ndurations == 1 && file.durations[0].month == 6 &&
		   file.durations[0].levels[3] == 4 && isnan(file.durations[0].avg),
	   "levels that are not four counts are left out");
	ok(kinds_are("type type type type type negative"), "and told");
	ok(parse("issue_age", "{\"avg\":[1],\"levels\":3,\"quantile_0\":{\"x\":1}}") == RECORD_OK &&
		   file.ndurations == 0 && kinds_are("type range type"),
	   "parts that are none");
}

/*
 * test_details: names by month.
 */
static void
test_details(void)
{
	ok(parse("activity_details", "{\"2022\":[[\"x\",1]],\"2022-02\":[[\"b\",2],[\"a[bot]\",3.5]],"
								 "\"2022-01\":[[\"c\",1]]}") == RECORD_OK &&
		   file.nshares == 3 && kinds_are(""),
	   "names and numbers");
	ok(same(file.shares[0].login, "c") && file.shares[0].month == 1 && file.shares[0].value == 1 &&
		   same(file.shares[1].login, "a[bot]") && file.shares[1].value == 3.5 &&
		   file.shares[2].year == 2022 && file.shares[2].month == 2,
	   "in order of month and name");
	ok(parse("new_contributors_detail", "{\"2022-01\":[\"b\",\"a\"]}") == RECORD_OK &&
		   file.nshares == 2 && same(file.shares[0].login, "a") && isnan(file.shares[0].value),
	   "names alone");
	ok(parse("activity_details", "{\"2022-01\":[[\"a\",1],[\"a\",3],[\"a\",2]]}") == RECORD_OK &&
		   file.nshares == 1 && file.shares[0].value == 3 && kinds_are("duplicate duplicate"),
	   "a name twice: the larger value");
	ok(parse("activity_details",
			 "{\"2022-01\":[[\"a\"],[\"a\",\"b\"],[7,7],7,[\"\",1],[\"a b\",1],"
			 "[\"a\",-1],[\"ok\",0],[\"\\u0000\",1]],\"2022-02\":{},\"q\":[]}") == RECORD_OK &&
		   file.nshares == 1 && same(file.shares[0].login, "ok"),
	   "what is no name and number is left out");
	ok(kinds_are("type type type type name name negative name type range"), "and told");
}

/*
 * test_networks: nodes and edges.
 */
static void
test_networks(void)
{
	ok(parse("repo_network",
			 "{\"nodes\":[[\"x/b\",2.5],[\"x/a\",1]],"
			 "\"edges\":[[\"x/b\",\"x/a\",9],[\"x/a\",\"x/c\",1.5]]}") == RECORD_OK &&
		   file.nnodes == 2 && file.nlinks == 2 && kinds_are(""),
	   "a network");
	ok(same(file.nodes[0].name, "x/a") && file.nodes[1].openrank == 2.5, "nodes in order");
	ok(same(file.links[0].a, "x/a") && same(file.links[0].b, "x/b") && file.links[0].weight == 9 &&
		   same(file.links[1].b, "x/c"),
	   "edges without direction, in order");
	ok(parse("developer_network",
			 "{\"nodes\":[[\"a\",1],[\"a\",2]],"
			 "\"edges\":[[\"a\",\"b\",1],[\"b\",\"a\",3],[\"a\",\"a\",1]]}") == RECORD_OK &&
		   file.nnodes == 1 && file.nodes[0].openrank == 2 && file.nlinks == 1 &&
		   file.links[0].weight == 3,
	   "each once, the larger value");
	ok(kinds_are("duplicate self_loop duplicate"), "and told");
	ok(parse("developer_network",
			 "{\"nodes\":[[\"a\"],7,[\"a\",\"b\"],[1,1],[\"z\",-1]],"
			 "\"edges\":[[\"a\",\"b\"],[\"a\",\"b\",null],[\"a\",7,1]]}") == RECORD_OK &&
		   file.nnodes == 0 && file.nlinks == 0,
	   "what is none is left out");
	ok(kinds_are("type type type type negative type type type"), "and told");
	ok(parse("developer_network", "{\"nodes\":{},\"edges\":\"x\"}") == RECORD_OK &&
		   kinds_are("type type"),
	   "lists that are none");
	ok(parse("developer_network", "{}") == RECORD_OK && kinds_are(""), "an empty file");
}

/*
 * test_files: what is no file of a metric.
 */
static void
test_files(void)
{
	char *text = malloc(3 * 1024 * 1024);
	char *p = text + sprintf(text, "{\"x\":1");
	static const char *const nothing[] = {"", " \n", "null", "[]", " [\t] ", "\xEF\xBB\xBFnull"};
	static const char *const something[] = {"[1]", "nul", "nulll", "[[]]", "[]]", "]["};

	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++)
		ok(parse("stars", nothing[i]) == RECORD_OK && file.head.nitems == 0 && file.nvalues == 0 &&
			   kinds_are("empty"),
		   "a file that has nothing: \"%s\"", nothing[i]);
	for (size_t i = 0; i < sizeof(something) / sizeof(something[0]); i++)
		ok(parse("stars", something[i]) == RECORD_BAD && file.head.nproblems == 1,
		   "no such file: \"%s\"", something[i]);
	ok(parse("stars", "[7]") == RECORD_BAD && kinds_are("type") && file.head.problems[0].item == -1,
	   "an array");
	ok(parse("stars", "{\"2022-01\":1") == RECORD_BAD && file.nvalues == 0 && kinds_are("syntax"),
	   "cut short");
	ok(parse("stars", "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>") ==
			   RECORD_BAD &&
		   kinds_are("syntax"),
	   "XML");
	ok(parse("stars", "{\"2022-01\":1} x") == RECORD_BAD && file.nvalues == 0, "something follows");
	for (int i = 0; i < 30; i++)
		p += sprintf(p, ",\"k%d\":1", i);
	strcpy(p, "}");
	ok(parse("stars", text) == RECORD_OK && file.head.nproblems == 21 &&
		   strstr(file.head.problems[20].message, "further problems") != NULL,
	   "problems are not told without end");
	memset(text, ' ', 3 * 1024 * 1024 - 1);
	text[3 * 1024 * 1024 - 1] = '\0';
	ok(parse("stars", text) == RECORD_BAD && kinds_are("size"), "too large");
	free(text);
}

/*
 * parse_meta reads meta.json.
 */
static RecordResult
parse_meta(const char *text)
{
	record_free(&meta.head);
	return od_parse_meta(&(RecordInput) {text, strlen(text)}, &meta);
}

/*
 * test_meta: meta.json.
 */
static void
test_meta(void)
{
	ok(parse_meta("{\"updatedAt\":1725221391661,\"type\":\"repo\",\"id\":288431943,\"labels\":["
				  "{\"id\":\":communities/xlab\",\"name\":\"X-lab\",\"type\":\"Community\"},"
				  "{\"id\":\":a\"},{\"id\":\":communities/xlab\"}]}") == RECORD_OK,
	   "a whole file");
	ok(meta.id == 288431943 && meta.updated_at == INT64_C(1725221391661000), "number and time");
	ok(meta.nlabels == 2 && same(meta.labels[0].id, ":communities/xlab") &&
		   same(meta.labels[0].name, "X-lab") && same(meta.labels[0].type, "Community") &&
		   meta.labels[1].name == NULL && meta.head.nproblems == 0,
	   "labels, each once");
	ok(parse_meta("{}") == RECORD_OK && meta.id == RECORD_NULL && meta.updated_at == RECORD_NULL &&
		   meta.nlabels == 0 && meta.head.nproblems == 0,
	   "an empty file");
	ok(parse_meta(
		   "{\"updatedAt\":9e17,\"id\":\"5\",\"labels\":[7,{\"id\":\"a\"},{\"id\":\":a/../b\"}]}") ==
			   RECORD_OK &&
		   meta.updated_at == RECORD_NULL && meta.id == RECORD_NULL && meta.nlabels == 0 &&
		   are_kinds(meta.head.problems, meta.head.nproblems, "range type name name name"),
	   "nonsense is left out and told");
	ok(parse_meta("{\"updatedAt\":1725221391}") == RECORD_OK &&
		   meta.updated_at == INT64_C(1725221391000000) && meta.head.nproblems == 0,
	   "a time in seconds");
	ok(parse_meta("{\"updatedAt\":99999999999}") == RECORD_OK &&
		   meta.updated_at == INT64_C(99999999999000000) &&
		   parse_meta("{\"updatedAt\":100000000000}") == RECORD_OK &&
		   meta.updated_at == INT64_C(100000000000000),
	   "seconds to the year 5138, milliseconds from 1973 on");
	ok(parse_meta("[]") == RECORD_OK && meta.head.nitems == 0 && meta.head.nproblems == 1,
	   "a file that has nothing");
	ok(parse_meta("[1]") == RECORD_BAD && meta.head.nproblems == 1, "no file");
}

/*
 * test_table: the metrics, and addresses.
 */
static void
test_table(void)
{
	int n[4] = {0};
	char *url;

	for (int i = 0; i < od_nmetrics; i++)
	{
		n[od_metrics[i].kind]++;
		if (find_metric(od_metrics[i].name) != &od_metrics[i])
			ok(false, "%s is there twice", od_metrics[i].name);
	}
	ok(n[OD_SCALAR] == 20 && n[OD_DURATION] == 6 && n[OD_DETAILS] == 4 && n[OD_NETWORK] == 2,
	   "the metrics by kind");
	url = od_url("https://o", "X-lab2017/open-digger", "stars");
	ok(same(url, "https://o/github/X-lab2017/open-digger/stars.json"), "an address");
	free(url);
	url = od_url("https://o", "a/b.c", "meta");
	ok(same(url, "https://o/github/a/b.c/meta.json"), "of meta.json");
	free(url);
	ok(od_url("https://o", "a/..", "stars") == NULL && od_url("https://o", "a", "stars") == NULL &&
		   od_url("https://o", "a/b/c", "stars") == NULL,
	   "none of what is no repository");
}

int
main(void)
{
	test_periods();
	test_scalars();
	test_durations();
	test_details();
	test_networks();
	test_files();
	test_meta();
	test_table();
	record_free(&file.head);
	record_free(&meta.head);
	return tap_done();
}
