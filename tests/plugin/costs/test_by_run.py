"""A run is a measurement: what it tells of a computer that was never measured."""

from dataclasses import replace

import pytest
from terralex.plugin.costs.by_run import speed_by_run
from terralex.plugin.costs.estimates import Speed, predict

from .test_estimates import OPTIONS, SPEED, WORK, result, stages

PRESETS = {"draft": replace(OPTIONS, windows=(256,)), "balanced": OPTIONS}


@pytest.mark.parametrize("scale", [0.3, 1.0, 40.0])
def test_the_same_run_again_is_told_as_it_was(scale):
    ran = result(scale)
    known = speed_by_run(WORK, PRESETS, "balanced", ran, 0.3)
    again = predict(WORK, "balanced", OPTIONS, known).stages
    for name in ("prototypes", "match", "write", "polygons"):
        assert again[name] == pytest.approx(ran["seconds"][name], rel=0.15), name


def test_a_larger_run_takes_longer_and_known_words_are_not_drawn_again():
    known = speed_by_run(WORK, PRESETS, "balanced", result(3.0), 0.3)
    larger = replace(WORK, pixels=16_000_000, inside=16_000_000, windows=((256, 1024, 900), (192, 1156, 1024)), drawn=0)
    told = predict(larger, "balanced", OPTIONS, known).stages
    assert told["match"] == pytest.approx(4 * 3 * stages()["match"], rel=0.3)
    assert told["prototypes"] == 0 and len(known.words) == 6


def test_it_is_kept_and_known_for_a_guess():
    known = speed_by_run(WORK, PRESETS, "balanced", result(), 0.3)
    assert known.by_run and Speed.from_json(known.to_json()) == known and not SPEED.by_run
