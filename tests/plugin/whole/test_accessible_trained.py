"""Trained files: the window, its question, a training, and the dock with DEDOS; looked at as in test_accessible."""

import pytest
from terralex.core.protocol import ProgressEvent
from terralex.plugin import translation
from terralex.plugin.trained.entry import Entry
from terralex.plugin.trained.lesson import LessonDialog, Source
from terralex.plugin.trained.window import TrainedWindow

from .test_accessible import NARROW, check, look, settle, shown

__all__ = ["look"]  # the fixture

FILES = [
    Entry("ab" * 32, "town 2026", "starter 1.1", "h", ("building", "road"), 40, 0.31, 0.42, True, 120_000),
    Entry("cd" * 32, "fields", "starter 1.1", "h", ("field",), 64, 0.31, 0.3, False, 120_000),
]


@pytest.mark.parametrize("state", ["empty", "asking", "training"])
def test_the_window(qtbot, look, state):
    window = TrainedWindow()
    window.show_files(FILES if state != "empty" else [])
    shown(qtbot, window, look, 700 if look[1] == NARROW else 1400)
    if state == "asking":
        window.remove_button.click()
    elif state == "training":
        window.set_work(True, True)
        window.show_progress(ProgressEvent(1, "match", "Training: step 200 of 400", 200, 400, 0.6, 200.0))
    settle()
    check(window, f"trained {state}", look)


def test_what_is_asked_before_a_training(qtbot, look):
    found = [Source("/a/run", "image – polygons", 1234, True), Source("/b/run", "orthophoto – polygons", 7, False)]
    dialog = LessonDialog(found, "DEDOS 2026-11-29")
    check(shown(qtbot, dialog, look, 600 if look[1] == NARROW else 1200), "trained lesson", look)


def test_the_dock_with_the_method(qtbot, look, dock, staged):
    dock.set_up.hide()
    form = dock.form
    pack = {"name": "starter", "version": "1.1", "hash": form.pack.currentData().hash}
    common = {"pack": pack, "windows": 40, "before": 0.31, "after": 0.42, "better": True, "bytes": 120_000}
    told = {"key": "ab" * 32, "name": "town 2026", "classes": ["building", "road"], **common}
    staged({"say": {"event": "result", "result": {"trained": [told]}}})
    form.trained.choose("town 2026")
    form.method.setCurrentIndex(form.method.findData("dedos"))
    shown(qtbot, dock, look, 1700)
    qtbot.waitUntil(lambda: "building" in form.trained.note.text(), timeout=20000)
    settle()
    assert form.trained.value() == "town 2026" and form.trained.combo.itemText(0) == translation.tr("CLIP as it is")
    check(dock, "dock dedos", look)
