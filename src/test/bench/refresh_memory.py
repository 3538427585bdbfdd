"""Peak private memory of CALL llmeco_refresh_all() over so many pages, bytes.

refresh_memory.py PAGES prints two numbers: the peak while pages were read and
stored, and that of the influence computed after it. They are the backend's
anonymous pages (RssAnon: its heap, neither libraries nor shared buffers), read
every two milliseconds.
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


def main():
    connection = psycopg2.connect("")
    connection.autocommit = True
    cursor = connection.cursor()
    pid = connection.info.backend_pid
    thread = threading.Thread(target=cursor.execute, args=(
        "CALL llmeco_refresh_all('{models}', 'all', max_seconds => 3600,"
        " max_requests => %s)", (int(sys.argv[1]),)))
    thread.start()
    samples = []
    while thread.is_alive():
        samples.append((time.time(), private_bytes(pid)))
        time.sleep(0.002)
    thread.join()
    cursor.execute("SELECT requests FROM llmeco.refresh_runs")
    if cursor.fetchone()[0] != int(sys.argv[1]):
        sys.exit("not all pages were read")
    cursor.execute("SELECT extract(epoch FROM started_at) FROM llmeco.influence_runs")
    influence = cursor.fetchone()[0]
    print(max(size for at, size in samples if at < influence),
          max(size for at, size in samples if at >= influence))


main()
