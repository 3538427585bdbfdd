/*
 * od_metrics.c: OpenDigger's metric files, and what they hold as numbers.
 */
#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/opendigger/od_metrics.h"
#include "fetch/opendigger/od_periods.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/text.h"

const OdMetric od_metrics[] = {{"openrank", OD_SCALAR},
							   {"activity", OD_SCALAR},
							   {"attention", OD_SCALAR},
							   {"stars", OD_SCALAR},
							   {"technical_fork", OD_SCALAR},
							   {"participants", OD_SCALAR},
							   {"contributors", OD_SCALAR},
							   {"new_contributors", OD_SCALAR},
							   {"inactive_contributors", OD_SCALAR},
							   {"bus_factor", OD_SCALAR},
							   {"issues_new", OD_SCALAR},
							   {"issues_closed", OD_SCALAR},
							   {"issue_comments", OD_SCALAR},
							   {"issues_and_change_request_active", OD_SCALAR},
							   {"change_requests", OD_SCALAR},
							   {"change_requests_accepted", OD_SCALAR},
							   {"change_requests_reviews", OD_SCALAR},
							   {"code_change_lines_add", OD_SCALAR},
							   {"code_change_lines_remove", OD_SCALAR},
							   {"code_change_lines_sum", OD_SCALAR, true},
							   {"issue_response_time", OD_DURATION},
							   {"issue_resolution_duration", OD_DURATION},
							   {"issue_age", OD_DURATION},
							   {"change_request_response_time", OD_DURATION},
							   {"change_request_resolution_duration", OD_DURATION},
							   {"change_request_age", OD_DURATION},
							   {"activity_details", OD_DETAILS},
							   {"bus_factor_detail", OD_DETAILS},
							   {"contributors_detail", OD_DETAILS},
							   {"new_contributors_detail", OD_DETAILS},
							   {"developer_network", OD_NETWORK},
							   {"repo_network", OD_NETWORK}};
const int od_nmetrics = sizeof(od_metrics) / sizeof(od_metrics[0]);

/* The parts of a duration file that hold one number a month. */
static const char *const duration_parts[] = {"avg",        "quantile_0", "quantile_1",
											 "quantile_2", "quantile_3", "quantile_4"};

/* Negative durations of a file, told together: a file has hundreds. */
typedef struct Negatives
{
	int n;
	double least;
} Negatives;

/*
 * read_months reads an object of {period: number} into a table of OD_MONTHS
 * numbers, NaN where a month is not there. negatives NULL: those are fine.
 */
static void
read_months(RecordReader *reader, struct json_object *object, double *table, Negatives *negatives)
{
	double raw[OD_MONTHS];
	bool any_raw = false;

	for (int i = 0; i < OD_MONTHS; i++)
		table[i] = raw[i] = NAN;
	json_object_object_foreach(object, key, value)
	{
		int year;
		int month;
		OdPeriod period = od_period(reader, key, &year, &month);
		double number;
		int place;

		if (period != OD_MONTH && period != OD_MONTH_RAW)
			continue;
		number = od_number(reader, value, key);
		if (negatives != NULL && number < 0)
		{
			if (negatives->n++ == 0 || number < negatives->least)
				negatives->least = number;
			continue;
		}
		place = (year - OD_FIRST_YEAR) * 12 + month - 1;
		if (period == OD_MONTH)
			table[place] = number;
		else
		{
			raw[place] = number;
			any_raw = true;
		}
	}
	for (int i = 0; any_raw && i < OD_MONTHS; i++)
		if (isnan(table[i]) || (table[i] == 0 && !isnan(raw[i])))
			table[i] = raw[i];
}

/*
 * tell_negatives notes what was left out, if anything.
 */
static void
tell_negatives(RecordReader *reader, const Negatives *negatives)
{
	if (negatives->n > 0)
		record_problem(reader, "negative", "%d negative value%s down to %g; left out", negatives->n,
					   negatives->n == 1 ? "" : "s", negatives->least);
}

/*
 * read_scalar reads a file of {period: number}.
 */
static void
read_scalar(RecordReader *reader, OdFile *file, struct json_object *object, bool below_zero)
{
	double table[OD_MONTHS];
	Negatives negatives = {0};

	read_months(reader, object, table, below_zero ? NULL : &negatives);
	tell_negatives(reader, &negatives);
	for (int i = 0; i < OD_MONTHS; i++)
	{
		OdValue *values;

		if (isnan(table[i]))
			continue;
		values = record_grow(reader, file->values, file->nvalues, sizeof(OdValue));
		if (values == NULL)
			return;
		file->values = values;
		values[file->nvalues++] = (OdValue) {OD_FIRST_YEAR + i / 12, i % 12 + 1, table[i]};
	}
}

/*
 * duration_at returns the record of a month, which is made if there is none.
 * Returns NULL when out of memory.
 */
static OdDuration *
duration_at(RecordReader *reader, OdDuration **table, int place)
{
	OdDuration *duration = table[place];

	if (duration != NULL)
		return duration;
	duration = arena_alloc(reader->arena, sizeof(OdDuration));
	if (duration == NULL)
		return NULL;
	duration->year = OD_FIRST_YEAR + place / 12;
	duration->month = place % 12 + 1;
	duration->avg = NAN;
	for (int i = 0; i < 5; i++)
		duration->quantile[i] = NAN;
	for (int i = 0; i < 4; i++)
		duration->levels[i] = RECORD_NULL;
	return table[place] = duration;
}

/*
 * read_level reads the four numbers of a month's levels. Returns whether they
 * are counts; negative ones are counted apart.
 */
static bool
read_level(RecordReader *reader, struct json_object *value, const char *key, int64_t *levels,
		   Negatives *negatives)
{
	if (!json_object_is_type(value, json_type_array) || json_object_array_length(value) != 4)
	{
		record_problem(reader, "type", "levels of %s: not an array of 4; left out",
					   record_quote(reader, key));
		return false;
	}
	for (int i = 0; i < 4; i++)
	{
		struct json_object *element = json_object_array_get_idx(value, i);
		double number = od_number(reader, element, key);

		if (number < 0)
		{
			if (negatives->n++ == 0 || number < negatives->least)
				negatives->least = number;
			return false;
		}
		if (isnan(number))
			return false;
		levels[i] = field_count(reader, element, key);
		if (levels[i] == RECORD_NULL)
			return false;
	}
	return true;
}

/*
 * read_levels reads how many took how long, a month.
 */
static void
read_levels(RecordReader *reader, struct json_object *object, OdDuration **table,
			Negatives *negatives)
{
	json_object_object_foreach(object, key, value)
	{
		int year;
		int month;
		OdPeriod period = od_period(reader, key, &year, &month);
		int64_t levels[4];
		OdDuration *duration;

		if (period != OD_MONTH || !read_level(reader, value, key, levels, negatives))
			continue;
		duration = duration_at(reader, table, (year - OD_FIRST_YEAR) * 12 + month - 1);
		if (duration == NULL)
			return;
		memcpy(duration->levels, levels, sizeof(levels));
	}
}

/*
 * read_duration reads a file of {part: {period: value}}.
 */
static void
read_duration(RecordReader *reader, OdFile *file, struct json_object *object)
{
	OdDuration *table[OD_MONTHS] = {NULL};
	double numbers[OD_MONTHS];
	Negatives negatives = {0};

	for (size_t part = 0; part < sizeof(duration_parts) / sizeof(duration_parts[0]); part++)
	{
		struct json_object *months = field_object(reader, object, duration_parts[part]);

		if (months == NULL)
			continue;
		read_months(reader, months, numbers, &negatives);
		for (int i = 0; i < OD_MONTHS; i++)
		{
			OdDuration *duration = isnan(numbers[i]) ? NULL : duration_at(reader, table, i);

			if (duration != NULL)
				*(part == 0 ? &duration->avg : &duration->quantile[part - 1]) = numbers[i];
		}
	}
	if (field_object(reader, object, "levels") != NULL)
		read_levels(reader, field_member(object, "levels"), table, &negatives);
	tell_negatives(reader, &negatives);
	for (int i = 0; i < OD_MONTHS; i++)
	{
		OdDuration *durations;

		if (table[i] == NULL)
			continue;
		durations = record_grow(reader, file->durations, file->ndurations, sizeof(OdDuration));
		if (durations == NULL)
			return;
		file->durations = durations;
		durations[file->ndurations++] = *table[i];
	}
}

/* What take_file() needs to know and fills. */
typedef struct Task
{
	const OdMetric *metric;
	OdFile *file;
} Task;

/*
 * take_file reads the one object of a file.
 */
static void
take_file(RecordReader *reader, struct json_object *object, void *task_arg)
{
	Task *task = task_arg;

	OdFile *file = task->file;

	switch (task->metric->kind)
	{
		case OD_SCALAR: read_scalar(reader, file, object, task->metric->below_zero); break;
		case OD_DURATION: read_duration(reader, file, object); break;
		case OD_DETAILS: od_read_shares(reader, object, &file->shares, &file->nshares); break;
		case OD_NETWORK:
			od_read_nodes(reader, object, &file->nodes, &file->nnodes);
			od_read_links(reader, object, &file->links, &file->nlinks);
			break;
	}
}

/*
 * od_parse reads the file of a metric.
 */
RecordResult
od_parse(const OdMetric *metric, const RecordInput *input, OdFile *file)
{
	static const AnswerKind kind = {.noun = "file",
									.single = true,
									.may_be_empty = true,
									.max_bytes = OD_MAX_FILE,
									.page_size = sizeof(OdFile),
									.take = take_file};
	Task task = {.metric = metric, .file = file};

	return answer_read(&kind, input, &file->head, &task);
}

/*
 * od_url returns the address of a GitHub repository's file, a metric's name or
 * 'meta', malloc'ed. NULL: out of memory, or repo is not 'owner/name' by
 * GitHub's grammar. endpoint has no trailing slash. Addresses mind their case.
 */
char *
od_url(const char *endpoint, const char *repo, const char *name)
{
	char *url;

	if (!text_is_repo(repo))
		return NULL;
	url = malloc(strlen(endpoint) + strlen(repo) + strlen(name) + 20);
	if (url != NULL)
		sprintf(url, "%s/github/%s/%s.json", endpoint, repo, name);
	return url;
}
