"""What lies where a run is to begin: nothing, the same run before its end, what a kill left, or something else."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ..errors import OutputError
from ..files.disk import remove
from ..given import is_link, read_given, visible
from ..progress import Note
from ..recipe import (
    CLASSES,
    CONFIDENCE,
    LEDGER,
    LONGEST_RECIPE,
    PIXEL_RULE,
    RECIPE,
    SEGMENTS,
    WORK,
    begun_by,
    has_to_end,
    identity_of,
    pack_of,
    pixel_rule,
    read_ledger,
)
from ..results import KEPT

OVER = "It cannot go on. Choose another folder, or delete this one, and run again."
STAYING = ("blocks", "lock")  # in `.work`, when a run goes on
_PARTIAL = re.compile(rf"\.{re.escape(RECIPE)}\.[0-9a-f]+\.part")  # as `write_atomically` names it


@dataclass(frozen=True)
class RunResult:
    """What a run made, and what it took.

    Paths are texts; `counts` are pixels of the class raster by class name; `decimation` are source pixels in a working
    one. What it took (seconds, memory, windows, words drawn and found, device) lets times be told before the next run.
    """

    folder: str
    classes: str
    confidence: str
    segments: str
    recipe: str
    counts: dict[str, int] = field(default_factory=dict)
    polygons: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    peak_mb: float = 0.0
    encoded_windows: int = 0
    kept_windows: int = 0
    device: str = ""
    drawn_words: list[str] = field(default_factory=list)
    found_words: list[str] = field(default_factory=list)
    decimation: int = 1

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as the plugin and the command line are told."""
        return asdict(self)


def finished_result(path: Path) -> RunResult | None:
    """What a finished run made, by its recipe; None where that does not say it."""
    try:
        recipe = json.loads(read_given(path / RECIPE, LONGEST_RECIPE))
        known = {f.name for f in fields(RunResult)}
        told = {name: value for name, value in recipe["result"].items() if name in known}
        return RunResult(
            folder=str(path),
            classes=str(path / CLASSES),
            confidence=str(path / CONFIDENCE),
            segments=str(path / SEGMENTS),
            recipe=str(path / RECIPE),
            warnings=list(recipe["warnings"]),
            **told,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def clear_left(path: Path) -> None:
    """Remove what a kill left in the making; finished blocks stay. Under the lock of the folder."""
    for left in (path / WORK).iterdir():
        if left.name not in STAYING:
            remove(left)
    for left in (*path.iterdir(), *(path / WORK / "blocks").glob(".*.part")):
        if left.parent != path or _PARTIAL.fullmatch(left.name):
            remove(left)


def _is_ours(name: str) -> bool:
    return name in (WORK, RECIPE, LEDGER, KEPT) or bool(_PARTIAL.fullmatch(name))


def finished_error(path: Path) -> OutputError:
    """What to tell of a run that has come to its end before."""
    return OutputError(
        f"{path} already holds a finished run.", "Choose another folder; finished runs are never changed."
    )


def choose(out: Path, recipe: dict[str, Any]) -> tuple[Path, list[Note]]:
    """The folder of a run for what the user gave as output, see docs/contracts.md, Run folder."""
    identity = identity_of(recipe)
    try:
        str(out).encode()
    except UnicodeEncodeError as error:
        name = visible(str(out))[:200]
        raise OutputError(f"The name {name} holds bytes that are no letters.", "Choose another folder.") from error
    if out.is_dir() and not os.access(out, os.R_OK | os.X_OK):
        raise OutputError(f"The folder {out} may not be read.", "Choose another output folder.")
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file, not a folder.", "Choose another output folder.")
    events = read_ledger(out)
    started = [e for e in events if e["event"] == "start"]
    if any(e["event"] == "finished" for e in events):
        if not (out / WORK).exists():
            raise finished_error(out)
        return out, []  # killed after its last line: what it left is removed
    if started:
        if started[0].get("identity") != identity and any(e["event"] == "block" for e in events):
            began = begun_by(out)
            (name, then), (same, now) = pack_of(began), pack_of(recipe)
            if pixel_rule(began) != PIXEL_RULE:
                raise OutputError(
                    f"{out} holds an unfinished run of an earlier version, which read pixels by another rule.", OVER
                )
            if name == same and then != now:
                raise OutputError(f"{out} was begun with version {then} of “{name}”; version {now} is here.", OVER)
            raise OutputError(
                f"{out} holds an unfinished run with other settings.",
                "Choose another folder, repeat that run to finish it, or delete the folder.",
            )
        return out, []
    if not out.exists() or all(_is_ours(entry.name) for entry in out.iterdir()):
        return out, []
    for inside in sorted(out.glob(f"*_{identity[:8]}*")):
        events = read_ledger(inside) if not is_link(inside) else []
        if events and events[0].get("identity") == identity and has_to_end(inside):
            return inside, [Note(f"{out} holds other files; going on in {inside.name} inside it.")]
    name = f"{time.strftime('%Y-%m-%d')}_{identity[:8]}"
    taken = {entry.name for entry in out.iterdir()}
    free = next(n for n in (name, *(f"{name}-{k}" for k in range(2, len(taken) + 3))) if n not in taken)
    return out / free, [Note(f"{out} holds other files; the results go to {free} inside it.")]
