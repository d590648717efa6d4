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
KNOWN = ("building", "water", "road", "tree", "grass", "grassland", "sea", "forest", "river")
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
    """Pictures of each resolution, all of them held back, each of which shows one or two words."""
    pictures, words = training("pictures"), training("words")
    rng, states, stacks = np.random.default_rng(0), [], []
    for resolution, (count, side) in enumerate(((24, 256), (64, 64))):
        table = np.zeros((count, len(words.WORDS)), np.int8)
        columns = [words.WORDS.index(word) for word in words.COVER[resolution] if word in KNOWN]
        for picture in range(count):
            table[picture, [columns[picture % len(columns)], columns[picture // 2 % len(columns)]]] = 1
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
    things = ("building", "tree")
    manifest["words"] = {
        w: {"kind": "thing" if w in things else "stuff", "pictures": [90, 90], "synonyms": []} for w in KNOWN
    }
    return Pack(tiny.root, manifest)


def test_every_limit_is_set_and_the_development_sets_stay_closed(training, library, pack, opened, tmp_path):
    from terralex.core.cache.bank import Bank

    limits = training("limits")
    found = limits.limits(pack, library, 18, Bank(tmp_path / "bank"))
    assert set(found["defaults"]) == {
        "text_prototypes",
        "extractors",
        "temperature",
        "background_constant",
    }
    assert opened and not of_dev(opened)
    assert json.dumps(found)


def test_the_watch_sees_what_it_must(opened, tmp_path):
    (tmp_path / "dev" / "dubai").mkdir(parents=True)
    (tmp_path / "dev" / "dubai" / "set.json").write_text("{}")
    assert of_dev(opened)


@pytest.fixture
def material(training):
    """Mosaics of one, two or no named word each, and scores that say where they are, with some noise."""
    mosaics = training("mosaics")
    rng, out = np.random.default_rng(1), []
    for number in range(60):
        background, thing = number % 2 == 0, number % 4 == 0
        named = ("building", "car") if thing else ("water", "sand")
        parts = mosaics.arrangement(rng)
        truth = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]] if background else [[0, 1, 0], [0, 0, 1], [0, 1, 0]], float)
        picture = np.zeros((3, mosaics.SIDE, mosaics.SIDE), np.uint8)
        asked = mosaics.Mosaic(picture, parts, named, truth, truth, np.ones((3, 3), bool), background)
        clear = truth[parts].transpose(2, 0, 1) * 2 + rng.normal(size=(3, *parts.shape)) * 0.3
        clear[0] = 0.4 if thing else 0.0  # of a thing's surroundings in its drawings
        noise = rng.normal(size=clear.shape)
        out.append((asked, {"clip": noise, "early": noise, "text": clear}, thing))
    return out


def drawn_alike(material):
    return [(asked, dict.fromkeys(scores, scores["text"]), thing) for asked, scores, thing in material]


def test_texts_are_taken_alone_where_drawings_say_nothing_and_the_usual_stays_where_the_gap_may_be_chance(
    training, material, monkeypatch
):
    limits = training("limits")
    assert limits.weights_of([material])[0] == "instead"
    apart = limits.apart
    monkeypatch.setattr(limits, "apart", lambda *given: 60.0 if given[-1] == "both" else apart(*given))
    assert limits.weights_of([material])[:2] == limits.USUAL


def test_the_background_lies_between_places_with_a_word_and_without(training, material):
    limits = training("limits")
    how = limits.background_of([drawn_alike(material)], 2 / 3, 0.5)
    assert 0.5 < how.constant < 3.2, "of two words, one at 2 and the other at 0: half of it is near 1"
    assert limits.mean([drawn_alike(material)], how) > 97


def test_the_lowest_of_a_hill_is_taken_and_not_a_peak_on_it(training):
    limits = training("limits")
    values = (0.0, 1.0, 2.0, 3.0, 4.0)
    assert limits.lowest(values, [1, 9, 9.3, 9, 2], 0.5) == 1.0
    assert limits.lowest(values, [9, 1, 9, 9.3, 2], 0.5) == 2.0, "another hill is not this one"
    assert limits.lowest(values, [1, 2, 3, 4, 5], 0.5) == 4.0


def test_the_confidence_is_sharp_where_places_are_right_and_blunt_where_they_are_guessed(training, material):
    limits = training("limits")
    how = limits.Setting(1.0, 0.0, 2.0)
    errors = {}
    for name, some in (("right", drawn_alike(material)), ("guessed", material)):
        places = limits.certain([some], how if name == "right" else limits.Setting(0.0, 0.0, 0.0))
        errors[name] = [limits.error_of(places, t) for t in limits.TEMPERATURES]
    assert np.argmin(errors["right"]) < np.argmin(errors["guessed"])
