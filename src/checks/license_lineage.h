/*
 * license_lineage.h: the licences that come together in a lineage.
 */
#ifndef LLMECO_CHECKS_LICENSE_LINEAGE_H
#define LLMECO_CHECKS_LICENSE_LINEAGE_H

#include "checks/license_names.h"
#include "graph/cycles.h"

/*
 * Kinds of derivation of llmeco.license_compatibility; a way of several is of
 * the last of these.
 */
typedef enum LicenseKind
{
	LICENSE_QUANTIZED,
	LICENSE_DERIVED,
	LICENSE_ADAPTER,
	LICENSE_KINDS
} LicenseKind;
extern const char *const license_kinds[LICENSE_KINDS];

/* What a pair of licences breaks: numbers of texts, -1: nothing. */
typedef struct LicenseBreach
{
	int16 rule;
	int16 severity;
} LicenseBreach;

/* How a licence comes to a model, by position. */
typedef struct LicenseWay
{
	int32 walk; /* number of the search that came here last */
	int32 depth;
	int32 origin;   /* where it comes in */
	int32 via;      /* the model one derivation above, -1: none, it comes in here */
	int16 relation; /* of that derivation */
	int16 kind;     /* LicenseKind, of the whole way */
} LicenseWay;

typedef struct LicenseLineage
{
	const Derivations *all;
	Components components;
	const int16 *licenses; /* by position, LICENSE_UNKNOWN: that */
	LicenseNames *names;

	/* Sets of licences: a bit each, words a set. */
	int words;
	int bits;
	int16 *bit;              /* by licence: its bit, -1: it is in nobody's way */
	uint64 *against;         /* by licence: those above that it does not go with */
	LicenseBreach *breaches; /* by licence, bit and kind */
	Dict texts;              /* of rules and severities */
	uint64 *inherited;       /* by component: those above it */
	uint64 *carried;         /* by component: these and its own */
	LicenseWay *ways;        /* by position */
} LicenseLineage;

/* Who takes a model in conflict with the origin of its way, and what is broken. */
typedef void (*LicenseTaker)(void *arg, const LicenseLineage *lineage, int32 model,
							 const LicenseBreach *breach);
/* Who takes a model with an ancestor of unknown licence. */
typedef void (*LicenseUnknownTaker)(void *arg, int64 model_id);

extern void LicenseLineageFlow(LicenseLineage *lineage, LicenseNames *names);
extern void
LicenseLineageUnknown(const LicenseLineage *lineage, LicenseUnknownTaker take, void *arg);
extern void LicenseLineageConflicts(LicenseLineage *lineage, LicenseTaker take, void *arg);

#endif /* LLMECO_CHECKS_LICENSE_LINEAGE_H */
