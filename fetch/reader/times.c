/*
 * times.c: points of time as the Hub writes them.
 */
#include <string.h>

#include "fetch/reader/record.h"
#include "fetch/reader/times.h"

/*
 * parse_digits reads n digits from *p on and moves it. Returns -1 if they are not
 * there.
 */
static int
parse_digits(const char **p, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++, (*p)++)
	{
		if (**p < '0' || **p > '9')
			return -1;
		value = value * 10 + (**p - '0');
	}
	return value;
}

/*
 * time_parse reads YYYY-MM-DDTHH:MM:SS[.fraction]Z, microseconds since 1970.
 * Returns RECORD_NULL where text is anything else or no such day exists.
 */
int64_t
time_parse(const char *text)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const char *const separators = "--T::";
	const char *p = text;
	int part[6];
	int length;
	int fraction = 0;
	int64_t days;
	int year;
	int month;

	for (int i = 0; i < 6; i++)
	{
		part[i] = parse_digits(&p, i == 0 ? 4 : 2);
		if (part[i] < 0 || (i < 5 && *p++ != separators[i]))
			return RECORD_NULL;
	}
	if (*p == '.')
	{
		int place = 100000;

		if (*++p < '0' || *p > '9')
			return RECORD_NULL;
		for (; *p >= '0' && *p <= '9'; p++, place /= 10)
			fraction += (*p - '0') * place;
	}
	if (strcmp(p, "Z") != 0)
		return RECORD_NULL;
	year = part[0];
	month = part[1];
	if (year < 1970 || month < 1 || month > 12)
		return RECORD_NULL;
	length =
		lengths[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
	if (part[2] < 1 || part[2] > length || part[3] > 23 || part[4] > 59 || part[5] > 59)
		return RECORD_NULL;

	/* days since 1970-01-01, counted in years that begin in March */
	if (month <= 2)
		year--;
	month = (month + 9) % 12;
	days = (int64_t) year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
		   part[2] - 1 - 719468;
	return ((days * 24 + part[3]) * 60 + part[4]) * INT64_C(60000000) + part[5] * INT64_C(1000000) +
		   fraction;
}
