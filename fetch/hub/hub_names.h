/*
 * hub_names.h: what the Hub takes for a name or an id.
 */
#ifndef LLMECO_FETCH_HUB_HUB_NAMES_H
#define LLMECO_FETCH_HUB_HUB_NAMES_H

#include <stdbool.h>

struct Arena;

extern bool hub_valid_name(const char *name);
extern bool hub_listed_name(const char *name);
extern bool hub_listed_author(const char *name);
extern bool hub_same_name(const char *a, const char *b);
extern const char *hub_name_key(struct Arena *arena, const char *name);
extern bool hub_valid_id(const char *text);

#endif /* LLMECO_FETCH_HUB_HUB_NAMES_H */
