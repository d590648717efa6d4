"""The files a raster is made of: what tells that one was replaced, and which of a mosaic's are lost.

A mosaic (VRT) is a text that names other files, which may be mosaics themselves; sidecars hold masks, places and
colours. Pixels follow every one of them, so every one of them is stamped.
"""

from __future__ import annotations

import hashlib
import html
import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

from ..errors import InputError
from ..lattice import Block

VRT_BYTES = 64 << 20  # a longer text is no mosaic that anybody reads twice
_SOURCE = re.compile(r"<(\w+Source)\b[^>]*>.*?</\1>", re.DOTALL)
_FILE = re.compile(r"<SourceFilename([^>]*)>(.*?)</SourceFilename>", re.DOTALL)
_ANY_FILE = re.compile(r"<(SourceFilename|SourceDataset)([^>]*)>(.*?)</\1>", re.DOTALL)
_PLACE = re.compile(r"<DstRect\b([^>]*)/?>")
_NUMBER = re.compile(r'(xOff|yOff|xSize|ySize)\s*=\s*"([^"]*)"')
# What QGIS and GDAL note about values when a raster is shown; it says nothing about the pixels that are read.
_NOTED = re.compile(r"<Histograms>.*?</Histograms>|<MDI key=\"STATISTICS_\w+\">.*?</MDI>", re.DOTALL)
_EMPTY = re.compile(r"<(\w+)[^<>]*(?:/>|>\s*</\1>)")


def is_file_name(path: str) -> bool:
    """Whether GDAL takes the name for a file of this machine, and not for a virtual file, a URL or DRIVER:name."""
    return (
        not path.startswith(("/vsi", "<"))
        and "://" not in path
        and (":" not in path or os.path.exists(path) or path[1:2] == ":")
    )


def all_files(path: str, listed: Iterable[str]) -> list[str]:
    """Every file a raster is made of: those GDAL lists, what mosaics among them name, and side masks; sorted.

    Args:
        path: The raster, as GDAL names it.
        listed: What GDAL says the dataset is made of.
    """
    found: set[str] = set()
    todo = [path, *listed]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        todo += [*_named_in(name), *(side for side in (name + ".msk",) if os.path.isfile(side))]
    return sorted(found)


def stamp(files: Iterable[str]) -> list[list[object]]:
    """What changes when one of the files does: size and time of change, nothing for what is not there.

    Overviews are never read and have no part. Of a sidecar with GDAL's notes the content counts, less statistics and
    histograms, which QGIS writes by just showing a raster.
    """
    found: list[list[object]] = []
    for name in files:
        if name.endswith(".ovr"):
            continue
        try:
            if name.endswith(".aux.xml"):
                content = _content(name)
                found += [[os.path.basename(name), content]] if content else []
                continue
            status = os.stat(_on_disk(name))
        except (OSError, ValueError):
            found.append([os.path.basename(name)])
            continue
        found.append([os.path.basename(name), status.st_size, status.st_mtime_ns])
    return found


def _content(path: str) -> str:
    text = _NOTED.sub("", Path(path).read_text(encoding="utf-8", errors="replace"))
    before = None
    while text != before:
        before, text = text, _EMPTY.sub("", text)
    return hashlib.sha256(text.encode()).hexdigest() if text.strip() else ""


def _on_disk(name: str) -> str:
    """The file behind a name inside an archive; the name itself otherwise."""
    if not name.startswith("/vsi"):
        return name
    inside = Path("/", *Path(name).parts[2:]) if "//" in name else Path(*Path(name).parts[2:])
    return str(next((p for p in (inside, *inside.parents) if p.is_file()), inside))


def _vrt_text(path: str) -> str:
    """The text of a mosaic; "" for any other file."""
    try:
        if not path.lower().endswith(".vrt") or os.path.getsize(path) > VRT_BYTES:
            return ""
        text = Path(path).read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return ""
    return text if "<VRTDataset" in text else ""


def _resolved(vrt: str, attributes: str, name: str) -> str:
    name = html.unescape(name.strip())
    relative = re.search(r'relativeToVRT\s*=\s*"1"', attributes) is not None
    return os.path.join(os.path.dirname(os.path.abspath(vrt)), name) if relative else name


def _named_in(path: str) -> list[str]:
    return [_resolved(path, attributes, name) for _, attributes, name in _ANY_FILE.findall(_vrt_text(path))]


@dataclass(frozen=True)
class Lost:
    """What a mosaic names and the disk does not hold.

    Attributes:
        names: The files, as they are called in the folder.
        places: Where they lay, source pixels.
        text: The mosaic without them, names made absolute; what can be opened in its stead.
    """

    names: tuple[str, ...]
    places: tuple[Block, ...]
    text: str


def lost_files(path: str) -> Lost | None:
    """What of a mosaic is lost; None where all of it is there.

    Raises:
        InputError: all of it is lost, or a part of a mosaic within the mosaic, whose place cannot be told.
    """
    text = _vrt_text(path)
    named = _named_in(path)
    gone = [name for name in named if is_file_name(name) and not os.path.exists(name)]
    for inner in (name for name in named if name not in gone):
        deeper = [n for n in all_files(inner, ()) if is_file_name(n) and not os.path.exists(n)]
        if deeper:
            raise _incomplete(path, deeper)
    if not gone:
        return None
    places: set[Block] = set()

    def kept(match: re.Match[str]) -> str:
        files = [(_resolved(path, attributes, name), name) for attributes, name in _FILE.findall(match[0])]
        if any(name in gone for name, _ in files):
            place = _PLACE.search(match[0])
            if place is None:
                raise _incomplete(path, gone)
            places.add(_block(dict(_NUMBER.findall(place[1]))))
            return ""
        return _FILE.sub(
            lambda m: f'<SourceFilename relativeToVRT="0">{html.escape(_resolved(path, m[1], m[2]))}</SourceFilename>',
            match[0],
        )

    rest = _SOURCE.sub(kept, text)
    if not places or not _SOURCE.search(rest):
        raise _incomplete(path, gone)
    return Lost(tuple(sorted({os.path.basename(name) for name in gone})), tuple(sorted(places)), rest)


def _block(place: dict[str, str]) -> Block:
    left, top, width, height = (float(place.get(key, "0")) for key in ("xOff", "yOff", "xSize", "ySize"))
    row, col = max(0, math.floor(top)), max(0, math.floor(left))
    return Block(row, col, math.ceil(top + height) - row, math.ceil(left + width) - col)


def _incomplete(path: str, gone: Iterable[str]) -> InputError:
    return InputError(
        f"{Path(path).name} is made of other files, of which {in_words(gone)} is missing.",
        "Bring it back to its place, or build the mosaic again without it.",
    )


def in_words(names: Iterable[str]) -> str:
    """The first of some file names, and how many more there are."""
    short = sorted({os.path.basename(name) for name in names})
    return short[0] if len(short) == 1 else f"{short[0]} (and {len(short) - 1} more)"
