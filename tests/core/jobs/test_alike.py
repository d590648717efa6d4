"""What looks alike around a place: from kept features only, without encoding, and fast where it was asked before."""

import time
from pathlib import Path

import numpy as np
import pytest
from shapely import Point, box, from_wkt
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs import alike as module
from terralex.core.jobs.alike import alike
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names

from ..rasters import PLACE, write_tif


@pytest.fixture
def pixels():
    """A dark half and a bright one, with a little noise: a plain border would count as no picture."""
    found = np.full((3, 96, 128), 60)
    found[:, :, 64:] = np.array([210, 190, 90])[:, None, None]
    return (found + np.random.default_rng(0).integers(0, 9, found.shape)).astype(np.uint8)


@pytest.fixture
def ran(tiny_pack, tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))

    def run(pixels, method="ovdiff", **more):
        image = write_tif(tmp_path / "image.tif", pixels, nodata=0)
        config = RunConfig(
            str(image),
            str(tmp_path / "run"),
            tuple(parse_names("road, water")),
            str(tiny_pack),
            method,
            preset="draft",
            device="cpu",
            overrides=more,
        )
        return Path(result_of(segment(config, CancelToken(), Warm())).folder)

    return run


def ask(folder, row, col, level=0.5, warm=None):
    return result_of(alike(folder, *(PLACE * (col + 0.5, row + 0.5)), level, CancelToken(), warm))


def half(first, last):
    (left, top), (right, low) = PLACE * (first, 0), PLACE * (last, 96)
    return box(left, low, right, top)


def test_the_half_that_a_place_lies_in_is_found(ran, pixels):
    folder, warm = ran(pixels), Warm()
    for col, own, other in ((20, half(0, 60), half(80, 128)), (110, half(76, 128), half(0, 50))):
        answer = ask(folder, 48, col, warm=warm)
        piece = from_wkt(answer["wkt"])
        assert answer["kept"] and answer["found"] == answer["windows"] > 1
        assert piece.is_valid and piece.covers(Point(*(PLACE * (col + 0.5, 48.5))))
        assert piece.intersection(own).area > 0.8 * own.area
        assert piece.intersection(other).area < 0.2 * other.area


def test_a_higher_level_never_gives_less(ran, pixels):
    folder, warm = ran(pixels), Warm()
    areas = [from_wkt(ask(folder, 48, 30, level, warm)["wkt"]).area for level in (0, 0.25, 0.5, 0.75, 1)]
    assert all(b >= 0.98 * a for a, b in zip(areas, areas[1:])) and areas[-1] > areas[0]


def test_where_nothing_is_kept_it_says_so_and_encodes_nothing(ran, pixels):
    answer = ask(ran(pixels, store_gb=0), 48, 20)
    assert answer == {"kept": False, "wkt": "", "windows": answer["windows"], "found": 0}


def test_other_methods_answer_where_their_features_have_places(ran, pixels):
    answer = ask(ran(pixels, method="colour"), 48, 20)
    assert answer["kept"] and from_wkt(answer["wkt"]).intersection(half(0, 60)).area > 0.8 * half(0, 60).area


def test_a_second_question_reads_nothing_again(ran, pixels):
    folder, engine = ran(pixels), Engine()

    def seconds(col):
        x, y = PLACE * (col + 0.5, 40.5)
        began = time.perf_counter()
        result_of(engine.do("alike", {"run": str(folder), "x": x, "y": y, "level": 0.3}, CancelToken()))
        return time.perf_counter() - began

    first = seconds(10)
    opened = engine.kept().opened
    read = opened.store.hits + opened.store.misses
    others = [seconds(col) for col in (30, 50, 70, 90)]
    print(f"alike: first {1000 * first:.0f} ms, then {1000 * max(others):.0f} ms at most")
    assert engine.kept().opened is opened and opened.store.hits + opened.store.misses == read > 0


def test_the_wheel_compares_nothing_again_and_says_the_same(ran, pixels, monkeypatch):
    folder, warm, compared = ran(pixels), Warm(), []
    whole = module._cosines
    monkeypatch.setattr(module, "_cosines", lambda *given: compared.append(1) or whole(*given))
    first = ask(folder, 48, 30, 0.3, warm)
    once = len(compared)
    wider = ask(folder, 48, 30, 0.6, warm)
    assert len(compared) == once > 0
    assert wider == ask(folder, 48, 30, 0.6, Warm()) != first
    compared.clear()
    ask(folder, 48, 31, 0.6, warm)
    assert compared  # another place is another question


def test_it_must_be_a_place_of_a_run(ran, pixels, tmp_path):
    folder = ran(pixels)
    with pytest.raises(InputError, match="lies outside"):
        ask(folder, 48, 500)
    with pytest.raises(InputError):
        ask(tmp_path / "nothing", 48, 20)
    write_tif(tmp_path / "image.tif", pixels[:, :, ::-1].copy(), nodata=0)
    with pytest.raises(InputError, match="no longer the raster"):
        ask(folder, 48, 20)
