"""A finished run learns from what a person has corrected in it, and shows what it makes of that as a new generation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..progress import CancelToken, Events
from .anew import Asked, anew
from .choosing import Chosen
from .learning import chosen_way
from .setting import Warm


def teach(
    run: str | Path, token: CancelToken, way: str = "", encode: bool = False, warm: Warm | None = None, pack: str = ""
) -> Events[dict[str, Any]]:
    """Learn from the reviewed polygons of a run, and write a new generation of it beside the old one.

    What is chosen of its support sets goes on holding.

    Args:
        run: Folder of a finished run.
        token: Asked between windows; a cancelled job leaves nothing.
        way: One of `commands.WAYS`; "" for the usual one.
        encode: Whether windows whose features are not kept any more may be encoded again.
        warm: Networks of the process.
        pack: As for `explain`.

    Yields:
        Progress and notes.

    Returns:
        `classes`, `confidence`, `segments`, `lesson`: paths of the new generation. `generation`: its number. `way`.
        `corrections`: polygons that it learned from, by class. `held_back`: `polygons`, `before`, `after` (see
        `HeldBack`; null where there are too few). `text`: what was chosen, in words. `strength`: by which share it was
        done. `kept`: polygons that stay. `changed`: share of the map with another class than before; null where the
        old raster lies on another grid. `support`: what holds of the support sets. `encoded`: windows. `seconds`: by
        stage. `notes`.

    Raises:
        NotKeptError: `encode` is not set, and windows would have to be encoded again.
        InputError, ModelError: as `bench.rebuild`; no corrections; a run that keeps nothing to learn from.
        OutputError: the disk does not take it; nothing is left.
        Cancelled: likewise.
    """
    folder, way = Path(run), chosen_way(way)
    return (yield from anew(folder, token, Asked(way, Chosen.now(folder), encode, True), warm or Warm(), pack))
