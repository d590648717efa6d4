"""Whether a file was made of an order's layer: asked of its header, in which `Order.origin` is written."""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal

from .order import FOLDER, Order

NEAR = 1e-6  # of a pixel's size


def is_made_of(order: Order, image: str) -> bool:
    """Whether a file holds the order's layer on the order's grid, and somewhere in the order's area.

    Args:
        order: What would be made now.
        image: What a recipe names; anything may stand there.
    """
    path = Path(image)
    if path.parent.name != FOLDER or not path.is_file():
        return False
    data = gdal.OpenEx(str(path), gdal.OF_RASTER, allowed_drivers=["GTiff"])
    if data is None or data.GetMetadataItem("SOURCE") != order.origin:
        return False
    left, width, _, top, _, height = data.GetGeoTransform()
    step = order.copy.step if order.copy is not None else order.step
    if any(abs(there - here) > NEAR * here for there, here in zip((width, -height), step)):
        return False
    right, bottom = left + width * data.RasterXSize, top + height * data.RasterYSize
    box = order.extent
    if order.area is not None:
        found = order.area.boundingBox()
        box = (found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum())
    return left < box[2] and box[0] < right and bottom < box[3] and box[1] < top
