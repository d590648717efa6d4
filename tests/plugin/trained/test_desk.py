"""The window “Trained files” in a dock on a staged engine: listed, trained, stopped, given away, and used by a run."""

import json

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import add_results

from ...core.trained.test_passing import written
from ..conftest import write_run

WAIT = 20000
KEYS = ("ab" * 32, "cd" * 32)


@pytest.fixture
def told(dock):
    """Two files of the dock's pack, as the engine lists them: the second is no better than CLIP."""
    pack = {"name": "starter", "version": None, "hash": dock.form.pack.currentData().hash}
    common = {"form": "stage", "pack": pack, "windows": 40, "iterations": 400, "bytes": 120_000}
    good = {"key": KEYS[0], "name": "mine", "classes": ["road"], "before": 0.31, "after": 0.42, "better": True}
    bad = {"key": KEYS[1], "name": "other", "classes": ["road"], "before": 0.31, "after": 0.3, "better": False}
    return [{**common, **good}, {**common, **bad}]


@pytest.fixture
def window(qtbot, dock, staged, told):
    """The window, opened from the dock, when it has shown what is here."""
    staged({"say": {"event": "result", "result": {"trained": told}}})
    dock.show()
    dock.trained.show()
    made = dock.trained.window
    qtbot.waitUntil(lambda: made.tree.topLevelItemCount() == 2 and not dock.trained._looking, timeout=WAIT)
    return made


@pytest.fixture
def reviewed(dock, results):
    """A result in the project, one of whose polygons is reviewed."""
    layer = QgsVectorLayer(results["segments"], "polygons")
    feature = next(layer.getFeatures())
    column = layer.fields().indexOf("reviewed")
    assert layer.dataProvider().changeAttributeValues({feature.id(): {column: True}})
    del layer
    add_results(QgsProject.instance(), results, dock.form.classes.specs(), "image")
    return results["folder"]


def press(qtbot, button):
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(window):
    items = [window.tree.topLevelItem(row) for row in range(window.tree.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items]


def commands(staged):
    """What the engine was asked, less what is asked to show the list."""
    return [(each["cmd"], each["config"]) for each in staged.requests() if each["cmd"] != "trained"]


def begin(qtbot, dock, window):
    """Press Train, look at what is ticked, and start."""
    press(qtbot, window.train_button)
    lesson = dock.trained.lesson
    lesson.name.setText("third")
    press(qtbot, lesson.start_button)
    return lesson


def test_what_is_here_is_listed_with_what_it_is_worth(window):
    assert rows(window) == [("mine", "0.31 → 0.42"), ("other", "0.31 → 0.30, no better")]
    page = window.page.toPlainText()
    assert "Better than CLIP as it is" in page and "road" in page and "starter" in page and "120.0 kB" in page
    window.tree.setCurrentItem(window.tree.topLevelItem(1))
    assert "do not use it in its place" in window.page.toPlainText()


def test_a_name_of_a_stranger_is_shown_as_it_is_typed(qtbot, dock, staged, told):
    staged({"say": {"event": "result", "result": {"trained": [{**told[0], "classes": ["<b>road</b>"]}]}}})
    dock.trained.show()
    qtbot.waitUntil(lambda: dock.trained.window.tree.topLevelItemCount() == 1, timeout=WAIT)
    assert "<b>road</b>" in dock.trained.window.page.toPlainText()


def test_a_training_shows_how_far_it_is_and_what_came_of_it(qtbot, dock, window, staged, said, told, reviewed):
    new = {**told[0], "key": "ef" * 32, "name": "third", "resumed": 150, "held": 10, "trained": told}
    step = {"event": "progress", "stage": "match", "message": "Training: step 200 of 400", "done": 200, "total": 400}
    staged({"say": {**step, "overall": 0.6, "left_s": 200}}, {"sleep": 1}, {"say": {"event": "result", "result": new}})
    lesson = begin(qtbot, dock, window)
    assert lesson.ticked() == [reviewed] and lesson.tree.topLevelItem(0).text(1) == "1"
    qtbot.waitUntil(lambda: window.status.text() == "Training: step 200 of 400", timeout=WAIT)
    assert window.bar.value() == 600 and window.left.text() == "about 3 min left" and window.bar.isVisible()
    assert window.stop_button.isEnabled() and not window.train_button.isEnabled()
    qtbot.waitUntil(lambda: "“third” is trained" in window.status.text(), timeout=WAIT)
    assert "0.31 → 0.42" in window.status.text() and "from step 150" in window.status.text()
    assert "“third” is trained" in said() and window.current().name == "third" and not window.bar.isVisible()
    assert dock.form.trained.value() == "third", "a better one is what the next run uses"
    (command, config), *_ = commands(staged)
    assert (command, config["runs"], config["name"]) == ("train", [reviewed], "third")


def test_one_that_is_no_better_is_said_and_not_chosen(qtbot, dock, window, staged, told, reviewed):
    new = {**told[1], "key": "ef" * 32, "name": "third", "resumed": 0, "held": 10, "trained": told}
    staged({"say": {"event": "result", "result": new}})
    begin(qtbot, dock, window)
    qtbot.waitUntil(lambda: "no better than CLIP as it is: do not" in window.status.text(), timeout=WAIT)
    assert window.status.text().startswith("⚠") and dock.form.trained.value() == ""


def test_too_few_windows_are_told_in_words(qtbot, dock, window, staged, said, reviewed):
    sentence = "Training needs 24 reviewed windows of 64 px; these runs have 3: 21 are missing."
    staged({"say": {"event": "error", "kind": "InputError", "message": sentence, "hint": "Review more polygons."}})
    begin(qtbot, dock, window)
    qtbot.waitUntil(lambda: sentence in window.status.text(), timeout=WAIT)
    assert sentence in said() and window.train_button.isEnabled() and not window.bar.isVisible()


def test_a_training_is_stopped_from_the_window(qtbot, dock, window, staged, reviewed):
    staged({"wait_cancel": True})
    begin(qtbot, dock, window)
    qtbot.waitUntil(lambda: window.stop_button.isEnabled(), timeout=WAIT)
    press(qtbot, window.stop_button)
    qtbot.waitUntil(lambda: "goes on from there" in window.status.text(), timeout=WAIT)
    qtbot.waitUntil(lambda: window.train_button.isEnabled(), timeout=WAIT)


def test_without_anything_reviewed_nothing_is_asked(qtbot, dock, window, said, tmp_path):
    add_results(QgsProject.instance(), write_run(tmp_path / "plain"), dock.form.classes.specs(), "image")
    press(qtbot, window.train_button)
    assert dock.trained.lesson is None and "No result of this project has reviewed polygons." in said()


def test_a_file_is_given_away_brought_in_and_removed(qtbot, dock, window, staged, told, said, monkeypatch, tmp_path):
    out = str(tmp_path / "mine.terratrained")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (out[: -len(".terratrained")], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (out, ""))
    answer = {**told[0], "path": out, "trained": told}  # one script for the request and for the look that follows
    staged({"say": {"event": "result", "result": answer}})
    press(qtbot, window.export_button)
    qtbot.waitUntil(lambda: "“mine” is written" in window.status.text(), timeout=WAIT)
    press(qtbot, window.import_button)
    qtbot.waitUntil(lambda: "“mine” is here" in window.status.text(), timeout=WAIT)
    qtbot.waitUntil(lambda: not dock.trained._looking and window.remove_button.isEnabled(), timeout=WAIT)
    press(qtbot, window.remove_button)
    assert "Remove “mine”" in window.question.text.text() and window.focusWidget() is window.question.no
    press(qtbot, window.question.no)
    press(qtbot, window.remove_button)
    press(qtbot, window.question.yes)
    qtbot.waitUntil(lambda: "“mine” is removed" in window.status.text(), timeout=WAIT)
    assert commands(staged) == [
        ("export_trained", {"name": KEYS[0], "out": out}),
        ("import_trained", {"source": out}),
        ("remove_trained", {"name": KEYS[0]}),
    ]


def test_a_file_is_used_from_the_window_and_a_run_names_it(qtbot, dock, window, staged, told):
    press(qtbot, window.use_button)
    form = dock.form
    assert form.method_name() == "dedos" and form.trained.isVisible() and form.trained.value() == "mine"
    assert "DEDOS with “mine” is chosen" in window.status.text() and "road" in form.trained.note.text()
    assert dock._collect()[2].overrides == {"trained": "mine"}
    form.trained.combo.setCurrentIndex(0)
    assert dock._collect()[2].overrides == {} and "CLIP as it is" in form.trained.note.text()
    form.method.setCurrentIndex(form.method.findData("ovdiff"))
    assert not form.trained.isVisible() and json.dumps(form.overrides()) == "{}"


class TestWithTheRealEngine:
    """A file of somebody else's, from the disk into the list, out again, and off this computer."""

    @pytest.fixture
    def runner(self, engine):
        return Runner(engine)

    def test_a_strangers_file_goes_in_and_out_and_a_hostile_one_is_refused(
        self, qtbot, dock, said, monkeypatch, tmp_path
    ):
        mine = dock.form.pack.currentData()
        pack = {"name": mine.name, "version": None, "hash": mine.hash}
        source = written(tmp_path / "mine.terratrained", pack=pack)
        out = tmp_path / "again.terratrained"
        chosen = [str(source)]
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen[-1], ""))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
        dock.show()
        dock.trained.show()
        window = dock.trained.window

        def settled():
            return not dock.trained._looking and not dock._runner.busy and window.import_button.isEnabled()

        qtbot.waitUntil(settled, timeout=120000)
        assert rows(window) == [] and "Nothing was trained yet" in window.page.toPlainText()
        press(qtbot, window.import_button)
        qtbot.waitUntil(lambda: rows(window) == [("mine", "0.50 → 0.50, no better")], timeout=120000)
        qtbot.waitUntil(settled, timeout=120000)
        press(qtbot, window.export_button)
        qtbot.waitUntil(lambda: "again.terratrained" in window.status.text(), timeout=120000)
        qtbot.waitUntil(settled, timeout=120000)
        chosen.append(str(written(tmp_path / "evil.terratrained", more=[("../evil.py", b"1")])))
        press(qtbot, window.import_button)
        qtbot.waitUntil(lambda: "evil.terratrained" in said(), timeout=120000)
        qtbot.waitUntil(settled, timeout=120000)
        assert not list(tmp_path.rglob("evil.py")) and len(rows(window)) == 1
        press(qtbot, window.remove_button)
        press(qtbot, window.question.yes)
        qtbot.waitUntil(lambda: rows(window) == [], timeout=120000)
