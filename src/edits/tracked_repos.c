/*
 * tracked_repos.c: llmeco_track_repo() and llmeco_untrack_repo(): which GitHub
 * repositories refreshes read.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "fetch/reader/text.h"
#include "support/changed_sql.h"
#include "support/coordinator.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_track_repo(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_untrack_repo(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_track_repo);
PG_FUNCTION_INFO_V1(llmeco_untrack_repo);

/*
 * read_name returns a repository's name that the caller gave.
 */
static char *
read_name(FunctionCallInfo fcinfo)
{
	char *name = text_to_cstring(PG_GETARG_TEXT_PP(0));

	if (!text_is_repo(name))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("\"%s\" is not the name of a GitHub repository", name),
						errhint("Write owner/name, as in pytorch/pytorch.")));
	return name;
}

/*
 * find_repo returns the repo_id of the row with this name, in any case, or of
 * the one that the repository of this name in llmeco.default_repos has by now;
 * 0: there is none.
 */
static int64
find_repo(const char *name)
{
	return SqlInt64("SELECT r.repo_id FROM llmeco.repos r"
					" WHERE pg_catalog.lower(r.name COLLATE \"C\")"
					" = pg_catalog.lower($1 COLLATE \"C\")"
					" UNION ALL SELECT r.repo_id"
					" FROM llmeco.default_repos d"
					" JOIN llmeco.repos r ON r.github_id = d.github_id"
					" WHERE pg_catalog.lower(d.name COLLATE \"C\")"
					" = pg_catalog.lower($1 COLLATE \"C\")",
					sql_text(name));
}

/*
 * insert_repo inserts a row, with number and spelling of llmeco.default_repos
 * where that has it. default_only: else nothing.
 */
static void
insert_repo(const char *name, bool is_tracked, bool default_only)
{
	(void) SqlRun("INSERT INTO llmeco.repos (github_id, is_tracked, name)"
				  " SELECT d.github_id, $2, COALESCE(d.name, g.name)"
				  " FROM (SELECT $1 AS name) g LEFT JOIN llmeco.default_repos d"
				  " ON pg_catalog.lower(d.name COLLATE \"C\")"
				  " = pg_catalog.lower(g.name COLLATE \"C\")"
				  " WHERE d.name IS NOT NULL OR NOT $3"
				  " ON CONFLICT DO NOTHING",
				  sql_text(name), sql_bool(is_tracked), sql_bool(default_only));
}

/*
 * set_tracked sets whether refreshes read a repository and returns its
 * repo_id.
 */
static int64
set_tracked(const char *name, bool is_tracked)
{
	int level;
	int64 repo_id;

	CoordinatorRequire();
	level = SqlConnect();
	repo_id = find_repo(name);

	if (repo_id == 0)
	{
		insert_repo(name, is_tracked, !is_tracked);
		repo_id = find_repo(name);
	}
	if (repo_id == 0)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("repository \"%s\" is not tracked", name),
						errhint("See llmeco.repos and llmeco.default_repos.")));
	(void) SqlRun(ChangedSql("UPDATE llmeco.repos SET is_tracked = $2 CHANGED(, changed_at = $3)"
							 " WHERE repo_id = $1 AND is_tracked <> $2"),
				  sql_int64(repo_id), sql_bool(is_tracked), sql_time(GetCurrentTimestamp()));
	SqlFinish(level);
	return repo_id;
}

/*
 * llmeco_track_repo(name text) has refreshes read a repository.
 */
Datum
llmeco_track_repo(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(set_tracked(read_name(fcinfo), true));
}

/*
 * llmeco_untrack_repo(name text) has refreshes leave it alone.
 */
Datum
llmeco_untrack_repo(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(set_tracked(read_name(fcinfo), false));
}
