/*
 * refresh_client.h: the HTTP client of a run.
 */
#ifndef LLMECO_REFRESH_REFRESH_CLIENT_H
#define LLMECO_REFRESH_REFRESH_CLIENT_H

#include "fetch/http/http_client.h"

extern bool RefreshMustStop(void);
extern HttpClient *RefreshCreateClient(bool *anonymous);

#endif /* LLMECO_REFRESH_REFRESH_CLIENT_H */
