"""What teaching would make of a part of the map: from kept features only, into no run, and at once when asked again."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.features
from terralex.core.cache.features import FeaturesStore
from terralex.core.errors import InputError, OutputError
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.teach import teach
from terralex.core.progress import CancelToken, result_of

from ..rasters import PLACE
from .test_teach import COLS, ROWS, change, correct, finished, home, private_folders, run, warm

__all__ = ["finished", "home", "private_folders", "run", "warm"]  # fixtures


def part(left, top, right, bottom):
    (x0, y0), (x1, y1) = PLACE * (left, top), PLACE * (right, bottom)
    return {"left": x0, "bottom": y1, "right": x1, "top": y0}


def ask(engine, run, out, where, way=""):
    return result_of(engine.do("teach_rough", {"run": str(run), "out": str(out), **where, "way": way}, CancelToken()))


def read(path):
    with rasterio.open(path) as raster:
        return raster.read(1), raster.transform


def test_it_shows_what_the_taught_map_will_say_and_writes_into_no_run(run, warm, tmp_path):
    reviewed = correct(run, tmp_path, 2)
    names = sorted(path.name for path in run.iterdir())
    engine = Engine(warm)
    answer = ask(engine, run, tmp_path / "rough.tif", part(0, 0, COLS, ROWS))
    assert sorted(path.name for path in run.iterdir()) == names
    assert answer["missing"] == 0 < answer["windows"] and answer["corrections"] == 2 and answer["changed"] > 0
    rough, transform = read(answer["path"])
    step = answer["pixel"]
    assert transform.a == pytest.approx(0.3 * step) and (transform.c, transform.f) == (PLACE.c, PLACE.f)
    whole, _ = read(result_of(teach(run, CancelToken(), warm=warm))["classes"])
    reached = whole[step // 2 :: step, step // 2 :: step]
    shapes = [row["shape"] for row in reviewed]
    named = rasterio.features.geometry_mask(shapes, whole.shape, PLACE, invert=True)[
        step // 2 :: step, step // 2 :: step
    ]
    assert rough.shape == reached.shape and 0.2 < named.mean() < 0.8
    assert (rough == reached)[named].mean() > 0.99 and (rough == reached)[~named].mean() > 0.85


def test_a_part_is_the_part_of_the_whole(run, warm, tmp_path):
    correct(run, tmp_path)
    engine = Engine(warm)
    whole, place = read(ask(engine, run, tmp_path / "whole.tif", part(0, 0, COLS, ROWS))["path"])
    answer = ask(engine, run, tmp_path / "part.tif", part(70, 50, 150, 120))
    some, here = read(answer["path"])
    row, col = round((here.f - place.f) / place.e), round((here.c - place.c) / place.a)
    assert (some == whole[row : row + some.shape[0], col : col + some.shape[1]]).all()
    assert here.c <= PLACE.c + 70 * 0.3 and some.shape[1] * answer["pixel"] >= 80


def test_a_second_question_reads_the_run_once_and_learns_anew_only_after_corrections(run, warm, tmp_path):
    correct(run, tmp_path, 4)
    engine = Engine(warm)
    ask(engine, run, tmp_path / "1.tif", part(0, 0, 100, 100))
    opened, lesson = warm.taught, next(iter(warm.taught.lessons.values()))
    ask(engine, run, tmp_path / "2.tif", part(50, 50, 150, 150))
    assert warm.taught is opened and next(iter(opened.lessons.values())) is lesson
    correct(run, tmp_path, 3)
    assert ask(engine, run, tmp_path / "3.tif", part(0, 0, 100, 100))["corrections"] > lesson.polygons
    assert warm.taught is opened and next(iter(opened.lessons.values())) is not lesson


def test_the_same_question_has_the_same_answer_whether_the_part_was_asked_about_before_or_not(run, warm, tmp_path):
    correct(run, tmp_path, 3)
    engine, pictures = Engine(warm), []
    answers = [
        ask(engine, run, tmp_path / f"{number}.tif", part(0, 0, *size))
        for number, size in enumerate([(100, 100), (100, 100), (COLS, ROWS), (100, 100)])
    ]
    for answer in (answers[0], answers[1], answers[3]):
        pictures.append(Path(answer.pop("path")).read_bytes())
    assert answers[0] == answers[1] == answers[3] and pictures[0] == pictures[1] == pictures[2]
    assert answers[0]["changed"] > 0 and answers[2]["windows"] > answers[0]["windows"]


def test_where_nothing_is_kept_there_is_nothing(run, warm, tmp_path, monkeypatch):
    correct(run, tmp_path)
    engine = Engine(warm)
    keeps = FeaturesStore.get
    monkeypatch.setattr(FeaturesStore, "get", lambda self, w: None if w.col >= 96 else keeps(self, w))
    answer = ask(engine, run, tmp_path / "2.tif", part(0, 0, COLS, ROWS))
    rough, _ = read(answer["path"])
    assert answer["missing"] > 0
    assert (rough[:, -8:] == 255).all() and (rough[:, :8] != 255).all()


def test_what_it_refuses(run, warm, tmp_path):
    engine = Engine(warm)
    with pytest.raises(InputError, match="Nothing to learn from"):
        ask(engine, run, tmp_path / "1.tif", part(0, 0, 50, 50))
    correct(run, tmp_path)
    with pytest.raises(InputError, match="beside the run's raster"):
        ask(engine, run, tmp_path / "1.tif", part(900, 900, 950, 950))
    (tmp_path / "there.tif").write_bytes(b"mine")
    with pytest.raises(OutputError, match="exists already"):
        ask(engine, run, tmp_path / "there.tif", part(0, 0, 50, 50))
    assert (tmp_path / "there.tif").read_bytes() == b"mine" and not (tmp_path / "1.tif").exists()


def test_unsaved_corrections_in_the_log_of_the_file_count(run, warm, tmp_path):
    reviewed = correct(run, tmp_path, 2)
    engine = Engine(warm)
    first = ask(engine, run, tmp_path / "1.tif", part(0, 0, 60, 60))["corrections"]
    change(
        Path(run) / "segments.gpkg",
        f"update segments set reviewed = 0, origin = 'machine' where fid = {reviewed[0]['fid']}",
    )
    second = ask(engine, run, tmp_path / "2.tif", part(0, 0, 60, 60))["corrections"]
    assert (first, second) == (2, 1)
    assert np.isfinite(read(tmp_path / "2.tif")[0]).all()
