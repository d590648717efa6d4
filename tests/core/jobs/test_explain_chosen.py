"""Why here, where pictures were chosen: only what takes part speaks, by its own number, and own pictures, too."""

import numpy as np
import pytest
from PIL import Image
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.explain import explain
from terralex.core.jobs.rescore import rescore
from terralex.core.progress import CancelToken, result_of

from ..rasters import PLACE
from .test_chips import add, box
from .test_teach import finished, home, make_run, private_folders, run, warm

__all__ = ["finished", "home", "private_folders", "run", "warm"]  # fixtures
PLACES = [(c, r) for c in range(16, 256, 48) for r in range(16, 192, 48)]


def witnesses(run, warm, out=None):
    found = []
    for col, row in PLACES:
        answer = result_of(explain(run, *(PLACE * (col + 0.5, row + 0.5)), CancelToken(), out, warm))
        found += [witness for verdict in answer["classes"] for witness in verdict["witnesses"][:1]]
    return found


def test_rejected_pictures_do_not_speak_and_numbers_are_those_of_the_gallery(run, warm):
    before = [w for w in witnesses(run, warm) if w["word"] == "road"]
    assert {w["owner"] for w in before} == {"road"} and len({w["picture"] for w in before}) > 1
    result_of(rescore(run, {"road": {"rejected": {"road": [0, 1]}}}, CancelToken(), warm=warm))
    after = [w for w in witnesses(run, warm) if w["word"] == "road"]
    assert {w["picture"] for w in after} == {2} and not any(w["chip"] for w in after)


def test_own_pictures_speak_and_are_drawn(run, warm, tmp_path):
    (key,) = add(run, warm, boxes=[box(70, 70, 90, 90)])["keys"]
    support = {"road": {"chips": [key], "rejected": {"road": [0, 1, 2]}}}
    result_of(rescore(run, support, CancelToken(), warm=warm))
    place = PLACE * (80.5, 80.5)
    answer = result_of(explain(run, *place, CancelToken(), tmp_path, warm))
    (witness,) = [c["witnesses"][0] for c in answer["classes"] if c["name"] == "road"]
    assert (witness["chip"], witness["picture"]) == (key, 0)
    assert answer["class"] == "road"
    with Image.open(witness["file"]) as image:
        assert image.size == (256, 256)


def test_turned_pictures_have_the_number_of_the_picture_that_was_turned(home, warm, tmp_path):
    folder = make_run(home, "turned", warm, method="ovdiff", overrides={"rotate_supports": True})
    found = witnesses(folder, warm, tmp_path)
    assert {w["picture"] for w in found} <= {0, 1, 2} and len({w["turn"] for w in found}) > 1
    result_of(rescore(folder, {"road": {"rejected": {"road": [0]}}}, CancelToken(), warm=warm))
    assert {w["picture"] for w in witnesses(folder, warm) if w["word"] == "road"} <= {1, 2}


def test_one_word_in_two_classes_is_told_apart(home, warm, tmp_path):
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.vocabulary import parse_names

    classes = tuple(parse_names("tree, vegetation"))  # the group holds tree, too
    config = RunConfig(str(home / "image.tif"), str(tmp_path / "two"), classes, "tiny", "colour", "draft", "cpu")
    make_run(home, "for the image", warm)
    folder = result_of(segment(config, CancelToken(), warm)).folder
    support = {"vegetation": {"rejected": {"tree": [2]}}}
    result_of(rescore(folder, support, CancelToken(), warm=warm))
    said = [w for w in witnesses(folder, warm) if w["word"] == "tree"]
    hers = {w["picture"] for w in said if w["owner"] == "vegetation" and w["side"] == "fg"}
    others = {w["picture"] for w in said if w["owner"] == "tree" and w["side"] == "fg"}
    assert hers <= {0, 1} and 2 in others
    shown = result_of(Engine(warm).do("gallery", {"run": folder, "out": str(tmp_path / "g")}, CancelToken()))
    states = {(p["word"], p["picture"]): p["state"] for p in shown["classes"][1]["pictures"]}
    assert states["tree", 2] == "rejected" and states["grass", 0] == "used"
    assert {p["state"] for p in shown["classes"][0]["pictures"]} == {"used"}


@pytest.mark.parametrize("level", ["instance", "part"])
def test_a_witness_is_the_nearest_of_what_takes_part(run, warm, level):
    result_of(rescore(run, {"water": {"favoured": {"water": [1]}}}, CancelToken(), warm=warm))
    found = [w for w in witnesses(run, warm) if w["level"] == level]
    assert found and all(np.isfinite(w["similarity"]) for w in found)
