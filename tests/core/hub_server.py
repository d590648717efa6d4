"""A model hub on this machine, and everything that goes wrong with real ones."""

import hashlib
import json
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import numpy as np

COMMIT = "c0ffee" + "0" * 34


def weights(seed, count=5000):
    """A safetensors file of random numbers, as bytes."""
    body = np.random.default_rng(seed).random(count, np.float32).tobytes()
    header = json.dumps({"w": {"dtype": "F32", "shape": [count], "data_offsets": [0, len(body)]}}).encode()
    return struct.pack("<Q", len(header)) + header + body


def git_sha1(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class Hub:
    """Repositories by name; `faults[path]` is a list of what goes wrong, one entry per request of that file."""

    def __init__(self):
        self.repositories, self.commits, self.gated, self.licences = {}, {}, set(), {}
        self.faults, self.log, self.released = {}, [], threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.cdn = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        for server in (self.server, self.cdn):
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.cdn_url = f"http://127.0.0.1:{self.cdn.server_port}"

    def close(self):
        self.released.set()
        for server in (self.server, self.cdn):
            server.shutdown()
            server.server_close()

    def put(self, repository, files, commit=COMMIT):
        self.repositories[repository], self.commits[repository] = dict(files), commit

    def fail(self, path, *faults):
        """The next requests of a file (or of "api") go wrong in these ways, one after the other."""
        self.faults[path] = list(faults)

    def asked(self, part):
        """Requests whose address contains `part`: headers, newest last."""
        return [headers for path, headers in self.log if part in path]

    def listing(self, repository):
        siblings = []
        for name, data in self.repositories[repository].items():
            entry = {"rfilename": name, "size": len(data), "blobId": git_sha1(data)}
            if name.endswith(".safetensors"):
                entry["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}
            siblings.append(entry)
        card = {"license": self.licences.get(repository, "apache-2.0")}
        gated = "manual" if repository in self.gated else False
        return {
            "id": repository,
            "sha": self.commits[repository],
            "siblings": siblings,
            "gated": gated,
            "cardData": card,
        }


def _handler(hub):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            path = unquote(urlsplit(self.path).path)
            hub.log.append((path, dict(self.headers)))
            if path.startswith("/api/models/"):
                return self.api(path[len("/api/models/") :])
            if path.startswith("/cdn/"):
                repository, _, name = path[len("/cdn/") :].partition("//")
                return self.file(repository, name, hub.repositories[repository][name], {})
            repository, _, rest = path[1:].partition("/resolve/")
            commit, _, name = rest.partition("/")
            if commit != hub.commits.get(repository) or name not in hub.repositories[repository]:
                return self.status(404, {})
            return self.resolve(repository, name, hub.repositories[repository][name])

        def api(self, rest):
            fault = hub.faults.get("api") and hub.faults["api"].pop(0)
            if fault == "html":
                return self.send(200, {"Content-Type": "text/html"}, b"<html>Please sign in</html>")
            if fault:
                return self.status(int(fault.split()[0]), _retry(fault))
            repository, _, revision = rest.partition("/revision/")
            if repository not in hub.repositories or revision not in ("main", hub.commits[repository]):
                return self.status(404, {})
            return self.send(200, {"Content-Type": "application/json"}, json.dumps(hub.listing(repository)).encode())

        def resolve(self, repository, name, data):
            headers = {"X-Repo-Commit": hub.commits[repository]}
            peek = (hub.faults.get(name) or [""])[0]
            if peek == "other commit":
                headers["X-Repo-Commit"] = "d" * 40
            if not name.endswith(".safetensors"):
                return self.file(repository, name, data, {**headers, "ETag": f'"{git_sha1(data)}"'})
            etag = "0" * 64 if peek == "other etag" else hashlib.sha256(data).hexdigest()
            headers |= {"X-Linked-ETag": f'"{etag}"', "X-Linked-Size": str(len(data))}
            target = f"{hub.cdn_url}/cdn/{repository}//{name}"
            if peek.startswith("to "):
                target = hub.faults[name].pop(0)[3:]
            self.send(302, {**headers, "Location": target}, b"moved")

        def file(self, repository, name, data, headers):
            fault = hub.faults.get(name) and hub.faults[name].pop(0)
            if fault and fault[0].isdigit():
                return self.status(int(fault.split()[0]), {**headers, **_retry(fault)})
            start = 0
            asked = self.headers.get("Range", "")
            if asked.startswith("bytes=") and fault != "no ranges":
                start = int(asked[len("bytes=") :].rstrip("-"))
                if start >= len(data):
                    return self.status(416, headers)
            body, code = data[start:], 200
            if start:
                code, headers = 206, {**headers, "Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
            if fault == "wrong bytes":
                body = bytes(255 - b for b in body)
            if fault == "other range":
                headers["Content-Range"] = f"bytes 0-{len(data) - 1}/{len(data)}"
            announced = len(body)
            if fault == "announces less":
                announced -= 100
            if fault in ("announces more", "breaks off"):
                announced += 100 if fault == "announces more" else 0
                body = body[: len(body) // 2] if fault == "breaks off" else body
            if fault in ("slow", "stalls"):
                return self.drip(code, headers, body, fault == "stalls")
            if fault == "sends more":
                return self.send(code, {**headers, "Transfer-Encoding": "chunked"}, body + b"x" * 100, None)
            self.send(code, headers, body, announced)

        def drip(self, code, headers, body, stalls):
            """A fortieth at a time, two seconds in all; one that stalls says nothing more after the half."""
            self.send(code, headers, b"", len(body))
            step = len(body) // 40
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                time.sleep(0.05)
                if stalls and start > len(body) // 2:
                    hub.released.wait(60)
                    return

        def status(self, code, headers):
            self.send(code, headers, b"no")

        def send(self, code, headers, body, announced=-1):
            self.send_response(code)
            for key, value in headers.items():
                self.send_header(key, value)
            if announced is not None:
                self.send_header("Content-Length", str(len(body) if announced < 0 else announced))
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            if announced is None:
                body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
            self.wfile.write(body)

    return Handler


def _retry(fault):
    return {"Retry-After": fault.split()[1]} if " " in fault else {}
