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
 * GitHub projects: a row for each in repos, with what the list of projects
 * shows; all of one in a file repo/ID, as JSON. Months are counted: 12 * year
 * + month - 1. A series has its first month, then every month's value.
 */
#define MONTH_NUMBER(column) "(extract(year FROM " column ") * 12 + extract(month FROM " column ") - 1)::int4"
#define REPO_MODELS "100"

static const char repos_query[] =
	"SELECT s.*, k.rank, k.openrank, k.openrank_12_months, k.activity, l.labels, v.recent"
	" FROM llmeco.repo_scores s"
	" LEFT JOIN llmeco.repo_ranking k ON k.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.label_id, x.label) ORDER BY x.label_id COLLATE \"C\") AS labels"
	"  FROM llmeco.labelled_repos x GROUP BY x.repo_id) l ON l.repo_id = s.repo_id"
	" LEFT JOIN (SELECT y.repo_id, json_object_agg(y.metric, y.series ORDER BY y.metric COLLATE \"C\") AS recent"
	"  FROM (SELECT x.repo_id, x.metric, json_agg(x.value ORDER BY x.month) AS series"
	"   FROM llmeco.repo_recent_months x WHERE x.months_back < 6"
	"   AND x.metric IN ('openrank', 'activity', 'stars', 'attention', 'technical_fork', 'issues_new', 'change_requests', 'participants', 'new_contributors')"
	"   GROUP BY x.repo_id, x.metric) y GROUP BY y.repo_id) v ON v.repo_id = s.repo_id";

static const char repo_query[] =
	"SELECT s.repo_id, m.series, t.times, p.parts, c.people, d.developers, n.neighbours, g.models"
	" FROM llmeco.repo_scores s"
	" LEFT JOIN (SELECT y.repo_id, json_object_agg(y.metric, json_build_array(y.first, y.series) ORDER BY y.metric COLLATE \"C\") AS series"
	"  FROM (SELECT x.repo_id, x.metric, min(" MONTH_NUMBER("x.month") ") AS first, json_agg(x.value ORDER BY x.month) AS series"
	"   FROM llmeco.repo_monthly x WHERE x.unit <> 'days' GROUP BY x.repo_id, x.metric) y"
	"  GROUP BY y.repo_id) m ON m.repo_id = s.repo_id"
	" LEFT JOIN (SELECT y.repo_id, json_object_agg(y.metric, y.months ORDER BY y.metric COLLATE \"C\") AS times"
	"  FROM (SELECT x.repo_id, x.metric, json_agg(json_build_array(" MONTH_NUMBER("x.month") ", x.mean, x.quartile_1, x.median, x.quartile_3,"
	"    x.within_3_days + x.within_7_days + x.within_15_days + x.later) ORDER BY x.month) AS months"
	"   FROM llmeco.repo_times x GROUP BY x.repo_id, x.metric) y"
	"  GROUP BY y.repo_id) t ON t.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.score, x.part, x.weight, round(x.value::numeric, 4), x.inputs)"
	"   ORDER BY x.score COLLATE \"C\", x.part COLLATE \"C\") AS parts"
	"  FROM llmeco.repo_score_parts x GROUP BY x.repo_id) p ON p.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.login, x.activity, x.months, " MONTH_NUMBER("x.last_month") ","
	"   x.is_bus_factor::int4) ORDER BY x.rank) AS people"
	"  FROM llmeco.contributor_ranking x GROUP BY x.repo_id) c ON c.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.source, x.target, x.weight, x.source_openrank, x.target_openrank)"
	"   ORDER BY x.source COLLATE \"C\", x.target COLLATE \"C\") AS developers"
	"  FROM llmeco.contributor_network x GROUP BY x.repo_id) d ON d.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.source, x.target, x.weight, x.source_openrank, x.target_openrank)"
	"   ORDER BY x.source COLLATE \"C\", x.target COLLATE \"C\") AS neighbours"
	"  FROM llmeco.repo_network x GROUP BY x.repo_id) n ON n.repo_id = s.repo_id"
	" LEFT JOIN (SELECT y.repo_id, json_build_array(max(y.n), json_agg(json_build_array(y.model, y.is_same_name::int4,"
	"    round(y.influence::numeric, 2)) ORDER BY y.place)) AS models"
	"  FROM (SELECT x.repo_id, x.model, x.is_same_name, l.influence, count(*) OVER (PARTITION BY x.repo_id) AS n,"
	"    row_number() OVER (PARTITION BY x.repo_id ORDER BY x.is_same_name DESC, l.rank, x.model COLLATE \"C\") AS place"
	"   FROM llmeco.model_github x LEFT JOIN llmeco.leaderboard l ON l.model_id = x.model_id"
	"   WHERE x.repo_id IS NOT NULL) y"
	"  WHERE y.place <= " REPO_MODELS " GROUP BY y.repo_id) g ON g.repo_id = s.repo_id";

const Source sources[] = {
	{.name = "repo",
		.key = "q.repo_id",
		.query = repo_query,
		.order = "q.repo_id",
		.columns = (const SourceColumn[]) {
			{"series", COLUMN_TEXT},
			{"times", COLUMN_TEXT},
			{"parts", COLUMN_TEXT},
			{"people", COLUMN_TEXT},
			{"developers", COLUMN_TEXT},
			{"neighbours", COLUMN_TEXT},
			{"models", COLUMN_TEXT},
			{0}}},
	{.name = "repos",
		.query = repos_query,
		.order = "q.rank, q.repo COLLATE \"C\"",
		.columns = (const SourceColumn[]) {
			{"repo_id", COLUMN_I32},
			{"repo", COLUMN_TEXT},
			{"month", COLUMN_DAY},
			{"code_quality", COLUMN_F64, "round(q.code_quality::numeric, 2)"},
			{"community", COLUMN_F64, "round(q.community::numeric, 2)"},
			{"impact", COLUMN_F64, "round(q.impact::numeric, 2)"},
			{"maintenance", COLUMN_F64, "round(q.maintenance::numeric, 2)"},
			{"openrank", COLUMN_F64},
			{"openrank_12_months", COLUMN_F64},
			{"activity", COLUMN_F64},
			{"labels", COLUMN_TEXT},
			{"recent", COLUMN_TEXT},
			{0}}},
	{0}
};
