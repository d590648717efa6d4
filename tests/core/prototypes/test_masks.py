"""Regions from attribution, and masks on the grid of the features."""

import numpy as np
from terralex.core.prototypes.masks import find_regions, to_grid

RANDOM = np.random.default_rng(8)


def test_regions_split_three_levels_of_attribution():
    maps = np.full((2, 8, 8), 0.45, np.float32)
    maps[0, :2], maps[1, :, :3], maps[0, 6:] = 0.05, 0.1, 0.9
    found = find_regions(maps)
    assert np.array_equal(found.fg, maps == np.float32(0.9)) and np.array_equal(found.bg, maps < 0.2)


def test_thresholds_are_found_over_all_maps_of_a_word_together():
    maps = RANDOM.random((3, 8, 8)).astype(np.float32)
    maps[0] *= 0.1  # a picture in which the word hardly is
    found = find_regions(maps)
    assert not found.fg[0].any() and found.fg[1].any()


def test_flat_attribution_falls_back_and_whole_takes_everything():
    flat = find_regions(np.full((1, 4, 4), 0.19, np.float32)), find_regions(np.full((1, 4, 4), 0.51, np.float32))
    assert [(found.fg.all(), found.bg.all()) for found in flat] == [(False, True), (True, False)]
    whole = find_regions(np.zeros((1, 4, 4), np.float32), "whole")
    assert whole.fg.all() and not whole.bg.any()


def test_masks_on_the_grid_are_never_lost_and_same_size_is_the_same():
    mask = np.zeros((1, 16, 16), bool)
    mask[0, 3, 8] = True  # one pixel, in the sample of cell (0, 2)
    assert np.argwhere(to_grid(mask, 4, 4)[0]).tolist() == []  # samples look at pixels 1, 2 of four
    mask[0, 2, 9] = True
    assert np.argwhere(to_grid(mask, 4, 4)[0]).tolist() == [[0, 2]]
    some = RANDOM.random((2, 7, 7)) > 0.5
    assert np.array_equal(to_grid(some, 7, 7), some)
