"""Pictures as the engine's `gallery` tells them."""

import pytest
from qgis.PyQt.QtGui import QColor, QImage


def square(folder, name, colour):
    """The path of a PNG of one colour."""
    path = folder / name
    picture = QImage(96, 96, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    assert picture.save(str(path))
    return str(path)


@pytest.fixture
def answer(tmp_path):
    """Two classes: five pictures and a chip of building, three pictures of road."""

    def rows(word, count, colour):
        made = [square(tmp_path, f"{word}{n}.png", colour) for n in range(count)]
        order = range(count)[::-1]  # the last one is the most typical
        return [
            {"word": word, "picture": n, "file": made[n], "typical": n / 10, "state": "used", "whole": n == 0}
            for n in order
        ]

    chip = {"key": "a" * 64, "file": square(tmp_path, "chip.png", "#806040")}
    building = {"name": "building", "value": 1, "words": ["house", "roof"], "reworded": False, "more": 0}
    road = {"name": "road", "value": 2, "words": ["road"], "reworded": False, "more": 0}
    return {
        "draws": True,
        "classes": [
            {**building, "pictures": rows("house", 5, "#a04040"), "chips": [chip]},
            {**road, "pictures": rows("road", 3, "#808080"), "chips": []},
        ],
        "support": {},
    }
