"""The gallery, looked at as test_accessible looks at all other panels."""

import pytest
from qgis.PyQt.QtGui import QColor, QImage
from terralex.core.support import Choice
from terralex.plugin import translation
from terralex.plugin.gallery.panel import GalleryPanel

from .test_accessible import NARROW, check, look, shown

__all__ = ["look"]  # the fixture


@pytest.fixture
def answer(tmp_path):
    """As the engine's `gallery` tells it: nine pictures and two chips of one class."""
    pictures = []
    for n in range(11):
        made = QImage(96, 96, QImage.Format.Format_RGB32)
        made.fill(QColor.fromHsv(30 * n, 120, 150))
        made.save(str(tmp_path / f"{n}.png"))
        row = {"word": "storage tank", "picture": n, "file": str(tmp_path / f"{n}.png"), "typical": 1 - n / 10}
        pictures.append({**row, "state": "used", "whole": n == 8})
    chips = [{"key": str(n) * 64, "file": str(tmp_path / f"{n}.png")} for n in (9, 10)]
    tank = {"name": "storage tank", "value": 1, "words": ["storage tank", "silo"], "reworded": True, "more": 0}
    return {"draws": True, "classes": [{**tank, "pictures": pictures[:9], "chips": chips}], "support": {}}


def test_the_gallery(qtbot, look, answer):
    panel = GalleryPanel()
    chosen = Choice(rejected={"storage tank": (1,)}, favoured={"storage tank": (2,)}, chips=("9" * 64, "1" * 64))
    panel.show_gallery(answer, {"storage tank": chosen})
    panel.pictures.item(3).setSelected(True)
    panel.chips.item(0).setSelected(True)
    panel.say(translation.tr("Your edits are not saved yet. Press Apply: they are saved, and the whole map follows."))
    shown(qtbot, panel, look, 700 if look[1] == NARROW else 1400)
    check(panel, "gallery", look)


def test_a_gallery_without_pictures(qtbot, look, answer):
    panel = GalleryPanel()
    panel.show_gallery({**answer, "draws": False}, {})
    panel.offer(False, False)
    check(shown(qtbot, panel, look, 700 if look[1] == NARROW else 1400), "gallery empty", look)
