"""The page Review and its list of keys, looked at as test_accessible looks at all other panels."""

from qgis.core import QgsProject
from terralex.plugin import translation
from terralex.plugin.results.layers import add_results
from terralex.plugin.review.keys import Keys
from terralex.plugin.review.keys_dialog import KeysDialog
from terralex.plugin.review.pages import REVIEW

from .test_accessible import NARROW, check, look, settle, shown

__all__ = ["look"]  # the fixture


def test_the_review(qtbot, look, dock, results):
    add_results(QgsProject.instance(), results, dock.form.classes.specs(), "image")
    shown(qtbot, dock, look, 1100 if look[1] == NARROW else 2200)
    dock.pages.turn(REVIEW)
    settle()
    page = dock.review.page
    page.say(translation.tr("Strokes become {name}. A digit chooses another class, Esc ends.").format(name="road"))
    qtbot.waitUntil(lambda: page.current.text() != "")
    settle()
    check(dock, "review", look)


def test_the_keys_of_the_review(qtbot, look):
    dialog = KeysDialog(Keys(), "reviewer")
    look = (look[0], 2 * look[1])  # a dialog, not a dock
    dialog.problem.setText(translation.tr("Choose another key."))
    check(shown(qtbot, dialog, look), "review keys", look)
