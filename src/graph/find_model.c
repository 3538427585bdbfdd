/*
 * find_model.c: models by name, in whatever case of letters it is written.
 */
#include "postgres.h"

#include "graph/find_model.h"
#include "support/name_key.h"
#include "support/sql.h"

/*
 * FindModel returns the model_id of a model by its name, or an old name. Needs
 * an SPI connection.
 */
int64
FindModel(const char *name)
{
	if (SqlRead(NameKeySql("SELECT m.model_id, 1 AS choice FROM llmeco.models m"
						   " WHERE KEY(m.name) OPERATOR(pg_catalog.=) KEY($1)"
						   " UNION ALL SELECT a.model_id, 2 FROM llmeco.model_aliases a"
						   " WHERE KEY(a.name) OPERATOR(pg_catalog.=) KEY($1)"
						   " ORDER BY choice LIMIT 1"),
				sql_text(name)) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("model \"%s\" is not known", name),
				 errhint("Give the name as in llmeco.models, author/name.")));
	return SqlResultInt64(0, 1);
}
