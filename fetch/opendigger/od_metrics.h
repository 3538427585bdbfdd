/*
 * od_metrics.h: OpenDigger's files about one repository as records. An
 * item of a problem is 0 (the file) or -1 (it cannot be read).
 *
 * Every file is one JSON object, and what it lacks is zero or not known: {} is
 * a file without values. One that is empty, null or [] says nothing, which is a
 * problem of kind 'empty' and no failure: asking again would not help. Keys are periods: YYYY, YYYYQn, YYYY-MM. Only months
 * are read; the others are sums of them.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_OD_METRICS_H
#define LLMECO_FETCH_OPENDIGGER_OD_METRICS_H

#include "fetch/opendigger/od_lists.h"

/* What a metric's file holds, and which of OdFile's lists it fills. */
typedef enum OdKind
{
	OD_SCALAR,   /* values */
	OD_DURATION, /* durations */
	OD_DETAILS,  /* shares */
	OD_NETWORK   /* nodes, links */
} OdKind;

typedef struct OdMetric
{
	const char *name; /* the file's name without .json */
	OdKind kind;
	bool below_zero; /* whether a value may be negative */
} OdMetric;

/* The metrics that are known, by kind. */
extern const OdMetric od_metrics[];
extern const int od_nmetrics;
/* Those of kind OD_DURATION, which OpenDigger's exporter no longer writes: the
 * files are missing, or as they were then. */
#define OD_NDURATIONS 6

/*
 * A value of a month. Where the source of events failed (October 2021, which
 * has about a third of its neighbours' events), OpenDigger gives two: its
 * interpolation as YYYY-MM, what was measured as YYYY-MM-raw. The
 * interpolation stands here, as in OpenDigger's own charts, unless it was
 * rounded down to 0 where something was measured: then what was measured.
 */
typedef struct OdValue
{
	int year;
	int month;    /* from 1 */
	double value; /* finite */
} OdValue;

/* How long something took or takes, in days. A negative time, which the files
 * have where OpenDigger took a missing date for 1970, is not given. */
typedef struct OdDuration
{
	int year;
	int month;
	double avg;         /* NaN: not given */
	double quantile[5]; /* 0: least, 2: median, 4: most; NaN */
	int64_t levels[4];  /* how many took at most 3, 7, 15 and more than
								 * 15 days; all RECORD_NULL: not given */
} OdDuration;

/* What one file says; only the lists of its metric's kind are filled. Values,
 * durations and shares are in order of time, each month once (shares: each
 * month and login); nodes and links are distinct. */
typedef struct OdFile
{
	RecordPage head;
	OdValue *values;
	int nvalues;
	OdDuration *durations;
	int ndurations;
	OdShare *shares;
	int nshares;
	OdNode *nodes;
	int nnodes;
	OdLink *links;
	int nlinks;
} OdFile;

extern RecordResult od_parse(const OdMetric *metric, const RecordInput *input, OdFile *file);
extern char *od_url(const char *endpoint, const char *repo, const char *name);

#endif /* LLMECO_FETCH_OPENDIGGER_OD_METRICS_H */
