/*
 * name_set.c: a set of names or identities, 8 bytes each. Open addressing,
 * linear probing, at most 3/4 full.
 *
 * Not simplehash, whose entries need a status: with 2.5 million names it takes
 * 64 MB, this 32, and 1.5 to 1.9 times as long to fill and look up (0.9 s and
 * 0.55 s; members by hash, one core).
 */
#include "postgres.h"

#include "support/hash_seed.h"
#include "support/name_set.h"

/*
 * NameSetInit makes an empty set whose memory is in context.
 */
void
NameSetInit(NameSet *set, MemoryContext context, uint64 expected)
{
	set->context = context;
	set->n = 0;
	set->seed = HashSeed();
	set->nslots = 64;
	while (set->nslots / 4 * 3 < expected)
		set->nslots *= 2;
	set->slots = MemoryContextAllocExtended(context, set->nslots * sizeof(uint64),
											MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/*
 * member_of returns what stands for name in a set: never 0.
 */
static uint64
member_of(const NameSet *set, const char *name)
{
	uint64 hash = hash_bytes_extended((const unsigned char *) name, strlen(name), set->seed);

	return hash == 0 ? 1 : hash;
}

/*
 * slot_of returns the slot that holds member, or the free one for it.
 */
static uint64 *
slot_of(const NameSet *set, uint64 member)
{
	uint64 i = member & (set->nslots - 1);

	while (set->slots[i] != 0 && set->slots[i] != member)
		i = (i + 1) & (set->nslots - 1);
	return &set->slots[i];
}

/*
 * NameSetAdd adds name; false: it was there already.
 */
bool
NameSetAdd(NameSet *set, const char *name)
{
	uint64 member = member_of(set, name);
	uint64 *slot = slot_of(set, member);

	if (*slot == member)
		return false;
	if (set->n >= set->nslots / 4 * 3)
	{
		NameSet larger;

		NameSetInit(&larger, set->context, set->nslots);
		for (uint64 i = 0; i < set->nslots; i++)
			if (set->slots[i] != 0)
				*slot_of(&larger, set->slots[i]) = set->slots[i];
		larger.n = set->n;
		larger.seed = set->seed; /* members are made with it */
		pfree(set->slots);
		*set = larger;
		slot = slot_of(set, member);
	}
	*slot = member;
	set->n++;
	return true;
}

/*
 * NameSetHas: is name a member?
 */
bool
NameSetHas(const NameSet *set, const char *name)
{
	uint64 member = member_of(set, name);

	return *slot_of(set, member) == member;
}
