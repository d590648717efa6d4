"""Captions are those that transformers makes, word by word, and nothing in a pack changes how."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from terralex.core.errors import ModelError
from terralex.core.model.networks import load_networks
from terralex.core.packs import read_pack

WORDS = ("building", "storage tank", "tree", "water")
BEGINNING = "an aerial photo of"


def pictures(side, count=12):
    coarse = np.random.default_rng(0).integers(0, 256, (count, 3, 4, 4), np.uint8)
    return coarse.repeat(side // 4, 2).repeat(side // 4, 3)


@pytest.fixture(scope="module")
def captioner(captioned_pack):
    return load_networks(read_pack(captioned_pack), "cpu").captioner


@pytest.fixture(scope="module")
def said(captioned_pack):
    """`said(picture, text)`: what is seen, and the whole caption, by transformers' own processor and model."""
    from transformers import BertTokenizer, BlipForConditionalGeneration, BlipProcessor
    from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

    folder = captioned_pack / "captioner"
    images, texts = BlipImageProcessorPil.from_pretrained(folder), BertTokenizer.from_pretrained(folder)
    model, processor = BlipForConditionalGeneration.from_pretrained(folder).eval(), BlipProcessor(images, texts)

    def ask(picture, text):
        inputs = processor(images=np.moveaxis(picture, 0, 2), text=text, return_tensors="pt")
        with torch.inference_mode():
            seen = model.vision_model(pixel_values=inputs["pixel_values"])[0][0].numpy()
            tokens = model.generate(**inputs, max_length=20, do_sample=False)[0]
        return seen, processor.decode(tokens, skip_special_tokens=True)

    return ask


def test_captions_are_those_of_transformers_and_follow_picture_and_word(captioner, said):
    found, glued = {}, 0
    for number, picture in enumerate(pictures(32)):
        (seen,) = captioner.see(picture[None])
        for word in WORDS:
            more = captioner.more(seen, f"{BEGINNING} {word}")
            there, whole = said(picture, f"{BEGINNING} {word}")
            np.testing.assert_allclose(seen, there, atol=1e-4)
            added = whole.removeprefix(f"{BEGINNING} {word}")
            if added[:1] not in ("", " "):  # “trees”: another word than was asked for
                glued += 1
                added = added.partition(" ")[2]
            assert more == added.strip()
            found[number, word] = more
    assert glued > 0
    assert all(len({found[n, word] for n in range(12)}) > 1 for word in WORDS)
    assert all(len({found[n, word] for word in WORDS}) > 1 for n in range(12))
    assert any(more.startswith("flying") for more in found.values())  # what other tests look for


def test_a_window_is_brought_to_the_captioners_side(captioner, said):
    picture = pictures(64)[0]
    (seen,), (there, _) = captioner.see(picture[None]), said(picture, "a")
    assert seen.shape == (1 + 16, 16)
    assert np.abs(seen - there).max() < 0.02 * np.abs(there).max()  # its own resizing rounds to whole numbers


def test_many_threads_read_and_say_the_same(captioner):
    seen = [captioner.see(picture[None])[0] for picture in pictures(64)]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda s: captioner.more(s, f"{BEGINNING} tree"), seen * 2))
    assert at_once == [captioner.more(s, f"{BEGINNING} tree") for s in seen] * 2


def test_a_beginning_as_long_as_a_caption_may_be_stays_as_it_is(captioner):
    (seen,) = captioner.see(pictures(32)[:1])
    assert captioner.more(seen, " ".join(["tree"] * 19)) == ""


def change(root, **spec):
    manifest = json.loads((root / "pack.json").read_text())
    manifest["captioner"].update(spec)
    (root / "pack.json").write_text(json.dumps(manifest))


@pytest.fixture
def copy(captioned_pack, tmp_path):
    return Path(shutil.copytree(captioned_pack, tmp_path / "tiny"))


def test_settings_of_a_pack_do_not_bring_chance_into_captions(captioner, copy, tiny_tools):
    (seen,) = captioner.see(pictures(32)[:1])
    told = {"do_sample": True, "temperature": 9.0, "max_length": 40, "num_beams": 3}
    for name in ("generation_config.json", "config.json"):
        file = copy / "captioner" / name
        file.write_text(json.dumps({**json.loads(file.read_text()), **told}))
    tiny_tools.write_manifest(copy, json.loads((copy / "pack.json").read_text()))
    other = load_networks(read_pack(copy), "cpu").captioner
    assert [other.more(seen, f"{BEGINNING} {w}") for w in WORDS] == [
        captioner.more(seen, f"{BEGINNING} {w}") for w in WORDS
    ]


def test_a_captioner_of_another_kind_is_told(copy):
    change(copy, kind="oracle")
    with pytest.raises(ModelError, match="“tiny” has a captioner of an unknown kind, oracle"):
        _ = load_networks(read_pack(copy), "cpu").captioner


def test_what_is_no_captioner_is_told(copy):
    change(copy, folder="clip")
    with pytest.raises(ModelError, match="The captioner of the pack “tiny” cannot be opened"):
        _ = load_networks(read_pack(copy), "cpu").captioner


def test_its_files_are_held_to_the_packs_rules(copy):
    weights = copy / "captioner" / "model.safetensors"
    body = bytearray(weights.read_bytes())
    body[-1] ^= 1
    weights.write_bytes(body)
    with pytest.raises(ModelError, match=r"captioner/model\.safetensors of the pack “tiny” is not the file"):
        _ = load_networks(read_pack(copy), "cpu").captioner
    (copy / "captioner" / "pytorch_model.bin").write_bytes(b"cos\nsystem\n")
    with pytest.raises(ModelError, match="can run code"):
        _ = load_networks(read_pack(copy), "cpu").captioner
