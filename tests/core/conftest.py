"""A hub on this machine, and tiny random networks with a plain reference: what the tests of the engine share."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from terralex.core.progress import result_of

from .hub_server import Hub, weights

FILES = {"unet/big.safetensors": weights(1), "config.json": b'{"a": 1}\n', "shared.safetensors": weights(2)}
OTHER = {"net.safetensors": weights(3), "copy.safetensors": weights(2)}


def entry(path, source, file=None, **more):
    return {"path": path, "source": source, "file": file or path, "size": None, "sha256": None, **more}


@pytest.fixture
def hub(monkeypatch):
    """The hub, empty; HF_ENDPOINT points to it and nobody waits long."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    made = Hub()
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    monkeypatch.setattr("terralex.core.packs.store.download.FIRST_WAIT_S", 0.01)
    yield made
    made.close()


@pytest.fixture
def pack(hub, tmp_path, monkeypatch):
    """A manifest that nobody fetched yet: `write(name, **changes)` makes another one."""
    hub.put("maker/diffusion", FILES)
    hub.put("maker/backbone", OTHER)
    monkeypatch.setenv("TERRALEX_PACKS", str(tmp_path / "manifests"))

    def write(name="big", files=None, **changes):
        folder = tmp_path / "manifests" / name
        folder.mkdir(parents=True, exist_ok=True)
        manifest = {
            "format": 1,
            "name": name,
            "title": "Big one",
            "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
            "generator": {"kind": "diffusers", "folder": "generator"},
            "extractors": [],
            "defaults": {},
            "sources": {
                "sd": {"repository": "maker/diffusion", "revision": "main", "commit": None, "licence": "apache-2.0"},
                "net": {"repository": "maker/backbone", "revision": "main", "commit": None, "licence": "apache-2.0"},
            },
            "files": files
            or [
                entry("generator/unet/big.safetensors", "sd", "unet/big.safetensors"),
                entry("generator/config.json", "sd", "config.json"),
                entry("generator/shared.safetensors", "sd", "shared.safetensors"),
                entry("net/net.safetensors", "net", "net.safetensors"),
            ],
            **changes,
        }
        (folder / "pack.json").write_text(json.dumps(manifest))
        return folder

    return SimpleNamespace(folder=write(), write=write, entry=entry)


@pytest.fixture
def run():
    """Drive a generator to its end: `run(events)` returns its result and what it told."""

    def drive(events):
        told = []
        result = result_of(events, told.append)
        return SimpleNamespace(result=result, told=told)

    return drive


@pytest.fixture(scope="session")
def tiny_tools():
    """The module that makes packs of tiny random networks."""
    from .. import tiny_pack

    return tiny_pack


@pytest.fixture(scope="session")
def captioned_pack(tiny_pack, tiny_tools, tmp_path_factory):
    """The pack of tiny random networks with a captioner."""
    return tiny_tools.add_captioner(Path(shutil.copytree(tiny_pack, tmp_path_factory.mktemp("captioned") / "tiny")))


@pytest.fixture(scope="session")
def reference():
    """The method once more, written down plainly in numpy."""
    from . import reference

    return reference


@pytest.fixture(scope="session")
def tiny(tiny_pack):
    """The pack, and its networks opened once."""
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import read_pack

    pack = read_pack(tiny_pack)
    return SimpleNamespace(pack=pack, networks=load_networks(pack, "cpu"))


@pytest.fixture
def prepared(tiny, tmp_path):
    """A function that prepares a method: prepared("road, tree", stride=16) -> method, state, events."""
    return preparation(tiny, tmp_path / "bank")


@pytest.fixture(scope="module")
def prepared_once(tiny, tmp_path_factory):
    """The same with one bank for all tests of a file."""
    return preparation(tiny, tmp_path_factory.mktemp("bank"))


def preparation(tiny, bank_root):
    from terralex.core.cache.bank import Bank
    from terralex.core.methods import make_method
    from terralex.core.methods.base import Brief, Workplace
    from terralex.core.packs import resolve_classes
    from terralex.core.progress import CancelToken
    from terralex.core.vocabulary import parse_names

    def prepare(names, method="ovdiff", *, networks=None, bank=None, background=True, resolution=0, **overrides):
        options = tiny.pack.options("", {"background": background, **overrides}, method)
        made = make_method(method, Workplace(networks or tiny.networks, tiny.pack, options, 0, bank or Bank(bank_root)))
        classes = tuple(parse_names(names))
        words = resolve_classes(tiny.pack, classes)
        steps = made.prepare(Brief(classes, words, tiny.pack.resolutions[resolution]), CancelToken())
        events = []
        result = result_of(steps, events.append)
        return SimpleNamespace(method=made, state=result, events=events, options=options)

    return prepare
