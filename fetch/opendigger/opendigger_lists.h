/*
 * opendigger_lists.h: between opendigger.c, which reads numbers by month, and
 * opendigger_lists.c, which reads lists of names.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_OPENDIGGER_LISTS_H
#define LLMECO_FETCH_OPENDIGGER_OPENDIGGER_LISTS_H

#include "fetch/reader/answer.h"
#include "fetch/opendigger/opendigger.h"

/* The largest file recorded has 19 kB; one of contributors, by its limits, below
 * 1 MB. More would take longer to parse than a cancel may wait. */
#define OD_MAX_FILE (2 * 1024 * 1024)

/* od_month is od_period() with a problem where key is no period. */
extern OdPeriod od_month(RecordReader *reader, const char *key, int *year, int *month);

/* od_number reads a number that can be; NaN: a problem with key says why
 * not. */
extern double od_number(RecordReader *reader, struct json_object *value, const char *key);

/* These read the object of a file of contributors or of a network. */
extern void od_read_details(RecordReader *reader, OdFile *file, struct json_object *object);
extern void od_read_network(RecordReader *reader, OdFile *file, struct json_object *object);

#endif /* LLMECO_FETCH_OPENDIGGER_OPENDIGGER_LISTS_H */
