"""Preview: the middle of the map through the same engine, as one layer that is no result and leaves nothing behind."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication
from terralex.core.config import RunConfig
from terralex.plugin.area.areas import area_in
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import is_preview, is_result

from ..conftest import write_run
from ..ends import finishing
from ..tile_server import STEP, ZOOM, bounds, serving

TIMEOUT_MS = 20000
WAIT = {"wait_cancel": True}


@pytest.fixture
def pack(pack):
    """One that sees 16 pixels at once, so that a preview is a part of the little raster."""
    text = (pack / "pack.json").read_text()
    (pack / "pack.json").write_text(text.replace('"defaults": {}', '"defaults": {"windows": [16], "stride": 8}'))
    return pack


@pytest.fixture
def canvas(qgis_iface):
    """The map in the raster's CRS, its middle on the raster's: 500016, 300012."""
    made = qgis_iface.mapCanvas()
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2180"))
    made.setExtent(QgsRectangle(500000, 300000, 500032, 300024))
    return made


@pytest.fixture
def made(staged, tmp_path):
    """What the engine makes of the next preview; the folders it was made in."""
    folders = []

    def stage(*before):
        told = write_run(tmp_path / f"made{len(folders)}")
        folders.append(Path(told["folder"]))
        staged(*before, {"say": {"event": "result", "result": told}})
        return told

    stage.folders = folders
    return stage


def preview(qtbot, dock):
    before = dock.preview._layer
    dock.panel.preview_button.click()
    qtbot.waitUntil(lambda: dock.preview._layer != before and not dock._runner.busy, timeout=TIMEOUT_MS)
    return QgsProject.instance().mapLayer(dock.preview._layer)


def previews():
    return [layer for layer in QgsProject.instance().mapLayers().values() if is_preview(layer)]


def hover(dock, kind=QEvent.Type.Enter):
    QApplication.sendEvent(dock.panel.preview_button, QEvent(kind))


def test_it_takes_the_middle_of_the_map_and_nothing_else(qtbot, dock, canvas, made, staged, raster):
    made()
    preview(qtbot, dock)
    asked = RunConfig.from_dict(staged.requests()[0]["config"])
    box = area_in(asked.area, raster.crs(), "image").boundingBox()
    assert (box.xMinimum(), box.yMinimum()) == pytest.approx((500008, 300004), abs=1e-6)
    assert (box.width(), box.height()) == pytest.approx((16, 16))
    assert [spec.name for spec in asked.classes] == ["building", "road"] and asked.preset == "balanced"
    assert staged.requests()[0]["cmd"] == "segment"


def test_it_moves_with_the_map_and_knows_its_coordinates(qtbot, dock, canvas, made, staged, raster):
    made()
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(raster.crs(), degrees, QgsProject.instance())
    canvas.setDestinationCrs(degrees)
    canvas.setExtent(there.transformBoundingBox(QgsRectangle(500000, 300000, 500016, 300016)))
    preview(qtbot, dock)
    asked = RunConfig.from_dict(staged.requests()[0]["config"])
    centre = area_in(asked.area, raster.crs(), "image").boundingBox().center()
    assert (centre.x(), centre.y()) == pytest.approx((500008, 300008), abs=0.2)


def test_it_is_one_layer_that_is_no_result_and_no_input(qtbot, dock, canvas, made, tmp_path):
    made()
    layer = preview(qtbot, dock)
    assert previews() == [layer] and not is_result(layer)
    assert layer.name() == "Preview of image (temporary)" and layer.isTemporary()
    assert QgsProject.instance().layerTreeRoot().layerOrder()[0] == layer
    assert layer in dock.form.raster.exceptedLayerList()
    assert all(button.isHidden() for button in dock.panel.result_buttons)
    assert dock.panel.status.text().startswith("Preview of 16 m x 16 m in ")
    assert not (tmp_path / "out").exists()  # the folder of runs stays as it is


def test_the_next_one_takes_its_place_and_files_go_when_no_layer_shows_them(qtbot, dock, canvas, made, staged):
    outs = []
    for _ in range(3):
        made()
        preview(qtbot, dock)
        outs.append(Path(staged.requests()[-1]["config"]["out"]).parent)
        assert len(previews()) == 1 and outs[-1].is_dir()
    assert len(set(outs)) == 3 and not outs[0].exists() and outs[1].is_dir()
    home = outs[0].parent
    dock.preview.close()
    assert not home.exists() and previews() == []
    dock.preview.close = lambda: None  # the fixture closes the dock once more


def test_a_run_takes_the_place_of_the_preview(qtbot, dock, canvas, made, results, staged):
    made()
    preview(qtbot, dock)
    staged({"say": {"event": "result", "result": results}})
    with finishing(qtbot, dock, TIMEOUT_MS):
        dock.run()
    assert previews() == [] and len(QgsProject.instance().mapLayers()) == 4


def test_a_preview_that_was_removed_by_hand_is_no_trouble(qtbot, dock, canvas, made):
    made()
    QgsProject.instance().removeMapLayer(preview(qtbot, dock).id())
    made()
    preview(qtbot, dock)
    assert len(previews()) == 1


def test_the_squares_are_on_the_map_while_the_button_is_pointed_at(qtbot, dock, canvas, raster):
    assert dock.preview.window.shapes == []
    hover(dock)
    area, window = (shape.boundingBox() for shape in dock.preview.window.shapes)
    assert (window.width(), window.height()) == pytest.approx((8, 8)) and area.width() == pytest.approx(16)
    canvas.setExtent(QgsRectangle(500010, 300000, 500042, 300024))
    assert dock.preview.window.shapes[1].boundingBox().center().x() == pytest.approx(500026)
    hover(dock, QEvent.Type.Leave)
    assert dock.preview.window.shapes == []


def test_the_squares_stay_where_the_preview_works_until_it_ends(qtbot, dock, canvas, staged):
    staged(WAIT)
    dock.panel.preview_button.click()
    qtbot.waitUntil(lambda: bool(staged.requests()), timeout=TIMEOUT_MS)
    canvas.setExtent(QgsRectangle(500010, 300000, 500042, 300024))
    hover(dock, QEvent.Type.Leave)
    assert dock.preview.window.shapes[1].boundingBox().center().x() == pytest.approx(500016)
    dock.panel.cancel_button.click()
    qtbot.waitUntil(lambda: not dock._runner.busy, timeout=TIMEOUT_MS)
    assert dock.preview.window.shapes == [] and dock.panel.status.text() == "Preview stopped."


def test_beside_the_raster_it_says_so_and_does_nothing(qtbot, dock, canvas, staged, said):
    canvas.setExtent(QgsRectangle(600000, 300000, 600032, 300024))
    dock.panel.preview_button.click()
    assert "The middle of the map shows no part of “image”." in said() and staged.requests() == []
    assert not dock._runner.busy and dock.preview.window.shapes == []


def test_what_the_engine_refuses_is_told(qtbot, dock, canvas, staged, said):
    staged({"say": {"event": "error", "kind": "InputError", "message": "The area holds no data.", "hint": "Move."}})
    dock.panel.preview_button.click()
    qtbot.waitUntil(lambda: "The area holds no data." in said(), timeout=TIMEOUT_MS)
    assert previews() == [] and not dock._runner.busy


def test_without_a_raster_the_button_says_what_to_do(qtbot, dock, canvas, said):
    QgsProject.instance().removeAllMapLayers()
    hover(dock)
    dock.panel.preview_button.click()
    assert "No raster is chosen." in said()


def test_of_a_web_layer_only_the_middle_is_fetched_into_the_previews_own_folder(
    qtbot, dock, canvas, made, staged, tmp_path
):
    made()
    with serving() as server:
        url = f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax={ZOOM}"
        layer = QgsRasterLayer(url, "photo", "wms")
        QgsProject.instance().addMapLayer(layer)
        dock.set_raster(layer)
        canvas.setDestinationCrs(layer.crs())
        canvas.setExtent(QgsRectangle(*bounds(900, 900, 1100, 1100)))
        hover(dock)
        area, window = (shape.boundingBox() for shape in dock.preview.window.shapes)
        assert window.width() == pytest.approx(16 * STEP) and area.width() == pytest.approx(32 * STEP)
        preview(qtbot, dock)
    config = staged.requests()[0]["config"]
    image, out = Path(config["image"]), Path(config["out"])
    assert image.parents[1] == out.parent and image.name.startswith("photo_") and not (tmp_path / "out").exists()
    box = area_in(RunConfig.from_dict(config).area, layer.crs(), "photo").boundingBox()
    assert (box.center().x(), box.center().y()) == pytest.approx(tuple(_centre(bounds(900, 900, 1100, 1100))))


def _centre(box):
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


@pytest.fixture
def real_dock(qtbot, qgis_iface, qgis_new_project, monkeypatch, tiny_pack, small_raster, engine, tmp_path):
    """The dock on the real engine."""
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    layer = QgsRasterLayer(str(small_raster), "small")
    QgsProject.instance().addMapLayer(layer)
    runner = Runner(engine)
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.form.pack.setCurrentIndex(made.form.pack.findText(tiny_pack.name))
    made.set_raster(layer)
    made.set_classes("building, water")
    made.set_output(tmp_path / "out")
    qgis_iface.mapCanvas().setDestinationCrs(layer.crs())
    qgis_iface.mapCanvas().setExtent(layer.extent())
    return made


def test_a_preview_shows_what_the_run_will_show_there(qtbot, real_dock):
    real_dock.panel.preview_button.click()
    qtbot.waitUntil(lambda: bool(real_dock.preview._layer), timeout=120000)
    layer = QgsProject.instance().mapLayer(real_dock.preview._layer)
    with rasterio.open(layer.source()) as raster:
        ids, place = raster.read(1), raster.transform
    assert (ids != 255).sum() == 128 * 128  # two windows of 64 px wide and high
    with finishing(qtbot, real_dock, 120000) as caught:
        real_dock.run()
    assert caught.args[0]["kept_windows"] > 0  # what the preview has encoded is not encoded again
    with rasterio.open(caught.args[0]["classes"]) as raster:
        col, row = (round(value) for value in ~raster.transform * (place.c, place.f))
        whole = raster.read(1)[row : row + ids.shape[0], col : col + ids.shape[1]]
    labelled = ids != 255
    assert np.array_equal(whole[labelled], ids[labelled])
