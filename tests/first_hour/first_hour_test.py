"""The first hour of a newcomer, in a network of its own: runs the demo, finds and imports feeds, and
corrects the first wrong fold. Prints a transcript.

    first_hour_test.py SOURCE_DIR PROGRAM

Skipped (77) where network namespaces are not allowed.
"""

import pathlib
import re
import sys
import tempfile

import web

web.enter_namespace()
from program import Newcomer  # noqa: E402

# Long enough to be folded.
STORY = ("The harbour board of Port Ellery voted on Tuesday night to close the old swing bridge to lorries "
         "from the first of March after engineers found cracks in two of its four bearings. Cars and buses "
         "may still cross at walking pace. The board's chair, Miriam Tolland, said a temporary ferry would "
         "carry freight between the two banks until a new bridge opens, which she does not expect before "
         "the autumn of next year. Hauliers called the decision overdue but asked for night crossings. ")
OWN = {"north": "Port Ellery closes its bridge to lorries", "south": "Lorries banned from swing bridge",
       "east": "Bridge shut for freight"}


def sites(world):
    """Serves each kind of address that people type, and the feed that it leads to."""
    names = [f"{outlet}.example" for outlet in OWN]
    world.name("north.example", "www.north.example", "south.example", "east.example",
               "blog.example", "old.example", "www.old.example")
    for outlet, title in OWN.items():
        host = "www.north.example" if outlet == "north" else f"{outlet}.example"
        world.page(f"https://{host}/feed", web.rss(
            f"The {outlet.title()}", (title, f"https://{host}/bridge", STORY)), ETag='"1"')
    # north: http -> https -> www -> a page that names its feed.
    world.redirect("http://north.example/", "https://north.example/")
    world.redirect("https://north.example/", "https://www.north.example/")
    world.page("https://www.north.example/", '<html><link rel="alternate" '
               'type="application/rss+xml" href="/feed"></html>')
    # south: a page that redirects its readers.
    world.page("https://south.example/", '<html><meta http-equiv="refresh" content="0;url=/news">'
               "</html>")
    world.page("https://south.example/news", '<html><a href="/feed">RSS</a></html>')
    # east: a site that names its API and has its feed at the usual address.
    world.page("https://east.example/", '<html><link rel="alternate" type="application/json" '
               'href="/wp-json/wp/v2/pages/2"></html>')
    world.page("https://east.example/wp-json/wp/v2/pages/2", '{"id":2}')
    # blog: an article that is gone, on a site that has a feed.
    world.page("https://blog.example/", '<html><link rel="feed" href="/atom.xml"></html>')
    world.page("https://blog.example/atom.xml", web.rss(
        "A Blog", ("Of bridges", "https://blog.example/1", "Nothing of the kind.")))
    return names


def fifty_feeds(world, folder):
    """A list of 50 feeds: 10 have moved, 5 hang, 5 are gone, and the others work."""
    outlines = []
    for i in range(50):
        host = f"h{i}.example"
        world.name(host)
        url = f"https://{host}/rss"
        feed = web.rss(f"Outlet {i}", (f"News {i}", f"https://{host}/1", f"Words of {i}."))
        if i < 10:
            world.redirect(url, f"https://{host}/new")
            world.page(f"https://{host}/new", feed)
        elif i < 15:
            world.hang(url)
        elif i < 20:
            world.page(url, "gone", status=410)
        else:
            world.page(url, feed)
        outlines.append(f'<outline text="Outlet {i}" xmlUrl="{url}"/>')
    (folder / "reader.opml").write_text(
        '<opml version="2.0"><body><outline text="From my reader">\n' + "\n".join(outlines) +
        "\n</outline></body></opml>\n")


def demo(source, folder):
    """Runs the demo and the three commands of its banner, word for word; then the demo with fixed dates."""
    with Newcomer("", folder) as me:
        if '"running":true' in me.shell([str(source / "daemon/run"), "demo", "status", "--json"], None):
            print("skipped: somebody looks at the demo of this folder")
            sys.exit(web.SKIPPED)

        def newest():
            return me.shell([str(source / "daemon/run"), "demo", "stories", "-n", "1"])
        me.start([str(source / "daemon/run"), "demo"])
        me.wait_for_line("Ctrl-C ends it")
        banner = me.log.read_text()
        commands = re.findall(r"^  \./daemon/run (demo [^ ].*?)(?:  .*)?$", banner, re.MULTILINE)
        assert len(commands) == 3, banner
        for command, said in zip(commands, (" story 136  ", "6 outlets: ", "One story")):
            words = command.split() + (["--no-follow"] if command == "demo tail" else [])
            assert said in me.shell([str(source / "daemon/run"), *words])
        me.shell([str(source / "daemon/run"), "demo"], status=1)  # a second demo
        me.shell([str(source / "daemon/run"), "demo", "status"])
        assert "2024-11-09" not in newest()
        me.stop()
        me.start([str(source / "daemon/run"), "demo", "--fixed-dates"])
        me.wait_for_line("Ctrl-C ends it")
        assert "  2024-11-09 13:04 UTC  Putin Sahkan " in newest()
        me.shell([str(source / "daemon/run"), "demo", "status"])
        me.stop()


def configure(me):
    """Makes a new configuration, with a short timeout for servers that hang."""
    config = me.run("check", "--print-config")
    assert me.run("check", "-c", "none.toml", status=1).count("--print-config")
    for default, ours in [('#timeout = "30s"', 'timeout = "15s"'),
                          ("#below_words = 150", "below_words = 0")]:
        assert default in config, default
        config = config.replace(default, ours)
    (me.folder / "wirefold.toml").write_text(config)
    me.run("check")


def find_feeds(me, world):
    said = me.run("feeds", "add", "--group", "Bridges", "http://north.example/", "south.example")
    assert "added: https://www.north.example/feed" in said, said
    assert "added: https://south.example/feed" in said, said
    assert "The running daemon applies it" in said, said
    assert "added: https://east.example/feed" in me.run("feeds", "add", "feed://east.example")
    assert "added: https://blog.example/atom.xml" in me.run("feeds", "add",
                                                            "blog.example/2019/moved")
    assert "already listed" in me.run("feeds", "add", "https://www.north.example/feed")
    hops = [url for url in world.asked if "north.example" in url]
    assert hops[:4] == ["http://north.example/", "https://north.example/",
                        "https://www.north.example/", "https://www.north.example/feed"], hops


def import_feeds(me):
    said = me.run("feeds", "import", "reader.opml", status=1)
    assert "45 added (10 of them moved), 0 already listed, 5 unreadable" in said, said
    assert said.count("moved to ") == 10 and said.count("unreadable ") == 5, said
    assert said.count("but cannot be read now: ") == 5, said
    listed = me.run("feeds", "list")
    assert listed.count("From my reader/") == 45 and listed.count("/new  ") == 10, listed


def stories_of(me, *words):
    """{id of a story: ids of its articles}."""
    out, articles = {}, None
    for line in me.run("stories", "--articles", *words).splitlines():
        if match := re.match(r"(\d+)  ", line):
            articles = out[match[1]] = []
        elif match := re.match(r"    article (\d+)  ", line):
            articles.append(match[1])
    return out


def rule(me):
    """Corrects the first wrong fold, and takes the correction back."""
    me.wait(lambda: "3 outlets" in me.get("/?q=bridge")[1], "the story on the page, unsignalled")
    (story, articles), = stories_of(me, "--min-outlets", "3").items()
    said = me.run("story", "split", articles[2])
    own = re.search(r"for story (\d+)", said)[1]
    assert len(stories_of(me, "--min-outlets", "2")[story]) == 2
    blog = next(s for s, a in stories_of(me, "--outlet", "A Blog").items())
    me.run("story", "merge", blog, story)
    assert len(stories_of(me, "--min-outlets", "2")[story]) == 3
    listed = me.run("story", "rulings")
    merge = re.search(rf"^(\d+) .*story {blog} is part of story {story}", listed, re.MULTILINE)[1]
    split = re.search(rf"^(\d+) .*left story {story} for story {own}", listed, re.MULTILINE)[1]
    me.run("story", "undo", merge)
    assert stories_of(me, "--outlet", "A Blog"), "the merged story is back"
    me.run("story", "undo", split)
    assert stories_of(me, "--min-outlets", "3")[story] == articles
    me.wait(lambda: "3 outlets" in me.get("/?q=bridge")[1], "the story as it was")


def main():
    source, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    world = web.Web()
    sites(world)
    with tempfile.TemporaryDirectory(prefix="wirefold-hour-") as name:
        folder = pathlib.Path(name)
        fifty_feeds(world, folder)
        world.open()
        (folder / "demo").mkdir()
        demo(source, folder / "demo")
        with Newcomer(program, folder) as me:
            configure(me)
            me.start()
            assert "No feeds yet" in me.get("/")[1]
            find_feeds(me, world)
            import_feeds(me)
            rule(me)
            me.run("status")
            me.stop()
            me.run("story", "rulings")


if __name__ == "__main__":
    main()
