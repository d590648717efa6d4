"""Names of a class raster's values: inside a raster of ours, and where GDAL keeps them, in `<raster>.aux.xml`.

rasterio has no call for category names, so the few lines of GDAL's PAM format are read and written here.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Sequence

from ..errors import InputError
from ..vocabulary import BACKGROUND
from .class_raster import read_classes


def names_file(raster: str | Path) -> Path:
    """Where the names of a raster's values are."""
    return Path(f"{raster}.aux.xml")


def read_category_names(raster: str | Path) -> list[str]:
    """Names by value, from 0: from inside a raster of ours, from beside any other one; empty where there are none."""
    try:
        return [BACKGROUND, *(spec.name for spec in read_classes(raster))]
    except InputError:
        pass  # not one of ours
    try:
        text = names_file(raster).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    block = re.search(r"<CategoryNames>(.*?)</CategoryNames>", text, re.DOTALL)
    found = re.findall(r"<Category\s*/>|<Category>(.*?)</Category>", block[1], re.DOTALL) if block else []
    return [html.unescape(name) for name in found]


def write_category_names(file: Path, names: Sequence[str]) -> None:
    """Write names by value, from 0, to a file that `names_file` gave."""
    rows = "".join(f"      <Category>{html.escape(name)}</Category>\n" for name in names)
    file.write_text(
        f'<PAMDataset>\n  <PAMRasterBand band="1">\n    <CategoryNames>\n{rows}    </CategoryNames>\n'
        "  </PAMRasterBand>\n</PAMDataset>\n",
        encoding="utf-8",
    )
