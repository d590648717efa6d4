"""The run folder: what makes a run resumable, and lets its outputs appear only when they are complete.

    recipe.json    everything that made the run
    ledger.jsonl   one line for the start, one for each finished block, one for the end; only ever appended to
    .work/         finished blocks, outputs in the making, the lock; removed after the end
    classes.tif …  outputs, renamed into place just before the ledger's last line

A block counts when its line is in the ledger and its bytes have the checksum of that line. A kill at any moment
therefore costs at most the block in the making, and the one before it where that has not come back yet.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import OutputError
from ..files.category_names import names_file, write_category_names
from ..files.disk import FolderLock, open_own, reason_of, refuse_links, sync_folder, write_atomically, writing
from ..lattice import Block
from ..progress import Note
from ..raster.grid import WorkingGrid
from ..raster.source import Source
from ..recipe import (
    CLASSES,
    CONFIDENCE,
    LEDGER,
    OUTPUTS,
    PUBLISHED,
    RECIPE,
    SEGMENTS,
    WORK,
    identity_of,
    read_ledger,
)
from ..results import KEPT
from ..score.decide import BlockResult
from ..vocabulary import BACKGROUND, ClassSpec
from .assemble import assemble
from .begun import RunResult, choose, clear_left, finished_error, finished_result
from .kept import Burning, Kept

_PARTS = ("classes", "second", "confidence", "margin")  # of a block's file


class RunFolder:
    """One run's folder, locked for this process; use as a context manager.

    Attributes:
        path: The folder.
        notes: What the user should know; the warnings among them end up in the recipe.
        working_classes: After `assemble`: class ids on the working grid. Likewise the next three.
        kept: Polygons of an earlier run that stay as they are, if any.
        complete: What the run made, where it was complete before and only had left something behind.
    """

    def __init__(self, path: Path, recipe: dict[str, Any], lock: FolderLock, notes: list[Note]) -> None:
        self.path, self.notes, self._recipe, self._lock = path, notes, recipe, lock
        self._blocks: dict[Block, int] = {}
        self._vector: dict[str, Any] = {}
        self._counts: dict[str, int] = {}
        self._work = path / WORK
        self.working_classes, self.working_confidence = self._work / "ids.tif", self._work / "confidence-working.tif"
        self.working_margin, self.working_second = self._work / "margin.tif", self._work / "second.tif"
        self._finished = False
        self.complete: RunResult | None = None
        self.kept: Kept | None = None
        self._burning: Burning | None = None

    @classmethod
    def start(cls, out: str | Path, recipe: dict[str, Any]) -> RunFolder:
        """Open the folder of a run: new, or the same run's that has not come to its end.

        Args:
            out: The run's own folder if it is new, empty or an unfinished run; otherwise a folder is made inside it.
            recipe: Plain values. Its `identity` (or all of it) is what a resumed run must share.

        Raises:
            OutputError: a finished run, an unfinished other run, a run at work, or a folder that cannot be written.
        """
        with writing(Path(out)):
            path, notes = choose(Path(out), recipe)
        refuse_links(path, (RECIPE, LEDGER, WORK, *PUBLISHED), WORK)
        with writing(path):
            made = not path.exists()
            (path / WORK / "blocks").mkdir(parents=True, exist_ok=True)
            lock = FolderLock(path / WORK / "lock", path)
        try:
            run = cls(path, recipe, lock, notes)
            run._made = made
            run._begin()
        except BaseException:
            lock.release()
            raise
        return run

    def _begin(self) -> None:
        """Read the ledger, or begin it; under the lock. What a kill left in the making is removed."""
        events = read_ledger(self.path)
        identity = identity_of(self._recipe)
        same = all(e.get("identity") == identity for e in events if e["event"] == "start")
        if any(e["event"] == "finished" for e in events):
            self._finished = True
            self.complete = finished_result(self.path) if same else None
            if self.complete is None:
                self.__exit__(None)
                raise finished_error(self.path)
            return
        if not same:
            (self.path / LEDGER).unlink()  # `choose` allows this only for a run without a finished block
            events = []
        with writing(self.path):
            clear_left(self.path)
            if not events:
                write_atomically(self.path / RECIPE, _json(self._recipe).encode())
                self._append({"event": "start", "identity": identity, "time": _now()})
        for event in events:
            if event["event"] == "block" and _is_block(event):
                self._blocks[Block(*event["block"])] = event["crc"]

    def __enter__(self) -> RunFolder:
        return self

    def _writing(self) -> AbstractContextManager[None]:
        return writing(self.path, finished=bool(self._blocks))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None and not self._blocks and not self._finished:
            self._discard()
        self._lock.release()
        if self._finished:
            shutil.rmtree(self._work, ignore_errors=True)

    _made = False

    def _discard(self) -> None:
        """Nothing was achieved, so leave nothing that stands in the way of the next try."""
        for name in (LEDGER, RECIPE, KEPT):
            (self.path / name).unlink(missing_ok=True)
        self._lock.release()
        shutil.rmtree(self._work, ignore_errors=True)
        if self._made and not any(self.path.iterdir()):
            self.path.rmdir()

    def _append(self, event: dict[str, Any]) -> None:
        """Add a line to the ledger and wait until it is on the disk."""
        with open_own(self.path / LEDGER, os.O_RDWR | os.O_APPEND) as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                torn = file.read(1) != b"\n"  # a kill in the middle of a line
            else:
                torn = False
            file.write((b"\n" if torn else b"") + json.dumps(event).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _block_path(self, block: Block) -> Path:
        return self._work / "blocks" / f"{block.row}_{block.col}_{block.rows}_{block.cols}.npy"

    def finished_blocks(self) -> set[Block]:
        """Blocks that need not be made again; those whose files are damaged are forgotten."""
        for block, crc in list(self._blocks.items()):
            path = self._block_path(block)
            try:
                intact = zlib.crc32(path.read_bytes()) == crc and _holds(path, block)
            except (OSError, ValueError):
                intact = False
            if not intact:
                del self._blocks[block]
        return set(self._blocks)

    def put_block(self, block: Block, result: BlockResult) -> None:
        """Keep a finished block.

        Raises:
            OutputError: it cannot be written.
        """
        ids = result.classes.dtype
        kind = np.dtype(list(zip(_PARTS, (ids, ids, "<f4", "<f4"))))
        packed = np.empty((block.rows, block.cols), kind)
        for name in kind.names or ():
            packed[name] = getattr(result, name)
        with self._writing():
            crc = write_atomically(self._block_path(block), packed)
            self._append({"event": "block", "block": [block.row, block.col, block.rows, block.cols], "crc": crc})
        self._blocks[block] = crc

    def get_block(self, block: Block) -> BlockResult:
        """A finished block; the arrays are views of its file."""
        packed = np.load(self._block_path(block), mmap_mode="r", allow_pickle=False)
        return BlockResult(packed["classes"], packed["confidence"], packed["margin"], packed["second"])

    def keep(self, kept: Kept | None, grid: WorkingGrid) -> None:
        """Keep polygons of an earlier run, in the rasters and in the polygons; a copy of them lies in the folder.

        Raises:
            OutputError: it cannot be written.
        """
        if kept is None:
            return
        if len(kept.geometry) and not (self.path / KEPT).exists():
            kept.write(self.path / KEPT, self._work)
        self.kept, self._burning = kept, Burning(kept, grid.transform)

    def _shown_block(self, block: Block) -> BlockResult:
        """A finished block with what is kept of an earlier run."""
        result = self.get_block(block)
        return self._burning.into(block, result) if self._burning is not None else result

    def polygon_classes(self, area: Block) -> Path:
        """After `assemble`: what polygons are made of; the pixels of those that are kept have a mark of their own."""
        if self._burning is None:
            return self.working_classes
        with self._writing():
            return self._burning.mark(self.working_classes, self._work / "marked.tif", area)

    def pending(self, name: str) -> Path:
        """Where an output is made before it is published; what an earlier try left there is removed."""
        path = self._work / "outputs" / name
        with self._writing():
            path.parent.mkdir(exist_ok=True)
            for old in path.parent.glob(name + "*"):
                old.unlink()
        return path

    def assemble(self, source: Source, area: Block, classes: Sequence[ClassSpec], grid_mode: str = "working") -> None:
        """Put the finished blocks of `area` together: the rasters to be published, and four on the working grid.

        Args:
            source: The raster; with `grid_mode` "source" each of its pixels takes the value of its working pixel.
            area: The rectangle that the outputs show, grid pixels; tiled by finished blocks.
            classes: In the order of their ids.
            grid_mode: "working" or "source".

        Raises:
            OutputError: the rasters cannot be written.
        """
        blocks = [block for block in sorted(self._blocks) if block.intersect(area) == block]
        if sum(b.rows * b.cols for b in blocks) != area.rows * area.cols:
            raise ValueError(f"the finished blocks do not tile {area}")
        outputs = {"classes": self.pending(CLASSES), "confidence": self.pending(CONFIDENCE)}
        working = {"margin": self.working_margin, "second": self.working_second}
        if grid_mode == "working":
            self.working_classes, self.working_confidence = outputs["classes"], outputs["confidence"]
        else:
            working.update(classes=self.working_classes, confidence=self.working_confidence)
        names = [BACKGROUND, *(spec.name for spec in classes)]
        with self._writing():
            counts = assemble(source, area, classes, grid_mode, blocks, self._shown_block, outputs, working)
            write_category_names(self.pending(names_file(CLASSES).name), names)
        self._counts = {name: int(n) for name, n in zip(names, counts)}

    def note_vector(self, facts: dict[str, Any]) -> None:
        """Remember what the polygon stage reported, except where it worked."""
        self._vector = {name: value for name, value in facts.items() if name != "path"}

    @property
    def recipe(self) -> dict[str, Any]:
        """What is known of what makes this run, plain values."""
        return self._recipe

    def remember(self, **facts: Any) -> None:
        """Add to the recipe what became known after the start; does not count for resuming."""
        self._recipe = {**self._recipe, **facts}

    def publish(self, **facts: Any) -> RunResult:
        """Let the outputs appear under their names, and close the ledger.

        Args:
            **facts: Further fields of `RunResult`: `seconds`, `peak_mb` and those below them.

        Raises:
            OutputError: they cannot be moved into place.
        """
        warnings = [*self._recipe.get("warnings", ()), *(n.message for n in self.notes if n.level == "warning")]
        result = RunResult(
            folder=str(self.path),
            classes=str(self.path / CLASSES),
            confidence=str(self.path / CONFIDENCE),
            segments=str(self.path / SEGMENTS),
            recipe=str(self.path / RECIPE),
            counts=self._counts,
            polygons=self._vector,
            warnings=warnings,
            **facts,
        )
        made = [self._work / "outputs" / name for name in PUBLISHED]  # the polygons last; nothing else that lies there
        made = [path for path in made if path.is_file()]
        with self._writing():
            recipe = {**self._recipe, "warnings": warnings, "result": _portable(result)}
            write_atomically(self.path / RECIPE, _json(recipe).encode())
            for path in made:  # all in one folder of one file system: each rename is complete or did not happen
                os.replace(path, self.path / path.name)
        try:
            sync_folder(self.path)
            self._append({"event": "finished", "outputs": [p.name for p in made], "time": _now()})
        except OSError as error:
            raise OutputError(
                f"The results lie in {self.path}, but its end could not be noted: {reason_of(error, self.path)}.",
                "Check the disk, then run again with the same folder: it is ended, and nothing is computed again.",
            ) from error
        self._finished = True
        return result


def _is_block(event: dict[str, Any]) -> bool:
    """Whether a line of a ledger names a block: four whole numbers and a checksum."""
    numbers = event.get("block")
    whole = isinstance(numbers, list) and len(numbers) == 4 and all(type(n) is int and n >= 0 for n in numbers)
    return whole and isinstance(event.get("crc"), int)


def _holds(path: Path, block: Block) -> bool:
    """Whether a block's file holds a block's pixels, and no more."""
    packed = np.load(path, mmap_mode="r", allow_pickle=False)
    return packed.shape == (block.rows, block.cols) and packed.dtype.names == _PARTS


def _portable(result: RunResult) -> dict[str, Any]:
    """A result without its paths, which change when the folder is moved."""
    return {k: v for k, v in result.to_dict().items() if k not in ("folder", *OUTPUTS, "warnings")}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")
