/*
 * quality_rules.h: the rules of llmeco.data_quality, and what broke them.
 */
#ifndef LLMECO_CHECKS_QUALITY_RULES_H
#define LLMECO_CHECKS_QUALITY_RULES_H

#include "support/key_table.h"
#include "support/lookahead.h"

enum
{
	MODEL_STUB,
	MODEL_REMOVED,
	MODEL_WITHOUT_LICENSE,
	MODEL_LICENSE_UNKNOWN,
	MODEL_LICENSE_CONTRADICTION,
	MODEL_WITHOUT_TASK,
	MODEL_WITHOUT_CREATION_DATE,
	MODEL_WITHOUT_INFLUENCE,
	LINEAGE_CYCLE,
	LINEAGE_LICENSE_UNKNOWN,
	EDGE_FROM_HUB,
	EDGE_FROM_TAG,
	EDGE_FROM_CARD,
	EDGE_REPAIRED,
	EDGE_MANUAL,
	EDGE_RELATION_UNKNOWN,
	EDGE_REMOVED_END,
	EDGE_SKIPS_GENERATION,
	EDGE_CONTRADICTS_NAME,
	EDGE_WITHOUT_MODEL,
	INFERRED_WITHOUT_MODEL,
	CORRECTION_WITHOUT_MODEL,
	PARENT_UNRESOLVED,
	PARENT_PLACEHOLDER,
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
	DATASET_STUB,
	DATASET_MISSING,
	DATASET_USE_WITHOUT_ROW,
	REFRESH_ERROR_OPEN,
	REFRESH_UNFINISHED,
	QUALITY_RULES
};

/* Of how many objects some break a rule. */
typedef enum QualityTotal
{
	QUALITY_OF_AUTHORS,
	QUALITY_OF_MODELS,
	QUALITY_OF_LISTED,
	QUALITY_OF_READ,
	QUALITY_OF_EDGES,
	QUALITY_OF_SPACES,
	QUALITY_OF_USES,
	QUALITY_OF_QUERY,
	QUALITY_TOTALS
} QualityTotal;

typedef struct QualityRule
{
	const char *name;
	const char *severity; /* error, warning or info */
	const char *description;
	QualityTotal of;
	/* Of QUALITY_OF_QUERY, a query for all objects: name, whether it is bad,
	 * and its place; else for the names of those with the keys $1 and $2. */
	const char *sql;
	const char *table; /* of that query, which 1.1.0 does not have; NULL: none */
	bool of_names;     /* it looks at the names of models */
} QualityRule;

extern const QualityRule quality_rules[QUALITY_RULES];

/* What stands for an object until its name is looked up. */
typedef struct QualityKey
{
	int64 first;  /* they are in this order, */
	int64 second; /* then this */
} QualityKey;

/* Examples of each rule. */
#define QUALITY_EXAMPLES 10

/* What breaks a rule. */
typedef struct QualityFinding
{
	int64 objects;
	int64 total;   /* of so many */
	Datum example; /* text[]: names of up to ten, the least keys */
	QualityKey keys[QUALITY_EXAMPLES];
	int nkeys;
} QualityFinding;

/* What is known of a model. */
enum
{
	QUALITY_LISTED = 1,
	QUALITY_READ = 2,
	QUALITY_SCORED = 4
};

typedef struct QualityModel
{
	uint8 flags;
	int16 license; /* as LicenseMeant() has it */
} QualityModel;

/* What is read; a table is looked up in by those read after it. */
typedef struct QualityReading
{
	ComputeEnv env;
	QualityFinding *findings; /* by rule */
	int64 totals[QUALITY_TOTALS];
	KeyTable authors;
	KeyTable models;
	GrowingArray facts; /* QualityModel, by model */
	Lookahead ahead;
	int author_rule; /* of the rows that are read: their author is missing */
} QualityReading;

extern void QualityFind(QualityReading *reading, int rule, QualityKey key);
extern void QualityCount(QualityReading *reading, int rule, QualityKey key, bool named);
extern void QualityNameFindings(QualityReading *reading);

#endif /* LLMECO_CHECKS_QUALITY_RULES_H */
