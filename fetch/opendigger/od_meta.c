/*
 * od_meta.c: OpenDigger's meta.json.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/opendigger/label_files.h"
#include "fetch/opendigger/od_lists.h"
#include "fetch/opendigger/od_meta.h"
#include "fetch/opendigger/od_periods.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/name_index.h"

#define MAX_LABELS 1000
#define LAST_MS INT64_C(253402300799000) /* the end of the year 9999 */
/* A time in milliseconds before this one, of March 1973, is one in seconds. */
#define FIRST_MS INT64_C(100000000000)

/*
 * read_labels reads the labels of meta.json.
 */
static void
read_labels(RecordReader *reader, OdMeta *meta, struct json_object *object)
{
	NameIndex index = {0};
	size_t n;
	struct json_object *list = od_list(reader, object, "labels", MAX_LABELS, &n);

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
		if (name_index_add(reader, &index, id, meta->nlabels) != meta->nlabels)
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
	if (ms != RECORD_NULL && ms < FIRST_MS)
		ms *= 1000;
	if (ms != RECORD_NULL && ms > LAST_MS)
		record_problem(reader, "range", "updatedAt: %lld is no time in milliseconds; left out",
					   (long long) ms);
	meta->updated_at = ms == RECORD_NULL || ms > LAST_MS ? RECORD_NULL : ms * 1000;
	read_labels(reader, meta, object);
}

/*
 * od_parse_meta reads meta.json.
 */
RecordResult
od_parse_meta(const RecordInput *input, OdMeta *meta)
{
	static const AnswerKind kind = {.noun = "file",
									.single = true,
									.may_be_empty = true,
									.max_bytes = OD_MAX_FILE,
									.page_size = sizeof(OdMeta),
									.take = take_meta};

	return answer_read(&kind, input, &meta->head, meta);
}
