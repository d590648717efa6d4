"""Servers of packs with odd headers: sentences, never tracebacks; nothing without end."""

import socket
import threading
import time

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs.store import download, http
from terralex.core.packs.store.fetch import fetch
from terralex.core.packs.store.http import Answer, Client, TryAgainError, host_of, read_all, retry_after_s, whole_number
from terralex.core.progress import CancelToken, result_of


@pytest.fixture
def raw():
    """A server that sends exactly the bytes it is given: `raw(bytes)` is its address."""
    listeners = []

    def start(answer, forever=b""):
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    try:
                        connection.recv(65536)
                        connection.sendall(answer)
                        while forever:
                            connection.sendall(forever)
                            time.sleep(0.01)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener in listeners:
        listener.close()


def head(*lines, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *lines, "", ""]).encode("latin-1")


ODD = ["²", "-1", "1e3", "9" * 5000, "0x10", "1 2", "", "+5"]


@pytest.mark.parametrize("text", ODD)
def test_an_odd_length_is_no_number(text):
    assert whole_number(text) is None
    answer = Answer(200, {}, {"content-length": text}, None)
    assert answer.length() is None


@pytest.mark.parametrize("text", [*ODD, "Mon, 01 Jan 99999 00:00:00 GMT", "Mon, 99 Foo 2026", "31 Feb 2026 99:99:99"])
def test_an_odd_time_to_wait_is_none_or_finite(text):
    wait = retry_after_s(text)
    assert wait is None or 0 <= wait <= http.LONGEST_S


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: ²",),
        ("Content-Length: " + "9" * 5000,),
        ("X-Linked-Size: ²", "Content-Length: 5"),
        ("Transfer-Encoding: chunked",),
    ],
)
def test_odd_headers_of_a_hub_are_told(raw, monkeypatch, lines):
    monkeypatch.setattr(download, "FIRST_WAIT_S", 0.001)
    body = b"zz\r\nnot a chunk" if "chunked" in lines[0] else b"hello"
    monkeypatch.setenv("HF_ENDPOINT", raw(head(*lines) + body))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ModelError, match=r"does not answer as a model hub does|broke off|cannot be reached"):
        result_of(fetch("ovdiff", CancelToken(), agreed=True))


def test_a_server_that_asks_to_wait_for_ever_is_told(raw, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", raw(head("Retry-After: " + "9" * 400, status="429 Too Many")))
    with pytest.raises(ModelError, match=r"asks to wait \d+ minutes"):
        result_of(fetch("ovdiff", CancelToken(), agreed=True))


@pytest.mark.parametrize("where", ["http://[::1", "//", "https://x:99999/", "file:///etc/passwd", "http://a b/"])
def test_an_odd_redirect_is_a_sentence(raw, where):
    address = raw(head(f"Location: {where}", status="302 Found"))
    with pytest.raises((ModelError, TryAgainError)):
        Client(address, "").get(f"{address}/x", "a file")
    assert isinstance(host_of(where), str)


def test_a_listing_without_end_is_given_up(raw, monkeypatch):
    monkeypatch.setattr(http, "PATIENCE_S", 0.3)
    address = raw(head(), forever=b" ")
    answer = Client(address, "").get(f"{address}/x", "a list")
    started = time.monotonic()
    with answer.body as body, pytest.raises(TryAgainError, match="no end"):
        read_all(body, 1 << 20)
    assert time.monotonic() - started < 5
    answer = Client(address, "").get(f"{address}/x", "a list")
    with answer.body as body:
        assert len(read_all(body, 5)) == 6
