"""Feeds made of every code point, raw and by number, in every field. Expat, libxml2's xmllint and
feedparser read the served documents, which have no character that XML forbids.

    characters_test.py PROGRAM NPM_FOLDER
"""

import json
import re
import subprocess
import sys
import xml.parsers.expat

import feedparser

from newsroom import Newsroom

# The complement of XML 1.0 section 2.2, production 2.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

IN_A_TITLE = 200  # code points; with their dots they fit into the bytes that are kept
MOST = 1000  # stories in one document


def raw(code):
    return {"<": "&lt;", "&": "&amp;"}.get(chr(code), chr(code))


def by_number(code):
    return f"&#{code};"


def dotted(codes, write):
    return "".join(write(code) + "." for code in codes)


def item(number, codes, write, whole):
    """An item with `codes` in all of its fields, and `whole` in its text."""
    text = dotted(codes, write)
    html = dotted(whole, write)
    return (f"<item><guid isPermaLink=\"false\">g{number}{text}</guid><title>T{number} {text}</title>"
            f"<link>https://a.example/{number}/{text}</link><dc:creator>{text}</dc:creator>"
            f"<category>{text}</category><enclosure url=\"https://a.example/{number}\" type=\"{number}\"/>"
            f"<description>{number} &lt;b&gt;{html.replace('&', '&amp;')}&lt;/b&gt; {text}"
            f"</description></item>")


def items():
    """Items with the first plane in their titles, and all seventeen planes in their texts."""
    rows = [range(at, min(at + IN_A_TITLE, 0x10000)) for at in range(0, 0x10000, IN_A_TITLE)]
    planes = [range(at, at + 0x4000) for at in range(0, 0x110000, 0x4000)]
    out = []
    for write in (raw, by_number):
        for number, row in enumerate(rows):
            whole = planes[number] if number < len(planes) else []
            out.append(item(len(out), row, write, whole))
    return out


def check(what, holds):
    if not holds:
        sys.exit(f"FAIL {what}")
    print("ok  ", what)


def is_read(path, text):
    xml.parsers.expat.ParserCreate().Parse(text.encode(), True)
    subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=text.encode(), check=True)
    check(f"feedparser finds no fault in {path}", not feedparser.parse(text.encode()).bozo)
    check(f"no forbidden character is in {path}", not FORBIDDEN.search(text))


def texts_of(value):
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str):
        yield value


def pages(newsroom, path):
    """The document and, if it is too long for one, the documents that continue it."""
    url = f"{path}?limit={MOST}"
    while url:
        text = newsroom.get(url)
        yield text
        older = re.search(r'(?:"prev-archive"|"next(?:_url)?":)[^>,]*before=(\d+)', text)
        url = f"{path}?limit={MOST}&before={older[1]}" if older else None


def main():
    newsroom = Newsroom(sys.argv[1], "content = \"full\"\n[fetch]\nmax_body = \"64MiB\"\n")
    written = items()
    try:
        newsroom.outlet("Alpha", [])
        feed = newsroom.folder / "0.xml"
        feed.write_bytes(feed.read_bytes().replace(
            b"</channel>", "".join(written).encode("utf-8", "surrogatepass") + b"</channel>"))
        newsroom.start()
        newsroom.until(lambda: len(newsroom.log_lines("story ") + newsroom.log_lines("copy "))
                       == len(written))
        stories = len(newsroom.log_lines("story "))
        check("all stories are served",
              sum(len(json.loads(text)["items"]) for text in pages(newsroom, "/feed.json")) >= stories)
        for path in ("/feed.atom", "/feed.rss"):
            for text in pages(newsroom, path):
                is_read(path, text)
        for path in ("/feed.json", "/api/v1/stories"):
            for text in pages(newsroom, path):
                check(f"no forbidden character is in {path}",
                      not any(FORBIDDEN.search(t) for t in texts_of(json.loads(text))))
        is_read("/story/1.atom", newsroom.get("/story/1.atom"))
        for path in (f"/?limit={MOST}", "/story/1"):
            check(f"no forbidden character is in {path}", not FORBIDDEN.search(newsroom.get(path)))
        log = (newsroom.folder / "log").read_text(encoding="utf-8")
        check("no forbidden character is in the log", not FORBIDDEN.search(log))
    finally:
        newsroom.stop()


main()
