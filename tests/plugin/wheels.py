"""Tiny real wheels, an index of them that fails in every way, and what a set-up needs to use them."""

import base64
import hashlib
import http.server
import ssl
import subprocess
import threading
import zipfile
from contextlib import contextmanager
from urllib.parse import urlsplit

from terralex.plugin.environment.plan import Packages

LOGIN = "Basic " + base64.b64encode(b"ann:secret word").decode()
PROOF = """
import json, sys
from tinynet import convolve
versions = {name: __import__(name).VERSION for name in sys.argv[1:]}
print(json.dumps({"python": "3", "versions": versions, "failed": {}, "gpu": {}, "threads": 1,
                  "cpu": {"ok": convolve([1, 2, 3, 4], [1, -1]) == [1, 1, 1], "seconds": 0.0}}))
"""
CONVOLVE = """
VERSION = "{version}"
def convolve(signal, kernel):
    n = len(kernel)
    return [sum(signal[i + j] * kernel[n - 1 - j] for j in range(n)) for i in range(len(signal) - n + 1)]
"""


def wheel(folder, name, version, source, needs=()):
    """Write a wheel of one module, as pip installs it; its path."""
    info = f"{name}-{version}.dist-info"
    needed = "".join(f"Requires-Dist: {each}\n" for each in needs)
    files = {
        f"{name}/__init__.py": source.replace("{version}", version) + "# " + "x" * 40000 + "\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needed}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(text.encode())}")
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:  # stored, so that a broken download is long enough to break
        for each, text in files.items():
            archive.writestr(each, text)
    return path


def wheels(folder):
    """Two wheels, one needing the other; the second also in a newer version."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel(folder, "tinynet", "1.0", CONVOLVE)
    wheel(folder, "tinymap", "2.0", 'VERSION = "{version}"\n', ["tinynet"])
    wheel(folder, "tinymap", "2.1", 'VERSION = "{version}"\n', ["tinynet"])
    return folder


def packages(folder, version="2.0"):
    """A pinned list of them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.txt").write_text("tinymap\n")
    (folder / "versions.txt").write_text(f"tinynet==1.0\ntinymap=={version}\n")
    return Packages(folder / "names.txt", folder / "versions.txt", torch=(), modules=("tinynet", "tinymap"))


class Index(http.server.BaseHTTPRequestHandler):
    """A PEP 503 index; `server.mode` says how it fails. Also an HTTP proxy that asks for a login."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_CONNECT(self):
        self.answer(407)
        self.close_connection = True

    def do_GET(self):
        self.server.seen.append(self.path)
        mode = self.server.mode
        if mode == "proxy" and self.headers.get("Proxy-Authorization") != LOGIN:
            return self.answer(407)
        if mode in ("403", "401", "500"):
            return self.answer(int(mode))
        parts = urlsplit(self.path).path.strip("/").split("/")
        file = self.server.folder / parts[-1]
        if file.suffix == ".whl":
            return self.give(file, mode)
        found = sorted(self.server.folder.glob(f"{parts[-1].replace('-', '_')}-*.whl"))
        if not found:
            return self.answer(404)
        links = []
        for each in found:
            digest = "0" * 64 if mode == "hash" else hashlib.sha256(each.read_bytes()).hexdigest()
            links.append(f'<a href="/files/{each.name}#sha256={digest}">{each.name}</a>')
        return self.answer(200, "\n".join(links).encode(), "text/html")

    def give(self, file, mode):
        if mode == "403 file":
            return self.answer(403)
        body = file.read_bytes()
        if mode == "truncated" and "tinymap" in file.name:
            self.head(200, len(body))
            self.wfile.write(body[:9000])
            self.close_connection = True
            return None
        if mode == "stall" and "tinymap" in file.name:
            self.head(200, len(body))
            self.wfile.write(body[:9000])
            self.wfile.flush()
            self.server.stalled.set()
            self.server.go_on.wait(20)
            self.wfile.write(body[9000:])
            return None
        return self.answer(200, body)

    def answer(self, code, body=b"", kind="application/octet-stream"):
        self.head(code, len(body), kind)
        self.wfile.write(body)

    def head(self, code, length, kind="application/octet-stream"):
        self.send_response(code)
        if code == 407:
            self.send_header("Proxy-Authenticate", 'Basic realm="office"')
        if kind != "text/html":
            self.send_header("Cache-Control", "max-age=3600")  # files never change, as on the usual index
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


@contextmanager
def serving(folder, mode="", certificate=None):
    """An index of the wheels in a folder; yields the server, whose `url` is the index."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
    server.folder, server.mode, server.seen = folder, mode, []
    server.stalled, server.go_on, server.daemon_threads = threading.Event(), threading.Event(), True
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_suffix(".key"))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    server.address = f"127.0.0.1:{server.server_port}"
    server.url = f"{scheme}://{server.address}/simple/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def self_signed(folder):
    """A certificate for 127.0.0.1 that nobody trusts."""
    path = folder / "server.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=127.0.0.1",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            str(path.with_suffix(".key")),
            "-out",
            str(path),
        ],
        check=True,
        capture_output=True,
    )
    return path


def unused():
    """An address at which nothing listens."""
    with http.server.HTTPServer(("127.0.0.1", 0), Index) as server:
        return f"http://127.0.0.1:{server.server_port}/simple/"
