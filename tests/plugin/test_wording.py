"""Lengths and sizes as people say them."""

import pytest
from qgis.core import QgsGeometry, QgsRectangle
from terralex.plugin.wording import in_metres, size_in_words

from .tile_server import STEP


def test_lengths_are_said_as_people_say_them():
    assert [in_metres(value) for value in (0.3, 76.8, 2560.0)] == ["0.3 m", "77 m", "2.6 km"]


def test_sizes_are_said_as_people_say_them(raster):
    square = QgsGeometry.fromRect(QgsRectangle(500000, 300000, 501000, 301000))
    assert size_in_words(square, raster.crs()) == "1 km²"
    assert pytest.approx(0.597, abs=0.001) == STEP
