"""Labelled sets of the field as they are distributed: where their tiles lie and what their masks mean.

Each set is a file in resources/sets/: `layouts` (image and mask patterns with {name} and folders, values of the masks
in the order of `classes`), `palette` for masks in colours, `options` of its protocol. docs/evaluate.md tells how to use
them. What a mask says becomes 0 background, 1..n the classes, 255 left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..errors import InputError
from ..vocabulary import ClassList, ClassSpec, with_colours

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sets"
IGNORE = 255
UNKNOWN = 254  # what a mask must not hold


@dataclass(frozen=True)
class KnownSet:
    """A set found in a folder.

    Attributes:
        root: The folder.
        classes: With their values 1..n; with a background where the set has one.
        gsd_m: Metres per pixel; 0 where the pictures have no scale.
        tiles: (image, mask) files.
        names: One for each tile.
        options: Of the set's protocol.
    """

    root: Path
    classes: ClassList
    gsd_m: float
    tiles: tuple[tuple[Path, Path], ...]
    names: tuple[str, ...]
    options: dict[str, Any]
    _table: np.ndarray = field(repr=False, default_factory=lambda: np.zeros(256, np.uint8))
    _palette: dict[int, int] = field(repr=False, default_factory=dict)

    def read(self, path: Path) -> np.ndarray:
        """What a mask says, uint8 (rows, cols).

        Raises:
            InputError: it cannot be read, or holds what the set does not know.
        """
        try:
            with Image.open(path) as picture:
                found = np.asarray(picture.convert("RGB") if picture.mode == "RGBA" else picture)
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise InputError(f"The mask {path.name} cannot be read.", "Copy it again.") from error
        if found.ndim == 3 and self._palette:
            found = self._from_colours(path, found)
        if found.ndim != 2 or found.dtype.kind not in "ub":
            raise InputError(
                f"The mask {path.name} is neither one band of values nor in the set's colours.",
                "Choose the set that the folder holds.",
            )
        values = np.minimum(found, 255).astype(np.uint8)
        meant = self._table[values]
        if (meant == UNKNOWN).any():
            odd = int(values[meant == UNKNOWN][0])
            raise InputError(
                f"The mask {path.name} holds the value {odd}, which this set does not have.",
                "Choose the set that the folder holds.",
            )
        return meant

    def _from_colours(self, path: Path, colours: np.ndarray) -> np.ndarray:
        keys = colours[..., 0].astype(np.int64) << 16 | colours[..., 1].astype(np.int64) << 8 | colours[..., 2]
        listed, place = np.unique(keys, return_inverse=True)
        odd = [int(key) for key in listed if int(key) not in self._palette]
        if odd:
            colour = ", ".join(str(odd[0] >> shift & 255) for shift in (16, 8, 0))
            raise InputError(
                f"The mask {path.name} holds the colour {colour}, which this set does not have.",
                "Use the masks as they are distributed, not resized.",
            )
        return np.array([self._palette[int(key)] for key in listed], np.uint8)[place].reshape(keys.shape)


def set_names() -> list[str]:
    """The sets that are known."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def describe(name: str) -> dict[str, Any]:
    """What is known of a set.

    Raises:
        InputError: nothing is.
    """
    if name not in set_names():
        raise InputError(f"There is no set “{name}”.", f"Known are: {', '.join(set_names())}.")
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def open_set(root: str | Path, name: str) -> KnownSet:
    """The set of that name in a folder.

    Raises:
        InputError: there is no such set, or the folder does not hold it; the message says what was looked for.
    """
    root, told = Path(root), describe(name)
    for layout in told["layouts"]:
        found = list(_tiles(root, layout))
        if found:
            break
    else:
        wanted = "; or ".join(f"{layout['images']} with {layout['masks']}" for layout in told["layouts"])
        raise InputError(f"{root} does not hold {told['title']}.", f"Looked for {wanted}.")
    palette = {
        int("".join(f"{int(part):02x}" for part in colour.split(",")), 16): value
        for colour, value in told.get("palette", {}).items()
    }
    return KnownSet(
        root,
        _classes(told, layout),
        float(told["gsd_m"] or 0.0),
        tuple((image, mask) for image, mask, _ in found),
        tuple(name for _, _, name in found),
        dict(told["options"]),
        _table(layout),
        palette,
    )


def _classes(told: dict[str, Any], layout: dict[str, Any]) -> ClassList:
    specs = []
    for value, words in enumerate(told["classes"], start=1):
        first, *others = [words] if isinstance(words, str) else words
        specs.append(ClassSpec(first, tuple(others), value=value))
    return ClassList(with_colours(specs), "background" in layout)


def _table(layout: dict[str, Any]) -> np.ndarray:
    """Meaning of each value of a mask, uint8 (256,)."""
    rest = UNKNOWN
    if layout.get("background") == "rest":
        rest = 0
    elif layout["ignore"] == "rest":
        rest = IGNORE
    table = np.full(256, rest, np.uint8)
    for meaning, key in ((0, "background"), (IGNORE, "ignore")):
        if isinstance(layout.get(key), list):
            table[layout[key]] = meaning
    for value, of_mask in enumerate(layout["values"], start=1):
        table[of_mask] = value
    return table


def _tiles(root: Path, layout: dict[str, Any]) -> Iterator[tuple[Path, Path, str]]:
    """(image, mask, name) of a layout, in order; nothing where the folder has another one.

    Raises:
        InputError: an image of the set's list, or the mask of an image, is missing.
    """
    pattern = layout["images"]
    wanted: set[str] | None = set(layout["only"]) if "only" in layout else None
    if "list" in layout:
        try:
            lines = (root / layout["list"]).read_text(encoding="utf-8").split()
        except OSError:
            return
        wanted = {re.sub(r"\.(tif|png|jpg)$", "", line) for line in lines}
    parts = re.split(r"{(\w+)}", pattern)
    match = re.compile("".join(re.escape(p) if i % 2 == 0 else f"(?P<{p}>[^/]+)" for i, p in enumerate(parts)))
    seen: set[str] = set()
    for image in sorted(root.glob(re.sub(r"{\w+}", "*", pattern))):
        fits = match.fullmatch(image.relative_to(root).as_posix())
        if fits is None or (wanted is not None and fits["name"] not in wanted):
            continue
        mask = root / layout["masks"].format(**fits.groupdict())
        if not mask.is_file():
            if seen:
                raise InputError(f"The image {image.name} has no mask.", f"It should be {mask}.")
            return
        seen.add(fits["name"])
        yield image, mask, "_".join(fits.groupdict().values())
    if seen and "list" in layout and wanted is not None and wanted - seen:
        missing = sorted(wanted - seen)
        raise InputError(
            f"{len(missing)} images of {layout['list']} are missing, for example {missing[0]}.",
            f"They belong into {pattern}.",
        )
