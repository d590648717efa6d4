"""Packs on this machine: found by name, and verified file by file."""

import json

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import find_pack, list_packs, read_pack, verify


def test_a_pack_is_found_by_name_on_the_search_path_and_by_its_folder(folder, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(folder.parent))
    assert find_pack("little").root == folder
    assert find_pack(str(folder)).name == "little"
    assert "little" in [pack.name for pack in list_packs()]


def test_a_missing_pack_is_named_with_those_that_are_here(folder, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(folder.parent))
    with pytest.raises(ModelError, match=r"no pack “big”.*little"):
        find_pack("big")


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
