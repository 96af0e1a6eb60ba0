"""A small web in a network namespace, with names, a certificate authority and servers.

The servers listen on an address that is public elsewhere, so wirefold runs with its defaults. Here the
address exists only in the namespace, and no packet leaves that.
"""

import atexit
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SKIPPED = 77
ADDRESS = "93.184.215.14"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


def enter_namespace():
    """Runs this program again in namespaces of its own. Skips the test where these are not allowed."""
    if os.environ.get("WIREFOLD_NAMESPACE") == "1":
        return
    own = ["unshare", "--net", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child",
           "--propagation", "private"]
    if os.getuid() != 0:
        own.append("--map-root-user")
    if subprocess.run([*own, "ip", "link", "set", "lo", "up"], capture_output=True).returncode:
        print("skipped: network namespaces are not allowed here")
        sys.exit(SKIPPED)
    os.execvpe(own[0], [*own, sys.executable, *sys.argv], dict(os.environ, WIREFOLD_NAMESPACE="1"))


def openssl(*words, folder):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


class Authority:
    """Makes certificates: good ones, and one for each possible fault."""

    def __init__(self, folder):
        self.folder = folder
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=The Authority",
                "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", folder=folder)

    def certificate(self, name, hosts, *how):
        """SSL context of a server. `how` overrides options of openssl."""
        names = ",".join(f"DNS:{host}" for host in hosts)
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={hosts[0]}", "-keyout",
                f"{name}.key", "-out", f"{name}.csr", folder=self.folder)
        (self.folder / f"{name}.ext").write_text(f"subjectAltName={names}\n")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                "-CAcreateserial", "-out", f"{name}.pem", "-extfile", f"{name}.ext",
                *(how or ("-days", "30")), folder=self.folder)
        return self.context(name)

    def self_signed(self, name, host):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}", "-addext",
                f"subjectAltName=DNS:{host}", "-keyout", f"{name}.key", "-out", f"{name}.pem",
                "-days", "30", folder=self.folder)
        return self.context(name)

    def context(self, name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        host = self.headers.get("Host", "").split(":")[0]
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        self.server.web.asked.append(f"{scheme}://{host}{self.path}")
        answer = self.server.web.answer(f"{scheme}://{host}{self.path}")
        if answer == "hang":
            self.server.web.ended.wait()
            self.close_connection = True
            return
        status, headers, body, promised = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(promised or len(body)))
        self.end_headers()
        self.wfile.write(body)
        if promised:
            self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        pass  # clients that disconnect or do not trust the certificate


class Web:
    """The answer at each URL: a page, a redirect, or none from a server that hangs."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="wirefold-web-"))
        self.authority = Authority(self.folder)
        self.pages, self.contexts, self.asked, self.hosts = {}, {}, [], []
        self.ended = threading.Event()
        atexit.register(self.close)
        subprocess.run(["ip", "addr", "add", f"{ADDRESS}/32", "dev", "lo"], check=True)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

    def name(self, *hosts):
        """Adds host names that resolve to this web."""
        self.hosts += hosts

    def page(self, url, body, status=200, promised=0, **headers):
        kind = "text/html" if body.lstrip().startswith("<html") else "application/rss+xml"
        headers.setdefault("Content-Type", kind)
        self.pages[url] = (status, {k.replace("_", "-"): v for k, v in headers.items()},
                           body.encode(), promised)

    def redirect(self, url, to, status=301):
        self.pages[url] = (status, {"Location": to}, b"", 0)

    def hang(self, url):
        self.pages[url] = "hang"

    def answer(self, url):
        return self.pages.get(url, (404, {"Content-Type": "text/html"}, b"<html>no</html>", 0))

    def serve(self, port, context=None):
        server = Server((ADDRESS, port), Handler)
        server.web = self
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True,
                                                do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def open(self):
        """Makes the names, the authority and the ports 80 and 443 available."""
        good = self.authority.certificate("good", self.hosts or ["nobody.example"])
        good.sni_callback = self.choose
        self.serve(80)
        self.serve(443, good)
        bind_over("/etc/hosts", self.folder / "hosts", "127.0.0.1 localhost\n" + "".join(
            f"{ADDRESS} {host}\n" for host in [*self.hosts, *self.contexts]))
        bind_over("/etc/resolv.conf", self.folder / "resolv", "nameserver 127.0.0.1\n")
        bind_over(CERTIFICATES, self.folder / "trusted", (self.folder / "ca.pem").read_text())

    def choose(self, connection, host, _):
        if host in self.contexts:
            connection.context = self.contexts[host]

    def close(self):
        self.ended.set()
        shutil.rmtree(self.folder, ignore_errors=True)


def bind_over(path, file, text):
    """Replaces `path` by another file in this mount namespace."""
    file.write_text(text)
    subprocess.run(["mount", "--bind", str(file), os.path.realpath(path)], check=True)


def rss(title, *items):
    """A feed. Each item is title, link and text."""
    body = "".join(f"<item><title>{t}</title><link>{link}</link><description>{text}</description>"
                   "</item>" for t, link, text in items)
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{body}'
            "</channel></rss>")

