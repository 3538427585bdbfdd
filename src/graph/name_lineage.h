/*
 * name_lineage.h: what the names of models say of what they were made from.
 */
#ifndef LLMECO_GRAPH_NAME_LINEAGE_H
#define LLMECO_GRAPH_NAME_LINEAGE_H

#include "fetch/hub/name_parts.h"
#include "graph/derivations.h"
#include "support/dict.h"
#include "support/key_table.h"

/* What is known of a model, beside its name. */
enum
{
	NAMED_READ = 1,      /* it is no stub */
	NAMED_QUANTIZED = 2, /* its tags say so */
	NAMED_ADAPTER = 4,
	NAMED_MERGED = 8,
	NAMED_HAS_PARENTS = 16, /* among the derivations */
	NAMED_HAS_CHILDREN = 32,
	NAMED_HAS_SUFFIX = 64 /* that says a format: NameLineageQuantized() is worth asking */
};

typedef struct NameFacts
{
	int64 name; /* where it begins in names */
	int64 likes;
	int64 downloads;
	int64 created_at; /* DT_NOEND: not known */
	int32 key;        /* number of its words, -1: none */
	int32 owner;      /* number of the author's words, -1: none */
	int32 kin;        /* position among the derivations, -1: it has none */
	uint16 length;    /* of the name; 0: of no words */
	uint8 flags;
} NameFacts;

/* Which columns of a query for models have what is kept of them. */
typedef struct NameColumns
{
	int name;
	int likes;
	int downloads;
	int created_at;
	int fetched_at;
	int library;
	int tags;
} NameColumns;

/* Names whose words wait to be numbered together. */
#define NAMES_WAITING 64
typedef struct WaitingNames
{
	int n;
	int n_owners;
	int used; /* of bytes */
	int32 models[NAMES_WAITING];
	int32 owned[NAMES_WAITING]; /* models with an author's name */
	DictAsked keys[NAMES_WAITING];
	DictAsked owners[NAMES_WAITING];
	char bytes[2 * NAMES_WAITING * NAME_BYTES];
} WaitingNames;

/* A model under a name, its own or an old one. */
typedef struct NameEntry
{
	int32 key; /* number of the name's words */
	int32 model;
} NameEntry;

/* A word that popular names begin with, and how many words the longest has. */
typedef struct NameHead
{
	int8 names;
	int8 owners;
} NameHead;

/* The listed models by the words of their names. */
typedef struct NameLineage
{
	ComputeEnv env;
	const Derivations *all;
	KeyTable ids;
	GrowingArray models; /* NameFacts, by position in ids */
	GrowingArray names;  /* bytes */
	int64 name_bytes;
	Dict owners;
	Dict keys;
	WaitingNames waiting;
	GrowingArray entries; /* NameEntry */
	int64 n_entries;
	int64 *first;              /* by key and one more: where its models begin */
	int32 *of_key;             /* positions, those that a name rather means first */
	int32 *originals;          /* by position: what it is a copy of, -1: nobody has asked */
	Dict popular;              /* keys of popular models: far fewer, which stay in caches */
	GrowingArray popular_keys; /* int32, by number in popular: that in keys */
	Dict popular_owners;
	GrowingArray popular_owner; /* int32, the same for authors */
	Dict heads;                 /* first words of both, which most words are none of */
	GrowingArray head_words;    /* NameHead, by number in heads */
} NameLineage;

/* How a parent was found: the name of the rule in SQL. */
typedef enum NameRule
{
	NAME_RULE_CARD,
	NAME_RULE_QUANTIZED,
	NAME_RULE_COPY,
	NAME_RULE_TUNED,
	NAME_RULE_BASE,
	NAME_RULES
} NameRule;
extern const char *const name_rules[NAME_RULES];

/* A parent that a name suggests. */
typedef struct NameGuess
{
	int32 parent; /* position, -1: none */
	int32 relation;
	NameRule rule;
	float4 confidence;
	const char *why;
} NameGuess;

/* How well two names agree. */
typedef enum NameFit
{
	NAMES_AGREE,
	NAMES_ARE_ALIKE, /* they have a word in common */
	NAMES_DIFFER
} NameFit;

extern NameLineage *NameLineageBegin(void);
extern void
NameLineageTake(NameLineage *lineage, const QueryReader *reader, const NameColumns *columns);
extern void NameLineageEnd(NameLineage *lineage, const Derivations *all);
extern const NameFacts *NameLineageModel(const NameLineage *lineage, int32 model);
extern bool NameLineageGoesBack(const NameLineage *lineage, int32 model, int32 ancestor);
extern NameFit NameLineageFit(const NameLineage *lineage, int32 model, int32 other);
extern NameGuess NameLineageQuantized(const NameLineage *lineage, int32 model, bool *quantized);
extern NameGuess NameLineageCard(const NameLineage *lineage, int32 model, const char *card);
extern NameGuess NameLineageGuess(const NameLineage *lineage, int32 model);

#endif /* LLMECO_GRAPH_NAME_LINEAGE_H */
