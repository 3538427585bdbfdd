/*
 * name_parts.c: the words that a model's name is made of, and what they say of
 * how it was made.
 *
 * Words are what stands between hyphens, underscores, full stops, blanks and
 * plus signs: of these and of case authors make no difference. Qwen2.5-7B and
 * qwen2_5-7b are the same words. What is left of a name without the suffixes of
 * formats and quantization is its stem: X-GGUF was made from an X.
 */
#include "fetch/hub/name_parts.h"

#include <string.h>

/* In patterns: one digit or more. */
#define DIGITS '#'

/* Formats and ways of quantization, in order. */
static const char *const formats[] = {"#bit",        "#bpw",     "aqlm",  "autogptq", "autoround",
									  "awq",         "bnb",      "bpw",   "coreml",   "ct#",
									  "ctranslate#", "dwq",      "e#m#",  "eetq",     "exl#",
									  "exllamav#",   "fp4",      "fp8",   "ggml",     "ggmlv#",
									  "gguf",        "ggufs",    "gptq",  "hqq",      "i1",
									  "imat",        "imatrix",  "int#",  "iq#",      "llamafile",
									  "marlin",      "mlx",      "mxfp#", "nf#",      "nvfp#",
									  "onnx",        "openvino", "ov",    "q#",       "quant",
									  "quantized",   "quants",   "quip",  "smashed",  "tflite",
									  "torchao",     "tq#",      "w#a#"};

static const char *const details[] = {"#g",      "16bit",   "32bit",   "abliq",   "bf16",
									  "channel", "dynamic", "f16",     "f32",     "float16",
									  "float32", "fp16",    "fp32",    "g#",      "groupsize",
									  "gs#",     "h#",      "per",     "static",  "sym",
									  "asym",    "tensor",  "unsloth", "weighted"};

static const char *const chats[] = {"chat", "instruct", "it"};

static const char *const tuned[] = {"abliterated", "cpo",    "dpo",  "finetune", "finetuned",
									"ft",          "grpo",   "ipo",  "kto",      "orpo",
									"ppo",         "reward", "rl",   "rlhf",     "rm",
									"sft",         "simpo",  "spin", "tuned",    "uncensored"};

static const char *const adapters[] = {"adapter", "adapters", "lora", "loras", "peft", "qlora"};

static const char *const merged[] = {"breadcrumbs", "dare",     "della", "merge",
									 "merged",      "mergekit", "moe",   "passthrough",
									 "slerp",       "stock",    "ties"};

static const char *const sizes[] = {"#b", "#m", "#x#b", "#x#m"};

/* What follows q4 or iq3, as in Q4_K_M. */
static const char *const variants[] = {"#", "k",  "km", "ks", "kl", "l",
									   "m", "nl", "s",  "xl", "xs", "xxs"};

static const char *const bit_rates[] = {"#bpw", "bit", "bits", "bpw"};
static const char *const levels[] = {"iq#", "q#", "tq#"};
static const char *const numbers[] = {"#"};

#define LIST(list) list, sizeof(list) / sizeof(list[0])

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
}

static bool
is_between(char c)
{
	return c == '-' || c == '_' || c == '.' || c == ' ' || c == '+';
}

/*
 * split_words splits what lies between two places of parts' text.
 */
static bool
split_words(NameParts *parts, size_t start, size_t end)
{
	const char *text = parts->text;

	parts->n = 0;
	for (size_t at = start; at < end;)
	{
		size_t from = at;

		while (at < end && !is_between(text[at]))
			at++;
		if (at > from)
		{
			if (parts->n == NAME_WORDS)
				return false;
			parts->words[parts->n++] = (NameWord) {(uint16_t) from, (uint16_t) at, -1};
		}
		at++;
	}
	return parts->n > 0;
}

/*
 * name_split splits a name, of which parts keeps the text; false: it has no
 * words, or too many.
 */
bool
name_split(NameParts *parts, const char *text, size_t length)
{
	size_t base = length;

	parts->text = text;
	parts->n = 0;
	while (base > 0 && text[base - 1] != '/')
		base--;
	parts->owner = 0;
	if (length > NAME_BYTES)
		return false;
	if (base > 0)
		parts->owner = (int) base - 1;
	return split_words(parts, base, length);
}

/*
 * name_split_owner splits the author's name alone.
 */
bool
name_split_owner(NameParts *parts, const char *text, size_t length)
{
	if (!name_split(parts, text, length) || parts->owner == 0)
		return false;
	return split_words(parts, 0, parts->owner);
}

/*
 * matches says whether a word is as a pattern, which is in lower case.
 */
static bool
matches(const char *word, const char *end, const char *pattern)
{
	for (; *pattern != '\0'; pattern++)
	{
		if (*pattern == DIGITS)
		{
			if (word == end || !is_digit(*word))
				return false;
			while (word < end && is_digit(*word))
				word++;
		}
		else if (word == end || lower(*word++) != *pattern)
			return false;
	}
	return word == end;
}

static bool
is_one_of(const NameParts *parts, int i, const char *const *patterns, size_t n)
{
	const char *word = parts->text + parts->words[i].start;
	const char *end = parts->text + parts->words[i].end;
	char first = is_digit(*word) ? DIGITS : lower(*word);

	for (size_t p = 0; p < n; p++)
		if ((patterns[p][0] == first || is_digit(patterns[p][0])) &&
			matches(word, end, patterns[p]))
			return true;
	return false;
}

/*
 * find_kind compares a word with all lists.
 */
static NameWordKind
find_kind(const NameParts *parts, int i)
{
	/* fp16 before #bit: weights as they were trained are no quantization */
	if (is_one_of(parts, i, LIST(details)))
		return NAME_DETAIL;
	if (is_one_of(parts, i, LIST(formats)))
		return NAME_FORMAT;
	if (is_one_of(parts, i, LIST(sizes)))
		return NAME_SIZE;
	if (is_one_of(parts, i, LIST(chats)))
		return NAME_CHAT;
	if (is_one_of(parts, i, LIST(tuned)))
		return NAME_TUNED;
	if (is_one_of(parts, i, LIST(adapters)))
		return NAME_ADAPTER;
	if (is_one_of(parts, i, LIST(merged)))
		return NAME_MERGED;
	return NAME_OTHER;
}

/*
 * name_word_kind returns what a word says.
 */
NameWordKind
name_word_kind(NameParts *parts, int i)
{
	NameWord *word = &parts->words[i];

	if (word->kind < 0)
		word->kind = (int8_t) find_kind(parts, i);
	return (NameWordKind) word->kind;
}

/*
 * name_has says whether a name has a word of a kind.
 */
bool
name_has(NameParts *parts, NameWordKind kind)
{
	for (int i = 0; i < parts->n; i++)
		if (name_word_kind(parts, i) == kind)
			return true;
	return false;
}

static bool
same_word(const NameParts *a, int i, const NameParts *b, int j)
{
	int length = a->words[i].end - a->words[i].start;

	if (b->words[j].end - b->words[j].start != length)
		return false;
	for (int c = 0; c < length; c++)
		if (lower(a->text[a->words[i].start + c]) != lower(b->text[b->words[j].start + c]))
			return false;
	return true;
}

/*
 * name_share_word says whether two names have a word in common, formats and the
 * like apart.
 */
bool
name_share_word(NameParts *a, const NameParts *b)
{
	for (int i = 0; i < a->n; i++)
	{
		NameWordKind kind = name_word_kind(a, i);

		if (kind == NAME_FORMAT || kind == NAME_DETAIL)
			continue;
		for (int j = 0; j < b->n; j++)
			if (same_word(a, i, b, j))
				return true;
	}
	return false;
}

/*
 * shorten_level takes a level with its variants, as Q4_K_M, off a stem.
 */
static bool
shorten_level(NameStem *stem)
{
	for (int i = stem->n - 1; i > 0 && i >= stem->n - 3; i--)
	{
		if (is_one_of(stem->parts, i, LIST(levels)))
		{
			stem->n = i;
			stem->quantized = true;
			return true;
		}
		if (!is_one_of(stem->parts, i, LIST(variants)))
			return false;
	}
	return false;
}

/*
 * name_shorten takes the last suffix of a format or a quantization off a stem;
 * false: there is none. At least one word stays.
 */
bool
name_shorten(NameStem *stem)
{
	int last = stem->n - 1;
	NameWordKind kind;

	if (last < 1)
		return false;
	if (stem->number && is_one_of(stem->parts, last, LIST(numbers)))
	{
		/* 4.65bpw, 4-bit: but only once the rest alone is no name */
		stem->number = false;
		stem->n--;
		stem->quantized = true;
		return true;
	}
	stem->number = is_one_of(stem->parts, last, LIST(bit_rates));
	if (shorten_level(stem))
		return true;
	kind = name_word_kind(stem->parts, last);
	if (kind != NAME_FORMAT && kind != NAME_DETAIL && !stem->number)
		return false;
	stem->n--;
	stem->quantized |= kind == NAME_FORMAT;
	return true;
}

/*
 * add_word adds a word to a key.
 */
static size_t
add_word(char *key, size_t length, const char *word, size_t bytes)
{
	if (length > 0)
		key[length++] = '-';
	for (size_t i = 0; i < bytes; i++)
		key[length++] = lower(word[i]);
	return length;
}

/*
 * name_key writes the words of a key, in lower case and with hyphens between
 * them, and returns its length. key has room for NAME_BYTES + 8.
 */
size_t
name_key(char *key, const NameKey *wanted)
{
	const NameParts *parts = wanted->parts;
	size_t length = wanted->meta ? add_word(key, 0, "meta", 4) : 0;

	for (int i = wanted->from; i < wanted->to; i++)
		length = add_word(key, length, parts->text + parts->words[i].start,
						  parts->words[i].end - parts->words[i].start);
	return wanted->hf ? add_word(key, length, "hf", 2) : length;
}

static bool
is_word(const NameParts *parts, int i, const char *word)
{
	return is_one_of(parts, i, &word, 1);
}

/*
 * name_soft returns the first n words of a name without "meta" and "hf", which
 * come and go: Meta-Llama-3.1-8B was renamed, Llama-2-7b-hf is the one that
 * transformers reads.
 */
NameKey
name_soft(const NameParts *parts, int n)
{
	NameKey key = {parts, 0, n, false, false};

	if (key.to - key.from > 2 && is_word(parts, key.from, "meta"))
		key.from++;
	if (key.to - key.from > 2 && is_word(parts, key.to - 1, "hf"))
		key.to--;
	return key;
}
