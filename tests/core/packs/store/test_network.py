"""The way out that QGIS hands over: proxies, their exceptions, certificates."""

import contextlib
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs.store.http import Client
from terralex.core.packs.store.network import Network

from ...hub_server import COMMIT


def test_the_proxy_that_is_handed_over_is_used_and_its_exceptions_are_kept(hub, pack, monkeypatch):
    monkeypatch.setenv("TERRALEX_PLAIN_HTTP", "1")
    address = f"http://packs.invalid/maker/diffusion/resolve/{COMMIT}/config.json"
    through = Network({"HTTP_PROXY": hub.url, "http_proxy": hub.url, "NO_PROXY": "elsewhere.invalid"})
    assert Client("", "", through).get(address, "a file").body.read() == b'{"a": 1}\n'
    nobody = {"http_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}
    url = f"{hub.url}/maker/diffusion/resolve/{COMMIT}/config.json"
    assert Client("", "", Network(nobody)).get(url, "a file").status == 200


def test_a_socks_proxy_is_told():
    with pytest.raises(ModelError, match=r"SOCKS proxy.*Settings > Options > Network"):
        Client("", "", Network({"https_proxy": "socks5://127.0.0.1:1080"}))


@contextlib.contextmanager
def secure(folder):
    """A server with a certificate of its own; its address and the certificate."""
    cert, key = folder / "cert.pem", folder / "key.pem"
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
            key,
            "-out",
            cert,
        ],
        check=True,
        capture_output=True,
    )

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/x", cert.read_text()
    server.shutdown()
    server.server_close()


def test_certificates_that_are_handed_over_are_trusted_and_others_are_not(tmp_path, hub):
    with secure(tmp_path) as (url, certificate):
        with pytest.raises(ModelError, match=r"cannot be trusted\. .*Settings > Options > Authentication"):
            Client("", "").get(url, "a file")
        assert Client("", "", Network(certificates=certificate)).get(url, "a file").body.read() == b"ok"
    with pytest.raises(ModelError, match="cannot be read"):
        Client("", "", Network(certificates="-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"))
