#!/usr/bin/env python3
"""Bytes a second of python3-feedparser over feeds, in the fastest of three rounds."""
import sys
import time

import feedparser


def seconds_of(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(paths):
    documents = [open(path, "rb").read() for path in paths]
    total = sum(min(seconds_of(lambda: feedparser.parse(d)) for _ in range(3)) for d in documents)
    size = sum(len(d) for d in documents)
    print(f"feedparser {feedparser.__version__}: {size / total / 1e6:.2f} MB/s")


main(sys.argv[1:])
