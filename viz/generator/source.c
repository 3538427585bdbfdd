/*
 * source.c: writes the data files of sources.c. Rows are read one at a time
 * and columns wait in temporary files, so that memory does not grow with rows
 * or files.
 */
#define _GNU_SOURCE
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "connect.h"
#include "memory.h"
#include "report.h"
#include "sources.h"

/* Days from 1970-01-01 to 2000-01-01, where PostgreSQL's dates start */
#define POSTGRES_EPOCH_DAYS 10957

#define MAX_KEY 64

static int
count_columns(const Source *source)
{
	int count = 0;

	while (source->columns[count].name != NULL)
		count++;
	if (count > COPY_MAX_FIELDS - 1)
		ReportFail(STATUS_OUTPUT, "data/%s.js has too many columns", source->name);
	return count;
}

/*
 * SourceTable returns an empty table with the columns of a source.
 */
ColumnTable *
SourceTable(const Source *source)
{
	ColumnTable *table = ColumnTableNew(count_columns(source));
	int i;

	for (i = 0; i < table->count; i++)
		ColumnStart(&table->columns[i], source->columns[i].name, source->columns[i].type);
	return table;
}

static const char *
sql_type(ColumnType type)
{
	switch (type)
	{
		case COLUMN_I32: return "int4";
		case COLUMN_F64: return "float8";
		case COLUMN_DAY: return "date";
		case COLUMN_MODEL: return "int8";
		default: return "text";
	}
}

/*
 * SourceStart begins to read rows: the key, '' where there is none, then the
 * columns. The order is the outermost query's, where SQL promises it.
 */
void
SourceStart(Copy *copy, PGconn *conn, const Source *source)
{
	char *sql = MemoryFormat("SELECT %s", source->key ? source->key : "''");
	char *longer;
	const SourceColumn *column;

	for (column = source->columns; column->name; column++)
	{
		longer = column->sql
					 ? MemoryFormat("%s, (%s)::%s", sql, column->sql, sql_type(column->type))
					 : MemoryFormat("%s, q.%s::%s", sql, column->name, sql_type(column->type));
		free(sql);
		sql = longer;
	}
	longer = MemoryFormat("%s FROM (%s) q ORDER BY %s", sql, source->query, source->order);
	CopyStart(copy, conn, longer);
	free(longer);
	free(sql);
}

/*
 * SourceRow reads the next row; fields has room for MAX_FIELDS.
 */
bool
SourceRow(Copy *copy, const Source *source, CopyField *fields)
{
	return CopyRow(copy, fields, count_columns(source) + 1);
}

/*
 * put_model writes the row of a model, NULL where the site leaves it out.
 */
static void
put_model(Column *column, const CopyField *field, const RowMap *models)
{
	uint32_t row = RowMapGet(models, CopyInt64(field));

	if (row == UINT32_MAX)
		ColumnPutNull(column);
	else
		ColumnPutInt(column, (int32_t) row);
}

void
SourcePutField(Column *column, const CopyField *field, const RowMap *models)
{
	int32_t day;

	if (field->length < 0)
	{
		ColumnPutNull(column);
		return;
	}
	switch (column->type)
	{
		case COLUMN_TEXT:
		case COLUMN_DICT: ColumnPutText(column, field->bytes, field->length); break;
		case COLUMN_F64: ColumnPutDouble(column, CopyDouble(field)); break;
		case COLUMN_I32: ColumnPutInt(column, CopyInt32(field)); break;
		case COLUMN_DAY:
			day = CopyInt32(field);
			/* -infinity and infinity */
			if (day == INT32_MIN || day == INT32_MAX)
				ColumnPutNull(column);
			else
				ColumnPutInt(column, day + POSTGRES_EPOCH_DAYS);
			break;
		case COLUMN_MODEL: put_model(column, field, models); break;
	}
}

/*
 * SourcePutRow adds a row that SourceRow read, without its key; models: the rows of
 * models.js, for columns of type model.
 */
void
SourcePutRow(ColumnTable *table, const CopyField *fields, const RowMap *models)
{
	int i;

	if (table->rows == INT32_MAX)
		ReportFail(STATUS_SQL, "too many rows");
	for (i = 0; i < table->count; i++)
		SourcePutField(&table->columns[i], &fields[i], models);
	table->rows++;
}

/*
 * check_key refuses what is not safe in a file name everywhere, or could be
 * the same name as another where case does not count.
 */
static void
check_key(const Source *source, const CopyField *key)
{
	static const char safe[] = "0123456789abcdefghijklmnopqrstuvwxyz_-";
	int i;

	if (key->length < 1 || key->length > MAX_KEY)
		ReportFail(STATUS_SQL, "a key of data/%s/ is NULL, empty or longer than %d bytes",
				   source->name, MAX_KEY);
	for (i = 0; i < key->length; i++)
		if (key->bytes[i] == '\0' || strchr(safe, key->bytes[i]) == NULL)
			ReportFail(STATUS_SQL, "key \"%.*s\" of data/%s/ cannot be a file's name", key->length,
					   key->bytes, source->name);
}

/*
 * write_shard writes the rows of one key and empties the table for the next.
 */
static void
write_shard(ColumnTable *table, const Source *source, const char *key, const char *meta)
{
	char *name = MemoryFormat("%s/%s", source->name, key);

	ColumnTableWrite(table, name, meta);
	ColumnTableClear(table);
	free(name);
}

static void
write_shards(Copy *copy, const Source *source, const RowMap *models, const char *meta)
{
	ColumnTable *table = SourceTable(source);
	CopyField fields[COPY_MAX_FIELDS];
	char key[MAX_KEY + 1] = "";
	uint64_t shards = 0;

	while (SourceRow(copy, source, fields))
	{
		check_key(source, &fields[0]);
		if (strlen(key) != (size_t) fields[0].length ||
			memcmp(key, fields[0].bytes, fields[0].length) != 0)
		{
			if (shards++ > 0)
				write_shard(table, source, key, meta);
			memcpy(key, fields[0].bytes, fields[0].length);
			key[fields[0].length] = '\0';
			ReportProgress(source->name, shards, 0);
		}
		SourcePutRow(table, fields + 1, models);
	}
	if (shards > 0)
		write_shard(table, source, key, meta);
	ColumnTableFree(table);
	ReportStep("wrote %llu files data/%s/", (unsigned long long) shards, source->name);
}

static void
write_whole(Copy *copy, const Source *source, const RowMap *models, const char *meta)
{
	ColumnTable *table = SourceTable(source);
	CopyField fields[COPY_MAX_FIELDS];

	while (SourceRow(copy, source, fields))
	{
		SourcePutRow(table, fields + 1, models);
		if (table->rows % 1024 == 0)
			ReportProgress(source->name, table->rows, 0);
	}
	ColumnTableWrite(table, source->name, meta);
	ReportStep("wrote data/%s.js, %u rows", source->name, table->rows);
	ColumnTableFree(table);
}

/*
 * start begins to read the rows of a source, those of its files one after another.
 */
static void
start(Copy *copy, PGconn *conn, const Source *source, uint32_t models)
{
	Source shown = *source;
	char *query = NULL;
	char *key = NULL;
	char *order = NULL;

	if (source->of_models)
		shown.query = query =
			MemoryFormat("SELECT * FROM (%s) r WHERE r.row < %u", source->query, models);
	if (source->key)
	{
		shown.key = key = MemoryFormat("(%s)::text", source->key);
		shown.order = order = MemoryFormat("%s, %s", key, source->order);
	}
	SourceStart(copy, conn, &shown);
	free(order);
	free(key);
	free(query);
}

static void
write_source(Copy *copy, const Source *source, const RowMap *models, const char *meta)
{
	if (source->key)
		write_shards(copy, source, models, meta);
	else
		write_whole(copy, source, models, meta);
}

static void
set_models(PGconn *conn, uint32_t models)
{
	char *set = MemoryFormat("SELECT set_config('llmeco_viz.models', '%u', true)", models);

	PQclear(ConnectQuery(conn, set));
	free(set);
}

/*
 * SourceAhead has the server begin with the rows that take it longest, of a site of `models`
 * models, on a connection of its own. Where there is none they are read as the others are.
 */
void
SourceAhead(Ahead *ahead, PGconn *conn, uint32_t models)
{
	set_models(conn, models);
	ahead->source = sources;
	while (!ahead->source->is_slow)
		ahead->source++;
	ahead->conn = ConnectBeside(conn);
	if (ahead->conn == NULL)
		return;
	set_models(ahead->conn, models);
	start(&ahead->copy, ahead->conn, ahead->source, models);
}

/*
 * SourceWriteAll writes all data files of sources.c, what SourceAhead began last.
 */
void
SourceWriteAll(PGconn *conn, Ahead *ahead, const RowMap *models, const char *meta)
{
	const Source *source;
	Copy copy;

	for (source = sources; source->name; source++)
		if (source != ahead->source)
		{
			start(&copy, conn, source, models->count);
			write_source(&copy, source, models, meta);
		}
	if (ahead->conn == NULL)
		start(&ahead->copy, conn, ahead->source, models->count);
	write_source(&ahead->copy, ahead->source, models, meta);
	PQfinish(ahead->conn);
}
