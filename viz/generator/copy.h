/*
 * copy.h: rows of a query, one at a time.
 */
#ifndef LLMECO_VIZ_COPY_H
#define LLMECO_VIZ_COPY_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

/* The most that a row may have */
#define COPY_MAX_FIELDS 64

typedef struct CopyField
{
	const char *bytes;
	int32_t length; /* -1: NULL */
} CopyField;

typedef struct Copy
{
	PGconn *conn;
	char *message; /* libpq's */
	const char *at;
	const char *end;
	bool started;
} Copy;

extern void CopyStart(Copy *copy, PGconn *conn, const char *query);
extern bool CopyRow(Copy *copy, CopyField *fields, int count);

extern int64_t CopyInt64(const CopyField *field);
extern int32_t CopyInt32(const CopyField *field);
extern double CopyDouble(const CopyField *field);

#endif
