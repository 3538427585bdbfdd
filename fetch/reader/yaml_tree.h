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

extern YamlTree *yaml_read(RecordReader *reader, const char *body, size_t len);
extern YamlTree *yaml_member(YamlTree *tree, const char *key);

#endif /* LLMECO_FETCH_READER_YAML_TREE_H */
