"""Peak private memory of one llmeco_influence() call, in bytes.

A new backend loads the extension; then, while it runs the call, its anonymous
pages (resident minus shared in /proc/PID/statm: the heap, not the library and
not shared buffers) are read once a millisecond. Printed: the largest number
minus the one before the call. Needs to run as root or as the server's user.
"""
import os
import threading
import time

import psycopg2


def private_bytes(pid):
    with open("/proc/%d/statm" % pid, encoding="ascii") as statm:
        _, resident, shared = statm.read().split()[:3]
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


def main():
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    cursor.execute("LOAD 'llmeco'")
    pid = connection.info.backend_pid
    before = private_bytes(pid)
    thread = threading.Thread(target=cursor.execute, args=(
        "SELECT count(*) FROM llmeco_influence(as_of => '2026-01-01 00:00:00+00')",))
    thread.start()
    peak = before
    while thread.is_alive():
        peak = max(peak, private_bytes(pid))
        time.sleep(0.001)
    thread.join()
    print(peak - before)


main()
