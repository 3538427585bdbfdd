/*
 * od_lists.h: what OpenDigger's files list by name: contributors a month, and
 * networks.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_OD_LISTS_H
#define LLMECO_FETCH_OPENDIGGER_OD_LISTS_H

#include "fetch/reader/record.h"

struct json_object;

/* One contributor of a month. */
typedef struct OdShare
{
	int year;
	int month;
	const char *login;
	double value; /* NaN: the file is a list of names */
} OdShare;

typedef struct OdNode
{
	const char *name; /* login, or owner/repo */
	double openrank;
} OdNode;

/* An edge; OpenDigger's have no direction. */
typedef struct OdLink
{
	const char *a; /* a is before b in byte order */
	const char *b;
	double weight;
} OdLink;

extern struct json_object *
od_list(RecordReader *reader, struct json_object *object, const char *key, size_t max, size_t *n);
extern void
od_read_shares(RecordReader *reader, struct json_object *object, OdShare **shares, int *nshares);
extern void
od_read_nodes(RecordReader *reader, struct json_object *object, OdNode **nodes, int *nnodes);
extern void
od_read_links(RecordReader *reader, struct json_object *object, OdLink **links, int *nlinks);

#endif /* LLMECO_FETCH_OPENDIGGER_OD_LISTS_H */
