/*
 * od_lists.c: OpenDigger's files that list names: contributors a month, and
 * networks.
 */
#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/opendigger/od_lists.h"
#include "fetch/opendigger/od_periods.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/fields.h"

#define MAX_LOGIN_BYTES 100
#define MAX_NAME_BYTES 200
#define MAX_SHARES 200000
#define MAX_NODES 2000
#define MAX_LINKS 50000
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
 * gather_shares reads the lists of all months, in the file's order. Returns
 * them, *n.
 */
static OdShare *
gather_shares(RecordReader *reader, struct json_object *object, int *n)
{
	OdShare *list = NULL;

	json_object_object_foreach(object, key, value)
	{
		int year;
		int month;
		size_t length;

		if (od_period(reader, key, &year, &month) != OD_MONTH)
			continue;
		if (!json_object_is_type(value, json_type_array))
		{
			record_problem(reader, "type", "%s: not an array; left out", key);
			continue;
		}
		length = json_object_array_length(value);
		for (size_t i = 0; i < length; i++)
		{
			OdShare *grown = record_grow(reader, list, *n, sizeof(OdShare));

			if (grown == NULL)
				return list;
			if (*n == MAX_SHARES)
			{
				record_problem(reader, "range", "more than %d names; the rest is left out",
							   MAX_SHARES);
				break;
			}
			list = grown;
			list[*n].year = year;
			list[*n].month = month;
			if (read_share(reader, &list[*n], json_object_array_get_idx(value, i), key))
				(*n)++;
		}
	}
	return list;
}

/*
 * od_read_shares reads a file of contributors: {month: [["login", value] or
 * "login", ...]}.
 */
void
od_read_shares(RecordReader *reader, struct json_object *object, OdShare **shares, int *nshares)
{
	int n = 0;
	int kept = 0;
	OdShare *list = gather_shares(reader, object, &n);

	if (n > 0)
		qsort(list, n, sizeof(OdShare), compare_shares);
	for (int i = 0; i < n; i++)
	{
		OdShare *share = &list[i];

		if (kept > 0 && same_share(&list[kept - 1], share))
			record_problem(reader, "duplicate", "%d-%02d: %s twice; the larger value is kept",
						   share->year, share->month, share->login);
		else
			list[kept++] = *share;
	}
	*shares = list;
	*nshares = kept;
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
 * tuple_at returns an element of a network's list, an array of n, or NULL: a
 * problem says that it is none.
 */
static struct json_object *
tuple_at(RecordReader *reader, struct json_object *list, size_t i, size_t n, const char *what)
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
 * od_list returns a list of a file and its length, at most max.
 */
struct json_object *
od_list(RecordReader *reader, struct json_object *object, const char *key, size_t max, size_t *n)
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
 * od_read_nodes reads [["name", openrank], ...].
 */
void
od_read_nodes(RecordReader *reader, struct json_object *object, OdNode **nodes, int *nnodes)
{
	size_t n;
	struct json_object *array = od_list(reader, object, "nodes", MAX_NODES, &n);
	int kept = 0;
	int read = 0;
	OdNode *list = n == 0 ? NULL : arena_alloc(reader->arena, n * sizeof(OdNode));

	if (list == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		struct json_object *element = tuple_at(reader, array, i, 2, "nodes");
		OdNode *node = &list[read];

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
	qsort(list, read, sizeof(OdNode), compare_nodes);
	for (int i = 0; i < read; i++)
	{
		if (kept > 0 && strcmp(list[kept - 1].name, list[i].name) == 0)
			record_problem(reader, "duplicate", "nodes: %s twice; the larger value is kept",
						   list[i].name);
		else
			list[kept++] = list[i];
	}
	*nodes = list;
	*nnodes = kept;
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
 * od_read_links reads [["a", "b", weight], ...].
 */
void
od_read_links(RecordReader *reader, struct json_object *object, OdLink **links, int *nlinks)
{
	size_t n;
	struct json_object *array = od_list(reader, object, "edges", MAX_LINKS, &n);
	int kept = 0;
	int read = 0;
	OdLink *list = n == 0 ? NULL : arena_alloc(reader->arena, n * sizeof(OdLink));

	if (list == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		struct json_object *element = tuple_at(reader, array, i, 3, "edges");

		if (element != NULL && read_link(reader, &list[read], element))
			read++;
	}
	qsort(list, read, sizeof(OdLink), compare_links);
	for (int i = 0; i < read; i++)
	{
		OdLink *link = &list[i];

		if (kept > 0 && strcmp(list[kept - 1].a, link->a) == 0 &&
			strcmp(list[kept - 1].b, link->b) == 0)
			record_problem(reader, "duplicate", "edges: %s and %s twice; the larger weight is kept",
						   link->a, link->b);
		else
			list[kept++] = *link;
	}
	*links = list;
	*nlinks = kept;
}
