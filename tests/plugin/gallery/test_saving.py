"""“Save the class…”: asked before a colleague gets pieces of the user's imagery, and never over another file."""

import zipfile
from pathlib import Path

import pytest
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox
from terralex.core.support import Choice
from terralex.plugin import settings
from terralex.plugin.engine.runner import Runner
from terralex.plugin.gallery.panel import GalleryPanel
from terralex.plugin.gallery.saving import ask_file, ask_pictures
from terralex.plugin.review.keys import GALLERY

from ..ends import finishing


def press(monkeypatch, text):
    """Answer the next question by the button of that name; "" by Esc. What was asked is in the list."""
    asked = []

    def answer(box):
        asked.append(f"{box.text()} {box.informativeText()}")
        named = {button.text().replace("&", ""): button for button in box.buttons()}
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: named[text] if text else box.escapeButton())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


@pytest.mark.parametrize(
    ("button", "answer"), [("With pictures", True), ("Without pictures", False), ("Cancel", None), ("", None)]
)
def test_who_would_give_imagery_away_is_asked(qgis_app, monkeypatch, button, answer):
    asked = press(monkeypatch, button)
    assert ask_pictures("my <b>house", 4, None) is answer
    assert "“my &lt;b&gt;house” would hold 4 pieces of your imagery." in asked[0] or "my <b>house" in asked[0]
    assert "Without pictures it holds numbers alone" in asked[0]


def test_nobody_is_asked_about_what_the_machine_has_drawn(qgis_app, monkeypatch):
    asked = press(monkeypatch, "Cancel")
    assert ask_pictures("house", 0, None) is True and not asked


def test_the_file_is_called_as_the_class_and_lies_where_the_last_one_did(qgis_app, monkeypatch, tmp_path):
    offered = []

    def choose(_parent, _title, usual, _kinds, **more):
        offered.append((usual, more["options"]))
        return str(tmp_path / "chosen"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    settings.put("class_folder", str(tmp_path))
    assert ask_file("roads/paths: wide", None) == str(tmp_path / "chosen.terraclass")
    assert Path(offered[0][0]) == tmp_path / "roads_paths_ wide.terraclass"
    assert offered[0][1] == QFileDialog.Option.DontConfirmOverwrite, "the engine tells, and replaces nothing"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    assert ask_file("road", None) == ""


def test_the_button_tells_how_much_imagery_is_in_and_a_class_of_a_file_cannot_be_chosen_in(qtbot, answer):
    answer["classes"][0].update(file="ab" * 32, own=2)
    panel, asked = GalleryPanel(), []
    qtbot.addWidget(panel)
    panel.save_wanted.connect(lambda *what: asked.append(what))
    assert not panel.save_button.isEnabled()
    panel.show_gallery(answer, {})
    panel.save_button.click()
    assert asked == [("building", 2)]
    assert "From a class file" in panel.about_chips.text() and panel.words.isEnabled()
    assert not panel.pictures.isEnabled() and not panel.more_button.isEnabled() and not panel.add_button.isEnabled()
    panel.show_choices({"building": Choice(words=("hut",))})
    assert panel.pictures.isEnabled() and "From a class file" not in panel.about_chips.text()


class TestWithTheRealEngine:
    """From the gallery of a run to a file."""

    @pytest.fixture
    def runner(self, engine):
        return Runner(engine)

    def test_a_class_is_saved_once_its_map_shows_what_was_chosen(self, qtbot, filled_dock, said, monkeypatch, tmp_path):
        filled_dock.show()
        with finishing(qtbot, filled_dock, 120000):
            filled_dock.run()
        desk = filled_dock.review.gallery
        desk.pause_ms = 10**6
        filled_dock.review._act(GALLERY)
        qtbot.waitUntil(lambda: not desk._going and desk.panel.pictures.count() > 0, timeout=120000)
        file = tmp_path / "building.terraclass"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file), ""))
        desk.panel.save_button.click()
        qtbot.waitUntil(lambda: "“building” is saved" in said(), timeout=120000)
        assert zipfile.is_zipfile(file) and "3 pictures" in said()
        desk.panel.save_button.click()
        qtbot.waitUntil(lambda: "building.terraclass exists already" in said(), timeout=120000)
        desk.change("building", Choice(rejected={"building": (0,)}))
        desk.panel.save_button.click()
        assert "does not show yet what was chosen" in said()
        desk.clear()
        desk._wanted = dict(desk._held)
