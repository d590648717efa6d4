"""What the engine's process does with packs for the plugin."""

import json
import os

import pytest
from terralex.core.packs import user_packs
from terralex.core.protocol import CancelledEvent, ErrorEvent, ProgressEvent, ResultEvent

from .child import Child
from .hub_server import weights
from .packs.test_here_standings import ALL, BIG, get, standing, state


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
    assert 0 < came < len(weights(1)) and state()[0] == "part"  # less than was told of: other files count there, too
    result = ask(child, 2, "fetch", pack="big").result
    ranges = [headers.get("Range") for headers in hub.asked(f"/cdn/maker/diffusion//{BIG}")]
    assert ranges == [None, f"bytes={came}-"] and result["downloaded"] == ALL - came
    assert os.listdir(user_packs() / "big") and json.loads((user_packs() / "big.pins.json").read_text())["wanted"] == []
