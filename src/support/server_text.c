/*
 * server_text.c: text that should be UTF-8, in the database's encoding.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "support/compat.h"
#include "support/server_text.h"
#include "support/sql_values.h"

/*
 * utf8_length returns the bytes of the character at text, 0 where the bytes
 * are no character of UTF-8.
 */
static int
utf8_length(const unsigned char *text, size_t left)
{
	int len = pg_utf_mblen(text);

	if (len > left || !pg_utf8_islegal(text, len))
		return 0;
	return len;
}

/*
 * ServerText returns text, that should be UTF-8, in the database's encoding.
 * Bytes that are no character, and characters that the encoding does not
 * have, become '?' and set *replaced. The result is text itself where
 * nothing has to be done, else in the current memory context.
 */
char *
ServerText(const char *text, bool *replaced)
{
	const unsigned char *from = (const unsigned char *) text;
	size_t left = strlen(text);
	int encoding = GetDatabaseEncoding();
	Oid convert = InvalidOid;
	StringInfoData clean;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
	{
		if (pg_verify_mbstr(PG_UTF8, text, left, true))
			return unconstify(char *, text);
	}
	else
	{
		size_t i = 0;

		while (i < left && !IS_HIGHBIT_SET(from[i]))
			i++;
		if (i == left)
			return unconstify(char *, text);
		convert = FindDefaultConversionProc(PG_UTF8, encoding);
	}

	initStringInfo(&clean);
	while (left > 0)
	{
		int len = utf8_length(from, left);

		if (len == 1 || (len > 1 && (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)))
			appendBinaryStringInfo(&clean, (const char *) from, len);
		else
		{
			unsigned char target[MAX_CONVERSION_INPUT_LENGTH * MAX_CONVERSION_GROWTH + 1];

			if (len > 0 && OidIsValid(convert) &&
				pg_do_encoding_conversion_buf(convert, PG_UTF8, encoding,
											  unconstify(unsigned char *, from), len, target,
											  sizeof(target), true) == len)
				appendStringInfoString(&clean, (const char *) target);
			else
			{
				appendStringInfoChar(&clean, '?');
				if (replaced != NULL)
					*replaced = true;
			}
		}
		if (len == 0)
			len = 1;
		from += len;
		left -= len;
	}
	return clean.data;
}

/*
 * ServerTextArray returns n texts as a text[] in the current memory context.
 */
Datum
ServerTextArray(const char **texts, int n, bool *replaced)
{
	Datum *elements = palloc((n + 1) * sizeof(Datum));

	for (int i = 0; i < n; i++)
		elements[i] = CStringGetTextDatum(ServerText(texts[i], replaced));
	return SqlTextArray(elements, n);
}
