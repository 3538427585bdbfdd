/*
 * name_key.c: what names of models and authors are looked up by: the name in
 * lower case, as collation "C" has it, whatever the database's is; and what names
 * of models and repositories are compared by.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/formatting.h"

#include "support/compat.h"
#include "support/name_key.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_name_word(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_name_word);

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

/*
 * llmeco.name_word(name) returns the letters and digits between the first slash of a
 * name and the next, in lower case. Views compare many names: regular expressions took
 * most of their time.
 */
Datum
llmeco_name_word(PG_FUNCTION_ARGS)
{
	text *name = PG_GETARG_TEXT_PP(0);
	const char *end = VARDATA_ANY(name) + VARSIZE_ANY_EXHDR(name);
	const char *at = memchr(VARDATA_ANY(name), '/', end - VARDATA_ANY(name));
	text *word = palloc(VARSIZE_ANY_EXHDR(name) + VARHDRSZ);
	char *to = VARDATA(word);

	for (at = at == NULL ? end : at + 1; at < end && *at != '/'; at++)
	{
		char c = pg_ascii_tolower((unsigned char) *at);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			*to++ = c;
	}
	SET_VARSIZE(word, to - (char *) word);
	PG_RETURN_TEXT_P(word);
}
