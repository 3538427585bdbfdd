/*
 * settings.h: the extension's settings.
 */
#ifndef LLMECO_SUPPORT_SETTINGS_H
#define LLMECO_SUPPORT_SETTINGS_H

extern char *llmeco_hub_endpoint;
extern char *llmeco_labels_endpoint;
extern char *llmeco_opendigger_endpoint;
extern char *llmeco_token;
extern char *llmeco_token_file;
extern char *llmeco_ca_file;
extern bool llmeco_allow_private_addresses;
extern char *llmeco_scope;
extern int llmeco_expand_min_likes;

extern void llmeco_define_settings(void);
extern bool llmeco_read_scope(const char *scope, int *top);

#endif /* LLMECO_SUPPORT_SETTINGS_H */
