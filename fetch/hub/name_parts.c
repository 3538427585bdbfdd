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

/* What a word says beside its kind. */
enum
{
	KIND = 15, /* the bits of that */
	NUMBER = 16,
	BIT_RATE = 32, /* 4bpw, bits: a number may be before it */
	LEVEL = 64,    /* of a quantization, q4 or iq3, */
	VARIANT = 128  /* and what follows it, as in Q4_K_M */
};

/* In patterns: one digit or more. */
#define DIGITS '#'

/* A word, in lower case. */
typedef struct Pattern
{
	const char *text;
	int16_t traits;
} Pattern;

/*
 * By first character. Those with a digit, which stand for themselves, come before others
 * that match them, too: 16bit are weights as they were trained, and no quantization.
 */
static const Pattern of_digits[] = {{"16bit", NAME_DETAIL},
									{"32bit", NAME_DETAIL},
									{"#", VARIANT | NUMBER},
									{"#b", NAME_SIZE},
									{"#bit", NAME_FORMAT},
									{"#bpw", NAME_FORMAT | BIT_RATE},
									{"#g", NAME_DETAIL},
									{"#m", NAME_SIZE},
									{"#x#b", NAME_SIZE},
									{"#x#m", NAME_SIZE},
									{NULL}};
static const Pattern of_a[] = {{"abliq", NAME_DETAIL},    {"abliterated", NAME_TUNED},
							   {"adapter", NAME_ADAPTER}, {"adapters", NAME_ADAPTER},
							   {"aqlm", NAME_FORMAT},     {"asym", NAME_DETAIL},
							   {"autogptq", NAME_FORMAT}, {"autoround", NAME_FORMAT},
							   {"awq", NAME_FORMAT},      {NULL}};
static const Pattern of_b[] = {{"bf16", NAME_DETAIL},
							   {"bit", BIT_RATE},
							   {"bits", BIT_RATE},
							   {"bnb", NAME_FORMAT},
							   {"bpw", NAME_FORMAT | BIT_RATE},
							   {"breadcrumbs", NAME_MERGED},
							   {NULL}};
static const Pattern of_c[] = {{"channel", NAME_DETAIL},
							   {"chat", NAME_CHAT},
							   {"coreml", NAME_FORMAT},
							   {"cpo", NAME_TUNED},
							   {"ct#", NAME_FORMAT},
							   {"ctranslate#", NAME_FORMAT},
							   {NULL}};
static const Pattern of_d[] = {{"dare", NAME_MERGED}, {"della", NAME_MERGED},   {"dpo", NAME_TUNED},
							   {"dwq", NAME_FORMAT},  {"dynamic", NAME_DETAIL}, {NULL}};
static const Pattern of_e[] = {{"e#m#", NAME_FORMAT},
							   {"eetq", NAME_FORMAT},
							   {"exl#", NAME_FORMAT},
							   {"exllamav#", NAME_FORMAT},
							   {NULL}};
static const Pattern of_f[] = {{"f16", NAME_DETAIL},     {"f32", NAME_DETAIL},
							   {"finetune", NAME_TUNED}, {"finetuned", NAME_TUNED},
							   {"float16", NAME_DETAIL}, {"float32", NAME_DETAIL},
							   {"fp16", NAME_DETAIL},    {"fp32", NAME_DETAIL},
							   {"fp4", NAME_FORMAT},     {"fp8", NAME_FORMAT},
							   {"ft", NAME_TUNED},       {NULL}};
static const Pattern of_g[] = {{"g#", NAME_DETAIL},        {"ggml", NAME_FORMAT},
							   {"ggmlv#", NAME_FORMAT},    {"gguf", NAME_FORMAT},
							   {"ggufs", NAME_FORMAT},     {"gptq", NAME_FORMAT},
							   {"groupsize", NAME_DETAIL}, {"grpo", NAME_TUNED},
							   {"gs#", NAME_DETAIL},       {NULL}};
static const Pattern of_h[] = {{"h#", NAME_DETAIL}, {"hqq", NAME_FORMAT}, {NULL}};
static const Pattern of_i[] =
	{{"i1", NAME_FORMAT},          {"imat", NAME_FORMAT}, {"imatrix", NAME_FORMAT},
	 {"instruct", NAME_CHAT},      {"int#", NAME_FORMAT}, {"ipo", NAME_TUNED},
	 {"iq#", NAME_FORMAT | LEVEL}, {"it", NAME_CHAT},     {NULL}};
static const Pattern of_k[] = {{"k", VARIANT},  {"kl", VARIANT},     {"km", VARIANT},
							   {"ks", VARIANT}, {"kto", NAME_TUNED}, {NULL}};
static const Pattern of_l[] = {{"l", VARIANT},
							   {"llamafile", NAME_FORMAT},
							   {"lora", NAME_ADAPTER},
							   {"loras", NAME_ADAPTER},
							   {NULL}};
static const Pattern of_m[] =
	{{"m", VARIANT},          {"marlin", NAME_FORMAT},   {"merge", NAME_MERGED},
	 {"merged", NAME_MERGED}, {"mergekit", NAME_MERGED}, {"mlx", NAME_FORMAT},
	 {"moe", NAME_MERGED},    {"mxfp#", NAME_FORMAT},    {NULL}};
static const Pattern of_n[] = {{"nf#", NAME_FORMAT},
							   {"nl", VARIANT},
							   {"nvfp#", NAME_FORMAT},
							   {NULL}};
static const Pattern of_o[] = {{"onnx", NAME_FORMAT},
							   {"openvino", NAME_FORMAT},
							   {"orpo", NAME_TUNED},
							   {"ov", NAME_FORMAT},
							   {NULL}};
static const Pattern of_p[] = {{"passthrough", NAME_MERGED},
							   {"peft", NAME_ADAPTER},
							   {"per", NAME_DETAIL},
							   {"ppo", NAME_TUNED},
							   {NULL}};
static const Pattern of_q[] = {{"q#", NAME_FORMAT | LEVEL},
							   {"qlora", NAME_ADAPTER},
							   {"quant", NAME_FORMAT},
							   {"quantized", NAME_FORMAT},
							   {"quants", NAME_FORMAT},
							   {"quip", NAME_FORMAT},
							   {NULL}};
static const Pattern of_r[] = {{"reward", NAME_TUNED},
							   {"rl", NAME_TUNED},
							   {"rlhf", NAME_TUNED},
							   {"rm", NAME_TUNED},
							   {NULL}};
static const Pattern of_s[] = {{"s", VARIANT},           {"sft", NAME_TUNED},
							   {"simpo", NAME_TUNED},    {"slerp", NAME_MERGED},
							   {"smashed", NAME_FORMAT}, {"spin", NAME_TUNED},
							   {"static", NAME_DETAIL},  {"stock", NAME_MERGED},
							   {"sym", NAME_DETAIL},     {NULL}};
static const Pattern of_t[] = {{"tensor", NAME_DETAIL},
							   {"tflite", NAME_FORMAT},
							   {"ties", NAME_MERGED},
							   {"torchao", NAME_FORMAT},
							   {"tq#", NAME_FORMAT | LEVEL},
							   {"tuned", NAME_TUNED},
							   {NULL}};
static const Pattern of_u[] = {{"uncensored", NAME_TUNED}, {"unsloth", NAME_DETAIL}, {NULL}};
static const Pattern of_w[] = {{"w#a#", NAME_FORMAT}, {"weighted", NAME_DETAIL}, {NULL}};
static const Pattern of_x[] = {{"xl", VARIANT}, {"xs", VARIANT}, {"xxs", VARIANT}, {NULL}};
static const Pattern *const patterns[256] =
	{[DIGITS] = of_digits, ['a'] = of_a, ['b'] = of_b, ['c'] = of_c, ['d'] = of_d, ['e'] = of_e,
	 ['f'] = of_f,         ['g'] = of_g, ['h'] = of_h, ['i'] = of_i, ['k'] = of_k, ['l'] = of_l,
	 ['m'] = of_m,         ['n'] = of_n, ['o'] = of_o, ['p'] = of_p, ['q'] = of_q, ['r'] = of_r,
	 ['s'] = of_s,         ['t'] = of_t, ['u'] = of_u, ['w'] = of_w, ['x'] = of_x};

/* What is between words: 1; capitals: what they are in lower case; all else: 0. */
static const unsigned char folded[256] =
	{['-'] = 1,   ['_'] = 1,   ['.'] = 1,   [' '] = 1,   ['+'] = 1,   ['A'] = 'a', ['B'] = 'b',
	 ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i',
	 ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p',
	 ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w',
	 ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z'};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * split_words splits what lies between two places of parts' text.
 */
static bool
split_words(NameParts *parts, size_t start, size_t end)
{
	const char *text = parts->text;
	char *key = parts->key;

	parts->n = 0;
	for (size_t at = start; at < end; at++)
	{
		NameWord *word = &parts->words[parts->n];
		unsigned char fold = folded[(unsigned char) text[at]];

		if (fold == 1)
			continue;
		if (parts->n == NAME_WORDS)
			return false;
		if (parts->n > 0)
			*key++ = '-';
		word->start = (uint16_t) at;
		word->key = (uint16_t) (key - parts->key);
		word->traits = -1;
		do
		{
			*key++ = fold == 0 ? text[at] : (char) fold;
			at++;
		} while (at < end && (fold = folded[(unsigned char) text[at]]) != 1);
		word->end = (uint16_t) at;
		parts->n++;
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
	const char *slash = NULL;

	for (size_t i = length; i > 0 && slash == NULL; i--)
		if (text[i - 1] == '/')
			slash = text + i - 1;
	parts->text = text;
	parts->n = 0;
	parts->owner = slash == NULL || length > NAME_BYTES ? 0 : (int) (slash - text);
	return split_words(parts, 0, parts->owner);
}

/*
 * matches says whether a word, in lower case, is as a pattern.
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
		else if (word == end || *word++ != *pattern)
			return false;
	}
	return word == end;
}

/*
 * find_traits compares a word with the patterns that begin as it does.
 */
static int16_t
find_traits(const char *word, size_t length)
{
	const Pattern *pattern = patterns[is_digit(*word) ? DIGITS : (unsigned char) *word];

	for (; pattern != NULL && pattern->text != NULL; pattern++)
		if (matches(word, word + length, pattern->text))
			return pattern->traits;
	return NAME_OTHER;
}

/*
 * traits_of returns what a word says.
 */
static int16_t
traits_of(NameParts *parts, int i)
{
	NameWord *word = &parts->words[i];

	if (word->traits < 0)
		word->traits = find_traits(parts->key + word->key, word->end - word->start);
	return word->traits;
}

/*
 * name_word_kind returns the kind of a word.
 */
NameWordKind
name_word_kind(NameParts *parts, int i)
{
	return (NameWordKind) (traits_of(parts, i) & KIND);
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

	return b->words[j].end - b->words[j].start == length &&
		   memcmp(a->key + a->words[i].key, b->key + b->words[j].key, length) == 0;
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
		if ((traits_of(stem->parts, i) & LEVEL))
		{
			stem->n = i;
			stem->quantized = true;
			return true;
		}
		if (!(traits_of(stem->parts, i) & VARIANT))
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
	if (stem->number && (traits_of(stem->parts, last) & NUMBER))
	{
		/* 4.65bpw, 4-bit: but only once the rest alone is no name */
		stem->number = false;
		stem->n--;
		stem->quantized = true;
		return true;
	}
	stem->number = (traits_of(stem->parts, last) & BIT_RATE) != 0;
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
 * name_key writes the words of a key, in lower case and with hyphens between
 * them, and returns its length. key has room for NAME_BYTES + 8.
 */
size_t
name_key(char *key, const NameKey *wanted)
{
	size_t length;
	const char *words = name_words(wanted->parts, wanted->from, wanted->to, &length);
	char *at = key;

	if (wanted->meta)
		at = (char *) memcpy(at, "meta-", 5) + 5;
	at = (char *) memcpy(at, words, length) + length;
	if (wanted->hf)
		at = (char *) memcpy(at, "-hf", 3) + 3;
	return at - key;
}

static bool
is_word(const NameParts *parts, int i, const char *word)
{
	size_t length;
	const char *key = name_words(parts, i, i + 1, &length);

	return length == strlen(word) && memcmp(key, word, length) == 0;
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
