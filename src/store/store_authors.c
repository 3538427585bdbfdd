/*
 * store_authors.c: an author's overview and page into llmeco.authors.
 *
 * Authors come one an answer, and the Hub allows a hundred pages in five
 * minutes: a statement each is fine here.
 *
 * A row is an owner's name as models and Spaces have it; identity is the
 * Hub's _id, which belongs to the row that has the current name. A row whose
 * author has another name now gets that if no row has it; else it stays as
 * the old name of that author, with the same values and without the _id.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/store_authors.h"
#include "store/store_values.h"

/* Parameters of a statement on one author. */
#define MAX_ARGUMENTS 10

typedef struct Arguments
{
	Datum values[MAX_ARGUMENTS];
	bool nulls[MAX_ARGUMENTS];
	RowValues row; /* points to both */
} Arguments;

static void
init_arguments(Arguments *arguments)
{
	memset(arguments, 0, sizeof(*arguments));
	arguments->row.values = arguments->values;
	arguments->row.nulls = arguments->nulls;
}

/*
 * set_flag fills a boolean argument.
 */
static void
set_flag(Arguments *arguments, int argument, HubFlag flag)
{
	arguments->nulls[argument] = flag == HUB_FLAG_NULL;
	arguments->values[argument] = BoolGetDatum(flag == HUB_TRUE);
}

/*
 * run_update runs an UPDATE that returns whether it changed a value.
 */
static bool
run_update(const char *sql, int nargs, Oid *types, Arguments *arguments)
{
	char nulls[MAX_ARGUMENTS];
	bool changed = false;

	for (int i = 0; i < nargs; i++)
		nulls[i] = arguments->nulls[i] ? 'n' : ' ';
	if (RunSql(sql, nargs, types, arguments->values, nulls) > 0)
	{
		bool isnull;

		changed = DatumGetBool(ResultValue(0, 1, &isnull));
	}
	return changed;
}

/*
 * note_replaced notes that a text does not fit the database's encoding.
 */
static void
note_replaced(const Arguments *arguments, Ledger *ledger, const char *url, const char *name)
{
	if (arguments->row.replaced)
		LedgerNote(
			ledger, url, name, "text",
			"characters that the database's encoding %s does not have were replaced by \"?\"",
			GetDatabaseEncodingName());
}

/*
 * find_author returns the author_id found by a query with one text, 0: none.
 */
static int64
find_author(const char *sql, const char *text)
{
	return RunSql(sql, 1, (Oid[]) {TEXTOID}, (Datum[]) {CStringGetTextDatum(text)}, NULL) == 0
			   ? 0
			   : ResultInt64(0, 1);
}

/*
 * decide_name returns the name that the row named name gets, NULL: it is an
 * old name of an author whose current one another row has. Else that row
 * alone will have the _id.
 */
static const char *
decide_name(int64 author_id, const char *name, const HubAuthor *author)
{
	int64 same = find_author("SELECT a.author_id FROM llmeco.authors a"
							 " WHERE a.hub_id = $1",
							 author->hub_id);

	if (strcmp(author->name, name) != 0 &&
		((same != 0 && same != author_id) || find_author("SELECT a.author_id FROM llmeco.authors a"
														 " WHERE a.name = $1",
														 author->name) != 0))
		return NULL;
	if (same != 0 && same != author_id)
		(void) RunSql("UPDATE llmeco.authors SET hub_id = NULL WHERE author_id = $1", 1,
					  (Oid[]) {INT8OID}, (Datum[]) {Int64GetDatum(same)}, NULL);
	return author->name;
}

/*
 * StoreAuthor stores the overview of an author, found under the name of a
 * row. What the overview does not give stays. Returns whether a value changed.
 */
bool
StoreAuthor(int64 author_id, const char *name, const HubAuthor *author, Ledger *ledger,
			const char *url)
{
	Arguments arguments;
	int level = SqlConnect();
	const char *new_name = decide_name(author_id, name, author);
	bool changed;

	init_arguments(&arguments);
	arguments.values[0] = Int64GetDatum(author_id);
	SetText(&arguments.row, 1, new_name == NULL ? name : new_name);
	SetText(&arguments.row, 2, new_name == NULL ? NULL : author->hub_id);
	SetText(&arguments.row, 3, hub_author_kind_name(author->kind));
	SetText(&arguments.row, 4, author->full_name);
	SetText(&arguments.row, 5, author->avatar_url);
	SetCount(&arguments.row, 6, author->followers);
	set_flag(&arguments, 7, author->is_verified);
	arguments.values[8] = TimestampTzGetDatum(GetCurrentTimestamp());
	changed = run_update(
		"UPDATE llmeco.authors a SET name = $2, hub_id = $3, kind = $4,"
		" full_name = COALESCE($5, o.full_name),"
		" avatar_url = COALESCE($6, o.avatar_url),"
		" followers = COALESCE($7, o.followers),"
		" is_verified = CASE WHEN $4 = 'organization' THEN COALESCE($8, o.is_verified) END,"
		" org_type = CASE WHEN $4 = 'organization' THEN o.org_type END,"
		" fetched_at = $9"
		" FROM llmeco.authors o"
		" WHERE a.author_id = $1 AND o.author_id = $1"
		" RETURNING (a.name, a.hub_id, a.kind, a.full_name, a.avatar_url,"
		" a.followers, a.is_verified, a.org_type) IS DISTINCT FROM"
		" (o.name, o.hub_id, o.kind, o.full_name, o.avatar_url,"
		" o.followers, o.is_verified, o.org_type)",
		9,
		(Oid[]) {INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, INT8OID, BOOLOID,
				 TIMESTAMPTZOID},
		&arguments);
	note_replaced(&arguments, ledger, url, name);
	SqlFinish(level);
	return changed;
}

/*
 * StoreProfile stores what an author's page tells: what it alone has as it
 * is, absence included, the rest where the overview did not give it. Returns
 * whether a value changed.
 */
bool
StoreProfile(int64 author_id, const char *name, const HubProfile *profile, Ledger *ledger,
			 const char *url)
{
	Arguments arguments;
	int level = SqlConnect();
	bool changed;

	init_arguments(&arguments);
	arguments.values[0] = Int64GetDatum(author_id);
	SetText(&arguments.row, 1, profile->org_type);
	SetText(&arguments.row, 2, profile->website_url);
	SetText(&arguments.row, 3, profile->github_login);
	SetText(&arguments.row, 4, profile->full_name);
	SetText(&arguments.row, 5, profile->avatar_url);
	SetCount(&arguments.row, 6, profile->followers);
	set_flag(&arguments, 7, profile->is_verified);
	arguments.values[8] = TimestampTzGetDatum(GetCurrentTimestamp());
	changed = run_update(
		"UPDATE llmeco.authors a SET"
		" org_type = CASE WHEN o.kind = 'organization' THEN $2 END,"
		" website_url = $3, github_login = $4,"
		" full_name = COALESCE(o.full_name, $5),"
		" avatar_url = COALESCE(o.avatar_url, $6),"
		" followers = COALESCE(o.followers, $7),"
		" is_verified = CASE WHEN o.kind = 'organization' THEN COALESCE(o.is_verified, $8) END,"
		" page_fetched_at = $9"
		" FROM llmeco.authors o"
		" WHERE a.author_id = $1 AND o.author_id = $1"
		" RETURNING (a.org_type, a.website_url, a.github_login, a.full_name,"
		" a.avatar_url, a.followers, a.is_verified) IS DISTINCT FROM"
		" (o.org_type, o.website_url, o.github_login, o.full_name,"
		" o.avatar_url, o.followers, o.is_verified)",
		9,
		(Oid[]) {INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, INT8OID, BOOLOID,
				 TIMESTAMPTZOID},
		&arguments);
	note_replaced(&arguments, ledger, url, name);
	SqlFinish(level);
	return changed;
}

/*
 * run_note runs an UPDATE of one author with the present time.
 */
static void
run_note(const char *sql, int64 author_id)
{
	int level = SqlConnect();

	(void) RunSql(sql, 2, (Oid[]) {INT8OID, TIMESTAMPTZOID},
				  (Datum[]) {Int64GetDatum(author_id), TimestampTzGetDatum(GetCurrentTimestamp())},
				  NULL);
	SqlFinish(level);
}

/*
 * StoreNoOrganization notes that an author of unknown kind is no
 * organization, so that a run that ends here does not have to ask again.
 */
void
StoreNoOrganization(int64 author_id)
{
	int level = SqlConnect();

	(void) RunSql("UPDATE llmeco.authors SET kind = 'user'"
				  " WHERE author_id = $1 AND kind IS NULL",
				  1, (Oid[]) {INT8OID}, (Datum[]) {Int64GetDatum(author_id)}, NULL);
	SqlFinish(level);
}

/*
 * StoreNoAuthor notes that the Hub has none of an author's name. What is known
 * stays.
 */
void
StoreNoAuthor(int64 author_id)
{
	run_note("UPDATE llmeco.authors SET fetched_at = $2, page_fetched_at = $2,"
			 " kind = CASE WHEN hub_id IS NOT NULL THEN kind END"
			 " WHERE author_id = $1",
			 author_id);
}

/*
 * StoreNoProfile notes that the Hub has no page of an author.
 */
void
StoreNoProfile(int64 author_id)
{
	run_note("UPDATE llmeco.authors SET page_fetched_at = $2 WHERE author_id = $1", author_id);
}
