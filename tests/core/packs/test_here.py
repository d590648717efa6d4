"""Packs: what is read, refused and told."""

import hashlib
import json

import pytest
from terralex.core.errors import InputError, ModelError
from terralex.core.packs import find_pack, list_packs, read_pack, resolve_classes, verify
from terralex.core.vocabulary import ClassSpec


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


def test_a_pack_is_found_by_name_on_the_search_path_and_by_its_folder(folder, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(folder.parent))
    assert find_pack("little").root == folder
    assert find_pack(str(folder)).name == "little"
    assert "little" in [pack.name for pack in list_packs()]


def test_a_missing_pack_is_named_with_those_that_are_here(folder, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(folder.parent))
    with pytest.raises(ModelError, match=r"no pack “big”.*little"):
        find_pack("big")


def test_resolutions_are_listed_finest_first(folder):
    assert [r.gsd_m for r in read_pack(folder).resolutions] == [0.3, 10.0]


def test_words_are_known_by_name_synonym_group_and_plural(folder):
    pack = read_pack(folder)
    assert pack.lookup("Building") == ("building",)
    assert pack.lookup("houses") == ("building",)
    assert pack.lookup("trees") == ("tree",)
    assert pack.lookup("vegetation") == ("tree", "grass")
    assert pack.known_words(ClassSpec("green", ("tree", "vegetation"))) == ("tree", "grass")
    assert pack.kind(ClassSpec("house")) == "thing" and pack.kind(ClassSpec("tree", kind="thing")) == "thing"


def test_an_unknown_word_is_refused_with_the_nearest_ones(folder):
    with pytest.raises(InputError, match=r"does not know “bilding”.*building"):
        resolve_classes(read_pack(folder), (ClassSpec("tree"), ClassSpec("bilding")))


def test_a_sound_pack_passes(folder):
    verify(read_pack(folder))


def test_a_changed_byte_is_told_with_the_files_name(folder):
    (folder / "net.safetensors").write_bytes(b"12345679")
    with pytest.raises(ModelError, match=r"net\.safetensors"):
        verify(read_pack(folder))


def test_a_missing_file_is_told_with_its_name(folder):
    (folder / "net.safetensors").unlink()
    with pytest.raises(ModelError, match=r"lacks net\.safetensors"):
        verify(read_pack(folder))


def test_a_pickle_in_a_pack_is_refused(folder):
    (folder / "extra.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match="can run code"):
        verify(read_pack(folder))


def test_a_file_outside_the_folder_is_refused(folder):
    manifest = json.loads((folder / "pack.json").read_text())
    manifest["files"][0]["path"] = "../../secret"
    (folder / "pack.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="outside"):
        verify(read_pack(folder))


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
