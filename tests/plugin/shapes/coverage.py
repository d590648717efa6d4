"""Coverages to edit, and what is asked of one afterwards: by shapely, which the edits know nothing of."""

import random

import numpy as np
import shapely
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from terralex.core.outputs.edges import is_coverage
from terralex.core.results import ATTRIBUTES
from terralex.plugin.results.form import set_up_form

KINDS = {"integer": "int", "real": "double", "text": "string", "boolean": "bool"}
CELL, ORIGIN = 0.3, (500000.1, 5200020.7)  # of the grids that coverages are traced from
NAMES = {0: "background", 1: "building", 2: "road", 3: "water"}


def layer_of(shapes, classes, crs="EPSG:32633"):
    """Polygons of a run in memory, with all fields and the expressions that follow them."""
    fields = "&".join(f"field={each.name}:{KINDS[each.kind]}" for each in ATTRIBUTES)
    layer = QgsVectorLayer(f"Polygon?crs={crs}&index=yes&{fields}", "polygons", "memory")
    set_up_form(layer, NAMES)
    features = []
    for number, (shape, class_id) in enumerate(zip(shapes, classes)):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shape))
        feature.setGeometry(geometry)
        own = {"class_id": int(class_id), "class_name": NAMES[class_id], "confidence": 0.5, "reviewed": False}
        for name, value in {**own, "origin": "machine", "region": number, "source": "image.tif"}.items():
            feature.setAttribute(name, value)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def blocks(seed, size=12, classes=4, cell=CELL, origin=ORIGIN, wear=1.5):
    """A coverage as a run makes it: labels traced along pixels, with corners simplified alike on both sides."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, (size, size)).repeat(5, 0).repeat(5, 1)
    shift = rng.integers(0, 3, labels.shape[0])
    labels = np.array([np.roll(row, by) for row, by in zip(labels, shift)])
    return traced(labels, cell, origin, wear)


def traced(labels, cell, origin, wear):
    """Polygons and classes of a grid of labels (rows, cols)."""
    from rasterio.features import shapes

    found = list(shapes(labels.astype(np.int32), connectivity=4))
    polygons = shapely.segmentize([shapely.geometry.shape(shape) for shape, _ in found], 1.0)
    polygons = shapely.coverage_simplify(polygons, wear, simplify_boundary=False) if wear else polygons
    placed = shapely.transform(polygons, lambda xy: np.array(origin) + xy * (cell, -cell))
    return placed, [int(value) for _, value in found]


def shapes_of(layer):
    """Shapes by fid."""
    return {each.id(): shapely.from_wkb(bytes(each.geometry().asWkb())) for each in layer.getFeatures()}


def image_of(layer):
    """All that there is of a layer, to the bit."""
    return {each.id(): (bytes(each.geometry().asWkb()), repr(each.attributes())) for each in layer.getFeatures()}


def complaints(layer, area):
    """What is wrong with a coverage that should cover an area; empty for nothing."""
    found, shapes = [], np.array(list(shapes_of(layer).values()))
    if not (shapely.get_type_id(shapes) == 3).all():
        found.append("not all are polygons")
    if not shapely.is_valid(shapes).all():
        found.append(f"invalid: {[shapely.is_valid_reason(each) for each in shapes[~shapely.is_valid(shapes)]]}")
        return found
    if not is_coverage(shapes):  # GEOS 3.13's own check takes a small triangle at the rim for a fault
        found.append("edges do not match")
    if abs(shapely.area(shapes).sum() - area) > 1e-9 * area:
        found.append(f"area {shapely.area(shapes).sum()} instead of {area}")
    union = shapely.union_all(shapes)
    if abs(union.area - area) > 1e-9 * area:
        found.append(f"ground {union.area} instead of {area}")
    if any(shapely.get_num_interior_rings(part) for part in shapely.get_parts(union)):
        found.append("holes")
    return found


def wandering(rng: random.Random, extent, closed, steps=24):
    """A freehand stroke somewhere in an extent: x, y pairs."""
    x, y = rng.uniform(extent[0], extent[2]), rng.uniform(extent[1], extent[3])
    size = (extent[2] - extent[0]) * rng.choice((0.02, 0.08, 0.3))
    if closed:
        return [
            (x + size * rng.uniform(0.6, 1.0) * np.cos(t), y + size * rng.uniform(0.6, 1.0) * np.sin(t))
            for t in np.linspace(0, 2 * np.pi, steps, endpoint=False)
        ]
    turn, path = rng.uniform(0, 6.3), [(x, y)]
    for _ in range(steps):
        turn += rng.gauss(0, 0.4)
        path.append((path[-1][0] + size / 6 * np.cos(turn), path[-1][1] + size / 6 * np.sin(turn)))
    return path


def nudged(rng: random.Random, layer, path, cell):
    """A stroke some of whose points lie on corners or borders that are there, or all but."""
    features, new = list(layer.getFeatures()), []
    for x, y in path:
        chance, feature = rng.random(), rng.choice(features).geometry()
        if chance < 0.3:
            corner = min(feature.vertices(), key=lambda v, x=x, y=y: (v.x() - x) ** 2 + (v.y() - y) ** 2)
            away = cell * rng.choice((0, 0, 1e-9, 1e-6, 1e-4, 1e-3, 3e-3, 1e-2))
            x, y = corner.x() + rng.uniform(-away, away), corner.y() + rng.uniform(-away, away)
        elif chance < 0.5:
            border = feature.nearestPoint(QgsGeometry.fromPointXY(QgsPointXY(x, y))).asPoint()
            x, y = border.x(), border.y()
        new.append((x, y))
    return new


def across(rng: random.Random, layer, fid, cell):
    """A line from one side of a polygon's box to the other."""
    box = layer.getFeature(fid).geometry().boundingBox().buffered(cell)
    count, (left, low, right, top) = rng.choice((2, 3, 8)), box.toRectF().getCoords()
    shares = [step / (count - 1) for step in range(count)]
    if rng.random() < 0.5:
        return [(left + (right - left) * share, rng.uniform(low, top)) for share in shares]
    return [(rng.uniform(left, right), low + (top - low) * share) for share in shares]
