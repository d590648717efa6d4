"""A sample judged by keyboard in QGIS, with the real engine: blind, saved at once, gone on with, and reported."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import rasterio
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QLabel, QPushButton
from terralex.core.accuracy_words import WORDS
from terralex.core.commands import DrawSample
from terralex.core.errors import InputError, OutputError
from terralex.core.jobs.commands import Engine
from terralex.core.progress import CancelToken, result_of
from terralex.core.sample import read_sample
from terralex.core.vocabulary import ClassSpec
from terralex.plugin.accuracy import desk as desk_module
from terralex.plugin.accuracy.desk import free_folder, points_of
from terralex.plugin.accuracy.dialog import SampleDialog
from terralex.plugin.results.layers import add_results, run_layers
from terralex.plugin.review.keys import CLEAR, NEXT, PREVIOUS, UNDO, USUAL
from terralex.plugin.review.pages import MAKE, REVIEW
from terralex.plugin.translation import said as said_in

SPECS = (ClassSpec("building", colour="#e02020"), ClassSpec("road", colour="#2020e0"))
KEYS = {0: "0", 1: "1", 2: "2"}


@pytest.fixture
def runner(engine):
    """A runner on the real engine."""
    from terralex.plugin.engine.runner import Runner

    return Runner(engine)


@pytest.fixture
def desk(dock, results, qgis_canvas):
    """The dock's accuracy, with a result in the project."""
    add_results(QgsProject.instance(), results, SPECS, "image")
    qgis_canvas.setDestinationCrs(run_layers(QgsProject.instance(), None)["polygons"].crs())
    qgis_canvas.resize(600, 400)
    dock.show()
    yield dock.accuracy
    dock.accuracy.close()


@pytest.fixture
def points(results):
    """A sample of the run, 40 points."""
    path = points_of(results["folder"])
    request = DrawSample(results["folder"], str(path), 40, 5, 3)
    result_of(Engine().do("sample", request.to_dict(), CancelToken()))
    return path


def answers(path):
    """What another program reads from the file now: class by point."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        return dict(file.execute("SELECT id, label_id FROM points WHERE label_id IS NOT NULL"))


def test_a_sample_is_drawn_judged_by_keys_and_reported(qtbot, desk, said, qgis_canvas, results, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))

    def answer(dialog):
        assert not dialog.goes_on and "Draw" in dialog.buttons.button(dialog.buttons.StandardButton.Ok).text()
        dialog.points.setValue(40)
        dialog.least.setValue(5)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SampleDialog, "exec", answer)
    desk.ask()
    qtbot.waitUntil(lambda: desk.judging is not None, timeout=30000)
    path = points_of(results["folder"])
    sample, layer = read_sample(path), desk.judging.layer
    assert desk.judging.ids == list(range(1, 41)) and layer.name() == path.stem
    for number in range(1, 41):
        stratum = sample.strata[number - 1]
        said_now = stratum if number % 5 else (stratum + 1) % 3
        assert desk.judging.current == number
        QTest.keyClick(qgis_canvas, KEYS[said_now])
        assert answers(path)[number] == said_now, "in the file before the next key"
    assert "Overall accuracy is 0." in desk.page.verdict.text() and "±" in desk.page.verdict.text()
    desk.page.report_button.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=30000)
    page = Path(opened[0])
    assert page.parent == path.with_name(f"{path.stem}_report") and "40 of 40 points" in page.read_text("utf-8")
    assert f"The report is in {page.parent}" in said()
    assert free_folder(path).name.endswith("_report_2")


def test_nobody_sees_what_the_map_says(desk, points, qgis_canvas):
    """No result is on the map, and no widget or field holds the class of a point."""
    root = QgsProject.instance().layerTreeRoot()
    polygons = run_layers(QgsProject.instance(), None)["polygons"]
    assert root.findLayer(polygons.id()).itemVisibilityChecked()
    desk.begin(points)
    shown = [layer for layer in QgsProject.instance().mapLayers().values() if root.findLayer(layer.id()).isVisible()]
    assert {layer.name() for layer in shown} == {"image", points.stem}
    layer, sample = desk.judging.layer, desk.judging.sample
    one, other = sample.strata.index(1, 1) + 1, sample.strata.index(2, 1) + 1  # neither first nor last
    seen = []
    for id_ in (one, other):
        desk.judging.current = id_
        desk._show()
        labels = [label.text() for label in desk.page.findChildren(QLabel) if label is not desk.page.question]
        buttons = [(b.text(), b.isChecked(), b.isEnabled()) for b in desk.page.findChildren(QPushButton)]
        feature = next(f for f in layer.getFeatures() if f["id"] == id_)
        seen.append((labels, buttons, [v for v in feature.attributes()[2:] if v]))
    assert seen[0] == seen[1]
    desk.close()
    assert root.findLayer(polygons.id()).itemVisibilityChecked(), "as it was before"


def down(desk):
    """The classes whose rows are down."""
    return [row.class_id for row in desk.page.classes.rows if row.isChecked()]


def row_of(desk, class_id):
    return next(row for row in desk.page.classes.rows if row.class_id == class_id)


def test_keys_go_back_and_on_and_take_answers_back(desk, points, qgis_canvas):
    desk.begin(points)
    QTest.keyClick(qgis_canvas, "1")
    QTest.keyClick(qgis_canvas, "N")
    assert desk.judging.current == 3 and answers(points) == {1: 1} and down(desk) == []
    QTest.keyClick(qgis_canvas, "P")
    QTest.keyClick(qgis_canvas, "P")
    assert desk.judging.current == 1 and down(desk) == [1]
    QTest.keyClick(qgis_canvas, Qt.Key.Key_Backspace)
    assert answers(points) == {} and desk.judging.current == 1 and down(desk) == []
    QTest.keyClick(desk.page, "0")
    assert answers(points) == {1: 0} and desk.judging.current == 2
    QTest.keyClick(qgis_canvas, "7")
    assert answers(points) == {1: 0} and desk.judging.current == 2, "there are not so many classes"
    QTest.keyClick(qgis_canvas, "1", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(qgis_canvas, "A")
    assert answers(points) == {1: 0}, "accepting is about polygons"
    desk.page.acts[NEXT].click()
    desk.page.acts[PREVIOUS].click()
    row_of(desk, 2).click()
    assert answers(points) == {1: 0, 2: 2}
    desk.page.acts[PREVIOUS].click()
    desk.page.acts[CLEAR].click()
    assert answers(points) == {1: 0}


def test_undo_takes_back_what_was_said_last_wherever_it_was(desk, points, qgis_canvas):
    control = Qt.KeyboardModifier.ControlModifier
    desk.begin(points)
    assert not desk.page.acts[UNDO].isEnabled()
    QTest.keyClick(qgis_canvas, "Z", control)
    for key in "12":
        QTest.keyClick(qgis_canvas, key)
    QTest.keyClick(qgis_canvas, "P")
    QTest.keyClick(qgis_canvas, "P")
    QTest.keyClick(qgis_canvas, "0")
    QTest.keyClick(qgis_canvas, Qt.Key.Key_Backspace)  # the one after it has no answer
    assert answers(points) == {1: 0, 2: 2} and desk.judging.current == 3
    QTest.keyClick(qgis_canvas, "P")
    QTest.keyClick(qgis_canvas, Qt.Key.Key_Backspace)
    assert answers(points) == {1: 0}
    for left in ({1: 0, 2: 2}, {1: 1, 2: 2}, {1: 1}, {}):
        QTest.keyClick(qgis_canvas, "Z", control)
        assert answers(points) == left == desk.judging.judged
    assert desk.judging.current == 1 and not desk.page.acts[UNDO].isEnabled()


def test_keys_that_people_chose_in_the_review_are_those_of_the_points(dock, desk, points, qgis_canvas):
    dock.review.keys.choose({**USUAL, NEXT: "Y"})
    desk.begin(points)
    assert "(Y)" in desk.page.acts[NEXT].text()
    QTest.keyClick(qgis_canvas, "N")
    QTest.keyClick(qgis_canvas, "Y")
    assert desk.judging.current == 2
    desk.page.keys_button.click()
    dock.review.dialog.edits[NEXT].setKeySequence("N")
    dock.review.dialog.accept()
    assert "(N)" in desk.page.acts[NEXT].text()
    dock.review.keys.choose(USUAL)


def test_a_class_is_found_by_its_first_letters(desk, points, qgis_canvas):
    desk.begin(points)
    QTest.keyClick(qgis_canvas, "F")
    assert desk.page.classes.find.isVisible()
    QTest.keyClicks(desk.page.classes.find, "r")
    assert answers(points) == {1: 2} and desk.judging.current == 2
    QTest.keyClick(qgis_canvas, "1")
    assert answers(points) == {1: 2, 2: 1}, "keys are the map's again"


def test_answers_stay_when_the_points_are_opened_again(desk, points, qgis_canvas):
    desk.begin(points)
    for key in "120":
        QTest.keyClick(qgis_canvas, key)
    desk.page.done_button.click()
    assert desk.judging is None and desk.page is None
    QTest.keyClick(qgis_canvas, "1")
    assert answers(points) == {1: 1, 2: 2, 3: 0}, "keys are the map's again"
    dialog = SampleDialog(points)
    assert dialog.goes_on and not dialog.points.isEnabled() and "answers in them stay" in dialog.remark.text()
    dialog.deleteLater()
    desk.begin(points)
    assert desk.judging.judged == {1: 1, 2: 2, 3: 0} and desk.judging.current == 4
    assert len([n for n in QgsProject.instance().mapLayers().values() if n.name() == points.stem]) == 1


def test_the_square_is_the_pixel_in_the_middle_of_the_map(desk, points, qgis_canvas, results):
    desk.begin(points)
    with rasterio.open(results["classes"]) as raster:
        for _ in range(3):
            box = desk._square.shape.boundingBox()
            centre = box.center()
            col, row = ~raster.transform * (centre.x(), centre.y())
            assert (box.width(), box.height()) == pytest.approx((0.5, 0.5))
            assert (col % 1, row % 1) == pytest.approx((0.5, 0.5))
            stratum = desk.judging.sample.strata[desk.judging.current - 1]
            assert raster.read(1)[int(row), int(col)] == stratum
            middle = qgis_canvas.extent().center()
            assert (middle.x(), middle.y()) == pytest.approx((centre.x(), centre.y()), abs=0.01)
            QTest.keyClick(qgis_canvas, "N")


def test_an_answer_that_the_file_does_not_take_is_told_and_not_shown(desk, points, qgis_canvas, said, monkeypatch):
    desk.begin(points)
    with closing(sqlite3.connect(points, timeout=0.1)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setenv("OGR_SQLITE_TIMEOUT", "1")
        with pytest.raises(OutputError, match="could not be written"):
            desk.judging.judge(1)
    assert desk.judging.judged == {} and desk.judging.current == 1
    desk._judge(1)
    assert answers(points) == {1: 1}


def test_points_are_judged_in_the_place_of_the_polygons(dock, desk, points, qgis_canvas):
    """One page: what looks through polygons rests meanwhile, and is there again afterwards."""
    dock.pages.turn(REVIEW)
    assert dock.review.session is not None
    desk.begin(points)
    assert dock.pages.page == REVIEW and desk.page.isVisible() and not dock.review.page.isVisible()
    assert dock.review.session is None
    QTest.keyClick(qgis_canvas, "2")
    assert answers(points) == {1: 2}
    desk.page.done_button.click()
    assert dock.review.page.isVisible() and dock.review.session is not None and dock.pages.page == REVIEW


def test_judging_rests_while_its_page_is_not_seen(dock, desk, points, results, qgis_canvas):
    root, polygons = QgsProject.instance().layerTreeRoot(), run_layers(QgsProject.instance(), None)["polygons"]
    desk.begin(points)
    dock.pages.turn(MAKE)
    QTest.keyClick(qgis_canvas, "2")
    assert answers(points) == {} and root.findLayer(polygons.id()).itemVisibilityChecked()
    dock.pages.turn(REVIEW)
    assert desk.page.isVisible() and not root.findLayer(polygons.id()).itemVisibilityChecked()
    QTest.keyClick(qgis_canvas, "2")
    assert answers(points) == {1: 2} and desk.judging.current == 2
    add_results(QgsProject.instance(), results, SPECS, "again")
    newer = [layer for layer in QgsProject.instance().mapLayers().values() if layer.name() != points.stem]
    assert not any(root.findLayer(each.id()).isVisible() for each in newer if each.name() != "image"), "still blind"
    dock.hide()
    QTest.keyClick(qgis_canvas, "1")
    assert answers(points) == {1: 2}


def test_points_that_leave_the_project_end_the_judging(dock, desk, points, qtbot):
    desk.begin(points)
    QgsProject.instance().removeMapLayer(desk.judging.layer.id())
    assert desk.judging is None
    qtbot.waitUntil(lambda: desk.page is None)
    assert dock.review.page.isVisible() and dock.review.session is not None


def test_a_project_that_is_closed_ends_the_judging_and_nobody_turns_to_its_polygons(dock, desk, points, qtbot):
    """The points go before the polygons, which are on their way as well."""
    begun = []
    dock.pages.turn(REVIEW)
    desk.begin(points)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dock.review, "begin", begun.append)
        QgsProject.instance().clear()
        qtbot.waitUntil(lambda: desk.page is None)
    assert desk.judging is None and begun == [] and dock.pages.page == MAKE


def test_what_is_no_sample_is_a_sentence(desk, results):
    with pytest.raises(InputError, match="no sample of points"):
        desk.begin(Path(results["segments"]))
    assert desk.judging is None


def test_it_is_said_when_people_may_stop(desk, points, monkeypatch):
    desk.begin(points)
    assert "Too few points" in desk.page.verdict.text()
    sample = desk.judging.sample
    for id_, stratum in enumerate(sample.strata, start=1):
        desk.judging.judged[id_] = stratum
    assert desk_module.verdict_of(desk.judging).startswith("Overall accuracy is 1.00 ± 0.00")
    monkeypatch.setattr(desk.judging, "may_stop", lambda: True)
    assert desk_module.verdict_of(desk.judging) == "You may stop: overall accuracy is 1.00 ± 0.00."


def test_the_file_of_the_points_can_be_opened_by_anybody(desk, points):
    layer = QgsVectorLayer(str(points), "points", "ogr")
    assert layer.isValid() and layer.featureCount() == 40 and layer.fields().lookupField("id") > 0
    assert all(not f.geometry().isMultipart() and f.geometry().isGeosValid() for f in layer.getFeatures())


def test_the_report_speaks_the_language_of_qgis(desk, language):
    language("de")
    told = {text: said_in(text) for text in WORDS}
    assert all(text != word for text, word in told.items())
    assert all(set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", word)) for text, word in told.items())
