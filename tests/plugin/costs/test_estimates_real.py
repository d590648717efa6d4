"""What is told against what happens: the starter pack's own networks, measured and then run."""

import sys
import time

import pytest
from terralex.core.config import RunConfig
from terralex.core.packs import EMBEDDED, read_pack
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names
from terralex.plugin.costs.estimates import Speed, Work, count_refined, count_windows, predict
from terralex.plugin.engine.remote import Remote

SAMPLE = EMBEDDED.parent / "sample" / "river_bridge.tif"
WITHIN = 2.0  # times, of what was told before or would be told after: other programs may come or go in between


def drain(events):
    return result_of(events)


def measured(remote, pack):
    return Speed(drain(remote.run("measure", {"pack": str(pack.root)}, CancelToken())))


@pytest.fixture
def remote(tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))
    made = Remote(lambda: sys.executable, tmp_path / "engine.log")
    yield made
    made.shutdown()


def test_a_run_takes_about_what_was_told(remote, tmp_path):
    pack, words = read_pack(EMBEDDED / "starter"), ("water", "tree", "car")
    speed = measured(remote, pack)
    assert Speed.from_json(speed.to_json()) is not None
    options = pack.options("balanced")
    side = 683  # 2048 pixels of 0.1 m at 0.3 m
    windows = count_windows((side, side), (0, 0, side, side), options)
    refined = count_refined((side, side), (0, 0, side, side), options)
    work = Work(side**2, side**2, windows, len(words), len(words), len(words), 9, refined=refined)
    told = predict(work, "balanced", options, speed)
    config = RunConfig(str(SAMPLE), str(tmp_path / "run"), tuple(parse_names(", ".join(words))), pack=str(pack.root))
    began = time.monotonic()
    result = drain(remote.run("segment", config.to_dict(), CancelToken()))
    took = time.monotonic() - began
    later = predict(work, "balanced", options, measured(remote, pack))
    low, high = sorted((told.seconds, later.seconds))
    assert low / WITHIN < took < high * WITHIN, (told.stages, later.stages, result["seconds"])
    assert sum(count for _, _, count in windows) == result["encoded_windows"] == 25
    assert result["drawn_words"] == list(words) and result["decimation"] == 9 and result["device"] == "cpu"
    assert told.memory_mb / 1.5 < result["peak_mb"] < told.memory_mb * 1.5
    kept = sum(path.stat().st_size for path in (tmp_path / "cache").rglob("*") if path.is_file()) / 1e6
    assert told.kept_mb / 1.5 < kept < told.kept_mb * 1.5
    left = sum(path.stat().st_size for path in (tmp_path / "run").rglob("*") if path.is_file()) / 1e6
    assert told.results_mb / 2 < left < told.results_mb * 2
