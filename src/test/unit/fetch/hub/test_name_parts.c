/*
 * When this fails, models are suggested as parents that their names do not mean:
 * the words of names, what each says, and what is left of a name without the
 * suffixes of formats, against what people who know the names say.
 */
#include <string.h>

#include "fetch/hub/name_parts.h"
#include "tap.h"

static NameParts
split(const char *name)
{
	NameParts parts;

	if (!name_split(&parts, name, strlen(name)))
		parts.n = 0;
	return parts;
}

/*
 * is_key: are these words of a name that key?
 */
static bool
is_key(const NameKey *wanted, const char *key)
{
	char text[NAME_BYTES + 8];
	size_t length = name_key(text, wanted);

	return length == strlen(key) && memcmp(text, key, length) == 0;
}

static void
test_words(void)
{
	static const char *const same[] = {"Qwen/Qwen2.5-7B", "qwen2_5-7b", "a/QWEN2 5+7b",
									   "x/y/-Qwen2..5--7B-"};
	char long_name[2 * NAME_WORDS + 8];

	for (int i = 0; i < 4; i++)
	{
		NameParts parts = split(same[i]);

		ok(is_key(&(NameKey) {&parts, 0, parts.n}, "qwen2-5-7b"), "the same words: %s", same[i]);
	}
	for (int i = 0; i < 2; i++)
	{
		NameParts parts;

		memset(long_name, 0, sizeof(long_name));
		for (int w = 0; w < NAME_WORDS + i; w++)
			strcat(long_name, "a-");
		ok(name_split(&parts, long_name, strlen(long_name)) == (i == 0),
		   "as many words as there is room for, and %d more", i);
	}
	ok(split("").n == 0 && split("a/").n == 0 && split("-._").n == 0, "no words, no name");
	{
		NameParts parts;
		char big[NAME_BYTES + 2];

		memset(big, 'a', sizeof(big));
		ok(name_split(&parts, big, NAME_BYTES) && !name_split(&parts, big, NAME_BYTES + 1),
		   "bytes have an end, too");
		ok(name_split_owner(&parts, "Open-Orca/Mistral_x", 19) &&
			   is_key(&(NameKey) {&parts, 0, parts.n}, "open-orca"),
		   "the author's words");
		ok(!name_split_owner(&parts, "gpt2", 4), "a name without author");
	}
}

static void
test_kinds(void)
{
	static const struct
	{
		const char *word;
		NameWordKind kind;
	} words[] = {{"GGUF", NAME_FORMAT},   {"gptq", NAME_FORMAT},  {"4bit", NAME_FORMAT},
				 {"int4", NAME_FORMAT},   {"w4a16", NAME_FORMAT}, {"exl2", NAME_FORMAT},
				 {"i1", NAME_FORMAT},     {"Q4", NAME_FORMAT},    {"IQ3", NAME_FORMAT},
				 {"fp8", NAME_FORMAT},    {"6bpw", NAME_FORMAT},  {"fp16", NAME_DETAIL},
				 {"16bit", NAME_DETAIL},  {"bf16", NAME_DETAIL},  {"h6", NAME_DETAIL},
				 {"Instruct", NAME_CHAT}, {"it", NAME_CHAT},      {"dpo", NAME_TUNED},
				 {"LoRA", NAME_ADAPTER},  {"slerp", NAME_MERGED}, {"7B", NAME_SIZE},
				 {"8x7b", NAME_SIZE},     {"135M", NAME_SIZE},    {"gguff", NAME_OTHER},
				 {"bit", NAME_OTHER},     {"b", NAME_OTHER},      {"7", NAME_OTHER},
				 {"mistral", NAME_OTHER}, {"4bits4", NAME_OTHER}, {"x7b", NAME_OTHER}};

	for (int i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		NameParts parts = split(words[i].word);

		ok(name_word_kind(&parts, 0) == words[i].kind, "what it says: %s", words[i].word);
	}
}

static void
test_stems(void)
{
	/* a name, and what it is without suffixes, one after the other; "": no more */
	static const struct
	{
		const char *name;
		const char *stems[5];
		bool quantized;
	} names[] = {{"TheBloke/Llama-2-7B-Chat-GGUF", {"llama-2-7b-chat", ""}, true},
				 {"a/X-Q4_K_M-GGUF", {"x-q4-k-m", "x", ""}, true},
				 {"a/X-IQ3_XXS", {"x", ""}, true},
				 {"a/X-Q8_0-GGUF", {"x-q8-0", "x", ""}, true},
				 {"a/X-4.65bpw-h6-exl2", {"x-4-65bpw-h6", "x-4-65bpw", "x-4", "x", ""}, true},
				 {"mlx-community/phi-4-4bit", {"phi-4", ""}, true},
				 {"a/phi-4-4-bit", {"phi-4-4", "phi-4", ""}, true},
				 {"mradermacher/X-i1-GGUF", {"x-i1", "x", ""}, true},
				 {"a/X-unsloth-bnb-4bit", {"x-unsloth-bnb", "x-unsloth", "x", ""}, true},
				 {"a/X-fp16", {"x", ""}, false},
				 {"a/GGUF", {""}, false},
				 {"a/X-chat-v0.1", {""}, false},
				 {"a/Q4-chat", {""}, false}};

	for (int i = 0; i < sizeof(names) / sizeof(names[0]); i++)
	{
		NameParts parts = split(names[i].name);
		NameStem stem = {&parts, parts.n};
		bool good = true;
		int s = 0;

		for (; good && names[i].stems[s][0] != '\0'; s++)
			good = name_shorten(&stem) && is_key(&(NameKey) {&parts, 0, stem.n}, names[i].stems[s]);
		ok(good && !name_shorten(&stem), "its stems: %s", names[i].name);
		ok(stem.quantized == names[i].quantized, "whether it was quantized: %s", names[i].name);
	}
}

static void
test_keys(void)
{
	NameParts parts = split("meta-llama/Meta-Llama-3-8B-hf");
	NameParts other = split("a/llama-3");
	NameParts third = split("b/GGUF-x");
	NameParts fourth = split("b/GGUF-y");
	NameKey soft = name_soft(&parts, parts.n);

	ok(is_key(&soft, "llama-3-8b"), "without what comes and goes");
	soft.meta = soft.hf = true;
	ok(is_key(&soft, "meta-llama-3-8b-hf"), "and with it");
	parts = split("meta-hf");
	soft = name_soft(&parts, parts.n);
	ok(is_key(&soft, "meta-hf"), "a name of nothing else stays");
	parts = split("meta-llama/Meta-Llama-3-8B-hf");
	ok(name_share_word(&parts, &other) && !name_share_word(&other, &third),
	   "names with a word in common");
	ok(!name_share_word(&third, &fourth), "a format is none");
	parts = split("a/x-dare-ties");
	ok(name_has(&parts, NAME_MERGED) && !name_has(&other, NAME_MERGED),
	   "a name has a word of a kind");
}

int
main(void)
{
	test_words();
	test_kinds();
	test_stems();
	test_keys();
	return tap_done();
}
