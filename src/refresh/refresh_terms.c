/*
 * refresh_terms.c: on which terms a server answers: how large a page it has
 * time for, and which fields it gives. Who asks does not know of it: an address is
 * changed as it is sent, and that of the next page back as it comes.
 *
 * Page   Where the server has no time for a page (504), it is asked for half as
 *        many records, down to MIN_PAGE; after pages that it had time for, for
 *        twice as many. Where that fails again, only after twice as many pages.
 * Field  One field that the Hub refuses costs the whole answer (400). It is asked
 *        again without what the text of the refusal is about, and not asked for
 *        that again in this run. What the tables have of it stays. Not so private:
 *        with a token, what is private would come in as if it was not.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "fetch/hub/hub_error.h"
#include "support/settings.h"
#include "support/sql_values.h"
#include "refresh/refresh_terms.h"

/* Records of a page: the most that any server gives, and where it is not asked
 * for fewer. */
#define MAX_PAGE 1000
#define MIN_PAGE 100
/* Pages before a server that failed again and again is asked for more. */
#define MAX_PATIENCE 64
/* Fields that are asked for at once. */
#define MAX_FIELDS 64
/* Characters of what a server says that are kept, and that are read. */
#define KEPT_CHARACTERS 500
#define READ_CHARACTERS 8000

/* A field that a server refuses to give. */
typedef struct RefusedField
{
	const char *route; /* of the Hub's API, with what is behind it: "models?" lists,
								 * "models/" gives one */
	const char *kind;  /* the word before that */
	const char *name;  /* as in expand=NAME */
} RefusedField;

/* ---- addresses ---- */

/*
 * find_parameter returns where the value of a parameter of an address begins, from
 * place on, NULL: there is none.
 */
static const char *
find_parameter(const char *url, const char *place, const char *name)
{
	size_t len = strlen(name);
	const char *p = place;

	while ((p = strstr(p, name)) != NULL)
	{
		if (p > url && (p[-1] == '?' || p[-1] == '&') && p[len] == '=')
			return p + len + 1;
		p += len;
	}
	return NULL;
}

/*
 * RefreshTermsLimit returns how many records an address asks for in a page, 0: it does
 * not say.
 */
int
RefreshTermsLimit(const char *url)
{
	const char *value = find_parameter(url, url, "limit");

	return value == NULL ? 0 : atoi(value);
}

/*
 * with_limit returns an address that asks for limit records in a page, which it does
 * say.
 */
static char *
with_limit(const char *url, int limit)
{
	const char *value = find_parameter(url, url, "limit");

	return psprintf("%.*s%d%s", (int) (value - url), url, limit, value + strcspn(value, "&"));
}

/*
 * find_field returns where expand=NAME is asked for in an address, NULL: nowhere.
 */
static const char *
find_field(const char *url, const char *name)
{
	size_t len = strlen(name);
	const char *value = find_parameter(url, url, "expand");

	while (value != NULL && !(strcspn(value, "&") == len && strncmp(value, name, len) == 0))
		value = find_parameter(url, value, "expand");
	return value;
}

/*
 * without_field returns an address that does not ask for a field.
 */
static char *
without_field(const char *url, const char *name)
{
	const char *value = find_field(url, name);
	const char *end;
	const char *start;

	if (value == NULL)
		return pstrdup(url);
	start = value - strlen("expand=");
	end = value + strlen(name);
	if (*end == '&')
		end++; /* the sign before it stays */
	else
		start--;
	return psprintf("%.*s%s", (int) (start - url), url, end);
}

/*
 * route_of returns the route of an address below /api/, as RefusedField has it, NULL: it
 * is no address of the Hub's API.
 */
static const char *
route_of(const char *url, size_t *len)
{
	const char *api = strstr(url, "/api/");

	if (api == NULL)
		return NULL;
	api += strlen("/api/");
	*len = strcspn(api, "?/");
	if (api[*len] != '\0')
		++*len;
	return api;
}

/*
 * RefreshTermsUrl returns an address as it is sent.
 */
char *
RefreshTermsUrl(const RefreshRun *run, const char *url)
{
	char *sent = pstrdup(url);
	size_t len;
	const char *route = route_of(url, &len);
	ListCell *cell;

	if (run->terms.limit > 0 && RefreshTermsLimit(url) > run->terms.limit)
		sent = with_limit(sent, run->terms.limit);
	foreach (cell, run->terms.refused)
	{
		const RefusedField *field = lfirst(cell);

		if (route != NULL && strlen(field->route) == len && strncmp(field->route, route, len) == 0)
			sent = without_field(sent, field->name);
	}
	return sent;
}

/*
 * RefreshTermsNext returns the address of the next page, which the answer to sent gave,
 * as it would be had asked been sent.
 */
char *
RefreshTermsNext(const char *asked, const char *sent, const char *next)
{
	char *result = pstrdup(next);
	const char *value = find_parameter(asked, asked, "expand");

	if (RefreshTermsLimit(asked) != RefreshTermsLimit(sent) &&
		RefreshTermsLimit(next) == RefreshTermsLimit(sent))
		result = with_limit(result, RefreshTermsLimit(asked));
	for (; value != NULL; value = find_parameter(asked, value, "expand"))
	{
		char *name = pnstrdup(value, strcspn(value, "&"));

		if (find_field(sent, name) == NULL)
			result = psprintf("%s&expand=%s", result, name);
	}
	return result;
}

/* ---- the size of pages ---- */

/*
 * RefreshTermsMayShrink says whether an address asks for a page that could be smaller.
 */
bool
RefreshTermsMayShrink(const char *sent)
{
	return RefreshTermsLimit(sent) > MIN_PAGE;
}

/*
 * shrink_pages notes that the server had no time for limit records.
 */
static void
shrink_pages(RefreshTerms *terms, int limit)
{
	int half = Max(MIN_PAGE, limit / 2);

	/* one of several under way may have said so already */
	if (terms->limit > 0 && terms->limit <= half)
		return;
	terms->limit = half;
	terms->patience =
		terms->grown && terms->pages == 0 ? Min(2 * terms->patience, MAX_PATIENCE) : 1;
	terms->grown = false;
	terms->pages = 0;
}

/*
 * grow_pages notes that the server had time for a page of limit records.
 */
static void
grow_pages(RefreshTerms *terms, int limit)
{
	terms->pages++;
	if (limit != terms->limit || terms->pages < terms->patience)
		return;
	terms->limit = 2 * limit < MAX_PAGE ? 2 * limit : 0;
	terms->grown = true;
	terms->pages = 0;
}

/* ---- fields ---- */

/*
 * RefreshTermsSaid returns what went wrong with an answer, with what the server said
 * itself.
 */
char *
RefreshTermsSaid(const HttpResponse *response)
{
	char said[HUB_ERROR_ROOM(KEPT_CHARACTERS)] = "";

	if (response->outcome == HTTP_STATUS)
		hub_error_text(response->body, response->len, KEPT_CHARACTERS, said);
	return psprintf("%s%s%s", response->message, said[0] == '\0' ? "" : ": ", said);
}

/*
 * RefreshTermsLacks returns the fields that the server refuses of lists or records of a
 * kind: models, spaces; as texts.
 */
List *
RefreshTermsLacks(const RefreshRun *run, const char *kind)
{
	List *names = NIL;
	ListCell *cell;

	foreach (cell, run->terms.refused)
	{
		const RefusedField *field = lfirst(cell);

		if (strcmp(field->kind, kind) == 0)
			names = lappend(names, unconstify(char *, field->name));
	}
	return names;
}

/*
 * RefreshTermsRefused returns what servers refused, as text[] of models.tags and the
 * like.
 */
Datum
RefreshTermsRefused(const RefreshRun *run)
{
	Datum *names = palloc((list_length(run->terms.refused) + 1) * sizeof(Datum));
	int n = 0;
	ListCell *cell;

	foreach (cell, run->terms.refused)
	{
		const RefusedField *field = lfirst(cell);
		const char *name = psprintf("%s.%s", field->kind, field->name);
		bool known = false;

		for (int i = 0; i < n; i++)
			known |= strcmp(TextDatumGetCString(names[i]), name) == 0;
		if (!known)
			names[n++] = CStringGetTextDatum(name);
	}
	return SqlTextArray(names, n);
}

/*
 * add_refused notes a field that a route refuses, in the run's memory.
 */
static void
add_refused(RefreshRun *run, const char *route, size_t len, const char *name)
{
	MemoryContext caller = MemoryContextSwitchTo(run->context);
	RefusedField *field = palloc(sizeof(RefusedField));

	field->route = pnstrdup(route, len);
	field->kind = pnstrdup(route, strcspn(route, "?/"));
	field->name = pstrdup(name);
	run->terms.refused = lappend(run->terms.refused, field);
	MemoryContextSwitchTo(caller);
}

/*
 * RefreshTermsLack notes that records of a kind come without a field.
 */
void
RefreshTermsLack(RefreshRun *run, const char *kind, const char *name)
{
	add_refused(run, kind, strlen(kind), name);
}

/*
 * refuse_fields notes which fields an answer refuses. False: it is about something
 * else.
 */
static bool
refuse_fields(RefreshRun *run, const HttpResponse *response)
{
	const char *url = response->url;
	char *said = palloc(HUB_ERROR_ROOM(READ_CHARACTERS));
	const char *names[MAX_FIELDS];
	bool refused[MAX_FIELDS];
	StringInfoData without;
	size_t len;
	const char *route = route_of(url, &len);
	int n = 0;

	for (const char *p = find_parameter(url, url, "expand"); p != NULL && n < MAX_FIELDS;
		 p = find_parameter(url, p, "expand"))
		names[n++] = pnstrdup(p, strcspn(p, "&"));
	hub_error_text(response->body, response->len, READ_CHARACTERS, said);
	if (route == NULL || n == 0 || hub_refused_fields(said, names, n, refused) == 0)
		return false;
	for (int i = 0; i < n; i++)
		if (refused[i] && strcmp(names[i], "private") == 0 && !run->anonymous &&
			!settings_include_private)
			return false;
	initStringInfo(&without);
	for (int i = 0; i < n; i++)
		if (refused[i])
		{
			add_refused(run, route, len, names[i]);
			appendStringInfo(&without, "%s%s", without.len == 0 ? "" : ", ", names[i]);
		}
	LedgerNoteAnswer(&run->ledger, url, response->status, NULL,
					 http_outcome_name(response->outcome),
					 psprintf("asked again without %s; %s", without.data,
							  RefreshTermsSaid(response)));
	return true;
}

/*
 * RefreshTermsChange notes what an answer says of the terms, whose url is as it was
 * sent. True: it is worth to ask again on those of now.
 */
bool
RefreshTermsChange(RefreshRun *run, const HttpResponse *response)
{
	int limit = RefreshTermsLimit(response->url);

	if (response->outcome == HTTP_OK && limit > 0)
		grow_pages(&run->terms, limit);
	if (response->outcome != HTTP_STATUS)
		return false;
	if (response->status == 504 && limit > MIN_PAGE)
	{
		shrink_pages(&run->terms, limit);
		return true;
	}
	return (response->status == 400 || response->status == 422) && refuse_fields(run, response);
}
