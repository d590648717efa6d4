"""A little pack that is only a manifest and eight bytes."""

import hashlib
import json

import pytest


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "packs" / "little"
    root.mkdir(parents=True)
    (root / "net.safetensors").write_bytes(b"12345678")
    manifest = {
        "format": 1,
        "name": "little",
        "resolutions": [{"gsd_m": 10.0, "min_m": 5, "max_m": 20}, {"gsd_m": 0.3, "min_m": 0.1, "max_m": 1}],
        "generator": {},
        "extractors": [],
        "defaults": {},
        "words": {
            "building": {"kind": "thing", "pictures": [600, 80], "synonyms": ["house", "roof"]},
            "tree": {"kind": "stuff", "pictures": [600, 80]},
            "grass": {"kind": "stuff", "pictures": [600, 80]},
        },
        "groups": {"vegetation": ["tree", "grass"]},
        "files": [{"path": "net.safetensors", "size": 8, "sha256": hashlib.sha256(b"12345678").hexdigest()}],
    }
    (root / "pack.json").write_text(json.dumps(manifest))
    return root
