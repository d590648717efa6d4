"""What other support sets would make of the part of the map that is on the screen: at once, into no run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..files.layers import refuse_existing, scratch_folder
from ..lattice import Block, Window
from ..methods.base import State
from ..progress import CancelToken, Events, Progress
from ..support import Support, support_from, support_plain
from ..teaching.lesson import Lesson
from ..teaching.method import rough_scores
from .bench import brief_of, prepared
from .choosing import Chosen
from .learning import Reader, standing_way
from .rough import Learned, Opened, Scores, Sheet, changed, learn, open_run, part_of, sheets, write_sheet
from .setting import Warm


def rescore_rough(
    run: str | Path,
    support: Mapping[str, Any],
    out: str | Path,
    part: tuple[float, float, float, float],
    token: CancelToken,
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """What a run would say of a part of its map with other support sets.

    Nothing is encoded and nothing is refined; polygons are not made. What a person has corrected is as they said. A
    lesson that stands is applied as it was learned from the support sets that hold now.

    Args:
        run: Folder of a finished run.
        support: As for `rescore`.
        out: The GeoTIFF to write: class ids, with colours, nodata where nothing is kept.
        part: Left, bottom, right and top in the raster's coordinate system.
        token: Asked between windows.
        warm: What was read for earlier questions stays in it; as for `teach_rough`.
        pack: As for `explain`.

    Returns:
        `path`; `windows` of the part and `missing`: those that are not kept; `changed`: share of the part with another
        class than with the support sets that hold now; `pixel`: working pixels to one of the answer.

    Raises:
        InputError: what is chosen cannot be, a part beside the raster or larger than 4,096 working pixels.
        OutputError: `out` is there already, or cannot be written.
    """
    target, folder, wanted = Path(out), Path(run), support_from(support)
    refuse_existing(target)
    way = standing_way(folder)
    opened = yield from open_run(folder, way == "limits", warm or Warm(), token, pack)
    grid = opened.bench.source.grid
    block = part_of(grid, part)
    with scratch_folder(target) as scratch:
        learned = yield from learn(opened, folder, way, scratch, token)
        state = yield from _state(opened, folder, wanted, token)
        before, now = yield from _both(opened, learned, state, block, token)
        write_sheet(now, learned, grid, target, scratch)
    yield Progress("match", "Done", 1, 1)
    said = {"windows": now.windows, "missing": now.missing, "changed": changed(before, now), "pixel": now.pixel}
    return {"path": str(target), **said}


def _state(opened: Opened, folder: Path, wanted: Support, token: CancelToken) -> Events[State]:
    """What the method knows with the wanted sets; from the question before where they were the same."""
    key = json.dumps(support_plain(wanted), sort_keys=True)
    if key == opened.key[-1]:
        return opened.bench.state
    if opened.states.get("key") != key:
        bench = opened.bench
        chosen = Chosen(folder, wanted)
        brief = brief_of(opened.recipe, bench.setting, bench.source, bench.method, None, chosen)
        opened.states["state"] = yield from prepared(opened.recipe, bench.method, brief, token)
        opened.states["key"] = key
    found: State = opened.states["state"]
    return found


def _both(
    opened: Opened, learned: Learned, state: State, block: Block, token: CancelToken
) -> Events[tuple[Sheet, Sheet]]:
    """The part as it is now, from the question before where it was about the same part, and with another state."""
    readers = [opened.reader.with_state(state)]
    key = (block, *opened.lessons)
    if opened.states.get("block") != key:
        readers.insert(0, opened.reader)

    def one(window: Window, size: int) -> Scores | None:
        found = [_scores(reader, opened.reader, learned.lesson, window, size) for reader in readers]
        return None if any(scores is None for scores in found) else tuple(s for s in found if s is not None)

    made = yield from sheets(opened, one, len(readers), block, token)
    if len(made) == 2:
        opened.states.update(block=key, before=made[0])
    return opened.states["before"], made[-1]


def _scores(reader: Reader, before: Reader, lesson: Lesson | None, window: Window, size: int) -> np.ndarray | None:
    """What a window scores; with a lesson by the vectors that are at hand."""
    if lesson is None:
        return reader.scores(window, size)
    seen = reader.scored_anew(window, before)
    return None if seen is None else rough_scores(lesson, *seen, size)[1]
