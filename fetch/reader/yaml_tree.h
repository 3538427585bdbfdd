/*
 * yaml_tree.h: a small YAML document as a tree in an arena.
 */
#ifndef LLMECO_FETCH_READER_YAML_TREE_H
#define LLMECO_FETCH_READER_YAML_TREE_H

#include "fetch/reader/record.h"

typedef enum YamlKind
{
	YAML_TEXT, /* any scalar, as it is written */
	YAML_LIST,
	YAML_MAP
} YamlKind;

typedef struct YamlTree
{
	YamlKind kind;
	const char *key;           /* in a map, else NULL */
	const char *text;          /* of YAML_TEXT, NULL: null; without NUL */
	struct YamlTree *children; /* of lists and maps, in order */
	struct YamlTree *next;     /* in the same list or map */
} YamlTree;

/*
 * yaml_read parses body. Returns NULL: out of memory, which the arena
 * remembers, or the one problem says what is wrong. Depth and size are limited, and
 * aliases are not followed: what one stands for is left out, with a problem.
 */
extern YamlTree *yaml_read(RecordReader *reader, const char *body, size_t len);

/* yaml_member returns a value of a map, NULL: not there, or tree is no map. */
extern YamlTree *yaml_member(YamlTree *tree, const char *key);

#endif /* LLMECO_FETCH_READER_YAML_TREE_H */
