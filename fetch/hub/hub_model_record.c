/*
 * hub_model_record.c: one record of the Hub's model listing as a HubModel. Understands
 * items with and without expanded fields.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/hub_identity.h"
#include "fetch/hub/hub_model_record.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_repair.h"
#include "fetch/hub/hub_repository.h"
#include "fetch/hub/model_languages.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/name_index.h"

#define MAX_PARENTS 200

/* The parents of one record while they are gathered. */
typedef struct Parents
{
	const char *self; /* name of the model */
	HubParent list[MAX_PARENTS];
	/* the relation that tags gave; HUB_UNKNOWN: none so far */
	HubRelation by_tag[MAX_PARENTS];
	bool tagged[MAX_PARENTS]; /* a tag names it */
	int n;
	NameIndex index; /* of the keys of their names, else of their texts */
	bool self_loop;  /* reported already, as is ... */
	bool full;
	bool no_name; /* ... an empty one */
} Parents;

static const char *const relation_names[] = {"unknown", "finetune", "adapter", "merge",
											 "quantized"};
static const char *const provenance_names[] = {"hub", "tag", "card", "repaired"};

/*
 * hub_relation_name returns 'finetune', ..., 'unknown'.
 */
const char *
hub_relation_name(HubRelation relation)
{
	return relation_names[relation];
}

/*
 * hub_provenance_name returns 'hub', 'tag', 'card' or 'repaired'.
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
 * find_parent returns the place of a parent, by what was written, else by its
 * name, -1: it has none. *key becomes what it is added by.
 */
static int
find_parent(RecordReader *reader, const Parents *parents, const HubParent *parent, const char **key)
{
	int place;

	*key = hub_name_key(reader->arena, parent->text);
	if (*key == NULL)
		return -1;
	place = name_index_find(&parents->index, *key);
	if (place >= 0 || parent->name == NULL || parent->name == parent->text)
		return place;
	*key = hub_name_key(reader->arena, parent->name);
	return *key == NULL ? -1 : name_index_find(&parents->index, *key);
}

/*
 * may_add says whether a parent that has no place may have one; a problem says
 * why not.
 */
static bool
may_add(RecordReader *reader, Parents *parents, const HubParent *parent)
{
	if (parent->name != NULL && hub_same_name(parent->name, parents->self))
	{
		if (!parents->self_loop)
			record_problem(reader, "self_loop",
						   "the model names itself as its base model; left out");
		parents->self_loop = true;
		return false;
	}
	if (parent->text[0] == '\0')
	{
		if (!parents->no_name)
			record_problem(reader, "name", "base model \"\" is not a model's name; left out");
		parents->no_name = true;
		return false;
	}
	if (parents->n == MAX_PARENTS)
	{
		if (!parents->full)
			record_problem(reader, "range", "more than %d base models; the rest is left out",
						   MAX_PARENTS);
		parents->full = true;
		return false;
	}
	return true;
}

/*
 * place_parent returns the place of a parent, which is added where it has none;
 * -1: it was not taken. Where it was repaired, and is now named as it is called,
 * that counts.
 */
static int
place_parent(RecordReader *reader, Parents *parents, const HubParent *parent)
{
	const char *key;
	int place = find_parent(reader, parents, parent, &key);

	if (place >= 0)
	{
		HubParent *known = &parents->list[place];

		if (known->name != known->text && parent->name == parent->text)
		{
			known->name = known->text = parent->text;
			known->provenance = parent->provenance;
		}
		return place;
	}
	if (key == NULL || !may_add(reader, parents, parent))
		return -1;
	parents->by_tag[parents->n] = HUB_UNKNOWN;
	parents->tagged[parents->n] = false;
	parents->list[parents->n] = *parent;
	(void) name_index_add(reader, &parents->index, key, parents->n);
	return parents->n++;
}

/*
 * make_parent returns the parent that an author wrote as text.
 */
static HubParent
make_parent(RecordReader *reader, const char *text, HubRelation relation, HubProvenance provenance)
{
	return (HubParent) {.name = hub_repair_name(reader->arena, text),
						.text = text,
						.relation = relation,
						.provenance = provenance};
}

/*
 * texts_of returns how many parents an author wrote as *text, and in *texts what of each:
 * *text itself, unless that is a list.
 */
static int
texts_of(RecordReader *reader, const char **text, const char ***texts)
{
	int n = hub_split_names(reader->arena, *text, texts);

	if (n > 0)
		return n;
	*texts = text;
	return 1;
}

/*
 * read_parent_id reads the _id of a parent. Returns NULL where it has none.
 */
static const char *
read_parent_id(RecordReader *reader, struct json_object *value)
{
	const char *text = value == NULL ? NULL : field_text(reader, value, "baseModels._id");

	if (text == NULL || hub_valid_id(text))
		return text;
	record_problem(reader, "type", "baseModels._id \"%s\" is not 24 hex digits; left out",
				   record_quote(reader, text));
	return NULL;
}

/*
 * read_base_model reads one element of baseModels.models: an object with id
 * and _id, or a bare name. What has an _id is listed under its name, whatever
 * that looks like.
 */
static void
read_base_model(RecordReader *reader, Parents *parents, struct json_object *value,
				HubRelation relation)
{
	struct json_object *id = value;
	const char *hub_id;
	const char *text;
	const char **texts;
	int n;

	if (json_object_is_type(value, json_type_object))
		id = field_member(value, "id");
	if (id == NULL)
	{
		record_problem(reader, "missing", "an element of baseModels has no id; left out");
		return;
	}
	text = field_text(reader, id, "baseModels");
	if (text == NULL)
		return;
	hub_id = read_parent_id(reader, field_member(value, "_id"));
	if (hub_id != NULL && hub_listed_name(text))
	{
		HubParent parent = {.name = text,
							.text = text,
							.hub_id = hub_id,
							.relation = relation,
							.provenance = HUB_FROM_HUB};
		int place = place_parent(reader, parents, &parent);

		if (place >= 0 && parents->list[place].hub_id == NULL)
			parents->list[place].hub_id = hub_id;
		return;
	}
	n = texts_of(reader, &text, &texts);
	for (int i = 0; i < n; i++)
	{
		HubParent parent = make_parent(reader, texts[i], relation, HUB_FROM_HUB);

		(void) place_parent(reader, parents, &parent);
	}
}

/*
 * read_base_models reads baseModels: {relation, models: [...]}, an array of
 * such objects, or models that is a single one.
 */
static void
read_base_models(RecordReader *reader, Parents *parents, struct json_object *value)
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
				read_base_models(reader, parents, part);
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
			read_base_model(reader, parents, json_object_array_get_idx(models, i), relation);
	}
	else
		read_base_model(reader, parents, models, relation);
}

/*
 * tag_relation returns the relation that the text behind base_model: begins
 * with, HUB_UNKNOWN: none; *name becomes what is behind that, text itself where
 * the part before the first colon is no relation.
 */
static HubRelation
tag_relation(const char *text, const char **name)
{
	size_t len = strcspn(text, ":");
	HubRelation relation = text[len] == ':' ? relation_of(text, len) : HUB_UNKNOWN;
	const char *unknown = hub_relation_name(HUB_UNKNOWN);

	*name = text;
	if (relation != HUB_UNKNOWN ||
		(text[len] == ':' && len == strlen(unknown) && memcmp(text, unknown, len) == 0))
		*name += len + 1;
	return relation;
}

/*
 * is_new_relation: does a tag say of a parent that is known by now how it is
 * related, with a word that is not known? The Hub has a tag without relation
 * for each parent, too.
 */
static bool
is_new_relation(RecordReader *reader, const Parents *parents, const char *text)
{
	const char *name = text + strcspn(text, ":") + 1;
	HubParent parent = {.name = name, .text = name};
	const char *key;

	if (!hub_valid_name(name) || find_parent(reader, parents, &parent, &key) < 0)
		return false;
	record_problem(reader, "relation", "tag \"base_model:%s\" has a relation that is not known",
				   record_quote(reader, text));
	return true;
}

/*
 * tag_parent takes a parent that a tag names, and the relation that it gives.
 */
static void
tag_parent(RecordReader *reader, Parents *parents, const char *text, HubRelation relation)
{
	HubParent parent = make_parent(reader, text, HUB_UNKNOWN, HUB_FROM_TAG);
	int place = place_parent(reader, parents, &parent);
	HubParent *known;

	if (place < 0)
		return;
	parents->tagged[place] = true;
	if (relation == HUB_UNKNOWN)
		return;
	known = &parents->list[place];
	if (known->relation == HUB_UNKNOWN)
		known->relation = relation;
	else if (known->relation != relation && parents->by_tag[place] != relation)
		record_problem(reader, "relation", "both %s and %s of \"%s\"; the first is kept",
					   hub_relation_name(known->relation), hub_relation_name(relation),
					   record_quote(reader, known->text));
	parents->by_tag[place] = relation;
}

/*
 * read_parent_tag reads what stands behind base_model: in a tag, a relation and
 * what the author wrote, or that alone.
 */
static void
read_parent_tag(RecordReader *reader, Parents *parents, const char *text)
{
	const char *name;
	HubRelation relation = tag_relation(text, &name);
	const char **texts;
	int n = texts_of(reader, &name, &texts);

	for (int i = 0; i < n; i++)
		tag_parent(reader, parents, texts[i], relation);
}

/*
 * read_parent_tags reads the tags that name a parent, first those that have no
 * colon or a relation before it, then the others.
 */
static void
read_parent_tags(RecordReader *reader, Parents *parents, const HubModel *model)
{
	static const char prefix[] = "base_model:";
	bool others = false;

	for (int round = 0; round == 0 || (round == 1 && others); round++)
		for (int i = 0; i < model->ntags; i++)
		{
			const char *text = model->tags[i] + strlen(prefix);
			const char *name;
			bool other;

			if (strncmp(model->tags[i], prefix, strlen(prefix)) != 0)
				continue;
			(void) tag_relation(text, &name);
			other = name == text && strchr(text, ':') != NULL;
			others = others || other;
			if (other == (round == 1) && !(other && is_new_relation(reader, parents, text)))
				read_parent_tag(reader, parents, text);
		}
}

/*
 * read_parent_card reads cardData.base_model: what the author wrote, a name
 * or a list of names.
 */
static void
read_parent_card(RecordReader *reader, Parents *parents, struct json_object *value,
				 HubRelation relation)
{
	if (json_object_is_type(value, json_type_array))
	{
		size_t n = json_object_array_length(value);

		for (size_t i = 0; i < n && !parents->full; i++)
		{
			struct json_object *element = json_object_array_get_idx(value, i);

			if (json_object_is_type(element, json_type_string))
				read_parent_card(reader, parents, element, relation);
			else
				record_problem(reader, "type",
							   "an element of cardData.base_model is not a string; left out");
		}
	}
	else
	{
		const char *text = field_text(reader, value, "cardData.base_model");
		const char **texts;
		int n = text == NULL ? 0 : texts_of(reader, &text, &texts);

		for (int i = 0; i < n; i++)
		{
			HubParent parent = make_parent(reader, texts[i], relation, HUB_FROM_CARD);

			(void) place_parent(reader, parents, &parent);
		}
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

	parents.self = model->name;
	parents.n = 0;
	memset(&parents.index, 0, sizeof(parents.index));
	parents.self_loop = parents.full = parents.no_name = false;
	value = field_member(item, "baseModels");
	if (value != NULL)
		read_base_models(reader, &parents, value);
	nbase = parents.n;
	read_parent_tags(reader, &parents, model);
	drop_old_names(&parents, nbase);
	value = field_member(card, "base_model");
	if (parents.n == 0 && value != NULL)
	{
		struct json_object *word = field_member(card, "base_model_relation");
		HubRelation relation = HUB_UNKNOWN;

		if (json_object_is_type(word, json_type_string))
			relation = relation_of(json_object_get_string(word), json_object_get_string_len(word));
		read_parent_card(reader, &parents, value, relation);
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
	model->item = reader->item;
	if (!hub_identity(reader, item, "model", &model->hub_id, &model->name))
		return false;
	model->author = hub_author(reader, model->name);
	card = field_object(reader, item, "cardData");
	model->task = field_text(reader, field_member(item, "pipeline_tag"), "pipeline_tag");
	model->library = field_text(reader, field_member(item, "library_name"), "library_name");
	model->gated = hub_gated(reader, field_member(item, "gated"));
	model->sha = hub_sha(reader, field_member(item, "sha"));
	model->disabled = hub_flag(reader, field_member(item, "disabled"), "disabled");
	model->downloads = field_count(reader, field_member(item, "downloads"), "downloads");
	model->downloads_all_time =
		field_count(reader, field_member(item, "downloadsAllTime"), "downloadsAllTime");
	model->likes = field_count(reader, field_member(item, "likes"), "likes");
	model->parameters = read_parameters(reader, item);
	model->trending_score =
		field_number(reader, field_member(item, "trendingScore"), "trendingScore");
	model->created_at = hub_created(reader, field_member(item, "createdAt"), "createdAt");
	model->modified_at = field_time(reader, field_member(item, "lastModified"), "lastModified");
	model->ntags = hub_tags(reader, field_member(item, "tags"), &model->tags);
	model->license = hub_license(reader, model->tags, model->ntags, card);
	model->nlanguages = model_languages(reader, card, model->tags, model->ntags, &model->languages);
	read_parents(reader, model, item, card);
	return true;
}
