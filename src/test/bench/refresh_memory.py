"""Peak private memory of CALL llmeco_refresh_all() over so many pages, bytes.

refresh_memory.py PAGES prints three numbers: the peak while pages were read and
stored; that of ANALYZE after them, which takes a sample of 30,000 rows however
many there are; and that of the influence computed after it. They are the
backend's anonymous pages (RssAnon: its heap, neither libraries nor shared
buffers), read every two milliseconds.
"""
import sys
import threading
import time

import psycopg2


def private_bytes(pid):
    with open("/proc/%d/status" % pid, encoding="ascii") as status:
        for line in status:
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) * 1024
    raise RuntimeError("no RssAnon")


def connect():
    connection = psycopg2.connect("")
    connection.autocommit = True
    return connection, connection.cursor()


def main():
    connection, cursor = connect()
    watch = connect()[1]
    pid = connection.info.backend_pid
    wanted = int(sys.argv[1])
    thread = threading.Thread(target=cursor.execute, args=(
        "CALL llmeco_refresh_all('{models}', 'all', max_seconds => 3600,"
        " max_requests => %s)", (wanted,)))
    thread.start()
    samples = []
    while thread.is_alive():
        size = private_bytes(pid)
        # a page is committed when it is stored
        watch.execute("SELECT coalesce(max(pages), 0) FROM llmeco.refresh_runs")
        samples.append((time.time(), watch.fetchone()[0] < wanted, size))
        time.sleep(0.002)
    thread.join()
    cursor.execute("SELECT requests FROM llmeco.refresh_runs")
    if cursor.fetchone()[0] != wanted:
        sys.exit("not all pages were read")
    cursor.execute("SELECT extract(epoch FROM started_at) FROM llmeco.influence_runs")
    influence = cursor.fetchone()[0]
    print(max(size for _, reading, size in samples if reading),
          max(size for at, reading, size in samples if not reading and at < influence),
          max(size for at, _, size in samples if at >= influence))


main()
