"""The line in the list of methods for tests/lessons.py: no torch here, QGIS's process reads it, too."""

from dataclasses import dataclass

import numpy as np
from terralex.core import options
from terralex.core.options import MethodEntry, Options, setting


@dataclass(frozen=True)
class LessonOptions(Options):
    """The common ones, and one of its own."""

    sharpness: float = setting(10.0, "How fast a score falls with the distance of colours.", 0.1, 1000.0)


ENTRY = MethodEntry(
    "Lessons", "Learns mean colours from labels.", "terralex.tests.lessons:Lessons", LessonOptions, learns=True
)


def register():
    """Put it into the list of methods."""
    options.METHODS["lessons"] = ENTRY


def write_labels(path, raster):
    """Labels on the left half of a raster: 1 where it is red, 2 elsewhere; returns what the whole would be."""
    import rasterio
    from terralex.core.files.class_raster import Frame, class_writer
    from terralex.core.vocabulary import ClassSpec

    with rasterio.open(raster) as source:
        pixels, frame = (
            source.read(),
            Frame(source.height, source.width, tuple(source.transform)[:6], source.crs.to_wkt()),
        )
    ids = np.where(pixels[0] > 127, 1, 2).astype(np.uint8)
    ids[(pixels == 0).all(0)] = 255
    taught = ids.copy()
    taught[:, taught.shape[1] // 2 :] = 255
    with class_writer(
        path, frame, [ClassSpec("building", colour="#ff0000"), ClassSpec("water", colour="#0000ff")]
    ) as out:
        for row in range(0, frame.rows, 256):
            out.write(taught[row : row + 256])
    return ids
