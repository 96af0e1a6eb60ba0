"""Memory of feeds that wait for their next poll, in the running daemon.

    idle_bench.py PROGRAM [FEEDS...]

Each feed has a URL, an outlet, an ETag, a Last-Modified and a schedule. The memory of a daemon with a
single feed is subtracted.
"""

import pathlib
import shutil
import sqlite3
import sys
import tempfile
import time

from fetch_bench import Wirefold

LIMIT_BYTES = 4096
FAR_AWAY = int(time.time()) + 5 * 86400


def urls(count):
    return [f"https://news-{i % (count * 4 // 5)}.example.org/section/{i}/feed.xml"
            for i in range(count)]


def fill(database, feeds):
    now = int(time.time())
    with sqlite3.connect(database) as db:
        db.executemany(
            "INSERT INTO feed(url, title, etag, last_modified, body_hash, last_poll, next_poll, why,"
            " status, rate_entries, rate_hours, listed, last_full) VALUES (?, ?, ?, ?, ?, ?, ?, 3,"
            " 200, 12, 300, 20, ?)",
            ((url, f"The Daily News of {i}", f"W/\"{i:08x}-5f3e1a2b9c4d7\"",
              "Sun, 10 Nov 2024 12:06:00 GMT", i, now, FAR_AWAY + i % 9999, now)
             for i, url in enumerate(feeds)))


def resident(program, count):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="wirefold-bench-"))
    try:
        feeds = urls(count) if count > 1 else ["https://news.example.org/feed.xml"]
        daemon = Wirefold(program, folder, feeds)
        empty = Wirefold(program, folder, [])
        empty.start()
        empty.stop()  # the database exists from here on
        fill(daemon.database, feeds)
        daemon = Wirefold(program, folder, feeds)
        daemon.start()
        time.sleep(1)
        bytes_ = daemon.rss()
        daemon.stop()
        return bytes_
    finally:
        shutil.rmtree(folder)


def main():
    program = sys.argv[1]
    counts = [int(n) for n in sys.argv[2:]] or [10000, 100000]
    base = resident(program, 1)
    print(f"one feed: {base / 2**20:.1f} MiB resident")
    for count in counts:
        bytes_ = resident(program, count)
        each = (bytes_ - base) / count
        print(f"{count} feeds: {bytes_ / 2**20:.1f} MiB, {each:.0f} bytes a feed, "
              f"{each / LIMIT_BYTES:.2f} of the {LIMIT_BYTES} that one may take")


if __name__ == "__main__":
    main()
