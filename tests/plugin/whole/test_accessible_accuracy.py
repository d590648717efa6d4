"""The dialog and the page of accuracy, looked at as test_accessible looks at all other panels."""

from terralex.plugin.accuracy.dialog import SampleDialog
from terralex.plugin.accuracy.page import JudgePage
from terralex.plugin.review.keys import Keys

from .test_accessible import check, look, shown

__all__ = ["look"]  # the fixture


def test_the_dialog(qtbot, look, tmp_path):
    dialog = SampleDialog(tmp_path / "2026-01-02_abc123_accuracy.gpkg")
    look = (look[0], 2 * look[1])  # a dialog, not a dock
    check(shown(qtbot, dialog, look, 640), "accuracy", look)


def test_the_page(qtbot, look):
    classes = [(1, "building", "#e02020"), (2, "a very long name of a class", "#2020e0"), (0, "background", "")]
    page = JudgePage(classes, Keys())
    page.show_point(12, 300, 11, 1, True)
    page.show_verdict("You may stop: overall accuracy is 0.91 ± 0.03.")
    check(shown(qtbot, page, look, 700), "judging", look)
