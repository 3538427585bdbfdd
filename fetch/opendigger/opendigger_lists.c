/*
 * opendigger_lists.c: OpenDigger's files that list names: contributors a
 * month, networks, and meta.json.
 */
#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/reader/arena.h"
#include "fetch/opendigger/label_files.h"
#include "fetch/opendigger/opendigger_lists.h"

#define MAX_LOGIN_BYTES 100
#define MAX_NAME_BYTES 200
#define MAX_SHARES 200000
#define MAX_NODES 2000
#define MAX_LINKS 50000
#define MAX_LABELS 1000
#define LAST_MS INT64_C(253402300799000) /* the end of the year 9999 */

/*
 * read_name reads a login or owner/repo: printable ASCII without blanks. An
 * automaton's login ends in [bot]. NULL: a problem with what says why.
 */
static const char *
read_name(RecordReader *reader, struct json_object *value, const char *what, size_t max)
{
	const char *name = NULL;
	size_t len;
	size_t good = 0;

	if (!json_object_is_type(value, json_type_string))
	{
		record_problem(reader, "type", "%s: a name that is no string; left out",
					   record_quote(reader, what));
		return NULL;
	}
	len = json_object_get_string_len(value);
	name = json_object_get_string(value);
	while (good < len && name[good] > ' ' && name[good] < 0x7F)
		good++;
	if (len > 0 && len <= max && good == len)
		return arena_text(reader->arena, name, len);
	record_problem(reader, "name", "%s: \"%s\" is no name; left out", record_quote(reader, what),
				   record_quote(reader, name));
	return NULL;
}

/*
 * compare_numbers orders the larger first, and what is not given last.
 */
static int
compare_numbers(double a, double b)
{
	return a > b || (isnan(b) && !isnan(a)) ? -1 : b > a || (isnan(a) && !isnan(b)) ? 1 : 0;
}

/*
 * same_share: are a and b about the same month and login?
 */
static bool
same_share(const OdShare *a, const OdShare *b)
{
	return a->year == b->year && a->month == b->month && strcmp(a->login, b->login) == 0;
}

/*
 * compare_shares orders by month, login and value, for qsort.
 */
static int
compare_shares(const void *a_arg, const void *b_arg)
{
	const OdShare *a = a_arg;
	const OdShare *b = b_arg;
	int order = a->year != b->year ? a->year - b->year : a->month - b->month;

	if (order == 0)
		order = strcmp(a->login, b->login);
	return order != 0 ? order : compare_numbers(a->value, b->value);
}

/*
 * read_share reads one element of a month's list: ["login", value] or "login".
 * Returns whether it can be kept.
 */
static bool
read_share(RecordReader *reader, OdShare *share, struct json_object *value, const char *key)
{
	share->value = NAN;
	if (json_object_is_type(value, json_type_string))
		share->login = read_name(reader, value, key, MAX_LOGIN_BYTES);
	else if (json_object_is_type(value, json_type_array) && json_object_array_length(value) == 2)
	{
		share->login = read_name(reader, json_object_array_get_idx(value, 0), key, MAX_LOGIN_BYTES);
		if (share->login == NULL)
			return false;
		share->value = od_number(reader, json_object_array_get_idx(value, 1), key);
		if (share->value < 0)
			record_problem(reader, "negative", "%s: %g of %s; left out", key, share->value,
						   share->login);
		return share->value >= 0;
	}
	else
	{
		record_problem(reader, "type",
					   "%s: an element that is neither name nor name and number; left out", key);
		return false;
	}
	return share->login != NULL;
}

/*
 * od_read_details: see opendigger_lists.h.
 */
void
od_read_details(RecordReader *reader, OdFile *file, struct json_object *object)
{
	int kept = 0;

	json_object_object_foreach(object, key, list)
	{
		int year;
		int month;
		size_t n;

		if (od_month(reader, key, &year, &month) != OD_MONTH)
			continue;
		if (!json_object_is_type(list, json_type_array))
		{
			record_problem(reader, "type", "%s: not an array; left out", key);
			continue;
		}
		n = json_object_array_length(list);
		for (size_t i = 0; i < n; i++)
		{
			OdShare *shares = record_grow(reader, file->shares, file->nshares, sizeof(OdShare));

			if (shares == NULL)
				return;
			if (file->nshares == MAX_SHARES)
			{
				record_problem(reader, "range", "more than %d names; the rest is left out",
							   MAX_SHARES);
				break;
			}
			file->shares = shares;
			shares[file->nshares].year = year;
			shares[file->nshares].month = month;
			if (read_share(reader, &shares[file->nshares], json_object_array_get_idx(list, i), key))
				file->nshares++;
		}
	}
	if (file->nshares == 0)
		return;
	qsort(file->shares, file->nshares, sizeof(OdShare), compare_shares);
	for (int i = 0; i < file->nshares; i++)
	{
		OdShare *share = &file->shares[i];

		if (kept > 0 && same_share(&file->shares[kept - 1], share))
			record_problem(reader, "duplicate", "%d-%02d: %s twice; the larger value is kept",
						   share->year, share->month, share->login);
		else
			file->shares[kept++] = *share;
	}
	file->nshares = kept;
}

/*
 * compare_nodes orders by name and OpenRank, for qsort.
 */
static int
compare_nodes(const void *a_arg, const void *b_arg)
{
	const OdNode *a = a_arg;
	const OdNode *b = b_arg;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : compare_numbers(a->openrank, b->openrank);
}

/*
 * compare_links orders by both ends and weight, for qsort.
 */
static int
compare_links(const void *a_arg, const void *b_arg)
{
	const OdLink *a = a_arg;
	const OdLink *b = b_arg;
	int order = strcmp(a->a, b->a);

	if (order == 0)
		order = strcmp(a->b, b->b);
	return order != 0 ? order : compare_numbers(a->weight, b->weight);
}

/*
 * tuple returns an element of a network's list, an array of n, or NULL: a
 * problem says that it is none.
 */
static struct json_object *
tuple(RecordReader *reader, struct json_object *list, size_t i, size_t n, const char *what)
{
	struct json_object *element = json_object_array_get_idx(list, i);

	if (json_object_is_type(element, json_type_array) && json_object_array_length(element) == n)
		return element;
	record_problem(reader, "type", "%s: an element that is no array of %zu; left out", what, n);
	return NULL;
}

/*
 * read_amount reads a number that cannot be below zero; NaN: a problem.
 */
static double
read_amount(RecordReader *reader, struct json_object *value, const char *what)
{
	double number = od_number(reader, value, what);

	if (!(number < 0))
		return number;
	record_problem(reader, "negative", "%s: %g; left out", what, number);
	return NAN;
}

/*
 * list_of returns a network's list and its length, at most max.
 */
static struct json_object *
list_of(RecordReader *reader, struct json_object *object, const char *key, size_t max, size_t *n)
{
	struct json_object *list = field_member(object, key);

	*n = 0;
	if (list == NULL)
		return NULL;
	if (!json_object_is_type(list, json_type_array))
	{
		record_problem(reader, "type", "%s: not an array; left out", key);
		return NULL;
	}
	*n = json_object_array_length(list);
	if (*n > max)
	{
		record_problem(reader, "range", "%s: %zu elements; only the first %zu are kept", key, *n,
					   max);
		*n = max;
	}
	return list;
}

/*
 * read_nodes reads [["name", openrank], ...].
 */
static void
read_nodes(RecordReader *reader, OdFile *file, struct json_object *object)
{
	size_t n;
	struct json_object *list = list_of(reader, object, "nodes", MAX_NODES, &n);
	int kept = 0;
	int read = 0;

	if (n == 0 || (file->nodes = arena_alloc(reader->arena, n * sizeof(OdNode))) == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		struct json_object *element = tuple(reader, list, i, 2, "nodes");
		OdNode *node = &file->nodes[read];

		if (element == NULL)
			continue;
		node->name =
			read_name(reader, json_object_array_get_idx(element, 0), "nodes", MAX_NAME_BYTES);
		if (node->name == NULL)
			continue;
		node->openrank = read_amount(reader, json_object_array_get_idx(element, 1), "nodes");
		if (!isnan(node->openrank))
			read++;
	}
	qsort(file->nodes, read, sizeof(OdNode), compare_nodes);
	for (int i = 0; i < read; i++)
	{
		if (kept > 0 && strcmp(file->nodes[kept - 1].name, file->nodes[i].name) == 0)
			record_problem(reader, "duplicate", "nodes: %s twice; the larger value is kept",
						   file->nodes[i].name);
		else
			file->nodes[kept++] = file->nodes[i];
	}
	file->nnodes = kept;
}

/*
 * read_link reads ["a", "b", weight]. Returns whether it can be kept.
 */
static bool
read_link(RecordReader *reader, OdLink *link, struct json_object *element)
{
	const char *a =
		read_name(reader, json_object_array_get_idx(element, 0), "edges", MAX_NAME_BYTES);
	const char *b = a == NULL ? NULL
							  : read_name(reader, json_object_array_get_idx(element, 1), "edges",
										  MAX_NAME_BYTES);
	int order;

	if (b == NULL)
		return false;
	order = strcmp(a, b);
	if (order == 0)
	{
		record_problem(reader, "self_loop", "edges: %s with itself; left out", a);
		return false;
	}
	link->a = order < 0 ? a : b;
	link->b = order < 0 ? b : a;
	link->weight = read_amount(reader, json_object_array_get_idx(element, 2), "edges");
	return !isnan(link->weight);
}

/*
 * read_links reads [["a", "b", weight], ...].
 */
static void
read_links(RecordReader *reader, OdFile *file, struct json_object *object)
{
	size_t n;
	struct json_object *list = list_of(reader, object, "edges", MAX_LINKS, &n);
	int kept = 0;
	int read = 0;

	if (n == 0 || (file->links = arena_alloc(reader->arena, n * sizeof(OdLink))) == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		struct json_object *element = tuple(reader, list, i, 3, "edges");

		if (element != NULL && read_link(reader, &file->links[read], element))
			read++;
	}
	qsort(file->links, read, sizeof(OdLink), compare_links);
	for (int i = 0; i < read; i++)
	{
		OdLink *link = &file->links[i];

		if (kept > 0 && strcmp(file->links[kept - 1].a, link->a) == 0 &&
			strcmp(file->links[kept - 1].b, link->b) == 0)
			record_problem(reader, "duplicate", "edges: %s and %s twice; the larger weight is kept",
						   link->a, link->b);
		else
			file->links[kept++] = *link;
	}
	file->nlinks = kept;
}

/*
 * od_read_network: see opendigger_lists.h.
 */
void
od_read_network(RecordReader *reader, OdFile *file, struct json_object *object)
{
	read_nodes(reader, file, object);
	read_links(reader, file, object);
}

/*
 * find_label: is there a label of this id?
 */
static bool
find_label(const OdMeta *meta, const char *id)
{
	for (int i = 0; i < meta->nlabels; i++)
		if (strcmp(meta->labels[i].id, id) == 0)
			return true;
	return false;
}

/*
 * read_labels reads the labels of meta.json.
 */
static void
read_labels(RecordReader *reader, OdMeta *meta, struct json_object *object)
{
	size_t n;
	struct json_object *list = list_of(reader, object, "labels", MAX_LABELS, &n);

	if (n == 0 || (meta->labels = arena_alloc(reader->arena, n * sizeof(OdLabel))) == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		struct json_object *element = json_object_array_get_idx(list, i);
		const char *id = field_text(reader, field_member(element, "id"), "labels.id");
		OdLabel *label = &meta->labels[meta->nlabels];

		if (id == NULL || !label_valid_id(id))
		{
			record_problem(reader, "name", "labels: \"%s\" is no label's id; left out",
						   id == NULL ? "" : record_quote(reader, id));
			continue;
		}
		if (find_label(meta, id))
			continue;
		label->id = id;
		label->name = field_text(reader, field_member(element, "name"), "labels.name");
		label->type = field_text(reader, field_member(element, "type"), "labels.type");
		meta->nlabels++;
	}
}

/*
 * take_meta reads the one object of meta.json.
 */
static void
take_meta(RecordReader *reader, struct json_object *object, void *meta_arg)
{
	OdMeta *meta = meta_arg;
	int64_t ms = field_count(reader, field_member(object, "updatedAt"), "updatedAt");

	meta->id = field_count(reader, field_member(object, "id"), "id");
	if (ms != RECORD_NULL && ms > LAST_MS)
		record_problem(reader, "range", "updatedAt: %lld is no time in milliseconds; left out",
					   (long long) ms);
	meta->updated_at = ms == RECORD_NULL || ms > LAST_MS ? RECORD_NULL : ms * 1000;
	read_labels(reader, meta, object);
}

/*
 * od_parse_meta: see opendigger.h.
 */
RecordResult
od_parse_meta(const RecordInput *input, OdMeta *meta)
{
	static const AnswerKind kind = {.noun = "file",
									.single = true,
									.max_bytes = OD_MAX_FILE,
									.page_size = sizeof(OdMeta),
									.take = take_meta};

	return answer_read(&kind, input, &meta->head, meta);
}
