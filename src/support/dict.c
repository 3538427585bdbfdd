/*
 * dict.c: numbers for the distinct texts of a column.
 *
 * Names of millions of models are kept so: places of the table have no more than a hash
 * and a number, and texts lie one behind the other.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "support/dict.h"
#include "support/hash_seed.h"

#define FIRST_PLACES 64
#define FIRST_BLOCK 1024
#define LAST_BLOCK (1024 * 1024)

/* Of texts with a hash; free places have number 0. */
struct DictPlace
{
	uint32 hash;
	int32 number; /* from 1 on */
};

static DictPlace *
alloc_places(const Dict *dict, Size n)
{
	return MemoryContextAllocExtended(dict->context, n * sizeof(DictPlace),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/*
 * DictInit makes an empty list in the current memory context.
 */
void
DictInit(Dict *dict)
{
	*dict = (Dict) {.context = CurrentMemoryContext,
					.seed = HashSeed(),
					.mask = FIRST_PLACES - 1,
					.room = FIRST_PLACES,
					.block = FIRST_BLOCK};
	dict->places = alloc_places(dict, FIRST_PLACES);
	dict->list = palloc(dict->room * sizeof(DictText));
}

static uint32
hash_of(const Dict *dict, DictText text)
{
	return (uint32) hash_bytes_extended((const unsigned char *) text.bytes, text.length,
										dict->seed);
}

/*
 * find_place returns the place of a text, the free one where it would be if it has none.
 */
static DictPlace *
find_place(const Dict *dict, DictText text, uint32 hash)
{
	for (uint32 at = hash & dict->mask;; at = (at + 1) & dict->mask)
	{
		DictPlace *place = &dict->places[at];
		const DictText *other;

		if (place->number == 0)
			return place;
		other = &dict->list[place->number - 1];
		if (place->hash == hash && other->length == text.length &&
			memcmp(other->bytes, text.bytes, text.length) == 0)
			return place;
	}
}

/*
 * double_places makes room for twice as many texts.
 */
static void
double_places(Dict *dict)
{
	DictPlace *old = dict->places;
	uint32 n = dict->mask + 1;

	dict->mask = 2 * n - 1;
	dict->places = alloc_places(dict, 2 * (Size) n);
	for (uint32 i = 0; i < n; i++)
	{
		uint32 at = old[i].hash & dict->mask;

		if (old[i].number == 0)
			continue;
		while (dict->places[at].number != 0)
			at = (at + 1) & dict->mask;
		dict->places[at] = old[i];
	}
	pfree(old);
}

/*
 * keep_text returns a copy of a text.
 */
static DictText
keep_text(Dict *dict, DictText text)
{
	char *copy;

	if (dict->bytes == NULL || dict->left < text.length)
	{
		dict->left = Max(dict->block, text.length);
		dict->bytes = MemoryContextAlloc(dict->context, dict->left);
		dict->block = Min(2 * dict->block, LAST_BLOCK);
	}
	copy = memcpy(dict->bytes, text.bytes, text.length);
	dict->bytes += text.length;
	dict->left -= text.length;
	return (DictText) {copy, text.length};
}

/*
 * number_text does what DictNumber does, of a text with a hash.
 */
static int32
number_text(Dict *dict, DictText text, uint32 hash)
{
	DictPlace *place = find_place(dict, text, hash);

	if (place->number != 0)
		return place->number - 1;
	if (dict->n == dict->room)
	{
		dict->room *= 2;
		dict->list = repalloc_huge(dict->list, dict->room * sizeof(DictText));
	}
	dict->list[dict->n] = keep_text(dict, text);
	*place = (DictPlace) {hash, dict->n + 1};
	/* three places in four are taken at most */
	if (++dict->n > dict->mask / 4 * 3)
		double_places(dict);
	return dict->n - 1;
}

/*
 * DictNumber returns the number of a text, the next one where it has none: then
 * a copy of it is kept.
 */
int32
DictNumber(Dict *dict, DictText text)
{
	return number_text(dict, text, hash_of(dict, text));
}

/*
 * DictNumbers files the numbers of several texts, in their order. Asking for the memory
 * of all before using the first hides most of its delay, where there are millions.
 */
void
DictNumbers(Dict *dict, DictAsked *asked, int n)
{
	for (int i = 0; i < n; i++)
	{
		asked[i].hash = hash_of(dict, asked[i].text);
		__builtin_prefetch(&dict->places[asked[i].hash & dict->mask]);
	}
	for (int i = 0; i < n; i++)
	{
		const DictPlace *place = &dict->places[asked[i].hash & dict->mask];

		asked[i].number = place->hash == asked[i].hash ? place->number - 1 : -1;
		if (asked[i].number >= 0)
			__builtin_prefetch(&dict->list[asked[i].number]);
	}
	for (int i = 0; i < n; i++)
		if (asked[i].number >= 0)
			__builtin_prefetch(dict->list[asked[i].number].bytes);
	for (int i = 0; i < n; i++)
		asked[i].number = number_text(dict, asked[i].text, asked[i].hash);
}

/*
 * DictFind returns the number of a text, -1: it has none.
 */
int32
DictFind(const Dict *dict, DictText text)
{
	return find_place(dict, text, hash_of(dict, text))->number - 1;
}
