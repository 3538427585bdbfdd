/*
 * connect.c: connects as psql does, asks for a password where one is needed,
 * and opens the transaction that everything is read in.
 */
#define _GNU_SOURCE
#include "connect.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

/* Of Connect and ConnectBeside: what an interrupt ends */
static PGcancel *cancels[2] = {NULL, NULL};

static int terminal_fd = -1;
static struct termios terminal_before;

/*
 * restore_terminal is the handler of an interrupt while the terminal's echo is
 * off; only calls that are safe in a handler.
 */
static void
restore_terminal(int signal_number)
{
	tcsetattr(terminal_fd, TCSAFLUSH, &terminal_before);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/*
 * ask_password reads a password from the terminal without echo, from standard
 * input where there is no terminal. The caller frees it.
 */
static char *
ask_password(const char *user)
{
	FILE *terminal = fopen("/dev/tty", "r+");
	FILE *from = terminal ? terminal : stdin;
	FILE *to = terminal ? terminal : stderr;
	void (*interrupt_before)(int) = SIG_DFL;
	bool silenced = false;
	struct termios silent;
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;

	terminal_fd = fileno(from);
	if (tcgetattr(terminal_fd, &terminal_before) == 0)
	{
		silenced = true;
		interrupt_before = signal(SIGINT, restore_terminal);
		silent = terminal_before;
		silent.c_lflag &= ~(tcflag_t) ECHO;
		tcsetattr(terminal_fd, TCSAFLUSH, &silent);
	}
	if (user != NULL && user[0] != '\0')
		fprintf(to, "Password for user %s: ", user);
	else
		fputs("Password: ", to);
	fflush(to);
	length = getline(&line, &capacity, from);
	if (silenced)
	{
		tcsetattr(terminal_fd, TCSAFLUSH, &terminal_before);
		signal(SIGINT, interrupt_before);
		fputc('\n', to);
	}
	if (length < 0)
		ReportFail(STATUS_CONNECTION, "no password was given");
	line[strcspn(line, "\r\n")] = '\0';
	if (terminal)
		fclose(terminal);
	return line;
}

static PGconn *
try_connect(const ConnectOptions *options, const char *password)
{
	const char *keywords[] = {"host",
							  "port",
							  "user",
							  "password",
							  "dbname",
							  "fallback_application_name",
							  "client_encoding",
							  NULL};
	const char *values[] = {options->host,     options->port, options->user, password,
							options->database, "llmeco-viz",  "UTF8",        NULL};
	PGconn *conn = PQconnectdbParams(keywords, values, 1);

	if (conn == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	return conn;
}

/*
 * cancel_queries asks the server to end the running queries; libpq allows it in a
 * signal handler.
 */
static void
cancel_queries(void)
{
	char problem[256];
	int i;

	for (i = 0; i < 2; i++)
		if (cancels[i] != NULL)
			PQcancel(cancels[i], problem, sizeof(problem));
}

/*
 * ConnectFail reports what the server or the connection said about a query.
 */
void
ConnectFail(PGconn *conn, const char *message)
{
	if (PQstatus(conn) == CONNECTION_BAD)
		ReportFail(STATUS_CONNECTION, "%s", PQerrorMessage(conn));
	ReportFail(STATUS_SQL, "%s", message);
}

/*
 * ConnectQuery runs one statement; the caller clears the result.
 */
PGresult *
ConnectQuery(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);

	ReportCheckInterrupts();
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		ConnectFail(conn, PQresultErrorMessage(result));
	return result;
}

/*
 * begin_reading opens the transaction: one snapshot for all queries, nothing
 * can be written, names mean the system's. A site takes its time: timeouts
 * that are set for interactive use do not apply, as in pg_dump. A day is a
 * day in UTC. Compiling the wide queries takes longer than running them.
 */
static void
begin_reading(PGconn *conn)
{
	static const char *const statements[] = {
		"SET statement_timeout = 0",
		"SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)",
		"SET idle_in_transaction_session_timeout = 0",
		"SET extra_float_digits = 1",
		"SET datestyle = 'ISO, YMD'",
		"SET timezone = 'UTC'",
		"SET jit = off",
		"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
	};
	size_t i;

	for (i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
		PQclear(ConnectQuery(conn, statements[i]));
}

/*
 * Connect returns a connection inside a read-only transaction.
 */
PGconn *
Connect(const ConnectOptions *options)
{
	char *password = options->ask_password ? ask_password(options->user) : NULL;
	PGconn *conn = try_connect(options, password);

	if (PQstatus(conn) == CONNECTION_BAD && PQconnectionNeedsPassword(conn) && password == NULL &&
		!options->never_ask)
	{
		password = ask_password(PQuser(conn));
		PQfinish(conn);
		conn = try_connect(options, password);
	}
	if (PQstatus(conn) == CONNECTION_BAD)
		ReportFail(STATUS_CONNECTION, "%s", PQerrorMessage(conn));
	if (password != NULL)
	{
		explicit_bzero(password, strlen(password));
		free(password);
	}
	cancels[0] = PQgetCancel(conn);
	ReportCatchInterrupts(cancel_queries);
	begin_reading(conn);
	return conn;
}

/*
 * connect_again makes a second connection to the server of the first, as that one was made.
 */
static PGconn *
connect_again(PGconn *conn)
{
	PQconninfoOption *options = PQconninfo(conn);
	PQconninfoOption *option;
	const char *keywords[64] = {NULL};
	const char *values[64];
	PGconn *again;
	int count = 0;

	if (options == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	for (option = options; option->keyword != NULL && count < 63; option++)
	{
		if (option->val == NULL)
			continue;
		keywords[count] = option->keyword;
		/* of several hosts the one that answered */
		if (strcmp(option->keyword, "host") == 0)
			values[count] = PQhost(conn);
		else if (strcmp(option->keyword, "hostaddr") == 0)
			values[count] = PQhostaddr(conn);
		else if (strcmp(option->keyword, "port") == 0)
			values[count] = PQport(conn);
		else
			values[count] = option->val;
		count++;
	}
	again = PQconnectdbParams(keywords, values, 0);
	PQconninfoFree(options);
	if (again == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	return again;
}

/*
 * share_snapshot has the second connection read what the first reads.
 */
static bool
share_snapshot(PGconn *conn, PGconn *beside)
{
	PGresult *result = ConnectQuery(conn, "SELECT pg_export_snapshot()");
	char *sql = MemoryFormat("SET TRANSACTION SNAPSHOT '%s'", PQgetvalue(result, 0, 0));
	bool shared;

	PQclear(result);
	begin_reading(beside);
	result = PQexec(beside, sql);
	shared = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	free(sql);
	return shared;
}

/*
 * ConnectBeside returns a second connection that reads the same snapshot as the first, so
 * that the server can make the rows of one query while those of others are written. Both then
 * go without parallel workers, which would take from each other more than they bring.
 * NULL: there is none to be had, or (a pool that leads elsewhere) it cannot share a snapshot.
 */
PGconn *
ConnectBeside(PGconn *conn)
{
	PGconn *beside = connect_again(conn);

	if (PQstatus(beside) == CONNECTION_OK)
	{
		cancels[1] = PQgetCancel(beside);
		if (share_snapshot(conn, beside))
		{
			PQclear(ConnectQuery(conn, "SET max_parallel_workers_per_gather = 0"));
			PQclear(ConnectQuery(beside, "SET max_parallel_workers_per_gather = 0"));
			return beside;
		}
		cancels[1] = NULL;
	}
	ReportStep("no second connection: %.*s", (int) strcspn(PQerrorMessage(beside), "\n"),
			   PQerrorMessage(beside));
	PQfinish(beside);
	return NULL;
}
