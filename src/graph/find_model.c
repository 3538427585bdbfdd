/*
 * find_model.c: models by name.
 */
#include "postgres.h"

#include "graph/find_model.h"
#include "support/sql.h"

/*
 * FindModel returns the model_id of a model by its name, or an old name. Needs
 * an SPI connection.
 */
int64
FindModel(const char *name)
{
	if (SqlRead("SELECT m.model_id, 1 AS choice FROM llmeco.models m"
				" WHERE m.name OPERATOR(pg_catalog.=) $1"
				" UNION ALL SELECT a.model_id, 2 FROM llmeco.model_aliases a"
				" WHERE a.name OPERATOR(pg_catalog.=) $1"
				" ORDER BY choice LIMIT 1",
				sql_text(name)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("model \"%s\" is not known", name),
				 errhint("Give the name as in llmeco.models, author/name.")));
	return SqlResultInt64(0, 1);
}
