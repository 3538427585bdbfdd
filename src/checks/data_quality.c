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
#include "checks/quality_names.h"
#include "checks/quality_spaces.h"

/*
 * take_unknown finds a listed model that was read.
 */
static void
take_unknown(void *arg, int64 model_id)
{
	QualityReading *reading = arg;
	const QualityModel *facts = reading->facts.data;
	int32 n = idmap_find(&reading->models.ids, model_id);

	if (n >= 0 &&
		(facts[n].flags & (QUALITY_LISTED | QUALITY_READ)) == (QUALITY_LISTED | QUALITY_READ))
		QualityFind(reading, LINEAGE_LICENSE_UNKNOWN, (QualityKey) {model_id});
}

/*
 * read_licenses makes the licences of a lineage of what was read.
 */
static void
read_licenses(QualityReading *reading, LicenseNames *names, LicenseLineage *lineage)
{
	const Derivations *all;
	const QualityModel *facts = reading->facts.data;
	int16 *licenses;

	lineage->all = QualityReadLineage(reading, &lineage->components);
	all = lineage->all;
	licenses = compute_alloc(&reading->env, all->models, sizeof(int16));
	for (int32 v = 0; v < all->models; v++)
	{
		int32 n = idmap_find(&reading->models.ids, all->ids[v]);

		compute_check(&reading->env, v);
		licenses[v] = n < 0 ? LICENSE_UNKNOWN : facts[n].license;
	}
	lineage->licenses = licenses;
	if (!LicenseNamesThere())
		return;
	LicenseLineageFlow(lineage, names);
	LicenseLineageUnknown(lineage, take_unknown, reading);
}

/*
 * DataQualityRead reads whole tables, names of models only where that is wanted, with
 * the caller's rights and the active snapshot, between SqlConnect() and SqlFinish();
 * memory is the current context's.
 */
void
DataQualityRead(DataQuality *quality, bool names_too)
{
	QualityReading *reading = palloc0(sizeof(QualityReading));
	LicenseNames *names = palloc(sizeof(LicenseNames));
	NameLineage *lineage = names_too ? NameLineageBegin() : NULL;

	memset(quality, 0, sizeof(DataQuality));
	reading->findings = quality->findings;
	quality->names = lineage;
	InitComputeEnv(&reading->env, CurrentMemoryContext);
	QualityReadAuthors(reading);
	LicenseNamesRead(names);
	QualityReadModels(reading, names, lineage);
	read_licenses(reading, names, &quality->licenses);
	if (names_too)
	{
		NameLineageEnd(lineage, quality->licenses.all);
		QualityJudgeNames(reading, lineage);
	}
	QualityReadSpaces(reading);
	QualityNameFindings(reading);
}
