/*
 * copy.c: reads rows by COPY ... TO STDOUT in its binary format, so that only
 * one row is in memory at a time and numbers need no parsing.
 */
#define _GNU_SOURCE
#include "copy.h"

#include <stdlib.h>
#include <string.h>

#include "connect.h"
#include "report.h"

static const char signature[11] = "PGCOPY\n\377\r\n";

void
CopyStart(Copy *copy, PGconn *conn, const char *query)
{
	char	   *sql = Format("COPY (%s) TO STDOUT (FORMAT binary)", query);
	PGresult   *result = PQexec(conn, sql);

	CheckInterrupts();
	if (PQresultStatus(result) != PGRES_COPY_OUT)
		FailQuery(conn, PQresultErrorMessage(result));
	PQclear(result);
	free(sql);
	memset(copy, 0, sizeof(Copy));
	copy->conn = conn;
}

/*
 * End takes the outcome of the statement once no data is left.
 */
static void
End(Copy *copy)
{
	PGresult   *result;

	while ((result = PQgetResult(copy->conn)) != NULL)
	{
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			FailQuery(copy->conn, PQresultErrorMessage(result));
		PQclear(result);
	}
}

/*
 * NextMessage waits for data; false: there is none left.
 */
static bool
NextMessage(Copy *copy)
{
	int			length;

	PQfreemem(copy->message);
	copy->message = NULL;
	length = PQgetCopyData(copy->conn, &copy->message, 0);
	CheckInterrupts();
	if (length == -2)
		FailQuery(copy->conn, PQerrorMessage(copy->conn));
	if (length == -1)
	{
		End(copy);
		return false;
	}
	copy->at = copy->message;
	copy->end = copy->message + length;
	return true;
}

/*
 * Take returns the next `length` bytes of the message.
 */
static const char *
Take(Copy *copy, int32_t length)
{
	const char *bytes = copy->at;

	if (length < 0 || copy->end - copy->at < length)
		Fail(STATUS_SQL, "the server's COPY data ends inside a row");
	copy->at += length;
	return bytes;
}

static uint32_t
BigEndian32(const char *bytes)
{
	const unsigned char *b = (const unsigned char *) bytes;

	return (uint32_t) b[0] << 24 | (uint32_t) b[1] << 16 | (uint32_t) b[2] << 8 | b[3];
}

static void
TakeHeader(Copy *copy)
{
	if (memcmp(Take(copy, sizeof(signature)), signature, sizeof(signature)) != 0)
		Fail(STATUS_SQL, "the server's COPY data does not start with the binary signature");
	(void) Take(copy, 4);		/* flags: none that matter to a reader */
	(void) Take(copy, (int32_t) BigEndian32(Take(copy, 4)));
	copy->started = true;
}

/*
 * CopyRow reads the next row; its fields are valid until the next call.
 * false: there is none.
 */
bool
CopyRow(Copy *copy, Field *fields, int count)
{
	const unsigned char *header;
	int			i;

	while (copy->at == copy->end)
	{
		if (!NextMessage(copy))
			return false;
		if (!copy->started)
			TakeHeader(copy);
	}
	header = (const unsigned char *) Take(copy, 2);
	i = header[0] << 8 | header[1];
	if (i == 0xffff)			/* the trailer */
	{
		if (NextMessage(copy))
			Fail(STATUS_SQL, "the server's COPY data goes on after its end");
		return false;
	}
	if (i != count)
		Fail(STATUS_SQL, "the server sent %d columns where %d were expected", i, count);
	for (i = 0; i < count; i++)
	{
		fields[i].length = (int32_t) BigEndian32(Take(copy, 4));
		fields[i].bytes = fields[i].length < 0 ? NULL : Take(copy, fields[i].length);
	}
	return true;
}

static const char *
Sized(const Field *field, int32_t length)
{
	if (field->length != length)
		Fail(STATUS_SQL, "the server sent a value of %d bytes where %d were expected",
			 field->length, length);
	return field->bytes;
}

int32_t
FieldInt32(const Field *field)
{
	return (int32_t) BigEndian32(Sized(field, 4));
}

int64_t
FieldInt64(const Field *field)
{
	const char *bytes = Sized(field, 8);

	return (int64_t) ((uint64_t) BigEndian32(bytes) << 32 | BigEndian32(bytes + 4));
}

double
FieldDouble(const Field *field)
{
	int64_t		bits = FieldInt64(field);
	double		value;

	memcpy(&value, &bits, 8);
	return value;
}
