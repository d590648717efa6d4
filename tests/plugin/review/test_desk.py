"""The page as people read it, and what its buttons do."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from terralex.plugin.review.keys import ACCEPT, HIDE, SECOND, UNDO
from terralex.plugin.review.pages import MAKE, REVIEW

from ..ends import finishing
from ..readback import rows
from .conftest import SIDE, SOUTH, WEST, attributes, settled


def test_without_a_result_there_is_no_review(dock):
    dock.show()
    assert dock.pages.page == MAKE and not dock.pages.bar.isTabEnabled(REVIEW)


def test_after_a_run_the_dock_turns_to_review(qtbot, dock, staged, result):
    staged({"say": {"event": "result", "result": result}})
    dock.show()
    with finishing(qtbot, dock, 20000):
        dock.run()
    assert dock.pages.page == REVIEW and dock.review.session.layer.isEditable()
    QgsProject.instance().removeAllMapLayers()
    assert dock.pages.page == MAKE and dock.review.session is None


def test_a_second_run_takes_nobody_away_from_what_they_correct(qtbot, dock, desk, layer, staged, results):
    staged({"say": {"event": "result", "result": results}})
    with finishing(qtbot, dock, 20000):
        dock.run()
    assert desk.session.layer is layer


def test_the_page_says_what_is_looked_at_and_how_far_it_is(qtbot, desk, layer):
    desk.session.go(2)
    settled(qtbot, desk)
    page = desk.page
    assert page.current.text() == "building? second guess: road, 101\u00a0m²"
    assert page.progress.text() == "0 % of the area reviewed"
    rows = [(row.key, row.name, row._share.text()) for row in page.classes.rows]
    assert [row[:2] for row in rows] == [("1", "building"), ("2", "road"), ("3", "water"), ("0", "background")]
    assert page.classes.rows[0].accessibleName() == "building, 25 %, key 1"
    page.classes.rows[2].click()
    settled(qtbot, desk)
    assert attributes(layer, 2)["class_name"] == "water"
    assert page.progress.text() == "7 % of the area reviewed" or page.progress.text() == "8 % of the area reviewed"
    assert page.save_button.isEnabled()
    desk.session.go(2)
    settled(qtbot, desk)
    assert page.current.text() == "water, reviewed; second guess: road, 101\u00a0m²"


def test_buttons_do_what_their_keys_do(qtbot, desk, layer):
    fid = desk.session.queue.current
    second = attributes(layer, fid)["second_class"]
    qtbot.mouseClick(desk.page.button(SECOND), Qt.MouseButton.LeftButton)
    assert attributes(layer, fid)["class_name"] == second
    qtbot.mouseClick(desk.page.button(UNDO), Qt.MouseButton.LeftButton)
    assert attributes(layer, fid)["class_name"] != second
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    desk.page.button(HIDE).click()
    assert not node.isVisible()
    desk.page.button(HIDE).click()
    assert node.isVisible()


def test_what_was_saved_survives_a_power_cut(tmp_path):
    here, root = Path(__file__).with_name("killed.py"), Path(__file__).parents[3]
    own = ["--rootdir", str(tmp_path), "-c", str(root / "pyproject.toml")]  # QGIS's settings lie in the former
    command = [sys.executable, "-m", "pytest", "-q", *own, "--basetemp", str(tmp_path / "there"), str(here)]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600)
    assert ended.returncode == -signal.SIGKILL, ended.stdout + ended.stderr
    (file,) = (tmp_path / "there").rglob("segments.gpkg")
    file = shutil.copy(file, tmp_path / "copied.gpkg")  # it alone, as people pass it on
    found = {row["fid"]: row for row in rows(file)}
    assert len(found) == 12 and [fid for fid, row in found.items() if row["reviewed"]] == [1, 2]
    assert [found[fid]["class_name"] for fid in (1, 2)] == ["water", "water"]
    assert all(found[fid]["was"] and found[fid]["reviewed_at"] for fid in (1, 2)) and not found[6]["was"]


def test_filters_narrow_the_queue(qtbot, dock, desk, layer):
    page, queue = desk.page, desk.session.queue
    page.only.setCurrentIndex(page.only.findText("road"))
    page.only.activated.emit(page.only.currentIndex())
    assert queue.left() == 3 and desk.session.current.class_id == 2
    page.only.setCurrentIndex(0)
    page.only.activated.emit(0)
    page.drawn.click()
    assert not page.drawn.isChecked() and "No area is drawn" in page.status.text()
    shape = QgsGeometry.fromRect(QgsRectangle(WEST + 1, SOUTH + 1, WEST + SIDE + 1, SOUTH + 2))
    dock.on_map.set_drawn(shape, QgsCoordinateReferenceSystem("EPSG:2180"))
    page.drawn.click()
    assert queue.left() == 2 and desk.session.queue.current in (1, 2)
    desk.session.act(ACCEPT)
    assert queue.left() == 1
    page.unreviewed.click()
    assert queue.left() == 2


def test_edits_are_saved_where_they_are_and_editing_goes_on(qtbot, dock, desk, layer):
    fid = desk.session.queue.current
    desk.session.act(ACCEPT)
    settled(qtbot, desk)
    desk.page.save_button.click()
    assert layer.isEditable() and not layer.isModified() and attributes(layer, fid)["reviewed"]
    desk.session.act(ACCEPT)
    dock.pages.turn(MAKE)
    assert layer.isEditable() and layer.isModified()  # nothing that was not saved is lost
    dock.pages.turn(REVIEW)
    assert desk.session.layer is layer and desk.session.rows.by_fid[fid].reviewed


def test_keys_are_chosen_in_the_list_and_shown_on_the_buttons(qtbot, desk):
    desk.page.keys_button.click()
    dialog = desk.dialog
    dialog.edits[ACCEPT].setKeySequence(QKeySequence("N"))
    assert "have the same key" in dialog.problem.text()
    dialog.edits[ACCEPT].setKeySequence(QKeySequence("Y"))
    assert dialog.problem.text() == ""
    dialog.named.setChecked(True)
    dialog.accept()
    assert "(Y)" in desk.page.button(ACCEPT).text() and desk.keys.of(ACCEPT) == "Y"


def test_a_layer_that_leaves_ends_the_review(dock, desk, layer):
    QgsProject.instance().removeMapLayer(layer.id())
    assert desk.session is None and "There is no result" in desk.page.current.text()


def test_the_dock_closed_is_the_review_ended(dock, desk, layer, qgis_canvas):
    dock.hide()
    assert desk.session is None and qgis_canvas.mapTool() is not desk.box.choosing and not layer.isEditable()
    dock.show()
    assert desk.session is not None and qgis_canvas.mapTool() is desk.box.choosing


def test_a_copy_of_the_file_alone_has_what_was_saved(qtbot, dock, desk, layer, tmp_path):
    """As it is sent to somebody while QGIS has it open: without the run's folder, and without the log beside it."""
    fid = desk.session.queue.current
    desk.session.act("class:2")
    settled(qtbot, desk)
    desk.page.save_button.click()
    assert layer.isEditable() and not layer.isModified()
    copy = tmp_path / "elsewhere.gpkg"
    copy.write_bytes(Path(layer.source().split("|")[0]).read_bytes())
    there = QgsVectorLayer(f"{copy}|layername=segments", "shared")
    feature = there.getFeature(fid)
    assert feature["class_name"] == "water" and feature["reviewed"] and feature["was"] and feature["reviewed_at"]
    assert not feature["reviewer"]
