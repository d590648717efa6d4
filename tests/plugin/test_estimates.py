"""What a run will take: arithmetic from a measurement, and what runs correct."""

import math
from dataclasses import replace

import pytest
from terralex.core.config import Options
from terralex.core.refine import reach
from terralex.core.tiling import Block, plan_blocks, windows_for
from terralex.plugin.estimates import Speed, Work, corrected, count_refined, count_windows, predict, word_key

OPTIONS = Options(pictures=16, steps=12, windows=(256, 192), stride=128, extractors=("clip",))
MANIFEST = {"generator": {"size_px": 64}, "extractors": [
    {"name": "clip", "stride": 8, "dim": 192}, {"name": "unet", "stride": 8, "dim": 224}]}  # fmt: skip
MEASURED = {
    "device": "cpu", "threads": 2, "load_s": 4.0, "chunk": 8, "step_s": 0.006, "score_size": 256, "score_s": 0.002,
    "word_s": 0.0005, "decide_s": 0.02, "peak_mb": 700.0, "gpu_mb": 0.0, "cache": "/tmp",
    "neighbours_s": 2.0, "refine_s": 0.1,
    "extractors": {"clip": {"encode_s": 0.012, "learn_s": 0.01, "size": 256},
                   "unet": {"encode_s": 0.02, "learn_s": 0.01, "size": 256}},
}  # fmt: skip
SPEED = Speed(MEASURED)
WORK = Work(4_000_000, 4_000_000, ((256, 256, 225), (192, 289, 256)), 6, 6, 6)


def stages(work=WORK, options=OPTIONS, speed=SPEED):
    return predict(work, options, MANIFEST, speed).stages


def result(scale=1.0, **changes):
    """What a run of WORK would tell on a machine that is `scale` times as slow as was measured."""
    told = stages()
    return {
        "seconds": {name: value * scale for name, value in told.items()}, "counts": {"a": 4_000_000}, "decimation": 1,
        "encoded_windows": 481, "kept_windows": 64, "drawn_words": list("abcdef"), "found_words": [], "peak_mb": 0.0,
        "device": "cpu", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(("grid", "area"), [
    ((600, 700), (0, 0, 600, 700)), ((5000, 3000), (900, 1000, 1500, 1100)), ((100, 90), (0, 0, 100, 90)),
    ((3000, 3000), (1024, 1024, 1024, 1024)), ((2500, 2500), (2400, 2400, 100, 100)),
])  # fmt: skip
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
    blocks = plan_blocks(Block(*area), 1024)
    sizes = [sum(b.rows * b.cols for b in (grown(b, reach(left), grid) for b in blocks)) for left in range(4)]
    assert count_refined(grid, area, options) == (sizes[3], sum(sizes[:3]))
    assert count_refined(grid, area, OPTIONS) == (0, 0)


def test_pamr_takes_time_and_memory_as_runs_confirm():
    options = replace(OPTIONS, pamr=True)
    work = replace(WORK, refined=count_refined((2000, 2000), (0, 0, 2000, 2000), options))
    plain, refined = predict(WORK, options, MANIFEST, SPEED), predict(work, options, MANIFEST, SPEED)
    more = refined.stages["match"] - plain.stages["match"]
    assert more == pytest.approx((work.refined[0] * 2.0 + work.refined[1] * 7 * 0.1) / 1e6) and more > 30
    assert refined.memory_mb > plain.memory_mb + 400
    done = result(seconds=stages(work, options))
    speed = corrected(SPEED, replace(work, refined=(0, 0)), options, MANIFEST, done, 0.3)
    assert stages(work, options, speed) == pytest.approx(stages(work, options), rel=0.05)


def test_a_part_of_the_blocks_costs_a_part_of_the_windows():
    whole = count_windows((8000, 8000), (0, 0, 8000, 8000), OPTIONS)
    half = count_windows((8000, 8000), (0, 0, 8000, 8000), OPTIONS, 0.5)
    assert [h[1] / w[1] for h, w in zip(half, whole)] == pytest.approx([0.5, 0.5], abs=0.01)


def test_the_parts_add_up():
    found = predict(WORK, OPTIONS, MANIFEST, SPEED)
    assert found.seconds == pytest.approx(sum(found.stages.values()))
    assert found.stages["prototypes"] == pytest.approx(12 * 8 * 13 * 0.006 + 6 * 16 * 0.01)
    encode = 225 * 0.012 + 256 * 0.012 * (192 / 256) ** 2
    score = (0.002 + 5 * 0.0005) * (256 + 289 * (192 / 256) ** 2)
    assert found.stages["match"] == pytest.approx(encode + score + 4 * 7 * 0.02 + 4 * 0.02)


def test_more_of_anything_never_takes_less():
    base = predict(WORK, OPTIONS, MANIFEST, SPEED)
    for more in (replace(WORK, drawn=7), replace(WORK, words=9), replace(WORK, pixels=8_000_000),
                 replace(WORK, classes=9), replace(WORK, inside=8_000_000), replace(WORK, decimation=9),
                 replace(WORK, export_s=60.0),
                 replace(WORK, cold=True), replace(WORK, windows=((256, 512, 450), (192, 289, 256)))):  # fmt: skip
        found = predict(more, OPTIONS, MANIFEST, SPEED)
        assert found.seconds > base.seconds and found.memory_mb >= base.memory_mb
        assert found.results_mb + found.kept_mb >= base.results_mb + base.kept_mb


def test_words_that_are_there_cost_nothing_and_the_time_is_no_longer_an_upper_bound():
    found = predict(replace(WORK, drawn=0), OPTIONS, MANIFEST, SPEED)
    assert found.stages["prototypes"] == 0 and not found.at_most
    assert predict(WORK, OPTIONS, MANIFEST, SPEED).at_most


def test_an_extractor_that_the_preset_leaves_out_costs_nothing():
    both = stages(options=replace(OPTIONS, extractors=()))
    assert both["match"] > stages()["match"] * 1.5


def test_an_extractor_with_a_side_of_its_own_costs_the_same_for_every_window():
    manifest = {**MANIFEST, "extractors": [{"name": "clip", "stride": 16, "dim": 10, "size_px": 448}]}
    work = replace(WORK, windows=((256, 0, 10), (192, 0, 10)), inside=0, pixels=0)
    found = predict(work, OPTIONS, manifest, SPEED)
    assert found.stages["match"] == pytest.approx(20 * 0.012)
    assert found.kept_mb * 1e6 == pytest.approx(20 * 2 * 10 * 28**2 + 6 * 16 * 64**2 * 10)


def test_an_extractor_that_enlarges_its_windows_keeps_more():
    manifest = {**MANIFEST, "extractors": [{"name": "clip", "stride": 16, "dim": 10, "zoom": 2.0}]}
    work = replace(WORK, windows=((256, 0, 10),), inside=0, pixels=0)
    found = predict(work, OPTIONS, manifest, SPEED)
    assert found.kept_mb * 1e6 == pytest.approx(10 * 2 * 10 * 32**2 + 6 * 16 * 64**2 * 10)


def test_kept_features_are_counted_as_they_are_stored_and_stay_within_the_budget():
    found = predict(replace(WORK, drawn=0), OPTIONS, MANIFEST, SPEED)
    assert found.kept_mb * 1e6 == pytest.approx(2 * 192 * (225 * 32**2 + 256 * 24**2))
    little = predict(replace(WORK, drawn=0), replace(OPTIONS, store_gb=0.01), MANIFEST, SPEED)
    assert little.kept_mb == pytest.approx(10)


def test_where_drawing_was_too_slow_to_measure_no_time_is_told_unless_nothing_is_drawn():
    slow = Speed({**MEASURED, "step_s": None})
    assert predict(WORK, OPTIONS, MANIFEST, slow).seconds is None
    assert predict(replace(WORK, drawn=0), OPTIONS, MANIFEST, slow).seconds > 0


def test_runs_that_take_twice_as_long_are_believed_more_and_more():
    speed, told = SPEED, []
    for _ in range(6):
        speed = corrected(speed, WORK, OPTIONS, MANIFEST, result(2.0), 0.3)
        told.append(stages(speed=speed)["match"] / stages()["match"])
    assert told == sorted(told) and told[0] == pytest.approx(math.sqrt(2), rel=0.01) and told[-1] > 1.75
    assert stages(speed=speed)["export"] == stages()["export"]


def test_a_run_that_was_as_told_changes_nothing():
    speed = corrected(SPEED, WORK, OPTIONS, MANIFEST, result(1.0), 0.3)
    assert stages(speed=speed) == pytest.approx(stages(), rel=0.05)


def test_one_disturbed_run_cannot_spoil_what_is_told():
    speed = corrected(SPEED, WORK, OPTIONS, MANIFEST, result(1000.0), 0.3)
    assert stages(speed=speed)["match"] < 3 * stages()["match"]


def test_a_run_that_loaded_the_networks_says_nothing_about_the_stages_that_waited_for_them():
    speed = corrected(SPEED, replace(WORK, cold=True), OPTIONS, MANIFEST, result(3.0), 0.3)
    assert stages(speed=speed)["match"] == stages()["match"]
    assert stages(speed=speed)["polygons"] > stages()["polygons"]


def test_only_what_a_run_did_counts_not_what_it_might_have_had_to():
    """All windows and words were kept: a short run on a machine as fast as was measured."""
    done = replace(WORK, drawn=0, windows=((256, 256, 0), (192, 289, 0)))
    told = {"seconds": stages(done), "encoded_windows": 0, "kept_windows": 545, "drawn_words": [],
            "found_words": list("abcdef")}  # fmt: skip
    speed = corrected(SPEED, WORK, OPTIONS, MANIFEST, result(**told), 0.3)
    assert stages(speed=speed) == pytest.approx(stages(), rel=0.1)


def test_memory_is_corrected_too():
    before = predict(WORK, OPTIONS, MANIFEST, SPEED).memory_mb
    speed = corrected(SPEED, WORK, OPTIONS, MANIFEST, result(peak_mb=2 * before), 0.3)
    assert before * 1.3 < predict(WORK, OPTIONS, MANIFEST, speed).memory_mb < before * 2


def test_words_are_remembered_with_what_decides_their_pictures():
    speed = corrected(SPEED, WORK, OPTIONS, MANIFEST, result(drawn_words=["road"], found_words=["car"]), 0.3)
    assert {word_key("road", OPTIONS, 0.3), word_key("car", OPTIONS, 0.3)} == set(speed.words)
    assert word_key("road", replace(OPTIONS, pictures=8), 0.3) not in speed.words
    assert word_key("road", OPTIONS, 10.0) not in speed.words


def test_what_is_known_survives_the_settings_and_rubbish_does_not():
    speed = corrected(SPEED, WORK, OPTIONS, MANIFEST, result(1.5), 0.3)
    assert Speed.from_json(speed.to_json()) == speed
    for rubbish in ("", "{", "[]", '{"measured": {}}', Speed({"pid": 7}).to_json(),
                    Speed({**MEASURED, "extractors": {"clip": {}}}).to_json()):  # fmt: skip
        assert Speed.from_json(rubbish) is None
