"""A run as the embedded pack 1.1 made it (tests/fixtures/run_pack_1_1), for what must go on with the pack of today."""

import json
import shutil
from pathlib import Path

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "run_pack_1_1"
RIVER = 2  # a polygon of it


def copy(folder):
    """The run and its raster, to be changed: (run, raster)."""
    shutil.copytree(FIXTURE, folder)
    run, image = folder / "run", folder / "image.tif"
    recipe = json.loads((run / "recipe.json").read_text())
    (run / "recipe.json").write_text(json.dumps({**recipe, "image": str(image)}))
    return run, image


def unfinish(run):
    """The same as if it had been stopped after its block."""
    lines = (run / "ledger.jsonl").read_text().splitlines()
    (run / "ledger.jsonl").write_text("\n".join(lines[:2]) + "\n")
    for name in ("classes.tif", "classes.tif.aux.xml", "confidence.tif", "segments.gpkg"):
        (run / name).unlink()
