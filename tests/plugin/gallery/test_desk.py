"""The gallery in QGIS with the real engine: pictures rejected, own chips, and the map that follows and goes back."""

import pytest
import shapely
from qgis.core import QgsGeometry, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from terralex.core.support import CHIPS, support_now
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import file_of, is_preview, run_layers, run_of
from terralex.plugin.review.keys import GALLERY, LEARN, TAKE_BACK

from ..ends import finishing
from ..readback import rows
from .conftest import square

WAIT = 120000
WITNESS = {"owner": "building", "word": "building", "picture": 1, "chip": ""}


@pytest.fixture
def runner(engine):
    return Runner(engine)


@pytest.fixture
def reviewed(qtbot, filled_dock, qgis_iface, qgis_canvas):
    """A dock on Review after a run, one of whose polygons was given another class, saved; its gallery is open."""
    filled_dock.show()
    with finishing(qtbot, filled_dock, WAIT):
        filled_dock.run()
    layer = polygons()
    crs = qgis_canvas.mapSettings().destinationCrs()
    qgis_canvas.resize(400, 300)
    qgis_canvas.setDestinationCrs(layer.crs())
    qgis_canvas.setLayers([layer])
    qgis_canvas.setExtent(layer.extent())
    largest = max(layer.getFeatures(), key=lambda each: each.geometry().area())
    layer.changeAttributeValue(largest.id(), layer.fields().indexOf("class_id"), 2)
    layer.changeAttributeValue(largest.id(), layer.fields().indexOf("reviewed"), True)
    assert layer.commitChanges(False)
    filled_dock.review.gallery.pause_ms = 300
    filled_dock.review._act(GALLERY)
    seen(qtbot, filled_dock)
    yield filled_dock
    qgis_canvas.setDestinationCrs(crs)


def seen(qtbot, dock):
    """Nothing goes on any more, and pictures are there."""
    desk = dock.review.gallery
    qtbot.waitUntil(lambda: not desk._going and desk.panel.pictures.count() > 0, timeout=WAIT)


def polygons():
    return run_layers(QgsProject.instance(), None)["polygons"]


def shows(name):
    return lambda: file_of(polygons()).name == name


def corrected(path):
    return [row for row in rows(path) if row["reviewed"]]


def stays(before, path):
    """Whether the corrected polygon is there as it was."""
    (row,), twins = before, corrected(path)
    return any(
        shapely.hausdorff_distance(twin["shape"], row["shape"]) < 0.15 and twin["class_id"] == row["class_id"]
        for twin in twins
    )


def test_a_picture_is_rejected_the_map_turns_and_what_was_corrected_stays(qtbot, reviewed, said):
    layer, before = polygons(), corrected(file_of(polygons()))
    desk, run = reviewed.review.gallery, run_of(polygons())
    panel, roughs = desk.panel, []
    QgsProject.instance().layersAdded.connect(lambda made: roughs.extend(m.name() for m in made if is_preview(m)))
    assert panel.isVisible() and panel.name == "building" and not panel.take_back_button.isEnabled()
    panel.pictures.setCurrentRow(0)
    word, picture = panel.pictures.chosen()[0]
    QTest.keyClick(panel.pictures, Qt.Key.Key_Delete)
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    seen(qtbot, reviewed)
    assert roughs == ["Rough: what the map will be (temporary)"]
    assert not any(is_preview(each) for each in QgsProject.instance().mapLayers().values())
    assert support_now(run)["building"].rejected == {word: (picture,)}
    assert stays(before, file_of(polygons())) and layer.isEditable() and polygons() is layer
    assert not desk.pending and "rejected" in panel.pictures.item(0).toolTip()
    assert "follows your choice" in panel.status.text() and not said(), "nothing has to be put away"
    panel.take_back_button.click()
    qtbot.waitUntil(shows("segments_edit2.gpkg"), timeout=WAIT)
    seen(qtbot, reviewed)
    assert support_now(run) == {} and "rejected" not in panel.pictures.item(0).toolTip()
    assert stays(before, file_of(polygons())) and (layer.isEditable() and not layer.isModified())


def test_own_chips_from_the_map_polygons_and_files(qtbot, reviewed, qgis_canvas, tmp_path):
    desk, run = reviewed.review.gallery, run_of(polygons())
    panel = desk.panel
    desk.pause_ms = 10**6
    panel.add_button.menu().actions()[0].trigger()
    assert qgis_canvas.mapTool() is desk._tool and "Drag a box" in panel.status.text()
    middle = polygons().extent().center()
    box = QgsGeometry.fromPointXY(middle).buffer(polygons().extent().width() / 8, 4)
    desk._tool._finish(box)
    assert qgis_canvas.mapTool() is not desk._tool
    qtbot.waitUntil(lambda: panel.chips.count() == 1 and not desk._going, timeout=WAIT)
    panel._want([square(tmp_path, "own.png", "#3060a0")])
    qtbot.waitUntil(lambda: panel.chips.count() == 2 and not desk._going, timeout=WAIT)
    panel.choose("water")
    panel.add_button.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: panel.chips.count() == 1 and not desk._going, timeout=WAIT)
    wanted = [*desk._wanted["building"].chips, *desk._wanted["water"].chips]
    assert sorted(path.stem for path in (polygons_folder() / CHIPS).iterdir()) == sorted(wanted)
    panel.close()
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    assert len(support_now(run)["building"].chips) == 2 and len(support_now(run)["water"].chips) == 1


def polygons_folder():
    return file_of(polygons()).parent


def test_a_file_that_is_no_picture_and_a_class_without_reviewed_polygons_are_told(qtbot, reviewed, tmp_path, said):
    panel = reviewed.review.gallery.panel
    (tmp_path / "broken.png").write_bytes(b"no picture")
    panel._want([str(tmp_path / "broken.png")])
    qtbot.waitUntil(lambda: "broken.png" in said(), timeout=WAIT)
    panel._want("polygons")
    assert "No polygon of building is selected or reviewed." in said()
    assert not panel.chips.count() and not (polygons_folder() / CHIPS).exists()
    assert not reviewed.review.gallery.pending


def test_more_pictures_and_other_words_are_seen_before_the_whole_map(qtbot, reviewed):
    desk, run = reviewed.review.gallery, run_of(polygons())
    panel, before = desk.panel, desk.panel.pictures.count()
    panel.more_button.click()
    qtbot.waitUntil(lambda: panel.pictures.count() == before + 8, timeout=WAIT)
    panel.words.setText("tree")
    panel.words.setModified(True)
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.pending and not desk._going, timeout=WAIT)
    assert support_now(run)["building"].words == ("tree",) and support_now(run)["building"].more == 8
    assert panel.pictures.item(0).toolTip().startswith("tree, picture")


def test_not_this_one_with_the_panel_closed_and_a_lesson_after_it(qtbot, reviewed, said):
    desk, run = reviewed.review.gallery, run_of(polygons())
    desk.panel.close()
    reviewed.why.not_this(run_layers(QgsProject.instance(), None)["classes"], WITNESS)
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    assert "follows your choice" in reviewed.review.page.status.text() and "follows your choice" in said()
    reviewed.review._act(LEARN)
    qtbot.waitUntil(shows("segments_edit2.gpkg"), timeout=WAIT)
    assert support_now(run)["building"].rejected == {"building": (1,)} and not desk.pending
    reviewed.review._act(TAKE_BACK)
    qtbot.waitUntil(shows("segments_edit3.gpkg"), timeout=WAIT)
    assert support_now(run)["building"].rejected == {"building": (1,)}


def test_what_is_corrected_while_the_map_follows_is_not_lost(qtbot, reviewed, said):
    desk, layer = reviewed.review.gallery, polygons()
    desk.panel.pictures.setCurrentRow(0)
    desk.panel.favour_button.click()
    qtbot.waitUntil(lambda: desk._going == "whole", timeout=WAIT)
    fresh = next(each for each in layer.getFeatures() if not each["reviewed"])
    layer.changeAttributeValue(fresh.id(), layer.fields().indexOf("reviewed"), True)
    qtbot.waitUntil(lambda: "You went on correcting" in said(), timeout=WAIT)
    assert shows("segments.gpkg")() and layer.isModified() and desk.pending
    assert support_now(run_of(layer)) == {}, "what was set aside does not count"
    assert layer.commitChanges(False)
    desk.panel.apply_button.click()
    qtbot.waitUntil(shows("segments_edit1.gpkg"), timeout=WAIT)
    assert len(corrected(file_of(layer))) == 2 and not desk.pending
