"""Run folders on disk: the names of their files, and what their recipe and ledger say.

Standard library only: the engine writes them, and both sides read them.
"""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any, Mapping

from .errors import InputError
from .given import is_elsewhere, names_network, read_given

__all__ = ["is_elsewhere", "names_network"]  # for the plugin, which meets recipes of others, too

RECIPE = "recipe.json"  # what made the run
LEDGER = "ledger.jsonl"  # there from the run's first moment on
WORK = ".work"  # what is in the making, and the lock
CLASSES = "classes.tif"  # appears only when the run is complete
CONFIDENCE, SEGMENTS = "confidence.tif", "segments.gpkg"
LAYER = "segments"  # the table of polygons in SEGMENTS
LONGEST_RECIPE, LONGEST_LEDGER = 16 << 20, 256 << 20  # bytes
PUBLISHED = (CLASSES, f"{CLASSES}.aux.xml", CONFIDENCE, SEGMENTS)  # what a run lets appear, besides its recipe
# How pixels are read (docs/contracts.md, Working grid). Features and unfinished runs of another rule are not mixed.
# 1: any band that is nodata made a pixel so, each band had its own stretch. It was not written down then.
PIXEL_RULE = 2
OUTPUTS = {"classes": CLASSES, "confidence": CONFIDENCE, "segments": SEGMENTS, "recipe": RECIPE}


def identity_of(recipe: dict[str, Any]) -> str:
    """sha256 of what a resumed run must share with the one that began."""
    body = json.dumps(recipe.get("identity", recipe), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def run_name(recipe: dict[str, Any], date: str = "") -> str:
    """The name of a run's folder: date and a short hash of what made it."""
    return f"{date or time.strftime('%Y-%m-%d')}_{identity_of(recipe)[:8]}"


def read_ledger(folder: Path) -> list[dict[str, Any]]:
    """The events in a folder's ledger; torn lines are skipped. Empty without a ledger."""
    events = []
    try:
        lines = read_given(folder / LEDGER, LONGEST_LEDGER).decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    for line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict) and isinstance(event.get("event"), str):
            events.append(event)
    return events


def is_finished(folder: Path) -> bool:
    """Whether a run has come to its end: its ledger says so; where somebody has removed that, its results do."""
    if not (folder / LEDGER).exists():
        return (folder / CLASSES).is_file()
    return any(event["event"] == "finished" for event in read_ledger(folder))


def has_to_end(folder: Path) -> bool:
    """Whether a run has something left to do in its folder: it is not finished, or was killed before it cleaned up."""
    return not is_finished(folder) or (folder / WORK).exists()


def read_recipe(folder: Path, *needed: str) -> dict[str, Any]:
    """The recipe of a run.

    Args:
        folder: Of the run.
        needed: Parts of its `identity` that the caller looks at, besides the classes.

    Raises:
        InputError: there is none, or it lacks something.
    """
    try:
        recipe = json.loads(read_given(folder / RECIPE, LONGEST_RECIPE))
        _ = recipe["image"], recipe["request"], [recipe["identity"][part] for part in ("classes", *needed)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{folder} is not the folder of a finished run.",
            "Choose the folder that holds classes.tif and recipe.json.",
        ) from error
    return recipe


def pixel_rule(recipe: Mapping[str, Any]) -> int:
    """By which rule a run read its pixels; today's where its recipe says nothing of a raster."""
    raster = recipe.get("identity", {}).get("raster")
    return int(raster.get("rule", 1)) if isinstance(raster, Mapping) else PIXEL_RULE


def begun_by(folder: Path) -> dict[str, Any]:
    """The recipe of the run in a folder, finished or not; with nothing in it where it cannot be read."""
    try:
        recipe = json.loads(read_given(folder / RECIPE, LONGEST_RECIPE))
    except (OSError, ValueError, RecursionError, InputError):
        return {}
    return recipe if isinstance(recipe, dict) and isinstance(recipe.get("identity"), dict) else {}


def pack_of(recipe: Mapping[str, Any]) -> tuple[str, str]:
    """Name and version of the pack that made a run; empty texts where its recipe does not say."""
    identity = recipe.get("identity")
    pack = identity.get("pack") if isinstance(identity, Mapping) else None
    told = pack if isinstance(pack, Mapping) else {}
    return str(told.get("name") or ""), str(told.get("version") or "")
