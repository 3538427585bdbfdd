/*
 * main.c: llmeco-viz writes a static site from the views of schema llmeco.
 * Options, and the order of work.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connect.h"
#include "data.h"
#include "folder.h"
#include "report.h"
#include "script.h"
#include "site.h"

/* As many models as a page loads and searches without making a person wait */
#define DEFAULT_LIMIT 250000

typedef struct Options
{
	ConnectOptions connect;
	const char *output;
	const char *front_end;
	uint32_t limit;
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
read_limit(const char *text)
{
	char *end;
	unsigned long limit;

	errno = 0;
	limit = strtoul(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || strchr(text, '-') != NULL || limit > INT32_MAX)
		ReportFail(STATUS_OUTPUT, "option --limit needs a number of models, 0 to %d: \"%s\"",
				   INT32_MAX, text);
	return (uint32_t) limit;
}

static Options
read_options(int argc, char **argv)
{
	enum
	{
		OPTION_SITE = 1000,
		OPTION_LIMIT,
		OPTION_FORCE
	};
	static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
												 {"limit", required_argument, NULL, OPTION_LIMIT},
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
	Options options = {.output = "llmeco-site",
					   .limit = DEFAULT_LIMIT,
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
			case OPTION_LIMIT: options.limit = read_limit(optarg); break;
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

int
main(int argc, char **argv)
{
	Options options = read_options(argc, argv);
	char *front_end = SiteFindFrontEnd(options.front_end);
	DataFacts facts = {.limit = options.limit};
	FolderResult result;
	PGconn *conn;

	FolderCheck(options.output, options.force);
	ReportStep("front end: %s", front_end);
	conn = Connect(&options.connect);
	ReportStep("connected to database \"%s\"", PQdb(conn));
	DataReadContract(conn, &facts);

	FolderOpen(options.output, options.force);
	SiteCopyFrontEnd(front_end);
	DataWrite(conn, &facts);
	PQfinish(conn);
	SiteCopyPages(front_end, ScriptStampAll());

	result = FolderFinish();
	ReportClearProgress();
	ReportStep("put %d files in place", result.files);
	print_result(&options, &facts, &result);
	return STATUS_OK;
}
