/*
 * quality_rules.c: the rules of llmeco.data_quality, what broke them, and the
 * names of the examples.
 */
#include "postgres.h"

#include "checks/quality_rules.h"
#include "support/sql.h"
#include "support/sql_values.h"

#define NAMES(name, tables)                                                                        \
	"SELECT array_agg(" name " ORDER BY w.place)"                                                  \
	" FROM unnest($1, $2) WITH ORDINALITY w (first, second, place)" tables
#define NAMES_OF_MODELS(key) NAMES("m.name", " JOIN llmeco.models m ON m.model_id = w." key)
#define NAMES_OF_AUTHORS(key) NAMES("a.name", " JOIN llmeco.authors a ON a.author_id = w." key)
#define NAMES_OF_SPACES NAMES("s.name", " JOIN llmeco.spaces s ON s.space_id = w.first")
#define NAMES_OF_EDGES                                                                             \
	NAMES("p.name || ' -> ' || c.name", " JOIN llmeco.models p ON p.model_id = w.first"            \
										" JOIN llmeco.models c ON c.model_id = w.second")
#define NAMES_OF_MEANT                                                                             \
	NAMES("c.name || ': ' || p.name", " JOIN llmeco.models c ON c.model_id = w.first"              \
									  " JOIN llmeco.models p ON p.model_id = w.second")
#define KEYS_OF_EDGES NAMES("'model_id ' || w.first || ' -> ' || w.second", "")
#define KEYS_OF_USES NAMES("'space_id ' || w.first || ', model_id ' || w.second", "")

#define UNRESOLVED(bad)                                                                            \
	"SELECT c.name || ': ' || x.text AS name, " bad " AS bad,"                                     \
	" ROW(x.child_id, x.text COLLATE \"C\") AS place"                                              \
	" FROM llmeco.unresolved_parents x"                                                            \
	" JOIN llmeco.models c ON c.model_id = x.child_id"                                             \
	" LEFT JOIN llmeco.placeholders p ON p.text = lower(x.text COLLATE \"C\")"

#define NAMED_DATASETS(bad)                                                                        \
	"SELECT d.name, " bad " AS bad, d.dataset_id AS place FROM llmeco.datasets d"                  \
	" WHERE EXISTS (SELECT FROM llmeco.model_datasets u WHERE u.dataset_id = d.dataset_id)"

const QualityRule quality_rules[QUALITY_RULES] = {
	[MODEL_STUB] =
		{"model_stub", "info",
		 "Models that are known only because others name them as their base or Spaces use them: "
		 "their counters are not known. Of all listed models.",
		 QUALITY_OF_LISTED, NAMES_OF_MODELS("first")},
	[MODEL_REMOVED] =
		{"model_removed", "info",
		 "Models that the Hub no longer lists: they take no part in influence, their rows stay. Of "
		 "all models.",
		 QUALITY_OF_MODELS, NAMES_OF_MODELS("first")},
	[MODEL_WITHOUT_LICENSE] =
		{"model_without_license", "info",
		 "Models whose card names no licence. Of the listed models that were read.",
		 QUALITY_OF_READ, NAMES_OF_MODELS("first")},
	[MODEL_LICENSE_UNKNOWN] =
		{"model_license_unknown", "info",
		 "Models whose licence llmeco.license_terms does not have, or not what it says, as other: "
		 "llmeco.license_conflicts cannot compare them. A row in llmeco.license_corrections "
		 "helps. Of the listed models that were read.",
		 QUALITY_OF_READ, NAMES_OF_MODELS("first")},
	[MODEL_LICENSE_CONTRADICTION] =
		{"model_license_contradiction", "warning",
		 "Models whose card gives a licence and names another in license_name: they are compared "
		 "by the first. Of the listed models that were read.",
		 QUALITY_OF_READ, NAMES_OF_MODELS("first")},
	[MODEL_WITHOUT_TASK] =
		{"model_without_task", "info",
		 "Models without a task: in no row of llmeco.task_ranking. Of the listed models that "
		 "were read.",
		 QUALITY_OF_READ, NAMES_OF_MODELS("first")},
	[MODEL_WITHOUT_CREATION_DATE] =
		{"model_without_creation_date", "info",
		 "Models whose creation date is not known: no recency in their score. Of the listed "
		 "models that were read.",
		 QUALITY_OF_READ, NAMES_OF_MODELS("first")},
	[MODEL_WITHOUT_INFLUENCE] =
		{"model_without_influence", "warning",
		 "Listed models that the newest influence run does not have: llmeco_update_influence() "
		 "scores them. Of all listed models.",
		 QUALITY_OF_LISTED, NAMES_OF_MODELS("first")},
	[LINEAGE_CYCLE] =
		{"lineage_cycle", "warning",
		 "Models that are their own ancestors (strongly connected components of the lineage: "
		 "llmeco_cycles() says which): some derivation among them is wrong, "
		 "llmeco_unset_parent() removes it. Of all models.",
		 QUALITY_OF_MODELS, NAMES_OF_MODELS("second")},
	[LINEAGE_LICENSE_UNKNOWN] =
		{"lineage_license_unknown", "info",
		 "Models with an ancestor whose licence is not given or not known: what goes against it "
		 "is not among llmeco.license_conflicts. Of the listed models that were read.",
		 QUALITY_OF_READ, NAMES_OF_MODELS("first")},
	[EDGE_FROM_HUB] = {"edge_from_hub", "info",
					   "Derivations as the Hub resolved them (baseModels). Of all derivations.",
					   QUALITY_OF_EDGES, NAMES_OF_EDGES},
	[EDGE_FROM_TAG] = {"edge_from_tag", "info",
					   "Derivations read from tags only. Of all derivations.", QUALITY_OF_EDGES,
					   NAMES_OF_EDGES},
	[EDGE_FROM_CARD] = {"edge_from_card", "info",
						"Derivations read from model cards only. Of all derivations.",
						QUALITY_OF_EDGES, NAMES_OF_EDGES},
	[EDGE_REPAIRED] =
		{"edge_repaired", "info",
		 "Derivations whose base model the author wrote as a path, an address or the like, read for "
		 "what it means; llmeco_unset_parent() undoes one. Of all derivations.",
		 QUALITY_OF_EDGES, NAMES_OF_EDGES},
	[EDGE_MANUAL] = {"edge_manual", "info", "Derivations entered by hand. Of all derivations.",
					 QUALITY_OF_EDGES, NAMES_OF_EDGES},
	[EDGE_RELATION_UNKNOWN] =
		{"edge_relation_unknown", "warning",
		 "Derivations of which it is not known whether finetune, adapter, merge or quantized. Of "
		 "all derivations.",
		 QUALITY_OF_EDGES, NAMES_OF_EDGES},
	[EDGE_REMOVED_END] =
		{"edge_removed_end", "warning",
		 "Derivations from or to a model that is no longer listed: they take no part in influence. "
		 "Of all derivations.",
		 QUALITY_OF_EDGES, NAMES_OF_EDGES},
	[EDGE_SKIPS_GENERATION] =
		{"edge_skips_generation", "warning",
		 "Derivations whose base model is an ancestor of what the derived one's name says it was "
		 "quantized from, as X-GGUF of X's own base; the example is the model and that nearer one. "
		 "llmeco_set_parent() and llmeco_unset_parent() correct it. Of all derivations.",
		 QUALITY_OF_EDGES, NAMES_OF_MEANT, .of_names = true},
	[EDGE_CONTRADICTS_NAME] =
		{"edge_contradicts_name", "warning",
		 "Derivations whose base model is not what the derived one's name says it was quantized "
		 "from, nor related to that, or has no word of such a name. Of all derivations.",
		 QUALITY_OF_EDGES, NAMES_OF_EDGES, .of_names = true},
	[EDGE_WITHOUT_MODEL] =
		{"edge_without_model", "error",
		 "Derivations from or to a row that llmeco.models does not have. Of all derivations.",
		 QUALITY_OF_EDGES, KEYS_OF_EDGES},
	[INFERRED_WITHOUT_MODEL] =
		{"inferred_without_model", "error",
		 "Inferred derivations from or to a row that llmeco.models does not have. Of all rows of "
		 "llmeco.inferred_edges.",
		 QUALITY_OF_QUERY,
		 "SELECT 'model_id ' || x.parent_id || ' -> ' || x.child_id AS name,"
		 " NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id = x.parent_id)"
		 " OR NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id = x.child_id) AS bad,"
		 " ROW(x.parent_id, x.child_id) AS place"
		 " FROM llmeco.inferred_edges x",
		 "inferred_edges"},
	[CORRECTION_WITHOUT_MODEL] =
		{"correction_without_model", "error",
		 "Corrections of derivations from or to a row that llmeco.models does not have. Of all "
		 "corrections by hand.",
		 QUALITY_OF_QUERY,
		 "SELECT 'model_id ' || x.parent_id || ' -> ' || x.child_id AS name,"
		 " NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id = x.parent_id)"
		 " OR NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id = x.child_id) AS bad,"
		 " ROW(x.parent_id, x.child_id) AS place"
		 " FROM llmeco.edge_corrections x"},
	[PARENT_UNRESOLVED] =
		{"parent_unresolved", "warning",
		 "What authors wrote for a base model and names none, placeholders apart: lineage that is "
		 "lost; llmeco_set_parent() enters what is meant. Of all rows of llmeco.unresolved_parents.",
		 QUALITY_OF_QUERY, UNRESOLVED("p.text IS NULL"), "unresolved_parents"},
	[PARENT_PLACEHOLDER] =
		{"parent_placeholder", "info",
		 "Placeholders (llmeco.placeholders) in the place of a base model: the author gave none. Of "
		 "all rows of llmeco.unresolved_parents.",
		 QUALITY_OF_QUERY, UNRESOLVED("p.text IS NOT NULL"), "unresolved_parents"},
	[MODEL_AUTHOR_MISSING] = {"model_author_missing", "error",
							  "Models whose author_id llmeco.authors does not have. Of all models.",
							  QUALITY_OF_MODELS, NAMES_OF_MODELS("first")},
	[ALIAS_WITHOUT_MODEL] =
		{"alias_without_model", "error",
		 "Old names that lead to a row that llmeco.models does not have. Of all old names.",
		 QUALITY_OF_QUERY,
		 "SELECT x.name, m.model_id IS NULL AS bad, x.name COLLATE \"C\" AS place"
		 " FROM llmeco.model_aliases x LEFT JOIN llmeco.models m ON m.model_id = x.model_id"},
	[ALIAS_OF_CURRENT_NAME] =
		{"alias_of_current_name", "warning",
		 "Old names that another model has as its current name by now; that one is found by it. "
		 "Of all old names.",
		 QUALITY_OF_QUERY,
		 "SELECT x.name, m.model_id IS NOT NULL AS bad, x.name COLLATE \"C\" AS place"
		 " FROM llmeco.model_aliases x LEFT JOIN llmeco.models m ON m.name = x.name"},
	[AUTHOR_NEVER_READ] =
		{"author_never_read", "warning",
		 "Authors of whom only the name is known: refresh source authors. Of all authors.",
		 QUALITY_OF_AUTHORS, NAMES_OF_AUTHORS("first")},
	[AUTHOR_PAGE_NEVER_READ] =
		{"author_page_never_read", "info",
		 "Authors whose Hub page, with kind of organization, website and GitHub account, was not "
		 "read. Of all authors.",
		 QUALITY_OF_AUTHORS, NAMES_OF_AUTHORS("first")},
	[AUTHOR_STALE] = {"author_stale", "warning",
					  "Authors last read more than 30 days ago. Of all authors.",
					  QUALITY_OF_AUTHORS, NAMES_OF_AUTHORS("second")},
	[SPACE_REMOVED] = {"space_removed", "info",
					   "Spaces that the Hub no longer lists. Of all Spaces.", QUALITY_OF_SPACES,
					   NAMES_OF_SPACES},
	[SPACE_OF_UNKNOWN_MODEL] =
		{"space_of_unknown_model", "warning",
		 "Spaces that name a model which was not read or is no longer listed. Of all Spaces.",
		 QUALITY_OF_SPACES, NAMES_OF_SPACES},
	[SPACE_AUTHOR_MISSING] = {"space_author_missing", "error",
							  "Spaces whose author_id llmeco.authors does not have. Of all Spaces.",
							  QUALITY_OF_SPACES, NAMES_OF_SPACES},
	[SPACE_MODEL_WITHOUT_ROW] =
		{"space_model_without_row", "error",
		 "Uses of models by Spaces of which llmeco.models or llmeco.spaces has no row. Of all "
		 "uses.",
		 QUALITY_OF_USES, KEYS_OF_USES},
	[DATASET_STUB] =
		{"dataset_stub", "info",
		 "Datasets that are known only because models name them: refresh source datasets. Of all "
		 "datasets that a model names.",
		 QUALITY_OF_QUERY, NAMED_DATASETS("d.fetched_at IS NULL AND d.removed_at IS NULL"),
		 "datasets"},
	[DATASET_MISSING] =
		{"dataset_missing", "warning",
		 "Datasets that models name and that the Hub does not have, or no longer lists: what these "
		 "models were trained on cannot be looked up. Of all datasets that a model names.",
		 QUALITY_OF_QUERY, NAMED_DATASETS("d.removed_at IS NOT NULL"), "datasets"},
	[DATASET_USE_WITHOUT_ROW] =
		{"dataset_use_without_row", "error",
		 "Rows of llmeco.model_datasets whose model or dataset has no row. Of all of them.",
		 QUALITY_OF_QUERY,
		 "SELECT 'model_id ' || u.model_id || ', dataset_id ' || u.dataset_id AS name,"
		 " m.model_id IS NULL OR d.dataset_id IS NULL AS bad,"
		 " ROW(u.model_id, u.dataset_id) AS place"
		 " FROM llmeco.model_datasets u"
		 " LEFT JOIN llmeco.models m ON m.model_id = u.model_id"
		 " LEFT JOIN llmeco.datasets d ON d.dataset_id = u.dataset_id",
		 "model_datasets"},
	[REFRESH_ERROR_OPEN] =
		{"refresh_error_open", "warning",
		 "What refreshes could not read, since no later one of the same source was complete. Of "
		 "all rows of llmeco.refresh_errors.",
		 QUALITY_OF_QUERY,
		 "SELECT x.kind || ': ' || COALESCE(x.item, x.url, x.source) AS name,"
		 " NOT EXISTS (SELECT FROM llmeco.refresh_runs k WHERE k.run_id > x.run_id"
		 "  AND k.status = 'complete' AND x.source = ANY (k.sources)) AS bad,"
		 " - x.error_id AS place"
		 " FROM llmeco.refresh_errors x"},
	[REFRESH_UNFINISHED] =
		{"refresh_unfinished", "info",
		 "Walks through listings that are not at their end: the next refresh goes on. Of all "
		 "walks.",
		 QUALITY_OF_QUERY,
		 "SELECT x.source || ' ' || x.scope || ': ' || x.step AS name,"
		 " x.next_url IS NOT NULL AS bad, ROW(x.source COLLATE \"C\", x.scope COLLATE \"C\", x.step COLLATE \"C\") AS place"
		 " FROM llmeco.refresh_cursors x"},
};

/*
 * QualityFind counts an object that breaks a rule, and keeps it as an example
 * if it is among the first.
 */
void
QualityFind(QualityReading *reading, int rule, QualityKey key)
{
	QualityCount(reading, rule, key, true);
}

/*
 * QualityCount does the same for one that may have no name: it is no example
 * then.
 */
void
QualityCount(QualityReading *reading, int rule, QualityKey key, bool named)
{
	QualityFinding *finding = &reading->findings[rule];
	QualityKey *keys = finding->keys;
	int i = finding->nkeys;

	finding->objects++;
	while (i > 0 && (key.first < keys[i - 1].first ||
					 (key.first == keys[i - 1].first && key.second < keys[i - 1].second)))
		i--;
	if (i == QUALITY_EXAMPLES || !named)
		return;
	if (finding->nkeys < QUALITY_EXAMPLES)
		finding->nkeys++;
	memmove(&keys[i + 1], &keys[i], (finding->nkeys - 1 - i) * sizeof(QualityKey));
	keys[i] = key;
}

/*
 * take_example makes the array of names in a column of the last result's one
 * row the example of a finding.
 */
static void
take_example(QualityFinding *finding, int column)
{
	bool isnull;
	Datum names = SqlResultValue(0, column, &isnull);

	if (!isnull)
		finding->example = PointerGetDatum(DatumGetArrayTypePCopy(names));
	SqlResultFree();
}

/*
 * query_objects finds the objects of a rule over a small table by SQL.
 */
static void
query_objects(QualityFinding *finding, const char *sql)
{
	/* names of all would take far longer than to count them */
	(void) SqlRead(psprintf("SELECT count(*) FILTER (WHERE q.bad), count(*) FROM (%s) q", sql));
	finding->objects = SqlResultInt64(0, 1);
	finding->total = SqlResultInt64(0, 2);
	SqlResultFree();
	if (finding->objects == 0)
		return;
	(void) SqlRead(psprintf("SELECT ARRAY(SELECT q.name FROM (%s) q WHERE q.bad"
							" ORDER BY q.place LIMIT 10)",
							sql));
	take_example(finding, 1);
}

/*
 * name_examples looks up the names of the examples of a finding.
 */
static void
name_examples(QualityFinding *finding, const char *sql)
{
	int64 keys[2][QUALITY_EXAMPLES];

	for (int i = 0; i < finding->nkeys; i++)
	{
		keys[0][i] = finding->keys[i].first;
		keys[1][i] = finding->keys[i].second;
	}
	(void) SqlRun(sql, sql_value(INT8ARRAYOID, SqlInt64Array(keys[0], finding->nkeys)),
				  sql_value(INT8ARRAYOID, SqlInt64Array(keys[1], finding->nkeys)));
	take_example(finding, 1);
}

/*
 * QualityNameFindings ends the findings: of how many objects, and which for
 * example.
 */
void
QualityNameFindings(QualityReading *reading)
{
	for (int r = 0; r < QUALITY_RULES; r++)
	{
		const QualityRule *rule = &quality_rules[r];
		QualityFinding *finding = &reading->findings[r];

		finding->total = reading->totals[rule->of];
		finding->example = PointerGetDatum(construct_empty_array(TEXTOID));
		if (rule->table != NULL && !OidIsValid(SqlTable(rule->table)))
			continue;
		if (rule->of == QUALITY_OF_QUERY)
			query_objects(finding, rule->sql);
		else if (finding->nkeys > 0)
			name_examples(finding, rule->sql);
	}
}
