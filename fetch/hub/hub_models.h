/*
 * hub_models.h: the Hugging Face Hub's JSON answers as records.
 *
 * Plain C, no postgres.h.
 */
#ifndef LLMECO_FETCH_HUB_HUB_MODELS_H
#define LLMECO_FETCH_HUB_HUB_MODELS_H

#include "fetch/hub/hub_model_record.h"

typedef struct HubModelPage
{
	RecordPage head;
	HubModel *models;
	int nmodels;
	HubPrivates privates; /* left out */
} HubModelPage;

extern RecordResult hub_parse_models(const RecordInput *input, HubModelPage *page);
extern RecordResult hub_parse_model(const RecordInput *input, HubModelPage *page);
extern char *hub_models_url(const char *endpoint, const char *sort, const char *filter, int limit);
extern char *hub_model_url(const char *endpoint, const char *name);

#endif /* LLMECO_FETCH_HUB_HUB_MODELS_H */
