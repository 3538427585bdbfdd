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
#include "sources.h"

/*
 * The page of a model: 256 files, by the first byte of the SHA-256 of the name
 * (its ASCII letters in lower case), which a page computes from its address
 * without a list of models. Lists are JSON, short ones: what is not in them the
 * page counts. A model's history is at most HISTORY_DAYS days, evenly spread
 * over those that have a snapshot; the same of its ranks, on days with a computation
 * of influence. Families are of models that go back to several roots: of others the
 * page finds the one. Amounts have the digits that the page needs
 * to show two of what they add up to: all would be a third of the site.
 * Relatives are those of network_edges, in the
 * order of models.js, the first KIN_CHILDREN children of a model.
 */
#define NAME_HASH(name)                                                                            \
	"substr(encode(sha256(convert_to(lower(" name " COLLATE \"C\"), 'UTF8')), 'hex'), 1, 2)"
#define DECIMALS(column, n) "round(q." column "::numeric, " n ")"
#define HISTORY_DAYS "32"
#define KIN_CHILDREN "10"
#define FAMILY_SHARES "10"

/* The days of a view that a history has: the newest, and others as far apart. */
#define DAYS_OF(view)                                                                              \
	"(SELECT z.time FROM (SELECT y.time,"                                                          \
	"  row_number() OVER (ORDER BY y.time DESC) - 1 AS place, count(*) OVER () AS days"            \
	"  FROM (SELECT DISTINCT time FROM " view ") y) z"                                             \
	" WHERE z.place % ceil(z.days / " HISTORY_DAYS ".0)::int8 = 0)"

#define SPACE_LIST                                                                                 \
	"SELECT x.model_id, json_agg(json_build_array(x.space, x.likes)"                               \
	"  ORDER BY x.place) AS space_list"                                                            \
	" FROM (SELECT y.*, row_number() OVER (PARTITION BY y.model_id"                                \
	"   ORDER BY y.likes DESC NULLS LAST, y.space COLLATE \"C\") AS place"                         \
	"  FROM llmeco.model_spaces y) x"                                                              \
	" WHERE x.place <= 20 GROUP BY x.model_id"

#define GITHUB_LIST                                                                                \
	"SELECT x.model_id, json_agg(json_build_array(x.github_login, x.repo,"                         \
	"  x.is_same_name, round(x.openrank::numeric, 2), round(x.activity::numeric, 2),"              \
	"  to_char(x.month, 'YYYY-MM')) ORDER BY x.place) AS github_list"                              \
	" FROM (SELECT y.*, row_number() OVER (PARTITION BY y.model_id"                                \
	"   ORDER BY y.is_same_name DESC NULLS LAST, y.openrank DESC NULLS LAST,"                      \
	"   y.repo COLLATE \"C\") AS place FROM llmeco.model_github y"                                 \
	"   WHERE y.is_owner IS NOT FALSE) x"                                                          \
	" WHERE x.place <= 6 GROUP BY x.model_id"

#define HISTORY                                                                                    \
	"SELECT x.model_id, json_agg(json_build_array(x.time - date '1970-01-01',"                     \
	"  x.downloads, x.likes) ORDER BY x.time) AS history"                                          \
	" FROM llmeco.model_daily x JOIN " DAYS_OF("llmeco.model_daily") " w ON w.time = x.time"       \
																	 " GROUP BY x.model_id"

#define SCORES                                                                                     \
	"SELECT x.model_id, json_agg(json_build_array(x.time - date '1970-01-01',"                     \
	"  x.rank, round(x.influence::numeric, 2)) ORDER BY x.time) AS scores"                         \
	" FROM llmeco.influence_daily x"                                                               \
	" JOIN " DAYS_OF("llmeco.influence_daily") " w ON w.time = x.time"                             \
											   " GROUP BY x.model_id"

#define SHARES                                                                                     \
	"SELECT x.model_id, json_agg(json_build_array(x.root, round(x.share::numeric, 4))"             \
	"  ORDER BY x.place) AS families"                                                              \
	" FROM (SELECT y.*, row_number() OVER (PARTITION BY y.model_id ORDER BY y.root IS NULL,"       \
	"   y.share DESC, y.root COLLATE \"C\") AS place FROM llmeco.model_families y"                 \
	"   WHERE y.share < 1) x"                                                                      \
	" WHERE x.place <= " FAMILY_SHARES " GROUP BY x.model_id"

/*
 * Why licences do not go together: all sentences at once, which are fewer than the
 * conflicts that the view makes one for. The kind of a way is that of its worst step.
 */
#define WITH_REASONS                                                                               \
	"WITH reasons AS MATERIALIZED (SELECT c.license, c.ancestor_license, c.kind, c.reason"         \
	" FROM llmeco.license_compatibility c) "
#define JOIN_REASONS                                                                               \
	" LEFT JOIN reasons w ON w.license = x.license AND w.ancestor_license = x.ancestor_license"    \
	" AND w.kind = CASE WHEN 'adapter' = ANY (x.relation) THEN 'adapter'"                          \
	" WHEN x.relation <@ '{quantized}' THEN 'quantized' ELSE 'derived' END"

/* Of a way what comes before the model itself, from the ancestor on. */
#define CONFLICTS_OF                                                                               \
	WITH_REASONS                                                                                   \
	"SELECT x.model_id, json_agg(json_build_array(x.path[:cardinality(x.path) - 1],"               \
	"  x.family, x.ancestor_family, x.same_author, x.license, x.ancestor_license,"                 \
	"  x.relation, x.rule, x.severity, w.reason)"                                                  \
	"  ORDER BY x.depth, x.ancestor COLLATE \"C\") AS conflicts"                                   \
	" FROM llmeco.license_conflicts x" JOIN_REASONS " GROUP BY x.model_id"

/*
 * The relatives at one end of a model's derivations, by what is at the other, and how many of
 * them the Hub lists. A site of the best models alone has no page for those that come after.
 */
#define KIN(end, other, most)                                                                      \
	"SELECT x." other "_id, max(x.listed) AS listed_" end ", json_agg(CASE WHEN x.weight = 1"      \
	"  THEN json_build_array(x." end ", x.relation, round(x.influence::numeric, 2))"               \
	"  ELSE json_build_array(x." end ", x.relation, round(x.influence::numeric, 2), x.weight)"     \
	"  END ORDER BY x.place) FILTER (WHERE NOT x.is_beyond AND x.place <= " most ")"               \
	"  AS " end "_list FROM (SELECT x.*,"                                                          \
	"   row_number() OVER (PARTITION BY x." other "_id"                                            \
	"    ORDER BY x.is_beyond, x.rank, x." end " COLLATE \"C\") AS place,"                         \
	"   count(*) FILTER (WHERE NOT x." end "_is_removed) OVER (PARTITION BY x." other "_id)"       \
	"    AS listed"                                                                                \
	"   FROM (SELECT x.*, i.influence, r.rank, coalesce(r.rank > " SOURCE_MODELS ", false)"        \
	"     AS is_beyond FROM llmeco.network_edges x"                                                \
	"    LEFT JOIN llmeco.influence i ON i.model_id = x." end "_id"                                \
	"    CROSS JOIN LATERAL (SELECT CASE WHEN NOT x." end "_is_removed THEN i.rank END) r (rank)"  \
	"    ) x) x GROUP BY x." other "_id"

#define PARENT_LIST KIN("parent", "child", "2147483647")
#define CHILD_LIST KIN("child", "parent", KIN_CHILDREN)

static const char details_query[] =
	"SELECT m.*, t.recency, t.space_influence, u.listed_parent, v.listed_child, s.space_list,"
	" g.github_list, h.history, r.scores, f.families, l.conflicts, u.parent_list, v.child_list,"
	" row_number() OVER (ORDER BY CASE WHEN m.removed_at IS NULL THEN m.rank END,"
	" m.name COLLATE \"C\") - 1 AS row"
	" FROM llmeco.model_details m"
	" LEFT JOIN llmeco.influence_terms t ON t.model_id = m.model_id"
	" LEFT JOIN (" SPACE_LIST ") s ON s.model_id = m.model_id"
	" LEFT JOIN (" GITHUB_LIST ") g ON g.model_id = m.model_id"
	" LEFT JOIN (" HISTORY ") h ON h.model_id = m.model_id"
	" LEFT JOIN (" SCORES ") r ON r.model_id = m.model_id"
	" LEFT JOIN (" SHARES ") f ON f.model_id = m.model_id"
	" LEFT JOIN (" CONFLICTS_OF ") l ON l.model_id = m.model_id"
	" LEFT JOIN (" PARENT_LIST ") u ON u.child_id = m.model_id"
	" LEFT JOIN (" CHILD_LIST ") v ON v.parent_id = m.model_id";

/*
 * Authors are tens of thousands: the file has the first of those with a rank
 * and the first of all; the others are a row without key for each reason not
 * to rank them. The page needs place to know where the list of all ends.
 */
#define AUTHORS "100"
#define KEPT "(a.place <= " AUTHORS " OR COALESCE(a.rank <= " AUTHORS ", false))"
#define AUTHORS_BY_INFLUENCE                                                                       \
	"a AS MATERIALIZED (SELECT r.author, r.full_name, r.kind, r.org_type, r.influence, r.models,"  \
	" r.rank, r.reason,"                                                                           \
	" row_number() OVER (ORDER BY r.influence DESC, r.author_id) AS place"                         \
	" FROM llmeco.author_ranking r)"

#define INFLUENCE "round(q.influence::numeric, 2)"

/*
 * What the leaderboard's order by earned influence asks for: rows are the first of
 * models.js, which have a rank.
 */
static const char earned_query[] =
	"SELECT l.earned_influence, row_number() OVER (ORDER BY l.rank) - 1 AS row"
	" FROM llmeco.leaderboard l";

/*
 * GitHub projects: a row for each in repos, with what the list of projects
 * shows; all of one in a file repo/ID, as JSON. Months are counted: 12 * year
 * + month - 1. A series has its first month, then every month's value.
 */
#define MONTH_NUMBER(column)                                                                       \
	"(extract(year FROM " column ") * 12 + extract(month FROM " column ") - 1)::int4"
#define MONTH MONTH_NUMBER("x.month")
#define LAST_MONTH MONTH_NUMBER("x.last_month")
#define REPO_MODELS "100"

static const char repos_query[] =
	"SELECT s.*, k.rank, k.openrank, k.openrank_12_months, k.activity, l.labels, v.recent"
	" FROM llmeco.repo_scores s"
	" LEFT JOIN llmeco.repo_ranking k ON k.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.label_id, x.label)"
	"  ORDER BY x.label_id COLLATE \"C\") AS labels"
	"  FROM llmeco.labelled_repos x GROUP BY x.repo_id) l ON l.repo_id = s.repo_id"
	" LEFT JOIN (SELECT y.repo_id, json_object_agg(y.metric, y.series"
	"  ORDER BY y.metric COLLATE \"C\") AS recent"
	"  FROM (SELECT x.repo_id, x.metric, json_agg(x.value ORDER BY x.month) AS series"
	"   FROM llmeco.repo_recent_months x WHERE x.months_back < 6"
	"   AND x.metric IN ('openrank', 'activity', 'stars', 'attention', 'technical_fork',"
	"    'issues_new', 'change_requests', 'participants', 'new_contributors')"
	"   GROUP BY x.repo_id, x.metric) y GROUP BY y.repo_id) v ON v.repo_id = s.repo_id";

static const char repo_query[] =
	"SELECT s.repo_id, m.series, t.times, p.parts, c.people, d.developers, n.neighbours, g.models"
	" FROM llmeco.repo_scores s"
	" LEFT JOIN (SELECT y.repo_id, json_object_agg(y.metric, json_build_array(y.first, y.series)"
	"  ORDER BY y.metric COLLATE \"C\") AS series"
	"  FROM (SELECT x.repo_id, x.metric, min(" MONTH ") AS first,"
	"   json_agg(x.value ORDER BY x.month) AS series"
	"   FROM llmeco.repo_monthly x WHERE x.unit <> 'days' GROUP BY x.repo_id, x.metric) y"
	"  GROUP BY y.repo_id) m ON m.repo_id = s.repo_id"
	" LEFT JOIN (SELECT y.repo_id, json_object_agg(y.metric, y.months"
	"  ORDER BY y.metric COLLATE \"C\") AS times"
	"  FROM (SELECT x.repo_id, x.metric, json_agg(json_build_array(" MONTH ","
	"    x.mean, x.quartile_1, x.median, x.quartile_3,"
	"    x.within_3_days + x.within_7_days + x.within_15_days + x.later)"
	"    ORDER BY x.month) AS months"
	"   FROM llmeco.repo_times x GROUP BY x.repo_id, x.metric) y"
	"  GROUP BY y.repo_id) t ON t.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.score, x.part, x.weight,"
	"   round(x.value::numeric, 4), x.inputs)"
	"   ORDER BY x.score COLLATE \"C\", x.part COLLATE \"C\") AS parts"
	"  FROM llmeco.repo_score_parts x GROUP BY x.repo_id) p ON p.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.login, x.activity, x.months,"
	"   " LAST_MONTH ", x.is_bus_factor::int4) ORDER BY x.rank) AS people"
	"  FROM llmeco.contributor_ranking x GROUP BY x.repo_id) c ON c.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.source, x.target, x.weight,"
	"   x.source_openrank, x.target_openrank)"
	"   ORDER BY x.source COLLATE \"C\", x.target COLLATE \"C\") AS developers"
	"  FROM llmeco.contributor_network x GROUP BY x.repo_id) d ON d.repo_id = s.repo_id"
	" LEFT JOIN (SELECT x.repo_id, json_agg(json_build_array(x.source, x.target, x.weight,"
	"   x.source_openrank, x.target_openrank)"
	"   ORDER BY x.source COLLATE \"C\", x.target COLLATE \"C\") AS neighbours"
	"  FROM llmeco.repo_network x GROUP BY x.repo_id) n ON n.repo_id = s.repo_id"
	" LEFT JOIN (SELECT y.repo_id, json_build_array(max(y.n),"
	"   json_agg(json_build_array(y.model, y.is_same_name::int4,"
	"   round(y.influence::numeric, 2)) ORDER BY y.place)) AS models"
	"  FROM (SELECT x.repo_id, x.model, x.is_same_name, l.influence,"
	"    count(*) OVER (PARTITION BY x.repo_id) AS n,"
	"    row_number() OVER (PARTITION BY x.repo_id"
	"     ORDER BY x.is_same_name DESC, l.rank, x.model COLLATE \"C\") AS place"
	"   FROM llmeco.model_github x LEFT JOIN llmeco.leaderboard l ON l.model_id = x.model_id"
	"   WHERE x.is_owner) y"
	"  WHERE y.place <= " REPO_MODELS " GROUP BY y.repo_id) g ON g.repo_id = s.repo_id";

/*
 * The pages of authors, families, tasks, licences, languages and datasets: what
 * models.js does not have. Of a family's months those of the first FAMILIES; home has
 * the newest BUILT_MONTHS of the BUILT_ON families with the most new derivatives in them,
 * and the others together, which have no name.
 */
#define ENTRIES "20000"
#define FAMILIES "1000"
#define BUILT_ON "8"
#define BUILT_MONTHS "24"

static const char built_on_query[] =
	"WITH months AS MATERIALIZED (SELECT f.root_id, f.root, f.month, f.derivatives, f.share,"
	"  f.derivatives_by_share::numeric AS by_share FROM llmeco.family_monthly f),"
	" newest AS MATERIALIZED (SELECT f.* FROM months f WHERE f.month >"
	"  (SELECT max(x.month) FROM months x) - interval '" BUILT_MONTHS " months'),"
	" leaders AS (SELECT f.root_id FROM newest f GROUP BY f.root_id"
	"  ORDER BY sum(f.by_share) DESC, f.root_id LIMIT " BUILT_ON ")"
	" SELECT f.month, CASE WHEN l.root_id IS NOT NULL THEN f.root END AS root,"
	" sum(f.derivatives) AS derivatives, sum(f.by_share) AS by_share, sum(f.share::numeric) AS share"
	" FROM newest f LEFT JOIN leaders l ON l.root_id = f.root_id GROUP BY 1, 2";

/*
 * Downloads and likes of the first DAYS_KEPT families and authors over time, on the days that
 * the histories of models have. The lists of days and names are looked up before: what is
 * asked for by them is counted alone.
 */
#define DAYS_KEPT "100"
#define ON_MODEL_DAYS " = ANY (ARRAY(SELECT w.time FROM " DAYS_OF("llmeco.model_daily") " w))"

static const char family_days_query[] =
	"SELECT d.*, r.rank FROM llmeco.family_daily d"
	" JOIN llmeco.family_ranking r ON r.root_id = d.root_id"
	" WHERE d.time" ON_MODEL_DAYS " AND d.root_id = ANY (ARRAY("
	"  SELECT f.root_id FROM llmeco.family_ranking f WHERE f.rank <= " DAYS_KEPT "))";

static const char author_days_query[] =
	"SELECT d.time, m.author, sum(d.downloads) AS downloads, sum(d.likes) AS likes"
	" FROM llmeco.model_daily d JOIN llmeco.model_details m ON m.model_id = d.model_id"
	" WHERE d.time" ON_MODEL_DAYS " AND m.removed_at IS NULL AND m.author = ANY (ARRAY("
	"  SELECT a.author FROM llmeco.author_ranking a"
	"  ORDER BY a.influence DESC, a.author_id LIMIT " DAYS_KEPT "))"
	" GROUP BY d.time, m.author";

/* A model counts once in a language, whichever of its codes the card gives. */
static const char language_models_query[] =
	"SELECT DISTINCT coalesce(c.language, l.language) COLLATE \"C\" AS language, l.model_id"
	" FROM llmeco.model_languages l"
	" LEFT JOIN llmeco.languages c ON c.code = l.language";

/*
 * Licences: what they say, what each asks for, and cards that say something else than
 * the licence that models.js has. Conflicts: the first CONFLICTS, in order of influence.
 */
#define CONFLICTS "20000"

static const char license_cards_query[] =
	"SELECT c.model_id, c.license, c.card_license, c.license_name, c.license_link,"
	" c.is_contradiction"
	" FROM llmeco.model_licenses c"
	" WHERE c.license IS DISTINCT FROM c.card_license OR c.license_name IS NOT NULL"
	" OR c.license_link IS NOT NULL";

/*
 * Bills of materials of the first BOMS models of the leaderboard, as llmeco_bom() writes
 * them. Number and moment are those of the scores: same data, same bytes.
 */
#define BOMS "20"
#define BOMS_A_FILE "10"

static const char boms_query[] =
	"SELECT m.row, llmeco.bom(m.model_id, 'cyclonedx', md5(m.name || ' ' || c.as_of::text)::uuid,"
	" c.as_of)::text AS bom"
	" FROM (SELECT l.model_id, l.name, row_number() OVER (ORDER BY l.rank) - 1 AS row"
	"  FROM llmeco.leaderboard l ORDER BY l.rank LIMIT " BOMS ") m"
	" CROSS JOIN llmeco.site_contract c";

/*
 * The watch: what changed in the EVENT_DAYS before the last refresh, what most hangs on
 * first where there is more than EVENTS; how much on each day; names that lead elsewhere.
 */
#define EVENT_DAYS "30"
#define EVENTS "5000"
#define RECENT_EVENTS                                                                              \
	"SELECT e.* FROM llmeco.event_impact e WHERE e.at > (SELECT c.refreshed_at"                    \
	" FROM llmeco.site_contract c) - interval '" EVENT_DAYS " days'"

const Source sources[] =
	{{.name = "aliases",
	  .query = "SELECT n.name, n.model_id FROM llmeco.model_names n WHERE NOT n.is_current",
	  .order = "q.name COLLATE \"C\"",
	  .columns = (const SourceColumn[]) {{"name", COLUMN_TEXT},
										 {"model", COLUMN_MODEL, "q.model_id"},
										 {0}}},
	 {.name = "details",
	  .key = NAME_HASH("q.name"),
	  .of_models = true,
	  .is_slow = true,
	  .query = details_query,
	  .order = "q.row",
	  .columns =
		  (const SourceColumn[]) {{"name", COLUMN_TEXT},
								  {"kind", COLUMN_DICT, "q.author_kind"},
								  {"org", COLUMN_DICT, "q.org_type"},
								  {"task", COLUMN_DICT},
								  {"library", COLUMN_DICT},
								  {"license", COLUMN_DICT},
								  {"parameters", COLUMN_F64},
								  {"created_at", COLUMN_DAY},
								  {"downloads", COLUMN_F64},
								  {"likes", COLUMN_F64},
								  {"rank", COLUMN_I32,
								   "CASE WHEN q.removed_at IS NULL THEN q.rank END"},
								  {"downloads_all_time", COLUMN_F64},
								  {"trending_score", COLUMN_F64},
								  {"gated", COLUMN_DICT},
								  {"modified_at", COLUMN_DAY},
								  {"fetched_at", COLUMN_DAY},
								  {"removed_at", COLUMN_DAY},
								  {"disabled", COLUMN_F64, "q.disabled::int4"},
								  {"languages", COLUMN_TEXT,
								   "CASE WHEN q.languages <> '{}' THEN to_json(q.languages) END"},
								  {"tags", COLUMN_TEXT,
								   "CASE WHEN q.tags <> '{}' THEN to_json(q.tags) END"},
								  {"influence", COLUMN_F64, DECIMALS("influence", "2")},
								  {"self_influence", COLUMN_F64, DECIMALS("self_influence", "3")},
								  {"child_influence", COLUMN_F64, DECIMALS("child_influence", "2")},
								  {"parent_influence", COLUMN_F64,
								   DECIMALS("parent_influence", "2")},
								  {"recency", COLUMN_F64, DECIMALS("recency", "2")},
								  {"space_influence", COLUMN_F64, DECIMALS("space_influence", "3")},
								  {"spaces", COLUMN_F64},
								  {"children", COLUMN_F64, "coalesce(q.listed_child, 0)"},
								  {"parents", COLUMN_F64, "coalesce(q.listed_parent, 0)"},
								  {"space_list", COLUMN_TEXT},
								  {"github_list", COLUMN_TEXT},
								  {"history", COLUMN_TEXT},
								  {"scores", COLUMN_TEXT},
								  {"families", COLUMN_TEXT},
								  {"parent_list", COLUMN_TEXT},
								  {"conflicts", COLUMN_TEXT},
								  {"child_list", COLUMN_TEXT},
								  {0}}},
	 {.name = "earned",
	  .of_models = true,
	  .query = earned_query,
	  .order = "q.row",
	  .columns =
		  (const SourceColumn[]) {{"influence", COLUMN_F64, DECIMALS("earned_influence", "2")},
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
	  .columns = (const SourceColumn[]) {{"ranking", COLUMN_DICT},
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
	 {.name = "repo",
	  .key = "q.repo_id",
	  .query = repo_query,
	  .order = "q.repo_id",
	  .columns = (const SourceColumn[]) {{"series", COLUMN_TEXT},
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
	  .columns =
		  (const SourceColumn[]) {{"repo_id", COLUMN_I32},
								  {"repo", COLUMN_TEXT},
								  {"month", COLUMN_DAY},
								  {"code_quality", COLUMN_F64, "round(q.code_quality::numeric, 1)"},
								  {"community", COLUMN_F64, "round(q.community::numeric, 1)"},
								  {"impact", COLUMN_F64, "round(q.impact::numeric, 1)"},
								  {"maintenance", COLUMN_F64, "round(q.maintenance::numeric, 1)"},
								  {"openrank", COLUMN_F64},
								  {"openrank_12_months", COLUMN_F64},
								  {"activity", COLUMN_F64},
								  {"labels", COLUMN_TEXT},
								  {"recent", COLUMN_TEXT},
								  {0}}},
	 {.name = "tops",
	  .query =
		  "WITH " AUTHORS_BY_INFLUENCE
		  " SELECT t.ranking, t.key, t.place, t.name, t.influence, t.rank"
		  " FROM llmeco.top_models t WHERE t.ranking <> 'author'"
		  /* looked up for each of the few: the planner takes them for many */
		  " UNION ALL SELECT t.* FROM a CROSS JOIN LATERAL"
		  " (SELECT x.ranking, x.key, x.place, x.name, x.influence, x.rank FROM llmeco.top_models x"
		  "  WHERE x.ranking = 'author' AND x.key = a.author OFFSET 0) t WHERE " KEPT
		  " UNION ALL (SELECT 'all', NULL, l.rank, l.name, l.influence, l.rank"
		  " FROM llmeco.leaderboard l ORDER BY l.rank LIMIT 100)",
	  .order = "q.ranking COLLATE \"C\", q.key COLLATE \"C\", q.place",
	  .columns = (const SourceColumn[]) {{"ranking", COLUMN_DICT},
										 {"key", COLUMN_DICT},
										 {"name", COLUMN_DICT},
										 {"influence", COLUMN_F64, INFLUENCE},
										 {"rank", COLUMN_I32},
										 {0}}},
	 {.name = "rising",
	  .query = "SELECT * FROM llmeco.rising_models WHERE place <= 100"
			   " AND measure <> 'downloads_all_time'",
	  .order = "q.measure COLLATE \"C\", q.days, q.place",
	  .columns = (const SourceColumn[]) {{"measure", COLUMN_DICT},
										 {"days", COLUMN_I32},
										 {"place", COLUMN_I32},
										 {"name", COLUMN_DICT},
										 {"author", COLUMN_DICT},
										 {"task", COLUMN_DICT},
										 {"before", COLUMN_F64},
										 {"now", COLUMN_F64},
										 {"gain", COLUMN_F64},
										 {"percent", COLUMN_F64, DECIMALS("percent", "1")},
										 {"since", COLUMN_DAY},
										 {0}}},
	 {.name = "conflicts",
	  .query = "SELECT * FROM llmeco.license_conflicts"
			   " ORDER BY rank, ancestor_id LIMIT 500",
	  .order = "q.rank, q.ancestor_id",
	  .columns = (const SourceColumn[]) {{"name", COLUMN_DICT},
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
	  .columns = (const SourceColumn[]) {{"ancestor_family", COLUMN_DICT},
										 {"family", COLUMN_DICT},
										 {"conflicts", COLUMN_I32},
										 {0}}},
	 {.name = "quality",
	  .query = "SELECT * FROM llmeco.data_quality",
	  .order = "q.check_name COLLATE \"C\"",
	  .columns = (const SourceColumn[]) {{"check_name", COLUMN_TEXT},
										 {"severity", COLUMN_DICT},
										 {"objects", COLUMN_F64},
										 {"total", COLUMN_F64},
										 {"share", COLUMN_F64},
										 {"example", COLUMN_TEXT, "to_json(q.example)"},
										 {"description", COLUMN_TEXT},
										 {0}}},
	 {.name = "built_on",
	  .query = built_on_query,
	  .order = "q.month, q.root COLLATE \"C\"",
	  .columns = (const SourceColumn[]) {{"month", COLUMN_I32, MONTH_NUMBER("q.month")},
										 {"root", COLUMN_DICT},
										 {"derivatives", COLUMN_I32},
										 {"by_share", COLUMN_F64, "round(q.by_share, 2)"},
										 {"share", COLUMN_F64, "round(q.share, 4)"},
										 {0}}},
	 {.name = "families",
	  .query = "SELECT * FROM llmeco.family_ranking WHERE rank <= " ENTRIES,
	  .order = "q.rank",
	  .columns = (const SourceColumn[]) {{"model", COLUMN_MODEL, "q.root_id"},
										 {"rank", COLUMN_I32},
										 {"descendants", COLUMN_I32},
										 {"descendants_by_share", COLUMN_F64,
										  "round(q.descendants_by_share::numeric, 1)"},
										 {"finetune", COLUMN_I32},
										 {"adapter", COLUMN_I32},
										 {"merge", COLUMN_I32},
										 {"quantized", COLUMN_I32},
										 {"unknown", COLUMN_I32},
										 {"depth", COLUMN_I32},
										 {"builders", COLUMN_I32},
										 {"downloads", COLUMN_F64},
										 {"likes", COLUMN_F64},
										 {"influence", COLUMN_F64, INFLUENCE},
										 {0}}},
	 {.name = "family_months",
	  .query = "SELECT m.*, r.rank FROM llmeco.family_monthly m"
			   " JOIN llmeco.family_ranking r ON r.root_id = m.root_id WHERE r.rank <= " FAMILIES,
	  .order = "q.rank, q.month",
	  .columns = (const SourceColumn[]) {{"model", COLUMN_MODEL, "q.root_id"},
										 {"month", COLUMN_I32, MONTH_NUMBER("q.month")},
										 {"derivatives", COLUMN_I32},
										 {"share", COLUMN_F64, "round(q.share::numeric, 4)"},
										 {0}}},
	 {.name = "family_days",
	  .query = family_days_query,
	  .order = "q.rank, q.time",
	  .columns = (const SourceColumn[]) {{"model", COLUMN_MODEL, "q.root_id"},
										 {"day", COLUMN_DAY, "q.time"},
										 {"downloads", COLUMN_F64},
										 {"likes", COLUMN_F64},
										 {0}}},
	 {.name = "author_days",
	  .query = author_days_query,
	  .order = "q.author COLLATE \"C\", q.time",
	  .columns = (const SourceColumn[]) {{"author", COLUMN_DICT},
										 {"day", COLUMN_DAY, "q.time"},
										 {"downloads", COLUMN_F64},
										 {"likes", COLUMN_F64},
										 {0}}},
	 {.name = "language_models",
	  .query = language_models_query,
	  .order = "q.language, q.model_id",
	  .columns = (const SourceColumn[]) {{"language", COLUMN_DICT},
										 {"model", COLUMN_MODEL, "q.model_id"},
										 {0}}},
	 {.name = "datasets",
	  .query = "SELECT * FROM llmeco.dataset_ranking WHERE rank <= " ENTRIES,
	  .order = "q.rank",
	  .columns = (const SourceColumn[]) {{"name", COLUMN_TEXT},
										 {"models", COLUMN_I32},
										 {"influence", COLUMN_F64, INFLUENCE},
										 {"license", COLUMN_DICT},
										 {"gated", COLUMN_DICT},
										 {"downloads", COLUMN_F64},
										 {"likes", COLUMN_F64},
										 {"is_listed", COLUMN_I32, "q.is_listed::int4"},
										 {0}}},
	 {.name = "dataset_models",
	  .query = "SELECT r.rank, u.model_id FROM llmeco.dataset_ranking r"
			   " JOIN llmeco.dataset_licenses u ON u.dataset_id = r.dataset_id"
			   " WHERE r.rank <= " ENTRIES,
	  .order = "q.rank, q.model_id",
	  .columns = (const SourceColumn[]) {{"dataset", COLUMN_I32, "q.rank - 1"},
										 {"model", COLUMN_MODEL, "q.model_id"},
										 {0}}},
	 {.name = "license_conflicts",
	  .query =
		  WITH_REASONS "SELECT x.*, w.reason FROM (SELECT c.model_id, c.ancestor_id, c.ancestor,"
					   " c.license, c.ancestor_license, c.relation, c.rule, c.severity, c.depth,"
					   " c.same_author, c.rank"
					   " FROM llmeco.license_conflicts c ORDER BY c.rank, c.ancestor_id"
					   " LIMIT " CONFLICTS ") x" JOIN_REASONS,
	  .order = "q.rank, q.ancestor_id",
	  .columns = (const SourceColumn[]) {{"model", COLUMN_MODEL, "q.model_id"},
										 {"ancestor", COLUMN_DICT},
										 {"license", COLUMN_DICT},
										 {"ancestor_license", COLUMN_DICT},
										 {"rule", COLUMN_DICT},
										 {"severity", COLUMN_DICT},
										 {"depth", COLUMN_I32},
										 {"same_author", COLUMN_I32, "q.same_author::int4"},
										 {"reason", COLUMN_DICT},
										 {0}}},
	 {.name = "license_terms",
	  .query = "SELECT * FROM llmeco.license_terms",
	  .order = "q.license COLLATE \"C\"",
	  .columns =
		  (const SourceColumn[]) {{"license", COLUMN_TEXT},
								  {"family", COLUMN_DICT},
								  {"title", COLUMN_TEXT},
								  {"spdx_id", COLUMN_TEXT},
								  {"link", COLUMN_TEXT},
								  {"version", COLUMN_TEXT},
								  {"text_read", COLUMN_I32, "q.text_read::int4"},
								  {"commercial_use", COLUMN_DICT},
								  {"research_only", COLUMN_I32, "q.research_only::int4"},
								  {"derivatives", COLUMN_I32, "q.derivatives::int4"},
								  {"share_alike", COLUMN_DICT},
								  {"use_restrictions", COLUMN_I32, "q.use_restrictions::int4"},
								  {"patent_grant", COLUMN_I32, "q.patent_grant::int4"},
								  {0}}},
	 {.name = "license_duties",
	  .query = "SELECT * FROM llmeco.license_duties",
	  .order = "q.license COLLATE \"C\", q.obligation COLLATE \"C\"",
	  .columns = (const SourceColumn[]) {{"license", COLUMN_DICT},
										 {"obligation", COLUMN_DICT},
										 {"instruction", COLUMN_DICT},
										 {"source", COLUMN_TEXT},
										 {"text_read", COLUMN_I32, "q.text_read::int4"},
										 {0}}},
	 {.name = "license_cards",
	  .query = license_cards_query,
	  .order = "q.model_id",
	  .columns =
		  (const SourceColumn[]) {{"model", COLUMN_MODEL, "q.model_id"},
								  {"license", COLUMN_DICT},
								  {"card_license", COLUMN_DICT},
								  {"license_name", COLUMN_DICT},
								  {"license_link", COLUMN_DICT},
								  {"is_contradiction", COLUMN_I32, "q.is_contradiction::int4"},
								  {0}}},
	 {.name = "boms",
	  .key = "q.row / " BOMS_A_FILE,
	  .of_models = true,
	  .query = boms_query,
	  .order = "q.row",
	  .columns = (const SourceColumn[]) {{"bom", COLUMN_TEXT}, {0}}},
	 {.name = "events",
	  .query = RECENT_EVENTS " ORDER BY e.descendants DESC NULLS LAST, e.at DESC, e.event_id DESC"
							 " LIMIT " EVENTS,
	  .order = "q.at DESC, q.event_id DESC",
	  .columns = (const SourceColumn[]) {{"at", COLUMN_DAY, "q.at AT TIME ZONE 'UTC'"},
										 {"name", COLUMN_TEXT},
										 {"author", COLUMN_DICT},
										 {"kind", COLUMN_DICT},
										 {"before", COLUMN_TEXT},
										 {"after", COLUMN_TEXT},
										 {"descendants", COLUMN_F64},
										 {"spaces", COLUMN_F64},
										 {"downloads", COLUMN_F64},
										 {"best_rank", COLUMN_I32},
										 {"conflicts_made", COLUMN_I32},
										 {"conflicts_ended", COLUMN_I32},
										 {0}}},
	 {.name = "event_days",
	  .query = "SELECT (e.at AT TIME ZONE 'UTC')::date AS day, e.kind, count(*) AS events"
			   " FROM (" RECENT_EVENTS ") e GROUP BY 1, 2",
	  .order = "q.day, q.kind COLLATE \"C\"",
	  .columns = (const SourceColumn[]) {{"day", COLUMN_DAY},
										 {"kind", COLUMN_DICT},
										 {"events", COLUMN_I32},
										 {0}}},
	 {.name = "name_risks",
	  .query = "SELECT r.*, r.models + r.spaces AS users FROM llmeco.name_risks r"
			   " ORDER BY users DESC, r.name COLLATE \"C\", r.risk LIMIT " EVENTS,
	  .order = "q.users DESC, q.name COLLATE \"C\", q.risk COLLATE \"C\"",
	  .columns = (const SourceColumn[]) {{"name", COLUMN_TEXT},
										 {"risk", COLUMN_DICT},
										 {"severity", COLUMN_DICT},
										 {"leads_to", COLUMN_TEXT},
										 {"since", COLUMN_DAY},
										 {"models", COLUMN_I32},
										 {"spaces", COLUMN_I32},
										 {"downloads", COLUMN_F64},
										 {0}}},
	 {0}};
