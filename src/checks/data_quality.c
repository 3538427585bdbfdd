/*
 * data_quality.c: what the data lacks, and what does not fit together, since
 * there are no foreign keys that would refuse it.
 *
 * An object breaks a rule (quality_rules.c), which makes it a finding; up to
 * ten of a rule are its examples. Each table is read once, by one file a
 * family of rules: rows are counted, and looked up in those before, as they
 * pass. Nothing is locked: all is one snapshot's.
 */
#include "postgres.h"

#include "checks/data_quality.h"
#include "checks/quality_authors.h"
#include "checks/quality_lineage.h"
#include "checks/quality_models.h"
#include "checks/quality_spaces.h"

/*
 * permissiveness_of returns that of the models of derivations, by position
 * there.
 */
static int8 *
permissiveness_of(const QualityReading *reading, const Derivations *derivations)
{
	const QualityModel *facts = reading->facts.data;
	int8 *permissiveness = compute_alloc(&reading->env, derivations->models, sizeof(int8));

	for (int32 v = 0; v < derivations->models; v++)
	{
		int32 n = idmap_find(&reading->models.ids, derivations->ids[v]);

		compute_check(&reading->env, v);
		permissiveness[v] = n < 0 ? -1 : facts[n].permissiveness;
	}
	return permissiveness;
}

/*
 * DataQualityRead reads whole tables, with the caller's rights and the active
 * snapshot, between SqlConnect() and SqlFinish(); memory is the current
 * context's.
 */
void
DataQualityRead(DataQuality *quality)
{
	QualityReading *reading = palloc0(sizeof(QualityReading));

	memset(quality, 0, sizeof(DataQuality));
	reading->findings = quality->findings;
	InitComputeEnv(&reading->env, CurrentMemoryContext);
	QualityReadAuthors(reading);
	QualityReadModels(reading);
	quality->derivations = QualityReadLineage(reading);
	quality->permissiveness = permissiveness_of(reading, quality->derivations);
	QualityReadSpaces(reading);
	QualityNameFindings(reading);
}
