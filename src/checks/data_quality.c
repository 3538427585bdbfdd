/*
 * data_quality.c: what the data lacks, and what does not fit together, since
 * there are no foreign keys that would refuse it. Each table is read once:
 * rows are counted, and looked up in those before, as they pass.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/formatting.h"
#include "utils/memutils.h"

#include "support/batch.h"
#include "graph/cycles.h"
#include "checks/data_quality.h"
#include "support/arrays.h"
#include "kernel/id_map.h"
#include "support/dict.h"
#include "support/query_reader.h"

/* Examples of each check. */
#define EXAMPLES 10

/* Authors last read longer ago are stale. */
#define STALE (30 * USECS_PER_DAY)

#define MAX_ROWS (INT32_MAX - 1)

/* Rows that wait to be looked up together. */
#define MAX_PENDING 64

/* ---- the checks ---- */

enum
{
	MODEL_STUB,
	MODEL_REMOVED,
	MODEL_WITHOUT_LICENSE,
	MODEL_LICENSE_UNKNOWN,
	MODEL_WITHOUT_TASK,
	MODEL_WITHOUT_CREATION_DATE,
	MODEL_WITHOUT_INFLUENCE,
	LINEAGE_CYCLE,
	EDGE_FROM_HUB,
	EDGE_FROM_TAG,
	EDGE_FROM_CARD,
	EDGE_MANUAL,
	EDGE_RELATION_UNKNOWN,
	EDGE_REMOVED_END,
	EDGE_WITHOUT_MODEL,
	CORRECTION_WITHOUT_MODEL,
	MODEL_AUTHOR_MISSING,
	ALIAS_WITHOUT_MODEL,
	ALIAS_OF_CURRENT_NAME,
	AUTHOR_NEVER_READ,
	AUTHOR_PAGE_NEVER_READ,
	AUTHOR_STALE,
	SPACE_REMOVED,
	SPACE_OF_UNKNOWN_MODEL,
	SPACE_AUTHOR_MISSING,
	SPACE_MODEL_WITHOUT_ROW,
	REFRESH_ERROR_OPEN,
	REFRESH_UNFINISHED,
	CHECKS
};

static const Check checks[CHECKS] = {
	[MODEL_STUB] =
		{"model_stub", "info",
		 "Models that are known only because others name them as their base or Spaces use them: their counters are not known. Of all listed models."},
	[MODEL_REMOVED] =
		{"model_removed", "info",
		 "Models that the Hub no longer lists: they do not count, their rows stay. Of all models."},
	[MODEL_WITHOUT_LICENSE] =
		{"model_without_license", "info",
		 "Models whose card names no licence. Of the listed models that were read."},
	[MODEL_LICENSE_UNKNOWN] =
		{"model_license_unknown", "info",
		 "Models whose licence llmeco.license_families does not have, or not what it permits, as other: llmeco.license_conflicts cannot compare them. A row in llmeco.license_corrections helps. Of the listed models that were read."},
	[MODEL_WITHOUT_TASK] =
		{"model_without_task", "info",
		 "Models without a task: in no row of llmeco.task_ranking. Of the listed models that were read."},
	[MODEL_WITHOUT_CREATION_DATE] =
		{"model_without_creation_date", "info",
		 "Models whose creation date is not known: no recency in their score. Of the listed models that were read."},
	[MODEL_WITHOUT_INFLUENCE] =
		{"model_without_influence", "warning",
		 "Listed models that the newest influence run does not have: llmeco_update_influence() scores them. Of all listed models."},
	[LINEAGE_CYCLE] =
		{"lineage_cycle", "warning",
		 "Models that are their own ancestors (strongly connected components of the lineage: llmeco_cycles() says which): some derivation among them is wrong, llmeco_unset_parent() removes it. Of all models."},
	[EDGE_FROM_HUB] = {"edge_from_hub", "info",
					   "Derivations as the Hub resolved them (baseModels). Of all derivations."},
	[EDGE_FROM_TAG] = {"edge_from_tag", "info",
					   "Derivations read from tags only. Of all derivations."},
	[EDGE_FROM_CARD] = {"edge_from_card", "info",
						"Derivations read from model cards only. Of all derivations."},
	[EDGE_MANUAL] = {"edge_manual", "info", "Derivations entered by hand. Of all derivations."},
	[EDGE_RELATION_UNKNOWN] =
		{"edge_relation_unknown", "warning",
		 "Derivations of which it is not known whether finetune, adapter, merge or quantized. Of all derivations."},
	[EDGE_REMOVED_END] =
		{"edge_removed_end", "warning",
		 "Derivations from or to a model that is no longer listed: they do not count. Of all derivations."},
	[EDGE_WITHOUT_MODEL] =
		{"edge_without_model", "error",
		 "Derivations from or to a row that llmeco.models does not have. Of all derivations."},
	[CORRECTION_WITHOUT_MODEL] =
		{"correction_without_model", "error",
		 "Corrections of derivations from or to a row that llmeco.models does not have. Of all corrections by hand."},
	[MODEL_AUTHOR_MISSING] =
		{"model_author_missing", "error",
		 "Models whose author_id llmeco.authors does not have. Of all models."},
	[ALIAS_WITHOUT_MODEL] =
		{"alias_without_model", "error",
		 "Old names that lead to a row that llmeco.models does not have. Of all old names."},
	[ALIAS_OF_CURRENT_NAME] =
		{"alias_of_current_name", "warning",
		 "Old names that another model has as its current name by now; that one is found by it. Of all old names."},
	[AUTHOR_NEVER_READ] =
		{"author_never_read", "warning",
		 "Authors of whom only the name is known: refresh source authors. Of all authors."},
	[AUTHOR_PAGE_NEVER_READ] =
		{"author_page_never_read", "info",
		 "Authors whose Hub page, with kind of organization, website and GitHub account, was not read. Of all authors."},
	[AUTHOR_STALE] = {"author_stale", "warning",
					  "Authors last read more than 30 days ago. Of all authors."},
	[SPACE_REMOVED] = {"space_removed", "info",
					   "Spaces that the Hub no longer lists. Of all Spaces."},
	[SPACE_OF_UNKNOWN_MODEL] =
		{"space_of_unknown_model", "warning",
		 "Spaces that name a model which was not read or is no longer listed. Of all Spaces."},
	[SPACE_AUTHOR_MISSING] =
		{"space_author_missing", "error",
		 "Spaces whose author_id llmeco.authors does not have. Of all Spaces."},
	[SPACE_MODEL_WITHOUT_ROW] =
		{"space_model_without_row", "error",
		 "Uses of models by Spaces of which llmeco.models or llmeco.spaces has no row. Of all uses."},
	[REFRESH_ERROR_OPEN] =
		{"refresh_error_open", "warning",
		 "What refreshes could not read, since no later one of the same source was complete. Of all rows of llmeco.refresh_errors."},
	[REFRESH_UNFINISHED] =
		{"refresh_unfinished", "info",
		 "Walks through listings that are not at their end: the next refresh goes on. Of all walks."},
};

/* ---- finding ---- */

/* What stands for an object until its name is looked up. */
typedef struct ObjectKey
{
	int64 first;  /* they are in this order, */
	int64 second; /* then this */
} ObjectKey;

/* The least keys of those found. */
typedef struct Examples
{
	ObjectKey keys[EXAMPLES];
	int n;
} Examples;

/* What is known of a model. */
enum
{
	LISTED = 1,
	READ = 2,
	SCORED = 4
};
typedef struct ModelFacts
{
	uint8 flags;
	int8 permissiveness; /* of its licence, -1: not known */
} ModelFacts;

/* Rows of a table by their key. */
typedef struct Rows
{
	int32 n;
	GrowingArray keys;
	IdMap ids;
} Rows;

/* A row that refers to others by their keys. */
typedef struct Pending
{
	int64 first;
	int64 second;
	int32 relation; /* of a derivation */
	int source;     /* and the check of its provenance, -1: none */
} Pending;

typedef struct Reading
{
	ComputeEnv env;
	Finding *findings;
	Examples examples[CHECKS];
	TimestampTz stale_before;

	Rows authors;
	Rows models;
	Rows spaces;
	GrowingArray facts; /* ModelFacts */
	int64 listed;
	int64 read;
	GrowingArray unknown_use; /* bool: a Space uses a model that was not read */

	Labels licenses;
	GrowingArray permissiveness; /* int8, by number of the licence */

	DerivationsLoad load;

	Pending pending[MAX_PENDING];
	int npending;
} Reading;

/*
 * show keeps an object as an example of a check if it is among the first.
 */
static void
show(Reading *reading, int check, int64 first, int64 second)
{
	Examples *examples = &reading->examples[check];
	ObjectKey *keys = examples->keys;
	int i = examples->n;

	while (i > 0 && (first < keys[i - 1].first ||
					 (first == keys[i - 1].first && second < keys[i - 1].second)))
		i--;
	if (i == EXAMPLES)
		return;
	if (examples->n < EXAMPLES)
		examples->n++;
	memmove(&keys[i + 1], &keys[i], (examples->n - 1 - i) * sizeof(ObjectKey));
	keys[i] = (ObjectKey) {first, second};
}

static void
find(Reading *reading, int check, int64 first, int64 second)
{
	reading->findings[check].objects++;
	show(reading, check, first, second);
}

/*
 * find_edge finds a derivation, which is no example where a name is missing.
 */
static void
find_edge(Reading *reading, int check, int64 parent_id, int64 child_id, bool named)
{
	reading->findings[check].objects++;
	if (named)
		show(reading, check, parent_id, child_id);
}

static int32
add_row(Reading *reading, Rows *rows, const QueryReader *reader)
{
	if (rows->n >= MAX_ROWS)
		elog(ERROR, "%s has too many rows to check", reader->name);
	*(int64 *) grown(&rows->keys, rows->n, sizeof(int64), &reading->env) = column_key(reader, 0);
	return rows->n++;
}

/*
 * end_rows lets rows be found by their key.
 */
static void
end_rows(Reading *reading, Rows *rows)
{
	if (idmap_build(&rows->ids, rows->keys.data, rows->n, &reading->env) >= 0)
		elog(ERROR, "a key occurs twice");
}

/*
 * wait_for adds a row to those that wait, and asks for the places of the maps
 * where its keys will be looked for: that hides most of the memory's delay.
 */
static Pending *
wait_for(Reading *reading, const Rows *first_rows, int64 first, const Rows *second_rows,
		 int64 second)
{
	Pending *pending = &reading->pending[reading->npending++];

	idmap_prefetch(&first_rows->ids, first);
	idmap_prefetch(&second_rows->ids, second);
	pending->first = first;
	pending->second = second;
	return pending;
}

/*
 * settle_authors looks up the authors, first, of models or Spaces, second.
 */
static void
settle_authors(Reading *reading, int check)
{
	for (int i = 0; i < reading->npending; i++)
		if (idmap_find(&reading->authors.ids, reading->pending[i].first) < 0)
			find(reading, check, reading->pending[i].second, 0);
	reading->npending = 0;
}

/*
 * take_author_of makes a row, by its key, wait for the author in column c.
 */
static void
take_author_of(Reading *reading, int64 id, const QueryReader *reader, int c, int check)
{
	int64 author_id;

	if (column_is_absent(reader, c))
		return;
	author_id = column_key(reader, c);
	wait_for(reading, &reading->authors, author_id, &reading->authors, author_id)->second = id;
	if (reading->npending == MAX_PENDING)
		settle_authors(reading, check);
}

/* ---- authors ---- */

enum
{
	AUTHOR_ID,
	AUTHOR_FETCHED_AT,
	AUTHOR_PAGE_FETCHED_AT
};
static const Column author_columns[] = {{"author_id", COLUMN_KEY, true},
										{"fetched_at", COLUMN_TIME, true},
										{"page_fetched_at", COLUMN_FLAG, true}};

static void
take_author(QueryReader *reader, void *arg)
{
	Reading *reading = arg;
	int64 id = column_key(reader, AUTHOR_ID);

	(void) add_row(reading, &reading->authors, reader);
	if (column_is_absent(reader, AUTHOR_FETCHED_AT))
		find(reading, AUTHOR_NEVER_READ, id, 0);
	else
	{
		TimestampTz fetched_at =
			DatumGetTimestampTz(reader->values[reader->columns[AUTHOR_FETCHED_AT].index]);

		if (fetched_at < reading->stale_before)
			find(reading, AUTHOR_STALE, fetched_at, id);
	}
	if (column_is_absent(reader, AUTHOR_PAGE_FETCHED_AT))
		find(reading, AUTHOR_PAGE_NEVER_READ, id, 0);
}

/* ---- models ---- */

enum
{
	FAMILY_LICENSE,
	FAMILY_PERMISSIVENESS
};
static const Column family_columns[] = {{"license", COLUMN_FLAG, true},
										{"permissiveness", COLUMN_KEY, true}};

static void
take_family(QueryReader *reader, void *arg)
{
	Reading *reading = arg;
	Label license = column_label(reader, FAMILY_LICENSE);
	int32 n = LabelNumber(&reading->licenses, license.bytes, license.length);

	*(int8 *) grown(&reading->permissiveness, n, sizeof(int8), &reading->env) =
		(int8) column_key(reader, FAMILY_PERMISSIVENESS);
}

/*
 * license_permissiveness gives what a licence permits, whatever the case of its
 * letters; -1: not known.
 */
static int8
license_permissiveness(Reading *reading, Label license)
{
	int32 known = reading->licenses.n;
	int32 n = LabelNumber(&reading->licenses, license.bytes, license.length);

	if (n == known)
	{
		char *lower = str_tolower(license.bytes, license.length, C_COLLATION_OID);
		int32 family = LabelNumber(&reading->licenses, lower, strlen(lower));
		int8 permissiveness = -1;

		if (family < known)
			permissiveness = ((int8 *) reading->permissiveness.data)[family];
		for (; known < reading->licenses.n; known++)
			*(int8 *) grown(&reading->permissiveness, known, sizeof(int8), &reading->env) =
				permissiveness;
		pfree(lower);
	}
	return ((int8 *) reading->permissiveness.data)[n];
}

enum
{
	MODEL_ID,
	MODEL_AUTHOR_ID,
	MODEL_CREATED_AT,
	MODEL_FETCHED_AT,
	MODEL_REMOVED_AT,
	MODEL_TASK,
	MODEL_LICENSE
};
static const Column model_columns[] = {{"model_id", COLUMN_KEY, true},
									   {"author_id", COLUMN_KEY, true},
									   {"created_at", COLUMN_FLAG, true},
									   {"fetched_at", COLUMN_FLAG, true},
									   {"removed_at", COLUMN_FLAG, true},
									   {"task", COLUMN_FLAG, true},
									   {"license", COLUMN_FLAG, true}};

static void
take_model(QueryReader *reader, void *arg)
{
	Reading *reading = arg;
	int64 id = column_key(reader, MODEL_ID);
	int32 n = add_row(reading, &reading->models, reader);
	ModelFacts *facts = grown(&reading->facts, n, sizeof(ModelFacts), &reading->env);
	bool listed = column_is_absent(reader, MODEL_REMOVED_AT);
	bool read = !column_is_absent(reader, MODEL_FETCHED_AT);
	bool licensed = !column_is_absent(reader, MODEL_LICENSE);

	*facts = (ModelFacts) {(listed ? LISTED : 0) | (read ? READ : 0), -1};
	if (licensed)
		facts->permissiveness =
			license_permissiveness(reading, column_label(reader, MODEL_LICENSE));
	take_author_of(reading, id, reader, MODEL_AUTHOR_ID, MODEL_AUTHOR_MISSING);
	if (!listed)
	{
		find(reading, MODEL_REMOVED, id, 0);
		return;
	}
	reading->listed++;
	if (!read)
	{
		find(reading, MODEL_STUB, id, 0);
		return;
	}
	reading->read++;
	if (!licensed)
		find(reading, MODEL_WITHOUT_LICENSE, id, 0);
	else if (facts->permissiveness < 0)
		find(reading, MODEL_LICENSE_UNKNOWN, id, 0);
	if (column_is_absent(reader, MODEL_TASK))
		find(reading, MODEL_WITHOUT_TASK, id, 0);
	if (column_is_absent(reader, MODEL_CREATED_AT))
		find(reading, MODEL_WITHOUT_CREATION_DATE, id, 0);
}

static const Column score_columns[] = {{"model_id", COLUMN_KEY, true}};

static void
settle_scores(Reading *reading)
{
	ModelFacts *facts = reading->facts.data;
	int32 found[MAX_PENDING];
	int n = 0;

	for (int i = 0; i < reading->npending; i++)
	{
		found[n] = idmap_find(&reading->models.ids, reading->pending[i].first);
		if (found[n] >= 0)
			__builtin_prefetch(&facts[found[n++]]);
	}
	for (int i = 0; i < n; i++)
		facts[found[i]].flags |= SCORED;
	reading->npending = 0;
}

static void
take_score(QueryReader *reader, void *arg)
{
	Reading *reading = arg;
	int64 id = column_key(reader, 0);

	(void) wait_for(reading, &reading->models, id, &reading->models, id);
	if (reading->npending == MAX_PENDING)
		settle_scores(reading);
}

static void
find_unscored(Reading *reading)
{
	const ModelFacts *facts = reading->facts.data;

	for (int32 n = 0; n < reading->models.n; n++)
	{
		compute_check(&reading->env, n);
		if ((facts[n].flags & (LISTED | SCORED)) == LISTED)
			find(reading, MODEL_WITHOUT_INFLUENCE, ((int64 *) reading->models.keys.data)[n], 0);
	}
}

/* ---- derivations ---- */

enum
{
	EDGE_PARENT_ID,
	EDGE_CHILD_ID,
	EDGE_RELATION,
	EDGE_PROVENANCE
};
static const Column edge_columns[] = {{"parent_id", COLUMN_KEY, true},
									  {"child_id", COLUMN_KEY, true},
									  {"relation", COLUMN_FLAG, true},
									  {"provenance", COLUMN_FLAG, true}};

/*
 * provenance_check gives the check that counts a provenance, -1: none does.
 */
static int
provenance_check(Label provenance)
{
	static const struct
	{
		const char *provenance;
		int check;
	} sources[] = {{"hub", EDGE_FROM_HUB},
				   {"tag", EDGE_FROM_TAG},
				   {"card", EDGE_FROM_CARD},
				   {"manual", EDGE_MANUAL}};

	for (int i = 0; i < lengthof(sources); i++)
		if (strlen(sources[i].provenance) == provenance.length &&
			memcmp(sources[i].provenance, provenance.bytes, provenance.length) == 0)
			return sources[i].check;
	return -1;
}

static void
settle_edges(Reading *reading)
{
	const ModelFacts *facts = reading->facts.data;

	for (int i = 0; i < reading->npending; i++)
	{
		const Pending *edge = &reading->pending[i];
		int32 parent = idmap_find(&reading->models.ids, edge->first);
		int32 child = idmap_find(&reading->models.ids, edge->second);
		bool named = parent >= 0 && child >= 0;

		AddDerivation(&reading->load, edge->first, edge->second, edge->relation);
		if (edge->source >= 0)
			find_edge(reading, edge->source, edge->first, edge->second, named);
		if (edge->relation == LINEAGE_RELATIONS - 1)
			find_edge(reading, EDGE_RELATION_UNKNOWN, edge->first, edge->second, named);
		if ((parent >= 0 && !(facts[parent].flags & LISTED)) ||
			(child >= 0 && !(facts[child].flags & LISTED)))
			find_edge(reading, EDGE_REMOVED_END, edge->first, edge->second, named);
		if (!named)
			find(reading, EDGE_WITHOUT_MODEL, edge->first, edge->second);
	}
	reading->npending = 0;
}

static void
take_edge(QueryReader *reader, void *arg)
{
	Reading *reading = arg;
	Pending *edge = wait_for(reading, &reading->models, column_key(reader, EDGE_PARENT_ID),
							 &reading->models, column_key(reader, EDGE_CHILD_ID));

	edge->relation = RelationOf(reader->values[reader->columns[EDGE_RELATION].index]);
	edge->source = provenance_check(column_label(reader, EDGE_PROVENANCE));
	if (reading->npending == MAX_PENDING)
		settle_edges(reading);
}

static void
take_cycle(void *arg, int64 cycle, int64 model_id)
{
	find(arg, LINEAGE_CYCLE, cycle, model_id);
}

/*
 * permissiveness_of gives that of the models of derivations, by position there.
 */
static int8 *
permissiveness_of(const Reading *reading, const Derivations *derivations)
{
	const ModelFacts *facts = reading->facts.data;
	int8 *permissiveness = compute_alloc(&reading->env, derivations->models, sizeof(int8));

	for (int32 v = 0; v < derivations->models; v++)
	{
		int32 n = idmap_find(&reading->models.ids, derivations->ids[v]);

		compute_check(&reading->env, v);
		permissiveness[v] = n < 0 ? -1 : facts[n].permissiveness;
	}
	return permissiveness;
}

/* ---- Spaces ---- */

enum
{
	SPACE_ID,
	SPACE_AUTHOR_ID,
	SPACE_REMOVED_AT
};
static const Column space_columns[] = {{"space_id", COLUMN_KEY, true},
									   {"author_id", COLUMN_KEY, true},
									   {"removed_at", COLUMN_FLAG, true}};

static void
take_space(QueryReader *reader, void *arg)
{
	Reading *reading = arg;
	int64 id = column_key(reader, SPACE_ID);
	int32 n = add_row(reading, &reading->spaces, reader);

	*(bool *) grown(&reading->unknown_use, n, sizeof(bool), &reading->env) = false;
	if (!column_is_absent(reader, SPACE_REMOVED_AT))
		find(reading, SPACE_REMOVED, id, 0);
	take_author_of(reading, id, reader, SPACE_AUTHOR_ID, SPACE_AUTHOR_MISSING);
}

enum
{
	USE_SPACE_ID,
	USE_MODEL_ID
};
static const Column use_columns[] = {{"space_id", COLUMN_KEY, true},
									 {"model_id", COLUMN_KEY, true}};

static void
settle_uses(Reading *reading)
{
	const ModelFacts *facts = reading->facts.data;
	bool *unknown_use = reading->unknown_use.data;

	reading->findings[SPACE_MODEL_WITHOUT_ROW].total += reading->npending;
	for (int i = 0; i < reading->npending; i++)
	{
		const Pending *use = &reading->pending[i];
		int32 space = idmap_find(&reading->spaces.ids, use->first);
		int32 model = idmap_find(&reading->models.ids, use->second);

		if (space < 0 || model < 0)
			find(reading, SPACE_MODEL_WITHOUT_ROW, use->first, use->second);
		else if ((facts[model].flags & (LISTED | READ)) != (LISTED | READ) && !unknown_use[space])
		{
			find(reading, SPACE_OF_UNKNOWN_MODEL, use->first, 0);
			unknown_use[space] = true;
		}
	}
	reading->npending = 0;
}

static void
take_use(QueryReader *reader, void *arg)
{
	Reading *reading = arg;

	(void) wait_for(reading, &reading->spaces, column_key(reader, USE_SPACE_ID), &reading->models,
					column_key(reader, USE_MODEL_ID));
	if (reading->npending == MAX_PENDING)
		settle_uses(reading);
}

/* ---- small tables, by SQL ---- */

/* Each gives one row an object: its name, whether it is bad, and its place. */
static const struct
{
	int check;
	const char *sql;
} queries[] =
	{{CORRECTION_WITHOUT_MODEL,
	  "SELECT 'model_id ' || x.parent_id || ' -> ' || x.child_id AS name,"
	  " NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id = x.parent_id)"
	  " OR NOT EXISTS (SELECT FROM llmeco.models k WHERE k.model_id = x.child_id) AS bad,"
	  " ROW(x.parent_id, x.child_id) AS place"
	  " FROM llmeco.edge_corrections x"},
	 {ALIAS_WITHOUT_MODEL,
	  "SELECT x.name, m.model_id IS NULL AS bad, x.name COLLATE \"C\" AS place"
	  " FROM llmeco.model_aliases x LEFT JOIN llmeco.models m ON m.model_id = x.model_id"},
	 {ALIAS_OF_CURRENT_NAME,
	  "SELECT x.name, m.model_id IS NOT NULL AS bad, x.name COLLATE \"C\" AS place"
	  " FROM llmeco.model_aliases x LEFT JOIN llmeco.models m ON m.name = x.name"},
	 {REFRESH_ERROR_OPEN, "SELECT x.kind || ': ' || COALESCE(x.item, x.url, x.source) AS name,"
						  " NOT EXISTS (SELECT FROM llmeco.refresh_runs k WHERE k.run_id > x.run_id"
						  "  AND k.status = 'complete' AND x.source = ANY (k.sources)) AS bad,"
						  " - x.error_id AS place"
						  " FROM llmeco.refresh_errors x"},
	 {REFRESH_UNFINISHED,
	  "SELECT x.source || ' ' || x.scope || ': ' || x.step AS name,"
	  " x.next_url IS NOT NULL AS bad, ROW(x.source COLLATE \"C\", x.scope COLLATE \"C\","
	  " x.step COLLATE \"C\") AS place"
	  " FROM llmeco.refresh_cursors x"}};

/*
 * take_names makes the array of names in a column of the last result's one row
 * the example of a finding.
 */
static void
take_names(Finding *finding, int column)
{
	bool isnull;
	Datum names = ResultValue(0, column, &isnull);

	if (!isnull)
		finding->example = PointerGetDatum(DatumGetArrayTypePCopy(names));
	SPI_freetuptable(SPI_tuptable);
}

static void
run_query(Finding *finding, const char *sql)
{
	(void) RunSql(psprintf("WITH q AS MATERIALIZED (%s)"
						   " SELECT count(*) FILTER (WHERE q.bad), count(*),"
						   "  ARRAY(SELECT k.name FROM q k WHERE k.bad ORDER BY k.place LIMIT 10)"
						   " FROM q",
						   sql),
				  0, NULL, NULL, NULL);
	finding->objects = ResultInt64(0, 1);
	finding->total = ResultInt64(0, 2);
	take_names(finding, 3);
}

/* ---- names ---- */

#define NAMES(name, tables)                                                                        \
	"SELECT array_agg(" name " ORDER BY w.place)"                                                  \
	" FROM unnest($1, $2) WITH ORDINALITY w (first, second, place)" tables

/*
 * names_query gives the names of a check's examples, whose keys are $1 and $2.
 */
static const char *
names_query(int check)
{
	switch (check)
	{
		case EDGE_FROM_HUB:
		case EDGE_FROM_TAG:
		case EDGE_FROM_CARD:
		case EDGE_MANUAL:
		case EDGE_RELATION_UNKNOWN:
		case EDGE_REMOVED_END:
			return NAMES("p.name || ' -> ' || c.name",
						 " JOIN llmeco.models p ON p.model_id = w.first"
						 " JOIN llmeco.models c ON c.model_id = w.second");
		case EDGE_WITHOUT_MODEL: return NAMES("'model_id ' || w.first || ' -> ' || w.second", "");
		case SPACE_MODEL_WITHOUT_ROW:
			return NAMES("'space_id ' || w.first || ', model_id ' || w.second", "");
		case AUTHOR_NEVER_READ:
		case AUTHOR_PAGE_NEVER_READ:
			return NAMES("a.name", " JOIN llmeco.authors a ON a.author_id = w.first");
		case AUTHOR_STALE:
			return NAMES("a.name", " JOIN llmeco.authors a ON a.author_id = w.second");
		case SPACE_REMOVED:
		case SPACE_OF_UNKNOWN_MODEL:
		case SPACE_AUTHOR_MISSING:
			return NAMES("s.name", " JOIN llmeco.spaces s ON s.space_id = w.first");
		case LINEAGE_CYCLE:
			return NAMES("m.name", " JOIN llmeco.models m ON m.model_id = w.second");
		default: return NAMES("m.name", " JOIN llmeco.models m ON m.model_id = w.first");
	}
}

static void
name_examples(Reading *reading, int check)
{
	const Examples *examples = &reading->examples[check];
	Datum keys[2][EXAMPLES];
	Datum values[2];

	for (int i = 0; i < examples->n; i++)
	{
		keys[0][i] = Int64GetDatum(examples->keys[i].first);
		keys[1][i] = Int64GetDatum(examples->keys[i].second);
	}
	for (int i = 0; i < 2; i++)
		values[i] = PointerGetDatum(
			construct_array(keys[i], examples->n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	(void) RunSql(names_query(check), 2, (Oid[]) {INT8ARRAYOID, INT8ARRAYOID}, values, NULL);
	take_names(&reading->findings[check], 1);
}

/* ---- all of it ---- */

/*
 * set_totals says of how many each check found its objects.
 */
static void
set_totals(Reading *reading)
{
	Finding *findings = reading->findings;

	findings[MODEL_STUB].total = findings[MODEL_WITHOUT_INFLUENCE].total = reading->listed;
	findings[MODEL_REMOVED].total = findings[LINEAGE_CYCLE].total =
		findings[MODEL_AUTHOR_MISSING].total = reading->models.n;
	findings[MODEL_WITHOUT_LICENSE].total = findings[MODEL_LICENSE_UNKNOWN].total =
		findings[MODEL_WITHOUT_TASK].total = findings[MODEL_WITHOUT_CREATION_DATE].total =
			reading->read;
	for (int check = EDGE_FROM_HUB; check <= EDGE_WITHOUT_MODEL; check++)
		findings[check].total = reading->load.all->n;
	findings[AUTHOR_NEVER_READ].total = findings[AUTHOR_PAGE_NEVER_READ].total =
		findings[AUTHOR_STALE].total = reading->authors.n;
	findings[SPACE_REMOVED].total = findings[SPACE_OF_UNKNOWN_MODEL].total =
		findings[SPACE_AUTHOR_MISSING].total = reading->spaces.n;
}

/*
 * ReadDataQuality: see data_quality.h.
 */
void
ReadDataQuality(DataQuality *quality)
{
	Reading *reading = palloc0(sizeof(Reading));

	quality->findings = reading->findings = palloc0(CHECKS * sizeof(Finding));
	quality->n = CHECKS;
	for (int check = 0; check < CHECKS; check++)
	{
		quality->findings[check].check = &checks[check];
		quality->findings[check].example = PointerGetDatum(construct_empty_array(TEXTOID));
	}
	InitComputeEnv(&reading->env, CurrentMemoryContext);
	LabelsInit(&reading->licenses);
	reading->stale_before = GetCurrentTransactionStartTimestamp() - STALE;

	ReadQuery("llmeco.authors", "SELECT author_id, fetched_at, page_fetched_at FROM llmeco.authors",
			  author_columns, lengthof(author_columns), take_author, reading);
	end_rows(reading, &reading->authors);
	ReadQuery(
		"llmeco.license_families",
		"SELECT license, permissiveness FROM llmeco.license_families WHERE permissiveness IS NOT NULL",
		family_columns, lengthof(family_columns), take_family, reading);
	ReadQuery(
		"llmeco.models",
		"SELECT model_id, author_id, created_at, fetched_at, removed_at, task, license FROM llmeco.models",
		model_columns, lengthof(model_columns), take_model, reading);
	settle_authors(reading, MODEL_AUTHOR_MISSING);
	end_rows(reading, &reading->models);
	ReadQuery("llmeco.influence", "SELECT model_id FROM llmeco.influence", score_columns,
			  lengthof(score_columns), take_score, reading);
	settle_scores(reading);
	find_unscored(reading);
	BeginDerivations(&reading->load);
	ReadQuery("llmeco.model_edges",
			  "SELECT parent_id, child_id, relation, provenance FROM llmeco.model_edges",
			  edge_columns, lengthof(edge_columns), take_edge, reading);
	settle_edges(reading);
	quality->derivations = EndDerivations(&reading->load);
	FindCycles(quality->derivations, take_cycle, reading);
	quality->permissiveness = permissiveness_of(reading, quality->derivations);
	ReadQuery("llmeco.spaces", "SELECT space_id, author_id, removed_at FROM llmeco.spaces",
			  space_columns, lengthof(space_columns), take_space, reading);
	settle_authors(reading, SPACE_AUTHOR_MISSING);
	end_rows(reading, &reading->spaces);
	ReadQuery("llmeco.space_models", "SELECT space_id, model_id FROM llmeco.space_models",
			  use_columns, lengthof(use_columns), take_use, reading);
	settle_uses(reading);
	set_totals(reading);

	for (int i = 0; i < lengthof(queries); i++)
		run_query(&reading->findings[queries[i].check], queries[i].sql);
	for (int check = 0; check < CHECKS; check++)
		if (reading->examples[check].n > 0)
			name_examples(reading, check);
}
