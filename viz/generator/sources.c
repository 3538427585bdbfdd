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
 * The page of a model: a file for each DETAILS_ROWS rows of models.js, in their
 * order. Lists are JSON, short ones: what is not in them the page counts. A
 * model's history is at most HISTORY_DAYS days, evenly spread over those that
 * have a snapshot.
 */
#define DETAILS_ROWS "1000"
#define HISTORY_DAYS "32"

static const char details_query[] =
	"SELECT m.*, t.recency, t.space_influence, s.space_list, g.github_list, h.history,"
	" row_number() OVER (ORDER BY CASE WHEN m.removed_at IS NULL THEN m.rank END,"
	" m.name COLLATE \"C\") - 1 AS row"
	" FROM llmeco.model_details m"
	" LEFT JOIN llmeco.influence_terms t ON t.model_id = m.model_id"
	" LEFT JOIN (SELECT x.model_id, json_agg(json_build_array(x.space, x.likes) ORDER BY x.place) AS space_list"
	"  FROM (SELECT y.*, row_number() OVER (PARTITION BY y.model_id"
	"   ORDER BY y.likes DESC NULLS LAST, y.space COLLATE \"C\") AS place FROM llmeco.model_spaces y) x"
	"  WHERE x.place <= 20 GROUP BY x.model_id) s ON s.model_id = m.model_id"
	" LEFT JOIN (SELECT x.model_id, json_agg(json_build_array(x.github_login, x.repo, x.is_same_name,"
	"   round(x.openrank::numeric, 2), round(x.activity::numeric, 2), to_char(x.month, 'YYYY-MM')) ORDER BY x.place) AS github_list"
	"  FROM (SELECT y.*, row_number() OVER (PARTITION BY y.model_id ORDER BY y.is_same_name DESC NULLS LAST,"
	"   y.openrank DESC NULLS LAST, y.repo COLLATE \"C\") AS place FROM llmeco.model_github y) x"
	"  WHERE x.place <= 6 GROUP BY x.model_id) g ON g.model_id = m.model_id"
	" LEFT JOIN (SELECT x.model_id, json_agg(json_build_array(x.taken_on - date '1970-01-01', x.downloads, x.likes)"
	"   ORDER BY x.taken_on) AS history"
	"  FROM llmeco.model_snapshots x"
	"  JOIN (SELECT z.taken_on FROM (SELECT y.taken_on, row_number() OVER (ORDER BY y.taken_on DESC) - 1 AS place,"
	"    count(*) OVER () AS days FROM (SELECT DISTINCT taken_on FROM llmeco.model_snapshots) y) z"
	"   WHERE z.place % ceil(z.days / " HISTORY_DAYS ".0)::int8 = 0) d ON d.taken_on = x.taken_on"
	"  GROUP BY x.model_id) h ON h.model_id = m.model_id";

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
	{.name = "details",
		.key = "q.row / " DETAILS_ROWS,
		.query = details_query,
		.order = "q.row",
		.columns = (const SourceColumn[]) {
			{"downloads_all_time", COLUMN_F64},
			{"trending_score", COLUMN_F64},
			{"gated", COLUMN_DICT},
			{"modified_at", COLUMN_DAY},
			{"fetched_at", COLUMN_DAY},
			{"removed_at", COLUMN_DAY},
			{"languages", COLUMN_TEXT, "CASE WHEN q.languages <> '{}' THEN to_json(q.languages) END"},
			{"tags", COLUMN_TEXT, "CASE WHEN q.tags <> '{}' THEN to_json(q.tags) END"},
			{"influence", COLUMN_F64},
			{"self_influence", COLUMN_F64},
			{"child_influence", COLUMN_F64},
			{"parent_influence", COLUMN_F64},
			{"recency", COLUMN_F64},
			{"space_influence", COLUMN_F64},
			{"spaces", COLUMN_F64},
			{"children", COLUMN_F64},
			{"parents", COLUMN_F64, "coalesce(cardinality(q.parents), 0)"},
			{"space_list", COLUMN_TEXT},
			{"github_list", COLUMN_TEXT},
			{"history", COLUMN_TEXT},
			{0}}},
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
	{0}
};
