/*
 * server_text.h: text that should be UTF-8, in the database's encoding.
 */
#ifndef LLMECO_SUPPORT_SERVER_TEXT_H
#define LLMECO_SUPPORT_SERVER_TEXT_H

extern char *ServerText(const char *text, bool *replaced);
extern Datum ServerTextArray(const char **texts, int n, bool *replaced);

#endif /* LLMECO_SUPPORT_SERVER_TEXT_H */
