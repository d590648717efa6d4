"""Layers that only QGIS can read: copied value by value, or refused in a sentence."""

import numpy as np
import pytest
import rasterio
from osgeo import gdal
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsRectangle
from rasterio.transform import Affine
from terralex.core.errors import Cancelled, InputError
from terralex.core.packs import Resolution
from terralex.core.progress import CancelToken, result_of
from terralex.plugin.area.areas import area_of_rectangle
from terralex.plugin.engine.inputs import direct_path
from terralex.plugin.engine.task import EngineTask
from terralex.plugin.snapshots.export import export
from terralex.plugin.snapshots.order import estimate, order_for

PACK = (Resolution(0.5, 0.2, 1.0),)


@pytest.fixture
def vsimem(photo):
    """The same in QGIS's memory only."""
    name = "/vsimem/photo.tif"
    gdal.FileFromMemBuffer(name, photo.read_bytes())
    yield name
    QgsProject.instance().removeAllMapLayers()
    gdal.Unlink(name)


def run(order, folder, token=None):
    said, job = [], export(order, folder, token or CancelToken())
    result = result_of(job, said.append)
    return result, said


def test_a_layer_in_memory_is_copied_value_by_value(vsimem, photo, tmp_path):
    layer = QgsRasterLayer(vsimem, "in memory")
    assert direct_path(layer) is None
    made = order_for(layer, None, PACK)
    assert estimate(made) == "Copied through QGIS first: 600 × 500 pixels, at most 1 MB."
    path, said = run(made, tmp_path / "out")
    with rasterio.open(path) as copy, rasterio.open(photo) as source:
        np.testing.assert_array_equal(copy.read(), source.read())
        assert copy.transform.almost_equals(source.transform) and copy.crs.to_epsg() == 2180
    assert said[-1].overall == 1.0
    again, _ = run(made, tmp_path / "out")
    assert again == path and [p.name for p in (tmp_path / "out").iterdir()] == [path.name]


def test_of_an_area_only_its_part_is_copied_on_the_lattice_of_the_whole(tmp_path):
    name, size = "/vsimem/wide.tif", 6000
    data = gdal.GetDriverByName("GTiff").Create(name, size, 64, 1)
    data.SetGeoTransform([5e5, 0.1, 0, 3e5, 0, -0.1])
    data.GetRasterBand(1).WriteRaster(0, 0, size, 64, bytes(i % 251 for i in range(size)) * 64)
    data = None
    layer = QgsRasterLayer(name, "wide")
    layer.setCrs(QgsProject.instance().crs().fromEpsgId(2180))
    area = area_of_rectangle(QgsRectangle(5e5 + 420, 3e5 - 6, 5e5 + 430, 3e5), layer.crs(), layer)
    path, _ = run(order_for(layer, area, PACK), tmp_path / "out")
    with rasterio.open(path) as copy:
        first = round((copy.transform.c - 5e5) / 0.1)
        assert first == 2560, "whole cells of five pixels, in whole windows: 512 x 5"
        assert copy.width == 4300 + 256 * 5 - 2560
        assert copy.read(1)[0].tolist() == [i % 251 for i in range(first, first + copy.width)]
    gdal.Unlink(name)


def test_sixteen_bits_nodata_and_palettes_survive(tmp_path):
    name = "/vsimem/deep.tif"
    data = gdal.GetDriverByName("GTiff").Create(name, 32, 32, 1, gdal.GDT_UInt16)
    data.SetGeoTransform([5e5, 0.5, 0, 3e5, 0, -0.5])
    data.GetRasterBand(1).SetNoDataValue(7)
    data.GetRasterBand(1).WriteRaster(0, 0, 32, 32, np.arange(1024, dtype=np.uint16).tobytes())
    data = None
    path, _ = run(order_for(QgsRasterLayer(name, "deep"), None, PACK), tmp_path)
    with rasterio.open(path) as copy:
        assert copy.dtypes == ("uint16",) and copy.nodata == 7
        assert copy.read(1).ravel().tolist() == list(range(1024))
    data = gdal.GetDriverByName("GTiff").Create(name, 32, 32, 1)
    data.SetGeoTransform([5e5, 0.5, 0, 3e5, 0, -0.5])
    table = gdal.ColorTable()
    table.SetColorEntry(0, (1, 2, 3, 255))
    table.SetColorEntry(1, (200, 100, 50, 255))
    data.GetRasterBand(1).SetRasterColorTable(table)
    data.GetRasterBand(1).WriteRaster(0, 0, 32, 32, bytes([0, 1] * 512))
    data = None
    path, _ = run(order_for(QgsRasterLayer(name, "coloured"), None, PACK), tmp_path)
    with rasterio.open(path) as copy:
        assert copy.colormap(1)[1] == (200, 100, 50, 255)
    gdal.Unlink(name)


def test_a_virtual_raster_layer_is_calculated_and_copied(photo, tmp_path, qgis_new_project):
    layer = QgsRasterLayer(str(photo), "photo")
    QgsProject.instance().addMapLayer(layer)
    uri = f"?crs=EPSG:2180&extent=500000,299950,500060,300000&width=600&height=500&formula=%22photo@1%22+1&photo:uri={photo}&photo:provider=gdal"  # noqa: E501
    virtual = QgsRasterLayer(uri, "sum", "virtualraster")
    assert virtual.isValid(), virtual.error().message()
    assert direct_path(virtual) is None
    path, _ = run(order_for(virtual, None, PACK), tmp_path / "out")
    with rasterio.open(path) as copy, rasterio.open(photo) as source:
        assert copy.count == 1 and copy.transform.almost_equals(source.transform)
        np.testing.assert_allclose(copy.read(1), source.read(1).astype(float) + 1)


def test_a_rotated_layer_is_copied_north_up_as_qgis_shows_it(photo, tmp_path):
    name = "/vsimem/turned.tif"
    gdal.Translate(name, str(photo))
    data = gdal.Open(name, gdal.GA_Update)
    turned = Affine.translation(5e5, 3e5) * Affine.rotation(30) * Affine.scale(0.1, -0.1)
    data.SetGeoTransform(turned.to_gdal())
    data = None
    layer = QgsRasterLayer(name, "turned")
    made = order_for(layer, None, PACK)
    path, _ = run(made, tmp_path / "out")
    with rasterio.open(path) as copy:
        assert copy.transform.b == copy.transform.d == 0
        box = layer.extent()
        assert copy.bounds.left == pytest.approx(box.xMinimum()) and copy.bounds.top == pytest.approx(box.yMaximum())
        x, y = turned * (300, 250)  # the middle of the picture
        row, col = copy.index(x, y)
        with rasterio.open(photo) as source:
            near = source.read()[:, 247:254, 297:304].reshape(3, -1).T.tolist()
        assert copy.read()[:3, row, col].tolist() in near
    gdal.Unlink(name)


def test_a_copy_can_be_cancelled_and_leaves_nothing(vsimem, tmp_path):
    token, folder = CancelToken(), tmp_path / "out"
    job = export(order_for(QgsRasterLayer(vsimem, "m"), None, PACK), folder, token)
    next(job)
    token.cancel()
    with pytest.raises(Cancelled):
        next(job)
    assert list(folder.iterdir()) == []


def test_a_copy_is_made_in_a_tasks_thread(qtbot, vsimem, photo, tmp_path):
    order, ended = order_for(QgsRasterLayer(vsimem, "m"), None, PACK), []
    task = EngineTask(
        "copy",
        lambda token: export(order, tmp_path / "out", token),
        ended.append,
        ended.append,
        lambda: ended.append(None),
    )
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: bool(ended), timeout=20000)
    with rasterio.open(ended[0]) as copy, rasterio.open(photo) as source:
        np.testing.assert_array_equal(copy.read(), source.read())


def test_a_broken_layer_is_refused_in_a_sentence(tmp_path):
    layer = QgsRasterLayer("/vsimem/nothing.tif", "gone")
    with pytest.raises(InputError, match="The layer “gone” cannot be shown by QGIS itself"):
        order_for(layer, None, PACK)


def test_too_much_from_a_server_is_refused_with_the_number(monkeypatch, vsimem, tmp_path):
    from terralex.plugin.snapshots import layer_copy

    monkeypatch.setattr(layer_copy, "REMOTE_PROVIDERS", ("gdal",))
    made = order_for(QgsRasterLayer(vsimem, "m"), None, PACK)
    assert estimate(made).endswith("Its server is asked for all of it; its terms of use apply.")
    monkeypatch.setattr(layer_copy, "MOST_REMOTE_PIXELS", 1000)
    with pytest.raises(InputError, match="600 × 500 pixels would have to be fetched"):
        order_for(QgsRasterLayer(vsimem, "m"), None, PACK)
