"""The pack's limits come from training pictures: nothing of the development sets is opened on the way."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

TRAINING = Path(__file__).resolve().parents[2] / "training"
OPENED: list[str] = []
WATCHING: list[bool] = []


def _watch(event, args):
    if WATCHING and event == "open" and isinstance(args[0], (str, bytes, Path)):
        OPENED.append(str(args[0]))


sys.addaudithook(_watch)


@pytest.fixture
def opened():
    """Paths of all files that are opened during a test."""
    OPENED.clear()
    WATCHING.append(True)
    yield OPENED
    WATCHING.clear()


def of_dev(paths):
    return [p for p in paths if "dev" in Path(p).parts[2:] and not p.startswith(("/dev/", "/proc/", "/sys/"))]


@pytest.fixture(scope="module")
def training():
    """The training's modules, from their own folder."""
    sys.path.insert(0, str(TRAINING))
    before = set(sys.modules)
    yield importlib.import_module
    sys.path.remove(str(TRAINING))
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == TRAINING:
            del sys.modules[name]


@pytest.fixture
def library(training):
    """Pictures of each resolution, all of them held back, of which half show what the other half lack."""
    pictures, words = training("pictures"), training("words")
    rng, states, stacks = np.random.default_rng(0), [], []
    for resolution, (count, side) in enumerate(((24, 256), (64, 64))):
        table = np.zeros((count, len(words.WORDS)), np.int8)
        for column, word in enumerate(words.COVER[resolution]):
            table[:, words.WORDS.index(word)] = (np.arange(count) + column) % 2
        states.append(torch.from_numpy(table))
        shape = (count, side // 16, side // 16, 3)
        stacks.append(rng.integers(0, 256, shape, np.uint8).repeat(16, 1).repeat(16, 2))
    held = [np.arange(len(s)) for s in stacks]
    return pictures.Library(stacks, states, [np.ones(len(s)) / len(s) for s in stacks], held)


@pytest.fixture
def pack(tiny_pack):
    """The tiny pack with a second extractor that looks like the starter pack's."""
    from terralex.core.packs import Pack, read_pack

    tiny = read_pack(tiny_pack)
    early = {**tiny.manifest["extractors"][0], "name": "early", "layer": "visual.layer1", "dim": 32, "stride": 4}
    early.pop("text")
    extractors = [*tiny.manifest["extractors"], early]
    manifest = {**tiny.manifest, "extractors": extractors, "calibration": None}
    manifest["defaults"] = {**manifest["defaults"], "pictures": 2, "steps": 1}
    words = {w: {**spec, "pictures": [90, 90]} for w, spec in manifest["words"].items()}
    listed = training_words()
    manifest["words"] = {**words, **{w: {"kind": "stuff", "pictures": [90, 90], "synonyms": []} for w in listed}}
    return Pack(tiny.root, manifest)


def training_words():
    return ["grassland", "sea"]


def test_every_limit_is_set_and_the_development_sets_stay_closed(training, library, pack, opened, tmp_path):
    from terralex.core.cache.bank import Bank

    limits = training("limits")
    found = limits.limits(pack, library, 24, Bank(tmp_path / "bank"))
    assert set(found["defaults"]) == {
        "text_prototypes",
        "extractors",
        "temperature",
        "background_constant",
        "background_bias",
    }
    assert opened and not of_dev(opened)
    assert json.dumps(found)


def test_the_watch_sees_what_it_must(opened, tmp_path):
    (tmp_path / "dev" / "dubai").mkdir(parents=True)
    (tmp_path / "dev" / "dubai" / "set.json").write_text("{}")
    assert of_dev(opened)


def test_a_limit_tells_places_apart_whatever_share_of_a_picture_shows_the_word(training):
    limits = training("limits")
    rng = np.random.default_rng(0)
    for share in (0.05, 0.3, 0.9):
        absent = rng.normal(0, 1, 40_000)
        shown = np.where(rng.random(40_000) < share, rng.normal(3, 1, 40_000), rng.normal(0, 1, 40_000))
        assert limits.between(shown, absent) == pytest.approx(1.5, abs=0.35)


def test_weights_and_temperature_are_those_that_the_pictures_words_ask_for(training):
    limits = training("limits")
    states = np.eye(4, dtype=np.int8)[np.arange(40) % 4]  # every picture shows one word of four
    right = np.repeat(states[:, :, None].astype(float), 9, 2)
    noise = np.random.default_rng(1).normal(size=right.shape)
    material = {0: ({"clip": noise, "early": noise, "text": right}, states)}
    assert limits.weights_of(material)["text_prototypes"] == "instead"
    assert limits.temperature_of(material, 0.0, "instead") == min(limits.TEMPERATURES)  # sure and right: sharp
    assert limits.temperature_of(material, 0.0, "off") == max(limits.TEMPERATURES)  # guessing: as blunt as may be
    same = {0: ({"clip": right, "early": right, "text": right}, states)}
    assert limits.weights_of(same)["text_prototypes"] == limits.USUAL[0]  # no reason to leave the usual


def test_a_frequent_word_gains_nothing_by_being_said_everywhere(training):
    limits = training("limits")
    states = np.array([[1, 0]] * 90 + [[0, 1]] * 10, np.int8)
    always = np.zeros((100, 2, 4))
    always[:, 0] = 1
    assert limits.agreement(limits.wins(always), states) == pytest.approx(0.0)
