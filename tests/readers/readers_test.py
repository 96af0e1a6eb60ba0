"""Newsboat, feedparser and rss-parser subscribe, and must read the same stories in every format.

    readers_test.py PROGRAM NPM_FOLDER
"""

import calendar
import json
import os
import sqlite3
import subprocess
import sys
import time

import feedparser

from newsroom import Newsroom, text_of


class Newsboat:
    def __init__(self, newsroom, path, name="newsboat"):
        self.newsroom, self.path = newsroom, path
        self.folder = newsroom.folder / f"{name}{path.replace('/', '-')}"
        self.folder.mkdir()
        (self.folder / "urls").write_text(newsroom.url(path) + "\n")

    def reload(self):
        """The statuses of the daemon's answers."""
        seen = len(self.answers())
        subprocess.run(["newsboat", "-u", self.folder / "urls", "-c", self.folder / "cache.db", "-C",
                        "/dev/null", "-x", "reload"], check=True,
                       env=dict(os.environ, HOME=str(self.folder)))
        return self.answers()[seen:]

    def answers(self):
        return [line.rsplit("status=", 1)[1] for line in self.newsroom.log_lines("request method=GET")
                if f"path={self.path} " in line]

    def sql(self, query):
        with sqlite3.connect(self.folder / "cache.db") as db:
            return db.execute(query).fetchall()

    def stories(self):
        return {(guid, title, url, date) for guid, title, url, date in
                self.sql("SELECT guid, title, url, pubDate FROM rss_item WHERE deleted = 0")}

    def authors(self):
        return self.sql("SELECT title, author FROM rss_item WHERE deleted = 0")

    def unread(self):
        return self.sql("SELECT title FROM rss_item WHERE unread = 1")


def seconds(text):
    return calendar.timegm(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S"))


def with_feedparser(url, **known):
    feed = feedparser.parse(url, **known)
    return feed, {(e.id, e.title, e.link, calendar.timegm(e.published_parsed)) for e in feed.entries}


def read_by_rss_parser(url, npm):
    program = os.path.join(os.path.dirname(__file__), "read_with_rss_parser.cjs")
    out = subprocess.run(["node", program, url], check=True, capture_output=True, text=True,
                         env=dict(os.environ, NPM_FOLDER=npm)).stdout
    return json.loads(out)


def with_rss_parser(url, npm):
    return {(i["id"], i["title"], i["link"], seconds(i["date"])) for i in read_by_rss_parser(url, npm)}


def from_json_feed(text):
    return {(i["id"], i["title"], i["url"], seconds(i["date_published"]))
            for i in json.loads(text)["items"]}


def check(what, got, wanted):
    if got != wanted:
        sys.exit(f"FAIL {what}:\n  got    {got}\n  wanted {wanted}")
    print("ok  ", what)


def stories_are_the_same(newsroom, npm):
    wanted = from_json_feed(newsroom.get("/feed.json"))
    check("JSON Feed has four stories", len(wanted), 4)
    for path in ("/feed.atom", "/feed.rss"):
        feed, stories = with_feedparser(newsroom.url(path))
        check(f"feedparser finds no fault in {path}", bool(feed.bozo), False)
        check(f"feedparser, {path}", stories, wanted)
        again = feedparser.parse(newsroom.url(path), etag=feed.etag)
        check(f"feedparser is told 304 by ETag, {path}", again.status, 304)
        again = feedparser.parse(newsroom.url(path), modified=feed.modified)
        check(f"feedparser is told 304 by Last-Modified, {path}", again.status, 304)
        check(f"rss-parser, {path}", with_rss_parser(newsroom.url(path), npm), wanted)
    return wanted


def authors_are_the_outlets(newsroom, npm):
    """In every reader and format: an author that a feed names does not replace its outlet."""
    wanted = {i["title"]: i["_wirefold"]["articles"][0]["outlet"]
              for i in json.loads(newsroom.get("/feed.json"))["items"]}
    check("there are two outlets", set(wanted.values()), {"Alpha", "Beta"})
    first = {i["title"]: i["authors"][0]["name"]
             for i in json.loads(newsroom.get("/feed.json"))["items"]}
    check("the first author in JSON Feed is the outlet", first, wanted)
    for path in ("/feed.atom", "/feed.rss"):
        url = newsroom.url(path)
        reader = Newsboat(newsroom, path, "authors")
        reader.reload()
        check(f"newsboat's author, {path}", dict(reader.authors()), wanted)
        entries = feedparser.parse(url).entries
        check(f"feedparser's author, {path}", {e.title: e.author for e in entries}, wanted)
        check(f"feedparser's contributors, {path}",
              [c.name for e in entries for c in e.get("contributors", [])], ["Ana Whitfield", "Reuters"])
        check(f"feedparser's tags, {path}", [t.term for e in entries for t in e.get("tags", [])], ["Reuters"])
        check(f"rss-parser's author, {path}",
              {i["title"]: i["author"] for i in read_by_rss_parser(url, npm)}, wanted)


def newsboat_stays_read(newsroom, wanted):
    readers = [Newsboat(newsroom, path) for path in ("/feed.atom", "/feed.rss")]
    for reader in readers:
        # Newsboat 2.21 loses the validators of its first download, because it writes them before it
        # makes their row. So only its third request can be conditional.
        check(f"newsboat reads {reader.path}", reader.reload() + reader.reload(), ["200", "200"])
        check(f"newsboat, {reader.path}", reader.stories(), wanted)
        check(f"newsboat is told 304, {reader.path}", reader.reload(), ["304"])
        reader.sql("UPDATE rss_item SET unread = 0")
    newsroom.outlet("Gamma", [{"guid": "g1", "title": "Ferry blaze", "text": text_of(1)}])
    newsroom.until(lambda: "Ferry blaze" in newsroom.get("/feed.atom"))
    for reader in readers:
        # Newsboat accepts a delta (A-IM: feed) and gets only the changed stories.
        check(f"newsboat sees the new copy, {reader.path}", reader.reload(), ["226"])
        check(f"and no story is unread, {reader.path}", reader.unread(), [])
        check(f"or new, {reader.path}", reader.stories(), wanted)
        content = reader.sql("SELECT group_concat(content) FROM rss_item")[0][0]
        check(f"the copy is shown, {reader.path}", "Gamma" in content, True)


def main():
    program, npm = sys.argv[1], os.path.abspath(sys.argv[2])
    newsroom = Newsroom(program)
    try:
        newsroom.outlet("Alpha", [
            {"guid": "a1", "title": "Fire & smoke on a <ferry>", "text": text_of(1)},
            {"guid": "a2", "title": "Putin Sahkan Perjanjian", "text": text_of(2),
             "date": "Sat, 09 Nov 2024 08:30:00 +0700"}])
        newsroom.outlet("Beta", [
            {"guid": "b1", "title": "Ferry burns", "text": text_of(1)},
            {"guid": "b2", "title": "푸틴, 조약 서명", "text": "HARBOUR (Reuters) - " + text_of(3),
             "more": "<dc:creator>Ana Whitfield</dc:creator>"},
            {"guid": "b3", "title": "وقع الرئيس المعاهدة", "text": text_of(4)}])
        newsroom.start()
        newsroom.until(lambda: newsroom.get("/feed.json").count("\"content_html\"") == 4)
        # The date of a change is served once the second of the change is over.
        newsroom.until(lambda: newsroom.status(
            "/feed.rss", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}) == 304)
        authors_are_the_outlets(newsroom, npm)
        newsboat_stays_read(newsroom, stories_are_the_same(newsroom, npm))
    finally:
        newsroom.stop()


main()
