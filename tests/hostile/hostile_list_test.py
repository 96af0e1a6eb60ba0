"""A list of 1,000 feeds, a third of them hostile, under 2 GiB of address space.

    hostile_list_test.py PROGRAM

The daemon must stay alive and serve the stories of all good feeds, while hostile clients read slowly
and hostile subscribers subscribe. Each feed has an address of its own in 127.0.0.0/8.
"""

import asyncio
import gzip
import json
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/readers"))
from newsroom import free_port, text_of  # noqa: E402

FEEDS = 1000
ADDRESS_SPACE = 2 << 30
MOST_MEMORY_MIB = 1200  # from the manual's table, without a full window
DEADLINE_S = 240
MIB = 1 << 20

RSS = b'<rss version="2.0"><channel><title>T</title>'
END = b"</channel></rss>"


def item(number, text="", link=""):
    return (f"<item><guid isPermaLink=\"false\">{number}</guid><title>Story {number}</title>"
            f"<link>{link}</link><description>{text}</description></item>").encode()


def good_feed(number):
    """Feeds 2n and 2n + 1 have the same text, so one of them is a copy."""
    story = number // 2
    return RSS + item(story, text_of(story)) + END


def many_entries(number, count=3000):
    return RSS + b"".join(item(f"{number}-{i}", f"word{number}x{i} " * 9) for i in range(count)) + END


def pages_that_hang(port):
    links = (f"http://127.{200 + i % 50}.{i // 250}.{1 + i % 250}:{port}/hang" for i in range(400))
    return RSS + b"".join(item(i, "short", link) for i, link in enumerate(links)) + END


def long_entries_that_wait(port):
    """Entries of few words, so that they wait for pages, and of a megabyte each."""
    return RSS + b"".join(item(f"w{i}", "a" * MIB, f"http://127.220.0.{1 + i}:{port}/hang")
                          for i in range(13)) + END


class Shapes:
    """The answers of a hostile feed, by its number."""

    def __init__(self, port):
        self.bodies = [
            RSS + b"<item><description>" + b"a" * (14 * MIB) + b"</description></item>" + END,
            RSS + b"<item><description>" + b"&lt;b&gt;" * MIB + b"</description></item>" + END,
            b"<a>" * (2 * MIB),
            RSS + b"<item " + b"x='1' " * MIB + b"/>" + END,
            b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * (4 * MIB),
            b'<!DOCTYPE r [<!ENTITY a "' + b"b" * 1000 + b'">]><rss>' + b"&a;" * MIB + b"</rss>",
            RSS + b"<item><link>http://h.example/" + b"p" * (8 * MIB) + b"</link></item>" + END,
            pages_that_hang(port),
            long_entries_that_wait(port),
            long_entries_that_wait(port),
            RSS + b"".join(item(i, "<p>" * 200) for i in range(5000)) + END,
        ]
        self.bomb = gzip.compress(b" " * (64 * MIB))

    async def answer(self, number, path, writer):
        kind = number % (len(self.bodies) + 7)
        if kind < len(self.bodies):
            return body_answer(self.bodies[kind])
        kind -= len(self.bodies)
        if kind == 0:  # never answers
            await asyncio.sleep(DEADLINE_S)
        if kind == 1:  # a byte now and then
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + RSS)
            for _ in range(DEADLINE_S):
                writer.write(b"x")
                await asyncio.sleep(1)
        if kind == 2:
            return body_answer(self.bomb, "Content-Encoding: gzip\r\n")
        if kind == 3:  # redirects without end
            step = int(path.rpartition("/")[2] or 0) if path.rpartition("/")[2].isdigit() else 0
            return f"HTTP/1.1 302 Found\r\nLocation: /{step + 1}\r\nContent-Length: 0\r\n\r\n".encode()
        if kind == 4:  # headers without end
            return b"HTTP/1.1 200 OK\r\n" + b"".join(b"Link: <%d>; rel=hub\r\n" % i for i in range(20000))
        if kind == 5:  # 14 MiB of a document, and then nothing
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + RSS + b"a" * (14 * MIB))
            await asyncio.sleep(DEADLINE_S)
        return body_answer(many_entries(number))


def body_answer(body, headers=""):
    return f"HTTP/1.1 200 OK\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


class World:
    """All servers: good feeds at 127.1.x.y, hostile ones at 127.2.x.y."""

    def __init__(self, port):
        self.port = port
        self.shapes = Shapes(port)

    def url(self, number):
        net = 2 if number % 3 == 0 else 1
        return f"http://127.{net}.{number // 250}.{1 + number % 250}:{self.port}/feed"

    def is_good(self, number):
        return number % 3 != 0

    async def serve(self, reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            host = writer.get_extra_info("sockname")[0].split(".")
            number = int(host[2]) * 250 + int(host[3]) - 1
            if host[1] == "1":
                writer.write(body_answer(good_feed(number) if path == "/feed" else b""))
            elif host[1] == "2":
                writer.write(await self.shapes.answer(number, path, writer) or b"")
            else:
                await asyncio.sleep(DEADLINE_S)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError,
                asyncio.CancelledError):
            pass
        finally:
            writer.close()


def opml_of(world):
    rows = []
    for number in range(FEEDS):
        group = "Good" if world.is_good(number) else "Other"
        rows.append(f'<outline text="{group}"><outline text="Feed {number}" '
                    f'xmlUrl="{world.url(number)}"/></outline>')
    return "<opml><body>" + "".join(rows) + "</body></opml>"


def write_files(folder, world, port):
    (folder / "feeds.opml").write_text(opml_of(world))
    (folder / "wirefold.toml").write_text(f"""
[state]
dir = "{folder}/state"
[serve]
listen = "127.0.0.1:{port}"
base_url = "http://127.0.0.1:{port}"
stories = 1000
requests = 0
[fetch]
timeout = "5s"
spacing = "0s"
allow_networks = "127.0.0.0/8"
[websub]
allow_networks = "127.0.0.0/8"
""")


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


async def slow_reader(port):
    """Requests a large document and reads a little of it each second."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
    writer.write(b"GET /feed.atom HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
    while await reader.read(100):
        await asyncio.sleep(1)
    writer.close()


async def would_be_subscriber(world, port):
    for number in range(10000):
        topic = f"http://127.0.0.1:{port}/feed.atom?limit={number % 900 + 1}&q=w{number % 40}"
        callback = f"http://127.250.{number // 250 % 250}.{1 + number % 250}:{world.port}/cb"
        body = urllib.parse.urlencode(
            {"hub.mode": "subscribe", "hub.topic": topic, "hub.callback": callback}).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /websub HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                     b"X-Forwarded-For: 9.%d.%d.1\r\nContent-Length: %d\r\n\r\n"
                     % (number // 250 % 250, number % 250, len(body)) + body)
        await reader.read()
        writer.close()
        await asyncio.sleep(0.05)


def good_stories(port):
    url = f"http://127.0.0.1:{port}/api/v1/stories?group=Good&limit=1000"
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)["stories"]


def not_polled_yet(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        line = next(l for l in answer.read().decode().splitlines() if '{state="new"}' in l)
    return int(line.split()[1])


def memory_of(pid):
    fields = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return {name: int(fields[name].split()[0]) >> 10 for name in ("VmPeak", "VmHWM")}


async def wait_until(daemon, what, ask):
    """Calls `ask` until its result is true, and returns it. Fails if the daemon ends first."""
    limit_at = time.monotonic() + DEADLINE_S
    while time.monotonic() < limit_at:
        if daemon.poll() is not None:
            sys.exit(f"FAIL the daemon ended with {daemon.returncode}")
        await asyncio.sleep(1)
        try:
            if found := await asyncio.to_thread(ask):
                return found
        except OSError:
            continue  # the server refuses while it is busy
    sys.exit(f"FAIL {what} in {DEADLINE_S} s")


async def main(program, folder):
    world = World(free_port())
    port = free_port()
    write_files(folder, world, port)
    server = await asyncio.start_server(world.serve, "0.0.0.0", world.port, backlog=4000)
    log = (folder / "log").open("w")
    daemon = subprocess.Popen([program, "run", "-c", folder / "wirefold.toml"], stderr=log, preexec_fn=limit)
    attackers = []
    try:
        begin = time.monotonic()
        await asyncio.sleep(2)
        attackers = [asyncio.create_task(slow_reader(port)) for _ in range(50)]
        attackers.append(asyncio.create_task(would_be_subscriber(world, port)))
        wanted = sum(world.is_good(number) for number in range(FEEDS))

        def all_good():
            stories = good_stories(port)
            return stories if sum(len(s["articles"]) for s in stories) >= wanted else None

        stories = await wait_until(daemon, "the good feeds' stories are not all served", all_good)
        print(f"ok   {wanted} articles of good feeds in {len(stories)} stories "
              f"after {time.monotonic() - begin:.0f} s")
        await wait_until(daemon, "not all feeds were polled", lambda: not_polled_yet(port) == 0)
        print(f"ok   all {FEEDS} were polled after {time.monotonic() - begin:.0f} s")
        memory = memory_of(daemon.pid)
        if memory["VmHWM"] > MOST_MEMORY_MIB:
            sys.exit(f"FAIL it took {memory['VmHWM']} MiB of memory, of {MOST_MEMORY_MIB}")
        print(f"ok   the daemon lives: {memory['VmHWM']} MiB in memory at most, "
              f"{memory['VmPeak']} MiB of addresses")
    finally:
        for attacker in attackers:
            attacker.cancel()
        daemon.send_signal(signal.SIGTERM)
        try:
            code = daemon.wait(timeout=60)
        except subprocess.TimeoutExpired:
            daemon.kill()
            code = daemon.wait()
        server.close()
    if code != 0:
        sys.exit(f"FAIL the daemon ended with {code}: {(folder / 'log').read_text()[-2000:]}")
    print("ok   and ends when it is told to")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="wirefold-hostile-") as name:
        asyncio.run(main(sys.argv[1], pathlib.Path(name)))
