"""Rasters as the networks see them: windows of 8-bit colours on the working grid. The only file that opens sources.

Pixels of the working grid are made in cells of whole source pixels, in whole numbers. A cell comes out the same
whatever is read with it, so cells are kept for a while in tiles and shared by the windows that overlap.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
import warnings as python_warnings
from collections import OrderedDict
from pathlib import Path
from typing import Any, Iterator, Mapping, Sequence

import numpy as np
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader

from ..config import Area
from ..errors import InputError, ShortOfMemoryError
from ..files.rasters import check_near, open_raster
from ..lattice import Block, Window, plan_blocks
from ..options import Options
from ..packs import Pack
from ..recipe import PIXEL_RULE
from .areas import area_on_grid, bounding_block, mask_of
from .bands import Bands, cell_means, choose_bands, with_stretch
from .files import Lost, all_files, in_words, is_file_name, lost_files, stamp
from .grid import WorkingGrid, make_grid
from .nodata import LARGEST_SPECK, without_specks
from .reading import Reading

TILE = 256  # side of the tiles that are kept, grid pixels
KEPT_BYTES = 48 << 20  # of tiles; a row of windows over a block of 8192 px needs about 40 MB
READ_PIXELS = 4_000_000  # source pixels read at once; bounds the memory of strong decimation
# GDAL's own cache of blocks would grow to 5 % of the machine; it reads this when it opens its first file. Megabytes.
os.environ.setdefault("GDAL_CACHEMAX", "256")
_CONNECTED = "Is the disk connected and the file still in its place? Then run again."


class Source:
    """An open raster.

    Attributes:
        grid: Its working grid for a pack.
        description: For the recipe.
        fingerprint: Changes with everything that could change what `read` gives.
    """

    def __init__(
        self,
        path: str,
        grid: WorkingGrid,
        bands: Bands,
        description: dict[str, Any],
        sample: bytes,
        files: Sequence[str] = (),
        lost: Lost | None = None,
    ) -> None:
        self.path, self.grid, self.description = path, grid, description
        self._bands, self._lost = bands, lost
        self._files = list(files) or [path]
        self._stamp = stamp(self._files)
        digest = hashlib.sha256(json.dumps([description, self._stamp], sort_keys=True).encode())
        digest.update(sample)
        self.fingerprint = digest.hexdigest()
        self._local = threading.local()  # GDAL's datasets must not be shared between threads
        self._open: list[DatasetReader] = []
        self._lock = threading.Lock()
        self._tiles: OrderedDict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = OrderedDict()
        self._bytes = 0
        self._area: tuple[Area, Any] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        pack: Pack,
        options: Options,
        bands: Sequence[int] = (),
        reading: Mapping[str, Any] | None = None,
    ) -> Source:
        """Open a raster for a pack: decide grid, bands and stretch from the whole of it.

        Args:
            path: Any raster that GDAL opens.
            pack: Gives the ground resolutions.
            options: `gsd_m` and `pixel_m` go before what the pack and the file say.
            bands: One or three bands, from 1; empty leaves the choice to the file.
            reading: What goes before the file's own word (`Reading`), as plain values.

        Raises:
            InputError: the file or a mosaic's are missing, no raster, damaged, all nodata, complex, too coarse or fine.
        """
        path, name, told = str(path), Path(str(path)).name, Reading.from_dict(reading or {})
        check_file(path)
        lost = lost_files(path)
        with in_users_words(path), open_source(path, lost) as dataset:
            if dataset.count == 0:
                raise InputError(f"{name} is a container without bands of its own.", "Open one of its sub-datasets.")
            transform, crs, notes = place_of(dataset, told)
            picked = choose_bands(dataset, name, bands, told, lost.places if lost else ())
            chosen, sample, remarks = with_stretch(dataset, name, picked, told.collar)
            notes += [*remarks, *([_about(name, lost)] if lost else [])]
            grid = make_grid(dataset.shape, transform, crs, pack.resolutions, options.gsd_m, options.pixel_m, notes)
            description = {
                "rule": PIXEL_RULE,
                "size": [dataset.width, dataset.height],
                "driver": dataset.driver,
                "dtype": chosen.dtype,
                "nodata": None if dataset.nodata is None else str(dataset.nodata),
                "masked": chosen.masked,
                **chosen.describe(),
                **({"told": told.describe()} if told.describe() else {}),
                "crs": grid.crs,
                "transform": list(grid.source_transform),
                "factors": [grid.fy, grid.fx],
                "gsd_m": grid.gsd_m,
            }
            files = all_files(path, [] if lost else dataset.files)
        return cls(path, grid, chosen, description, sample, files, lost)

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def block(self) -> Block:
        """The whole working grid."""
        return self.grid.block

    def close(self) -> None:
        """Close the files of all threads."""
        with self._lock:
            for dataset in self._open:
                dataset.close()
            self._open.clear()
            self._tiles.clear()
            self._bytes = 0
            self._local = threading.local()

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """What a network sees in a window.

        Pixels without a value take the mean of the window's valid ones. Beyond the raster's edge the window is
        mirrored.

        Returns:
            uint8 (3, size, size), and bool (size, size): valid; False beyond the edge.
        """
        part = window.block.intersect(self.grid.block)
        if part is None:
            raise ValueError(f"{window} lies outside the grid {self.grid.shape}")
        colours, valid = self._gather(part)
        if not valid.all():
            count = max(1, int(valid.sum()))
            mean = (2 * colours.sum(axis=(1, 2), dtype=np.int64) + count) // (2 * count)  # 0 where not valid
            colours = np.where(valid, colours, mean[:, None, None].astype(np.uint8))
        beyond = ((0, window.size - part.rows), (0, window.size - part.cols))
        return np.pad(colours, ((0, 0), *beyond), mode="symmetric"), np.pad(valid, beyond)

    def pixels(self, block: Block) -> tuple[np.ndarray, np.ndarray]:
        """Colours of a block in the grid, uint8 (3, rows, cols), 0 where not valid; and bool (rows, cols): valid."""
        return self._gather(block)

    def valid(self, block: Block) -> np.ndarray:
        """Whether at least half of the source pixels under each grid pixel have a value, bool (rows, cols)."""
        return self._gather(block)[1]

    def worth_a_label(self, block: Block, smallest: int) -> np.ndarray:
        """Which pixels have a value and are no specks in nodata, bool (rows, cols).

        Args:
            block: In grid pixels.
            smallest: Pixels of the smallest island that is no speck. Looking so far around the block tells the same of
                a pixel in whatever block it is asked for.
        """
        margin = min(smallest, LARGEST_SPECK)
        if margin <= 1 or self._bands.complete:
            return self.valid(block)
        around = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
        seen = around.intersect(self.grid.block) or block
        return without_specks(self.valid(seen), margin)[block.slices_in(seen)]

    def source_valid(self, block: Block) -> np.ndarray:
        """Whether each source pixel has a value; `block` in source pixels, bool (rows, cols)."""
        if self._bands.complete:
            return np.ones((block.rows, block.cols), bool)
        with in_users_words(self.path):
            return self._bands.read_raw(self._dataset(), block)[1]

    def area_block(self, area: Area | None) -> Block:
        """The smallest block that holds an area; the whole grid for None.

        Raises:
            InputError: the area lies outside the raster or cannot be used.
        """
        return self.grid.block if area is None else bounding_block(self._on_grid(area), self.grid)

    def area_mask(self, area: Area | None, block: Block) -> np.ndarray:
        """Which pixel centres of a block lie in the area, bool (rows, cols)."""
        return np.ones((block.rows, block.cols), bool) if area is None else mask_of(self._on_grid(area), block)

    def refuse_lost(self, area: Area | None) -> None:
        """Refuse an area that reaches into a part of a mosaic whose file is gone.

        Raises:
            InputError: it does; the files are named.
        """
        if self._lost is None:
            return
        grid = self.grid
        for place in self._lost.places:
            top, left = place.row // grid.fy, place.col // grid.fx
            under = Block(top, left, -(-place.stop[0] // grid.fy) - top, -(-place.stop[1] // grid.fx) - left)
            part = under.intersect(grid.block)
            if part is not None and self.area_mask(area, part).any():
                raise InputError(
                    f"{Path(self.path).name} is made of other files, of which {in_words(self._lost.names)} is missing.",
                    "Bring it back to its place, or choose an area where it is not needed.",
                )

    def nothing_in(self, area: Area | None) -> InputError:
        """Why an area has no pixel to label."""
        if any(self.area_mask(area, block).any() for block in plan_blocks(self.area_block(area), TILE)):
            return InputError("The area holds no data: every pixel in it is nodata.", "Choose another area.")
        return InputError(
            f"The area holds the middle of no pixel; the networks see pixels of {self.grid.gsd_m:.3g} m.",
            "Draw it larger, or choose a finer ground resolution (gsd_m).",
        )

    def _on_grid(self, area: Area) -> Any:
        if self._area is None or self._area[0] is not area:
            self._area = (area, area_on_grid(area, self.grid))
        return self._area[1]

    def _gather(self, block: Block) -> tuple[np.ndarray, np.ndarray]:
        """Colours (0 where not valid) and validity of a block within the grid, put together from tiles."""
        colours = np.empty((3, block.rows, block.cols), np.uint8)
        valid = np.empty((block.rows, block.cols), bool)
        for part in plan_blocks(block, TILE):
            whole = Block(part.row - part.row % TILE, part.col - part.col % TILE, TILE, TILE)
            tile_colours, tile_valid = self._tile(whole.row, whole.col)
            here, there = part.slices_in(block), part.slices_in(whole)
            colours[(slice(None), *here)] = tile_colours[(slice(None), *there)]
            valid[here] = tile_valid[there]
        return colours, valid

    def _tile(self, row: int, col: int) -> tuple[np.ndarray, np.ndarray]:
        with self._lock:
            if (row, col) in self._tiles:
                self._tiles.move_to_end((row, col))
                return self._tiles[row, col]
        tile = self._read_tile(row, col)
        with self._lock:
            if (row, col) not in self._tiles:
                self._tiles[row, col] = tile
                self._bytes += tile[0].nbytes + tile[1].nbytes
            while self._bytes > KEPT_BYTES:
                _, old = self._tiles.popitem(last=False)
                self._bytes -= old[0].nbytes + old[1].nbytes
        return tile

    def _read_tile(self, row: int, col: int) -> tuple[np.ndarray, np.ndarray]:
        tile = Block(row, col, TILE, TILE).intersect(self.grid.block)
        if tile is None:
            raise ValueError(f"no tile at {row}, {col}")
        step = max(1, READ_PIXELS // (self.grid.fy * self.grid.fx * tile.cols))
        parts = []
        with in_users_words(self.path):
            dataset = self._dataset()
            for top in range(tile.row, tile.stop[0], step):
                strip = Block(top, tile.col, min(step, tile.stop[0] - top), tile.cols)
                raw, valid = self._bands.read_raw(dataset, self.grid.source_block(strip))
                parts.append(cell_means(self._bands.colours(raw, valid), valid, self.grid.fy, self.grid.fx))
        return np.concatenate([p[0] for p in parts], axis=1), np.concatenate([p[1] for p in parts])

    def _dataset(self) -> DatasetReader:
        """This thread's own handle; opened on first use, while the file is still the one that was opened at first."""
        dataset = getattr(self._local, "dataset", None)
        if dataset is None:
            if stamp(self._files) != self._stamp:
                raise InputError(
                    f"{Path(self.path).name} has been changed or removed since the run began.",
                    "Run again when the file is complete.",
                )
            dataset = self._local.dataset = open_source(self.path, self._lost)
            with self._lock:
                self._open.append(dataset)
        return dataset


def open_source(path: str, lost: Lost | None = None) -> DatasetReader:
    """The file itself, or what is left of a mosaic: GDAL takes the text of one for a name."""
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore", NotGeoreferencedWarning)  # said in the user's words by `place_of`
        return open_raster(path, text=lost.text if lost else "", sharing=False)


def _about(name: str, lost: Lost) -> str:
    return (
        f"{name} is made of other files, of which {in_words(lost.names)} is missing; "
        "what it showed is taken as nodata, also by windows that reach into it."
    )


@contextlib.contextmanager
def in_users_words(path: str) -> Iterator[None]:
    """GDAL's errors in the user's words."""
    try:
        yield
    except (RasterioError, OSError, MemoryError) as error:
        name = Path(path).name
        if isinstance(error, MemoryError):
            hint = "Save it as a tiled GeoTIFF."
            raise ShortOfMemoryError(f"{name} needs more memory than there is.", hint) from error
        text = str(error).lower()
        if "not recognized" in text or "not a supported" in text or "unsupported" in text:
            raise InputError(
                f"{name} is not a raster that can be read.", "Open it in QGIS and save it as a GeoTIFF."
            ) from error
        if not os.path.exists(path) and is_file_name(path):
            raise InputError(f"{name} is no longer there.", _CONNECTED) from error
        raise InputError(
            f"{name} cannot be read; it may be damaged or incomplete.",
            "Copy or download it again, or save what is left under a new name.",
        ) from error


def check_file(path: str) -> None:
    """Refuse at once what GDAL would only call "not recognized"."""
    if not path.strip():
        raise InputError("There is no raster to segment.", "Choose a raster layer or give the path of an image.")
    check_near(path)
    if not is_file_name(path):
        return
    name = Path(path).name
    if not os.path.exists(path):
        raise InputError(f"There is no file {path}.", "Check the path, and whether the disk is connected.")
    if os.path.isfile(path) and not os.access(path, os.R_OK):
        raise InputError(f"{name} may not be read.", "Ask for the right to read it, or copy it to your own folder.")
    if os.path.isfile(path) and os.path.getsize(path) == 0:
        raise InputError(f"{name} is empty (0 bytes).", "Copy or download it again.")


def place_of(dataset: DatasetReader, told: Reading) -> tuple[tuple[float, ...], CRS | None, list[str]]:
    """The transform and coordinate system of a raster, and what is odd about its place on the map."""
    transform = dataset.transform
    if told.crs:
        if transform.is_identity:
            transform = transform * transform.scale(1, -1)
        return tuple(transform)[:6], CRS.from_user_input(told.crs), []
    if dataset.crs is not None:
        return tuple(transform)[:6], dataset.crs, []
    if transform.is_identity:
        # QGIS draws a picture without a place at rows 0 to -height; results must lie on top of it.
        transform = transform * transform.scale(1, -1)
    if dataset.gcps[0] or dataset.rpcs:
        return (
            tuple(transform)[:6],
            None,
            [
                "The raster has control points or a sensor model, but no grid on a map; the result is in its own "
                "pixels. Warp it (QGIS: Raster › Projections › Warp) to get a result in map coordinates."
            ],
        )
    return (
        tuple(transform)[:6],
        None,
        ["The raster has no coordinate system; the result has none, too, and its areas stay empty."],
    )
