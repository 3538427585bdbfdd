/*
 * hub_names.h: what the Hub takes for a name or an id.
 */
#ifndef LLMECO_FETCH_HUB_HUB_NAMES_H
#define LLMECO_FETCH_HUB_HUB_NAMES_H

#include <stdbool.h>

extern bool hub_valid_name(const char *name);
extern bool hub_valid_author(const char *name);
extern bool hub_valid_id(const char *text);

#endif /* LLMECO_FETCH_HUB_HUB_NAMES_H */
