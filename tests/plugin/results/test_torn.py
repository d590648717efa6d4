"""A coverage that other tools tear: a quiet line says so, shows where, and mends; also on burning and exporting."""

import shutil
from pathlib import Path

import pytest
import shapely
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMessageBarItem, QgsRubberBand
from qgis.PyQt.QtWidgets import QPushButton
from terralex.core.outputs.burn import burn
from terralex.core.outputs.export import export_labels
from terralex.plugin.results.layers import run_layers, segments_uri
from terralex.plugin.results.torn import in_words
from terralex.plugin.runs.on_disk import read_run
from terralex.plugin.shapes.edits import reassign
from terralex.plugin.shapes.tears import NEIGHBOUR, NEWEST, Tears, find_tears, mend
from terralex.tests.core import run_0_1

from ..readback import rows
from ..shapes.coverage import shapes_of

CASE = Path(__file__).resolve().parents[2] / "fixtures" / "torn"


@pytest.fixture
def polygons(dock, tmp_path):
    """The polygons of a run, being edited."""
    folder, _ = run_0_1.copy(tmp_path / "old")
    dock.history.open(read_run(folder))
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    assert layer.startEditing()
    return layer


@pytest.fixture
def line(qgis_iface, qtbot):
    """The line with buttons: its text, "" for none; `press` presses a button."""
    bar = qgis_iface.messageBar()
    bar.clearWidgets()

    class Line:
        def item(self):
            found = bar.currentItem()
            return found if isinstance(found, QgsMessageBarItem) and found.findChildren(QPushButton) else None

        def text(self):
            return self.item().text() if self.item() else ""

        def wait(self, wanted):
            qtbot.waitUntil(lambda: wanted in self.text() if wanted else not self.text(), timeout=5000)
            return True

        def press(self, label):
            buttons = self.item().findChildren(QPushButton)
            entries = [entry for each in buttons if each.menu() for entry in each.menu().actions()]
            plain = [each for each in buttons if not each.menu()]
            (found,) = (each for each in (*plain, *entries) if each.text() == label)
            (found.click if isinstance(found, QPushButton) else found.trigger)()

    yield Line()
    bar.clearWidgets()


def bands(canvas):
    return [i for i in canvas.scene().items() if isinstance(i, QgsRubberBand) and i.numberOfVertices()]


def reshape(layer, fid, radius=1.0):
    """A border is drawn anew without topological editing: a bit more at one place, a bit less at another."""
    shape, inner = QgsGeometry(layer.getFeature(fid).geometry()), layer.extent().buffered(-4)
    corners = [QgsPointXY(v.x(), v.y()) for v in shape.vertices() if inner.contains(QgsPointXY(v.x(), v.y()))]
    more, less = (QgsGeometry.fromPointXY(each).buffer(radius, 6) for each in (corners[0], corners[len(corners) // 2]))
    shape = shape.combine(more).difference(less)
    assert not shape.isMultipart() or shape.convertToSingleType()
    layer.beginEditCommand("Reshape")
    assert layer.changeGeometry(fid, shape)
    layer.endEditCommand()


def test_a_tool_of_qgis_that_tears_is_told_once_shown_and_mended(dock, polygons, line, said, qgis_iface, qtbot):
    qgis_iface.mapCanvas().setDestinationCrs(polygons.crs())
    ground = shapely.union_all(list(shapes_of(polygons).values())).area
    heard = []
    dock.torn.torn.connect(lambda layer, tears: heard.append(bool(tears)))
    reshape(polygons, run_0_1.LOT)
    assert line.wait("Overlaps now: ") and "Gaps now: " in line.text()
    assert " m²" in line.text() and heard == [True]
    line.press("Show")
    assert len(bands(qgis_iface.mapCanvas())) >= 2
    there = qgis_iface.mapCanvas().extent()
    torn = find_tears(polygons).box()
    assert there.contains(torn) and there.height() < 1.7 * torn.height()
    moved = polygons.getFeature(run_0_1.LOT).geometry().area()
    line.press("The newest wins")
    assert line.wait("") and bands(qgis_iface.mapCanvas()) == [] and "Mended: " in said() and heard == [True, False]
    assert polygons.getFeature(run_0_1.LOT).geometry().area() == pytest.approx(moved, rel=1e-3)
    assert not find_tears(polygons)
    assert shapely.union_all(list(shapes_of(polygons).values())).area == pytest.approx(ground, rel=1e-9)
    assert polygons.undoStack().index() == 2
    polygons.undoStack().undo()
    assert line.wait("Overlaps now: ")
    line.press("Fill from the neighbour")
    assert not find_tears(polygons) and polygons.commitChanges()


def test_undo_takes_the_line_back(polygons, line):
    reshape(polygons, run_0_1.LOT)
    assert line.wait("Overlaps now: ")
    polygons.undoStack().undo()
    assert line.wait("")


def test_a_polygon_added_or_deleted_is_told_also_at_the_border_of_the_map(polygons, line):
    box = polygons.extent()
    at_border = next(f for f in polygons.getFeatures() if f.geometry().boundingBox().xMinimum() == box.xMinimum())
    polygons.deleteFeature(at_border.id())
    assert line.wait("Gaps now: 1, ")
    polygons.undoStack().undo()
    assert line.wait("")
    new = QgsFeature(polygons.fields())
    new.setGeometry(QgsGeometry.fromPointXY(box.center()).buffer(3, 8))
    polygons.addFeature(new)
    assert line.wait("Overlaps now: 1, ")
    polygons.rollBack()
    assert line.wait("")


def test_our_own_tools_are_not_suspected(polygons, line, qtbot):
    centre = polygons.extent().center()
    assert reassign(polygons, QgsGeometry.fromPointXY(centre).buffer(5, 8), 2)
    qtbot.wait(600)
    assert line.text() == ""
    polygons.changeAttributeValue(run_0_1.LOT, polygons.fields().indexOf("class_id"), 2)
    qtbot.wait(600)
    assert line.text() == ""


def test_a_layer_that_goes_takes_its_line_along(polygons, line):
    reshape(polygons, run_0_1.LOT)
    assert line.wait("Overlaps now: ")
    QgsProject.instance().removeMapLayer(polygons.id())
    assert line.text() == ""


@pytest.mark.parametrize("rule", [NEWEST, NEIGHBOUR])
def test_case_16_is_counted_shown_mended_and_burnt_whole(dock, line, qgis_iface, tmp_path, rule):
    """Polygons of a run with an overlap and a gap: what is counted is shown, and after mending nothing is left."""
    run, _ = run_0_1.copy(tmp_path / "old")
    shapes = {row["fid"]: row["shape"] for row in rows(run / "segments.gpkg")}
    layer = QgsVectorLayer(segments_uri(run / "segments.gpkg"), "polygons", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    layer.deleteFeature(43)  # a gap
    reshape(layer, run_0_1.LOT)  # an overlap, and another gap
    assert layer.commitChanges()
    burnt = burn(run / "segments.gpkg", "segments", run / "classes.tif", tmp_path / "torn.tif")
    exported = export_labels(run / "segments.gpkg", "segments", tmp_path / "torn", "gpkg")
    assert (
        burnt["torn"]["gaps"] == exported["torn"]["gaps"] and len(burnt["torn"]["notes"]) == 3
    )  # gaps, overlaps, what the raster then holds
    dock.torn.offer_found(layer, burnt)
    assert line.text().startswith("The polygons leave gaps: ") and "Polygons overlap: " in line.text()
    left = dock.torn.offer_found(layer, {**burnt, "notes": [*burnt["notes"], "another one"]})
    assert left == ["another one"]
    line.press("Show")
    shown = bands(qgis_iface.mapCanvas())
    assert len(shown) == len(burnt["torn"]["gaps"]) + len(burnt["torn"]["overlaps"])
    line.press("The newest wins" if rule == NEWEST else "Fill from the neighbour")
    assert layer.isEditable() and not find_tears(layer) and layer.commitChanges()
    whole = burn(run / "segments.gpkg", "segments", run / "classes.tif", tmp_path / "whole.tif")
    assert whole["notes"] == [] and whole["torn"] == {"notes": [], "gaps": [], "overlaps": []}
    assert shapely.area(list(shapes_of(layer).values())).sum() == pytest.approx(sum(s.area for s in shapes.values()))


def test_the_polygons_of_case_16_themselves(qgis_new_project, tmp_path):
    """The file that came with the report: 36 polygons, of which one was deleted and one grew."""
    path = shutil.copy(CASE / "segments_overlap_and_gap.gpkg", tmp_path / "segments.gpkg")
    layer = QgsVectorLayer(segments_uri(path), "polygons", "ogr")
    counted = export_labels(path, "segments", tmp_path / "labels", "gpkg")["torn"]
    found = find_tears(layer)
    assert (len(found.gaps), len(found.overlaps)) == (len(counted["gaps"]), len(counted["overlaps"]))
    for mine, theirs in ((found.gaps, counted["gaps"]), (found.overlaps, counted["overlaps"])):
        assert sum(each.area() for each in mine) == pytest.approx(sum(shapely.from_wkt(t).area for t in theirs))
    assert in_words(layer, found) == "Gaps now: 1, 60 m². Overlaps now: 1, 184 m²."
    for rule in (NEWEST, NEIGHBOUR):
        layer.startEditing()
        mend(layer, found, rule)
        assert not find_tears(layer)
        assert layer.getFeature(1).isValid()
        total = shapely.union_all(list(shapes_of(layer).values()))
        assert total.area == pytest.approx(3600) == pytest.approx(sum(s.area for s in shapes_of(layer).values()))
        layer.rollBack()
    assert in_words(layer, Tears()) == ""
    assert found.overlaps[0].contains(QgsGeometry.fromPointXY(QgsPointXY(*_middle(found.overlaps[0]))))


def _middle(shape):
    point = shape.pointOnSurface().asPoint()
    return point.x(), point.y()
