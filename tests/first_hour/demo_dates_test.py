"""The demo with dates of the last two days, and with the fixed ones of conf/demo.

    demo_dates_test.py SOURCE_DIR PROGRAM
"""

import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from program import Newcomer

ENTRIES, STORIES = 176, 136
HOUR = datetime.timedelta(hours=1)
RFC822 = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} ")
RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?=Z)")


def feeds(folder):
    found = sorted((folder / "feeds").iterdir())
    assert len(found) == 17, found
    return found


def dates(program, folder):
    """{(feed, place in the feed, member): date}, as the program reads them."""
    out = {}
    for feed in feeds(folder):
        printed = subprocess.run([program, "parse", feed], check=True, stdout=subprocess.PIPE).stdout
        for place, entry in enumerate(json.loads(printed)["entries"]):
            assert "published" in entry, (feed, entry)
            for member in ("published", "updated"):
                if member in entry:
                    date = datetime.datetime.fromisoformat(entry[member].replace("Z", "+00:00"))
                    out[feed.name, place, member] = date
    assert sum(member == "published" for _, _, member in out) == ENTRIES, len(out)
    return out


def ranks(dates_of):
    """Each date's place in their order. Equal dates have one place."""
    place = {date: rank for rank, date in enumerate(sorted(set(dates_of.values())))}
    return {key: place[date] for key, date in dates_of.items()}


def text_of(feed):
    content = feed.read_bytes()
    return content.decode("utf-16" if content.startswith(b"\xff\xfe") else "latin-1")


def without_dates(feed):
    return RFC822.sub("DAY DATE ", RFC3339.sub("DATE", text_of(feed)))


def are_recent(fixed, recent, now):
    assert recent.keys() == fixed.keys(), recent.keys() ^ fixed.keys()
    newest, oldest = max(recent.values()), min(recent.values())
    assert newest <= now, newest
    assert newest > now - HOUR, newest
    assert oldest >= now - 48 * HOUR, oldest
    assert ranks(recent) == ranks(fixed)


def differ_in_dates_alone(conf, copy):
    for name in ("wirefold.toml", "feeds.opml"):
        assert (copy / name).read_bytes() == (conf / name).read_bytes(), name
    for before, after in zip(feeds(conf), feeds(copy)):
        assert before.name == after.name
        assert before.read_bytes()[:4] == after.read_bytes()[:4], before
        assert without_dates(before) == without_dates(after), before
        for date in RFC822.findall(text_of(after)):
            day = datetime.datetime.strptime(date, "%a, %d %b %Y %H:%M:%S ")
            assert day.strftime("%a") == date[:3], (after, date)


def begins_with_six_outlets(program, demo):
    """Runs the demo of the folder. Its first story is that of six outlets, on the page and in the feed."""
    config = demo / "wirefold.toml"
    config.write_text(config.read_text().replace(
        "[serve]\n", '[serve]\nlisten = "127.0.0.1:0"\nrequests = 0\n'))
    with Newcomer(program, demo) as me:
        me.start()

        def served():
            items = json.loads(me.get("/feed.json")[1])["items"]
            articles = sum(len(item["_wirefold"]["articles"]) for item in items)
            return items if (len(items), articles) == (STORIES, ENTRIES) else None
        first = me.wait(served, "all stories")[0]
        assert len(first["_wirefold"]["articles"]) == 6, first
        assert "Putin" in first["title"], first["title"]
        page = me.get("/")[1]
        assert re.search(r'<article id="s(\d+)"', page)[1] == str(first["_wirefold"]["story"])
        me.stop()


def main():
    source, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    conf = source / "conf/demo"
    with tempfile.TemporaryDirectory(prefix="wirefold-dates-") as name:
        before, copy = pathlib.Path(name) / "before", pathlib.Path(name) / "copy"
        shutil.copytree(conf, before)
        for _ in range(2):  # the second time it replaces the first copy
            subprocess.run([source / "daemon/demo_dates", conf, copy], check=True)
        now = datetime.datetime.now(datetime.timezone.utc)
        are_recent(dates(program, conf), dates(program, copy), now)
        for feed, kept in zip(feeds(conf), feeds(before)):
            assert feed.read_bytes() == kept.read_bytes(), feed
        differ_in_dates_alone(conf, copy)
        begins_with_six_outlets(program, before)
        begins_with_six_outlets(program, copy)


if __name__ == "__main__":
    main()
