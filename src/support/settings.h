/*
 * settings.h: the extension's settings.
 */
#ifndef LLMECO_SUPPORT_SETTINGS_H
#define LLMECO_SUPPORT_SETTINGS_H

extern char *settings_hub_endpoint;
extern char *settings_labels_endpoint;
extern char *settings_opendigger_endpoint;
extern char *settings_token;
extern char *settings_token_file;
extern char *settings_ca_file;
extern bool settings_allow_private_addresses;
extern bool settings_include_private;
extern char *settings_scope;
extern int settings_expand_min_likes;
extern double settings_max_removed_fraction;
extern int settings_ranking_max_models;

extern void SettingsDefine(void);
extern bool SettingsReadScope(const char *scope, int *top);
extern const char *SettingsEdges(void);

#endif /* LLMECO_SUPPORT_SETTINGS_H */
