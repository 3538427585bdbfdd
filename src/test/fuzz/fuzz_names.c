/*
 * fuzz_names.c: libFuzzer target for the words of models' names.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. \
 *     src/test/fuzz/fuzz_names.c fetch/hub/name_parts.c -o fuzz_names
 *   ./fuzz_names -max_total_time=60 -max_len=600 NEW_FINDINGS src/test/fuzz/corpus/names
 */
#include "src/test/fuzz/check.h"

#include "fetch/hub/name_parts.h"

/*
 * key_holds: a key is as long as there is room for, in lower case, and its own key.
 */
static void
key_holds(const NameKey *wanted)
{
	char key[NAME_BYTES + 8];
	char again[NAME_BYTES + 8];
	size_t length = name_key(key, wanted);
	NameParts parts;
	NameKey whole = {&parts};

	must(length > 0 && length <= sizeof(key));
	for (size_t i = 0; i < length; i++)
		must(key[i] < 'A' || key[i] > 'Z');
	if (length > NAME_BYTES || wanted->meta || wanted->hf)
		return;
	must(name_split(&parts, key, length) && parts.n == wanted->to - wanted->from);
	whole.to = parts.n;
	must(name_key(again, &whole) == length && memcmp(key, again, length) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size > 0 ? size : 1); /* the sanitizer sees reads beyond it */
	NameParts parts;
	NameParts owner;

	memcpy(text, data, size);
	if (name_split(&parts, text, size))
	{
		NameStem stem = {&parts, parts.n};
		NameKey soft = name_soft(&parts, parts.n);

		must(parts.n > 0 && parts.n <= NAME_WORDS);
		for (int i = 0; i < parts.n; i++)
		{
			must(parts.words[i].start < parts.words[i].end && parts.words[i].end <= size);
			must(name_has(&parts, name_word_kind(&parts, i)));
		}
		key_holds(&(NameKey) {&parts, 0, parts.n});
		soft.meta = soft.hf = true;
		key_holds(&soft);
		for (int n = parts.n; name_shorten(&stem); n = stem.n)
			must(stem.n > 0 && stem.n < n);
		if (name_split_owner(&owner, text, size))
		{
			must(parts.owner > 0);
			(void) name_share_word(&owner, &parts);
		}
	}
	free(text);
	return 0;
}
