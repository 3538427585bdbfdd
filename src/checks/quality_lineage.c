/*
 * quality_lineage.c: derivations that are in doubt, and cycles of them.
 */
#include "postgres.h"

#include "checks/quality_lineage.h"
#include "support/dict.h"
#include "support/settings.h"

/* A derivation that waits. */
typedef struct WaitingEdge
{
	int32 relation;
	int rule; /* that counts its provenance, -1: none */
} WaitingEdge;

typedef struct LineageReading
{
	QualityReading *reading;
	DerivationsReading load;
	WaitingEdge edges[LOOKAHEAD_ROWS];
} LineageReading;

enum
{
	EDGE_PARENT_ID,
	EDGE_CHILD_ID,
	EDGE_RELATION,
	EDGE_PROVENANCE
};
static const QueryColumn edge_columns[] = {{"parent_id", COLUMN_KEY, true},
										   {"child_id", COLUMN_KEY, true},
										   {"relation", COLUMN_FLAG, true},
										   {"provenance", COLUMN_FLAG, true}};

/*
 * provenance_rule returns the rule that counts a provenance, -1: none does.
 */
static int
provenance_rule(DictText provenance)
{
	static const struct
	{
		const char *provenance;
		int rule;
	} sources[] = {{"hub", EDGE_FROM_HUB},
				   {"tag", EDGE_FROM_TAG},
				   {"card", EDGE_FROM_CARD},
				   {"repaired", EDGE_REPAIRED},
				   {"manual", EDGE_MANUAL}};

	for (int i = 0; i < lengthof(sources); i++)
		if (strlen(sources[i].provenance) == provenance.length &&
			memcmp(sources[i].provenance, provenance.bytes, provenance.length) == 0)
			return sources[i].rule;
	return -1;
}

static inline bool
is_unlisted(const QualityModel *facts, int32 model)
{
	return model >= 0 && !(facts[model].flags & QUALITY_LISTED);
}

static void
settle_edges(void *arg, const LookaheadRow *rows, int n)
{
	LineageReading *lineage = arg;
	QualityReading *reading = lineage->reading;
	const QualityModel *facts = reading->facts.data;

	for (int i = 0; i < n; i++)
	{
		const WaitingEdge *edge = &lineage->edges[i];
		QualityKey key = {rows[i].keys[0], rows[i].keys[1]};
		bool named = rows[i].at[0] >= 0 && rows[i].at[1] >= 0;

		DerivationsAdd(&lineage->load, key.first, key.second, edge->relation);
		if (edge->rule >= 0)
			QualityCount(reading, edge->rule, key, named);
		if (edge->relation == DERIVATION_RELATIONS - 1)
			QualityCount(reading, EDGE_RELATION_UNKNOWN, key, named);
		if (is_unlisted(facts, rows[i].at[0]) || is_unlisted(facts, rows[i].at[1]))
			QualityCount(reading, EDGE_REMOVED_END, key, named);
		if (!named)
			QualityFind(reading, EDGE_WITHOUT_MODEL, key);
	}
}

static void
take_edge(QueryReader *reader, void *arg)
{
	LineageReading *lineage = arg;
	int i = lookahead_add(&lineage->reading->ahead, column_key(reader, EDGE_PARENT_ID),
						  column_key(reader, EDGE_CHILD_ID));

	lineage->edges[i] =
		(WaitingEdge) {DerivationRelationOf(reader->values[reader->columns[EDGE_RELATION].index]),
					   provenance_rule(dict_column(reader, EDGE_PROVENANCE))};
}

static void
take_cycle(void *arg, int64 cycle, int64 model_id)
{
	QualityFind(arg, LINEAGE_CYCLE, (QualityKey) {cycle, model_id});
}

/*
 * QualityReadLineage reads llmeco.model_edges, and returns them; components
 * become those of their models.
 */
Derivations *
QualityReadLineage(QualityReading *reading, Components *components)
{
	const QueryInput edges = {"llmeco.model_edges",
							  psprintf("SELECT parent_id, child_id, relation, provenance FROM %s",
									   SettingsEdges()),
							  QUERY_COLUMNS(edge_columns), take_edge};
	LookaheadMap models = {&reading->models.ids, reading->facts.data, sizeof(QualityModel)};
	LineageReading *lineage = palloc(sizeof(LineageReading));
	Derivations *all;

	lineage->reading = reading;
	DerivationsBegin(&lineage->load);
	reading->ahead = (Lookahead) {{models, models}, settle_edges, lineage};
	QueryRead(&edges, lineage);
	LookaheadSettle(&reading->ahead);
	all = DerivationsEnd(&lineage->load);
	reading->totals[QUALITY_OF_EDGES] = all->n;
	*components = CyclesFind(all, take_cycle, reading);
	return all;
}
