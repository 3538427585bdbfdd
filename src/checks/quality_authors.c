/*
 * quality_authors.c: what authors lack, and who names one that is not there.
 */
#include "postgres.h"

#include "access/xact.h"

#include "checks/quality_authors.h"

/* Authors last read longer ago are stale. */
#define STALE (30 * USECS_PER_DAY)

enum
{
	AUTHOR_ID,
	AUTHOR_FETCHED_AT,
	AUTHOR_PAGE_FETCHED_AT
};
static const QueryColumn author_columns[] = {{"author_id", COLUMN_KEY, true},
											 {"fetched_at", COLUMN_TIME, true},
											 {"page_fetched_at", COLUMN_FLAG, true}};

static void
take_author(QueryReader *reader, void *arg)
{
	QualityReading *reading = arg;
	int64 id = column_key(reader, AUTHOR_ID);

	(void) key_table_add(&reading->authors, reader, &reading->env);
	if (column_is_absent(reader, AUTHOR_FETCHED_AT))
		QualityFind(reading, AUTHOR_NEVER_READ, (QualityKey) {id});
	else
	{
		TimestampTz fetched_at =
			DatumGetTimestampTz(reader->values[reader->columns[AUTHOR_FETCHED_AT].index]);

		if (fetched_at < GetCurrentTransactionStartTimestamp() - STALE)
			QualityFind(reading, AUTHOR_STALE, (QualityKey) {fetched_at, id});
	}
	if (column_is_absent(reader, AUTHOR_PAGE_FETCHED_AT))
		QualityFind(reading, AUTHOR_PAGE_NEVER_READ, (QualityKey) {id});
}

/*
 * QualityReadAuthors reads llmeco.authors.
 */
void
QualityReadAuthors(QualityReading *reading)
{
	static const QueryInput authors =
		{"llmeco.authors", "SELECT author_id, fetched_at, page_fetched_at FROM llmeco.authors",
		 QUERY_COLUMNS(author_columns), take_author};

	QueryRead(&authors, reading);
	KeyTableEnd(&reading->authors, &reading->env);
	reading->totals[QUALITY_OF_AUTHORS] = reading->authors.n;
}

/*
 * settle_authors looks at the authors, first keys, of rows with the second.
 */
static void
settle_authors(void *arg, const LookaheadRow *rows, int n)
{
	QualityReading *reading = arg;

	for (int i = 0; i < n; i++)
		if (rows[i].at[0] < 0)
			QualityFind(reading, reading->author_rule, (QualityKey) {rows[i].keys[1]});
}

/*
 * QualityAheadAuthors has rows wait for their authors from now on; rule: that
 * those are there.
 */
void
QualityAheadAuthors(QualityReading *reading, int rule)
{
	reading->author_rule = rule;
	reading->ahead = (Lookahead) {{{&reading->authors.ids}}, settle_authors, reading};
}

/*
 * QualityTakeAuthorOf makes the current row, by its key in column 0, wait for
 * the author in column c.
 */
void
QualityTakeAuthorOf(QualityReading *reading, const QueryReader *reader, int c)
{
	if (!column_is_absent(reader, c))
		(void) lookahead_add(&reading->ahead, column_key(reader, c), column_key(reader, 0));
}
