"""Other support sets for a finished run: a new generation, no window encoded, corrected polygons as they are, undo."""

import json
from pathlib import Path

import numpy as np
import pytest
from terralex.core.errors import InputError, NotKeptError
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.rescore import rescore
from terralex.core.jobs.teach import teach
from terralex.core.progress import CancelToken, result_of
from terralex.core.results import read_lessons
from terralex.core.support import support_now

from .test_teach import check_kept, classes_in, correct, finished, home, make_run, private_folders, run, warm

__all__ = ["finished", "home", "private_folders", "run", "warm"]  # fixtures
FEWER = {"road": {"rejected": {"road": [0, 2]}}, "tree": {"favoured": {"tree": [1]}}}


def again(run, support, warm, **more):
    return result_of(rescore(run, support, CancelToken(), warm=warm, **more))


def test_a_new_generation_stands_beside_the_old_one(run, warm, tmp_path):
    reviewed = correct(run, tmp_path)
    before = {path.name: path.read_bytes() for path in run.iterdir() if path.is_file()}
    result = again(run, FEWER, warm)
    assert Path(result["classes"]).name == "classes_edit1.tif" and result["generation"] == 1
    for name, body in before.items():
        assert (run / name).read_bytes() == body, name
    assert result["encoded"] == 0 and 0 < result["changed"] <= 1 and result["kept"] == len(reviewed)
    assert (result["way"], result["text"]) == ("", "")
    check_kept(reviewed, result, tmp_path)
    (step,) = read_lessons(run)
    assert step["way"] == "" and support_now(run)["road"].rejected == {"road": (0, 2)}
    assert step["support"] == result["support"]


def test_choosing_nothing_gives_the_map_of_the_machine(run, warm):
    result = again(run, {}, warm)
    assert (classes_in(result["classes"]) == classes_in(run / "classes.tif")).all() and result["changed"] == 0
    assert "support" not in read_lessons(run)[0]


def test_undo_takes_one_step_back_and_what_was_chosen_before_holds_again(run, warm):
    engine = Engine(warm)
    first = again(run, FEWER, warm)
    again(run, {"road": {"rejected": {"road": [1]}}}, warm)
    undo = {"run": str(run), "undo": True}
    undone = result_of(engine.do("teach", undo, CancelToken()))
    assert (classes_in(undone["classes"]) == classes_in(first["classes"])).all()
    assert support_now(run)["road"].rejected == {"road": (0, 2)}
    undone = result_of(engine.do("teach", undo, CancelToken()))
    assert (classes_in(undone["classes"]) == classes_in(run / "classes.tif")).all() and support_now(run) == {}


def test_a_lesson_that_stands_is_learned_again_and_teaching_keeps_what_was_chosen(run, warm, tmp_path):
    reviewed = correct(run, tmp_path)
    result_of(teach(run, CancelToken(), "prototypes", warm=warm))
    result = again(run, FEWER, warm)
    assert result["way"] == "prototypes" and sum(result["corrections"].values()) == len(reviewed)
    taught = result_of(teach(run, CancelToken(), "classifier", warm=warm))
    assert taught["support"] == result["support"] and support_now(run)["road"].rejected == {"road": (0, 2)}
    check_kept(reviewed, taught, tmp_path)


def test_a_lesson_is_the_same_whichever_came_first(run, warm, tmp_path):
    correct(run, tmp_path)
    result_of(teach(run, CancelToken(), "prototypes", warm=warm))
    one = again(run, FEWER, warm)
    two = result_of(teach(run, CancelToken(), "prototypes", warm=warm))
    assert Path(one["classes"]).read_bytes() == Path(two["classes"]).read_bytes()


@pytest.mark.parametrize(
    ("support", "told"),
    [
        ({"road": {"rejected": {"road": [0, 1, 2]}}}, "All pictures of “road” are rejected"),
        ({"road": {"rejected": {"road": [3]}}}, "“road” has no picture 3: its 3 pictures count from 0"),
        ({"road": {"favoured": {"pond": [0]}}}, "“road” has no word “pond”"),
        ({"street": {"more": 1}}, "no class “street”. It was made with: road, water, tree"),
        ({"road": {"words": ["skyscraper"]}}, "does not know “skyscraper”"),
        ({"road": {"chips": ["0" * 64]}}, "not in this run's folder"),
        ({"road": {"more": -1}}, "cannot be understood"),
        ({"road": {"chips": ["../../etc"]}}, "cannot be understood"),
        ({"road": 7}, "cannot be understood"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_the_next_step(run, warm, support, told):
    names = sorted(path.name for path in run.iterdir())
    with pytest.raises(InputError, match=told) as error:
        again(run, support, warm)
    assert error.value.hint and sorted(path.name for path in run.iterdir()) == names


def test_only_what_was_chosen_anew_is_learned_anew(run, warm, monkeypatch):
    from terralex.core.methods.colour import Colour

    seen = []
    encode = Colour.encode_picture
    monkeypatch.setattr(Colour, "encode_picture", lambda self, name, p: seen.append(1) or encode(self, name, p))
    monkeypatch.setattr(Colour, "encode", None)  # no window is encoded
    chosen = {"rejected": {"road": [1]}, "favoured": {"road": [2]}}
    again(run, {"road": chosen}, warm)
    assert 0 < len(seen) <= 2  # the two pictures that are left
    seen.clear()
    again(run, {"road": chosen, "water": {"words": ["tree"]}}, warm)
    assert not seen


def test_other_words_and_more_pictures(run, warm):
    result = again(run, {"water": {"words": ["grass"], "more": 2}}, warm)
    assert result["changed"] > 0 and support_now(run)["water"].words == ("grass",)


def test_windows_that_are_gone_are_counted_and_encoded_only_when_that_is_agreed(home, warm):
    folder = make_run(home, "unkept", warm, overrides={"store_gb": 0})
    with pytest.raises(NotKeptError, match=r"of .* windows are not kept"):
        again(folder, FEWER, warm)
    assert again(folder, FEWER, warm, encode=True)["encoded"] > 0


def test_a_damaged_choice_in_somebodys_lesson_file_is_told(run, warm):
    file = Path(again(run, FEWER, warm)["lesson"])
    body = json.loads(file.read_text())
    body["steps"][0]["support"] = {"road": {"chips": "../../x"}}
    file.write_text(json.dumps(body))
    with pytest.raises(InputError, match="cannot be understood"):
        support_now(run)


def test_a_method_that_draws_nothing_has_nothing_to_choose(home, warm):
    folder = make_run(home, "texts", warm, method="ovdiff", overrides={"text_prototypes": "instead"})
    with pytest.raises(InputError, match="draws no pictures in this run"):
        again(folder, FEWER, warm)
    assert np.isfinite(again(folder, {}, warm)["changed"])
