"""DEDOS beside teaching: the same corrections for both, by the jobs that people call, judged where nothing was said."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

TRAINING = Path(__file__).resolve().parents[2] / "training"
SIDE = 64


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("dedos_beside")


@pytest.fixture
def labelled(tmp_path):
    """Four tiles of nine windows in two colours, which are two of three classes."""
    folder, rng = tmp_path / "set", np.random.default_rng(0)
    for part in ("images", "masks"):
        (folder / part).mkdir(parents=True)
    for number in range(4):
        kind = rng.integers(0, 2, (6, 6)).repeat(32, 0).repeat(32, 1)
        colours = np.array([[40, 60, 200], [190, 120, 40]])[kind] + rng.integers(0, 12, (192, 192, 3))
        Image.fromarray(colours.astype(np.uint8)).save(folder / "images" / f"{number}.png")
        Image.fromarray(np.array([5, 7], np.uint8)[kind]).save(folder / "masks" / f"{number}.png")
    (folder / "classes.csv").write_text("value,name,alternatives,kind,colour\n5,water,,,\n7,road,,,\n9,tree,,,\n")
    (folder / "set.json").write_text(json.dumps({"gsd_m": 0.3}))
    return folder


def test_windows_lie_row_by_row_and_what_is_left_has_no_data(script, tmp_path):
    windows = [(np.full((3, 4, 4), n, np.uint8), np.full((4, 4), n), str(n)) for n in range(1, 13)]
    truth = script.raster_of(windows, 0.5, tmp_path / "windows.tif")
    assert truth.shape == (8, 40) and truth[5, 5] == 12 and truth[0, 39] == 10 and (truth[4:, 8:] == -1).all()
    with rasterio.open(tmp_path / "windows.tif") as raster:
        assert (raster.read(1)[truth > 0] == truth[truth > 0]).all()
        assert ((raster.dataset_mask() > 0) == (truth > 0)).all()


def test_only_what_is_judged_counts(script, tmp_path):
    path = tmp_path / "classes.tif"
    with rasterio.open(path, "w", driver="GTiff", width=4, height=1, count=1, dtype="uint8") as out:
        out.write(np.array([[1, 1, 2, 2]], np.uint8), 1)
    assert script.shares(path, np.array([[1, 2, 2, -1]]), 3) == [0.5, 0.5, None]


def test_every_way_gets_the_same_corrections_and_a_row(script, labelled, tiny_pack, tmp_path, monkeypatch, capsys):
    out = tmp_path / "rows.jsonl"
    arguments = ["--set", labelled, "--pack", "tiny", "--side", SIDE, "--windows", 36, "--iterations", 2, "--seeds", 1]
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "argv", ["dedos_beside.py", *map(str, arguments), "--unseen", "road", "--out", str(out)])
    script.main()
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["row"] for row in rows] == [script.FIRST, script.PLAIN, *script.WAYS, "DEDOS"]
    assert all(row["windows"] == [27, 9] and row["iou"]["tree"] is None for row in rows)
    assert all(0 <= row["iou"][name] <= 1 for row in rows for name in ("water", "road"))
    assert rows[-1]["held"] and "match" in rows[-1]["seconds"]
    assert "| DEDOS |" in capsys.readouterr().out
    written = out.read_bytes()
    script.main()
    assert out.read_bytes() == written
