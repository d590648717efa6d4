"""What teaching would make of the part of the map that is on the screen: at once, without refinement, into no run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from ..files.layers import refuse_existing, scratch_folder
from ..lattice import Block, Window
from ..progress import CancelToken, Events, Progress
from ..teaching.lesson import Lesson
from ..teaching.method import rough_scores
from .learning import chosen_way, nothing_to_learn, read_corrections
from .rough import Opened, Scores, Sheet, changed, learn, open_run, part_of, sheets, write_sheet
from .setting import Warm


def teach_rough(
    run: str | Path,
    out: str | Path,
    part: tuple[float, float, float, float],
    token: CancelToken,
    way: str = "",
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """What a run would say of a part of its map if it were taught what is reviewed now.

    Nothing is encoded and nothing is refined; polygons are not made. What a person has corrected is as they said.

    Args:
        run: Folder of a finished run.
        out: The GeoTIFF to write: class ids, with colours, nodata where nothing is kept.
        part: Left, bottom, right and top in the raster's coordinate system.
        token: Asked between windows.
        way: One of `commands.WAYS`; "" for the usual one.
        warm: What was read for earlier questions stays in it. A raster that changes between them is noticed with the
            next run's first one.
        pack: As for `explain`.

    Returns:
        `path`; `windows` of the part and `missing`: those that are not kept; `corrections`: polygons that it learned
        from; `changed`: share of the part with another class than without teaching; `pixel`: working pixels to one of
        the answer; `text` and `strength` as those of `teach`; `way`.

    Raises:
        InputError: no corrections, a part beside the raster, or more than 4,096 working pixels wide or high.
        OutputError: `out` is there already, or cannot be written.
    """
    way, target, folder = chosen_way(way), Path(out), Path(run)
    refuse_existing(target)
    opened = yield from open_run(folder, way == "limits", warm or Warm(), token, pack)
    grid = opened.bench.source.grid
    block = part_of(grid, part)
    with threadpool_limits(1), scratch_folder(target) as scratch:
        learned = yield from learn(opened, folder, way, scratch, token, read_corrections)
        lesson = learned.lesson
        if lesson is None:
            raise nothing_to_learn()

        before, now = yield from _both(opened, lesson, block, token)
        write_sheet(now, learned, grid, target, scratch)
    yield Progress("match", "Done", 1, 1)
    told = {"corrections": learned.polygons, "text": lesson.text, "strength": lesson.strength, "way": way}
    seen = {"windows": now.windows, "missing": now.missing, "changed": changed(before, now), "pixel": now.pixel}
    return {"path": str(target), **seen, **told}


def _both(opened: Opened, lesson: Lesson, block: Block, token: CancelToken) -> Events[tuple[Sheet, Sheet]]:
    """The part without the lesson, from the question before where it was about the same part, and with it."""
    known = opened.states.get("untaught") == block

    def one(window: Window, size: int) -> Scores | None:
        seen = opened.reader.cells(window)
        return None if seen is None else rough_scores(lesson, *seen, size)[known:]

    made = yield from sheets(opened, one, 2 - known, block, token)
    if not known:
        opened.states.update(untaught=block, without=made[0])
    return opened.states["without"], made[-1]
