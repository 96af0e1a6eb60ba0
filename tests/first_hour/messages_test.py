"""Causes the faults of the first hour for real. Each message must name the fault and its remedy.

    messages_test.py PROGRAM

Skipped (77) where network namespaces are not allowed.
"""

import pathlib
import re
import socket
import sys
import tempfile

import web

web.enter_namespace()
from program import Newcomer  # noqa: E402

# Messages of libraries, which users should not have to read.
RAW = re.compile(r"SSL peer|Couldn't|Could not resolve|libcurl|curl_|error:0A|SSL routines|"
                 r"filesystem error|simdjson|pugixml|unable to open database|std::|errno",
                 re.IGNORECASE)

FEED = web.rss("Good News", ("One", "https://good.example/1", "Some words."))


def make_web():
    world = web.Web()
    world.name("good.example", "plain.example", "closed.example", "locked.example",
               "broken.example", "gone.example", "slow.example", "loop.example", "page.example")
    ca = world.authority
    world.contexts = {
        "expired.example": ca.certificate("expired", ["expired.example"], "-days", "-1"),
        "self.example": ca.self_signed("self", "self.example"),
        "other.example": ca.certificate("other", ["somebody-else.example"])}
    stranger = web.Authority(pathlib.Path(tempfile.mkdtemp(dir=world.folder)))
    world.contexts["stranger.example"] = stranger.certificate("stranger", ["stranger.example"])
    for scheme in ("http", "https"):
        world.page(f"{scheme}://good.example/feed", FEED)
        world.page(f"{scheme}://closed.example/feed", "no", status=403)
        world.page(f"{scheme}://locked.example/feed", "no", status=401)
        world.page(f"{scheme}://gone.example/feed", "no", status=410)
        world.page(f"{scheme}://broken.example/feed", FEED[:90], promised=4000)
        world.hang(f"{scheme}://slow.example/feed")
        world.redirect(f"{scheme}://loop.example/feed", f"{scheme}://loop.example/feed")
        world.page(f"{scheme}://page.example/feed", "<html><title>x</title>only a page</html>")
    world.open()
    world.serve(8080)
    return world


# The typed address, and the expected message.
ADDRESSES = [
    ("https://expired.example/feed", "its certificate has expired"),
    ("https://self.example/feed", "its certificate is self-signed"),
    ("https://other.example/feed", "its certificate is for another host"),
    ("https://stranger.example/feed", "an authority that this machine does not know"),
    ("http://good.example:443/feed", "write https:// in place of http://"),
    ("https://plain.example:8080/feed", "write http:// in place of https://"),
    ("https://closed.example/feed", "HTTP status 403: the server refuses access; .*fetch.contact"),
    ("https://locked.example/feed", r"HTTP status 401: .*\[\[feed\]\]"),
    ("https://gone.example/feed", "HTTP status 410: .*for good"),
    ("https://gone.example/nothing", "HTTP status 404: there is nothing at this address"),
    ("https://broken.example/feed", "the document breaks off"),
    ("https://slow.example/feed", r"did not answer in full within 10 s \(fetch.timeout\)"),
    ("https://loop.example/feed", "a loop"),
    ("https://page.example/feed", "no feed found at .*; tried:"),
    ("https://nowhere.example/feed", "the name nowhere.example does not resolve"),
    ("http://good.example:81/feed", "good.example:81 refuses the connection"),
    ("http://127.0.0.1/feed", r"its address 127.0.0.1 is not public; fetch.allow_networks"),
    ("mailto:me@good.example", "not an http: or https: URL"),
    ("https://me:secret@good.example/feed", r"use a \[\[feed\]\] table"),
]


def check(said, expected, of):
    assert re.search(expected, said, re.DOTALL), f"{of}: {expected!r} is not in:\n{said}"
    assert not RAW.search(said), f"{of}: a library's words: {RAW.search(said)[0]!r} in:\n{said}"


def addresses(me):
    for typed, expected in ADDRESSES:
        check(me.run("feeds", "add", typed, status=1), expected, typed)


def files(me):
    """Files and folders that are no lists, configurations, databases or states."""
    rows = [("feed.xml", FEED, "a feed, not a list of feeds"),
            ("page.html", "<html><body/></html>", "a web page, not a list of feeds"),
            ("cut.opml", "", "the file is empty")]
    for name, text, expected in rows:
        (me.folder / name).write_text(text)
        check(me.run("feeds", "import", "--no-check", name, status=1), expected, name)
    check(me.run("feeds", "import", "none.opml", status=1), "none.opml: No such file", "none.opml")
    check(me.run("check", "-c", "none.toml", status=1),
          "none.toml: no such file; make it with: wirefold check --print-config > none.toml", "none")
    for toml, expected in [("[serve]\nlisten = \"127.0.0.1:70000\"\n", "bad.toml:2: .*out of range"),
                           ("[serve\n", "bad.toml:1: this is not TOML"),
                           ("[log]\nlevel = \"info\"\nlevel = \"info\"\n", "bad.toml:3: .*twice"),
                           ("[fetch]\nintervall = \"1h\"\n", "bad.toml:2: unknown setting")]:
        (me.folder / "bad.toml").write_text(toml)
        check(me.run("check", "-c", "bad.toml", status=1), expected, toml)
    (me.folder / "bad.toml").write_text("[serve]\nlisten = \"localhost:8711\"\n")
    check(me.run("check", "-c", "bad.toml"), "good", "localhost")
    for words in (["status"], ["stories"], ["story", "show", "1"], ["tail", "--no-follow"],
                  ["story", "pin", "1"], ["backup", "copy.db"], ["verify"], ["explain", "1", "2"]):
        check(me.run(*words, status=1),
              r"no database at \S+ yet: start wirefold with this configuration first", words)
    (me.folder / "file").write_text("")
    me.env["STATE_DIRECTORY"] = str(me.folder / "file" / "state")
    check(me.run("run", status=1),
          "the state directory .*/file/state cannot be created: .*state.dir", "state")
    me.env["STATE_DIRECTORY"] = str(me.folder / "state")


def words(me):
    for typed, expected in [(["stroies"], 'no such command: "stroies"; did you mean "stories"'),
                            (["feeds", "ad"], 'did you mean "feeds add"'),
                            (["story", "slpit", "1"], 'did you mean "story split"'),
                            (["xyzzy"], '"wirefold --help" lists all')]:
        check(me.run(*typed, status=2), expected, typed)
    check(me.run(status=2), "Subcommands", "nothing")


def port_in_use(me):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 8710))
        taken.listen()
        check(me.run("run", status=1), "port 8710: the port is in use, perhaps by another wirefold; "
              "set another port in serve.listen", "port")


def pages(me):
    """The pages of a running daemon: refusals link to the front page, and the icon is served."""
    for path, status, expected in [
            ("/nothing", 404, "<title>.*</title>.*href=\"/\""),
            ("/story/999999", 404, "<title>.*</title>.*href=\"/\""),
            ("/?limit=many", 400, "<title>.*</title>.*limit.*href=\"/\""),
            ("/feed.atom?lang=1", 400, "lang"),
            ("/feed.atom?since=soon", 400, "since"),
            ("/?unknown=1", 200, "<title>")]:
        code, text = me.get(path)
        assert code == status, f"{path}: {code}, not {status}"
        check(text, expected, path)
    code, text = me.get("/favicon.ico", "image/*")
    assert code == 200 and "<svg" in text, (code, text[:80])


def filters(me):
    """The command and the API refuse the same filters with the same message."""
    for option, value, expected in [("--lang", "1", "lang: not a language"),
                                    ("--since", "soon", "since: not a time"),
                                    ("--min-outlets", "many", "min_outlets: not a whole number")]:
        check(me.run("stories", option, value, status=2), expected, option)
        name = option[2:].replace("-", "_")
        code, text = me.get(f"/api/v1/stories?{name}={value}", "application/json")
        assert code == 400, (option, code)
        check(text, expected, option)
    check(me.run("stories", "--outlet", "nobody"), "no story matches", "stories")


def trouble(me):
    """A failing feed is marked, with the reason and the time of the next poll."""
    (me.folder / "feeds.opml").write_text(
        '<opml><body><outline xmlUrl="https://closed.example/feed"/></body></opml>')
    line = me.wait_for_line("feed state=failing")
    check(line, 'error="http_status: HTTP status 403: the server refuses access', "failing")
    check(me.run("status"), r"\n! in \d+ (min|h), \d{4}-\d\d-\d\d \d\d:\d\d UTC  https://closed"
          r".*\n +failing: .*HTTP status 403: ", "status")


def network(me):
    """Three servers in a row cannot be reached: the log names the reason and the next attempt."""
    outlines = "".join(f'<outline text="{n}" xmlUrl="http://{n}.example/f"/>'
                       for n in ("nowhere1", "nowhere2", "nowhere3"))
    (me.folder / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    line = me.wait_for_line("network state=down")
    check(line, r'url=http://nowhere\d.example/f error="the name nowhere\d.example does not '
          r'resolve.*" next=\d{4}-', "network")
    check(me.run("status"), r"daemon +running", "status")


def main():
    world = make_web()
    with tempfile.TemporaryDirectory(prefix="wirefold-words-") as name:
        folder = pathlib.Path(name)
        with Newcomer(sys.argv[1], folder) as me:
            config = me.run("check", "--print-config")
            assert '#timeout = "30s"' in config
            (folder / "wirefold.toml").write_text(
                config.replace('#timeout = "30s"', 'timeout = "10s"'))
            words(me)
            addresses(me)
            files(me)
            port_in_use(me)
            me.start()
            pages(me)
            filters(me)
            trouble(me)
            network(me)
            me.stop()


if __name__ == "__main__":
    main()
