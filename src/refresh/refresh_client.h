/*
 * refresh_client.h: the HTTP client of a run.
 */
#ifndef LLMECO_REFRESH_REFRESH_CLIENT_H
#define LLMECO_REFRESH_REFRESH_CLIENT_H

#include "fetch/http/http_client.h"

extern HttpClient *RefreshCreateClient(void);

#endif /* LLMECO_REFRESH_REFRESH_CLIENT_H */
