"""Boundary IoU and calibration error against what can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from terralex.core.jobs.quality import Borders, Calibration, border_zone


def test_the_border_zone_of_a_square_is_its_rim():
    mask = np.zeros((12, 12), bool)
    mask[2:10, 2:10] = True
    assert border_zone(mask, 1).sum() == 28
    assert border_zone(mask, 2).sum() == 28 + 20


def test_the_edge_of_the_picture_is_no_border():
    assert not border_zone(np.ones((9, 9), bool), 3).any()


def test_a_square_moved_by_its_own_rim_shares_only_where_rims_cross():
    truth = np.zeros((40, 40), np.uint8)
    truth[10:20, 10:20] = 1
    borders = Borders((0, 1))
    borders.add(truth, truth, np.ones(truth.shape, bool))
    assert borders.mean() == 1.0
    far = np.zeros_like(truth)
    far[28:38, 28:38] = 1
    other = Borders((1,))
    other.add(truth, far, np.ones(truth.shape, bool))
    assert other.mean() == 0.0


def test_a_class_without_truth_does_not_count_and_no_class_gives_nothing():
    truth, predicted = np.zeros((20, 20), np.uint8), np.zeros((20, 20), np.uint8)
    predicted[5:9, 5:9] = 2
    borders = Borders((2,))
    borders.add(truth, predicted, np.ones(truth.shape, bool))
    assert borders.mean() is None


def test_confidence_that_is_right_as_often_as_it_says_has_no_error():
    calibration = Calibration()
    right = np.zeros(1000, bool)
    right[:750] = True
    calibration.add(np.full(1000, 0.75), right)
    assert calibration.error() == pytest.approx(0.0, abs=1e-6)


def test_overconfidence_is_its_distance_and_missing_confidence_is_left_out():
    calibration = Calibration()
    assert calibration.error() is None
    confidence = np.concatenate([np.full(100, 0.95), np.full(50, np.nan)])
    calibration.add(confidence, np.concatenate([np.arange(100) < 50, np.ones(50, bool)]))
    assert calibration.error() == pytest.approx(0.45, abs=1e-6)
