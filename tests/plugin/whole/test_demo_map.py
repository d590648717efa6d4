"""The demo's picture is the first thing a visitor sees; a layout can be empty and still report success."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QColor, QImage
from terralex.core.vocabulary import ClassSpec
from terralex.plugin.results.layers import style_polygons

ROOT = Path(__file__).resolve().parents[3]
_spec = importlib.util.spec_from_file_location("demo_map", ROOT / "scripts" / "demo_map.py")
demo_map = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(demo_map)


@pytest.fixture
def picture(qgis_new_project, tmp_path):
    """The sample with its left half labelled as water and its right half as background."""
    project = QgsProject.instance()
    # A copy, since QGIS leaves its statistics beside a raster.
    copy = shutil.copy(ROOT / "resources" / "sample" / "river_bridge.tif", tmp_path)
    raster = QgsRasterLayer(str(copy), "sample")
    polygons = QgsVectorLayer("Polygon?crs=EPSG:3395&field=class_name:string", "polygons", "memory")
    extent = raster.extent()
    middle = extent.center().x()
    for name, left, right in (("water", extent.xMinimum(), middle), ("background", middle, extent.xMaximum())):
        feature = QgsFeature(polygons.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(left, extent.yMinimum(), right, extent.yMaximum())))
        polygons.dataProvider().addFeature(feature)
    style_polygons(polygons, [ClassSpec("water", colour="#0000ff")])
    project.addMapLayers([raster, polygons])
    path = tmp_path / "map.png"
    demo_map.make_map(project, raster, polygons, "Title", "Below", "Credit", str(path))
    return QImage(str(path))


def share_of_blue(picture: QImage, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> float:
    """Share of clearly blue pixels in a box of the page."""
    scale = picture.width() / demo_map.WIDTH
    box = [round(v * scale) for v in (left_mm, top_mm, width_mm, height_mm)]
    count = blue = 0
    for x in range(box[0], box[0] + box[2], 7):
        for y in range(box[1], box[1] + box[3], 7):
            colour = QColor(picture.pixel(x, y))
            count += 1
            blue += colour.blue() > colour.red() + 60 and colour.blue() > colour.green() + 60
    return blue / count


def test_the_right_map_shows_the_polygons_and_the_left_one_the_raster_alone(picture):
    side, right = demo_map.SIDE, demo_map.MARGIN + demo_map.SIDE + demo_map.GAP
    assert share_of_blue(picture, right + 2, demo_map.TOP + 2, side / 2 - 4, side - 4) > 0.9
    assert share_of_blue(picture, right + side / 2 + 2, demo_map.TOP + 2, side / 2 - 4, side - 4) < 0.1
    assert share_of_blue(picture, demo_map.MARGIN, demo_map.TOP, side, side) < 0.1


def test_the_legend_names_the_class_and_leaves_out_the_background(picture):
    layout = QgsProject.instance().layoutManager().layouts()[0]
    legend = next(item for item in layout.items() if isinstance(item, demo_map.QgsLayoutItemLegend))
    node = legend.model().rootGroup().findLayers()[0]
    assert [n.data(0) for n in legend.model().layerLegendNodes(node)] == ["water"]
    bars = [item for item in layout.items() if isinstance(item, demo_map.QgsLayoutItemScaleBar)]
    assert len(bars) == 1 and bars[0].pagePos().x() + bars[0].rect().width() <= demo_map.WIDTH
