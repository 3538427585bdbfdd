/*
 * connect.h: the connection and its one read-only transaction.
 */
#ifndef LLMECO_VIZ_CONNECT_H
#define LLMECO_VIZ_CONNECT_H

#include <libpq-fe.h>
#include <stdbool.h>

/* NULL: libpq's default (environment, service file) */
typedef struct ConnectOptions
{
	const char *host;
	const char *port;
	const char *user;
	const char *database; /* name, connection string or URI */
	bool ask_password;
	bool never_ask;
} ConnectOptions;

extern PGconn *Connect(const ConnectOptions *options);
extern PGconn *ConnectBeside(PGconn *conn);
extern PGresult *ConnectQuery(PGconn *conn, const char *sql);
extern void ConnectFail(PGconn *conn, const char *message) __attribute__((noreturn));

#endif
