/*
 * graph.c: all models and derivations as a file for other programs: GraphML,
 * GEXF, JSON or CSV, by the ending of its name. Rows are written as they are
 * read, whatever their number; the file appears by a rename once it is complete.
 *
 * A node is a model, an edge a derivation, from the base model to the derived
 * one. In GraphML and GEXF an id is "n" and the model_id: XML's ids cannot hold
 * a name. In JSON and CSV a model is its name.
 */
#define _GNU_SOURCE
#include "graph.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "copy.h"
#include "memory.h"
#include "report.h"
#include "text.h"

/* What is said of a node, in this order of fields, after its id */
static const struct
{
	const char *name;
	const char *type; /* in GraphML and GEXF */
} attributes[] = {{"name", "string"},      {"author", "string"},  {"task", "string"},
				  {"license", "string"},   {"downloads", "long"}, {"likes", "long"},
				  {"influence", "double"}, {"rank", "long"}};

#define ATTRIBUTES (sizeof(attributes) / sizeof(attributes[0]))
#define FIRST_NUMBER 4

/* Fields of a node: its id, then the attributes */
#define NODE_FIELDS (1 + ATTRIBUTES)

/* Fields of an edge */
enum
{
	EDGE_PARENT_ID,
	EDGE_CHILD_ID,
	EDGE_PARENT,
	EDGE_CHILD,
	EDGE_RELATION,
	EDGE_WEIGHT,
	EDGE_FIELDS
};

/*
 * How a format writes. Each adds to a text what comes next; n counts from 0.
 * Without `edges_apart` all goes into one file, else edges into a second one.
 */
typedef struct GraphFormat
{
	const char *ending;
	bool edges_apart;
	void (*begin)(Text *text, const DataFacts *facts);
	void (*node)(Text *text, const CopyField *fields, uint64_t n);
	void (*middle)(Text *text);
	void (*edge)(Text *text, const CopyField *fields, uint64_t n);
	void (*end)(Text *text);
} GraphFormat;

typedef struct GraphFile
{
	char *path;
	char *staged;
	gzFile stream; /* passes bytes on as they are where the name does not end in .gz */
	int fd;        /* the same file, to sync it */
} GraphFile;

static GraphFile files[2];

/* ---- GraphML ---- */

/*
 * unquoted_time adds a time of DataFacts, which is JSON, without its quotes.
 */
static void
unquoted_time(Text *text, const char *json)
{
	TextPut(text, json + 1, strlen(json) - 2);
}

static bool
is_known(const char *json)
{
	return json[0] == '"';
}

static void
begin_graphml(Text *text, const DataFacts *facts)
{
	size_t i;

	TextAdd(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				  "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
				  " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
				  " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
				  " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
	for (i = 0; i < ATTRIBUTES; i++)
		TextFormat(text, "<key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
				   attributes[i].name, attributes[i].name, attributes[i].type);
	TextAdd(text,
			"<key id=\"relation\" for=\"edge\" attr.name=\"relation\" attr.type=\"string\"/>\n"
			"<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
			"<key id=\"as_of\" for=\"graph\" attr.name=\"as_of\" attr.type=\"string\"/>\n"
			"<graph id=\"llmeco\" edgedefault=\"directed\">\n");
	if (is_known(facts->as_of))
	{
		TextAdd(text, "<data key=\"as_of\">");
		unquoted_time(text, facts->as_of);
		TextAdd(text, "</data>\n");
	}
}

static void
graphml_data(Text *text, const char *key, const CopyField *field)
{
	if (field->length < 0)
		return;
	TextFormat(text, "<data key=\"%s\">", key);
	TextXml(text, field);
	TextAdd(text, "</data>");
}

static void
graphml_node(Text *text, const CopyField *fields, uint64_t n)
{
	size_t i;

	(void) n;
	TextAdd(text, "<node id=\"n");
	TextField(text, &fields[0]);
	TextAdd(text, "\">");
	for (i = 0; i < ATTRIBUTES; i++)
		graphml_data(text, attributes[i].name, &fields[1 + i]);
	TextAdd(text, "</node>\n");
}

/*
 * xml_ends adds from where to where an edge leads.
 */
static void
xml_ends(Text *text, const CopyField *fields)
{
	TextAdd(text, " source=\"n");
	TextField(text, &fields[EDGE_PARENT_ID]);
	TextAdd(text, "\" target=\"n");
	TextField(text, &fields[EDGE_CHILD_ID]);
	TextAdd(text, "\"");
}

static void
graphml_edge(Text *text, const CopyField *fields, uint64_t n)
{
	(void) n;
	TextAdd(text, "<edge");
	xml_ends(text, fields);
	TextAdd(text, ">");
	graphml_data(text, "relation", &fields[EDGE_RELATION]);
	graphml_data(text, "weight", &fields[EDGE_WEIGHT]);
	TextAdd(text, "</edge>\n");
}

static void
end_graphml(Text *text)
{
	TextAdd(text, "</graph>\n</graphml>\n");
}

/* ---- GEXF 1.2, where the name is the label ---- */

static void
begin_gexf(Text *text, const DataFacts *facts)
{
	size_t i;

	TextAdd(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				  "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n<meta");
	if (is_known(facts->as_of))
		TextFormat(text, " lastmodifieddate=\"%.10s\"", facts->as_of + 1);
	TextAdd(text, "><creator>llmeco " VERSION "</creator>"
				  "<description>Lineage of open-source AI models</description></meta>\n"
				  "<graph defaultedgetype=\"directed\" mode=\"static\">\n"
				  "<attributes class=\"node\">\n");
	for (i = 1; i < ATTRIBUTES; i++)
		TextFormat(text, "<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", attributes[i].name,
				   attributes[i].name, attributes[i].type);
	TextAdd(text, "</attributes>\n<attributes class=\"edge\">\n"
				  "<attribute id=\"relation\" title=\"relation\" type=\"string\"/>\n"
				  "</attributes>\n<nodes>\n");
}

static void
gexf_value(Text *text, const char *key, const CopyField *field)
{
	if (field->length < 0)
		return;
	TextFormat(text, "<attvalue for=\"%s\" value=\"", key);
	TextXml(text, field);
	TextAdd(text, "\"/>");
}

static void
gexf_node(Text *text, const CopyField *fields, uint64_t n)
{
	size_t i;

	(void) n;
	TextAdd(text, "<node id=\"n");
	TextField(text, &fields[0]);
	TextAdd(text, "\" label=\"");
	TextXml(text, &fields[1]);
	TextAdd(text, "\"><attvalues>");
	for (i = 1; i < ATTRIBUTES; i++)
		gexf_value(text, attributes[i].name, &fields[1 + i]);
	TextAdd(text, "</attvalues></node>\n");
}

static void
gexf_middle(Text *text)
{
	TextAdd(text, "</nodes>\n<edges>\n");
}

static void
gexf_edge(Text *text, const CopyField *fields, uint64_t n)
{
	TextFormat(text, "<edge id=\"e%llu\"", (unsigned long long) n);
	xml_ends(text, fields);
	TextAdd(text, " weight=\"");
	TextField(text, &fields[EDGE_WEIGHT]);
	TextAdd(text, "\"><attvalues>");
	gexf_value(text, "relation", &fields[EDGE_RELATION]);
	TextAdd(text, "</attvalues></edge>\n");
}

static void
end_gexf(Text *text)
{
	TextAdd(text, "</edges>\n</graph>\n</gexf>\n");
}

/* ---- JSON: node-link data, as networkx and d3 read it ---- */

static void
begin_json(Text *text, const DataFacts *facts)
{
	TextFormat(text,
			   "{\"directed\":true,\"multigraph\":false,\"graph\":{\"as_of\":%s,"
			   "\"generator\":\"llmeco " VERSION "\"},\n\"nodes\":[",
			   facts->as_of);
}

static void
json_value(Text *text, const char *key, const CopyField *field, bool number)
{
	if (field->length < 0)
		return;
	TextFormat(text, ",\"%s\":", key);
	if (number)
		TextField(text, field);
	else
		TextJson(text, field);
}

static void
json_node(Text *text, const CopyField *fields, uint64_t n)
{
	size_t i;

	TextAdd(text, n > 0 ? ",\n{\"id\":" : "\n{\"id\":");
	TextJson(text, &fields[1]);
	for (i = 1; i < ATTRIBUTES; i++)
		json_value(text, attributes[i].name, &fields[1 + i], i >= FIRST_NUMBER);
	TextAdd(text, "}");
}

static void
json_middle(Text *text)
{
	TextAdd(text, "\n],\n\"links\":[");
}

static void
json_edge(Text *text, const CopyField *fields, uint64_t n)
{
	TextAdd(text, n > 0 ? ",\n{\"source\":" : "\n{\"source\":");
	TextJson(text, &fields[EDGE_PARENT]);
	TextAdd(text, ",\"target\":");
	TextJson(text, &fields[EDGE_CHILD]);
	json_value(text, "relation", &fields[EDGE_RELATION], false);
	json_value(text, "weight", &fields[EDGE_WEIGHT], true);
	TextAdd(text, "}");
}

static void
end_json(Text *text)
{
	TextAdd(text, "\n]}\n");
}

/* ---- CSV, with a byte order mark for spreadsheets ---- */

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
begin_csv(Text *text, const DataFacts *facts)
{
	size_t i;

	(void) facts;
	TextAdd(text, BYTE_ORDER_MARK);
	for (i = 0; i < ATTRIBUTES; i++)
		TextFormat(text, "%s%s", i > 0 ? "," : "", attributes[i].name);
	TextAdd(text, "\r\n");
}

/*
 * csv_row adds fields as a line. Numbers come as they are: a sign is no formula.
 */
static void
csv_row(Text *text, const CopyField *fields, int count, int numbers_from)
{
	int i;

	for (i = 0; i < count; i++)
	{
		if (i > 0)
			TextAdd(text, ",");
		if (i < numbers_from)
			TextCsv(text, &fields[i]);
		else if (fields[i].length > 0)
			TextField(text, &fields[i]);
	}
	TextAdd(text, "\r\n");
}

static void
csv_node(Text *text, const CopyField *fields, uint64_t n)
{
	(void) n;
	csv_row(text, &fields[1], ATTRIBUTES, FIRST_NUMBER);
}

static void
csv_middle(Text *text)
{
	TextAdd(text, BYTE_ORDER_MARK "source,target,relation,weight\r\n");
}

static void
csv_edge(Text *text, const CopyField *fields, uint64_t n)
{
	(void) n;
	csv_row(text, &fields[EDGE_PARENT], EDGE_FIELDS - EDGE_PARENT, EDGE_WEIGHT - EDGE_PARENT);
}

/* ---- the file ---- */

static const GraphFormat formats[] =
	{{".graphml", false, begin_graphml, graphml_node, NULL, graphml_edge, end_graphml},
	 {".gexf", false, begin_gexf, gexf_node, gexf_middle, gexf_edge, end_gexf},
	 {".json", false, begin_json, json_node, json_middle, json_edge, end_json},
	 {".csv", true, begin_csv, csv_node, csv_middle, csv_edge, NULL}};

static bool
ends_with(const char *path, size_t length, const char *ending)
{
	size_t end = strlen(ending);

	return length > end && strncmp(path + length - end, ending, end) == 0;
}

/*
 * find_format returns the format of a file's name, and how long the name is
 * without the ending.
 */
static const GraphFormat *
find_format(const char *path, size_t *stem)
{
	size_t length = strlen(path);
	size_t i;

	if (ends_with(path, length, ".gz"))
		length -= 3;
	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (ends_with(path, length, formats[i].ending))
		{
			*stem = length - strlen(formats[i].ending);
			return &formats[i];
		}
	ReportFail(STATUS_OUTPUT,
			   "option --graph needs a file whose name ends in .graphml, .gexf, .json or .csv,"
			   " or one of these and .gz: \"%s\"",
			   path);
}

/*
 * GraphCheck ends the program where the name of the file says no format.
 */
void
GraphCheck(const char *path)
{
	size_t stem;

	(void) find_format(path, &stem);
}

static void
discard_files(void)
{
	size_t i;

	for (i = 0; i < 2; i++)
		if (files[i].staged != NULL)
			unlink(files[i].staged);
}

static void
open_file(GraphFile *file, char *path)
{
	size_t length = strlen(path);
	mode_t mask = umask(0);

	umask(mask);
	file->path = path;
	file->staged = MemoryFormat("%s.XXXXXX", path);
	file->fd = mkstemp(file->staged);
	if (file->fd < 0)
	{
		free(file->staged);
		file->staged = NULL;
		ReportFail(STATUS_OUTPUT, "could not create file \"%s\": %m", path);
	}
	report_cleanup = discard_files;
	file->stream = gzdopen(dup(file->fd), ends_with(path, length, ".gz") ? "wb6" : "wbT");
	if (file->stream == NULL || fchmod(file->fd, 0666 & ~mask) != 0)
		ReportFail(STATUS_OUTPUT, "could not open file \"%s\": %m", path);
	gzbuffer(file->stream, 1 << 17);
}

/*
 * put writes what a text has, and empties it.
 */
static void
put(GraphFile *file, Text *text)
{
	if (text->length > 0 &&
		gzfwrite(text->bytes, 1, text->length, file->stream) != (z_size_t) text->length)
		ReportFail(STATUS_OUTPUT, "could not write file \"%s\": %m", file->path);
	text->length = 0;
}

static uint64_t
close_file(GraphFile *file)
{
	struct stat status;

	if (gzclose(file->stream) != Z_OK || fsync(file->fd) != 0 || fstat(file->fd, &status) != 0 ||
		close(file->fd) != 0)
		ReportFail(STATUS_OUTPUT, "could not write file \"%s\": %m", file->path);
	return (uint64_t) status.st_size;
}

static void
put_in_place(GraphFile *file)
{
	if (rename(file->staged, file->path) != 0)
		ReportFail(STATUS_OUTPUT, "could not rename file \"%s\" to \"%s\": %m", file->staged,
				   file->path);
	free(file->staged);
	file->staged = NULL;
}

/*
 * write_rows writes what a query returns, row by row, and returns how many.
 */
static uint64_t
write_rows(PGconn *conn, const char *query, int count, const char *what,
		   void (*add)(Text *, const CopyField *, uint64_t), GraphFile *file)
{
	CopyField fields[COPY_MAX_FIELDS];
	Text text = {0};
	uint64_t n = 0;
	Copy copy;

	CopyStart(&copy, conn, query);
	while (CopyRow(&copy, fields, count))
	{
		add(&text, fields, n++);
		put(file, &text);
		if (n % 1024 == 0)
			ReportProgress(what, n, 0);
	}
	TextFree(&text);
	ReportStep("wrote %llu %s", (unsigned long long) n, what);
	return n;
}

/*
 * GraphWrite writes the graph: models in order of rank, as in the site, the best
 * `limit` of them; derivations in order of the models' ids. CSV is two files.
 */
void
GraphWrite(PGconn *conn, const char *path, DataFacts *facts)
{
	size_t stem;
	const GraphFormat *format = find_format(path, &stem);
	GraphFile *edges = format->edges_apart ? &files[1] : &files[0];
	char *order = MemoryFormat(facts->limit > 0 ? DATA_MODEL_ORDER " LIMIT %u" : DATA_MODEL_ORDER,
							   facts->limit);
	char *limited = MemoryFormat("WITH m AS MATERIALIZED (SELECT q.model_id"
								 " FROM llmeco.model_details q ORDER BY %s) ",
								 order);
	char *nodes_query = MemoryFormat("SELECT q.model_id::text, q.name, q.author, q.task,"
									 " q.license, q.downloads::text, q.likes::text,"
									 " q.influence::text, (" DATA_LISTED_RANK ")::text"
									 " FROM llmeco.model_details q ORDER BY %s",
									 order);
	char *edges_query =
		MemoryFormat("%sSELECT e.parent_id::text, e.child_id::text, e.parent, e.child, e.relation,"
					 " e.weight::text FROM llmeco.network_edges e%s"
					 " ORDER BY e.parent_id, e.child_id",
					 facts->limit > 0 ? limited : "",
					 facts->limit > 0 ? " WHERE e.parent_id IN (SELECT m.model_id FROM m)"
										" AND e.child_id IN (SELECT m.model_id FROM m)"
									  : "");
	Text text = {0};
	uint64_t bytes = 0;
	uint64_t models;
	uint64_t derivations;

	if (format->edges_apart)
	{
		open_file(&files[0], MemoryFormat("%.*s-nodes%s", (int) stem, path, path + stem));
		open_file(&files[1], MemoryFormat("%.*s-edges%s", (int) stem, path, path + stem));
	}
	else
		open_file(&files[0], MemoryFormat("%s", path));

	format->begin(&text, facts);
	put(&files[0], &text);
	models = write_rows(conn, nodes_query, NODE_FIELDS, "models", format->node, &files[0]);
	if (format->middle)
		format->middle(&text);
	put(edges, &text);
	derivations = write_rows(conn, edges_query, EDGE_FIELDS, "derivations", format->edge, edges);
	if (format->end)
		format->end(&text);
	put(edges, &text);

	bytes = close_file(&files[0]);
	if (format->edges_apart)
		bytes += close_file(&files[1]);
	put_in_place(&files[0]);
	if (format->edges_apart)
		put_in_place(&files[1]);
	report_cleanup = NULL;
	ReportClearProgress();
	if (!report_quiet)
		printf("%s%s%s: %llu models, %llu derivations, %.1f MB\n", files[0].path,
			   format->edges_apart ? " and " : "", format->edges_apart ? files[1].path : "",
			   (unsigned long long) models, (unsigned long long) derivations, bytes / 1e6);
	if (fflush(stdout) != 0)
		ReportFail(STATUS_OUTPUT, "could not write to standard output: %m");
	TextFree(&text);
	free(edges_query);
	free(nodes_query);
	free(limited);
	free(order);
}
