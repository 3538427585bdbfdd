/*
 * settings.c: the extension's settings, in order of name.
 *
 * Where data comes from and what may be sent there is for superusers only:
 * whoever can set an endpoint can make the server talk to any host.
 */
#include "postgres.h"

#include <limits.h>
#include <stdlib.h>

#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/guc.h"

#include "fetch/http/http_rules.h"
#include "support/settings.h"
#include "support/sql.h"

#define HUB_ENDPOINT "https://huggingface.co"
#define LABELS_ENDPOINT                                                                            \
	"https://raw.githubusercontent.com/X-lab2017/open-digger/master/labeled_data"
#define OPENDIGGER_ENDPOINT "https://oss.open-digger.cn"

char *settings_hub_endpoint;
char *settings_labels_endpoint;
char *settings_opendigger_endpoint;
char *settings_token;
char *settings_token_file;
char *settings_ca_file;
bool settings_allow_private_addresses;
bool settings_include_private;
char *settings_scope;
int settings_expand_min_likes;
double settings_max_removed_fraction;
int settings_ranking_max_models;
static bool count_inferred_parents;

/*
 * check_endpoint strips a trailing slash and refuses what http_client.c would not
 * talk to.
 */
static bool
check_endpoint(char **newval, void **extra, GucSource source)
{
	const char *problem;
	size_t len = strlen(*newval);

	(void) extra;
	(void) source;
	while (len > 0 && (*newval)[len - 1] == '/')
		(*newval)[--len] = '\0';
	problem = http_check_endpoint(*newval);
	if (problem == NULL)
		return true;
	GUC_check_errdetail("%s", problem);
	GUC_check_errhint(
		"Use an address such as https://huggingface.co, or http:// with a loopback host.");
	return false;
}

/*
 * SettingsReadScope reads 'all' (*top is 0) or 'top:N' (*top is N); false: it
 * is neither.
 */
bool
SettingsReadScope(const char *scope, int *top)
{
	const char *digits;

	*top = 0;
	if (strcmp(scope, "all") == 0)
		return true;
	if (strncmp(scope, "top:", 4) != 0)
		return false;
	digits = scope + 4;
	if (digits[0] < '1' || digits[0] > '9' || strlen(digits) > 9 ||
		strspn(digits, "0123456789") != strlen(digits))
		return false;
	*top = atoi(digits);
	return true;
}

/*
 * SettingsEdges returns the table, or view, of the derivations that count. Who
 * may not read the table, as a reader, has the view over it.
 */
const char *
SettingsEdges(void)
{
	bool viewed = count_inferred_parents || pg_class_aclcheck(SqlTable("model_edges"), GetUserId(),
															  ACL_SELECT) != ACLCHECK_OK;

	/* there is no such view before ALTER EXTENSION UPDATE to 1.2.0 */
	return viewed && OidIsValid(SqlTable("counted_edges")) ? "llmeco.counted_edges"
														   : "llmeco.model_edges";
}

/*
 * check_scope accepts 'all' and 'top:N'.
 */
static bool
check_scope(char **newval, void **extra, GucSource source)
{
	int top;

	(void) extra;
	(void) source;
	if (SettingsReadScope(*newval, &top))
		return true;
	GUC_check_errdetail("A scope is \"all\" or \"top:N\" with N from 1 to 999999999.");
	return false;
}

/*
 * hub_endpoint_default takes HF_ENDPOINT from the server's environment where
 * it is usable, as the Hub's own clients do.
 */
static char *
hub_endpoint_default(void)
{
	char *env = getenv("HF_ENDPOINT");
	char *copy;
	size_t len;

	if (env == NULL || env[0] == '\0')
		return HUB_ENDPOINT;
	copy = strdup(env);
	if (copy == NULL)
		return HUB_ENDPOINT;
	len = strlen(copy);
	while (len > 0 && copy[len - 1] == '/')
		copy[--len] = '\0';
	if (http_check_endpoint(copy) == NULL)
		return copy;
	ereport(WARNING, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					  errmsg("ignoring environment variable HF_ENDPOINT"),
					  errdetail("%s", http_check_endpoint(copy))));
	free(copy);
	return HUB_ENDPOINT;
}

/*
 * SettingsDefine registers all settings; called once a backend.
 */
void
SettingsDefine(void)
{
	DefineCustomBoolVariable("llmeco.allow_private_addresses",
							 "Allows endpoints in private and link-local address ranges.",
							 "Loopback addresses are always allowed.",
							 &settings_allow_private_addresses, false, PGC_SUSET, 0, NULL, NULL,
							 NULL);
	DefineCustomStringVariable("llmeco.ca_file", "File of certificate authorities (PEM) to trust.",
							   "Empty: the system's.", &settings_ca_file, "", PGC_SUSET,
							   GUC_SUPERUSER_ONLY, NULL, NULL, NULL);
	DefineCustomBoolVariable(
		"llmeco.count_inferred_parents",
		"Parents entered by llmeco_accept_parents() count as declared ones do.",
		"In influence, families, licences and walks through the lineage.", &count_inferred_parents,
		false, PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomIntVariable(
		"llmeco.expand_min_likes",
		"In scope top:N, children are listed of models with at least this many likes.",
		"Those of the N models are listed whatever their likes.", &settings_expand_min_likes, 10, 0,
		INT_MAX, PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable(
		"llmeco.hub_endpoint", "Base address of the Hugging Face Hub.",
		"The default is HF_ENDPOINT of the server's environment, else " HUB_ENDPOINT ".",
		&settings_hub_endpoint, hub_endpoint_default(), PGC_SUSET, 0, check_endpoint, NULL, NULL);
	DefineCustomBoolVariable(
		"llmeco.include_private",
		"Refreshes take in private models and Spaces that the access token sees, too.",
		"Whoever may read the tables and views sees them then, and so does the site.",
		&settings_include_private, false, PGC_SUSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("llmeco.labels_endpoint",
							   "Base address of OpenDigger's label files.", NULL,
							   &settings_labels_endpoint, LABELS_ENDPOINT, PGC_SUSET, 0,
							   check_endpoint, NULL, NULL);
	DefineCustomRealVariable(
		"llmeco.max_removed_fraction",
		"A full walk that misses more than this part of what is known removes nothing.",
		"The next full walk that misses more than that is believed. 1: the first is, too.",
		&settings_max_removed_fraction, 0.1, 0, 1, PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("llmeco.opendigger_endpoint",
							   "Base address of OpenDigger's metrics of repositories.", NULL,
							   &settings_opendigger_endpoint, OPENDIGGER_ENDPOINT, PGC_SUSET, 0,
							   check_endpoint, NULL, NULL);
	DefineCustomIntVariable("llmeco.ranking_max_models",
							"Organizations of more models than this have no rank.",
							"So that scores cannot be made from many models. -1: no limit.",
							&settings_ranking_max_models, 100, -1, INT_MAX, PGC_USERSET, 0, NULL,
							NULL, NULL);
	DefineCustomStringVariable(
		"llmeco.scope", "Which models llmeco_refresh() fetches where no scope is given.",
		"all, or top:N: the N most liked, their ancestors and the models derived from them.",
		&settings_scope, "top:1000", PGC_USERSET, 0, check_scope, NULL, NULL);
	DefineCustomStringVariable(
		"llmeco.token", "Access token for the Hub.",
		"Empty: the first line of llmeco.token_file, else HF_TOKEN of the server's environment.",
		&settings_token, "", PGC_SUSET, GUC_SUPERUSER_ONLY | GUC_NO_SHOW_ALL | GUC_NOT_IN_SAMPLE,
		NULL, NULL, NULL);
	DefineCustomStringVariable("llmeco.token_file",
							   "File whose first line is the access token for the Hub.", NULL,
							   &settings_token_file, "", PGC_SUSET, GUC_SUPERUSER_ONLY, NULL, NULL,
							   NULL);
#if PG_VERSION_NUM >= 150000
	MarkGUCPrefixReserved("llmeco");
#else
	EmitWarningsOnPlaceholders("llmeco");
#endif
}
