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
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "fetch/hub/hub_names.h"
#include "support/batch.h"
#include "support/changed_sql.h"
#include "store/store_authors.h"
#include "store/store_rows.h"
#include "store/store_values.h"

/* What was read of an author. */
typedef struct AuthorValues
{
	int64 author_id;
	const char *name; /* that it was asked for by */
	const char *url;  /* that answered */
	const char *texts[5];
	int64 followers;
	HubFlag is_verified;
} AuthorValues;

#define CHANGED " CHANGED(, changed_at = CASE WHEN n.differs THEN $9 ELSE a.changed_at END)"

/* $1: author_id, $2 to $6: texts, $7: followers, $8: is_verified, $9: now */
static const char update_overview[] =
	"UPDATE llmeco.authors a SET name = $2, hub_id = $3, kind = $4,"
	" full_name = n.full_name, avatar_url = n.avatar_url, followers = n.followers,"
	" is_verified = n.is_verified, org_type = n.org_type,"
	" fetched_at = $9" CHANGED
	" FROM (SELECT v.*, ($2, $3, $4, v.full_name, v.avatar_url, v.followers, v.is_verified,"
	"  v.org_type) IS DISTINCT FROM"
	"  (o.name, o.hub_id, o.kind, o.full_name, o.avatar_url, o.followers, o.is_verified,"
	"  o.org_type) AS differs"
	"  FROM llmeco.authors o CROSS JOIN LATERAL"
	"  (SELECT COALESCE($5, o.full_name) AS full_name,"
	"   COALESCE($6, o.avatar_url) AS avatar_url,"
	"   COALESCE($7, o.followers) AS followers,"
	"   CASE WHEN $4 = 'organization' THEN COALESCE($8, o.is_verified) END AS is_verified,"
	"   CASE WHEN $4 = 'organization' THEN o.org_type END AS org_type) v"
	"  WHERE o.author_id = $1) n"
	" WHERE a.author_id = $1 RETURNING n.differs";

static const char update_profile[] =
	"UPDATE llmeco.authors a SET org_type = n.org_type, website_url = $3, github_login = $4,"
	" full_name = n.full_name, avatar_url = n.avatar_url, followers = n.followers,"
	" is_verified = n.is_verified,"
	" page_fetched_at = $9" CHANGED
	" FROM (SELECT v.*, (v.org_type, $3, $4, v.full_name, v.avatar_url, v.followers,"
	"  v.is_verified) IS DISTINCT FROM"
	"  (o.org_type, o.website_url, o.github_login, o.full_name, o.avatar_url, o.followers,"
	"  o.is_verified) AS differs"
	"  FROM llmeco.authors o CROSS JOIN LATERAL"
	"  (SELECT CASE WHEN o.kind = 'organization' THEN $2 END AS org_type,"
	"   COALESCE(o.full_name, $5) AS full_name,"
	"   COALESCE(o.avatar_url, $6) AS avatar_url,"
	"   COALESCE(o.followers, $7) AS followers,"
	"   CASE WHEN o.kind = 'organization' THEN COALESCE(o.is_verified, $8) END AS is_verified) v"
	"  WHERE o.author_id = $1) n"
	" WHERE a.author_id = $1 RETURNING n.differs";

/*
 * update_author runs one of these and returns whether it changed a value.
 */
static bool
update_author(const char *sql, const AuthorValues *read, Ledger *ledger)
{
	Oid types[] = {INT8OID, TEXTOID, TEXTOID, TEXTOID,       TEXTOID,
				   TEXTOID, INT8OID, BOOLOID, TIMESTAMPTZOID};
	Datum values[lengthof(types)] = {Int64GetDatum(read->author_id)};
	bool isnull[lengthof(types)] = {false};
	SqlArg args[lengthof(types)];
	RowValues row = {values, isnull};

	for (int i = 0; i < lengthof(read->texts); i++)
		StoreSetText(&row, 1 + i, read->texts[i]);
	StoreSetCount(&row, 6, read->followers);
	isnull[7] = read->is_verified == HUB_FLAG_NULL;
	values[7] = BoolGetDatum(read->is_verified == HUB_TRUE);
	values[8] = TimestampTzGetDatum(GetCurrentTimestamp());
	StoreNoteReplaced(&row, ledger, read->url, read->name);
	for (int i = 0; i < lengthof(types); i++)
		args[i] = (SqlArg) {types[i], values[i], isnull[i]};
	return SqlRunArgs(ChangedSql(sql), false, args, lengthof(args)) > 0 && SqlResultBool(0, 1);
}

/*
 * decide_name returns the name that the row named name gets, NULL: it is an
 * old name of an author whose current one another row has. Else that row
 * alone will have the _id.
 */
static const char *
decide_name(int64 author_id, const char *name, const HubAuthor *author)
{
	int64 same = SqlInt64("SELECT a.author_id FROM llmeco.authors a"
						  " WHERE a.hub_id = $1 AND a.author_id <> $2",
						  sql_text(author->hub_id), sql_int64(author_id));

	if (strcmp(author->name, name) != 0 &&
		((same != 0 && !hub_same_name(author->name, name)) ||
		 SqlInt64(
			 NameKeySql(
				 "SELECT a.author_id FROM llmeco.authors a WHERE KEY(a.name) = KEY($1) AND a.author_id <> $2"),
			 sql_text(author->name), sql_int64(author_id)) != 0))
		return NULL;
	if (same != 0)
		(void) SqlRun(ChangedSql("UPDATE llmeco.authors SET hub_id = NULL"
								 " CHANGED(, changed_at = $2) WHERE author_id = $1"),
					  sql_int64(same), sql_time(GetCurrentTimestamp()));
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
	int level = SqlConnect();
	const char *new_name = decide_name(author_id, name, author);
	bool changed =
		update_author(update_overview,
					  &(AuthorValues) {.author_id = author_id,
									   .name = name,
									   .url = url,
									   .texts = {new_name == NULL ? name : new_name,
												 new_name == NULL ? NULL : author->hub_id,
												 hub_author_kind_name(author->kind),
												 author->full_name, author->avatar_url},
									   .followers = author->followers,
									   .is_verified = author->is_verified},
					  ledger);

	SqlFinish(level);
	return changed;
}

/*
 * find_author looks an author up by its name, in any case: id and name. Returns the
 * number of rows.
 */
static uint64
find_author(const char *name)
{
	return SqlRun(NameKeySql("SELECT a.author_id, a.name FROM llmeco.authors a"
							 " WHERE KEY(a.name) = KEY($1)"),
				  sql_text(name));
}

/*
 * StoreListedAuthor stores the overview of an author who was not asked for, and may
 * have no row yet. Returns whether a value changed.
 */
bool
StoreListedAuthor(const HubAuthor *author, Ledger *ledger)
{
	const char *name = author->name;
	int level = SqlConnect();
	int64 author_id;

	if (find_author(name) == 0)
	{
		StoreRowsAddAuthors(&(MissingAuthor) {name, &author_id}, 1);
		if (find_author(name) == 0)
			elog(ERROR, "there is no row of author \"%s\"", name);
	}
	author_id = SqlResultInt64(0, 1);
	name = SqlResultText(0, 2);
	SqlFinish(level);
	return StoreAuthor(author_id, name, author, ledger, NULL);
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
	int level = SqlConnect();
	bool changed =
		update_author(update_profile,
					  &(AuthorValues) {.author_id = author_id,
									   .name = name,
									   .url = url,
									   .texts = {profile->org_type, profile->website_url,
												 profile->github_login, profile->full_name,
												 profile->avatar_url},
									   .followers = profile->followers,
									   .is_verified = profile->is_verified},
					  ledger);

	SqlFinish(level);
	return changed;
}

/*
 * run_note runs an UPDATE of one author; $2: now.
 */
static void
run_note(const char *sql, int64 author_id)
{
	int level = SqlConnect();

	(void) SqlRun(ChangedSql(sql), sql_int64(author_id), sql_time(GetCurrentTimestamp()));
	SqlFinish(level);
}

/*
 * StoreNoOrganization notes that an author of unknown kind is no
 * organization, so that a run that ends here does not have to ask again.
 */
void
StoreNoOrganization(int64 author_id)
{
	run_note("UPDATE llmeco.authors SET kind = 'user' CHANGED(, changed_at = $2)"
			 " WHERE author_id = $1 AND kind IS NULL",
			 author_id);
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
			 " CHANGED(, changed_at ="
			 "  CASE WHEN hub_id IS NULL AND kind IS NOT NULL THEN $2 ELSE changed_at END)"
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
