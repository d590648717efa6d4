"""The window “Packs” in a dock, with the real engine's process and a hub on this machine; and a user's hands."""

import hashlib
import json
import sys
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from terralex.core.packs import user_packs
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.remote import Remote
from terralex.plugin.engine.runner import Runner
from terralex.tests.core.hub_server import Hub, weights

QUICK = Path(__file__).parents[1] / "quick_worker.py"
WAIT = 30_000  # ms; on a busy machine a process starts in seconds
BIG, SMALL = "unet/big.safetensors", b'{"a": 1}\n'
ALL = len(weights(1, 40_000)) + len(weights(2)) + len(SMALL)
ON_DISK = "generator/unet.safetensors"


def entry(path, file, source="sd", **more):
    return {"path": path, "source": source, "file": file, "size": None, "sha256": None, **more}


FILES = [
    entry(ON_DISK, BIG),
    entry("generator/config.json", "config.json"),
    entry("net/net.safetensors", "net.safetensors", "net"),
]


@pytest.fixture
def hub(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    made = Hub()
    made.put("maker/diffusion", {BIG: weights(1, 40_000), "config.json": SMALL})
    made.put("maker/backbone", {"net.safetensors": weights(2)})
    made.licences["maker/diffusion"] = "openrail"
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    yield made
    made.close()


@pytest.fixture
def write(tmp_path, monkeypatch, hub):
    """Manifests of packs that nobody has fetched: `write(name, files, **changes)`; “big” is there."""
    monkeypatch.setenv("TERRALEX_PACKS", str(tmp_path / "manifests"))

    def make(name="big", files=FILES, **changes):
        folder = tmp_path / "manifests" / name
        folder.mkdir(parents=True, exist_ok=True)
        source = {"revision": "main", "commit": None, "gated": False, "licence_url": "https://example.org/licence"}
        manifest = {
            "format": 1,
            "name": name,
            "title": "Big <one>",
            "description": "For any word.",
            "estimated_bytes": ALL,
            "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
            "extractors": [],
            "defaults": {},
            "generator": {"kind": "diffusers", "folder": "generator"},
            "recommended": {"gpu": True, "gpu_gb": 8},
            "sources": {
                "sd": {**source, "repository": "maker/diffusion", "licence": "openrail"},
                "net": {**source, "repository": "maker/backbone", "licence": "apache-2.0"},
            },
            "files": files,
            **changes,
        }
        (folder / "pack.json").write_text(json.dumps(manifest))
        return folder

    make()
    return make


@pytest.fixture
def runner(tmp_path):
    made = Runner(Remote(lambda: sys.executable, tmp_path / "engine.log", QUICK, cancel_s=20.0))
    yield made
    made.shutdown()


@pytest.fixture
def dock(qtbot, qgis_iface, qgis_new_project, write, runner):
    qgis_iface.messageBar().clear_messages()
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.show()
    return made


def opened(qtbot, dock, name="big"):
    """The window, opened with the dock's button, with a pack chosen in its list."""
    qtbot.mouseClick(dock.form.packs_button, Qt.MouseButton.LeftButton)
    settled(qtbot, dock)
    window = dock.packs.window
    assert window.isVisible() and not window.isModal() and window.objectName() == "TerralexPacks"
    window.choose(name)
    return window


@pytest.fixture
def window(qtbot, dock):
    return opened(qtbot, dock)


def settled(qtbot, dock):
    """Until nothing is done, and what is here was looked at."""
    qtbot.waitUntil(lambda: not dock._runner.busy and dock.packs._look is None, timeout=WAIT)


def press(qtbot, button):
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fetch(qtbot, window, dock=None):
    """Fetch, agree; with a dock also wait until it has ended."""
    press(qtbot, window.fetch_button)
    if window.question.isVisible():
        for box in window.question.boxes:
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        press(qtbot, window.question.yes)
    if dock is not None:
        settled(qtbot, dock)


def shown(window, name="big"):
    """The state that the list shows."""
    (item,) = window.tree.findItems(name, Qt.MatchFlag.MatchExactly)
    return item.text(1)


def nothing_half_written():
    """No pack under its name, no file of the store that is not what its name says."""
    assert not (user_packs() / "big").exists()
    for blob in (user_packs().parent / "store" / "blobs").glob("*/*"):
        assert hashlib.sha256(blob.read_bytes()).hexdigest() == blob.name
    assert not list((user_packs().parent / "store" / "staging").glob("*/*"))
