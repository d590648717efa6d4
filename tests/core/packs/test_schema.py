"""Manifests that are broken, by accident or on purpose: listed as broken, in nobody's way, and removable."""

import copy
import json
import os
import shutil

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import broken_packs, list_packs, read_pack, standings, user_packs
from terralex.core.packs.store.installed import remove_pack

SOUND = {
    "format": 1,
    "name": "broken",
    "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
    "generator": {"kind": "diffusers", "folder": "net"},
    "extractors": [{"name": "a", "kind": "timm", "folder": "net", "stride": 8, "dim": 4}],
    "defaults": {},
    "words": {"road": {"kind": "stuff", "pictures": [5], "synonyms": []}},
    "files": [{"path": "net/w.safetensors", "size": 5, "sha256": "0" * 64}],
}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("words", {"road": {"pictures": [5], "synonyms": 5}}),
        ("words", {"road": {"pictures": ["many"]}}),
        ("words", {"road": {"pictures": []}}),
        ("words", {"road": {"pictures": [5], "kind": "other"}}),
        ("words", {"road\x1b[2J": {"pictures": [5]}}),
        ("groups", {"green": 5}),
        ("groups", {"green": [5]}),
        ("resolutions", [{"gsd_m": float("nan"), "min_m": 0.1, "max_m": 1.0}]),
        ("resolutions", [{"gsd_m": 0, "min_m": 0.1, "max_m": 1.0}]),
        ("resolutions", [{"gsd_m": True, "min_m": 0.1, "max_m": 1.0}]),
        ("resolutions", [{"gsd_m": 0.3, "min_m": 1.0, "max_m": 0.1}]),
        ("resolutions", [{"gsd_m": 0.3, "min_m": 0.1, "max_m": float("inf"), "prompt": "{word}"}]),
        ("resolutions", [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0, "prompt": 5}]),
        ("generator", {"size_px": 10**9}),
        ("generator", {"chunk": "8"}),
        ("extractors", [{"name": "../a"}]),
        ("extractors", [{"name": "a"}, {"name": "a"}]),
        ("extractors", [{"name": "a", "stride": 0}]),
        ("extractors", [{"name": "a", "dim": 1.5}]),
        ("extractors", [{"name": "a", "weight": float("nan")}]),
        ("extractors", [{"name": "a", "layers": "all"}]),
        ("extractors", [{"name": "a", "zoom": 0}]),
        ("extractors", [{"name": "a", "zoom": "2"}]),
        ("extractors", [{"name": "a", "text": 5}]),
        ("classifier", {"prompt": 5}),
        ("captioner", {"kind": "blip"}),
        ("captioner", {"kind": "blip", "folder": "captioner", "prompt": "a photograph"}),
        ("defaults", {"pictures": {"a": 1}}),
        ("defaults", {"masks_folder": "//host/share"}),
        ("presets", {"draft": 5}),
        ("presets", {"draft": {"windows": [{}]}}),
        ("calibration", {"file": 5}),
        ("licence", {"name": 5}),
        ("licence", 5),
        ("title", 5),
        ("title", "MIT\x1b[1A\x1b[2K"),
        ("description", "safe\u202etxt.exe"),
        ("estimated_bytes", "many"),
        ("estimated_bytes", float("inf")),
        ("recommended", {"gpu_gb": "x"}),
        ("sources", {"a": {"licence": 5}}),
        ("sources", {"a": {"licence": "MIT\r\x9bA"}}),
        ("files", [{"path": "net/w.safetensors", "size": True, "sha256": None}]),
        ("files", [{"path": "net/w.safetensors", "size": 5, "sha256": 5}]),
        ("files", [{"path": "net/w.safetensors", "size": 5, "sha256": None, "source": ["a"]}]),
    ],
)
def test_a_broken_manifest_is_listed_as_broken_and_can_be_removed(part, value):
    folder = user_packs() / "broken"
    folder.mkdir(parents=True)
    (folder / "pack.json").write_text(json.dumps({**copy.deepcopy(SOUND), part: value}))
    with pytest.raises(ModelError, match=f"“{part}” in the pack.json of broken is not what it should be"):
        read_pack(folder)
    assert "starter" in [pack.name for pack in list_packs(unfetched=True)]
    rows = {row.name: row for row in standings()}
    assert rows["broken"].state == "damaged" and rows["broken"].removable and rows["starter"].state == "here"
    assert list(broken_packs()) == ["broken"]
    remove_pack("broken")
    assert not folder.exists() and "broken" not in {row.name for row in standings()}


def test_the_sound_one_among_them_is_read(tmp_path):
    (tmp_path / "pack.json").write_text(json.dumps(SOUND))
    assert read_pack(tmp_path).words["road"].synonyms == ()


@pytest.mark.parametrize("kind", ["pipe", "link", "endless", "large"])
def test_a_manifest_that_is_no_small_file_is_broken(tmp_path, kind):
    folder = user_packs() / "odd one"
    folder.mkdir(parents=True)
    manifest = folder / "pack.json"
    if kind == "pipe":
        os.mkfifo(manifest)
    elif kind == "large":
        manifest.touch()
        os.truncate(manifest, 1 << 34)
    else:
        manifest.symlink_to("/dev/zero" if kind == "endless" else tmp_path / "pack.json")
    (tmp_path / "pack.json").write_text(json.dumps(SOUND))
    with pytest.raises(ModelError, match=r"no readable pack\.json"):
        read_pack(folder)
    assert [row.state for row in standings() if row.name == "odd one"] == ["damaged"]
    remove_pack("odd one")
    assert not folder.exists()


def test_removing_a_pack_that_is_a_link_leaves_alone_what_it_leads_to(tiny_pack, tmp_path):
    strange = shutil.copytree(tiny_pack, tmp_path / "strange")
    user_packs().mkdir(parents=True)
    (user_packs() / "tiny").symlink_to(strange)
    remove_pack("tiny")
    assert (strange / "pack.json").is_file() and not (user_packs() / "tiny").exists()
