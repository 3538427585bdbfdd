/*
 * hub_model_record.c: one record of the Hub's model listing as a HubModel. Understands
 * items with and without expanded fields.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/hub_identity.h"
#include "fetch/hub/hub_model_record.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/languages.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/name_index.h"

#define MAX_TAGS 10000
#define MAX_PARENTS 200

/* The parents of one record while they are gathered. */
typedef struct Parents
{
	HubParent list[MAX_PARENTS];
	/* the relation that tags gave; HUB_UNKNOWN: none so far */
	HubRelation by_tag[MAX_PARENTS];
	bool tagged[MAX_PARENTS]; /* a tag names it */
	int n;
	NameIndex index; /* of their names */
	bool self_loop;  /* reported already, as is ... */
	bool full;
	const char *bad_name; /* ... this name */
} Parents;

static const char *const relation_names[] = {"unknown", "finetune", "adapter", "merge",
											 "quantized"};
static const char *const provenance_names[] = {"hub", "tag", "card"};

/*
 * hub_relation_name returns 'finetune', ..., 'unknown'.
 */
const char *
hub_relation_name(HubRelation relation)
{
	return relation_names[relation];
}

/*
 * hub_provenance_name returns 'hub', 'tag' or 'card'.
 */
const char *
hub_provenance_name(HubProvenance provenance)
{
	return provenance_names[provenance];
}

/*
 * relation_of reads a relation's name of len bytes; HUB_UNKNOWN where it is
 * none.
 */
static HubRelation
relation_of(const char *text, size_t len)
{
	for (int i = HUB_FINETUNE; i <= HUB_QUANTIZED; i++)
		if (strlen(hub_relation_name(i)) == len && memcmp(hub_relation_name(i), text, len) == 0)
			return i;
	return HUB_UNKNOWN;
}

/*
 * add_parent takes a parent that was not named before. Returns its position,
 * or -1: it was not taken and a problem says why.
 */
static int
add_parent(RecordReader *reader, Parents *parents, const char *self, const char *name,
		   HubRelation relation, HubProvenance provenance)
{
	HubParent *parent;

	if (strcmp(name, self) == 0)
	{
		if (!parents->self_loop)
			record_problem(reader, "self_loop",
						   "the model names itself as its base model; left out");
		parents->self_loop = true;
		return -1;
	}
	if (!hub_valid_name(name))
	{
		if (parents->bad_name == NULL || strcmp(parents->bad_name, name) != 0)
			record_problem(reader, "name", "base model \"%s\" is not a model's name; left out",
						   record_quote(reader, name));
		parents->bad_name = name;
		return -1;
	}
	if (parents->n == MAX_PARENTS)
	{
		if (!parents->full)
			record_problem(reader, "range", "more than %d base models; the rest is left out",
						   MAX_PARENTS);
		parents->full = true;
		return -1;
	}
	parents->by_tag[parents->n] = HUB_UNKNOWN;
	parents->tagged[parents->n] = false;
	parent = &parents->list[parents->n];
	parent->name = name;
	parent->hub_id = NULL;
	parent->relation = relation;
	parent->provenance = provenance;
	(void) name_index_add(reader, &parents->index, name, parents->n);
	return parents->n++;
}

/*
 * read_base_model reads one element of baseModels.models: an object with id
 * and _id, or a bare name.
 */
static void
read_base_model(RecordReader *reader, Parents *parents, const char *self, struct json_object *value,
				HubRelation relation)
{
	struct json_object *id = value;
	struct json_object *hub_id = NULL;
	const char *name;
	int place;

	if (json_object_is_type(value, json_type_object))
	{
		id = field_member(value, "id");
		hub_id = field_member(value, "_id");
	}
	if (id == NULL)
	{
		record_problem(reader, "missing", "an element of baseModels has no id; left out");
		return;
	}
	name = field_text(reader, id, "baseModels");
	if (name == NULL || name_index_find(&parents->index, name) >= 0)
		return;
	place = add_parent(reader, parents, self, name, relation, HUB_FROM_HUB);
	if (place >= 0 && hub_id != NULL)
	{
		const char *text = field_text(reader, hub_id, "baseModels._id");

		if (text != NULL && hub_valid_id(text))
			parents->list[place].hub_id = text;
		else if (text != NULL)
			record_problem(reader, "type", "baseModels._id \"%s\" is not 24 hex digits; left out",
						   record_quote(reader, text));
	}
}

/*
 * read_base_models reads baseModels: {relation, models: [...]}, an array of
 * such objects, or models that is a single one.
 */
static void
read_base_models(RecordReader *reader, Parents *parents, const char *self,
				 struct json_object *value)
{
	struct json_object *models;
	struct json_object *word;
	HubRelation relation = HUB_UNKNOWN;

	if (json_object_is_type(value, json_type_array))
	{
		size_t n = json_object_array_length(value);

		for (size_t i = 0; i < n && !parents->full; i++)
		{
			struct json_object *part = json_object_array_get_idx(value, i);

			if (json_object_is_type(part, json_type_object))
				read_base_models(reader, parents, self, part);
			else
				record_problem(reader, "type",
							   "an element of baseModels is not an object; left out");
		}
		return;
	}
	if (!json_object_is_type(value, json_type_object))
	{
		record_problem(reader, "type", "baseModels is not an object; left out");
		return;
	}
	word = field_member(value, "relation");
	if (word != NULL)
	{
		const char *text = field_text(reader, word, "baseModels.relation");

		if (text != NULL)
		{
			relation = relation_of(text, strlen(text));
			if (relation == HUB_UNKNOWN && strcmp(text, "unknown") != 0)
				record_problem(reader, "relation", "relation \"%s\" is not known",
							   record_quote(reader, text));
		}
	}
	models = field_member(value, "models");
	if (models == NULL)
		record_problem(reader, "missing", "baseModels has no models");
	else if (json_object_is_type(models, json_type_array))
	{
		size_t n = json_object_array_length(models);

		for (size_t i = 0; i < n && !parents->full; i++)
			read_base_model(reader, parents, self, json_object_array_get_idx(models, i), relation);
	}
	else
		read_base_model(reader, parents, self, models, relation);
}

/*
 * read_parent_tag reads what stands behind base_model: in a tag, an id or a
 * relation and an id.
 */
static void
read_parent_tag(RecordReader *reader, Parents *parents, const char *self, const char *text)
{
	const char *colon = strchr(text, ':');
	const char *name = colon == NULL ? text : colon + 1;
	HubRelation relation = HUB_UNKNOWN;
	HubParent *parent;
	int place;

	if (colon != NULL)
	{
		relation = relation_of(text, colon - text);
		if (relation == HUB_UNKNOWN && !(colon - text == 7 && memcmp(text, "unknown", 7) == 0))
			record_problem(reader, "relation",
						   "tag \"base_model:%s\" has a relation that is not known",
						   record_quote(reader, text));
	}
	place = name_index_find(&parents->index, name);
	if (place < 0)
		place = add_parent(reader, parents, self, name, HUB_UNKNOWN, HUB_FROM_TAG);
	if (place < 0)
		return;
	parents->tagged[place] = true;
	if (relation == HUB_UNKNOWN)
		return;
	parent = &parents->list[place];
	if (parent->relation == HUB_UNKNOWN)
		parent->relation = relation;
	else if (parent->relation != relation && parents->by_tag[place] != relation)
		record_problem(reader, "relation", "both %s and %s of \"%s\"; the first is kept",
					   hub_relation_name(parent->relation), hub_relation_name(relation),
					   parent->name);
	parents->by_tag[place] = relation;
}

/*
 * read_parent_card reads cardData.base_model: what the author wrote, a name
 * or a list of names.
 */
static void
read_parent_card(RecordReader *reader, Parents *parents, const char *self,
				 struct json_object *value, HubRelation relation)
{
	if (json_object_is_type(value, json_type_array))
	{
		size_t n = json_object_array_length(value);

		for (size_t i = 0; i < n && !parents->full; i++)
		{
			struct json_object *element = json_object_array_get_idx(value, i);

			if (json_object_is_type(element, json_type_string))
				read_parent_card(reader, parents, self, element, relation);
			else
				record_problem(reader, "type",
							   "an element of cardData.base_model is not a string; left out");
		}
	}
	else
	{
		const char *name = field_text(reader, value, "cardData.base_model");

		if (name != NULL && name_index_find(&parents->index, name) < 0)
			add_parent(reader, parents, self, name, relation, HUB_FROM_CARD);
	}
}

/*
 * drop_old_names drops the parents that only tags name, behind the n that
 * baseModels names, where they are old names of these: baseModels has the
 * names of today, tags may keep those that the author wrote. They are, if
 * each can stand for a parent that no tag names. Else some are parents that
 * the Hub no longer has, and all are kept: better a stub too many.
 */
static void
drop_old_names(Parents *parents, int n)
{
	int untagged = 0;

	for (int i = 0; i < n; i++)
		untagged += !parents->tagged[i];
	if (parents->n - n <= untagged)
		parents->n = n;
}

/*
 * read_parents gathers the parents of model, whose name and tags are read.
 */
static void
read_parents(RecordReader *reader, HubModel *model, struct json_object *item,
			 struct json_object *card)
{
	Parents parents;
	struct json_object *value;
	int nbase;

	parents.n = 0;
	memset(&parents.index, 0, sizeof(parents.index));
	parents.self_loop = parents.full = false;
	parents.bad_name = NULL;
	value = field_member(item, "baseModels");
	if (value != NULL)
		read_base_models(reader, &parents, model->name, value);
	nbase = parents.n;
	for (int i = 0; i < model->ntags; i++)
		if (strncmp(model->tags[i], "base_model:", 11) == 0)
			read_parent_tag(reader, &parents, model->name, model->tags[i] + 11);
	drop_old_names(&parents, nbase);
	value = field_member(card, "base_model");
	if (parents.n == 0 && value != NULL)
	{
		struct json_object *word = field_member(card, "base_model_relation");
		HubRelation relation = HUB_UNKNOWN;

		if (json_object_is_type(word, json_type_string))
			relation = relation_of(json_object_get_string(word), json_object_get_string_len(word));
		read_parent_card(reader, &parents, model->name, value, relation);
	}
	if (parents.n > 0)
		model->parents = arena_alloc(reader->arena, parents.n * sizeof(HubParent));
	if (model->parents != NULL)
	{
		memcpy(model->parents, parents.list, parents.n * sizeof(HubParent));
		model->nparents = parents.n;
	}
}

/*
 * read_tags reads the tags.
 */
static void
read_tags(RecordReader *reader, HubModel *model, struct json_object *value)
{
	size_t n;

	if (value == NULL)
		return;
	if (!json_object_is_type(value, json_type_array))
	{
		record_problem(reader, "type", "tags is not an array; left out");
		return;
	}
	n = json_object_array_length(value);
	if (n > MAX_TAGS)
	{
		record_problem(reader, "range", "%zu tags; only the first %d are kept", n, MAX_TAGS);
		n = MAX_TAGS;
	}
	model->tags = arena_alloc(reader->arena, n * sizeof(char *));
	if (model->tags == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		const char *tag = field_text(reader, json_object_array_get_idx(value, i), "tags");

		if (tag != NULL)
			model->tags[model->ntags++] = tag;
	}
}

/* The languages of one record while they are gathered. */
typedef struct Languages
{
	const char *list[LANGUAGES];
	int n;
	bool seen[LANGUAGES]; /* by language_number() */
} Languages;

/*
 * add_language adds a code that is not there yet. Returns false where text is
 * none.
 */
static bool
add_language(RecordReader *reader, Languages *languages, const char *text, size_t len)
{
	int number = language_number(text, len);
	char *copy;

	if (number < 0)
		return false;
	if (languages->seen[number])
		return true;
	languages->seen[number] = true;
	copy = arena_text(reader->arena, text, len);
	if (copy != NULL)
		languages->list[languages->n++] = copy;
	return true;
}

/*
 * read_card_language takes one language of the card: its code in any case,
 * without a region (zh-CN, pt_BR).
 */
static void
read_card_language(RecordReader *reader, Languages *languages, struct json_object *value)
{
	const char *text = field_text(reader, value, "cardData.language");
	char code[16];
	size_t len;

	if (text == NULL)
		return;
	len = strcspn(text, "-_");
	for (size_t i = 0; i < len && i < sizeof(code); i++)
		code[i] = text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i];
	if (len >= sizeof(code) || !add_language(reader, languages, code, len))
		record_problem(reader, "range", "language \"%s\" is not a known ISO 639 code; left out",
					   record_quote(reader, text));
}

/*
 * read_languages takes the card's languages, in its order, then those among
 * the tags.
 */
static void
read_languages(RecordReader *reader, HubModel *model, struct json_object *card)
{
	Languages languages = {.n = 0};
	struct json_object *value = field_member(card, "language");

	if (json_object_is_type(value, json_type_array))
	{
		size_t length = json_object_array_length(value);

		for (size_t i = 0; i < length && i < MAX_TAGS; i++)
			read_card_language(reader, &languages, json_object_array_get_idx(value, i));
	}
	else if (value != NULL)
		read_card_language(reader, &languages, value);
	for (int i = 0; i < model->ntags; i++)
		(void) add_language(reader, &languages, model->tags[i], strnlen(model->tags[i], 16));
	if (languages.n == 0)
		return;
	model->languages = arena_alloc(reader->arena, languages.n * sizeof(char *));
	if (model->languages == NULL)
		return;
	memcpy(model->languages, languages.list, languages.n * sizeof(char *));
	model->nlanguages = languages.n;
}

/*
 * read_license takes the first license: tag, else the card's license, the
 * first where it is a list.
 */
static const char *
read_license(RecordReader *reader, const HubModel *model, struct json_object *card)
{
	struct json_object *value = field_member(card, "license");

	for (int i = 0; i < model->ntags; i++)
		if (strncmp(model->tags[i], "license:", 8) == 0 && model->tags[i][8] != '\0')
			return model->tags[i] + 8;
	if (json_object_is_type(value, json_type_array))
		value = json_object_array_length(value) > 0 ? json_object_array_get_idx(value, 0) : NULL;
	return value == NULL ? NULL : field_text(reader, value, "cardData.license");
}

/*
 * read_gated turns false, "auto" or "manual" into a word.
 */
static const char *
read_gated(RecordReader *reader, struct json_object *value)
{
	const char *text;

	if (value == NULL)
		return NULL;
	if (json_object_is_type(value, json_type_boolean))
	{
		if (!json_object_get_boolean(value))
			return "no";
		record_problem(reader, "range", "gated is true, which does not say how; left out");
		return NULL;
	}
	text = field_text(reader, value, "gated");
	if (text == NULL || strcmp(text, "auto") == 0 || strcmp(text, "manual") == 0)
		return text;
	record_problem(reader, "range", "gated is \"%s\", not false, auto or manual; left out",
				   record_quote(reader, text));
	return NULL;
}

/*
 * sum_types returns the sum over the types of safetensors.parameters,
 * RECORD_NULL: they are not given, or too large a sum.
 */
static int64_t
sum_types(RecordReader *reader, struct json_object *types)
{
	int64_t sum = RECORD_NULL;

	if (!json_object_is_type(types, json_type_object))
		return RECORD_NULL;
	json_object_object_foreach(types, key, value)
	{
		int64_t count = field_count(reader, value, "safetensors.parameters");

		(void) key;
		if (count == RECORD_NULL)
			continue;
		if (sum == RECORD_NULL)
			sum = 0;
		if (count > INT64_MAX - sum)
		{
			record_problem(reader, "range", "safetensors.parameters exceeds 64 bits; left out");
			return RECORD_NULL;
		}
		sum += count;
	}
	return sum;
}

/*
 * read_parameters takes the number of parameters from safetensors, the larger of
 * its total and the sum over its types (a total may be of one file of many),
 * else from gguf.
 */
static int64_t
read_parameters(RecordReader *reader, struct json_object *item)
{
	struct json_object *tensors = field_object(reader, item, "safetensors");
	int64_t total = field_count(reader, field_member(tensors, "total"), "safetensors.total");
	int64_t sum = sum_types(reader, field_member(tensors, "parameters"));

	if (total != RECORD_NULL && sum > total)
		record_problem(reader, "range",
					   "safetensors.total is %lld, but its types have %lld; that is taken",
					   (long long) total, (long long) sum);
	if (sum > total) /* RECORD_NULL is the least */
		total = sum;
	if (total != RECORD_NULL)
		return total;
	return field_count(reader, field_member(field_object(reader, item, "gguf"), "total"),
					   "gguf.total");
}

/*
 * hub_read_model turns one record, an object, into model. Returns whether it
 * can be kept.
 */
bool
hub_read_model(RecordReader *reader, HubModel *model, struct json_object *item)
{
	struct json_object *card;

	memset(model, 0, sizeof(*model));
	if (!hub_identity(reader, item, "model", &model->hub_id, &model->name))
		return false;
	model->author = hub_author(reader, model->name);
	card = field_object(reader, item, "cardData");
	model->task = field_text(reader, field_member(item, "pipeline_tag"), "pipeline_tag");
	model->library = field_text(reader, field_member(item, "library_name"), "library_name");
	model->gated = read_gated(reader, field_member(item, "gated"));
	model->downloads = field_count(reader, field_member(item, "downloads"), "downloads");
	model->downloads_all_time =
		field_count(reader, field_member(item, "downloadsAllTime"), "downloadsAllTime");
	model->likes = field_count(reader, field_member(item, "likes"), "likes");
	model->parameters = read_parameters(reader, item);
	model->trending_score =
		field_number(reader, field_member(item, "trendingScore"), "trendingScore");
	model->created_at = hub_created(reader, field_member(item, "createdAt"), "createdAt");
	model->modified_at = field_time(reader, field_member(item, "lastModified"), "lastModified");
	read_tags(reader, model, field_member(item, "tags"));
	model->license = read_license(reader, model, card);
	read_languages(reader, model, card);
	read_parents(reader, model, item, card);
	return true;
}
