"""Two checkouts' runs on the sample, compared: rasters byte by byte, polygons and recipe by what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pyogrio.raw import read

CLASSES = "building, road, water, tree, car"
RUNS = {  # name: what the command line is given besides
    "balanced": (),
    "draft on the source's grid": ("--preset", "draft", "--grid", "source"),
}
PASSING = {"versions", "result", "threads"}  # of a recipe: what a run took and ran on, not what it made
START = """
import importlib.util, sys
root = {root!r}
spec = importlib.util.spec_from_file_location("terralex", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["terralex"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["terralex"])
from terralex.core.cli import main
main()
"""


def run(checkout: Path, image: Path, out: Path, caches: Path, more: tuple[str, ...]) -> None:
    """One run of a checkout through its command line."""
    environ = {**os.environ, "XDG_CACHE_HOME": str(caches), "XDG_DATA_HOME": str(caches / "data")}
    command = [sys.executable, "-W", "ignore", "-c", START.format(root=str(checkout)), "segment", str(image)]
    subprocess.run(
        [*command, "--classes", CLASSES, "--out", str(out), "--device", "cpu", *more],
        check=True,
        env=environ,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def polygons(path: Path) -> list[Any]:
    """The rows of a GeoPackage's polygons: geometry and fields; its own dates of change are left out."""
    meta, _ids, geometry, fields = read(path)
    return [meta["crs"], list(meta["fields"]), geometry.tolist(), [column.tolist() for column in fields]]


def recipe(path: Path) -> dict[str, Any]:
    """What a recipe says made the run."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: value for name, value in found.items() if name not in PASSING}


READERS = {
    "classes.tif": Path.read_bytes,
    "confidence.tif": Path.read_bytes,
    "segments.gpkg": polygons,
    "recipe.json": recipe,
}


def main() -> int:
    """Run and compare."""
    old, new = Path(sys.argv[1]), Path(sys.argv[2])
    image = new / "resources" / "sample" / "river_bridge.tif"
    different = 0
    for name, more in RUNS.items():
        with tempfile.TemporaryDirectory(prefix="terralex-bytes-") as scratch:
            made = []
            for label, checkout in (("old", old), ("new", new)):
                out = Path(scratch) / label
                run(checkout, image, out, Path(scratch) / f"{label}-caches", more)
                made.append({file: reader(out / file) for file, reader in READERS.items()})
        for file in READERS:
            same = made[0][file] == made[1][file]
            different += not same
            print(f"{name}: {file} {'is the same' if same else 'DIFFERS'}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
