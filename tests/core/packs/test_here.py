"""Packs on this machine: found by name, and verified file by file."""

import json
import os
import time

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import find_pack, here, list_packs, read_pack, verify


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


def test_a_settled_file_is_read_once_and_again_when_it_changes(folder, monkeypatch):
    read, sha256 = [], here.file_sha256
    monkeypatch.setattr(here, "file_sha256", lambda path: read.append(path.name) or sha256(path))
    verify(read_pack(folder))
    verify(read_pack(folder))
    files = len(read) // 2
    assert files == len(read_pack(folder).manifest["files"]) and len(read) == 2 * files  # just written: not remembered
    monkeypatch.setattr(here, "SETTLED_S", -1.0)
    verify(read_pack(folder))
    verify(read_pack(folder))
    assert len(read) == 3 * files
    time.sleep(0.05)
    weights = folder / "net.safetensors"
    before = weights.stat()
    weights.write_bytes(b"\0" * before.st_size)
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))  # its change time tells all the same
    with pytest.raises(ModelError, match=r"net\.safetensors"):
        verify(read_pack(folder))
