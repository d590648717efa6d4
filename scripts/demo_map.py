"""The demo's picture: the raster beside the same raster under its polygons, with legend, scale bar and credit."""

from __future__ import annotations

import math

from qgis.core import (
    QgsLayout,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMapLayerStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont

WIDTH = 300.0  # of the page, mm
MARGIN, GAP, TOP = 8.0, 6.0, 27.0
SIDE = (WIDTH - 2 * MARGIN - GAP) / 2  # width of both maps
FOOT = 20.0  # below the maps
DPI = 150
INK = QColor("#1f2d33")
FONT = "DejaVu Sans"


def make_map(
    project: QgsProject,
    raster: QgsRasterLayer,
    polygons: QgsVectorLayer,
    title: str,
    below: str,
    credit: str,
    path: str,
) -> None:
    """Add a print layout to the project and write it as a PNG.

    Args:
        project: The layout stays in it, so that whoever opens it can print it again.
        raster: The background of both maps; its extent is shown.
        polygons: Drawn over the right map, in stronger colours than in the project.
        title: The headline.
        below: One line under it.
        credit: Small print at the bottom.
        path: The PNG.

    Raises:
        RuntimeError: the picture could not be written.
    """
    height = SIDE * raster.extent().height() / raster.extent().width()
    below_maps, page = TOP + height + 2.5, (WIDTH, TOP + height + FOOT)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Terralex demo")
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*page, QgsUnitTypes.LayoutMillimeters))
    _label(layout, title, (MARGIN, 6, WIDTH - 2 * MARGIN, 9), 17, bold=True)
    _label(layout, below, (MARGIN, 14.5, WIDTH - 2 * MARGIN, 6), 9)
    right = MARGIN + SIDE + GAP
    _label(layout, "The raster", (MARGIN, TOP - 5.5, SIDE, 5), 9, bold=True)
    _label(layout, "The result over it (without colour: none of these)", (right, TOP - 5.5, SIDE, 5), 9, bold=True)
    _map(layout, raster, [raster], MARGIN, height)
    result = _map(layout, raster, [polygons, raster], right, height)
    _legend(layout, polygons, result, below_maps)
    # After the legend, which takes over the styles of its map only when these change.
    result.setLayerStyleOverrides({polygons.id(): _for_print(polygons, 165)})
    result.setKeepLayerStyles(True)
    _scale_bar(layout, result, below_maps)
    _label(layout, credit, (MARGIN, page[1] - 6.5, WIDTH - 2 * MARGIN, 5), 6.5)
    project.layoutManager().addLayout(layout)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    if QgsLayoutExporter(layout).exportToImage(path, settings) != QgsLayoutExporter.ExportResult.Success:
        raise RuntimeError(f"{path} could not be written")


def _map(
    layout: QgsLayout, raster: QgsRasterLayer, layers: list[QgsMapLayer], left: float, height: float
) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    # In this order: without a rectangle and an extent the first resize leaves the extent empty, and the map white.
    item.setRect(QRectF(0, 0, SIDE, height))
    item.setCrs(raster.crs())
    item.setExtent(raster.extent())
    item.attemptMove(QgsLayoutPoint(left, TOP, QgsUnitTypes.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(SIDE, height, QgsUnitTypes.LayoutMillimeters))
    item.zoomToExtent(raster.extent())
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    item.setBackgroundColor(QColor("#eceeea"))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#b9c0bf"))
    layout.addLayoutItem(item)
    return item


def _for_print(layer: QgsVectorLayer, alpha: int) -> str:
    """The layer's style with fills of another opacity (0 to 255); the layer keeps its own."""
    copy = layer.clone()
    renderer = copy.renderer().clone()
    for index, category in enumerate(renderer.categories()):
        symbol = category.symbol().clone()
        colour = symbol.color()
        colour.setAlpha(alpha)
        symbol.setColor(colour)
        renderer.updateCategorySymbol(index, symbol)
    copy.setRenderer(renderer)
    style = QgsMapLayerStyle()
    style.readFromLayer(copy)
    return style.xmlData()


def _legend(layout: QgsLayout, polygons: QgsVectorLayer, linked: QgsLayoutItemMap, top: float) -> None:
    item = QgsLayoutItemLegend(layout)
    item.setLinkedMap(linked)
    item.setAutoUpdateModel(False)
    root = item.model().rootGroup()
    root.removeAllChildren()
    node = root.addLayer(polygons)
    categories = polygons.renderer().categories()
    # The transparent background has nothing to show in a legend.
    shown = [i for i, category in enumerate(categories) if category.value() not in (0, None, "", "0", "background")]
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
    item.model().refreshLayerLegend(node)
    node.setCustomProperty("legend/title-style", "hidden")
    item.setTitle("")
    item.setColumnCount(max(1, len(shown)))
    item.setSplitLayer(True)
    item.setEqualColumnWidth(False)
    item.setColumnSpace(5)
    item.setSymbolWidth(6)
    item.setSymbolHeight(4)
    item.setBoxSpace(0)
    item.rstyle(QgsLegendStyle.Style.SymbolLabel).setFont(QFont(FONT, 9))
    item.setFontColor(INK)
    item.attemptMove(QgsLayoutPoint(MARGIN, top, QgsUnitTypes.LayoutMillimeters))
    layout.addLayoutItem(item)
    item.adjustBoxSize()


def _scale_bar(layout: QgsLayout, linked: QgsLayoutItemMap, top: float) -> None:
    item = QgsLayoutItemScaleBar(layout)
    item.setLinkedMap(linked)
    item.setStyle("Single Box")
    item.setUnits(QgsUnitTypes.DistanceMeters)
    item.setUnitLabel("m")
    item.setMapUnitsPerScaleBarUnit(1)
    item.setNumberOfSegments(2)
    item.setNumberOfSegmentsLeft(0)
    item.setUnitsPerSegment(_round_length(linked.extent().width() / 8))
    item.setHeight(2)
    letters = QgsTextFormat()
    letters.setFont(QFont(FONT))
    letters.setSize(8)
    letters.setColor(INK)
    item.setTextFormat(letters)
    item.setBoxContentSpace(0)
    layout.addLayoutItem(item)
    item.update()
    item.attemptMove(QgsLayoutPoint(WIDTH - MARGIN - item.rect().width(), top, QgsUnitTypes.LayoutMillimeters))


def _round_length(metres: float) -> float:
    """1, 2 or 5 with zeros: the largest such length that is not above `metres`."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in (1, 2, 5) if step * power <= metres)


def _label(
    layout: QgsLayout, text: str, box: tuple[float, float, float, float], points: float, bold: bool = False
) -> None:
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    font = QFont(FONT)
    font.setPointSizeF(points)
    font.setBold(bold)
    item.setFont(font)
    item.setFontColor(INK)
    item.setVAlign(Qt.AlignmentFlag.AlignVCenter)
    item.setMarginX(0)
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(box[0], box[1], QgsUnitTypes.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(box[2], box[3], QgsUnitTypes.LayoutMillimeters))
