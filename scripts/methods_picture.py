"""Makes docs/images/methods.jpg: images and the maps that methods made of them, side by side.

    .venv/bin/python scripts/methods_picture.py IMAGE RUN RUN [IMAGE RUN RUN ...]

A row for each image; the runs are finished ones of `terralex segment`, OVDiff's first. In their classes' colours; white
is no data, black none of the classes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import rasterio
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WIDTH, GAP = 440, 8  # pixels of a picture, and between them


def photograph(path: Path) -> Image.Image:
    """The image's first three bands; white where it has no data."""
    with rasterio.open(path) as source:
        pixels = np.where(source.dataset_mask() > 0, source.read([1, 2, 3]), 255)
    return Image.fromarray(pixels.astype(np.uint8).transpose(1, 2, 0))


def classes(run: Path) -> Image.Image:
    """The class raster of a run in its colours."""
    with rasterio.open(run / "classes.tif") as source:
        ids, table = source.read(1), source.colormap(1)
    colours = np.zeros((256, 3), np.uint8)
    for value, colour in table.items():
        colours[value] = colour[:3]
    colours[0], colours[255] = 0, 255
    return Image.fromarray(colours[ids])


def main() -> None:
    """Writes the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="IMAGE RUN RUN")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images" / "methods.jpg")
    args = parser.parse_args()
    rows = [args.paths[i : i + 3] for i in range(0, len(args.paths), 3)]
    made = []
    for image, first, second in rows:
        seen = photograph(image)
        size = (WIDTH, round(WIDTH * seen.height / seen.width))
        maps = [classes(run).resize(size, Image.Resampling.NEAREST) for run in (first, second)]
        made.append([seen.resize(size, Image.Resampling.LANCZOS), *maps])
    height = sum(row[0].height + GAP for row in made) - GAP
    whole = Image.new("RGB", (3 * WIDTH + 2 * GAP, height), "white")
    top = 0
    for row in made:
        for column, picture in enumerate(row):
            whole.paste(picture, (column * (WIDTH + GAP), top))
        top += row[0].height + GAP
    whole.save(args.out, quality=86, optimize=True)


if __name__ == "__main__":
    main()
