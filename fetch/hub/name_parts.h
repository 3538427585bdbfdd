/*
 * name_parts.h: the words that a model's name is made of, and what they say of
 * how it was made.
 */
#ifndef LLMECO_FETCH_HUB_NAME_PARTS_H
#define LLMECO_FETCH_HUB_NAME_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names on the Hub have at most 96 bytes a side; longer texts are none. */
#define NAME_BYTES 512
#define NAME_WORDS 48

typedef struct NameWord
{
	uint16_t start; /* in the text */
	uint16_t end;
	uint16_t key;   /* where it begins in the key */
	int16_t traits; /* what it says (name_parts.c), -1: nobody has asked */
} NameWord;

/* A name as author/model, or without author. */
typedef struct NameParts
{
	const char *text;
	int owner; /* bytes of the author, 0: none */
	int n;
	NameWord words[NAME_WORDS]; /* of the model's own name */
	char key[NAME_BYTES];       /* these in lower case, with hyphens between them */
} NameParts;

/* What a word says. */
typedef enum NameWordKind
{
	NAME_OTHER,
	NAME_FORMAT,  /* a format or way of quantization: gguf, awq, 4bit */
	NAME_DETAIL,  /* says more of such, and nothing alone: fp16, h6, static */
	NAME_CHAT,    /* instruct, chat, it */
	NAME_TUNED,   /* sft, dpo, uncensored */
	NAME_ADAPTER, /* lora, qlora, peft */
	NAME_MERGED,  /* merge, slerp, ties */
	NAME_SIZE     /* 7b, 8x7b, 135m */
} NameWordKind;

/* Words of a name, with "meta" before or "hf" after, which come and go. */
typedef struct NameKey
{
	const NameParts *parts;
	int from;
	int to;
	bool meta;
	bool hf;
} NameKey;

/* A name that is read from its end, suffix by suffix. */
typedef struct NameStem
{
	NameParts *parts;
	int n;          /* words that are left */
	bool quantized; /* those that are gone have a format */
	bool number;    /* the next may be a number that belongs to the last */
} NameStem;

extern bool name_split(NameParts *parts, const char *text, size_t length);
extern bool name_split_owner(NameParts *parts, const char *text, size_t length);
extern NameWordKind name_word_kind(NameParts *parts, int i);
extern bool name_has(NameParts *parts, NameWordKind kind);
extern bool name_share_word(NameParts *a, const NameParts *b);
extern bool name_shorten(NameStem *stem);
extern size_t name_key(char *key, const NameKey *wanted);
extern NameKey name_soft(const NameParts *parts, int n);

/* name_words returns the key of some words as it stands in parts, and its length. */
static inline const char *
name_words(const NameParts *parts, int from, int to, size_t *length)
{
	const NameWord *last = &parts->words[to - 1];

	*length = last->key + (last->end - last->start) - parts->words[from].key;
	return parts->key + parts->words[from].key;
}

#endif /* LLMECO_FETCH_HUB_NAME_PARTS_H */
