"""A new generation of a finished run's files, beside those that are there (docs/contracts.md, Results)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.features
import shapely
from rasterio.transform import Affine
from rasterio.windows import Window

from ..files.category_names import names_file, write_category_names
from ..files.class_raster import class_dtype
from ..files.disk import write_atomically
from ..files.layers import Field, Layer, publish
from ..files.rasters import open_classes
from ..lattice import Block
from ..options import Options
from ..progress import CancelToken, Events
from ..raster.source import Source
from ..recipe import CLASSES, CONFIDENCE, SEGMENTS
from ..results import FORMAT, LESSON, TAUGHT, of_generation, read_lessons
from ..score.decide import BlockResult
from ..vocabulary import BACKGROUND, ClassSpec
from .assemble import assemble
from .attributes import column
from .edited import on_working_grid
from .kept import Burning, Kept
from .polygons import polygonise
from .remaking import Inheritance

STRIP = 1024  # rows looked at together
PARTS = ("classes", "second", "confidence", "margin")


@dataclass
class Generation:
    """Files in the making, in a scratch folder of the run's.

    Attributes:
        folder: Of the run.
        scratch: Where they are made; on the same disk.
        number: Of the generation.
        classes: As they are now, in the order of their ids.
        moved: For each class that is gone, the id that counts in its place.
        kept: Polygons that stay as they are.
        grid_transform: Of the working grid.
    """

    folder: Path
    scratch: Path
    number: int
    classes: Sequence[ClassSpec]
    moved: Mapping[int, int]
    kept: Kept
    grid_transform: tuple[float, ...]
    _blocks: list[Block] = field(default_factory=list)

    def put_block(self, block: Block, result: BlockResult) -> None:
        """Keep a finished block until all are, with the kept polygons' classes."""
        now = replace(result, classes=self._as_now(result.classes), second=self._as_now(result.second))
        said = self._burning.into(block, now)
        for name in PARTS:  # each by itself, so that reading one carries no other
            write_atomically(self._path(block, name), getattr(said, name))
        self._blocks.append(block)

    @cached_property
    def _burning(self) -> Burning:
        return Burning(self.kept, self.grid_transform)

    def _as_now(self, values: np.ndarray) -> np.ndarray:
        """Ids as the list of classes is now."""
        out = values.astype(class_dtype(len(self.classes)))
        out[values == np.iinfo(values.dtype).max] = np.iinfo(out.dtype).max
        for gone, into in self.moved.items():
            out[values == gone] = into
        return out

    def _path(self, block: Block, name: str) -> Path:
        return self.scratch / f"{name}_{block.row}_{block.col}_{block.rows}_{block.cols}.npy"

    def _get_block(self, block: Block) -> BlockResult:
        return BlockResult(**{n: np.load(self._path(block, n), mmap_mode="r", allow_pickle=False) for n in PARTS})

    def write(
        self,
        source: Source,
        area: Block,
        grid_mode: str,
        options: Options,
        recipe: Mapping[str, Any],
        before: Layer,
        token: CancelToken,
    ) -> Events[dict[str, Any]]:
        """Rasters and polygons of the finished blocks, which tile the area; not under their names yet.

        Args:
            source: The run's raster.
            area: What the rasters show.
            grid_mode: "working" or "source".
            options: Of the run.
            recipe: Of the run.
            before: The polygons until now, whose notes and own fields go over.
            token: Asked between steps.

        Returns:
            What `polygonise` reports.

        Raises:
            OutputError: they cannot be written.
        """
        outputs = {"classes": self.pending(CLASSES), "confidence": self.pending(CONFIDENCE)}
        working = {"margin": self.scratch / "margin.tif", "second": self.scratch / "second.tif"}
        seen = dict(outputs)
        if grid_mode != "working":
            seen = {"classes": self.scratch / "ids.tif", "confidence": self.scratch / "sure.tif"}
            working.update(seen)
        assemble(
            source,
            area,
            self.classes,
            grid_mode,
            self._blocks,
            self._get_block,
            outputs,
            working,
        )
        names = [BACKGROUND, *(spec.name for spec in self.classes)]
        write_category_names(names_file(outputs["classes"]), names)
        marked = self._burning.mark(seen["classes"], self.scratch / "marked.tif", area)
        token.check()
        with rasterio.open(seen["classes"]) as raster:
            transform = tuple(raster.transform)[:6]
        own = Inheritance(before, transform, ("notes",))
        first = on_working_grid(self.folder / CLASSES, recipe, self.scratch)

        def amend(fields: Mapping[str, Field], pixels: np.ndarray, kept: np.ndarray) -> dict[str, Field]:
            made = own.amend(fields, pixels, kept)
            made["origin"] = _origins(made, pixels, kept, first, self.moved)
            return made

        return (
            yield from polygonise(
                marked,
                self.pending(SEGMENTS),
                names[1:],
                confidence=seen["confidence"],
                margin=working["margin"],
                second=working["second"],
                min_area_px=options.min_area_px,
                simplify_px=options.simplify_px,
                source=Path(recipe["image"]).name,
                codes={value: spec.value for value, spec in enumerate(self.classes, 1) if spec.value is not None},
                kept=replace(self.kept, mark=len(self.classes) + 1),
                amend=amend,
                origin=(area.row, area.col),
                token=token,
            )
        )

    def pending(self, name: str) -> Path:
        """Where a file is made."""
        return self.scratch / of_generation(self.folder, name, self.number).name

    def publish(self, step: Mapping[str, Any]) -> dict[str, str]:
        """Let the files appear together, with the lesson that they come from; their paths.

        Args:
            step: What is added to the steps of `results.read_lessons`.

        Raises:
            OutputError: they cannot be moved into place; none of them is then.
        """
        lesson = self.pending(LESSON)
        body = {"format": FORMAT, "steps": [*read_lessons(self.folder), dict(step)]}
        write_atomically(lesson, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())
        made = [lesson, self.pending(CONFIDENCE), names_file(self.pending(CLASSES)), self.pending(CLASSES)]
        made = [path for path in made if path.exists()]
        publish([(path, self.folder / path.name) for path in (*made, self.pending(SEGMENTS))], self.scratch)
        names = {"classes": CLASSES, "confidence": CONFIDENCE, "segments": SEGMENTS, "lesson": LESSON}
        return {key: str(of_generation(self.folder, name, self.number)) for key, name in names.items()}


def _origins(
    fields: Mapping[str, Field], pixels: np.ndarray, kept: np.ndarray, first: Path, moved: Mapping[int, int]
) -> Field:
    """`origin` with `taught` where most pixels of a polygon had another class in the run's own raster."""
    ids = fields["class_id"].values.astype(np.int64)
    free = np.flatnonzero(kept < 0)
    other, total = np.zeros(len(pixels), np.int64), np.zeros(len(pixels), np.int64)
    tree = shapely.STRtree(pixels[free])
    with open_classes(first) as raster:
        for row in range(0, raster.height, STRIP):
            rows = min(STRIP, raster.height - row)
            here = free[np.sort(tree.query(shapely.box(0, row, raster.width, row + rows)))]
            if not here.size:
                continue
            said = raster.read(1, window=Window(0, row, raster.width, rows)).astype(np.int64)
            for gone, into in moved.items():
                said[said == gone] = into
            number = np.full(said.shape, -1, np.int32)
            shapes = zip(pixels[here], here.tolist())
            rasterio.features.rasterize(shapes, out=number, transform=Affine.translation(0, row))
            under = number[number >= 0]
            total += np.bincount(under, minlength=len(pixels))
            other += np.bincount(under[said[number >= 0] != ids[under]], minlength=len(pixels))
    field = fields["origin"]
    taught = (kept < 0) & (2 * other > total)
    values = [
        TAUGHT if now else None if gone else value for now, value, gone in zip(taught, field.values, field.missing)
    ]
    return column("text", values)


def changed_share(one: Path, other: Path) -> float | None:
    """Of the pixels with a class in both of two class rasters, the share whose class differs; None: no common grid."""
    with open_classes(one) as first, open_classes(other) as second:
        if first.shape != second.shape:
            return None
        differ = count = 0
        for row in range(0, first.height, STRIP):
            window = Window(0, row, first.width, min(STRIP, first.height - row))
            a, b = first.read(1, window=window), second.read(1, window=window)
            both = (a != first.nodata) & (b != second.nodata)
            differ += int((both & (a != b)).sum())
            count += int(both.sum())
    return differ / max(count, 1)
