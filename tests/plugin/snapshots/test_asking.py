"""Services that do harm: they learn no login of another, fill no memory, and lead nowhere but to the web."""

import contextlib
import io
import struct
import threading
import time
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from PIL import Image
from terralex.core.errors import InputError
from terralex.core.progress import CancelToken
from terralex.plugin.snapshots import asking
from terralex.plugin.snapshots.asking import origin, picture_of, same_origin
from terralex.plugin.snapshots.fetching import Fetcher
from terralex.plugin.snapshots.services import Access

SECRETS = Access(headers=(("authorization", "Basic c2VjcmV0"), ("referer", "https://map.org"), ("x-api-key", "k")))


@contextmanager
def server(answer):
    """A server on loopback; `answer(handler)` writes the answer. Gives its address and the headers that it saw."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            self.close_connection = True
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the other side has had enough
                answer(self)

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{made.server_port}", seen
    finally:
        made.shutdown()
        made.server_close()


def send(handler, status=200, body=b"", **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(body)


def png(side=4):
    body = io.BytesIO()
    Image.fromarray(np.zeros((side, side, 3), np.uint8)).save(body, "PNG")
    return body.getvalue()


def moved(where, status=302):
    return lambda handler: send(handler, status, Location=where)


def fetch(url, access=SECRETS, home="", **more):
    return Fetcher("the service", access, CancelToken(), pause_s=0.01, home=home, **more).pictures([url])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_another_server_does_not_learn_the_login_of_the_one_that_redirects_to_it(qgis_app, status):
    with server(lambda h: send(h, body=png())) as (there, seen), server(moved(f"{there}/x", status)) as (here, first):
        assert fetch(f"{here}/tile")[0].width() == 4
    assert first[0][1]["authorization"] == "Basic c2VjcmV0" and first[0][1]["x-api-key"] == "k"
    assert "authorization" not in seen[0][1] and "x-api-key" not in seen[0][1]
    assert seen[0][1]["referer"] == "https://map.org"


def test_the_same_server_still_learns_it(qgis_app):
    def answer(handler):
        send(handler, 302, Location="/there") if handler.path == "/tile" else send(handler, body=png())

    with server(answer) as (here, seen):
        assert fetch(f"{here}/tile")[0].width() == 4
    assert [path for path, _ in seen] == ["/tile", "/there"]
    assert all(headers["authorization"] == "Basic c2VjcmV0" for _, headers in seen)


def test_tiles_that_a_services_description_places_elsewhere_come_without_its_login(qgis_app):
    with server(lambda h: send(h, body=png())) as (there, seen):
        assert fetch(f"{there}/tile", home="https://service.org/wmts")[0].width() == 4
    assert "authorization" not in seen[0][1]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:image/png;base64,A", "qrc:/x", "x"])
def test_only_addresses_of_the_web_are_asked(qgis_app, url):
    with pytest.raises(InputError, match="leads to an address that is none of the web"):
        fetch(url)
    with (
        server(moved(url if ":" in url else "gopher://x")) as (here, _),
        pytest.raises(InputError, match="leads to an address that is none of the web"),
    ):
        fetch(f"{here}/tile")


def test_redirects_in_a_circle_end(qgis_app):
    with server(moved("/again")) as (here, seen), pytest.raises(InputError, match="redirects in circles"):
        fetch(f"{here}/tile")
    assert len(seen) == asking.HOPS + 1


def test_a_body_without_end_is_stopped(qgis_app, monkeypatch):
    monkeypatch.setattr(asking, "MOST_BYTES", 3_000_000)
    sent = []

    def answer(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(3000):
            handler.wfile.write(b"x" * 100_000)
            sent.append(1)

    with server(answer) as (here, _), pytest.raises(InputError, match="answers with more than 3 MB"):
        fetch(f"{here}/tile")
    assert len(sent) < 300


def test_a_body_that_drips_is_stopped_after_a_while(qgis_app, monkeypatch):
    monkeypatch.setattr(asking, "LONGEST_S", 0.4)

    def answer(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    started = time.monotonic()
    with server(answer) as (here, _), pytest.raises(InputError):
        fetch(f"{here}/tile")
    assert time.monotonic() - started < 8


def test_nothing_is_unpacked_on_the_way(qgis_app):
    body = zlib.compress(bytes(50_000_000))
    with (
        server(lambda h: send(h, body=body, Content_Encoding="deflate")) as (here, seen),
        pytest.raises(InputError, match="something that is no picture"),
    ):
        fetch(f"{here}/tile")
    assert seen[0][1]["accept-encoding"] == "identity"


def bomb(width, height):
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def test_a_picture_says_its_size_before_it_is_decoded(qgis_app):
    with (
        server(lambda h: send(h, body=bomb(60_000, 60_000))) as (here, _),
        pytest.raises(InputError, match=r"a picture of 60,000 × 60,000 pixels, which is too large"),
    ):
        fetch(f"{here}/tile")
    with pytest.raises(InputError, match="too large"):
        picture_of(bomb(100_000, 1), "x")
    assert picture_of(png(), "x").width() == 4


def test_a_picture_that_would_open_other_files_is_none(qgis_app):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/x.png"/></svg>'
    assert picture_of(svg, "x").isNull() and picture_of(b"%PDF-1.4", "x").isNull() and picture_of(b"", "x").isNull()


@pytest.mark.parametrize("asked", ["²", "-1", "1e9", "9" * 400, "tomorrow", ""])
def test_an_odd_retry_after_is_a_sentence(qgis_app, asked):
    def answer(handler):
        handler.send_response(429)
        handler.wfile.write(b"")
        handler._headers_buffer.append(b"Retry-After: " + asked.encode("utf-8") + b"\r\nContent-Length: 0\r\n")
        handler.end_headers()

    with server(answer) as (here, _), pytest.raises(InputError, match="allows no more requests for now"):
        fetch(f"{here}/tile")


def test_origins():
    assert origin("HTTPS://Map.org/x") == ("https", "map.org", 443) and origin("http://[::1") == ("", "", 0)
    assert same_origin("https://map.org/x", "http://map.org") and not same_origin("http://map.org", "https://map.org")
    assert not same_origin("https://map.org:8443", "https://map.org") and not same_origin(
        "https://a.map.org", "https://map.org"
    )
    assert not same_origin("", "") and not same_origin("https://map.org@evil.org/", "https://map.org")
