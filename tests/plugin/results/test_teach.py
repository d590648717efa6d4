"""Learning from corrections in QGIS, with the real engine: by key and by button, taken back, and what is never lost."""

import json
from pathlib import Path

import pytest
import shapely
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QImage, QKeyEvent, QPainter
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QStyleOptionGraphicsItem
from terralex.core.errors import NotKeptError
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results import generations, pending
from terralex.plugin.results.layers import file_of, is_preview, run_layers
from terralex.plugin.results.teach import before_lesson
from terralex.plugin.review.keys import BEFORE, LEARN, TAKE_BACK

from ..ends import finishing
from ..readback import rows

WAIT = 120000


@pytest.fixture
def runner(engine):
    return Runner(engine)


@pytest.fixture
def taught(qtbot, filled_dock, qgis_iface, qgis_canvas):
    """A dock on Review after a run, six of whose polygons were given another class, saved."""
    filled_dock.show()
    with finishing(qtbot, filled_dock, WAIT):
        filled_dock.run()
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    crs = qgis_canvas.mapSettings().destinationCrs()
    qgis_canvas.resize(400, 300)
    qgis_canvas.setDestinationCrs(layer.crs())
    qgis_canvas.setLayers([layer])
    qgis_canvas.setExtent(layer.extent())
    correct(layer, 6)
    assert layer.commitChanges(False)
    yield filled_dock
    qgis_canvas.setDestinationCrs(crs)


def correct(layer, count, value=2):
    """Relabel some of the largest polygons that nobody has looked at; unsaved."""
    fields = layer.fields()
    fresh = [f for f in layer.getFeatures() if not f["reviewed"]]
    for feature in sorted(fresh, key=lambda f: -f.geometry().area())[:count]:
        layer.changeAttributeValue(feature.id(), fields.indexOf("class_id"), value)
        layer.changeAttributeValue(feature.id(), fields.indexOf("reviewed"), True)


def polygons():
    return run_layers(QgsProject.instance(), None)["polygons"]


def shows(name):
    return lambda: file_of(polygons()).name == name


def reviewed(path):
    return [row for row in rows(path) if row["reviewed"]]


def test_the_key_learns_the_layers_turn_and_corrections_stay(qtbot, taught, qgis_canvas, said):
    layer, before = polygons(), reviewed(file_of(polygons()))
    assert len(before) == 6 and not taught.review.page.button(TAKE_BACK).isEnabled()
    roughs = []
    QgsProject.instance().layersAdded.connect(lambda made: roughs.extend(m.name() for m in made if is_preview(m)))
    taught.review._to_map()
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(qgis_canvas, QKeyEvent(kind, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "g"))
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    qtbot.waitUntil(lambda: taught.review.page.button(TAKE_BACK).isEnabled(), timeout=WAIT)
    assert roughs == ["Rough: what the map will be (temporary)"]
    assert not any(is_preview(each) for each in QgsProject.instance().mapLayers().values())
    assert "Learned from 6 corrected polygons" in said() and "% of the map changed" in said()
    assert layer.isEditable(), "and review goes on"
    after = reviewed(file_of(layer))
    assert len(after) == 6
    for row in before:
        twin = min(after, key=lambda each: shapely.hausdorff_distance(each["shape"], row["shape"]))
        assert shapely.hausdorff_distance(twin["shape"], row["shape"]) < 0.15 and twin["class_id"] == row["class_id"]
    others = run_layers(QgsProject.instance(), None)
    assert file_of(others["classes"]).name == "classes_edit1.tif"
    assert file_of(others["confidence"]).name == "confidence_edit1.tif"


def test_a_lesson_is_taken_back_and_what_was_corrected_since_stays(qtbot, taught):
    session = taught.review.session
    taught.review._act(LEARN)
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    run = file_of(polygons()).parent
    assert before_lesson(str(run)) == run / "segments.gpkg"
    correct(polygons(), 1, value=1)
    assert polygons().commitChanges(False)
    taught.review._act(TAKE_BACK)
    qtbot.waitUntil(shows("segments_edit2.gpkg"), timeout=WAIT)
    assert len(reviewed(run / "segments_edit2.gpkg")) == 7
    assert before_lesson(str(run)) is None and taught.review.session is session
    assert (run / "segments.gpkg").exists() and (run / "segments_edit1.gpkg").exists()


def test_before_is_what_was_there_before_the_lesson_left_of_the_mouse(qtbot, taught, qgis_canvas):
    taught.review._act(LEARN)
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    session = taught.review.session

    def drawn(without):
        session.act(BEFORE) if without is None else session.act(without)
        session._swipe.move(qgis_canvas.width())
        picture = QImage(400, 300, QImage.Format.Format_RGB32)
        picture.fill(0)
        painter = QPainter(picture)
        session._swipe.paint(painter, QStyleOptionGraphicsItem(), None)
        painter.end()
        session.release(BEFORE)
        return picture

    before, bare = drawn(None), drawn("swipe")
    assert before != bare, "the earlier polygons are on it"
    assert session._swipe is None


def test_what_is_corrected_while_it_learns_is_not_lost(qtbot, taught, said):
    taught.review._act(LEARN)
    correct(polygons(), 1)
    run = file_of(polygons()).parent
    qtbot.waitUntil(lambda: "You went on correcting" in said(), timeout=WAIT)
    assert file_of(polygons()).name == "segments.gpkg" and polygons().isModified()
    assert before_lesson(str(run)) is None, "what was set aside does not count"
    assert len([path for path in run.iterdir() if path.name.startswith("unused")]) >= 4


def test_edits_that_are_not_saved_are_asked_about_first(taught, monkeypatch):
    correct(polygons(), 1)
    asked, status = [], taught.review.page.status
    for answer, told in ((QMessageBox.StandardButton.Cancel, False), (QMessageBox.StandardButton.No, True)):
        monkeypatch.setattr(pending.QMessageBox, "question", lambda *a, answer=answer: (asked.append(a[2]), answer)[1])
        taught.review._act(LEARN)
        assert not taught._runner.busy and polygons().isModified()
        assert ("not saved would be missing" in status.text()) is told
    assert len(asked) == 2 and "before it learns from them" in asked[0]


def test_windows_that_are_not_kept_are_encoded_only_where_that_is_agreed_to(qtbot, taught, monkeypatch, said):
    teacher, orders = taught.review.teacher, []

    def order(_title, command, request, _done, at_end=lambda: None, folder="", on_error=None, on_cancel=None):
        orders.append((command, request.to_dict()))
        at_end()
        if command == "teach" and not request.encode:
            on_error(NotKeptError("Features of 3 of 24 windows are not kept any more.", "Encode them."))
        elif command == "teach_rough":
            on_error(NotKeptError("gone"))

    monkeypatch.setattr(teacher, "order", order)
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    asked = []
    monkeypatch.setattr(generations.QMessageBox, "question", lambda *a: (asked.append(a[2]), next(answers))[1])
    teacher.learn()
    assert [name for name, _ in orders] == ["teach_rough", "teach"] and "3 of 24 windows" in asked[0]
    teacher.learn()
    assert [request.get("encode") for _, request in orders[2:]] == [None, False, True]


def test_a_run_without_corrections_says_so(qtbot, filled_dock, said):
    filled_dock.show()
    with finishing(qtbot, filled_dock, WAIT):
        filled_dock.run()
    filled_dock.review._act(LEARN)
    qtbot.waitUntil(lambda: "corrected" in said() or "reviewed" in said(), timeout=WAIT)
    run = file_of(polygons()).parent
    assert not list(run.glob("*_edit*")) and json.loads((Path(run) / "recipe.json").read_text())
