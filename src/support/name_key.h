/*
 * name_key.h: what names of models and authors are looked up by: case does not
 * tell them apart.
 *
 * Statements come in two forms, for NameKeyForm(): the first one serves the
 * tables of before 1.2.0, whose indexes are of the names themselves.
 */
#ifndef LLMECO_SUPPORT_NAME_KEY_H
#define LLMECO_SUPPORT_NAME_KEY_H

#define NAME_ITSELF(name) name
#define NAME_KEY(name) "pg_catalog.lower(" name " COLLATE pg_catalog.\"C\")"
#define NAME_FORMS(statement)                                                                      \
	{                                                                                              \
		statement(NAME_ITSELF), statement(NAME_KEY)                                                \
	}

extern const char *NameKeyForm(const char *const *forms);
extern const char *NameKey(const char *name);

#endif /* LLMECO_SUPPORT_NAME_KEY_H */
