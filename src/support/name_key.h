/*
 * name_key.h: what names of models and authors are looked up by: case does not
 * tell them apart.
 */
#ifndef LLMECO_SUPPORT_NAME_KEY_H
#define LLMECO_SUPPORT_NAME_KEY_H

extern const char *NameKey(const char *name);
extern const char *NameKeySql(const char *sql);

#endif /* LLMECO_SUPPORT_NAME_KEY_H */
