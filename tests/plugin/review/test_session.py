"""Polygons relabelled, accepted and skipped: what changes, what stays, and one undo step for each."""

import json
from shutil import copytree

import pytest
from qgis.core import QgsApplication, QgsPointXY, QgsProject, QgsRenderContext, QgsSettings
from terralex.plugin.results.layers import add_results, file_of, repoint, run_layers
from terralex.plugin.review.keys import ACCEPT, NEXT, PREVIOUS, SECOND, SKIP, UNDO
from terralex.plugin.review.pages import MAKE, REVIEW
from terralex.plugin.review.queue import AREA, CLASS, CONFIDENCE, DOUBT, NEAR

from .conftest import ACROSS, SIDE, SOUTH, SPECS, WEST, attributes, settled, squares

RUN = {"classes": [spec.to_dict() for spec in SPECS]}


def dims(layer):
    """Whether symbols of the layer have an opacity that depends on the polygon."""
    return any(s.dataDefinedProperties().hasActiveProperties() for s in layer.renderer().symbols(QgsRenderContext()))


def current(desk):
    return desk.session.queue.current


def test_review_takes_over_the_layer_and_leaves_it_as_it_was(dock, desk, layer, qgis_iface):
    assert layer.isEditable() and layer.selectedFeatureCount() == 0
    assert layer.editFormConfig().suppress() == layer.editFormConfig().SuppressOn
    assert qgis_iface.activeLayer() is layer and qgis_iface.mapCanvas().mapTool() is desk.box.choosing
    desk.page.confidence.slider.setValue(60)
    assert dims(layer)
    dock.pages.turn(MAKE)
    assert desk.session is None and not layer.isEditable()
    assert layer.editFormConfig().suppress() == layer.editFormConfig().SuppressDefault
    assert qgis_iface.mapCanvas().mapTool() is not desk.box.choosing
    assert not dims(layer)


def test_a_class_key_changes_the_class_notes_it_and_goes_on_in_one_undo_step(desk, layer):
    fid = current(desk)
    before, steps = attributes(layer, fid), layer.undoStack().index()
    other = 2 if before["class_id"] != 2 else 1
    desk.session.act(f"class:{other - 1}")
    after = attributes(layer, fid)
    assert (after["class_id"], after["class_name"]) == (other, "road" if other == 2 else "building")
    assert after["reviewed"] is True and after["was"] == before["class_name"] and after["origin"] == "hand"
    assert after["reviewed_at"].endswith("Z") and after["reviewer"] is None
    for stays in ("confidence", "second_class", "margin", "region", "area_m2"):
        assert after[stays] == before[stays]
    assert layer.undoStack().index() == steps + 1
    assert current(desk) != fid
    desk.session.act(UNDO)
    assert attributes(layer, fid) == before and current(desk) == fid
    assert layer.undoStack().index() == steps


def test_the_map_is_drawn_anew_where_a_class_changed(qtbot, desk, layer):
    settled(qtbot, desk)
    with qtbot.waitSignal(layer.repaintRequested, timeout=3000):
        desk.session.act("class:1")
    with qtbot.waitSignal(layer.repaintRequested, timeout=3000):
        desk.session.act(UNDO)


def test_accepting_notes_who_looked_and_nothing_else(desk, layer):
    fid = current(desk)
    before = attributes(layer, fid)
    desk.session.act(ACCEPT)
    after = attributes(layer, fid)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"reviewed", "reviewed_at"} and current(desk) != fid


def test_the_same_class_again_is_accepting(desk, layer):
    fid = current(desk)
    before = attributes(layer, fid)
    desk.session.relabel(before["class_id"] or 0)
    after = attributes(layer, fid)
    assert {name for name in after if after[name] != before[name]} == {"reviewed", "reviewed_at"}


def test_the_second_guess_is_taken(desk, layer):
    fid = current(desk)
    second = attributes(layer, fid)["second_class"]
    desk.session.act(SECOND)
    assert attributes(layer, fid)["class_name"] == second


def test_zero_is_background(desk, layer):
    desk.session.go(2)
    desk.session.act("class:9")
    assert attributes(layer, 2)["class_name"] == "background" and attributes(layer, 2)["class_id"] is None


def test_a_key_without_a_class_changes_nothing_and_says_so(qtbot, desk, layer):
    with qtbot.waitSignal(desk.session.said) as caught:
        desk.session.act("class:6")
    assert "no class 7" in caught.args[0] and not layer.isModified()


def test_a_name_is_noted_only_where_people_ask_for_it(desk, layer):
    QgsSettings().setValue("terralex/reviewer", "on")
    fid = current(desk)
    desk.session.act(ACCEPT)
    person = QgsApplication.userFullName() or QgsApplication.userLoginName()
    assert attributes(layer, fid)["reviewer"] == person


def test_the_confidence_of_the_machine_is_never_overwritten(desk, layer):
    before = {f.id(): (f["confidence"], f["margin"], f["second_class"]) for f in layer.getFeatures()}
    for key in ("class:0", ACCEPT, SECOND, "class:9", "class:2", SECOND, ACCEPT):
        desk.session.act(key)
    assert layer.commitChanges(False)
    assert {f.id(): (f["confidence"], f["margin"], f["second_class"]) for f in layer.getFeatures()} == before


@pytest.mark.parametrize(
    "order, key",
    [
        (DOUBT, lambda f: -(1 - f["confidence"]) * f["area_m2"]),
        (AREA, lambda f: -f["area_m2"]),
        (CLASS, lambda f: (f["class_id"], -(1 - f["confidence"]) * f["area_m2"])),
        (CONFIDENCE, lambda f: f["confidence"]),
    ],
)
def test_the_queue_offers_polygons_in_each_order(desk, layer, order, key):
    wanted = [f.id() for f in sorted(layer.getFeatures(), key=key)]
    desk.session.queue.arrange(order)
    desk.session.start_over()
    seen = [current(desk)]
    for _ in range(len(wanted) - 1):
        desk.session.act(NEXT)
        seen.append(current(desk))
    assert seen == wanted


def test_the_nearest_is_that_to_the_middle_of_the_map(desk, layer, qgis_canvas):
    qgis_canvas.setCenter(QgsPointXY(WEST + 3.5 * SIDE, SOUTH + 2.5 * SIDE))
    desk.session.queue.arrange(NEAR)
    desk.session.start_over()
    assert current(desk) == 3 * ACROSS  # the last of the last row


def test_skipped_polygons_come_again_at_the_end(desk, layer):
    first = current(desk)
    desk.session.act(SKIP)
    second = current(desk)
    for _ in range(10):
        desk.session.act(ACCEPT)
    assert current(desk) not in (first, second)
    desk.session.act(ACCEPT)
    assert current(desk) == first


def test_previous_goes_back_the_way_that_was_come(desk, layer):
    way = [current(desk)]
    for key in (ACCEPT, NEXT, SECOND):
        desk.session.act(key)
        way.append(current(desk))
    for before in reversed(way[:-1]):
        desk.session.act(PREVIOUS)
        assert current(desk) == before
    desk.session.act(PREVIOUS)
    assert current(desk) == way[0]


def test_when_all_are_reviewed_the_page_says_so(qtbot, desk, layer):
    said = []
    desk.session.said.connect(said.append)
    for _ in range(12):
        desk.session.act(ACCEPT)
    settled(qtbot, desk)
    assert said == ["Everything here is reviewed."]
    assert desk.page.progress.text() == "100 % of the area reviewed"


def test_a_click_chooses_the_polygon_under_it_and_none_beside(desk, layer):
    desk.session.look_at(QgsPointXY(WEST + 2.5 * SIDE, SOUTH + 1.5 * SIDE))
    assert current(desk) == ACROSS + 3
    desk.session.look_at(QgsPointXY(WEST - 0.1, SOUTH + 5))
    assert current(desk) == ACROSS + 3


def test_pieces_of_one_polygon_are_relabelled_together_and_offered_once(dock, desk, layer, result):
    dock.pages.turn(MAKE)
    new = file_of(layer).with_name("segments_edit1.gpkg")  # never into a file that QGIS has open
    squares(new, regions=[7, 1, 2, 3, 7, 5, 6, 4, 7, 9, 10, 11])  # 1, 5 and 9 are of one class
    repoint(layer, new)
    dock.pages.turn(REVIEW)
    session = desk.session
    session.go(5)
    assert session.rows.pieces(5) == [5, 1, 9]
    session.act("class:2")
    assert [attributes(layer, fid)["class_name"] for fid in (1, 5, 9)] == ["water"] * 3
    assert current(desk) not in (1, 5, 9)
    session.act(UNDO)
    assert [attributes(layer, fid)["class_name"] for fid in (1, 5, 9)] == ["background"] * 3


def test_what_is_selected_is_relabelled_at_once(desk, layer):
    layer.selectByIds([1, 2, 3])
    steps = layer.undoStack().index()
    desk.session.act("class:1")
    assert [attributes(layer, fid)["class_name"] for fid in (1, 2, 3)] == ["road"] * 3
    assert layer.undoStack().index() == steps + 1 and layer.selectedFeatureCount() == 0


def test_edits_of_other_tools_are_heard(qtbot, desk, layer):
    fid = current(desk)
    layer.beginEditCommand("by another tool")
    layer.changeAttributeValue(fid, layer.fields().indexOf("class_id"), 3)
    layer.endEditCommand()
    assert desk.session.current.class_id == 3 and desk.session.current.reviewed
    layer.deleteFeature(fid)
    settled(qtbot, desk)
    assert desk.session.current is None and fid not in desk.session.rows.by_fid
    desk.session.act(UNDO)
    assert fid in desk.session.rows.by_fid and current(desk) == fid


def test_new_polygons_in_the_layer_are_reviewed_from_the_first_on(qtbot, desk, layer):
    """As “Polygons from raster” does it: what is not saved is left behind, and the layer shows another file."""
    desk.session.act(ACCEPT)
    new = file_of(layer).with_name("segments_edit1.gpkg")
    squares(new, across=6, down=5)
    layer.rollBack()
    repoint(layer, new)
    settled(qtbot, desk)
    assert len(desk.session.rows.by_fid) == 30 and layer.isEditable()
    first = current(desk)
    desk.session.act("class:1")
    assert attributes(layer, first)["class_name"] == "road" and current(desk) != first


def test_editing_that_was_switched_off_begins_again_with_a_key(desk, layer):
    layer.rollBack()
    fid = current(desk)
    desk.session.act(ACCEPT)
    assert layer.isEditable() and attributes(layer, fid)["reviewed"] is True


def test_earlier_runs_of_the_raster_leave_the_map(dock, desk, layer, qgis_iface, tmp_path):
    root, project = QgsProject.instance().layerTreeRoot(), QgsProject.instance()
    here, later = tmp_path / "2026-01-02_squares", tmp_path / "2026-01-03_later"
    dock.pages.turn(MAKE)
    copytree(here, later)
    for folder in (here, later):
        (folder / "recipe.json").write_text(json.dumps({"image": "image.tif", "request": {}, "identity": RUN}))
    rasters = {role: later / f"{role}.tif" for role in ("classes", "confidence")}
    add_results(project, {"folder": later, "segments": later / "segments.gpkg", **rasters}, SPECS, "image")
    new = run_layers(project, None)["polygons"]
    qgis_iface.setActiveLayer(new)
    dock.pages.turn(REVIEW)
    assert desk.session.layer is new
    assert root.findLayer(new.id()).isVisible() and not root.findLayer(layer.id()).isVisible()
