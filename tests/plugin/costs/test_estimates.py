"""What a run will take: arithmetic from a measurement, and what runs correct."""

import math
from dataclasses import replace

import pytest
from terralex.core.cache.features import MEMORY_BYTES
from terralex.core.lattice import Block, plan_blocks, windows_for
from terralex.core.options import Options
from terralex.core.score.pamr import reach
from terralex.plugin.costs.estimates import Speed, Work, corrected, count_refined, count_windows, predict

OPTIONS = Options(windows=(256, 192), stride=128)
SMALLER = (192 / 256) ** 2  # of the larger window


def costs(encode_s=0.012, dim=192):
    """What a method costs that draws 16 pictures of 64 px, eight at a time, in 12 steps of 6 ms and a decoding."""
    window = {"encode_s": encode_s, "score_s": 0.002, "word_s": 0.0005, "kept_b": 2.0 * dim * 32**2}
    return {
        "windows": {"256": window, "192": {name: value * SMALLER for name, value in window.items()}},
        "draws": 2,
        "draw_s": 8 * 13 * 0.006,
        "learn_s": 16 * 0.01,
        "word_b": 16 * 64.0**2 * 10,
        "words_as": "16|12|8|dpmsolver++|pack",
    }


MEASURED = {
    "device": "cpu",
    "threads": 2,
    "load_s": 4.0,
    "blend_s": 0.0,
    "decide_s": 0.02,
    "peak_mb": 700.0,
    "gpu_mb": 0.0,
    "cache": "/tmp",
    "neighbours_s": 2.0,
    "refine_s": 0.1,
    "costs": {"draft": costs(0.006), "balanced": costs(), "best": costs(0.032, 416)},
}
SPEED = Speed(MEASURED)
WORK = Work(4_000_000, 4_000_000, ((256, 256, 225), (192, 289, 256)), 6, 6, 6)


def stages(work=WORK, options=OPTIONS, speed=SPEED):
    return predict(work, "balanced", options, speed).stages


def result(scale=1.0, **changes):
    """What a run of WORK would tell on a machine that is `scale` times as slow as was measured."""
    told = stages()
    return {
        "seconds": {name: value * scale for name, value in told.items()},
        "counts": {"a": 4_000_000},
        "decimation": 1,
        "encoded_windows": 481,
        "kept_windows": 64,
        "drawn_words": list("abcdef"),
        "found_words": [],
        "peak_mb": 0.0,
        "device": "cpu",
        **changes,
    }


@pytest.mark.parametrize(
    ("grid", "area"),
    [
        ((600, 700), (0, 0, 600, 700)),
        ((5000, 3000), (900, 1000, 1500, 1100)),
        ((100, 90), (0, 0, 100, 90)),
        ((3000, 3000), (1024, 1024, 1024, 1024)),
        ((2500, 2500), (2400, 2400, 100, 100)),
    ],
)
@pytest.mark.parametrize("iterations", [0, 10])
def test_windows_are_counted_as_the_engine_lays_them(grid, area, iterations):
    options = replace(OPTIONS, pamr=iterations > 0, pamr_iterations=max(1, iterations))
    blocks = [grown(block, reach(iterations), grid) for block in plan_blocks(Block(*area), 1024)]
    for size, scored, encoded in count_windows(grid, area, options):
        of_blocks = [windows_for(grid, block, (size,), 128) for block in blocks]
        assert scored == sum(map(len, of_blocks))
        assert encoded == len({window for windows in of_blocks for window in windows})


def grown(block, margin, grid):
    wide = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
    return wide.intersect(Block(0, 0, *grid))


def test_pixels_that_pamr_works_on_are_counted_as_they_shrink_from_step_to_step():
    grid, area = (3000, 2500), (900, 100, 1500, 2300)
    options = replace(OPTIONS, pamr=True, pamr_iterations=3)
    blocks = list(plan_blocks(Block(*area), 1024))
    sizes = [sum(b.rows * b.cols for b in (grown(b, reach(left), grid) for b in blocks)) for left in range(4)]
    assert count_refined(grid, area, options) == (sizes[3], sum(sizes[:3]))
    assert count_refined(grid, area, OPTIONS) == (0, 0)


def test_pamr_takes_time_and_memory_as_runs_confirm():
    options = replace(OPTIONS, pamr=True)
    work = replace(WORK, refined=count_refined((2000, 2000), (0, 0, 2000, 2000), options))
    plain, refined = predict(WORK, "balanced", options, SPEED), predict(work, "balanced", options, SPEED)
    more = refined.stages["match"] - plain.stages["match"]
    assert more == pytest.approx((work.refined[0] * 2.0 + work.refined[1] * 7 * 0.1) / 1e6) and more > 30
    assert refined.memory_mb > plain.memory_mb + 400
    done = result(seconds=stages(work, options))
    speed = corrected(SPEED, replace(work, refined=(0, 0)), "balanced", options, done, 0.3)
    assert stages(work, options, speed) == pytest.approx(stages(work, options), rel=0.05)


def test_a_part_of_the_blocks_costs_a_part_of_the_windows():
    whole = count_windows((8000, 8000), (0, 0, 8000, 8000), OPTIONS)
    half = count_windows((8000, 8000), (0, 0, 8000, 8000), OPTIONS, 0.5)
    assert [h[1] / w[1] for h, w in zip(half, whole)] == pytest.approx([0.5, 0.5], abs=0.01)


def test_the_parts_add_up():
    found = predict(WORK, "balanced", OPTIONS, SPEED)
    assert found.seconds == pytest.approx(sum(found.stages.values()))
    assert found.stages["prototypes"] == pytest.approx(12 * 8 * 13 * 0.006 + 6 * 16 * 0.01)
    encode = 225 * 0.012 + 256 * 0.012 * (192 / 256) ** 2
    score = (0.002 + 5 * 0.0005) * (256 + 289 * (192 / 256) ** 2)
    assert found.stages["match"] == pytest.approx(encode + score + 4 * 7 * 0.02 + 4 * 0.02)


def test_more_of_anything_never_takes_less():
    base = predict(WORK, "balanced", OPTIONS, SPEED)
    for more in (
        replace(WORK, drawn=7),
        replace(WORK, words=9),
        replace(WORK, pixels=8_000_000),
        replace(WORK, classes=9),
        replace(WORK, inside=8_000_000),
        replace(WORK, decimation=9),
        replace(WORK, export_s=60.0),
        replace(WORK, cold=True),
        replace(WORK, windows=((256, 512, 450), (192, 289, 256))),
    ):
        found = predict(more, "balanced", OPTIONS, SPEED)
        assert found.seconds > base.seconds and found.memory_mb >= base.memory_mb
        assert found.results_mb + found.kept_mb >= base.results_mb + base.kept_mb


def test_words_that_are_there_cost_nothing_and_the_time_is_no_longer_an_upper_bound():
    found = predict(replace(WORK, drawn=0), "balanced", OPTIONS, SPEED)
    assert found.stages["prototypes"] == 0 and not found.at_most
    assert predict(WORK, "balanced", OPTIONS, SPEED).at_most


def test_a_preset_that_asks_more_of_the_networks_takes_longer_and_one_that_was_not_measured_is_not_told():
    seconds = {preset: predict(WORK, preset, OPTIONS, SPEED).seconds for preset in ("draft", "balanced", "best")}
    assert seconds["draft"] < seconds["balanced"] < seconds["best"]
    assert predict(WORK, "paper", OPTIONS, SPEED).seconds is None


def test_blending_counts_for_every_window_and_class():
    slow = stages(speed=Speed({**MEASURED, "blend_s": 0.5}))["match"] - stages()["match"]
    assert slow == pytest.approx((256 * 256**2 + 289 * 192**2) / 1e6 * 7 * 0.5)


def test_a_method_that_draws_nothing_costs_nothing_for_its_words():
    nothing = {**costs(), "draws": 0, "draw_s": 0.0, "learn_s": 0.0, "word_b": 0.0}
    found = predict(WORK, "balanced", OPTIONS, Speed({**MEASURED, "costs": {"balanced": nothing}}))
    assert found.stages["prototypes"] == 0 and not found.at_most


def test_a_method_that_looks_around_first_encodes_as_many_windows_more_as_there_are():
    looking = Speed({**MEASURED, "costs": {"balanced": {**costs(), "draws": 0, "learn_s": 0.0, "looks": 16}}})
    assert predict(WORK, "balanced", OPTIONS, looking).stages["prototypes"] == pytest.approx(16 * 0.012)
    few = replace(WORK, windows=((256, 4, 3), (192, 9, 8)))
    assert predict(few, "balanced", OPTIONS, looking).stages["prototypes"] == pytest.approx(3 * 0.012)


def test_words_of_a_method_that_draws_none_count_when_a_run_corrects_what_is_known():
    drawn_none = {**result(), "drawn_words": [], "found_words": []}
    known = Speed({**MEASURED, "costs": {"balanced": {**costs(), "draws": 0, "learn_s": 0.0}}})
    after = corrected(known, WORK, "balanced", OPTIONS, drawn_none, 0.3)
    assert after.factors["match"] == pytest.approx(1.0, abs=0.01)


def test_kept_features_are_counted_as_they_are_stored_and_stay_within_the_budget():
    found = predict(replace(WORK, drawn=0), "balanced", OPTIONS, SPEED)
    assert found.kept_mb * 1e6 == pytest.approx(2 * 192 * (225 * 32**2 + 256 * 24**2))
    little = predict(replace(WORK, drawn=0), "balanced", replace(OPTIONS, store_gb=0.01), SPEED)
    assert little.kept_mb == pytest.approx(10)


def test_where_drawing_was_too_slow_to_measure_no_time_is_told_unless_nothing_is_drawn():
    slow = Speed({**MEASURED, "costs": {"balanced": {**costs(), "draw_s": None}}})
    assert predict(WORK, "balanced", OPTIONS, slow).seconds is None
    assert predict(replace(WORK, drawn=0), "balanced", OPTIONS, slow).seconds > 0


def test_runs_that_take_twice_as_long_are_believed_more_and_more():
    speed, told = SPEED, []
    for _ in range(6):
        speed = corrected(speed, WORK, "balanced", OPTIONS, result(2.0), 0.3)
        told.append(stages(speed=speed)["match"] / stages()["match"])
    assert told == sorted(told) and told[0] == pytest.approx(math.sqrt(2), rel=0.01) and told[-1] > 1.75
    assert stages(speed=speed)["export"] == stages()["export"]


def test_a_run_that_was_as_told_changes_nothing():
    speed = corrected(SPEED, WORK, "balanced", OPTIONS, result(1.0), 0.3)
    assert stages(speed=speed) == pytest.approx(stages(), rel=0.05)


def test_one_disturbed_run_cannot_spoil_what_is_told():
    speed = corrected(SPEED, WORK, "balanced", OPTIONS, result(1000.0), 0.3)
    assert stages(speed=speed)["match"] < 3 * stages()["match"]


def test_a_run_that_loaded_the_networks_says_nothing_about_the_stages_that_waited_for_them():
    speed = corrected(SPEED, replace(WORK, cold=True), "balanced", OPTIONS, result(3.0), 0.3)
    assert stages(speed=speed)["match"] == stages()["match"]
    assert stages(speed=speed)["polygons"] > stages()["polygons"]


def test_only_what_a_run_did_counts_not_what_it_might_have_had_to():
    """All windows and words were kept: a short run on a machine as fast as was measured."""
    done = replace(WORK, drawn=0, windows=((256, 256, 0), (192, 289, 0)))
    told = {
        "seconds": stages(done),
        "encoded_windows": 0,
        "kept_windows": 545,
        "drawn_words": [],
        "found_words": list("abcdef"),
    }
    speed = corrected(SPEED, WORK, "balanced", OPTIONS, result(**told), 0.3)
    assert stages(speed=speed) == pytest.approx(stages(), rel=0.1)


@pytest.mark.parametrize(("store_gb", "more"), [(10.0, 0.0), (0.1, 45.1), (0.0, 145.1)])
def test_features_that_the_disk_has_no_room_for_take_memory(store_gb, more):
    roomy, told = (
        predict(WORK, "balanced", replace(OPTIONS, store_gb=gb), SPEED).memory_mb for gb in (100.0, store_gb)
    )
    assert told - roomy == pytest.approx(more, abs=0.5)


def test_they_never_take_more_than_the_engine_keeps():
    large = replace(WORK, windows=((256, 50_000, 50_000),))
    told = [predict(large, "balanced", replace(OPTIONS, store_gb=gb), SPEED).memory_mb for gb in (1000.0, 0.0)]
    assert told[1] - told[0] == pytest.approx(MEMORY_BYTES / 1e6, abs=1)


def test_memory_is_corrected_too():
    before = predict(WORK, "balanced", OPTIONS, SPEED).memory_mb
    speed = corrected(SPEED, WORK, "balanced", OPTIONS, result(peak_mb=2 * before), 0.3)
    assert before * 1.3 < predict(WORK, "balanced", OPTIONS, speed).memory_mb < before * 2


def test_words_are_remembered_with_what_decides_their_pictures():
    speed = corrected(SPEED, WORK, "balanced", OPTIONS, result(drawn_words=["road"], found_words=["car"]), 0.3)
    assert {speed.word_key(word, "balanced", 0.3) for word in ("road", "car")} == set(speed.words)
    other = Speed({**MEASURED, "costs": {"balanced": {**costs(), "words_as": "8|12|8|dpmsolver++|pack"}}})
    assert other.word_key("road", "balanced", 0.3) not in speed.words
    assert speed.word_key("road", "balanced", 10.0) not in speed.words


def test_what_is_known_survives_the_settings_and_rubbish_does_not():
    speed = corrected(SPEED, WORK, "balanced", OPTIONS, result(1.5), 0.3)
    assert Speed.from_json(speed.to_json()) == speed
    for rubbish in (
        "",
        "{",
        "[]",
        '{"measured": {}}',
        Speed({"pid": 7}).to_json(),
        Speed({**MEASURED, "costs": {"balanced": {}}}).to_json(),
    ):
        assert Speed.from_json(rubbish) is None
