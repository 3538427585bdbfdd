/*
 * sources.c: the data files that a query makes (viz/README.md has their
 * columns), in order of name. What needs more than a query is in data.c.
 *
 *	{.name = "tasks",
 *		.query = "SELECT * FROM llmeco.task_ranking",
 *		.order = "q.rank",
 *		.columns = (const SourceColumn[]) {
 *			{"task", COLUMN_TEXT},
 *			{"influence", COLUMN_F64, "round(q.influence::numeric, 2)"},
 *			{0}}},
 *
 * With .key = "q.repo_id" a file for each repo_id: data/NAME/12.js; the page
 * loads it with loadTable('NAME/12').
 */
#include "tables.h"

const Source sources[] = {
	{0}
};
