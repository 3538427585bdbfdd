/*
 * copy.h: rows of a query, one at a time.
 */
#ifndef COPY_H
#define COPY_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

/* The most that a row may have */
#define MAX_FIELDS 32

typedef struct Field
{
	const char *bytes;
	int32_t		length;			/* -1: NULL */
} Field;

typedef struct Copy
{
	PGconn	   *conn;
	char	   *message;		/* libpq's */
	const char *at;
	const char *end;
	bool		started;
} Copy;

extern void CopyStart(Copy *copy, PGconn *conn, const char *query);
extern bool CopyRow(Copy *copy, Field *fields, int count);

extern int64_t FieldInt64(const Field *field);
extern int32_t FieldInt32(const Field *field);
extern double FieldDouble(const Field *field);

#endif
