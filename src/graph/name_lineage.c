/*
 * name_lineage.c: what the names of models say of what they were made from.
 *
 * A key is the words of a name (fetch/hub/name_parts.c). All listed models are
 * taken into lists by key, in a pass that reads more of them; a model's parent is then looked up by keys
 * made of parts of its name, or of what its card says. Lists are in order of likes,
 * and only their first GROUP_MODELS are looked at: some names, as of exercises of
 * courses, are those of ten thousands of models.
 *
 * How sure a rule is (confidence) is the part of its guesses that was right where
 * declared parents were hidden, rounded down: src/test/bench/RESULTS-suggested.md.
 */
#include "postgres.h"

#include "utils/array.h"

#include "fetch/hub/name_parts.h"
#include "graph/name_lineage.h"

#define GROUP_MODELS 32
/* Models that a walk up from one looks at. */
#define WALK_MODELS 256
/* Likes from which on a model's name in another's is no coincidence. */
#define POPULAR_LIKES 20
/* And where it says no size. */
#define VERY_POPULAR_LIKES 300

/* Words of an author's name, where it stands in a model's. */
#define OWNER_WORDS 3

#define KEY_BYTES (NAME_BYTES + 8)

const char *const name_rules[NAME_RULES] = {"card", "quantized", "copy", "tuned", "base"};

/* Places in derivation_relations. */
enum
{
	FINETUNE,
	ADAPTER,
	MERGE,
	QUANTIZED
};

/* Models of one name, the likeliest first. */
typedef struct NameGroup
{
	int n;
	bool cut; /* there are more */
	int32 models[GROUP_MODELS];
} NameGroup;

/* How one of them was chosen. */
typedef enum Choice
{
	CHOSEN_ONLY,
	CHOSEN_MOST_LIKED, /* by far */
	CHOSEN_OF_AUTHOR,
	CHOSEN_FIRST
} Choice;

static const char *const choice_words[] = {"the only model of that name",
										   "by far the most liked model of that name",
										   "the same author's model of that name",
										   "the most liked of several models of that name"};

/* What a guess is made for. */
typedef struct Asked
{
	const NameLineage *lineage;
	int32 model;
	const NameFacts *facts;
	NameParts parts;
} Asked;

/* ---- reading ---- */

/* Tags and libraries that say how a model was made. */
#define TAG(word, flag)                                                                            \
	{                                                                                              \
		word, sizeof(word) - 1, flag                                                               \
	}
static const struct
{
	const char *word;
	uint8 length;
	uint8 flag;
} tag_flags[] = {TAG("gguf", NAMED_QUANTIZED),         TAG("awq", NAMED_QUANTIZED),
				 TAG("gptq", NAMED_QUANTIZED),         TAG("exl2", NAMED_QUANTIZED),
				 TAG("exl3", NAMED_QUANTIZED),         TAG("fp8", NAMED_QUANTIZED),
				 TAG("4-bit", NAMED_QUANTIZED),        TAG("8-bit", NAMED_QUANTIZED),
				 TAG("bitsandbytes", NAMED_QUANTIZED), TAG("compressed-tensors", NAMED_QUANTIZED),
				 TAG("peft", NAMED_ADAPTER),           TAG("lora", NAMED_ADAPTER),
				 TAG("adapter", NAMED_ADAPTER),        TAG("merge", NAMED_MERGED),
				 TAG("mergekit", NAMED_MERGED)};
#define SHORTEST_TAG (sizeof("awq") - 1)
#define LONGEST_TAG (sizeof("compressed-tensors") - 1)

static uint8
word_flag(const char *word, int length)
{
	if (length < SHORTEST_TAG || length > LONGEST_TAG)
		return 0;
	for (int i = 0; i < lengthof(tag_flags); i++)
		if (tag_flags[i].length == length && memcmp(tag_flags[i].word, word, length) == 0)
			return tag_flags[i].flag;
	return 0;
}

/* An array of text that is stored with a short header, as it is in memory. */
typedef union ShortArray
{
	ArrayType array;
	char bytes[VARHDRSZ + VARATT_SHORT_MAX];
} ShortArray;

/*
 * array_of returns a column that is an array of the current row, in place or in copy
 * where it can.
 */
static ArrayType *
array_of(const QueryReader *reader, int c, ShortArray *copy)
{
	Pointer value = DatumGetPointer(reader->values[reader->columns[c].index]);
	Size size;

	/* VARATT_IS_SHORT() alone is true of a value that is stored out of line, too */
	if (!VARATT_IS_SHORT(value) || VARATT_IS_EXTERNAL(value))
		return DatumGetArrayTypeP(PointerGetDatum(value));
	size = VARSIZE_SHORT(value) - VARHDRSZ_SHORT;
	SET_VARSIZE(copy, VARHDRSZ + size);
	memcpy(VARDATA(copy), VARDATA_SHORT(value), size);
	return &copy->array;
}

/*
 * tags_flags returns what the tags of the current row, in column c, say.
 */
static uint8
tags_flags(const QueryReader *reader, int c)
{
	ShortArray copy;
	ArrayType *tags = array_of(reader, c, &copy);
	int n = ArrayGetNItems(ARR_NDIM(tags), ARR_DIMS(tags));
	char *at = ARR_DATA_PTR(tags);
	uint8 flags = 0;

	if (ARR_HASNULL(tags))
		n = 0; /* llmeco writes none */
	for (int i = 0; i < n; i++)
	{
		flags |= word_flag(VARDATA_ANY(at), VARSIZE_ANY_EXHDR(at));
		at = att_addlength_pointer(at, -1, at);
		at = (char *) att_align_nominal(at, TYPALIGN_INT);
	}
	if (tags != &copy.array &&
		(Pointer) tags != DatumGetPointer(reader->values[reader->columns[c].index]))
		pfree(tags);
	return flags;
}

static DictText
words_text(const NameParts *parts, int from, int to)
{
	size_t length;
	const char *bytes = name_words(parts, from, to, &length);

	return (DictText) {bytes, (int) length};
}

/*
 * keep_name keeps the bytes of a name, and returns where they begin.
 */
static int64
keep_name(NameLineage *lineage, DictText name)
{
	int64 at = lineage->name_bytes;

	while (at + name.length > lineage->names.room)
		GrowArray(&lineage->names, 1, &lineage->env);
	memcpy((char *) lineage->names.data + at, name.bytes, name.length);
	lineage->name_bytes += name.length;
	return at;
}

/*
 * keep_words keeps some words of a name among those that wait.
 */
static DictText
keep_words(WaitingNames *waiting, const NameParts *parts)
{
	DictText text = words_text(parts, 0, parts->n);

	text.bytes = memcpy(waiting->bytes + waiting->used, text.bytes, text.length);
	waiting->used += text.length;
	return text;
}

/*
 * settle_names numbers the words of the names that wait, and files their models.
 */
static void
settle_names(NameLineage *lineage)
{
	WaitingNames *waiting = &lineage->waiting;
	NameFacts *models = lineage->models.data;

	DictNumbers(&lineage->keys, waiting->keys, waiting->n);
	DictNumbers(&lineage->owners, waiting->owners, waiting->n_owners);
	for (int i = 0; i < waiting->n; i++)
	{
		NameEntry *entry =
			grown(&lineage->entries, lineage->n_entries++, sizeof(NameEntry), &lineage->env);
		NameFacts *model = &models[waiting->models[i]];

		*entry = (NameEntry) {waiting->keys[i].number, waiting->models[i]};
		if (model->key < 0)
			model->key = entry->key; /* its own name is before old ones */
	}
	for (int i = 0; i < waiting->n_owners; i++)
		models[waiting->owned[i]].owner = waiting->owners[i].number;
	waiting->n = waiting->n_owners = waiting->used = 0;
}

/*
 * add_entry has a model wait to be filed under a name.
 */
static void
add_entry(NameLineage *lineage, const NameParts *parts, int32 model)
{
	WaitingNames *waiting = &lineage->waiting;

	if (waiting->n == NAMES_WAITING)
		settle_names(lineage);
	waiting->models[waiting->n] = model;
	waiting->keys[waiting->n++].text = keep_words(waiting, parts);
}

/*
 * kin_flags returns whether a model has parents and children.
 */
static uint8
kin_flags(const Derivations *all, int32 kin)
{
	uint8 flags = 0;

	if (kin < 0)
		return 0;
	if (all->first[PARENTS][kin] < all->first[PARENTS][kin + 1])
		flags |= NAMED_HAS_PARENTS;
	if (all->first[CHILDREN][kin] < all->first[CHILDREN][kin + 1])
		flags |= NAMED_HAS_CHILDREN;
	return flags;
}

static int64
counter(const QueryReader *reader, int c)
{
	double number = column_number(reader, c, 0);

	return number < 0x1p62 ? (int64) number : (INT64CONST(1) << 62);
}

/*
 * take_words keeps a model's name and has its words wait.
 */
static void
take_words(NameLineage *lineage, NameFacts *model, int32 n, DictText name)
{
	WaitingNames *waiting = &lineage->waiting;
	NameParts parts;
	NameStem stem;

	if (!name_split(&parts, name.bytes, name.length))
		return;
	model->name = keep_name(lineage, name);
	model->length = (uint16) name.length;
	add_entry(lineage, &parts, n);
	stem = (NameStem) {&parts, parts.n};
	if (name_shorten(&stem))
		model->flags |= NAMED_HAS_SUFFIX;
	if (!name_split_owner(&parts, name.bytes, name.length))
		return;
	waiting->owned[waiting->n_owners] = n;
	waiting->owners[waiting->n_owners++].text = keep_words(waiting, &parts);
}

/*
 * NameLineageTake takes the current row of a query for models, whose column 0 is the
 * model_id: a model that is listed.
 */
void
NameLineageTake(NameLineage *lineage, const QueryReader *reader, const NameColumns *columns)
{
	int32 n = key_table_add(&lineage->ids, reader, &lineage->env);
	NameFacts *model = grown(&lineage->models, n, sizeof(NameFacts), &lineage->env);

	*model = (NameFacts) {.likes = counter(reader, columns->likes),
						  .downloads = counter(reader, columns->downloads),
						  .key = -1,
						  .owner = -1,
						  .kin = -1};
	if (!column_time(reader, columns->created_at, &model->created_at))
		model->created_at = DT_NOEND;
	take_words(lineage, model, n, dict_column(reader, columns->name));
	if (column_is_absent(reader, columns->fetched_at))
		return;
	model->flags |= NAMED_READ | tags_flags(reader, columns->tags);
	if (!column_is_absent(reader, columns->library))
	{
		DictText library = dict_column(reader, columns->library);

		model->flags |= word_flag(library.bytes, library.length);
	}
}

static const QueryColumn alias_columns[] = {{"model_id", COLUMN_KEY, true},
											{"name", COLUMN_TEXT, true}};

static void
take_alias(QueryReader *reader, void *arg)
{
	NameLineage *lineage = arg;
	int32 n = idmap_find(&lineage->ids.ids, column_key(reader, 0));
	DictText name = dict_column(reader, 1);
	NameParts parts;

	if (n >= 0 && name_split(&parts, name.bytes, name.length))
		add_entry(lineage, &parts, n);
}

/*
 * compare_models puts models in the order in which a name rather means them.
 */
static int
compare_models(const void *a, const void *b, void *arg)
{
	const NameLineage *lineage = arg;
	const NameFacts *left = NameLineageModel(lineage, *(const int32 *) a);
	const NameFacts *right = NameLineageModel(lineage, *(const int32 *) b);
	int64 ids[2];

	if (left->likes != right->likes)
		return left->likes > right->likes ? -1 : 1;
	if (left->downloads != right->downloads)
		return left->downloads > right->downloads ? -1 : 1;
	if (left->created_at != right->created_at)
		return left->created_at < right->created_at ? -1 : 1;
	ids[0] = key_table_key(&lineage->ids, *(const int32 *) a);
	ids[1] = key_table_key(&lineage->ids, *(const int32 *) b);
	return ids[0] < ids[1] ? -1 : ids[0] > ids[1];
}

/*
 * note_head notes the first word of a popular model's name or author, and returns what
 * is noted of it. *words: how many that has.
 */
static NameHead *
note_head(NameLineage *lineage, DictText text, int8 *words)
{
	const char *end = memchr(text.bytes, '-', text.length);
	int32 known = lineage->heads.n;
	DictText first = {text.bytes, end == NULL ? text.length : (int) (end - text.bytes)};
	int32 number = DictNumber(&lineage->heads, first);
	NameHead *head = grown(&lineage->head_words, number, sizeof(NameHead), &lineage->env);

	if (number == known)
		*head = (NameHead) {0};
	*words = 1;
	for (int i = 0; i < text.length; i++)
		*words += text.bytes[i] == '-';
	return head;
}

/*
 * note_popular lists a key, and its model's author, among the popular ones.
 */
static void
note_popular(NameLineage *lineage, int32 key)
{
	const NameFacts *model = NameLineageModel(lineage, lineage->of_key[lineage->first[key]]);
	const ComputeEnv *env = &lineage->env;
	NameHead *head;
	DictText text;
	int32 number;
	int8 words;

	if (model->likes < POPULAR_LIKES)
		return;
	text = lineage->keys.list[key];
	number = DictNumber(&lineage->popular, text);
	*(int32 *) grown(&lineage->popular_keys, number, sizeof(int32), env) = key;
	head = note_head(lineage, text, &words);
	head->names = Max(head->names, words);
	if (model->owner < 0)
		return;
	text = lineage->owners.list[model->owner];
	number = DictNumber(&lineage->popular_owners, text);
	*(int32 *) grown(&lineage->popular_owner, number, sizeof(int32), env) = model->owner;
	head = note_head(lineage, text, &words);
	head->owners = Max(head->owners, words);
}

/*
 * file_entries files the models by key.
 */
static void
file_entries(NameLineage *lineage)
{
	const ComputeEnv *env = &lineage->env;
	const NameEntry *entries = lineage->entries.data;
	int32 keys = lineage->keys.n;

	lineage->first = compute_alloc(env, (uint64) keys + 1, sizeof(int64));
	lineage->of_key = compute_alloc(env, lineage->n_entries, sizeof(int32));
	memset(lineage->first, 0, ((Size) keys + 1) * sizeof(int64));
	for (int64 e = 0; e < lineage->n_entries; e++)
		lineage->first[entries[e].key]++;
	for (int32 k = 1; k <= keys; k++)
		lineage->first[k] += lineage->first[k - 1];
	/* filling from behind makes the ends of lists their starts */
	for (int64 e = 0; e < lineage->n_entries; e++)
	{
		compute_check(env, e);
		lineage->of_key[--lineage->first[entries[e].key]] = entries[e].model;
	}
	drop_array(env, &lineage->entries);
	for (int32 k = 0; k < keys; k++)
	{
		int64 n = lineage->first[k + 1] - lineage->first[k];

		compute_check(env, k);
		if (n > 1)
			qsort_arg(lineage->of_key + lineage->first[k], n, sizeof(int32), compare_models,
					  lineage);
		note_popular(lineage, k);
	}
}

/*
 * NameLineageBegin begins to read models; memory is the current context's.
 */
NameLineage *
NameLineageBegin(void)
{
	NameLineage *lineage = palloc0(sizeof(NameLineage));

	InitComputeEnv(&lineage->env, CurrentMemoryContext);
	DictInit(&lineage->owners);
	DictInit(&lineage->keys);
	DictInit(&lineage->popular);
	DictInit(&lineage->popular_owners);
	DictInit(&lineage->heads);
	return lineage;
}

/*
 * find_kin finds the models among the derivations.
 */
static void
find_kin(NameLineage *lineage)
{
	const IdMap *map = &lineage->all->map;
	NameFacts *models = lineage->models.data;

	for (int32 n = 0; n < lineage->ids.n; n++)
	{
		compute_check(&lineage->env, n);
		models[n].kin = idmap_find(map, key_table_key(&lineage->ids, n));
		models[n].flags |= kin_flags(lineage->all, models[n].kin);
	}
}

/*
 * NameLineageEnd ends with the models and reads old names, with the caller's rights
 * and the active snapshot, between SqlConnect() and SqlFinish().
 */
void
NameLineageEnd(NameLineage *lineage, const Derivations *all)
{
	static const QueryInput aliases = {"llmeco.model_aliases",
									   "SELECT model_id, name FROM llmeco.model_aliases",
									   QUERY_COLUMNS(alias_columns), take_alias};

	lineage->all = all;
	KeyTableEnd(&lineage->ids, &lineage->env);
	find_kin(lineage);
	QueryRead(&aliases, lineage);
	settle_names(lineage);
	file_entries(lineage);
	lineage->originals = compute_alloc(&lineage->env, lineage->ids.n, sizeof(int32));
	memset(lineage->originals, -1, lineage->ids.n * sizeof(int32));
}

/* ---- models ---- */

/*
 * NameLineageModel returns what is known of a model.
 */
const NameFacts *
NameLineageModel(const NameLineage *lineage, int32 model)
{
	return (const NameFacts *) lineage->models.data + model;
}

/*
 * has_parents: does a model have a parent among the derivations?
 */
static bool
has_parents(const NameLineage *lineage, int32 model)
{
	return (NameLineageModel(lineage, model)->flags & NAMED_HAS_PARENTS) != 0;
}

static bool
split_model(const NameLineage *lineage, int32 model, NameParts *parts)
{
	const NameFacts *facts = NameLineageModel(lineage, model);

	return name_split(parts, (const char *) lineage->names.data + facts->name, facts->length);
}

/*
 * NameLineageGoesBack: is a model another, or was it derived from it? Where too
 * many are above it to tell: yes.
 */
bool
NameLineageGoesBack(const NameLineage *lineage, int32 model, int32 ancestor)
{
	const Derivations *all = lineage->all;
	int32 seen[WALK_MODELS];
	int32 end = NameLineageModel(lineage, ancestor)->kin;
	int n = 0;

	if (model == ancestor)
		return true;
	if (end < 0 || !has_parents(lineage, model))
		return false;
	seen[n++] = NameLineageModel(lineage, model)->kin;
	for (int i = 0; i < n; i++)
		for (uint32 l = all->first[PARENTS][seen[i]]; l < all->first[PARENTS][seen[i] + 1]; l++)
		{
			int32 parent = all->links[PARENTS][l].model;
			int s = 0;

			if (parent == end)
				return true;
			while (s < n && seen[s] != parent)
				s++;
			if (s < n)
				continue;
			if (n == WALK_MODELS)
				return true;
			seen[n++] = parent;
		}
	return false;
}

/*
 * same_soft: do names have the same words but for those that come and go?
 */
static bool
same_soft(NameParts *a, int a_words, NameParts *b, int b_words)
{
	NameKey a_key = name_soft(a, a_words);
	NameKey b_key = name_soft(b, b_words);
	DictText left = words_text(a, a_key.from, a_key.to);
	DictText right = words_text(b, b_key.from, b_key.to);

	return left.length == right.length && memcmp(left.bytes, right.bytes, left.length) == 0;
}

/*
 * NameLineageFit says how well the names of two models agree, suffixes of formats
 * apart.
 */
NameFit
NameLineageFit(const NameLineage *lineage, int32 model, int32 other)
{
	NameParts parts[2];
	NameStem stems[2];

	for (int i = 0; i < 2; i++)
	{
		if (!split_model(lineage, i == 0 ? model : other, &parts[i]))
			return NAMES_ARE_ALIKE;
		stems[i] = (NameStem) {&parts[i], parts[i].n};
		while (name_shorten(&stems[i]))
			;
	}
	if (same_soft(&parts[0], stems[0].n, &parts[1], stems[1].n))
		return NAMES_AGREE;
	return name_share_word(&parts[0], &parts[1]) ? NAMES_ARE_ALIKE : NAMES_DIFFER;
}

/*
 * find_original does what original_of does, of a model with parents.
 */
static int32
find_original(const NameLineage *lineage, int32 model)
{
	const Derivations *all = lineage->all;
	NameParts name;

	if (!split_model(lineage, model, &name))
		return model;
	for (int steps = 0; steps < GROUP_MODELS && has_parents(lineage, model); steps++)
	{
		int32 kin = NameLineageModel(lineage, model)->kin;
		int32 original = -1;

		for (uint32 l = all->first[PARENTS][kin]; l < all->first[PARENTS][kin + 1]; l++)
		{
			int64 id = all->ids[all->links[PARENTS][l].model];
			int32 parent = idmap_find(&lineage->ids.ids, id);
			NameParts parts;

			if (parent < 0 || !split_model(lineage, parent, &parts) ||
				!same_soft(&name, name.n, &parts, parts.n))
				continue;
			if (original >= 0)
				return model;
			original = parent;
		}
		if (original < 0)
			return model;
		model = original;
	}
	return model;
}

/*
 * original_of returns what a model is a copy of: the one parent with the same name,
 * or that one's.
 */
static int32
original_of(const NameLineage *lineage, int32 model)
{
	int32 *known = &lineage->originals[model];

	if (!has_parents(lineage, model))
		return model;
	if (*known < 0)
		*known = find_original(lineage, model);
	return *known;
}

/*
 * may_be_parent: was a model there before the one asked about, and is it not derived
 * from that?
 */
static bool
may_be_parent(Asked *asked, int32 model)
{
	return model != asked->model && (!(asked->facts->flags & NAMED_HAS_CHILDREN) ||
									 !NameLineageGoesBack(asked->lineage, model, asked->model));
}

/*
 * add_group adds the models of a key's number that may be the parent asked for:
 * which were there before it, and go not back to it.
 */
static void
add_group(NameGroup *group, Asked *asked, int32 key)
{
	const NameLineage *lineage = asked->lineage;
	bool sorted = group->n == 0;
	int64 begin;
	int64 end;

	if (key < 0)
		return;
	begin = lineage->first[key];
	end = lineage->first[key + 1];
	if (end - begin > GROUP_MODELS)
	{
		end = begin + GROUP_MODELS;
		group->cut = true;
	}
	for (int64 i = begin; i < end; i++)
	{
		int32 listed = lineage->of_key[i];
		int64 created_at = NameLineageModel(lineage, listed)->created_at;
		int32 model;
		int g = 0;

		if (listed == asked->model ||
			(created_at != DT_NOEND && created_at > asked->facts->created_at))
			continue;
		model = original_of(lineage, listed);
		if (!may_be_parent(asked, model))
			continue;
		sorted &= model == listed;
		while (g < group->n && group->models[g] != model)
			g++;
		if (g < group->n)
			continue;
		if (group->n == GROUP_MODELS)
			group->cut = true;
		else
			group->models[group->n++] = model;
	}
	if (!sorted)
		qsort_arg(group->models, group->n, sizeof(int32), compare_models, (void *) lineage);
}

/*
 * group_of returns the models with these words.
 */
static NameGroup
group_of(Asked *asked, const NameParts *parts, int from, int to)
{
	NameGroup group = {0};

	add_group(&group, asked, DictFind(&asked->lineage->keys, words_text(parts, from, to)));
	return group;
}

/*
 * soft_group returns the models with the first words of a name, but for those
 * that come and go; not those that have just these.
 */
static NameGroup
soft_group(Asked *asked, NameParts *parts, int words)
{
	NameGroup group = {0};
	NameKey key = name_soft(parts, words);
	bool meta = key.from > 0;
	bool hf = key.to < words;
	char text[KEY_BYTES];

	for (int i = 0; i < 4; i++)
	{
		key.meta = i & 1;
		key.hf = i & 2;
		if (key.meta != meta || key.hf != hf)
			add_group(&group, asked,
					  DictFind(&asked->lineage->keys,
							   (DictText) {text, (int) name_key(text, &key)}));
	}
	return group;
}

static int64
likes_of(Asked *asked, int32 model)
{
	return NameLineageModel(asked->lineage, model)->likes;
}

static bool
is_same_owner(Asked *asked, int32 model)
{
	return asked->facts->owner >= 0 &&
		   NameLineageModel(asked->lineage, model)->owner == asked->facts->owner;
}

/*
 * choose returns the place of the model of a group, which is not empty, that is
 * meant, and how it was chosen.
 */
static int
choose(Asked *asked, const NameGroup *group, Choice *choice)
{
	int64 most = likes_of(asked, group->models[0]);

	*choice = CHOSEN_ONLY;
	if (group->n == 1 && !group->cut)
		return 0;
	*choice = CHOSEN_OF_AUTHOR;
	for (int i = 0; i < group->n; i++)
		if (is_same_owner(asked, group->models[i]))
			return i;
	*choice = CHOSEN_FIRST;
	if (group->n > 1 && most >= 5 && most / 5 >= likes_of(asked, group->models[1]))
		*choice = CHOSEN_MOST_LIKED;
	return 0;
}

/* ---- rules ---- */

static const NameGuess no_guess = {.parent = -1};

/*
 * suffix_of returns the end of a name from the nth word on, with what stands
 * before it.
 */
static char *
suffix_of(Asked *asked, int n)
{
	NameParts *parts = &asked->parts;
	int start = parts->words[n - 1].end;

	return pnstrdup(parts->text + start, asked->facts->length - start);
}

/*
 * words_of returns some words of a name, as they stand in it.
 */
static char *
words_of(Asked *asked, int from, int to)
{
	NameParts *parts = &asked->parts;
	int start = parts->words[from].start;

	return pnstrdup(parts->text + start, parts->words[to - 1].end - start);
}

/*
 * relation_of returns how a model is related to its parent, as far as its tags
 * and its name say it.
 */
static int32
relation_of(Asked *asked)
{
	if ((asked->facts->flags & NAMED_ADAPTER) || name_has(&asked->parts, NAME_ADAPTER))
		return ADAPTER;
	if (asked->facts->flags & NAMED_QUANTIZED)
		return QUANTIZED;
	return FINETUNE;
}

/*
 * is_rival: may one of some models be meant as well as a parent? It is liked as much,
 * or its likes are not known.
 */
static bool
is_rival(Asked *asked, const NameGroup *rivals, int32 parent)
{
	for (int i = 0; i < rivals->n; i++)
		if (likes_of(asked, rivals->models[i]) >= likes_of(asked, parent) ||
			!(NameLineageModel(asked->lineage, rivals->models[i])->flags & NAMED_READ))
			return true;
	return false;
}

/*
 * popular_owner_before returns the author of popular models whose name are some
 * words before a place in the name asked about; -1: none's are.
 */
static int32
popular_owner_before(Asked *asked, int place, int words)
{
	int32 number =
		DictFind(&asked->lineage->popular_owners, words_text(&asked->parts, place - words, place));

	return number < 0 ? -1 : ((const int32 *) asked->lineage->popular_owner.data)[number];
}

/*
 * of_owner returns the model of a group that is an author's; -1: none is.
 */
static int32
of_owner(Asked *asked, const NameGroup *group, int32 owner)
{
	for (int i = 0; i < group->n; i++)
		if (NameLineageModel(asked->lineage, group->models[i])->owner == owner)
			return group->models[i];
	return -1;
}

/*
 * after_owner returns the model whose name are the first words of a name but those
 * of its author's, as in bartowski/OWNER_X-GGUF; -1: there is none.
 */
static int32
after_owner(Asked *asked, int words)
{
	for (int place = 1; place < words && place <= OWNER_WORDS; place++)
	{
		int32 owner = DictFind(&asked->lineage->owners, words_text(&asked->parts, 0, place));
		NameGroup group;
		int32 model;

		if (owner < 0)
			continue;
		group = group_of(asked, &asked->parts, place, words);
		model = of_owner(asked, &group, owner);
		if (model >= 0)
			return model;
	}
	return -1;
}

/*
 * guess_stem tries the first words of a name as the name of what was quantized.
 */
static NameGuess
guess_stem(Asked *asked, int words)
{
	static const float4 confidences[] = {0.93, 0.95, 0.5, 0.4};
	NameGuess guess = {-1, QUANTIZED, NAME_RULE_QUANTIZED};
	const char *suffix;
	NameGroup group;
	NameGroup soft;
	Choice choice;

	guess.parent = after_owner(asked, words);
	if (guess.parent >= 0)
	{
		guess.confidence = 0.98;
		guess.why = psprintf("author and name without \"%s\"", suffix_of(asked, words));
		return guess;
	}
	group = group_of(asked, &asked->parts, 0, words);
	soft = soft_group(asked, &asked->parts, words);
	if (group.n == 0 && soft.n == 0)
		return guess;
	suffix = suffix_of(asked, words);
	if (group.n > 0)
	{
		guess.parent = group.models[choose(asked, &group, &choice)];
		guess.confidence = confidences[choice];
		guess.why = psprintf("name without \"%s\": %s", suffix, choice_words[choice]);
		if (is_rival(asked, &soft, guess.parent))
		{
			guess.confidence = 0.35;
			guess.why =
				psprintf("%s, but one with \"hf\" or \"meta\" in it is liked as much", guess.why);
		}
	}
	else
	{
		guess.parent = soft.models[choose(asked, &soft, &choice)];
		guess.confidence = choice == CHOSEN_ONLY || choice == CHOSEN_MOST_LIKED ? 0.85 : 0.4;
		guess.why = psprintf("name without \"%s\", \"hf\" and \"meta\" apart: %s", suffix,
							 choice_words[choice]);
	}
	return guess;
}

/*
 * guess_quantized takes suffixes of formats off a name until what is left is a
 * model's. *quantized: it has such suffixes.
 */
static NameGuess
guess_quantized(Asked *asked, bool *quantized)
{
	NameStem stem = {&asked->parts, asked->parts.n};
	NameGuess guess = no_guess;

	/* X-AWQ-INT4 is made from an X, not from an X-AWQ */
	while (guess.parent < 0 && name_shorten(&stem))
		if (stem.quantized && name_word_kind(&asked->parts, stem.n - 1) != NAME_FORMAT)
			guess = guess_stem(asked, stem.n);
	*quantized = stem.quantized;
	return guess;
}

/*
 * guess_copy takes a model for a copy of one with the same name that is liked far
 * more.
 */
static NameGuess
guess_copy(Asked *asked)
{
	NameGuess guess = {-1, relation_of(asked), NAME_RULE_COPY};
	NameGroup group = {0};
	Choice choice;

	if (asked->parts.n > 1)
		add_group(&group, asked, asked->facts->key);
	if (group.n == 0 || is_same_owner(asked, group.models[0]))
		return no_guess;
	guess.parent = group.models[0];
	if (likes_of(asked, guess.parent) / 10 <= asked->facts->likes)
		return no_guess;
	(void) choose(asked, &group, &choice);
	guess.confidence = choice == CHOSEN_ONLY ? 0.8 : choice == CHOSEN_MOST_LIKED ? 0.7 : 0.4;
	guess.why = psprintf("the same name, liked far more: %s", choice_words[choice]);
	return guess;
}

/*
 * guess_tuned takes words that say how a model was tuned off its name, until what
 * is left is one of the same author's.
 */
static NameGuess
guess_tuned(Asked *asked)
{
	NameGuess guess = {-1, relation_of(asked), NAME_RULE_TUNED};
	bool chat = true;

	for (int n = asked->parts.n - 1; n > 0; n--)
	{
		NameWordKind kind = name_word_kind(&asked->parts, n);
		NameGroup group;

		if (kind != NAME_CHAT && kind != NAME_TUNED && kind != NAME_ADAPTER)
			break;
		chat &= kind == NAME_CHAT;
		group = group_of(asked, &asked->parts, 0, n);
		for (int i = 0; i < group.n; i++)
		{
			if (!is_same_owner(asked, group.models[i]))
				continue;
			guess.parent = group.models[i];
			guess.confidence = group.n > 1 ? 0.5 : chat ? 0.92 : 0.6;
			guess.why = psprintf("the same author's model, whose name it is without \"%s\"",
								 suffix_of(asked, n));
			return guess;
		}
	}
	return no_guess;
}

/*
 * has_other says whether a model other than the one asked about has a key.
 */
static bool
has_other(Asked *asked, const char *key, size_t length)
{
	const NameLineage *lineage = asked->lineage;
	int32 number = DictFind(&lineage->keys, (DictText) {key, (int) length});

	return number >= 0 && (lineage->first[number + 1] - lineage->first[number] > 1 ||
						   lineage->of_key[lineage->first[number]] != asked->model);
}

/*
 * may_mean_other: is there a model whose name says more than some words of the
 * name asked about, and which that may have left out?
 */
static bool
may_mean_other(Asked *asked, int from, int to)
{
	static const char *const more[] = {"-instruct", "-chat", "-it", "-hf"};
	NameKey key = {&asked->parts, from, to, false, false};
	char text[KEY_BYTES + 16];
	size_t length = name_key(text, &key);

	if (name_word_kind(&asked->parts, to - 1) == NAME_CHAT ||
		(length > 3 && memcmp(text + length - 3, "-hf", 3) == 0))
		return false;
	for (int i = 0; i < lengthof(more); i++)
	{
		size_t n = strlen(more[i]);

		memcpy(text + length, more[i], n);
		if (has_other(asked, text, length + n))
			return true;
	}
	return false;
}

static bool
has_size(NameParts *parts, int from, int to)
{
	for (int i = from; i < to; i++)
		if (name_word_kind(parts, i) == NAME_SIZE)
			return true;
	return false;
}

/*
 * judge_base says how sure it is that a model was made from one whose name stands
 * in its own.
 */
static NameGuess
judge_base(Asked *asked, int32 parent, int from, int to)
{
	NameGuess guess = {parent, relation_of(asked), NAME_RULE_BASE};
	NameParts *parts = &asked->parts;
	int64 likes = likes_of(asked, parent);
	const char *doubt = "";

	guess.confidence = 0.9;
	if (!has_size(parts, from, to))
		guess.confidence = has_parents(asked->lineage, parent) ? 0.3
						   : likes < VERY_POPULAR_LIKES        ? 0.6
															   : 0.85;
	if (may_mean_other(asked, from, to))
	{
		guess.confidence = Min(guess.confidence, 0.5F);
		doubt = "; others of that name say more, as instruct";
	}
	if (is_same_owner(asked, parent))
	{
		guess.confidence = Min(guess.confidence, 0.4F);
		doubt = "; the same author's";
	}
	guess.why = psprintf("has the name of a popular model in its own, \"%s\"%s",
						 words_of(asked, from, to), doubt);
	return guess;
}

/*
 * base_of_owner looks for the model that some words of a name mean together with
 * those before them, which may be its author's.
 */
static NameGuess
base_of_owner(Asked *asked, int from, int to)
{
	NameGuess guess = {-1, relation_of(asked), NAME_RULE_BASE, 0.96};

	for (int words = 1; words <= from && words <= OWNER_WORDS && guess.parent < 0; words++)
	{
		int32 owner = popular_owner_before(asked, from, words);
		NameGroup group;

		if (owner < 0)
			continue;
		group = group_of(asked, &asked->parts, from, to);
		guess.parent = of_owner(asked, &group, owner);
	}
	if (guess.parent >= 0)
		guess.why = psprintf("has author and name of a model in its own, \"%s\"",
							 words_of(asked, from, to));
	return guess;
}

/*
 * base_at looks for the popular model that some words of a name mean: at its
 * beginning or with a size.
 */
static NameGuess
base_at(Asked *asked, int from, int to)
{
	const NameLineage *lineage = asked->lineage;
	NameGroup group = {0};
	int32 popular = -1;

	if (from == 0 || has_size(&asked->parts, from, to))
		popular = DictFind(&lineage->popular, words_text(&asked->parts, from, to));
	if (popular < 0)
		return no_guess;
	add_group(&group, asked, ((const int32 *) lineage->popular_keys.data)[popular]);
	if (group.n == 0 || likes_of(asked, group.models[0]) < POPULAR_LIKES)
		return no_guess;
	return judge_base(asked, group.models[0], from, to);
}

/*
 * head_of returns what is noted of a word that popular names may begin with.
 */
static NameHead
head_of(Asked *asked, int word)
{
	int32 n = DictFind(&asked->lineage->heads, words_text(&asked->parts, word, word + 1));

	return n < 0 ? (NameHead) {0} : ((const NameHead *) asked->lineage->head_words.data)[n];
}

/*
 * guess_base looks for the longest name of a model in a name.
 */
static NameGuess
guess_base(Asked *asked)
{
	NameParts *parts = &asked->parts;
	NameGuess guess = no_guess;
	NameHead heads[NAME_WORDS];
	bool after[NAME_WORDS]; /* by place: an author's name is before it */

	for (int from = 0; from < parts->n; from++)
	{
		heads[from] = head_of(asked, from);
		after[from] = false;
		for (int words = 1; words <= from && words <= OWNER_WORDS && !after[from]; words++)
			after[from] = words <= heads[from - words].owners &&
						  popular_owner_before(asked, from, words) >= 0;
	}
	for (int words = parts->n - 1; words > 1 && guess.parent < 0; words--)
		for (int from = 0; from + words <= parts->n && guess.parent < 0; from++)
		{
			if (after[from])
				guess = base_of_owner(asked, from, from + words);
			if (guess.parent < 0 && words <= heads[from].names)
				guess = base_at(asked, from, from + words);
		}
	if (guess.parent >= 0 && ((asked->facts->flags & NAMED_MERGED) || name_has(parts, NAME_MERGED)))
	{
		guess.confidence = Min(guess.confidence, 0.3F);
		guess.relation = MERGE;
		guess.why = psprintf("%s; it is a merge", guess.why);
	}
	return guess;
}

/*
 * guess_card looks for the model that a text of the card means, which is no name on
 * the Hub.
 */
static NameGuess
guess_card(Asked *asked, const char *card)
{
	NameGuess guess = {-1, relation_of(asked), NAME_RULE_CARD};
	NameParts parts;
	NameGroup group;
	Choice choice;

	if (!name_split(&parts, card, strlen(card)))
		return no_guess;
	group = group_of(asked, &parts, 0, parts.n);
	if (group.n == 0)
		return no_guess;
	guess.parent = group.models[choose(asked, &group, &choice)];
	guess.confidence = choice == CHOSEN_FIRST ? 0.5 : 0.9;
	guess.why = psprintf("card names \"%s\" as its base: %s", card, choice_words[choice]);
	return guess;
}

/*
 * ask begins with a model; false: its name says nothing.
 */
static bool
ask(Asked *asked, const NameLineage *lineage, int32 model)
{
	asked->lineage = lineage;
	asked->model = model;
	asked->facts = NameLineageModel(lineage, model);
	return split_model(lineage, model, &asked->parts);
}

/*
 * NameLineageQuantized returns what a model was quantized from, as its name has it,
 * whatever parents it has. *quantized: the name says that it was.
 */
NameGuess
NameLineageQuantized(const NameLineage *lineage, int32 model, bool *quantized)
{
	Asked asked;

	*quantized = false;
	return ask(&asked, lineage, model) ? guess_quantized(&asked, quantized) : no_guess;
}

/*
 * NameLineageCard returns the model that a text of a model's card means.
 */
NameGuess
NameLineageCard(const NameLineage *lineage, int32 model, const char *card)
{
	Asked asked;

	return ask(&asked, lineage, model) ? guess_card(&asked, card) : no_guess;
}

/*
 * NameLineageGuess returns the parent that a model's name suggests. Texts are in
 * the current memory context.
 */
NameGuess
NameLineageGuess(const NameLineage *lineage, int32 model)
{
	static NameGuess (*const rules[])(Asked *) = {guess_copy, guess_tuned, guess_base};
	Asked asked;
	NameGuess guess;
	bool quantized;

	if (!ask(&asked, lineage, model))
		return no_guess;
	guess = guess_quantized(&asked, &quantized);
	/* X-GGUF, of no X that is known, is not made from a Y in X */
	for (int i = 0; i < lengthof(rules) && guess.parent < 0 && !quantized; i++)
		guess = rules[i](&asked);
	return guess;
}
