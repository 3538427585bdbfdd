"""What the Python peers share: parameters, connection, clock.

usage of a peer: PEER [VARIANT] RUNS; it prints 'ms' a line for each run.
"""
import datetime
import sys
import time

import psycopg2

ALPHA = (0.6, 0.3, 0.1)
W = (0.2, 0.4, 0.2, 0.2)
LAMBDA = 0.001
TOL = 1e-6
MAX_ITER = 100
AS_OF = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
COLUMNS = "model_id bigint, self_influence float8, child_influence float8, parent_influence float8, influence float8"


def measure(table, job):
    """Runs job(connection) as often as asked for.

    It reads, computes and fills bench.table; or only computes, and returns what
    then fills it, when the clock has stopped.
    """
    connection = psycopg2.connect("")
    for _ in range(int(sys.argv[-1])):
        with connection, connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench.%s" % table)
            cursor.execute("CREATE TABLE bench.%s (%s)" % (table, COLUMNS))
        began = time.perf_counter()
        store = job(connection)
        if store is None:
            connection.commit()
        print("%.3f" % ((time.perf_counter() - began) * 1000), flush=True)
        if store is not None:
            store()
            connection.commit()
