"""What is on this machine of each pack, and what the engine's process does with packs for the plugin."""

import contextlib
import json
import os
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from terralex.core.errors import Cancelled, ModelError
from terralex.core.packs import Standing, find_pack, standings, user_packs, verify
from terralex.core.packs.store.fetch import fetch
from terralex.core.packs.store.http import Client
from terralex.core.packs.store.installed import check_pack, verify_pack
from terralex.core.packs.store.network import Network
from terralex.core.progress import CancelToken, Progress
from terralex.core.protocol import CancelledEvent, ErrorEvent, ProgressEvent, ResultEvent

from ..child import Child
from ..hub_server import COMMIT, weights

ALL = len(weights(1)) + len(weights(2)) + len(weights(3)) + 9
BIG = "unet/big.safetensors"


def get(name="big", **options):
    return fetch(name, CancelToken(), **{"agreed": True, **options})


def standing(name="big") -> Standing:
    return next(row for row in standings() if row.name == name)


def state(name="big"):
    row = standing(name)
    return row.state, row.here, row.to_come, row.removable, row.agreed


def stop_when(part, events):
    """Drive a fetch until it says `part`, then cancel it."""
    token = events.gi_frame.f_locals["token"]
    with pytest.raises(Cancelled):
        for event in events:
            if part in event.message:
                token.cancel()


def test_a_pack_is_absent_then_here_then_gone(hub, pack, run):
    assert state() == ("absent", 0, None, False, False)  # nobody knows the sizes before the hub was asked
    run(get())
    assert state() == ("here", ALL, 0, True, True)
    assert [row.state for row in standings()][-1] == "absent", "those that can run come first"


def test_the_estimate_of_a_manifest_stands_in_for_sizes_that_are_not_known(hub, pack):
    pack.write(estimated_bytes=70_000)
    assert state() == ("absent", 0, 70_000, False, False)


def test_after_a_stop_it_is_told_what_came_and_what_is_to_come(hub, pack, run):
    hub.fail(BIG, "breaks off", "503 60")
    stop_when("trying again", get())
    half = len(weights(1)) // 2
    assert state() == ("part", half, ALL - half, True, True)
    hub.fail(BIG)
    assert run(get()).result["downloaded"] == ALL - half
    assert state()[0] == "here"


def test_what_another_pack_has_brought_is_not_to_come(hub, pack, run):
    run(get())
    size = len(weights(2))
    listed = {**pack.entry("generator/a.safetensors", "net", "copy.safetensors"), "size": size}
    sha256 = next(e["sha256"] for e in find_pack("big").manifest["files"] if "shared" in e["path"])
    pack.write("second", [{**listed, "sha256": sha256}, {**listed, "path": "generator/b.safetensors"}])
    assert state("second") == ("absent", size, size, False, False)


@pytest.mark.parametrize("harm", ["gone", "short"])
def test_files_that_are_gone_or_short_are_damage_and_a_fetch_repairs_it(hub, pack, run, harm):
    run(get())
    file = user_packs() / "big" / "net" / "net.safetensors"
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"short")
    assert state() == ("damaged", ALL - len(weights(3)) + (5 if harm == "short" else 0), len(weights(3)), True, True)
    wrong = run(verify_pack("big", CancelToken())).result["wrong"]
    told = "is missing" if harm == "gone" else f"has 5 bytes instead of {len(weights(3))}"
    assert wrong == [["net/net.safetensors", told]]
    run(get(agreed=False))
    assert state()[0] == "here"


def test_a_pack_whose_manifest_is_spoilt_is_damaged_and_a_fetch_brings_it_back(hub, pack, run):
    run(get())
    (user_packs() / "big" / "pack.json").write_text("{")
    assert standing().state == "damaged"
    with pytest.raises(ModelError, match=r"damaged pack\.json"):
        find_pack(str(user_packs() / "big"))
    assert run(get(agreed=False)).result["downloaded"] == 0
    verify(find_pack("big"))


def test_a_spoilt_pack_that_nobody_else_names_is_listed_so_that_it_can_be_removed(hub, pack, run):
    (user_packs() / "odd").mkdir(parents=True)
    (user_packs() / "odd" / "pack.json").write_text("not json")
    assert state("odd") == ("damaged", 0, None, True, False) and standing("odd").pack is None


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"wanted": 5, "files": {}, "agreed": {}}'])
def test_pins_that_cannot_be_read_hide_no_pack(hub, pack, run, text):
    run(get())
    (user_packs() / "big.pins.json").write_text(text)
    assert state() == ("here", ALL, 0, True, False)


def test_embedded_packs_are_here_and_cannot_be_removed():
    assert standing("starter").state == "here" and not standing("starter").removable
    ovdiff = standing("ovdiff")
    assert (ovdiff.state, ovdiff.removable, ovdiff.agreed) == ("absent", False, False) and ovdiff.to_come > 3e9


def test_a_check_tells_bytes_and_stops_in_the_middle_of_a_file(hub, pack, run, monkeypatch):
    run(get())
    monkeypatch.setattr("terralex.core.packs.store.installed.CHUNK", 1000)
    monkeypatch.setattr("terralex.core.packs.store.installed.TELL_S", 0.0)
    told = [e for e in run(check_pack(find_pack("big"), CancelToken())).told if isinstance(e, Progress)]
    assert [e.done for e in told] == sorted(e.done for e in told) and len(told) > 50 and told[-1].done == ALL
    stop_when("Checking generator/unet/big.safetensors: 5.0 kB", check_pack(find_pack("big"), CancelToken()))


def test_a_pack_of_which_only_the_manifest_is_here_cannot_be_checked(run):
    with pytest.raises(ModelError, match="not on this computer yet"):
        run(verify_pack("ovdiff", CancelToken()))


# the way out


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


# the engine's process


@pytest.fixture
def child(tmp_path):
    made = Child(tmp_path / "log.txt")
    yield made
    made.close()


def ask(child, number, command, **config):
    child.send(cmd=command, id=number, config=config)
    return child.wait_for(ResultEvent, ErrorEvent, CancelledEvent)


def test_the_process_verifies_imports_and_removes(hub, pack, run, child, tmp_path):
    folder = run(get()).result["folder"]
    assert ask(child, 1, "verify", pack="big").result == {"pack": "big", "files": 4, "wrong": []}
    refused = ask(child, 2, "import", source=folder)
    assert refused.kind == "AlreadyHereError" and "is here already" in refused.message
    assert ask(child, 3, "import", source=folder, replace=True).result["pack"] == "big"
    assert ask(child, 4, "remove", pack="big").result["freed_bytes"] > ALL
    assert ask(child, 5, "remove", pack="starter").kind == "InputError"
    assert not (user_packs() / "big").exists()


def test_the_process_takes_the_way_out_that_it_is_told(hub, pack, child, monkeypatch):
    network = {"proxies": {"http_proxy": "socks5://127.0.0.1:9"}, "certificates": ""}
    refused = ask(child, 1, "fetch", pack="big", agreed=True, network=network)
    assert refused.kind == "ModelError" and "SOCKS" in refused.message and not hub.log


def test_a_cancel_in_the_middle_of_a_file_keeps_what_came(hub, pack, child):
    hub.fail(BIG, "slow")
    child.send(cmd="fetch", id=1, config={"pack": "big", "agreed": True})
    while child.wait_for(ProgressEvent).done < 5000:
        pass
    child.send(cmd="cancel", id=1)
    assert child.wait_for(CancelledEvent, ResultEvent) == CancelledEvent(1)
    came = standing().here
    assert 5000 <= came < len(weights(1)) and state()[0] == "part"
    result = ask(child, 2, "fetch", pack="big").result
    ranges = [headers.get("Range") for headers in hub.asked(f"/cdn/maker/diffusion//{BIG}")]
    assert ranges == [None, f"bytes={came}-"] and result["downloaded"] == ALL - came
    assert os.listdir(user_packs() / "big") and json.loads((user_packs() / "big.pins.json").read_text())["wanted"] == []
