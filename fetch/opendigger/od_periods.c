/*
 * od_periods.c: periods and numbers of OpenDigger's files.
 */
#include <math.h>
#include <string.h>

#include "fetch/opendigger/od_periods.h"
#include "fetch/reader/fields.h"

#define LAST_YEAR (OD_FIRST_YEAR + OD_MONTHS / 12 - 1)

/*
 * parse_digits reads n digits at p. Returns -1 if they are not there.
 */
static int
parse_digits(const char *p, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++)
	{
		if (p[i] < '0' || p[i] > '9')
			return -1;
		value = value * 10 + (p[i] - '0');
	}
	return value;
}

/*
 * parse_period is od_period() without its problem.
 */
static OdPeriod
parse_period(const char *key, int *year, int *part)
{
	*year = parse_digits(key, 4);
	*part = 0;
	if (*year < OD_FIRST_YEAR || *year > LAST_YEAR)
		return OD_NO_PERIOD;
	key += 4;
	if (*key == '\0')
		return OD_YEAR;
	if (*key == 'Q')
	{
		*part = parse_digits(key + 1, 1);
		return *part >= 1 && *part <= 4 && key[2] == '\0' ? OD_QUARTER : OD_NO_PERIOD;
	}
	if (*key != '-')
		return OD_NO_PERIOD;
	*part = parse_digits(key + 1, 2);
	if (*part < 1 || *part > 12)
		return OD_NO_PERIOD;
	return key[3] == '\0' ? OD_MONTH : strcmp(key + 3, "-raw") == 0 ? OD_MONTH_RAW : OD_NO_PERIOD;
}

/*
 * od_period reads a key. *year, and *part: the quarter or month from 1, or 0.
 * OD_NO_PERIOD: a problem says so.
 */
OdPeriod
od_period(RecordReader *reader, const char *key, int *year, int *part)
{
	OdPeriod period = parse_period(key, year, part);

	if (period == OD_NO_PERIOD)
		record_problem(reader, "range", "\"%s\" is no period; left out", record_quote(reader, key));
	return period;
}

/*
 * od_number reads a number that can be; NaN: a problem with key says why not.
 */
double
od_number(RecordReader *reader, struct json_object *value, const char *key)
{
	double number = field_number(reader, value, key);

	if (fabs(number) <= 1e15)
		return number;
	if (value == NULL)
		record_problem(reader, "type", "%s: null where number belongs; left out",
					   record_quote(reader, key));
	else if (!isnan(number))
		record_problem(reader, "range", "%s: %g is no possible value; left out",
					   record_quote(reader, key), number);
	return NAN;
}
