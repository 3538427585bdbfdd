/*
 * times.h: points of time as the Hub writes them.
 */
#ifndef LLMECO_FETCH_READER_TIMES_H
#define LLMECO_FETCH_READER_TIMES_H

#include <stdint.h>

extern int64_t time_parse(const char *text);

#endif /* LLMECO_FETCH_READER_TIMES_H */
