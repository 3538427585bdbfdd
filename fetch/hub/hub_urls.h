/*
 * hub_urls.h: addresses at the Hub, malloc'ed, NULL when out of memory. An
 * endpoint has no trailing slash.
 */
#ifndef LLMECO_FETCH_HUB_HUB_URLS_H
#define LLMECO_FETCH_HUB_HUB_URLS_H

extern char *hub_list_url(const char *endpoint, const char *folder, const char *sort,
						  const char *filter, int limit, const char *suffix);
extern char *hub_record_url(const char *endpoint, const char *folder, const char *name,
							const char *keep, const char *suffix);

#endif /* LLMECO_FETCH_HUB_HUB_URLS_H */
