/*
 * model_languages.h: the languages of a model.
 */
#ifndef LLMECO_FETCH_HUB_MODEL_LANGUAGES_H
#define LLMECO_FETCH_HUB_MODEL_LANGUAGES_H

#include "fetch/reader/record.h"

struct json_object;

extern int model_languages(RecordReader *reader, struct json_object *card, const char **tags,
						   int ntags, const char ***languages);

#endif /* LLMECO_FETCH_HUB_MODEL_LANGUAGES_H */
