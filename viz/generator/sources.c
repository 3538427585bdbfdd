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

/*
 * Authors are tens of thousands: the file has the first of those with a rank
 * and the first of all; the others are a row without key for each reason not
 * to rank them. The page needs place to know where the list of all ends.
 */
#define AUTHORS "100"
#define KEPT "(a.place <= " AUTHORS " OR COALESCE(a.rank <= " AUTHORS ", false))"
#define AUTHORS_BY_INFLUENCE \
	"a AS MATERIALIZED (SELECT r.*," \
	" row_number() OVER (ORDER BY r.influence DESC, r.author_id) AS place" \
	" FROM llmeco.author_ranking r)"

#define INFLUENCE "round(q.influence::numeric, 2)"

const Source sources[] = {
	{.name = "rankings",
		.query = "WITH " AUTHORS_BY_INFLUENCE
		" SELECT 'language' AS ranking, language AS key, name_en AS name, name_zh,"
		"  NULL::text AS kind, NULL::text AS org_type, influence::numeric, models,"
		"  1 AS entries, rank, rank AS place, NULL::text AS reason"
		" FROM llmeco.language_ranking"
		" UNION ALL SELECT 'author', author, full_name, NULL, kind, org_type,"
		"  influence::numeric, models, 1, rank, place, reason FROM a WHERE " KEPT
		" UNION ALL SELECT 'author', NULL, NULL, NULL, NULL, NULL,"
		"  sum(influence::numeric), sum(models), count(*), NULL, NULL, reason"
		" FROM a WHERE NOT " KEPT " GROUP BY reason"
		" UNION ALL SELECT 'org_type', org_type, NULL, NULL, NULL, NULL,"
		"  influence::numeric, models, 1, rank, rank, NULL"
		" FROM llmeco.org_type_ranking"
		" UNION ALL SELECT 'task', task, NULL, NULL, NULL, NULL,"
		"  influence::numeric, models, 1, rank, rank, NULL"
		" FROM llmeco.task_ranking",
		.order = "q.ranking COLLATE \"C\", q.place, q.reason COLLATE \"C\"",
		.columns = (const SourceColumn[]) {
			{"ranking", COLUMN_DICT},
			{"key", COLUMN_TEXT},
			{"name", COLUMN_TEXT},
			{"name_zh", COLUMN_TEXT},
			{"kind", COLUMN_DICT},
			{"org_type", COLUMN_DICT},
			{"influence", COLUMN_F64, INFLUENCE},
			{"models", COLUMN_I32},
			{"entries", COLUMN_I32},
			{"rank", COLUMN_I32},
			{"place", COLUMN_I32},
			{"reason", COLUMN_DICT},
			{0}}},
	{.name = "tops",
		.query = "WITH " AUTHORS_BY_INFLUENCE
		" SELECT t.ranking, t.key, t.place, t.name, t.influence, t.rank"
		" FROM llmeco.top_models t"
		" WHERE t.ranking <> 'author' OR t.key IN (SELECT a.author FROM a WHERE " KEPT ")"
		" UNION ALL (SELECT 'all', NULL, l.rank, l.name, l.influence, l.rank"
		" FROM llmeco.leaderboard l ORDER BY l.rank LIMIT 100)",
		.order = "q.ranking COLLATE \"C\", q.key COLLATE \"C\", q.place",
		.columns = (const SourceColumn[]) {
			{"ranking", COLUMN_DICT},
			{"key", COLUMN_DICT},
			{"name", COLUMN_DICT},
			{"influence", COLUMN_F64, INFLUENCE},
			{"rank", COLUMN_I32},
			{0}}},
	{.name = "rising",
		.query = "SELECT * FROM llmeco.rising_models WHERE place <= 100",
		.order = "q.measure COLLATE \"C\", q.days, q.place",
		.columns = (const SourceColumn[]) {
			{"measure", COLUMN_DICT},
			{"days", COLUMN_I32},
			{"place", COLUMN_I32},
			{"name", COLUMN_DICT},
			{"author", COLUMN_DICT},
			{"task", COLUMN_DICT},
			{"before", COLUMN_F64},
			{"now", COLUMN_F64},
			{"gain", COLUMN_F64},
			{"since", COLUMN_DAY},
			{0}}},
	{.name = "conflicts",
		.query = "SELECT * FROM llmeco.license_conflicts"
		" ORDER BY influence DESC NULLS LAST, model_id, ancestor_id LIMIT 500",
		.order = "q.influence DESC NULLS LAST, q.model_id, q.ancestor_id",
		.columns = (const SourceColumn[]) {
			{"name", COLUMN_DICT},
			{"license", COLUMN_DICT},
			{"family", COLUMN_DICT},
			{"ancestor", COLUMN_DICT},
			{"ancestor_license", COLUMN_DICT},
			{"ancestor_family", COLUMN_DICT},
			{"depth", COLUMN_I32},
			{"path", COLUMN_TEXT, "to_json(q.path)"},
			{"relation", COLUMN_DICT, "to_json(q.relation)"},
			{"influence", COLUMN_F64, INFLUENCE},
			{0}}},
	{.name = "conflict_kinds",
		.query = "SELECT ancestor_family, family, count(*) AS conflicts"
		" FROM llmeco.license_conflicts GROUP BY ancestor_family, family",
		.order = "q.ancestor_family COLLATE \"C\", q.family COLLATE \"C\"",
		.columns = (const SourceColumn[]) {
			{"ancestor_family", COLUMN_DICT},
			{"family", COLUMN_DICT},
			{"conflicts", COLUMN_I32},
			{0}}},
	{.name = "quality",
		.query = "SELECT * FROM llmeco.data_quality",
		.order = "q.check_name COLLATE \"C\"",
		.columns = (const SourceColumn[]) {
			{"check_name", COLUMN_TEXT},
			{"severity", COLUMN_DICT},
			{"objects", COLUMN_F64},
			{"total", COLUMN_F64},
			{"share", COLUMN_F64},
			{"example", COLUMN_TEXT, "to_json(q.example)"},
			{"description", COLUMN_TEXT},
			{0}}},
	{0}
};
