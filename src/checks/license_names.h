/*
 * license_names.h: which licence a model card means.
 */
#ifndef LLMECO_CHECKS_LICENSE_NAMES_H
#define LLMECO_CHECKS_LICENSE_NAMES_H

#include "support/arrays.h"
#include "support/dict.h"

/* No licence, or none that is known. */
#define LICENSE_UNKNOWN (-1)

/* Licences and how cards spell them. */
typedef struct LicenseNames
{
	ComputeEnv env;
	Dict licenses;       /* of llmeco.license_terms, but family unknown */
	Dict keys;           /* see llmeco.license_key() */
	GrowingArray meant;  /* int16, by key: number of its licence */
	Dict texts;          /* as they are on cards */
	GrowingArray key_of; /* int32, by text: number of its key */
} LicenseNames;

/* What a card says; no bytes: nothing. */
typedef struct LicenseCard
{
	DictText license;
	DictText name;
} LicenseCard;

extern bool LicenseNamesThere(void);
extern void LicenseNamesRead(LicenseNames *names);
extern LicenseCard LicenseCardOf(const QueryReader *reader, int license, int name);
extern int16 LicenseMeant(LicenseNames *names, const LicenseCard *card);
extern bool LicenseContradicts(LicenseNames *names, const LicenseCard *card);

#endif /* LLMECO_CHECKS_LICENSE_NAMES_H */
