/*
 * refresh_client.c: the HTTP client of a run, made from the settings: where
 * it may go, what it trusts, and the access token with the only host that
 * gets it.
 */
#include "postgres.h"

#include <ctype.h>

#include "miscadmin.h"
#include "storage/fd.h"

#include "support/settings.h"
#include "refresh/refresh_client.h"

/* Bytes of a token, far above any that the Hub gives out. */
#define MAX_TOKEN 1024

/*
 * read_token_file returns the first line of llmeco.token_file.
 */
static char *
read_token_file(void)
{
	char line[MAX_TOKEN + 2];
	FILE *file = AllocateFile(settings_token_file, "r");
	bool ok;

	if (file == NULL)
		ereport(ERROR, (errcode_for_file_access(),
						errmsg("could not open file \"%s\" of llmeco.token_file: %m",
							   settings_token_file)));
	ok = fgets(line, sizeof(line), file) != NULL;
	if (!ok && ferror(file))
		ereport(ERROR, (errcode_for_file_access(),
						errmsg("could not read file \"%s\" of llmeco.token_file: %m",
							   settings_token_file)));
	FreeFile(file);
	return ok ? pstrdup(line) : pstrdup("");
}

/*
 * find_token returns the access token without blanks around it, NULL: there
 * is none. Its text never leaves this file but to the client.
 */
static char *
find_token(void)
{
	const char *env = getenv("HF_TOKEN");
	char *token;
	size_t len;

	if (settings_token[0] != '\0')
		token = pstrdup(settings_token);
	else if (settings_token_file[0] != '\0')
		token = read_token_file();
	else if (env != NULL)
		token = pstrdup(env);
	else
		return NULL;
	while (isspace((unsigned char) *token))
		token++;
	len = strlen(token);
	while (len > 0 && isspace((unsigned char) token[len - 1]))
		token[--len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (len > MAX_TOKEN || token[i] <= ' ' || token[i] > '~')
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the access token is not valid"),
					 errdetail("A token has at most %d characters, all of them printable ASCII.",
							   MAX_TOKEN)));
	return len == 0 ? NULL : token;
}

/*
 * origin_of returns scheme, host and port of an address.
 */
static char *
origin_of(const char *url)
{
	const char *host = strstr(url, "://");
	const char *path = host == NULL ? NULL : strchr(host + 3, '/');

	return path == NULL ? pstrdup(url) : pnstrdup(url, path - url);
}

/*
 * RefreshMustStop says whether this backend is to end what it does. What else
 * may interrupt it can wait until an answer is read.
 */
bool
RefreshMustStop(void)
{
	return QueryCancelPending || ProcDiePending || ClientConnectionLost;
}

/*
 * RefreshCreateClient returns a client for the Hub; the caller frees it.
 * *anonymous: it has no access token.
 */
HttpClient *
RefreshCreateClient(bool *anonymous)
{
	HttpConfig config = {.user_agent = "llmeco/" LLMECO_VERSION " (PostgreSQL " PG_VERSION ")",
						 .token = find_token(),
						 .token_origin = origin_of(settings_hub_endpoint),
						 .ca_file = settings_ca_file[0] == '\0' ? NULL : settings_ca_file,
						 .allow_private = settings_allow_private_addresses,
						 .stop = RefreshMustStop};
	HttpClient *client = http_client_new(&config);

	if (client == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	*anonymous = config.token == NULL;
	return client;
}
