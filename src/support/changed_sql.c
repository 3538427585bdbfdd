/*
 * changed_sql.c: the column changed_at, which who writes a row of models, derivations,
 * Spaces, authors or repositories sets whenever a value differs that is of the Hub, of
 * GitHub or of a user. What only says when something was asked for is no such value.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/lsyscache.h"

#include "support/changed_sql.h"
#include "support/sql.h"

/*
 * ChangedSql returns a statement with what is in CHANGED(...), or without that where the
 * tables do not have the column: before ALTER EXTENSION UPDATE to 1.2.0. Its memory is the
 * current context's.
 */
const char *
ChangedSql(const char *sql)
{
	static const char word[] = "CHANGED(";
	bool has_column = get_attnum(SqlTable("models"), "changed_at") != InvalidAttrNumber;
	StringInfoData text;
	const char *found;

	initStringInfo(&text);
	while ((found = strstr(sql, word)) != NULL)
	{
		const char *begin = found + strlen(word);
		const char *end = begin;

		for (int depth = 1; *end != '\0'; end++)
		{
			depth += *end == '(' ? 1 : *end == ')' ? -1 : 0;
			if (depth == 0)
				break;
		}
		Assert(*end == ')');
		appendBinaryStringInfo(&text, sql, (int) (found - sql));
		if (has_column)
			appendBinaryStringInfo(&text, begin, (int) (end - begin));
		sql = end + 1;
	}
	appendStringInfoString(&text, sql);
	return text.data;
}
