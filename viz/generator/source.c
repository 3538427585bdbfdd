/*
 * source.c: writes the data files of sources.c. Rows are read one at a time
 * and columns wait in temporary files, so that memory does not grow with rows
 * or files.
 */
#define _GNU_SOURCE
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"

/* Days from 1970-01-01 to 2000-01-01, where PostgreSQL's dates start */
#define POSTGRES_EPOCH_DAYS 10957

#define MAX_KEY 64

static int
CountColumns(const Source *source)
{
	int			count = 0;

	while (source->columns[count].name != NULL)
		count++;
	if (count > MAX_FIELDS - 1)
		Fail(STATUS_OUTPUT, "data/%s.js has too many columns", source->name);
	return count;
}

/*
 * SourceTable returns an empty table with the columns of a source.
 */
Table *
SourceTable(const Source *source)
{
	Table	   *table = TableNew(CountColumns(source));
	int			i;

	for (i = 0; i < table->count; i++)
		ColumnStart(&table->columns[i], source->columns[i].name, source->columns[i].type);
	return table;
}

static const char *
SqlType(ColumnType type)
{
	switch (type)
	{
		case COLUMN_I32:
			return "int4";
		case COLUMN_F64:
			return "float8";
		case COLUMN_DAY:
			return "date";
		case COLUMN_MODEL:
			return "int8";
		default:
			return "text";
	}
}

/*
 * SourceStart begins to read rows: the key, '' where there is none, then the
 * columns. The order is the outermost query's, where SQL promises it.
 */
void
SourceStart(Copy *copy, PGconn *conn, const Source *source)
{
	char	   *sql = Format("SELECT %s", source->key ? source->key : "''");
	char	   *longer;
	const SourceColumn *column;

	for (column = source->columns; column->name; column++)
	{
		longer = column->sql ?
			Format("%s, (%s)::%s", sql, column->sql, SqlType(column->type)) :
			Format("%s, q.%s::%s", sql, column->name, SqlType(column->type));
		free(sql);
		sql = longer;
	}
	longer = Format("%s FROM (%s) q ORDER BY %s", sql, source->query, source->order);
	CopyStart(copy, conn, longer);
	free(longer);
	free(sql);
}

/*
 * SourceRow reads the next row; fields has room for MAX_FIELDS.
 */
bool
SourceRow(Copy *copy, const Source *source, Field *fields)
{
	return CopyRow(copy, fields, CountColumns(source) + 1);
}

/*
 * PutModel writes the row of a model, NULL where the site leaves it out.
 */
static void
PutModel(Column *column, const Field *field, const RowMap *models)
{
	uint32_t	row = RowMapGet(models, FieldInt64(field));

	if (row == UINT32_MAX)
		PutNull(column);
	else
		PutInt(column, (int32_t) row);
}

void
PutField(Column *column, const Field *field, const RowMap *models)
{
	int32_t		day;

	if (field->length < 0)
	{
		PutNull(column);
		return;
	}
	switch (column->type)
	{
		case COLUMN_TEXT:
		case COLUMN_DICT:
			PutText(column, field->bytes, field->length);
			break;
		case COLUMN_F64:
			PutDouble(column, FieldDouble(field));
			break;
		case COLUMN_I32:
			PutInt(column, FieldInt32(field));
			break;
		case COLUMN_DAY:
			day = FieldInt32(field);
			/* -infinity and infinity */
			if (day == INT32_MIN || day == INT32_MAX)
				PutNull(column);
			else
				PutInt(column, day + POSTGRES_EPOCH_DAYS);
			break;
		case COLUMN_MODEL:
			PutModel(column, field, models);
			break;
	}
}

/*
 * PutRow adds a row that SourceRow read, without its key; models: the rows of
 * models.js, for columns of type model.
 */
void
PutRow(Table *table, const Field *fields, const RowMap *models)
{
	int			i;

	if (table->rows == INT32_MAX)
		Fail(STATUS_SQL, "too many rows");
	for (i = 0; i < table->count; i++)
		PutField(&table->columns[i], &fields[i], models);
	table->rows++;
}

/*
 * CheckKey refuses what is not safe in a file name everywhere, or could be
 * the same name as another where case does not count.
 */
static void
CheckKey(const Source *source, const Field *key)
{
	static const char safe[] = "0123456789abcdefghijklmnopqrstuvwxyz_-";
	int			i;

	if (key->length < 1 || key->length > MAX_KEY)
		Fail(STATUS_SQL, "a key of data/%s/ is NULL, empty or longer than %d bytes",
			 source->name, MAX_KEY);
	for (i = 0; i < key->length; i++)
		if (key->bytes[i] == '\0' || strchr(safe, key->bytes[i]) == NULL)
			Fail(STATUS_SQL, "key \"%.*s\" of data/%s/ cannot be a file's name",
				 key->length, key->bytes, source->name);
}

/*
 * WriteShard writes the rows of one key and empties the table for the next.
 */
static void
WriteShard(Table *table, const Source *source, const char *key, const char *meta)
{
	char	   *name = Format("%s/%s", source->name, key);

	WriteTable(table, name, meta);
	TableClear(table);
	free(name);
}

static void
WriteShards(PGconn *conn, const Source *source, const RowMap *models, const char *meta)
{
	Table	   *table = SourceTable(source);
	Source		by_text = *source;
	Field		fields[MAX_FIELDS];
	char		key[MAX_KEY + 1] = "";
	uint64_t	shards = 0;
	Copy		copy;

	by_text.key = Format("(%s)::text", source->key);
	by_text.order = Format("%s, %s", source->key, source->order);
	SourceStart(&copy, conn, &by_text);
	while (SourceRow(&copy, &by_text, fields))
	{
		CheckKey(source, &fields[0]);
		if (strlen(key) != (size_t) fields[0].length ||
			memcmp(key, fields[0].bytes, fields[0].length) != 0)
		{
			if (shards++ > 0)
				WriteShard(table, source, key, meta);
			memcpy(key, fields[0].bytes, fields[0].length);
			key[fields[0].length] = '\0';
			Progress(source->name, shards, 0);
		}
		PutRow(table, fields + 1, models);
	}
	if (shards > 0)
		WriteShard(table, source, key, meta);
	TableFree(table);
	free((char *) by_text.key);
	free((char *) by_text.order);
	Say("wrote %llu files data/%s/", (unsigned long long) shards, source->name);
}

static void
WriteWhole(PGconn *conn, const Source *source, const RowMap *models, const char *meta)
{
	Table	   *table = SourceTable(source);
	Field		fields[MAX_FIELDS];
	Copy		copy;

	SourceStart(&copy, conn, source);
	while (SourceRow(&copy, source, fields))
	{
		PutRow(table, fields + 1, models);
		if (table->rows % 1024 == 0)
			Progress(source->name, table->rows, 0);
	}
	WriteTable(table, source->name, meta);
	Say("wrote data/%s.js, %u rows", source->name, table->rows);
	TableFree(table);
}

/*
 * WriteSources writes all data files of sources.c.
 */
void
WriteSources(PGconn *conn, const RowMap *models, const char *meta)
{
	const Source *source;

	for (source = sources; source->name; source++)
	{
		Source		shown = *source;

		if (source->of_models)
			shown.query = Format("SELECT * FROM (%s) r WHERE r.row < %u", source->query, models->count);
		if (source->key)
			WriteShards(conn, &shown, models, meta);
		else
			WriteWhole(conn, &shown, models, meta);
		if (source->of_models)
			free((char *) shown.query);
	}
}
