"""The ablations of DEDOS: a row is appended when it is done, and the same command goes on where it was."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("dedos")


@pytest.fixture
def labelled(tmp_path):
    """Four tiles of 128 px in two colours, which are two of three classes; a corner is not labelled."""
    folder, rng = tmp_path / "set", np.random.default_rng(0)
    for part in ("images", "masks"):
        (folder / part).mkdir(parents=True)
    for number in range(4):
        kind = rng.integers(0, 2, (4, 4)).repeat(32, 0).repeat(32, 1)
        colours = np.array([[40, 60, 200], [190, 120, 40]], np.uint8)[kind]
        mask = np.array([5, 7], np.uint8)[kind]
        mask[:8, :8] = 255
        Image.fromarray(colours).save(folder / "images" / f"{number}.png")
        Image.fromarray(mask).save(folder / "masks" / f"{number}.png")
    (folder / "classes.csv").write_text("value,name,alternatives,kind,colour\n5,water,,,\n7,road,,,\n9,tree,,,\n")
    return folder


def run(script, monkeypatch, labelled, pack, out, *more):
    arguments = [
        "--set",
        labelled,
        "--pack",
        pack,
        "--out",
        out,
        "--side",
        64,
        "--windows",
        8,
        "--iterations",
        2,
        *more,
    ]
    monkeypatch.setattr(sys, "argv", ["dedos.py", *map(str, arguments)])
    script.main()
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_windows_have_the_labels_of_the_sets_classes(script, labelled):
    found = script.windows_of(labelled, [5, 7, 9], 64, 100)
    assert len(found) == 16 and [name for *_, name in found][::4] == ["0", "1", "2", "3"]
    pixels, labels, _ = found[0]
    assert pixels.shape == (3, 64, 64) and (labels[:8, :8] == -1).all() and set(np.unique(labels)) <= {-1, 1, 2}
    assert ((labels == 1) == ((pixels[2] == 200) & (labels >= 0))).all()


def test_every_row_is_made_once_for_each_seed(script, labelled, tiny_pack, tmp_path, monkeypatch, capsys):
    out = tmp_path / "rows.jsonl"
    first = ("--seeds", 1, "--rows", "CLIP without training,head alone", "--unseen", "road")
    rows = run(script, monkeypatch, labelled, tiny_pack, out, *first)
    assert [row["row"] for row in rows] == ["CLIP without training", "head alone"]
    assert all(0 <= row[part] <= 1 for row in rows for part in ("seen", "unseen")) and rows[0]["iou"]["tree"] is None
    again = run(script, monkeypatch, labelled, tiny_pack, out, "--seeds", 2, "--unseen", "road")
    assert again[:2] == rows and len(again) == 1 + 2 * (len(script.ROWS) - 1)
    assert len({(row["row"], row["seed"]) for row in again}) == len(again)
    assert run(script, monkeypatch, labelled, tiny_pack, out, "--seeds", 2, "--unseen", "road") == again
    assert "| + tokens fed (not clamped) |" in capsys.readouterr().out


def test_a_class_that_is_left_out_is_neither_labelled_nor_asked_for(script, labelled, tiny_pack, tmp_path, monkeypatch):
    seen, real = [], script.gather

    def gather(tower, denoiser, windows, labels, words, *more):
        seen.append(({int(v) for of_window in labels for v in np.unique(of_window)}, words))
        return real(tower, denoiser, windows, labels, words, *more)

    monkeypatch.setattr(script, "gather", gather)
    run(
        script,
        monkeypatch,
        labelled,
        tiny_pack,
        tmp_path / "rows",
        "--seeds",
        1,
        "--rows",
        "head alone",
        "--unseen",
        "water",
    )
    ((labels, (words, members)),) = seen
    assert labels == {-1, 1} and words[members[0][0]] == "road"  # the second class is now the first
    assert words.index("water") not in {i for of_class in members for i in of_class}
