"""Packs that are damaged, unsafe or too large."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from terralex.core.errors import InputError, ModelError
from terralex.core.model.device import in_words
from terralex.core.model.networks import load_networks
from terralex.core.packs import read_pack


@pytest.fixture
def copy(tiny_pack, tmp_path):
    return Path(shutil.copytree(tiny_pack, tmp_path / "tiny"))


def open_all(folder):
    networks = load_networks(read_pack(folder), "cpu")
    return networks.extractors, networks.classifier


def test_a_changed_byte_is_found_before_anything_is_opened(copy):
    file = copy / "generator" / "unet" / "diffusion_pytorch_model.safetensors"
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)
    with pytest.raises(ModelError, match=r"diffusion_pytorch_model\.safetensors of the pack “tiny”"):
        open_all(copy)


def test_a_missing_file_is_named(copy):
    (copy / "clip" / "open_clip_model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"lacks clip/open_clip_model\.safetensors"):
        open_all(copy)


def test_a_pickle_in_a_pack_is_refused(copy):
    (copy / "clip" / "open_clip_pytorch_model.bin").write_bytes(b"cos\nsystem\n")
    with pytest.raises(ModelError, match="can run code"):
        open_all(copy)


@pytest.mark.parametrize(
    "damage",
    [
        lambda m: m["extractors"][0].update(layer="visual.nowhere"),
        lambda m: m["extractors"][0].update(kind="oracle"),
        lambda m: m["generator"].update(kind="oracle"),
        lambda m: m["classifier"].update(kind="oracle"),
        lambda m: m["generator"].update(folder="clip"),
    ],
)
def test_a_manifest_that_does_not_fit_its_files_is_a_model_error(copy, damage):
    manifest = json.loads((copy / "pack.json").read_text())
    damage(manifest)
    (copy / "pack.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="“tiny”"):
        open_all(copy)


def test_weights_of_another_shape_are_a_model_error(copy, tiny_tools):
    file = copy / "clip" / "open_clip_config.json"
    file.write_text(file.read_text().replace('"width": 8', '"width": 16'))
    manifest = json.loads((copy / "pack.json").read_text())
    tiny_tools.write_manifest(copy, manifest)
    with pytest.raises(ModelError, match="cannot be opened"):
        open_all(copy)


def test_a_map_of_another_depth_than_promised_is_a_model_error(copy):
    manifest = json.loads((copy / "pack.json").read_text())
    manifest["extractors"][0]["dim"] = 63
    (copy / "pack.json").write_text(json.dumps(manifest))
    networks = load_networks(read_pack(copy), "cpu", ("clip",))
    with pytest.raises(ModelError, match="64 channels; its pack says 63"):
        networks.extractor("clip").encode(np.zeros((1, 3, 64, 64), np.uint8))


def test_an_unknown_extractor_names_those_of_the_pack(tiny):
    with pytest.raises(InputError, match=r"no extractor “dino”\. It has: clip, unet"):
        load_networks(tiny.pack, "cpu", ("clip", "dino"))


def test_only_what_is_asked_for_is_opened(tiny):
    networks = load_networks(tiny.pack, "cpu", ("clip",))
    assert networks.names == ("clip",)
    networks.extractor("clip")
    assert "generator" not in networks._opened


def test_too_little_memory_is_said_in_words(tiny):
    with pytest.raises(ModelError, match="more than is free"), in_words(tiny.pack, "cpu"):
        raise MemoryError
    with pytest.raises(ModelError, match="GPU's memory"), in_words(tiny.pack, "cuda"):
        raise torch.OutOfMemoryError
    with pytest.raises(RuntimeError, match="a bug"), in_words(tiny.pack, "cpu"):
        raise RuntimeError("a bug")


def test_a_pack_without_extractors_says_so_and_ends_no_list_with_nothing(copy):
    pack = read_pack(copy)
    pack.manifest["extractors"] = []
    with pytest.raises(InputError, match=r"has no extractor “a”\. It has: none\."):
        load_networks(pack, "cpu", ("a",))
