/*
 * store_repos.c: which repositories there are, and their labels: the
 * extension's own list, and OpenDigger's label files.
 *
 * A repository is its GitHub number; names move. A label file gives both, the
 * name perhaps an old one, so a row that is found by its number keeps its name
 * until the walk through the files ends (StoreRepoNames()).
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "support/changed_sql.h"
#include "store/repo_files.h"
#include "store/store_repos.h"
#include "store/store_rows.h"
#include "store/store_values.h"
#include "support/server_text.h"

/* The row that a file's entry stands for: that of its number; where it has
 * none, that of its name. */
#define ENTRY_REPO                                                                                 \
	"COALESCE((SELECT r.repo_id FROM llmeco.repos r WHERE r.github_id = p.github_id),"             \
	" (SELECT r.repo_id FROM llmeco.repos r"                                                       \
	" WHERE p.github_id IS NULL AND pg_catalog.lower(r.name COLLATE \"C\")"                        \
	" = pg_catalog.lower(p.name COLLATE \"C\")))"

/*
 * StoreDefaultRepos inserts those of llmeco.default_repos that are not there.
 */
void
StoreDefaultRepos(Ledger *ledger)
{
	int level = SqlConnect();

	ledger->counts.repos_new += SqlRun("INSERT INTO llmeco.repos (github_id, name)"
									   " SELECT d.github_id, d.name FROM llmeco.default_repos d"
									   " WHERE NOT EXISTS (SELECT FROM llmeco.repos r"
									   " WHERE r.github_id = d.github_id)"
									   " AND NOT EXISTS (SELECT FROM llmeco.repos r"
									   " WHERE pg_catalog.lower(r.name COLLATE \"C\")"
									   " = pg_catalog.lower(d.name COLLATE \"C\"))"
									   " ORDER BY pg_catalog.lower(d.name COLLATE \"C\")"
									   " ON CONFLICT DO NOTHING");
	SqlFinish(level);
}

/*
 * entry_batch returns the repositories that a label file names.
 */
static Batch *
entry_batch(const LabelFile *label)
{
	static const BatchColumn columns[] = {{"item", INT4OID},
										  {"github_id", INT8OID},
										  {"name", TEXTOID}};
	Batch *batch = BatchCreate("llmeco_entries", columns, lengthof(columns));

	for (int i = 0; i < label->nrepos; i++)
	{
		Datum values[3] = {Int32GetDatum(i)};
		bool nulls[3] = {false};
		RowValues row = {values, nulls};

		StoreSetCount(&row, 1, label->repos[i].id);
		StoreSetText(&row, 2, label->repos[i].name);
		BatchAdd(batch, values, nulls);
	}
	return batch;
}

/*
 * store_entries inserts the repositories that are not there and notes the
 * numbers of those known by name only.
 */
static void
store_entries(Ledger *ledger, Batch *batch)
{
	ledger->counts.repos_changed +=
		BatchApply(batch,
				   ChangedSql(
					   "UPDATE llmeco.repos r SET github_id = p.github_id"
					   " CHANGED(, changed_at = $1)"
					   " FROM (SELECT DISTINCT ON (p.github_id) p.github_id, p.name"
					   " FROM llmeco_entries p WHERE p.github_id IS NOT NULL"
					   " ORDER BY p.github_id, p.item) p"
					   " WHERE r.github_id IS NULL AND pg_catalog.lower(r.name COLLATE \"C\")"
					   " = pg_catalog.lower(p.name COLLATE \"C\")"
					   " AND NOT EXISTS (SELECT FROM llmeco.repos o"
					   " WHERE o.github_id = p.github_id)"),
				   sql_time(GetCurrentTimestamp()));
	ledger->counts.repos_new +=
		BatchApply(batch, "INSERT INTO llmeco.repos (github_id, name)"
						  " SELECT p.github_id, p.name FROM llmeco_entries p"
						  " WHERE NOT EXISTS (SELECT FROM llmeco.repos r"
						  " WHERE r.github_id = p.github_id)"
						  " AND NOT EXISTS (SELECT FROM llmeco.repos r"
						  " WHERE pg_catalog.lower(r.name COLLATE \"C\")"
						  " = pg_catalog.lower(p.name COLLATE \"C\"))"
						  " ORDER BY p.item ON CONFLICT DO NOTHING");
}

/*
 * tell_strangers notes the entries whose name another repository has.
 */
static void
tell_strangers(Ledger *ledger, Batch *batch, const char *url)
{
	uint64 n = BatchApply(batch, "SELECT p.name, p.github_id, r.github_id"
								 " FROM llmeco_entries p JOIN llmeco.repos r"
								 " ON pg_catalog.lower(r.name COLLATE \"C\")"
								 " = pg_catalog.lower(p.name COLLATE \"C\")"
								 " WHERE p.github_id <> r.github_id"
								 " AND NOT EXISTS (SELECT FROM llmeco.repos o"
								 " WHERE o.github_id = p.github_id)"
								 " ORDER BY p.item");

	for (uint64 i = 0; i < n; i++)
		LedgerNote(ledger, url, SqlResultText(i, 1), "name",
				   "repository " INT64_FORMAT " is named like repository " INT64_FORMAT
				   ", which is known; the former is left out",
				   SqlResultInt64(i, 2), SqlResultInt64(i, 3));
	SqlResultFree();
}

/*
 * store_label_rows stores which repositories have the label; those that its
 * file no longer names lose it, if that was read whole. Returns the number of
 * rows that changed.
 */
static int64
store_label_rows(Batch *batch, const LabelFile *label)
{
	SqlArg id = sql_text(ServerText(label->id, NULL));
	SqlArg name = sql_text(label->name == NULL ? NULL : ServerText(label->name, NULL));
	SqlArg type = sql_text(label->type == NULL ? NULL : ServerText(label->type, NULL));
	int64 changed;

	changed = BatchApply(batch,
						 "INSERT INTO llmeco.repo_labels"
						 " (repo_id, label_id, name, type, repo_name, provenance)"
						 " SELECT n.repo_id, $1, NULLIF($2, ''), NULLIF($3, ''), n.name, 'file'"
						 " FROM (SELECT DISTINCT ON (e.repo_id) e.repo_id, e.name"
						 " FROM (SELECT " ENTRY_REPO " AS repo_id, p.item, p.name"
						 " FROM llmeco_entries p) e"
						 " WHERE e.repo_id IS NOT NULL ORDER BY e.repo_id, e.item) n"
						 " WHERE NOT EXISTS (SELECT FROM llmeco.repo_labels o"
						 " WHERE o.repo_id = n.repo_id AND o.label_id = $1"
						 " AND (o.name, o.type, o.repo_name, o.provenance)"
						 " IS NOT DISTINCT FROM"
						 " (NULLIF($2, ''), NULLIF($3, ''), n.name, 'file'))"
						 " ON CONFLICT (repo_id, label_id) DO UPDATE SET"
						 " name = EXCLUDED.name, type = EXCLUDED.type,"
						 " repo_name = EXCLUDED.repo_name, provenance = EXCLUDED.provenance",
						 id, name, type);
	if (StoreIsComplete(&label->head))
		changed += BatchApply(batch,
							  "DELETE FROM llmeco.repo_labels o"
							  " WHERE o.label_id = $1 AND o.provenance = 'file'"
							  " AND NOT EXISTS (SELECT FROM"
							  " (SELECT " ENTRY_REPO " AS repo_id FROM llmeco_entries p) e"
							  " WHERE e.repo_id = o.repo_id)",
							  id);
	return changed;
}

/*
 * StoreLabel stores the repositories that a label file names, and the label.
 * Works in the current memory context, which the caller resets.
 */
void
StoreLabel(Ledger *ledger, const LabelFile *label, const char *url)
{
	int level = StoreConnectForSets();
	Batch *batch = entry_batch(label);

	ledger->counts.labels_seen++;
	if (batch->n > 0)
	{
		store_entries(ledger, batch);
		tell_strangers(ledger, batch, url);
	}
	ledger->counts.labels_changed += store_label_rows(batch, label);
	tuplestore_end(batch->rows);
	SqlFinish(level);
}

/*
 * StoreRepoNames gives repositories that no label file names as they are named
 * here the name that one does, after a complete walk: of several that of the
 * first label. A name that OpenDigger has exported under since left_before is
 * not an old one and stays; none is taken from another repository.
 */
void
StoreRepoNames(Ledger *ledger, TimestampTz left_before)
{
	int level = StoreConnectForSets();
	uint64 n;

	n = SqlRun(ChangedSql(
				   "WITH named AS (SELECT DISTINCT ON (l.repo_id) l.repo_id, l.repo_name"
				   " FROM llmeco.repo_labels l WHERE l.provenance = 'file'"
				   " ORDER BY l.repo_id, l.label_id COLLATE \"C\"),"
				   " moved AS (SELECT DISTINCT ON (pg_catalog.lower(n.repo_name COLLATE \"C\"))"
				   " n.repo_id, n.repo_name, r.name AS old_name"
				   " FROM named n JOIN llmeco.repos r ON r.repo_id = n.repo_id"
				   " WHERE r.name <> n.repo_name"
				   " AND (r.exported_at IS NULL OR r.exported_at < $1)"
				   " AND NOT EXISTS (SELECT FROM llmeco.repo_labels l"
				   " WHERE l.repo_id = n.repo_id AND l.repo_name = r.name)"
				   " AND NOT EXISTS (SELECT FROM llmeco.repos o"
				   " WHERE pg_catalog.lower(o.name COLLATE \"C\")"
				   " = pg_catalog.lower(n.repo_name COLLATE \"C\")"
				   " AND o.repo_id <> n.repo_id)"
				   " ORDER BY pg_catalog.lower(n.repo_name COLLATE \"C\"), n.repo_id)"
				   " UPDATE llmeco.repos r SET name = m.repo_name, due_at = NULL"
				   " CHANGED(, changed_at = $2)"
				   " FROM moved m WHERE r.repo_id = m.repo_id"
				   " RETURNING m.old_name, m.repo_name"),
			   sql_time(left_before), sql_time(GetCurrentTimestamp()));
	ledger->counts.repos_changed += n;
	for (uint64 i = 0; i < n; i++)
		LedgerNote(ledger, NULL, SqlResultText(i, 2), "name",
				   "the repository was called \"%s\" until now", SqlResultText(i, 1));
	SqlResultFree();
	SqlFinish(level);
}

/* ---- visits ---- */

/*
 * has_no_durations_at says whether llmeco.repos has that column: not before
 * ALTER EXTENSION UPDATE to 1.2.0.
 */
static bool
has_no_durations_at(void)
{
	return get_attnum(SqlTable("repos"), "no_durations_at") != InvalidAttrNumber;
}

/*
 * time_of returns a time of a result, 0 for NULL.
 */
static TimestampTz
time_of(uint64 row, int column)
{
	bool isnull;
	Datum value = SqlResultValue(row, column, &isnull);

	return isnull ? 0 : DatumGetTimestampTz(value);
}

/*
 * StoreReposDue returns the RepoRows of tracked repositories that are due, or
 * all, those first that wait longest; in the current memory context.
 */
List *
StoreReposDue(TimestampTz due, bool all)
{
	List *repos = NIL;
	int level = SqlConnect();
	uint64 n;

	n = SqlRun(psprintf("SELECT r.repo_id, r.github_id, r.exported_at, r.name, %s"
						" FROM llmeco.repos r WHERE r.is_tracked"
						" AND ($2 OR r.due_at IS NULL OR r.due_at <= $1)"
						" ORDER BY r.due_at NULLS FIRST, r.repo_id",
						has_no_durations_at() ? "r.no_durations_at" : "NULL::timestamptz"),
			   sql_time(due), sql_bool(all));
	for (uint64 i = 0; i < n; i++)
	{
		RepoRow *repo = palloc(sizeof(RepoRow));

		repo->repo_id = SqlResultInt64(i, 1);
		repo->github_id = SqlResultInt64(i, 2);
		repo->exported_at = time_of(i, 3);
		repo->name = SqlResultText(i, 4);
		repo->no_durations_at = time_of(i, 5);
		repos = lappend(repos, repo);
	}
	SqlFinish(level);
	return repos;
}

/*
 * merge_repos ends a row that was known by name only, in favour of the row of
 * the same repository under an old name, which *repo becomes and its id leads to.
 * Where users' keys may refer to it, the row stays, untracked and as NAME.REPO_ID.
 */
static void
merge_repos(RepoRow *repo, int64 repo_id)
{
	const char *const statements[] =
		{"INSERT INTO llmeco.repo_labels (repo_id, label_id, name, type, repo_name, provenance)"
		 " SELECT $2, l.label_id, l.name, l.type, l.repo_name, l.provenance"
		 " FROM llmeco.repo_labels l WHERE l.repo_id = $1"
		 " ON CONFLICT (repo_id, label_id) DO NOTHING",
		 "DELETE FROM llmeco.repo_labels WHERE repo_id = $1 AND $2 IS NOT NULL",
		 StoreRowsAreReferenced("repos")
			 ? "UPDATE llmeco.repos SET name = name || '.' || repo_id::text,"
			   " github_id = NULL, is_tracked = false CHANGED(, changed_at = $3)"
			   " WHERE repo_id = $1 AND $2 IS NOT NULL"
			 : "DELETE FROM llmeco.repos WHERE repo_id = $1 AND $2 IS NOT NULL"};
	SqlArg now = sql_time(GetCurrentTimestamp());

	StoreRowsRedirect("repo", repo->repo_id, repo_id, DatumGetTimestampTz(now.value));
	for (int i = 0; i < lengthof(statements); i++)
		(void) SqlRun(ChangedSql(statements[i]), sql_int64(repo->repo_id), sql_int64(repo_id), now);
	(void) SqlRun(ChangedSql("UPDATE llmeco.repos SET name = $2, is_tracked = true"
							 " CHANGED(, changed_at = $3) WHERE repo_id = $1"),
				  sql_int64(repo_id), sql_text(repo->name), now);
	repo->repo_id = repo_id;
}

/*
 * has_metrics: was an export of the repository ever read?
 */
static bool
has_metrics(const RepoRow *repo)
{
	uint64 n = SqlRun("SELECT FROM llmeco.repo_metrics m WHERE m.repo_id = $1 LIMIT 1",
					  sql_int64(repo->repo_id));

	SqlResultFree();
	return n > 0;
}

/*
 * StoreRepoIdentity compares what is known of a repository with the number
 * that its meta.json has. Numbers of label files may be wrong: until something
 * was read, that of meta.json is taken, at once: another name of the same
 * repository may be visited at the same time, and has to find it; the visit that
 * is second here goes on with the row, the first then has no row of its name.
 * False: the name belongs to another repository by now, whose metrics are not
 * this one's.
 */
bool
StoreRepoIdentity(Ledger *ledger, RepoRow *repo, int64 github_id, const char *url)
{
	int level;
	int64 holder = 0;
	TimestampTz exported_at = 0;

	if (github_id == RECORD_NULL || github_id == repo->github_id)
		return true;
	level = SqlConnect();
	if (repo->github_id != 0)
	{
		bool taken = repo->exported_at != 0 || has_metrics(repo);

		LedgerNote(ledger, url, repo->name, "name",
				   taken ? "repository " INT64_FORMAT " has the name of repository " INT64_FORMAT
						   ", which was renamed or deleted; nothing is read"
						 : "the repository's number is " INT64_FORMAT ", not " INT64_FORMAT
						   " as its labels have it",
				   github_id, repo->github_id);
		if (taken)
		{
			SqlFinish(level);
			return false;
		}
	}
	if (SqlRun("SELECT r.repo_id, r.exported_at FROM llmeco.repos r WHERE r.github_id = $1",
			   sql_int64(github_id)) > 0)
	{
		bool isnull;
		Datum value = SqlResultValue(0, 2, &isnull);

		holder = SqlResultInt64(0, 1);
		exported_at = isnull ? 0 : DatumGetTimestampTz(value);
	}
	SqlResultFree();
	if (holder != 0)
	{
		merge_repos(repo, holder);
		repo->exported_at = exported_at;
	}
	else
		(void) SqlRun(ChangedSql("UPDATE llmeco.repos SET github_id = $2"
								 " CHANGED(, changed_at = $3) WHERE repo_id = $1"),
					  sql_int64(repo->repo_id), sql_int64(github_id),
					  sql_time(GetCurrentTimestamp()));
	SqlFinish(level);
	repo->github_id = github_id;
	return true;
}

/*
 * StoreRepoVisit notes that a repository was asked for, and when it is due
 * again. False: it is no longer there under the name that was asked for.
 */
bool
StoreRepoVisit(const RepoRow *repo, TimestampTz due_at)
{
	int level = SqlConnect();
	SqlArg github_id = sql_int64(repo->github_id);
	SqlArg exported_at = sql_time(repo->exported_at);
	SqlArg no_durations_at = sql_time(repo->no_durations_at);
	uint64 n;

	github_id.isnull = repo->github_id == 0;
	exported_at.isnull = repo->exported_at == 0;
	no_durations_at.isnull = repo->no_durations_at == 0;
	n = SqlRun(ChangedSql(psprintf("UPDATE llmeco.repos SET github_id = $3, exported_at = $4,"
								   " fetched_at = $5, due_at = $6%s"
								   " CHANGED(, changed_at = CASE WHEN (github_id, exported_at)"
								   " IS DISTINCT FROM ($3, $4) THEN $5 ELSE changed_at END)"
								   " WHERE repo_id = $1 AND name = $2",
								   has_no_durations_at() ? ", no_durations_at = $7" : "")),
			   sql_int64(repo->repo_id), sql_text(repo->name), github_id, exported_at,
			   sql_time(GetCurrentTimestamp()), sql_time(due_at), no_durations_at);
	SqlFinish(level);
	return n > 0;
}
