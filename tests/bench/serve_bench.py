"""Serves to wrk, in comparison with an nginx that has the same bytes as files.

    serve_bench.py PROGRAM [SECONDS]

Each server has one thread on the first core, and wrk is on the second with 64 connections kept alive. They
take turns. nginx runs with sendfile and without, and the faster of the two counts. Then come the memory of
10,000 idle connections, and the delays of clients (the 99th percentile of 64 that ask every 20 ms): at rest,
while new articles are folded at full speed, beside hostile clients, and while a list of 1,000 feeds is
polled, a third of them hostile.
"""

import asyncio
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from local import free_port, words

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "hostile"))
import hostile_list_test  # noqa: E402

ROUNDS = 5
CONNECTIONS = 64
IDLE = 10000
SLOW = 1000


def write_feeds(folder, first, count, entries):
    """Writes feeds as files, each entry with a text of its own. Returns their OPML."""
    outlines = []
    for i in range(first, first + count):
        items = "".join(
            f"<item><guid isPermaLink=\"false\">{i}-{n}</guid><title>{words(i * 999 + n, 7)}</title>"
            f"<link>http://h{i}.example/{n}</link>"
            f"<description>{words(i * 1009 + n, 110)}</description></item>" for n in range(entries))
        path = folder / f"{i}.xml"
        path.write_text(f"<rss version=\"2.0\"><channel><title>Outlet {i}</title>{items}"
                        "</channel></rss>")
        outlines.append(f"<outline text=\"Outlet {i}\" xmlUrl=\"file://{path}\"/>")
    return f"<opml version=\"2.0\"><body>{''.join(outlines)}</body></opml>"


class Daemon:
    def __init__(self, program, folder, cores, more=""):
        self.folder = folder
        self.port = free_port()
        (folder / "wirefold.toml").write_text(
            f"[serve]\nlisten = \"127.0.0.1:{self.port}\"\nconnections = 12000\n"
            f"[state]\ndir = \"{folder}/state\"\n[feeds]\nopml = \"{folder}/feeds.opml\"\n"
            "[pages]\nbelow_words = 0\n[log]\nlevel = \"error\"\n" + more)
        self.process = subprocess.Popen(
            ["taskset", "-c", cores, program, "run", "-c", str(folder / "wirefold.toml")])
        for _ in range(200):
            try:
                urllib.request.urlopen(self.url("/readyz")).read()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("wirefold does not start")

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def articles(self):
        metrics = urllib.request.urlopen(self.url("/metrics")).read().decode()
        return sum(int(n) for n in re.findall(
            r'wirefold_events_total\{kind="(?:story|copy)"\} (\d+)', metrics))

    def wait_for(self, articles):
        while self.articles() < articles:
            time.sleep(0.2)

    def rss(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            sys.exit("wirefold did not end well")


class Nginx:
    def __init__(self, folder, files, sendfile):
        self.port = free_port()
        name = f"nginx-{sendfile}"
        (folder / name).mkdir()
        config = folder / name / "nginx.conf"
        user = "user root; " if os.geteuid() == 0 else ""
        config.write_text(f"""
{user}worker_processes 1; daemon off; pid {folder}/{name}/pid; error_log stderr error;
events {{ worker_connections 1024; }}
http {{ access_log off; etag on; sendfile {sendfile}; tcp_nopush {sendfile};
  open_file_cache max=100; open_file_cache_valid 60s; keepalive_requests 100000000;
  gzip_static on; default_type application/atom+xml;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{self.port}; root {files}; }} }}""")
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", "nginx", "-p", str(folder), "-c", str(config)],
            stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                urllib.request.urlopen(self.url("/small")).read()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("nginx does not start")

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def stop(self):
        self.process.terminate()
        self.process.wait()


def fetch(url, headers=None):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {})) as answer:
        return answer.read(), answer.headers


def wrk(url, seconds, headers=(), script=None, cores="1"):
    """Requests a second, and the 99th percentile in milliseconds."""
    command = ["taskset", "-c", cores, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s",
               "--latency"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", str(script)]
    out = subprocess.run(command + [url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx or 3xx" in out or "Socket errors" in out:
        sys.exit(f"{url}: {out}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", out).groups()
    return rate, float(value) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def compare(name, daemon, rivals, path, file, seconds, headers=(), conditional=False):
    """Prints the median of the rounds' ratios to the faster nginx."""
    ratios = []
    for _ in range(ROUNDS):
        rates = []
        for server, target in [(daemon, path)] + [(r, file) for r in rivals]:
            more = list(headers)
            if conditional:
                more.append(f"If-None-Match: {fetch(server.url(target))[1]['ETag']}")
            rates.append(wrk(server.url(target), seconds, more)[0])
        ratios.append((rates[0] / max(rates[1:]), rates))
    ratio = statistics.median(r for r, _ in ratios)
    mid = min(ratios, key=lambda r: abs(r[0] - ratio))[1]
    print(f"{name:22} {mid[0]:9.0f}/s  nginx sendfile {mid[1]:9.0f}/s, without {mid[2]:9.0f}/s  "
          f"ratio {ratio:.2f} ({min(ratios)[0]:.2f} to {max(ratios)[0]:.2f})", flush=True)


def idle_cost(daemon):
    before = daemon.rss()
    request = b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
    held = []
    for _ in range(IDLE):
        s = socket.create_connection(("127.0.0.1", daemon.port))
        s.sendall(request)
        held.append(s)
    answered = sum(s.recv(300).startswith(b"HTTP/1.1 200") for s in held)
    cost = daemon.rss() - before
    print(f"{answered} idle connections cost {cost / 1e6:.1f} MB "
          f"({cost / max(1, answered) / 1024:.1f} KiB each)", flush=True)
    for s in held:
        s.close()
    time.sleep(1)


class Drip:
    """Connections that send a byte of a header now and then, and reconnect when they are closed."""

    def __init__(self, port, count):
        self.port, self.count, self.stopped = port, count, False
        self.held = []
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        while len(self.held) < count:
            time.sleep(0.05)

    def connect(self):
        s = socket.create_connection(("127.0.0.1", self.port))
        s.setblocking(False)
        s.send(b"GET / HTTP/1.1\r\nHost: h\r\nX-Drip: ")
        return s

    def run(self):
        self.held = [self.connect() for _ in range(self.count)]
        while not self.stopped:
            for i, s in enumerate(self.held):
                try:
                    s.send(b"x")
                except OSError:
                    s.close()
                    self.held[i] = self.connect()
                if i % 100 == 0:
                    time.sleep(0.05)

    def stop(self):
        self.stopped = True
        self.thread.join()
        for s in self.held:
            s.close()


class Hostile:
    """Sends broken requests one after the other, as fast as one client can."""

    SHAPES = [
        b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"x" * 20000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        b"GET /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n" * 20,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n",
    ]

    def __init__(self, port):
        self.port, self.stopped, self.sent = port, False, 0
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopped:
            shape = self.SHAPES[self.sent % len(self.SHAPES)]
            self.sent += 1
            with socket.create_connection(("127.0.0.1", self.port)) as s:
                s.settimeout(0.2)
                try:
                    s.sendall(shape)
                    s.shutdown(socket.SHUT_WR)
                    s.recv(65536)
                except OSError:
                    pass
            time.sleep(0.002)

    def stop(self):
        self.stopped = True
        self.thread.join()


class HostileList:
    """The servers of hostile_list_test.py, on a thread."""

    def __init__(self):
        self.world = hostile_list_test.World(free_port())
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(
            asyncio.start_server(self.world.serve, "0.0.0.0", self.world.port, backlog=4000))
        self.loop.run_forever()
        left = asyncio.all_tasks(self.loop)
        for task in left:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


def felt(name, daemon, script, rest=None, seconds=4):
    p99 = statistics.median(wrk(daemon.url("/feed.atom"), seconds, script=script,
                                headers=["Accept-Encoding: gzip"], cores="0,1")[1]
                            for _ in range(3))
    ratio = "" if rest is None else f"  {p99 / rest:.2f} of that at rest"
    print(f"p99 {name:30} {p99:7.2f} ms{ratio}", flush=True)
    return p99


def main():
    program = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="wirefold-bench-"))
    running = []
    try:
        feeds = folder / "feeds"
        feeds.mkdir()
        (folder / "feeds.opml").write_text(write_feeds(feeds, 0, 4, 40))
        daemon = Daemon(program, folder, "0")
        running.append(daemon)
        daemon.wait_for(160)
        time.sleep(2.5)

        files = folder / "files"
        files.mkdir()
        small, large = "/feed.json?limit=1", "/feed.atom?limit=74"
        (files / "small").write_bytes(fetch(daemon.url(small))[0])
        (files / "large").write_bytes(fetch(daemon.url(large))[0])
        (files / "large.gz").write_bytes(
            fetch(daemon.url(large), {"Accept-Encoding": "gzip"})[0])
        print("bytes:", ", ".join(f"{p.name} {p.stat().st_size}" for p in sorted(files.iterdir())))
        rivals = [Nginx(folder, files, "on"), Nginx(folder, files, "off")]
        running += rivals
        gzip = ["Accept-Encoding: gzip"]
        compare("304", daemon, rivals, large, "/large", seconds, conditional=True)
        compare("small", daemon, rivals, small, "/small", seconds)
        compare("large", daemon, rivals, large, "/large", seconds)
        compare("large, gzip", daemon, rivals, large, "/large", seconds, gzip)
        idle_cost(daemon)
        daemon.stop()
        running.remove(daemon)

        script = folder / "every20ms.lua"
        script.write_text("function delay() return 20 end\n")
        daemon = Daemon(program, folder, "0,1")
        running.append(daemon)
        rest = felt("at rest", daemon, script)
        drip = Drip(daemon.port, SLOW)
        felt(f"beside {SLOW} that drip", daemon, script, rest)
        drip.stop()
        hostile = Hostile(daemon.port)
        felt("beside broken requests", daemon, script, rest)
        hostile.stop()
        print(f"  ({hostile.sent} of them)")
        (folder / "feeds.opml").write_text(write_feeds(feeds, 10, 300, 100))
        before = daemon.articles()
        daemon.process.send_signal(signal.SIGHUP)
        begin = time.time()
        while daemon.articles() == before:
            time.sleep(0.05)
        felt("while articles are folded", daemon, script, rest)
        took = time.time() - begin
        done = daemon.articles() - before
        print(f"  ({done} articles in {took:.0f} s{', all there were' if done >= 30000 else ''})")
        daemon.stop()
        running.remove(daemon)

        hostile = HostileList()
        shutil.rmtree(folder / "state")
        (folder / "feeds.opml").write_text(hostile_list_test.opml_of(hostile.world))
        daemon = Daemon(program, folder, "0,1", "[fetch]\ntimeout = \"5s\"\nspacing = \"0s\"\n"
                        "allow_networks = \"127.0.0.0/8\"\n")
        running.append(daemon)
        felt("while a hostile list is polled", daemon, script, rest)
        daemon.stop()
        running.remove(daemon)
        hostile.stop()
    finally:
        for server in running:
            server.process.terminate()  # SIGKILL would leave nginx's workers running
            server.process.wait()
        shutil.rmtree(folder)


main()
