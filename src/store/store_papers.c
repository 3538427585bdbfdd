/*
 * store_papers.c: what the Hub knows of a paper, into llmeco.papers. Papers come one
 * an answer: a statement each is fine here.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/timestamp.h"

#include "store/store_papers.h"
#include "store/store_values.h"
#include "support/sql.h"

/* Arguments of the statements. */
enum
{
	PAPER_ID,
	PAPER_TITLE,
	PAPER_AUTHORS,
	PAPER_GITHUB_REPO,
	PAPER_NOW,
	PAPER_ARGS
};

/*
 * StorePaper stores a paper. Returns whether a value changed.
 */
bool
StorePaper(const char *arxiv_id, const HubPaper *paper, Ledger *ledger, const char *url)
{
	static const Oid types[PAPER_ARGS] = {TEXTOID, TEXTOID, INT8OID, TEXTOID, TIMESTAMPTZOID};
	Datum values[PAPER_ARGS];
	bool nulls[PAPER_ARGS] = {false};
	RowValues row = {values, nulls};
	SqlArg args[PAPER_ARGS];
	int level = SqlConnect();
	bool same;

	StoreSetText(&row, PAPER_ID, arxiv_id);
	StoreSetText(&row, PAPER_TITLE, paper->title);
	StoreSetCount(&row, PAPER_AUTHORS, paper->authors);
	StoreSetText(&row, PAPER_GITHUB_REPO, paper->github_repo);
	values[PAPER_NOW] = TimestampTzGetDatum(GetCurrentTimestamp());
	StoreNoteReplaced(&row, ledger, url, arxiv_id);
	for (int i = 0; i < PAPER_ARGS; i++)
		args[i] = (SqlArg) {types[i], values[i], nulls[i]};
	same = SqlRunArgs("SELECT FROM llmeco.papers p WHERE p.arxiv_id = $1"
					  " AND (p.title, p.authors::bigint, p.github_repo)"
					  " IS NOT DISTINCT FROM ($2, $3, $4)",
					  false, args, PAPER_NOW) > 0;
	(void) SqlRunArgs("INSERT INTO llmeco.papers"
					  " (arxiv_id, title, authors, github_repo, fetched_at)"
					  " VALUES ($1, $2, $3::integer, $4, $5) ON CONFLICT (arxiv_id) DO UPDATE"
					  " SET title = EXCLUDED.title, authors = EXCLUDED.authors,"
					  " github_repo = EXCLUDED.github_repo, fetched_at = EXCLUDED.fetched_at",
					  false, args, PAPER_ARGS);
	SqlFinish(level);
	return !same;
}

/*
 * StoreNoPaper notes that the Hub has no page of a paper. What is known of it stays.
 */
void
StoreNoPaper(const char *arxiv_id)
{
	int level = SqlConnect();

	(void) SqlRun("INSERT INTO llmeco.papers (arxiv_id, fetched_at) VALUES ($1, $2)"
				  " ON CONFLICT (arxiv_id) DO UPDATE SET fetched_at = EXCLUDED.fetched_at",
				  sql_text(arxiv_id), sql_time(GetCurrentTimestamp()));
	SqlFinish(level);
}
