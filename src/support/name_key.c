/*
 * name_key.c: what names of models and authors are looked up by: the name in
 * lower case, as collation "C" has it, whatever the database's is.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/formatting.h"

#include "support/name_key.h"
#include "support/sql.h"

/*
 * NameKey returns what all spellings of a name have in common, as SQL computes
 * it, in the current memory context.
 */
const char *
NameKey(const char *name)
{
	return asc_tolower(name, strlen(name));
}

/*
 * NameKeySql returns a statement with what KEY(...) stands for in it: the key of
 * a name, which the tables have an index of. Before ALTER EXTENSION UPDATE to
 * 1.2.0 they have none; it is the name itself then. Its memory is the current
 * context's.
 */
const char *
NameKeySql(const char *sql)
{
	static const char word[] = "KEY(";
	bool has_keys = OidIsValid(SqlTable("models_lower_name_idx"));
	StringInfoData text;
	const char *key;

	initStringInfo(&text);
	while ((key = strstr(sql, word)) != NULL)
	{
		const char *name = key + strlen(word);
		int len = (int) strcspn(name, ")");

		appendBinaryStringInfo(&text, sql, (int) (key - sql));
		appendStringInfo(&text,
						 has_keys ? "pg_catalog.lower(%.*s COLLATE pg_catalog.\"C\")" : "%.*s", len,
						 name);
		sql = name + len + 1;
	}
	appendStringInfoString(&text, sql);
	return text.data;
}
