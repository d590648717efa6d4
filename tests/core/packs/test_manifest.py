"""Manifests that cannot be used are refused in a sentence."""

import json

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import read_pack


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("resolutions", []),
        ("resolutions", [{"gsd_m": 1}]),
        ("resolutions", [{"gsd_m": 1, "min_m": 1, "max_m": 1, "colour": "red"}]),
        ("extractors", {"name": "a"}),
        ("files", [{"path": "net.safetensors"}]),
        ("defaults", [1]),
        ("words", {"building": 5}),
    ],
)
def test_a_part_of_a_manifest_that_cannot_be_used_is_named(folder, part, value):
    manifest = json.loads((folder / "pack.json").read_text())
    (folder / "pack.json").write_text(json.dumps({**manifest, part: value}))
    with pytest.raises(ModelError, match=f"“{part}” in the pack.json of little"):
        read_pack(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99}', '{"format": 1}'])
def test_a_broken_manifest_is_a_sentence_not_a_traceback(folder, text):
    (folder / "pack.json").write_text(text)
    with pytest.raises(ModelError, match="little"):
        read_pack(folder)
