/*
 * yaml_tree.c: YAML by libyaml's events. The tree is made here, not by
 * libyaml, because its own follows aliases: a few lines of them stand for
 * billions of values, or for a tree without end.
 */
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "fetch/reader/arena.h"
#include "fetch/reader/name_index.h"
#include "fetch/reader/utf8.h"
#include "fetch/reader/yaml_tree.h"

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_DEPTH 32
#define MAX_NODES 200000
#define MAX_KEYS 1000 /* of one map: see name_index.c */
/* Lines that begin with %: libyaml compares each tag directive with all before
 * it, and cannot be stopped. */
#define MAX_DIRECTIVES 20
#define MAX_TEXT 4096

/* A document while it is read. */
typedef struct Document
{
	RecordReader *reader;
	yaml_parser_t parser;
	int nodes;
	bool failed; /* a problem was noted, or memory ran out */
} Document;

/* A list or map that is being read. */
typedef struct YamlLevel
{
	YamlTree *node;
	YamlTree **tail; /* where its next child goes */
	const char *key; /* of a map: the key whose value comes next */
	NameIndex index; /* of a map: its keys */
	int keys;        /* so far */
	bool has_key;
	bool skip; /* this value is not kept: its key is no text */
} YamlLevel;

/*
 * fail_document notes why the document cannot be read.
 */
static void
fail_document(Document *input, const char *kind, const char *message)
{
	record_bad_page(input->reader, kind, "%s at line %zu", message, input->parser.mark.line + 1);
	input->failed = true;
}

/*
 * next_event gets the next event. Returns false where there is none.
 */
static bool
next_event(Document *input, yaml_event_t *event)
{
	if (input->failed || record_stop(input->reader))
		return false;
	if (yaml_parser_parse(&input->parser, event))
		return true;
	input->failed = true;
	if (input->parser.error == YAML_MEMORY_ERROR)
		arena_fail(input->reader->arena);
	else
		record_bad_page(input->reader, "syntax", "not YAML at line %zu (%s)",
						input->parser.problem_mark.line + 1,
						input->parser.problem == NULL ? "" : input->parser.problem);
	return false;
}

/*
 * scalar_text copies a scalar into the arena. Returns NULL: it is null, or out
 * of memory.
 */
static const char *
scalar_text(Document *input, const yaml_event_t *event)
{
	const char *value = (const char *) event->data.scalar.value;
	size_t len = event->data.scalar.length;
	char *copy;
	size_t kept = 0;

	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
		(len == 0 || strcmp(value, "~") == 0 || strcmp(value, "null") == 0))
		return NULL;
	if (len > MAX_TEXT)
	{
		record_problem(input->reader, "range", "text of %zu bytes at line %zu; cut to %d", len,
					   event->start_mark.line + 1, MAX_TEXT);
		len = utf8_clip(value, len, MAX_TEXT);
	}
	copy = arena_text(input->reader->arena, value, len);
	if (copy == NULL)
		return NULL;
	if (strlen(copy) < len)
	{
		for (size_t i = 0; i < len; i++)
			if (value[i] != '\0')
				copy[kept++] = value[i];
		copy[kept] = '\0';
		record_problem(input->reader, "text", "NUL in a text at line %zu; taken out",
					   event->start_mark.line + 1);
	}
	return copy;
}

/*
 * new_node makes a node. Returns NULL where there are too many of them, or
 * when out of memory.
 */
static YamlTree *
new_node(Document *input, YamlKind kind)
{
	YamlTree *node;

	if (++input->nodes > MAX_NODES)
	{
		fail_document(input, "range", "too many values");
		return NULL;
	}
	node = arena_alloc(input->reader->arena, sizeof(YamlTree));
	if (node == NULL)
	{
		input->failed = true;
		return NULL;
	}
	memset(node, 0, sizeof(*node));
	node->kind = kind;
	return node;
}

/*
 * add_child puts a value into the list or map that is being read; NULL: a
 * value that is left out. In a map, every other is a key, which has to be
 * text.
 */
static void
add_child(Document *input, YamlLevel *level, YamlTree *node)
{
	if (level->node->kind == YAML_MAP && !level->has_key)
	{
		if (++level->keys > MAX_KEYS)
		{
			fail_document(input, "range", "too many keys");
			return;
		}
		level->has_key = true;
		level->key = node != NULL && node->kind == YAML_TEXT ? node->text : NULL;
		level->skip = level->key == NULL;
		if (level->skip)
			record_problem(input->reader, "type", "a key that is no text at line %zu; left out",
						   input->parser.mark.line + 1);
		return;
	}
	if (node != NULL && !level->skip)
	{
		if (level->node->kind == YAML_MAP)
		{
			node->key = level->key;
			if (name_index_add(input->reader, &level->index, level->key, level->keys) !=
				level->keys)
				record_problem(input->reader, "duplicate",
							   "key \"%s\" again at line %zu; the first is kept",
							   record_quote(input->reader, level->key),
							   input->parser.mark.line + 1);
		}
		*level->tail = node;
		level->tail = &node->next;
	}
	level->has_key = level->skip = false;
}

/*
 * event_node makes the node of an event, NULL: it has none, or is left out.
 */
static YamlTree *
event_node(Document *input, const yaml_event_t *event)
{
	YamlTree *node = NULL;

	switch (event->type)
	{
		case YAML_SCALAR_EVENT:
			node = new_node(input, YAML_TEXT);
			if (node != NULL)
				node->text = scalar_text(input, event);
			break;
		case YAML_SEQUENCE_START_EVENT: node = new_node(input, YAML_LIST); break;
		case YAML_MAPPING_START_EVENT: node = new_node(input, YAML_MAP); break;
		case YAML_ALIAS_EVENT:
			record_problem(input->reader, "type", "an alias at line %zu; left out",
						   event->start_mark.line + 1);
			break;
		default: break;
	}
	return node;
}

/*
 * open_level goes down into node, a list or map.
 */
static void
open_level(Document *input, YamlLevel *stack, int *depth, YamlTree *node)
{
	if (*depth == MAX_DEPTH)
	{
		fail_document(input, "range", "nested too deeply");
		return;
	}
	memset(&stack[*depth], 0, sizeof(YamlLevel));
	stack[*depth].node = node;
	stack[*depth].tail = &node->children;
	(*depth)++;
}

/*
 * read_document reads the one document's tree. Returns NULL: nothing in it, or
 * it failed.
 */
static YamlTree *
read_document(Document *input)
{
	YamlLevel stack[MAX_DEPTH];
	int depth = 0;
	YamlTree *root = NULL;
	yaml_event_t event;

	while (next_event(input, &event))
	{
		yaml_event_type_t type = event.type;
		YamlTree *node = event_node(input, &event);

		yaml_event_delete(&event);
		if (input->failed)
			break;
		switch (type)
		{
			case YAML_SCALAR_EVENT:
			case YAML_SEQUENCE_START_EVENT:
			case YAML_MAPPING_START_EVENT:
			case YAML_ALIAS_EVENT:
				if (depth > 0)
					add_child(input, &stack[depth - 1], node);
				else
					root = node;
				if (!input->failed && type != YAML_SCALAR_EVENT && type != YAML_ALIAS_EVENT)
					open_level(input, stack, &depth, node);
				break;
			case YAML_SEQUENCE_END_EVENT:
			case YAML_MAPPING_END_EVENT: depth--; break;
			case YAML_DOCUMENT_END_EVENT:
			case YAML_STREAM_END_EVENT: return root;
			default: break;
		}
	}
	return NULL;
}

/*
 * has_many_directives: do more lines begin with % than any file has?
 */
static bool
has_many_directives(const char *body, size_t len)
{
	int n = 0;

	for (size_t i = 0; i < len; i++)
		if (body[i] == '%' && (i == 0 || body[i - 1] == '\n' || body[i - 1] == '\r' ||
							   (unsigned char) body[i - 1] >= 0x80))
			n++;
	return n > MAX_DIRECTIVES;
}

/*
 * check_end notes a problem where another document follows.
 */
static void
check_end(Document *input)
{
	yaml_event_t event;

	if (!next_event(input, &event))
		return;
	if (event.type != YAML_STREAM_END_EVENT)
		record_problem(input->reader, "syntax", "a second document at line %zu; left out",
					   event.start_mark.line + 1);
	yaml_event_delete(&event);
}

/*
 * yaml_read parses body. Returns NULL: out of memory, which the arena
 * remembers, or the one problem says what is wrong. Depth and size are
 * limited, and aliases are not followed: what one stands for is left out, with
 * a problem.
 */
YamlTree *
yaml_read(RecordReader *reader, const char *body, size_t len)
{
	Document input = {.reader = reader};
	YamlTree *root;
	char *copy = NULL;

	if (len > MAX_BYTES)
	{
		record_bad_page(reader, "size", "a file of %zu bytes", len);
		return NULL;
	}
	if (has_many_directives(body, len))
	{
		record_bad_page(reader, "range", "more than %d directives", MAX_DIRECTIVES);
		return NULL;
	}
	if (len >= 3 && memcmp(body, "\xEF\xBB\xBF", 3) == 0)
	{
		body += 3; /* byte order mark */
		len -= 3;
	}
	if (utf8_prefix(body, len) < len)
	{
		copy = malloc(3 * len);
		if (copy == NULL)
		{
			arena_fail(reader->arena);
			return NULL;
		}
		len = utf8_clean(body, len, copy);
		body = copy;
		record_problem(reader, "text", "bytes that are not UTF-8; U+FFFD in their place");
	}
	if (!yaml_parser_initialize(&input.parser))
	{
		free(copy);
		arena_fail(reader->arena);
		return NULL;
	}
	yaml_parser_set_encoding(&input.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&input.parser, (const unsigned char *) body, len);
	root = read_document(&input);
	if (root != NULL)
		check_end(&input);
	else if (!input.failed)
		record_bad_page(reader, "type", "nothing in it");
	yaml_parser_delete(&input.parser);
	free(copy);
	return input.failed ? NULL : root;
}

/*
 * yaml_member returns a value of a map, NULL: not there, or tree is no map.
 */
YamlTree *
yaml_member(YamlTree *tree, const char *key)
{
	if (tree == NULL || tree->kind != YAML_MAP)
		return NULL;
	for (YamlTree *child = tree->children; child != NULL; child = child->next)
		if (strcmp(child->key, key) == 0)
			return child;
	return NULL;
}
