/*
 * column.c: tables of typed columns and their container, the format of
 * viz/README.md. All numbers are little-endian whatever the machine.
 */
#define _GNU_SOURCE
#include "column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "folder.h"
#include "memory.h"
#include "report.h"
#include "script.h"

#define NULL_I32 INT32_MIN
#define NULL_LENGTH UINT32_MAX

static const char *const type_names[] = {"i32", "f64", "day", "text", "dict", "i32"};

/* Values of a column that are looked at to choose how they are written */
#define SAMPLE 65536

/* The widest packed value: a page's arithmetic is exact below 2^53 */
#define MAX_WIDTH 6

/* What ColumnTableWrite finds out about a column before it writes the first byte. */
typedef struct Layout
{
	uint64_t offset;
	uint64_t bytes;
	int width;     /* bytes of a code: of a dict or packed numbers; 0:
								 * numbers as they are */
	int64_t least; /* packed: the least value, times scale */
	int scale;
} Layout;

static void
encode_u32(unsigned char *to, uint32_t value)
{
	to[0] = value & 0xff;
	to[1] = (value >> 8) & 0xff;
	to[2] = (value >> 16) & 0xff;
	to[3] = value >> 24;
}

static uint64_t
round_up(uint64_t value, uint64_t multiple)
{
	return (value + multiple - 1) / multiple * multiple;
}

ColumnTable *
ColumnTableNew(int columns)
{
	ColumnTable *table = MemoryAllocate(sizeof(ColumnTable));

	table->rows = 0;
	table->count = columns;
	table->columns = calloc(columns, sizeof(Column));
	if (table->columns == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	return table;
}

static void
empty_file(FILE *file)
{
	rewind(file);
	if (ftruncate(fileno(file), 0) != 0)
		ReportFail(STATUS_OUTPUT, "could not empty a temporary file: %m");
}

/*
 * ColumnTableClear removes all rows, for a table of the same columns.
 */
void
ColumnTableClear(ColumnTable *table)
{
	int i;

	for (i = 0; i < table->count; i++)
	{
		Column *column = &table->columns[i];

		empty_file(column->values);
		if (column->texts)
			empty_file(column->texts);
		if (column->dict)
		{
			DictFree(column->dict);
			column->dict = DictNew();
		}
	}
	table->rows = 0;
}

void
ColumnTableFree(ColumnTable *table)
{
	int i;

	for (i = 0; i < table->count; i++)
	{
		fclose(table->columns[i].values);
		if (table->columns[i].texts)
			fclose(table->columns[i].texts);
		DictFree(table->columns[i].dict);
	}
	free(table->columns);
	free(table);
}

/*
 * ColumnStart makes a column ready for values; name must outlive it.
 */
void
ColumnStart(Column *column, const char *name, ColumnType type)
{
	column->name = name;
	column->type = type;
	column->values = FolderTemporary();
	column->texts = type == COLUMN_TEXT ? FolderTemporary() : NULL;
	column->dict = type == COLUMN_DICT ? DictNew() : NULL;
}

static void
append_bytes(FILE *file, const void *bytes, size_t length)
{
	if (fwrite(bytes, 1, length, file) != length)
		ReportFail(STATUS_OUTPUT, "could not write a temporary file: %m");
}

static void
append_u32(FILE *file, uint32_t value)
{
	unsigned char bytes[4];

	encode_u32(bytes, value);
	append_bytes(file, bytes, 4);
}

void
ColumnPutInt(Column *column, int32_t value)
{
	append_u32(column->values, (uint32_t) value);
}

void
ColumnPutDouble(Column *column, double value)
{
	unsigned char bytes[8];
	uint64_t bits;

	memcpy(&bits, &value, 8);
	encode_u32(bytes, (uint32_t) bits);
	encode_u32(bytes + 4, (uint32_t) (bits >> 32));
	append_bytes(column->values, bytes, 8);
}

void
ColumnPutText(Column *column, const char *text, size_t length)
{
	if (column->type == COLUMN_DICT)
	{
		append_u32(column->values, DictCode(column->dict, text, length));
		return;
	}
	append_u32(column->values, (uint32_t) length);
	append_bytes(column->texts, text, length);
}

void
ColumnPutNull(Column *column)
{
	static const unsigned char not_a_number[8] = {0, 0, 0, 0, 0, 0, 0xf8, 0x7f};

	switch (column->type)
	{
		case COLUMN_I32:
		case COLUMN_DAY:
		case COLUMN_MODEL: ColumnPutInt(column, NULL_I32); break;
		case COLUMN_F64: append_bytes(column->values, not_a_number, 8); break;
		case COLUMN_TEXT: append_u32(column->values, NULL_LENGTH); break;
		case COLUMN_DICT: append_u32(column->values, 0); break;
	}
}

static size_t
number_bytes(const Column *column)
{
	return column->type == COLUMN_F64 ? 8 : 4;
}

/*
 * rewind_file makes a temporary file ready to be read from its start.
 */
static void
rewind_file(FILE *file)
{
	if (fflush(file) != 0 || fseeko(file, 0, SEEK_SET) != 0)
		ReportFail(STATUS_OUTPUT, "could not write a temporary file: %m");
}

/*
 * read_values reads up to `count` numbers as doubles, NaN for NULL, and returns
 * how many there were.
 */
static size_t
read_values(const Column *column, double *values, size_t count)
{
	unsigned char bytes[8];
	size_t size = number_bytes(column);
	size_t n;

	for (n = 0; n < count && fread(bytes, size, 1, column->values) == 1; n++)
	{
		uint64_t bits = 0;
		size_t i;

		for (i = 0; i < size; i++)
			bits |= (uint64_t) bytes[i] << (8 * i);
		if (size == 8)
			memcpy(&values[n], &bits, 8);
		else
			values[n] = (int32_t) bits == NULL_I32 ? NAN : (int32_t) bits;
	}
	if (ferror(column->values))
		ReportFail(STATUS_OUTPUT, "could not read a temporary file: %m");
	return n;
}

/*
 * scale_of returns the scale, at least the one given, at which all values are
 * whole numbers that give exactly the same value back; 0: there is none.
 */
static int
scale_of(const double *values, size_t count, int scale)
{
	size_t i;

	for (i = 0; i < count; i++)
	{
		if (isnan(values[i]))
			continue;
		if (fabs(values[i]) > 1e12 || (values[i] == 0 && signbit(values[i])))
			return 0;
		while (rint(values[i] * scale) / scale != values[i])
		{
			scale *= 10;
			if (scale > 1000)
				return 0;
		}
	}
	return scale;
}

/*
 * code_of is a value's packed form; 0 is NULL.
 */
static uint64_t
code_of(const Layout *layout, double value)
{
	return isnan(value) ? 0
						: (uint64_t) ((int64_t) rint(value * layout->scale) - layout->least + 1);
}

/*
 * is_smaller_packed tries both ways on the first values: planes of bytes are
 * good for numbers that differ, bad for long ones that repeat.
 */
static bool
is_smaller_packed(Column *column, const Layout *layout)
{
	double *values = MemoryAllocate(SAMPLE * sizeof(double));
	unsigned char *bytes = MemoryAllocate(SAMPLE * 8);
	uLongf capacity = compressBound(SAMPLE * 8);
	unsigned char *packed = MemoryAllocate(capacity);
	uLongf sizes[2] = {capacity, capacity};
	size_t count;
	size_t i;
	int plane;

	rewind_file(column->values);
	count = read_values(column, values, SAMPLE);
	for (plane = 0; plane < layout->width; plane++)
		for (i = 0; i < count; i++)
			bytes[plane * count + i] = code_of(layout, values[i]) >> (8 * plane);
	compress2(packed, &sizes[0], bytes, layout->width * count, 1);
	rewind_file(column->values);
	count = fread(bytes, number_bytes(column), SAMPLE, column->values);
	compress2(packed, &sizes[1], bytes, number_bytes(column) * count, 1);
	free(values);
	free(bytes);
	free(packed);
	return sizes[0] < sizes[1];
}

/*
 * try_packing chooses how numbers are written: as they are, or as whole numbers
 * from the least one on, in as few bytes as hold them.
 */
static void
try_packing(Column *column, Layout *layout)
{
	double values[1024];
	double least = INFINITY;
	double most = -INFINITY;
	size_t count;
	size_t i;

	layout->scale = 1;
	rewind_file(column->values);
	while (layout->scale > 0 && (count = read_values(column, values, 1024)) > 0)
	{
		layout->scale = scale_of(values, count, layout->scale);
		for (i = 0; i < count; i++)
		{
			least = fmin(least, values[i]);
			most = fmax(most, values[i]);
		}
	}
	if (layout->scale == 0 || least > most)
		return;
	layout->least = (int64_t) rint(least * layout->scale);
	layout->width = 1;
	while (layout->width <= MAX_WIDTH && code_of(layout, most) >> (8 * layout->width) != 0)
		layout->width++;
	if (layout->width > MAX_WIDTH || !is_smaller_packed(column, layout))
		layout->width = 0;
}

static Layout
lay_out_column(Column *column, uint64_t rows, uint64_t offset)
{
	Layout layout = {offset, 0, 0, 0, 0};

	switch (column->type)
	{
		case COLUMN_I32:
		case COLUMN_DAY:
		case COLUMN_MODEL:
		case COLUMN_F64:
			try_packing(column, &layout);
			layout.bytes = (layout.width > 0 ? (size_t) layout.width : number_bytes(column)) * rows;
			break;
		case COLUMN_TEXT: layout.bytes = 4 * rows + (uint64_t) ftello(column->texts); break;
		case COLUMN_DICT:
			layout.width = column->dict->count <= UINT8_MAX    ? 1
						   : column->dict->count <= UINT16_MAX ? 2
															   : 4;
			layout.bytes = round_up(layout.width * rows, 4) + 4 * (uint64_t) column->dict->count +
						   column->dict->ends[column->dict->count];
			break;
	}
	return layout;
}

/*
 * describe_columns returns the container's header, JSON, in memory of its own. Column
 * names are ours and plain; a table's first column is never omitted.
 */
static char *
describe_columns(const ColumnTable *table, const Layout *layouts, const char *meta)
{
	char *json = MemoryFormat("{\"rows\":%u,\"columns\":[", table->rows);
	char *longer;
	int i;

	for (i = 0; i < table->count; i++)
	{
		const Column *column = &table->columns[i];
		char *more;

		if (column->omitted)
			continue;
		if (column->dict)
			more = MemoryFormat(",\"width\":%d,\"k\":%u", layouts[i].width, column->dict->count);
		else if (layouts[i].width > 0)
			more = MemoryFormat(",\"width\":%d,\"least\":%lld,\"scale\":%d", layouts[i].width,
								(long long) layouts[i].least, layouts[i].scale);
		else
			more = MemoryFormat("%s", "");

		longer = MemoryFormat("%s%s{\"name\":\"%s\",\"type\":\"%s\","
							  "\"offset\":%llu,\"bytes\":%llu%s}",
							  json, i > 0 ? "," : "", column->name, type_names[column->type],
							  (unsigned long long) layouts[i].offset,
							  (unsigned long long) layouts[i].bytes, more);
		free(more);
		free(json);
		json = longer;
	}
	longer = MemoryFormat("%s],\"meta\":%s}", json, meta);
	free(json);
	return longer;
}

static void
write_padding(Script *script, uint64_t written, uint64_t multiple)
{
	static const unsigned char zeros[8] = {0};

	ScriptWrite(script, zeros, round_up(written, multiple) - written);
}

/*
 * write_file copies a temporary file from its start; codes are narrowed to
 * `width` of their 4 bytes (little-endian: the first ones).
 */
static void
write_file(Script *script, FILE *file, int width)
{
	unsigned char buffer[65536];
	size_t length;
	size_t i;

	rewind_file(file);
	while ((length = fread(buffer, 1, sizeof(buffer), file)) > 0)
	{
		if (width < 4)
		{
			for (i = 0; i < length / 4; i++)
				memmove(buffer + i * width, buffer + i * 4, width);
			length = length / 4 * width;
		}
		ScriptWrite(script, buffer, length);
	}
	if (ferror(file))
		ReportFail(STATUS_OUTPUT, "could not read a temporary file: %m");
}

/*
 * write_planes writes packed numbers: the lowest bytes of all, then the next
 * ones. The file is read once for each, so that nothing has to be kept.
 */
static void
write_planes(Script *script, const Column *column, const Layout *layout)
{
	double values[4096];
	unsigned char bytes[4096];
	size_t count;
	size_t i;
	int plane;

	for (plane = 0; plane < layout->width; plane++)
	{
		rewind_file(column->values);
		while ((count = read_values(column, values, 4096)) > 0)
		{
			for (i = 0; i < count; i++)
				bytes[i] = code_of(layout, values[i]) >> (8 * plane);
			ScriptWrite(script, bytes, count);
		}
	}
}

static void
write_dict_texts(Script *script, const Dict *dict)
{
	unsigned char length[4];
	uint32_t code;

	for (code = 1; code <= dict->count; code++)
	{
		encode_u32(length, (uint32_t) (dict->ends[code] - dict->ends[code - 1]));
		ScriptWrite(script, length, 4);
	}
	ScriptWrite(script, dict->bytes, dict->ends[dict->count]);
}

/*
 * ColumnTableWrite writes data/NAME.js: the container of a table whose columns have
 * table->rows values each; meta is JSON.
 */
void
ColumnTableWrite(ColumnTable *table, const char *name, const char *meta)
{
	Layout *layouts = MemoryAllocate(table->count * sizeof(Layout));
	unsigned char length[4];
	uint64_t offset = 0;
	Script *script;
	char *header;
	int i;

	for (i = 0; i < table->count; i++)
	{
		if (table->columns[i].omitted)
			continue;
		layouts[i] = lay_out_column(&table->columns[i], table->rows, offset);
		offset = round_up(offset + layouts[i].bytes, 8);
	}
	header = describe_columns(table, layouts, meta);
	script = ScriptOpen(name, offset);
	encode_u32(length, (uint32_t) strlen(header));
	ScriptWrite(script, length, 4);
	ScriptWrite(script, header, strlen(header));
	write_padding(script, 4 + strlen(header), 8);
	ScriptBreak(script);
	free(header);

	for (i = 0; i < table->count; i++)
	{
		Column *column = &table->columns[i];

		if (column->omitted)
			continue;
		if (layouts[i].width > 0 && column->dict == NULL)
			write_planes(script, column, &layouts[i]);
		else
			write_file(script, column->values, layouts[i].width ? layouts[i].width : 4);
		if (column->texts)
		{
			ScriptBreak(script);
			write_file(script, column->texts, 4);
		}
		if (column->dict)
		{
			write_padding(script, (uint64_t) layouts[i].width * table->rows, 4);
			write_dict_texts(script, column->dict);
		}
		write_padding(script, layouts[i].bytes, 8);
		ScriptBreak(script);
	}
	ScriptClose(script);
	free(layouts);
}
