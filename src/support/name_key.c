/*
 * name_key.c: what names of models and authors are looked up by.
 */
#include "postgres.h"

#include "utils/formatting.h"

#include "support/name_key.h"
#include "support/sql.h"

/*
 * NameKeyForm returns the form of a statement that these tables have the index
 * for.
 */
const char *
NameKeyForm(const char *const *forms)
{
	return forms[OidIsValid(SqlTable("models_lower_name_idx")) ? 1 : 0];
}

/*
 * NameKey returns what all spellings of a name have in common, as SQL computes
 * it, in the current memory context.
 */
const char *
NameKey(const char *name)
{
	return asc_tolower(name, strlen(name));
}
