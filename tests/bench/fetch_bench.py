"""Polls feeds of a local nginx with the whole daemon: fetch, parse, fold, store.

    fetch_bench.py PROGRAM FETCHER [FEEDS]

FETCHER is fetch_bench: the daemon's request scheduler and fetch loop alone, which drop the answers.

curl --parallel and wrk fetch the same URLs in the same run, for comparison. CPU seconds are those of the
client alone. Where nothing has changed, curl and the daemon fetch in turns, ROUNDS times, and the medians
count: one round of a second scatters by a tenth. Everything is on 127.0.0.1.
"""

import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from local import free_port, words

ENTRIES = 10
ROUNDS = 9
LIMIT_S = 120
START_S = 10  # a daemon with the feeds has started by then, and is idle


def write_feeds(folder, count, round_):
    """Feed i has ENTRIES entries. Each round removes one and adds a new one."""
    for i in range(count):
        items = "".join(
            f"<item><guid isPermaLink=\"false\">{i}-{n}</guid><title>{words(i * 999 + n, 6)}</title>"
            f"<link>http://h{i}.example/{n}</link>"
            f"<description>{words(i * 1009 + n, 50)}</description></item>"
            for n in range(round_ + ENTRIES - 1, round_ - 1, -1))
        path = folder / str(i // 1000) / f"{i}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("<rss version=\"2.0\"><channel><title>T</title><link>http://h/</link>"
                        f"{items}</channel></rss>")


class Nginx:
    def __init__(self, folder, files):
        self.port = free_port()
        config = folder / "nginx.conf"
        user = "user root; " if os.geteuid() == 0 else ""  # only this user can read the files
        config.write_text(f"""
{user}worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log stderr error;
events {{ worker_connections 1024; }}
http {{ access_log off; etag on; if_modified_since before; types {{ application/rss+xml xml; }}
  keepalive_requests 1000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{self.port}; root {files}; }} }}""")
        self.process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(config)],
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/0/0.xml").read()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("nginx does not start")

    def url(self, i):
        return f"http://127.0.0.1:{self.port}/{i // 1000}/{i}.xml"

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Wirefold:
    def __init__(self, program, folder, urls):
        self.program, self.folder, self.count = program, folder, len(urls)
        self.process = None
        self.port = free_port()
        self.config = folder / "w.toml"
        self.database = folder / "state" / "wirefold.db"
        (folder / "f.opml").write_text("<opml><body>" + "".join(
            f"<outline text=\"{i}\" xmlUrl=\"{u}\"/>" for i, u in enumerate(urls)) +
            "</body></opml>")
        self.config.write_text(
            f"[state]\ndir = \"{folder}/state\"\n[feeds]\nopml = \"f.opml\"\n"
            f"[serve]\nlisten = \"127.0.0.1:{self.port}\"\n[log]\nlevel = \"error\"\n"
            "[pages]\nbelow_words = 0\n"
            "[fetch]\nspacing = \"0s\"\nper_host = 64\nallow_networks = \"127.0.0.1\"\n")

    def start(self):
        self.process = subprocess.Popen([self.program, "run", "-c", str(self.config)])
        while self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz").read()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"the daemon ends with status {self.process.returncode}")

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()

    def waiting(self, due):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM feed WHERE ifnull(next_poll, 0) <= ?",
                              [due]).fetchone()[0]

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def read_all(self, due=0):
        """Seconds from now, or from the time `due`, until no feed waits for its poll; CPU seconds
        from now."""
        begin, cpu = max(due, time.time()), self.cpu()
        while self.waiting(due) > 0:
            time.sleep(0.2)
            if time.time() - begin > LIMIT_S:
                sys.exit(f"not done after {LIMIT_S} s: {self.waiting(due)} feeds wait")
        return time.time() - begin, self.cpu() - cpu

    def poll_again(self):
        """Lets all feeds become due at once in a daemon that has nothing else to do."""
        self.stop()
        due = int(time.time()) + START_S
        with sqlite3.connect(self.database) as db:
            db.execute("UPDATE feed SET next_poll = ?", [due])
        self.start()
        time.sleep(max(0, due - 1 - time.time()))
        return self.read_all(due)

    def last_statuses(self):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as db:
            return dict(db.execute("SELECT status, count(*) FROM feed GROUP BY status"))


def children(work):
    """Wall and CPU seconds of a child process."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    out = work()
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def curl(folder, urls, date):
    config = folder / "curl.txt"
    config.write_text("".join(f"url = \"{u}\"\noutput = \"/dev/null\"\n" for u in urls))
    command = ["curl", "--silent", "--no-progress-meter", "--parallel", "--parallel-max", "64", "--compressed",
               "--config", str(config)]
    if date:
        command += ["--header", f"If-Modified-Since: {date}"]
    return children(lambda: subprocess.run(command, check=True))[:2]


def wrk(folder, urls, date):
    script = folder / "wrk.lua"
    header = f"wrk.headers['If-Modified-Since'] = '{date}'\n" if date else ""
    paths = ",".join("'" + u.split("/", 3)[3] + "'" for u in urls[:5000])
    script.write_text(header + "wrk.headers['Accept-Encoding'] = 'gzip'\n"
                      f"local p = {{{paths}}}\nlocal i = 0\n"
                      "request = function() i = i % #p + 1; "
                      "return wrk.format('GET', '/' .. p[i]) end\n")
    wall, cpu, done = children(lambda: subprocess.run(
        ["wrk", "-t1", "-c64", "-d5s", "-s", str(script), urls[0]], capture_output=True,
        text=True, check=True).stdout)
    count = next(int(line.split()[0]) for line in done.splitlines() if " requests in " in line)
    return wall, cpu, count


def fetch_alone(fetcher, folder, urls, date):
    (folder / "urls.txt").write_text("\n".join(urls) + "\n")
    command = [fetcher, str(folder / "urls.txt")] + ([date] if date else [])
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(done[1]), float(done[2])


def report(what, count, times, base=None):
    """Prints the medians of `times`, pairs of wall and CPU seconds that `count` fetches took. `base` has
    the pairs of curl."""
    wall, cpu = (statistics.median(column) for column in zip(*times))
    ratio = ""
    if base:
        ratio = f"   {statistics.median(pair[1] for pair in base) / cpu:5.2f} x curl a CPU second"
        if len(times) > 1:
            each = [curls[1] / ours[1] for curls, ours in zip(base, times)]
            ratio += f" ({min(each):.2f} to {max(each):.2f})"
    print(f"  {what:34} {count / wall:9.0f} a second {count / cpu:9.0f} a CPU second{ratio}",
          flush=True)


def measure(daemon, fetcher, folder, urls, date, rounds):
    """Measures all clients. With a date the server answers 304 to each of them."""
    curls, daemons = [], []
    for _ in range(rounds):
        daemons.append(daemon.poll_again())
        curls.append(curl(folder, urls, date))
    print(f"answers to the daemon: {daemon.last_statuses()}")
    report("curl --parallel, 64 at a time", len(urls), curls)
    wall, cpu, requests = wrk(folder, urls, date)
    scale = len(urls) / requests
    report("wrk, 64 connections", len(urls), [(wall * scale, cpu * scale)], curls)
    report("wirefold, scheduler and fetch loop", len(urls), [fetch_alone(fetcher, folder, urls, date)], curls)
    report("wirefold, fetch to database", len(urls), daemons, curls)


def main():
    program = sys.argv[1]
    fetcher = sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    folder = pathlib.Path(tempfile.mkdtemp(prefix="wirefold-bench-"))
    nginx = daemon = None
    try:
        files = folder / "www"
        files.mkdir()
        write_feeds(files, count, 0)
        nginx = Nginx(folder, files)
        urls = [nginx.url(i) for i in range(count)]
        daemon = Wirefold(program, folder, urls)
        daemon.start()
        wall, cpu = daemon.read_all()
        print(f"{count} feeds read for the first time, {ENTRIES} entries each: {wall:.1f} s, "
              f"{cpu:.1f} CPU s", flush=True)
        print("304", flush=True)
        date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 86400))
        measure(daemon, fetcher, folder, urls, date, ROUNDS)
        print("200, one new entry in each", flush=True)
        write_feeds(files, count, 1)
        measure(daemon, fetcher, folder, urls, None, 1)
    finally:
        if daemon:
            daemon.stop()
        if nginx:
            nginx.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
