"""The scoring rules, on figures worked out by hand, and a whole set through the engine."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image
from terralex.core.config import RunConfig
from terralex.core.errors import InputError, OutputError
from terralex.core.jobs.evaluate import evaluate, read_set, score
from terralex.core.progress import CancelToken, Note, result_of


def finish(job):
    return result_of(job)


def test_iou_comes_from_one_confusion_matrix():
    matrix = np.zeros((256, 256), int)
    matrix[1, 1], matrix[1, 2], matrix[2, 2], matrix[2, 1] = 6, 2, 3, 1
    report = score(matrix, {1: "a", 2: "b"})
    assert report["per_class"]["a"]["iou"] == round(6 / 9, 4) and report["per_class"]["b"]["iou"] == 0.5
    assert report["miou"] == round((6 / 9 + 0.5) / 2, 4)
    assert report["pixel_accuracy"] == 0.75 and report["pixels"] == 12


def test_a_class_that_never_occurs_counts_only_as_an_error():
    matrix = np.zeros((256, 256), int)
    matrix[1, 1], matrix[1, 3] = 5, 5
    assert score(matrix, {1: "a", 3: "never"})["miou"] == 0.5


@pytest.fixture
def labelled(tmp_path):
    def make(rows):
        root = tmp_path / "set"
        for name in ("images", "masks"):
            (root / name).mkdir(parents=True)
        rng = np.random.default_rng(0)
        for tile in range(2):
            picture = rng.integers(0, 255, (5, 6, 3), np.uint8).repeat(16, 0).repeat(16, 1)
            Image.fromarray(picture).save(root / "images" / f"t{tile}.png")
            mask = rng.choice([r.split(",")[0] for r in rows], (80, 96)).astype(np.uint8)
            mask[:8] = 255
            Image.fromarray(mask).save(root / "masks" / f"t{tile}.png")
        (root / "classes.csv").write_text("value,name,alternatives,kind,colour\n" + "\n".join(rows) + "\n")
        (root / "set.json").write_text(json.dumps({"gsd_m": 0.1}))
        return root

    return make


def config(tiny_pack, **more):
    return RunConfig("", "", (), str(tiny_pack), preset="draft", device="cpu", **more)


def test_a_set_with_a_background_row_and_an_unknown_class(labelled, tiny_pack, tmp_path):
    root = labelled(["0,background,,stuff,#00000000", "3,roof,building,thing,#d7191c", "7,zebra,,thing,#000000"])
    report = finish(evaluate(root, config(tiny_pack), CancelToken(), tmp_path / "predictions"))
    assert report["unknown"] == ["zebra"] and report["per_class"]["zebra"]["iou"] == 0.0
    assert set(report["per_class"]) == {"background", "roof", "zebra"}
    matrix = np.zeros((256, 256), int)
    for tile in ("t0", "t1"):
        predicted = np.asarray(Image.open(tmp_path / "predictions" / f"{tile}.png"))
        truth = np.asarray(Image.open(root / "masks" / f"{tile}.png"))
        assert predicted.dtype == np.uint8 and predicted.shape == truth.shape
        assert set(np.unique(predicted)) <= {0, 3}
        np.add.at(matrix, (truth[truth != 255], predicted[truth != 255]), 1)
    assert report["miou"] == score(matrix, {0: "background", 3: "roof", 7: "zebra"})["miou"]
    assert report["pixels"] == 2 * 72 * 96


def test_a_closed_set_gives_every_pixel_a_named_class(labelled, tiny_pack, tmp_path):
    root = labelled(["1,road,,stuff,#808080", "2,water,,stuff,#2c7bb6"])
    finish(evaluate(root, config(tiny_pack, method="colour"), CancelToken(), tmp_path / "predictions"))
    for path in (tmp_path / "predictions").glob("*.png"):
        assert set(np.unique(np.asarray(Image.open(path)))) <= {1, 2}


def test_a_set_of_which_nothing_is_known_scores_nothing_and_does_not_stop(labelled, tiny_pack):
    report = finish(evaluate(labelled(["1,zebra,,thing,#000000"]), config(tiny_pack), CancelToken()))
    assert report["miou"] == 0.0 and report["unknown"] == ["zebra"]


def test_a_folder_that_is_no_set_is_told_in_words(tmp_path):
    with pytest.raises(InputError, match=r"set\.json"):
        read_set(tmp_path)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["300,road,,stuff,"], "value 300"),
        (["255,road,,stuff,"], "value 255"),
        (["1,road,,stuff,", "1,water,,stuff,"], "have the value 1"),
        (["0,background,,stuff,", "0,water,,stuff,"], "have the value 0"),
    ],
)
def test_values_that_no_mask_can_hold_or_that_stand_for_two_classes_are_refused(tmp_path, rows, words):
    (tmp_path / "images").mkdir()
    (tmp_path / "masks").mkdir()
    for name in ("images", "masks"):
        Image.new("L", (8, 8)).save(tmp_path / name / "t.png")
    (tmp_path / "set.json").write_text('{"gsd_m": 0.3}')
    (tmp_path / "classes.csv").write_text("value,name,alternatives,kind,colour\n" + "\n".join(rows) + "\n")
    with pytest.raises(InputError, match=words):
        read_set(tmp_path)


@pytest.mark.parametrize("gsd", ['"a"', "0", "-1", "NaN", "null"])
def test_a_ground_resolution_that_is_none_is_refused(labelled, gsd):
    root = labelled(["1,road,,stuff,#808080"])
    (root / "set.json").write_text(f'{{"gsd_m": {gsd}}}')
    with pytest.raises(InputError, match="gsd_m"):
        read_set(root)


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        (Image.new("L", (97, 80)), r"t1.png has 96 x 80 px, its mask 97 x 80"),
        (Image.new("L", (96, 70)), r"t1.png has 96 x 80 px, its mask 96 x 70"),
        (Image.new("RGB", (96, 80)), "t1.png is not one band of 8 bits"),
        (Image.new("I;16", (96, 80)), "t1.png is not one band of 8 bits"),
        (None, "t1.png cannot be read"),
    ],
)
def test_a_mask_that_does_not_fit_is_named(labelled, tiny_pack, mask, words):
    root = labelled(["1,road,,stuff,#808080", "2,water,,stuff,#2c7bb6"])
    if mask is None:
        (root / "masks" / "t1.png").write_text("not a picture")
    else:
        mask.save(root / "masks" / "t1.png")
    with pytest.raises(InputError, match=words):
        finish(evaluate(root, config(tiny_pack, method="colour"), CancelToken()))


def test_two_images_of_one_mask_are_refused(labelled):
    root = labelled(["1,road,,stuff,#808080"])
    Image.new("RGB", (96, 80)).save(root / "images" / "t1.jpg")
    with pytest.raises(InputError, match=r"t1\.jpg and t1\.png share one mask"):
        read_set(root)


def test_a_tile_with_holes_or_nothing_but_holes_does_not_stop_the_set(labelled, tiny_pack, tmp_path):
    """Opacity 0 further from any data than a window reaches, in a closed set and in one with background."""
    for background in (False, True):
        root = labelled([*["0,background,,stuff,"] * background, "4,road,,stuff,#808080", "2,water,,stuff,#2c7bb6"])
        holed = np.zeros((320, 320, 4), np.uint8)
        Image.fromarray(holed).save(root / "images" / "t0.png")
        holed[:60, :60] = np.random.default_rng(0).integers(1, 256, (60, 60, 4), np.uint8)
        Image.fromarray(holed).save(root / "images" / "t1.png")
        for name in ("t0", "t1"):
            Image.new("L", (320, 320), 4).save(root / "masks" / f"{name}.png")
        report = finish(evaluate(root, config(tiny_pack, method="colour"), CancelToken(), tmp_path / "predictions"))
        assert report["pixels"] == 2 * 320 * 320
        for name in ("t0", "t1"):
            predicted = np.asarray(Image.open(tmp_path / "predictions" / f"{name}.png"))
            assert predicted.shape == (320, 320) and set(np.unique(predicted)) <= ({0, 2, 4} if background else {2, 4})
        shutil.rmtree(root)


def test_predictions_that_cannot_be_written_are_told_before_the_work(labelled, tiny_pack, tmp_path):
    (tmp_path / "letter").touch()
    with pytest.raises(OutputError, match="letter"):
        finish(evaluate(labelled(["1,road,,stuff,"]), config(tiny_pack), CancelToken(), tmp_path / "letter"))


def test_values_in_masks_that_the_list_does_not_have_are_told(labelled, tiny_pack):
    root = labelled(["1,zebra,,thing,"])
    Image.new("L", (96, 80), 9).save(root / "masks" / "t1.png")
    notes = [event.message for event in evaluate(root, config(tiny_pack), CancelToken()) if isinstance(event, Note)]
    assert any("does not list: [9]" in note for note in notes)


def test_a_class_scores_as_the_better_of_its_words(labelled, tiny_pack, tmp_path):
    """A class of two words predicts exactly where a run with both words as classes finds either."""
    both = labelled(["1,zebra,road|water,stuff,#808080", "2,grass,,stuff,#2c7bb6"])
    finish(evaluate(both, config(tiny_pack, method="colour"), CancelToken(), tmp_path / "both"))
    (both / "classes.csv").write_text("value,name\n1,road\n2,grass\n3,water\n")
    finish(evaluate(both, config(tiny_pack, method="colour"), CancelToken(), tmp_path / "each"))
    for path in (tmp_path / "both").glob("*.png"):
        each = np.asarray(Image.open(tmp_path / "each" / path.name))
        np.testing.assert_array_equal(np.asarray(Image.open(path)), np.where(each == 3, 1, each))
