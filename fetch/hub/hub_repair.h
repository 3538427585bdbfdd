/*
 * hub_repair.h: the model that an author means who wrote no name of one, or the names of
 * several as one text.
 */
#ifndef LLMECO_FETCH_HUB_HUB_REPAIR_H
#define LLMECO_FETCH_HUB_HUB_REPAIR_H

struct Arena;

extern const char *hub_repair_name(struct Arena *arena, const char *text);
extern int hub_split_names(struct Arena *arena, const char *text, const char ***pieces);

#endif /* LLMECO_FETCH_HUB_HUB_REPAIR_H */
