"""The scoring rules, on figures worked out by hand, and a whole set through the engine."""

import json

import numpy as np
import pytest
from PIL import Image
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.evaluate import evaluate, read_set, score
from terralex.core.progress import CancelToken


def finish(job):
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


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
