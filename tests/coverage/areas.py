#!/usr/bin/python3
"""Prints the line coverage of each area. areas.py SUMMARY, which is gcovr's --json-summary.

Ends with status 1 if an area that must be covered is below 90 %, and names its least covered files.
"""

import collections
import json
import sys

MUST_BE_COVERED = ("parse", "text", "fold", "schedule", "store", "ingest", "crawl", "websub")
LEAST_PERCENT = 90
FILES_NAMED = 5


def area_of(name):
    """daemon/AREA/... and include/wirefold/AREA/... are the files of an area."""
    return name.removeprefix("daemon/").removeprefix("include/wirefold/").split("/")[0]


def percent(files):
    total = sum(file["line_total"] for file in files)
    return 100 * sum(file["line_covered"] for file in files) / total if total else 100.0


def missed(file):
    return file["line_total"] - file["line_covered"]


def main():
    with open(sys.argv[1], encoding="utf-8") as summary:
        files = json.load(summary)["files"]
    areas = collections.defaultdict(list)
    for file in files:
        areas[area_of(file["filename"])].append(file)
    status = 0
    for area, its_files in sorted(areas.items(), key=lambda item: percent(item[1])):
        covered = percent(its_files)
        low = area in MUST_BE_COVERED and covered < LEAST_PERCENT
        print(f"{area:10} {covered:5.1f} %" + (f"  below {LEAST_PERCENT} %" if low else ""))
        if not low:
            continue
        status = 1
        for file in sorted(its_files, key=missed, reverse=True)[:FILES_NAMED]:
            print(f"           {percent([file]):5.1f} %  {missed(file)} lines missed  {file['filename']}")
    lost = [area for area in MUST_BE_COVERED if area not in areas]
    for area in lost:
        print(f"{area}: no such area")
    return 1 if lost else status


sys.exit(main())
