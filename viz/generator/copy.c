/*
 * copy.c: reads rows by COPY ... TO STDOUT in its binary format, so that only
 * one row is in memory at a time and numbers need no parsing.
 */
#define _GNU_SOURCE
#include "copy.h"

#include <stdlib.h>
#include <string.h>

#include "connect.h"
#include "memory.h"
#include "report.h"

static const char signature[11] = "PGCOPY\n\377\r\n";

/*
 * CopyStart asks for the rows and does not wait for them: what is wrong with the query,
 * the first CopyRow says.
 */
void
CopyStart(Copy *copy, PGconn *conn, const char *query)
{
	char *sql = MemoryFormat("COPY (%s) TO STDOUT (FORMAT binary)", query);

	ReportCheckInterrupts();
	if (!PQsendQuery(conn, sql))
		ConnectFail(conn, PQerrorMessage(conn));
	free(sql);
	memset(copy, 0, sizeof(Copy));
	copy->conn = conn;
}

/*
 * begin_copy waits until the server has the first rows.
 */
static void
begin_copy(Copy *copy)
{
	PGresult *result = PQgetResult(copy->conn);

	ReportCheckInterrupts();
	if (PQresultStatus(result) != PGRES_COPY_OUT)
		ConnectFail(copy->conn, PQresultErrorMessage(result));
	PQclear(result);
}

/*
 * end_copy takes the outcome of the statement once no data is left.
 */
static void
end_copy(Copy *copy)
{
	PGresult *result;

	while ((result = PQgetResult(copy->conn)) != NULL)
	{
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			ConnectFail(copy->conn, PQresultErrorMessage(result));
		PQclear(result);
	}
}

/*
 * next_message waits for data; false: there is none left.
 */
static bool
next_message(Copy *copy)
{
	int length;

	if (!copy->started)
		begin_copy(copy);
	PQfreemem(copy->message);
	copy->message = NULL;
	length = PQgetCopyData(copy->conn, &copy->message, 0);
	ReportCheckInterrupts();
	if (length == -2)
		ConnectFail(copy->conn, PQerrorMessage(copy->conn));
	if (length == -1)
	{
		end_copy(copy);
		return false;
	}
	copy->at = copy->message;
	copy->end = copy->message + length;
	return true;
}

/*
 * take_bytes returns the next `length` bytes of the message.
 */
static const char *
take_bytes(Copy *copy, int32_t length)
{
	const char *bytes = copy->at;

	if (length < 0 || copy->end - copy->at < length)
		ReportFail(STATUS_SQL, "the server's COPY data ends inside a row");
	copy->at += length;
	return bytes;
}

static uint32_t
read_big_endian(const char *bytes)
{
	const unsigned char *b = (const unsigned char *) bytes;

	return (uint32_t) b[0] << 24 | (uint32_t) b[1] << 16 | (uint32_t) b[2] << 8 | b[3];
}

static void
take_header(Copy *copy)
{
	if (memcmp(take_bytes(copy, sizeof(signature)), signature, sizeof(signature)) != 0)
		ReportFail(STATUS_SQL, "the server's COPY data does not start with the binary signature");
	(void) take_bytes(copy, 4); /* flags: none that matter to a reader */
	(void) take_bytes(copy, (int32_t) read_big_endian(take_bytes(copy, 4)));
	copy->started = true;
}

/*
 * CopyRow reads the next row; its fields are valid until the next call.
 * false: there is none.
 */
bool
CopyRow(Copy *copy, CopyField *fields, int count)
{
	const unsigned char *header;
	int i;

	while (copy->at == copy->end)
	{
		if (!next_message(copy))
			return false;
		if (!copy->started)
			take_header(copy);
	}
	header = (const unsigned char *) take_bytes(copy, 2);
	i = header[0] << 8 | header[1];
	if (i == 0xffff) /* the trailer */
	{
		if (next_message(copy))
			ReportFail(STATUS_SQL, "the server's COPY data goes on after its end");
		return false;
	}
	if (i != count)
		ReportFail(STATUS_SQL, "the server sent %d columns where %d were expected", i, count);
	for (i = 0; i < count; i++)
	{
		fields[i].length = (int32_t) read_big_endian(take_bytes(copy, 4));
		fields[i].bytes = fields[i].length < 0 ? NULL : take_bytes(copy, fields[i].length);
	}
	return true;
}

static const char *
check_length(const CopyField *field, int32_t length)
{
	if (field->length != length)
		ReportFail(STATUS_SQL, "the server sent a value of %d bytes where %d were expected",
				   field->length, length);
	return field->bytes;
}

int32_t
CopyInt32(const CopyField *field)
{
	return (int32_t) read_big_endian(check_length(field, 4));
}

int64_t
CopyInt64(const CopyField *field)
{
	const char *bytes = check_length(field, 8);

	return (int64_t) ((uint64_t) read_big_endian(bytes) << 32 | read_big_endian(bytes + 4));
}

double
CopyDouble(const CopyField *field)
{
	int64_t bits = CopyInt64(field);
	double value;

	memcpy(&value, &bits, 8);
	return value;
}
