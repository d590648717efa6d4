"""The joint decision: who takes part, and at which temperature."""

import numpy as np
from terralex.core.teaching.cells import Cells
from terralex.core.teaching.joint import DIMENSIONS, learn

from .test_ways import ROAD, ROOF, TERMS, WATER, corrected, world


def test_a_class_that_the_map_does_not_show_takes_no_part():
    cells, true = world()
    here = np.flatnonzero(true != ROAD)
    some = cells.take(here)
    unsure = Cells(some.vectors, np.where(np.arange(5) == ROAD, np.float32(-1), some.scores), some.words)
    lesson = learn(corrected(unsure, true[here], (WATER, ROOF)), unsure, TERMS)
    assert "road" in lesson.facts["left_out"] and "water" not in lesson.facts["left_out"]


def test_the_temperature_follows_the_number_of_dimensions():
    cells, true = world()
    lesson = learn(corrected(cells, true, (WATER, ROOF)), cells, TERMS)
    assert lesson.facts["temperature"] == round(24 / DIMENSIONS, 3)
