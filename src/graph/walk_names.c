/*
 * walk_names.c: names of the models of a walk.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "graph/walk_names.h"
#include "support/query_reader.h"

typedef struct Names
{
	const Walk *walk;
	MemoryContext context;
	text **names;
} Names;

static void
take_name(QueryReader *reader, void *arg)
{
	Names *names = arg;

	names->names[WalkFind(names->walk, column_key(reader, 0))->at] =
		QueryText(reader, 1, names->context);
}

/*
 * WalkNames returns the names of n models of a walk, by place in it; NULL: no
 * such model. Memory is the current context's.
 */
text **
WalkNames(const Walk *walk, const int64 *ids, int64 n)
{
	static const QueryColumn columns[] = {{"model_id", COLUMN_KEY, true},
										  {"name", COLUMN_FLAG, true}};
	static const QueryInput models = {"llmeco.models",
									  "SELECT m.model_id, m.name FROM llmeco.models m"
									  " WHERE m.model_id OPERATOR(pg_catalog.=) ANY ($1)",
									  QUERY_COLUMNS(columns), take_name};
	Names names = {walk, CurrentMemoryContext};

	names.names = MemoryContextAllocExtended(CurrentMemoryContext, walk->n * sizeof(text *),
											 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	QueryReadOf(&models, ids, n, &names);
	return names.names;
}
