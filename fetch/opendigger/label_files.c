/*
 * label_files.c: OpenDigger's label files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/opendigger/label_files.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/text.h"
#include "fetch/reader/yaml_tree.h"

#define MAX_PATH 400
#define MAX_LABELS 20000
#define MAX_ENTRIES 50000
#define MAX_PLATFORMS 100

/*
 * valid_path: are these len bytes names joined by slashes? A name has letters,
 * digits and _ - . and does not begin with a dot.
 */
static bool
valid_path(const char *path, size_t len)
{
	bool begins = true; /* a name begins here */

	if (len == 0 || len > MAX_PATH)
		return false;
	for (size_t i = 0; i < len; i++)
	{
		char c = path[i];

		if (c == '/' ? begins
					 : !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
						 (c >= '0' && c <= '9') || c == '_' || c == '-' || (c == '.' && !begins)))
			return false;
		begins = c == '/';
	}
	return !begins;
}

/*
 * label_valid_id: is id a colon and a path without a file's ending?
 */
bool
label_valid_id(const char *id)
{
	return id[0] == ':' && valid_path(id + 1, strlen(id + 1));
}

/*
 * stem_length returns the length of a file's path without '.yml', 0: it does
 * not end so.
 */
static size_t
stem_length(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && strcmp(path + len - 4, ".yml") == 0 ? len - 4 : 0;
}

/*
 * label_valid_path: is path that of a label's file, with '.yml'? The file of
 * all labels, index.yml at the top, would have no id.
 */
static bool
label_valid_path(const char *path)
{
	size_t len = stem_length(path);

	return valid_path(path, len) && !(len == 5 && memcmp(path, "index", 5) == 0);
}

/*
 * own_id returns the id of the label in the file at path, which is valid.
 */
static const char *
own_id(RecordReader *reader, const char *path)
{
	size_t len = stem_length(path);
	char *id;

	if (len > 6 && memcmp(path + len - 6, "/index", 6) == 0)
		len -= 6;
	id = arena_alloc(reader->arena, len + 2);
	if (id == NULL)
		return NULL;
	id[0] = ':';
	memcpy(id + 1, path, len);
	id[len + 1] = '\0';
	return id;
}

/*
 * absolute_id returns the id that text, found in the file at path, stands for,
 * NULL: none, or out of memory.
 */
static const char *
absolute_id(RecordReader *reader, const char *path, const char *text)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash == NULL ? 0 : slash - path + 1;
	size_t len = strlen(text);
	char *id;

	if (text[0] == ':')
		return label_valid_id(text) ? text : NULL;
	if (!valid_path(text, len) || folder + len > MAX_PATH)
		return NULL;
	id = arena_alloc(reader->arena, folder + len + 2);
	if (id == NULL)
		return NULL;
	id[0] = ':';
	memcpy(id + 1, path, folder);
	memcpy(id + 1 + folder, text, len + 1);
	return id;
}

/*
 * member_text returns a text of a map that people see, NULL: not given.
 */
static const char *
member_text(RecordReader *reader, YamlTree *map, const char *key)
{
	YamlTree *value = yaml_member(map, key);

	if (value == NULL)
		return NULL;
	if (value->kind == YAML_TEXT)
		return value->text == NULL ? NULL : text_display(reader->arena, value->text);
	record_problem(reader, "type", "%s is no text; left out", key);
	return NULL;
}

/*
 * member_list returns the first element of a list, and in *n how many there
 * are, at most max.
 */
static YamlTree *
member_list(RecordReader *reader, YamlTree *map, const char *key, int max, int *n)
{
	YamlTree *list = yaml_member(map, key);

	*n = 0;
	if (list == NULL || (list->kind == YAML_TEXT && list->text == NULL))
		return NULL;
	if (list->kind != YAML_LIST)
	{
		record_problem(reader, "type", "%s is no list; left out", key);
		return NULL;
	}
	for (YamlTree *child = list->children; child != NULL; child = child->next)
	{
		if (*n == max)
		{
			record_problem(reader, "range", "%s: only the first %d are kept", key, max);
			break;
		}
		(*n)++;
	}
	return list->children;
}

/*
 * An element of a list while doubles are looked for: what it is named and
 * where it stands.
 */
typedef struct NamePlace
{
	const char *name;
	int place;
} NamePlace;

/*
 * compare_places orders by name and place, for qsort.
 */
static int
compare_places(const void *a_arg, const void *b_arg)
{
	const NamePlace *a = a_arg;
	const NamePlace *b = b_arg;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : a->place - b->place;
}

/*
 * first_of_name returns an array that says of n places where their name stands
 * first; the names are at name, step bytes apart. NULL when out of memory.
 */
static int *
first_of_name(RecordReader *reader, const char *const *name, size_t step, int n)
{
	NamePlace *places = arena_alloc(reader->arena, n * sizeof(NamePlace));
	int *first = arena_alloc(reader->arena, n * sizeof(int));

	if (places == NULL || first == NULL)
		return NULL;
	for (int i = 0; i < n; i++)
	{
		places[i].name = *(const char *const *) ((const char *) name + i * step);
		places[i].place = i;
	}
	qsort(places, n, sizeof(NamePlace), compare_places);
	for (int i = 0; i < n; i++)
	{
		bool again = i > 0 && strcmp(places[i - 1].name, places[i].name) == 0;

		first[places[i].place] = again ? first[places[i - 1].place] : places[i].place;
	}
	return first;
}

/*
 * read_labels reads the names of other labels.
 */
static void
read_labels(RecordReader *reader, LabelFile *label, YamlTree *data, const char *path)
{
	int n;
	int kept = 0;
	YamlTree *child = member_list(reader, data, "labels", MAX_LABELS, &n);
	int *first;

	if (n == 0 || (label->labels = arena_alloc(reader->arena, n * sizeof(char *))) == NULL)
		return;
	for (; n > 0; n--, child = child->next)
	{
		const char *text = child->kind == YAML_TEXT ? child->text : NULL;
		const char *id = text == NULL ? NULL : absolute_id(reader, path, text);

		if (id != NULL && strcmp(id, label->id) == 0)
			record_problem(reader, "self_loop", "the label names itself; left out");
		else if (id != NULL)
			label->labels[kept++] = id;
		else
			record_problem(reader, "name", "labels: \"%s\" is no label's name; left out",
						   text == NULL ? "" : record_quote(reader, text));
	}
	if (kept == 0 || (first = first_of_name(reader, label->labels, sizeof(char *), kept)) == NULL)
		return;
	for (int i = 0; i < kept; i++)
		if (first[i] == i)
			label->labels[label->nlabels++] = label->labels[i];
}

/*
 * read_number reads GitHub's number of something. RECORD_NULL: not given.
 */
static int64_t
read_number(RecordReader *reader, YamlTree *map)
{
	YamlTree *value = yaml_member(map, "id");
	const char *text = value != NULL && value->kind == YAML_TEXT ? value->text : NULL;
	size_t len;

	if (value == NULL || (value->kind == YAML_TEXT && text == NULL))
		return RECORD_NULL;
	len = text == NULL ? 0 : strspn(text, "0123456789");
	if (len >= 1 && len <= 18 && text[len] == '\0')
		return strtoll(text, NULL, 10);
	record_problem(reader, "type", "id \"%s\" is no number; left out",
				   text == NULL ? "" : record_quote(reader, text));
	return RECORD_NULL;
}

/*
 * read_entry reads {id, name} or a bare name. Returns whether it can be kept.
 */
static bool
read_entry(RecordReader *reader, LabelFileEntry *entry, YamlTree *node, const char *key,
		   bool is_repo)
{
	YamlTree *name = node->kind == YAML_MAP ? yaml_member(node, "name") : node;
	const char *text = name != NULL && name->kind == YAML_TEXT ? name->text : NULL;

	if (text == NULL || !(is_repo ? text_is_repo(text) : text_is_login(text, strlen(text))))
	{
		record_problem(reader, "name", "%s: \"%s\" is no name; left out", key,
					   text == NULL ? "" : record_quote(reader, text));
		return false;
	}
	entry->name = text;
	entry->id = node->kind == YAML_MAP ? read_number(reader, node) : RECORD_NULL;
	return true;
}

/*
 * compare_entries orders by number, for bsearch and qsort.
 */
static int
compare_entries(const void *a_arg, const void *b_arg)
{
	const LabelFileEntry *a = *(const LabelFileEntry *const *) a_arg;
	const LabelFileEntry *b = *(const LabelFileEntry *const *) b_arg;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a < b ? -1 : a > b;
}

/*
 * tell_renames notes those of n entries that have the number of another under
 * another name: one of the names is old.
 */
static void
tell_renames(RecordReader *reader, const LabelFileEntry *entries, int n, const char *key)
{
	const LabelFileEntry **sorted = arena_alloc(reader->arena, n * sizeof(*sorted));

	if (sorted == NULL)
		return;
	for (int i = 0; i < n; i++)
		sorted[i] = &entries[i];
	qsort(sorted, n, sizeof(*sorted), compare_entries);
	for (int i = 1; i < n; i++)
		if (sorted[i]->id == sorted[i - 1]->id && sorted[i]->id != RECORD_NULL)
			record_problem(reader, "duplicate", "%s: %s and %s have the same id; both are kept",
						   key, sorted[i - 1]->name, sorted[i]->name);
}

/*
 * The repositories or organizations of all platforms while they are gathered.
 */
typedef struct Entries
{
	const char *key; /* of a platform */
	bool are_repos;
	LabelFileEntry *list;
	int n;
} Entries;

/*
 * gather_entries reads those of one platform.
 */
static void
gather_entries(RecordReader *reader, Entries *entries, YamlTree *platform)
{
	int n;
	YamlTree *child = member_list(reader, platform, entries->key, MAX_ENTRIES - entries->n, &n);

	for (; n > 0; n--, child = child->next)
	{
		LabelFileEntry *list =
			record_grow(reader, entries->list, entries->n, sizeof(LabelFileEntry));

		if (list == NULL)
			return;
		entries->list = list;
		if (read_entry(reader, &list[entries->n], child, entries->key, entries->are_repos))
			entries->n++;
	}
}

/*
 * settle_entries keeps the first of each name.
 */
static void
settle_entries(RecordReader *reader, Entries *entries)
{
	LabelFileEntry *list = entries->list;
	int n = entries->n;
	int *first;

	entries->n = 0;
	if (n == 0 || (first = first_of_name(reader, &list->name, sizeof(LabelFileEntry), n)) == NULL)
		return;
	for (int i = 0; i < n; i++)
		if (first[i] != i && list[first[i]].id != list[i].id)
			record_problem(reader, "duplicate", "%s: %s with two ids; the first is kept",
						   entries->key, list[i].name);
	for (int i = 0; i < n; i++)
		if (first[i] == i)
			list[entries->n++] = list[i];
	tell_renames(reader, list, entries->n, entries->key);
}

/*
 * read_platforms reads what the label has at GitHub; other places are not
 * followed.
 */
static void
read_platforms(RecordReader *reader, LabelFile *label, YamlTree *data)
{
	Entries repos = {.key = "repos", .are_repos = true};
	Entries orgs = {.key = "orgs"};
	int n;
	YamlTree *platform = member_list(reader, data, "platforms", MAX_PLATFORMS, &n);

	for (; n > 0; n--, platform = platform->next)
	{
		const char *name =
			platform->kind == YAML_MAP ? member_text(reader, platform, "name") : NULL;

		if (name == NULL)
			record_problem(reader, "missing", "a platform without name; left out");
		else if (strcmp(name, "GitHub") == 0)
		{
			gather_entries(reader, &repos, platform);
			gather_entries(reader, &orgs, platform);
		}
	}
	settle_entries(reader, &repos);
	settle_entries(reader, &orgs);
	label->repos = repos.list;
	label->nrepos = repos.n;
	label->orgs = orgs.list;
	label->norgs = orgs.n;
}

/*
 * read_label reads a file whose path is valid. Returns whether it is a label.
 */
static bool
read_label(RecordReader *reader, LabelFile *label, const char *path, const char *body, size_t len)
{
	YamlTree *root = yaml_read(reader, body, len);
	YamlTree *data;

	if (root == NULL)
		return false;
	if (root->kind != YAML_MAP)
	{
		record_bad_page(reader, "type", "the file is no map of keys and values");
		return false;
	}
	label->name = member_text(reader, root, "name");
	label->name_zh = member_text(reader, root, "name_zh");
	label->type = member_text(reader, root, "type");
	data = yaml_member(root, "data");
	if (label->name == NULL && data == NULL)
	{
		record_bad_page(reader, "missing", "neither name nor data: no label");
		return false;
	}
	if (data != NULL && data->kind != YAML_MAP && data->text != NULL)
		record_problem(reader, "type", "data is no map of keys and values; left out");
	read_labels(reader, label, data, path);
	read_platforms(reader, label, data);
	return true;
}

/*
 * label_parse reads the file that is at path, 'technology/ai/index.yml'.
 * RECORD_BAD: path is none of a label, or what it holds is no YAML or no
 * label.
 */
RecordResult
label_parse(const char *path, const RecordInput *input, LabelFile *label)
{
	RecordReader reader;
	bool good = false;

	if (!record_begin(&reader, &label->head, sizeof(*label), input))
		return RECORD_NO_MEMORY;
	reader.item = 0;
	if (!label_valid_path(path))
		record_bad_page(&reader, "name", "\"%s\" is no path of a label",
						record_quote(&reader, path));
	else
	{
		label->id = own_id(&reader, path);
		reader.name = label->id;
		if (label->id != NULL)
			good = read_label(&reader, label, path, input->body, input->len);
	}
	return record_end(&reader, good ? RECORD_OK : RECORD_BAD);
}

/*
 * label_path returns the path of the file of a label, malloc'ed. An id does
 * not tell which of two it is: index false: ID.yml, true: ID/index.yml; ask
 * for the second where the first is not there. NULL: out of memory, or no
 * valid id.
 */
char *
label_path(const char *id, bool index)
{
	char *path = label_valid_id(id) ? malloc(strlen(id) + 20) : NULL;

	if (path != NULL)
		sprintf(path, "%s%s.yml", id + 1, index ? "/index" : "");
	return path;
}

/*
 * label_url returns endpoint, which has no trailing slash, and path; as
 * label_path.
 */
char *
label_url(const char *endpoint, const char *path)
{
	char *url = label_valid_path(path) ? malloc(strlen(endpoint) + strlen(path) + 2) : NULL;

	if (url != NULL)
		sprintf(url, "%s/%s", endpoint, path);
	return url;
}
