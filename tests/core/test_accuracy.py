"""Estimates from a sample, against the worked example of Olofsson et al. 2014 (section 5, tables 8 and 9)."""

import random

import pytest
from terralex.core.accuracy import PRECISION, Z, allocate, counted, estimate, may_stop, scaled, short_of_points

DEFORESTATION, GAIN, FOREST, OTHER = 1, 2, 3, 4
# Table 8: rows are the map, columns the reference; pixels of 30 m
MATRIX = ((66, 0, 5, 4), (0, 55, 8, 12), (1, 0, 153, 11), (2, 1, 9, 313))
PIXELS = {DEFORESTATION: 200_000, GAIN: 150_000, FOREST: 3_200_000, OTHER: 6_450_000}
POINTS = {(i + 1, j + 1): MATRIX[i][j] for i in range(4) for j in range(4) if MATRIX[i][j]}
HA = 10_000_000 * 0.09


def near(found, value, half):
    """As printed: both to two digits."""
    assert (round(found.value, 2), round(found.half, 2)) == (value, half)


def test_the_shares_are_those_of_table_9():
    shares = estimate(PIXELS, POINTS).shares
    printed = (
        (0.0176, 0, 0.0013, 0.0011),
        (0, 0.0110, 0.0016, 0.0024),
        (0.0019, 0, 0.2967, 0.0213),
        (0.0040, 0.0020, 0.0179, 0.6212),
    )
    for i in range(4):
        for j in range(4):
            assert shares[i + 1, j + 1] == pytest.approx(printed[i][j], abs=5.1e-5)


def test_accuracies_are_those_of_section_5_2_1():
    found = estimate(PIXELS, POINTS)
    near(found.overall, 0.95, 0.02)
    for value, users in zip(PIXELS, ((0.88, 0.07), (0.73, 0.10), (0.93, 0.04), (0.96, 0.02))):
        near(found.users[value], *users)
    near(found.producers[DEFORESTATION], 0.75, 0.21)
    near(found.producers[FOREST], 0.93, 0.03)
    # The paper prints ± 0.23 and ± 0.01 here; its own equation 7 gives what is below (0.254 and 0.018).
    near(found.producers[GAIN], 0.85, 0.25)
    near(found.producers[OTHER], 0.96, 0.02)


def test_areas_are_those_of_section_5_2_2():
    found = estimate(PIXELS, POINTS)
    hectares = {
        DEFORESTATION: (21_158, 6_158),
        GAIN: (11_686, 3_756),
        FOREST: (285_770, 15_510),
        OTHER: (581_386, 16_282),
    }
    for value, (area, half) in hectares.items():
        told = scaled(found.areas[value], HA)
        assert told.value == pytest.approx(area, abs=0.6)
        assert told.half == pytest.approx(half, abs=1.0)
    assert sum(each.value for each in found.areas.values()) == pytest.approx(1.0)


def test_points_are_shared_as_in_table_5():
    assert allocate(PIXELS, 640, 2, equal=True) == dict.fromkeys(PIXELS, 160)
    assert allocate(PIXELS, 641, 2, equal=False) == {1: 13, 2: 10, 3: 205, 4: 413}
    rare = allocate(PIXELS, 640, 75, equal=False)
    assert rare[1] == rare[2] == 75 and sum(rare.values()) == 640 and 75 < rare[3] < rare[4]


def test_no_class_gets_more_points_than_it_has_pixels():
    assert allocate({1: 3, 2: 1000}, 100, 30, equal=True) == {1: 3, 2: 97}
    assert allocate({1: 3, 2: 4}, 100, 30, equal=False) == {1: 3, 2: 4}
    assert sum(allocate(dict.fromkeys(range(8), 10**6), 20, 30, equal=False).values()) == 20


def test_intervals_hold_the_truth_as_often_as_they_say():
    """A map of known errors, sampled 400 times: 95 of 100 intervals hold its overall accuracy and its areas."""
    draw, right = random.Random(7), {1: 0.7, 2: 0.9}
    pixels = {1: 20_000, 2: 80_000}
    truth = sum(pixels[i] * right[i] for i in pixels) / 100_000
    area = (pixels[1] * right[1] + pixels[2] * (1 - right[2])) / 100_000
    held = [0, 0]
    for _ in range(400):
        pairs = [(i, i if draw.random() < right[i] else 3 - i) for i in pixels for _ in range(150)]
        found = estimate(pixels, counted(pairs))
        held[0] += abs(found.overall.value - truth) <= found.overall.half
        held[1] += abs(found.areas[1].value - area) <= found.areas[1].half
    assert all(0.92 <= each / 400 <= 0.98 for each in held)


def test_a_class_that_the_map_does_not_have_is_found_by_judging():
    found = estimate({1: 50, 2: 50}, {(1, 1): 8, (1, 9): 2, (2, 2): 10})
    assert found.classes == (1, 2, 9)
    assert found.producers[9].value == 0.0 and found.areas[9].value == pytest.approx(0.1)


def test_a_class_that_was_judged_pixel_by_pixel_is_known_for_sure():
    found = estimate({1: 1, 2: 50}, {(1, 1): 1, (2, 2): 8, (2, 1): 2})
    assert found.users[1].half == 0.0 and found.users[2].half > 0.0


def test_two_points_of_each_class_are_needed():
    assert short_of_points({1: 9, 2: 9, 3: 1}, {(1, 1): 2, (2, 1): 1}) == [2, 3]
    with pytest.raises(ValueError, match="too few"):
        estimate({1: 9, 2: 9}, {(1, 1): 5})


def test_a_few_right_points_are_no_reason_to_stop():
    pixels, drawn = {1: 50_000, 2: 50_000}, {1: 200, 2: 200}
    few = {(1, 1): 10, (2, 2): 10}
    assert estimate(pixels, few).overall.half == 0.0 and not may_stop(pixels, few, drawn)
    assert may_stop(pixels, {(1, 1): 100, (2, 2): 100}, drawn)
    assert not may_stop(pixels, {(1, 1): 190, (2, 2): 9}, drawn), "a class was hardly looked at"
    assert (
        may_stop(PIXELS, POINTS, {1: 75, 2: 75, 3: 165, 4: 325}) and estimate(PIXELS, POINTS).overall.half < PRECISION
    )
    assert Z == 1.96
