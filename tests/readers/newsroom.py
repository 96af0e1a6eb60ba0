"""Runs the built daemon on feeds in files, for tests with other programs."""

import html
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

DEADLINE_S = 200  # a sanitizer takes 100 s for all code points on a busy machine


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def text_of(number):
    """Words that differ for each number, enough to be folded."""
    seed, out = number * 2654435761 + 12345, []
    stock = "harbour ferry engine captain storm bakery market river bridge railway signal valley".split()
    for i in range(60):
        seed = (seed * 1664525 + 1013904223) % 2**32
        out.append(f"{stock[(seed >> 16) % len(stock)]}{seed >> 24}" + (". " if i % 12 == 11 else " "))
    return "".join(out)


class Newsroom:
    """Each outlet is a file: feed. A new outlet is polled as soon as the list is read."""

    def __init__(self, program, settings="", title="Test news"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="wirefold-readers-"))
        self.program = program
        self.port = free_port()
        self.outlets = []
        (self.folder / "wirefold.toml").write_text(
            f"[serve]\nlisten = \"127.0.0.1:{self.port}\"\ntitle = \"{title}\"\n{settings}"
            f"[state]\ndir = \"{self.folder}/state\"\n[feeds]\nopml = \"feeds.opml\"\n"
            "[pages]\nbelow_words = 0\n[log]\nlevel = \"debug\"\n")
        self.process = None

    def outlet(self, name, items, group="", language="", facts=""):
        """`items` are dictionaries with guid, title, text (HTML), and optionally link, date, more. `facts` is markup of
        the channel."""
        path = self.folder / f"{len(self.outlets)}.xml"
        body = "".join(
            f"<item><guid isPermaLink=\"false\">{html.escape(i['guid'])}</guid>"
            f"<title>{html.escape(i['title'])}</title>"
            f"<link>{html.escape(i.get('link', f'https://{len(self.outlets)}.example/' + i['guid']))}"
            f"</link><pubDate>{i.get('date', 'Sun, 10 Nov 2024 12:00:00 GMT')}</pubDate>"
            f"<description>{html.escape(i['text'])}</description>{i.get('more', '')}</item>"
            for i in items)
        path.write_text("<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                        "xmlns:media=\"http://search.yahoo.com/mrss/\">"
                        f"<channel><title>{html.escape(name)}</title>{facts}{body}</channel></rss>",
                        encoding="utf-8")
        self.list_feed(name, f"file://{path}", group, language)

    def list_feed(self, name, url, group="", language=""):
        outline = (f"<outline text=\"{html.escape(name)}\" language=\"{language}\" "
                   f"xmlUrl=\"{html.escape(url)}\"/>")
        if group:
            outline = f"<outline text=\"{html.escape(group)}\">{outline}</outline>"
        self.outlets.append(outline)
        (self.folder / "feeds.opml").write_text(
            f"<opml version=\"2.0\"><body>{''.join(self.outlets)}</body></opml>", encoding="utf-8")
        if self.process:
            self.process.send_signal(signal.SIGHUP)

    def start(self):
        self.log = open(self.folder / "log", "w")
        self.process = subprocess.Popen(
            [self.program, "run", "-c", str(self.folder / "wirefold.toml")], stderr=self.log)
        self.until(lambda: self.status("/readyz") == 200)

    def stop(self):
        code, log = 0, ""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(DEADLINE_S)
            log = (self.folder / "log").read_text(errors="replace")
        shutil.rmtree(self.folder)
        assert code == 0, f"the daemon ended with {code}: {log[-8000:]}"

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path, headers=None):
        request = urllib.request.Request(self.url(path), headers=headers or {})
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()

    def status(self, path, headers=None):
        try:
            request = urllib.request.Request(self.url(path), headers=headers or {})
            with urllib.request.urlopen(request) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def log_lines(self, beginning):
        """Complete lines only: the daemon may be writing one."""
        log = (self.folder / "log").read_bytes()
        return [line for line in log[:log.rfind(b"\n") + 1].decode().splitlines()
                if line.startswith(beginning)]

    @staticmethod
    def until(holds):
        """Waits until `holds` returns true. It polls, because the state is in another process."""
        deadline = time.monotonic() + DEADLINE_S
        while not holds():
            assert time.monotonic() < deadline, "it does not come"
            time.sleep(0.02)
