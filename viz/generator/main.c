/*
 * main.c: llmeco-viz writes a static site from the views of schema llmeco.
 * Options, and the order of work.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect.h"
#include "data.h"
#include "folder.h"
#include "graph.h"
#include "hosted.h"
#include "report.h"
#include "script.h"
#include "site.h"

/* As many models as a page loads and searches without making a person wait */
#define DEFAULT_LIMIT 250000

/* Of each kind, where the site knows its address */
#define DEFAULT_STATIC_PAGES 1000

#define NO_NUMBER UINT32_MAX

typedef struct Options
{
	ConnectOptions connect;
	const char *output;
	const char *graph;
	const char *front_end;
	char *base_url;
	uint32_t limit; /* NO_NUMBER: not given */
	uint32_t static_pages;
	bool force;
} Options;

static void
print_help(void)
{
	puts("llmeco-viz writes a static web site from a database with the extension llmeco.\n"
		 "\n"
		 "Usage:\n"
		 "  llmeco-viz [OPTION]... [DBNAME]\n"
		 "\n"
		 "The site is a folder: open its index.html by double click, or serve it from\n"
		 "any web server. Run again to bring it up to date.\n"
		 "\n"
		 "Output options:\n"
		 "  -o, --output=FOLDER      where to write (default: llmeco-site)\n"
		 "      --limit=N            the N models with the most influence (default: 250000,\n"
		 "                           which a browser handles well; 0: all)\n"
		 "      --graph=FILE         write all models and derivations into a file instead\n"
		 "                           of the site: .graphml, .gexf, .json or .csv, and .gz\n"
		 "      --base-url=ADDRESS   where the site will be on the web: addresses and texts for\n"
		 "                           search engines, static pages, feeds, sitemap, robots.txt,\n"
		 "                           a service worker\n"
		 "      --static-pages=N     then: of the first N models, authors and families each\n"
		 "                           (default: 1000)\n"
		 "      --force              write into a folder that has other files, too\n"
		 "      --site=FOLDER        front end to use instead of the installed one\n"
		 "                           (default: environment variable LLMECO_VIZ_SITE)\n"
		 "  -q, --quiet              print errors only\n"
		 "  -v, --verbose            print each step with its time\n"
		 "  -V, --version            print the version, then exit\n"
		 "  -?, --help               print this help, then exit\n"
		 "\n"
		 "Connection options:\n"
		 "  -d, --dbname=DBNAME      database, connection string or URI\n"
		 "  -h, --host=HOSTNAME      database server host or socket directory\n"
		 "  -p, --port=PORT          database server port\n"
		 "  -U, --username=USERNAME  database user name\n"
		 "  -w, --no-password        never ask for a password\n"
		 "  -W, --password           ask for a password before connecting\n"
		 "What is not given comes from the environment (PGHOST, PGDATABASE, ...) or a\n"
		 "service file, as for psql.\n"
		 "\n"
		 "Exit status: 0 done, 1 wrong usage or the site cannot be written, 2 no\n"
		 "connection, 3 a query went wrong or the views have another version.");
}

static uint32_t
read_number(const char *option, const char *what, const char *text)
{
	char *end;
	unsigned long number;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || strchr(text, '-') != NULL ||
		number > INT32_MAX)
		ReportFail(STATUS_OUTPUT, "option %s needs a number of %s, 0 to %d: \"%s\"", option, what,
				   INT32_MAX, text);
	return (uint32_t) number;
}

static Options
read_options(int argc, char **argv)
{
	enum
	{
		OPTION_SITE = 1000,
		OPTION_LIMIT,
		OPTION_GRAPH,
		OPTION_BASE_URL,
		OPTION_STATIC_PAGES,
		OPTION_FORCE
	};
	static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
												 {"limit", required_argument, NULL, OPTION_LIMIT},
												 {"graph", required_argument, NULL, OPTION_GRAPH},
												 {"base-url", required_argument, NULL,
												  OPTION_BASE_URL},
												 {"static-pages", required_argument, NULL,
												  OPTION_STATIC_PAGES},
												 {"force", no_argument, NULL, OPTION_FORCE},
												 {"site", required_argument, NULL, OPTION_SITE},
												 {"quiet", no_argument, NULL, 'q'},
												 {"verbose", no_argument, NULL, 'v'},
												 {"version", no_argument, NULL, 'V'},
												 {"help", no_argument, NULL, '?'},
												 {"dbname", required_argument, NULL, 'd'},
												 {"host", required_argument, NULL, 'h'},
												 {"port", required_argument, NULL, 'p'},
												 {"username", required_argument, NULL, 'U'},
												 {"no-password", no_argument, NULL, 'w'},
												 {"password", no_argument, NULL, 'W'},
												 {NULL, 0, NULL, 0}};
	Options options = {.limit = NO_NUMBER,
					   .static_pages = NO_NUMBER,
					   .front_end = getenv("LLMECO_VIZ_SITE")};
	int option;

	/* As psql: getopt answers '?' for a wrong option, too. */
	if (argc > 1 && (strcmp(argv[1], "-?") == 0 || strcmp(argv[1], "--help") == 0))
	{
		print_help();
		exit(STATUS_OK);
	}
	while ((option = getopt_long(argc, argv, "o:qvVd:h:p:U:wW", long_options, NULL)) != -1)
		switch (option)
		{
			case 'o': options.output = optarg; break;
			case OPTION_LIMIT: options.limit = read_number("--limit", "models", optarg); break;
			case OPTION_BASE_URL: options.base_url = HostedBase(optarg); break;
			case OPTION_STATIC_PAGES:
				options.static_pages = read_number("--static-pages", "pages", optarg);
				break;
			case OPTION_GRAPH: options.graph = optarg; break;
			case OPTION_FORCE: options.force = true; break;
			case OPTION_SITE: options.front_end = optarg; break;
			case 'q': report_quiet = true; break;
			case 'v': report_verbose = true; break;
			case 'V': puts("llmeco-viz " VERSION); exit(STATUS_OK);
			case 'd': options.connect.database = optarg; break;
			case 'h': options.connect.host = optarg; break;
			case 'p': options.connect.port = optarg; break;
			case 'U': options.connect.user = optarg; break;
			case 'w': options.connect.never_ask = true; break;
			case 'W': options.connect.ask_password = true; break;
			default:
				fputs("llmeco-viz: hint: Try \"llmeco-viz --help\" for more information.\n",
					  stderr);
				exit(STATUS_OUTPUT);
		}
	if (optind < argc && options.connect.database == NULL)
		options.connect.database = argv[optind++];
	if (optind < argc)
		ReportFailWithHint(STATUS_OUTPUT, "Try \"llmeco-viz --help\" for more information.",
						   "too many command-line arguments (first is \"%s\")", argv[optind]);
	if (options.graph != NULL && options.output != NULL)
		ReportFail(STATUS_OUTPUT, "options --graph and -o/--output cannot be used together");
	if (options.graph != NULL && options.base_url != NULL)
		ReportFail(STATUS_OUTPUT, "options --graph and --base-url cannot be used together");
	if (options.graph != NULL)
		GraphCheck(options.graph);
	if (options.static_pages == NO_NUMBER)
		options.static_pages = DEFAULT_STATIC_PAGES;
	else if (options.base_url == NULL)
		ReportFail(STATUS_OUTPUT, "option --static-pages needs --base-url");
	if (options.limit == NO_NUMBER)
		options.limit = options.graph != NULL ? 0 : DEFAULT_LIMIT;
	if (options.output == NULL)
		options.output = "llmeco-site";
	if (options.output[0] == '\0')
		ReportFail(STATUS_OUTPUT, "the name of the output folder is empty");
	if (options.connect.never_ask && options.connect.ask_password)
		ReportFail(STATUS_OUTPUT,
				   "options -w/--no-password and -W/--password cannot be used together");
	return options;
}

/*
 * print_result says in one line what was written; scripts may read it.
 */
static void
print_result(const Options *options, const DataFacts *facts, const FolderResult *result)
{
	if (report_quiet)
		return;
	printf("%s/index.html: %u models, %u derivations, %d files, %.1f MB, %d changed\n",
		   options->output, facts->models, facts->edges, result->files, result->bytes / 1e6,
		   result->changed);
	if (fflush(stdout) != 0)
		ReportFail(STATUS_OUTPUT, "could not write to standard output: %m");
}

/*
 * connect_to_views connects, and checks that the views are those of this program.
 */
static PGconn *
connect_to_views(const Options *options, DataFacts *facts)
{
	PGconn *conn = Connect(&options->connect);

	ReportStep("connected to database \"%s\"", PQdb(conn));
	DataReadContract(conn, facts);
	return conn;
}

static void
write_graph(const Options *options)
{
	DataFacts facts = {.limit = options->limit};
	PGconn *conn = connect_to_views(options, &facts);

	GraphWrite(conn, options->graph, &facts);
	PQfinish(conn);
}

/*
 * write_pages writes what has the key of the run, which is known when all data
 * files are written: the pages, and what goes with them where the site knows its
 * address.
 */
static void
write_pages(PGconn *conn, const Options *options, const char *front_end, const DataFacts *facts)
{
	Hosted hosted = {.base = options->base_url,
					 .static_pages = options->static_pages,
					 .facts = facts,
					 .run = ScriptStampAll(),
					 .has_author = SiteHasPage(front_end, "author.html"),
					 .has_family = SiteHasPage(front_end, "family.html")};
	bool is_hosted = options->base_url != NULL;

	SiteCopyPages(front_end, hosted.run, is_hosted ? HostedHead : NULL, &hosted);
	if (is_hosted)
		HostedWrite(conn, &hosted, front_end);
}

static void
write_site(const Options *options)
{
	char *front_end = SiteFindFrontEnd(options->front_end);
	DataFacts facts = {.limit = options->limit};
	FolderResult result;
	PGconn *conn;

	FolderCheck(options->output, options->force);
	ReportStep("front end: %s", front_end);
	conn = connect_to_views(options, &facts);

	FolderOpen(options->output, options->force);
	SiteCopyFrontEnd(front_end);
	DataWrite(conn, &facts);
	write_pages(conn, options, front_end, &facts);
	PQfinish(conn);

	result = FolderFinish();
	ReportClearProgress();
	ReportStep("put %d files in place", result.files);
	print_result(options, &facts, &result);
}

int
main(int argc, char **argv)
{
	Options options = read_options(argc, argv);

#ifdef M_TOP_PAD
	/*
	 * The buffers of a file are freed with it and taken anew for the next, of thousands: to give
	 * them back to the kernel each time, which clears them, took most of a site's time.
	 */
	mallopt(M_TOP_PAD, 16 * 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
#endif
	if (options.graph != NULL)
		write_graph(&options);
	else
		write_site(&options);
	return STATUS_OK;
}
