/*
 * od_lists.h: between od_metrics.c, which reads numbers by month, and
 * od_lists.c, which reads lists of names.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_OD_LISTS_H
#define LLMECO_FETCH_OPENDIGGER_OD_LISTS_H

#include "fetch/reader/answer.h"
#include "fetch/opendigger/od_metrics.h"

/* The largest file recorded has 19 kB; one of contributors, by its limits, below
 * 1 MB. More would take longer to parse than a cancel may wait. */
#define OD_MAX_FILE (2 * 1024 * 1024)

/*
 * od_period reads a key. *year, and *part: the quarter or month from 1, or 0.
 * OD_NO_PERIOD: a problem says so.
 */
extern OdPeriod od_period(RecordReader *reader, const char *key, int *year, int *part);

/* od_number reads a number that can be; NaN: a problem with key says why
 * not. */
extern double od_number(RecordReader *reader, struct json_object *value, const char *key);

/* These read the object of a file of contributors or of a network. */
extern void
od_read_shares(RecordReader *reader, struct json_object *object, OdShare **shares, int *nshares);
extern void
od_read_nodes(RecordReader *reader, struct json_object *object, OdNode **nodes, int *nnodes);
extern void
od_read_links(RecordReader *reader, struct json_object *object, OdLink **links, int *nlinks);

#endif /* LLMECO_FETCH_OPENDIGGER_OD_LISTS_H */
