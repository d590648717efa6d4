"""Which of the named things a picture shows: the paper's rule, its subsets, and where it is asked."""

import itertools
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
from terralex.core.config import RunConfig
from terralex.core.jobs.explain import explain
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.options import Options, resolve_options
from terralex.core.packs import read_pack
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.raster.source import Source
from terralex.core.score.prefilter import best_subset, likely, places, present, shown, thinned
from terralex.core.vocabulary import parse_names

PICTURE = np.zeros((3, 4, 4), np.uint8)


class Plain:
    """A classifier whose space has one axis a word; a phrase lies between its words, unit length."""

    prompt = "a {word}"

    def __init__(self, image, words):
        self.image, self.words, self.asked = np.array(image, float), words, []

    def image_embeddings(self, pictures):
        return self.image[None] / np.linalg.norm(self.image)

    def text_embeddings(self, words):
        return self.phrase_embeddings([self.prompt.replace("{word}", w) for w in words])

    def phrase_embeddings(self, phrases):
        self.asked += phrases
        rows = np.array([[float(f"a {w}" in p.split(" and ")) for w in self.words] for p in phrases])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_share_of_chance_is_kept_and_the_best_come_first():
    assert likely(np.array([0.2, 0.9, 0.1, 0.8]), 10) == [1, 3]
    assert likely(np.array([0.2, 0.9, 0.1, 0.8]), 1) == [1]
    assert likely(np.array([0.5, 0.5, 0.5]), 2) == [0, 1]  # equal shares are those of chance


def test_the_rule_is_the_references_on_random_cosines(reference):
    for seed in range(50):
        cosines = np.random.default_rng(seed).uniform(0.1, 0.4, 7)
        assert set(likely(cosines, 7)) == reference.passes(cosines)


def test_every_subset_of_the_survivors_is_tried_once():
    seen = []
    best_subset([4, 2, 7], lambda s: seen.append(s) or 0.0)
    assert sorted(map(sorted, seen)) == sorted(
        sorted(s) for n in (1, 2, 3) for s in itertools.combinations([2, 4, 7], n)
    )
    assert len(seen) == 2**3 - 1


def test_the_best_subset_is_the_pair_that_the_picture_shows():
    words = ["car", "tree", "boat", "bus"]
    classifier = Plain([0.8, 0.05, 0.7, 0.45], words)
    things, each = [0, 1, 2, 3], [[w] for w in words]
    share = shown(PICTURE, each, things, Options(prefilter="share"), classifier)
    best = shown(PICTURE, each, things, Options(prefilter="subsets"), classifier)
    assert share == best == {0, 2} and "a car and a boat" in classifier.asked
    few = shown(PICTURE, each, things, Options(prefilter="subsets", prefilter_eta=1), classifier)
    assert few == {0}
    faint = Plain([0.9, 0.36, 0, 0, 0], [*words, "cow"])
    five = (PICTURE, [[w] for w in faint.words], list(range(5)))
    assert shown(*five, Options(prefilter="share"), faint) == {0, 1}
    assert shown(*five, Options(prefilter="subsets"), faint) == {0}  # together they fit worse


def test_a_class_is_as_likely_as_its_likeliest_word():
    classifier = Plain([0.0, 0.9, 0.3], ["car", "truck", "boat"])
    assert shown(PICTURE, [["car", "truck"], ["boat"]], [0, 1], Options(prefilter="subsets"), classifier) == {0}


def finish(job):
    events = []
    result = result_of(job, events.append)
    return result, events


def test_stuff_always_stays_and_one_place_is_enough_for_a_thing():
    views = iter([[0.9, 0, 0.1, 0], [0, 0.9, 0, 0]])
    words = ["car", "boat", "tree", "grass"]

    class Changing(Plain):
        def image_embeddings(self, pictures):
            return np.array([next(views)])

    job = present(
        [PICTURE, PICTURE],
        "two places",
        words,
        [[w] for w in words],
        ["thing"] * 3 + ["stuff"],
        Options(prefilter="share"),
        Changing([1, 0, 0, 0], words),
        CancelToken(),
    )
    (active, facts), events = finish(job)
    assert active == [True, True, False, True]
    assert facts["left_out"] == ["tree"] and facts["scope"] == "two places" and facts["pictures"] == 2
    assert any(isinstance(e, Note) and "does not see tree" in e.message for e in events)


def test_places_are_spread_over_the_whole_and_never_too_many():
    assert thinned(5) == [0, 1, 2, 3, 4]
    many = thinned(10_000)
    assert len(many) == 64 == len(set(many)) and many[0] == 0 and many[-1] == 9999


def test_what_is_judged_is_the_raster_never_the_area(tiny_pack, small_raster):
    pack = read_pack(tiny_pack)
    options = resolve_options(pack.manifest["defaults"], {"windows": "64", "prefilter": "share"})
    with Source.open(small_raster, pack, options) as source:
        pictures, scope = places(source, options)
        assert len(pictures) == 3 * 4 and "12 of 12 squares of 64 px" in scope
        paper = resolve_options(
            pack.manifest["defaults"], {"short_side": 64, "windows": "64", "blend": "uniform", "prefilter": "share"}
        )
        pictures, scope = places(source, paper)
        assert [p.shape for p in pictures] == [(3, 64, 85)] and scope == "the whole picture"


@pytest.mark.parametrize("rule", ["share", "subsets"])
def test_a_run_leaves_out_what_the_prefilter_does_not_see_and_says_so(tiny_pack, small_raster, tmp_path, rule):
    names = ["building", "tree", "storage tank", "road"]
    config = RunConfig(
        str(small_raster),
        str(tmp_path / "run"),
        tuple(parse_names(", ".join(names))),
        str(tiny_pack),
        preset="draft",
        device="cpu",
        overrides={"store_gb": 0, "prefilter": rule, "windows": "64", "background": False},
    )
    result, _ = finish(segment(config, CancelToken(), Warm()))
    recipe = json.loads((Path(result.folder) / "recipe.json").read_text())
    facts = recipe["prefilter"]
    assert facts["rule"] == rule and "whole raster" in facts["scope"] and "road" in facts["kept"]
    assert facts["left_out"] and set(facts["kept"]) | set(facts["left_out"]) == set(names)
    with rasterio.open(result.classes) as raster:
        found = {names[i - 1] for i in np.unique(raster.read(1)) if i != 255}
    assert not found & set(facts["left_out"]) and recipe["kinds"]["road"] == "stuff"
    told, _ = finish(explain(result.folder, 500040.0, 5200000.0, CancelToken(), pack=str(tiny_pack)))
    assert told["class"] not in facts["left_out"] and told["map"] == names.index(told["class"]) + 1


def test_a_set_is_filtered_tile_by_tile(tiny_pack, tmp_path):
    from PIL import Image
    from terralex.core.jobs.evaluate import evaluate

    root = tmp_path / "set"
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    rng = np.random.default_rng(0)
    for tile in range(2):
        Image.fromarray(rng.integers(0, 255, (4, 4, 3), np.uint8).repeat(16, 0).repeat(16, 1)).save(
            root / "images" / f"{tile}.png"
        )
        Image.new("L", (64, 64), 1).save(root / "masks" / f"{tile}.png")
    (root / "classes.csv").write_text("value,name\n1,building\n2,tree\n3,storage tank\n")
    (root / "set.json").write_text('{"gsd_m": 0.3}')
    config = RunConfig("", "", (), str(tiny_pack), preset="draft", device="cpu", overrides={"prefilter": "share"})
    report, _ = finish(evaluate(root, config, CancelToken()))
    told = report["recipe"]["prefilter"]
    assert told["scope"] == "each tile" and told["left_out"] and max(told["left_out"].values()) <= 2


def test_a_method_without_things_is_not_filtered():
    (active, facts), _ = finish(
        present([PICTURE], "x", ["water"], [["water"]], ["stuff"], Options(), SimpleNamespace(), CancelToken())
    )
    assert active == [True] and facts["left_out"] == []
