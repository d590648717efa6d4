"""Inputs as they come: cut, flipped, empty, not files at all; and a run's own files, damaged.

Each makes something damaged at a place and gives the words of a command that reads it; None where the usual command
meets it, in its own folder or cache.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from accident_stage import ROOT

SAMPLE = ROOT / "resources" / "sample" / "river_bridge.tif"
PACK = ROOT / "resources" / "packs" / "starter"


@dataclass
class Given:
    """What a case is made of: where, a sound raster, a finished run, and what is random."""

    place: Path
    image: Path
    run: Path
    random: random.Random

    def words(self, image: Path | str = "", classes: str = "building, water", *more: object) -> list[str]:
        """A run on something damaged, as quick as one gets."""
        quick = ["--preset", "draft", "--device", "cpu", "--threads", "1", "--set", "pictures=2", "--set", "steps=2"]
        return ["segment", str(image or self.image), "--classes", classes, *quick, *map(str, more)]

    def write(self, name: str, content: bytes | str) -> Path:
        """A file beside the try."""
        path = self.place / "tmp.given" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def pipe(self, name: str) -> Path:
        """A pipe that nobody writes to."""
        path = self.write(name, b"")
        path.unlink()
        os.mkfifo(path)
        return path


Case = Callable[[Given], Optional[list[str]]]


def small_image(path: Path) -> Path:
    """600 x 600 pixels of the sample; 200 x 200 working ones."""
    import rasterio
    from rasterio.windows import Window

    with rasterio.open(SAMPLE) as sample:
        window = Window(600, 600, 600, 600)
        place = {"crs": sample.crs, "transform": sample.window_transform(window)}
        with rasterio.open(path, "w", "GTiff", 600, 600, 3, dtype="uint8", tiled=True, **place) as image:
            image.write(sample.read(window=window))
    return path


def polygons(path: Path) -> list[Any]:
    """What a GeoPackage holds, less the date of its last change."""
    from pyogrio.raw import read

    meta, _ids, geometry, fields = read(path)
    return [meta["crs"], list(meta["fields"]), geometry.tolist(), [repr(column.tolist()) for column in fields]]


def _cut(share: float) -> Case:
    return lambda g: g.words(g.write("cut.tif", g.image.read_bytes()[: int(share * g.image.stat().st_size)]))


def _flipped(first: int, last: int) -> Case:
    """Some bytes of a raster are others, between two places."""

    def case(g: Given) -> list[str]:
        body = bytearray(g.image.read_bytes())
        for _ in range(12):
            body[g.random.randrange(first, min(last, len(body)))] = g.random.randrange(256)
        return g.words(g.write("flipped.tif", bytes(body)))

    return case


def _vrt(transform: str, source: str = "") -> Case:
    def case(g: Given) -> list[str]:
        named = f"<SourceFilename>{source or g.image}</SourceFilename><SourceBand>1</SourceBand>"
        text = f'<VRTDataset rasterXSize="600" rasterYSize="600"><GeoTransform>{transform}</GeoTransform>'
        text += f'<VRTRasterBand dataType="Byte" band="1"><SimpleSource>{named}</SimpleSource></VRTRasterBand>'
        text += "</VRTDataset>"
        return g.words(g.write("mosaic.vrt", text))

    return case


def _area(text: str) -> Case:
    return lambda g: g.words("", "building, water", "--area", g.write("area.geojson", text))


def _list(content: bytes) -> Case:
    return lambda g: g.words("", str(g.write("list.csv", content)))


def _manifest(**parts: Any) -> Case:
    """A pack whose manifest holds parts of another kind."""

    def case(g: Given) -> list[str]:
        folder = g.place / "tmp.given" / "pack"
        shutil.copytree(PACK, folder)
        manifest = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
        (folder / "pack.json").write_text(json.dumps({**manifest, **parts}), encoding="utf-8")
        return g.words("", "building, water", "--pack", folder)

    return case


def _bad_weights(g: Given) -> list[str]:
    folder = g.place / "tmp.given" / "pack"
    shutil.copytree(PACK, folder)
    weights = max(folder.rglob("*.safetensors"), key=lambda path: path.stat().st_size)
    os.truncate(weights, weights.stat().st_size // 2)
    return g.words("", "building, water", "--pack", folder)


def _begun(g: Given, name: str, content: bytes) -> None:
    """The usual run was begun and something in its folder is rubbish."""
    (g.place / "run" / ".work" / "blocks").mkdir(parents=True)
    (g.place / "run" / name).write_bytes(content)


def _bank(g: Given) -> None:
    shutil.copytree(g.place.parent / "cache", g.place / "cache")
    for path in (g.place / "cache").rglob("*"):
        if path.is_file():
            os.truncate(path, g.random.randrange(path.stat().st_size + 1))


def _kept_damaged(g: Given) -> list[str]:
    folder = g.place / "tmp.given" / "earlier"
    shutil.copytree(g.run, folder)
    os.truncate(folder / "segments.gpkg", 5000)
    return g.words("", "building, water", "--keep", folder)


def _damaged_layer(g: Given) -> list[str]:
    """A GeoPackage with an area whose geometry is cut."""
    path = g.write("area.gpkg", (g.run / "segments.gpkg").read_bytes())
    with sqlite3.connect(path) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("UPDATE segments SET geom = substr(geom, 1, 90)")
    return g.words("", "building, water", "--area", path)


RING = "[13467600, 1631900], [13467640, 1631900], [13467640, 1631940]"
SYSTEM = '"crs": {"type": "name", "properties": {"name": "EPSG:3395"}}'

ALL: dict[str, Case] = {
    "raster cut at a tenth": _cut(0.1),
    "raster cut at nine tenths": _cut(0.9),
    "raster of 8 bytes": _cut(8 / 1_100_000),
    "raster of no bytes": _cut(0.0),
    "raster with another header": _flipped(0, 400),
    "raster with other pixels": _flipped(1000, 1_000_000),
    "raster that is a text": lambda g: g.words(g.write("a.tif", "This is not a raster.")),
    "raster of random bytes": lambda g: g.words(g.write("a.tif", g.random.randbytes(5000))),
    "raster that is a pipe": lambda g: g.words(g.pipe("a.tif")),
    "raster that is a device": lambda g: g.words("/dev/zero"),
    "raster that is a folder": lambda g: g.words(g.place),
    "raster whose name is no text": lambda g: g.words(os.fsdecode(bytes(g.place) + b"/a\xff.tif")),
    "raster with pixels of no size": _vrt("13467532, 0, 0, 1632019, 0, 0"),
    "raster with pixels that are no number": _vrt("13467532, nan, 0, 1632019, 0, nan"),
    "mosaic whose file is gone": _vrt("13467532, 0.1, 0, 1632019, 0, -0.1", "/nowhere/gone.tif"),
    "area with an open ring": _area(f'{{"type": "Polygon", "coordinates": [[{RING}]], {SYSTEM}}}'),
    "area that is no JSON": _area('{"type": "Polygon", "coordin'),
    "area of lines": _area(f'{{"type": "LineString", "coordinates": [{RING}], {SYSTEM}}}'),
    "area that is a pipe": lambda g: g.words("", "building, water", "--area", g.pipe("area.geojson")),
    "area of cut shapes": _damaged_layer,
    "class list of bytes": _list(bytes(range(256))),
    "class list of no bytes": _list(b""),
    "class list with other columns": _list(b"a,b\n1,2\n"),
    "class list that is a pipe": lambda g: g.words("", str(g.pipe("list.csv"))),
    "pack with a text for resolutions": _manifest(resolutions="0.3 m"),
    "pack with a list for words": _manifest(words=["building"]),
    "pack with cut weights": _bad_weights,
    "earlier run with cut polygons": _kept_damaged,
    "ledger of rubbish": lambda g: _begun(g, "ledger.jsonl", b'{"event": "block", "block": 7}\n\xff\xfe[[[[\n'),
    "bank of cut files": _bank,
}
