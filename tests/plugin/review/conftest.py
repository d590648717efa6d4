"""A result of twelve squares in a dock that is seen, ready to be reviewed."""

import numpy as np
import pytest
from pyogrio.raw import write
from qgis.core import QgsProject, QgsRectangle
from shapely import box, to_wkb
from terralex.core.vocabulary import ClassSpec
from terralex.plugin.results.layers import add_results, run_layers
from terralex.plugin.review.pages import REVIEW
from terralex.tests.plugin.conftest import write_run

SPECS = (
    ClassSpec("building", colour="#e02020", value=10),
    ClassSpec("road", colour="#2020e0"),
    ClassSpec("water", colour="#20a0e0"),
)
NAMES = ("background", "building", "road", "water")
ACROSS, DOWN, SIDE = 4, 3, 10.0  # squares; metres
WEST, SOUTH = 500000.0, 300000.0


def squares(path, across=ACROSS, down=DOWN, regions=None):
    """Squares in rows: class, confidence and size differ, so that each order of the queue is another one."""
    count = across * down
    cells = [divmod(n, across) for n in range(count)]
    shapes = [
        box(WEST + col * SIDE, SOUTH + row * SIDE, WEST + (col + 1) * SIDE, SOUTH + (row + 1) * SIDE)
        for row, col in cells
    ]
    names, ids = np.array(NAMES, dtype=object), np.arange(count) % len(NAMES)
    confidence = 0.3 + 0.6 * ((np.arange(count) * 7) % count) / count
    text = np.full(count, None, dtype=object)
    fields = {
        "class_id": ids.astype(np.int32),
        "class_name": names[ids],
        "confidence": confidence,
        "second_class": names[(ids + 1) % len(NAMES)],
        "margin": confidence - 0.2,
        "area_m2": 100.0 + np.arange(count),
        "reviewed": np.zeros(count, bool),
        "source": np.full(count, "image.tif", dtype=object),
        "notes": text,
        "reviewer": text,
        "reviewed_at": text,
        "was": text,
        "origin": np.full(count, "machine", dtype=object),
        "region": (np.arange(count) if regions is None else np.array(regions)).astype(np.int32),
        "code": np.zeros(count, np.int32),
    }
    path.unlink(missing_ok=True)
    write(
        path,
        geometry=to_wkb(np.array(shapes)),
        field_data=list(fields.values()),
        fields=list(fields),
        geometry_type="Polygon",
        crs="EPSG:2180",
        driver="GPKG",
        layer="segments",
        dataset_options={"VERSION": "1.2"},
    )


@pytest.fixture
def result(tmp_path):
    """A run's outputs: twelve squares."""
    made = write_run(tmp_path / "2026-01-02_squares")
    squares(tmp_path / "2026-01-02_squares" / "segments.gpkg")
    return made


@pytest.fixture
def desk(dock, result, qtbot, qgis_canvas):
    """The dock's review, on the page, with the squares."""
    add_results(QgsProject.instance(), result, SPECS, "image")
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    crs = qgis_canvas.mapSettings().destinationCrs()  # the canvas is that of all tests
    qgis_canvas.resize(600, 400)
    qgis_canvas.setDestinationCrs(layer.crs())
    qgis_canvas.setExtent(QgsRectangle(WEST - 5, SOUTH - 5, WEST + 45, SOUTH + 35))
    dock.resize(330, 900)
    dock.show()
    dock.pages.turn(REVIEW)
    assert dock.review.session is not None
    yield dock.review
    qgis_canvas.setDestinationCrs(crs)


@pytest.fixture
def layer(desk):
    """Its polygons."""
    return desk.session.layer


def settled(qtbot, desk):
    """Wait until the page shows what was done."""
    with qtbot.waitSignal(desk.session.settled, timeout=3000):
        desk.session._later.start()


def attributes(layer, fid):
    """A polygon's attributes as they are in the edit buffer; NULL is None."""
    feature = layer.getFeature(fid)
    return {field.name(): feature[field.name()] or None for field in layer.fields()}
