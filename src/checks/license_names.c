/*
 * license_names.c: which licence a model card means.
 *
 * A card has an identifier in license; where that is other, it may have a name
 * in license_name, written as its author likes. A name's key is what stays of
 * it without case, blanks and marks; llmeco.license_names has the licence that
 * each key means.
 */
#include "postgres.h"

#include "fmgr.h"

#include "checks/license_names.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_license_key(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_license_key);

/* Keys that say nothing: those of the first numbers. */
static const char *const no_keys[] = {"", "other", "unknown"};

/*
 * fold_name makes the key of a name: letters in lower case, digits, + and what
 * is not ASCII. key has room for as many bytes. Returns how many it is.
 */
static int
fold_name(DictText name, char *key)
{
	int n = 0;

	for (int i = 0; i < name.length; i++)
	{
		unsigned char c = (unsigned char) name.bytes[i];

		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c >= 0x80)
			key[n++] = (char) c;
	}
	return n;
}

static bool
says_nothing(DictText key)
{
	for (int i = 0; i < lengthof(no_keys); i++)
		if ((int) strlen(no_keys[i]) == key.length &&
			memcmp(no_keys[i], key.bytes, key.length) == 0)
			return true;
	return false;
}

/*
 * llmeco_license_key(license, license_name) returns the key of the one that
 * says something; NULL: none is given.
 */
Datum
llmeco_license_key(PG_FUNCTION_ARGS)
{
	text *key = NULL;

	for (int arg = 0; arg < 2; arg++)
	{
		text *name;
		DictText given;

		if (PG_ARGISNULL(arg))
			continue;
		name = PG_GETARG_TEXT_PP(arg);
		given = (DictText) {VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)};
		key = palloc(VARHDRSZ + given.length);
		given.length = fold_name(given, VARDATA(key));
		SET_VARSIZE(key, VARHDRSZ + given.length);
		given.bytes = VARDATA(key);
		if (!says_nothing(given))
			break;
	}
	if (key == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(key);
}

/*
 * number_key returns the number of a key; one that is new means no licence.
 */
static int32
number_key(LicenseNames *names, DictText key)
{
	int32 known = names->keys.n;
	int32 n = DictNumber(&names->keys, key);

	if (n == known)
		*(int16 *) grown(&names->meant, n, sizeof(int16), &names->env) = LICENSE_UNKNOWN;
	return n;
}

enum
{
	NAME_KEY,
	NAME_LICENSE
};
static const QueryColumn name_columns[] = {{"name", COLUMN_FLAG, true},
										   {"license", COLUMN_FLAG, true}};

static void
take_name(QueryReader *reader, void *arg)
{
	LicenseNames *names = arg;
	int32 key = number_key(names, dict_column(reader, NAME_KEY));
	int32 license = DictNumber(&names->licenses, dict_column(reader, NAME_LICENSE));

	if (license > PG_INT16_MAX)
		QueryReportLimit(reader->name, PG_INT16_MAX);
	((int16 *) names->meant.data)[key] = (int16) license;
}

/*
 * LicenseNamesThere returns whether they are, as from ALTER EXTENSION UPDATE to
 * 1.2.0 on.
 */
bool
LicenseNamesThere(void)
{
	return OidIsValid(SqlTable("license_names"));
}

/*
 * LicenseNamesRead reads the licences that are known and their names; none
 * before they are there. Needs an SPI connection; memory is the current
 * context's.
 */
void
LicenseNamesRead(LicenseNames *names)
{
	static const QueryInput input =
		{"llmeco.license_names",
		 "SELECT n.name, n.license FROM llmeco.license_names n"
		 "  JOIN llmeco.license_terms t ON t.license OPERATOR(pg_catalog.=) n.license"
		 " WHERE t.family OPERATOR(pg_catalog.<>) 'unknown'"
		 " ORDER BY n.license USING OPERATOR(pg_catalog.<), n.name USING OPERATOR(pg_catalog.<)",
		 QUERY_COLUMNS(name_columns), take_name};

	memset(names, 0, sizeof(LicenseNames));
	InitComputeEnv(&names->env, CurrentMemoryContext);
	DictInit(&names->licenses);
	DictInit(&names->keys);
	DictInit(&names->texts);
	for (int i = 0; i < lengthof(no_keys); i++)
		(void) number_key(names, (DictText) {no_keys[i], (int) strlen(no_keys[i])});
	if (LicenseNamesThere())
		QueryRead(&input, names);
}

/*
 * key_of returns the number of the key of what a card says, which it says
 * often: keys are made once.
 */
static int32
key_of(LicenseNames *names, DictText text)
{
	int32 known = names->texts.n;
	int32 n = DictNumber(&names->texts, text);

	if (n == known)
	{
		char *key = palloc(Max(text.length, 1));

		*(int32 *) grown(&names->key_of, n, sizeof(int32), &names->env) =
			number_key(names, (DictText) {key, fold_name(text, key)});
		pfree(key);
	}
	return ((int32 *) names->key_of.data)[n];
}

/*
 * LicenseCardOf returns what two columns of the current row say, which ends
 * with it.
 */
LicenseCard
LicenseCardOf(const QueryReader *reader, int license, int name)
{
	LicenseCard card = {{NULL, 0}, {NULL, 0}};

	if (!column_is_absent(reader, license))
		card.license = dict_column(reader, license);
	if (!column_is_absent(reader, name))
		card.name = dict_column(reader, name);
	return card;
}

/*
 * LicenseMeant returns the number of the licence that a card means.
 */
int16
LicenseMeant(LicenseNames *names, const LicenseCard *card)
{
	int32 key = card->license.bytes == NULL ? 0 : key_of(names, card->license);

	if (key < lengthof(no_keys) && card->name.bytes != NULL)
		key = key_of(names, card->name);
	return ((int16 *) names->meant.data)[key];
}

/*
 * LicenseContradicts returns whether a card gives a licence and names another.
 */
bool
LicenseContradicts(LicenseNames *names, const LicenseCard *card)
{
	int32 license;
	int32 name;
	const int16 *meant;

	if (card->license.bytes == NULL || card->name.bytes == NULL)
		return false;
	license = key_of(names, card->license);
	name = key_of(names, card->name);
	meant = names->meant.data;
	return license >= lengthof(no_keys) && name >= lengthof(no_keys) && license != name &&
		   (meant[license] == LICENSE_UNKNOWN || meant[license] != meant[name]);
}
