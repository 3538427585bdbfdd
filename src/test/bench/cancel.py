"""How long a cancelled call goes on: ms from pg_cancel_backend to the error.

usage: cancel.py SQL TIMES; the moments are spread evenly at random (seeded)
over the call. Prints the longest of TIMES. The call is rolled back.
"""
import random
import sys
import threading
import time

import psycopg2
from psycopg2.errors import QueryCanceled


def run(connection, sql, ended):
    """Runs sql to its end or its cancellation; ended gets whether it was cancelled, and when."""
    try:
        connection.cursor().execute(sql)
        cancelled = False
    except QueryCanceled:
        cancelled = True
    ended.append((cancelled, time.perf_counter()))


def main():
    sql, times = sys.argv[1], int(sys.argv[2])
    worker, other = psycopg2.connect(""), psycopg2.connect("")
    other.autocommit = True
    began = time.perf_counter()
    run(worker, sql, [])
    length = time.perf_counter() - began
    worker.rollback()
    moments = random.Random(1)
    waits, tries = [], 0
    while len(waits) < times and tries < 20 * times:
        tries += 1
        ended = []
        thread = threading.Thread(target=run, args=(worker, sql, ended))
        thread.start()
        time.sleep(moments.uniform(0, length))
        sent = time.perf_counter()
        other.cursor().execute("SELECT pg_cancel_backend(%s)", (worker.info.backend_pid,))
        thread.join()
        worker.rollback()
        cancelled, when = ended[0]
        if cancelled:
            waits.append((when - sent) * 1000)
    if len(waits) < times:
        sys.exit("only %d of %d calls could be cancelled before they ended" % (len(waits), times))
    print("%.3f" % max(waits))


main()
