"""A hub on this machine with two repositories, and a pack that takes files of both."""

import json
from types import SimpleNamespace

import pytest

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
    monkeypatch.setattr("terralex.core.store.download.FIRST_WAIT_S", 0.01)
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
            "format": 1, "name": name, "title": "Big one",
            "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
            "generator": {"kind": "diffusers", "folder": "generator"}, "extractors": [], "defaults": {},
            "sources": {
                "sd": {"repository": "maker/diffusion", "revision": "main", "commit": None, "licence": "apache-2.0"},
                "net": {"repository": "maker/backbone", "revision": "main", "commit": None, "licence": "apache-2.0"},
            },
            "files": files or [
                entry("generator/unet/big.safetensors", "sd", "unet/big.safetensors"),
                entry("generator/config.json", "sd", "config.json"),
                entry("generator/shared.safetensors", "sd", "shared.safetensors"),
                entry("net/net.safetensors", "net", "net.safetensors"),
            ],
            **changes,
        }  # fmt: skip
        (folder / "pack.json").write_text(json.dumps(manifest))
        return folder

    return SimpleNamespace(folder=write(), write=write, entry=entry)


@pytest.fixture
def run():
    """Drive a generator to its end: `run(events)` returns its result and what it told."""

    def drive(events):
        told = []
        while True:
            try:
                told.append(next(events))
            except StopIteration as end:
                return SimpleNamespace(result=end.value, told=told)

    return drive
