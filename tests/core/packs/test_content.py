"""Packs that somebody made to do harm: none runs code, asks a network, or stands in the way of the others."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from terralex.core.errors import ModelError
from terralex.core.packs import (
    check_pack_name,
    find_pack,
    read_pack,
    user_packs,
    verify,
)
from terralex.core.packs.content import wrong_json
from terralex.core.packs.store.imports import import_pack
from terralex.core.packs.store.installed import check_pack, verify_pack
from terralex.core.progress import CancelToken, result_of

from ...tiny_pack import list_files, write_manifest

ROOT = Path(__file__).resolve().parents[3]
MARK = "ran.txt"


@pytest.fixture
def strange(tiny_pack, tmp_path, monkeypatch):
    """A copy of a sound pack, to be made strange, in a working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(tiny_pack, tmp_path / "strange"))


def edit(file, change):
    told = json.loads(file.read_text())
    change(told)
    file.write_text(json.dumps(told))


def sealed(folder):
    """Its manifest lists what is there now, with the right checksums; the pack goes by a name of its own."""
    manifest = json.loads((folder / "pack.json").read_text())
    write_manifest(folder, {**manifest, "name": "strange"})
    return read_pack(folder)


def code(folder, name):
    """A module that would leave a mark."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"open({str(folder.parent / MARK)!r}, 'w').write('x')\nclass Evil:\n    pass\n")


def opened(pack):
    """Open everything that a run may open, as a run does."""
    from terralex.core.model.networks import load_networks

    networks = load_networks(pack, "cpu")
    return networks.classifier, networks.generator, networks.extractors


def refused_everywhere(folder, told):
    """Import, verification and a run by path refuse a pack in the same words, and nothing of it ran."""
    pack = sealed(folder)
    with pytest.raises(ModelError, match=told):
        result_of(import_pack(folder, CancelToken()))
    assert not (user_packs() / "strange").exists()
    with pytest.raises(ModelError, match=told):
        verify(pack)
    with pytest.raises(ModelError, match=told):
        opened(pack)
    assert any(re.search(told, why) for _, why in result_of(check_pack(pack, CancelToken())))
    assert not (folder.parent / MARK).exists()


@pytest.mark.parametrize("where", ["evil", "../evil", "absolute"])
def test_a_tokenizer_that_would_bring_code_from_a_folder_is_refused(strange, where):
    code(strange.parent, "evil/tok.py")
    place = str(strange.parent / "evil") if where == "absolute" else where
    edit(
        strange / "clip/tokenizer_config.json",
        lambda t: t.update(auto_map={"AutoTokenizer": [f"{place}--tok.Evil", None]}),
    )
    edit(
        strange / "clip/open_clip_config.json",
        lambda t: t["model_cfg"]["text_cfg"].update(tokenizer_kwargs={"trust_remote_code": True}),
    )
    refused_everywhere(
        strange, "says “(auto_map|tokenizer_kwargs|trust_remote_code)”, which could run code or ask a network"
    )


def test_a_tokenizer_is_made_without_what_the_pack_would_add(strange):
    """Also where no check had looked: the folder's own arguments reach nobody."""
    from terralex.core.model.clip import open_clip_tokenizer
    from terralex.core.model.libraries import prepare_libraries

    prepare_libraries()
    code(strange.parent, "evil/tok.py")
    plain = open_clip_tokenizer(strange / "clip")(["a road"]).tolist()
    edit(
        strange / "clip/tokenizer_config.json", lambda t: t.update(auto_map={"AutoTokenizer": ["evil--tok.Evil", None]})
    )
    edit(
        strange / "clip/open_clip_config.json",
        lambda t: t["model_cfg"]["text_cfg"].update(tokenizer_kwargs={"trust_remote_code": True}),
    )
    assert open_clip_tokenizer(strange / "clip")(["a road"]).tolist() == plain
    assert not (strange.parent / MARK).exists()


@pytest.mark.parametrize(
    ("file", "change", "word"),
    [
        ("generator/model_index.json", {"custom_pipeline": "somebody/else"}, "custom_pipeline"),
        ("generator/model_index.json", {"_class_name": ["pipeline", "Evil"]}, "_class_name"),
        ("generator/model_index.json", {"_class_name": "../pipeline"}, "_class_name"),
        ("generator/model_index.json", {"unet": ["evil", "Evil"]}, "unet: evil"),
        ("generator/model_index.json", {"": ["evil", "Evil"]}, ": evil"),
        ("generator/unet/config.json", {"_class_name": ["unet", "Evil"]}, "_class_name"),
        ("generator/text_encoder/config.json", {"auto_map": {"AutoModel": "net.Evil"}}, "auto_map"),
        ("generator/text_encoder/config.json", {"_attn_implementation": "somebody/kernel"}, "_attn_implementation"),
        ("generator/text_encoder/config.json", {"quantization_config": {"quant_method": "x"}}, "quantization_config"),
        ("clip/open_clip_config.json", {"model_cfg": {"text_cfg": {"hf_model_name": "a/b"}}}, "hf_model_name"),
        ("clip/open_clip_config.json", {"model_cfg": {"vision_cfg": {"timm_model_name": "hf-hub:a/b"}}}, "hf-hub:a/b"),
        ("clip/open_clip_config.json", {"model_cfg": {"vision_cfg": {"timm_model_name": "HF_HUB:a/b"}}}, "HF_HUB:a/b"),
        ("clip/tokenizer_config.json", {"tokenizer_class": ["Evil", "Evil"]}, "tokenizer_class"),
        ("clip/tokenizer_config.json", {"vocab_file": "/etc/hostname"}, "vocab_file"),
        ("clip/adapter_config.json", {"base_model_name_or_path": "somebody/else"}, "base_model_name_or_path"),
        ("clip/model.safetensors.index.json", {"weight_map": {"a": "../../x.safetensors"}}, "weight_map"),
    ],
)
def test_words_of_the_libraries_that_lead_elsewhere_are_refused_by_name(strange, file, change, word):
    path = strange / file
    told = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**told, **change}))
    pack = sealed(strange)
    told = f"{file}.* says “{word}”"
    with pytest.raises(ModelError, match=told):
        verify(pack)
    with pytest.raises(ModelError, match=told):
        result_of(import_pack(strange, CancelToken()))


def test_a_word_is_seen_although_it_comes_twice_or_the_file_is_no_json(tmp_path):
    file = tmp_path / "config.json"
    file.write_text('{"auto_map": {"AutoModel": "net.Evil"}, "auto_map": null}')
    assert "auto_map" in wrong_json(file, file.name)
    for text in ("[" * 100_000, "{", "\ufeff{}", "'single'"):
        file.write_text(text)
        assert wrong_json(file, file.name) == "cannot be read as JSON"


def test_packs_as_they_are_published_are_not_refused(tmp_path):
    """Words that real configurations hold."""
    file = tmp_path / "config.json"
    for told in (
        {
            "architectures": ["CLIPTextModel"],
            "_name_or_path": "openai/clip-vit-large-patch14",
            "attn_implementation": "sdpa",
        },
        {"tokenizer_class": "CLIPTokenizer", "special_tokens_map_file": "./special_tokens_map.json", "auto_map": None},
        {"model_cfg": {"text_cfg": {"hf_tokenizer_name": "local", "tokenizer_kwargs": {}}}},
        {"auto_map": 17, "trust_remote_code": 18},  # tokens of a vocabulary
        {
            "architecture": "vit_base_patch8_224",
            "pretrained_cfg": {"hf_hub_id": "timm/", "url": "https://example.org/x"},
        },
    ):
        file.write_text(json.dumps(told))
        assert wrong_json(file, "config.json") == ""
    index = {
        "_class_name": "StableDiffusionPipeline",
        "safety_checker": ["stable_diffusion", "Checker"],
        "unet": ["diffusers", "X"],
    }
    file.write_text(json.dumps(index))
    assert wrong_json(file, "generator/model_index.json") == ""


def test_a_fetched_pack_is_looked_through_as_well(hub, pack, run):
    from terralex.core.packs.store.fetch import fetch

    hub.put(
        "maker/diffusion",
        {**hub.repositories["maker/diffusion"], "config.json": b'{"auto_map": {"AutoModel": "net.Evil"}}'},
    )
    with pytest.raises(ModelError, match="says “auto_map”"):
        run(fetch("big", CancelToken(), agreed=True))
    assert not (user_packs() / "big").exists()


def test_bytes_that_came_under_another_name_are_looked_through_under_the_new_one(hub, pack, run):
    from terralex.core.packs.store.fetch import fetch

    evil = b'{"auto_map": {"AutoModel": "net.Evil"}}'
    hub.put("maker/diffusion", {**hub.repositories["maker/diffusion"], "notes.txt": evil, "config.json": evil})
    net = pack.entry("net/net.safetensors", "net", "net.safetensors")
    pack.write("first", [pack.entry("generator/notes.txt", "sd", "notes.txt"), net])
    run(fetch("first", CancelToken(), agreed=True))
    pack.write("second", [pack.entry("generator/config.json", "sd", "config.json"), net])
    with pytest.raises(ModelError, match="says “auto_map”"):
        run(fetch("second", CancelToken(), agreed=True))


def test_a_file_that_is_called_exactly_py_is_refused(strange):
    code(strange, "clip/.py")
    pack = read_pack(strange)
    for look in (verify, opened):
        with pytest.raises(ModelError, match=r"clip/\.py is a kind of file that can run code"):
            look(pack)
    manifest = json.loads((strange / "pack.json").read_text())
    (strange / "pack.json").write_text(json.dumps({**manifest, "files": list_files(strange)}))
    with pytest.raises(ModelError, match=r"outside its folder: clip/\.py"):
        read_pack(strange)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_links_in_a_pack_are_refused(strange, kind):
    code(strange.parent, "evil/net.py")
    target = strange.parent / "evil"
    (strange / "clip/more").symlink_to(target if kind == "folder" else target / "net.py")
    with pytest.raises(ModelError, match="clip/more is a link"):
        verify(read_pack(strange))
    with pytest.raises(ModelError, match="is a link"):
        result_of(import_pack(strange, CancelToken()))
    assert ["clip/more", "is a link"] in result_of(verify_pack(str(strange), CancelToken()))["wrong"]


def test_what_the_manifest_does_not_list_is_refused_but_for_what_file_managers_leave(strange):
    pack = read_pack(strange)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (strange / "clip" / name).write_bytes(b"x")
    verify(pack)
    for name in ("config.json", "._open_clip_model.safetensors", "notes.txt"):
        (strange / "clip" / name).write_bytes(b"{}")
        with pytest.raises(ModelError, match=f"clip/{name} is not in the pack's list of files"):
            verify(pack)
        (strange / "clip" / name).unlink()
    result_of(import_pack(strange, CancelToken()))
    verify(find_pack("tiny"))


def test_a_bare_word_is_a_name_whatever_lies_in_the_working_folder(strange, monkeypatch):
    shutil.copytree(strange, Path("starter"))
    shutil.copytree(strange, Path("mine"))
    assert find_pack("starter").name == "starter"
    with pytest.raises(ModelError, match="no pack “mine”"):
        find_pack("mine")
    assert find_pack("./mine").name == "tiny"
    for name in (".", "..", ".hidden"):
        with pytest.raises(ModelError, match="There is no pack"):
            find_pack(name)


@pytest.mark.parametrize(
    "name", ["./mine", "/tmp/mine", "..", "C:\\mine", "\\\\host\\share", "https://x/y", "", 5, None]
)
def test_a_recipe_of_somebody_else_names_a_pack_by_name(name):
    with pytest.raises(ModelError, match="is not the name of a pack"):
        check_pack_name(name)
    assert check_pack_name("starter") == "starter"


SCRIPT = """
import importlib.util, sys
root = sys.argv[1]
spec = importlib.util.spec_from_file_location("terralex", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["terralex"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["terralex"])
import terralex.core.{door}
from terralex.core.packs.store import hub
hub.token(), hub.file_url("https://hub", "a/b", "main", "c")
import huggingface_hub.constants, transformers.utils.hub
print(huggingface_hub.constants.HF_HUB_OFFLINE, transformers.utils.hub.is_offline_mode())
"""


@pytest.mark.parametrize("door", ["worker", "cli"])
def test_whoever_starts_the_engine_is_offline_also_after_a_fetch(door):
    clean = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{door}", door), str(ROOT)], env=clean, capture_output=True, text=True
    )
    assert done.stdout.split() == ["True", "True"], done.stderr


def test_a_library_that_was_imported_online_is_taken_offline(monkeypatch):
    import huggingface_hub.constants as constants
    from terralex.core.model.libraries import quiet

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    quiet()
    assert constants.HF_HUB_OFFLINE is True
