"""A made-up newspaper on the web, for a person who adds its feed, and its pictures."""

import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<!DOCTYPE html><title>The Paper</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\">"
FEED = ("<rss version=\"2.0\"><channel><title>The Paper {0}</title><language>en</language>"
        "<item><guid isPermaLink=\"false\">{0}</guid><title>Paper boats sail in edition {0}</title>"
        "<link>http://127.0.0.1/{0}</link><pubDate>Sun, 10 Nov 2024 12:00:00 GMT</pubDate>"
        "<description>All of edition {0}.</description></item></channel></rss>")


def picture(width, height, colour):
    """A PNG of one colour, with a white edge below."""
    rows = b"".join(b"\0" + (colour if y < height * 3 // 4 else b"\xff\xff\xff") * width for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


PICTURES = {"/wide.png": picture(640, 200, b"\x30\x60\xa0"), "/high.png": picture(200, 640, b"\xa0\x50\x30"),
            "/icon.png": picture(32, 32, b"\x20\x90\x50")}


class Handler(BaseHTTPRequestHandler):
    """Any EDITION: /old/EDITION/ has moved to /EDITION/, a page with a feed. "missing" has none. And PICTURES."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        parts = self.path.strip("/").split("/")
        if parts[0] == "old" and len(parts) == 2:
            self.answer(301, "text/plain", "", {"Location": f"/{parts[1]}/"})
        elif parts[0] in ("missing", "robots.txt"):
            self.answer(404, "text/plain", "nothing here")
        elif self.path in PICTURES:
            self.answer(200, "image/png", PICTURES[self.path])
        elif self.path.endswith("/feed.xml"):
            self.answer(200, "application/rss+xml", FEED.format(parts[0]))
        else:
            self.answer(200, "text/html", PAGE)

    def answer(self, status, kind, content, headers=None):
        body = content if isinstance(content, bytes) else content.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(body), **(headers or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)


def open_paper():
    """The server, which runs on a thread of its own; its address is server.url."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
